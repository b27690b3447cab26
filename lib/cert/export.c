/* SPDX-License-Identifier: MIT */
#include "cert/export.h"

#include <string.h>

#include "base/i18n.h"
#include "cert/again.h"
#include "credential/sign.h"
#include "records/people.h"

void mc_cert_export_release(struct mc_cert_export *export)
{
	mc_buf_release(&export->bytes);
	mc_arena_release(&export->arena);
	mc_cert_entries_release(&export->entries);
	mc_cabinet_release(&export->cabinet);
}

static struct mc_err *check_state(const struct mc_cert_entry *entry)
{
	if (entry->state == MC_CERT_REVOKED)
		return mc_err_new(MC_E_INPUT, _("the certificate '%s' is revoked"), entry->id);
	if (entry->state == MC_CERT_SUSPENDED)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the certificate '%s' is suspended"), entry->id),
				   "migracode cert restore %s", entry->id);
	return NULL;
}

struct mc_err *mc_cert_export_open(struct mc_cert_export *export, const struct mc_cabinet_place *place,
				   const char *id)
{
	MC_AUTO(mc_keyring) keyring = MC_KEYRING_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_cabinet_open(&export->cabinet, place));
	struct mc_records *records = export->cabinet.office.records;

	MC_TRY(mc_cert_register_find(&export->entries, records, id));
	const struct mc_cert_entry *entry = &export->entries.items[0];

	MC_TRY(check_state(entry));
	MC_TRY(mc_people_unlock(records));
	MC_TRY(mc_cert_register_bytes(&export->bytes, records, entry));
	MC_TRY(mc_json_open(&json, NULL, export->bytes.ptr, export->bytes.len));
	MC_TRY(mc_badge_read(&export->badge, &export->arena, mc_json_root(json)));
	MC_TRY(mc_keyring_open_public(&keyring, &export->cabinet.office.school, &export->cabinet.settings,
				      records));
	return mc_cert_check_again(entry, &export->badge, &keyring, records);
}

static struct mc_err *open_key(struct mc_cert_export *export, const struct mc_seal_asker *asker)
{
	struct mc_cabinet *cabinet = &export->cabinet;

	return mc_keyring_open(&cabinet->keyring, &cabinet->office.school, &cabinet->settings,
			       cabinet->office.records, asker);
}

struct mc_err *mc_cert_export_jwt(struct mc_buf *jwt, struct mc_cert_export *export,
				  const struct mc_seal_asker *asker)
{
	struct mc_cabinet *cabinet = &export->cabinet;
	const struct mc_keyring *keyring = &cabinet->keyring;

	MC_TRY(open_key(export, asker));
	if (!export->badge.issuer.id || strcmp(export->badge.issuer.id, keyring->id) != 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the certificate '%s' was issued in the name of another key"),
					      export->entries.items[0].id),
				   "%s",
				   _("revoke it and issue another one: 'migracode cert issue --replace'"));
	const struct mc_signer signer = { &keyring->key, keyring->method, cabinet->at, NULL };

	return mc_credential_sign_jwt(jwt, (struct mc_str){ export->bytes.ptr, export->bytes.len }, &signer);
}
