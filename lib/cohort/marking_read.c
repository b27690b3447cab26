/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cohort/marking.h"
#include "records/people.h"

/* Places that are none; what was looked up once is kept with them. */
#define NOT_THERE (MC_INDEX_NONE - 1)
#define CANCELLED (MC_INDEX_NONE - 2) /* of a session */
#define SEVERAL (MC_INDEX_NONE - 3)
#define FIRST_FAULT SEVERAL

enum { DAY_LETTERS = 10 };

/* What the names that a table has for people are looked up by. */
static const struct who {
	const char *user;
	const char *fields[4]; /* of profiles, NULL at the end */
} whos[] = {
	{ "learner_id", { "external_id" } },
	{ "email", { "email" } },
	{ "moodle_login", { "login" } },
	{ "github_login", { "github" } },
	{ "user", { "login", "email", "external_id" } },
};

struct reading {
	struct mc_marking *marking;
	struct mc_records *records;
	const struct mc_marking_source *source;
	const struct who *who;
	uint32_t session;	/* of all marks, or MC_INDEX_NONE */
	struct mc_index people; /* what was looked up, to places of members */
	struct mc_index times;	/* the same for sessions */
	const struct mc_mark *mark;
};

static void complain(const struct reading *r, const char *column, const char *text, const char *hint)
{
	mc_remarks_add(&r->marking->remarks, &(struct mc_remark){ true, r->mark->line, column, text, hint });
}

/* ---- who ---- */

static struct mc_err *look_up(uint32_t *learner, struct reading *r)
{
	*learner = NOT_THERE;
	MC_TRY(mc_people_unlock(r->records));
	for (size_t i = 0; r->who->fields[i]; i++) {
		MC_AUTO(mc_buf) id = MC_BUF_INIT;
		size_t count = 0;

		MC_TRY(mc_people_find(&id, &count, r->records, r->who->fields[i], r->mark->user));
		if (count == 0)
			continue;
		uint32_t found = mc_index_find(&r->marking->member_ids, id.ptr);

		*learner = count > 1 ? SEVERAL : found == MC_INDEX_NONE ? NOT_THERE : found;
		return NULL;
	}
	return NULL;
}

static struct mc_err *find_learner(uint32_t *learner, struct reading *r)
{
	const char *text = r->mark->user;

	*learner = mc_index_find(&r->marking->member_ids, text);
	if (*learner == MC_INDEX_NONE)
		*learner = mc_index_find(&r->people, text);
	if (*learner == MC_INDEX_NONE) {
		MC_TRY(look_up(learner, r));
		mc_index_set(&r->people, text, *learner);
	}
	if (*learner == NOT_THERE)
		complain(r, r->who->user, _("nobody in the cohort is known by this"),
			 _("take them into the cohort first, or correct it"));
	else if (*learner == SEVERAL)
		complain(r, r->who->user, _("several learners are known by this"),
			 _("use the column learner_id"));
	return NULL;
}

/* ---- when ---- */

/* Of "18:05"; -1: none. */
static int minute_of(const char *text)
{
	if (!text || strlen(text) < 5)
		return -1;
	return ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
}

/* The time of a mark: "2026-01-12T18:05" or "18:05". */
static int minute_of_mark(const char *at)
{
	return minute_of(strlen(at) > DAY_LETTERS    ? at + DAY_LETTERS + 1
			 : strlen(at) == DAY_LETTERS ? NULL
						     : at);
}

/* The session of that day; of several the one that starts nearest to the time. */
static uint32_t session_at(const struct mc_sessions *sessions, const char *at)
{
	int minute = minute_of_mark(at);
	uint32_t best = NOT_THERE;
	int best_distance = -1;

	for (size_t i = 0; i < sessions->count; i++) {
		const struct mc_session *session = &sessions->items[i];
		int start = minute_of(session->starts_at);
		int distance = start < 0 || minute < 0 ? 0 : abs(start - minute);

		if (strncmp(session->held_on, at, DAY_LETTERS) != 0)
			continue;
		if (session->is_cancelled) {
			best = best == NOT_THERE ? CANCELLED : best;
		} else if (best_distance < 0 || distance < best_distance) {
			best = (uint32_t)i;
			best_distance = distance;
		} else if (distance == best_distance) {
			best = SEVERAL;
		}
	}
	return best;
}

