/* SPDX-License-Identifier: MIT */
#ifndef MC_FORGE_POST_H
#define MC_FORGE_POST_H

#include "base/str.h"
#include "forge/forge.h"

/*
 * Putting texts into repositories of a host so that each is there once: first it is looked for, by a marker
 * that the text ends with, then it is made or changed, and after an answer that got lost it is looked for
 * again. So nothing is posted twice, whatever breaks off, and what is there already is left alone.
 */

/** What was done. */
enum mc_forge_done {
	MC_FORGE_MADE,
	MC_FORGE_CHANGED,
	MC_FORGE_SAME, /* it was there already */
};

/** Where a repository is. */
struct mc_forge_place {
	char *origin; /* "https://github.com" */
	char *name;   /* "org/name" */
};

#define MC_FORGE_PLACE_INIT \
	{ \
		NULL, NULL \
	}

/** Frees it; usable again. */
void mc_forge_place_release(struct mc_forge_place *place);

/** Reads an address that git clones from (https, ssh, "git@host:org/name.git"). False when it is at no host
 * of repositories: a path, say. */
bool mc_forge_place_read(struct mc_forge_place *place, const char *url);

/** Reads the address of a host alone, with or without its kind: "forgejo:https://forge.example"; origin is
 * owned by the caller. False when it is none. */
bool mc_forge_read_host(char **origin, const char *host);

/**
 * Finds the pull or merge request for feedback: the open one that is called "Feedback" or has a branch of
 * that name, else the only open one.
 *
 * number  set on success
 *
 * Errors: MC_E_NOTHING (none is open), MC_E_INPUT (several could be meant; access), MC_E_NETWORK.
 */
struct mc_err *mc_forge_find_pull(int64_t *number, struct mc_forge *forge, const char *repository)
	MC_MUST_USE;

/** Whether everybody can read a repository. Errors: MC_E_INPUT (access), MC_E_NETWORK. */
struct mc_err *mc_forge_is_public(bool *is_public, struct mc_forge *forge, const char *repository)
	MC_MUST_USE;

/** A text. */
struct mc_forge_note {
	const char *repository; /* "org/name" */
	int64_t number;		/* of the request to comment on */
	const char *marker;	/* ends the text, and no other of ours there */
	const char *title;	/* of an issue */
	const char *text;	/* Markdown */
};

/** Puts a comment on a pull or merge request. Errors: MC_E_INPUT (access), MC_E_NETWORK. */
struct mc_err *mc_forge_put_comment(enum mc_forge_done *done, struct mc_forge *forge,
				    const struct mc_forge_note *note) MC_MUST_USE;

/** Opens an issue, or changes it. Errors: as above. */
struct mc_err *mc_forge_put_issue(enum mc_forge_done *done, struct mc_forge *forge,
				  const struct mc_forge_note *note) MC_MUST_USE;

/** A file on a branch. */
struct mc_forge_file {
	const char *repository;
	const char *branch; /* made from the default branch when it is missing */
	const char *path;
	const char *message; /* of the commit */
	struct mc_str bytes;
};

/** Commits a file, unless it is there as it should be. Errors: as above; MC_E_INPUT (the repository is
 * empty).
 */
struct mc_err *mc_forge_put_file(enum mc_forge_done *done, struct mc_forge *forge,
				 const struct mc_forge_file *file) MC_MUST_USE;

#endif
