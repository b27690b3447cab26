/* SPDX-License-Identifier: MIT */
#include "result/reason.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "ext/unicode.h"
#include "result/reason_part.h"

char *mc_reason_printable(const char *text)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	size_t len = text ? strlen(text) : 0;
	size_t shown = mc_utf8_cut(text, len, MC_REASON_QUOTED_BYTES);

	for (size_t at = 0; at < shown;) {
		uint32_t character = 0;
		size_t step = mc_utf8_decode(&character, text + at, shown - at);

		if (step == 0 || (mc_unicode_is_invisible(character) && character != 0xa0))
			mc_buf_addc(&out, character == '\n' ? ' ' : '?');
		else
			mc_buf_add(&out, text + at, step);
		at += step ? step : 1;
	}
	if (shown < len)
		mc_buf_addz(&out, "...");
	return mc_buf_take(&out);
}

/* ---- output ---- */

static void print_place(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	if (reason->got > 0 && reason->code == MC_REASON_DIFFERS)
		mc_buf_addf(out, _("; the first difference is in line %lld"), (long long)reason->got);
	if (*detail)
		mc_buf_addf(out, ": %s", detail);
}

static void print_differs(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);

	if (!*subject || !strcmp(subject, "stdout"))
		mc_buf_addz(out, _("the output is not what was expected"));
	else if (!strcmp(subject, "stderr"))
		mc_buf_addz(out, _("the error output is not what was expected"));
	else
		mc_buf_addf(out, _("the file '%s' does not hold what was expected"), subject);
	print_place(out, reason);
}

static void print_spacing(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);

	if (!*subject || !strcmp(subject, "stdout"))
		mc_buf_addz(out, _("only spaces or line breaks of the output differ; the rest is right"));
	else if (!strcmp(subject, "stderr"))
		mc_buf_addz(out,
			    _("only spaces or line breaks of the error output differ; the rest is right"));
	else
		mc_buf_addf(out, _("only spaces or line breaks in the file '%s' differ; the rest is right"),
			    subject);
}

/* ---- files, patterns, suites ---- */

static void print_file(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	if (reason->code == MC_REASON_MISSING_FILE && !*subject)
		mc_buf_addz(out, _("a file is missing"));
	else if (reason->code == MC_REASON_MISSING_FILE)
		mc_buf_addf(out, _("the file '%s' is missing"), subject);
	else if (reason->code == MC_REASON_FORBIDDEN_FILE)
		mc_buf_addf(out, _("the file '%s' must not be there"), subject);
	else if (*subject)
		mc_buf_addf(out, _("the file '%s' is too large"), subject);
	else
		mc_buf_addz(out, _("the submission is too large"));
	if (*detail)
		mc_buf_addf(out, ": %s", detail);
}

static void print_pattern(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);
	long long got = (long long)reason->got;
	long long want = (long long)reason->want;

	/* Of a hidden test the pattern is not told. */
	if (!*subject)
		mc_buf_addz(out, reason->code == MC_REASON_PATTERN_MISSING
					 ? _("something that is needed is missing in the source code")
					 : _("the source code has something that it must not have"));
	else if (reason->code == MC_REASON_PATTERN_MISSING && want <= 1)
		mc_buf_addf(out, _("nothing in the source code matches '%s'"), subject);
	else if (reason->code == MC_REASON_PATTERN_FOUND && want == 0)
		mc_buf_addf(out, _("the source code must not have what matches '%s'"), subject);
	else if (reason->code == MC_REASON_PATTERN_MISSING)
		mc_buf_addf(out,
			    NP_("the source code has %lld place that matches '%s'; at least %lld are needed",
				"the source code has %lld places that match '%s'; at least %lld are needed",
				got),
			    got, subject, want);
	else
		mc_buf_addf(out,
			    NP_("the source code has %lld place that matches '%s'; at most %lld are allowed",
				"the source code has %lld places that match '%s'; at most %lld are allowed",
				got),
			    got, subject, want);
}

