/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_PADES_H
#define MC_CARRIER_PADES_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "ext/cms.h"

/*
 * The signature of the school over a whole PDF, which PDF readers show: PAdES, level B-B.  It says who made
 * the file, as far as the reader trusts the authority behind the key; the credential inside has its own.
 */

/** Appends pdf (made by mc_carrier_put_pdf()) with a signature over all its bytes; at_s (Unix time) is the
 * time that it tells. Errors: MC_E_INPUT (it is signed already), MC_E_TOOL. */
struct mc_err *mc_carrier_sign_pdf(struct mc_buf *out, struct mc_str pdf, const struct mc_cms_key *key,
				   int64_t at_s) MC_MUST_USE;

#endif
