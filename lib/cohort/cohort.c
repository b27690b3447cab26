/* SPDX-License-Identifier: MIT */
#include "cohort/cohort.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"

bool mc_cohort_is_id(const char *text)
{
	static const char rest[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	size_t len = strlen(text);

	return len > 0 && len <= 64 && strspn(text, rest) == len && !strchr("._-", text[0]);
}

struct mc_err *mc_cohort_need(const char *id)
{
	if (id)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--cohort"), "%s",
			   _("'migracode cohort list' names the cohorts"));
}

void mc_cohorts_release(struct mc_cohorts *cohorts)
{
	free(cohorts->items);
	mc_arena_release(&cohorts->arena);
	*cohorts = (struct mc_cohorts)MC_COHORTS_INIT;
}

/* ---- reading ---- */

static void add_row(struct mc_cohorts *cohorts, const struct mc_query *query)
{
	struct mc_arena *arena = &cohorts->arena;

	*MC_VEC_ADD(cohorts->items, cohorts->count, cohorts->capacity) = (struct mc_cohort){
		.id = mc_arena_strdup(arena, mc_query_text(query, 0)),
		.title = mc_query_copy(arena, query, 1),
		.kind = mc_query_copy(arena, query, 2),
		.start_on = mc_query_copy(arena, query, 3),
		.length_days = (uint32_t)mc_query_int(query, 4),
		.census_day = (uint32_t)mc_query_int(query, 5),
		.census_on = mc_query_copy(arena, query, 6),
		.on_time_by = mc_query_copy(arena, query, 7),
		.late_by = mc_query_copy(arena, query, 8),
		.final_on = mc_query_copy(arena, query, 9),
		.curriculum = mc_query_copy(arena, query, 10),
		.closed_on = mc_query_copy(arena, query, 11),
	};
}

static struct mc_err *read_all(struct mc_cohorts *cohorts, struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT cohort_id, title, kind, start_on, length_days, census_day, census_on, on_time_by,"
		" late_by, final_on, curriculum, closed_on FROM cohort WHERE school_id = ?1"
		" ORDER BY start_on, cohort_id"));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		add_row(cohorts, query);
	}
}

static struct mc_err *is_unknown(const struct mc_cohorts *cohorts, const char *id)
{
	struct mc_err *err = mc_err_new(MC_E_INPUT, _("there is no cohort '%s'"), id);
	const char **names = mc_alloc_zero(cohorts->count + 1, sizeof(*names));
	const char *nearest = NULL;

	for (size_t i = 0; i < cohorts->count; i++)
		names[i] = cohorts->items[i].id;
	nearest = mc_str_nearest(id, names, cohorts->count);
	free(names);
	if (nearest)
		return mc_err_hint(err, _("did you mean '%s'?"), nearest);
	return mc_err_hint(err, "%s", _("'migracode cohort list' names those that there are"));
}

/* Schools have tens of cohorts, so reading all to find one costs nothing, and knows the nearest. */
struct mc_err *mc_cohorts_read(struct mc_cohorts *cohorts, struct mc_records *records, const char *id)
{
	MC_TRY(read_all(cohorts, records));
	for (size_t i = 0; id && i < cohorts->count; i++) {
		if (strcmp(cohorts->items[i].id, id) != 0)
			continue;
		cohorts->items[0] = cohorts->items[i];
		cohorts->count = 1;
		return NULL;
	}
	return id ? is_unknown(cohorts, id) : NULL;
}

/* ---- making ---- */

static struct mc_err *check(const struct mc_cohort *cohort)
{
	int32_t start = 0;

	if (!mc_cohort_is_id(cohort->id))
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("'%s' cannot be the id of a cohort"), cohort->id), "%s",
			_("use letters a to z, digits, '.', '_' and '-', for example 'ath-2026a'"));
	if (!mc_date_read(&start, cohort->start_on))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is not a day"), cohort->start_on), "%s",
				   _("write it as year-month-day: 2026-01-12"));
	if (cohort->length_days == 0 || cohort->length_days > MC_COHORT_MAX_DAYS)
		return mc_err_new(MC_E_INPUT, _("the length of a cohort is 1 to %u days"),
				  MC_COHORT_MAX_DAYS);
	if (cohort->census_day >= cohort->length_days)
		return mc_err_new(
			MC_E_INPUT,
			_("the census day must come before the end of the course, which has %u days"),
			(unsigned)cohort->length_days);
	return NULL;
}

struct making {
	struct mc_records *records;
	const struct mc_cohort *cohort;
	const char *closed_on;
};

static bool is_text_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static struct mc_err *is_there(const struct mc_cohort *wanted, const struct mc_cohort *found)
{
	if (is_text_same(wanted->start_on, found->start_on) && wanted->length_days == found->length_days &&
	    wanted->census_day == found->census_day && is_text_same(wanted->title, found->title) &&
	    is_text_same(wanted->curriculum, found->curriculum))
		return mc_err_new(MC_E_NOTHING, _("the cohort '%s' is there already"), wanted->id);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is a cohort '%s' already, with other days"),
				      wanted->id),
			   "%s", _("days that figures were counted by do not change; choose another id"));
}

static struct mc_err *create(void *context)
{
	const struct making *making = context;
	const struct mc_cohort *cohort = making->cohort;
	MC_AUTO(mc_cohorts) all = MC_COHORTS_INIT;
	struct mc_fields fields;

	MC_TRY(read_all(&all, making->records));
	for (size_t i = 0; i < all.count; i++) {
		if (!strcmp(all.items[i].id, cohort->id))
			return is_there(cohort, &all.items[i]);
	}
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "title", cohort->title);
	mc_fields_add_text(&fields, "kind", cohort->kind);
	mc_fields_add_text(&fields, "start_on", cohort->start_on);
	mc_fields_add_int(&fields, "length_days", cohort->length_days);
	mc_fields_add_int(&fields, "census_day", cohort->census_day);
	mc_fields_add_text(&fields, "curriculum", cohort->curriculum);
	return mc_records_append(making->records, "cohort.created", cohort->id, &fields);
}

struct mc_err *mc_cohort_create(struct mc_records *records, const struct mc_cohort *cohort)
{
	struct making making = { records, cohort, NULL };

	MC_TRY(check(cohort));
	return mc_records_write(records, create, &making);
}

static struct mc_err *close_it(void *context)
{
	const struct making *making = context;
	MC_AUTO(mc_cohorts) found = MC_COHORTS_INIT;
	struct mc_fields fields;

	MC_TRY(mc_cohorts_read(&found, making->records, making->cohort->id));
	assert(found.count == 1);
	if (found.items[0].closed_on)
		return mc_err_new(MC_E_NOTHING, _("the cohort '%s' was closed on %s"), making->cohort->id,
				  found.items[0].closed_on);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "on", making->closed_on);
	return mc_records_append(making->records, "cohort.closed", making->cohort->id, &fields);
}

struct mc_err *mc_cohort_close(struct mc_records *records, const char *id, const char *on)
{
	const struct mc_cohort cohort = { .id = id };
	struct making making = { records, &cohort, on };
	int32_t day = 0;

	if (!mc_date_read(&day, on))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is not a day"), on), "%s",
				   _("write it as year-month-day: 2026-01-12"));
	return mc_records_write(records, close_it, &making);
}
