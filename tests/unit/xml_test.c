/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "base/str.h"
#include "ext/xml.h"

/* Writes what a document says into log: <name a=value> text </name>; the error of the last call. */
static struct mc_err *read_all(struct mc_buf *log, const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_xml) xml = NULL;
	struct mc_xml_event event = { .kind = MC_XML_TEXT };

	MC_TRY(mc_xml_open(&xml, bytes, len));
	while (event.kind != MC_XML_DONE) {
		MC_TRY(mc_xml_next(&event, xml));
		if (event.kind == MC_XML_TEXT)
			mc_buf_add(log, event.text.ptr, event.text.len);
		else if (event.kind != MC_XML_DONE)
			mc_buf_addf(log, event.kind == MC_XML_END ? "</%s" : "<%s", event.name);
		for (size_t i = 0; i < event.attribute_count; i++)
			mc_buf_addf(log, " %s=%s", event.attributes[i].name, event.attributes[i].value);
		if (event.kind == MC_XML_START || event.kind == MC_XML_END)
			mc_buf_addc(log, '>');
	}
	return mc_xml_next(&event, xml);
}

static struct mc_err *read_text(struct mc_buf *log, const char *text)
{
	return read_all(log, text, strlen(text));
}

static void events_come_in_order(void **state)
{
	MC_AUTO(mc_buf) log = MC_BUF_INIT;

	(void)state;
	assert_ok(read_text(
		&log,
		"\xef\xbb\xbf<?xml version='1.0' encoding=\"utf-8\"?><!-- c --><a:r x='1' a:y='&lt;&#65;' "
		"z=''><b/>t&amp;<![CDATA[<raw>]]><?p i?> u\r\nv</a:r>\n<!-- end -->"));
	assert_string_equal(log.ptr, "<r x=1 y=<A z=><b></b>t&<raw> u\nv</r>");
}

static void texts_are_utf8(void **state)
{
	MC_AUTO(mc_buf) log = MC_BUF_INIT;

	(void)state;
	assert_ok(read_text(&log, "<?xml version='1.0' encoding='ISO-8859-1'?><r a='\xe9'>\xf1</r>"));
	assert_string_equal(log.ptr, "<r a=\xc3\xa9>\xc3\xb1</r>");
}

static void places_and_depths_are_told(void **state)
{
	MC_AUTOPTR(mc_xml) xml = NULL;
	struct mc_xml_event event;
	static const char text[] = "<a>\n <b\n  c='1'/>\n</a>";

	(void)state;
	assert_ok(mc_xml_open(&xml, text, sizeof(text) - 1));
	do
		assert_ok(mc_xml_next(&event, xml));
	while (!mc_xml_is(&event, MC_XML_START, "b"));
	assert_int_equal(event.line, 3);
	assert_int_equal(event.depth, 2);
	assert_string_equal(mc_xml_attribute(&event, "c"), "1");
	assert_null(mc_xml_attribute(&event, "d"));
	assert_ok(mc_xml_next(&event, xml));
	assert_true(mc_xml_is(&event, MC_XML_END, "b"));
	assert_int_equal(event.depth, 2);
}

static void elements_are_skipped_and_read_whole(void **state)
{
	MC_AUTOPTR(mc_xml) xml = NULL;
	MC_AUTO(mc_buf) kept = MC_BUF_INIT;
	struct mc_xml_event event;
	static const char text[] = "<a><b>1<b>2</b>3</b><c/><d>\xc3\xa9<e>\xc3\xa9</e>x</d><f/></a>";

	(void)state;
	assert_ok(mc_xml_open(&xml, text, sizeof(text) - 1));
	assert_ok(mc_xml_next(&event, xml));
	assert_ok(mc_xml_next(&event, xml));
	assert_ok(mc_xml_skip(xml));
	assert_ok(mc_xml_next(&event, xml));
	assert_true(mc_xml_is(&event, MC_XML_START, "c"));
	assert_ok(mc_xml_skip(xml));
	assert_ok(mc_xml_next(&event, xml));
	assert_true(mc_xml_is(&event, MC_XML_START, "d"));
	assert_ok(mc_xml_read_text(&kept, xml, 3));
	assert_string_equal(kept.ptr, "\xc3\xa9");
	assert_ok(mc_xml_next(&event, xml));
	assert_true(mc_xml_is(&event, MC_XML_START, "f"));
}

