/* SPDX-License-Identifier: MIT */
#include "records/backup.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/dir.h"
#include "os/file.h"
#include "records/log.h"
#include "records/people.h"
#include "records/records_parts.h"

enum { TELL_EVERY = 10000, PAGE = 1000 };

struct writing {
	struct mc_records *records;
	struct mc_backup_counts *counts;
	struct mc_sealed_out *out;
	struct mc_sealed_out *ring;
	const char *folder, *ring_path;
	const struct mc_backup_file *files;
	size_t file_count;
	const struct mc_records_progress *progress;
};

/* Room for a number in decimal. */
struct decimal {
	char text[24];
};

static const char *decimal(struct decimal *room, int64_t number)
{
	(void)snprintf(room->text, sizeof(room->text), "%" PRId64, number);
	return room->text;
}

/* ---- the log ---- */

static struct mc_err *write_event(void *context, const struct mc_event *event)
{
	struct writing *w = context;
	struct decimal seq;
	const char *const fields[] = {
		"E",	     decimal(&seq, event->seq), event->at,  event->actor, event->kind, event->subject,
		event->body, event->prev_hash,		event->hash
	};

	if (w->progress && event->seq % TELL_EVERY == 0)
		w->progress->tell(w->progress->context, event->seq, w->counts->events);
	return mc_sealed_out_add(w->out, fields, MC_COUNT(fields));
}

static struct mc_err *write_beginning(struct writing *w)
{
	struct decimal events;
	const char *const head[] = { "B", w->records->school, decimal(&events, w->counts->events),
				     w->counts->head };

	MC_TRY(mc_sealed_out_add(w->out, head, MC_COUNT(head)));
	for (size_t i = 0; i < w->file_count; i++) {
		const char *const file[] = { "F", w->files[i].name, w->files[i].bytes.ptr };

		MC_TRY(mc_sealed_out_add(w->out, file, MC_COUNT(file)));
	}
	return NULL;
}

/* ---- people ---- */

/* Writes the rows of a query, whose last column may be bytes, each with a letter before it. */
static struct mc_err *write_rows(int64_t *count, struct mc_sealed_out *out, struct mc_query *query,
				 const char *letter, unsigned columns, bool has_bytes)
{
	bool has_row = false;

	for (;; ++*count) {
		MC_AUTO(mc_buf) hex = MC_BUF_INIT;
		const char *fields[4] = { letter };

		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		for (unsigned i = 0; i < columns; i++)
			fields[i + 1] = mc_query_text(query, i);
		if (has_bytes) {
			mc_hex_add(&hex, mc_query_bytes(query, columns - 1));
			fields[columns] = hex.ptr;
		}
		MC_TRY(mc_sealed_out_add(out, fields, columns + 1));
	}
}

/* A table in pages of learners, because PostgreSQL holds an answer in memory. */
static struct mc_err *write_table(int64_t *count, struct writing *w, struct mc_sealed_out *out,
				  const char *sql, const char *letter, unsigned columns, bool has_bytes)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const char *after = "";

	for (;;) {
		struct mc_query *query = NULL;
		bool has_row = false;

		MC_TRY(mc_records_query(
			&query, w->records,
			"SELECT MAX(learner_id) FROM (SELECT learner_id FROM person_key WHERE "
			"school_id = ?1 AND learner_id > ?2 ORDER BY learner_id LIMIT ?3) x"));
		mc_query_bind_text(query, 2, after);
		mc_query_bind_int(query, 3, PAGE);
		MC_TRY(mc_query_step(&has_row, query));
		const char *last = mc_query_text(query, 0);

		last = last ? mc_arena_strdup(&arena, last) : NULL;
		mc_query_reset(query);
		if (!last)
			return NULL;
		MC_TRY(mc_records_query(&query, w->records, sql));
		mc_query_bind_text(query, 2, after);
		mc_query_bind_text(query, 3, last);
		MC_TRY(write_rows(count, out, query, letter, columns, has_bytes));
		mc_query_reset(query);
		after = last;
	}
}

static struct mc_err *write_ring(struct writing *w)
{
	const char *const head[] = { "R", w->records->school };
	int64_t prints = 0;

	w->counts->keys = 0;
	MC_TRY(mc_sealed_out_add(w->ring, head, MC_COUNT(head)));
	MC_TRY(write_table(
		&w->counts->keys, w, w->ring,
		"SELECT learner_id, sealed FROM person_key WHERE school_id = ?1 AND learner_id > ?2"
		" AND learner_id <= ?3 ORDER BY learner_id",
		"K", 2, true));
	return write_table(&prints, w, w->ring,
			   "SELECT learner_id, field, print FROM person_print WHERE school_id = ?1"
			   " AND learner_id > ?2 AND learner_id <= ?3 ORDER BY learner_id, field, print",
			   "X", 3, false);
}

