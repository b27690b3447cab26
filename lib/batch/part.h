/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_PART_H
#define MC_BATCH_PART_H

#include <stdint.h>

#include "batch/manifest.h"

/*
 * A run on other machines is a folder that they all see:
 *
 *   manifest.ndjson   what is to be graded, see manifest.h
 *   waves/0, 1 …      one for each array of jobs: line i has the numbers of the manifest's items, counted
 *                     from 0, that element i of the array works on
 *   log/WAVE-ELEMENT.ndjson   what that element did; made empty before the array is submitted, because a
 *                     network file system may tell for a while that a file is not there
 *   log/WAVE.err      messages of an element that could not even write its log
 *   done              written at last: nothing is missing any more
 *
 * Results themselves are in the store, whoever wrote them: logs only say where to look, and what went wrong.
 */

/** Numbers of a wave's items, as they are worked on by the elements of an array of jobs. */
struct mc_wave {
	size_t *items;	/* of all elements, one after the other */
	size_t *starts; /* of element i in items; count + 1 of them */
	size_t count;
	size_t item_count;
};

#define MC_WAVE_INIT \
	{ \
		NULL, NULL, 0, 0 \
	}

/** Largest number of elements in a wave; Slurm takes 4,000,001 at most. */
#define MC_WAVE_MAX 1000000u

/** Frees it. */
void mc_wave_release(struct mc_wave *wave);

/** Deals items to elements with at most chunk each, like cards, so that every element gets of everything. */
void mc_wave_deal(struct mc_wave *wave, const size_t *items, size_t count, size_t chunk);

/** Appends it as text. */
void mc_wave_write(struct mc_buf *text, const struct mc_wave *wave);

/** Reads it back; items are below item_limit. Errors: MC_E_INPUT. */
struct mc_err *mc_wave_parse(struct mc_wave *wave, struct mc_str text, size_t item_limit) MC_MUST_USE;

/** Path of a file of a run; owned by the caller. */
char *mc_part_wave_path(const char *run, size_t wave);
char *mc_part_log_path(const char *run, size_t wave, size_t element);
char *mc_part_manifest_path(const char *run);

/** X(constant, what a line of a log is about) */
enum mc_part_kind {
	MC_PART_BEGAN,	/* an element started, maybe not for the first time */
	MC_PART_ITEM,	/* an item has its result in the store, or an error of its own */
	MC_PART_FAILED, /* the element ends before its time */
	MC_PART_OTHER,	/* nothing that is understood: two may have written at once */
};

/** A line of a log. */
struct mc_part_line {
	enum mc_part_kind kind;
	struct mc_buf node; /* BEGAN */
	uint64_t item;	    /* ITEM */
	bool is_computed;
	uint64_t ms;
	struct mc_err *err; /* FAILED, ITEM without a result */
};

#define MC_PART_LINE_INIT \
	{ \
		.node = MC_BUF_INIT \
	}

/** Frees it; it is usable again. */
void mc_part_line_release(struct mc_part_line *line);

/** Reads one line without its end; never fails, see MC_PART_OTHER. */
void mc_part_line_parse(struct mc_part_line *line, struct mc_str text);

/** What an element is told of itself by Slurm. */
struct mc_part {
	const char *run; /* folder, absolute */
	size_t wave, element;
	const char *node, *job; /* for the log */
	uint64_t restart;	/* how often Slurm started it again */
	unsigned jobs;		/* at a time */
};

/** What came of it. */
struct mc_part_count {
	size_t items, computed, faults;
};

/**
 * Grades the items of one element: the same as the local pool does with them.  Claims nothing, as claims may
 * outlive a machine; of two results for one item the first stays.
 *
 * count  of what was done, also when an error ended it
 *
 * Errors: MC_E_INPUT (the run is damaged, the exercise or its toolchain is another one here, another version
 * of the program), MC_E_IO, and those of mc_batch_run(). They stand in the log, too.
 */
struct mc_err *mc_part_run(struct mc_part_count *count, const struct mc_part *part) MC_MUST_USE;

#endif
