/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/admit.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "ext/json_write.h"

struct args {
	const char *cohort;
	struct mc_intake_person person;
};

#define FACT(fact, name, value, about) \
	MC_OPT_TEXT(struct args, person.facts[MC_FACT_##fact], 0, name, value, about)
#define PROFILE(fact, name, about) \
	MC_OPT_TEXT(struct args, person.profile[MC_PROFILE_##fact], 0, name, "<text>", about)

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort that the learner starts in")),
	MC_OPT_TEXT(struct args, person.id, 0, "id", "<id>",
		    N_("id that tells nothing of the name (default: one made by chance)")),
	FACT(GENDER, "gender", "<f|m|n>", N_("female, male or non-binary")),
	MC_OPT_TEXT(struct args, person.birth_date, 0, "birth-date", "<day>",
		    N_("only the age at the start is kept")),
	FACT(AGE, "age", "<n>", N_("age at the start, when the day of birth is not known")),
	MC_OPT_UINT(struct args, person.min_age, 0, "min-age", "<n>",
		    N_("refuse anybody who is younger at the start, or might be")),
	FACT(STARTED_ON, "started-on", "<day>", N_("first day (default: that of the cohort)")),
	FACT(THIRD_COUNTRY, "third-country", "<y|n|unknown>", N_("from outside the European Union")),
	FACT(ENTRY_STATUS, "entry-status", "<word>",
	     N_("unemployed, long-term-unemployed, inactive or employed")),
	FACT(ISCED, "isced", "<0-8>", N_("highest level of education, by ISCED")),
	FACT(INTENT, "intent", "<word>", N_("what the course is for: job, stay, self-enrichment or study")),
	FACT(INTENT_ON, "intent-on", "<day>", N_("when that was answered")),
	FACT(WORK_AUTH, "work-auth", "<y|n|unknown>", N_("may work in this country")),
	PROFILE(DISPLAY_NAME, "display-name", N_("the name that others see; sealed, as all that follows")),
	PROFILE(LEGAL_NAME, "legal-name", N_("the name on a certificate")),
	PROFILE(EMAIL, "email", N_("e-mail address")),
	PROFILE(PHONE, "phone", N_("telephone number")),
	PROFILE(LANGUAGE, "language", N_("language for letters and certificates")),
	PROFILE(LOGIN, "login", N_("login of the learning platform")),
	PROFILE(GITHUB, "github", N_("login of GitHub")),
	PROFILE(REPOSITORY, "repository", N_("where the work is handed in")),
	MC_OPT_END,
};

static void print(const struct mc_call *call, const char *learner, const char *cohort)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	if (call->json) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "schema", "migracode/learner/v1");
		mc_json_key_text(&writer, "learner", learner);
		mc_json_key_text(&writer, "cohort", cohort);
		mc_json_end(&writer);
		(void)puts(text.ptr);
	} else if (call->quiet) {
		(void)puts(learner);
	} else {
		(void)printf(_("took the learner '%s' into the cohort '%s'\n"), learner, cohort);
		(void)printf(_("next: migracode learner show %s\n"), learner);
	}
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;

	MC_TRY(mc_cohort_need(args->cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	intake.cohort = &cohorts.items[0];
	MC_TRY(mc_admit(&intake, office.records, &args->person));
	print(call, intake.rows[0].wanted.learner, intake.cohort->id);
	return NULL;
}

const struct mc_cmd mc_cmd_learner_add = {
	.name = "learner add",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("take one learner into a cohort"),
	.about = N_(
		"Takes one person into a cohort, and prints the id by which the records know them from then "
		"on. Names and contacts are sealed and stand in no list.\n\n"
		"Give only what is needed. What you type stays in the history of your shell: for names, "
		"'migracode learner import' with a file is better."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_(
		"migracode learner add --cohort ath-2026a --gender f --birth-date 1995-03-08 --min-age 21"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
