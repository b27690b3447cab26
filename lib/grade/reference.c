/* SPDX-License-Identifier: MIT */
#include "grade/reference.h"

#include "base/i18n.h"
#include "grade/checker.h"

static struct mc_err *build(const char **broken, struct mc_job *job)
{
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;

	MC_TRY(mc_judge_run_build(&ran, job->twin, job->exercise));
	if (ran.ending != MC_END_EXIT || ran.exit_status != 0)
		*broken = _("it cannot be built");
	return NULL;
}

struct mc_err *mc_reference_prepare(const char **broken, struct mc_job *job)
{
	const struct mc_exercise *exercise = job->exercise;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	*broken = exercise->reference.count == 0 ? _("there is none in 'solution/'") : NULL;
	if (*broken || job->is_reference_laid)
		return NULL;
	mc_checker_release(job);
	MC_TRY(mc_sandbox_twin(&job->twin, job->sandbox));
	mc_sandbox_set_env(job->twin, job->options->env);
	mc_judge_lay(&tree, exercise, &exercise->reference);
	MC_TRY(mc_sandbox_begin(job->twin, &tree, exercise->limits.disk_mb));
	job->is_twin_laid = true;
	if (exercise->build.count > 0)
		MC_TRY(build(broken, job));
	job->is_reference_laid = *broken == NULL;
	return NULL;
}
