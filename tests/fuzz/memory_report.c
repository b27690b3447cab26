/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the readers of memory reports: of valgrind, in this process, and of the sanitizers. */
#include <assert.h>
#include <stdint.h>

#include "grade/memory_report.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const struct mc_memory_report *report, const struct mc_tree *files)
{
	assert(report->fault < MC_FAULT_COUNT && report->what.len <= MC_MEMORY_MAX_WHAT);
	assert(report->file == MC_MEMORY_NO_FILE || report->file < files->count);
	assert((report->count == 0) == (report->fault == MC_FAULT_NONE));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct mc_str text = { (const char *)bytes, len };
	MC_AUTO(mc_memory_report) valgrind = MC_MEMORY_REPORT_INIT;
	MC_AUTO(mc_memory_report) sanitizer = MC_MEMORY_REPORT_INIT;
	MC_AUTO(mc_tree) files = MC_TREE_INIT;

	mc_tree_add(&files, "a.c", "", 0, false);
	mc_err_drop(mc_memory_read_valgrind_here(&valgrind, text, &files));
	mc_memory_read_sanitizer(&sanitizer, text, &files);
	check(&valgrind, &files);
	check(&sanitizer, &files);
	return 0;
}
