/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of lists of learners: what it takes has only words and days that records
 * know. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cohort/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_day(const char *text)
{
	int32_t day;

	assert(!text || mc_date_read(&day, text));
}

static void check_row(const struct mc_intake_row *row)
{
	static const enum mc_enrolment_fact days[] = { MC_FACT_STARTED_ON,   MC_FACT_INTENT_ON,
						       MC_FACT_MOVED_ON,     MC_FACT_WITHDRAWN_ON,
						       MC_FACT_GRADUATED_ON, MC_FACT_CERTIFICATE_ON,
						       MC_FACT_ACCEPTED_ON };
	const char *const *facts = row->wanted.facts;

	assert(row->line > 1 && mc_cohort_is_id(row->wanted.learner));
	for (size_t i = 0; i < MC_COUNT(days); i++)
		check_day(facts[days[i]]);
	/* What goes into the log is a word of a list, an id, a day or a number. */
	for (size_t i = 0; i < MC_FACT_COUNT; i++) {
		assert(!facts[i] || i == MC_FACT_RULE_SET || mc_cohort_is_id(facts[i]));
	}
	assert(!facts[MC_FACT_RULE_SET]);
	assert(!facts[MC_FACT_AGE] || strtol(facts[MC_FACT_AGE], NULL, 10) <= 120);
	for (size_t i = 0; row->profile && i < MC_PROFILE_COUNT; i++)
		assert(!row->profile->facts[i] ||
		       mc_utf8_is_valid(row->profile->facts[i], strlen(row->profile->facts[i])));
}

static void check_findings(const struct mc_intake *intake)
{
	size_t errors = 0;

	assert(intake->finding_count <= MC_INTAKE_MAX_FINDINGS);
	for (size_t i = 0; i < intake->finding_count; i++) {
		const struct mc_intake_finding *finding = &intake->findings[i];

		assert(finding->text && *finding->text);
		errors += finding->is_error;
	}
	assert(errors <= intake->error_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct mc_cohort cohort = { .id = "c1", .start_on = "2026-01-12", .length_days = 120 };
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;

	intake.cohort = &cohort;
	MC_AUTOPTR(mc_err) err = mc_intake_read_csv(&intake, (const char *)bytes, len, "fuzz.csv");

	assert(!err || err->code == MC_E_INPUT);
	check_findings(&intake);
	for (size_t i = 0; !err && i < intake.count; i++) {
		check_row(&intake.rows[i]);
		for (size_t j = 0; j < i && intake.count < 200; j++)
			assert(strcmp(intake.rows[i].wanted.learner, intake.rows[j].wanted.learner) != 0);
	}
	return 0;
}
