/* SPDX-License-Identifier: MIT */
#include "result/result_json.h"

#include <string.h>

#include "base/time.h"
#include "base/utf8.h"
#include "result/level.h"
#include "result/reason.h"
#include "result/result_text.h"

/* One object being written. */
struct output {
	struct mc_json_writer *w;
	const struct mc_result_json *options;
	uint64_t lost_bytes; /* of the texts of the current test */
};

static bool is_among(enum mc_reason_code code, const enum mc_reason_code *codes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (codes[i] == code)
			return true;
	}
	return false;
}

/* Details quote the hidden text, and case names tell of it.  But the words of a checker are advice, and
 * what breaks a rule for all pages is the student's own, as is what became of their server; elsewhere the
 * detail is one of our words. */
static bool is_open(enum mc_reason_code code)
{
	static const enum mc_reason_code open[] = { MC_REASON_SLOW,	 MC_REASON_REFERENCE,
						    MC_REASON_PROMPT,	 MC_REASON_PROMPT_ENDED,
						    MC_REASON_NO_SERVER, MC_REASON_HTTP_FAILED,
						    MC_REASON_CHECKER,	 MC_REASON_SCORE };

	return code == MC_REASON_PAGE_RULE || is_among(code, open, MC_COUNT(open));
}

/* The subject quotes the hidden text; of a program that took too long, the text that was awaited. That a file
 * of 'submit' is missing is no secret, but which one a test looks for is. */
static bool names_hidden(enum mc_reason_code code, enum mc_test_kind kind)
{
	static const enum mc_reason_code naming[] = { MC_REASON_SUITE,		 MC_REASON_PROMPT,
						      MC_REASON_PROMPT_ENDED,	 MC_REASON_ASKS_AGAIN,
						      MC_REASON_SQL_ACCEPTED,	 MC_REASON_SQL_ERROR,
						      MC_REASON_CPU_TIME,	 MC_REASON_WALL_TIME,
						      MC_REASON_PATTERN_MISSING, MC_REASON_PATTERN_FOUND,
						      MC_REASON_GIT_BRANCH };

	return (code >= MC_REASON_HTTP_FAILED && code <= MC_REASON_HTTP_SLOW) ||
	       (code >= MC_REASON_ELEMENT_MISSING && code <= MC_REASON_ELEMENT_ORDER) ||
	       (code == MC_REASON_MISSING_FILE && kind == MC_TEST_FILES) ||
	       is_among(code, naming, MC_COUNT(naming));
}

struct mc_reason mc_result_told_reason(const struct mc_test_result *test, bool shows_hidden)
{
	struct mc_reason reason = test->reason;

	if (shows_hidden || !test->test || !test->test->is_hidden)
		return reason;
	/* What goes wrong in a file of the student is theirs to know. */
	bool is_own = reason.code == MC_REASON_SQL_ERROR && reason.file;

	if (!is_own && !is_open(reason.code))
		reason.detail = NULL;
	reason.part = NULL;
	if (names_hidden(reason.code, test->test->kind))
		reason.subject = NULL;
	return reason;
}

const struct mc_test_result *mc_result_first_no_pass(const struct mc_result *result)
{
	for (size_t i = 0; i < result->test_count; i++) {
		if (result->tests[i].verdict != MC_PASS && result->tests[i].verdict != MC_NOT_RUN)
			return &result->tests[i];
	}
	return NULL;
}

void mc_result_print_first_reason(struct mc_buf *out, const struct mc_result *result, bool shows_hidden)
{
	const struct mc_test_result *test = mc_result_first_no_pass(result);

	if (result->reason.code != MC_REASON_NONE) {
		mc_reason_print(out, &result->reason);
	} else if (test) {
		const struct mc_reason told = mc_result_told_reason(test, shows_hidden);

		mc_buf_addf(out, "%s: ", test->test->id);
		mc_reason_print(out, &told);
	}
}

