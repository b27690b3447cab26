/* SPDX-License-Identifier: MIT */
#include "cohort/session_print.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/json_write.h"
#include "roster/ical.h"
#include "roster/moodle_out.h"

/* ---- lists ---- */

void mc_session_list_print_text(struct mc_buf *out, const struct mc_session_list *list, const char *file,
				bool is_done)
{
	mc_remarks_print(out, &list->remarks, file);
	mc_buf_addf(out, _("sessions: %zu new, %zu changed, %zu as they were\n"),
		    list->counts[MC_SESSION_NEW], list->counts[MC_SESSION_CHANGED],
		    list->counts[MC_SESSION_SAME]);
	if (list->remarks.error_count > 0)
		mc_buf_addf(out,
			    NP_("the list has %zu fault; nothing was changed\n",
				"the list has %zu faults; nothing was changed\n", list->remarks.error_count),
			    list->remarks.error_count);
	else if (!is_done)
		mc_buf_addf(out, "%s\n", _("nothing was changed yet; the same command with --yes does it"));
}

static void add_session(struct mc_json_writer *writer, const struct mc_session *session, const char *state)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "session", session->id);
	mc_json_key_text(writer, "cohort", session->cohort);
	mc_json_key_text(writer, "held_on", session->held_on);
	mc_json_key_text(writer, "starts_at", session->starts_at);
	if (session->minutes > 0)
		mc_json_key_int(writer, "minutes", session->minutes);
	mc_json_key_text(writer, "module", session->module);
	mc_json_key_text(writer, "title", session->title);
	if (state)
		mc_json_key_text(writer, "state", state);
	else
		mc_json_key_bool(writer, "cancelled", session->is_cancelled);
	mc_json_end(writer);
}

void mc_session_list_print_json(struct mc_buf *out, const struct mc_session_list *list, bool is_done)
{
	static const char *const states[] = { "new", "changed", "same" };
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/session-import/v1");
	mc_json_key_bool(&writer, "committed", is_done && list->remarks.error_count == 0);
	for (size_t i = 0; i < MC_COUNT(states); i++)
		mc_json_key_int(&writer, states[i], (int64_t)list->counts[i]);
	mc_remarks_write(&writer, &list->remarks);
	mc_json_key(&writer, "sessions");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < list->wanted.count; i++)
		add_session(&writer, &list->wanted.items[i], states[list->states[i]]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

/* ---- sessions ---- */

void mc_sessions_print_text(struct mc_buf *out, const struct mc_sessions *sessions)
{
	for (size_t i = 0; i < sessions->count; i++) {
		const struct mc_session *session = &sessions->items[i];

		mc_buf_addf(out, "%s %s  %s", session->held_on,
			    session->starts_at ? session->starts_at : "     ", session->id);
		if (session->minutes > 0)
			mc_buf_addf(out, _("  %u min"), session->minutes);
		if (session->module)
			mc_buf_addf(out, "  [%s]", session->module);
		if (session->title)
			mc_buf_addf(out, "  %s", session->title);
		if (session->is_cancelled)
			mc_buf_addf(out, "  (%s)", _("cancelled"));
		mc_buf_addc(out, '\n');
	}
	if (sessions->count == 0)
		mc_buf_addf(out, "%s\n", _("there are no sessions; 'migracode session add' adds one"));
}

void mc_sessions_print_json(struct mc_buf *out, const struct mc_sessions *sessions)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/sessions/v1");
	mc_json_key(&writer, "sessions");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < sessions->count; i++)
		add_session(&writer, &sessions->items[i], NULL);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

/* ---- for calendars and Moodle ---- */

static const char *start_of(struct mc_buf *text, const struct mc_session *session)
{
	mc_buf_reset(text);
	mc_buf_addz(text, session->held_on);
	if (session->starts_at)
		mc_buf_addf(text, "T%s", session->starts_at);
	return text->ptr;
}

static const char *title_of(const struct mc_session *session)
{
	return session->title ? session->title : session->module ? session->module : session->cohort;
}

struct mc_err *mc_sessions_write_ical(struct mc_buf *out, const struct mc_sessions *sessions,
				      const struct mc_school *school, int64_t stamp_s)
{
	const struct mc_ical ical = { school->name, school->id, school->time_zone, stamp_s };
	MC_AUTO(mc_buf) starts = MC_BUF_INIT;

	mc_ical_begin(out, &ical);
	for (size_t i = 0; i < sessions->count; i++) {
		const struct mc_session *session = &sessions->items[i];

		MC_TRY(mc_ical_add(out, &ical,
				   &(struct mc_ical_session){
					   .id = session->id,
					   .title = title_of(session),
					   .starts = start_of(&starts, session),
					   .minutes = session->minutes > 0 ? session->minutes : 60,
					   .about = session->title ? session->module : NULL,
					   .changes = session->changes,
					   .is_cancelled = session->is_cancelled }));
	}
	mc_ical_end(out);
	return NULL;
}

struct mc_err *mc_sessions_write_moodle(struct mc_buf *out, size_t *left_out,
					const struct mc_sessions *sessions, const char *course)
{
	struct mc_moodle_session *rows = mc_alloc_zero(sessions->count + 1, sizeof(*rows));
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) starts = MC_BUF_INIT;
	struct mc_err *err = NULL;
	size_t count = 0;

	*left_out = 0;
	for (size_t i = 0; i < sessions->count; i++) {
		const struct mc_session *session = &sessions->items[i];

		if (session->is_cancelled || !session->starts_at || session->minutes == 0) {
			++*left_out;
			continue;
		}
		rows[count++] =
			(struct mc_moodle_session){ .id = session->id,
						    .starts = mc_arena_strdup(&arena,
									      start_of(&starts, session)),
						    .minutes = session->minutes,
						    .about = title_of(session) };
	}
	err = mc_moodle_write_sessions(out, course, rows, count);
	free(rows);
	return err;
}
