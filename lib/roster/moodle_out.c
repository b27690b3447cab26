/* SPDX-License-Identifier: MIT */
#include "roster/moodle_out.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "ext/escape.h"

/* ---- grades ---- */

static void add_header(struct mc_buf *out, const char *const items[], size_t count)
{
	mc_buf_addz(out, "idnumber");
	for (size_t i = 0; i < count; i++) {
		MC_AUTOTEXT feedback = mc_format("%s feedback", items[i]);

		mc_csv_add(out, items[i], false);
		mc_csv_add(out, feedback, false);
	}
	mc_csv_end_row(out);
}

static bool has_all(const struct mc_moodle_learner *learner, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!learner->grades[i].points || !*learner->grades[i].points)
			return false;
	return true;
}

struct mc_err *mc_moodle_write_grades(struct mc_buf *out, size_t *left_out, const char *const items[],
				      size_t item_count, const struct mc_moodle_learner *learners,
				      size_t learner_count)
{
	MC_AUTO(mc_buf) table = MC_BUF_INIT;
	size_t left = 0;

	add_header(&table, items, item_count);
	for (size_t i = 0; i < learner_count; i++) {
		if (!learners[i].id || !*learners[i].id)
			return mc_err_new(MC_E_INPUT,
					  _("a learner has no identifier, which Moodle needs for grades"));
		if (!has_all(&learners[i], item_count)) {
			left++;
			continue;
		}
		mc_csv_add(&table, learners[i].id, true);
		for (size_t k = 0; k < item_count; k++) {
			const struct mc_moodle_grade *grade = &learners[i].grades[k];

			mc_csv_add(&table, grade->points, false);
			mc_csv_add(&table, grade->feedback ? grade->feedback : "", false);
		}
		mc_csv_end_row(&table);
	}
	mc_buf_add(out, table.ptr, table.len);
	*left_out = left;
	return NULL;
}

/* ---- sessions ---- */

/* Columns are taken by their order; the names are those of Moodle in English. */
static const char session_columns[] =
	"Groups,Date,from:,to:,Description,Repeat on,Repeat every,Repeat until,"
	"Allow students to record own attendance,Allow students to update own attendance,Student password,"
	"Random password,Subnet,Automatic marking,Automatically select highest status available,"
	"Absentee report,Prevent students sharing IP address,Time to allow re-use of IP address (minutes),"
	"Create calendar event for session,Include QR code,Rotate QR code,Open session early for marking\r\n";

/* What the columns behind the description say: no repeating, no password, no network; -1 is "as the site". */
static const char session_rest[] = ",,,,-1,-1,,-1,,-1,-1,-1,-1,-1,-1,-1,-1,-1\r\n";

enum { HOUR_MINUTES = 60, DAY_MINUTES = 24 * 60 };

/* Minutes of the day at which a session starts; -1: it has no good time. */
static int minute_of(const char *starts)
{
	char text[MC_DATE_TEXT] = "";
	int32_t day;
	int hour;
	int minute;
	int end = 0;

	memcpy(text, starts, strnlen(starts, sizeof(text) - 1));
	if (!mc_date_read(&day, text) || (starts[10] != 'T' && starts[10] != ' ') ||
	    sscanf(starts + 11, "%2d:%2d%n", &hour, &minute, &end) != 2 || end != 5 || starts[11 + 5] ||
	    hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return -1;
	return hour * HOUR_MINUTES + minute;
}

/* Moodle puts the description into its page as it is. */
static void add_about(struct mc_buf *out, const char *about)
{
	MC_AUTO(mc_buf) html = MC_BUF_INIT;
	MC_AUTO(mc_buf) lines = MC_BUF_INIT;

	mc_escape_xml(&html, mc_str(about ? about : ""));
	for (const char *at = html.ptr; *at; at++) {
		if (*at == '\n')
			mc_buf_addz(&lines, "<br>");
		else if (*at != '\r')
			mc_buf_addc(&lines, *at);
	}
	mc_csv_add(out, lines.ptr, false);
}

static struct mc_err *add_session(struct mc_buf *out, const char *course,
				  const struct mc_moodle_session *session)
{
	int from = minute_of(session->starts);
	int to = from + (int)session->minutes;

	if (from < 0)
		return mc_err_new(MC_E_INPUT, _("session '%s' has no time of day, which Moodle needs"),
				  session->id);
	if (session->minutes == 0 || session->minutes >= DAY_MINUTES || to >= DAY_MINUTES)
		return mc_err_new(MC_E_INPUT,
				  _("session '%s' does not end later on the same day, as it must for Moodle"),
				  session->id);
	if (course)
		mc_csv_add(out, course, true);
	mc_csv_add(out, session->groups ? session->groups : "", !course);
	mc_buf_addf(out, ",%.10s,%02d:%02d,%02d:%02d", session->starts, from / HOUR_MINUTES,
		    from % HOUR_MINUTES, to / HOUR_MINUTES, to % HOUR_MINUTES);
	add_about(out, session->about);
	mc_buf_addz(out, session_rest);
	return NULL;
}

struct mc_err *mc_moodle_write_sessions(struct mc_buf *out, const char *course,
					const struct mc_moodle_session *sessions, size_t count)
{
	MC_AUTO(mc_buf) table = MC_BUF_INIT;

	mc_buf_addf(&table, "%s%s", course ? "Course shortname," : "", session_columns);
	for (size_t i = 0; i < count; i++)
		MC_TRY(add_session(&table, course, &sessions[i]));
	mc_buf_add(out, table.ptr, table.len);
	return NULL;
}
