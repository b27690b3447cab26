/* SPDX-License-Identifier: MIT */
#include "grade/memory_report.h"

#include <string.h>

void mc_memory_report_release(struct mc_memory_report *report)
{
	mc_buf_release(&report->what);
	*report = (struct mc_memory_report)MC_MEMORY_REPORT_INIT;
}

/* Where the submission lies differs with the protection, so the end of the path counts; the longest wins. */
uint32_t mc_memory_own_file(const struct mc_tree *files, struct mc_str path)
{
	uint32_t found = MC_MEMORY_NO_FILE;
	size_t longest = 0;

	for (size_t i = 0; i < files->count; i++) {
		const char *own = files->files[i].path;
		size_t len = strlen(own);

		if (len <= longest || path.len < len || memcmp(path.ptr + path.len - len, own, len) != 0)
			continue;
		if (path.len > len && path.ptr[path.len - len - 1] != '/')
			continue;
		found = (uint32_t)i;
		longest = len;
	}
	return found;
}

/* The words of a tool hold names that a student chose. */
static void keep_what(struct mc_buf *out, struct mc_str what)
{
	mc_buf_reset(out);
	for (size_t i = 0; i < what.len && i < MC_MEMORY_MAX_WHAT; i++)
		mc_buf_addc(out, what.ptr[i] >= ' ' && what.ptr[i] < 0x7f ? what.ptr[i] : '?');
}

bool mc_memory_note(struct mc_memory_report *report, enum mc_memory_fault fault, struct mc_str what)
{
	report->count++;
	if (report->fault != MC_FAULT_NONE && (report->fault != MC_FAULT_LEAK || fault == MC_FAULT_LEAK))
		return false;
	report->fault = fault;
	report->bytes = 0;
	report->file = MC_MEMORY_NO_FILE;
	report->line = 0;
	keep_what(&report->what, what);
	return true;
}
