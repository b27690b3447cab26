/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_SCHEMA_H
#define MC_RECORDS_SCHEMA_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "ext/db_store.h"

/*
 * The tables of records, made in numbered steps.  A step that was published is never changed: what it made is
 * told by its checksum.
 */

/** One step. */
struct mc_schema_step {
	int version; /* from 1 */
	const char *name;
	const char *sql;      /* for both engines */
	const char *sqlite;   /* what only SQLite needs; NULL: nothing */
	const char *postgres; /* what only PostgreSQL needs; NULL: nothing */
};

/** All steps, in order. */
extern const struct mc_schema_step mc_schema_steps[];
extern const size_t mc_schema_step_count;

/** How far a database is. */
struct mc_schema_state {
	int version;	 /* the last step that was done; 0: none */
	int is_complete; /* nothing is left to do */
};

/**
 * Reads how far a database is. Errors: MC_E_INPUT (a newer program made it, or a step is not the one that
 * this program knows), MC_E_IO.
 */
struct mc_err *mc_schema_read(struct mc_schema_state *state, struct mc_store *store) MC_MUST_USE;

/**
 * Does steps until version (0: all), each in a transaction of its own. at: the moment to note. Errors: as
 * mc_schema_read().
 */
struct mc_err *mc_schema_migrate(struct mc_store *store, int version, const char *at) MC_MUST_USE;

/**
 * Checks that every table has the columns that the steps up to version give it. Errors: MC_E_INPUT (names
 * table and column), MC_E_IO.
 */
struct mc_err *mc_schema_check(struct mc_store *store, int version) MC_MUST_USE;

#endif
