/* SPDX-License-Identifier: MIT */
#include "carrier/pdf_text.h"

#include "check.h"

#include <string.h>

#include "carrier/glyph_map.h"
#include "pdf_file.h"

/* Fonts of every page here: F1 without a map, F2 with codes of two bytes, F3 with one of one byte, F4 whose
 * shapes are its own. */
#define FONTS \
	"/Resources << /Font << /F1 10 0 R /F2 11 0 R /F3 12 0 R /F4 14 0 R >> /XObject << /X1 20 0 R /X2 " \
	"21 0 " \
	"R >> >>"

static const char wide_map[] = "/CIDInit /ProcSet findresource begin\n"
			       "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
			       "3 beginbfchar\n<0001> <0645>\n<0002> <064406270623>\n<0003> <d83dde00>\n"
			       "endbfchar\n2 beginbfrange\n<0010> <0013> <0410>\n"
			       "<0020> <0021> [ <1230> <0041> ]\nendbfrange\nend\n";

static struct mc_str str_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

static void add_fonts(struct pdf_file *file)
{
	pdf_file_add(file, 10,
		     "<< /Type /Font /Subtype /TrueType /BaseFont /A /Encoding /WinAnsiEncoding >>");
	pdf_file_add(
		file, 11,
		"<< /Type /Font /Subtype /Type0 /BaseFont /B /Encoding /Identity-H /ToUnicode 13 0 R >>");
	pdf_file_add(file, 12, "<< /Type /Font /Subtype /TrueType /BaseFont /C /ToUnicode 15 0 R >>");
	pdf_file_add_stream(file, 13, "", mc_str(wide_map));
	pdf_file_add(file, 14, "<< /Type /Font /Subtype /Type3 >>");
	pdf_file_add_stream(file, 15, "", mc_str("1 beginbfchar <41> <0041> endbfchar"));
}

static void add_form(struct pdf_file *file, unsigned number, const char *content)
{
	pdf_file_add_stream(file, number, "/Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ]", mc_str(content));
}

static struct mc_err *read_both(struct mc_buf *text, struct mc_str pdf)
{
	MC_AUTO(mc_buf) here = MC_BUF_INIT;
	struct mc_err *err = mc_carrier_pdf_text(text, pdf);
	MC_AUTOPTR(mc_err) err_here = mc_carrier_pdf_text_here(&here, pdf);

	assert_true(!err == !err_here);
	if (err)
		assert_string_equal(err->msg, err_here->msg);
	else
		assert_string_equal(text->ptr, here.ptr);
	return err;
}

/* The text of a page that is drawn like this; form is the content of X1. */
static struct mc_err *read_page(struct mc_buf *text, const char *content, const char *form)
{
	struct pdf_file file = PDF_FILE_INIT;

	pdf_file_add_page(&file, "", FONTS, content);
	add_fonts(&file);
	add_form(&file, 20, form);
	add_form(&file, 21, "/X1 Do");
	struct mc_err *err = read_both(text, pdf_file_end(&file));

	pdf_file_release(&file);
	return err;
}

static void drawn_is(const char *content, const char *wanted)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	assert_ok(read_page(&text, content, "BT /F1 9 Tf 1 0 0 1 5 5 Tm (in a form) Tj ET"));
	assert_string_equal(text.ptr, wanted);
}

static void page_is_refused(const char *content, const char *form, enum mc_code code, const char *words)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = read_page(&text, content, form);

	if (!err || err->code != code || !strstr(err->msg, words))
		fail_msg("expected '%s', got '%s'", words, err ? err->msg : text.ptr);
}

/* ---- what is drawn ---- */

