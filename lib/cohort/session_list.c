/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/index.h"
#include "base/vec.h"
#include "cohort/cohort.h"
#include "cohort/session.h"

void mc_session_list_release(struct mc_session_list *list)
{
	mc_sessions_release(&list->wanted);
	mc_remarks_release(&list->remarks);
	free(list->states);
	free(list->lines);
	*list = (struct mc_session_list)MC_SESSION_LIST_INIT;
}

/* ---- taking ---- */

static const char *copy(struct mc_session_list *list, const char *text)
{
	return text && *text ? mc_arena_strdup(&list->wanted.arena, text) : NULL;
}

static void complain(struct mc_session_list *list, size_t line, const char *column, const char *text)
{
	mc_remarks_add(&list->remarks, &(struct mc_remark){ true, line, column, text, NULL });
}

void mc_session_list_add(struct mc_session_list *list, const struct mc_session *session, size_t line)
{
	struct mc_session kept = { .id = copy(list, session->id),
				   .cohort = copy(list, session->cohort),
				   .held_on = copy(list, session->held_on),
				   .starts_at = copy(list, session->starts_at),
				   .minutes = session->minutes,
				   .module = copy(list, session->module),
				   .title = copy(list, session->title) };
	const char *column = NULL;
	const char *fault = NULL;
	size_t at = list->wanted.count;

	if (!kept.cohort) {
		complain(list, line, "cohort", _("the cohort is missing"));
		return;
	}
	if (!kept.id && kept.held_on)
		kept.id = mc_session_make_id(&list->wanted.arena, &kept);
	fault = mc_session_fault(&column, &kept);
	if (fault) {
		complain(list, line, column, fault);
		return;
	}
	*MC_VEC_ADD(list->wanted.items, list->wanted.count, list->wanted.capacity) = kept;
	*MC_VEC_ADD(list->lines, at, list->room) = line;
}

static uint32_t read_minutes(const char *text)
{
	char *end = NULL;
	unsigned long minutes = strtoul(text, &end, 10);

	if (!*text)
		return 0;
	return *end || *text < '0' || *text > '9' || minutes > MC_SESSION_MAX_MINUTES
		       ? MC_SESSION_MAX_MINUTES + 1
		       : (uint32_t)minutes;
}

enum column { ID, COHORT, HELD, STARTS, MINUTES, MODULE, TITLE, COLUMNS };

static void read_row(struct mc_session_list *list, const struct mc_csv_row *row, const size_t columns[],
		     const char *cohort)
{
	const char *fields[COLUMNS];

	for (size_t i = 0; i < COLUMNS; i++)
		fields[i] = columns[i] == SIZE_MAX ? "" : row->fields[columns[i]];
	mc_session_list_add(list,
			    &(struct mc_session){ .id = fields[ID],
						  .cohort = *fields[COHORT] ? fields[COHORT] : cohort,
						  .held_on = fields[HELD],
						  .starts_at = fields[STARTS],
						  .minutes = read_minutes(fields[MINUTES]),
						  .module = fields[MODULE],
						  .title = fields[TITLE] },
			    row->line);
}

struct mc_err *mc_session_list_read(struct mc_session_list *list, const char *bytes, size_t len,
				    const char *name, const char *cohort)
{
	static const char *const names[COLUMNS] = { "session_id", "cohort", "held_on", "starts_at",
						    "minutes",	  "module", "title" };
	MC_AUTOPTR(mc_csv) csv = NULL;
	size_t columns[COLUMNS];
	struct mc_csv_row row;
	bool has_row = false;

	MC_TRY(mc_csv_open(&csv, bytes, len, name));
	for (size_t i = 0; i < COLUMNS; i++)
		columns[i] = mc_csv_column(csv, names[i]);
	if (columns[HELD] == SIZE_MAX)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("%s:1: there is no column 'held_on'"), name), "%s",
			_("the first line names the columns: session_id, cohort, held_on, starts_at, "
			  "minutes, module, title"));
	for (;;) {
		MC_TRY(mc_csv_next(&has_row, &row, csv));
		if (!has_row)
			break;
		read_row(list, &row, columns, cohort);
	}
	mc_remarks_add_csv(&list->remarks, mc_csv_notices(csv));
	return NULL;
}

/* ---- comparing and recording ---- */

struct applying {
	struct mc_session_list *list;
	struct mc_records *records;
	bool is_commit;
	size_t errors; /* before comparing */
};

