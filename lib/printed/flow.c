/* SPDX-License-Identifier: MIT */
#include "printed/flow.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"

/* From the lower edge of the page to the foot, room of a heading with what must stay with it, and how uneven
 * columns may be; in mm. */
#define FOOT_ROOM 13.0
#define KEEP_ROOM 24.0
#define UNEVEN 36.0
#define SECOND_SCALE 0.85 /* of headings in the second language */
#define HEADING_BEFORE 5.8
#define HEADING_AFTER 1.8

static struct mc_canvas_colour colour_of(const struct mc_flow *flow, enum mc_design_text style)
{
	return mc_design_text_colour(flow->job->design, flow->form->texts[style]);
}

/* ---- columns and pages ---- */

static void go_to_column(struct mc_flow *flow, unsigned column)
{
	const struct mc_design_further *form = flow->form;
	unsigned place = flow->job->is_rtl ? form->columns - 1 - column : column;

	flow->column = column;
	flow->x = form->margin_side + place * (flow->column_width + form->gap);
	flow->y = form->margin_top;
}

static void new_page(struct mc_flow *flow)
{
	struct mc_plan *plan = flow->job->plan;
	const struct mc_canvas_colour line = flow->job->design->colours[MC_DESIGN_LINE];
	double side = flow->form->margin_side;

	mc_plan_page(plan, flow->page_width, flow->page_height, flow->decor);
	mc_plan_line(plan, side, flow->foot_y - 2.5, flow->page_width - 2 * side, 0, 0.2, line);
	for (int i = 0; i < 2; i++) {
		*MC_VEC_ADD(flow->feet, flow->foot_count, flow->foot_capacity) = plan->count;
		mc_plan_text(plan, NULL, NULL, 1, 0, flow->foot_y, line);
	}
	go_to_column(flow, 0);
}

static double room_left(const struct mc_flow *flow)
{
	return flow->bottom - flow->y;
}

static void next_column(struct mc_flow *flow)
{
	flow->last_bottom = flow->y;
	if (flow->column + 1 < flow->form->columns)
		go_to_column(flow, flow->column + 1);
	else
		new_page(flow);
}

static bool is_at_top(const struct mc_flow *flow)
{
	return flow->y <= flow->form->margin_top;
}

void mc_flow_need(struct mc_flow *flow, double height)
{
	if (room_left(flow) < height && !is_at_top(flow))
		next_column(flow);
}

void mc_flow_space(struct mc_flow *flow, double height)
{
	if (!is_at_top(flow))
		flow->y += height;
}

void mc_flow_start(struct mc_flow *flow, const struct mc_job *job, const struct mc_design_further *form,
		   const struct mc_decor *decor, double scale, double bottom)
{
	*flow = (struct mc_flow){ .job = job, .form = form, .decor = decor, .scale = scale };
	flow->page_width = form->is_landscape ? 297 : 210;
	flow->page_height = form->is_landscape ? 210 : 297;
	flow->foot_y = flow->page_height - FOOT_ROOM;
	flow->bottom = bottom > 0 ? bottom : flow->page_height - form->margin_bottom;
	flow->column_width =
		(flow->page_width - 2 * form->margin_side - (form->columns - 1) * form->gap) / form->columns;
	new_page(flow);
}

void mc_flow_release(struct mc_flow *flow)
{
	free(flow->feet);
	*flow = (struct mc_flow){ 0 };
}

/* Two columns at most: half of what stands in them, and a little for what stays together. */
double mc_flow_balance(const struct mc_flow *flow)
{
	double top = flow->form->margin_top;
	double first = flow->column > 0 ? flow->last_bottom - top : flow->y - top;
	double second = flow->column > 0 ? flow->y - top : 0;

	if (flow->form->columns < 2 || flow->foot_count > 2 || fabs(first - second) < UNEVEN)
		return 0;
	return top + (first + second) / 2 + UNEVEN / 4;
}

/* ---- the foot ---- */

static struct mc_err *fill_foot(struct mc_flow *flow, size_t foot, enum mc_design_align align,
				const char *text)
{
	struct mc_piece *piece = &flow->job->plan->pieces[flow->feet[foot]];
	const struct mc_design_further *form = flow->form;
	struct mc_canvas_room room;

	piece->x = form->margin_side;
	piece->colour = colour_of(flow, MC_DESIGN_TEXT_SMALL);
	return mc_job_lay(&piece->text, &room, flow->job,
			  &(struct mc_job_saying){ .style = form->texts[MC_DESIGN_TEXT_SMALL],
						   .text = text,
						   .what = N_("the foot of a page"),
						   .width = flow->page_width - 2 * form->margin_side,
						   .lines = 1,
						   .align = align,
						   .is_rtl = flow->job->is_rtl });
}

struct mc_err *mc_flow_end(struct mc_flow *flow)
{
	const struct mc_job *job = flow->job;
	MC_AUTO(mc_buf) left = MC_BUF_INIT;
	unsigned pages = (unsigned)(flow->foot_count / 2);

