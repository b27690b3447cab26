/* SPDX-License-Identifier: MIT */
#include "base/str.h"
#include "grade/judge.h"

static struct mc_str text_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

/* Exit status first, then stdout, stderr and the files, in this order; the first that does not hold is the
 * reason. */
static struct mc_err *judge_io(struct mc_job *job, struct mc_test_result *out,
			       const struct mc_sandbox_result *ran)
{
	const struct mc_test *test = out->test;
	bool is_equal = true;

	if (test->exit_status != MC_EXIT_ANY && ran->exit_status != test->exit_status) {
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_EXIT_STATUS,
						  .got = ran->exit_status,
						  .want = test->exit_status });
		return NULL;
	}
	if (test->out.is_given) {
		out->lost_bytes = ran->out_lost;
		MC_TRY(mc_job_compare(&is_equal, job, out, "stdout", &test->out, text_of(&ran->out)));
	}
	if (is_equal && test->err.is_given)
		MC_TRY(mc_job_compare(&is_equal, job, out, "stderr", &test->err, text_of(&ran->err)));
	for (size_t i = 0; is_equal && i < test->file_count; i++) {
		const struct mc_sandbox_file *file = &ran->files[i];

		if (!file->data) {
			mc_judge_fail(out, MC_FAIL,
				      (struct mc_reason){ .code = MC_REASON_MISSING_FILE,
							  .subject = test->files[i].path });
			return NULL;
		}
		MC_TRY(mc_job_compare(&is_equal, job, out, test->files[i].path, &test->files[i].content,
				      (struct mc_str){ file->data, file->len }));
	}
	return NULL;
}

static struct mc_err *judge_run(struct mc_job *job, struct mc_test_result *out,
				const struct mc_sandbox_run *run, const struct mc_sandbox_result *ran)
{
	mc_job_keep_usage(out, ran);
	if (!mc_job_has_ended(job, out, &out->test->run, &run->limits, ran)) {
		mc_job_keep_output(job, out, ran);
		return NULL;
	}
	MC_TRY(judge_io(job, out, ran));
	if (out->verdict == MC_PASS)
		return NULL;
	/* With a difference on stdout, what went to stderr often explains it. */
	if (out->reason.code == MC_REASON_EXIT_STATUS || out->reason.code == MC_REASON_MISSING_FILE)
		mc_job_keep_output(job, out, ran);
	else
		out->output = mc_job_keep(job, ran->err.ptr, ran->err.len);
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test *test = out->test;
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	const char **collect = mc_arena_alloc(&job->result->arena, (test->file_count + 1) * sizeof(*collect));
	const struct mc_sandbox_run run = { .argv = test->run.items,
					    .env = test->env.items,
					    .input = test->input,
					    .input_len = test->input_len,
					    .limits = mc_job_limits(job, test),
					    .keeps_files = job->exercise->keeps_files,
					    .collect = collect,
					    .collect_count = test->file_count };

	if (!mc_job_has_tools(out))
		return NULL;
	for (size_t i = 0; i < test->file_count; i++)
		collect[i] = test->files[i].path;
	MC_TRY(mc_sandbox_run(&ran, job->sandbox, &run));
	return judge_run(job, out, &run, &ran);
}

const struct mc_judge mc_judge_io = { .needs_sandbox = true, .needs_build = true, .judge = judge };
