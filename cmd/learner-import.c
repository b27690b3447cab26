/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/intake.h"
#include "cohort/intake_print.h"
#include "cohort/intake_roster.h"
#include "cohort/office.h"
#include "os/file.h"

struct args {
	const char *cohort;
	const char *format;
	const char *mapping;
	const char *class_name;
	bool yes;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort that they start in")),
	MC_OPT_NAME(struct args, format, 'f', "format", "<name>",
		    "auto|csv|moodle|oneroster|github-classroom|limesurvey",
		    N_("what kind of list it is: csv, moodle, oneroster, github-classroom or limesurvey "
		       "(default: look)")),
	MC_OPT_TEXT(struct args, mapping, 0, "mapping", "<file>", N_("what the columns of a survey mean")),
	MC_OPT_TEXT(struct args, class_name, 0, "class", "<name>",
		    N_("only those whom the list puts into this class, group or cohort")),
	MC_OPT_FLAG(struct args, yes, 'y', "yes", N_("do it; otherwise it is only shown what would change")),
	MC_OPT_END,
};

/* Whether a list is the school's own table: its first line has the column that others call otherwise. */
static bool is_own(const struct args *args, const struct mc_buf *bytes)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct mc_err *err = NULL;

	if (strcmp(args->format, "auto") != 0)
		return !strcmp(args->format, "csv");
	err = mc_csv_open(&csv, bytes->ptr, bytes->len, "");
	mc_err_drop(err);
	return csv && mc_csv_column(csv, "learner_id") != SIZE_MAX;
}

static struct mc_err *settle(struct mc_intake *intake, struct mc_records *records, bool yes)
{
	if (yes && intake->error_count == 0)
		return mc_intake_commit(intake, records);
	return mc_intake_compare(intake, records);
}

static struct mc_err *import_list(struct mc_intake *intake, struct mc_records *records, const char *path,
				  const struct args *args)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;
	const struct mc_roster_source source = { .path = path,
						 .format = mc_roster_format_of(args->format),
						 .mapping = args->mapping };

	MC_TRY(mc_roster_read(&roster, &source));
	MC_TRY(mc_intake_read_roster(intake, records, &roster, args->class_name));
	return settle(intake, records, args->yes);
}

static struct mc_err *import_file(struct mc_intake *intake, struct mc_records *records, const char *path,
				  const struct args *args)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (mc_file_is_dir(path))
		return import_list(intake, records, path, args);
	MC_TRY(mc_buf_read_input(&bytes, path, MC_CSV_MAX_BYTES));
	if (!is_own(args, &bytes) && strcmp(path, "-") != 0)
		return import_list(intake, records, path, args);
	MC_TRY(mc_intake_read_csv(intake, bytes.ptr, bytes.len, path));
	return settle(intake, records, args->yes);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_cohort_need(args->cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	intake.cohort = &cohorts.items[0];
	MC_TRY(import_file(&intake, office.records, call->operands[0], args));
	if (call->json)
		mc_intake_print_json(&text, &intake, args->yes);
	else
		mc_intake_print_text(&text, &intake, call->operands[0], args->yes, call->quiet);
	mc_term_print_safe(stdout, text.ptr);
	call->is_bad_input = intake.error_count > 0;
	return NULL;
}

const struct mc_cmd mc_cmd_learner_import = {
	.name = "learner import",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("take a list of learners into a cohort"),
	.about =
		N_("Reads a table with a line for each learner, compares it with the records, and shows what "
		   "would change. With "
		   "--yes it does so: all lines or none. Importing the same list again changes nothing; a "
		   "list with more in it adds "
		   "what is new.\n\n"
		   "The first line names the columns: learner_id, gender, birth_date, third_country, "
		   "entry_status, isced, started_on, "
		   "withdrawn_on, withdrawn_reason, exclusion, graduated_on, certificate_on, intent, "
		   "intent_on, work_auth, outcome, "
		   "accepted_on, status_exit, status_6m, cohort_finish, and display_name, legal_name, email, "
		   "phone, language, login, "
		   "github, github_id, repository. Only learner_id is needed. An empty field means: not "
		   "known, leave it as it is. "
		   "Names and contacts are sealed; of the day of birth only the age at the start is kept.\n\n"
		   "Lists of Moodle, OneRoster, GitHub Classroom and LimeSurvey are read, too: "
		   "migracode-roster(5). Who is in the records already is found by "
		   "id, login, number or address, and keeps the id; everybody else gets a new one.\n\n"
		   "Fields may be separated by ',' ';' or tabs. Days are written 2026-01-12."),
	.operands = "<file>",
	.min_operands = 1,
	.max_operands = 1,
	.example =
		N_("migracode learner import --cohort ath-2026a list.csv        # shows what would change\n"
		   "migracode learner import --cohort ath-2026a --yes list.csv  # does it"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .format = "auto" })),
	.run = run,
};