/* A DTD is the door to everything that XML is attacked with; without it no entity can be declared. */
static void doctypes_and_entities_are_refused(void **state)
{
	static const char *const texts[] = {
		"<!DOCTYPE r><r/>",
		"<!DOCTYPE r SYSTEM 'http://127.0.0.1/x.dtd'><r/>",
		"<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>",
		"<?xml version='1.0'?>\n<!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
		"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]><l>&d;&d;</l>",
		"<r>&e;</r>",
		"<r a='&e;'/>",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		MC_AUTO(mc_buf) log = MC_BUF_INIT;

		assert_err(MC_E_INPUT, read_text(&log, texts[i]));
		assert_null(strstr(log.ptr, "lol"));
	}
}

static void what_is_no_xml_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *text;
		const char *place;
	} wanted[] = {
		{ "", "line 1: " },
		{ "\xef\xbb\xbf", "line 1: " },
		{ " ", "line " },
		{ "x", "line 1: " },
		{ "<a>\n<b>\n</a>", "line 3: " },
		{ "<a>\n<b/>\n", "line " },
		{ "<a/>\n<b/>", "line 2: " },
		{ "<a b='1' b='2'/>", "line 1: " },
		{ "<a>\n\x01</a>", "line 2: " },
		{ "<a>\n&#0;</a>", "line 2: " },
		{ "<a>\n\xff</a>", "line 2: " },
		{ "<a b=\"\n\xc3(\"/>", "line " },
		{ "<a b='<'/>", "line 1: " },
		{ "<?xml version='1.0' encoding='ISO-2022-CN-EXT'?><a/>", "line 1: its encoding" },
		{ "<?xml version='1.0' encoding='\xff'?><a/>", "line 1: its encoding" },
		{ "\xff\xfe<\0a\0/\0>\0", "line 1: its encoding" },
		{ "\x4c\x6f\xa7\x94", "line 1: its encoding" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wanted); i++) {
		MC_AUTO(mc_buf) log = MC_BUF_INIT;
		MC_AUTOPTR(mc_err) err = read_text(&log, wanted[i].text);

		if (!err || err->code != MC_E_INPUT ||
		    strncmp(err->msg, wanted[i].place, strlen(wanted[i].place)) != 0)
			fail_msg("%zu: %s, not %s", i, err ? err->msg : "read", wanted[i].place);
	}
}

static void a_zero_byte_is_refused(void **state)
{
	MC_AUTO(mc_buf) log = MC_BUF_INIT;

	(void)state;
	assert_err(MC_E_INPUT, read_all(&log, "<a>b\0c</a>", 10));
	assert_err(MC_E_INPUT, read_all(&log, "\0<a/>", 5));
	assert_err(MC_E_INPUT, read_all(&log, "<a/>\0", 5));
	/* UTF-16 without a mark, which the library would guess */
	assert_err(MC_E_INPUT, read_all(&log, "<\0a\0/\0>\0", 8));
	assert_err(MC_E_INPUT, read_all(&log, "<\0\0\0", 4));
}

static void repeat(struct mc_buf *text, const char *piece, size_t count)
{
	for (size_t i = 0; i < count; i++)
		mc_buf_addz(text, piece);
}

