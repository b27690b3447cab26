/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "records/backup.h"
#include "records/log.h"
#include "records/rebuild.h"
#include "records/records_parts.h"

enum { TELL_EVERY = 10000 };

void mc_backup_in_release(struct mc_backup_in *backup)
{
	for (size_t i = 0; i < backup->file_count; i++)
		mc_buf_release(&backup->files[i].bytes);
	free(backup->files);
	mc_arena_release(&backup->arena);
	mc_sealed_in_release(&backup->in);
	*backup = (struct mc_backup_in)MC_BACKUP_IN_INIT;
}

static struct mc_err *is_damaged(const struct mc_sealed_in *in)
{
	return mc_err_new(MC_E_INPUT, _("'%s' does not hold what its beginning says"), in->path);
}

static bool is_line(const struct mc_sealed_in *in, const char *letter, size_t count)
{
	return !strcmp(in->fields[0], letter) && in->count == count;
}

/* The beginning ends with the first line that is neither of it; that line is read again by the caller. */
struct mc_err *mc_backup_open(struct mc_backup_in *backup, const char *path, const struct mc_seal_key *key)
{
	struct mc_sealed_in *in = &backup->in;
	bool has_line = false;

	backup->key = key;
	MC_TRY(mc_sealed_in_open(in, path, MC_BACKUP_FORMAT, key, "backup"));
	MC_TRY(mc_sealed_in_next(&has_line, in));
	if (!has_line || !is_line(in, "B", 4) || strlen(in->fields[3]) >= sizeof(backup->said.head))
		return is_damaged(in);
	backup->school = mc_arena_strdup(&backup->arena, in->fields[1]);
	backup->said.events = strtoll(in->fields[2], NULL, 10);
	memcpy(backup->said.head, in->fields[3], strlen(in->fields[3]) + 1);
	for (;;) {
		MC_TRY(mc_sealed_in_next(&has_line, in));
		if (!has_line || !is_line(in, "F", 3))
			break;
		struct mc_backup_file *file =
			MC_VEC_ADD(backup->files, backup->file_count, backup->file_capacity);

		*file = (struct mc_backup_file){ mc_arena_strdup(&backup->arena, in->fields[1]),
						 MC_BUF_INIT };
		mc_buf_addz(&file->bytes, in->fields[2]);
	}
	if (!has_line)
		in->count = 0;
	return NULL;
}

/* ---- putting it in ---- */

struct restoring {
	struct mc_backup_counts *counts;
	struct mc_records *records;
	struct mc_backup_in *backup;
	const struct mc_records_progress *progress;
	bool was_run; /* a stream cannot be read a second time */
};

static struct mc_err *put_event(struct restoring *r)
{
	const char *const *fields = r->backup->in.fields;
	const struct mc_event event = { .seq = strtoll(fields[1], NULL, 10),
					.at = fields[2],
					.actor = fields[3],
					.kind = fields[4],
					.subject = fields[5],
					.body = fields[6],
					.prev_hash = fields[7],
					.hash = fields[8] };

	if (strlen(event.hash) != MC_HASH_HEX - 1)
		return is_damaged(&r->backup->in);
	r->counts->events++;
	if (r->progress && event.seq % TELL_EVERY == 0)
		r->progress->tell(r->progress->context, event.seq, r->backup->said.events);
	return mc_records_insert(r->records, &event);
}

/* Puts a row of a table in whose last column may be bytes in hexadecimal. */
static struct mc_err *put_row(struct restoring *r, const struct mc_sealed_in *in, const char *sql,
			      bool has_bytes)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	struct mc_query *query = NULL;
	unsigned last = (unsigned)in->count - 1;

	MC_TRY(mc_records_query(&query, r->records, sql));
	for (unsigned i = 1; i <= last; i++)
		mc_query_bind_text(query, i + 1, in->fields[i]);
	if (has_bytes) {
		if (!mc_hex_read(&bytes, in->fields[last]))
			return is_damaged(in);
		mc_query_bind_bytes(query, last + 1, bytes.ptr, bytes.len);
	}
	return mc_query_run(query);
}

static struct mc_err *put_line(struct restoring *r)
{
	const struct mc_sealed_in *in = &r->backup->in;

