/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/part.h"
#include "cli/cmd.h"
#include "ext/json_write.h"

struct args {
	unsigned wave;
	unsigned part;
};

static const struct mc_opt options[] = {
	MC_OPT_UINT(struct args, wave, 0, "wave", "<n>", N_("which array of jobs it belongs to")),
	MC_OPT_UINT(struct args, part, 0, "part", "<n>",
		    N_("which element of the array this is (default: what Slurm says)")),
	MC_OPT_END,
};

/* What Slurm tells its jobs, see sbatch(1); elsewhere 0. */
static unsigned number_of(const char *variable)
{
	const char *value = getenv(variable);

	return value ? (unsigned)strtoul(value, NULL, 10) : 0;
}

static const char *text_of(const char *variable, const char *otherwise)
{
	const char *value = getenv(variable);

	return value && value[0] ? value : otherwise;
}

static void print(struct mc_call *call, const struct mc_part_count *count)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&text, false);

	call->has_failed = count->faults > 0;
	if (!call->json) {
		(void)printf(NP_("%zu submission, %zu computed, %zu without a verdict\n",
				 "%zu submissions, %zu computed, %zu without a verdict\n", count->items),
			     count->items, count->computed, count->faults);
		return;
	}
	mc_json_start(&w, '{');
	mc_json_key_text(&w, "schema", "migracode/part/v1");
	mc_json_key_int(&w, "items", (int64_t)count->items);
	mc_json_key_int(&w, "computed", (int64_t)count->computed);
	mc_json_key_int(&w, "faults", (int64_t)count->faults);
	mc_json_end(&w);
	(void)printf("%s\n", text.ptr);
	call->has_document = true;
}

static struct mc_err *run(struct mc_call *call, void *args_ptr)
{
	const struct args *args = args_ptr;
	MC_AUTOTEXT folder = realpath(call->operands[0], NULL);
	unsigned processors = number_of("SLURM_CPUS_PER_TASK");

	if (!folder)
		return mc_err_new(MC_E_IO, _("there is no folder '%s'"), call->operands[0]);
	const struct mc_part part = {
		.run = folder,
		.wave = args->wave,
		.element = args->part != UINT_MAX ? args->part : number_of("SLURM_ARRAY_TASK_ID"),
		.node = text_of("SLURMD_NODENAME", "-"),
		.job = text_of("SLURM_JOB_ID", "-"),
		.restart = number_of("SLURM_RESTART_COUNT"),
		.jobs = processors > 0 ? processors : 1,
	};

	struct mc_part_count count;
	struct mc_err *err = mc_part_run(&count, &part);

	if (!err)
		print(call, &count);
	return err;
}

const struct mc_cmd mc_cmd_grade_part = {
	.name = "grade part",
	.family = MC_FAMILY_GRADING,
	.summary = N_("work on one part of a run on several machines; Slurm starts it"),
	.about = N_(
		"'migracode grade --cohort <id> --on slurm' makes the folder of the run and submits the jobs "
		"that run this command. What it does stands in the folder's log; results go to the store of "
		"the school.\n\n"
		"By hand it is of use to see why a node cannot grade."),
	.operands = "<run>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode grade part --wave 0 --part 3 runs/0123456789abcdef"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .part = UINT_MAX })),
	.run = run,
};
