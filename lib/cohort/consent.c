/* SPDX-License-Identifier: MIT */
#include "cohort/consent.h"

#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/day.h"
#include "cohort/erase.h"
#include "course/spec.h"
#include "records/people.h"

void mc_consents_release(struct mc_consents *consents)
{
	free(consents->items);
	mc_arena_release(&consents->arena);
	*consents = (struct mc_consents)MC_CONSENTS_INIT;
}

/* ---- reading ---- */

static const char *copy(struct mc_consents *consents, const struct mc_query *query, unsigned column)
{
	return mc_query_copy(&consents->arena, query, column);
}

struct mc_err *mc_consents_read(struct mc_consents *consents, struct mc_records *records, const char *learner)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT learner_id, purpose, version, lang, given_on, withdrawn_on, taken_by FROM consent"
		" WHERE school_id = ?1 AND (learner_id = ?2 OR (?2 = '' AND withdrawn_on IS NOT NULL))"
		" ORDER BY learner_id, purpose"));
	mc_query_bind_text(query, 2, learner ? learner : "");
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		struct mc_consent *consent = MC_VEC_ADD(consents->items, consents->count, consents->capacity);

		*consent = (struct mc_consent){
			copy(consents, query, 0), mc_arena_strdup(&consents->arena, mc_query_text(query, 1)),
			copy(consents, query, 2), copy(consents, query, 3),
			copy(consents, query, 4), copy(consents, query, 5),
			copy(consents, query, 6)
		};
	}
	mc_query_reset(query);
	return NULL;
}

bool mc_consents_has(const struct mc_consents *consents, enum mc_purpose purpose)
{
	for (size_t i = 0; i < consents->count; i++) {
		const struct mc_consent *consent = &consents->items[i];

		if (!strcmp(consent->purpose, mc_purpose_names[purpose]))
			return consent->given_on && !consent->withdrawn_on;
	}
	return false;
}

/* ---- changing ---- */

struct changing {
	struct mc_records *records;
	const struct mc_consent *consent;
	enum mc_purpose purpose;
	const char *kind;
	const char *on;
};

static struct mc_err *check_learner(const struct changing *c)
{
	struct mc_erasure erasure = { .learner = c->consent->learner };

	MC_TRY(mc_erasure_find(&erasure, c->records));
	return mc_erasure_refuse(c->records, erasure.learner);
}

static struct mc_err *find_recorded(const struct mc_consent **found, struct mc_consents *consents,
				    const struct changing *c)
{
	*found = NULL;
	MC_TRY(mc_consents_read(consents, c->records, c->consent->learner));
	for (size_t i = 0; i < consents->count; i++) {
		if (!strcmp(consents->items[i].purpose, c->consent->purpose))
			*found = &consents->items[i];
	}
	return NULL;
}

static bool is_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static struct mc_err *give(void *context)
{
	const struct changing *c = context;
	const struct mc_consent *consent = c->consent;
	MC_AUTO(mc_consents) consents = MC_CONSENTS_INIT;
	const struct mc_consent *recorded = NULL;
	struct mc_fields fields;

	MC_TRY(check_learner(c));
	MC_TRY(find_recorded(&recorded, &consents, c));
	if (recorded && !recorded->withdrawn_on && is_same(recorded->version, consent->version) &&
	    is_same(recorded->lang, consent->lang) && is_same(recorded->given_on, consent->given_on))
		return mc_err_new(MC_E_NOTHING, "%s", _("this consent is recorded already"));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "purpose", consent->purpose);
	mc_fields_add_text(&fields, "version", consent->version);
	mc_fields_add_text(&fields, "lang", consent->lang);
	mc_fields_add_text(&fields, "on", consent->given_on);
	mc_fields_add_text(&fields, "taken_by", consent->taken_by);
	return mc_records_append(c->records, "consent.given", consent->learner, &fields);
}

static struct mc_err *check_text(const char *text, const char *option)
{
	if (text && strlen(text) > MC_CONSENT_MAX_TEXT)
		return mc_err_new(MC_E_INPUT, _("'%s' has at most %u bytes"), option, MC_CONSENT_MAX_TEXT);
	return NULL;
}

static struct mc_err *check_purpose(enum mc_purpose *purpose, const char *name)
{
	MC_TRY(mc_purpose_find(purpose, name));
	if (mc_purpose_needs_consent(*purpose))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("what is kept for '%s' does not rest on consent"), name),
			   "%s", _("'migracode privacy consent show' tells what does"));
}

struct mc_err *mc_consent_give(struct mc_records *records, const struct mc_consent *consent)
{
	struct changing c = { .records = records, .consent = consent };

	MC_TRY(check_purpose(&c.purpose, consent->purpose));
	MC_TRY(mc_day_check(consent->given_on, "--on"));
	MC_TRY(check_text(consent->version, "--text"));
	MC_TRY(check_text(consent->taken_by, "--by"));
	if (consent->lang && !mc_spec_is_lang(consent->lang))
		return mc_err_new(MC_E_INPUT, _("'%s' is no code of a language, such as en or ar"),
				  consent->lang);
	return mc_records_write(records, give, &c);
}

/* ---- emptying ---- */

