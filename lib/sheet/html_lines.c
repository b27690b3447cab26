/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "ext/unicode.h"
#include "sheet/html_part.h"

/* Lines over labels in order. The lines themselves are drawn in a box that is stretched to its place; what
 * has a shape (signs, letters) stands outside it and keeps it. */

enum { TOP = 18, PLOT = 220, HEIGHT = TOP + PLOT + 34, AXIS = 18, BOX = 1000 };
/* What stands right of the plot is the figures at the ends of the lines. */
enum { RIGHT_WIDE = 9000, RIGHT_NARROW = 8200 };
/* More signs than that would hide a line; columns of letters along the axis, on a telephone and elsewhere. */
enum { MAX_SIGNS = 20, NARROW_COLUMNS = 24, WIDE_COLUMNS = 60, LABEL_STEP = 14 };

/* Left of it, the figures of the axis: so much for each digit. */
static int64_t left_of(const struct mc_drawing *drawing)
{
	int64_t digit = drawing->is_narrow ? 310 : 150;
	int64_t left = 250 + digit;

	for (int64_t rest = drawing->scale.max / (drawing->scale.is_percent ? 10 : 1); rest >= 10; rest /= 10)
		left += digit;
	return left;
}

static int64_t right_of(const struct mc_drawing *drawing)
{
	return drawing->is_narrow ? RIGHT_NARROW : RIGHT_WIDE;
}

static int64_t x_between(const struct mc_drawing *drawing, size_t label, int64_t from, int64_t to)
{
	size_t count = drawing->chart->label_count;

	return count < 2 ? (from + to) / 2 : from + (to - from) * (int64_t)label / (int64_t)(count - 1);
}

static int64_t x_of(const struct mc_drawing *drawing, size_t label)
{
	return x_between(drawing, label, left_of(drawing), right_of(drawing));
}

static int64_t y_of(const struct mc_drawing *drawing, int64_t value, int64_t height)
{
	return height - height * value / drawing->scale.max;
}

static bool value_at(int64_t *value, const struct mc_drawing *drawing, size_t series, size_t label)
{
	return mc_scale_value(value, mc_chart_cell(drawing->chart, series, label));
}

/* ---- what stands behind the lines ---- */

/* A step that people count in, of which about four make the whole. */
static int64_t step_of(int64_t max)
{
	static const int64_t steps[] = { 1, 2, 5 };
	int64_t power = 1;

	for (;;) {
		for (size_t i = 0; i < MC_COUNT(steps); i++) {
			if (steps[i] * power * 5 >= max)
				return steps[i] * power;
		}
		power *= 10;
	}
}

static void add_grid(struct mc_drawing *drawing)
{
	struct mc_buf *out = drawing->web->out;
	bool is_percent = drawing->scale.is_percent;
	int64_t step = is_percent && drawing->scale.max == 1000 ? 250 : step_of(drawing->scale.max);

	drawing->scale.max = (drawing->scale.max + step - 1) / step * step;
	for (int64_t value = 0; value <= drawing->scale.max; value += step) {
		int64_t y = TOP + y_of(drawing, value, PLOT);
		const char *text = mc_arena_format(drawing->web->arena, "%lld",
						   (long long)(is_percent ? value / 10 : value));

		mc_buf_addf(out, "<line class=\"%s\"", value == 0 ? "axis" : "grid");
		mc_draw_x(drawing, "x1", left_of(drawing));
		mc_draw_x(drawing, "x2", right_of(drawing));
		mc_buf_addf(out, " y1=\"%lld\" y2=\"%lld\"/>\n", (long long)y, (long long)y);
		mc_draw_text(drawing, "soft small end", left_of(drawing), -7, y + 4, text);
	}
	if (is_percent)
		mc_draw_text(drawing, "soft small end", left_of(drawing), -7, TOP - 10, "%");
}

/* Every how many labels one is written, so that they find room in so many columns of letters. */
static size_t label_step(const struct mc_drawing *drawing)
{
	size_t columns = drawing->is_narrow ? NARROW_COLUMNS : WIDE_COLUMNS;
	size_t widest = 1;

	for (size_t i = 0; i < drawing->chart->label_count; i++) {
		size_t width = mc_unicode_width(drawing->chart->labels[i], strlen(drawing->chart->labels[i]));

		widest = width > widest ? width : widest;
	}
	size_t room = columns / (widest + 2);

	room = room > 0 ? room : 1;
	return (drawing->chart->label_count + room - 1) / room;
}

static void add_labels(struct mc_drawing *drawing)
{
	size_t step = label_step(drawing);

	for (size_t i = 0; i < drawing->chart->label_count; i += step)
		mc_draw_text(drawing, "soft small mid", x_of(drawing, i), 0, drawing->height - 12,
			     drawing->chart->labels[i]);
	if (drawing->chart->axis) {
		drawing->height += AXIS;
		mc_draw_text(drawing, "soft small mid", (left_of(drawing) + right_of(drawing)) / 2, 0,
			     drawing->height - 12, drawing->chart->axis);
	}
}

/* ---- the lines ---- */

/* One stretch of values that follow each other; returns the label behind it. */
static size_t add_stretch(const struct mc_drawing *drawing, size_t series, size_t from)
{
	struct mc_buf *out = drawing->web->out;
	size_t label = from;
	int64_t value = 0;

	mc_buf_addf(out, "<polyline class=\"line l%zu\" vector-effect=\"non-scaling-stroke\" points=\"",
		    series % MC_WEB_SERIES + 1);
	for (; label < drawing->chart->label_count && value_at(&value, drawing, series, label); label++) {
		int64_t x = x_between(drawing, label, 0, BOX);

		mc_buf_addf(out, "%s%lld,%lld", label > from ? " " : "",
			    (long long)(drawing->web->is_rtl ? BOX - x : x),
			    (long long)y_of(drawing, value, BOX));
	}
	mc_buf_addz(out, "\"/>\n");
	return label;
}

