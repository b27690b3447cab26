/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cohort/marking.h"

/* ---- marks that stand there twice ---- */

static int compare_marks(const void *a, const void *b)
{
	const struct mc_marked *x = a, *y = b;

	if (x->session != y->session)
		return x->session < y->session ? -1 : 1;
	if (x->learner != y->learner)
		return x->learner < y->learner ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static bool is_sorted(const struct mc_marking *marking)
{
	for (size_t i = 1; i < marking->count; i++) {
		if (compare_marks(&marking->marks[i - 1], &marking->marks[i]) > 0)
			return false;
	}
	return true;
}

static void tell_twice(struct mc_marking *marking, struct mc_marked *first, const struct mc_marked *second)
{
	bool is_same = first->status == second->status;

	if (first->is_by_time && second->is_by_time) {
		first->status = second->status < first->status ? second->status : first->status;
		return;
	}
	MC_AUTOTEXT text =
		is_same ? mc_format(_("the same mark stands in line %u already"), first->line)
			: mc_format(_("the same learner has another mark for this session in line %u"),
				    first->line);

	mc_remarks_add(&marking->remarks, &(struct mc_remark){ .is_error = !is_same,
							       .line = second->line,
							       .column = "status",
							       .text = text });
}

static void keep_first(struct mc_marking *marking)
{
	struct mc_marked *marks = marking->marks;
	size_t kept = 0;

	if (!is_sorted(marking))
		qsort(marks, marking->count, sizeof(*marks), compare_marks);
	for (size_t i = 0; i < marking->count; i++) {
		if (kept > 0 && marks[kept - 1].session == marks[i].session &&
		    marks[kept - 1].learner == marks[i].learner)
			tell_twice(marking, &marks[kept - 1], &marks[i]);
		else
			marks[kept++] = marks[i];
	}
	marking->count = kept;
}

static void tell_left(struct mc_marking *marking)
{
	for (size_t i = 0; i < marking->count; i++) {
		const struct mc_marked *mark = &marking->marks[i];
		const char *left_on = marking->members[mark->learner].left_on;

		if (left_on && strcmp(left_on, marking->sessions.items[mark->session].held_on) < 0)
			mc_remarks_add(&marking->remarks,
				       &(struct mc_remark){
					       .line = mark->line,
					       .text = _("the learner had left before this session") });
	}
}

/* ---- comparing ---- */

struct applying {
	struct mc_marking *marking;
	struct mc_records *records;
};

/* The end of the marks of the session that the mark at start is for. */
static size_t end_of_session(const struct mc_marking *marking, size_t start)
{
	size_t end = start;

	while (end < marking->count && marking->marks[end].session == marking->marks[start].session)
		end++;
	return end;
}

/* Both are in the order of ids, so one pass finds what is recorded. */
static struct mc_err *compare_session(const struct applying *a, size_t start, size_t end)
{
	struct mc_marking *marking = a->marking;
	struct mc_query *query = NULL;
	size_t i = start;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, a->records,
				"SELECT learner_id, status FROM attendance WHERE school_id = ?1"
				" AND session_id = ?2 ORDER BY learner_id"));
	mc_query_bind_text(query, 2, marking->sessions.items[marking->marks[start].session].id);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		const char *recorded = mc_query_text(query, 0);

		while (i < end && strcmp(marking->members[marking->marks[i].learner].id, recorded) < 0)
			i++;
		if (i == end || strcmp(marking->members[marking->marks[i].learner].id, recorded) != 0)
			continue;
		struct mc_marked *mark = &marking->marks[i];

		mark->state = strcmp(mc_mark_name(mark->status), mc_query_text(query, 1)) != 0
				      ? MC_MARK_CHANGED
				      : MC_MARK_SAME;
	}
}

static struct mc_err *compare(void *context)
{
	const struct applying *a = context;
	struct mc_marking *marking = a->marking;

	for (size_t i = 0; i < marking->count; i++)
		marking->marks[i].state = MC_MARK_NEW;
	for (size_t start = 0, end = 0; start < marking->count; start = end) {
		end = end_of_session(marking, start);
		MC_TRY(compare_session(a, start, end));
	}
	memset(marking->counts, 0, sizeof(marking->counts));
	for (size_t i = 0; i < marking->count; i++)
		marking->counts[marking->marks[i].state]++;
	return NULL;
}

/* ---- recording ---- */

static struct mc_err *append(const struct applying *a, const char *session, struct mc_buf *marks)
{
	struct mc_fields fields;

	if (marks->len == 0)
		return NULL;
	mc_buf_addc(marks, ']');
	mc_fields_init(&fields);
	mc_fields_add_json(&fields, "marks", marks->ptr);
	MC_TRY(mc_records_append(a->records, "attendance.marked", session, &fields));
	a->marking->events++;
	mc_buf_reset(marks);
	return NULL;
}

/* Ids and words have nothing that JSON would escape. */
static void add_mark(struct mc_buf *marks, const char *learner, const char *word)
{
	mc_buf_addz(marks, marks->len == 0 ? "[[\"" : ",[\"");
	mc_buf_addz(marks, learner);
	mc_buf_addz(marks, "\",\"");
	mc_buf_addz(marks, word);
	mc_buf_addz(marks, "\"]");
}

static struct mc_err *append_session(const struct applying *a, size_t start, size_t end)
{
	const struct mc_marking *marking = a->marking;
	const char *session = marking->sessions.items[marking->marks[start].session].id;
	MC_AUTO(mc_buf) marks = MC_BUF_INIT;
	size_t count = 0;

	for (size_t i = start; i < end; i++) {
		const struct mc_marked *mark = &marking->marks[i];

		if (mark->state == MC_MARK_SAME)
			continue;
		add_mark(&marks, marking->members[mark->learner].id, mc_mark_name(mark->status));
		if (++count % MC_MARKS_PER_EVENT == 0)
			MC_TRY(append(a, session, &marks));
	}
	return append(a, session, &marks);
}

static struct mc_err *apply(void *context)
{
	const struct applying *a = context;
	struct mc_marking *marking = a->marking;

	marking->events = 0;
	MC_TRY(compare(context));
	for (size_t start = 0, end = 0; start < marking->count; start = end) {
		end = end_of_session(marking, start);
		MC_TRY(append_session(a, start, end));
	}
	return NULL;
}

struct mc_err *mc_marking_apply(struct mc_marking *marking, struct mc_records *records, bool is_commit)
{
	struct applying a = { marking, records };

	keep_first(marking);
	tell_left(marking);
	if (!is_commit || marking->remarks.error_count > 0)
		return mc_records_read(records, compare, &a);
	return mc_records_write(records, apply, &a);
}
