/* SPDX-License-Identifier: MIT */
#include "credential/issuer.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/index.h"
#include "base/time.h"
#include "base/vec.h"
#include "credential/issuers_part.h"

void mc_issuers_release(struct mc_issuers *issuers)
{
	mc_arena_release(&issuers->arena);
	free(issuers->items);
	*issuers = (struct mc_issuers)MC_ISSUERS_INIT;
}

const struct mc_issuer *mc_issuers_find(const struct mc_issuers *issuers, const char *id)
{
	for (size_t i = 0; i < issuers->count; i++)
		if (!strcmp(issuers->items[i].id, id))
			return &issuers->items[i];
	return NULL;
}

const struct mc_issuer_public *mc_issuer_find_key(const struct mc_issuer *issuer, const char *id)
{
	size_t len = strlen(id), ending = strlen(MC_ISSUERS_P256_ENDING);

	for (size_t i = 0; i < issuer->key_count; i++) {
		const struct mc_issuer_public *key = &issuer->keys[i];
		size_t key_len = strlen(key->id);

		if (!strcmp(key->id, id))
			return key;
		if (key->p256 && len == key_len + ending && !memcmp(key->id, id, key_len) &&
		    !strcmp(id + key_len, MC_ISSUERS_P256_ENDING))
			return key;
	}
	return NULL;
}

bool mc_did_key_read(unsigned char public_key[MC_SIGN_PUBLIC_BYTES], const char **multikey, const char *id)
{
	const size_t start = strlen(MC_ISSUERS_DID_KEY);

	if (strncmp(id, MC_ISSUERS_DID_KEY, start) != 0 || !mc_multikey_read(public_key, id + start))
		return false;
	*multikey = id + start;
	return true;
}

struct mc_err *mc_issuers_fault(const struct mc_issuers_reader *reader, const struct mc_json_node *node,
				const char *message)
{
	const struct mc_json_place place = mc_json_place(reader->json, node);
	MC_AUTO(mc_buf) pointer = MC_BUF_INIT;

	mc_json_pointer(&pointer, reader->json, node);
	return mc_err_new(MC_E_INPUT, "%s:%u:%u: %s: %s", reader->path, place.line, place.column,
			  pointer.len ? pointer.ptr : "/", message);
}

struct mc_err *mc_issuers_text(const char **text, const struct mc_issuers_reader *reader,
			       const struct mc_json_node *object, const char *key, bool is_needed)
{
	const struct mc_json_node *node = mc_json_find(object, key);
	const char *found = mc_json_as_text(node);
	MC_AUTO(mc_buf) message = MC_BUF_INIT;

	if (!node && !is_needed)
		return NULL;
	if (!node) {
		mc_buf_addf(&message, _("'%s' is missing"), key);
		return mc_issuers_fault(reader, object, message.ptr);
	}
	if (!found || !found[0])
		return mc_issuers_fault(reader, node, _("this must be a text that is not empty"));
	if (strlen(found) > MC_ISSUERS_MAX_TEXT)
		return mc_issuers_fault(reader, node, _("this text is too long"));
	*text = mc_arena_strdup(&reader->issuers->arena, found);
	return NULL;
}

struct mc_err *mc_issuers_moment(const char **text, const struct mc_issuers_reader *reader,
				 const struct mc_json_node *object, const char *key)
{
	int64_t at = 0;

	MC_TRY(mc_issuers_text(text, reader, object, key, false));
	if (*text && !mc_time_read_ms(&at, *text))
		return mc_issuers_fault(reader, mc_json_find(object, key),
					_("this is no moment such as 2026-11-23T12:00:00Z"));
	return NULL;
}

struct mc_err *mc_issuers_add(struct mc_issuers_reader *reader, const struct mc_issuer *issuer,
			      const struct mc_json_node *node)
{
	struct mc_issuers *issuers = reader->issuers;

	if (mc_index_find(&reader->index, issuer->id) != MC_INDEX_NONE)
		return mc_err_hint(mc_issuers_fault(reader, node, _("this issuer stands in the list twice")),
				   "%s", _("remove one of the two"));
	if (issuers->count >= MC_ISSUERS_MAX)
		return mc_issuers_fault(reader, node, _("these are too many issuers"));
	mc_index_set(&reader->index, issuer->id, (uint32_t)issuers->count);
	*MC_VEC_ADD(issuers->items, issuers->count, issuers->capacity) = *issuer;
	return NULL;
}

