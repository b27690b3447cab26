/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "course/suite_test.h"
#include "grade/judge.h"
#include "suite/suite_read.h"

static void broken(struct mc_job *job, struct mc_test_result *out, const char *why)
{
	mc_judge_fail(out, MC_ERROR,
		      (struct mc_reason){ .code = MC_REASON_SUITE_BROKEN,
					  .got = (int64_t)out->case_count,
					  .want = out->test->case_count,
					  .detail = mc_arena_strdup(&job->result->arena, why) });
}

/* A case counts under its whole name "parent > child" or under the last part of it. */
static bool is_named(const struct mc_suite_case *item, const char *name)
{
	size_t len = strlen(item->name);
	size_t want = strlen(name);

	if (len < want || strcmp(item->name + len - want, name) != 0)
		return false;
	return len == want || (len >= want + 3 && !memcmp(item->name + len - want - 3, " > ", 3));
}

/* What became of the cases of this name: none, passed all, or not.  Skipped cases are not reported ones:
 * nobody earns points by skipping. */
static enum mc_verdict named_verdict(const struct mc_suite_report *report, const char *name)
{
	enum mc_verdict verdict = MC_SKIPPED;

	for (size_t i = 0; i < report->case_count; i++) {
		const struct mc_suite_case *item = &report->cases[i];

		if (item->verdict != MC_SKIPPED && verdict != MC_FAIL && is_named(item, name))
			verdict = item->verdict == MC_PASS ? MC_PASS : MC_FAIL;
	}
	return verdict;
}

/* The first case that the spec names and the suite did not report. */
static const char *missing_case(const struct mc_suite_report *report, const struct mc_test *test)
{
	for (size_t i = 0; i < test->cases.count; i++) {
		if (named_verdict(report, test->cases.items[i]) == MC_SKIPPED)
			return test->cases.items[i];
	}
	return NULL;
}

static const char *first_failed(const struct mc_suite_report *report)
{
	for (size_t i = 0; i < report->case_count; i++) {
		if (report->cases[i].verdict == MC_FAIL || report->cases[i].verdict == MC_ERROR)
			return report->cases[i].name;
	}
	return NULL;
}

/* Why the report cannot be trusted, or NULL. */
static const char *distrust(struct mc_job *job, const struct mc_test_result *out,
			    const struct mc_suite_report *report)
{
	const struct mc_test *test = out->test;
	const char *missing = missing_case(report, test);

	if (report->is_broken)
		return report->why;
	if (out->case_count == 0)
		return report->case_count > 0 ? _("the suite skipped all of its tests")
					      : _("the suite reported no test");
	if (missing)
		return mc_arena_format(&job->result->arena, _("the suite did not report the test '%s'"),
				       missing);
	if (test->case_count > 0 && out->case_count != test->case_count)
		return mc_arena_format(&job->result->arena, _("the suite reported %zu tests instead of %u"),
				       out->case_count, test->case_count);
	return NULL;
}

/* Points of a case by its name; false when points are not by name, or this one has none. */
static bool points_of_case(int64_t *points, const struct mc_test *test, const struct mc_suite_case *item)
{
	const int64_t *list = test->suite ? test->suite->case_points : NULL;

	for (size_t i = 0; list && i < test->cases.count; i++) {
		if (!is_named(item, test->cases.items[i]))
			continue;
		*points = list[i];
		return true;
	}
	return false;
}

static void keep_cases(struct mc_job *job, struct mc_test_result *out, const struct mc_suite_report *report)
{
	struct mc_arena *arena = &job->result->arena;

	out->cases = mc_arena_alloc(arena, (report->case_count + 1) * sizeof(*out->cases));
	out->case_list_count = report->case_count;
	for (size_t i = 0; i < report->case_count; i++) {
		const struct mc_suite_case *item = &report->cases[i];
		int64_t points = 0;

		(void)points_of_case(&points, out->test, item);
		out->cases[i] = (struct mc_case_result){
			.name = mc_arena_strdup(arena, item->name),
			.verdict = item->verdict,
			.points = item->verdict == MC_PASS ? points : 0,
			.max = points,
			.wall_us = item->wall_us,
			.message = item->message ? mc_arena_strdup(arena, item->message) : NULL,
		};
	}
}

