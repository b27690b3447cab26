/* SPDX-License-Identifier: MIT */
#include "suite/suite_report.h"

#include <ctype.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"

/* No suite runs for longer. */
#define MAX_TIME_US (30ull * 24 * 3600 * 1000 * 1000)

void mc_suite_report_release(struct mc_suite_report *report)
{
	mc_arena_release(&report->arena);
	mc_buf_release(&report->scratch);
	free(report->cases);
	*report = (struct mc_suite_report)MC_SUITE_REPORT_INIT;
}

void mc_suite_break(struct mc_suite_report *report, const char *why)
{
	if (!report->is_broken)
		report->why = mc_arena_strdup(&report->arena, why);
	report->is_broken = true;
}

/* Most names are of ASCII and go in one piece. */
static void add_printable(struct mc_buf *out, struct mc_str text)
{
	for (size_t i = 0; i < text.len && out->len <= MC_SUITE_MAX_NAME;) {
		uint32_t character;
		size_t start = i;

		while (i < text.len && text.ptr[i] >= ' ' && text.ptr[i] < 0x7f)
			i++;
		mc_buf_add(out, text.ptr + start, i - start);
		if (i == text.len)
			break;
		size_t step = mc_utf8_decode(&character, text.ptr + i, text.len - i);

		if (step == 0)
			mc_buf_addz(out, "\xef\xbf\xbd");
		else if (character < 0x20 || (character >= 0x7f && character < 0xa0))
			mc_buf_addc(out, '?');
		else
			mc_buf_add(out, text.ptr + i, step);
		i += step ? step : 1;
	}
}

static const char *keep_name(struct mc_suite_report *report, struct mc_str parent, struct mc_str name)
{
	struct mc_buf *joined = &report->scratch;

	mc_buf_reset(joined);
	add_printable(joined, parent);
	if (parent.len > 0)
		mc_buf_addz(joined, " > ");
	add_printable(joined, name);
	if (name.len == 0)
		mc_buf_addf(joined, _("test %zu"), report->case_count + 1);
	return mc_arena_copy(&report->arena, joined->ptr,
			     mc_utf8_cut(joined->ptr, joined->len, MC_SUITE_MAX_NAME));
}

bool mc_suite_add(struct mc_suite_report *report, struct mc_str parent, struct mc_str name,
		  enum mc_verdict verdict, uint64_t wall_us)
{
	if (report->case_count == MC_SUITE_MAX_CASES) {
		mc_suite_break(report,
			       mc_arena_format(&report->arena, _("the suite reported more than %u tests"),
					       MC_SUITE_MAX_CASES));
		return false;
	}
	const char *kept = keep_name(report, parent, name);

	*MC_VEC_ADD(report->cases, report->case_count, report->case_capacity) =
		(struct mc_suite_case){ .name = kept, .verdict = verdict, .wall_us = wall_us };
	return true;
}

void mc_suite_say(struct mc_suite_report *report, struct mc_str message)
{
	size_t len = mc_utf8_cut(message.ptr, message.len, MC_SUITE_MAX_MESSAGE);

	if (len == 0 || report->case_count == 0 || report->message_bytes + len > MC_SUITE_MAX_MESSAGES)
		return;
	char *copy = mc_arena_copy(&report->arena, message.ptr, len);

	for (size_t i = 0; i < len; i++)
		copy[i] = copy[i] ? copy[i] : '?';
	report->cases[report->case_count - 1].message = copy;
	report->message_bytes += len;
}

size_t mc_suite_count(const struct mc_suite_report *report, enum mc_verdict verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < report->case_count; i++)
		count += report->cases[i].verdict == verdict;
	return count;
}

uint64_t mc_suite_time_us(const char *seconds)
{
	uint64_t us = 0;
	uint64_t unit = 1000000;
	const char *p = seconds;

	/* Some write thousands with commas. */
	for (; isdigit((unsigned char)*p) || *p == ','; p++) {
		if (*p != ',' && us <= MAX_TIME_US)
			us = us * 10 + (uint64_t)(*p - '0') * 1000000;
	}
	if (*p == '.') {
		for (p++; isdigit((unsigned char)*p); p++) {
			unit /= 10;
			us += (uint64_t)(*p - '0') * unit;
		}
	}
	return *p || us > MAX_TIME_US ? 0 : us;
}
