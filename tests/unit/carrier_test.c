/* SPDX-License-Identifier: MIT */
#include "carrier/carrier.h"

#include "check.h"

#include <string.h>

#include "carrier/parts.h"
#include "ext/deflate.h"

#define JSON_TEXT "{\"a\":[[1]],\"b\":\"]]>\",\"c\":\"\xd8\xa3 <&>'\"}"

static const struct mc_str json = { JSON_TEXT, sizeof(JSON_TEXT) - 1 };

/* ---- making files ---- */

static void add_chunk(struct mc_buf *png, const char *type, const void *data, size_t len)
{
	const unsigned char head[] = { (unsigned char)(len >> 24), (unsigned char)(len >> 16),
				       (unsigned char)(len >> 8), (unsigned char)len };

	mc_buf_add(png, head, sizeof(head));
	size_t start = png->len;

	mc_buf_addz(png, type);
	mc_buf_add(png, data, len);
	uint32_t crc = mc_deflate_crc(0, png->ptr + start, png->len - start);
	const unsigned char sum[] = { (unsigned char)(crc >> 24), (unsigned char)(crc >> 16),
				      (unsigned char)(crc >> 8), (unsigned char)crc };

	mc_buf_add(png, sum, sizeof(sum));
}

/* The start and the end of a picture of one dot; what is tested stands between them. */
static void add_png_start(struct mc_buf *png)
{
	mc_buf_add(png, "\x89PNG\r\n\x1a\n", 8);
	add_chunk(png, "IHDR", "\0\0\0\1\0\0\0\1\10\0\0\0\0", 13);
}

static void add_png_end(struct mc_buf *png)
{
	MC_AUTO(mc_buf) data = MC_BUF_INIT;

	mc_deflate_add(&data, (struct mc_str){ "\0\0", 2 }, MC_DEFLATE_ZLIB);
	add_chunk(png, "IDAT", data.ptr, data.len);
	add_chunk(png, "IEND", "", 0);
}

static void add_png(struct mc_buf *png)
{
	add_png_start(png);
	add_png_end(png);
}

/* An iTXt chunk with this keyword; text is packed when is_packed. */
static void add_text(struct mc_buf *png, const char *keyword, bool is_packed, struct mc_str text)
{
	MC_AUTO(mc_buf) data = MC_BUF_INIT;

	mc_buf_add(&data, keyword, strlen(keyword) + 1);
	mc_buf_add(&data, is_packed ? "\1\0en\0x\0" : "\0\0en\0x\0", 7);
	if (is_packed)
		mc_deflate_add(&data, text, MC_DEFLATE_ZLIB);
	else
		mc_buf_add(&data, text.ptr, text.len);
	add_chunk(png, "iTXt", data.ptr, data.len);
}

static struct mc_str str_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

/* ---- checking ---- */

/* Takes it out both ways, which must say the same. */
static struct mc_err *take(struct mc_buf *out, enum mc_carrier *kind, struct mc_str file)
{
	MC_AUTO(mc_buf) here = MC_BUF_INIT;
	struct mc_err *err = mc_carrier_take(out, kind, file);
	MC_AUTOPTR(mc_err) err_here = mc_carrier_take_here(&here, kind, file);

	assert_true(!err == !err_here);
	if (err)
		assert_string_equal(err->msg, err_here->msg);
	else
		assert_true(mc_str_is_equal(str_of(out), str_of(&here)));
	return err;
}

static void comes_out(struct mc_str file, enum mc_carrier wanted, struct mc_str credential)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	enum mc_carrier kind = MC_CARRIER_COUNT;

	assert_ok(take(&out, &kind, file));
	assert_int_equal(kind, wanted);
	assert_int_equal(out.len, credential.len);
	assert_memory_equal(out.ptr, credential.ptr, credential.len);
}

/* It is refused, and the reason has these words; nothing is written. */
static void is_refused(struct mc_str file, enum mc_code code, const char *words)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	enum mc_carrier kind = MC_CARRIER_COUNT;
	MC_AUTOPTR(mc_err) err = take(&out, &kind, file);

	if (!err || err->code != code || !strstr(err->msg, words))
		fail_msg("expected '%s', got '%s'", words, err ? err->msg : "no error");
	assert_int_equal(out.len, 0);
	assert_int_equal(kind, MC_CARRIER_COUNT);
}

static void text_is_refused(const char *file, const char *words)
{
	is_refused(mc_str(file), MC_E_INPUT, words);
}