void mc_result_write_points(struct mc_json_writer *writer, const char *key, int64_t points,
			    enum mc_verdict verdict)
{
	mc_json_key(writer, key);
	if (verdict == MC_GRADER_ERROR)
		mc_json_null(writer);
	else
		mc_json_thousandths(writer, points);
}

static void write_ms(struct output *out, const char *key, uint64_t us)
{
	mc_json_key(out->w, key);
	mc_json_thousandths(out->w, (int64_t)us);
}

static void write_text(struct output *out, const char *key, struct mc_str text, bool is_lossy)
{
	size_t shown = mc_utf8_cut(text.ptr, text.len, MC_RESULT_JSON_MAX_TEXT);
	MC_AUTO(mc_buf) clean = MC_BUF_INIT;

	/* Many readers, ours among them, refuse a text with a zero in it. */
	for (const char *rest = text.ptr, *end = text.ptr + shown; rest < end;) {
		const char *zero = memchr(rest, '\0', (size_t)(end - rest));

		mc_buf_add(&clean, rest, (size_t)((zero ? zero : end) - rest));
		if (zero)
			mc_buf_addz(&clean, "\u2400");
		rest = zero ? zero + 1 : end;
	}
	mc_json_key(out->w, key);
	mc_json_bytes(out->w, clean.ptr, clean.len);
	if (is_lossy)
		out->lost_bytes += text.len - shown;
}

static void write_null(struct output *out, const char *key)
{
	mc_json_key(out->w, key);
	mc_json_null(out->w);
}

static void write_reason(struct output *out, const struct mc_reason *reason)
{
	MC_AUTO(mc_buf) sentence = MC_BUF_INIT;

	mc_json_key(out->w, "reason");
	if (reason->code == MC_REASON_NONE) {
		mc_json_null(out->w);
		return;
	}
	mc_reason_print(&sentence, reason);
	mc_json_start(out->w, '{');
	mc_json_key_text(out->w, "code", mc_reason_name(reason->code));
	mc_json_key(out->w, "params");
	mc_json_start(out->w, '{');
	if (reason->subject)
		mc_json_key_text(out->w, "subject", reason->subject);
	mc_json_key_int(out->w, "got", reason->got);
	mc_json_key_int(out->w, "want", reason->want);
	if (reason->detail)
		mc_json_key_text(out->w, "detail", reason->detail);
	if (reason->part)
		mc_json_key_text(out->w, "case", reason->part);
	if (reason->why)
		mc_json_key_text(out->w, "why", reason->why);
	if (reason->file)
		mc_json_key_text(out->w, "file", reason->file);
	if (reason->line > 0)
		mc_json_key_int(out->w, "line", reason->line);
	mc_json_end(out->w);
	mc_json_key_text(out->w, "text", sentence.ptr);
	mc_json_end(out->w);
}

static void write_compare(struct output *out, const struct mc_compare *compare)
{
	mc_json_key(out->w, "compare");
	mc_json_start(out->w, '{');
	mc_json_key_text(out->w, "mode", mc_comparison_name(compare->mode));
	mc_json_key_bool(out->w, "case_sensitive", compare->is_case_sensitive);
	mc_json_key(out->w, "float_absolute");
	mc_json_number(out->w, compare->float_absolute);
	mc_json_key(out->w, "float_relative");
	mc_json_number(out->w, compare->float_relative);
	mc_json_key_bool(out->w, "trimmed", compare->is_trimmed);
	mc_json_end(out->w);
}

/* What a person would type to do the same. */
static void write_command(struct output *out, const struct mc_test_result *test)
{
	MC_AUTO(mc_buf) command = MC_BUF_INIT;

	if (test->test->run.count == 0 || (test->test->is_hidden && !out->options->shows_hidden)) {
		write_null(out, "command");
		return;
	}
	mc_result_add_command(&command, test);
	write_text(out, "command", (struct mc_str){ command.ptr, command.len }, false);
}

