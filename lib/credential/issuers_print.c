/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "credential/issuers_part.h"
#include "ext/json_write.h"

static void write_text(struct mc_json_writer *writer, const char *key, const char *text)
{
	if (text)
		mc_json_key_text(writer, key, text);
}

static void write_key(struct mc_json_writer *writer, const struct mc_issuer_public *key)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", key->id);
	write_text(writer, "publicKeyMultibase", key->multikey);
	write_text(writer, "p256", key->p256);
	write_text(writer, "from", key->from);
	write_text(writer, "until", key->until);
	write_text(writer, "revoked", key->revoked);
	mc_json_end(writer);
}

static void write_issuer(struct mc_json_writer *writer, const struct mc_issuer *issuer)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", issuer->id);
	/* A list needs a name, which a DID document does not have. */
	mc_json_key_text(writer, "name", issuer->name ? issuer->name : issuer->id);
	write_text(writer, "url", issuer->url);
	write_text(writer, "successor", issuer->successor);
	mc_json_key(writer, "keys");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < issuer->key_count; i++)
		write_key(writer, &issuer->keys[i]);
	mc_json_end(writer);
	mc_json_end(writer);
}

void mc_issuers_print(struct mc_buf *out, const struct mc_issuers *issuers)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", MC_ISSUERS_SCHEMA);
	mc_json_key(&writer, "issuers");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < issuers->count; i++)
		write_issuer(&writer, &issuers->items[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

static void write_method(struct mc_json_writer *writer, const struct mc_issuer *issuer, const char *id,
			 const char *multibase)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", id);
	mc_json_key_text(writer, "type", "Multikey");
	mc_json_key_text(writer, "controller", issuer->id);
	mc_json_key_text(writer, "publicKeyMultibase", multibase);
	mc_json_end(writer);
}

/* The methods themselves, or only their ids.  "expires" is left out: other verifiers then refuse what the key
 * signed while it was good. */
static void write_methods(struct mc_json_writer *writer, const struct mc_issuer *issuer, bool only_ids)
{
	MC_AUTO(mc_buf) other = MC_BUF_INIT;

	mc_json_start(writer, '[');
	for (size_t i = 0; i < issuer->key_count; i++) {
		const struct mc_issuer_public *key = &issuer->keys[i];

		if (key->revoked)
			continue;
		if (key->multikey && only_ids)
			mc_json_text(writer, key->id);
		else if (key->multikey)
			write_method(writer, issuer, key->id, key->multikey);
		if (!key->p256)
			continue;
		mc_buf_reset(&other);
		mc_buf_addf(&other, "%s%s", key->id, key->multikey ? MC_ISSUERS_P256_ENDING : "");
		if (only_ids)
			mc_json_text(writer, other.ptr);
		else
			write_method(writer, issuer, other.ptr, key->p256);
	}
	mc_json_end(writer);
}

void mc_issuer_print_did(struct mc_buf *out, const struct mc_issuer *issuer)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key(&writer, "@context");
	mc_json_start(&writer, '[');
	mc_json_text(&writer, "https://www.w3.org/ns/did/v1");
	mc_json_text(&writer, "https://w3id.org/security/multikey/v1");
	mc_json_end(&writer);
	mc_json_key_text(&writer, "id", issuer->id);
	mc_json_key(&writer, "verificationMethod");
	write_methods(&writer, issuer, false);
	mc_json_key(&writer, "assertionMethod");
	write_methods(&writer, issuer, true);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