	if (!job->facts->id)
		mc_buf_addz(&left, job->facts->issuer);
	else
		mc_buf_addf(&left, "%s \u2066%s\u2069", mc_printed_word(job->words[0], MC_WORD_ID),
			    strncmp(job->facts->id, "urn:uuid:", 9) != 0 ? job->facts->id
									 : job->facts->id + 9);
	for (unsigned i = 0; i < pages; i++) {
		MC_AUTO(mc_buf) number = MC_BUF_INIT;

		mc_printed_word_fill(&number, job->words[0], MC_WORD_PAGE,
				     &(struct mc_word_values){ .page = job->plan->page_count - pages + i + 1,
							       .pages = job->plan->page_count });
		MC_TRY(fill_foot(flow, 2 * (size_t)i, MC_DESIGN_START, left.ptr));
		MC_TRY(fill_foot(flow, 2 * (size_t)i + 1, MC_DESIGN_END, number.ptr));
	}
	return NULL;
}

/* ---- text ---- */

/* As many lines as have room here, then those of the next column. */
static void put_lines(struct mc_flow *flow, struct mc_canvas_text *text, const struct mc_canvas_room *room,
		      enum mc_design_text style, const char *tag)
{
	struct mc_plan *plan = flow->job->plan;
	unsigned first = 0;

	mc_plan_tag(plan, tag);
	while (first < room->line_count) {
		double more = (room_left(flow) - room->ascent_mm - room->descent_mm) / room->step_mm;
		unsigned left = room->line_count - first;
		unsigned count = more < 0 ? 0 : (unsigned)fmin(more + 1, left);

		/* No line stays alone, neither here nor there. */
		if (count < left && !is_at_top(flow)) {
			if (count + 1 == left)
				count--;
			if (count < 2 || count > left) {
				next_column(flow);
				continue;
			}
		}
		count = count > 0 ? count : 1;
		mc_plan_text(plan, text, room, count, flow->x, flow->y, colour_of(flow, style));
		struct mc_piece *piece = &plan->pieces[plan->count - 1];

		piece->first_line = first;
		piece->is_borrowed = first > 0;
		flow->y += room->ascent_mm + (count - 1) * room->step_mm + room->descent_mm;
		first += count;
	}
	mc_plan_end(plan, tag);
}

static struct mc_err *put_text(struct mc_flow *flow, enum mc_design_text style, const char *tag,
			       const char *what, const char *text, bool is_free)
{
	struct mc_canvas_text *laid = NULL;
	struct mc_canvas_room room;

	MC_TRY(mc_job_lay(&laid, &room, flow->job,
			  &(struct mc_job_saying){ .style = flow->form->texts[style],
						   .text = text,
						   .what = what,
						   .width = flow->column_width,
						   .is_rtl = flow->job->is_rtl,
						   .is_free = is_free,
						   .scale = flow->scale }));
	put_lines(flow, laid, &room, style, tag);
	return NULL;
}

struct mc_err *mc_flow_text(struct mc_flow *flow, enum mc_design_text style, const char *tag,
			    const char *what, const char *text)
{
	return put_text(flow, style, tag, what, text, true);
}

struct mc_err *mc_flow_word(struct mc_flow *flow, enum mc_design_text style, const char *tag,
			    enum mc_word word, const struct mc_word_values *values)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_printed_word_fill(&text, flow->job->words[0], word, values);
	return put_text(flow, style, tag, N_("the words of the language"), text.ptr, false);
}

static struct mc_err *lay_heading(struct mc_canvas_text **text, struct mc_canvas_room *room,
				  const struct mc_flow *flow, size_t language, enum mc_word word)
{
	bool is_second = language > 0;

	return mc_job_lay(text, room, flow->job,
			  &(struct mc_job_saying){
				  .style = flow->form->texts[MC_DESIGN_TEXT_HEADING],
				  .text = mc_printed_word(flow->job->words[language], word),
				  .what = N_("the words of the language"),
				  .width = flow->job->language_count > 1 ? flow->column_width / 2 - 2
									 : flow->column_width,
				  .lines = 2,
				  .align = is_second && flow->job->is_rtl ==
								   mc_printed_words_is_rtl(
									   flow->job->words[language])
						   ? MC_DESIGN_END
						   : MC_DESIGN_START,
				  .is_rtl = mc_printed_words_is_rtl(flow->job->words[language]),
				  .scale = flow->scale * (is_second ? SECOND_SCALE : 1),
			  });
}

struct mc_err *mc_flow_heading(struct mc_flow *flow, enum mc_word word)
{
	struct mc_plan *plan = flow->job->plan;
	double half = flow->column_width / 2 + 2, height = 0;

	mc_flow_space(flow, HEADING_BEFORE);
	mc_flow_need(flow, KEEP_ROOM);
	for (size_t i = 0; i < flow->job->language_count; i++) {
		struct mc_canvas_text *text = NULL;
		struct mc_canvas_room room;
		bool is_left = (i == 0) != flow->job->is_rtl || flow->job->language_count == 1;

		MC_TRY(lay_heading(&text, &room, flow, i, word));
		mc_plan_tag(plan, i ? "P" : "H2");
		mc_plan_text(plan, text, &room, room.line_count, flow->x + (is_left ? 0 : half), flow->y,
			     i ? flow->job->design->colours[MC_DESIGN_MUTED]
			       : colour_of(flow, MC_DESIGN_TEXT_HEADING));
		mc_plan_end(plan, i ? "P" : "H2");
		height = fmax(height, room.height_mm);
	}
	flow->y += height + HEADING_AFTER;
	return NULL;
}
