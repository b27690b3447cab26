/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "ext/unicode.h"
#include "sheet/text_part.h"

/* Every kind of chart is bars here: a terminal has no better way to draw a line, and the figures stand
 * beside. */

enum { INDENT = 2, GAP = 2, MAX_BAR = 50, MIN_BAR = 12 };

struct drawing {
	const struct mc_screen *screen;
	const struct mc_sheet_chart *chart;
	struct mc_arena *arena;
	struct mc_legend legend;
	struct mc_scale scale;
	size_t name;   /* columns for the names; 0: they stand on lines of their own */
	size_t figure; /* columns for the figures */
	size_t bar;
};

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* "16  66.7%" in a funnel, "66.7%" elsewhere. */
static const char *figure_of(const struct drawing *drawing, size_t series, size_t label)
{
	const char *text = mc_screen_cell(drawing->screen, drawing->arena, &drawing->legend,
					  mc_chart_cell(drawing->chart, series, label));
	struct mc_cell share = mc_chart_share(drawing->chart, label);

	if (drawing->chart->kind != MC_CHART_FUNNEL || share.kind != MC_CELL_PERCENT)
		return text;
	const char *part = mc_screen_cell(drawing->screen, drawing->arena, &drawing->legend, &share);
	/* The widest share is "100.0%" in some languages and "100,0 %" in others; the rest moves right. */
	const struct mc_cell all = mc_cell_percent(1, 1);
	const char *widest = mc_screen_cell(drawing->screen, drawing->arena, &drawing->legend, &all);
	size_t width = mc_unicode_width(part, strlen(part)), room = mc_unicode_width(widest, strlen(widest));

	return mc_arena_format(drawing->arena, "%s  %*s%s", text, room > width ? (int)(room - width) : 0, "",
			       part);
}

/* One series needs no names of series, and its labels stand beside the bars. */
static bool has_groups(const struct drawing *drawing)
{
	return drawing->chart->series_count > 1;
}

static const char *name_of(const struct drawing *drawing, size_t series, size_t label)
{
	const struct mc_sheet_chart *chart = drawing->chart;

	return mc_screen_text(drawing->screen, drawing->arena,
			      has_groups(drawing) ? chart->series[series] : chart->labels[label]);
}

static void measure(struct drawing *drawing)
{
	size_t indent = has_groups(drawing) ? 2 * INDENT : INDENT;

	for (size_t i = 0; i < drawing->chart->series_count; i++) {
		for (size_t label = 0; label < drawing->chart->label_count; label++) {
			const char *name = name_of(drawing, i, label);
			const char *figure = figure_of(drawing, i, label);

			drawing->name = larger(drawing->name, mc_unicode_width(name, strlen(name)));
			drawing->figure = larger(drawing->figure, mc_unicode_width(figure, strlen(figure)));
		}
	}
	size_t used = indent + drawing->name + GAP + GAP + drawing->figure;

	if (drawing->screen->is_plain || used + MIN_BAR > drawing->screen->width) {
		drawing->name = 0;
		used = indent + GAP + GAP + drawing->figure;
	}
	drawing->bar = drawing->screen->width > used ? drawing->screen->width - used : 1;
	drawing->bar = drawing->bar > MAX_BAR ? MAX_BAR : drawing->bar;
}

/* Eighths of a column where the terminal has such characters; never nothing for something. */
static void add_bar(const struct drawing *drawing, const struct mc_cell *cell)
{
	static const char *const parts[] = { "",       "\u258f", "\u258e", "\u258d",
					     "\u258c", "\u258b", "\u258a", "\u2589" };
	int64_t value = 0;
	int64_t units = drawing->screen->has_utf8 ? 8 : 1;

	if (!mc_scale_value(&value, cell) || value == 0)
		return;
	int64_t length = (int64_t)drawing->bar * units * value / drawing->scale.max;

	length = length > 0 ? length : 1;
	mc_screen_repeat(drawing->screen, (size_t)(length / units),
			 drawing->screen->has_utf8 ? "\u2588" : "#");
	mc_buf_addz(drawing->screen->out, parts[length % units]);
}

/* Where names have no room beside it, a figure stands at the left. */
static void add_row(const struct drawing *drawing, size_t series, size_t label)
{
	const struct mc_screen *screen = drawing->screen;
	size_t indent = has_groups(drawing) ? 2 * INDENT : INDENT;
	const char *name = name_of(drawing, series, label);

	if (drawing->name > 0) {
		mc_screen_blanks(screen, indent);
		mc_screen_pad(screen, mc_str(name), drawing->name + GAP, false);
	} else {
		mc_screen_lines(screen, indent, name);
		mc_screen_blanks(screen, indent + GAP);
	}
	mc_screen_pad(screen, mc_str(figure_of(drawing, series, label)), drawing->figure, true);
	mc_screen_blanks(screen, GAP);
	add_bar(drawing, mc_chart_cell(drawing->chart, series, label));
	mc_screen_trim(screen);
	mc_buf_addc(screen->out, '\n');
}

void mc_screen_chart(const struct mc_screen *screen, const struct mc_sheet_chart *chart)
{
	struct mc_arena arena = MC_ARENA_INIT;
	struct drawing drawing = { .screen = screen,
				   .chart = chart,
				   .arena = &arena,
				   .legend = mc_legend_of(chart->values,
							  chart->label_count * chart->series_count),
				   .scale = mc_scale_of(chart) };

	mc_screen_bold(screen);
	mc_screen_lines(screen, 0, mc_screen_text(screen, &arena, chart->title));
	mc_screen_normal(screen);
	mc_screen_lines(screen, 0, mc_screen_text(screen, &arena, chart->about));
	measure(&drawing);
	for (size_t label = 0; label < chart->label_count; label++) {
		if (has_groups(&drawing))
			mc_screen_lines(screen, INDENT, mc_screen_text(screen, &arena, chart->labels[label]));
		for (size_t i = 0; i < chart->series_count; i++)
			add_row(&drawing, i, label);
	}
	mc_screen_legend(screen, &drawing.legend);
	mc_arena_release(&arena);
}
