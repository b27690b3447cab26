/* SPDX-License-Identifier: MIT */
#include "ext/selector.h"

#include <string.h>

#include "check.h"

static const char page[] =
	"<!doctype html><html lang=es-MX><head><title>T</title></head><body>"
	"<header id=top class='wide dark'><h1>Title</h1><nav><a href=/ class=here>Home</a>"
	"<a href=https://example.org/b.PDF>Out</a></nav></header>"
	"<main><ul id=list><li class=item>1</li><li class='item odd'>2</li><li class=item>3</li>"
	"<li>4</li></ul><p>one</p><p></p><h2>Two</h2><p>three</p>"
	"<form><label for=a>A</label><input id=a type=TEXT required><input type=checkbox checked disabled>"
	"<select><option selected>x<option>y</select><textarea></textarea></form>"
	"<div><div><div id=deep><span data-x='a b'>s</span></div></div></div></main>"
	"<footer><p>end</p></footer></body></html>";

/* The names and ids of what a selector finds, as "li li#x". */
static void assert_finds(const char *selector, const char *wanted)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_html) html = MC_HTML_INIT;
	MC_AUTO(mc_buf) seen = MC_BUF_INIT;
	const struct mc_selector *parsed = NULL;
	uint32_t *found;
	size_t count;

	assert_ok(mc_html_read_here(&html, page, strlen(page)));
	assert_ok(mc_selector_parse(&parsed, &arena, selector));
	assert_ok(mc_selector_find(&found, &count, &arena, parsed, &html));
	for (size_t i = 0; i < count; i++) {
		const struct mc_html_node *node = &html.nodes[found[i]];
		const char *id = mc_html_attribute(node, "id");

		mc_buf_addf(&seen, "%s%s%s%s", i ? " " : "", node->name, id ? "#" : "", id ? id : "");
	}
	if (strcmp(seen.ptr, wanted) != 0)
		fail_msg("'%s' finds '%s' instead of '%s'", selector, seen.ptr, wanted);
}

static void assert_refused(const char *selector, const char *place)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const struct mc_selector *parsed = NULL;
	MC_AUTOPTR(mc_err) err = mc_selector_parse(&parsed, &arena, selector);

	if (!err)
		fail_msg("'%s' is read", selector);
	assert_int_equal(err->code, MC_E_INPUT);
	if (!strstr(err->msg, place))
		fail_msg("'%s' is not about: %s", err->msg, place);
}

static void names_ids_and_classes(void **state)
{
	(void)state;
	assert_finds("h1", "h1");
	assert_finds("H1, footer", "h1 footer");
	assert_finds("#list", "ul#list");
	assert_finds("li.item.odd", "li");
	assert_finds(".odd.even", "");
	assert_finds("header.dark#top", "header#top");
	assert_finds("nav *", "a a");
	assert_finds("\\61", "a a");
	assert_finds("blink", "");
}

static void attributes(void **state)
{
	(void)state;
	assert_finds("[required]", "input#a");
	assert_finds("input[type=text]", "input#a");
	assert_finds("[class=item]", "li li");
	assert_finds("[class~=item]", "li li li");
	assert_finds("[class~='item odd']", "");
	assert_finds("[lang|=es]", "html");
	assert_finds("[lang|=e]", "");
	assert_finds("a[href^='https:']", "a");
	assert_finds("a[href$='.pdf']", "");
	assert_finds("a[href$='.pdf' i]", "a");
	assert_finds("[data-x*=\" \"]", "span");
	assert_finds("[ data-x = 'a b' ]", "span");
	assert_finds("[href^='']", "");
}

static void combinators(void **state)
{
	(void)state;
	assert_finds("main p", "p p p");
	assert_finds("body p", "p p p p");
	assert_finds("body > p", "");
	assert_finds("main>p", "p p p");
	assert_finds("ul + p", "p");
	assert_finds("h2 ~ p", "p");
	assert_finds("ul~p", "p p p");
	assert_finds("div div", "div div#deep");
	assert_finds("main div > div span", "span");
	assert_finds("div div div div", "");
	assert_finds("header , footer p", "header#top p");
}

