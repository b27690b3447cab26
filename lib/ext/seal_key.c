/* SPDX-License-Identifier: MIT */
#include "ext/seal.h"

#include <sodium.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "ext/seal_part.h"
#include "os/file.h"

/*
 * A key file: {"schema", "print", "key"}, or with a passphrase {"schema", "print", "argon2id", "sealed"}.
 * Bytes are in base64 (RFC 4648). "print" is a fingerprint made with the key: it tells damage, and which file
 * belongs to which records, and gives nothing away.
 */
#define SCHEMA "migracode/key/v1"

enum {
	FILE_BYTES = 4096,
	PASSPHRASE_BYTES = 4096,
	SEALED_BYTES = MC_SEAL_KEY_BYTES + MC_SEAL_EXTRA_BYTES,
	BASE64_BYTES = 128,
	MIN_MEMORY_KIB = crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024,
	MAX_MEMORY_KIB = 1024 * 1024,
	MAX_PASSES = 16,
};
_Static_assert(BASE64_BYTES > sodium_base64_ENCODED_LEN(SEALED_BYTES, sodium_base64_VARIANT_ORIGINAL),
	       "BASE64_BYTES is too small");

/* How a passphrase becomes a key. */
struct recipe {
	struct mc_seal_cost cost;
	unsigned char salt[crypto_pwhash_argon2id_SALTBYTES];
};

