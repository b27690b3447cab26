/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "base/time.h"
#include "ext/escape.h"
#include "report/name.h"
#include "report/points.h"
#include "report/report.h"

static void whole_points_follow_the_rule(void **state)
{
	static const struct {
		int64_t points;
		int64_t max;
		int64_t whole;
		int64_t whole_max;
		int64_t percent;
	} table[] = {
		{ 0, 0, 0, 0, 100 },	    { 0, 1000, 0, 1, 0 },
		{ 500, 1000, 0, 1, 50 },    { 1000, 1000, 1, 1, 100 },
		{ 500, 500, 1, 1, 100 },    { 0, 500, 0, 1, 0 },
		{ 333, 1000, 0, 1, 33 },    { 667, 1000, 0, 1, 66 },
		{ 999, 1000, 0, 1, 99 },    { 1500, 2000, 1, 2, 75 },
		{ 2999, 3000, 2, 3, 99 },   { 3333, 5000, 3, 5, 66 },
		{ 1499, 1500, 1, 2, 99 },   { 1500, 1500, 2, 2, 100 },
		{ 1, 1000000, 0, 1000, 0 }, { 999999, 1000000, 999, 1000, 99 },
		{ -5, 1000, 0, 1, 0 },	    { 7000, 5000, 5, 5, 100 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(table); i++) {
		assert_int_equal(mc_whole_points(table[i].points, table[i].max), table[i].whole);
		assert_int_equal(mc_whole_max(table[i].max), table[i].whole_max);
		assert_int_equal(mc_whole_percent(table[i].points, table[i].max), table[i].percent);
	}
}

static void only_all_points_are_all(void **state)
{
	(void)state;
	for (int64_t max = 1; max <= 3001; max += 50) {
		int64_t before = 0;

		for (int64_t points = 0; points <= max; points++) {
			int64_t whole = mc_whole_points(points, max);

			assert_true(whole >= before);
			assert_int_equal(whole == mc_whole_max(max), points == max);
			assert_int_equal(mc_whole_percent(points, max) == 100, points == max);
			before = whole;
		}
	}
}

static void give(struct mc_names *names, const char *name, size_t skipped, const char *wanted)
{
	MC_AUTOTEXT file = mc_names_give(names, name, skipped, "md");

	assert_string_equal(file, wanted);
}

static void file_names_are_safe_and_their_own(void **state)
{
	static const char *const many[] = { "s/amina/week1", "s/omar/week1", "s/o/x" };
	struct mc_names names = { 0 };

	(void)state;
	assert_int_equal(mc_names_common(many, 3), 2);
	assert_int_equal(mc_names_common(many, 1), 8);
	give(&names, many[0], 2, "amina-week1.md");
	give(&names, many[1], 2, "omar-week1.md");
	give(&names, "../../etc/passwd", 0, "etc-passwd.md");
	give(&names, "..", 0, "submission.md");
	give(&names, "", 0, "submission-2.md");
	give(&names, "Amina Week1", 0, "Amina-Week1-2.md");
	give(&names, ".hidden", 0, "hidden.md");
	give(&names, "a\n\x1b[2J;b/", 0, "a-2J-b.md");
	give(&names, "https://example.org/o/repo.git", 0, "https-example.org-o-repo.md");
	give(&names, "\xd8\xa3\xd9\x85", 0, "submission-3.md");
	for (int i = 0; i < 1000; i++) {
		MC_AUTOTEXT file = mc_names_give(&names, "same", 0, "md");

		assert_null(strchr(file, '/'));
	}
	assert_int_equal(names.count, 1010);
	mc_names_release(&names);
}

static void short_names_are_the_last_part(void **state)
{
	static const char *const pairs[][2] = {
		{ "students/amina/", "amina" },
		{ "a/repo.git", "repo" },
		{ "https://example.org/o/r", "r" },
		{ "git@example.org:o/r.git", "r" },
		{ "git@example.org:r.git", "r" },
		{ ".git", ".git" },
		{ "/", "/" },
		{ "amina@example.org", "amina@example.org" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(pairs); i++) {
		MC_AUTOTEXT name = mc_name_of_submission(pairs[i][0]);

		assert_string_equal(name, pairs[i][1]);
	}
}

typedef void escape(struct mc_buf *out, const char *text);

static void escapes(escape *how, const char *text, const char *wanted)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	how(&out, text);
	assert_string_equal(out.ptr, wanted);
}

static void cells_are_no_formulas(void **state)
{
	(void)state;
	escapes(mc_escape_csv, "plain", "\"plain\"");
	escapes(mc_escape_csv, "say \"hi\"\nnow", "\"say \"\"hi\"\" now\"");
	escapes(mc_escape_csv, "=1+1", "\"'=1+1\"");
	escapes(mc_escape_csv, "  @x", "\"'  @x\"");
	escapes(mc_escape_csv, "\t-x", "\"' -x\"");
	escapes(mc_escape_csv, "a;=b,+c", "\"a;'=b,'+c\"");
	escapes(mc_escape_csv, "\uff1dx", "\"'\uff1dx\"");
	escapes(mc_escape_csv, "a=b", "\"a=b\"");
}

static void markup_is_text(void **state)
{
	(void)state;
	escapes(mc_escape_xml_text, "<a b=\"c\">&'\x01\xff", "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\\x01\\xff");
	escapes(mc_escape_xml_text, "\xef\xbf\xbe]]>", "&lt;U+FFFE&gt;]]&gt;");
	escapes(mc_escape_markdown, "a_b*c`d|e", "a\\_b\\*c\\`d\\|e");
	escapes(mc_escape_markdown, "    # x\ny", "\\# x y");
	escapes(mc_escape_markdown, "12. x 1.5", "12\\. x 1.5");
	escapes(mc_escape_markdown, "see GH-12, gh-x",
		"see GH-\u2060"
		"12, gh-x");
	escapes(mc_escape_markdown, "@a #1 http://b www.c",
		"@\u2060a \\#\u2060"
		"1 http\\://b www\\.c");
	escapes(mc_escape_line, "a\nb\tc\u202e", "a b c<U+202E>");
}

static void fences_hold(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	mc_escape_markdown_block(&out, mc_str("a\n````\nb"), "text");
	assert_string_equal(out.ptr, "`````text\na\n````\nb\n`````\n");
	mc_buf_reset(&out);
	mc_escape_markdown_code(&out, mc_str("ls"));
	mc_escape_markdown_code(&out, mc_str("a`` [x](y) `b"));
	assert_string_equal(out.ptr, "`ls```` a`` [x](y) `b ```");
	assert_int_equal(mc_escape_cut("a\u00e9\U0001f600b", 3), 7);
	assert_int_equal(mc_escape_count("a\u00e9\U0001f600b"), 4);
}

static void times_are_read_and_written(void **state)
{
	static const struct {
		const char *text;
		int64_t ms;
	} good[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "2026-10-02T20:00:00+02:00", 1790964000000 },
		{ "2026-10-02T18:00:00.5Z", 1790964000500 },
		{ "2026-10-02 12:30:00-05:30", 1790964000000 },
	};
	static const char *const bad[] = { "",
					   "yesterday",
					   "2026-10-02",
					   "2026-13-02T18:00:00Z",
					   "2026-10-02T18:00:00",
					   "2026-10-02T18:00:00Zx",
					   "2026-10-02T24:00:00Z",
					   "2026-10-02T18:00:00+99:00" };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	int64_t ms = 0;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(good); i++) {
		assert_true(mc_time_read_ms(&ms, good[i].text));
		assert_int_equal(ms, good[i].ms);
	}
	for (size_t i = 0; i < MC_COUNT(bad); i++)
		assert_false(mc_time_read_ms(&ms, bad[i]));
	mc_time_add_ms(&out, 1790964000500);
	assert_string_equal(out.ptr, "2026-10-02T18:00:00.500Z");
}