static void places(void **state)
{
	(void)state;
	assert_finds("li:first-child", "li");
	assert_finds("nav a:last-child", "a");
	assert_finds("li:nth-child(odd).odd", "");
	assert_finds("li:nth-child(even)", "li li");
	assert_finds("li:nth-child(2n+1)", "li li");
	assert_finds("li:nth-child( -n + 3 )", "li li li");
	assert_finds("li:nth-child(n+3)", "li li");
	assert_finds("li:nth-child(3)", "li");
	assert_finds("li:nth-last-child(1)", "li");
	assert_finds("main > p:nth-of-type(2)", "p");
	assert_finds("main > p:last-of-type", "p");
	assert_finds("main > p:nth-last-of-type(3):nth-of-type(1)", "p");
	assert_finds("p:only-child", "p");
	assert_finds("main > :only-of-type", "ul#list h2 form div");
	assert_finds(":root", "html");
	assert_finds("main p:empty", "p");
}

static void forms(void **state)
{
	(void)state;
	assert_finds(":checked", "input option");
	assert_finds(":disabled", "input");
	assert_finds("input:enabled", "input#a");
	assert_finds(":required", "input#a");
	assert_finds("form :optional", "input select textarea");
}

static void selectors_inside(void **state)
{
	(void)state;
	assert_finds("li:not(.item)", "li");
	assert_finds("li:not(.odd, :first-child)", "li li");
	assert_finds(":is(header, footer) > :is(h1, p)", "h1 p");
	assert_finds("body > :where(main)", "main");
	assert_finds("header:has(nav a)", "header#top");
	assert_finds("header:has(> a)", "");
	assert_finds("header:has(> nav > a)", "header#top");
	assert_finds("ul:has(+ p)", "ul#list");
	assert_finds("p:has(~ h2)", "p p");
	assert_finds("p:not(:has(+ p, + h2))", "p p");
	assert_finds("div:has(> div:has(> #deep))", "div");
}

static void faults_say_where(void **state)
{
	(void)state;
	assert_refused("", "character 1: expected an element");
	assert_refused("li >", "character 5");
	assert_refused("> li", "character 1");
	assert_refused("li,", "character 4");
	assert_refused("a[href", "character 7: expected ']'");
	assert_refused("a[href='x]", "the quote is not closed");
	assert_refused("a[href=]", "expected a value");
	assert_refused("a[1]", "expected the name of an attribute");
	assert_refused("li:nth-child(x)", "expected a number");
	assert_refused("li:nth-child", "expected '('");
	assert_refused("a:hover", "character 2: this pseudo-class");
	assert_refused("p::before", "::before");
	assert_refused("p:not(a", "expected ')'");
	assert_refused("p)", "character 2: this cannot stand here");
	assert_refused("#1", "expected a name");
	assert_refused("p$", "cannot stand here");
	assert_refused(":not(:not(:not(:not(:not(:not(:not(:not(:not(a)))))))))", "inside each other");
}

static void a_page_made_to_keep_us_busy_is_given_up(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_html) html = MC_HTML_INIT;
	MC_AUTO(mc_buf) deep = MC_BUF_INIT;
	const struct mc_selector *parsed = NULL;
	uint32_t *found;
	size_t count;

	(void)state;
	for (int i = 0; i < 400; i++)
		mc_buf_addz(&deep, "<div>");
	for (int i = 0; i < 5000; i++)
		mc_buf_addz(&deep, "<i></i>");
	assert_ok(mc_html_read_here(&html, deep.ptr, deep.len));
	assert_ok(mc_selector_parse(&parsed, &arena, "p div div div i"));
	assert_err(MC_E_LIMIT, mc_selector_find(&found, &count, &arena, parsed, &html));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_ids_and_classes),
		cmocka_unit_test(attributes),
		cmocka_unit_test(combinators),
		cmocka_unit_test(places),
		cmocka_unit_test(forms),
		cmocka_unit_test(selectors_inside),
		cmocka_unit_test(faults_say_where),
		cmocka_unit_test(a_page_made_to_keep_us_busy_is_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
