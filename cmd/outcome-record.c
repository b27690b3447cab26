/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/day.h"
#include "cohort/office.h"
#include "cohort/outcome.h"
#include "cohort/outcome_print.h"
#include "cohort/whom.h"
#include "rates/definition.h"

struct args {
	const char *cohort;
	const char *code;
	const char *accepted_on;
	const char *evidence;
	const char *form;
	const char *on;
	const char *note;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort that the learner started in")),
	MC_OPT_CHOICE(struct args, code, 0, "code", "1A|1B|1C|1D|1E|2A|2B|3A|3B|4",
		      N_("what became of the graduate")),
	MC_OPT_TEXT(struct args, accepted_on, 0, "accepted-on", "<day>", N_("when the work was accepted")),
	MC_OPT_CHOICE(struct args, evidence, 0, "evidence",
		      "document|graduate|employer|recruiter|employment-service", N_("who says so")),
	MC_OPT_CHOICE(struct args, form, 0, "form", "verbal|written", N_("how it was said")),
	MC_OPT_TEXT(struct args, on, 0, "on", "<day>", N_("when it was said (default: today)")),
	MC_OPT_TEXT(struct args, note, 0, "note", "<text>",
		    N_("what was said, for the file; it is sealed like names")),
	MC_OPT_END,
};

static struct mc_err *check(const struct args *args)
{
	if (!args->code)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--code"), "%s",
				   _("'migracode help outcome record' says what the codes mean"));
	if (args->accepted_on)
		MC_TRY(mc_day_check(args->accepted_on, "--accepted-on"));
	return args->on ? mc_day_check(args->on, "--on") : NULL;
}

/* What the report of outcomes will make of it once all 180 days are over. */
static struct mc_err *count(const char **counted, struct mc_records *records,
			    const struct mc_enrolment *recorded)
{
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	const struct mc_placement placement = { .graduated_on = recorded->facts[MC_FACT_GRADUATED_ON],
						.intent = recorded->facts[MC_FACT_INTENT],
						.intent_on = recorded->facts[MC_FACT_INTENT_ON],
						.work_auth = recorded->facts[MC_FACT_WORK_AUTH],
						.outcome = recorded->facts[MC_FACT_OUTCOME],
						.accepted_on = recorded->facts[MC_FACT_ACCEPTED_ON] };

	MC_TRY(mc_cohorts_read(&cohorts, records, recorded->cohort));
	*counted = mc_outcome_codes[mc_outcome_on(NULL, &placement, &cohorts.items[0], "2999-12-31")];
	return NULL;
}

static void print_text(const struct mc_enrolment *recorded, const char *counted)
{
	const char *code = recorded->facts[MC_FACT_OUTCOME];

	(void)printf(_("%s: %s is recorded\n"), recorded->learner, code);
	if (strcmp(code, counted) != 0 && !strcmp(counted, "Excluded"))
		(void)printf("%s\n", _("it is counted as Excluded, because of the survey of intents"));
	else if (strcmp(code, counted) != 0)
		(void)printf(_("it is counted as %s: only work that is accepted within %d days after "
			       "graduation counts\n"),
			     counted, (int)MC_PLACEMENT_DAYS);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_enrolment recorded = { 0 };
	const char *counted = NULL;
	const struct mc_outcome_entry entry = {
		.cohort = args->cohort,
		.learner = call->operands[0],
		.code = args->code,
		.accepted_on = args->accepted_on,
		.evidence = { args->evidence, args->form, args->on, args->note },
	};

	MC_TRY(check(args));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_outcome_record(office.records, &entry));
	MC_TRY(mc_whom_find(&recorded, &arena, office.records, args->cohort, entry.learner));
	MC_TRY(count(&counted, office.records, &recorded));
	if (call->json) {
		mc_outcome_print_json(&text, &recorded, counted, NULL);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		print_text(&recorded, counted);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_outcome_record = {
	.name = "outcome record",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record what became of a graduate"),
	.about = N_(
		"In the field of the course: 1A employed full-time, 1B full-time apprenticeship, internship "
		"or contract, 1C hired by the school, 1D own company, 1E part-time, short or freelance "
		"work. Out of the field: 2A hired by the school, 2B hired by others. 3A still seeking, "
		"3B not seeking, 4 does not answer.\n\n"
		"Everybody is 3A until somebody says otherwise: every code but 3A and 4 needs --evidence, "
		"and work needs the day on which it was accepted. Only work accepted within 180 days after "
		"graduation counts.\n\n"
		"The note is sealed like names, and the log has only its number."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode outcome record L17 --code 1A --accepted-on 2026-06-01 --evidence employer"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
