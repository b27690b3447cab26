/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/qr.h"
#include "printed/job.h"

/*
 * What stands in a block and is more than a text: facts with labels, signatures, the QR code.
 */

enum { MAX_FACTS = 5, MAX_SIGNATURES = 6 };

/* Room between facts in a row, and between those who sign; in mm. */
#define FACT_GAP 12.0
#define FACT_LEAST_GAP 5.0
#define ROW_GAP 3.0
#define SIGNATURE_GAP 10.0
#define LABEL_GAP 0.8

/* How small facts may get before they go into two rows. */
#define FACT_LEAST_SCALE 0.85

struct fact {
	const char *label;
	const char *value;
	double width; /* of the longer one */
};

struct facts {
	struct fact items[MAX_FACTS];
	size_t count;
	struct mc_buf hours, period;
};

static void add_fact(struct facts *facts, const struct mc_printed_words *words, enum mc_word label,
		     const char *value)
{
	if (value && *value)
		facts->items[facts->count++] = (struct fact){ mc_printed_word(words, label), value, 0 };
}

static void collect(struct facts *list, const struct mc_job *job, const struct mc_printed_words *words)
{
	const struct mc_printed_facts *facts = job->facts;

	if (facts->hours > 0)
		mc_printed_number(&list->hours, words, facts->hours);
	mc_job_period(&list->period, words, facts);
	add_fact(list, words, MC_WORD_HOURS, list->hours.ptr);
	add_fact(list, words, MC_WORD_DATES, list->period.ptr);
	add_fact(list, words, MC_WORD_ATTENDANCE, facts->attendance);
	add_fact(list, words, MC_WORD_POINTS, facts->points);
	add_fact(list, words, MC_WORD_LANGUAGES, facts->teaching_langs);
}

static struct mc_err *lay(struct mc_canvas_text **text, struct mc_canvas_room *room, const struct mc_job *job,
			  const struct mc_job_spot *spot, const struct mc_design_style *style,
			  const char *words, double scale)
{
	return mc_job_lay(text, room, job,
			  &(struct mc_job_saying){ .style = style,
						   .text = words,
						   .what = N_("the facts about the course"),
						   .is_rtl = spot->is_rtl && mc_job_is_rtl(words),
						   .scale = scale });
}

static struct mc_err *measure_facts(struct facts *facts, const struct mc_job *job,
				    const struct mc_job_spot *spot, double scale)
{
	for (size_t i = 0; i < facts->count; i++) {
		struct fact *fact = &facts->items[i];
		MC_AUTOPTR(mc_canvas_text) label = NULL;
		MC_AUTOPTR(mc_canvas_text) value = NULL;
		struct mc_canvas_room label_room, value_room;

		MC_TRY(lay(&label, &label_room, job, spot, spot->item->label, fact->label, scale));
		MC_TRY(lay(&value, &value_room, job, spot, spot->item->style, fact->value, scale));
		fact->width = fmax(label_room.width_mm, value_room.width_mm);
	}
	return NULL;
}

/* One fact with its label above it, in a box of its width. */
static struct mc_err *put_fact(double *height, const struct mc_job *job, const struct mc_job_spot *spot,
			       const struct fact *fact, double x, double y, double scale)
{
	const char *const texts[] = { fact->label, fact->value };
	const struct mc_design_style *const styles[] = { spot->item->label, spot->item->style };

	*height = 0;
	mc_plan_tag(job->plan, "P");
	for (size_t i = 0; i < 2; i++) {
		struct mc_canvas_text *text = NULL;
		struct mc_canvas_room room;

		MC_TRY(lay(&text, &room, job, spot, styles[i], texts[i], scale));
		double left = fact->width - room.width_mm;
		double shift = spot->block->align == MC_DESIGN_CENTRE ? left / 2 : spot->is_rtl ? left : 0;

		*height += i ? LABEL_GAP : 0;
		mc_plan_text(job->plan, text, &room, 1, x + shift, y + *height,
			     mc_design_text_colour(job->design, styles[i]));
		*height += room.height_mm;
	}
	mc_plan_end(job->plan, "P");
	return NULL;
}

static double row_width(const struct fact facts[], size_t count, double gap)
{
	double width = (double)(count - 1) * gap;

	for (size_t i = 0; i < count; i++)
		width += facts[i].width;
	return width;
}