/* ---- which kind ---- */

static void the_kind_is_told_by_the_content(void **state)
{
	(void)state;
	comes_out(json, MC_CARRIER_JSON, json);
	comes_out(mc_str("\xef\xbb\xbf \n{}\n"), MC_CARRIER_JSON, mc_str("\xef\xbb\xbf \n{}\n"));
	comes_out(mc_str("eyJ.e30.x-_9\n"), MC_CARRIER_JWT, mc_str("eyJ.e30.x-_9"));
	text_is_refused("", "nothing that carries");
	text_is_refused("a.b", "nothing that carries");
	text_is_refused("a.b.c.d", "nothing that carries");
	text_is_refused("[1]", "nothing that carries");
	text_is_refused("{\"a\":\"\xff\"}", "UTF-8");
	is_refused((struct mc_str){ "{\0}", 3 }, MC_E_INPUT, "UTF-8");
}

static void what_is_too_large_is_refused(void **state)
{
	MC_AUTO(mc_buf) file = MC_BUF_INIT;

	(void)state;
	memset(mc_buf_room(&file, MC_CARRIER_MAX_CREDENTIAL + 1), '{', MC_CARRIER_MAX_CREDENTIAL + 1);
	mc_buf_grown(&file, MC_CARRIER_MAX_CREDENTIAL);
	comes_out(str_of(&file), MC_CARRIER_JSON, str_of(&file));
	mc_buf_grown(&file, 1);
	is_refused(str_of(&file), MC_E_LIMIT, "1024 KiB");
	is_refused((struct mc_str){ "", MC_CARRIER_MAX_BYTES + 1 }, MC_E_LIMIT, "32 MiB");
}

/* ---- PNG ---- */

static void a_png_gives_back_what_was_put_in(void **state)
{
	MC_AUTO(mc_buf) png = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	add_png(&png);
	assert_ok(mc_carrier_put_png(&out, str_of(&png), json));
	comes_out(str_of(&out), MC_CARRIER_PNG, json);
	/* Uncompressed, with nothing between the five zeros. */
	assert_non_null(memmem(out.ptr, out.len, "iTXtopenbadgecredential\0\0\0\0\0{", 29));
	assert_err(MC_E_INPUT, mc_carrier_put_png(&png, str_of(&out), json));
	is_refused(str_of(&png), MC_E_INPUT, "carries no credential");
	assert_err(MC_E_INPUT, mc_carrier_put_png(&out, str_of(&png), (struct mc_str){ "\0", 1 }));
}

static void texts_of_a_png_are_read_in_both_forms(void **state)
{
	(void)state;
	for (int is_packed = 0; is_packed <= 1; is_packed++) {
		MC_AUTO(mc_buf) png = MC_BUF_INIT;

		add_png_start(&png);
		add_text(&png, "Comment", false, mc_str("openbadgecredential"));
		add_text(&png, "openbadgecredential", is_packed, json);
		add_png_end(&png);
		comes_out(str_of(&png), MC_CARRIER_PNG, json);
	}
}

static void a_png_with_two_credentials_is_refused(void **state)
{
	MC_AUTO(mc_buf) png = MC_BUF_INIT;
	MC_AUTO(mc_buf) hidden = MC_BUF_INIT;

	(void)state;
	add_png_start(&png);
	add_text(&png, "openbadgecredential", false, json);
	add_text(&png, "openbadgecredential", true, json);
	add_png_end(&png);
	is_refused(str_of(&png), MC_E_INPUT, "more than one");
	add_png_start(&hidden);
	add_text(&hidden, "openbadgecredential", false, json);
	add_chunk(&hidden, "tEXt", "openbadgecredential\0{}", 22);
	add_png_end(&hidden);
	is_refused(str_of(&hidden), MC_E_INPUT, "more than one");
}

static void other_forms_of_badges_in_a_png_are_named(void **state)
{
	MC_AUTO(mc_buf) old = MC_BUF_INIT;
	MC_AUTO(mc_buf) latin = MC_BUF_INIT;

	(void)state;
	add_png_start(&old);
	add_text(&old, "openbadges", false, mc_str("https://example.org/1"));
	add_png_end(&old);
	is_refused(str_of(&old), MC_E_INPUT, "Open Badges 2");
	add_png_start(&latin);
	add_chunk(&latin, "tEXt", "openbadgecredential\0{}", 22);
	add_png_end(&latin);
	is_refused(str_of(&latin), MC_E_INPUT, "iTXt");
}

