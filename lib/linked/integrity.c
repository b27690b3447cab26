/* SPDX-License-Identifier: MIT */
#include "linked/integrity.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/hash.h"
#include "linked/expand.h"
#include "linked/jcs.h"
#include "linked/quads.h"

enum { HASH_BYTES = MC_INTEGRITY_BYTES / 2 };

const char *mc_integrity_name(enum mc_integrity_suite suite)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_INTEGRITY_SUITES(X)
#undef X
	};

	return names[suite];
}

static unsigned digit_value(char digit)
{
	return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

static void hash_text(unsigned char hash[HASH_BYTES], const struct mc_buf *text, struct mc_hash_many *hashes)
{
	char hex[MC_HASH_HEX];

	if (hashes)
		mc_hash_many_bytes(hex, hashes, text->ptr, text->len);
	else
		mc_hash_bytes(hex, text->ptr, text->len);
	for (size_t i = 0; i < HASH_BYTES; i++)
		hash[i] = (unsigned char)(digit_value(hex[2 * i]) << 4 | digit_value(hex[2 * i + 1]));
}

/* A proof that was made for another context could give words another meaning. */
static struct mc_err *check_context(const struct mc_json_node *context, const struct mc_json_node *own)
{
	MC_AUTO(mc_buf) of_document = MC_BUF_INIT;
	MC_AUTO(mc_buf) of_proof = MC_BUF_INIT;

	if (!own)
		return NULL;
	MC_TRY(mc_jcs_add(&of_proof, own, NULL));
	if (context)
		MC_TRY(mc_jcs_add(&of_document, context, NULL));
	if (strcmp(of_document.ptr, of_proof.ptr) != 0)
		return mc_err_new(MC_E_INPUT, "%s", _("proof and document do not have the same '@context'"));
	return NULL;
}

static struct mc_err *add_statements(struct mc_buf *text, const struct mc_json_node *node,
				     const char *without, const struct mc_json_node *context,
				     struct mc_hash_many *hashes)
{
	MC_AUTO(mc_quads) quads = MC_QUADS_INIT;

	MC_TRY(mc_expand(&quads, node, without, context));
	return mc_quads_canonize(text, &quads, hashes);
}

static struct mc_err *add_canonical(struct mc_buf *text, enum mc_integrity_suite suite,
				    const struct mc_json_node *node, const char *without,
				    const struct mc_json_node *context, struct mc_hash_many *hashes)
{
	return suite == MC_INTEGRITY_JCS ? mc_jcs_add(text, node, without)
					 : add_statements(text, node, without, context, hashes);
}

struct mc_err *mc_integrity_hash(unsigned char hash[MC_INTEGRITY_BYTES], enum mc_integrity_suite suite,
				 const struct mc_json_node *document, const struct mc_json_node *proof,
				 struct mc_hash_many *hashes)
{
	const struct mc_json_node *context = mc_json_find(document, "@context");
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (suite == MC_INTEGRITY_JCS)
		MC_TRY(check_context(context, mc_json_find(proof, "@context")));
	MC_TRY_AS(add_canonical(&text, suite, proof, "proofValue", context, hashes), "%s", _("in the proof"));
	hash_text(hash, &text, hashes);
	mc_buf_reset(&text);
	MC_TRY(add_canonical(&text, suite, document, "proof", NULL, hashes));
	hash_text(hash + HASH_BYTES, &text, hashes);
	return NULL;
}
