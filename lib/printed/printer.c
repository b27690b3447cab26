/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "printed/job.h"
#include "printed/strict.h"
#include "printed/svg_ids.h"

struct mc_printer {
	struct mc_canvas_kit *kit;
	struct mc_design *design;
	struct mc_printed_words *words[2];
	size_t language_count;
	bool is_rtl;
	char *logo, *partner_logo;
	struct mc_gallery gallery;
	struct mc_decor first, further, papers;
	struct mc_plan plan; /* of what was printed last */
};

/* ---- opening ---- */

static struct mc_err *set_colour(struct mc_design *design, enum mc_design_role role, const char *text)
{
	if (!text || mc_strict_colour(&design->colours[role], text))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no colour"), text),
			   _("write it as in \"#1f4e79\""));
}

static struct mc_err *open_words(struct mc_printer *printer, const struct mc_printed_style *style)
{
	const char *const langs[] = { style->lang ? style->lang : "en", style->second };

	for (size_t i = 0; i < MC_COUNT(langs); i++) {
		if (!langs[i] || (i > 0 && !strcmp(langs[i], langs[0])))
			continue;
		MC_TRY(mc_printed_words_open(&printer->words[i], langs[i]));
		printer->language_count++;
	}
	printer->is_rtl = mc_printed_words_is_rtl(printer->words[0]);
	mc_canvas_kit_language(printer->kit, langs[0]);
	return NULL;
}

struct mc_err *mc_printer_open(struct mc_printer **printer, const struct mc_printed_style *style)
{
	MC_AUTOPTR(mc_printer) made = mc_alloc_zero(1, sizeof(*made));

	made->gallery = (struct mc_gallery)MC_GALLERY_INIT;
	made->plan = (struct mc_plan)MC_PLAN_INIT;
	MC_TRY(mc_design_open(&made->design, style->design ? style->design : "classic"));
	MC_TRY(set_colour(made->design, MC_DESIGN_COLOUR, style->colour));
	MC_TRY(set_colour(made->design, MC_DESIGN_ACCENT, style->accent));
	MC_TRY(mc_canvas_kit_open(&made->kit));
	MC_TRY(open_words(made, style));
	made->logo = style->logo ? mc_strdup(style->logo) : NULL;
	made->partner_logo = style->partner_logo ? mc_strdup(style->partner_logo) : NULL;
	mc_decor_make(&made->first, made->design, &made->design->ornaments, made->design->width,
		      made->is_rtl);
	mc_decor_make(&made->further, made->design, &made->design->further.ornaments,
		      made->design->further.is_landscape ? 297 : 210, made->is_rtl);
	mc_decor_make(&made->papers, made->design, &made->design->papers.ornaments,
		      made->design->papers.is_landscape ? 297 : 210, made->is_rtl);
	*printer = MC_TAKE(made);
	return NULL;
}

void mc_printer_free(struct mc_printer *printer)
{
	if (!printer)
		return;
	mc_plan_release(&printer->plan);
	mc_decor_release(&printer->first);
	mc_decor_release(&printer->further);
	mc_decor_release(&printer->papers);
	mc_gallery_release(&printer->gallery);
	mc_printed_words_free(printer->words[0]);
	mc_printed_words_free(printer->words[1]);
	mc_design_free(printer->design);
	mc_canvas_kit_free(printer->kit);
	free(printer->logo);
	free(printer->partner_logo);
	free(printer);
}

/* ---- printing ---- */

static struct mc_job start_job(struct mc_printer *printer, const struct mc_printed_facts *facts)
{
	mc_plan_release(&printer->plan);
	return (struct mc_job){
		.kit = printer->kit,
		.design = printer->design,
		.words = { printer->words[0], printer->words[1] },
		.language_count = printer->language_count,
		.is_rtl = printer->is_rtl,
		.logo = printer->logo,
		.partner_logo = printer->partner_logo,
		.gallery = &printer->gallery,
		.facts = facts,
		.plan = &printer->plan,
	};
}

