/* SPDX-License-Identifier: MIT */
#include "cert/keyring.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cert/keyring_part.h"
#include "cert/register.h"
#include "os/file.h"

enum { PUBLIC_BYTES = 4 * 1024 * 1024 };

void mc_keyring_release(struct mc_keyring *keyring)
{
	mc_issuer_key_release(&keyring->key);
	mc_issuers_release(&keyring->issuers);
	*keyring = (struct mc_keyring)MC_KEYRING_INIT;
}

/* ---- from the records ---- */

struct key_row {
	struct mc_issuer_public key;
	const char *issuer;
};

struct key_rows {
	struct key_row *items;
	size_t count;
	size_t capacity;
};

static void key_rows_release(struct key_rows *rows)
{
	free(rows->items);
}

static struct mc_err *read_rows(struct key_rows *rows, struct mc_arena *arena, struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT method, multikey, p256, from_at, until_at, revoked_at FROM issuer_key"
				" WHERE school_id = ?1 ORDER BY seq"));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		const struct mc_issuer_public key = {
			.id = mc_query_copy(arena, query, 0),
			.multikey = mc_query_copy(arena, query, 1),
			.p256 = mc_query_copy(arena, query, 2),
			.from = mc_query_copy(arena, query, 3),
			.until = mc_query_copy(arena, query, 4),
			.revoked = mc_query_copy(arena, query, 5),
		};

		*MC_VEC_ADD(rows->items, rows->count, rows->capacity) =
			(struct key_row){ key, mc_cert_method_issuer(arena, key.id) };
	}
	mc_query_reset(query);
	return NULL;
}

/* All keys of one DID. */
static void add_issuer(struct mc_issuers *issuers, const struct key_rows *rows, const char *id,
		       const struct mc_cert_settings *settings)
{
	struct mc_issuer issuer = {
		.id = id,
		.name = mc_arena_strdup(&issuers->arena, settings->issuer.name ? settings->issuer.name : id),
		.url = settings->issuer.url ? mc_arena_strdup(&issuers->arena, settings->issuer.url) : NULL,
	};

	for (size_t i = 0; i < issuers->count; i++) {
		if (!strcmp(issuers->items[i].id, id))
			return;
	}
	if (issuers->count > 0)
		issuer.successor = issuers->items[0].id;
	issuer.keys = mc_arena_alloc(&issuers->arena, rows->count * sizeof(*issuer.keys));
	for (size_t i = 0; i < rows->count; i++) {
		if (!strcmp(rows->items[i].issuer, id))
			issuer.keys[issuer.key_count++] = rows->items[i].key;
	}
	*MC_VEC_ADD(issuers->items, issuers->count, issuers->capacity) = issuer;
}

struct mc_err *mc_keyring_read(struct mc_keyring *keyring, const struct mc_issuer_public **present,
			       const struct mc_cert_settings *settings, struct mc_records *records)
{
	__attribute__((cleanup(key_rows_release))) struct key_rows rows = { NULL, 0, 0 };

	*present = NULL;
	MC_TRY(read_rows(&rows, &keyring->issuers.arena, records));
	if (rows.count == 0)
		return NULL;
	/* The last one that was made is the one that signs. */
	add_issuer(&keyring->issuers, &rows, rows.items[rows.count - 1].issuer, settings);
	for (size_t i = rows.count; i-- > 0;)
		add_issuer(&keyring->issuers, &rows, rows.items[i].issuer, settings);
	const struct mc_issuer *self = &keyring->issuers.items[0];

	*present = &self->keys[self->key_count - 1];
	keyring->id = self->id;
	keyring->method = (*present)->id;
	return NULL;
}

/* ---- files ---- */

char *mc_keyring_pending(const struct mc_school *school, const char *multikey)
{
	MC_AUTOTEXT key = mc_path_join(school->dir, MC_CERT_KEY_FILE);

	return mc_format("%s.%s", key, multikey);
}

