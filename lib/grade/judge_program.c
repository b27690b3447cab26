/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "grade/judge.h"
#include "result/compare.h"

struct mc_str mc_job_keep(struct mc_job *job, const char *text, size_t len)
{
	return (struct mc_str){ mc_arena_copy(&job->result->arena, text, len), len };
}

void mc_job_keep_output(struct mc_job *job, struct mc_test_result *out, const struct mc_sandbox_result *ran)
{
	MC_AUTO(mc_buf) both = MC_BUF_INIT;

	mc_buf_add(&both, ran->out.ptr, ran->out.len);
	if (both.len > 0 && both.ptr[both.len - 1] != '\n' && ran->err.len > 0)
		mc_buf_addc(&both, '\n');
	mc_buf_add(&both, ran->err.ptr, ran->err.len);
	out->output = mc_job_keep(job, both.ptr, both.len);
	out->lost_bytes = ran->out_lost + ran->err_lost;
}

void mc_job_keep_usage(struct mc_test_result *out, const struct mc_sandbox_result *ran)
{
	out->wall_us = ran->wall_us;
	out->cpu_us = ran->cpu_us;
	out->rss_kb = ran->rss_kb;
}

/* A program that could not be started: the tool is missing (ours), or the student's own file is. */
static void judge_not_started(struct mc_job *job, struct mc_test_result *out, const char *program, int errnum)
{
	/* A package of npm may be named by its place. */
	if (!strncmp(program, "node_modules/.bin/", 18))
		program += 18;
	if (!strchr(program, '/') && errnum == ENOENT) {
		mc_judge_fail(out, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = program });
		return;
	}
	mc_judge_fail(out, MC_ERROR,
		      (struct mc_reason){ .code = MC_REASON_MISSING_FILE,
					  .subject = program,
					  .detail = mc_arena_strdup(&job->result->arena, strerror(errnum)) });
}

/* The enums of endings and reasons have the same names where both know a cause. */
static struct mc_reason ending_reason(const struct mc_sandbox_result *ran, const struct mc_limits *limits)
{
	switch (ran->ending) {
	case MC_END_OUTPUT:
		return (struct mc_reason){ .code = MC_REASON_OUTPUT, .want = limits->output_kb };
	case MC_END_MEMORY:
		return (struct mc_reason){ .code = MC_REASON_MEMORY,
					   .got = (int64_t)(ran->rss_kb / 1024),
					   .want = limits->memory_mb };
	case MC_END_WALL:
		return (struct mc_reason){ .code = MC_REASON_WALL_TIME,
					   .got = (int64_t)(ran->wall_us / 1000),
					   .want = limits->wall_ms };
	case MC_END_CPU:
		return (struct mc_reason){ .code = MC_REASON_CPU_TIME,
					   .got = (int64_t)(ran->cpu_us / 1000),
					   .want = limits->cpu_ms };
	case MC_END_DISK:
		return (struct mc_reason){ .code = MC_REASON_DISK, .want = limits->disk_mb };
	case MC_END_PROCESSES:
		return (struct mc_reason){ .code = MC_REASON_PROCESSES, .want = limits->processes };
	case MC_END_BLOCKED:
		return (struct mc_reason){ .code = MC_REASON_BLOCKED };
	case MC_END_SIGNAL:
		return (struct mc_reason){ .code = MC_REASON_SIGNAL, .got = ran->signal };
	case MC_END_EXIT:
	case MC_END_NOT_STARTED:
		break;
	}
	return (struct mc_reason){ .code = MC_REASON_NONE };
}

bool mc_job_has_ended(struct mc_job *job, struct mc_test_result *out, const struct mc_texts *argv,
		      const struct mc_limits *limits, const struct mc_sandbox_result *ran)
{
	if (ran->ending == MC_END_NOT_STARTED) {
		judge_not_started(job, out, argv->items[0], ran->start_errno);
		return false;
	}
	if (ran->ending != MC_END_EXIT) {
		mc_judge_fail(out, MC_ERROR, ending_reason(ran, limits));
		return false;
	}
	const char *tool = mc_job_missing_tool(job, argv, ran);

	if (!tool)
		tool = mc_job_missing_framework(job, argv, ran);
	if (!tool)
		return true;
	mc_judge_fail(out, MC_GRADER_ERROR,
		      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = tool });
	return false;
}

struct mc_err *mc_job_compare(bool *is_equal, struct mc_job *job, struct mc_test_result *out,
			      const char *subject, const struct mc_expect *expect, struct mc_str actual)
{
	MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;

	MC_TRY(mc_compare_texts(&outcome, expect, actual.ptr, actual.len));
	*is_equal = outcome.reason == MC_REASON_NONE;
	if (*is_equal)
		return NULL;
	out->expect = expect;
	out->actual =
		(struct mc_str){ mc_arena_copy(&job->result->arena, actual.ptr, actual.len), actual.len };
	mc_judge_fail(out, MC_FAIL,
		      (struct mc_reason){ .code = outcome.reason,
					  .subject = subject,
					  .got = (int64_t)outcome.line,
					  .detail = outcome.detail.len ? mc_arena_strdup(&job->result->arena,
											 outcome.detail.ptr)
								       : NULL });
	return NULL;
}

struct mc_limits mc_job_limits(const struct mc_job *job, const struct mc_test *test)
{
	struct mc_limits limits = test->limits;
	uint32_t most_ms = job->options->most_cpu_ms;

	if (most_ms > 0 && limits.cpu_ms > most_ms) {
		limits.cpu_ms = most_ms;
		limits.wall_ms = 5 * most_ms;
	}
	return limits;
}

bool mc_job_has_tools(struct mc_test_result *out)
{
	if (!out->test->lacks)
		return true;
	mc_judge_fail(out, MC_GRADER_ERROR,
		      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = out->test->lacks });
	return false;
}
