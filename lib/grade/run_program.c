/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "grade/compare.h"
#include "grade/run_internal.h"

/* Exit status of a shell whose command was not found, see sh(1). */
enum { SHELL_NOT_FOUND = 127 };

static struct mc_str keep(struct mc_job *job, const struct mc_buf *text)
{
	return (struct mc_str){ mc_arena_copy(&job->result->arena, text->ptr, text->len), text->len };
}

/* Both streams one after the other, for suites, builds and tracebacks. */
static void keep_output(struct mc_job *job, struct mc_test_result *out, const struct mc_sandbox_result *ran)
{
	MC_AUTO(mc_buf) both = MC_BUF_INIT;

	mc_buf_add(&both, ran->out.ptr, ran->out.len);
	if (both.len > 0 && both.ptr[both.len - 1] != '\n' && ran->err.len > 0)
		mc_buf_addc(&both, '\n');
	mc_buf_add(&both, ran->err.ptr, ran->err.len);
	out->output = keep(job, &both);
	out->lost_bytes = ran->out_lost + ran->err_lost;
}

static void keep_usage(struct mc_test_result *out, const struct mc_sandbox_result *ran)
{
	out->wall_us = ran->wall_us;
	out->cpu_us = ran->cpu_us;
	out->rss_kb = ran->rss_kb;
}

/* A program that could not be started: the tool is missing (ours), or the student's own file is. */
static void judge_not_started(struct mc_job *job, struct mc_test_result *out, const char *program, int errnum)
{
	if (!strchr(program, '/') && errnum == ENOENT) {
		mc_judge_fail(out, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = program });
		return;
	}
	mc_judge_fail(out, MC_ERROR,
		      (struct mc_reason){ .code = MC_REASON_MISSING_FILE,
					  .subject = program,
					  .detail = mc_arena_strdup(&job->result->arena, strerror(errnum)) });
}

/* Words of a shell that are no programs, although a command can begin with them; see sh(1). */
static bool is_shell_word(const char *word)
{
	static const char *const words[] = {
		".",	   ":",	     "alias", "bg",	 "break",  "case",  "cd",      "eval",	   "exec",
		"exit",	   "export", "fg",    "for",	 "hash",   "jobs",  "local",   "readonly", "return",
		"select",  "set",    "shift", "shopt",	 "source", "times", "trap",    "type",	   "ulimit",
		"declare", "unset",  "wait",  "builtin", "let",	   "read",  "getopts", "typeset",  "umask",
		"unalias", "fc",     "[[",    "esac",	 "done",   "fi",    "command", "in"
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (!strcmp(word, words[i]))
			return true;
	}
	return false;
}

/* After these a command follows, as at the start of a line. */
static bool is_before_command(const char *word)
{
	static const char *const words[] = { "then", "do", "else", "elif", "if", "while", "until", "!", "{" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (!strcmp(word, words[i]))
			return true;
	}
	return strchr(word, '=') != NULL;
}

static bool is_lacking(const char *word)
{
	return !is_shell_word(word) && !strchr(word, '/') && !mc_sandbox_has_tool(word);
}

/* Behind a quoted text, or behind one character; in ">&" and ">|" the second one starts no command. */
static const char *skip_one(const char *p)
{
	const char *end = *p == '\'' || *p == '"' ? strchr(p + 1, *p) : NULL;

	if (end)
		return end + 1;
	return p[0] == '>' && (p[1] == '&' || p[1] == '|') ? p + 2 : p + 1;
}

/* Cuts the next word off a script. is_command says, before and after, whether a command may stand here. */
static bool cut_word(struct mc_str *word, bool *is_command, const char **script)
{
	const char *p = *script;

	while (*p) {
		size_t len = strcspn(p, " \t\n;&|()<>'\"`$");

		if (len > 0) {
			*word = (struct mc_str){ p, len };
			*script = p + len;
			return true;
		}
		*is_command = strchr("\n;&|(`", *p) || (*is_command && (*p == ' ' || *p == '\t'));
		p = skip_one(p);
	}
	return false;
}

/*
 * "sh: 1: gcc: not found": the tool's name when the spec's own script starts it and it is not installed. What
 * was printed comes from the student, so only what the script runs as a command counts: for a file or an
 * option of it a program could pretend that it is missing, and turn its fail into a failure of ours.
 */
