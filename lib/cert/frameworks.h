/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_FRAMEWORKS_H
#define MC_CERT_FRAMEWORKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/index.h"
#include "course/finding.h"

/*
 * Frameworks that courses are aligned to: ICDL, DigComp, ESCO, and those that a school adds.  Tables of codes
 * with short names, in templates/frameworks/ and in frameworks/ of a school; a curriculum names a row as
 * "icdl:computing-1.0/4".  Rows that nobody has verified are known and never used.
 */

/** Folder of a school with tables of its own. */
#define MC_FRAMEWORKS_FOLDER "frameworks"

/** Largest table, most rows of all tables, most tables, and longest code, in bytes. */
#define MC_FRAMEWORKS_MAX_BYTES (4u * 1024 * 1024)
#define MC_FRAMEWORKS_MAX_ROWS 20000u
#define MC_FRAMEWORKS_MAX 100u
#define MC_FRAMEWORK_MAX_CODE 100u

/** A framework. Texts that are not known are NULL. */
struct mc_framework {
	const char *id;		 /* "digcomp-3.0": what stands before the colon */
	const char *name;	 /* "DigComp 3.0" */
	const char *source;	 /* where the rows are from */
	const char *attribution; /* what its owners want to be said where it is used */
	const char *url;	 /* of rows that have none */
	const char *base;	 /* an address that begins with this is theirs, whoever uses it */
	const char *type;	 /* targetType of Open Badges */
};

/** A row. Texts that are not known are NULL. */
struct mc_framework_row {
	const struct mc_framework *framework;
	const char *key;      /* "icdl:computing-1.0/4" */
	const char *code;     /* "computing-1.0/4": what stands behind the colon */
	const char *label;    /* for people: "Computing 1.0 / 4"; the code when the table says nothing */
	const char *name;     /* "Building using Code" */
	const char *category; /* "Computing 1.0" */
	const char *url;
	bool is_occupation; /* a job that uses skills of the framework: nothing that one can have passed */
	bool is_verified;
};

/** Tables. Everything in them lives in the arena. */
struct mc_frameworks {
	struct mc_arena arena;
	struct mc_framework *items[MC_FRAMEWORKS_MAX];
	size_t count;
	struct mc_framework_row **rows;
	size_t row_count, row_capacity;
	struct mc_index by_code; /* "icdl:computing-1.0/4" → index in rows */
};

#define MC_FRAMEWORKS_INIT \
	{ \
		.arena = MC_ARENA_INIT, .by_code = MC_INDEX_INIT \
	}

/** Frees all; usable again. */
void mc_frameworks_release(struct mc_frameworks *frameworks);

/**
 * Adds the table in len bytes that stand for the file at path: rows that are there already are replaced, so
 * that a school's table has the last word.
 *
 * findings  gets every error and warning; may be NULL
 *
 * Errors: MC_E_INPUT (the first fault with file, line, column and place; nothing is added then).
 */
struct mc_err *mc_frameworks_parse(struct mc_frameworks *frameworks, struct mc_findings *findings,
				   const char *path, const char *bytes, size_t len) MC_MUST_USE;

/** Reads the tables that come with the program, then those of a school, by name. school_dir: NULL for none.
 * Errors: as above, MC_E_IO. */
struct mc_err *mc_frameworks_read(struct mc_frameworks *frameworks, const char *school_dir) MC_MUST_USE;

/** The row that "framework:code" names, or NULL. */
const struct mc_framework_row *mc_frameworks_find(const struct mc_frameworks *frameworks, const char *align);

/** The nearest "framework:code" to one that is not there, or NULL; belongs to frameworks. */
const char *mc_frameworks_nearest(const struct mc_frameworks *frameworks, const char *align);

/** The framework whose address this is, by its base; or NULL. */
const struct mc_framework *mc_frameworks_owner(const struct mc_frameworks *frameworks, const char *url);

#endif
