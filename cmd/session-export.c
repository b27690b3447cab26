/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "cohort/session_print.h"
#include "os/clock.h"

struct args {
	const char *cohort;
	const char *format;
	const char *course;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("whose sessions")),
	MC_OPT_CHOICE(struct args, format, 'f', "format", "ical|moodle-csv",
		      N_("a calendar for phones, or a table for the attendance activity of Moodle")),
	MC_OPT_TEXT(struct args, course, 0, "course", "<name>",
		    N_("Moodle: short name of the course, for an import for the whole site")),
	MC_OPT_END,
};

static struct mc_err *write_moodle(struct mc_buf *text, const struct mc_sessions *sessions,
				   const char *course)
{
	size_t left_out = 0;

	MC_TRY(mc_sessions_write_moodle(text, &left_out, sessions, course));
	if (left_out > 0)
		(void)fprintf(stderr,
			      NP_("%zu session is left out: cancelled, or without time or length\n",
				  "%zu sessions are left out: cancelled, or without time or length\n",
				  left_out),
			      left_out);
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_sessions) sessions = MC_SESSIONS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_cohort_need(args->cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	MC_TRY(mc_sessions_read(&sessions, office.records, args->cohort));
	if (call->json)
		mc_sessions_print_json(&text, &sessions);
	else if (!strcmp(args->format, "ical"))
		MC_TRY(mc_sessions_write_ical(&text, &sessions, &office.school, mc_clock_unix_ms() / 1000));
	else
		MC_TRY(write_moodle(&text, &sessions, args->course));
	(void)fwrite(text.ptr, 1, text.len, stdout);
	return NULL;
}

const struct mc_cmd mc_cmd_session_export = {
	.name = "session export",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("write sessions for a calendar or for Moodle"),
	.about = N_("A calendar can be opened on a phone; when it is made again, sessions that were moved or "
		    "cancelled change there and are not added."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode session export --cohort ath-2026a --format ical >ath-2026a.ics"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .format = "ical" })),
	.run = run,
};
