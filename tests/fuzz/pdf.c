/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to what runs in the child that reads PDF files: the credential, the text of the pages, and
 * the maps of fonts; and to the drawing of a page in a file that is whole. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "carrier/glyph_map.h"
#include "carrier/parts.h"
#include "carrier/pdf_draw.h"
#include "carrier/pdf_parts.h"
#include "carrier/pdf_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const char around[] =
	"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
	"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
	"trailer<</Root 1 0 R/Size 4>>\nstartxref\n160\n%%EOF\n";

static void read_whole(struct mc_str file)
{
	MC_AUTO(mc_buf) credential = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_carrier_take_pdf(&credential, file);
	MC_AUTOPTR(mc_err) err_text = mc_carrier_pdf_text_here(&text, file);

	if (!err)
		assert(credential.len > 0 && mc_utf8_is_valid(credential.ptr, credential.len));
	if (err_text)
		assert(text.len == 0);
	assert(mc_utf8_is_valid(text.ptr, text.len));
}

/* The bytes are the drawing of a page. */
static void read_drawing(struct mc_str content)
{
	MC_AUTOPTR(mc_pdf) pdf = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_pdf_open(&pdf, (struct mc_str){ around, sizeof(around) - 1 });

	assert(!err);
	unsigned page = mc_pdf_page(pdf, 0);
	unsigned fonts = mc_pdf_new(pdf, "<< /Font << /F << /Type /Font /Subtype /TrueType >> >> >>");
	unsigned form = mc_pdf_new_stream(pdf, "<< /Subtype /Form >>", content);
	unsigned forms = mc_pdf_new(pdf, "<< >>");
	MC_AUTOPTR(mc_pdf_drawing) drawing = mc_pdf_drawing_new(pdf, &text);

	mc_pdf_set(pdf, forms, "/X", form);
	mc_pdf_set(pdf, fonts, "/XObject", forms);
	mc_pdf_set(pdf, page, "/Resources", fonts);
	mc_pdf_set(pdf, page, "/Contents", form);
	mc_err_drop(mc_pdf_drawing_page(drawing, page));
	assert(mc_utf8_is_valid(text.ptr, text.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct mc_glyph_map map = MC_GLYPH_MAP_INIT;
	/* A copy of exactly this size, so that reading beyond it shows. */
	MC_AUTOTEXT copy = mc_alloc(len ? len : 1);

	memcpy(copy, data, len);
	struct mc_str file = { copy, len };

	if (len > 5 && !memcmp(data, "%PDF-", 5)) {
		read_whole(file);
		return 0;
	}
	read_drawing(file);
	mc_err_drop(mc_glyph_map_read(&map, file));
	mc_glyph_map_release(&map);
	return 0;
}
