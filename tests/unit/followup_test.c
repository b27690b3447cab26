/* SPDX-License-Identifier: MIT */
/* What is due about a learner follows from facts and a day alone. */
#include "check.h"

#include <string.h>

#include "cohort/followup.h"
#include "rates/definition.h"

/* What is due as "kind since, …", '!' where the time for it is over. */
static void assert_due(const struct mc_followup_facts *facts, const char *as_of, const char *wanted)
{
	struct mc_followup items[MC_FOLLOWUP_KIND_COUNT];
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	size_t count = mc_followup_of(items, facts, as_of);

	for (size_t i = 0; i < count; i++)
		mc_buf_addf(&text, "%s%s %s%s", i ? ", " : "", mc_followup_words[items[i].kind],
			    items[i].since, items[i].is_late ? "!" : "");
	assert_string_equal(text.ptr, wanted);
}

static struct mc_followup_facts graduate(void)
{
	struct mc_followup_facts facts = { .census_on = "2026-01-26" };

	facts.enrolment.facts[MC_FACT_STARTED_ON] = "2026-01-12";
	facts.enrolment.facts[MC_FACT_INTENT] = "job";
	facts.enrolment.facts[MC_FACT_GRADUATED_ON] = "2026-08-31";
	facts.enrolment.facts[MC_FACT_STATUS_EXIT] = "unemployed";
	facts.enrolment.facts[MC_FACT_STATUS_6M] = "unemployed";
	return facts;
}

static void learners_are_asked_what_they_want_until_the_window_closes(void **state)
{
	struct mc_followup_facts facts = { .census_on = "2026-01-26" };

	(void)state;
	assert_due(&facts, "2026-01-20", "");
	facts.enrolment.facts[MC_FACT_STARTED_ON] = "2026-01-12";
	assert_due(&facts, "2026-01-11", "");
	assert_due(&facts, "2026-01-12", "intent 2026-01-12");
	assert_due(&facts, "2026-01-29", "intent 2026-01-12");
	assert_due(&facts, "2026-01-30", "");
	facts.enrolment.facts[MC_FACT_INTENT] = "study";
	assert_due(&facts, "2026-01-20", "");
}

static void everybody_who_left_is_asked_for_the_status(void **state)
{
	struct mc_followup_facts facts = { .census_on = "2026-01-26" };

	(void)state;
	facts.enrolment.facts[MC_FACT_STARTED_ON] = "2026-01-12";
	facts.enrolment.facts[MC_FACT_WITHDRAWN_ON] = "2026-03-31";
	assert_due(&facts, "2026-03-30", "");
	assert_due(&facts, "2026-03-31", "status-exit 2026-03-31");
	assert_due(&facts, "2026-04-28", "status-exit 2026-03-31");
	assert_due(&facts, "2026-04-29", "status-exit 2026-03-31!");
	/* Six months of the calendar: September has no 31st. */
	assert_due(&facts, "2026-09-30", "status-exit 2026-03-31!, status-6m 2026-09-30");
	facts.enrolment.facts[MC_FACT_STATUS_EXIT] = "unknown";
	assert_due(&facts, "2026-09-29", "");
	facts.enrolment.facts[MC_FACT_EXCLUSION] = "died";
	assert_due(&facts, "2026-12-31", "");
}

static void graduates_are_called_until_they_are_placed(void **state)
{
	struct mc_followup_facts facts = graduate();

	(void)state;
	assert_due(&facts, "2026-09-29", "");
	assert_due(&facts, "2026-09-30", "monthly 2026-09-30");
	facts.last_contact = "2026-10-10";
	assert_due(&facts, "2026-11-09", "");
	assert_due(&facts, "2026-11-10", "monthly 2026-11-10");
	/* A contact before graduation is none after it. */
	facts.last_contact = "2026-08-01";
	assert_due(&facts, "2026-09-30", "monthly 2026-09-30");
	assert_due(&facts, "2026-11-29", "day-90 2026-11-29");
	facts.last_contact = "2026-11-29";
	assert_due(&facts, "2026-12-28", "");
	facts.last_contact = "2027-02-26";
	assert_due(&facts, "2027-02-27", "day-180 2027-02-27");
	facts.enrolment.facts[MC_FACT_OUTCOME] = "3A";
	assert_due(&facts, "2027-02-27", "day-180 2027-02-27");
	facts.enrolment.facts[MC_FACT_OUTCOME] = "4";
	assert_due(&facts, "2027-02-27", "");
}

static void work_is_settled_once_it_was_accepted(void **state)
{
	struct mc_followup_facts facts = graduate();

	(void)state;
	facts.enrolment.facts[MC_FACT_OUTCOME] = "1A";
	facts.enrolment.facts[MC_FACT_ACCEPTED_ON] = "2026-10-15";
	assert_due(&facts, "2026-10-14", "monthly 2026-09-30");
	assert_due(&facts, "2026-10-15", "evidence 2026-10-15");
	facts.has_evidence = true;
	assert_due(&facts, "2027-02-27", "");
}

static void days_are_those_of_the_definition(void **state)
{
	(void)state;
	assert_int_equal(MC_FOLLOWUP_EARLY_DAYS, MC_PLACEMENT_EARLY_DAYS);
	assert_int_equal(MC_FOLLOWUP_LAST_DAYS, MC_PLACEMENT_DAYS);
	assert_int_equal(MC_INTENT_DAYS, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(learners_are_asked_what_they_want_until_the_window_closes),
		cmocka_unit_test(everybody_who_left_is_asked_for_the_status),
		cmocka_unit_test(graduates_are_called_until_they_are_placed),
		cmocka_unit_test(work_is_settled_once_it_was_accepted),
		cmocka_unit_test(days_are_those_of_the_definition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
