/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_SLURM_H
#define MC_BATCH_SLURM_H

#include "batch/batch.h"

/*
 * A batch on the machines of a Slurm cluster: an array of jobs, each of which grades a part of the items and
 * writes into the same store as the local pool.  This process hands out, looks at what comes back, and hands
 * out again what a dead machine has left; all that it knows is in the run's folder, see part.h.
 */

/** Where the folders of runs are, below the folder of the school. */
#define MC_SLURM_FOLDER "runs"

/** How the machines are used. */
struct mc_slurm {
	const char *partition; /* NULL: Slurm's default */
	const char *folder;    /* absolute; that all nodes see and may write to: has runs/ in it */
	bool has_own_store;    /* the nodes write results below folder; they are fetched from there */
	unsigned chunk;	    /* items for each job; 0: what takes about a minute, and all processors in use */
	const char *time;   /* limit of a job, as sbatch takes it; NULL: an hour */
	const char *memory; /* likewise; NULL: Slurm's default */
	const char *resume; /* id of a run that is to be gone on with; NULL: one that is found by itself */
	struct mc_str command;			       /* kept with the run, for mc_slurm_recall() */
	void (*tell)(void *context, const char *line); /* something that people should know; may be NULL */
	void *context;
};

/**
 * Does what mc_batch_run() does.  Interrupted, it cancels its jobs; killed, its jobs go on, and the next run
 * with the same items takes them up.  What three more tries do not get done becomes an answer with an error:
 * a fault of ours.
 *
 * Errors: those of mc_batch_run(); MC_E_TOOL (no Slurm here), MC_E_NETWORK (no controller), MC_E_UNSUPPORTED
 * (the nodes do not see the folder, or have other programs; the jobs are held).
 */
struct mc_err *mc_slurm_run(const struct mc_batch *batch, const struct mc_slurm *slurm) MC_MUST_USE;

/** Appends the command that was kept with a run. Errors: MC_E_NOTHING (no such run), MC_E_IO. */
struct mc_err *mc_slurm_recall(struct mc_buf *command, const char *folder, const char *id) MC_MUST_USE;

#endif