static void print_suite(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);

	mc_buf_addf(out, NP_("%lld of %lld test failed", "%lld of %lld tests failed", reason->want),
		    (long long)reason->got, (long long)reason->want);
	if (*subject)
		mc_buf_addf(out, _("; the first is '%s'"), subject);
}

static void print_with_detail(struct mc_buf *out, const char *sentence, const struct mc_reason *reason)
{
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	mc_buf_addz(out, sentence);
	if (*detail)
		mc_buf_addf(out, ": %s", detail);
}

/* ---- not run, ours ---- */

static const struct {
	const char *tool;
	const char *package;
} packages[] = {
	{ "node", "nodejs" },
	{ "npm", "npm" },
	{ "npx", "npm" },
	{ "tcc", "tcc" },
	{ "tsc", "node-typescript" },
	{ "python3", "python3" },
	{ "python", "python-is-python3" },
	{ "pytest", "python3-pytest" },
	{ "gcc", "gcc" },
	{ "cc", "gcc" },
	{ "g++", "g++" },
	{ "c++", "g++" },
	{ "clang", "clang" },
	{ "make", "make" },
	{ "cmake", "cmake" },
	{ "gdb", "gdb" },
	{ "valgrind", "valgrind" },
	{ "bash", "bash" },
	{ "bats", "bats" },
	{ "shellcheck", "shellcheck" },
	{ "perl", "perl" },
	{ "prove", "perl" },
	{ "ruby", "ruby" },
	{ "php", "php-cli" },
	{ "java", "default-jre-headless" },
	{ "javac", "default-jdk-headless" },
	{ "go", "golang-go" },
	{ "rustc", "rustc" },
	{ "cargo", "cargo" },
	{ "lua", "lua5.4" },
	{ "Rscript", "r-base-core" },
	{ "sqlite3", "sqlite3" },
	{ "psql", "postgresql-client" },
	{ "mysql", "default-mysql-client" },
	{ "jq", "jq" },
	{ "git", "git" },
	{ "curl", "curl" },
	{ "bc", "bc" },
	{ "awk", "gawk" },
	{ "gawk", "gawk" },
	{ "ghc", "ghc" },
	{ "dotnet", NULL },
	{ "mono", "mono-runtime" },
	{ "gfortran", "gfortran" },
	{ "fpc", "fp-compiler" },
	{ "zsh", "zsh" },
	{ "libcurl", "libcurl4" },
	{ "libxml2", "libxml2" },
	{ "xmllint", "libxml2-utils" },
	{ "tidy", "tidy" },
	{ "cmocka", "libcmocka-dev" },
	{ "check", "check" },
	{ "criterion", "libcriterion-dev" },
	{ "cunit", "libcunit1-dev" },
	{ "nose2", "python3-nose2" },
	{ "behave", "python3-behave" },
};

const char *mc_reason_package(const char *tool)
{
	for (size_t i = 0; i < MC_COUNT(packages); i++) {
		if (!strcmp(packages[i].tool, tool))
			return packages[i].package;
	}
	return NULL;
}

/* Tools that Debian does not package, or not so that they can be used beside another node. */
/* A package of npm that is no program is named by its folder. */
#define NPM_FOLDER "node_modules/"

static bool is_of_npm(const char *tool)
{
	static const char *const tools[] = { "jest", "mocha", "vitest", "ava", "tap", "jasmine" };

	for (size_t i = 0; i < MC_COUNT(tools); i++) {
		if (!strcmp(tools[i], tool))
			return true;
	}
	return false;
}

static void print_tool(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);
	const char *package = mc_reason_package(subject);
	bool is_npm_folder = !strncmp(subject, NPM_FOLDER, sizeof(NPM_FOLDER) - 1);

	if (strchr(subject, ' ')) { /* no program but a deed: see mc_shell_review() */
		mc_buf_addf(out,
			    _("needs '%s', which the sandbox cannot give, as it has no network, no root and "
			      "no git history; "
			      "prepare it on this machine"),
			    subject);
		return;
	}
	mc_buf_addf(out, _("the program '%s' is not installed on this machine"), subject);
	if (package)
		mc_buf_addf(out, _("; on Debian or Ubuntu it comes with the package '%s'"), package);
	else if (is_of_npm(subject) || is_npm_folder)
		mc_buf_addf(out, _("; type 'npm install %s' in the folder of the curriculum"),
			    subject + (is_npm_folder ? sizeof(NPM_FOLDER) - 1 : 0));
}