/* What was expected and what came; nothing of it for a hidden test. */
static void write_texts(struct output *out, const struct mc_test_result *test)
{
	bool is_told = out->options->shows_hidden || !test->test->is_hidden;
	bool is_compared = is_told && test->expect;

	out->lost_bytes = test->lost_bytes;
	if (is_compared) {
		write_text(out, "expected", (struct mc_str){ test->expect->text, test->expect->len }, false);
		write_text(out, "actual", test->actual, true);
		write_compare(out, &test->expect->compare);
	} else {
		write_null(out, "expected");
		write_null(out, "actual");
		write_null(out, "compare");
	}
	if (is_told && test->output.len > 0)
		write_text(out, "output", test->output, true);
	else
		write_null(out, "output");
	mc_json_key_int(out->w, "lost_bytes", (int64_t)out->lost_bytes);
}

static void write_case(struct output *out, const struct mc_case_result *item)
{
	mc_json_start(out->w, '{');
	mc_json_key_text(out->w, "name", item->name);
	mc_json_key_text(out->w, "verdict", mc_verdict_name(item->verdict));
	if (item->max > 0) {
		mc_result_write_points(out->w, "points", item->points, item->verdict);
		mc_result_write_points(out->w, "max", item->max, MC_PASS);
	}
	if (item->wall_us > 0)
		write_ms(out, "ms", item->wall_us);
	if (item->message)
		mc_json_key_text(out->w, "message", item->message);
	mc_json_end(out->w);
}

static void write_cases(struct output *out, const struct mc_test_result *test)
{
	bool is_told = !test->test->is_hidden || out->options->shows_hidden;

	if (test->case_count == 0)
		return;
	mc_json_key(out->w, "cases");
	mc_json_start(out->w, '{');
	mc_json_key_int(out->w, "passed", (int64_t)test->case_passed);
	mc_json_key_int(out->w, "total", (int64_t)test->case_count);
	if (is_told && test->case_list_count > 0) {
		mc_json_key(out->w, "list");
		mc_json_start(out->w, '[');
		for (size_t i = 0; i < test->case_list_count && i < MC_RESULT_MAX_CASES; i++)
			write_case(out, &test->cases[i]);
		mc_json_end(out->w);
	}
	mc_json_end(out->w);
}

static void write_test(struct output *out, const struct mc_test_result *test)
{
	struct mc_reason reason = mc_result_told_reason(test, out->options->shows_hidden);
	bool is_done = test->verdict == MC_PASS;

	mc_json_start(out->w, '{');
	mc_json_key_text(out->w, "id", test->test->id);
	mc_json_key_text(out->w, "title", mc_words_pick(&test->test->title, out->options->lang));
	mc_json_key_text(out->w, "kind", mc_test_kind_name(test->test->kind));
	mc_json_key_bool(out->w, "hidden", test->test->is_hidden);
	if (test->test->is_extra)
		mc_json_key_bool(out->w, "extra", true);
	mc_json_key_text(out->w, "verdict", mc_verdict_name(test->verdict));
	mc_result_write_points(out->w, "points", test->points, test->verdict);
	mc_result_write_points(out->w, "max", test->test->points, MC_PASS);
	write_ms(out, "ms", test->wall_us);
	write_ms(out, "cpu_ms", test->cpu_us);
	mc_json_key_int(out->w, "rss_kb", (int64_t)test->rss_kb);
	write_reason(out, &reason);
	mc_json_key_text(out->w, "hint", is_done ? NULL : mc_result_hint(test, out->options->lang));
	if (test->teacher_note && out->options->shows_hidden)
		mc_json_key_text(out->w, "teacher_note", test->teacher_note);
	write_command(out, test);
	write_texts(out, test);
	write_cases(out, test);
	mc_json_end(out->w);
}

static void write_build(struct output *out, const struct mc_test_result *build)
{
	out->lost_bytes = build->lost_bytes;
	mc_json_key(out->w, "build");
	mc_json_start(out->w, '{');
	mc_json_key_text(out->w, "verdict", mc_verdict_name(build->verdict));
	write_ms(out, "ms", build->wall_us);
	write_ms(out, "cpu_ms", build->cpu_us);
	write_reason(out, &build->reason);
	write_text(out, "output", build->output, true);
	mc_json_key_int(out->w, "lost_bytes", (int64_t)out->lost_bytes);
	mc_json_end(out->w);
}

