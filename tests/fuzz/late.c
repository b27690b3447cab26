/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of late policies, and applies what it takes. */
#include <assert.h>
#include <stdint.h>

#include "deadline/late.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { HOURS = 2400, HOUR_S = 3600, POINTS = 12345 };

/* Nobody gains by waiting, and the lines add up. */
static void check_all_hours(const struct mc_late_policy *policy)
{
	const struct mc_late_due due = { .has_due = true };
	int64_t before = POINTS;

	for (int64_t hour = 0; hour < HOURS; hour++) {
		struct mc_late_score score;
		int64_t sum = POINTS;

		mc_late_apply(&score, policy, &due, hour * HOUR_S, policy->grace_days, POINTS);
		for (size_t i = 0; i < score.count; i++)
			sum += score.lines[i].points;
		assert(sum == score.points && score.points >= 0 && score.points <= before);
		before = score.points;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct mc_late_policy policy, same;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_err) err =
		mc_late_policy_parse(&policy, &findings,
				     (struct mc_str){ len ? (const char *)data : "", len }, "rules.json");

	assert(!err == !findings.error_count);
	if (err)
		return 0;
	mc_late_policy_write(&text, &policy);
	MC_AUTOPTR(mc_err) again =
		mc_late_policy_read(&same, (struct mc_str){ text.ptr, text.len }, "again.json");
	assert(!again);
	mc_late_policy_words(&words, &policy);
	assert(words.len > 0);
	check_all_hours(&policy);
	return 0;
}
