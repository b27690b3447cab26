/* SPDX-License-Identifier: MIT */
#include "cohort/marking.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"
#include "cohort/cohort.h"
#include "ext/json_write.h"

void mc_marking_release(struct mc_marking *marking)
{
	mc_sessions_release(&marking->sessions);
	mc_index_release(&marking->session_ids);
	mc_index_release(&marking->member_ids);
	mc_remarks_release(&marking->remarks);
	free(marking->members);
	free(marking->marks);
	mc_arena_release(&marking->arena);
	*marking = (struct mc_marking)MC_MARKING_INIT;
}

/* ---- starting ---- */

struct beginning {
	struct mc_marking *marking;
	struct mc_records *records;
};

/* Who is in two rows (started here twice by way of another cohort) stands once. */
static void add_member(struct mc_marking *marking, const struct mc_query *query)
{
	const char *id = mc_query_text(query, 0);
	const char *left_on = mc_query_text(query, 1);

	if (mc_index_find(&marking->member_ids, id) != MC_INDEX_NONE)
		return;
	struct mc_member member = { mc_arena_strdup(&marking->arena, id),
				    left_on ? mc_arena_strdup(&marking->arena, left_on) : NULL };

	mc_index_set(&marking->member_ids, member.id, (uint32_t)marking->member_count);
	*MC_VEC_ADD(marking->members, marking->member_count, marking->member_capacity) = member;
}

static struct mc_err *read_members(struct mc_marking *marking, struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT learner_id, withdrawn_on FROM enrolment WHERE school_id = ?1"
				" AND (cohort_id = ?2 OR cohort_finish = ?2) ORDER BY learner_id"));
	mc_query_bind_text(query, 2, marking->cohort);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		add_member(marking, query);
	}
}

static struct mc_err *begin(void *context)
{
	const struct beginning *beginning = context;
	struct mc_marking *marking = beginning->marking;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;

	MC_TRY(mc_cohorts_read(&cohorts, beginning->records, marking->cohort));
	MC_TRY(mc_sessions_read(&marking->sessions, beginning->records, marking->cohort));
	for (size_t i = 0; i < marking->sessions.count; i++)
		mc_index_set(&marking->session_ids, marking->sessions.items[i].id, (uint32_t)i);
	return read_members(marking, beginning->records);
}

struct mc_err *mc_marking_begin(struct mc_marking *marking, struct mc_records *records, const char *cohort)
{
	struct beginning beginning = { marking, records };

	marking->cohort = mc_arena_strdup(&marking->arena, cohort);
	return mc_records_read(records, begin, &beginning);
}

struct mc_err *mc_marking_session(uint32_t *session, const struct mc_marking *marking, const char *id)
{
	uint32_t at = mc_index_find(&marking->session_ids, id);

	if (at == MC_INDEX_NONE)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no session '%s' in the cohort '%s'"),
					      id, marking->cohort),
				   _("'migracode session list --cohort %s' names them"), marking->cohort);
	if (marking->sessions.items[at].is_cancelled)
		return mc_err_new(MC_E_INPUT, _("the session '%s' was cancelled"), id);
	*session = at;
	return NULL;
}

/* ---- adding ---- */

void mc_marking_add(struct mc_marking *marking, uint32_t session, uint32_t learner,
		    enum mc_mark_status status, size_t line)
{
	*MC_VEC_ADD(marking->marks, marking->count, marking->capacity) =
		(struct mc_marked){ session, learner, (uint32_t)line, (uint8_t)status, MC_MARK_NEW, false };
}

