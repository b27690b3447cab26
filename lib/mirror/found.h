/* SPDX-License-Identifier: MIT */
#ifndef MC_MIRROR_FOUND_H
#define MC_MIRROR_FOUND_H

#include "base/arena.h"
#include "base/buf.h"
#include "ext/json_write.h"
#include "forge/find.h"
#include "records/records.h"

/*
 * The repositories of learners at a host: found by who owns them or by their names, and kept in the vault as
 * the learners' own.
 */

/** What was found of one learner. Texts live in the arena. */
struct mc_mirror_found_one {
	const char *learner;
	enum mc_forge_found found;
	const char *url;   /* to clone; NULL: none was found */
	bool has_recorded; /* the records have a repository already, which stays */
};

/** What was found, learner by learner, and what is left. */
struct mc_mirror_found {
	struct mc_arena arena;
	struct mc_mirror_found_one *items;
	size_t count;
	const char **others; /* full names of repositories that are nobody's */
	size_t other_count;
};

#define MC_MIRROR_FOUND_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all; usable again. */
void mc_mirror_found_release(struct mc_mirror_found *found);

/**
 * Looks at a host which repositories belong to these learners, see mc_forge_match().
 *
 * pattern  NULL: by owner
 *
 * Errors: those of forge.h and records/people.h; MC_E_USAGE (the pattern).
 */
struct mc_err *mc_mirror_find(struct mc_mirror_found *found, struct mc_records *records,
			      const char *const learners[], size_t count, const char *address,
			      const char *pattern, const struct mc_forge_config *config) MC_MUST_USE;

/** Keeps what was found as the repositories of learners who have none. Errors: those of records/people.h. */
struct mc_err *mc_mirror_found_keep(const struct mc_mirror_found *found, struct mc_records *records)
	MC_MUST_USE;

/** Appends for people who has none, and why, and what is nobody's; names: of the learners, in order. */
void mc_mirror_found_show(struct mc_buf *out, const struct mc_mirror_found *found, const char *const *names);

/** Writes an object: how many were found, the learners by id who have none, how many repositories are
 * nobody's; no name and no address. */
void mc_mirror_found_write(struct mc_json_writer *writer, const struct mc_mirror_found *found);

#endif
