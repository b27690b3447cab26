/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of JUnit XML: names and messages must be printable and within the limits. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "suite/junit.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

	mc_suite_junit.read(&report, (const char *)bytes, len, 0);
	assert(!report.is_broken == !report.why);
	assert(report.case_count <= MC_SUITE_MAX_CASES);
	for (size_t i = 0; i < report.case_count; i++) {
		const struct mc_suite_case *item = &report.cases[i];

		assert(item->name[0] && strlen(item->name) <= MC_SUITE_MAX_NAME);
		assert(mc_utf8_is_valid(item->name, strlen(item->name)));
		assert(item->verdict <= MC_SKIPPED && item->verdict != MC_PARTIAL);
		if (item->message)
			assert(mc_utf8_is_valid(item->message, strlen(item->message)));
	}
	return 0;
}
