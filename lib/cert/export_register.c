/* SPDX-License-Identifier: MIT */
#include "base/csv.h"
#include "cert/export.h"
#include "cohort/profile.h"
#include "records/people.h"

static void add_text(struct mc_buf *csv, const char *text)
{
	mc_csv_add_safe(csv, text ? text : "", false);
}

static void add_number(struct mc_buf *csv, int64_t number)
{
	mc_buf_addc(csv, ',');
	mc_buf_add_int(csv, number);
}

static struct mc_err *add_name(struct mc_buf *csv, struct mc_records *records, const char *learner)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_profile profile;

	MC_TRY(mc_profile_read(&profile, &arena, records, learner));
	add_text(csv, profile.facts[MC_PROFILE_LEGAL_NAME] ? profile.facts[MC_PROFILE_LEGAL_NAME]
							   : profile.facts[MC_PROFILE_DISPLAY_NAME]);
	return NULL;
}

static struct mc_err *add_row(struct mc_buf *csv, const struct mc_cert_entry *entry,
			      struct mc_records *records, bool names)
{
	mc_csv_add_safe(csv, entry->id, true);
	add_text(csv, entry->learner);
	if (names)
		MC_TRY(add_name(csv, records, entry->learner));
	add_text(csv, entry->cohort);
	add_text(csv, entry->achievement);
	add_text(csv, entry->lang);
	add_text(csv, entry->issued_at);
	add_text(csv, entry->valid_until);
	add_text(csv, entry->rule_set);
	add_number(csv, entry->decision);
	add_text(csv, mc_cert_states[entry->state]);
	add_text(csv, entry->changed_at);
	add_number(csv, entry->list);
	add_number(csv, entry->index);
	add_text(csv, entry->method);
	add_text(csv, entry->hash);
	mc_csv_end_row(csv);
	return NULL;
}

struct mc_err *mc_cert_export_register(struct mc_buf *csv, struct mc_cert_entries *entries,
				       struct mc_records *records, bool names)
{
	static const char before[] = "certificate,learner";
	static const char behind[] = "cohort,achievement,language,issued_at,valid_until,rule_set,decision,"
				     "state,changed_at,status_list,status_index,method,hash";

	mc_buf_addf(csv, names ? "%s,name,%s" : "%s,%s", before, behind);
	mc_csv_end_row(csv);
	if (names)
		MC_TRY(mc_people_unlock(records));
	for (size_t i = 0; i < entries->count; i++)
		MC_TRY(add_row(csv, &entries->items[i], records, names));
	return NULL;
}