static void limits_hold(void **state)
{
	static const struct {
		const char *head, *piece, *tail;
		size_t good, bad; /* how many pieces are read, and how many are not */
	} wanted[] = {
		{ "", "<a>", "", 0, 10000 },
		{ "<r ", "a", "='1'/>", 1000, 1000000 },
		{ "<r a='", "text of an attribute ", "'/>", 10000, 1000000 },
		{ "<r><!--", "text of a comment ", "--></r>", 10000, 1000000 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wanted); i++) {
		for (size_t bad = wanted[i].good ? 0 : 1; bad < 2; bad++) {
			MC_AUTO(mc_buf) text = MC_BUF_INIT;
			MC_AUTO(mc_buf) log = MC_BUF_INIT;

			mc_buf_addz(&text, wanted[i].head);
			repeat(&text, wanted[i].piece, bad ? wanted[i].bad : wanted[i].good);
			mc_buf_addz(&text, wanted[i].tail);
			if (bad)
				assert_err(MC_E_INPUT, read_all(&log, text.ptr, text.len));
			else
				assert_ok(read_all(&log, text.ptr, text.len));
		}
	}
}

static void add_nested(struct mc_buf *text, unsigned depth)
{
	repeat(text, "<d>", depth);
	repeat(text, "</d>", depth);
}

static void add_attributes(struct mc_buf *text, unsigned count)
{
	mc_buf_addz(text, "<r");
	for (unsigned i = 0; i < count; i++)
		mc_buf_addf(text, " a%u=''", i);
	mc_buf_addz(text, "/>");
}

static void limits_are_where_they_are_said_to_be(void **state)
{
	static const struct {
		void (*add)(struct mc_buf *text, unsigned count);
		unsigned limit;
	} wanted[] = { { add_nested, MC_XML_MAX_DEPTH }, { add_attributes, MC_XML_MAX_ATTRIBUTES } };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wanted); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTO(mc_buf) log = MC_BUF_INIT;

		wanted[i].add(&text, wanted[i].limit);
		assert_ok(read_all(&log, text.ptr, text.len));
		mc_buf_reset(&text);
		wanted[i].add(&text, wanted[i].limit + 1);
		assert_err(MC_E_INPUT, read_all(&log, text.ptr, text.len));
	}
}

/* Text is handed out in pieces, so its size does not matter. */
static void much_text_is_read(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_xml) xml = NULL;
	MC_AUTO(mc_buf) kept = MC_BUF_INIT;
	struct mc_xml_event event;
	const size_t len = 100u << 20;

	(void)state;
	mc_buf_addz(&text, "<r>");
	memset(mc_buf_room(&text, len), 'x', len);
	mc_buf_grown(&text, len);
	mc_buf_addz(&text, "</r>");
	assert_ok(mc_xml_open(&xml, text.ptr, text.len));
	assert_ok(mc_xml_next(&event, xml));
	assert_ok(mc_xml_read_text(&kept, xml, 10));
	assert_string_equal(kept.ptr, "xxxxxxxxxx");
	assert_ok(mc_xml_next(&event, xml));
	assert_int_equal(event.kind, MC_XML_DONE);
}

static void what_stands_before_a_fault_is_handed_out(void **state)
{
	MC_AUTO(mc_buf) log = MC_BUF_INIT;

	(void)state;
	assert_err(MC_E_INPUT, read_text(&log, "<a><b/><c></a>"));
	assert_string_equal(log.ptr, "<a><b></b><c>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_come_in_order),
		cmocka_unit_test(texts_are_utf8),
		cmocka_unit_test(places_and_depths_are_told),
		cmocka_unit_test(elements_are_skipped_and_read_whole),
		cmocka_unit_test(doctypes_and_entities_are_refused),
		cmocka_unit_test(what_is_no_xml_is_refused_with_its_line),
		cmocka_unit_test(a_zero_byte_is_refused),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(limits_are_where_they_are_said_to_be),
		cmocka_unit_test(much_text_is_read),
		cmocka_unit_test(what_stands_before_a_fault_is_handed_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