	if (is_line(in, "E", 9))
		return put_event(r);
	if (!is_line(in, "P", 4))
		return is_damaged(in);
	r->counts->texts++;
	return put_row(r, in,
		       "INSERT INTO person (school_id, learner_id, part, sealed) VALUES (?1, ?2, ?3, ?4)",
		       true);
}

static struct mc_err *put_ring(struct restoring *r)
{
	MC_AUTO(mc_sealed_in) in = MC_SEALED_IN_INIT;
	bool has_line = false;

	if (!r->backup->ring_path)
		return NULL;
	MC_TRY(mc_sealed_in_open(&in, r->backup->ring_path, MC_RING_FORMAT, r->backup->key, "ring"));
	MC_TRY(mc_sealed_in_next(&has_line, &in));
	if (!has_line || !is_line(&in, "R", 2) || strcmp(in.fields[1], r->backup->school) != 0)
		return mc_err_new(MC_E_INPUT, _("'%s' belongs to another school"), r->backup->ring_path);
	for (;;) {
		MC_TRY(mc_sealed_in_next(&has_line, &in));
		if (!has_line)
			return NULL;
		if (is_line(&in, "K", 3))
			MC_TRY(put_row(
				r, &in,
				"INSERT INTO person_key (school_id, learner_id, sealed) VALUES (?1, ?2, ?3)",
				true));
		else if (is_line(&in, "X", 4))
			MC_TRY(put_row(r, &in,
				       "INSERT INTO person_print (school_id, learner_id, field, print)"
				       " VALUES (?1, ?2, ?3, ?4)",
				       false));
		else
			return is_damaged(&in);
	}
}

static struct mc_err *count_rows(int64_t *count, struct mc_records *records, const char *sql)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records, sql));
	MC_TRY(mc_query_step(&has_row, query));
	*count = mc_query_int(query, 0);
	mc_query_reset(query);
	return NULL;
}

/* Texts whose key is gone were erased, and keys without a text are of learners who came later. */
static struct mc_err *leave_out(struct restoring *r)
{
	static const char *const deletes[] = {
		"DELETE FROM person WHERE school_id = ?1 AND learner_id NOT IN"
		" (SELECT learner_id FROM person_key WHERE school_id = ?1)",
		"DELETE FROM person_key WHERE school_id = ?1 AND learner_id NOT IN"
		" (SELECT learner_id FROM person WHERE school_id = ?1)",
		"DELETE FROM person_print WHERE school_id = ?1 AND learner_id NOT IN"
		" (SELECT learner_id FROM person_key WHERE school_id = ?1)",
	};

	for (size_t i = 0; i < MC_COUNT(deletes); i++) {
		struct mc_query *query = NULL;

		MC_TRY(mc_records_query(&query, r->records, deletes[i]));
		MC_TRY(mc_query_run(query));
	}
	int64_t kept = 0;

	MC_TRY(count_rows(&kept, r->records, "SELECT count(*) FROM person WHERE school_id = ?1"));
	r->counts->lost = r->counts->texts - kept;
	return count_rows(&r->counts->keys, r->records,
			  "SELECT count(*) FROM person_key WHERE school_id = ?1");
}

static struct mc_err *put_all(void *context)
{
	struct restoring *r = context;
	struct mc_sealed_in *in = &r->backup->in;
	bool has_line = in->count > 0;
	int64_t events = 0;

	if (r->was_run)
		return mc_err_new(MC_E_IO, "%s", _("somebody else writes to the same database; try again"));
	r->was_run = true;
	while (has_line) {
		MC_TRY(put_line(r));
		MC_TRY(mc_sealed_in_next(&has_line, in));
	}
	MC_TRY(put_ring(r));
	MC_TRY(leave_out(r));
	MC_TRY(mc_log_demand(r->records));
	if (r->counts->events != r->backup->said.events ||
	    strcmp(r->records->head, r->backup->said.head) != 0)
		return is_damaged(in);
	memcpy(r->counts->head, r->records->head, sizeof(r->counts->head));
	return mc_records_replay(&events, r->records, r->progress);
}

struct mc_err *mc_backup_restore(struct mc_backup_counts *counts, struct mc_records *records,
				 struct mc_backup_in *backup, const struct mc_records_progress *progress)
{
	struct restoring r = { counts, records, backup, progress, false };

	*counts = (struct mc_backup_counts){ 0 };
	return mc_records_write(records, put_all, &r);
}
