/* SPDX-License-Identifier: MIT */
#ifndef MC_FORGE_FIND_H
#define MC_FORGE_FIND_H

#include "forge/forge.h"

/*
 * Whose repository is whose: those of a host, matched to learners.
 */

/** What a learner is known by at the host. */
struct mc_forge_learner {
	const char *id;		/* of the school */
	const char *login;	/* NULL: not known */
	const char *account_id; /* decimal number; NULL: not known */
};

/** Why a learner has no repository: X(constant) */
#define MC_FORGE_FOUND(X) \
	X(MC_FORGE_FOUND_ONE) \
	X(MC_FORGE_FOUND_NONE) \
	X(MC_FORGE_FOUND_UNKNOWN) /* neither login nor account id is known */ \
	X(MC_FORGE_FOUND_SEVERAL) /* more than one repository could be meant */ \
	X(MC_FORGE_FOUND_SHARED)  /* somebody else has the same repository */

enum mc_forge_found {
#define X(constant) constant,
	MC_FORGE_FOUND(X)
#undef X
};

/** What became of a learner; in the order of the learners. */
struct mc_forge_match {
	const char *learner; /* borrowed from the learners */
	enum mc_forge_found found;
	const struct mc_forge_repository *repository; /* only of MC_FORGE_FOUND_ONE; in the list */
};

/** Matches of all learners, and the repositories that are nobody's. */
struct mc_forge_matches {
	struct mc_forge_match *items; /* one for each learner */
	size_t count;
	const struct mc_forge_repository **others;
	size_t other_count;
	size_t other_capacity;
};

#define MC_FORGE_MATCHES_INIT \
	{ \
		NULL, 0, NULL, 0, 0 \
	}

/** Frees all; usable again. */
void mc_forge_matches_release(struct mc_forge_matches *matches);

/**
 * Refuses a pattern that names nobody: it has "{login}" exactly once, and otherwise what names of
 * repositories are made of: "js-{login}". Errors: MC_E_USAGE.
 */
struct mc_err *mc_forge_check_pattern(const char *pattern) MC_MUST_USE;

/**
 * Matches repositories to learners.
 *
 * pattern  NULL: a repository belongs to the learner whose account owns it, by the number of the account
 *          where both are known, else by the login; with a pattern: to the learner with whose login the name
 *          of the repository is what the pattern says. Case does not matter in logins and names
 *
 * Archived repositories count only for who has no other.
 */
void mc_forge_match(struct mc_forge_matches *matches, const struct mc_forge_repositories *list,
		    const struct mc_forge_learner learners[], size_t count, const char *pattern);

#endif
