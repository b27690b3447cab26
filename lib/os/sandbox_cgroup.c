/* SPDX-License-Identifier: MIT */
#include "os/sandbox_cgroup.h"

void mc_cgroup_open(struct mc_cgroup *cgroup, unsigned slot)
{
	(void)slot;
	*cgroup = (struct mc_cgroup)MC_CGROUP_INIT;
}

struct mc_err *mc_cgroup_limit(struct mc_cgroup *cgroup, uint64_t memory_bytes, uint64_t processes)
{
	cgroup->memory_bytes = memory_bytes;
	cgroup->processes = processes;
	return NULL;
}

void mc_cgroup_read(struct mc_cgroup_counts *counts, const struct mc_cgroup *cgroup)
{
	(void)cgroup;
	*counts = (struct mc_cgroup_counts){ 0, 0, 0 };
}

void mc_cgroup_close(struct mc_cgroup *cgroup)
{
	*cgroup = (struct mc_cgroup)MC_CGROUP_INIT;
}