static struct mc_err *empty_profile(const struct changing *c)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_profile profile;
	bool is_changed = false;

	MC_TRY(mc_profile_read(&profile, &arena, c->records, c->consent->learner));
	for (unsigned i = 0; i < MC_PROFILE_COUNT; i++) {
		if (mc_purpose_of_profile((enum mc_profile_fact)i) != c->purpose || !profile.facts[i])
			continue;
		profile.facts[i] = NULL;
		is_changed = true;
		MC_TRY(mc_people_remove_prints(c->records, c->consent->learner, mc_profile_keys[i]));
	}
	if (!is_changed)
		return NULL;
	if (mc_profile_is_empty(&profile))
		return mc_people_remove(c->records, c->consent->learner, MC_PEOPLE_PROFILE);
	return mc_profile_write(c->records, c->consent->learner, &profile, NULL);
}

static struct mc_err *remove_notes(const struct changing *c)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, c->records,
				"DELETE FROM person WHERE school_id = ?1 AND learner_id = ?2 AND part <> ?3"
				" AND (part < ?4 OR part >= ?5)"));
	mc_query_bind_text(query, 2, c->consent->learner);
	mc_query_bind_text(query, 3, MC_PEOPLE_PROFILE);
	mc_query_bind_text(query, 4, MC_PEOPLE_CERTIFICATE);
	mc_query_bind_text(query, 5, MC_PEOPLE_CERTIFICATE_END);
	return mc_query_run(query);
}

static struct mc_err *remove_certificates(const struct changing *c)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, c->records,
				"DELETE FROM person WHERE school_id = ?1 AND learner_id = ?2 AND part >= ?3"
				" AND part < ?4"));
	mc_query_bind_text(query, 2, c->consent->learner);
	mc_query_bind_text(query, 3, MC_PEOPLE_CERTIFICATE);
	mc_query_bind_text(query, 4, MC_PEOPLE_CERTIFICATE_END);
	return mc_query_run(query);
}

static struct mc_err *empty(void *context)
{
	const struct changing *c = context;
	const struct mc_consent *consent = c->consent;
	MC_AUTO(mc_consents) consents = MC_CONSENTS_INIT;
	const struct mc_consent *recorded = NULL;
	struct mc_fields fields;

	MC_TRY(check_learner(c));
	MC_TRY(find_recorded(&recorded, &consents, c));
	MC_TRY(empty_profile(c));
	if (c->purpose == MC_PURPOSE_NOTES)
		MC_TRY(remove_notes(c));
	if (c->purpose == MC_PURPOSE_CERTIFICATE)
		MC_TRY(remove_certificates(c));
	if (recorded && recorded->withdrawn_on && !strcmp(c->kind, "consent.withdrawn"))
		return mc_err_new(MC_E_NOTHING, "%s", _("this consent was taken back already"));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "purpose", consent->purpose);
	mc_fields_add_text(&fields, "on", c->on);
	mc_fields_add_text(&fields, "taken_by", consent->taken_by);
	return mc_records_append(c->records, c->kind, consent->learner, &fields);
}

struct mc_err *mc_consent_withdraw(struct mc_records *records, const struct mc_consent *consent)
{
	struct changing c = { .records = records,
			      .consent = consent,
			      .kind = "consent.withdrawn",
			      .on = consent->withdrawn_on };

	MC_TRY(check_purpose(&c.purpose, consent->purpose));
	MC_TRY(mc_day_check(c.on, "--on"));
	MC_TRY(check_text(consent->taken_by, "--by"));
	MC_TRY(mc_people_unlock(records));
	MC_TRY(mc_records_write(records, empty, &c));
	return mc_people_scrub(records);
}

struct mc_err *mc_consent_end(struct mc_records *records, const char *learner, enum mc_purpose purpose)
{
	const struct mc_consent consent = { .learner = learner, .purpose = mc_purpose_names[purpose] };
	char today[MC_DATE_TEXT];
	struct changing c = {
		.records = records, .consent = &consent, .purpose = purpose, .kind = "data.ended", .on = today
	};

	mc_day_today(today);
	MC_TRY(mc_people_unlock(records));
	MC_TRY(mc_records_write(records, empty, &c));
	return mc_people_scrub(records);
}

void mc_consents_filter(const struct mc_consents *withdrawn, struct mc_enrolment *enrolment,
			struct mc_profile *profile)
{
	for (size_t i = 0; i < withdrawn->count; i++) {
		const struct mc_consent *consent = &withdrawn->items[i];
		bool is_background = !strcmp(consent->purpose, mc_purpose_names[MC_PURPOSE_BACKGROUND]);

		if (strcmp(consent->learner, enrolment->learner) != 0)
			continue;
		for (unsigned k = 0; k < MC_FACT_COUNT && is_background; k++) {
			if (mc_purpose_is_background(mc_enrolment_columns[k]))
				enrolment->facts[k] = NULL;
		}
		for (unsigned k = 0; k < MC_PROFILE_COUNT && profile; k++) {
			enum mc_purpose purpose = mc_purpose_of_profile((enum mc_profile_fact)k);

			if (!strcmp(consent->purpose, mc_purpose_names[purpose]))
				profile->facts[k] = NULL;
		}
	}
}