static void documents_are_read_with_care(void **state)
{
	static const char *const bad[] = {
		"",
		"[]",
		"{}",
		"{\"schema\":\"migracode/lint/v1\"}",
		"{\"schema\":\"migracode/result/v1\",\"verdict\":\"good\"}",
		"{\"schema\":\"migracode/result/v1\",\"verdict\":\"pass\",\"tests\":[{\"verdict\":1}]}",
	};
	MC_AUTO(mc_document) document = MC_DOCUMENT_INIT;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++)
		assert_err(MC_E_INPUT, mc_document_read(&document, mc_str(bad[i])));
	assert_ok(mc_document_read(&document,
				   mc_str("{\"schema\":\"migracode/result/"
					  "v1\",\"exercise\":\"x\",\"verdict\":\"partial\",\"points\":1.333,"
					  "\"later\":[{}],\"tests\":[{\"id\":\"a\",\"title\":\"\","
					  "\"verdict\":\"pass\",\"points\":1e300}]}")));
	assert_int_equal(document.points, 1333);
	assert_string_equal(document.tests[0].title, "a");
	assert_string_equal(document.title, "x");
	assert_int_equal(document.tests[0].points, 0);
	assert_null(document.submission);
}

/* Flaky and the rest in one document: every format has a word for each, or says nothing at all. */
static void every_format_takes_every_verdict(void **state)
{
	static const char *const facts[] = { "datetime=2026-10-02T18:00:00Z", "classroom=c", "owner=o",
					     "submission=submit/1",	      "commit=c",    "release=r" };
	const struct mc_report_options options = {
		.lang = "en", .name_count = 1, .facts = facts, .fact_count = MC_COUNT(facts), .passing = 50
	};
	size_t formats = 0;

	(void)state;
#define X(name, stem) \
	assert_ptr_equal(mc_report_find(name), &mc_report_##stem); \
	formats++;
	MC_REPORT_FORMATS(X)
#undef X
	assert_null(mc_report_find("tex"));
	for (enum mc_verdict verdict = MC_PASS; verdict <= MC_FLAKY; verdict++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_buf_addf(
			&text,
			"{\"schema\":\"migracode/result/v1\",\"exercise\":\"x\",\"verdict\":\"%s\",\"max\":1,"
			"\"points\":null,\"tests\":[{\"id\":\"a\",\"verdict\":\"%s\",\"max\":1}]}",
			mc_verdict_name(verdict), mc_verdict_name(verdict));
#define X(name, stem) \
	{ \
		MC_AUTO(mc_report) report = MC_REPORT_INIT; \
		mc_report_open(&report, &mc_report_##stem, &options); \
		assert_ok(mc_report_add(&report, (struct mc_str){ text.ptr, text.len })); \
		mc_report_end(&report, false); \
		bool is_silent = mc_report_##stem.refuses_ours && verdict == MC_GRADER_ERROR; \
		assert_int_equal(report.out.len == 0, is_silent); \
	}
		MC_REPORT_FORMATS(X)
#undef X
	}
	assert_int_equal(formats, 14);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(whole_points_follow_the_rule),
		cmocka_unit_test(only_all_points_are_all),
		cmocka_unit_test(file_names_are_safe_and_their_own),
		cmocka_unit_test(short_names_are_the_last_part),
		cmocka_unit_test(cells_are_no_formulas),
		cmocka_unit_test(markup_is_text),
		cmocka_unit_test(fences_hold),
		cmocka_unit_test(times_are_read_and_written),
		cmocka_unit_test(documents_are_read_with_care),
		cmocka_unit_test(every_format_takes_every_verdict),
	};

	return cmocka_run_group_tests(all, NULL, NULL);
}
