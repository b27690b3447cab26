/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_STATUS_LIST_H
#define MC_CREDENTIAL_STATUS_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "ext/json.h"

/*
 * Bitstring Status List: one bit for each certificate, in a credential of its own.
 * Source: W3C Bitstring Status List 1.0.
 */

/** Bits of a list: enough that one certificate hides among the others. */
#define MC_STATUS_BITS 131072u

/** Largest list that is read, in bits. */
#define MC_STATUS_MAX_BITS (128u * 1024 * 1024)

/** A list of bits; the first one is the highest of the first byte. */
struct mc_status_list {
	unsigned char *bytes;
	uint64_t bits;
};

#define MC_STATUS_LIST_INIT \
	{ \
		NULL, 0 \
	}

/** A list of MC_STATUS_BITS zeros. */
void mc_status_list_init(struct mc_status_list *list);

/** Frees it. */
void mc_status_list_release(struct mc_status_list *list);

/** Sets a bit; index must be in the list. */
void mc_status_list_set(struct mc_status_list *list, uint64_t index, bool value);

/** A bit; false beyond the list: ask for list->bits where that would be wrong. */
bool mc_status_list_get(const struct mc_status_list *list, uint64_t index);

/** Appends encodedList: "u", then base64url of the bits compressed by gzip; the same bits give the same text
 * with the same zlib. */
void mc_status_list_encode(struct mc_buf *out, const struct mc_status_list *list);

/** Reads encodedList in place of what list holds. Errors: MC_E_INPUT (damaged; fewer than MC_STATUS_BITS),
 * MC_E_LIMIT. */
struct mc_err *mc_status_list_decode(struct mc_status_list *list, const char *text) MC_MUST_USE;

/** What the credential of a list says. */
struct mc_status_wanted {
	const char *url;    /* where it is published: id of the credential */
	const char *issuer; /* DID */
	const char *issuer_name;
	const char *purpose; /* "revocation" or "suspension" */
	const char *valid_from, *valid_until;
};

/** Appends a BitstringStatusListCredential, not signed. */
void mc_status_list_write(struct mc_buf *json, const struct mc_status_list *list,
			  const struct mc_status_wanted *wanted);

#endif
