/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_SLURM_READ_H
#define MC_BATCH_SLURM_READ_H

#include "base/buf.h"
#include "base/str.h"

/*
 * What the commands of Slurm print, read.  What is not understood is passed over: the next answer may be.
 * Sources: squeue(1), scontrol(1), sinfo(1).
 */

/** Formats that squeue and sinfo are asked for. */
#define MC_SLURM_QUEUE_FORMAT "%j|%K|%t|%F|%N|%r"
#define MC_SLURM_SLOTS_FORMAT "%P %C"

/** What Slurm does with an element of an array: X(constant) */
enum mc_slurm_state {
	MC_SLURM_WAITS,
	MC_SLURM_PUT_OFF, /* it was started and is put back for some minutes */
	MC_SLURM_HELD,	  /* until somebody releases it */
	MC_SLURM_RUNS,
	MC_SLURM_ENDS,
};

/** An element in the queue; texts are slices of the answer. */
struct mc_slurm_element {
	struct mc_str name; /* of the array of jobs */
	struct mc_str job;  /* number of the array of jobs */
	struct mc_str node; /* empty unless it runs */
	struct mc_str reason;
	size_t index;
	enum mc_slurm_state state;
};

/** Cuts the next element off the answer of squeue; false: none is left. */
bool mc_slurm_read_element(struct mc_slurm_element *element, struct mc_str *answer);

/** What 'scontrol show node --oneliner' says of a node. */
struct mc_slurm_node {
	struct mc_str address;
	unsigned port;
	bool is_down; /* or does not answer the controller */
};

/** Reads it; false: nothing that is understood. */
bool mc_slurm_read_node(struct mc_slurm_node *node, struct mc_str answer);

/** The largest number of elements in an array, from 'scontrol show config'; 0: it does not say. */
size_t mc_slurm_read_max_array(struct mc_str answer);

/** Processors that are up, from sinfo; of the partition, or of the default one when that is NULL; 0: it does
 * not say. */
size_t mc_slurm_read_slots(struct mc_str answer, const char *partition);

#endif
