/* SPDX-License-Identifier: MIT */
#include "gradebook/feedback_text.h"

#include <locale.h>
#include <string.h>

#include "base/alloc.h"
#include "check.h"

static const char shown[] =
	"{\"id\":\"t1\",\"title\":\"greets @staff\",\"verdict\":\"fail\",\"points\":0,\"max\":1,"
	"\"reason\":{\"code\":\"difference\",\"text\":\"/approve [x](https://evil.example) #12\"},"
	"\"command\":\"node a.js\",\"expected\":\"hello\",\"actual\":\"```\\n/close\\n  /merge\\n@all "
	"<!-- migracode-feedback: other -->\",\"output\":\"<img src=x>\"}";

/* A document that says more of a hidden test than it should. */
static const char hidden[] =
	"{\"id\":\"t2\",\"title\":\"adds\",\"hidden\":true,\"verdict\":\"fail\",\"points\":0,\"max\":1,"
	"\"reason\":{\"code\":\"difference\",\"text\":\"another output\"},\"command\":\"node CANARY\","
	"\"expected\":\"CANARY\",\"actual\":\"not CANARY\",\"output\":\"CANARY\","
	"\"cases\":{\"passed\":0,\"total\":1,\"list\":[{\"name\":\"CANARY\",\"verdict\":\"fail\","
	"\"message\":\"CANARY\"}]}}";

static char *stored(const char *langs)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	const char *comma = "";

	mc_buf_addz(&out, "{\"schema\":\"migracode/stored/v1\",\"documents\":{");
	for (const char *at = langs; *at; at += strcspn(at, " ") + strspn(at + strcspn(at, " "), " ")) {
		mc_buf_addf(&out,
			    "%s\"%.*s\":{\"schema\":\"migracode/result/"
			    "v1\",\"exercise\":\"w1\",\"title\":\"in %.*s\","
			    "\"verdict\":\"fail\",\"points\":0,\"max\":2,\"tests\":[%s,%s]}",
			    comma, (int)strcspn(at, " "), at, (int)strcspn(at, " "), at, shown, hidden);
		comma = ",";
	}
	mc_buf_addz(&out, "}}");
	return mc_buf_take(&out);
}

static const struct mc_grade grade = { .commit = "1a2b3c4d5e6f", .submitted_at = "2026-10-02T18:00:00Z" };

static char *text_of(char **lang, const char *langs, const char *wanted, const struct mc_score *score,
		     const char *const *notes)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTOTEXT bytes = stored(langs);
	MC_AUTOTEXT title = NULL;
	const struct mc_feedback_parts parts = { mc_str(bytes), NULL, wanted, "es", score, notes };

	assert_ok(mc_feedback_write(&out, &title, lang, &parts));
	assert_int_equal(strncmp(title, "in ", 3), 0);
	return mc_buf_take(&out);
}

static const struct mc_score_line tests_alone[] = { { .kind = MC_SCORE_TESTS, .points = 0 } };
static const struct mc_score plain = { .exercise = "w1",
				       .state = MC_SCORE_GRADED,
				       .grade = &grade,
				       .verdict = "fail",
				       .max = 2000,
				       .lines = tests_alone,
				       .line_count = 1 };

