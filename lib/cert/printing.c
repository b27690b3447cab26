/* SPDX-License-Identifier: MIT */
#include "cert/printing.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "carrier/pades.h"
#include "printed/words.h"

/* A school has a handful of languages; with more, the first printer gives way. */
enum { MAX_PRINTERS = 8 };

struct printer {
	char *lang, *second; /* second NULL: none */
	bool is_rtl;
	struct mc_printer *printer;
};

struct mc_press {
	const struct mc_printed_style *style;
	struct printer printers[MAX_PRINTERS];
	size_t count;
	size_t next; /* the one that gives way */
};

void mc_press_open(struct mc_press **press, const struct mc_printed_style *style)
{
	*press = mc_alloc_zero(1, sizeof(**press));
	(*press)->style = style;
}

static void close_printer(struct printer *printer)
{
	mc_printer_free(printer->printer);
	free(printer->lang);
	free(printer->second);
	*printer = (struct printer){ .lang = NULL };
}

void mc_press_free(struct mc_press *press)
{
	if (!press)
		return;
	for (size_t i = 0; i < press->count; i++)
		close_printer(&press->printers[i]);
	free(press);
}

static bool is_same(const char *a, const char *b)
{
	return !a || !b ? a == b : !strcmp(a, b);
}

static struct mc_err *open_printer(struct printer *printer, const struct mc_printed_style *style)
{
	MC_AUTOPTR(mc_printed_words) words = NULL;

	MC_TRY(mc_printed_words_open(&words, style->lang));
	MC_TRY(mc_printer_open(&printer->printer, style));
	printer->is_rtl = mc_printed_words_is_rtl(words);
	printer->lang = mc_strdup(style->lang);
	printer->second = style->second ? mc_strdup(style->second) : NULL;
	return NULL;
}

static struct mc_err *find_printer(const struct printer **found, struct mc_press *press, const char *lang,
				   const char *second)
{
	struct mc_printed_style style = *press->style;

	for (size_t i = 0; i < press->count; i++) {
		*found = &press->printers[i];
		if (is_same((*found)->lang, lang) && is_same((*found)->second, second))
			return NULL;
	}
	struct printer *fresh =
		&press->printers[press->count < MAX_PRINTERS ? press->count++ : press->next++ % MAX_PRINTERS];

	close_printer(fresh);
	style.lang = lang;
	style.second = second;
	*found = fresh;
	MC_TRY(open_printer(fresh, &style));
	return NULL;
}

static struct mc_err *print_pdf(struct mc_buf *file, const struct printer *printer,
				const struct mc_press_job *job)
{
	MC_AUTO(mc_buf) pages = MC_BUF_INIT;
	MC_AUTO(mc_buf) made = MC_BUF_INIT;
	struct mc_carrier_pdf about = {
		.title = job->badge->name,
		.author = job->facts->issuer,
		.subject = job->facts->course,
		.lang = job->badge->lang,
		.is_rtl = printer->is_rtl,
		.created_s = job->facts->made_s,
		.credential = job->credential,
	};

	MC_TRY(mc_printer_pdf(&pages, printer->printer, MC_PRINTED_CERTIFICATE, job->facts));
	about.figure_alts = mc_printer_figure_alts(&about.figure_alt_count, printer->printer);
	MC_TRY(mc_carrier_put_pdf(job->pades ? &made : file, (struct mc_str){ pages.ptr, pages.len },
				  &about));
	return job->pades ? mc_carrier_sign_pdf(file, (struct mc_str){ made.ptr, made.len }, job->pades,
						job->pades_at_s)
			  : NULL;
}

struct mc_err *mc_press_file(struct mc_buf *file, struct mc_press *press, enum mc_carrier kind,
			     const struct mc_press_job *job)
{
	const struct printer *printer = NULL;
	MC_AUTO(mc_buf) page = MC_BUF_INIT;

	MC_TRY(find_printer(&printer, press, job->badge->lang, job->second));
	if (kind == MC_CARRIER_PDF)
		return print_pdf(file, printer, job);
	if (kind == MC_CARRIER_SVG) {
		MC_TRY(mc_printer_svg(&page, printer->printer, job->facts));
		return mc_carrier_put_svg(file, (struct mc_str){ page.ptr, page.len }, job->credential);
	}
	MC_TRY(mc_printer_png(&page, printer->printer, job->facts, MC_PRESS_DPI));
	return mc_carrier_put_png(file, (struct mc_str){ page.ptr, page.len }, job->credential);
}
