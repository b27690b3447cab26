/* SPDX-License-Identifier: MIT */
#include "cert/status_files.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/time.h"
#include "cert/moment.h"
#include "cert/status_part.h"
#include "credential/sign.h"
#include "credential/status_list.h"
#include "ext/hash.h"
#include "ext/json.h"
#include "os/file.h"

enum { DAY_MS = 86400 * 1000 };

/* ---- names ---- */

/* Where nothing is published, a list still needs a name that certificates can say, and that is the same on
 * every computer of the school. */
static void add_urn(struct mc_buf *url, const char *issuer, int64_t list, bool is_suspension)
{
	struct mc_hash hash;
	char hex[MC_HASH_HEX];

	mc_hash_init(&hash);
	mc_hash_add_text(&hash, "migracode-status-list");
	mc_hash_add_text(&hash, issuer);
	mc_hash_add_number(&hash, (uint64_t)list);
	mc_hash_add_number(&hash, is_suspension);
	mc_hash_hex(hex, &hash);
	/* Version 8, whose bits are free to choose. Source: RFC 9562, 5.8. */
	mc_buf_addf(url, "urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s", hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

void mc_status_list_url(struct mc_buf *url, const struct mc_cert_list *list, bool is_suspension)
{
	if (list->status_url)
		mc_buf_addf(url, "%s/%lld%s.json", list->status_url, (long long)list->number,
			    is_suspension ? "-suspension" : "");
	else
		add_urn(url, list->issuer, list->number, is_suspension);
}

void mc_status_files_url(struct mc_buf *url, const struct mc_keyring *keyring,
			 const struct mc_cert_settings *settings, int64_t list, bool is_suspension)
{
	const struct mc_cert_list wanted = { .number = list,
					     .issuer = keyring->id,
					     .status_url = settings->status_url };

	mc_status_list_url(url, &wanted, is_suspension);
}

/* ---- bits ---- */

/* One status list being written. */
struct writing {
	struct mc_arena arena;
	struct mc_records *records;
	const struct mc_keyring *keyring;
	const struct mc_cert_settings *settings;
	const char *dir; /* of the files */
	const char *at;
	const struct mc_cert_list *list;
	struct mc_status_list revoked, suspended;
};

static void writing_release(struct writing *w)
{
	mc_status_list_release(&w->revoked);
	mc_status_list_release(&w->suspended);
	mc_arena_release(&w->arena);
}

static struct mc_err *read_bits(struct writing *w)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	mc_status_list_release(&w->revoked);
	mc_status_list_release(&w->suspended);
	mc_status_list_init(&w->revoked);
	mc_status_list_init(&w->suspended);
	MC_TRY(mc_records_query(&query, w->records,
				"SELECT place, state FROM certificate WHERE school_id = ?1 AND list = ?2"
				" AND state <> 'valid'"));
	mc_query_bind_int(query, 2, w->list->number);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		uint64_t place = (uint64_t)mc_query_int(query, 0);

		if (place >= MC_STATUS_BITS)
			continue;
		mc_status_list_set(&w->revoked, place, true);
		if (!strcmp(mc_query_text(query, 1), mc_cert_states[MC_CERT_SUSPENDED]))
			mc_status_list_set(&w->suspended, place, true);
	}
	mc_query_reset(query);
	return NULL;
}

/* ---- files ---- */

static struct mc_err *make(struct mc_buf *bytes, struct writing *w, bool is_suspension, const char *from)
{
	MC_AUTO(mc_buf) url = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	const struct mc_signer signer = { &w->keyring->key, w->keyring->method, from, NULL };

	mc_status_list_url(&url, w->list, is_suspension);
	const struct mc_status_wanted wanted = {
		.url = url.ptr,
		.issuer = w->keyring->id,
		.issuer_name = w->settings->issuer.name,
		.purpose = is_suspension ? "suspension" : "revocation",
		.valid_from = from,
		.valid_until = mc_cert_moment_after(&w->arena, from, w->settings->status_days),
	};

