/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "cohort/results.h"
#include "os/file.h"

struct args {
	const char *cohort;
	bool yes;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort whose results they are")),
	MC_OPT_FLAG(struct args, yes, 'y', "yes", N_("do it; otherwise it is only shown what would change")),
	MC_OPT_END,
};

static struct mc_err *import_file(struct mc_results *results, struct mc_office *office, const char *path,
				  bool yes)
{
	MC_AUTOTEXT curriculum =
		mc_school_curriculum_path(&office->school, results->intake.cohort->curriculum);
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_buf_read_input(&bytes, path, MC_CSV_MAX_BYTES));
	MC_TRY(mc_results_read(results, bytes.ptr, bytes.len, path));
	mc_results_find_modules(results, curriculum);
	return mc_results_apply(results, office->records, yes);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_results) results = MC_RESULTS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_cohort_need(args->cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	results.intake.cohort = &cohorts.items[0];
	MC_TRY(import_file(&results, &office, call->operands[0], args->yes));
	if (call->json)
		mc_results_print_json(&text, &results, args->yes);
	else
		mc_results_print_text(&text, &results, call->operands[0], args->yes, call->quiet);
	mc_term_print_safe(stdout, text.ptr);
	call->is_bad_input = results.intake.error_count > 0;
	return NULL;
}

const struct mc_cmd mc_cmd_results_import = {
	.name = "results import",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("take results of exercises into the records"),
	.about = N_(
		"Reads what 'migracode grade --json' printed, or a table with the columns learner_id, "
		"exercise, "
		"module, passed, points, max, done_on; shows what would change, and with --yes does it: all "
		"or nothing. Of several results of an exercise the best one counts, so importing again "
		"changes nothing.\n\n"
		"In a document, the learner is the one whose id is the last part of the path of the "
		"submission, or who has that repository. A grader error is no zero: it is left out."),
	.operands = "<file>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode grade --json submissions/* >results.json\n"
		      "migracode results import --cohort ath-2026a --yes results.json"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
