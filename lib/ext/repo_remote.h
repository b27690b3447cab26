/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_REMOTE_H
#define MC_EXT_REPO_REMOTE_H

/* Only for lib/ext/repo*.c: what every fetch from an address has in common. */
#include "ext/repo.h"
#include "ext/repo_load.h"
#include "ext/repo_mirror.h"

/** Most objects that one transfer may bring. */
#define MC_REPO_MAX_FETCH_OBJECTS 1000000u

/** One transfer. */
struct mc_repo_line {
	const struct mc_git *git;
	const char *url;	/* without a password */
	const char *given_user; /* what the address had in it; NULL: nothing */
	const char *given_password;
	const struct mc_repo_access *access; /* NULL: no keys but those of the SSH agent */
	const struct mc_repo_watch *watch;   /* NULL: nobody looks */
	size_t max_bytes;
	/* The rest is the line's own. */
	git_remote *remote;
	char *user;
	char *password;
	struct mc_repo_progress progress;
	uint64_t told_ms;
	struct mc_err *no_key; /* why none was found */
	bool was_given;	       /* the key, once */
	bool is_denied;	       /* somebody wanted a key that there is none for */
	bool is_elsewhere;     /* another host than that of the address asked for a key */
	bool is_too_large;     /* the limit was reached */
	bool is_stopped;       /* the watch said so */
	bool was_asked_ssh;    /* once: a refused key would be asked for again and again */
};

/**
 * Connects to the address; handle may be NULL when nothing will be downloaded.  A key is only given over
 * https, and then no other host is followed to. Returns a code of libgit2.
 */
int mc_repo_line_open(struct mc_repo_line *line, git_repository *handle);

/** Brings all branches and tags into the objects of the repository; its own ones stay as they are. Returns a
 * code of libgit2. */
int mc_repo_line_download(struct mc_repo_line *line);

/** Closes the line and wipes the key. */
void mc_repo_line_close(struct mc_repo_line *line);

/**
 * An error for a code of libgit2: the message has name and what happened; with_words: also the words of
 * libgit2, in which an address may stand. name NULL: only what happened.
 */
struct mc_err *mc_repo_line_error(struct mc_repo_line *line, int status, const char *name, bool with_words)
	MC_MUST_USE;

#endif