static struct mc_err *check_id(const struct mc_issuers_reader *reader, const struct mc_json_node *node,
			       const char *id)
{
	if (strncmp(id, "did:", 4) != 0 && strncmp(id, "https://", 8) != 0)
		return mc_issuers_fault(reader, node, _("this must start with 'did:' or 'https://'"));
	return NULL;
}

/* A typing error must not make a key good again that was lost to others. */
static struct mc_err *check_names(const struct mc_issuers_reader *reader, const struct mc_json_node *object,
				  const char *const names[], size_t count)
{
	if (mc_json_type(object) != MC_JSON_OBJECT)
		return mc_issuers_fault(reader, object, _("this must be an object"));
	for (const struct mc_json_node *node = mc_json_first(object); node; node = mc_json_next(node)) {
		const char *name = mc_json_key_of(node);
		bool is_known = false;

		for (size_t i = 0; i < count; i++)
			is_known = is_known || !strcmp(name, names[i]);
		if (is_known)
			continue;
		const char *nearest = mc_str_nearest(name, names, count);
		struct mc_err *err = mc_issuers_fault(reader, node, _("nobody knows this key"));

		return nearest ? mc_err_hint(err, _("did you mean '%s'?"), nearest) : err;
	}
	return NULL;
}

/* The key of a did:key is in the DID. */
static struct mc_err *check_key(const struct mc_issuers_reader *reader, const struct mc_json_node *node,
				const struct mc_issuer *issuer, const struct mc_issuer_public *key)
{
	unsigned char bytes[MC_SIGN_PUBLIC_BYTES], point[MC_EC_PUBLIC_BYTES];
	const char *multikey = NULL;
	size_t len = strlen(issuer->id);

	if (strncmp(key->id, issuer->id, len) != 0 || !key->id[len] || !strchr("#/?", key->id[len]))
		return mc_issuers_fault(reader, mc_json_find(node, "id"),
					_("the id of a key must start with that of the issuer, then '#'"));
	if (!key->multikey && !key->p256)
		return mc_issuers_fault(reader, node, _("'publicKeyMultibase' is missing"));
	if (key->multikey && !mc_multikey_read(bytes, key->multikey))
		return mc_issuers_fault(reader, mc_json_find(node, "publicKeyMultibase"),
					_("this is no public key of Ed25519 as multibase: z6Mk…"));
	if (key->p256 && !mc_multikey_read_p256(point, key->p256))
		return mc_issuers_fault(reader, mc_json_find(node, "p256"),
					_("this is no public key of P-256 as multibase: zDn…"));
	if (mc_did_key_read(bytes, &multikey, issuer->id) && key->multikey &&
	    (strcmp(key->multikey, multikey) != 0 || strcmp(key->id + len + 1, multikey) != 0))
		return mc_issuers_fault(reader, node, _("this key is not the one that the DID is made of"));
	return NULL;
}

static struct mc_err *read_key(struct mc_issuer *issuer, const struct mc_issuers_reader *reader,
			       const struct mc_json_node *node)
{
	static const char *const names[] = { "id", "publicKeyMultibase", "p256", "from", "until", "revoked" };
	struct mc_issuer_public key = { 0 };

	MC_TRY(check_names(reader, node, names, MC_COUNT(names)));
	MC_TRY(mc_issuers_text(&key.id, reader, node, "id", true));
	MC_TRY(mc_issuers_text(&key.multikey, reader, node, "publicKeyMultibase", false));
	MC_TRY(mc_issuers_text(&key.p256, reader, node, "p256", false));
	MC_TRY(mc_issuers_moment(&key.from, reader, node, "from"));
	MC_TRY(mc_issuers_moment(&key.until, reader, node, "until"));
	MC_TRY(mc_issuers_moment(&key.revoked, reader, node, "revoked"));
	MC_TRY(check_key(reader, node, issuer, &key));
	if (mc_issuer_find_key(issuer, key.id))
		return mc_issuers_fault(reader, node, _("this key stands there twice"));
	issuer->keys[issuer->key_count++] = key;
	return NULL;
}