static struct mc_err *plan_paper(struct mc_printer *printer, enum mc_printed_paper paper,
				 const struct mc_printed_facts *facts)
{
	const struct mc_job job = start_job(printer, facts);

	switch (paper) {
	case MC_PRINTED_CERTIFICATE:
		MC_TRY(mc_job_first_page(&job, &printer->first));
		return mc_job_further_pages(&job, &printer->further);
	case MC_PRINTED_TRANSCRIPT:
		return mc_job_transcript(&job, &printer->papers);
	case MC_PRINTED_SUPPLEMENT:
		return mc_job_supplement(&job, &printer->papers);
	}
	return NULL;
}

static const char *paper_title(const struct mc_printer *printer, enum mc_printed_paper paper,
			       const struct mc_printed_facts *facts)
{
	switch (paper) {
	case MC_PRINTED_TRANSCRIPT:
		return mc_printed_word(printer->words[0], MC_WORD_TRANSCRIPT);
	case MC_PRINTED_SUPPLEMENT:
		return mc_printed_word(printer->words[0], MC_WORD_SUPPLEMENT);
	case MC_PRINTED_CERTIFICATE:
		break;
	}
	return facts->title ? facts->title : mc_printed_word(printer->words[0], MC_WORD_TITLE);
}

static struct mc_err *draw(struct mc_buf *bytes, struct mc_printer *printer,
			   const struct mc_canvas_wanted *wanted)
{
	MC_AUTOPTR(mc_canvas) canvas = NULL;

	MC_TRY(mc_canvas_open(&canvas, printer->kit, wanted));
	mc_plan_draw(canvas, &printer->plan, wanted->kind != MC_CANVAS_PDF);
	return mc_canvas_finish(bytes, canvas);
}

struct mc_err *mc_printer_pdf(struct mc_buf *pdf, struct mc_printer *printer, enum mc_printed_paper paper,
			      const struct mc_printed_facts *facts)
{
	MC_AUTO(mc_buf) title = MC_BUF_INIT;

	MC_TRY(plan_paper(printer, paper, facts));
	mc_buf_addf(&title, "%s \u2013 %s", paper_title(printer, paper, facts), facts->course);
	return draw(pdf, printer,
		    &(struct mc_canvas_wanted){ .kind = MC_CANVAS_PDF,
						.width_mm = printer->plan.pieces[0].width,
						.height_mm = printer->plan.pieces[0].height,
						.title = title.ptr,
						.author = facts->issuer,
						.made_s = facts->made_s });
}

static struct mc_err *draw_first(struct mc_buf *bytes, struct mc_printer *printer,
				 const struct mc_printed_facts *facts, enum mc_canvas_kind kind, unsigned dpi)
{
	const struct mc_job job = start_job(printer, facts);

	MC_TRY(mc_job_first_page(&job, &printer->first));
	return draw(bytes, printer,
		    &(struct mc_canvas_wanted){ .kind = kind,
						.width_mm = printer->design->width,
						.height_mm = printer->design->height,
						.dpi = dpi });
}

struct mc_err *mc_printer_png(struct mc_buf *png, struct mc_printer *printer,
			      const struct mc_printed_facts *facts, unsigned dpi)
{
	return draw_first(png, printer, facts, MC_CANVAS_PNG, dpi);
}

struct mc_err *mc_printer_svg(struct mc_buf *svg, struct mc_printer *printer,
			      const struct mc_printed_facts *facts)
{
	MC_AUTO(mc_buf) drawn = MC_BUF_INIT;

	MC_TRY(draw_first(&drawn, printer, facts, MC_CANVAS_SVG, 72));
	mc_svg_ids_settle(svg, (struct mc_str){ drawn.ptr, drawn.len });
	return NULL;
}

const char *const *mc_printer_figure_alts(size_t *count, const struct mc_printer *printer)
{
	*count = printer->plan.alt_count;
	return printer->plan.alts;
}

const char *mc_printer_word(const struct mc_printer *printer, const char *key)
{
	enum mc_word word = mc_printed_word_find(key);

	return word == MC_WORD_COUNT ? NULL : mc_printed_word(printer->words[0], word);
}
