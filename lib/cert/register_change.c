/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "cert/register.h"
#include "cohort/erase.h"
#include "cohort/note.h"

/* ---- changing ---- */

struct changing {
	struct mc_records *records;
	const struct mc_cert_change *change;
	size_t changed;
};

/* As the register has it now; others may write, too. */
static struct mc_err *read_state(enum mc_cert_state *state, struct mc_records *records, const char *id)
{
	MC_AUTO(mc_cert_entries) found = MC_CERT_ENTRIES_INIT;

	MC_TRY(mc_cert_register_find(&found, records, id));
	*state = found.items[0].state;
	return NULL;
}

/* Nothing may be kept of who was erased, but their certificate can still be revoked. */
static struct mc_err *keep_reason(char note[MC_NEW_ID], const struct changing *c,
				  const struct mc_cert_entry *entry)
{
	struct mc_erasure erasure = { .learner = entry->learner };

	note[0] = '\0';
	MC_TRY(mc_erasure_find(&erasure, c->records));
	return erasure.erased_on[0] ? NULL
				    : mc_note_keep(note, c->records, entry->learner, c->change->reason);
}

static struct mc_err *change_one(struct changing *c, const struct mc_cert_entry *entry)
{
	static const char *const kinds[MC_CERT_STATE_COUNT] = {
		[MC_CERT_VALID] = "certificate.restored",
		[MC_CERT_SUSPENDED] = "certificate.suspended",
		[MC_CERT_REVOKED] = "certificate.revoked",
	};
	enum mc_cert_state state = MC_CERT_VALID;
	char note[MC_NEW_ID] = "";
	struct mc_fields fields;

	MC_TRY(read_state(&state, c->records, entry->id));
	if (state == c->change->state)
		return NULL;
	if (state == MC_CERT_REVOKED)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the certificate '%s' is revoked, for ever"),
					      entry->id),
				   "%s", _("issue a new one: 'migracode cert issue'"));
	MC_TRY(keep_reason(note, c, entry));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "certificate", entry->id);
	mc_fields_add_text(&fields, "at", c->change->at);
	mc_fields_add_text(&fields, "note_id", note);
	c->changed++;
	return mc_records_append(c->records, kinds[c->change->state], entry->learner, &fields);
}

static struct mc_err *change_all(void *context)
{
	struct changing *c = context;

	c->changed = 0;
	for (size_t i = 0; i < c->change->count; i++)
		MC_TRY(change_one(c, &c->change->items[i]));
	return NULL;
}

struct mc_err *mc_cert_register_change(size_t *changed, struct mc_records *records,
				       const struct mc_cert_change *change)
{
	static const char *const already[MC_CERT_STATE_COUNT] = {
		[MC_CERT_VALID] = N_("nothing to do: neither suspended nor revoked"),
		[MC_CERT_SUSPENDED] = N_("nothing to do: suspended already"),
		[MC_CERT_REVOKED] = N_("nothing to do: revoked already"),
	};
	struct changing c = { records, change, 0 };

	MC_TRY(mc_note_prepare(records, change->reason));
	MC_TRY(mc_records_write(records, change_all, &c));
	*changed = c.changed;
	if (c.changed > 0)
		return NULL;
	return mc_err_new(MC_E_NOTHING, "%s", _(already[change->state]));
}