/* Some of the facts side by side, at y. */
static struct mc_err *put_row(double *height, const struct mc_job *job, const struct mc_job_spot *spot,
			      const struct fact facts[], size_t count, double y, double scale)
{
	double gaps = (double)(count - 1), natural = row_width(facts, count, 0);
	double gap = count > 1 ? fmin(FACT_GAP, (spot->block->width - natural) / gaps) : 0;
	double width = natural + gaps * gap, x = mc_job_align(spot, width);

	*height = 0;
	x += spot->is_rtl ? width : 0;
	for (size_t i = 0; i < count; i++) {
		double taken, own = facts[i].width;

		x -= spot->is_rtl ? own : 0;
		MC_TRY(put_fact(&taken, job, spot, &facts[i], x, y, scale));
		*height = fmax(*height, taken);
		x += spot->is_rtl ? -gap : own + gap;
	}
	/* Thin lines between them. */
	x = mc_job_align(spot, width);
	for (size_t i = 0; i + 1 < count; i++) {
		x += facts[spot->is_rtl ? count - 1 - i : i].width + gap;
		mc_plan_line(job->plan, x - gap / 2, y + 0.6, 0, *height - 1.2, 0.2,
			     job->design->colours[MC_DESIGN_LINE]);
	}
	return NULL;
}

static bool has_room(const struct facts *facts, const struct mc_job_spot *spot, size_t rows)
{
	size_t each = (facts->count + rows - 1) / rows;

	for (size_t first = 0; first < facts->count; first += each) {
		size_t count = facts->count - first < each ? facts->count - first : each;

		if (row_width(facts->items + first, count, FACT_LEAST_GAP) > spot->block->width)
			return false;
	}
	return true;
}

/* One row, a little smaller if need be; else two rows, and so on. */
static struct mc_err *find_rows(size_t *rows, double *scale, struct facts *facts, const struct mc_job *job,
				const struct mc_job_spot *spot)
{
	for (*rows = spot->item->is_list ? facts->count : 1; *rows <= facts->count; ++*rows) {
		for (*scale = spot->scale; *scale >= FACT_LEAST_SCALE * spot->scale; *scale *= 0.95) {
			MC_TRY(measure_facts(facts, job, spot, *scale));
			if (has_room(facts, spot, *rows))
				return NULL;
		}
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("there is no room on the page for the facts about the course")),
			   _("make the block wider in %s"), job->design->path);
}

static struct mc_err *put_facts(double *height, const struct mc_job *job, const struct mc_job_spot *spot,
				struct facts *facts)
{
	size_t rows;
	double scale;

	*height = 0;
	if (facts->count == 0)
		return NULL;
	MC_TRY(find_rows(&rows, &scale, facts, job, spot));
	size_t each = (facts->count + rows - 1) / rows;

	for (size_t first = 0; first < facts->count; first += each) {
		size_t count = facts->count - first < each ? facts->count - first : each;
		double taken, before = first > 0 ? ROW_GAP * scale : 0;

		MC_TRY(put_row(&taken, job, spot, facts->items + first, count, spot->y + *height + before,
			       scale));
		*height += before + taken;
	}
	return NULL;
}