/* Points of a suite of which some cases failed: those of the named ones that passed, or a share of all. */
static int64_t points_of(const struct mc_test_result *out, const struct mc_suite_report *report)
{
	const struct mc_test *test = out->test;
	int64_t points = 0;

	if (!test->suite || !test->suite->case_points)
		return test->points * (int64_t)out->case_passed / (int64_t)out->case_count;
	for (size_t i = 0; i < test->cases.count; i++) {
		if (named_verdict(report, test->cases.items[i]) == MC_PASS)
			points += test->suite->case_points[i];
	}
	return points;
}

static void judge_cases(struct mc_job *job, struct mc_test_result *out, const struct mc_suite_report *report)
{
	out->case_passed = mc_suite_count(report, MC_PASS);
	out->case_count = report->case_count - mc_suite_count(report, MC_SKIPPED);
	keep_cases(job, out, report);
	const char *why = distrust(job, out, report);

	if (why) {
		broken(job, out, why);
		return;
	}
	const char *failed = first_failed(report);

	if (!failed)
		return;
	out->points = points_of(out, report);
	mc_judge_fail(out, out->points > 0 ? MC_PARTIAL : MC_FAIL,
		      (struct mc_reason){ .code = MC_REASON_SUITE,
					  .subject = mc_arena_strdup(&job->result->arena, failed),
					  .got = (int64_t)(out->case_count - out->case_passed),
					  .want = (int64_t)out->case_count });
}

static struct mc_err *judge_report(struct mc_job *job, struct mc_test_result *out,
				   const struct mc_sandbox_result *ran)
{
	const char *path = out->test->suite ? out->test->suite->report : NULL;
	const struct mc_sandbox_file *file = path ? &ran->files[0] : NULL;
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

	if (path && !file->data) {
		broken(job, out,
		       mc_arena_format(&job->result->arena,
				       _("the suite ended with status %d and did not write its report '%s'"),
				       ran->exit_status, path));
		return NULL;
	}
	MC_AUTOPTR(mc_err) err = mc_suite_read(&report, out->test->format, file ? file->data : ran->out.ptr,
					       file ? file->len : ran->out.len, ran->exit_status);

	if (err && err->code == MC_E_TOOL)
		mc_judge_fail(out, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = "libxml2" });
	else if (err)
		return MC_TAKE(err);
	else
		judge_cases(job, out, &report);
	return NULL;
}

static struct mc_err *judge_end(struct mc_job *job, struct mc_test_result *out,
				const struct mc_sandbox_result *ran)
{
	if (out->test->format != MC_SUITE_EXIT)
		return judge_report(job, out, ran);
	if (ran->exit_status != 0)
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){
				      .code = MC_REASON_EXIT_STATUS, .got = ran->exit_status, .want = 0 });
	return NULL;
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
				      .keeps_files = job->exercise->keeps_files,
				      .collect = test->suite ? &test->suite->report : NULL,
				      .collect_count = test->suite && test->suite->report };

	if (!mc_job_has_tools(out))
		return NULL;
	const char *package = mc_job_missing_package(job, &test->run);

	if (package) {
		mc_judge_fail(out, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = package });
		return NULL;
	}
	if (test->is_hidden && job->exercise->private_files.count > 0) {
		mc_tree_overlay(&extra, &job->exercise->private_files, "private/");
		run.extra = &extra;
	}
	MC_TRY(mc_sandbox_run(&ran, job->sandbox, &run));
	mc_job_keep_usage(out, &ran);
	mc_job_keep_output(job, out, &ran);
	if (mc_job_has_ended(job, out, &test->run, &run.limits, &ran))
		return judge_end(job, out, &ran);
	return NULL;
}

const struct mc_judge mc_judge_suite = { .needs_sandbox = true, .needs_build = true, .judge = judge };
