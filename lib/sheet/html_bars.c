/* SPDX-License-Identifier: MIT */
#include "sheet/html_part.h"

/* Bars lie: labels of any length find room above them, on a telephone too. With one series, each has its
 * whole line, the figure at the end of the label; with more, bars stand in groups, their figures behind them.
 */

enum { LINE = 20, BAR = 14, ROW_GAP = 18, GROUP_BAR = 15, GROUP_STEP = 21, GROUP_GAP = 18, SHARE_WIDTH = 66 };
/* The longest bar of a group leaves room for its figure. */
enum { WHOLE = 10000, GROUP_WIDE = 9000, GROUP_NARROW = 7600 };
/* Columns of letters for a label: beside its figure or without one on a telephone, and elsewhere. */
enum { ROW_COLUMNS = 19, GROUP_COLUMNS = 30, WIDE_COLUMNS = 60 };

static void add_bar(const struct mc_drawing *drawing, size_t series, int64_t width, int64_t height)
{
	struct mc_buf *out = drawing->web->out;
	size_t number = series % MC_WEB_SERIES + 1;

	mc_buf_addf(out, "<rect class=\"bar l%zu\" fill=\"url(#p%zu)\"", number, number);
	mc_draw_x(drawing, "x", drawing->web->is_rtl ? width : 0);
	mc_buf_addf(out, " y=\"%lld\" width=\"%lld.%02d%%\" height=\"%lld\" rx=\"3\"/>\n",
		    (long long)drawing->height, (long long)(width / 100), (int)(width % 100),
		    (long long)height);
}

/* Of what has a value, at least a hair can be seen. */
static int64_t width_of(const struct mc_drawing *drawing, const struct mc_cell *cell, int64_t whole)
{
	int64_t value = 0;

	if (!mc_scale_value(&value, cell) || value == 0)
		return 0;
	int64_t width = value * whole / drawing->scale.max;

	return width > 20 ? width : 20;
}

static void add_label(struct mc_drawing *drawing, const char *class, const char *text, size_t narrow_columns)
{
	struct mc_str rest = mc_str(text);
	struct mc_str line;

	while (mc_wrap_cut(&line, &rest, drawing->is_narrow ? narrow_columns : WIDE_COLUMNS)) {
		drawing->height += LINE;
		mc_draw_text(drawing, class, 0, 0, drawing->height - 6,
			     mc_arena_copy(drawing->web->arena, line.ptr, line.len));
	}
}

/* "16  66.7%": the share of a funnel stands beside the count, just above the bar. */
static void add_figure(const struct mc_drawing *drawing, size_t label)
{
	const struct mc_cell *cell = mc_chart_cell(drawing->chart, 0, label);
	struct mc_cell share = mc_chart_share(drawing->chart, label);
	bool has_share = drawing->chart->kind == MC_CHART_FUNNEL && share.kind == MC_CELL_PERCENT;

	mc_draw_text(drawing, "end strong", WHOLE, has_share ? -SHARE_WIDTH : 0, drawing->height - 6,
		     mc_draw_cell(drawing, cell));
	if (has_share)
		mc_draw_text(drawing, "end soft", WHOLE, 0, drawing->height - 6,
			     mc_draw_cell(drawing, &share));
}

static void add_row(struct mc_drawing *drawing, size_t label)
{
	int64_t width = width_of(drawing, mc_chart_cell(drawing->chart, 0, label), WHOLE);

	add_label(drawing, "label", drawing->chart->labels[label], ROW_COLUMNS);
	add_figure(drawing, label);
	mc_buf_addf(drawing->web->out,
		    "<rect class=\"track\" x=\"0\" y=\"%lld\" width=\"100%%\" height=\"%d\" rx=\"3\"/>\n",
		    (long long)drawing->height, BAR);
	if (width > 0)
		add_bar(drawing, 0, width, BAR);
	drawing->height += BAR + ROW_GAP;
}

static void add_group(struct mc_drawing *drawing, size_t label)
{
	int64_t whole = drawing->is_narrow ? GROUP_NARROW : GROUP_WIDE;

	add_label(drawing, "strong", drawing->chart->labels[label], GROUP_COLUMNS);
	drawing->height += 2;
	for (size_t i = 0; i < drawing->chart->series_count; i++) {
		const struct mc_cell *cell = mc_chart_cell(drawing->chart, i, label);
		int64_t width = width_of(drawing, cell, whole);

		if (cell->kind == MC_CELL_EMPTY)
			continue;
		if (width > 0)
			add_bar(drawing, i, width, GROUP_BAR);
		mc_draw_text(drawing, cell->kind == MC_CELL_HIDDEN ? "soft small" : "figure", width,
			     width > 0 ? 8 : 2, drawing->height + GROUP_BAR - 3, mc_draw_cell(drawing, cell));
		drawing->height += GROUP_STEP;
	}
	drawing->height += GROUP_GAP;
}

void mc_draw_bars(struct mc_drawing *drawing)
{
	bool has_groups = drawing->chart->series_count > 1;

	for (size_t label = 0; label < drawing->chart->label_count && drawing->chart->series_count > 0;
	     label++) {
		if (has_groups)
			add_group(drawing, label);
		else
			add_row(drawing, label);
	}
	if (drawing->height > 0)
		drawing->height -= has_groups ? GROUP_GAP : ROW_GAP;
}
