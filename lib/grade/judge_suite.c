/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "grade/judge.h"
#include "grade/tap.h"

static void broken(struct mc_job *job, struct mc_test_result *out, const char *why)
{
	mc_judge_fail(out, MC_ERROR,
		      (struct mc_reason){ .code = MC_REASON_SUITE_BROKEN,
					  .got = (int64_t)out->case_count,
					  .want = out->test->case_count,
					  .detail = mc_arena_strdup(&job->result->arena, why) });
}

/* A case counts under its whole name "parent > child" or under the last part of it. */
static bool is_named(const struct mc_tap_case *item, const char *name)
{
	size_t len = strlen(item->name);
	size_t want = strlen(name);

	if (len < want || strcmp(item->name + len - want, name) != 0)
		return false;
	return len == want || (len >= want + 3 && !memcmp(item->name + len - want - 3, " > ", 3));
}

static bool has_case(const struct mc_tap *tap, const char *name)
{
	for (size_t i = 0; i < tap->case_count; i++) {
		if (!tap->cases[i].is_skip && is_named(&tap->cases[i], name))
			return true;
	}
	return false;
}

/* The first case that the spec names and the suite did not report. */
static const char *missing_case(const struct mc_tap *tap, const struct mc_test *test)
{
	for (size_t i = 0; i < test->cases.count; i++) {
		if (!has_case(tap, test->cases.items[i]))
			return test->cases.items[i];
	}
	return NULL;
}

static const char *first_failed(const struct mc_tap *tap)
{
	for (size_t i = 0; i < tap->case_count; i++) {
		const struct mc_tap_case *item = &tap->cases[i];

		if (!item->is_ok && !item->is_skip && !item->is_todo)
			return item->name;
	}
	return NULL;
}

/* Why the report cannot be trusted, or NULL. Skipped cases are not reported ones: nobody earns points by
 * skipping. */
static const char *distrust(struct mc_job *job, const struct mc_test_result *out, const struct mc_tap *tap)
{
	const struct mc_test *test = out->test;
	const char *missing = missing_case(tap, test);

	if (tap->is_broken)
		return tap->why;
	if (out->case_count == 0)
		return _("the suite reported no test");
	if (missing)
		return mc_arena_format(&job->result->arena, _("the suite did not report the test '%s'"),
				       missing);
	if (test->case_count > 0 && out->case_count != test->case_count)
		return mc_arena_format(&job->result->arena, _("the suite reported %zu tests instead of %u"),
				       out->case_count, test->case_count);
	return NULL;
}

static enum mc_verdict case_verdict(const struct mc_tap_case *item)
{
	if (item->is_skip || item->is_todo)
		return MC_SKIPPED;
	return item->is_ok ? MC_PASS : MC_FAIL;
}

static void keep_cases(struct mc_job *job, struct mc_test_result *out, const struct mc_tap *tap)
{
	struct mc_arena *arena = &job->result->arena;

	out->cases = mc_arena_alloc(arena, (tap->case_count + 1) * sizeof(*out->cases));
	out->case_list_count = tap->case_count;
	for (size_t i = 0; i < tap->case_count; i++) {
		const struct mc_tap_case *item = &tap->cases[i];

		out->cases[i] = (struct mc_case_result){
			.name = mc_arena_strdup(arena, item->name),
			.verdict = case_verdict(item),
			.message = item->diagnostic ? mc_arena_strdup(arena, item->diagnostic) : NULL,
		};
	}
}

static void judge_tap(struct mc_job *job, struct mc_test_result *out, const struct mc_sandbox_result *ran)
{
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;

	mc_tap_feed(&tap, ran->out.ptr, ran->out.len);
	mc_tap_end(&tap, ran->exit_status);
	out->case_passed = tap.tally.passed;
	out->case_count = tap.tally.passed + tap.tally.failed;
	keep_cases(job, out, &tap);
	const char *why = distrust(job, out, &tap);

	if (why) {
		broken(job, out, why);
		return;
	}
	if (tap.tally.failed == 0)
		return;
	const char *failed = first_failed(&tap);

	out->points = out->test->points * (int64_t)out->case_passed / (int64_t)out->case_count;
	mc_judge_fail(out, out->case_passed > 0 && out->test->points > 0 ? MC_PARTIAL : MC_FAIL,
		      (struct mc_reason){ .code = MC_REASON_SUITE,
					  .subject = failed ? mc_arena_strdup(&job->result->arena, failed)
							    : NULL,
					  .got = (int64_t)tap.tally.failed,
					  .want = (int64_t)out->case_count });
}

static void judge_report(struct mc_job *job, struct mc_test_result *out, const struct mc_sandbox_result *ran)
{
	if (out->test->format == MC_SUITE_TAP)
		judge_tap(job, out, ran);
	else if (ran->exit_status != 0)
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){
				      .code = MC_REASON_EXIT_STATUS, .got = ran->exit_status, .want = 0 });
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test *test = out->test;
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	MC_AUTO(mc_tree) extra = MC_TREE_INIT;
	struct mc_sandbox_run run = { .argv = test->run.items,
				      .env = test->env.items,
				      .input = test->input,
				      .input_len = test->input_len,
				      .limits = mc_job_limits(job, test),
				      .keeps_files = job->exercise->keeps_files };

	if (!mc_job_has_tools(out))
		return NULL;
	if (test->is_hidden && job->exercise->private_files.count > 0) {
		mc_tree_overlay(&extra, &job->exercise->private_files, "private/");
		run.extra = &extra;
	}
	MC_TRY(mc_sandbox_run(&ran, job->sandbox, &run));
	mc_job_keep_usage(out, &ran);
	mc_job_keep_output(job, out, &ran);
	if (mc_job_has_ended(job, out, &test->run, &run.limits, &ran))
		judge_report(job, out, &ran);
	return NULL;
}

const struct mc_judge mc_judge_suite = { .needs_sandbox = true, .needs_build = true, .judge = judge };
