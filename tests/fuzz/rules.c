/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of rules.json, and checks a learner by the rules that it takes. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "cohort/rules_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const struct mc_fact_exercise exercises[] = {
	{ "sum", "a", MC_EXERCISE_PASSED, 1000, 1000 },
	{ "blog", "a", MC_EXERCISE_UNGRADED, 0, 2000 },
	{ "shop", "b", MC_EXERCISE_MISSING, 0, 1000 },
};
static const struct mc_fact_project projects[] = { { "shop", true, false, true },
						   { "blog", true, true, false } };
static const struct mc_fact_event events[] = { { "cv-2026", "workshop", true, true },
					       { "fair", "career-day", false, false } };
static const char *const cases[] = { "plagiarism" };

/* What holds of every check, whatever the rules are. */
static void check_one(const struct mc_rule_check *check)
{
	MC_AUTO(mc_buf) words = MC_BUF_INIT;

	assert(check->value <= check->possible || check->state != MC_RULE_FAIL ||
	       check->reason == MC_WHY_CASE_OPEN);
	assert(!check->is_share || check->possible <= 1000);
	assert(check->reason != MC_WHY_OUT_OF_REACH || check->possible <= check->threshold);
	mc_rule_check_words(&words, check);
	assert(words.len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTOPTR(mc_rules) rules = NULL;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTO(mc_rules_check) check = MC_RULES_CHECK_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);
	MC_AUTOPTR(mc_err) err =
		mc_rules_parse(&rules, &findings, "rules.json", len ? (const char *)data : "", len);
	struct mc_rule_facts facts = { .held = 10,
				       .present = 5,
				       .late = 1,
				       .excused = 1,
				       .absent = 2,
				       .planned = 3,
				       .exercises = exercises,
				       .exercise_count = MC_COUNT(exercises),
				       .knows_curriculum = true,
				       .projects = projects,
				       .project_count = MC_COUNT(projects),
				       .meetings_attended = 1,
				       .meetings_missed = 1,
				       .meetings_planned = 1,
				       .events = events,
				       .event_count = MC_COUNT(events),
				       .open_cases = cases,
				       .open_case_count = 1 };

	assert(!err == (rules != NULL) && !err == !findings.error_count);
	if (err)
		return 0;
	mc_rules_check(&check, rules, &facts);
	for (size_t i = 0; i < check.count; i++)
		check_one(&check.checks[i]);
	mc_rules_check_write(&writer, &check);
	facts.is_over = true;
	mc_rules_check(&check, rules, &facts);
	for (size_t i = 0; i < check.count; i++)
		check_one(&check.checks[i]);
	return 0;
}
