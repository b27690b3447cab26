/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_ISSUERS_PART_H
#define MC_CREDENTIAL_ISSUERS_PART_H

/* Only for lib/credential/issuers*.c. */

#include "base/index.h"
#include "credential/issuer.h"
#include "ext/json.h"

#define MC_ISSUERS_SCHEMA "migracode/issuers/v1"
#define MC_ISSUERS_DID_KEY "did:key:"

/** What mc_issuer_print_did() puts behind the id of a key for its P-256 half. */
#define MC_ISSUERS_P256_ENDING "-p256"

/** Longest text of a list. */
#define MC_ISSUERS_MAX_TEXT 2000u

/** A document that is being read. */
struct mc_issuers_reader {
	struct mc_issuers *issuers;
	struct mc_index index; /* of ids, whose texts the arena of issuers owns */
	const char *path;
	struct mc_json *json;
};

/** An error at a value: path, line, column, JSON pointer, message. */
struct mc_err *mc_issuers_fault(const struct mc_issuers_reader *reader, const struct mc_json_node *node,
				const char *message) MC_MUST_USE;

/** Sets text to a copy of a member, which must be a text that is not empty; leaves it alone when there is
 * none. Errors: MC_E_INPUT. */
struct mc_err *mc_issuers_text(const char **text, const struct mc_issuers_reader *reader,
			       const struct mc_json_node *object, const char *key, bool is_needed)
	MC_MUST_USE;

/** The same of a moment of RFC 3339, which is never needed. Errors: MC_E_INPUT. */
struct mc_err *mc_issuers_moment(const char **text, const struct mc_issuers_reader *reader,
				 const struct mc_json_node *object, const char *key) MC_MUST_USE;

/** Reads each element of an array, for which there is room in issuer->keys. Errors: MC_E_INPUT (no array, too
 * long), those of read. */
struct mc_err *mc_issuers_read_keys(struct mc_issuer *issuer, const struct mc_issuers_reader *reader,
				    const struct mc_json_node *array,
				    struct mc_err *(*read)(struct mc_issuer *issuer,
							   const struct mc_issuers_reader *reader,
							   const struct mc_json_node *node)) MC_MUST_USE;

/** Adds an issuer that was read at node. Errors: MC_E_INPUT (there already, too many). */
struct mc_err *mc_issuers_add(struct mc_issuers_reader *reader, const struct mc_issuer *issuer,
			      const struct mc_json_node *node) MC_MUST_USE;

/** Adds the issuer of a DID document. Errors: MC_E_INPUT. Source: W3C Controlled Identifiers 1.0. */
struct mc_err *mc_issuers_read_did(struct mc_issuers_reader *reader, const struct mc_json_node *root)
	MC_MUST_USE;

#endif
