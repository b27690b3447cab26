/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_MIGRATE_H
#define MC_RECORDS_MIGRATE_H

#include <stdbool.h>

#include "base/err.h"

/** What stands in the name of a copy that was made before the tables changed, behind that of the records. */
#define MC_MIGRATE_COPY ".step-"

/** Behind the name of one that is not yet whole. */
#define MC_MIGRATE_HALF ".new"

/** Bringing the tables of older records up to date. */
struct mc_migration {
	int from;   /* the last step that was done before */
	int to;	    /* the last one that this program knows */
	char *copy; /* SQLite: where the records as they were are kept; NULL: none was made */
};

#define MC_MIGRATION_INIT \
	{ \
		0, 0, NULL \
	}

/** Frees the name of the copy. */
void mc_migration_release(struct mc_migration *migration);

/**
 * Does the steps that are left. An SQLite file is copied first, to "<file>.step-<step>", in place of an older
 * one of the same step.
 *
 * where      as mc_store_open() takes it
 * is_dry_run  only looks what is left to do
 *
 * Errors: MC_E_INPUT (made by a newer program, changed by somebody), MC_E_IO.
 */
struct mc_err *mc_records_migrate(struct mc_migration *migration, const char *where, bool is_dry_run)
	MC_MUST_USE;

#endif
