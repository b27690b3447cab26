/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_LINT_H
#define MC_CREDENTIAL_LINT_H

#include <stdbool.h>

#include "base/err.h"
#include "ext/json.h"

/**
 * Refuses a credential that verifiers of others would refuse or read differently: control characters, signs
 * beyond the basic plane beside those from U+E000 on, relative IRIs, moments in another form, names that are
 * missing or empty, two descriptions of what has one id, such as of the issuer, and items said twice.
 *
 * Errors: MC_E_INPUT with the JSON pointer of the place, and what to change as the hint.
 */
struct mc_err *mc_credential_lint(const struct mc_json *json) MC_MUST_USE;

/** True when a title has a trade mark of ICDL or ECDL and a word for a certificate, licence or diploma, in
 * any order, in Latin, Greek, Cyrillic, Arabic or Ethiopic letters. */
bool mc_credential_claims_icdl(const char *title);

/** Refuses a title that claims to be a certificate of ICDL or ECDL. what: names the title, "the title of the
 * course"; centre: code of the accredited centre that the school is, or NULL. Errors: MC_E_INPUT. */
struct mc_err *mc_credential_check_title(const char *title, const char *what, const char *centre) MC_MUST_USE;

#endif