struct mc_err *mc_job_facts(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
{
	struct facts facts = { .hours = MC_BUF_INIT, .period = MC_BUF_INIT };

	collect(&facts, job, spot->words);
	struct mc_err *err = put_facts(height, job, spot, &facts);

	mc_buf_release(&facts.hours);
	mc_buf_release(&facts.period);
	return err;
}

/* ---- signatures ---- */

static struct mc_err *put_image(const struct mc_job *job, const struct mc_job_spot *spot,
				const struct mc_printed_signatory *signatory, double x, double width)
{
	const struct mc_canvas_image *image = NULL;
	MC_AUTO(mc_buf) alt = MC_BUF_INIT;

	MC_TRY(mc_gallery_get(&image, job->gallery, job->kit, signatory->image, width, spot->item->height));
	double ratio = mc_canvas_image_ratio(image);
	double own = fmin(width, spot->item->height * ratio), high = own / ratio;
	double shift = spot->block->align == MC_DESIGN_CENTRE ? (width - own) / 2
		       : spot->is_rtl			      ? width - own
							      : 0;

	mc_printed_word_fill(&alt, spot->words, MC_WORD_ALT_SIGNATURE,
			     &(struct mc_word_values){ .name = signatory->name });
	mc_plan_figure(job->plan, alt.ptr);
	mc_plan_image(job->plan, image, x + shift, spot->y + spot->item->height - high, own, high);
	mc_plan_end(job->plan, "Figure");
	return NULL;
}

static struct mc_err *put_line_of(double *height, const struct mc_job *job, const struct mc_job_spot *spot,
				  const struct mc_design_style *style, const char *words, double x,
				  double width)
{
	struct mc_canvas_text *text = NULL;
	struct mc_canvas_room room;

	MC_TRY(mc_job_lay(&text, &room, job,
			  &(struct mc_job_saying){ .style = style,
						   .text = words,
						   .what = N_("the name or role of somebody who signs"),
						   .width = width,
						   .lines = 2,
						   .align = (enum mc_design_align)spot->block->align,
						   .is_rtl = spot->is_rtl,
						   .is_free = true,
						   .scale = spot->scale }));
	mc_plan_tag(job->plan, "P");
	mc_plan_text(job->plan, text, &room, room.line_count, x, spot->y + *height,
		     mc_design_text_colour(job->design, style));
	mc_plan_end(job->plan, "P");
	*height += room.height_mm;
	return NULL;
}

static struct mc_err *put_signature(double *height, const struct mc_job *job, const struct mc_job_spot *spot,
				    const struct mc_printed_signatory *signatory, double x, double width)
{
	*height = spot->item->height;
	if (signatory->image)
		MC_TRY(put_image(job, spot, signatory, x, width));
	mc_plan_line(job->plan, x, spot->y + *height, width, 0, 0.25,
		     mc_design_tint(job->design, MC_DESIGN_INK, MC_DESIGN_PAPER, 0.55));
	*height += 1.4;
	if (signatory->name)
		MC_TRY(put_line_of(height, job, spot, spot->item->style, signatory->name, x, width));
	*height += 0.4;
	if (signatory->role)
		MC_TRY(put_line_of(height, job, spot, spot->item->label, signatory->role, x, width));
	return NULL;
}

struct mc_err *mc_job_signatures(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
{
	size_t count =
		job->facts->signatory_count < MAX_SIGNATURES ? job->facts->signatory_count : MAX_SIGNATURES;
	double gaps = count > 0 ? (double)(count - 1) * SIGNATURE_GAP : 0;

	*height = 0;
	if (count == 0)
		return NULL;
	double width = fmin(spot->item->width, (spot->block->width - gaps) / (double)count);
	double x = mc_job_align(spot, width * (double)count + gaps);

	for (size_t i = 0; i < count; i++) {
		size_t place = spot->is_rtl ? count - 1 - i : i;
		double taken;

		MC_TRY(put_signature(&taken, job, spot, &job->facts->signatories[i],
				     x + (double)place * (width + SIGNATURE_GAP), width));
		*height = fmax(*height, taken);
	}
	return NULL;
}

/* ---- the QR code ---- */

/* Dark squares beside one another in a row are one thick line. */
static void trace_qr(struct mc_canvas_path *path, const struct mc_qr *qr, double size)
{
	for (unsigned y = 0; y < qr->width; y++) {
		for (unsigned x = 0; x < qr->width; x++) {
			unsigned end = x;

			while (end < qr->width && mc_qr_is_dark(qr, end, y))
				end++;
			if (end > x) {
				mc_canvas_path_move(path, x * size, (y + 0.5) * size);
				mc_canvas_path_line(path, end * size, (y + 0.5) * size);
			}
			x = end;
		}
	}
}

struct mc_err *mc_job_put_qr(const struct mc_job *job, const struct mc_printed_words *words, double x,
			     double y, double side, bool has_tile)
{
	const struct mc_canvas_colour black = { 0, 0, 0 }, white = { 1, 1, 1 };
	MC_AUTO(mc_qr) qr = MC_QR_INIT;

	MC_TRY(mc_qr_make(&qr, job->facts->qr));
	/* Readers need white around it, four squares wide (ISO/IEC 18004, 5.3.8); on white paper that is
	 * there, so that the code can stand in line with other things. */
	double size = side / (qr.width + (has_tile ? 8 : 0)), edge = has_tile ? 4 * size : 0;

	mc_plan_figure(job->plan, mc_printed_word(words, MC_WORD_ALT_QR));
	mc_canvas_path_rectangle(mc_plan_shape(job->plan, x + edge - 4 * size, y + edge - 4 * size, 0, white),
				 0, 0, (qr.width + 8) * size, (qr.width + 8) * size);
	/* A little thicker than a row, so that no light shines between rows. */
	trace_qr(mc_plan_shape(job->plan, x + edge, y + edge, size * 1.01, black), &qr, size);
	mc_plan_end(job->plan, "Figure");
	return NULL;
}

struct mc_err *mc_job_qr(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
{
	double side = spot->item->width;

	*height = 0;
	if (!job->facts->qr)
		return NULL;
	MC_TRY(mc_job_put_qr(job, spot->words, mc_job_align(spot, side), spot->y, side,
			     spot->item->has_tile));
	*height = side;
	return NULL;
}
