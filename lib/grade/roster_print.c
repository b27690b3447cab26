/* SPDX-License-Identifier: MIT */
#include "grade/roster_print.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/unicode.h"
#include "ext/visible.h"
#include "result/points.h"
#include "result/result_part.h"

/* Room for "12.5/14", and the longest name that others are lined up with. */
enum { POINTS_COLUMNS = 7, NAME_COLUMNS = 40 };

size_t mc_roster_name_width(const char *const names[], size_t count)
{
	size_t width = 0;

	for (size_t i = 0; i < count; i++) {
		size_t own = mc_unicode_width(names[i], strlen(names[i]));

		width = own > width && own <= NAME_COLUMNS ? own : width;
	}
	return width;
}

/* Appends text up to columns, with a mark where it was cut. */
static void add_fitted(struct mc_buf *out, const struct mc_print_style *style, const char *text,
		       size_t columns)
{
	size_t len = strlen(text);

	if (mc_unicode_width(text, len) > columns)
		len = mc_unicode_fit(text, len, columns > 0 ? columns - 1 : 0);
	mc_buf_add(out, text, len);
	if (text[len] && columns > 0)
		mc_buf_addz(out, style->is_ascii ? "~" : "…");
}

void mc_roster_print_line(struct mc_buf *out, const struct mc_roster_table *table, const char *name,
			  const struct mc_roster_answer *answer)
{
	MC_AUTO(mc_buf) safe = MC_BUF_INIT;
	MC_AUTO(mc_buf) points = MC_BUF_INIT;

	mc_visible_add(&safe, name, strlen(name), MC_VISIBLE_SAFE, table->style.is_ascii);
	for (char *p = strchr(safe.ptr, '\n'); p; p = strchr(p, '\n'))
		*p = '?';
	mc_points_print(&points, answer->verdict, answer->points, answer->max);
	mc_buf_add(out, safe.ptr, safe.len);
	size_t used = mc_unicode_width(safe.ptr, safe.len);

	used = used > table->name_width ? used : table->name_width;
	mc_result_add_spaces(out, used - mc_unicode_width(safe.ptr, safe.len) + 2);
	mc_result_add_word_cell(out, &table->style, answer->verdict);
	mc_buf_add(out, points.ptr, points.len);
	if (answer->reason[0]) {
		size_t cell = points.len > POINTS_COLUMNS ? points.len : POINTS_COLUMNS;

		used += 2 + mc_result_word_columns() + cell + 2;
		mc_result_add_spaces(out, cell - points.len + 2);
		add_fitted(out, &table->style, answer->reason,
			   !table->is_cut	       ? SIZE_MAX
			   : table->style.width > used ? table->style.width - used
						       : 0);
	}
	mc_buf_addc(out, '\n');
}

void mc_roster_print_summary(struct mc_buf *out, const struct mc_roster_table *table,
			     const size_t tally[MC_FLAKY + 1])
{
	size_t count = 0;
	const char *comma = "";

	for (size_t verdict = 0; verdict <= MC_FLAKY; verdict++)
		count += tally[verdict];
	mc_buf_addf(out, NP_("%zu submission: ", "%zu submissions: ", count), count);
	for (size_t verdict = 0; verdict <= MC_FLAKY; verdict++) {
		if (tally[verdict] == 0)
			continue;
		mc_buf_addf(out, "%s%zu ", comma, tally[verdict]);
		mc_result_add_word(out, &table->style, (enum mc_verdict)verdict);
		comma = ", ";
	}
	mc_buf_addc(out, '\n');
}