static struct mc_err *key_of_passphrase(struct mc_seal_key *key, struct mc_str passphrase,
					const struct recipe *recipe)
{
	mc_seal_start();
	if (crypto_pwhash_argon2id(key->bytes, sizeof(key->bytes), passphrase.ptr, passphrase.len,
				   recipe->salt, recipe->cost.passes, recipe->cost.memory_kib * (size_t)1024,
				   crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
		return mc_err_new(MC_E_IO,
				  _("there is not enough memory for the passphrase: it needs %u MiB"),
				  recipe->cost.memory_kib / 1024 + 1);
	return NULL;
}

static void add_base64(struct mc_json_writer *writer, const char *key, const unsigned char *bytes, size_t len)
{
	char text[BASE64_BYTES];

	(void)sodium_bin2base64(text, sizeof(text), bytes, len, sodium_base64_VARIANT_ORIGINAL);
	mc_json_key_text(writer, key, text);
	sodium_memzero(text, sizeof(text));
}

static struct mc_err *add_sealed(struct mc_json_writer *writer, const struct mc_seal_key *key,
				 const char *schema, const char *passphrase, const struct mc_seal_cost *cost)
{
	MC_AUTO(mc_seal_key) outer = MC_SEAL_KEY_INIT;
	MC_AUTO(mc_buf) sealed = MC_BUF_INIT;
	struct recipe recipe = { .cost = *cost };

	mc_seal_random(recipe.salt, sizeof(recipe.salt));
	MC_TRY(key_of_passphrase(&outer, mc_str(passphrase), &recipe));
	mc_json_key(writer, "argon2id");
	mc_json_start(writer, '{');
	mc_json_key_int(writer, "passes", cost->passes);
	mc_json_key_int(writer, "memory_kib", cost->memory_kib);
	add_base64(writer, "salt", recipe.salt, sizeof(recipe.salt));
	mc_json_end(writer);
	mc_seal_add(&sealed, &outer, (struct mc_str){ (const char *)key->bytes, sizeof(key->bytes) }, schema);
	add_base64(writer, "sealed", (const unsigned char *)sealed.ptr, sealed.len);
	return NULL;
}

struct mc_err *mc_seal_secret_format(struct mc_buf *text, const struct mc_seal_key *key, const char *schema,
				     const char *passphrase, const struct mc_seal_cost *cost)
{
	struct mc_json_writer writer = MC_JSON_WRITER(text, true);
	char print[MC_SEAL_PRINT_HEX];

	/* So that no copy of the key stays where the text was before it grew. */
	(void)mc_buf_room(text, FILE_BYTES);
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", schema);
	mc_seal_print(print, key, schema);
	mc_json_key_text(&writer, "print", print);
	if (passphrase)
		MC_TRY(add_sealed(&writer, key, schema, passphrase, cost));
	else
		add_base64(&writer, "key", key->bytes, sizeof(key->bytes));
	mc_json_end(&writer);
	mc_buf_addc(text, '\n');
	return NULL;
}

struct mc_err *mc_seal_key_format(struct mc_buf *text, const struct mc_seal_key *key, const char *passphrase,
				  const struct mc_seal_cost *cost)
{
	return mc_seal_secret_format(text, key, SCHEMA, passphrase, cost);
}

struct mc_err *mc_seal_secret_write(const char *path, const struct mc_seal_key *key, const char *schema,
				    const char *passphrase)
{
	const struct mc_seal_cost cost = MC_SEAL_COST_MODERATE;
	struct mc_buf text = MC_BUF_INIT;
	struct mc_err *err = mc_seal_secret_format(&text, key, schema, passphrase, &cost);

	if (!err)
		err = mc_file_write_new(path, text.ptr, text.len, 0600);
	mc_seal_wipe(&text);
	return err;
}

struct mc_err *mc_seal_key_write(const char *path, const struct mc_seal_key *key, const char *passphrase)
{
	return mc_seal_secret_write(path, key, SCHEMA, passphrase);
}

static struct mc_err *bad_file(const char *what)
{
	return mc_err_new(MC_E_INPUT, _("this is no whole key file: %s"), what);
}

/* Exactly len bytes of the member called key. */
static struct mc_err *read_base64(unsigned char *bytes, size_t len, const struct mc_json_node *node,
				  const char *key)
{
	const char *text = mc_json_as_text(mc_json_find(node, key));
	size_t got = 0;

	if (!text ||
	    sodium_base642bin(bytes, len, text, strlen(text), NULL, &got, NULL,
			      sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    got != len)
		return bad_file(key);
	return NULL;
}

static struct mc_err *read_count(unsigned *count, const struct mc_json_node *node, const char *key,
				 unsigned min, unsigned max)
{
	double number = 0;

	if (!mc_json_as_number(&number, mc_json_find(node, key)) || !(number >= min && number <= max) ||
	    (double)(unsigned)number != number)
		return bad_file(key);
	*count = (unsigned)number;
	return NULL;
}

static struct mc_err *ask(struct mc_seal_key *outer, const struct recipe *recipe,
			  const struct mc_seal_asker *asker)
{
	struct mc_buf passphrase = MC_BUF_INIT;

	(void)mc_buf_room(&passphrase, PASSPHRASE_BYTES);
	struct mc_err *err = asker->ask(&passphrase, asker->context);

	if (!err)
		err = key_of_passphrase(outer, (struct mc_str){ passphrase.ptr, passphrase.len }, recipe);
	mc_seal_wipe(&passphrase);
	return err;
}

static struct mc_err *read_sealed(struct mc_seal_key *key, const struct mc_json_node *root,
				  const char *wanted, const struct mc_seal_asker *asker)
{
	MC_AUTO(mc_seal_key) outer = MC_SEAL_KEY_INIT;
	const struct mc_json_node *node = mc_json_find(root, "argon2id");
	unsigned char sealed[SEALED_BYTES];
	struct recipe recipe = { 0 };
	struct mc_buf open = MC_BUF_INIT;

	MC_TRY(read_count(&recipe.cost.passes, node, "passes", 1, MAX_PASSES));
	MC_TRY(read_count(&recipe.cost.memory_kib, node, "memory_kib", MIN_MEMORY_KIB, MAX_MEMORY_KIB));
	MC_TRY(read_base64(recipe.salt, sizeof(recipe.salt), node, "salt"));
	MC_TRY(read_base64(sealed, sizeof(sealed), root, "sealed"));
	if (!asker)
		return mc_err_new(MC_E_INPUT, _("the key has a passphrase, and nobody can be asked for it"));
	MC_TRY(ask(&outer, &recipe, asker));
	struct mc_err *err =
		mc_seal_open(&open, &outer, (struct mc_str){ (const char *)sealed, sizeof(sealed) }, wanted);

	if (err) {
		mc_err_drop(err);
		err = mc_err_new(MC_E_INPUT, _("this is not the passphrase, or the key file was changed"));
	} else {
		memcpy(key->bytes, open.ptr, sizeof(key->bytes));
	}
	mc_seal_wipe(&open);
	return err;
}

static struct mc_err *read_root(struct mc_seal_key *key, const struct mc_json_node *root, const char *schema,
				const struct mc_seal_asker *asker)
{
	const char *found = mc_json_as_text(mc_json_find(root, "schema"));
	const char *wanted = mc_json_as_text(mc_json_find(root, "print"));
	char print[MC_SEAL_PRINT_HEX];

	if (!found || strcmp(found, schema) != 0)
		return bad_file("schema");
	if (mc_json_find(root, "key"))
		MC_TRY(read_base64(key->bytes, sizeof(key->bytes), root, "key"));
	else
		MC_TRY(read_sealed(key, root, schema, asker));
	mc_seal_print(print, key, schema);
	return wanted && !strcmp(wanted, print) ? NULL : bad_file("print");
}

/* The document keeps copies of its texts in memory that it releases. */
static void wipe_key(const struct mc_json *json)
{
	const struct mc_json_node *node = mc_json_find(mc_json_root(json), "key");
	const char *text = mc_json_as_text(node);

	if (!text)
		return;
	struct mc_str raw = mc_json_raw(json, node);

	sodium_memzero((char *)text, strlen(text));
	sodium_memzero((char *)raw.ptr, raw.len);
}

struct mc_err *mc_seal_secret_parse(struct mc_seal_key *key, struct mc_str text, const char *schema,
				    const struct mc_seal_asker *asker)
{
	MC_AUTO(mc_seal_key) found = MC_SEAL_KEY_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	if (text.len > FILE_BYTES)
		return bad_file(_("it is too large"));
	MC_TRY(mc_json_open(&json, NULL, text.ptr, text.len));
	struct mc_err *err = read_root(&found, mc_json_root(json), schema, asker);

	wipe_key(json);
	if (!err)
		*key = found;
	return err;
}

struct mc_err *mc_seal_key_parse(struct mc_seal_key *key, struct mc_str text,
				 const struct mc_seal_asker *asker)
{
	return mc_seal_secret_parse(key, text, SCHEMA, asker);
}

struct mc_err *mc_seal_secret_read(struct mc_seal_key *key, const char *path, const char *schema,
				   const struct mc_seal_asker *asker)
{
	char bytes[FILE_BYTES];
	size_t len = 0;

	MC_TRY(mc_file_read_private(bytes, &len, sizeof(bytes), path));
	struct mc_err *err = mc_seal_secret_parse(key, (struct mc_str){ bytes, len }, schema, asker);

	sodium_memzero(bytes, sizeof(bytes));
	return err ? mc_err_wrap(err, "%s", path) : NULL;
}

struct mc_err *mc_seal_key_read(struct mc_seal_key *key, const char *path, const struct mc_seal_asker *asker)
{
	return mc_seal_secret_read(key, path, SCHEMA, asker);
}