	mc_status_list_write(&open, is_suspension ? &w->suspended : &w->revoked, &wanted);
	return mc_credential_sign(bytes, (struct mc_str){ open.ptr, open.len }, &signer);
}

/* From when on a file counts; NULL when it is none of ours, or does not count long enough. */
static const char *fresh_from(struct writing *w, const struct mc_buf *file)
{
	MC_AUTOPTR(mc_json) json = NULL;
	struct mc_json_place place;
	int64_t from_ms = 0, at_ms = 0;
	struct mc_err *err = mc_json_open(&json, &place, file->ptr, file->len);

	mc_err_drop(err);
	if (err)
		return NULL;
	const char *from = mc_json_as_text(mc_json_find(mc_json_root(json), "validFrom"));

	if (!from || !mc_time_read_ms(&from_ms, from) || !mc_time_read_ms(&at_ms, w->at))
		return NULL;
	if (from_ms > at_ms || at_ms - from_ms > (int64_t)w->settings->status_days * DAY_MS / 2)
		return NULL;
	return mc_arena_strdup(&w->arena, from);
}

/* Signing is deterministic, so a file that is whole and up to date is what would be written for its moment.
 */
static struct mc_err *is_good(bool *good, struct writing *w, const char *path, bool is_suspension)
{
	MC_AUTO(mc_buf) file = MC_BUF_INIT;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;

	*good = false;
	if (!mc_file_is_regular(path))
		return NULL;
	MC_AUTOPTR(mc_err) err = mc_buf_read_file(&file, path, MC_JSON_MAX_BYTES);
	const char *from = err ? NULL : fresh_from(w, &file);

	if (!from)
		return NULL;
	MC_TRY(make(&wanted, w, is_suspension, from));
	*good = file.len == wanted.len && !memcmp(file.ptr, wanted.ptr, wanted.len);
	return NULL;
}

static struct mc_err *write_one(struct mc_buf *paths, struct writing *w, bool is_suspension)
{
	MC_AUTOTEXT name =
		mc_format("%lld%s.json", (long long)w->list->number, is_suspension ? "-suspension" : "");
	MC_AUTOTEXT path = mc_path_join(w->dir, name);
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	bool good = false;

	MC_TRY(is_good(&good, w, path, is_suspension));
	if (good)
		return NULL;
	MC_TRY(make(&bytes, w, is_suspension, w->at));
	MC_TRY(mc_file_write_atomic(path, bytes.ptr, bytes.len, 0644));
	mc_buf_addf(paths, "%s\n", path);
	return NULL;
}

struct mc_err *mc_status_files_write(struct mc_buf *paths, struct mc_records *records,
				     const struct mc_school *school, const struct mc_keyring *keyring,
				     const struct mc_cert_settings *settings, const char *at)
{
	MC_AUTOTEXT dir = mc_path_join(school->dir, MC_CERT_STATUS_FOLDER);
	MC_AUTO(mc_cert_lists) lists = MC_CERT_LISTS_INIT;
	__attribute__((cleanup(writing_release))) struct writing w = { .arena = MC_ARENA_INIT,
								       .records = records,
								       .keyring = keyring,
								       .settings = settings,
								       .dir = dir,
								       .at = at,
								       .revoked = MC_STATUS_LIST_INIT,
								       .suspended = MC_STATUS_LIST_INIT };

	MC_TRY(mc_cert_lists_read(&lists, records));
	if (lists.count > 0)
		MC_TRY(mc_file_make_dirs(dir));
	for (size_t i = 0; i < lists.count; i++) {
		w.list = &lists.items[i];
		MC_TRY(read_bits(&w));
		MC_TRY(write_one(paths, &w, false));
		MC_TRY(write_one(paths, &w, true));
	}
	return NULL;
}