static void letters_are_read_by_the_maps_of_their_fonts(void **state)
{
	(void)state;
	drawn_is("BT /F1 9 Tf (A \\(b\\) \\101\\\n!) Tj ET", "A (b) A!");
	drawn_is("BT /F1 9 Tf [(Sam) -20 (p) 4670 (le)] TJ ET", "Sample");
	drawn_is("BT /F2 9 Tf <0001 0002> Tj ET", "\xd9\x85\xd9\x84\xd8\xa7\xd8\xa3");
	drawn_is("BT /F2 9 Tf <0003001000130020 0021> Tj ET", "\xf0\x9f\x98\x80\xd0\x90\xd0\x93\xe1\x88\xb0"
							      "A");
	/* What nobody explains is shown as such. */
	drawn_is("BT /F2 9 Tf <00ff> Tj /F3 9 Tf (AB) Tj /F4 9 Tf (A) Tj ET", "\xef\xbf\xbd"
									      "A\xef\xbf\xbd\xef\xbf\xbd");
	drawn_is("BT /F9 9 Tf (no such font) Tj ET BT (none) Tj ET", "");
}

static void lines_and_pieces_are_divided(void **state)
{
	(void)state;
	drawn_is("BT /F1 10 Tf 1 0 0 1 50 700 Tm (one) Tj ET BT 1 0 0 1 50 680 Tm (two) Tj ET", "one\ntwo");
	drawn_is("BT /F1 10 Tf 1 0 0 1 50 700 Tm (left) Tj 1 0 0 1 300 701 Tm (right) Tj ET", "left\tright");
	drawn_is("BT /F1 10 Tf 12 TL 50 700 Td (a) Tj T* (b) Tj (c) ' 1 2 (d) \" ET", "a\nb\nc\nd");
	drawn_is("BT /F1 10 Tf 50 700 Td (a) Tj 0 -30 TD (b) Tj T* (c) Tj ET", "a\nb\nc");
	/* A page that is drawn upside down, and marks that stand above their letters. */
	drawn_is("1 0 0 -1 0 842 cm BT 10 0 0 -10 50 100 Tm /F1 1 Tf (a) Tj 0.2 0.6 Td (') Tj -0.2 -0.6 Td "
		 "(b) Tj ET BT 10 0 0 -10 50 130 Tm (c) Tj ET",
		 "a'b\nc");
}

static void what_nobody_sees_is_not_read(void **state)
{
	(void)state;
	drawn_is("BT /F1 9 Tf 3 Tr (hidden) Tj 0 Tr (seen) Tj 7 Tr (hidden) Tj ET", "seen");
	drawn_is("BT /F1 9 Tf 1 0 0 1 700 50 Tm (beside) Tj 1 0 0 1 50 -50 Tm (below) Tj ET", "");
	drawn_is("BT /F1 9 Tf ET q 3 Tr BT (hidden) Tj ET Q BT (seen) Tj ET", "seen");
	drawn_is("BI /W 1 /H 1 /BPC 8 ID (Tj) Tj x EI BT /F1 9 Tf (seen) Tj ET", "seen");
	drawn_is("% BT (comment) Tj\nBT /F1 9 Tf (seen) Tj ET", "seen");
}

static void actual_text_is_believed_of_single_letters_only(void **state)
{
	(void)state;
	drawn_is("BT /F2 9 Tf /Span << /ActualText <feff0628> >> BDC <0001 0002> Tj EMC ET", "\xd8\xa8");
	drawn_is("BT /F1 9 Tf /Span << /ActualText <feff0041006e0061> >> BDC (Eve Sample) Tj EMC ET",
		 "Eve Sample");
	drawn_is("BT /F1 9 Tf /Span << /ActualText "
		 "<feff00410041004100410041004100410041004100410041004100410041"
		 "00410041004100410041> >> BDC (B) Tj EMC ET",
		 "B");
	/* A joiner is not drawn, but names have it. */
	drawn_is("BT /F1 9 Tf (a) Tj /Span << /ActualText <feff200c> >> BDC EMC (b) Tj ET", "a\xe2\x80\x8c"
											    "b");
	drawn_is("BT /F1 9 Tf (a) Tj /Span << /ActualText <feff0041> >> BDC EMC (b) Tj ET", "ab");
	/* What divides lines is none of it. */
	drawn_is("BT /F1 9 Tf 50 700 Td (a) Tj ET /Span << /ActualText <feff0062> >> BDC BT 50 600 Td (x) Tj "
		 "ET "
		 "EMC EMC",
		 "a\nb");
}

