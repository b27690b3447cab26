/* SPDX-License-Identifier: MIT */
#include "credential/sign.h"

#include "base/base58.h"
#include "base/i18n.h"
#include "credential/lint.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "linked/integrity.h"

/* Deepest document that is signed: the writer's limit, less what stands around. */
enum { MAX_DEPTH = MC_JSON_WRITE_MAX_DEPTH - 4 };

static struct mc_err *copy(struct mc_json_writer *writer, const struct mc_json *json,
			   const struct mc_json_node *node);

static struct mc_err *copy_children(struct mc_json_writer *writer, const struct mc_json *json,
				    const struct mc_json_node *node)
{
	if (writer->depth >= MAX_DEPTH)
		return mc_err_new(MC_E_INPUT, _("a credential is nested too deeply"));
	mc_json_start(writer, mc_json_type(node) == MC_JSON_ARRAY ? '[' : '{');
	for (const struct mc_json_node *child = mc_json_first(node); child; child = mc_json_next(child)) {
		if (mc_json_key_of(child))
			mc_json_key(writer, mc_json_key_of(child));
		MC_TRY(copy(writer, json, child));
	}
	mc_json_end(writer);
	return NULL;
}

/* Writes a value in the layout of the writer; numbers stay as they were written. */
static struct mc_err *copy(struct mc_json_writer *writer, const struct mc_json *json,
			   const struct mc_json_node *node)
{
	enum mc_json_type type = mc_json_type(node);

	if (type == MC_JSON_ARRAY || type == MC_JSON_OBJECT)
		return copy_children(writer, json, node);
	if (type == MC_JSON_TEXT) {
		mc_json_text(writer, mc_json_as_text(node));
	} else {
		struct mc_str raw = mc_json_raw(json, node);

		mc_json_splice(writer, raw.ptr, raw.len);
	}
	return NULL;
}

/* Opens what is to be signed and refuses what must not be. */
static struct mc_err *open_unsigned(struct mc_json **json, struct mc_str text)
{
	MC_AUTOPTR(mc_json) found = NULL;

	MC_TRY(mc_json_open(&found, NULL, text.ptr, text.len));
	MC_TRY(mc_credential_lint(found));
	if (mc_json_find(mc_json_root(found), "proof"))
		return mc_err_new(MC_E_INPUT, _("the credential is signed already"));
	*json = MC_TAKE(found);
	return NULL;
}

/* One proof; value NULL: without proofValue, as it is hashed. The context of the document counts for an RDFC
 * proof without being told; a JCS proof tells it. */
static struct mc_err *write_proof(struct mc_json_writer *writer, const struct mc_json *json,
				  enum mc_integrity_suite suite, const struct mc_signer *signer,
				  const char *value)
{
	const struct mc_json_node *context = mc_json_find(mc_json_root(json), "@context");

	mc_json_start(writer, '{');
	if (suite == MC_INTEGRITY_JCS && context) {
		mc_json_key(writer, "@context");
		MC_TRY(copy(writer, json, context));
	}
	mc_json_key_text(writer, "type", "DataIntegrityProof");
	mc_json_key_text(writer, "cryptosuite", mc_integrity_name(suite));
	mc_json_key_text(writer, "created", signer->created);
	mc_json_key_text(writer, "verificationMethod", signer->method);
	mc_json_key_text(writer, "proofPurpose", "assertionMethod");
	if (value)
		mc_json_key_text(writer, "proofValue", value);
	mc_json_end(writer);
	return NULL;
}

static struct mc_err *add_proof(struct mc_json_writer *writer, const struct mc_json *json,
				enum mc_integrity_suite suite, const struct mc_signer *signer)
{
	MC_AUTO(mc_buf) options_text = MC_BUF_INIT;
	MC_AUTO(mc_buf) value = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) options = NULL;
	struct mc_json_writer options_writer = MC_JSON_WRITER(&options_text, false);
	unsigned char hash[MC_INTEGRITY_BYTES];
	unsigned char signature[MC_SIGN_BYTES];

	MC_TRY(write_proof(&options_writer, json, suite, signer, NULL));
	MC_TRY(mc_json_open(&options, NULL, options_text.ptr, options_text.len));
	MC_TRY(mc_integrity_hash(hash, suite, mc_json_root(json), mc_json_root(options), signer->hashes));
	mc_sign_bytes(signature, &signer->key->sign, hash, sizeof(hash));
	mc_buf_addc(&value, 'z'); /* multibase: base58btc */
	mc_base58_add(&value, (struct mc_str){ (const char *)signature, sizeof(signature) });
	return write_proof(writer, json, suite, signer, value.ptr);
}

struct mc_err *mc_credential_sign(struct mc_buf *out, struct mc_str unsigned_json,
				  const struct mc_signer *signer)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	MC_TRY(open_unsigned(&json, unsigned_json));
	mc_json_start(&writer, '{');
	for (const struct mc_json_node *member = mc_json_first(mc_json_root(json)); member;
	     member = mc_json_next(member)) {
		mc_json_key(&writer, mc_json_key_of(member));
		MC_TRY(copy(&writer, json, member));
	}
	/* RDFC first: a verifier that is in use takes the first proof for one. */
	mc_json_key(&writer, "proof");
	mc_json_start(&writer, '[');
	MC_TRY(add_proof(&writer, json, MC_INTEGRITY_RDFC, signer));
	MC_TRY(add_proof(&writer, json, MC_INTEGRITY_JCS, signer));
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(&text, '\n');
	mc_buf_add(out, text.ptr, text.len);
	return NULL;
}
