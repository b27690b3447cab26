/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_SLURM_PART_H
#define MC_BATCH_SLURM_PART_H

#include "base/arena.h"
#include "batch/part.h"
#include "batch/slurm.h"
#include "batch/slurm_read.h"
#include "os/reach.h"
#include "os/worker.h"

/* The parts of slurm.h: slurm.c goes round, slurm_open.c makes and finds runs, slurm_hand.c hands out,
 * slurm_watch.c asks Slurm and the nodes, slurm_collect.c takes what comes. */

/** No further item, no part. */
#define MC_SLURM_NONE SIZE_MAX

/** One item of the manifest. */
struct mc_slurm_item {
	size_t first; /* in the batch, of those with this key */
	size_t part;  /* that had it last */
	unsigned tries;
	bool is_done;
	struct mc_err *err; /* what its last part said of it in place of a result */
};

struct mc_slurm_machine {
	char *name;
	char *address; /* NULL: not known */
	unsigned port;
	bool is_down;	     /* as the controller says */
	bool is_bad;	     /* it cannot grade: no further part is for it */
	uint64_t refused_ms; /* since when its slurmd is gone; 0: it answers */
	uint64_t knock_ms;   /* when it is asked again */
};

/** One element of a wave. */
struct mc_slurm_piece {
	size_t wave, element;
	const size_t *items; /* of the manifest */
	size_t count, missing;
	off_t offset; /* of its log, that was read */
	bool has_begun;
	bool is_queued;
	enum mc_slurm_state state; /* when it is queued */
	size_t machine;		   /* MC_SLURM_NONE: not known */
	uint64_t gone_ms;	   /* since when it is not live; 0: it is */
	uint64_t moved_ms;	   /* when its log grew, or it started */
};

/** A run while it is watched. Times are of mc_clock_ms(). */
struct mc_slurm_run {
	const struct mc_batch *batch;
	const struct mc_slurm *slurm;
	struct mc_arena arena;
	char id[MC_MANIFEST_ID];
	char *folder;
	char *store;	    /* that the nodes write to */
	size_t *next_alike; /* of each item of the batch */
	bool *is_answered;  /* of each item of the batch that is the first of its key */
	struct mc_slurm_item *items;
	size_t *left; /* room for as many numbers of items */
	size_t item_count, missing;
	struct mc_wave *waves;
	size_t wave_count, wave_capacity;
	size_t found_waves;    /* of them, by an earlier process; the last may never have been submitted */
	uint64_t submitted_ms; /* the last wave */
	struct mc_slurm_piece *pieces;
	size_t piece_count, piece_capacity;
	struct mc_slurm_machine *machines;
	size_t machine_count, machine_capacity;
	size_t slots, most_elements;
	uint64_t queue_ms;  /* when the queue is asked again */
	uint64_t asked_ms;  /* when the last answer was asked for; 0: there is none */
	uint64_t silent_ms; /* since when the controller does not answer; 0: it does */
	uint64_t back_off_ms;
	uint64_t looked_ms; /* when the logs of all pieces were read */
	uint64_t answer_ms; /* when the last answer came */
	size_t computed;
	uint64_t computed_ms;  /* that they took */
	struct mc_err *failed; /* why the last part failed that said so */
	char held_job[32];
	char job[32];		/* that was submitted last; "" by an earlier process */
	struct mc_worker asker; /* asks for the queue: that takes long when the controller is down */
	uint64_t asking_ms;	/* since when */
};

/** Sets the items with one key in a row, and answers those that are known. */
struct mc_err *mc_slurm_answer_known(struct mc_slurm_run *run) MC_MUST_USE;

/** Finds the run that was started for the same items, or makes a new one. */
struct mc_err *mc_slurm_open(struct mc_slurm_run *run) MC_MUST_USE;

/** Hands out what is missing and nobody works on; what was tried too often is answered with an error. */
struct mc_err *mc_slurm_hand_out(struct mc_slurm_run *run) MC_MUST_USE;

/** Takes a wave into account: its pieces, whose log is read from the start. */
void mc_slurm_add_wave(struct mc_slurm_run *run, struct mc_wave *wave);

/** Asks Slurm and the nodes when it is time. Errors: MC_E_TOOL. */
struct mc_err *mc_slurm_watch(struct mc_slurm_run *run, uint64_t now_ms) MC_MUST_USE;

/** The machine of this name, made when it is new. */
size_t mc_slurm_machine(struct mc_slurm_run *run, struct mc_str name);

/** Names of all waves of the run, separated by commas; owned by the caller. */
char *mc_slurm_names(const struct mc_slurm_run *run) __attribute__((returns_nonnull));

/** Reads the logs of those pieces that may have something new, and answers it. */
struct mc_err *mc_slurm_collect(struct mc_slurm_run *run, uint64_t now_ms) MC_MUST_USE;

/** Looks for the results of a piece's items in the store, whatever its log says. */
struct mc_err *mc_slurm_look(struct mc_slurm_run *run, struct mc_slurm_piece *piece) MC_MUST_USE;

/** Answers an item with an error. */
struct mc_err *mc_slurm_answer_err(struct mc_slurm_run *run, size_t item, const struct mc_err *err)
	MC_MUST_USE;

#endif
