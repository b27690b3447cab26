/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of marks: nobody has two marks in one session, and times are times. */
#include <assert.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "roster/marks.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Without sessions, a day with its time stands for one; a time alone does not. */
static const char *moment_of(const struct mc_mark *mark)
{
	return strlen(mark->at) < strlen("2026-01-12") ? "" : mark->at;
}

static bool is_same(const struct mc_mark *a, const struct mc_mark *b)
{
	if (strcasecmp(a->user, b->user) != 0)
		return false;
	return a->session && b->session ? !strcmp(a->session, b->session)
					: !strcmp(moment_of(a), moment_of(b));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_marks) marks = MC_MARKS_INIT;
	MC_AUTOPTR(mc_err)
	err = mc_marks_read_bytes(&marks, "fuzz.csv", "R=late,J=excused", (const char *)bytes, len);

	if (err)
		return 0;
	for (size_t i = 0; i < marks.count; i++) {
		const struct mc_mark *mark = &marks.marks[i];
		size_t at_len = strlen(mark->at);

		assert(mark->line > 1 && *mark->user && (!mark->session || *mark->session));
		assert(at_len == 0 || at_len == strlen("18:05") || at_len == strlen("2026-01-12") ||
		       at_len == strlen("2026-01-12T18:05"));
		assert(at_len > 0 || mark->status != MC_MARK_BY_TIME);
		assert(i == 0 || mark[-1].line < mark->line);
		for (size_t k = 0; k < i && i < 50; k++)
			assert(!is_same(mark, &marks.marks[k]));
	}
	return 0;
}
