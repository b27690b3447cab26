/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cohort/projections.h"

/* A status list is there from its first certificate on, and keeps its issuer and address. */
static struct mc_err *count_in_list(struct mc_records *records, const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"INSERT INTO status_list (school_id, list, issuer, status_url, used)"
				" VALUES (?1, ?2, ?3, ?4, 1)"
				" ON CONFLICT (school_id, list) DO UPDATE SET used = status_list.used + 1"));
	mc_query_bind_int(query, 2, mc_fields_int(fields, "list", 0));
	mc_query_bind_text(query, 3, mc_fields_text(fields, "issuer"));
	mc_query_bind_text(query, 4, mc_fields_text(fields, "status_url"));
	return mc_query_run(query);
}

struct mc_err *mc_apply_certificate_issued(struct mc_records *records, const struct mc_event *event,
					   const struct mc_fields *fields)
{
	static const char *const texts[] = { "certificate", "cohort",	"achievement", "lang", "at",
					     "until",	    "rule_set", "method",      "hash" };
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO certificate (school_id, learner_id, decision, list, place, state, cert_id,"
		" cohort_id, achievement, lang, issued_at, valid_until, rule_set, method, hash)"
		" VALUES (?1, ?2, ?3, ?4, ?5, 'valid', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"));
	mc_query_bind_text(query, 2, event->subject);
	mc_query_bind_int(query, 3, mc_fields_int(fields, "decision", 0));
	mc_query_bind_int(query, 4, mc_fields_int(fields, "list", 0));
	mc_query_bind_int(query, 5, mc_fields_int(fields, "index", 0));
	for (unsigned i = 0; i < MC_COUNT(texts); i++)
		mc_query_bind_text(query, 6 + i, mc_fields_text(fields, texts[i]));
	MC_TRY(mc_query_run(query));
	return count_in_list(records, fields);
}

/* The state that an event leaves behind is the last word of its kind, but what is restored is valid. */
struct mc_err *mc_apply_certificate_changed(struct mc_records *records, const struct mc_event *event,
					    const struct mc_fields *fields)
{
	const char *verb = strchr(event->kind, '.') + 1;
	const char *const texts[] = { mc_fields_text(fields, "certificate"),
				      !strcmp(verb, "restored") ? "valid" : verb,
				      mc_fields_text(fields, "at"), mc_fields_text(fields, "note_id") };

	return mc_records_run(records,
			      "UPDATE certificate SET state = ?3, changed_at = ?4, note_id = ?5"
			      " WHERE school_id = ?1 AND cert_id = ?2",
			      texts, MC_COUNT(texts));
}

struct mc_err *mc_apply_issuer_key_made(struct mc_records *records, const struct mc_event *event,
					const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"INSERT INTO issuer_key (school_id, method, seq, multikey, p256, from_at)"
				" VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
	mc_query_bind_text(query, 2, event->subject);
	mc_query_bind_int(query, 3, event->seq);
	mc_query_bind_text(query, 4, mc_fields_text(fields, "multikey"));
	mc_query_bind_text(query, 5, mc_fields_text(fields, "p256"));
	mc_query_bind_text(query, 6, mc_fields_text(fields, "from"));
	return mc_query_run(query);
}

struct mc_err *mc_apply_issuer_key_retired(struct mc_records *records, const struct mc_event *event,
					   const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject, mc_fields_text(fields, "until"),
				      mc_fields_text(fields, "lost") };

	return mc_records_run(records,
			      "UPDATE issuer_key SET until_at = ?3, revoked_at = ?4"
			      " WHERE school_id = ?1 AND method = ?2",
			      texts, MC_COUNT(texts));
}
