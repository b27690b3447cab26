/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_AGAIN_H
#define MC_CERT_AGAIN_H

#include "cert/keyring.h"
#include "cert/register.h"
#include "credential/badge.h"

/** Checks whether a certificate of the register may be given out again: nobody accepts one that was signed
 * with a lost key, and one that names the learner needs that they still agree. keyring: with its issuers.
 * Errors: MC_E_INPUT (it may not, with what to do instead), MC_E_IO. */
struct mc_err *mc_cert_check_again(const struct mc_cert_entry *entry, const struct mc_badge *badge,
				   const struct mc_keyring *keyring, struct mc_records *records) MC_MUST_USE;

#endif
