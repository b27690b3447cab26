/* SPDX-License-Identifier: MIT */
#include "result/result.h"

#include "course/data_test.h"
#include "result/reason.h"

void mc_result_release(struct mc_result *result)
{
	mc_arena_release(&result->arena);
	*result = (struct mc_result){ .arena = MC_ARENA_INIT };
}

const char *mc_result_hint(const struct mc_test_result *test, const char *lang)
{
	if (test->failed_case && test->failed_case->hint)
		return test->failed_case->hint;
	return test->test ? mc_words_pick(&test->test->hint, lang) : NULL;
}

const char *mc_verdict_name(enum mc_verdict verdict)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_VERDICTS(X)
#undef X
	};

	return names[verdict];
}

bool mc_verdict_find(enum mc_verdict *verdict, const char *name)
{
	for (int v = MC_PASS; v <= MC_FLAKY; v++) {
		if (strcmp(mc_verdict_name((enum mc_verdict)v), name) != 0)
			continue;
		*verdict = (enum mc_verdict)v;
		return true;
	}
	return false;
}

bool mc_verdict_is_failed(enum mc_verdict verdict)
{
	return verdict == MC_FAIL || verdict == MC_PARTIAL || verdict == MC_ERROR;
}

const char *mc_reason_name(enum mc_reason_code code)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_REASONS(X)
#undef X
	};

	return names[code];
}

/* How many tests have each verdict. */
struct tally {
	size_t of[MC_FLAKY + 1];
	size_t ran;
};

static struct tally count_verdicts(const struct mc_result *result, bool has_extra)
{
	struct tally tally = { .ran = 0 };

	for (size_t i = 0; i < result->test_count; i++) {
		const struct mc_test_result *test = &result->tests[i];

		if (test->test && test->test->is_extra && !has_extra && test->verdict != MC_GRADER_ERROR)
			continue;
		tally.of[test->verdict]++;
		tally.ran += test->verdict != MC_NOT_RUN;
	}
	return tally;
}

static enum mc_verdict verdict_without_tests(const struct mc_result *result)
{
	if (mc_reason_is_ours(result->reason.code))
		return MC_GRADER_ERROR;
	if (result->reason.code == MC_REASON_NONE || result->reason.code == MC_REASON_FILTERED)
		return MC_NOT_RUN;
	return MC_ERROR;
}

static enum mc_verdict verdict_of(const struct mc_result *result)
{
	struct tally tally = count_verdicts(result, false);

	/* Extra tests decide only where nothing else was asked for. */
	if (tally.ran == 0)
		tally = count_verdicts(result, true);

	if (tally.of[MC_GRADER_ERROR] > 0 || mc_reason_is_ours(result->reason.code) ||
	    (result->has_build && result->build.verdict == MC_GRADER_ERROR))
		return MC_GRADER_ERROR;
	if (tally.of[MC_FLAKY] > 0)
		return MC_FLAKY;
	if (tally.ran == 0)
		return verdict_without_tests(result);
	if (tally.of[MC_PASS] == tally.ran)
		return MC_PASS;
	if (result->points > 0)
		return MC_PARTIAL;
	/* Tests that were skipped say nothing about the submission; the ones that they needed do. */
	return tally.of[MC_ERROR] > 0 && tally.of[MC_FAIL] + tally.of[MC_PARTIAL] == 0 ? MC_ERROR : MC_FAIL;
}

void mc_result_total(struct mc_result *result)
{
	result->points = 0;
	for (size_t i = 0; i < result->test_count; i++)
		result->points += result->tests[i].points;
	result->max = mc_exercise_max(result->exercise);
	result->verdict = verdict_of(result);
	if (result->verdict == MC_GRADER_ERROR)
		result->points = 0;
}
