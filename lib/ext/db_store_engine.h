/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_DB_STORE_ENGINE_H
#define MC_EXT_DB_STORE_ENGINE_H

/* Only for lib/ext/db_store*.c: what an engine does for ext/db_store.h. */
#include "ext/db_store.h"

/** What an engine can do; the calls are those of db_store.h, whose rules the shared part has checked. */
struct mc_store_calls {
	enum mc_store_engine engine;
	void (*close)(struct mc_store *store);
	struct mc_err *(*exec)(struct mc_store *store, const char *sql);
	/** Begins a transaction that writes when there is a lock name, and one that reads for NULL. */
	struct mc_err *(*begin)(struct mc_store *store, const char *lock);
	/** On failure the transaction is still to be rolled back. */
	struct mc_err *(*commit)(struct mc_store *store);
	void (*rollback)(struct mc_store *store);
	struct mc_err *(*scrub)(struct mc_store *store, const char *tables);

	struct mc_err *(*prepare)(struct mc_query **query, struct mc_store *store, const char *sql);
	void (*finish)(struct mc_query *query);
	void (*bind_text)(struct mc_query *query, unsigned number, const char *text);
	void (*bind_int)(struct mc_query *query, unsigned number, int64_t value);
	void (*bind_bytes)(struct mc_query *query, unsigned number, const void *bytes, size_t len);
	void (*bind_null)(struct mc_query *query, unsigned number);
	struct mc_err *(*step)(bool *has_row, struct mc_query *query);
	struct mc_err *(*run)(struct mc_query *query);
	void (*reset)(struct mc_query *query);
	const char *(*text)(const struct mc_query *query, unsigned column);
	int64_t (*integer)(const struct mc_query *query, unsigned column);
	struct mc_str (*bytes)(const struct mc_query *query, unsigned column);
	bool (*is_null)(const struct mc_query *query, unsigned column);
};

/** First in the struct of every engine. */
struct mc_store {
	const struct mc_store_calls *calls;
	char *name;
	bool is_inside;	   /* of a transaction of mc_store_write() or mc_store_read() */
	bool is_writing;   /* of mc_store_write() */
	bool has_failed;   /* a statement of this transaction: it can only be rolled back */
	bool should_retry; /* the engine asks for the transaction again */
};

/** First in the struct of every engine's statement. */
struct mc_query {
	struct mc_store *store;
	int64_t changed;
};

/** Opens a file of SQLite. Errors: as mc_store_open(). */
struct mc_err *mc_store_open_sqlite(struct mc_store **store, const char *path, unsigned flags) MC_MUST_USE;

/** Connects to PostgreSQL. Errors: as mc_store_open(). */
struct mc_err *mc_store_open_postgres(struct mc_store **store, const char *url, unsigned flags) MC_MUST_USE;

struct mc_buf;

/** Appends what mc_store_exec() sends to an engine: its sections, and its words for TEXT and BYTES. */
void mc_store_translate(struct mc_buf *out, const char *sql, enum mc_store_engine engine);

/** Appends a statement with $1 in place of ?1, but for texts, names in quotes and comments. Gives the highest
 * number. */
size_t mc_store_number(struct mc_buf *out, const char *sql);

#endif
