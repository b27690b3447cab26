/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_EXPORT_H
#define MC_CERT_EXPORT_H

#include "cert/cabinet.h"
#include "cert/register.h"
#include "credential/badge.h"

/*
 * Certificates of the register in the forms of others.  A certificate that is revoked or suspended is not
 * given away again.
 */

/** A certificate on its way out. */
struct mc_cert_export {
	struct mc_cabinet cabinet;
	struct mc_cert_entries entries; /* one */
	struct mc_arena arena;
	struct mc_buf bytes; /* as they were signed */
	struct mc_badge badge;
};

#define MC_CERT_EXPORT_INIT \
	{ \
		.cabinet = MC_CABINET_INIT, .entries = MC_CERT_ENTRIES_INIT, .arena = MC_ARENA_INIT, \
		.bytes = MC_BUF_INIT \
	}

/** Opens a school and reads the certificate that an id, or its first 8 or more characters, name. Errors:
 * those of mc_cabinet_open(), mc_cert_register_find() and mc_cert_register_bytes(); MC_E_INPUT (it is revoked
 * or suspended; the learner was erased). */
struct mc_err *mc_cert_export_open(struct mc_cert_export *export, const struct mc_cabinet_place *place,
				   const char *id) MC_MUST_USE;

/** Frees and wipes all. */
void mc_cert_export_release(struct mc_cert_export *export);

/** Appends the certificate as a JWT, signed now. asker: for the passphrase of the key. Errors: those of
 * mc_keyring_open() and mc_credential_sign_jwt(); MC_E_INPUT (the school had another DID when it was issued).
 */
struct mc_err *mc_cert_export_jwt(struct mc_buf *jwt, struct mc_cert_export *export,
				  const struct mc_seal_asker *asker) MC_MUST_USE;

/** Appends the address at which LinkedIn lets somebody add the certificate to their profile; nothing is sent.
 * Its parameters are those of LinkedIn's "add to profile": the certificate can be verified by certUrl when
 * the school has a verification page, and otherwise by the file alone. asker: as above; a school without such
 * a page needs no key. Errors: those of mc_keyring_open() and mc_qr_text_add(). */
struct mc_err *mc_cert_export_linkedin(struct mc_buf *url, struct mc_cert_export *export,
				       const struct mc_seal_asker *asker) MC_MUST_USE;

/**
 * Appends the certificate as unsigned JSON of the European Learning Model 3, as the Europass issuer of the
 * European Commission takes it for sealing.
 *
 * asker  for the passphrase of the key: the picture of the certificate has its QR code
 *
 * Errors: MC_E_INPUT (the name is hashed, because the learner has not agreed to it; country or language that
 * the model has no code for), those of printing.
 * Source: European Learning Model, application profile "EDC generic full" 1.1.0.
 */
struct mc_err *mc_cert_export_elm(struct mc_buf *json, struct mc_cert_export *export,
				  const struct mc_seal_asker *asker) MC_MUST_USE;

/** Appends the register as a table for spreadsheets (RFC 4180). names: with the name of each learner, legal
 * or else displayed; "" for those who were erased. Errors: MC_E_IO, those of records/people.h. */
struct mc_err *mc_cert_export_register(struct mc_buf *csv, struct mc_cert_entries *entries,
				       struct mc_records *records, bool names) MC_MUST_USE;

#endif
