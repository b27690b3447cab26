/* SPDX-License-Identifier: MIT */
#include "cert/register.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/enrolment.h"
#include "cohort/erase.h"
#include "credential/status_list.h"
#include "ext/hash.h"
#include "records/people.h"

const char *const mc_cert_states[MC_CERT_STATE_COUNT] = {
#define X(constant, name) name,
	MC_CERT_STATES(X)
#undef X
};

void mc_cert_entries_release(struct mc_cert_entries *entries)
{
	free(entries->items);
	mc_arena_release(&entries->arena);
	*entries = (struct mc_cert_entries)MC_CERT_ENTRIES_INIT;
}

void mc_cert_lists_release(struct mc_cert_lists *lists)
{
	free(lists->items);
	mc_arena_release(&lists->arena);
	*lists = (struct mc_cert_lists)MC_CERT_LISTS_INIT;
}

const char *mc_cert_method_issuer(struct mc_arena *arena, const char *method)
{
	return mc_arena_format(arena, "%.*s", (int)strcspn(method, "#"), method);
}

/* ---- reading ---- */

#define COLUMNS \
	"SELECT c.cert_id, c.learner_id, c.cohort_id, c.achievement, c.lang, c.issued_at, c.valid_until," \
	" c.rule_set, c.decision, c.method, c.list, c.place, c.hash, c.state, c.changed_at, c.note_id," \
	" s.status_url FROM certificate c JOIN status_list s ON s.school_id = ?1 AND s.list = c.list" \
	" WHERE c.school_id = ?1"

static enum mc_cert_state state_of(const char *name)
{
	unsigned state = 0;

	while (state + 1 < MC_CERT_STATE_COUNT && strcmp(mc_cert_states[state], name ? name : "") != 0)
		state++;
	return (enum mc_cert_state)state;
}

static struct mc_cert_entry entry_of(struct mc_arena *arena, const struct mc_query *query)
{
	return (struct mc_cert_entry){
		.id = mc_query_copy(arena, query, 0),
		.learner = mc_query_copy(arena, query, 1),
		.cohort = mc_query_copy(arena, query, 2),
		.achievement = mc_query_copy(arena, query, 3),
		.lang = mc_query_copy(arena, query, 4),
		.issued_at = mc_query_copy(arena, query, 5),
		.valid_until = mc_query_copy(arena, query, 6),
		.rule_set = mc_query_copy(arena, query, 7),
		.decision = mc_query_int(query, 8),
		.method = mc_query_copy(arena, query, 9),
		.list = mc_query_int(query, 10),
		.index = mc_query_int(query, 11),
		.hash = mc_query_copy(arena, query, 12),
		.state = state_of(mc_query_text(query, 13)),
		.changed_at = mc_query_copy(arena, query, 14),
		.note = mc_query_copy(arena, query, 15),
		.status_url = mc_query_copy(arena, query, 16),
	};
}

static struct mc_err *read_rows(struct mc_cert_entries *entries, struct mc_query *query)
{
	bool has_row = false;

	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		*MC_VEC_ADD(entries->items, entries->count, entries->capacity) =
			entry_of(&entries->arena, query);
	}
	mc_query_reset(query);
	return NULL;
}

struct mc_err *mc_cert_register_read(struct mc_cert_entries *entries, struct mc_records *records,
				     const char *cohort, const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				COLUMNS " AND (?2 = '' OR c.cohort_id = ?2) AND (?3 = '' OR c.learner_id = "
					"?3) ORDER BY c.issued_at, c.cert_id"));
	mc_query_bind_text(query, 2, cohort ? cohort : "");
	mc_query_bind_text(query, 3, learner ? learner : "");
	return read_rows(entries, query);
}

/* ---- finding ---- */

enum { SHORTEST_ID = 8, LONGEST_ID = 36 };

static struct mc_err *read_id(struct mc_buf *prefix, const char *id)
{
	static const char scheme[] = "urn:uuid:";
	const char *text = !strncmp(id, scheme, strlen(scheme)) ? id + strlen(scheme) : id;

	for (const char *p = text; *p; p++)
		mc_buf_addc(prefix, *p >= 'A' && *p <= 'F' ? (char)(*p - 'A' + 'a') : *p);
	if (prefix->len >= SHORTEST_ID && prefix->len <= LONGEST_ID &&
	    strspn(prefix->ptr, "0123456789abcdef-") == prefix->len)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no id of a certificate"), id), "%s",
			   _("the first 8 characters are enough; 'migracode cert list' names them all"));
}

