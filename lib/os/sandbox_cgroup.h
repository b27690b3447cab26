/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_SANDBOX_CGROUP_H
#define MC_OS_SANDBOX_CGROUP_H

#include <stdint.h>

#include "base/err.h"
#include "os/sandbox.h"

/*
 * Private to the sandbox: the control groups of one slot.
 * Sources: cgroups(7); the kernel's guides cgroup-v1/memory, cgroup-v1/pids and cgroup-v2.
 */

#define MC_CGROUP_FOLDERS 3

/** Control groups of a slot; the worker joins once, everything below it is born inside. */
struct mc_cgroup {
	enum mc_cgroup_kind kind;
	char *folders[MC_CGROUP_FOLDERS]; /* to remove at the end; NULL where there is none */
	int join[MC_CGROUP_FOLDERS];	  /* v1: a process that writes "0" here is in */
	int into;			  /* v2: folder to clone into */
	int memory_max;
	int memory_events;
	int pids_max;
	int pids_events;
	int cpu;
	uint64_t memory_bytes; /* limits that are set now; 0: none yet */
	uint64_t tasks;
};

/** Counters that only grow. */
struct mc_cgroup_counts {
	uint64_t oom_kills;
	uint64_t refused_forks;
	uint64_t cpu_us;
};

#define MC_CGROUP_INIT \
	{ \
		.join = { -1, -1, -1 }, .into = -1, .memory_max = -1, .memory_events = -1, .pids_max = -1, \
		.pids_events = -1, .cpu = -1 \
	}

/** Makes the control groups of a slot; kind is MC_CGROUP_NONE where that is not possible, which is no error.
 */
void mc_cgroup_open(struct mc_cgroup *cgroup, unsigned slot);

/** Sets the ceilings of memory and of processes and threads together. Errors: MC_E_IO. */
struct mc_err *mc_cgroup_limit(struct mc_cgroup *cgroup, uint64_t memory_bytes, uint64_t tasks) MC_MUST_USE;

/** Reads the counters; those that cannot be read are 0. */
void mc_cgroup_read(struct mc_cgroup_counts *counts, const struct mc_cgroup *cgroup);

/** CPU time of everything in the groups so far, in microseconds; 0 when it cannot be read. */
uint64_t mc_cgroup_cpu_us(const struct mc_cgroup *cgroup);

/** Sends SIGKILL to every process in the groups; true when there was none. */
bool mc_cgroup_kill(const struct mc_cgroup *cgroup);

/** Removes the control groups; every process in them must be dead. */
void mc_cgroup_close(struct mc_cgroup *cgroup);

#endif
