/* SPDX-License-Identifier: MIT */
#include "printed/job.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "ext/unicode.h"

/* Arabic letters are drawn smaller than Latin ones of the same size. */
#define ARABIC_SCALE 1.12

bool mc_job_is_rtl(const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		uint32_t character;
		size_t len = mc_utf8_decode(&character, text, left);

		if (len == 0)
			return false;
		if (mc_unicode_has_rtl(text, len))
			return true;
		/* Letters of all other scripts stand behind '@'; signs between them do not matter here. */
		if (character > '@' && !mc_unicode_is_invisible(character))
			return false;
		text += len;
		left -= len;
	}
	return false;
}

static enum mc_canvas_align align_of(enum mc_design_align align, bool is_rtl)
{
	if (align == MC_DESIGN_CENTRE)
		return MC_CANVAS_CENTRE;
	return (align == MC_DESIGN_END) != is_rtl ? MC_CANVAS_RIGHT : MC_CANVAS_LEFT;
}

static struct mc_err *missing_letters(const char *what, const char *text)
{
	const char *package = "fonts-noto-core";
	size_t left = strlen(text);
	uint32_t character;

	/* Chinese, Japanese, Korean and rarer scripts are in packages of their own. */
	for (size_t len = 1; left > 0 && len > 0; text += len, left -= len) {
		len = mc_utf8_decode(&character, text, left);
		if (len > 0 && character >= 0x2E80 && character <= 0xD7FF)
			package = "fonts-noto-cjk";
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("no font that is installed has all letters of %s"),
				      _(what)),
			   _("install fonts: apt install %s"), package);
}

static struct mc_err *no_room(const struct mc_job *job, const struct mc_job_saying *saying)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no room on the page for %s"), _(saying->what)),
			   _("shorten it, or change the style '%s' or its block in %s"), saying->style->name,
			   job->design->path);
}

static bool has_room(const struct mc_canvas_room *room, const struct mc_job_saying *saying)
{
	return (saying->lines == 0 || room->line_count <= saying->lines) &&
	       (saying->width <= 0 || room->width_mm <= saying->width + 0.01);
}

struct mc_err *mc_job_lay(struct mc_canvas_text **text, struct mc_canvas_room *room, const struct mc_job *job,
			  const struct mc_job_saying *saying)
{
	const struct mc_design_style *style = saying->style;
	bool is_rtl = saying->is_free ? mc_job_is_rtl(saying->text) : saying->is_rtl;
	struct mc_canvas_saying wanted = {
		.text = saying->text,
		.font = style->font,
		.width_mm = saying->width,
		.is_rtl = is_rtl,
		.align = align_of(saying->align, saying->is_rtl),
	};

	wanted.font.size_pt *= saying->scale > 0 ? saying->scale : 1;
	if (is_rtl)
		wanted.font.size_pt *= ARABIC_SCALE;
	for (;;) {
		wanted.font.size_pt = fmax(wanted.font.size_pt, style->smallest_pt);
		MC_AUTOPTR(mc_canvas_text) laid = mc_canvas_text_new(room, job->kit, &wanted);

		if (room->missing > 0)
			return missing_letters(saying->what, saying->text);
		if (has_room(room, saying)) {
			*text = MC_TAKE(laid);
			return NULL;
		}
		if (wanted.font.size_pt <= style->smallest_pt)
			return no_room(job, saying);
		wanted.font.size_pt *= 0.96;
	}
}

double mc_job_align(const struct mc_job_spot *spot, double width)
{
	switch (align_of((enum mc_design_align)spot->block->align, spot->is_rtl)) {
	case MC_CANVAS_LEFT:
		return 0;
	case MC_CANVAS_CENTRE:
		return (spot->block->width - width) / 2;
	case MC_CANVAS_RIGHT:
		return spot->block->width - width;
	}
	return 0;
}

bool mc_job_period(struct mc_buf *text, const struct mc_printed_words *words,
		   const struct mc_printed_facts *facts)
{
	MC_AUTO(mc_buf) from = MC_BUF_INIT;
	MC_AUTO(mc_buf) to = MC_BUF_INIT;

	if (!facts->started_on && !facts->ended_on)
		return false;
	if (facts->started_on)
		mc_printed_date(&from, words, facts->started_on);
	if (facts->ended_on)
		mc_printed_date(&to, words, facts->ended_on);
	if (!facts->started_on || !facts->ended_on || !strcmp(from.ptr, to.ptr))
		mc_buf_addz(text, facts->ended_on ? to.ptr : from.ptr);
	else
		mc_printed_word_fill(text, words, MC_WORD_PERIOD,
				     &(struct mc_word_values){ .from = from.ptr, .to = to.ptr });
	return true;
}

bool mc_job_awarded(struct mc_buf *text, const struct mc_printed_words *words,
		    const struct mc_printed_facts *facts)
{
	MC_AUTO(mc_buf) date = MC_BUF_INIT;

	if (!facts->awarded_on)
		return false;
	mc_printed_date(&date, words, facts->awarded_on);
	mc_printed_word_fill(text, words, facts->place ? MC_WORD_AWARDED_IN : MC_WORD_AWARDED,
			     &(struct mc_word_values){ .place = facts->place, .date = date.ptr });
	return true;
}

const char *mc_job_link(const struct mc_printed_facts *facts)
{
	return facts->qr && !strncmp(facts->qr, "http", 4) ? facts->qr : NULL;
}
