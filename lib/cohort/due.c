/* SPDX-License-Identifier: MIT */
#include "cohort/due.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/day.h"
#include "ext/json_write.h"
#include "records/people.h"

enum { PAGE = 1000 };

void mc_due_release(struct mc_due *due)
{
	free(due->items);
	mc_arena_release(&due->arena);
	*due = (struct mc_due)MC_DUE_INIT;
}

/* A learner whose course has ended. */
struct past {
	const char *learner;
	const char *ended_on;
	bool has_background;
	bool has_purpose[MC_PURPOSE_COUNT]; /* something is kept for it */
};

struct searching {
	struct mc_due *due;
	struct mc_records *records;
	const uint32_t *days;
	int32_t as_of;
	char latest_end[MC_DATE_TEXT]; /* who ended later has nothing due */
	const char *after;	       /* the last learner of the page before */
	struct past page[PAGE];
	size_t count;
};

static struct mc_err *read_page(struct searching *s)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, s->records,
		"SELECT learner_id, ended, background FROM (SELECT e.learner_id, MAX(CASE"
		" WHEN e.withdrawn_on IS NOT NULL THEN e.withdrawn_on"
		" WHEN e.certificate_on IS NOT NULL AND e.certificate_on > e.graduated_on THEN "
		"e.certificate_on"
		" WHEN e.graduated_on IS NOT NULL THEN e.graduated_on"
		" WHEN c.closed_on IS NOT NULL THEN c.closed_on ELSE c.late_by END) AS ended,"
		" MAX(CASE WHEN e.age IS NOT NULL OR e.third_country IS NOT NULL OR e.entry_status IS NOT "
		"NULL"
		" OR e.isced IS NOT NULL THEN 1 ELSE 0 END) AS background"
		" FROM enrolment e JOIN cohort c ON c.school_id = ?1 AND c.cohort_id = e.cohort_id"
		" JOIN learner l ON l.school_id = ?1 AND l.learner_id = e.learner_id"
		" WHERE e.school_id = ?1 AND e.learner_id > ?2 AND l.erased_on IS NULL GROUP BY "
		"e.learner_id) x"
		" WHERE ended <= ?3 ORDER BY learner_id LIMIT ?4"));
	mc_query_bind_text(query, 2, s->after);
	mc_query_bind_text(query, 3, s->latest_end);
	mc_query_bind_int(query, 4, PAGE);
	for (s->count = 0;; s->count++) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		s->page[s->count] = (struct past){
			.learner = mc_arena_strdup(&s->due->arena, mc_query_text(query, 0)),
			.ended_on = mc_arena_strdup(&s->due->arena, mc_query_text(query, 1)),
			.has_background = mc_query_int(query, 2) != 0,
		};
	}
	mc_query_reset(query);
	return NULL;
}

/* Whether there is anything sealed that sorts from first up to end and is not the profile. */
static struct mc_err *look_for_parts(bool *found, struct mc_records *records, const char *learner,
				     const char *first, const char *end)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT part FROM person WHERE school_id = ?1 AND learner_id = ?2 AND part "
				">= ?3 AND part < ?4 AND part <> ?5 LIMIT 1"));
	mc_query_bind_text(query, 2, learner);
	mc_query_bind_text(query, 3, first);
	mc_query_bind_text(query, 4, end);
	mc_query_bind_text(query, 5, MC_PEOPLE_PROFILE);
	MC_TRY(mc_query_step(&has_row, query));
	mc_query_reset(query);
	*found |= has_row;
	return NULL;
}

static struct mc_err *find_parts(struct past *past, struct mc_records *records)
{
	bool *notes = &past->has_purpose[MC_PURPOSE_NOTES];

	MC_TRY(look_for_parts(notes, records, past->learner, "", MC_PEOPLE_CERTIFICATE));
	MC_TRY(look_for_parts(notes, records, past->learner, MC_PEOPLE_CERTIFICATE_END, "~"));
	return look_for_parts(&past->has_purpose[MC_PURPOSE_CERTIFICATE], records, past->learner,
			      MC_PEOPLE_CERTIFICATE, MC_PEOPLE_CERTIFICATE_END);
}

