/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "printed/job.h"

/*
 * A block of the first page: its items stand below one another.  When they are too high together, all of them
 * shrink; what then still has no room is refused, so that nothing ever overlaps.
 */

/* Steps of shrinking, and where it ends. */
#define SHRINK 0.95
#define SMALLEST_SCALE 0.6

static const char *const names[MC_DESIGN_THING_COUNT] = {
	[MC_DESIGN_ISSUER] = N_("the name of the issuer"),
	[MC_DESIGN_ISSUER_PLACE] = N_("the address of the issuer"),
	[MC_DESIGN_TITLE] = N_("the title"),
	[MC_DESIGN_CERTIFY] = N_("the words before the name"),
	[MC_DESIGN_NAME] = N_("the learner's name"),
	[MC_DESIGN_LATIN_NAME] = N_("the learner's name in Latin letters"),
	[MC_DESIGN_COMPLETED] = N_("the words behind the name"),
	[MC_DESIGN_COURSE] = N_("the name of the course"),
	[MC_DESIGN_ABOUT] = N_("the text about the course"),
	[MC_DESIGN_AWARDED] = N_("the day and place of the award"),
	[MC_DESIGN_VALID_UNTIL] = N_("the day until which it is valid"),
	[MC_DESIGN_VERIFY] = N_("the words about verifying"),
	[MC_DESIGN_VERIFY_URL] = N_("the address of the verification page"),
	[MC_DESIGN_ID] = N_("the number of the certificate"),
};

static void add_id(struct mc_buf *text, const struct mc_printed_facts *facts)
{
	static const char prefix[] = "urn:uuid:";
	const char *id = facts->id;

	mc_buf_addz(text, !strncmp(id, prefix, sizeof(prefix) - 1) ? id + sizeof(prefix) - 1 : id);
}

static void add_valid_until(struct mc_buf *text, const struct mc_printed_words *words,
			    const struct mc_printed_facts *facts)
{
	MC_AUTO(mc_buf) date = MC_BUF_INIT;

	if (!facts->valid_until)
		return;
	mc_printed_date(&date, words, facts->valid_until);
	mc_printed_word_fill(text, words, MC_WORD_VALID_UNTIL, &(struct mc_word_values){ .date = date.ptr });
}

/* What stands there as it is: said by the facts, or a word of the language. NULL: nothing, or not as it is.
 */
static const char *plain_text(const struct mc_job *job, const struct mc_job_spot *spot)
{
	const struct mc_printed_facts *facts = job->facts;
	const struct mc_printed_words *words = spot->words;
	bool is_second = spot->block->language == 2;
	const char *const texts[MC_DESIGN_THING_COUNT] = {
		[MC_DESIGN_ISSUER] = facts->issuer,
		[MC_DESIGN_ISSUER_PLACE] = facts->issuer_place,
		[MC_DESIGN_TITLE] =
			facts->title && !is_second ? facts->title : mc_printed_word(words, MC_WORD_TITLE),
		[MC_DESIGN_CERTIFY] = mc_printed_word(words, MC_WORD_CERTIFY),
		[MC_DESIGN_NAME] = facts->name,
		[MC_DESIGN_LATIN_NAME] = facts->latin_name,
		[MC_DESIGN_COMPLETED] = mc_printed_word(words, MC_WORD_COMPLETED),
		[MC_DESIGN_COURSE] = is_second && facts->course_second ? facts->course_second : facts->course,
		[MC_DESIGN_ABOUT] = facts->about,
		[MC_DESIGN_VERIFY] = facts->qr ? mc_printed_word(words, MC_WORD_VERIFY) : NULL,
		[MC_DESIGN_VERIFY_URL] = facts->verify_url,
	};

	return texts[spot->item->thing];
}

/* The text of a thing; nothing when the facts do not say it. */
static void add_text(struct mc_buf *text, const struct mc_job *job, const struct mc_job_spot *spot)
{
	const char *plain = plain_text(job, spot);

	if (plain)
		mc_buf_addz(text, plain);
	else if (spot->item->thing == MC_DESIGN_AWARDED)
		mc_job_awarded(text, spot->words, job->facts);
	else if (spot->item->thing == MC_DESIGN_VALID_UNTIL)
		add_valid_until(text, spot->words, job->facts);
	else if (spot->item->thing == MC_DESIGN_ID && job->facts->id)
		add_id(text, job->facts);
}

/* Words of a language go its way, what the school or the learner says goes its own. */
static bool is_free_text(unsigned thing)
{
	return thing != MC_DESIGN_CERTIFY && thing != MC_DESIGN_COMPLETED && thing != MC_DESIGN_AWARDED &&
	       thing != MC_DESIGN_VALID_UNTIL && thing != MC_DESIGN_VERIFY;
}