struct mc_err *mc_issuers_read_keys(struct mc_issuer *issuer, const struct mc_issuers_reader *reader,
				    const struct mc_json_node *array,
				    struct mc_err *(*read)(struct mc_issuer *issuer,
							   const struct mc_issuers_reader *reader,
							   const struct mc_json_node *node))
{
	if (mc_json_type(array) != MC_JSON_ARRAY)
		return mc_issuers_fault(reader, array, _("this must be an array"));
	if (mc_json_count(array) > MC_ISSUER_MAX_KEYS)
		return mc_issuers_fault(reader, array, _("these are too many keys"));
	issuer->keys =
		mc_arena_alloc(&reader->issuers->arena, (mc_json_count(array) + 1) * sizeof(*issuer->keys));
	for (const struct mc_json_node *node = mc_json_first(array); node; node = mc_json_next(node))
		MC_TRY(read(issuer, reader, node));
	return NULL;
}

static struct mc_err *read_issuer(struct mc_issuers_reader *reader, const struct mc_json_node *node)
{
	static const char *const names[] = { "id", "name", "url", "successor", "keys" };
	const struct mc_json_node *keys = mc_json_find(node, "keys");
	struct mc_issuer issuer = { 0 };
	unsigned char bytes[MC_SIGN_PUBLIC_BYTES];
	const char *multikey = NULL;

	MC_TRY(check_names(reader, node, names, MC_COUNT(names)));
	MC_TRY(mc_issuers_text(&issuer.id, reader, node, "id", true));
	MC_TRY(check_id(reader, mc_json_find(node, "id"), issuer.id));
	MC_TRY(mc_issuers_text(&issuer.name, reader, node, "name", true));
	MC_TRY(mc_issuers_text(&issuer.url, reader, node, "url", false));
	MC_TRY(mc_issuers_text(&issuer.successor, reader, node, "successor", false));
	if (keys)
		MC_TRY(mc_issuers_read_keys(&issuer, reader, keys, read_key));
	if (!issuer.key_count && !mc_did_key_read(bytes, &multikey, issuer.id))
		return mc_issuers_fault(reader, node, _("this issuer has no 'keys'"));
	return mc_issuers_add(reader, &issuer, node);
}

static struct mc_err *read_list(struct mc_issuers_reader *reader, const struct mc_json_node *root)
{
	static const char *const names[] = { "schema", "$schema", "issuers" };
	const struct mc_json_node *list = mc_json_find(root, "issuers");

	MC_TRY(check_names(reader, root, names, MC_COUNT(names)));
	if (mc_json_type(list) != MC_JSON_ARRAY)
		return mc_issuers_fault(reader, list ? list : root, _("'issuers' must be an array"));
	for (const struct mc_json_node *node = mc_json_first(list); node; node = mc_json_next(node))
		MC_TRY(read_issuer(reader, node));
	return NULL;
}

static struct mc_err *read_document(struct mc_issuers_reader *reader)
{
	const struct mc_json_node *root = mc_json_root(reader->json);
	const char *schema = mc_json_as_text(mc_json_find(root, "schema"));

	if (schema && !strcmp(schema, MC_ISSUERS_SCHEMA))
		return read_list(reader, root);
	if (mc_json_find(root, "verificationMethod"))
		return mc_issuers_read_did(reader, root);
	return mc_err_hint(mc_issuers_fault(reader, root, _("this is no list of issuers")),
			   _("it needs \"schema\": \"%s\", or it is a DID document"), MC_ISSUERS_SCHEMA);
}

struct mc_err *mc_issuers_parse(struct mc_issuers *issuers, const char *path, const char *bytes, size_t len)
{
	struct mc_issuers_reader reader = { .issuers = issuers, .path = path, .index = MC_INDEX_INIT };
	size_t before = issuers->count;

	MC_TRY_AS(mc_json_open(&reader.json, NULL, bytes, len), "%s", path);
	for (size_t i = 0; i < before; i++)
		mc_index_set(&reader.index, issuers->items[i].id, (uint32_t)i);
	struct mc_err *err = read_document(&reader);

	/* All of a list counts or nothing. */
	if (err)
		issuers->count = before;
	mc_index_release(&reader.index);
	mc_json_free(reader.json);
	return err;
}

struct mc_err *mc_issuers_read(struct mc_issuers *issuers, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_buf_read_file(&text, path, MC_JSON_MAX_BYTES));
	return mc_issuers_parse(issuers, path, text.ptr, text.len);
}
