/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "cohort/note.h"
#include "gradebook/override.h"

/* Recording the levels of a rubric. */

struct recording {
	struct mc_records *records;
	const struct mc_rubric_marks *marks;
	struct mc_arena arena;
	size_t events;
};

/* A mark that was checked, in two texts. */
struct mark {
	const char *criterion;
	const char *level; /* "": none */
};

/* "did you mean", or all there are. */
static struct mc_err *with_names(struct mc_err *err, const char *word, const char *const names[],
				 size_t count)
{
	MC_AUTO(mc_buf) all = MC_BUF_INIT;
	const char *nearest = mc_str_nearest(word, names, count);

	if (nearest)
		return mc_err_hint(err, _("did you mean '%s'?"), nearest);
	for (size_t i = 0; i < count; i++)
		mc_buf_addf(&all, "%s%s", i ? ", " : "", names[i]);
	return mc_err_hint(err, _("write one of: %s"), all.ptr);
}

static struct mc_err *no_criterion(const struct mc_rubric *rubric, const char *id)
{
	const char *names[MC_RUBRIC_MAX];

	for (size_t i = 0; i < rubric->count; i++)
		names[i] = rubric->criteria[i].id;
	return with_names(mc_err_new(MC_E_INPUT, _("the rubric has no criterion '%s'"), id), id, names,
			  rubric->count);
}

static struct mc_err *no_level(const struct mc_rubric_criterion *criterion, const char *id)
{
	const char *names[MC_RUBRIC_MAX];

	for (size_t i = 0; i < criterion->level_count; i++)
		names[i] = criterion->levels[i].id;
	return with_names(mc_err_new(MC_E_INPUT, _("the criterion '%s' has no level '%s'"), criterion->id,
				     id),
			  id, names, criterion->level_count);
}

/* A mark of a criterion that the rubric has no longer can still be taken back. */
static struct mc_err *read_mark(struct mark *mark, struct recording *r, const char *text)
{
	const char *equals = strchr(text, '=');

	if (!equals)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is no mark"), text), "%s",
				   _("write criterion=level, and criterion= to take one back"));
	mark->criterion = mc_arena_copy(&r->arena, text, (size_t)(equals - text));
	mark->level = equals + 1;
	if (!*mark->level)
		return NULL;
	const struct mc_rubric_criterion *criterion = mc_rubric_find(r->marks->rubric, mark->criterion);

	if (!criterion)
		return no_criterion(r->marks->rubric, mark->criterion);
	return mc_rubric_level(criterion, mark->level) ? NULL : no_level(criterion, mark->level);
}

static struct mc_err *is_recorded(bool *same, const struct recording *r, const struct mark *mark)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, r->records,
				"SELECT level FROM rubric_mark WHERE school_id = ?1 AND cohort_id = ?2"
				" AND learner_id = ?3 AND exercise = ?4 AND criterion = ?5"));
	mc_query_bind_text(query, 2, r->marks->cohort);
	mc_query_bind_text(query, 3, r->marks->learner);
	mc_query_bind_text(query, 4, r->marks->exercise);
	mc_query_bind_text(query, 5, mark->criterion);
	MC_TRY(mc_query_step(&has_row, query));
	*same = has_row ? !strcmp(mc_query_text(query, 0), mark->level) : !*mark->level;
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *append(const struct recording *r, const struct mark *mark)
{
	char note[MC_NEW_ID];
	struct mc_fields fields;

	MC_TRY(mc_note_keep(note, r->records, r->marks->learner, r->marks->note));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", r->marks->cohort);
	mc_fields_add_text(&fields, "exercise", r->marks->exercise);
	mc_fields_add_text(&fields, "criterion", mark->criterion);
	mc_fields_add_text(&fields, "level", mark->level);
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(r->records, "rubric.marked", r->marks->learner, &fields);
}

static struct mc_err *record(void *context)
{
	struct recording *r = context;
	bool has_note = r->marks->note && *r->marks->note;

	r->events = 0;
	for (size_t i = 0; i < r->marks->count; i++) {
		struct mark mark = { 0 };
		bool is_same = false;

		MC_TRY(read_mark(&mark, r, r->marks->marks[i]));
		MC_TRY(is_recorded(&is_same, r, &mark));
		if (is_same && !(has_note && *mark.level))
			continue;
		MC_TRY(append(r, &mark));
		r->events++;
	}
	return NULL;
}

struct mc_err *mc_rubric_record(struct mc_records *records, const struct mc_rubric_marks *marks)
{
	struct recording recording = { .records = records, .marks = marks, .arena = MC_ARENA_INIT };

	if (!marks->rubric)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the exercise '%s' has no rubric"),
					      marks->exercise),
				   "%s", _("write rubric.json beside its exercise.json"));
	struct mc_err *err = mc_note_prepare(records, marks->note);

	if (!err)
		err = mc_records_write(records, record, &recording);
	mc_arena_release(&recording.arena);
	if (!err && recording.events == 0)
		err = mc_err_new(MC_E_NOTHING, "%s", _("this is recorded already"));
	return err;
}