static void add_lines(const struct mc_drawing *drawing)
{
	struct mc_buf *out = drawing->web->out;
	int64_t value = 0;

	mc_buf_addz(out, "<svg");
	mc_draw_x(drawing, "x", drawing->web->is_rtl ? right_of(drawing) : left_of(drawing));
	mc_buf_addf(
		out,
		" y=\"%d\" width=\"%lld%%\" height=\"%d\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" "
		"overflow=\"visible\">\n",
		TOP, (long long)(right_of(drawing) - left_of(drawing)) / 100, PLOT, BOX, BOX);
	for (size_t i = 0; i < drawing->chart->series_count; i++) {
		for (size_t label = 0; label < drawing->chart->label_count;) {
			if (value_at(&value, drawing, i, label))
				label = add_stretch(drawing, i, label);
			else
				label++;
		}
	}
	mc_buf_addz(out, "</svg>\n");
}

/* A value between gaps is no line: only its sign shows it. */
static bool is_alone(const struct mc_drawing *drawing, size_t series, size_t label)
{
	int64_t value = 0;

	return (label == 0 || !value_at(&value, drawing, series, label - 1)) &&
	       (label + 1 == drawing->chart->label_count || !value_at(&value, drawing, series, label + 1));
}

static void add_sign(const struct mc_drawing *drawing, size_t series, size_t label, int64_t value)
{
	int64_t y = TOP + y_of(drawing, value, PLOT);

	mc_buf_addz(drawing->web->out, "<svg");
	mc_draw_x(drawing, "x", x_of(drawing, label));
	mc_buf_addf(drawing->web->out, " y=\"%lld\" overflow=\"visible\">", (long long)y);
	mc_draw_sign(drawing->web->out, series);
	mc_buf_addz(drawing->web->out, "</svg>\n");
}

/* Signs on the lines, counted from where they end, and one on the axis for each value that is hidden. */
static void add_signs(const struct mc_drawing *drawing)
{
	const struct mc_sheet_chart *chart = drawing->chart;
	size_t step = (chart->label_count + MAX_SIGNS - 1) / MAX_SIGNS;
	int64_t value = 0;

	for (size_t i = 0; i < chart->series_count; i++) {
		for (size_t label = 0; label < chart->label_count; label++) {
			bool is_marked =
				(chart->label_count - 1 - label) % step == 0 || is_alone(drawing, i, label);

			if (mc_chart_cell(chart, i, label)->kind == MC_CELL_HIDDEN)
				mc_draw_text(drawing, "dot mid", x_of(drawing, label), 0,
					     TOP + PLOT - 4 - 12 * (int64_t)i, "\u2022");
			else if (is_marked && value_at(&value, drawing, i, label))
				add_sign(drawing, i, label, value);
		}
	}
}

/* ---- figures at the lines ---- */

static void add_figure(const struct mc_drawing *drawing, size_t series, size_t label, const char *place,
		       int64_t shift, int64_t y)
{
	const char *class =
		mc_arena_format(drawing->web->arena, "halo small t%zu %s", series % MC_WEB_SERIES + 1, place);

	mc_draw_text(drawing, class, x_of(drawing, label), shift, y,
		     mc_draw_cell(drawing, mc_chart_cell(drawing->chart, series, label)));
}

/* Where each line ends, moved apart when they would stand on each other. */
static void add_ends(const struct mc_drawing *drawing)
{
	size_t last = drawing->chart->label_count - 1;
	int64_t taken[MC_WEB_SERIES];
	size_t taken_count = 0;
	int64_t value = 0;

	for (size_t i = 0; i < drawing->chart->series_count && taken_count < MC_WEB_SERIES; i++) {
		if (!value_at(&value, drawing, i, last))
			continue;
		int64_t y = TOP + y_of(drawing, value, PLOT) + 4;

		for (size_t at = 0; at < taken_count;) {
			bool is_near = y > taken[at] - LABEL_STEP && y < taken[at] + LABEL_STEP;

			y = is_near ? taken[at] + LABEL_STEP : y;
			at = is_near ? 0 : at + 1;
		}
		taken[taken_count++] = y;
		add_figure(drawing, i, last, "", 9, y);
	}
}

/* Of one line also where it starts and is lowest, when that is not near an end. */
static void add_turns(const struct mc_drawing *drawing)
{
	size_t count = drawing->chart->label_count;
	size_t lowest = SIZE_MAX;
	int64_t least = 0;
	int64_t value = 0;

	for (size_t i = 0; i < count; i++) {
		if (value_at(&value, drawing, 0, i) && (lowest == SIZE_MAX || value < least)) {
			lowest = i;
			least = value;
		}
	}
	if (count > 1 && value_at(&value, drawing, 0, 0))
		add_figure(drawing, 0, 0, "", -4, TOP + y_of(drawing, value, PLOT) - 11);
	if (lowest != SIZE_MAX && lowest * 6 > count && (count - 1 - lowest) * 6 > count)
		add_figure(drawing, 0, lowest, "mid", 0, TOP + y_of(drawing, least, PLOT) + 20);
}

void mc_draw_lines(struct mc_drawing *drawing)
{
	drawing->height = HEIGHT;
	add_grid(drawing);
	add_labels(drawing);
	add_lines(drawing);
	add_signs(drawing);
	if (drawing->chart->label_count > 0)
		add_ends(drawing);
	if (drawing->chart->series_count == 1)
		add_turns(drawing);
}
