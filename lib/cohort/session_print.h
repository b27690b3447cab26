/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_SESSION_PRINT_H
#define MC_COHORT_SESSION_PRINT_H

#include "base/buf.h"
#include "cohort/school.h"
#include "cohort/session.h"

/** Append what becomes of a list, for people and as the document "migracode/session-import/v1". */
void mc_session_list_print_text(struct mc_buf *out, const struct mc_session_list *list, const char *file,
				bool is_done);
void mc_session_list_print_json(struct mc_buf *out, const struct mc_session_list *list, bool is_done);

/** Append sessions, for people (a line each) and as the document "migracode/sessions/v1". */
void mc_sessions_print_text(struct mc_buf *out, const struct mc_sessions *sessions);
void mc_sessions_print_json(struct mc_buf *out, const struct mc_sessions *sessions);

/** Appends a calendar for phones (iCalendar); stamp_s: now. Errors: MC_E_INPUT (time zone of the school). */
struct mc_err *mc_sessions_write_ical(struct mc_buf *out, const struct mc_sessions *sessions,
				      const struct mc_school *school, int64_t stamp_s) MC_MUST_USE;

/** Appends the table that Moodle's attendance activity imports, without sessions that are cancelled or have
 * no time or length, which are counted. course: short name, or NULL. Errors: as mc_moodle_write_sessions().
 */
struct mc_err *mc_sessions_write_moodle(struct mc_buf *out, size_t *left_out,
					const struct mc_sessions *sessions, const char *course) MC_MUST_USE;

#endif