static struct mc_err *put_text(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
{
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	struct mc_canvas_text *text = NULL;
	struct mc_canvas_room room;
	const char *tag = spot->item->thing == MC_DESIGN_TITLE ? "H1" : "P";
	const char *link = spot->item->thing == MC_DESIGN_VERIFY_URL ? mc_job_link(job->facts) : NULL;

	add_text(&words, job, spot);
	*height = 0;
	if (words.len == 0)
		return NULL;
	MC_TRY(mc_job_lay(&text, &room, job,
			  &(struct mc_job_saying){ .style = spot->item->style,
						   .text = words.ptr,
						   .what = names[spot->item->thing],
						   .width = spot->block->width,
						   .lines = spot->item->lines,
						   .align = (enum mc_design_align)spot->block->align,
						   .is_rtl = spot->is_rtl,
						   .is_free = is_free_text(spot->item->thing),
						   .scale = spot->scale }));
	mc_plan_tag(job->plan, tag);
	if (link)
		mc_plan_link(job->plan, link);
	mc_plan_text(job->plan, text, &room, room.line_count, 0, spot->y,
		     mc_design_text_colour(job->design, spot->item->style));
	if (link)
		mc_plan_end(job->plan, "Link");
	mc_plan_end(job->plan, tag);
	*height = room.height_mm;
	return NULL;
}

static struct mc_err *put_logo(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
{
	bool is_partner = spot->item->thing == MC_DESIGN_PARTNER_LOGO;
	const char *path = is_partner ? job->partner_logo : job->logo;
	const struct mc_canvas_image *image = NULL;
	MC_AUTO(mc_buf) alt = MC_BUF_INIT;

	*height = 0;
	if (!path)
		return NULL;
	MC_TRY(mc_gallery_get(&image, job->gallery, job->kit, path, spot->item->width, spot->item->height));
	double ratio = mc_canvas_image_ratio(image);
	double width = fmin(spot->item->width, spot->item->height * ratio);

	mc_printed_word_fill(&alt, spot->words, is_partner ? MC_WORD_ALT_PARTNER_LOGO : MC_WORD_ALT_LOGO,
			     &(struct mc_word_values){ .issuer = job->facts->issuer });
	mc_plan_figure(job->plan, alt.ptr);
	mc_plan_image(job->plan, image, mc_job_align(spot, width), spot->y, width, width / ratio);
	mc_plan_end(job->plan, "Figure");
	*height = width / ratio;
	return NULL;
}

static struct mc_err *put_rule(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
{
	mc_plan_line(job->plan, mc_job_align(spot, spot->item->width), spot->y + spot->item->height / 2,
		     spot->item->width, 0, spot->item->height, job->design->colours[spot->item->role]);
	*height = spot->item->height;
	return NULL;
}

/* Things that are no text. */
static struct mc_err *(*const putters[MC_DESIGN_THING_COUNT])(double *, const struct mc_job *,
							      const struct mc_job_spot *) = {
	[MC_DESIGN_LOGO] = put_logo,	  [MC_DESIGN_PARTNER_LOGO] = put_logo,
	[MC_DESIGN_FACTS] = mc_job_facts, [MC_DESIGN_SIGNATURES] = mc_job_signatures,
	[MC_DESIGN_QR] = mc_job_qr,	  [MC_DESIGN_RULE] = put_rule,
};

static struct mc_err *put(double *height, const struct mc_job *job, const struct mc_job_spot *spot)
{
	return (putters[spot->item->thing] ? putters[spot->item->thing] : put_text)(height, job, spot);
}

/* Lays out all items at a scale and gives their height. */
static struct mc_err *put_all(double *height, const struct mc_job *job, const struct mc_design_block *block,
			      double scale)
{
	const struct mc_printed_words *words =
		block->language == 2 && job->language_count > 1 ? job->words[1] : job->words[0];

	*height = 0;
	for (size_t i = 0; i < block->item_count; i++) {
		double before = *height > 0 ? block->items[i].before * scale : 0, taken = 0;
		const struct mc_job_spot spot = {
			block, &block->items[i], words, mc_printed_words_is_rtl(words), *height + before,
			scale
		};

		MC_TRY(put(&taken, job, &spot));
		if (taken > 0)
			*height += before + taken;
	}
	return NULL;
}

struct mc_err *mc_job_block(const struct mc_job *job, const struct mc_design_block *block)
{
	size_t start = job->plan->count;
	double x = job->is_rtl ? job->design->width - block->x - block->width : block->x;
	double height = 0, scale = 1;

	for (;;) {
		MC_TRY(put_all(&height, job, block, scale));
		if (height <= block->height + 0.01)
			break;
		scale *= SHRINK;
		if (scale < SMALLEST_SCALE)
			return mc_err_hint(
				mc_err_new(MC_E_INPUT,
					   _("there is no room on the page for the block at %g, %g mm"),
					   block->x, block->y),
				_("shorten the texts, or make the block higher in %s"), job->design->path);
		mc_plan_cut(job->plan, start);
	}
	double left = block->height - height;

	mc_plan_shift(job->plan, start, x,
		      block->y + (block->valign == MC_DESIGN_TOP      ? 0
				  : block->valign == MC_DESIGN_MIDDLE ? left / 2
								      : left));
	return NULL;
}

struct mc_err *mc_job_first_page(const struct mc_job *job, const struct mc_decor *decor)
{
	const struct mc_design_blocks *blocks =
		job->language_count > 1 ? &job->design->two : &job->design->one;

	mc_plan_page(job->plan, job->design->width, job->design->height, decor);
	for (size_t i = 0; i < blocks->count; i++)
		MC_TRY(mc_job_block(job, &blocks->items[i]));
	return NULL;
}
