/* SPDX-License-Identifier: MIT */
#include "carrier/pdf_text.h"

#include <string.h>

#include "base/i18n.h"
#include "carrier/parts.h"
#include "carrier/pdf_draw.h"
#include "carrier/pdf_parts.h"
#include "ext/unicode.h"

enum { MAX_PAGES = 1000, LINES = 3 };

#define MAX_TEXT_BYTES (8u * 1024 * 1024)

static struct mc_err *draw_pages(struct mc_buf *text, struct mc_pdf *pdf)
{
	MC_AUTOPTR(mc_pdf_drawing) drawing = mc_pdf_drawing_new(pdf, text);
	size_t count;

	MC_TRY(mc_pdf_page_count(&count, pdf));
	if (count > MAX_PAGES)
		return mc_err_new(MC_E_LIMIT, _("PDF file: it has more than %d pages"), MAX_PAGES);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			mc_buf_addz(text, "\n\f");
		MC_TRY(mc_pdf_drawing_page(drawing, mc_pdf_page(pdf, i)));
	}
	return mc_pdf_check(pdf);
}

struct mc_err *mc_carrier_pdf_text_here(struct mc_buf *text, struct mc_str pdf)
{
	MC_AUTOPTR(mc_pdf) file = NULL;
	MC_AUTO(mc_buf) drawn = MC_BUF_INIT;

	MC_TRY(mc_pdf_open(&file, pdf));
	MC_TRY(draw_pages(&drawn, file));
	mc_buf_add(text, drawn.ptr, drawn.len);
	return NULL;
}

static struct mc_err *read_in_child(struct mc_buf *answer, void *context)
{
	const struct mc_str *pdf = context;

	return mc_carrier_pdf_text_here(answer, *pdf);
}

struct mc_err *mc_carrier_pdf_text(struct mc_buf *text, struct mc_str pdf)
{
	MC_TRY(mc_pdf_prepare());
	return mc_carrier_confined(text, read_in_child, &pdf, MAX_TEXT_BYTES);
}

/* ---- comparing ---- */

/* Words between spaces, at the ends too, so that a part of a word is never found. */
static void add_spaced(struct mc_buf *out, struct mc_str text)
{
	mc_buf_addc(out, ' ');
	mc_unicode_add_words(out, text.ptr, text.len);
	mc_buf_addc(out, ' ');
}

static bool has_all_words(const char *line, const char *phrase)
{
	for (const char *at = phrase; at[1]; at = strchr(at + 1, ' ')) {
		const char *end = strchr(at + 1, ' ');

		if (!memmem(line, strlen(line), at, (size_t)(end + 1 - at)))
			return false;
	}
	return true;
}

/* A phrase can go on in the next lines. */
static bool has_in_lines(struct mc_str text, const char *phrase)
{
	struct mc_str line, rest = text;

	while (mc_str_cut_line(&line, &rest)) {
		const char *start = line.ptr;
		struct mc_str next = rest;
		MC_AUTO(mc_buf) words = MC_BUF_INIT;

		for (unsigned i = 1; i < LINES; i++)
			(void)mc_str_cut_line(&line, &next);
		add_spaced(&words, (struct mc_str){ start, (size_t)(next.ptr - start) });
		if (has_all_words(words.ptr, phrase))
			return true;
	}
	return false;
}

bool mc_carrier_text_has(struct mc_str text, const char *phrase)
{
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;

	add_spaced(&words, text);
	add_spaced(&wanted, mc_str(phrase));
	if (wanted.len <= 2)
		return false;
	return strstr(words.ptr, wanted.ptr) ||
	       (mc_unicode_has_rtl(phrase, strlen(phrase)) && has_in_lines(text, wanted.ptr));
}

bool mc_carrier_text_has_line(struct mc_str text, const char *phrase)
{
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;
	struct mc_str line;

	bool is_rtl = mc_unicode_has_rtl(phrase, strlen(phrase));

	add_spaced(&wanted, mc_str(phrase));
	while (wanted.len > 2 && mc_str_cut_line(&line, &text)) {
		MC_AUTO(mc_buf) words = MC_BUF_INIT;

		add_spaced(&words, line);
		/* Parts of two directions stand in the order in which they were drawn. */
		if (!strcmp(words.ptr, wanted.ptr) ||
		    (is_rtl && words.len == wanted.len && has_all_words(words.ptr, wanted.ptr)))
			return true;
	}
	return false;
}