struct mc_err *mc_marking_add_ids(struct mc_marking *marking, uint32_t session, enum mc_mark_status status,
				  const char *ids, const char *option)
{
	while (ids && *ids) {
		size_t len = strcspn(ids, ",");
		struct mc_str word = mc_str_trim((struct mc_str){ ids, len });
		const char *id = mc_arena_copy(&marking->arena, word.ptr, word.len);
		uint32_t learner = mc_index_find(&marking->member_ids, id);

		/* What is no id may be a name: it is not repeated. */
		if (learner == MC_INDEX_NONE)
			return mc_err_hint(
				mc_cohort_is_id(id)
					? mc_err_new(MC_E_INPUT,
						     _("%s: the learner '%s' is not in the cohort '%s'"),
						     option, id, marking->cohort)
					: mc_err_new(
						  MC_E_INPUT,
						  _("%s: ids of learners with ',' between them are wanted"),
						  option),
				_("'migracode learner list --cohort %s' names them"), marking->cohort);
		mc_marking_add(marking, session, learner, status, 0);
		ids += len + (ids[len] == ',');
	}
	return NULL;
}

static struct mc_err *note_marked(bool *is_marked, const struct mc_marking *marking,
				  struct mc_records *records, uint32_t session)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	for (size_t i = 0; i < marking->count; i++) {
		if (marking->marks[i].session == session)
			is_marked[marking->marks[i].learner] = true;
	}
	MC_TRY(mc_records_query(
		&query, records,
		"SELECT learner_id FROM attendance WHERE school_id = ?1 AND session_id = ?2"));
	mc_query_bind_text(query, 2, marking->sessions.items[session].id);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		uint32_t learner = mc_index_find(&marking->member_ids, mc_query_text(query, 0));

		if (learner != MC_INDEX_NONE)
			is_marked[learner] = true;
	}
}

struct mc_err *mc_marking_add_others(struct mc_marking *marking, struct mc_records *records, uint32_t session,
				     enum mc_mark_status status)
{
	const char *held_on = marking->sessions.items[session].held_on;
	bool *is_marked = mc_alloc_zero(marking->member_count + 1, sizeof(*is_marked));
	struct mc_err *err = note_marked(is_marked, marking, records, session);

	for (size_t i = 0; !err && i < marking->member_count; i++) {
		const char *left_on = marking->members[i].left_on;

		if (!is_marked[i] && !(left_on && strcmp(left_on, held_on) <= 0))
			mc_marking_add(marking, session, (uint32_t)i, status, 0);
	}
	free(is_marked);
	return err;
}

/* ---- printing ---- */

void mc_marking_print_text(struct mc_buf *out, const struct mc_marking *marking, const char *file,
			   bool is_done, bool is_quiet)
{
	mc_remarks_print(out, &marking->remarks, file);
	mc_buf_addf(out, _("%s: %zu new, %zu changed, %zu as they were\n"), marking->cohort,
		    marking->counts[MC_MARK_NEW], marking->counts[MC_MARK_CHANGED],
		    marking->counts[MC_MARK_SAME]);
	if (marking->remarks.error_count > 0)
		mc_buf_addf(out,
			    NP_("the list has %zu fault; nothing was changed\n",
				"the list has %zu faults; nothing was changed\n",
				marking->remarks.error_count),
			    marking->remarks.error_count);
	else if (!is_done)
		mc_buf_addf(out, "%s\n", _("nothing was changed yet; the same command with --yes does it"));
	else if (!is_quiet)
		mc_buf_addf(out, _("next: migracode attendance show --cohort %s\n"), marking->cohort);
}

void mc_marking_print_json(struct mc_buf *out, const struct mc_marking *marking, bool is_done)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/attendance-import/v1");
	mc_json_key_text(&writer, "cohort", marking->cohort);
	mc_json_key_bool(&writer, "committed", is_done && marking->remarks.error_count == 0);
	mc_json_key_int(&writer, "new", (int64_t)marking->counts[MC_MARK_NEW]);
	mc_json_key_int(&writer, "changed", (int64_t)marking->counts[MC_MARK_CHANGED]);
	mc_json_key_int(&writer, "same", (int64_t)marking->counts[MC_MARK_SAME]);
	mc_json_key_int(&writer, "events", (int64_t)marking->events);
	mc_remarks_write(&writer, &marking->remarks);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
