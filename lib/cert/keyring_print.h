/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_KEYRING_PRINT_H
#define MC_CERT_KEYRING_PRINT_H

#include "cert/keyring.h"

/** Appends for people which keys the school has had, by DID. */
void mc_keyring_print_text(struct mc_buf *out, const struct mc_keyring *keyring);

/** Appends what is to be done after a key was made: what to keep, what to publish and where. */
void mc_keyring_print_made(struct mc_buf *out, const struct mc_keyring *keyring,
			   const struct mc_school *school);

/** Appends the document "migracode/issuer-keys/v1" and a line feed. */
void mc_keyring_print_json(struct mc_buf *out, const struct mc_keyring *keyring,
			   const struct mc_school *school);

/** Appends where the document of a DID of the method web is published. Source: did:web Method Specification.
 */
void mc_keyring_did_url(struct mc_buf *url, const char *did);

#endif