static const char *missing_in_shell(struct mc_job *job, const struct mc_texts *argv,
				    const struct mc_sandbox_result *ran)
{
	bool is_command = true;
	struct mc_str cut;

	if (ran->exit_status != SHELL_NOT_FOUND || argv->count < 3 || strcmp(argv->items[1], "-c") != 0 ||
	    !strstr(ran->err.ptr, "not found"))
		return NULL;
	for (const char *script = argv->items[2]; cut_word(&cut, &is_command, &script);) {
		const char *word = mc_arena_copy(&job->result->arena, cut.ptr, cut.len);
		const char *said = mc_arena_format(&job->result->arena, "%s: ", word);

		if (!is_command || is_before_command(word))
			continue;
		is_command = false;
		if (*script != '(' && is_lacking(word) && strstr(ran->err.ptr, said))
			return word;
	}
	return NULL;
}

/* The enums of endings and reasons have the same names where both know a cause. */
static struct mc_reason ending_reason(const struct mc_sandbox_result *ran, const struct mc_limits *limits)
{
	switch (ran->ending) {
	case MC_END_OUTPUT:
		return (struct mc_reason){ .code = MC_REASON_OUTPUT, .want = limits->output_kb };
	case MC_END_MEMORY:
		return (struct mc_reason){ .code = MC_REASON_MEMORY,
					   .got = (int64_t)(ran->rss_kb / 1024),
					   .want = limits->memory_mb };
	case MC_END_WALL:
		return (struct mc_reason){ .code = MC_REASON_WALL_TIME,
					   .got = (int64_t)(ran->wall_us / 1000),
					   .want = limits->wall_ms };
	case MC_END_CPU:
		return (struct mc_reason){ .code = MC_REASON_CPU_TIME,
					   .got = (int64_t)(ran->cpu_us / 1000),
					   .want = limits->cpu_ms };
	case MC_END_DISK:
		return (struct mc_reason){ .code = MC_REASON_DISK, .want = limits->disk_mb };
	case MC_END_PROCESSES:
		return (struct mc_reason){ .code = MC_REASON_PROCESSES, .want = limits->processes };
	case MC_END_BLOCKED:
		return (struct mc_reason){ .code = MC_REASON_BLOCKED };
	case MC_END_SIGNAL:
		return (struct mc_reason){ .code = MC_REASON_SIGNAL, .got = ran->signal };
	case MC_END_EXIT:
	case MC_END_NOT_STARTED:
		break;
	}
	return (struct mc_reason){ .code = MC_REASON_NONE };
}

/* True when the program ended by itself and its answer can be looked at. */
static bool judge_ending(struct mc_job *job, struct mc_test_result *out, const struct mc_texts *argv,
			 const struct mc_limits *limits, const struct mc_sandbox_result *ran)
{
	if (ran->ending == MC_END_NOT_STARTED) {
		judge_not_started(job, out, argv->items[0], ran->start_errno);
		return false;
	}
	if (ran->ending != MC_END_EXIT) {
		mc_judge_fail(out, MC_ERROR, ending_reason(ran, limits));
		return false;
	}
	const char *tool = missing_in_shell(job, argv, ran);

	if (!tool)
		return true;
	mc_judge_fail(out, MC_GRADER_ERROR,
		      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = tool });
	return false;
}

/* Compares one text; false when it differs, with the reason set. */
static struct mc_err *judge_text(bool *is_equal, struct mc_job *job, struct mc_test_result *out,
				 const char *subject, const struct mc_expect *expect, struct mc_str actual)
{
	MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;

	MC_TRY(mc_compare_texts(&outcome, expect, actual.ptr, actual.len));
	*is_equal = outcome.reason == MC_REASON_NONE;
	if (*is_equal)
		return NULL;
	out->expect = expect;
	out->actual =
		(struct mc_str){ mc_arena_copy(&job->result->arena, actual.ptr, actual.len), actual.len };
	mc_judge_fail(out, MC_FAIL,
		      (struct mc_reason){ .code = outcome.reason,
					  .subject = subject,
					  .got = (int64_t)outcome.line,
					  .detail = outcome.detail.len ? mc_arena_strdup(&job->result->arena,
											 outcome.detail.ptr)
								       : NULL });
	return NULL;
}

static struct mc_str text_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

/* Exit status first, then stdout, stderr and the files, in this order; the first that does not hold is the
 * reason. */
