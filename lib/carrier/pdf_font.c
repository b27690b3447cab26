/* SPDX-License-Identifier: MIT */
/* Source: ISO 32000-1, 9.6 (simple fonts) and 9.7 (composite fonts). */
#include "carrier/pdf_font.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/vec.h"

/* Largest map of one font: 60 bytes for each of MC_GLYPH_MAX_CODES. */
#define MAX_MAP_BYTES (4u * 1024 * 1024)

#define UNKNOWN "\xef\xbf\xbd"

void mc_pdf_fonts_release(struct mc_pdf_fonts *fonts)
{
	for (size_t i = 0; i < fonts->count; i++)
		mc_glyph_map_release(&fonts->fonts[i].map);
	free(fonts->fonts);
	*fonts = (struct mc_pdf_fonts){ 0 };
}

static struct mc_err *read_font(struct mc_pdf_font *font, struct mc_pdf *pdf, unsigned object)
{
	unsigned map = mc_pdf_get(pdf, object, "/ToUnicode");
	unsigned encoding = mc_pdf_get(pdf, object, "/Encoding");
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	font->is_wide = mc_pdf_is_name(pdf, mc_pdf_get(pdf, object, "/Subtype"), "/Type0");
	/* A font that says itself which shape a code has may show any. */
	font->is_latin = !font->is_wide && mc_pdf_type(pdf, encoding) != MC_PDF_DICTIONARY &&
			 !mc_pdf_is_name(pdf, mc_pdf_get(pdf, object, "/Subtype"), "/Type3");
	if (mc_pdf_type(pdf, map) != MC_PDF_STREAM)
		return NULL;
	MC_TRY(mc_pdf_add_stream(&bytes, pdf, map, MAX_MAP_BYTES));
	return mc_glyph_map_read(&font->map, (struct mc_str){ bytes.ptr, bytes.len });
}

struct mc_err *mc_pdf_font_find(size_t *index, struct mc_pdf_fonts *fonts, struct mc_pdf *pdf,
				unsigned object)
{
	int id = mc_pdf_id(pdf, object);

	for (size_t i = 0; id > 0 && i < fonts->count; i++) {
		if (fonts->fonts[i].id == id) {
			*index = i;
			return NULL;
		}
	}
	if (fonts->count == MC_PDF_MAX_FONTS)
		return mc_err_new(MC_E_LIMIT, _("PDF file: it has more than %u fonts"), MC_PDF_MAX_FONTS);
	struct mc_pdf_font *font = MC_VEC_ADD(fonts->fonts, fonts->count, fonts->capacity);

	*font = (struct mc_pdf_font){ .id = id, .map = MC_GLYPH_MAP_INIT };
	*index = fonts->count - 1;
	return read_font(font, pdf, object);
}

size_t mc_pdf_font_add(struct mc_buf *out, const struct mc_pdf_font *font, struct mc_str codes)
{
	size_t width = font->is_wide ? 2 : 1;
	size_t count = codes.len / width;

	for (size_t at = 0; at < count * width; at += width) {
		uint32_t code = (unsigned char)codes.ptr[at];

		if (font->is_wide)
			code = code << 8 | (unsigned char)codes.ptr[at + 1];
		struct mc_str text = mc_glyph_map_find(&font->map, code);

		if (text.len > 0)
			mc_buf_add(out, text.ptr, text.len);
		else if (font->is_latin && font->map.count == 0 && code >= ' ' && code < 0x7f)
			mc_buf_addc(out, (char)code);
		else
			mc_buf_addz(out, UNKNOWN);
	}
	return count;
}
