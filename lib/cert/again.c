/* SPDX-License-Identifier: MIT */
#include "cert/again.h"

#include <string.h>

#include "base/i18n.h"
#include "cohort/consent.h"
#include "cohort/purpose.h"

static struct mc_err *with_remedy(struct mc_err *err, const char *id)
{
	return mc_err_hint(err,
			   _("type 'migracode cert revoke %s --reason …', then 'migracode cert issue' with "
			     "--replace"),
			   id);
}

static bool is_key_lost(const struct mc_issuers *issuers, const char *method)
{
	for (size_t i = 0; i < issuers->count; i++) {
		const struct mc_issuer_public *key = mc_issuer_find_key(&issuers->items[i], method);

		if (key)
			return key->revoked;
	}
	return false;
}

static bool names_somebody(const struct mc_badge *badge)
{
	for (size_t i = 0; i < badge->identity_count; i++)
		if (!badge->identities[i].is_hashed)
			return true;
	return false;
}

struct mc_err *mc_cert_check_again(const struct mc_cert_entry *entry, const struct mc_badge *badge,
				   const struct mc_keyring *keyring, struct mc_records *records)
{
	MC_AUTO(mc_consents) consents = MC_CONSENTS_INIT;

	if (is_key_lost(&keyring->issuers, entry->method))
		return with_remedy(mc_err_new(MC_E_INPUT,
					      _("the key that signed the certificate '%s' was lost, so "
						"nobody accepts it"),
					      entry->id),
				   entry->id);
	if (!names_somebody(badge))
		return NULL;
	MC_TRY(mc_consents_read(&consents, records, entry->learner));
	if (mc_consents_has(&consents, MC_PURPOSE_CERTIFICATE_NAME))
		return NULL;
	return with_remedy(mc_err_new(MC_E_INPUT,
				      _("the certificate '%s' has the name of the learner '%s' in its "
					"document, to which they no longer agree"),
				      entry->id, entry->learner),
			   entry->id);
}