static void print_not_run(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);

	if (reason->code == MC_REASON_FILTERED)
		mc_buf_addz(out, _("not run because it was not asked for"));
	else
		mc_buf_addf(out, _("not run because '%s' failed"), subject);
}

bool mc_reason_is_ours(enum mc_reason_code code)
{
	return code == MC_REASON_INTERNAL || code == MC_REASON_TOOL_MISSING ||
	       code == MC_REASON_GIT_SHALLOW || code == MC_REASON_CHECKER_BROKEN ||
	       code == MC_REASON_REFERENCE;
}

static void print_build(struct mc_buf *out, const struct mc_reason *reason)
{
	print_with_detail(out, _("the program cannot be built"), reason);
}

static void print_suite_broken(struct mc_buf *out, const struct mc_reason *reason)
{
	print_with_detail(out, _("the report of the test program cannot be trusted"), reason);
}

static void print_checker(struct mc_buf *out, const struct mc_reason *reason)
{
	print_with_detail(out, _("the answer is not right"), reason);
}

static void print_checker_broken(struct mc_buf *out, const struct mc_reason *reason)
{
	print_with_detail(out, _("the program that checks the answers is broken"), reason);
}

static void print_score(struct mc_buf *out, const struct mc_reason *reason)
{
	print_with_detail(out, _("the answer is right, but a better one is possible"), reason);
}

static void print_internal(struct mc_buf *out, const struct mc_reason *reason)
{
	print_with_detail(out, _("the checker itself failed"), reason);
}

static void print_nothing(struct mc_buf *out, const struct mc_reason *reason)
{
	(void)out;
	(void)reason;
}

/* Where in the student's files it is. */
static void print_where(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT file = mc_reason_printable(reason->file);

	if (reason->line > 0)
		mc_buf_addf(out, _(" (%s, line %u)"), file, (unsigned)reason->line);
	else if (*file)
		mc_buf_addf(out, " (%s)", file);
}

