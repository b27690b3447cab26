/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/intake_print.h"
#include "cohort/office.h"
#include "cohort/outcome_list.h"

struct args {
	const char *cohort;
	bool yes;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort that they started in")),
	MC_OPT_FLAG(struct args, yes, 'y', "yes", N_("do it; otherwise it is only shown what would change")),
	MC_OPT_END,
};

static struct mc_err *import_file(struct mc_intake *intake, struct mc_records *records, const char *path,
				  bool yes)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_buf_read_input(&bytes, path, MC_CSV_MAX_BYTES));
	MC_TRY(mc_outcome_list_read(intake, bytes.ptr, bytes.len, path));
	if (yes && intake->error_count == 0)
		return mc_outcome_list_commit(intake, records);
	return mc_outcome_list_compare(intake, records);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_err *err = NULL;

	MC_TRY(mc_cohort_need(args->cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	intake.cohort = &cohorts.items[0];
	err = import_file(&intake, office.records, call->operands[0], args->yes);
	/* Faults that only the records show are told like those of the file. */
	if (err && intake.error_count == 0)
		return err;
	mc_err_free(err);
	if (call->json)
		mc_intake_print_json(&text, &intake, args->yes);
	else
		mc_intake_print_text(&text, &intake, call->operands[0], args->yes, call->quiet);
	mc_term_print_safe(stdout, text.ptr);
	call->is_bad_input = intake.error_count > 0;
	return NULL;
}

const struct mc_cmd mc_cmd_outcome_import = {
	.name = "outcome import",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("take a list of outcomes into the records"),
	.about =
		N_("Reads a table with a line for each learner, compares it with the records, and shows what "
		   "would change. With --yes it does so: all lines or none. Importing the same list again "
		   "changes nothing.\n\n"
		   "The first line names the columns: learner_id, outcome, accepted_on, evidence, "
		   "evidence_form, evidence_on, note, status_exit, status_6m. Only learner_id is needed. The "
		   "rules are those of 'migracode outcome record'. An empty field means: not known, leave it "
		   "as it is. Notes are sealed."),
	.operands = "<file>",
	.min_operands = 1,
	.max_operands = 1,
	.example =
		N_("migracode outcome import --cohort ath-2026a list.csv        # shows what would change\n"
		   "migracode outcome import --cohort ath-2026a --yes list.csv  # does it"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
