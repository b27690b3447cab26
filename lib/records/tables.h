/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_TABLES_H
#define MC_RECORDS_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ext/hash.h"
#include "records/records.h"

/*
 * The tables as the steps of schema.h make them: known from their SQL, so that nothing has to be said twice.
 */

/** Columns of one table at most. */
#define MC_TABLE_MAX_COLUMNS 40u

/** One table. */
struct mc_table {
	const char *name;
	const char *columns[MC_TABLE_MAX_COLUMNS];
	size_t column_count;
	const char *keys[MC_TABLE_MAX_COLUMNS]; /* columns of the primary key, in order */
	size_t key_count;
};

/** All tables. */
struct mc_tables {
	struct mc_arena arena;
	struct mc_table *items;
	size_t count;
	size_t capacity;
};

#define MC_TABLES_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_tables_release(struct mc_tables *tables);

/** Reads the definitions of all steps up to version. */
void mc_tables_read(struct mc_tables *tables, int version);

/** The table called name, or NULL. */
const struct mc_table *mc_tables_find(const struct mc_tables *tables, const char *name);

/**
 * A hash of what the school has in a table, row by row in the order of the primary key; the same on every
 * engine. Inside of a transaction. Errors: MC_E_IO.
 */
struct mc_err *mc_table_digest(char hex[MC_HASH_HEX], struct mc_records *records,
			       const struct mc_table *table) MC_MUST_USE;

#endif