struct mc_err *mc_cert_register_find(struct mc_cert_entries *entries, struct mc_records *records,
				     const char *id)
{
	MC_AUTO(mc_buf) prefix = MC_BUF_INIT;
	struct mc_query *query = NULL;
	size_t before = entries->count;

	MC_TRY(read_id(&prefix, id));
	MC_TRY(mc_records_query(&query, records,
				COLUMNS
				" AND c.cert_id >= ?2 AND c.cert_id < ?3 ORDER BY c.cert_id LIMIT 2"));
	mc_query_bind_text(query, 2, prefix.ptr);
	/* Sorts behind all that may follow. */
	mc_query_bind_text(query, 3, mc_arena_format(&entries->arena, "%s~", prefix.ptr));
	MC_TRY(read_rows(entries, query));
	if (entries->count == before + 1)
		return NULL;
	bool is_several = entries->count > before;

	entries->count = before;
	if (is_several)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("several certificates begin with '%s'"), id),
				   "%s", _("give more of the id"));
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("no certificate in the register begins with '%s'"), id),
			   "%s", _("'migracode cert list' names those of this school"));
}

struct mc_err *mc_cert_lists_read(struct mc_cert_lists *lists, struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT list, issuer, status_url, used FROM status_list WHERE school_id = ?1"
				" ORDER BY list"));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		*MC_VEC_ADD(lists->items, lists->count, lists->capacity) =
			(struct mc_cert_list){ mc_query_int(query, 0), mc_query_copy(&lists->arena, query, 1),
					       mc_query_copy(&lists->arena, query, 2),
					       mc_query_int(query, 3) };
	}
	mc_query_reset(query);
	return NULL;
}

/* ---- issuing ---- */

static bool is_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* The list that the next certificate goes into. */
static struct mc_err *choose_list(int64_t *list, struct mc_records *records, const char *issuer,
				  const char *status_url)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	*list = 1;
	MC_TRY(mc_records_query(&query, records,
				"SELECT list, issuer, status_url, used FROM status_list WHERE school_id = ?1"
				" ORDER BY list DESC LIMIT 1"));
	MC_TRY(mc_query_step(&has_row, query));
	if (has_row) {
		bool goes_on = mc_query_int(query, 3) < MC_STATUS_BITS / 2 &&
			       is_same(mc_query_text(query, 1), issuer) &&
			       is_same(mc_query_text(query, 2), status_url);

		*list = mc_query_int(query, 0) + !goes_on;
	}
	mc_query_reset(query);
	return NULL;
}

/* The first free index from first on; MC_STATUS_BITS when there is none up to the end. Half of a list is
 * free, so few rows are read. */
static struct mc_err *next_free(int64_t *index, struct mc_records *records, int64_t list, int64_t first)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	*index = first;
	MC_TRY(mc_records_query(
		&query, records,
		"SELECT place FROM certificate WHERE school_id = ?1 AND list = ?2 AND place >= "
		"?3 ORDER BY place LIMIT 1000"));
	do {
		int64_t before = *index;

		mc_query_bind_int(query, 2, list);
		mc_query_bind_int(query, 3, *index);
		for (;;) {
			MC_TRY(mc_query_step(&has_row, query));
			if (!has_row || mc_query_int(query, 0) != *index)
				break;
			++*index;
		}
		mc_query_reset(query);
		has_row = *index == before + 1000;
	} while (has_row);
	return NULL;
}

struct mc_err *mc_cert_register_place(int64_t *list, int64_t *index, struct mc_records *records,
				      const char *issuer, const char *status_url, uint64_t wanted)
{
	MC_TRY(choose_list(list, records, issuer, status_url));
	MC_TRY(next_free(index, records, *list, (int64_t)(wanted % MC_STATUS_BITS)));
	return *index < MC_STATUS_BITS ? NULL : next_free(index, records, *list, 0);
}

/* Two questions, because one with OR makes SQLite read the whole register. */
static struct mc_err *check_is_new(struct mc_records *records, const struct mc_cert_entry *entry)
{
	struct mc_query *by_id = NULL;
	struct mc_query *by_place = NULL;
	bool is_there = false;