static void forms_are_read_where_they_are_used(void **state)
{
	(void)state;
	drawn_is("/X1 Do", "in a form");
	drawn_is("q 1 0 0 1 0 300 cm /X1 Do Q BT /F1 9 Tf 5 5 Td (out) Tj ET", "in a form\nout");
	drawn_is("q 1 0 0 1 900 0 cm /X1 Do Q /X7 Do", "");
}

/* ---- what is hostile ---- */

static void pages_without_end_are_refused(void **state)
{
	MC_AUTO(mc_buf) deep = MC_BUF_INIT;

	(void)state;
	page_is_refused("/X1 Do", "/X2 Do", MC_E_INPUT, "too deep");
	for (unsigned i = 0; i < 200; i++)
		mc_buf_addz(&deep, "q ");
	page_is_refused(deep.ptr, "", MC_E_INPUT, "too deep");
	mc_buf_reset(&deep);
	for (unsigned i = 0; i < 200; i++)
		mc_buf_addz(&deep, "/P BMC ");
	page_is_refused(deep.ptr, "", MC_E_INPUT, "too deep");
}

/* A form of 1 MB that is drawn a thousand times. */
static void much_to_draw_is_refused(void **state)
{
	MC_AUTO(mc_buf) form = MC_BUF_INIT;
	MC_AUTO(mc_buf) page = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const size_t len = 1u << 20;

	(void)state;
	memset(mc_buf_room(&form, len), ' ', len);
	mc_buf_grown(&form, len);
	for (unsigned i = 0; i < 1000; i++)
		mc_buf_addz(&page, "/X1 Do ");
	page_is_refused(page.ptr, form.ptr, MC_E_LIMIT, "holds more than");
	mc_buf_addz(&text, "BT /F1 9 Tf (");
	memset(mc_buf_room(&text, 5 * len), 'a', 5 * len);
	mc_buf_grown(&text, 5 * len);
	mc_buf_addz(&text, ") Tj ET");
	page_is_refused(text.ptr, "", MC_E_LIMIT, "its text is longer");
}

static void broken_pages_are_refused(void **state)
{
	static const char *const pages[] = { "BT (not ended", "<41", ">", "<4x>", "BT ) ET" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(pages); i++)
		page_is_refused(pages[i], "", MC_E_INPUT, "damaged");
	drawn_is("ET Q EMC Tj TJ Tf Td Tm cm ' \" [ ] << >> 1 2 3 4 5 6 7 8 9 cm", "");
}

static void maps_have_a_limit(void **state)
{
	struct mc_glyph_map map = MC_GLYPH_MAP_INIT;

	(void)state;
	assert_ok(mc_glyph_map_read(&map, mc_str("beginbfrange <0000> <fffe> <0000> endbfrange")));
	assert_int_equal(map.count, 65535);
	assert_int_equal(mc_glyph_map_find(&map, 0x645).len, 2);
	assert_err(MC_E_LIMIT,
		   mc_glyph_map_read(&map, mc_str("beginbfrange <0000> <0001> <0000> endbfrange")));
	mc_glyph_map_release(&map);
	assert_ok(mc_glyph_map_read(&map,
				    mc_str("beginbfrange <00000000> <ffffffff> <0041> <01> endbfrange "
					   "beginbfchar <01> endbfchar beginbfchar <02> <d800> endbfchar")));
	assert_int_equal(map.count, 1);
	assert_memory_equal(mc_glyph_map_find(&map, 2).ptr, "\xef\xbf\xbd", 3);
	mc_glyph_map_release(&map);
}

