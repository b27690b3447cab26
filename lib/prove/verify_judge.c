/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "prove/settings.h"
#include "prove/verify.h"

/* The ids of tests for which pick() holds, as "'a', 'b'"; empty when there is none. */
static void list_tests(struct mc_buf *text, const struct mc_verify_row *row,
		       const struct mc_exercise *exercise,
		       bool (*pick)(const struct mc_verify_row *, const struct mc_exercise *, size_t))
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (pick(row, exercise, i))
			mc_buf_addf(text, "%s'%s'", text->len ? ", " : "", exercise->tests[i].id);
	}
}

static bool is_flaky(const struct mc_verify_row *row, const struct mc_exercise *exercise, size_t i)
{
	(void)exercise;
	return row->is_flaky[i];
}

static bool is_no_pass(const struct mc_verify_row *row, const struct mc_exercise *exercise, size_t i)
{
	(void)exercise;
	return row->tests[i] != MC_PASS;
}

static bool is_missed(const struct mc_verify_row *row, const struct mc_exercise *exercise, size_t i)
{
	return mc_texts_has(&exercise->wrongs[row->wrong].fails, exercise->tests[i].id) &&
	       !mc_verdict_is_failed(row->tests[i]);
}

static bool is_surplus(const struct mc_verify_row *row, const struct mc_exercise *exercise, size_t i)
{
	return !mc_texts_has(&exercise->wrongs[row->wrong].fails, exercise->tests[i].id) &&
	       mc_verdict_is_failed(row->tests[i]);
}

static void judge_outcome(struct mc_buf *text, const struct mc_verify_row *row, enum mc_expected expected)
{
	const char *got = row->outcome == MC_EXPECT_FAILS ? mc_verdict_name(row->verdict)
							  : mc_expected_name(row->outcome);

	if (row->outcome != expected)
		mc_buf_addf(text, _("should be '%s', but is '%s' (%s)"), mc_expected_name(expected), got,
			    row->reason ? row->reason : "");
}

static void judge_wrong(struct mc_buf *text, const struct mc_verify_row *row,
			const struct mc_exercise *exercise)
{
	MC_AUTO(mc_buf) missed = MC_BUF_INIT;
	MC_AUTO(mc_buf) surplus = MC_BUF_INIT;
	MC_AUTO(mc_buf) failed = MC_BUF_INIT;
	enum mc_expected expected = exercise->wrongs[row->wrong].expected;

	if (expected != MC_EXPECT_FAILS) {
		judge_outcome(text, row, expected);
		if (text->len > 0 || exercise->wrongs[row->wrong].fails.count == 0)
			return;
	}
	list_tests(&missed, row, exercise, is_missed);
	list_tests(&surplus, row, exercise, is_surplus);
	/* One that fails extra tests alone passes as a whole. */
	list_tests(&failed, row, exercise, is_no_pass);
	if (failed.len == 0)
		mc_buf_addz(text, _("the spec accepts this wrong solution"));
	else if (missed.len)
		mc_buf_addf(text, _("should fail %s, but does not"), missed.ptr);
	else if (surplus.len)
		mc_buf_addf(text, _("fails %s too, which 'wrong' does not list"), surplus.ptr);
}

static void judge_row(struct mc_buf *text, const struct mc_verify_row *row,
		      const struct mc_exercise *exercise)
{
	MC_AUTO(mc_buf) tests = MC_BUF_INIT;

	switch (row->variant) {
	case MC_VARIANT_REFERENCE:
		list_tests(&tests, row, exercise, is_no_pass);
		if (tests.len)
			mc_buf_addf(text, _("the reference solution does not pass %s (%s)"), tests.ptr,
				    row->reason ? row->reason : "");
		break;
	case MC_VARIANT_STARTER:
		if (row->verdict == MC_PASS)
			mc_buf_addz(text,
				    _("the starter passes already: there is nothing to do for the student"));
		break;
	case MC_VARIANT_WRONG:
		judge_wrong(text, row, exercise);
		break;
	case MC_VARIANT_EMPTY:
	case MC_VARIANT_BINARY:
	case MC_VARIANT_ENDLESS:
		if (row->verdict == MC_PASS)
			mc_buf_addz(text, _("the spec accepts junk"));
		break;
	case MC_VARIANT_EARLY_EXIT:
		if (row->verdict == MC_PASS)
			mc_buf_addz(
				text,
				_("the spec accepts a program that ends at once with a faked report: say in "
				  "'cases' which tests the suite has"));
		break;
	}
}

/* What the runs said, test by test; the first is what the others are compared with. */
static void compare_runs(struct mc_verify_row *row, size_t tests)
{
	for (size_t i = 0; i < tests; i++) {
		row->tests[i] = row->by_run[i];
		for (unsigned run = 1; run < row->runs; run++)
			row->is_flaky[i] |= row->by_run[run * tests + i] != row->by_run[i];
	}
}

void mc_verify_judge(struct mc_verify_row *row, const struct mc_exercise *exercise)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) flaky = MC_BUF_INIT;

	compare_runs(row, exercise->test_count);
	list_tests(&flaky, row, exercise, is_flaky);
	if (row->verdict == MC_GRADER_ERROR) {
		mc_buf_addf(&text, _("could not be judged (%s)"), row->reason ? row->reason : "");
	} else if (flaky.len) {
		row->verdict = MC_FLAKY;
		mc_buf_addf(&text, _("flaky: %s did not say the same each time"), flaky.ptr);
	} else {
		judge_row(&text, row, exercise);
	}
	if (text.len)
		row->complaint = mc_buf_take(&text);
}

/* "pass in run 1, 3; fail in run 2" */
static void list_runs(struct mc_buf *text, const struct mc_verify_row *row, size_t tests, size_t index)
{
	bool is_said[MC_FLAKY + 1] = { false };

	for (unsigned run = 0; run < row->runs; run++) {
		unsigned char verdict = row->by_run[run * tests + index];
		const char *separator = " ";

		if (verdict > MC_FLAKY || is_said[verdict])
			continue;
		mc_buf_addf(text, _("%s%s in run"), run > 0 ? "; " : "", mc_verdict_name(verdict));
		for (unsigned other = run; other < row->runs; other++) {
			if (row->by_run[other * tests + index] != verdict)
				continue;
			mc_buf_addf(text, "%s%u", separator, other + 1);
			separator = ", ";
		}
		is_said[verdict] = true;
	}
}

/* The first run that differs from run 1 in any test: to see it once more, one such run is enough. */
static unsigned first_other_run(const struct mc_verify_row *row, size_t tests)
{
	for (unsigned run = 1; run < row->runs; run++) {
		if (memcmp(row->by_run, row->by_run + run * tests, tests) != 0)
			return run + 1;
	}
	return 0;
}

void mc_verify_print_flaky(struct mc_buf *text, const struct mc_verify_row *row,
			   const struct mc_exercise *exercise, size_t indent)
{
	size_t tests = exercise->test_count;
	unsigned other = first_other_run(row, tests);
	MC_AUTO(mc_settings) settings = MC_SETTINGS_INIT;

	for (size_t i = 0; i < tests; i++) {
		if (!row->is_flaky[i])
			continue;
		mc_buf_addf(text, "%*s'%s': ", (int)indent, "", exercise->tests[i].id);
		list_runs(text, row, tests, i);
		mc_buf_addc(text, '\n');
	}
	if (other == 0)
		return;
	mc_settings_make(&settings, other);
	mc_buf_addf(text, _("%*srun 1 has the usual environment, run %u has: "), (int)indent, "", other);
	mc_settings_print(text, &settings);
	mc_buf_addc(text, '\n');
}
