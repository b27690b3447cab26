/* SPDX-License-Identifier: MIT */
#include "suite/suite_tap.h"

#include "suite/tap.h"

static enum mc_verdict verdict_of(const struct mc_tap_case *item)
{
	if (item->is_skip || item->is_todo)
		return MC_SKIPPED;
	return item->is_ok ? MC_PASS : MC_FAIL;
}

static void read_report(struct mc_suite_report *report, const char *bytes, size_t len, int exit_status)
{
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;

	mc_tap_feed(&tap, bytes, len);
	mc_tap_end(&tap, exit_status);
	for (size_t i = 0; i < tap.case_count; i++) {
		const struct mc_tap_case *item = &tap.cases[i];

		(void)mc_suite_add(report, mc_str(""), mc_str(item->name), verdict_of(item), 0);
		mc_suite_say(report, mc_str(item->diagnostic ? item->diagnostic : ""));
	}
	if (tap.is_broken)
		mc_suite_break(report, tap.why);
}

const struct mc_suite_reader mc_suite_tap = { .read = read_report, .checks_exit = true };
