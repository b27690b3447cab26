/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "course/npm.h"
#include "ext/json_write.h"
#include "ext/unicode.h"
#include "result/level.h"
#include "result/reason.h"

/* What exercises usually need. */
static const char *const tools[] = { "node", "python3", "gcc", "bash", "bats", "git", "make" };

/* In columns and not in bytes, which printf() counts: translations have letters of several bytes. */
static void print_mark(bool is_there)
{
	enum { COLUMNS = 5 };
	const char *word = is_there ? _("ok") : _("no");
	size_t own = mc_unicode_width(word, strlen(word));

	(void)printf("  %s%*s ", word, own < COLUMNS ? (int)(COLUMNS - own) : 0, "");
}

static void print_findings(const struct mc_sandbox_finding *findings, size_t count)
{
	size_t width = 0;

	for (size_t i = 0; i < count; i++) {
		size_t own = mc_unicode_width(findings[i].name, strlen(findings[i].name));

		width = own > width ? own : width;
	}
	(void)printf("%s\n", _("Sandbox"));
	for (size_t i = 0; i < count; i++) {
		size_t own = mc_unicode_width(findings[i].name, strlen(findings[i].name));

		print_mark(findings[i].works);
		(void)printf("%s%*s  %s\n", findings[i].name, (int)(width - own), "",
			     findings[i].detail ? findings[i].detail : "");
		if (findings[i].remedy)
			(void)printf("        -> %s\n", findings[i].remedy);
	}
}

/* Where a framework is found: a program, or a file that only its package has. */
static const struct {
	const char *name;
	const char *program;
	const char *file;
	const char *remedy;
} frameworks[] = {
	{ "node:test", "node", NULL, "sudo apt install nodejs" },
	{ "unittest", "python3", NULL, "sudo apt install python3" },
	{ "pytest", "pytest", NULL, "sudo apt install python3-pytest" },
	{ "cmocka", NULL, "/usr/include/cmocka.h", "sudo apt install libcmocka-dev" },
	{ "bats", "bats", NULL, "sudo apt install bats" },
	{ "jest", "jest", NULL, "npm install jest" },
};

static bool has_framework(size_t i, const char *node_modules)
{
	if (frameworks[i].file)
		return !access(frameworks[i].file, R_OK);
	return mc_sandbox_has_tool(frameworks[i].program) ||
	       mc_npm_has_tool(node_modules, frameworks[i].program);
}

static void print_frameworks(const char *node_modules)
{
	(void)printf("\n%s\n", _("Test frameworks"));
	for (size_t i = 0; i < MC_COUNT(frameworks); i++) {
		bool is_there = has_framework(i, node_modules);

		print_mark(is_there);
		(void)printf("%s\n", frameworks[i].name);
		if (!is_there)
			(void)printf("        -> %s\n", frameworks[i].remedy);
	}
	if (node_modules) {
		(void)printf("  ");
		mc_term_print_safe(stdout, node_modules);
		(void)printf(": %s\n", _("packages of npm for exercises in this folder"));
	}
}

static void print_tools(void)
{
	(void)printf("\n%s\n", _("Tools of exercises"));
	for (size_t i = 0; i < MC_COUNT(tools); i++) {
		bool is_there = mc_sandbox_has_tool(tools[i]);
		const char *package = mc_reason_package(tools[i]);

		print_mark(is_there);
		(void)printf("%s\n", tools[i]);
		if (!is_there && package)
			(void)printf("        -> sudo apt install %s\n", package);
	}
}

static void print_level(const struct mc_protection *protection)
{
	(void)printf("\n");
	switch (protection->level) {
	case MC_PROTECT_FULL:
		(void)printf("%s\n", _("Protection: full. 'migracode grade' can be used here."));
		break;
	case MC_PROTECT_BASIC:
		(void)printf("%s\n", _("Protection: basic. 'migracode check' works; 'migracode grade' needs "
				       "--protection basic and submissions that you trust."));
		break;
	case MC_PROTECT_NONE:
		(void)printf("%s\n", _("Protection: none. Run only your own programs here."));
		break;
	}
}

static void write_frameworks(struct mc_json_writer *writer, const char *node_modules)
{
	mc_json_key(writer, "frameworks");
	mc_json_start(writer, '{');
	for (size_t i = 0; i < MC_COUNT(frameworks); i++)
		mc_json_key_bool(writer, frameworks[i].name, has_framework(i, node_modules));
	mc_json_end(writer);
	mc_json_key_text(writer, "node_modules", node_modules);
}

static void print_json(const struct mc_sandbox_finding *findings, size_t count,
		       const struct mc_protection *protection, const char *node_modules)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/doctor/v1");
	mc_json_key_text(&writer, "protection", mc_level_name(protection->level));
	mc_json_key(&writer, "sandbox");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < count; i++) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "name", findings[i].name);
		mc_json_key_bool(&writer, "works", findings[i].works);
		mc_json_key_text(&writer, "detail", findings[i].detail);
		mc_json_key_text(&writer, "remedy", findings[i].remedy);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	mc_json_key(&writer, "tools");
	mc_json_start(&writer, '{');
	for (size_t i = 0; i < MC_COUNT(tools); i++)
		mc_json_key_bool(&writer, tools[i], mc_sandbox_has_tool(tools[i]));
	mc_json_end(&writer);
	write_frameworks(&writer, node_modules);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *args)
{
	struct mc_sandbox_finding *findings;
	struct mc_protection protection;
	size_t count;
	MC_AUTOTEXT node_modules = mc_npm_find(".");

	(void)args;
	MC_TRY(mc_sandbox_probe(&findings, &count, &protection));
	if (call->json) {
		print_json(findings, count, &protection, node_modules);
	} else {
		print_findings(findings, count);
		print_tools();
		print_frameworks(node_modules);
		print_level(&protection);
	}
	call->answer_is_no = protection.level != MC_PROTECT_FULL;
	mc_sandbox_findings_free(findings, count);
	return NULL;
}

const struct mc_cmd mc_cmd_doctor = {
	.name = "doctor",
	.family = MC_FAMILY_CARE,
	.summary = N_("say what protects this machine, what is missing, and how to get it"),
	.about = N_("Every mechanism of the sandbox is tried, not guessed. The exit status is 0 when "
		    "protection is full and 1 "
		    "when it is less."),
	.run = run,
};
