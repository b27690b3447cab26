/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "grade/run.h"
#include "prove/replay.h"
#include "prove/settings.h"
#include "prove/verify_parts.h"
#include "result/result_json.h"

/* What Kattis calls this reason. */
static enum mc_expected outcome_of_reason(enum mc_reason_code code)
{
	switch ((int)code) {
	case MC_REASON_DIFFERS:
	case MC_REASON_SPACING:
	case MC_REASON_CHECKER:
		return MC_EXPECT_WRONG;
	case MC_REASON_CPU_TIME:
	case MC_REASON_WALL_TIME:
		return MC_EXPECT_TIME;
	case MC_REASON_SIGNAL:
	case MC_REASON_EXIT_STATUS:
	case MC_REASON_MEMORY:
	case MC_REASON_PROCESSES:
	case MC_REASON_BLOCKED:
	case MC_REASON_DISK:
		return MC_EXPECT_CRASH;
	default:
		return MC_EXPECT_FAILS;
	}
}

/*
 * The first test that was rejected says it; a test of cases has a part of the points only when it was not.
 * What gives no points says it only when others were not run because of it.
 */
static enum mc_expected outcome_of(const struct mc_result *result)
{
	enum mc_expected outcome = MC_EXPECT_ACCEPTED;
	enum mc_expected without_points = MC_EXPECT_FAILS;

	for (size_t i = 0; i < result->test_count; i++) {
		const struct mc_test_result *test = &result->tests[i];

		if (test->verdict == MC_PASS)
			continue;
		if (test->verdict == MC_SKIPPED)
			return without_points;
		if (test->verdict == MC_PARTIAL)
			outcome = MC_EXPECT_PARTIAL;
		else if (test->test->points > 0)
			return outcome_of_reason(test->reason.code);
		else if (without_points == MC_EXPECT_FAILS)
			without_points = outcome_of_reason(test->reason.code);
	}
	return outcome;
}

void mc_verify_answer_add(struct mc_buf *out, const struct mc_result *result, bool is_invalid)
{
	struct mc_verify_answer head = { .verdict = result->verdict,
					 .test_count = (uint32_t)result->test_count,
					 .points = result->points,
					 .wall_ms = result->wall_us / 1000,
					 .is_invalid = is_invalid,
					 .outcome = outcome_of(result) };

	for (size_t i = 0; i < result->test_count; i++) {
		if (result->tests[i].cpu_us / 1000 > head.cpu_ms)
			head.cpu_ms = result->tests[i].cpu_us / 1000;
	}
	mc_buf_add(out, &head, sizeof(head));
	for (size_t i = 0; i < result->test_count; i++)
		mc_buf_addc(out, (char)result->tests[i].verdict);
	mc_result_print_first_reason(out, result, true);
}

bool mc_verify_answer_read(struct mc_verify_answer *head, struct mc_str *tests, struct mc_str *reason,
			   struct mc_str answer, size_t test_count)
{
	if (answer.len < sizeof(*head) + test_count)
		return false;
	memcpy(head, answer.ptr, sizeof(*head));
	*tests = (struct mc_str){ answer.ptr + sizeof(*head), test_count };
	*reason = (struct mc_str){ tests->ptr + test_count, answer.len - sizeof(*head) - test_count };
	return head->test_count == test_count && head->verdict <= MC_FLAKY;
}

struct mc_err *mc_verify_work(struct mc_buf *answer, const struct mc_verify *verify,
			      const struct mc_verify_piece *piece, struct mc_sandbox *sandbox)
{
	const struct mc_verify_report *report = &verify->reports[piece->report];
	const struct mc_verify_row *row = &report->rows[piece->index];
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_submission) submission = MC_SUBMISSION_INIT;
	MC_AUTO(mc_result) result = { 0 };
	MC_AUTO(mc_settings) settings = MC_SETTINGS_INIT;

	mc_settings_make(&settings, piece->run);
	/* Junk that runs without end need not run as long as the slowest right solution may, nor in each
	 * test. */
	const struct mc_run_options options = {
		.lang = verify->lang,
		.env = settings.env.items,
		.most_cpu_ms = row->variant >= MC_VARIANT_EMPTY ? MC_VERIFY_JUNK_CPU_MS : 0,
		.stops_at_failure = row->variant == MC_VARIANT_ENDLESS,
	};

	MC_TRY(mc_variant_read(&tree, report->exercise, row->variant, row->wrong));
	if (row->variant <= MC_VARIANT_WRONG)
		MC_TRY(mc_replay_read(&submission, &tree, report->exercise));
	else
		mc_tree_overlay(&submission.tree, &tree, "");
	MC_TRY(mc_run(&result, sandbox, report->exercise, &submission, &options));
	mc_verify_answer_add(answer, &result, false);
	return NULL;
}

bool mc_verify_take(struct mc_verify_row *row, const struct mc_exercise *exercise, unsigned run,
		    struct mc_str answer)
{
	struct mc_verify_answer head;
	struct mc_str tests, reason;

	if (!mc_verify_answer_read(&head, &tests, &reason, answer, exercise->test_count))
		return false;
	memcpy(row->by_run + (run - 1) * exercise->test_count, tests.ptr, tests.len);
	row->runs_done++;
	/* A run that could not be judged is what is to be said, whichever it was. */
	if (run == 1 || head.verdict == MC_GRADER_ERROR) {
		row->verdict = head.verdict;
		row->outcome =
			head.outcome <= MC_EXPECT_CRASH ? (enum mc_expected)head.outcome : MC_EXPECT_FAILS;
		row->points = head.points;
		row->cpu_ms = head.cpu_ms;
		row->wall_ms = head.wall_ms;
		free(row->reason);
		row->reason = mc_strndup(reason.ptr, reason.len);
	}
	return true;
}
