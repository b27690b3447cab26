/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
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

static void judge_wrong(struct mc_buf *text, const struct mc_verify_row *row,
			const struct mc_exercise *exercise)
{
	MC_AUTO(mc_buf) missed = MC_BUF_INIT;
	MC_AUTO(mc_buf) surplus = MC_BUF_INIT;

	list_tests(&missed, row, exercise, is_missed);
	list_tests(&surplus, row, exercise, is_surplus);
	if (row->verdict == MC_PASS)
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

void mc_verify_judge(struct mc_verify_row *row, const struct mc_exercise *exercise)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) flaky = MC_BUF_INIT;

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
