/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/marking.h"
#include "cohort/office.h"

enum { LATE_AFTER_MINUTES = 10 };

struct args {
	const char *cohort;
	const char *session;
	const char *words;
	unsigned late_after;
	bool yes;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("the cohort, when the table says the session or the day")),
	MC_OPT_TEXT(struct args, session, 's', "session", "<id>", N_("the session of all marks")),
	MC_OPT_TEXT(struct args, words, 0, "words", "<list>",
		    N_("what else marks are called in the table: R=late,J=excused")),
	MC_OPT_UINT(struct args, late_after, 0, "late-after", "<n>",
		    N_("a scan more than this many minutes after the start is late (default: 10)")),
	MC_OPT_FLAG(struct args, yes, 'y', "yes", N_("do it; otherwise it is only shown what would change")),
	MC_OPT_END,
};

static struct mc_err *begin(struct mc_marking *marking, struct mc_records *records, const struct args *args)
{
	MC_AUTO(mc_sessions) found = MC_SESSIONS_INIT;

	if (!args->cohort && !args->session)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"),
					      "--cohort, --session"),
				   "%s", _("'migracode session list' names the sessions"));
	if (!args->session)
		return mc_marking_begin(marking, records, args->cohort);
	MC_TRY(mc_sessions_find(&found, records, args->session));
	if (args->cohort && strcmp(args->cohort, found.items[0].cohort) != 0)
		return mc_err_new(MC_E_INPUT, _("the session '%s' is one of the cohort '%s'"), args->session,
				  found.items[0].cohort);
	return mc_marking_begin(marking, records, found.items[0].cohort);
}

static struct mc_err *import_file(struct mc_marking *marking, struct mc_records *records,
				  const struct args *args, const char *file)
{
	const struct mc_marking_source source = { file, args->session, args->words, args->late_after };
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_buf_read_input(&bytes, file, MC_CSV_MAX_BYTES));
	MC_TRY(begin(marking, records, args));
	MC_TRY(mc_marking_read(marking, records, &source, bytes.ptr, bytes.len));
	return mc_marking_apply(marking, records, args->yes);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_marking) marking = MC_MARKING_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(import_file(&marking, office.records, args, call->operands[0]));
	if (call->json)
		mc_marking_print_json(&text, &marking, args->yes);
	else
		mc_marking_print_text(&text, &marking, call->operands[0], args->yes, call->quiet);
	mc_term_print_safe(stdout, text.ptr);
	call->is_bad_input = marking.remarks.error_count > 0;
	return NULL;
}

const struct mc_cmd mc_cmd_attendance_import = {
	.name = "attendance import",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("mark attendance from a table"),
	.about = N_(
		"Reads a table of marks, own or of Moodle's attendance activity, and shows what would "
		"change. "
		"With --yes it does so: all marks or none. Importing the same table again changes "
		"nothing.\n\n"
		"The first line names the columns: learner_id, email, username, github_login or user says "
		"who; session_id, date or scantime says when, where --session does not; status is present, "
		"late, excused or absent, or P, L, E, A. Where there is a time and no status, who was there "
		"in time is present."),
	.operands = "<file>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_(
		"migracode attendance import --cohort ath-2026a marks.csv        # shows what would change\n"
		"migracode attendance import --cohort ath-2026a --yes marks.csv  # does it"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .late_after = LATE_AFTER_MINUTES })),
	.run = run,
};