static struct mc_err *judge_io(struct mc_job *job, struct mc_test_result *out,
			       const struct mc_sandbox_result *ran)
{
	const struct mc_test *test = out->test;
	bool is_equal = true;

	if (test->exit_status != MC_EXIT_ANY && ran->exit_status != test->exit_status) {
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_EXIT_STATUS,
						  .got = ran->exit_status,
						  .want = test->exit_status });
		return NULL;
	}
	if (test->out.is_given) {
		out->lost_bytes = ran->out_lost;
		MC_TRY(judge_text(&is_equal, job, out, "stdout", &test->out, text_of(&ran->out)));
	}
	if (is_equal && test->err.is_given)
		MC_TRY(judge_text(&is_equal, job, out, "stderr", &test->err, text_of(&ran->err)));
	for (size_t i = 0; is_equal && i < test->file_count; i++) {
		const struct mc_sandbox_file *file = &ran->files[i];

		if (!file->data) {
			mc_judge_fail(out, MC_FAIL,
				      (struct mc_reason){ .code = MC_REASON_MISSING_FILE,
							  .subject = test->files[i].path });
			return NULL;
		}
		MC_TRY(judge_text(&is_equal, job, out, test->files[i].path, &test->files[i].content,
				  (struct mc_str){ file->data, file->len }));
	}
	return NULL;
}

static struct mc_limits limits_of(const struct mc_job *job, const struct mc_test *test)
{
	struct mc_limits limits = test->limits;
	uint32_t most_ms = job->options->most_cpu_ms;

	if (most_ms > 0 && limits.cpu_ms > most_ms) {
		limits.cpu_ms = most_ms;
		limits.wall_ms = 5 * most_ms;
	}
	return limits;
}

/* The program has ended: what its ending, the report of its suite or its output say. */
static struct mc_err *judge_run(struct mc_job *job, struct mc_test_result *out,
				const struct mc_sandbox_run *run, const struct mc_sandbox_result *ran)
{
	const struct mc_test *test = out->test;

	keep_usage(out, ran);
	if (!judge_ending(job, out, &test->run, &run->limits, ran)) {
		keep_output(job, out, ran);
		return NULL;
	}
	if (test->kind == MC_TEST_SUITE) {
		mc_judge_suite(job, out, ran);
		keep_output(job, out, ran);
		return NULL;
	}
	MC_TRY(judge_io(job, out, ran));
	if (out->verdict == MC_PASS)
		return NULL;
	/* With a difference on stdout, what went to stderr often explains it. */
	if (out->reason.code == MC_REASON_EXIT_STATUS || out->reason.code == MC_REASON_MISSING_FILE)
		keep_output(job, out, ran);
	else
		out->output = keep(job, &ran->err);
	return NULL;
}

struct mc_err *mc_judge_program(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test *test = out->test;
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	MC_AUTO(mc_tree) extra = MC_TREE_INIT;
	const char **collect = mc_arena_alloc(&job->result->arena, (test->file_count + 1) * sizeof(*collect));
	struct mc_sandbox_run run = { .argv = test->run.items,
				      .env = test->env.items,
				      .input = test->input,
				      .input_len = test->input_len,
				      .limits = limits_of(job, test),
				      .keeps_files = job->exercise->keeps_files,
				      .collect = collect,
				      .collect_count = test->file_count };

	if (test->lacks) {
		mc_judge_fail(out, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = test->lacks });
		return NULL;
	}
	for (size_t i = 0; i < test->file_count; i++)
		collect[i] = test->files[i].path;
	if (test->kind == MC_TEST_SUITE && test->is_hidden && job->exercise->private_files.count > 0) {
		mc_tree_overlay(&extra, &job->exercise->private_files, "private/");
		run.extra = &extra;
	}
	MC_TRY(mc_sandbox_run(&ran, job->sandbox, &run));
	return judge_run(job, out, &run, &ran);
}

struct mc_err *mc_judge_build(struct mc_job *job)
{
	const struct mc_exercise *exercise = job->exercise;
	struct mc_test_result *build = &job->result->build;
	/* A build can run what the student wrote, such as a Makefile. */
	static const char *const ours[] = { "tests", "private" };
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	MC_AUTO(mc_tree) tests = MC_TREE_INIT;
	bool is_renewed = !exercise->has_foreign_layout;

	mc_tree_overlay(&tests, &exercise->tests_files, "tests/");
	const struct mc_sandbox_run run = { .argv = exercise->build.items,
					    .limits = exercise->build_limits,
					    .keeps_files = true,
					    .renew = ours,
					    .renew_count = is_renewed ? MC_COUNT(ours) : 0,
					    .extra = is_renewed ? &tests : NULL };

	MC_TRY(mc_sandbox_run(&ran, job->sandbox, &run));
	job->result->has_build = true;
	build->verdict = MC_PASS;
	keep_usage(build, &ran);
	keep_output(job, build, &ran);
	if (!judge_ending(job, build, &exercise->build, &exercise->build_limits, &ran))
		return NULL;
	if (ran.exit_status != 0)
		mc_judge_fail(build, MC_ERROR,
			      (struct mc_reason){ .code = MC_REASON_BUILD, .got = ran.exit_status });
	return NULL;
}