static bool is_same_text(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static bool is_same(const struct mc_session *a, const struct mc_session *b)
{
	return !strcmp(a->held_on, b->held_on) && is_same_text(a->starts_at, b->starts_at) &&
	       a->minutes == b->minutes && is_same_text(a->module, b->module) &&
	       is_same_text(a->title, b->title);
}

static struct mc_err *append(struct mc_records *records, const struct mc_session *session, const char *kind)
{
	struct mc_fields fields;

	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", session->cohort);
	mc_fields_add_text(&fields, "held_on", session->held_on);
	mc_fields_add_text(&fields, "starts_at", session->starts_at);
	if (session->minutes > 0)
		mc_fields_add_int(&fields, "minutes", session->minutes);
	mc_fields_add_text(&fields, "module", session->module);
	mc_fields_add_text(&fields, "title", session->title);
	return mc_records_append(records, kind, session->id, &fields);
}

static void judge(struct applying *a, size_t i, const struct mc_session *recorded)
{
	struct mc_session_list *list = a->list;
	const struct mc_session *wanted = &list->wanted.items[i];

	list->states[i] = !recorded		      ? MC_SESSION_NEW
			  : is_same(wanted, recorded) ? MC_SESSION_SAME
						      : MC_SESSION_CHANGED;
	list->counts[list->states[i]]++;
	if (recorded && strcmp(recorded->cohort, wanted->cohort) != 0)
		complain(list, list->lines[i], "cohort",
			 _("there is a session of this id in another cohort already"));
}

/* Two rows with one id, and cohorts that nobody knows. */
static struct mc_err *check_rows(struct applying *a)
{
	MC_AUTO(mc_index) ids = MC_INDEX_INIT;
	MC_AUTO(mc_index) cohorts = MC_INDEX_INIT;
	MC_AUTO(mc_cohorts) all = MC_COHORTS_INIT;
	struct mc_session_list *list = a->list;

	MC_TRY(mc_cohorts_read(&all, a->records, NULL));
	for (size_t i = 0; i < all.count; i++)
		mc_index_set(&cohorts, all.items[i].id, (uint32_t)i);
	for (size_t i = 0; i < list->wanted.count; i++) {
		const struct mc_session *wanted = &list->wanted.items[i];

		if (mc_index_find(&cohorts, wanted->cohort) == MC_INDEX_NONE)
			complain(list, list->lines[i], "cohort", _("there is no such cohort"));
		if (mc_index_find(&ids, wanted->id) != MC_INDEX_NONE)
			complain(list, list->lines[i], "session_id",
				 _("a session of this id stands further up already"));
		mc_index_set(&ids, wanted->id, (uint32_t)i);
	}
	return NULL;
}

static struct mc_err *compare(struct applying *a)
{
	MC_AUTO(mc_sessions) recorded = MC_SESSIONS_INIT;
	MC_AUTO(mc_index) ids = MC_INDEX_INIT;
	struct mc_session_list *list = a->list;

	memset(list->counts, 0, sizeof(list->counts));
	MC_TRY(check_rows(a));
	MC_TRY(mc_sessions_read(&recorded, a->records, NULL));
	for (size_t i = 0; i < recorded.count; i++)
		mc_index_set(&ids, recorded.items[i].id, (uint32_t)i);
	for (size_t i = 0; i < list->wanted.count; i++) {
		uint32_t at = mc_index_find(&ids, list->wanted.items[i].id);

		judge(a, i, at == MC_INDEX_NONE ? NULL : &recorded.items[at]);
	}
	return NULL;
}

static struct mc_err *apply(void *context)
{
	struct applying *a = context;
	struct mc_session_list *list = a->list;

	/* Whoever runs this again must not find the remarks of the time before. */
	if (list->remarks.error_count == a->errors)
		MC_TRY(compare(a));
	if (!a->is_commit)
		return NULL;
	MC_TRY(mc_remarks_check(&list->remarks));
	for (size_t i = 0; i < list->wanted.count; i++) {
		if (list->states[i] != MC_SESSION_SAME)
			MC_TRY(append(a->records, &list->wanted.items[i],
				      list->states[i] == MC_SESSION_NEW ? "session.added"
									: "session.changed"));
	}
	return NULL;
}

struct mc_err *mc_session_list_apply(struct mc_session_list *list, struct mc_records *records, bool is_commit)
{
	struct applying a = { list, records, is_commit, list->remarks.error_count };

	free(list->states);
	list->states = mc_alloc_zero(list->wanted.count + 1, sizeof(*list->states));
	return is_commit ? mc_records_write(records, apply, &a) : mc_records_read(records, apply, &a);
}
