/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_SESSION_H
#define MC_COHORT_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "cohort/remarks.h"
#include "records/records.h"

/** The longest session, in minutes. */
#define MC_SESSION_MAX_MINUTES 1440u

/** Longest title and module of a session, in bytes. */
#define MC_SESSION_MAX_TEXT 200u

/** A session of a cohort; texts that are not known are NULL. */
struct mc_session {
	const char *id;
	const char *cohort;
	const char *held_on;   /* a day */
	const char *starts_at; /* "18:30", in the time zone of the school */
	uint32_t minutes;      /* 0: not known */
	const char *module;
	const char *title;
	bool is_cancelled;
	uint32_t changes; /* how often it was changed */
};

/** Sessions. */
struct mc_sessions {
	struct mc_arena arena;
	struct mc_session *items;
	size_t count;
	size_t capacity;
};

#define MC_SESSIONS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_sessions_release(struct mc_sessions *sessions);

/** Reads the sessions of a cohort, or of all when cohort is NULL, by day and time. Errors: MC_E_IO. */
struct mc_err *mc_sessions_read(struct mc_sessions *sessions, struct mc_records *records, const char *cohort)
	MC_MUST_USE;

/** Reads one session. Errors: MC_E_INPUT (there is none of this id), MC_E_IO. */
struct mc_err *mc_sessions_find(struct mc_sessions *sessions, struct mc_records *records, const char *id)
	MC_MUST_USE;

/** The id of a session that has none: cohort, day and time, "c1-2026-02-03-1830"; in the arena. NULL when
 * that would be too long. */
const char *mc_session_make_id(struct mc_arena *arena, const struct mc_session *session);

/** What is wrong with a session, before anybody looks into the records; column says where. NULL: nothing; the
 * text is translated. */
const char *mc_session_fault(const char **column, const struct mc_session *session);

/** Records that a session does not take place. Errors: MC_E_INPUT (no such session, or there are marks for
 * it: it was held), MC_E_NOTHING (is cancelled already), MC_E_IO. */
struct mc_err *mc_session_cancel(struct mc_records *records, const char *id) MC_MUST_USE;

/** What becomes of a session of a list. */
enum mc_session_state { MC_SESSION_NEW, MC_SESSION_CHANGED, MC_SESSION_SAME };

/** Sessions on their way into the records. */
struct mc_session_list {
	struct mc_sessions wanted;
	enum mc_session_state *states; /* one for each, after comparing */
	size_t *lines;
	size_t room; /* of lines */
	size_t counts[3];
	struct mc_remarks remarks;
};

#define MC_SESSION_LIST_INIT \
	{ \
		.wanted = MC_SESSIONS_INIT, .remarks = MC_REMARKS_INIT \
	}

/** Frees all. */
void mc_session_list_release(struct mc_session_list *list);

/** Adds a session (texts are copied) whose line is told in remarks. */
void mc_session_list_add(struct mc_session_list *list, const struct mc_session *session, size_t line);

/**
 * Reads a table with the columns held_on and, where they are wanted, session_id, cohort, starts_at, minutes,
 * module, title. cohort: of rows that name none; may be NULL. Faults become remarks. Errors: MC_E_INPUT (no
 * such table at all).
 */
struct mc_err *mc_session_list_read(struct mc_session_list *list, const char *bytes, size_t len,
				    const char *name, const char *cohort) MC_MUST_USE;

/** Compares with the records and, with is_commit, records what is new and changed, all or nothing. Errors:
 * MC_E_INPUT when there were faults and is_commit; MC_E_IO. */
struct mc_err *mc_session_list_apply(struct mc_session_list *list, struct mc_records *records, bool is_commit)
	MC_MUST_USE;

#endif
