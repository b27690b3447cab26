/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_KEYRING_H
#define MC_CERT_KEYRING_H

#include "cert/settings.h"
#include "credential/sign.h"

/*
 * The keys of a school: the secret one that signs now, and the public ones of all times.
 */

/** The school as an issuer, ready to sign. */
struct mc_keyring {
	struct mc_issuer_key key;
	struct mc_issuers issuers; /* the school: one for each DID that it has had, the present one first */
	const char *id;		   /* DID of the school */
	const char *method;	   /* of the key that signs now */
};

#define MC_KEYRING_INIT \
	{ \
		.key = MC_ISSUER_KEY_INIT, .issuers = MC_ISSUERS_INIT \
	}

/** Wipes and frees. */
void mc_keyring_release(struct mc_keyring *keyring);

/**
 * Reads the key that signs now, after mending files that a program which was cut off left behind. What keys
 * there are is in the records; the files follow from them.
 *
 * asker  for the passphrase
 *
 * Errors: MC_E_INPUT (there is no key: the hint says cert keygen; the file has another one than the records;
 * school.json has another DID than the key), those of mc_issuer_key_read().
 */
struct mc_err *mc_keyring_open(struct mc_keyring *keyring, const struct mc_school *school,
			       const struct mc_cert_settings *settings, struct mc_records *records,
			       const struct mc_seal_asker *asker) MC_MUST_USE;

/** Only the public half: no passphrase is asked for. Errors: as above. */
struct mc_err *mc_keyring_open_public(struct mc_keyring *keyring, const struct mc_school *school,
				      const struct mc_cert_settings *settings, struct mc_records *records)
	MC_MUST_USE;

/** Refuses a first key where there is one, and a new one where there is none: before anybody is asked for a
 * passphrase. Errors: MC_E_INPUT, MC_E_IO. */
struct mc_err *mc_keyring_check_new(const struct mc_cert_settings *settings, struct mc_records *records,
				    bool is_rotation) MC_MUST_USE;

/** Makes the first key of a school and records it. at: moment. Errors: MC_E_INPUT (there is one already),
 * MC_E_IO. */
struct mc_err *mc_keyring_create(const struct mc_school *school, const struct mc_cert_settings *settings,
				 struct mc_records *records, const char *passphrase, const char *at)
	MC_MUST_USE;

/** Makes a new key; the old one signs no more and what it signed stays valid, unless it was lost to others.
 * With did:key the school has a new DID then, and its list of issuers has both. Errors: as above. */
struct mc_err *mc_keyring_rotate(const struct mc_school *school, const struct mc_cert_settings *settings,
				 struct mc_records *records, const char *passphrase, const char *at,
				 bool is_lost) MC_MUST_USE;

#endif