static void a_text_that_unpacks_to_much_is_refused(void **state)
{
	MC_AUTO(mc_buf) zeros = MC_BUF_INIT;
	MC_AUTO(mc_buf) png = MC_BUF_INIT;
	const size_t len = 64u << 20;

	(void)state;
	memset(mc_buf_room(&zeros, len), ' ', len);
	mc_buf_grown(&zeros, len);
	add_png_start(&png);
	add_text(&png, "openbadgecredential", true, str_of(&zeros));
	add_png_end(&png);
	assert_true(png.len < 100000);
	is_refused(str_of(&png), MC_E_LIMIT, "1048576");
}

/* Every start of it, every changed byte and more behind it. */
static void a_damaged_png_is_refused(void **state)
{
	MC_AUTO(mc_buf) png = MC_BUF_INIT;
	MC_AUTO(mc_buf) whole = MC_BUF_INIT;

	(void)state;
	add_png(&png);
	assert_ok(mc_carrier_put_png(&whole, str_of(&png), json));
	for (size_t len = 8; len < whole.len; len++)
		is_refused((struct mc_str){ whole.ptr, len }, MC_E_INPUT, "damaged or cut off");
	for (size_t i = 8; i < whole.len; i++) {
		whole.ptr[i] ^= 0x20;
		is_refused(str_of(&whole), MC_E_INPUT, "damaged or cut off");
		whole.ptr[i] ^= 0x20;
	}
	comes_out(str_of(&whole), MC_CARRIER_PNG, json);
	mc_buf_addc(&whole, '\0');
	is_refused(str_of(&whole), MC_E_INPUT, "damaged or cut off");
	is_refused((struct mc_str){ "\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR....", 20 }, MC_E_INPUT, "damaged");
	is_refused((struct mc_str){ "\x89PNG\n\n\x1a\n", 8 }, MC_E_INPUT, "no PNG");
}

static void fields_of_a_text_must_be_there(void **state)
{
	static const struct mc_str texts[] = {
		{ "openbadgecredential\0", 20 },	   { "openbadgecredential\0\0", 21 },
		{ "openbadgecredential\0\0\0en{}", 26 },   { "openbadgecredential\0\0\0\0{}", 25 },
		{ "openbadgecredential\0\2\0\0\0{}", 26 }, { "openbadgecredential\0\0\1\0\0{}", 26 },
		{ "openbadgecredential\0\1\0\0\0{}", 26 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		MC_AUTO(mc_buf) png = MC_BUF_INIT;

		add_png_start(&png);
		add_chunk(&png, "iTXt", texts[i].ptr, texts[i].len);
		add_png_end(&png);
		is_refused(str_of(&png), MC_E_INPUT, "damaged");
	}
}

/* ---- SVG ---- */

#define SVG_START "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\">"

static const char picture[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- <svg> -->\n"
			      "<svg xmlns=\"http://www.w3.org/2000/svg\" aria-label='a > b' width=\"1\">\n"
			      "<g/></svg>\n";

static void an_svg_gives_back_what_was_put_in(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_carrier_put_svg(&out, mc_str(picture), json));
	comes_out(str_of(&out), MC_CARRIER_SVG, json);
	assert_non_null(strstr(out.ptr, "width=\"1\" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">"
					"<openbadges:credential><![CDATA[{\"a\""));
	assert_non_null(strstr(out.ptr, "</openbadges:credential>\n<g/></svg>\n"));
	assert_err(MC_E_INPUT, mc_carrier_put_svg(&out, str_of(&out), json));
	text_is_refused(picture, "carries no credential");
}

static void every_text_that_xml_can_hold_comes_back(void **state)
{
	static const char *const texts[] = { "{\r\n\"a\":\r1}\r\n", "{]]]>]]>>}", " \n{\t}\n ", "ey.J.x_-" };
	static const char *const others[] = { "{\"\x01\"}", "{\xef\xbf\xbf}", "{\xff}", "a\"b", " " };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;

		assert_ok(mc_carrier_put_svg(&out, mc_str(picture), mc_str(texts[i])));
		comes_out(str_of(&out), MC_CARRIER_SVG, mc_str(texts[i]));
	}
	for (size_t i = 0; i < MC_COUNT(others); i++) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;

		assert_err(MC_E_INPUT, mc_carrier_put_svg(&out, mc_str(picture), mc_str(others[i])));
		assert_int_equal(out.len, 0);
	}
}