static void write_skips(struct output *out, const struct mc_result *result)
{
	mc_json_key(out->w, "skipped_files");
	mc_json_start(out->w, '[');
	for (size_t i = 0; i < result->skip_count; i++) {
		mc_json_start(out->w, '{');
		mc_json_key_text(out->w, "path", result->skips[i].path);
		mc_json_key_text(out->w, "reason", result->skips[i].reason);
		mc_json_end(out->w);
	}
	mc_json_end(out->w);
}

void mc_result_write_protection(struct mc_json_writer *writer, const struct mc_protection *protection)
{
	static const char *const cgroups[] = {
		[MC_CGROUP_NONE] = "none", [MC_CGROUP_V1] = "v1", [MC_CGROUP_V2] = "v2"
	};

	mc_json_key(writer, "protection");
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "level", mc_level_name(protection->level));
	mc_json_key_bool(writer, "namespaces", protection->namespaces);
	mc_json_key_bool(writer, "seccomp", protection->seccomp);
	mc_json_key_bool(writer, "landlock", protection->landlock);
	mc_json_key_bool(writer, "overlay", protection->overlay);
	mc_json_key_bool(writer, "own_uid", protection->own_uid);
	mc_json_key_text(writer, "cgroup", cgroups[protection->cgroup]);
	mc_json_end(writer);
}

static void write_commit_time(struct output *out, const struct mc_result *result)
{
	MC_AUTO(mc_buf) moment = MC_BUF_INIT;

	if (result->committed_s == 0)
		return;
	mc_time_add(&moment, result->committed_s);
	mc_json_key_text(out->w, "committed_at", moment.ptr);
}

static void write_head(struct output *out, const struct mc_result *result)
{
	mc_json_key_text(out->w, "schema", MC_RESULT_SCHEMA);
	if (result->submission)
		mc_json_key_text(out->w, "submission", result->submission);
	if (result->commit)
		mc_json_key_text(out->w, "commit", result->commit);
	write_commit_time(out, result);
	mc_json_key_text(out->w, "exercise", result->exercise->id);
	mc_json_key_text(out->w, "title", mc_words_pick(&result->exercise->title, out->options->lang));
	mc_json_key_text(out->w, "spec", result->exercise->hash);
	mc_json_key_text(out->w, "tree", result->tree_hash);
	mc_json_key_text(out->w, "verdict", mc_verdict_name(result->verdict));
	mc_result_write_points(out->w, "points", result->points, result->verdict);
	mc_result_write_points(out->w, "max", result->max, MC_PASS);
	write_reason(out, &result->reason);
}

static void write_start(struct output *out, const struct mc_result *result)
{
	MC_AUTO(mc_buf) moment = MC_BUF_INIT;

	mc_time_add_ms(&moment, result->started_ms);
	mc_json_key_text(out->w, "started_at", moment.ptr);
}

static void write_tool(struct output *out)
{
	mc_json_key(out->w, "tool");
	mc_json_start(out->w, '{');
	mc_json_key_text(out->w, "name", "migracode");
	mc_json_key_text(out->w, "version", MC_VERSION);
	mc_json_end(out->w);
}

void mc_result_write_json(struct mc_json_writer *writer, const struct mc_result *result,
			  const struct mc_result_json *options)
{
	struct output out = { writer, options, 0 };

	mc_json_start(writer, '{');
	write_head(&out, result);
	if (result->has_build)
		write_build(&out, &result->build);
	mc_json_key(writer, "tests");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < result->test_count; i++)
		write_test(&out, &result->tests[i]);
	mc_json_end(writer);
	write_skips(&out, result);
	mc_result_write_protection(writer, &result->protection);
	write_start(&out, result);
	write_ms(&out, "ms", result->wall_us);
	write_tool(&out);
	mc_json_end(writer);
}
