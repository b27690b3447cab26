/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_MARKING_H
#define MC_COHORT_MARKING_H

#include <stddef.h>
#include <stdint.h>

#include "base/index.h"
#include "cohort/remarks.h"
#include "cohort/session.h"
#include "records/records.h"
#include "roster/marks.h"

/*
 * Marking attendance: marks are gathered, compared with the records, shown, and recorded all or not at all.
 * To correct a mark is to mark again; the log keeps both.
 */

/** Marks of one event at most. */
#define MC_MARKS_PER_EVENT 1000u

/** Somebody who can be marked: who started in the cohort or moved there. */
struct mc_member {
	const char *id;
	const char *left_on; /* NULL: learns */
};

enum mc_mark_state { MC_MARK_NEW, MC_MARK_CHANGED, MC_MARK_SAME };

/** One mark; 16 bytes, as there are millions. */
struct mc_marked {
	uint32_t session; /* place in the sessions */
	uint32_t learner; /* place in the members */
	uint32_t line;
	uint8_t status;	 /* enum mc_mark_status */
	uint8_t state;	 /* enum mc_mark_state, after comparing */
	bool is_by_time; /* a scan at the door: the first one of a session counts */
};

/** Marks for one cohort on their way into the records. */
struct mc_marking {
	struct mc_arena arena;
	const char *cohort;
	struct mc_sessions sessions;
	struct mc_member *members; /* by id */
	size_t member_count;
	size_t member_capacity;
	struct mc_index session_ids;
	struct mc_index member_ids;
	struct mc_marked *marks;
	size_t count;
	size_t capacity;
	size_t counts[3]; /* of each state, after comparing */
	size_t events;	  /* added by committing */
	struct mc_remarks remarks;
};

#define MC_MARKING_INIT \
	{ \
		.arena = MC_ARENA_INIT, .sessions = MC_SESSIONS_INIT, .session_ids = MC_INDEX_INIT, \
		.member_ids = MC_INDEX_INIT, .remarks = MC_REMARKS_INIT \
	}

/** Frees all. */
void mc_marking_release(struct mc_marking *marking);

/** Starts marking in a cohort, whose sessions and members are read; members are found by bytes of their ids.
 * Errors: MC_E_INPUT (no such cohort), MC_E_IO. */
struct mc_err *mc_marking_begin(struct mc_marking *marking, struct mc_records *records, const char *cohort)
	MC_MUST_USE;

/** The place of a session of the cohort. Errors: MC_E_INPUT (there is none of this id, it is cancelled). */
struct mc_err *mc_marking_session(uint32_t *session, const struct mc_marking *marking, const char *id)
	MC_MUST_USE;

/** Adds a mark. line: 0 when it came from no table. */
void mc_marking_add(struct mc_marking *marking, uint32_t session, uint32_t learner,
		    enum mc_mark_status status, size_t line);

/** Adds marks for learners whose ids stand in a text with commas; option is for messages. Errors: MC_E_INPUT
 * (somebody is not in the cohort). */
struct mc_err *mc_marking_add_ids(struct mc_marking *marking, uint32_t session, enum mc_mark_status status,
				  const char *ids, const char *option) MC_MUST_USE;

/** Marks all who learn on the day of a session and have no mark yet, neither here nor in the records.
 * Errors: MC_E_IO. */
struct mc_err *mc_marking_add_others(struct mc_marking *marking, struct mc_records *records, uint32_t session,
				     enum mc_mark_status status) MC_MUST_USE;

/** How a table is read. */
struct mc_marking_source {
	const char *file;    /* its name, for messages */
	const char *session; /* id of the session of all marks; NULL: the table says it, or the day */
	const char *words;   /* what else marks are called: see roster/marks.h; NULL: nothing */
	unsigned late_after; /* who was scanned so many minutes after the start is late */
};

/**
 * Takes the marks of a table: see roster/marks.h. People are found by their ids, or looked up by e-mail
 * address or login; sessions by their ids or by their day, of several on one day the one that starts nearest
 * to the time. Faults become remarks.
 *
 * Errors: MC_E_INPUT (no such table at all), those of records/people.h when people have to be looked up.
 */
struct mc_err *mc_marking_read(struct mc_marking *marking, struct mc_records *records,
			       const struct mc_marking_source *source, const char *bytes, size_t len)
	MC_MUST_USE;

/** Compares with the records and, with is_commit, records what is new and changed, all or nothing; nothing
 * when there were faults: mc_remarks_check(). Errors: MC_E_IO. */
struct mc_err *mc_marking_apply(struct mc_marking *marking, struct mc_records *records, bool is_commit)
	MC_MUST_USE;

/** Appends for people what is recorded, or would be; is_quiet leaves out what to do next. */
void mc_marking_print_text(struct mc_buf *out, const struct mc_marking *marking, const char *file,
			   bool is_done, bool is_quiet);

/** Appends the document "migracode/attendance-import/v1" and a line feed. */
void mc_marking_print_json(struct mc_buf *out, const struct mc_marking *marking, bool is_done);

#endif
