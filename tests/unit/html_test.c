/* SPDX-License-Identifier: MIT */
#include "ext/html.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static void read_text(struct mc_html *html, const char *text)
{
	assert_ok(mc_html_read(html, text, strlen(text)));
}

static uint32_t find(const struct mc_html *html, const char *name)
{
	for (uint32_t i = 1; i < html->count; i++) {
		if (mc_html_is(&html->nodes[i], name))
			return i;
	}
	fail_msg("no element %s", name);
	return 0;
}

static void assert_text(const char *page, const char *element, const char *wanted)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	read_text(&html, page);
	mc_html_inner_text(&text, &html, find(&html, element));
	assert_string_equal(text.ptr, wanted);
}

static void the_tree_is_that_of_a_browser(void **state)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;

	(void)state;
	read_text(&html, "<!doctype html><title>T</title><ul><li>one<li>two</ul>");
	uint32_t list = find(&html, "ul");

	assert_int_equal(html.nodes[list].child_count, 2);
	assert_string_equal(html.nodes[html.nodes[list].parent].name, "body");
	uint32_t second = html.nodes[list + 1].end;

	assert_string_equal(html.nodes[second].name, "li");
	assert_int_equal(html.nodes[second].previous, list + 1);
	assert_int_equal(html.nodes[second].place, 2);
	assert_int_equal(html.nodes[0].end, html.count);
	assert_int_equal(html.fault_count, 0);
}

static void elements_and_faults_know_their_lines(void **state)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;

	(void)state;
	read_text(&html,
		  "<!doctype html>\r\n<title>T</title>\r\n<div>\r\n<p>x</span>\r\n<b\r\nid=a>y</b>\r\n");
	assert_int_equal(html.nodes[find(&html, "p")].line, 4);
	assert_int_equal(html.nodes[find(&html, "b")].line, 5);
	assert_int_equal(html.fault_count, 2);
	assert_int_equal(html.faults[0].line, 3);
	assert_int_equal(html.faults[0].kind, MC_HTML_UNCLOSED);
	assert_string_equal(html.faults[0].excerpt, "<div>");
	assert_int_equal(html.faults[1].line, 4);
	assert_int_equal(html.faults[1].kind, MC_HTML_MISPLACED);
	assert_string_equal(html.faults[1].excerpt, "</span>");
}

static void what_may_stay_open_is_no_fault(void **state)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;

	(void)state;
	read_text(&html, "<!doctype html><html lang=en><head><meta charset=utf-8><title>T</title><body>"
			 "<p>a<br>b<img src=x alt=y><p>c<ul><li>x<li>y</ul><table><tr><td>1<tr><td>2</table>"
			 "<select><option>a<option>b</select><dl><dt>a<dd>b</dl><input required><hr/>");
	assert_int_equal(html.fault_count, 0);
}

static void a_page_without_doctype_has_that_fault_alone(void **state)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;

	(void)state;
	read_text(&html, "<title>T</title><p>x");
	assert_int_equal(html.fault_count, 1);
	assert_int_equal(html.faults[0].kind, MC_HTML_NO_DOCTYPE);
	assert_int_equal(html.faults[0].line, 1);
}

static void a_byte_order_mark_changes_nothing(void **state)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;

	(void)state;
	read_text(&html, "\xef\xbb\xbf<!doctype html><title>T</title>");
	assert_int_equal(html.fault_count, 0);
	assert_string_equal(html.nodes[html.nodes[find(&html, "title")].parent].name, "head");
}

static void attributes_have_their_values_decoded(void **state)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;

	(void)state;
	read_text(&html, "<A HREF='?a=1&amp;b=2' Disabled title=\"\xc3\xb1\">x</a>");
	const struct mc_html_node *link = &html.nodes[find(&html, "a")];

	assert_string_equal(mc_html_attribute(link, "href"), "?a=1&b=2");
	assert_string_equal(mc_html_attribute(link, "disabled"), "");
	assert_string_equal(mc_html_attribute(link, "title"), "\xc3\xb1");
	assert_null(mc_html_attribute(link, "class"));
}

static void text_is_what_a_reader_sees(void **state)
{
	(void)state;
	assert_text("<p> a \n\t<b>b</b>c<!-- d --> &amp; e</p>", "p", "a bc & e");
	assert_text("<ul><li>one</li><li>two</li></ul>", "ul", "one two");
	assert_text("<div>a<br>b<script>no()</script><style>p{}</style></div>", "div", "a b");
	assert_text("<script>let a = 1;</script>", "script", "let a = 1;");
	assert_text("<p></p>", "p", "");
}

