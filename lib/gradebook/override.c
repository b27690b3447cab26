/* SPDX-License-Identifier: MIT */
#include "gradebook/override.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cohort/note.h"
#include "records/people.h"

/* Most points that are taken, and digits behind the point. */
enum { MAX_POINTS = 1000000, DIGITS = 3 };

struct deciding {
	struct mc_records *records;
	const struct mc_override_wanted *wanted;
	int64_t points; /* -1: none */
};

/* "7", "7.5", "7,5": thousandths. */
static bool read_points(int64_t *points, const char *text)
{
	int64_t value = 0;
	int digits = -1; /* behind the point; -1: before it */

	if (*text < '0' || *text > '9')
		return false;
	for (const char *p = text; *p; p++) {
		if ((*p == '.' || *p == ',') && digits < 0) {
			digits = 0;
			continue;
		}
		if (*p < '0' || *p > '9' || digits == DIGITS || value > (int64_t)MAX_POINTS * 1000)
			return false;
		value = value * 10 + (*p - '0');
		digits += digits >= 0;
	}
	for (int i = digits < 0 ? 0 : digits; i < DIGITS; i++)
		value *= 10;
	*points = value;
	return value <= (int64_t)MAX_POINTS * 1000;
}

static void start(struct mc_fields *fields, const struct mc_override_wanted *wanted)
{
	mc_fields_init(fields);
	mc_fields_add_text(fields, "cohort", wanted->cohort);
	mc_fields_add_text(fields, "exercise", wanted->exercise);
}

static struct mc_err *set(void *context)
{
	const struct deciding *d = context;
	char note[MC_NEW_ID];
	struct mc_fields fields;

	MC_TRY(mc_note_keep(note, d->records, d->wanted->learner, d->wanted->reason));
	start(&fields, d->wanted);
	if (d->points >= 0)
		mc_fields_add_int(&fields, "points", d->points);
	mc_fields_add_text(&fields, "verdict", d->wanted->verdict);
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(d->records, "score.overridden", d->wanted->learner, &fields);
}

struct mc_err *mc_override_set(struct mc_records *records, const struct mc_override_wanted *wanted)
{
	struct deciding deciding = { records, wanted, -1 };

	if (!wanted->points && !wanted->verdict)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--points, --verdict");
	if (!wanted->reason || !*wanted->reason)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--reason"), "%s",
				   _("the reason is sealed, and shown wherever the score is explained"));
	if (wanted->points && !read_points(&deciding.points, wanted->points))
		return mc_err_new(MC_E_INPUT, _("'%s' is no number of points"), wanted->points);
	MC_TRY(mc_note_prepare(records, wanted->reason));
	return mc_records_write(records, set, &deciding);
}

/* ---- taking it back ---- */

static struct mc_err *lift(void *context)
{
	const struct deciding *d = context;
	const struct mc_override_wanted *wanted = d->wanted;
	struct mc_query *query = NULL;
	struct mc_fields fields;
	char note[MC_NEW_ID];
	bool found = false;

	MC_TRY(mc_records_query(&query, d->records,
				"SELECT actor FROM score_override WHERE school_id = ?1 AND cohort_id = ?2"
				" AND learner_id = ?3 AND exercise = ?4"));
	mc_query_bind_text(query, 2, wanted->cohort);
	mc_query_bind_text(query, 3, wanted->learner);
	mc_query_bind_text(query, 4, wanted->exercise);
	MC_TRY(mc_query_step(&found, query));
	mc_query_reset(query);
	if (!found)
		return mc_err_new(MC_E_NOTHING, _("the score of '%s' for '%s' is not overridden"),
				  wanted->learner, wanted->exercise);
	MC_TRY(mc_note_keep(note, d->records, wanted->learner, wanted->reason));
	start(&fields, wanted);
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(d->records, "score.override-lifted", wanted->learner, &fields);
}

struct mc_err *mc_override_lift(struct mc_records *records, const struct mc_override_wanted *wanted)
{
	struct deciding deciding = { records, wanted, -1 };

	MC_TRY(mc_note_prepare(records, wanted->reason));
	return mc_records_write(records, lift, &deciding);
}

struct mc_err *mc_score_note(const char **text, struct mc_arena *arena, struct mc_records *records,
			     const char *learner, const char *note)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	bool found = false;

	*text = NULL;
	if (!note)
		return NULL;
	MC_TRY(mc_people_get(&bytes, &found, records, learner, note));
	if (found)
		*text = mc_arena_strdup(arena, bytes.ptr);
	explicit_bzero(bytes.ptr, bytes.len);
	return NULL;
}