/* Of a file that is the same already not even the time changes. */
static struct mc_err *write_public(const struct mc_school *school, const char *name,
				   const struct mc_buf *text)
{
	MC_AUTOTEXT path = mc_path_join(school->dir, name);
	MC_AUTO(mc_buf) old = MC_BUF_INIT;

	if (mc_file_is_regular(path)) {
		struct mc_err *err = mc_buf_read_file(&old, path, PUBLIC_BYTES);
		bool is_same = !err && old.len == text->len && !memcmp(old.ptr, text->ptr, text->len);

		mc_err_drop(err);
		if (is_same)
			return NULL;
	}
	return mc_file_write_atomic(path, text->ptr, text->len, 0644);
}

struct mc_err *mc_keyring_mend(const struct mc_keyring *keyring, const struct mc_issuer_public *present,
			       const struct mc_school *school)
{
	static const char ignored[] = "# The key of the school stays here; what others need is public.\n*\n"
				      "!.gitignore\n!issuers.json\n!did.json\n!status/\n!status/*.json\n";
	MC_AUTOTEXT folder = mc_path_join(school->dir, MC_CERT_FOLDER);
	MC_AUTOTEXT path = mc_path_join(school->dir, MC_CERT_KEY_FILE);
	MC_AUTOTEXT pending = mc_keyring_pending(school, present->multikey);
	MC_AUTO(mc_buf) ignore = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_file_make_dirs(folder));
	mc_buf_addz(&ignore, ignored);
	MC_TRY(write_public(school, MC_CERT_FOLDER "/.gitignore", &ignore));
	if (rename(pending, path) && errno != ENOENT)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	mc_issuers_print(&text, &keyring->issuers);
	MC_TRY(write_public(school, MC_CERT_ISSUERS_FILE, &text));
	if (strncmp(keyring->id, "did:web:", strlen("did:web:")) != 0)
		return NULL;
	mc_buf_reset(&text);
	mc_issuer_print_did(&text, &keyring->issuers.items[0]);
	return write_public(school, MC_CERT_DID_FILE, &text);
}

/* ---- opening ---- */

static struct mc_err *is_missing(const char *path)
{
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("the key of the school that signs certificates is not here: '%s'"),
			   path),
		"%s", _("copy it from where it was made, or make a new one: 'migracode cert key rotate'"));
}

struct mc_err *mc_keyring_open_public(struct mc_keyring *keyring, const struct mc_school *school,
				      const struct mc_cert_settings *settings, struct mc_records *records)
{
	const struct mc_issuer_public *present = NULL;

	MC_TRY(mc_keyring_read(keyring, &present, settings, records));
	if (!present)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s",
					      _("the school has no key that signs certificates")),
				   "%s", _("make one: 'migracode cert keygen'"));
	return mc_keyring_mend(keyring, present, school);
}

static struct mc_err *check_did(const struct mc_keyring *keyring, const struct mc_cert_settings *settings)
{
	if (!settings->did || !strcmp(settings->did, keyring->id))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("school.json has the DID '%s', but the key is that of '%s'"),
				      settings->did, keyring->id),
			   "%s", _("'migracode cert key rotate' makes a key for the new one"));
}

static const struct mc_issuer_public *key_of(const struct mc_keyring *keyring)
{
	const struct mc_issuer *self = &keyring->issuers.items[0];

	return &self->keys[self->key_count - 1];
}

struct mc_err *mc_keyring_open(struct mc_keyring *keyring, const struct mc_school *school,
			       const struct mc_cert_settings *settings, struct mc_records *records,
			       const struct mc_seal_asker *asker)
{
	MC_AUTOTEXT path = mc_path_join(school->dir, MC_CERT_KEY_FILE);
	unsigned char public_key[MC_SIGN_PUBLIC_BYTES];
	MC_AUTO(mc_buf) multikey = MC_BUF_INIT;

	MC_TRY(mc_keyring_open_public(keyring, school, settings, records));
	MC_TRY(check_did(keyring, settings));
	if (!mc_file_is_regular(path))
		return is_missing(path);
	MC_TRY(mc_issuer_key_read(&keyring->key, path, asker));
	mc_sign_public(public_key, &keyring->key.sign);
	mc_multikey_add(&multikey, public_key);
	if (!strcmp(multikey.ptr, key_of(keyring)->multikey))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is another key than the one in the records"), path),
			   "%s",
			   _("put the right file there, or make a new key: 'migracode cert key rotate'"));
}
