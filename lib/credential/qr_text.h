/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_QR_TEXT_H
#define MC_CREDENTIAL_QR_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "credential/issuer.h"

/*
 * What stands in the QR code of a printed certificate: a link whose fragment, which no server ever sees, says
 * which certificate it is, signed by the issuer:
 *
 *	<page>#v1.<id>.<day>.<index>.<hash>.<signature>
 *
 * id         the 16 bytes of the credential's UUID, base64url without padding (22 characters)
 * day        of the award, "20260512"
 * index      in the status list, decimal; "-" when there is none
 * hash       SHA-256 of the file of the credential, base64url (43 characters)
 * signature  Ed25519 over "migracode-qr-v1", a zero byte, and the text "<id>.<day>.<index>.<hash>"; base64url
 *            (86 characters)
 *
 * page is the address of a verification page, or "migracode:" for a school that has none.
 */
struct mc_qr {
	char uuid[37];
	char day[11]; /* ISO */
	bool has_index;
	uint64_t index;
	unsigned char hash[32];
	unsigned char signature[64];
	struct mc_str signed_part;
};

/** Appends the text for a credential as it is stored. page: NULL for none. Errors: MC_E_INPUT (its id is no
 * urn:uuid, day is none). */
struct mc_err *mc_qr_text_add(struct mc_buf *out, const char *page, struct mc_str credential,
			      const char *uuid, const char *day, bool has_index, uint64_t index,
			      const struct mc_issuer_key *key) MC_MUST_USE;

/** Reads one; what stands before '#' does not matter. signed_part points into text. Errors: MC_E_INPUT. */
struct mc_err *mc_qr_text_read(struct mc_qr *qr, const char *text) MC_MUST_USE;

/** True when one of the keys of an issuer signed it. */
bool mc_qr_is_signed_by(const struct mc_qr *qr, const struct mc_issuer *issuer);

/** True when it was made for these bytes. */
bool mc_qr_is_of(const struct mc_qr *qr, struct mc_str credential);

#endif