static void (*const printers[])(struct mc_buf *, const struct mc_reason *) = {
	[MC_REASON_NONE] = print_nothing,
	[MC_REASON_DIFFERS] = print_differs,
	[MC_REASON_SPACING] = print_spacing,
	[MC_REASON_EXIT_STATUS] = mc_reason_print_end,
	[MC_REASON_SIGNAL] = mc_reason_print_end,
	[MC_REASON_CPU_TIME] = mc_reason_print_end,
	[MC_REASON_WALL_TIME] = mc_reason_print_end,
	[MC_REASON_MEMORY] = mc_reason_print_end,
	[MC_REASON_OUTPUT] = mc_reason_print_end,
	[MC_REASON_DISK] = mc_reason_print_end,
	[MC_REASON_PROCESSES] = mc_reason_print_end,
	[MC_REASON_BLOCKED] = mc_reason_print_end,
	[MC_REASON_BUILD] = print_build,
	[MC_REASON_MISSING_FILE] = print_file,
	[MC_REASON_TOO_LARGE] = print_file,
	[MC_REASON_FORBIDDEN_FILE] = print_file,
	[MC_REASON_PATTERN_MISSING] = print_pattern,
	[MC_REASON_PATTERN_FOUND] = print_pattern,
	[MC_REASON_ELEMENT_MISSING] = mc_reason_print_page,
	[MC_REASON_ELEMENT_FOUND] = mc_reason_print_page,
	[MC_REASON_ELEMENT_TEXT] = mc_reason_print_page,
	[MC_REASON_ELEMENT_ATTRIBUTE] = mc_reason_print_page,
	[MC_REASON_ELEMENT_ORDER] = mc_reason_print_page,
	[MC_REASON_PAGE_RULE] = mc_reason_print_page,
	[MC_REASON_SQL_ERROR] = mc_reason_print_sql,
	[MC_REASON_SQL_ACCEPTED] = mc_reason_print_sql,
	[MC_REASON_SQL_ROWS] = mc_reason_print_sql,
	[MC_REASON_SQL_ORDER] = mc_reason_print_sql,
	[MC_REASON_SQL_COLUMNS] = mc_reason_print_sql,
	[MC_REASON_SQL_TOO_MUCH] = mc_reason_print_sql,
	[MC_REASON_SUITE] = print_suite,
	[MC_REASON_SUITE_BROKEN] = print_suite_broken,
	[MC_REASON_PROMPT] = mc_reason_print_talk,
	[MC_REASON_PROMPT_ENDED] = mc_reason_print_talk,
	[MC_REASON_ASKS_AGAIN] = mc_reason_print_talk,
	[MC_REASON_NOT_ENDED] = mc_reason_print_talk,
	[MC_REASON_MEMORY_READ] = mc_reason_print_memory,
	[MC_REASON_MEMORY_WRITE] = mc_reason_print_memory,
	[MC_REASON_MEMORY_FREED] = mc_reason_print_memory,
	[MC_REASON_MEMORY_NULL] = mc_reason_print_memory,
	[MC_REASON_DOUBLE_FREE] = mc_reason_print_memory,
	[MC_REASON_BAD_FREE] = mc_reason_print_memory,
	[MC_REASON_MEMORY_UNSET] = mc_reason_print_memory,
	[MC_REASON_MEMORY_OVERLAP] = mc_reason_print_memory,
	[MC_REASON_MEMORY_LEAK] = mc_reason_print_memory,
	[MC_REASON_STACK] = mc_reason_print_memory,
	[MC_REASON_UNDEFINED] = mc_reason_print_memory,
	[MC_REASON_MEMORY_OTHER] = mc_reason_print_memory,
	[MC_REASON_MEMORY_REPORT] = mc_reason_print_memory,
	[MC_REASON_SLOW] = mc_reason_print_time,
	[MC_REASON_REFERENCE] = mc_reason_print_time,
	[MC_REASON_GIT_NONE] = mc_reason_print_git,
	[MC_REASON_GIT_SHALLOW] = mc_reason_print_git,
	[MC_REASON_GIT_BRANCH] = mc_reason_print_git,
	[MC_REASON_GIT_COMMITS] = mc_reason_print_git,
	[MC_REASON_GIT_MERGE] = mc_reason_print_git,
	[MC_REASON_GIT_MESSAGE] = mc_reason_print_git,
	[MC_REASON_GIT_CHANGED] = mc_reason_print_git,
	[MC_REASON_GIT_TRACKED] = mc_reason_print_git,
	[MC_REASON_GIT_UNCOMMITTED] = mc_reason_print_git,
	[MC_REASON_CHECKER] = print_checker,
	[MC_REASON_CHECKER_BROKEN] = print_checker_broken,
	[MC_REASON_SCORE] = print_score,
	[MC_REASON_NO_SERVER] = mc_reason_print_http,
	[MC_REASON_HTTP_FAILED] = mc_reason_print_http,
	[MC_REASON_HTTP_STATUS] = mc_reason_print_http,
	[MC_REASON_HTTP_HEADER] = mc_reason_print_http,
	[MC_REASON_HTTP_BODY] = mc_reason_print_http,
	[MC_REASON_HTTP_JSON] = mc_reason_print_http,
	[MC_REASON_HTTP_SLOW] = mc_reason_print_http,
	[MC_REASON_NEED_FAILED] = print_not_run,
	[MC_REASON_FILTERED] = print_not_run,
	[MC_REASON_TOOL_MISSING] = print_tool,
	[MC_REASON_INTERNAL] = print_internal,
};

void mc_reason_print(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT why = mc_reason_printable(reason->why);

	if (reason->part && reason->code != MC_REASON_NONE) {
		MC_AUTOTEXT part = mc_reason_printable(reason->part);

		mc_buf_addf(out, _("case '%s': "), part);
	}
	/* The author's words say it better than a pattern can. */
	if (*why)
		mc_buf_addz(out, why);
	else
		printers[reason->code](out, reason);
	print_where(out, reason);
}
