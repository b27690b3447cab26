/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_RECORDS_PARTS_H
#define MC_RECORDS_RECORDS_PARTS_H

/* Only for lib/records: what open records are made of. */
#include "ext/hash.h"
#include "ext/hash_many.h"
#include "records/records.h"

/** A prepared statement and the constant that it was made of. */
struct mc_kept_query {
	const char *sql;
	struct mc_query *query;
};

struct mc_records {
	struct mc_store *store;
	char *school;
	char *actor;
	char *key_path;
	const struct mc_seal_asker *asker;
	const struct mc_projections *projections;
	struct mc_kept_query *queries; /* a hash table by address; query_room is a power of two */
	size_t query_count;
	size_t query_room;
	bool is_writing;
	char at[MC_EVENT_AT];
	int64_t seq; /* of the last event, while is_writing */
	char head[MC_HASH_HEX];
	struct mc_buf text; /* what is hashed; kept because it is needed for every event */
	struct mc_buf body;
	struct mc_buf name; /* of what is sealed */
	struct mc_buf sealed;
	size_t appended;	   /* events, by this program */
	struct mc_hash_many *many; /* NULL until there were many */
	struct mc_seal_key key;	   /* of the school, once has_key */
	bool has_key;
};

/** Appends the text that the hash of an event is made of; see migracode-records(5). */
void mc_event_add_text(struct mc_buf *out, const char *school, const struct mc_event *event);

/** Applies an event whose fields were read. Errors: MC_E_INPUT for a kind that nobody knows. */
struct mc_err *mc_records_apply(struct mc_records *records, const struct mc_event *event,
				const struct mc_fields *fields) MC_MUST_USE;

/** Writes an event as it is, and makes it the last one. Errors: MC_E_IO. */
struct mc_err *mc_records_insert(struct mc_records *records, const struct mc_event *event) MC_MUST_USE;

#endif
