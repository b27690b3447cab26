/* SPDX-License-Identifier: MIT */
#include "base/str.h"
#include "grade/judge.h"

struct mc_err *mc_judge_run_build(struct mc_sandbox_result *ran, struct mc_sandbox *sandbox,
				  const struct mc_exercise *exercise)
{
	/* A build can run what the student wrote, such as a Makefile. */
	static const char *const ours[] = { "tests", "private" };
	MC_AUTO(mc_tree) tests = MC_TREE_INIT;
	bool is_renewed = !exercise->is_laid_at_root;

	mc_tree_overlay(&tests, &exercise->tests_files, "tests/");
	const struct mc_sandbox_run run = { .argv = exercise->build.items,
					    .limits = exercise->build_limits,
					    .keeps_files = true,
					    .renew = ours,
					    .renew_count = is_renewed ? MC_COUNT(ours) : 0,
					    .extra = is_renewed ? &tests : NULL };

	return mc_sandbox_run(ran, sandbox, &run);
}

struct mc_err *mc_judge_build_step(struct mc_job *job)
{
	const struct mc_exercise *exercise = job->exercise;
	struct mc_test_result *build = &job->result->build;
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;

	MC_TRY(mc_judge_run_build(&ran, job->sandbox, exercise));
	job->result->has_build = true;
	build->verdict = MC_PASS;
	mc_job_keep_usage(build, &ran);
	mc_job_keep_output(job, build, &ran);
	if (!mc_job_has_ended(job, build, &exercise->build, &exercise->build_limits, &ran))
		return NULL;
	if (ran.exit_status != 0)
		mc_judge_fail(build, MC_ERROR,
			      (struct mc_reason){ .code = MC_REASON_BUILD, .got = ran.exit_status });
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test_result *build = &job->result->build;

	out->wall_us = build->wall_us;
	out->cpu_us = build->cpu_us;
	out->rss_kb = build->rss_kb;
	out->output = build->output;
	out->lost_bytes = build->lost_bytes;
	if (build->verdict != MC_PASS)
		mc_judge_fail(out, build->verdict, build->reason);
	return NULL;
}

const struct mc_judge mc_judge_build = { .needs_sandbox = true, .judge = judge };
