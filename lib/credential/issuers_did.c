/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "credential/issuers_part.h"

/*
 * DID documents are written by all kinds of programs: what is no Multikey of the kinds that sign certificates
 * is passed over, and what is one must be right.
 */

/* "#key-1" is short for the id of the document and this. */
static const char *whole_id(const struct mc_issuers_reader *reader, const struct mc_issuer *issuer,
			    const char *id)
{
	return id[0] == '#' ? mc_arena_format(&reader->issuers->arena, "%s%s", issuer->id, id) : id;
}

/* True when the document names the key among those that sign statements. */
static bool asserts(const struct mc_issuers_reader *reader, const struct mc_issuer *issuer, const char *id)
{
	const struct mc_json_node *list = mc_json_find(mc_json_root(reader->json), "assertionMethod");

	for (const struct mc_json_node *node = mc_json_first(list); node; node = mc_json_next(node)) {
		const char *one = mc_json_as_text(node);

		if (one && !strcmp(whole_id(reader, issuer, one), id))
			return true;
	}
	return false;
}

static bool belongs(const struct mc_issuers_reader *reader, const struct mc_issuer *issuer,
		    const struct mc_json_node *node, const char *id)
{
	const char *type = mc_json_as_text(mc_json_find(node, "type"));
	const char *controller = mc_json_as_text(mc_json_find(node, "controller"));
	size_t len = strlen(issuer->id);

	return type && !strcmp(type, "Multikey") && controller && !strcmp(controller, issuer->id) &&
	       !strncmp(id, issuer->id, len) && id[len] == '#' && asserts(reader, issuer, id);
}

static struct mc_err *read_method(struct mc_issuer *issuer, const struct mc_issuers_reader *reader,
				  const struct mc_json_node *node)
{
	unsigned char bytes[MC_SIGN_PUBLIC_BYTES], point[MC_EC_PUBLIC_BYTES];
	struct mc_issuer_public key = { 0 };
	const char *multibase = NULL;

	MC_TRY(mc_issuers_text(&key.id, reader, node, "id", true));
	key.id = whole_id(reader, issuer, key.id);
	if (!belongs(reader, issuer, node, key.id))
		return NULL;
	MC_TRY(mc_issuers_text(&multibase, reader, node, "publicKeyMultibase", true));
	MC_TRY(mc_issuers_moment(&key.until, reader, node, "expires"));
	MC_TRY(mc_issuers_moment(&key.revoked, reader, node, "revoked"));
	if (mc_multikey_read(bytes, multibase))
		key.multikey = multibase;
	else if (mc_multikey_read_p256(point, multibase))
		key.p256 = multibase;
	else
		return NULL;
	for (size_t i = 0; i < issuer->key_count; i++)
		if (!strcmp(issuer->keys[i].id, key.id))
			return mc_issuers_fault(reader, node, _("this key stands there twice"));
	issuer->keys[issuer->key_count++] = key;
	return NULL;
}

struct mc_err *mc_issuers_read_did(struct mc_issuers_reader *reader, const struct mc_json_node *root)
{
	struct mc_issuer issuer = { 0 };

	MC_TRY(mc_issuers_text(&issuer.id, reader, root, "id", true));
	if (strncmp(issuer.id, "did:", 4) != 0)
		return mc_issuers_fault(reader, mc_json_find(root, "id"), _("this must start with 'did:'"));
	MC_TRY(mc_issuers_read_keys(&issuer, reader, mc_json_find(root, "verificationMethod"), read_method));
	if (!issuer.key_count)
		return mc_issuers_fault(reader, root,
					_("this document has no key that signs certificates: a Multikey of "
					  "Ed25519 or P-256 that is named in 'assertionMethod'"));
	return mc_issuers_add(reader, &issuer, root);
}