static struct mc_err *find_purposes(struct past *past, struct mc_records *records)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_profile profile;

	MC_TRY(mc_profile_read(&profile, &arena, records, past->learner));
	for (unsigned i = 0; i < MC_PROFILE_COUNT; i++) {
		if (profile.facts[i])
			past->has_purpose[mc_purpose_of_profile((enum mc_profile_fact)i)] = true;
	}
	past->has_purpose[MC_PURPOSE_BACKGROUND] = past->has_background;
	return find_parts(past, records);
}

static void add_due(struct searching *s, const struct past *past)
{
	struct mc_due *due = s->due;
	size_t first = due->count;
	bool is_last = true;
	int32_t ended = 0;

	if (!mc_date_read(&ended, past->ended_on))
		return;
	for (unsigned i = 0; i < MC_PURPOSE_COUNT; i++) {
		int32_t day = ended + (int32_t)s->days[i];
		char text[MC_DATE_TEXT];

		if (!past->has_purpose[i])
			continue;
		if (day > s->as_of) {
			is_last = false;
			continue;
		}
		mc_date_text(text, day);
		*MC_VEC_ADD(due->items, due->count, due->capacity) =
			(struct mc_due_item){ past->learner, (enum mc_purpose)i, past->ended_on,
					      mc_arena_strdup(&due->arena, text), false };
	}
	for (size_t i = first; i < due->count; i++)
		due->items[i].is_last = is_last;
}

static struct mc_err *search(void *context)
{
	struct searching *s = context;

	s->after = "";
	do {
		MC_TRY(read_page(s));
		for (size_t i = 0; i < s->count; i++) {
			MC_TRY(find_purposes(&s->page[i], s->records));
			add_due(s, &s->page[i]);
		}
		if (s->count > 0)
			s->after = s->page[s->count - 1].learner;
	} while (s->count == PAGE);
	return NULL;
}

struct mc_err *mc_due_read(struct mc_due *due, struct mc_records *records, const struct mc_school *school,
			   const char *as_of)
{
	struct searching *s = mc_alloc_zero(1, sizeof(*s));
	MC_AUTOTEXT memory = (char *)s;
	uint32_t least = MC_PURPOSE_MAX_DAYS;

	*s = (struct searching){ .due = due, .records = records, .days = school->retention_days };
	MC_TRY(mc_day_check(as_of, "--as-of"));
	(void)mc_date_read(&s->as_of, as_of);
	for (unsigned i = 0; i < MC_PURPOSE_COUNT; i++)
		least = school->retention_days[i] < least ? school->retention_days[i] : least;
	mc_date_text(s->latest_end, s->as_of - (int32_t)least);
	MC_TRY(mc_people_unlock(records));
	return mc_records_read(records, search, s);
}

/* ---- printing ---- */

void mc_due_print_text(struct mc_buf *out, const struct mc_due *due, const char *as_of)
{
	for (size_t i = 0; i < due->count; i++) {
		const struct mc_due_item *item = &due->items[i];
		bool is_first = i == 0 || strcmp(due->items[i - 1].learner, item->learner) != 0;

		mc_buf_addf(out, _("%-16s %-12s due since %s; the course ended on %s\n"), item->learner,
			    mc_purpose_names[item->purpose], item->due_on, item->ended_on);
		if (!item->is_last)
			mc_buf_addf(out, "    migracode privacy erase %s --purpose %s --yes\n", item->learner,
				    mc_purpose_names[item->purpose]);
		else if (is_first)
			mc_buf_addf(out, "    migracode privacy erase %s --basis retention --yes\n",
				    item->learner);
	}
	if (due->count == 0)
		mc_buf_addf(out, _("nothing is due on %s\n"), as_of);
	else
		mc_buf_addz(out, _("nothing was changed: the lines with 'migracode' do it\n"));
}

void mc_due_print_json(struct mc_buf *out, const struct mc_due *due, const char *as_of)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/privacy-due/v1");
	mc_json_key_text(&writer, "as_of", as_of);
	mc_json_key(&writer, "due");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < due->count; i++) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "learner", due->items[i].learner);
		mc_json_key_text(&writer, "purpose", mc_purpose_names[due->items[i].purpose]);
		mc_json_key_text(&writer, "ended_on", due->items[i].ended_on);
		mc_json_key_text(&writer, "due_on", due->items[i].due_on);
		mc_json_key_bool(&writer, "all", due->items[i].is_last);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
