/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_KEYRING_PART_H
#define MC_CERT_KEYRING_PART_H

#include "cert/keyring.h"

/*
 * What reading and making keys share.  The records say which keys there are; a new secret is written beside
 * the present one before it is recorded, under a name that has its public half, and takes the place of the
 * present one afterwards: so whatever is cut off can be finished without the secret.
 */

/** Reads the keys from the records into issuers, and says which one signs now: NULL for none. Errors:
 * MC_E_IO.
 */
struct mc_err *mc_keyring_read(struct mc_keyring *keyring, const struct mc_issuer_public **present,
			       const struct mc_cert_settings *settings, struct mc_records *records)
	MC_MUST_USE;

/** Where a secret stands until it is recorded; owned by the caller. */
char *mc_keyring_pending(const struct mc_school *school, const char *multikey)
	__attribute__((returns_nonnull));

/** Puts the present secret in its place and writes the public files, when they do not say that yet. Errors:
 * MC_E_IO. */
struct mc_err *mc_keyring_mend(const struct mc_keyring *keyring, const struct mc_issuer_public *present,
			       const struct mc_school *school) MC_MUST_USE;

#endif
