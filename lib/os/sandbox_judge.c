/* SPDX-License-Identifier: MIT */
#include "os/sandbox_keeper.h"

#include <signal.h>
#include <sys/wait.h>

/* Ended as a program ends that ran out of something: anything but a calm exit with 0. */
static bool has_failed(const struct mc_reply *report)
{
	return !WIFEXITED(report->status) || WEXITSTATUS(report->status) != 0;
}

static bool is_killed_by(const struct mc_reply *report, int signal)
{
	return WIFSIGNALED(report->status) && WTERMSIG(report->status) == signal;
}

static bool is_out_of_cpu(const struct mc_reply *report, const struct mc_limits *limits)
{
	uint64_t limit_us = limits->cpu_ms * 1000ull;

	return (report->saw & MC_SAW_CPU) || is_killed_by(report, SIGXCPU) ||
	       (is_killed_by(report, SIGKILL) && report->cpu_us >= limit_us) ||
	       report->cpu_us >= limit_us + limit_us / 4 + 100000;
}

static enum mc_ending judge(const struct mc_sandbox_result *result, const struct mc_reply *report,
			    const struct mc_limits *limits, const struct mc_cgroup_counts *delta)
{
	bool has_many = delta->refused_forks > 0 || (report->saw & MC_SAW_PROCESSES);

	if (report->start_errno)
		return MC_END_NOT_STARTED;
	if (result->out_lost || result->err_lost)
		return MC_END_OUTPUT;
	/* A fork bomb also uses up memory and time: what it met first is named. */
	if (has_many && has_failed(report))
		return MC_END_PROCESSES;
	if (delta->oom_kills > 0 || (report->saw & MC_SAW_MEMORY))
		return MC_END_MEMORY;
	if (report->saw & MC_SAW_WALL)
		return MC_END_WALL;
	if (is_out_of_cpu(report, limits))
		return MC_END_CPU;
	if (is_killed_by(report, SIGXFSZ) || ((report->saw & MC_SAW_DISK) && has_failed(report)))
		return MC_END_DISK;
	if (is_killed_by(report, SIGSYS))
		return MC_END_BLOCKED;
	return WIFSIGNALED(report->status) ? MC_END_SIGNAL : MC_END_EXIT;
}

void mc_keeper_judge(struct mc_sandbox_result *result, const struct mc_reply *report,
		     const struct mc_limits *limits, const struct mc_cgroup_counts *delta)
{
	result->wall_us = report->wall_us;
	result->cpu_us = report->cpu_us;
	result->rss_kb = report->rss_kb;
	result->start_errno = report->start_errno;
	result->ending = judge(result, report, limits, delta);
	if (result->ending == MC_END_EXIT)
		result->exit_status = WEXITSTATUS(report->status);
	if (result->ending == MC_END_SIGNAL)
		result->signal = WTERMSIG(report->status);
	/* Who stops a program over a limit gives that as its end. */
	result->was_stopped = result->ending == MC_END_SIGNAL && (report->saw & MC_SAW_STOP);
}
