/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "printed/flow.h"

/*
 * Tables of up to three columns: a name, which takes what is left, a code, and a value.  Both of these stand
 * at the end of the line, or the code below the name when it is long.
 */

/* Between columns, above and below the text of a row, and the least of the width that a name gets. */
#define COLUMN_GAP 5.0
#define ROW_PADDING 1.15
#define GROUP_BEFORE 3.0
#define LEAST_NAME 0.5

enum cell { NAME, CODE, VALUE, CELLS };

struct row {
	struct mc_canvas_text *texts[CELLS];
	struct mc_canvas_room rooms[CELLS];
	double widths[CELLS]; /* of the boxes that they were laid out in */
	enum mc_design_text styles[CELLS];
	bool is_code_below;
	double height;
};

struct table {
	struct mc_flow *flow;
	const char *what;
	const struct mc_printed_line *head;
	double value_width; /* of the widest value */
};

static void release_row(struct row *row)
{
	for (size_t i = 0; i < CELLS; i++)
		mc_canvas_text_free(row->texts[i]);
}

static struct mc_err *lay_cell(struct row *row, const struct table *table, enum cell cell, const char *text,
			       double width)
{
	const struct mc_job *job = table->flow->job;

	MC_TRY(mc_job_lay(&row->texts[cell], &row->rooms[cell], job,
			  &(struct mc_job_saying){ .style = table->flow->form->texts[row->styles[cell]],
						   .text = text,
						   .what = table->what,
						   .width = width,
						   .is_rtl = job->is_rtl,
						   .is_free = true,
						   .scale = table->flow->scale }));
	row->widths[cell] = width > 0 ? width : row->rooms[cell].width_mm;
	return NULL;
}

/* Code and value take one line as long as it is; then the name is broken into what is left. */
static struct mc_err *lay_row(struct row *row, const struct table *table, const struct mc_printed_line *line)
{
	double width = table->flow->column_width, left = width;

	if (line->value)
		MC_TRY(lay_cell(row, table, VALUE, line->value, 0));
	if (table->value_width > 0)
		left -= table->value_width + COLUMN_GAP;
	if (line->code)
		MC_TRY(lay_cell(row, table, CODE, line->code, 0));
	if (line->code && left - row->rooms[CODE].width_mm - COLUMN_GAP < width * LEAST_NAME) {
		row->is_code_below = true;
		mc_canvas_text_free(row->texts[CODE]);
		row->texts[CODE] = NULL;
		MC_TRY(lay_cell(row, table, CODE, line->code, left));
	} else if (line->code) {
		left -= row->rooms[CODE].width_mm + COLUMN_GAP;
	}
	return lay_cell(row, table, NAME, line->name ? line->name : "", left);
}

static void set_styles(struct row *row, const struct table *table, const struct mc_printed_line *line)
{
	bool is_head = line == table->head, is_group = !is_head && line->level == 0;

	row->styles[NAME] = is_head    ? MC_DESIGN_TEXT_LABEL
			    : is_group ? MC_DESIGN_TEXT_GROUP
				       : MC_DESIGN_TEXT_BODY;
	row->styles[CODE] = MC_DESIGN_TEXT_SMALL;
	row->styles[VALUE] = row->styles[NAME];
}

static double ascent_of(const struct row *row)
{
	double ascent = row->rooms[NAME].ascent_mm;

	if (row->texts[VALUE])
		ascent = fmax(ascent, row->rooms[VALUE].ascent_mm);
	if (row->texts[CODE] && !row->is_code_below)
		ascent = fmax(ascent, row->rooms[CODE].ascent_mm);
	return ascent;
}

static void measure_row(struct row *row)
{
	double height = row->rooms[NAME].height_mm + ascent_of(row) - row->rooms[NAME].ascent_mm;

	if (row->is_code_below)
		height += row->rooms[CODE].height_mm + 0.4;
	row->height = height + 2 * ROW_PADDING;
}