static void svg_files_of_others_are_read(void **state)
{
	(void)state;
	comes_out(mc_str(SVG_START "<o:credential verify=' ey.e.s '/></svg>"), MC_CARRIER_SVG,
		  mc_str(" ey.e.s "));
	comes_out(mc_str(SVG_START "<g/><o:credential>\n ey.e.s\n</o:credential></svg>"), MC_CARRIER_SVG,
		  mc_str("ey.e.s"));
	comes_out(mc_str(SVG_START "<o:credential>\n<![CDATA[{}]]>\n</o:credential></svg>"), MC_CARRIER_SVG,
		  mc_str("\n{}\n"));
	comes_out(mc_str("<svg xmlns=\"http://www.w3.org/2000/svg\"><credential "
			 "xmlns=\"https://purl.imsglobal.org/ob/v3p0\">{}</credential></svg>"),
		  MC_CARRIER_SVG, mc_str("{}"));
}

static void an_svg_that_says_two_things_is_refused(void **state)
{
	(void)state;
	text_is_refused(SVG_START "<o:credential>{}</o:credential><o:credential verify='a.b.c'/></svg>",
			"more than one");
	text_is_refused(SVG_START "<o:credential verify='a.b.c'>{}</o:credential></svg>", "more than one");
	text_is_refused(SVG_START "<g><o:credential>{}</o:credential></g></svg>", "directly in the picture");
	text_is_refused(SVG_START "<o:credential/></svg>", "empty");
}

static void what_is_no_svg_of_ours_is_refused(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	text_is_refused("<html/>", "no SVG");
	text_is_refused("<svg/>", "no SVG");
	text_is_refused("<svg xmlns=\"http://www.w3.org/2000/svg\"><credential>{}</credential></svg>",
			"carries no credential");
	text_is_refused(
		"<svg xmlns=\"http://www.w3.org/2000/svg\"><a xmlns=\"http://openbadges.org\"/></svg>",
		"Open Badges 2");
	assert_err(MC_E_INPUT,
		   mc_carrier_put_svg(&out, mc_str("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), json));
}

static void an_svg_with_entities_is_refused(void **state)
{
	(void)state;
	text_is_refused("<!DOCTYPE svg [<!ENTITY a \"{}\">]>" SVG_START
			"<o:credential>&a;</o:credential></svg>",
			"DOCTYPE");
	text_is_refused("<!DOCTYPE svg SYSTEM \"file:///etc/passwd\">" SVG_START "</svg>", "DOCTYPE");
	text_is_refused(SVG_START "<o:credential>&a;</o:credential></svg>", "line 1");
	text_is_refused(SVG_START "<o:credential>{}</o:credential>", "line 1");
}

static void a_long_credential_in_an_svg_is_refused(void **state)
{
	MC_AUTO(mc_buf) svg = MC_BUF_INIT;
	size_t room = MC_CARRIER_MAX_CREDENTIAL + 1;

	(void)state;
	mc_buf_addz(&svg, SVG_START "<o:credential>{");
	memset(mc_buf_room(&svg, room), ' ', room);
	mc_buf_grown(&svg, room);
	mc_buf_addz(&svg, "</o:credential></svg>");
	is_refused(str_of(&svg), MC_E_LIMIT, "1024 KiB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_kind_is_told_by_the_content),
		cmocka_unit_test(what_is_too_large_is_refused),
		cmocka_unit_test(a_png_gives_back_what_was_put_in),
		cmocka_unit_test(texts_of_a_png_are_read_in_both_forms),
		cmocka_unit_test(a_png_with_two_credentials_is_refused),
		cmocka_unit_test(other_forms_of_badges_in_a_png_are_named),
		cmocka_unit_test(a_text_that_unpacks_to_much_is_refused),
		cmocka_unit_test(a_damaged_png_is_refused),
		cmocka_unit_test(fields_of_a_text_must_be_there),
		cmocka_unit_test(an_svg_gives_back_what_was_put_in),
		cmocka_unit_test(every_text_that_xml_can_hold_comes_back),
		cmocka_unit_test(svg_files_of_others_are_read),
		cmocka_unit_test(an_svg_that_says_two_things_is_refused),
		cmocka_unit_test(what_is_no_svg_of_ours_is_refused),
		cmocka_unit_test(an_svg_with_entities_is_refused),
		cmocka_unit_test(a_long_credential_in_an_svg_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
