/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of rubric.json; what it takes is what every score relies on. */
#include <assert.h>
#include <stdint.h>

#include "course/rubric.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(const struct mc_rubric_criterion *criterion)
{
	int64_t most = 0;

	assert(criterion->id && *criterion->id && criterion->title.count > 0);
	assert(criterion->level_count >= 2 && criterion->level_count <= MC_RUBRIC_MAX);
	for (size_t i = 0; i < criterion->level_count; i++) {
		const struct mc_rubric_level *level = &criterion->levels[i];

		assert(level->points >= 0 && level->points <= 1000000);
		assert(mc_rubric_level(criterion, level->id) == level);
		most = level->points > most ? level->points : most;
	}
	assert(criterion->max == most);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTOPTR(mc_rubric) rubric = NULL;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_err) err = mc_rubric_parse(&rubric, &findings, "", len ? (const char *)data : "", len);

	assert(!err == (rubric != NULL) && !err == !findings.error_count);
	for (size_t i = 0; rubric && i < rubric->count; i++) {
		check(&rubric->criteria[i]);
		assert(mc_rubric_find(rubric, rubric->criteria[i].id) == &rubric->criteria[i]);
	}
	return 0;
}