static struct mc_err *write_log_and_texts(void *context)
{
	struct writing *w = context;
	const struct mc_event_sink sink = { write_event, w };
	const char *hash = NULL;

	MC_TRY(mc_records_head(&w->counts->events, &hash, w->records));
	memcpy(w->counts->head, hash, sizeof(w->counts->head));
	MC_TRY(write_beginning(w));
	MC_TRY(mc_log_each(w->records, 0, &sink));
	return write_table(&w->counts->texts, w, w->out,
			   "SELECT learner_id, part, sealed FROM person WHERE school_id = ?1"
			   " AND learner_id > ?2 AND learner_id <= ?3 ORDER BY learner_id, part",
			   "P", 3, true);
}

/* ---- files ---- */

/* The ring of another school would be lost. */
static struct mc_err *check_ring(const char *path, const struct mc_records *records)
{
	MC_AUTO(mc_sealed_in) in = MC_SEALED_IN_INIT;
	bool has_line = false;

	if (!mc_file_exists(path))
		return NULL;
	MC_TRY(mc_sealed_in_open(&in, path, MC_RING_FORMAT, &records->key, "ring"));
	MC_TRY(mc_sealed_in_next(&has_line, &in));
	if (has_line && !strcmp(in.fields[1], records->school))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' belongs to another school"), path), "%s",
			   _("give every school a folder of its own for its backups"));
}

/* Who was killed while writing a ring has left one, with keys that may have been erased since. */
static struct mc_err *remove_remains(const char *folder)
{
	MC_AUTO(mc_dir) names = MC_DIR_INIT;

	MC_TRY(mc_dir_read_files(&names, folder));
	for (size_t i = 0; i < names.count; i++) {
		MC_AUTOTEXT path = mc_path_join(folder, names.names[i]);

		if (!strncmp(names.names[i], MC_RING_NAME ".", strlen(MC_RING_NAME ".")) && unlink(path) != 0)
			return mc_err_sys(MC_E_IO, errno, _("cannot delete '%s'"), path);
	}
	return NULL;
}

/* Inside of mc_records_write(), which keeps everybody else from erasing: so the ring that is put there last
 * is the newest, too. */
static struct mc_err *renew_ring(void *context)
{
	struct writing *w = context;
	MC_AUTO(mc_sealed_out) ring = MC_SEALED_OUT_INIT;

	MC_TRY(remove_remains(w->folder));
	MC_TRY(mc_sealed_out_open(&ring, w->ring_path, MC_RING_FORMAT, &w->records->key, "ring"));
	w->ring = &ring;
	MC_TRY(write_ring(w));
	return mc_sealed_out_commit(&ring);
}

struct mc_err *mc_backup_write(struct mc_backup_counts *counts, struct mc_records *records, const char *path,
			       const struct mc_backup_file *files, size_t file_count,
			       const struct mc_records_progress *progress)
{
	MC_AUTO(mc_sealed_out) out = MC_SEALED_OUT_INIT;
	MC_AUTOTEXT folder = mc_path_parent(path);
	MC_AUTOTEXT ring = mc_path_join(folder, MC_RING_NAME);
	struct writing w = { .records = records,
			     .counts = counts,
			     .out = &out,
			     .folder = folder,
			     .ring_path = ring,
			     .files = files,
			     .file_count = file_count,
			     .progress = progress };

	*counts = (struct mc_backup_counts){ 0 };
	MC_TRY(mc_people_unlock(records));
	MC_TRY(check_ring(ring, records));
	MC_TRY(mc_sealed_out_open(&out, path, MC_BACKUP_FORMAT, &records->key, "backup"));
	MC_TRY(mc_records_read(records, write_log_and_texts, &w));
	MC_TRY(mc_records_write(records, renew_ring, &w));
	return mc_sealed_out_commit(&out);
}

struct mc_err *mc_ring_renew(struct mc_records *records, const char *folder)
{
	MC_AUTOTEXT ring = mc_path_join(folder, MC_RING_NAME);
	struct mc_backup_counts counts = { 0 };
	struct writing w = { .records = records, .counts = &counts, .folder = folder, .ring_path = ring };

	if (!mc_file_is_dir(folder))
		return NULL;
	if (!mc_file_exists(ring))
		return remove_remains(folder);
	MC_TRY(mc_people_unlock(records));
	MC_TRY(check_ring(ring, records));
	return mc_records_write(records, renew_ring, &w);
}
