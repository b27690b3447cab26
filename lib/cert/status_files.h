/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_STATUS_FILES_H
#define MC_CERT_STATUS_FILES_H

#include "cert/keyring.h"
#include "cert/register.h"

/*
 * The status lists of a school as signed files: certificates/status/<n>.json (revocation: what verifiers of
 * all kinds read) and <n>-suspension.json (which of those in it are only suspended).
 *
 * A credential of Open Badges has room for one status, so a suspended certificate has its bit set in the list
 * of revocations, too, and the second list tells our own verifier that it may come back.
 */

/** Appends the URL of a list for a certificate that is issued now: below status_url of the settings, or
 * urn:uuid: made from DID and number when nothing is published. */
void mc_status_files_url(struct mc_buf *url, const struct mc_keyring *keyring,
			 const struct mc_cert_settings *settings, int64_t list, bool is_suspension);

/**
 * Writes the lists anew from the register, valid from at; files that say the same, are signed with the
 * present key and have half of their time before them stay. The same register, key and moment give the same
 * bytes. Appends the paths that were written, one a line. Errors: MC_E_IO, those of mc_credential_sign().
 */
struct mc_err *mc_status_files_write(struct mc_buf *paths, struct mc_records *records,
				     const struct mc_school *school, const struct mc_keyring *keyring,
				     const struct mc_cert_settings *settings, const char *at) MC_MUST_USE;

/** Appends for people what is to be done with the files that mc_status_files_write() wrote: where each is
 * published, or to whom it is given. Errors: MC_E_IO. */
struct mc_err *mc_status_files_print(struct mc_buf *out, const char *paths, struct mc_records *records)
	MC_MUST_USE;

struct mc_json_writer;

/** Writes the member "files", an array of path and url. Errors: MC_E_IO. */
struct mc_err *mc_status_files_print_json(struct mc_json_writer *writer, const char *paths,
					  struct mc_records *records) MC_MUST_USE;

#endif
