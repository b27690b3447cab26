/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_LINT_H
#define MC_CREDENTIAL_LINT_H

#include <stdbool.h>

#include "base/err.h"
#include "ext/json.h"

/**
 * Refuses a credential that verifiers of others would refuse or read differently: control characters, signs
 * beyond the basic plane beside those from U+E000 on, relative IRIs, moments in another form, empty names,
 * two descriptions of the issuer.
 *
 * Errors: MC_E_INPUT with the JSON pointer of the place, and what to change as the hint.
 */
struct mc_err *mc_credential_lint(const struct mc_json *json) MC_MUST_USE;

/** The fixed words of wording rules about the trade marks of others; lang: a language of the certificate's
 * words. */
bool mc_credential_claims_icdl(const char *title);

/** Refuses a title that claims to be a certificate of ICDL or ECDL. centre: code of the accredited centre
 * that the school is, or NULL. Errors: MC_E_INPUT. */
struct mc_err *mc_credential_check_title(const char *title, const char *what, const char *centre) MC_MUST_USE;

#endif
