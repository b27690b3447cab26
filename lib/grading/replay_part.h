/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADING_REPLAY_PART_H
#define MC_GRADING_REPLAY_PART_H

#include "grading/replay.h"

/* What the files replay*.c share; nobody else includes this. */

/** Sets source, text, recorded and, for what a school stored, stored. Errors: as mc_replay_run(). */
struct mc_err *mc_replay_find(struct mc_replay *replay, const struct mc_replay_wanted *wanted) MC_MUST_USE;

/** The test called id; the build step is called "build" when no test is. NULL: the document has none. */
const struct mc_document_test *mc_replay_test(const struct mc_document *document, const char *id);

/** True when verdict and points are the same, or both are not there. */
bool mc_replay_is_same(const struct mc_document_test *a, const struct mc_document_test *b);

/** Calls back with the id of each test that is not the same each time as it was recorded. */
void mc_replay_each_difference(const struct mc_replay *replay, void (*tell)(void *context, const char *id),
			       void *context);

#endif