/* start: how far from where lines start. */
static void put_cell(const struct table *table, struct row *row, enum cell cell, double start, double y,
		     const char *tag)
{
	const struct mc_flow *flow = table->flow;
	struct mc_plan *plan = flow->job->plan;
	double width = row->widths[cell];
	double x = flow->x + (flow->job->is_rtl ? flow->column_width - start - width : start);

	mc_plan_tag(plan, tag);
	mc_plan_text(plan, row->texts[cell], &row->rooms[cell], row->rooms[cell].line_count, x, y,
		     mc_design_text_colour(flow->job->design, flow->form->texts[row->styles[cell]]));
	mc_plan_end(plan, tag);
	row->texts[cell] = NULL;
}

static void put_row(const struct table *table, struct row *row, bool is_head)
{
	struct mc_flow *flow = table->flow;
	struct mc_plan *plan = flow->job->plan;
	const char *tag = is_head ? "TH" : "TD";
	double ascent = ascent_of(row), end = flow->column_width, top = flow->y + ROW_PADDING;
	bool has_value = row->texts[VALUE] != NULL;

	mc_plan_tag(plan, "TR");
	put_cell(table, row, NAME, 0, top + ascent - row->rooms[NAME].ascent_mm, tag);
	if (row->is_code_below) {
		double y = top + ascent - row->rooms[NAME].ascent_mm + row->rooms[NAME].height_mm + 0.4;

		put_cell(table, row, CODE, 0, y, tag);
	}
	if (table->value_width > 0)
		end -= table->value_width + COLUMN_GAP;
	if (row->texts[CODE])
		put_cell(table, row, CODE, end - row->rooms[CODE].width_mm,
			 top + ascent - row->rooms[CODE].ascent_mm, tag);
	if (has_value)
		put_cell(table, row, VALUE, flow->column_width - row->rooms[VALUE].width_mm,
			 top + ascent - row->rooms[VALUE].ascent_mm, tag);
	mc_plan_end(plan, "TR");
	flow->y += row->height;
	mc_plan_line(plan, flow->x, flow->y, flow->column_width, 0, is_head ? 0.35 : 0.15,
		     flow->job->design->colours[is_head ? MC_DESIGN_MUTED : MC_DESIGN_LINE]);
}

static struct mc_err *add_row(const struct table *table, const struct mc_printed_line *line, double keep);

/* The next column begins with the head again. */
static struct mc_err *break_table(const struct table *table, double height)
{
	struct mc_flow *flow = table->flow;
	size_t pages = flow->foot_count;
	unsigned column = flow->column;

	mc_flow_need(flow, height);
	if (flow->foot_count == pages && flow->column == column)
		return NULL;
	return table->head ? add_row(table, table->head, 0) : NULL;
}

static struct mc_err *add_row(const struct table *table, const struct mc_printed_line *line, double keep)
{
	struct row row = { .is_code_below = false };

	set_styles(&row, table, line);
	struct mc_err *err = lay_row(&row, table, line);

	if (!err) {
		measure_row(&row);
		if (line != table->head)
			err = break_table(table, row.height + keep);
	}
	if (!err)
		put_row(table, &row, line == table->head);
	release_row(&row);
	return err;
}

static struct mc_err *measure_values(struct table *table, const struct mc_printed_line lines[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct row row = { .is_code_below = false };

		if (!lines[i].value)
			continue;
		set_styles(&row, table, &lines[i]);
		struct mc_err *err = lay_cell(&row, table, VALUE, lines[i].value, 0);

		table->value_width = fmax(table->value_width, row.rooms[VALUE].width_mm);
		release_row(&row);
		if (err)
			return err;
	}
	return NULL;
}

struct mc_err *mc_flow_table(struct mc_flow *flow, const char *what, const struct mc_printed_line *head,
			     const struct mc_printed_line lines[], size_t count)
{
	struct table table = { .flow = flow, .what = what, .head = head };

	MC_TRY(measure_values(&table, lines, count));
	if (head)
		MC_TRY(measure_values(&table, head, 1));
	mc_plan_tag(flow->job->plan, "Table");
	if (head)
		MC_TRY(add_row(&table, head, 0));
	for (size_t i = 0; i < count; i++) {
		bool is_group = lines[i].level == 0 && i + 1 < count && lines[i + 1].level > 0;

		if (lines[i].level == 0 && i > 0)
			mc_flow_space(flow, GROUP_BEFORE);
		MC_TRY(add_row(&table, &lines[i], is_group ? 9 : 0));
	}
	mc_plan_end(flow->job->plan, "Table");
	return NULL;
}