static void the_language_of_the_learner_comes_before_that_of_the_school(void **state)
{
	static const char *const samples[][3] = {
		{ "en es uk", "uk", "uk" }, { "en es", "es-MX", "es" },	      { "en es", "uk", "es" },
		{ "en", "uk", "en" },	    { "en pt-BR", "pt-BR", "pt-BR" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		MC_AUTOTEXT lang = NULL;
		MC_AUTOTEXT text = text_of(&lang, samples[i][0], samples[i][1], &plain, NULL);

		assert_string_equal(lang, samples[i][2]);
	}
}

static void nothing_that_a_program_printed_works_at_the_host(void **state)
{
	MC_AUTOTEXT lang = NULL;
	MC_AUTOTEXT text = text_of(&lang, "en", "en", &plain, NULL);
	const char *marker = strstr(text, "<!-- migracode-feedback: w1 -->\n");

	(void)state;
	assert_non_null(marker);
	assert_string_equal(marker, "<!-- migracode-feedback: w1 -->\n");
	assert_null(strstr(text, "@staff"));
	assert_null(strstr(text, "](https://"));
	assert_null(strstr(text, "https://evil"));
	assert_null(strstr(text, " #12"));
	/* No line begins with a command; inside of code it is still shown. */
	assert_null(strstr(text, "\n/"));
	assert_null(strstr(text, "\n  /"));
	assert_non_null(strstr(text, "close"));
	/* The fence is longer than what is in it. */
	assert_non_null(strstr(text, "\n````text\n"));
	assert_null(strstr(text, "@evil"));
}

static void nothing_of_hidden_tests_is_told(void **state)
{
	MC_AUTOTEXT lang = NULL;
	MC_AUTOTEXT text = text_of(&lang, "en", "en", &plain, NULL);

	(void)state;
	assert_null(strstr(text, "CANARY"));
	assert_non_null(strstr(text, "adds"));
	assert_non_null(strstr(text, "this test is hidden"));
}

static void lines_of_the_score_are_told_with_their_reasons(void **state)
{
	static const struct mc_score_line lines[] = {
		{ .kind = MC_SCORE_TESTS, .points = 1500 },
		{ .kind = MC_SCORE_LATE, .points = -500, .minutes = 90, .percent = 20 },
		{ .kind = MC_SCORE_OVERRIDE, .points = 1000, .note = "n1", .by = "teacher" },
	};
	static const char *const notes[] = { NULL, NULL, "| the server was down @amal\n/close" };
	struct mc_score score = plain;
	MC_AUTOTEXT lang = NULL;

	(void)state;
	score.lines = lines;
	score.line_count = 3;
	score.points = 2000;
	score.verdict = "pass";
	MC_AUTOTEXT text = text_of(&lang, "en", "en", &score, notes);

	assert_non_null(strstr(text, "| 1.5 |\n"));
	assert_non_null(strstr(text, "| -0.5 |\n"));
	assert_non_null(strstr(text, ": \\| the server was down @\u2060amal /close | 1 |\n"));
	assert_non_null(strstr(text, "| **2/2** |\n"));
	assert_non_null(strstr(text, "Commit 1a2b3c4, handed in 2026-10-02 18:00 (UTC)"));
	assert_null(strstr(text, "teacher"));
}

static void what_was_marked_by_hand_needs_no_stored_result(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTOTEXT title = NULL;
	MC_AUTOTEXT lang = NULL;
	struct mc_score score = plain;
	const struct mc_feedback_parts parts = { { NULL, 0 }, "The @essay", "uk", "en", &score, NULL };

	(void)state;
	score.grade = NULL;
	assert_ok(mc_feedback_write(&out, &title, &lang, &parts));
	assert_string_equal(lang, "uk");
	assert_int_equal(strncmp(out.ptr, "## The @\u2060essay\n", 17), 0);
	assert_non_null(strstr(out.ptr, "| **0/2** |\n"));
}

static void damaged_results_are_errors(void **state)
{
	static const char *const samples[] = { "",
					       "{}",
					       "[]",
					       "{\"documents\":{}}",
					       "{\"documents\":{\"en\":7}}",
					       "{\"documents\":{\"en\":{\"schema\":\"x\"}}}" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;
		char *title = NULL;
		char *lang = NULL;
		const struct mc_feedback_parts parts = { mc_str(samples[i]), NULL, "en", "en", &plain, NULL };

		assert_err(MC_E_INPUT, mc_feedback_write(&out, &title, &lang, &parts));
		assert_null(title);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_language_of_the_learner_comes_before_that_of_the_school),
		cmocka_unit_test(nothing_that_a_program_printed_works_at_the_host),
		cmocka_unit_test(nothing_of_hidden_tests_is_told),
		cmocka_unit_test(lines_of_the_score_are_told_with_their_reasons),
		cmocka_unit_test(what_was_marked_by_hand_needs_no_stored_result),
		cmocka_unit_test(damaged_results_are_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