static uint32_t look_for_session(const struct reading *r)
{
	const struct mc_marking *marking = r->marking;

	if (!r->mark->session)
		return session_at(&marking->sessions, r->mark->at);
	uint32_t found = mc_index_find(&marking->session_ids, r->mark->session);

	if (found == MC_INDEX_NONE)
		return NOT_THERE;
	return marking->sessions.items[found].is_cancelled ? CANCELLED : found;
}

static uint32_t find_session(struct reading *r)
{
	const char *text = r->mark->session ? r->mark->session : r->mark->at;
	const char *column = r->mark->session ? "session_id" : "scantime";

	if (r->session != MC_INDEX_NONE)
		return r->session;
	uint32_t found = mc_index_find(&r->times, text);

	if (found == MC_INDEX_NONE) {
		found = look_for_session(r);
		mc_index_set(&r->times, text, found);
	}
	if (found == NOT_THERE)
		complain(r, column, _("the cohort has no such session"),
			 _("'migracode session add' adds one"));
	else if (found == CANCELLED)
		complain(r, column, _("this session was cancelled"), NULL);
	else if (found == SEVERAL)
		complain(r, column, _("there are several sessions on this day"),
			 _("say the time, too, or use the column session_id"));
	return found;
}

/* A scan at the door says when, and the start of the session what that means. */
static enum mc_mark_status status_of(const struct reading *r, uint32_t session)
{
	int start = minute_of(r->marking->sessions.items[session].starts_at);
	int minute = minute_of_mark(r->mark->at);

	if (r->mark->status != MC_MARK_BY_TIME)
		return r->mark->status;
	return start >= 0 && minute > start + (int)r->source->late_after ? MC_MARK_LATE : MC_MARK_PRESENT;
}

/* ---- the table ---- */

static void take_remarks(struct mc_marking *marking, const struct mc_roster *list)
{
	for (size_t i = 0; i < list->fault_kept; i++)
		mc_remarks_add(&marking->remarks, &(struct mc_remark){ .is_error = true,
								       .line = list->faults[i].line,
								       .text = list->faults[i].text });
	marking->remarks.error_count += list->fault_count - list->fault_kept;
	for (size_t i = 0; i < list->notice_count; i++)
		mc_remarks_add(&marking->remarks, &(struct mc_remark){ .line = list->notices[i].line,
								       .text = list->notices[i].text });
}

static struct mc_err *take_marks(struct reading *r, const struct mc_marks *marks)
{
	for (size_t i = 0; i < MC_COUNT(whos); i++) {
		if (!strcmp(whos[i].user, marks->user))
			r->who = &whos[i];
	}
	for (size_t i = 0; i < marks->count; i++) {
		uint32_t learner = 0;

		r->mark = &marks->marks[i];
		if (r->session == MC_INDEX_NONE && !r->mark->session && strlen(r->mark->at) < DAY_LETTERS)
			return mc_err_hint(mc_err_new(MC_E_INPUT,
						      _("%s:%zu: nothing says which session this is"),
						      r->source->file, r->mark->line),
					   "%s", _("add a column session_id or date, or use --session"));
		uint32_t session = find_session(r);

		MC_TRY(find_learner(&learner, r));
		if (learner >= FIRST_FAULT || session >= FIRST_FAULT)
			continue;
		mc_marking_add(r->marking, session, learner, status_of(r, session), r->mark->line);
		r->marking->marks[r->marking->count - 1].is_by_time = r->mark->status == MC_MARK_BY_TIME;
	}
	return NULL;
}

struct mc_err *mc_marking_read(struct mc_marking *marking, struct mc_records *records,
			       const struct mc_marking_source *source, const char *bytes, size_t len)
{
	struct reading r = { .marking = marking,
			     .records = records,
			     .source = source,
			     .session = MC_INDEX_NONE,
			     .who = &whos[0] };
	MC_AUTO(mc_marks) marks = MC_MARKS_INIT;
	struct mc_err *err = NULL;

	if (source->session)
		MC_TRY(mc_marking_session(&r.session, marking, source->session));
	MC_TRY(mc_marks_read_bytes(&marks, source->file, source->words, bytes, len));
	take_remarks(marking, &marks.list);
	err = take_marks(&r, &marks);
	mc_index_release(&r.people);
	mc_index_release(&r.times);
	return err;
}