/* ---- comparing ---- */

static void is_in(const char *text, const char *phrase)
{
	if (!mc_carrier_text_has(mc_str(text), phrase))
		fail_msg("'%s' is not in '%s'", phrase, text);
}

static void is_not_in(const char *text, const char *phrase)
{
	if (mc_carrier_text_has(mc_str(text), phrase))
		fail_msg("'%s' is in '%s'", phrase, text);
}

static void words_are_compared_and_not_layout(void **state)
{
	(void)state;
	is_in("to Ana\nSAMPLE\tfor", "Ana Sample");
	is_in("CERTI\xef\xac\x81"
	      "CATE",
	      "Certificate");
	is_in("urn:uuid:0123-\n4567", "urn:uuid:0123-4567");
	is_in("Jos\xc3\xa9", "Jose\xcc\x81");
	is_in("\xe2\x80\x9cSample\xe2\x80\x9d", "\"Sample\"");
	is_in("\xef\xbb\xb5", "\xd9\x84\xd8\xa2"); /* lam with alef as one shape, and as two letters */
	is_not_in("Mariana Sample", "Ana Sample");
	is_not_in("Ana Samples", "Ana Sample");
	is_not_in("Ana, Sample", "Sample Ana");
	is_not_in("anything", "");
	is_not_in("anything", " - ");
}

static void two_directions_on_a_line_are_compared_by_words(void **state)
{
	(void)state;
	/* "Ali" is drawn first, being on the left. */
	is_in("Ali \xd9\x85\xd8\xad\xd9\x85\xd8\xaf\n", "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf Ali");
	is_in("10\xd9\x85\xd8\xad\xd9\x85\xd8\xaf\n", "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf 10");
	is_in("Ali\n-\n\xd9\x85\xd8\xad\xd9\x85\xd8\xaf\n", "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf Ali");
	is_not_in("Ali\n-\n-\n\xd9\x85\xd8\xad\xd9\x85\xd8\xaf\n", "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf Ali");
}

static void a_line_has_a_name_and_nothing_else(void **state)
{
	struct mc_str text = mc_str("Certificate\nAna Sample Sampleton\nBo  SAMPLE.\n");

	(void)state;
	assert_true(mc_carrier_text_has(text, "Ana Sample"));
	assert_false(mc_carrier_text_has_line(text, "Ana Sample"));
	assert_true(mc_carrier_text_has_line(text, "Bo Sample"));
	assert_false(mc_carrier_text_has_line(text, ""));
	assert_true(mc_carrier_text_has_line(mc_str("Ali \xd9\x85\xd8\xad\xd9\x85\xd8\xaf"),
					     "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf Ali"));
	assert_false(mc_carrier_text_has_line(mc_str("Ali \xd9\x85\xd8\xad\xd9\x85\xd8\xaf"),
					      "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf"));
}

static void only_pdf_files_have_pages(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	assert_err(MC_E_INPUT, read_both(&text, mc_str("{}")));
	assert_err(MC_E_INPUT, read_both(&text, mc_str("")));
	assert_int_equal(str_of(&text).len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_are_read_by_the_maps_of_their_fonts),
		cmocka_unit_test(lines_and_pieces_are_divided),
		cmocka_unit_test(what_nobody_sees_is_not_read),
		cmocka_unit_test(actual_text_is_believed_of_single_letters_only),
		cmocka_unit_test(forms_are_read_where_they_are_used),
		cmocka_unit_test(pages_without_end_are_refused),
		cmocka_unit_test(much_to_draw_is_refused),
		cmocka_unit_test(broken_pages_are_refused),
		cmocka_unit_test(maps_have_a_limit),
		cmocka_unit_test(words_are_compared_and_not_layout),
		cmocka_unit_test(two_directions_on_a_line_are_compared_by_words),
		cmocka_unit_test(a_line_has_a_name_and_nothing_else),
		cmocka_unit_test(only_pdf_files_have_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