/* Rules about labels and links ask so of thousands of elements, which must not walk the page each. */
static void each_element_knows_whether_it_has_text(void **state)
{
	static const char *const pages[] = {
		"<p> </p><p>x</p><p><b> <i>y</i></b></p><a href=x><img></a>",
		"<script>var x</script><style>b{}</style><p><script>1</script></p>",
		"<div><template><p>x</p></template></div><template> </template>",
		"<table>x<tr><td>1<td></table><title>T</title>y",
		"<label><input><input>text</label><label for=a>\xc2\xa0</label>",
		"",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(pages); i++) {
		MC_AUTO(mc_html) html = MC_HTML_INIT;

		read_text(&html, pages[i]);
		for (uint32_t node = 0; node < html.count; node++) {
			MC_AUTO(mc_buf) text = MC_BUF_INIT;

			mc_html_inner_text(&text, &html, node);
			if (html.nodes[node].name)
				assert_int_equal(html.nodes[node].has_text, text.len > 0);
		}
	}
}

static void custom_elements_and_svg_have_their_names(void **state)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;

	(void)state;
	read_text(&html, "<My-Card>x</My-Card><svg><path d='M0'/></svg><template><p>t</p></template>");
	assert_true(find(&html, "my-card") && find(&html, "svg") && find(&html, "path") && find(&html, "p"));
}

static char *repeat(const char *text, size_t count)
{
	size_t len = strlen(text);
	char *all = malloc(count * len + 1);

	assert_non_null(all);
	for (size_t i = 0; i < count; i++)
		memcpy(all + i * len, text, len);
	all[count * len] = '\0';
	return all;
}

static void assert_too_much(const char *part, size_t count)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;
	MC_AUTOTEXT page = repeat(part, count);

	assert_err(MC_E_LIMIT, mc_html_read(&html, page, strlen(page)));
}

static void too_deep_too_many_and_too_large_are_the_students(void **state)
{
	(void)state;
	assert_too_much("<div>", MC_HTML_MAX_DEPTH + 10);
	assert_too_much("<div>", 200000);
	assert_too_much("<br>", MC_HTML_MAX_NODES + 10);
	assert_too_much("x", MC_HTML_MAX_BYTES + 1);
}

static void any_bytes_are_a_page(void **state)
{
	MC_AUTO(mc_html) html = MC_HTML_INIT;
	MC_AUTO(mc_html) empty = MC_HTML_INIT;
	static const char bytes[] = "<p\0 a=\"\xff\xfe\">\0\x80</p";

	(void)state;
	assert_ok(mc_html_read(&html, bytes, sizeof(bytes) - 1));
	assert_ok(mc_html_read(&empty, "", 0));
	assert_true(empty.count >= 3); /* html, head and body are always there */
}

/* What comes from a process that was taken over may be anything. */
static void damaged_answers_are_refused(void **state)
{
	static const char page[] = "<!doctype html><title>T</title><p id=a>x<b>y</b></p></span>";
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_html_pack(&packed, page, strlen(page)));
	for (size_t len = 0; len < packed.len; len++) {
		MC_AUTO(mc_html) html = MC_HTML_INIT;

		assert_false(mc_html_unpack(&html, (struct mc_str){ packed.ptr, len }));
	}
	for (size_t i = 0; i < packed.len; i++) {
		MC_AUTO(mc_html) html = MC_HTML_INIT;
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		packed.ptr[i] ^= 0x55;
		if (mc_html_unpack(&html, (struct mc_str){ packed.ptr, packed.len }))
			mc_html_inner_text(&text, &html, 0);
		packed.ptr[i] ^= 0x55;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tree_is_that_of_a_browser),
		cmocka_unit_test(elements_and_faults_know_their_lines),
		cmocka_unit_test(what_may_stay_open_is_no_fault),
		cmocka_unit_test(a_page_without_doctype_has_that_fault_alone),
		cmocka_unit_test(a_byte_order_mark_changes_nothing),
		cmocka_unit_test(attributes_have_their_values_decoded),
		cmocka_unit_test(text_is_what_a_reader_sees),
		cmocka_unit_test(each_element_knows_whether_it_has_text),
		cmocka_unit_test(custom_elements_and_svg_have_their_names),
		cmocka_unit_test(too_deep_too_many_and_too_large_are_the_students),
		cmocka_unit_test(any_bytes_are_a_page),
		cmocka_unit_test(damaged_answers_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
