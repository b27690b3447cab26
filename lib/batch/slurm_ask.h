/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_SLURM_ASK_H
#define MC_BATCH_SLURM_ASK_H

#include "base/buf.h"
#include "base/err.h"

/*
 * Slurm's own commands, started without a shell and with an environment of ours: jobs get nothing of the
 * user's.  Not libslurm, which changes its name with every release.
 * Sources: sbatch(1), squeue(1), scancel(1), scontrol(1), sinfo(1).
 */

/** What is asked of an array of jobs. */
struct mc_slurm_array {
	const char *name;
	const char *script;    /* path of a file */
	size_t count;	       /* elements 0 … count-1 */
	const char *partition; /* NULL: Slurm's default */
	const char *time;      /* as sbatch takes it; NULL: Slurm's default */
	const char *memory;    /* likewise */
	const char *exclude;   /* nodes that are not to be used, separated by commas; NULL: none */
};

/**
 * Submits it, and appends the number of the job. Errors: MC_E_TOOL (no sbatch here), MC_E_NETWORK (the
 * controller does not answer), MC_E_INPUT (Slurm refuses; its words).
 */
struct mc_err *mc_slurm_submit(struct mc_buf *job, const struct mc_slurm_array *array) MC_MUST_USE;

/** Appends the elements of this user's arrays with these names (separated by commas), see slurm_read.h.
 * Errors: MC_E_NETWORK, MC_E_TOOL. */
struct mc_err *mc_slurm_queue(struct mc_buf *answer, const char *names) MC_MUST_USE;

/** Cancels them. Errors: MC_E_NETWORK, MC_E_TOOL. */
struct mc_err *mc_slurm_cancel(const char *names) MC_MUST_USE;

/** Appends what is known of a node; what cannot be had is nothing. */
void mc_slurm_show_node(struct mc_buf *answer, const char *node);

/** Appends the configuration of the cluster. Errors: MC_E_NETWORK, MC_E_TOOL. */
struct mc_err *mc_slurm_show_config(struct mc_buf *answer) MC_MUST_USE;

/** Appends the processors of all partitions. Errors: MC_E_NETWORK, MC_E_TOOL. */
struct mc_err *mc_slurm_show_slots(struct mc_buf *answer) MC_MUST_USE;

#endif
