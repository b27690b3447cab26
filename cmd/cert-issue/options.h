/* SPDX-License-Identifier: MIT */
#ifndef MC_CMD_CERT_ISSUE_OPTIONS_H
#define MC_CMD_CERT_ISSUE_OPTIONS_H

#include "base/buf.h"
#include "cli/opt.h"
#include "ext/cms.h"

/* What the options of 'cert issue' say. */

/** Kinds of files as bits of enum mc_carrier: "json,pdf" and "--format json --format pdf" are the same.
 * Errors: MC_E_USAGE. */
struct mc_err *mc_issue_read_formats(unsigned *formats, const struct mc_opt_list *list) MC_MUST_USE;

/** Appends the moment that certificates are dated: a day, or a moment, or now when both are NULL. Errors:
 * MC_E_USAGE. */
struct mc_err *mc_issue_read_moment(struct mc_buf *moment, const char *date, const char *at) MC_MUST_USE;

/** Opens the PKCS#12 file at path with the passphrase from the other one, or from the terminal when that is
 * NULL. Errors: those of mc_passphrase_get() and mc_cms_key_open(). */
struct mc_err *mc_issue_open_pades(struct mc_cms_key **key, const char *path, const char *passphrase_path)
	MC_MUST_USE;

#endif