	MC_TRY(mc_records_query(&by_id, records,
				"SELECT cert_id FROM certificate WHERE school_id = ?1 AND cert_id = ?2"));
	mc_query_bind_text(by_id, 2, entry->id);
	MC_TRY(mc_query_step(&is_there, by_id));
	mc_query_reset(by_id);
	if (is_there)
		return mc_err_new(MC_E_NOTHING, _("the certificate '%s' is in the register already"),
				  entry->id);
	MC_TRY(mc_records_query(
		&by_place, records,
		"SELECT cert_id FROM certificate WHERE school_id = ?1 AND list = ?2 AND place = ?3"));
	mc_query_bind_int(by_place, 2, entry->list);
	mc_query_bind_int(by_place, 3, entry->index);
	MC_TRY(mc_query_step(&is_there, by_place));
	mc_query_reset(by_place);
	return is_there ? mc_err_new(MC_E_INPUT, _("index %lld of status list %lld is taken"),
				     (long long)entry->index, (long long)entry->list)
			: NULL;
}

static struct mc_err *note_issue(struct mc_records *records, const struct mc_cert_entry *entry,
				 const char *hash)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_fields fields;

	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "certificate", entry->id);
	mc_fields_add_text(&fields, "cohort", entry->cohort);
	mc_fields_add_text(&fields, "achievement", entry->achievement);
	mc_fields_add_text(&fields, "lang", entry->lang);
	mc_fields_add_text(&fields, "at", entry->issued_at);
	mc_fields_add_text(&fields, "until", entry->valid_until);
	mc_fields_add_text(&fields, "rule_set", entry->rule_set);
	if (entry->decision > 0)
		mc_fields_add_int(&fields, "decision", entry->decision);
	mc_fields_add_text(&fields, "method", entry->method);
	mc_fields_add_text(&fields, "issuer", mc_cert_method_issuer(&arena, entry->method));
	mc_fields_add_text(&fields, "status_url", entry->status_url);
	mc_fields_add_int(&fields, "list", entry->list);
	mc_fields_add_int(&fields, "index", entry->index);
	mc_fields_add_text(&fields, "hash", hash);
	return mc_records_append(records, "certificate.issued", entry->learner, &fields);
}

/* Reports count certificates by the day in the enrolment: the first one counts. */
static struct mc_err *note_day(struct mc_records *records, const struct mc_cert_entry *entry)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_enrolment recorded, wanted = { .cohort = entry->cohort, .learner = entry->learner };
	bool found = false;
	size_t events = 0;

	MC_TRY(mc_enrolment_read(&recorded, &found, &arena, records, entry->cohort, entry->learner));
	if (!found || recorded.facts[MC_FACT_CERTIFICATE_ON])
		return NULL;
	wanted.facts[MC_FACT_CERTIFICATE_ON] =
		mc_arena_format(&arena, "%.*s", MC_DATE_TEXT - 1, entry->issued_at);
	return mc_enrolment_change(&events, records, &wanted, &recorded);
}

struct mc_err *mc_cert_register_add(struct mc_records *records, const struct mc_cert_entry *entry,
				    const char *signed_bytes, size_t len)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	char hash[MC_HASH_HEX];

	MC_TRY(mc_erasure_refuse(records, entry->learner));
	MC_TRY(check_is_new(records, entry));
	mc_hash_bytes(hash, signed_bytes, len);
	MC_TRY(mc_people_put(records, entry->learner,
			     mc_arena_format(&arena, MC_PEOPLE_CERTIFICATE "%s", entry->id),
			     mc_arena_copy(&arena, signed_bytes, len)));
	MC_TRY(note_issue(records, entry, hash));
	return note_day(records, entry);
}

struct mc_err *mc_cert_register_bytes(struct mc_buf *bytes, struct mc_records *records,
				      const struct mc_cert_entry *entry)
{
	MC_AUTO(mc_buf) part = MC_BUF_INIT;
	char hash[MC_HASH_HEX];
	size_t before = bytes->len;
	bool found = false;

	mc_buf_addf(&part, MC_PEOPLE_CERTIFICATE "%s", entry->id);
	MC_TRY(mc_people_get(bytes, &found, records, entry->learner, part.ptr));
	if (!found)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("the certificate '%s' is not kept any more"), entry->id),
			"%s",
			_("the learner was erased, or the time to keep it is over; the file that the learner "
			  "has still can be verified and revoked"));
	mc_hash_bytes(hash, bytes->ptr + before, bytes->len - before);
	if (!strcmp(hash, entry->hash))
		return NULL;
	bytes->len = before;
	bytes->ptr[before] = '\0';
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the certificate '%s' was changed after it was recorded"),
				      entry->id),
			   "%s", _("restore a backup: 'migracode restore'"));
}
