/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of results of exercises, and to that of outcomes: what they take has been
 * checked. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "cohort/outcome.h"
#include "cohort/outcome_list.h"
#include "cohort/results.h"
#include "course/spec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const struct mc_cohort cohort = { .id = "c1", .start_on = "2026-01-12", .census_on = "2026-01-26" };

static bool is_day(const char *text)
{
	int32_t day = 0;

	return mc_date_read(&day, text);
}

static void read_results(const char *bytes, size_t len)
{
	MC_AUTO(mc_results) results = MC_RESULTS_INIT;

	results.intake.cohort = &cohort;
	MC_AUTOPTR(mc_err) err = mc_results_read(&results, bytes, len, "list");

	for (size_t i = 0; !err && i < results.count; i++) {
		const struct mc_exercise_result *result = &results.items[i];

		assert(result->whom && mc_spec_is_id(result->exercise) && is_day(result->done_on));
		assert(result->points >= 0 && result->points <= result->max && result->max > 0);
		assert(!result->module || mc_spec_is_id(result->module));
		assert(results.is_document || mc_cohort_is_id(result->whom));
	}
}

static void read_outcomes(const char *bytes, size_t len)
{
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;

	intake.cohort = &cohort;
	MC_AUTOPTR(mc_err) err = mc_outcome_list_read(&intake, bytes, len, "list");

	for (size_t i = 0; !err && i < intake.count; i++) {
		const struct mc_outcome_entry *entry = intake.rows[i].outcome;

		assert(mc_cohort_is_id(entry->learner));
		assert(!entry->accepted_on || is_day(entry->accepted_on));
		assert(!entry->evidence.on_day || is_day(entry->evidence.on_day));
		assert(!entry->evidence.form || !strcmp(entry->evidence.form, "verbal") ||
		       !strcmp(entry->evidence.form, "written"));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = len ? (const char *)data : "";

	read_results(bytes, len);
	read_outcomes(bytes, len);
	return 0;
}
