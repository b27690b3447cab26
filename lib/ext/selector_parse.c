/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ext/selector_parts.h"

/* A selector being read. */
struct parser {
	struct mc_arena *arena;
	const char *text;
	const char *at;
	unsigned depth;
};

static struct mc_err *fault(const struct parser *p, const char *what)
{
	return mc_err_new(MC_E_INPUT, _("selector '%s', character %zu: %s"), p->text,
			  (size_t)(p->at - p->text) + 1, what);
}

static bool is_space(char byte)
{
	return byte && strchr(" \t\n\r\f", byte);
}

static void skip_space(struct parser *p)
{
	while (is_space(*p->at))
		p->at++;
}

/* ---- names and texts ---- */

static bool is_name(char byte)
{
	return isalnum((unsigned char)byte) || byte == '-' || byte == '_' || ((unsigned char)byte & 0x80);
}

/* "\:" stands for ':', "\31 " for the character of that number. */
static void read_escape(struct parser *p, struct mc_buf *out)
{
	char bytes[4];
	char *end;
	unsigned long number;

	p->at++;
	if (!isxdigit((unsigned char)*p->at)) {
		if (*p->at)
			mc_buf_addc(out, *p->at++);
		return;
	}
	number = strtoul(p->at, &end, 16);
	number = number > 0 && number < 0xd800 ? number : 0xfffd;
	mc_buf_add(out, bytes, mc_utf8_encode(bytes, (uint32_t)number));
	p->at = end;
	if (is_space(*p->at))
		p->at++;
}

static const char *read_name(struct parser *p)
{
	MC_AUTO(mc_buf) name = MC_BUF_INIT;

	if (isdigit((unsigned char)*p->at) || (*p->at == '-' && isdigit((unsigned char)p->at[1])))
		return NULL;
	while (is_name(*p->at) || (*p->at == '\\' && p->at[1])) {
		if (*p->at == '\\')
			read_escape(p, &name);
		else
			mc_buf_addc(&name, *p->at++);
	}
	return name.len > 0 ? mc_arena_strdup(p->arena, name.ptr) : NULL;
}

static const char *lower(struct parser *p, const char *name)
{
	char *copy = mc_arena_strdup(p->arena, name);

	for (char *c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

static struct mc_err *read_quoted(const char **value, struct parser *p)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char quote = *p->at++;

	while (*p->at && *p->at != quote) {
		if (*p->at == '\\')
			read_escape(p, &text);
		else
			mc_buf_addc(&text, *p->at++);
	}
	if (!*p->at)
		return fault(p, _("the quote is not closed"));
	p->at++;
	*value = mc_arena_strdup(p->arena, text.ptr);
	return NULL;
}

/* ---- attributes ---- */

/* Attributes of HTML whose values are the same in upper and lower case. Source: HTML, "Case-sensitivity of
 * selectors". */
static bool ignores_case(const char *attribute)
{
	static const char *const names[] = { "type",	   "method",  "rel",	  "lang",     "charset",
					     "http-equiv", "checked", "disabled", "dir",      "enctype",
					     "hreflang",   "media",   "multiple", "readonly", "scope",
					     "selected",   "target",  "shape" };

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		if (!strcmp(names[i], attribute))
			return true;
	}
	return false;
}

static struct mc_err *read_attribute_value(struct mc_simple *simple, struct parser *p)
{
	simple->sign = *p->at;
	p->at += *p->at == '=' ? 1 : 2;
	skip_space(p);
	if (*p->at == '"' || *p->at == '\'')
		MC_TRY(read_quoted(&simple->value, p));
	else
		simple->value = read_name(p);
	if (!simple->value)
		return fault(p, _("expected a value; put it in quotes"));
	skip_space(p);
	simple->ignores_case = ignores_case(simple->name);
	if (*p->at && strchr("iIsS", *p->at)) {
		simple->ignores_case = *p->at == 'i' || *p->at == 'I';
		p->at++;
		skip_space(p);
	}
	return NULL;
}

static struct mc_err *read_attribute(struct mc_simple *simple, struct parser *p)
{
	p->at++;
	skip_space(p);
	const char *name = read_name(p);

	if (!name)
		return fault(p, _("expected the name of an attribute"));
	simple->kind = MC_SIMPLE_ATTRIBUTE;
	simple->name = lower(p, name);
	skip_space(p);
	if (*p->at == '=' || (*p->at && strchr("~|^$*", *p->at) && p->at[1] == '='))
		MC_TRY(read_attribute_value(simple, p));
	if (*p->at != ']')
		return fault(p, _("expected ']'"));
	p->at++;
	return NULL;
}

/* ---- pseudo-classes ---- */

static const struct pseudo {
	const char *name;
	enum mc_simple_kind kind;
	bool is_last, is_of_type, has_formula, has_list;
} pseudos[] = {
	{ "first-child", MC_SIMPLE_NTH, false, false, false, false },
	{ "last-child", MC_SIMPLE_NTH, true, false, false, false },
	{ "only-child", MC_SIMPLE_ONLY, false, false, false, false },
	{ "nth-child", MC_SIMPLE_NTH, false, false, true, false },
	{ "nth-last-child", MC_SIMPLE_NTH, true, false, true, false },
	{ "first-of-type", MC_SIMPLE_NTH, false, true, false, false },
	{ "last-of-type", MC_SIMPLE_NTH, true, true, false, false },
	{ "only-of-type", MC_SIMPLE_ONLY, false, true, false, false },
	{ "nth-of-type", MC_SIMPLE_NTH, false, true, true, false },
	{ "nth-last-of-type", MC_SIMPLE_NTH, true, true, true, false },
	{ "root", MC_SIMPLE_ROOT, false, false, false, false },
	{ "empty", MC_SIMPLE_EMPTY, false, false, false, false },
	{ "checked", MC_SIMPLE_CHECKED, false, false, false, false },
	{ "disabled", MC_SIMPLE_DISABLED, false, false, false, false },
	{ "enabled", MC_SIMPLE_ENABLED, false, false, false, false },
	{ "required", MC_SIMPLE_REQUIRED, false, false, false, false },
	{ "optional", MC_SIMPLE_OPTIONAL, false, false, false, false },
	{ "is", MC_SIMPLE_IS, false, false, false, true },
	{ "where", MC_SIMPLE_IS, false, false, false, true },
	{ "not", MC_SIMPLE_NOT, false, false, false, true },
	{ "has", MC_SIMPLE_HAS, false, false, false, true },
};

static bool read_int(int *number, struct parser *p)
{
	int sign = 1;

	skip_space(p);
	if (*p->at == '+' || *p->at == '-')
		sign = *p->at++ == '-' ? -1 : 1;
	skip_space(p);
	if (!isdigit((unsigned char)*p->at))
		return false;
	for (*number = 0; isdigit((unsigned char)*p->at); p->at++)
		*number = *number < 100000 ? *number * 10 + (*p->at - '0') : *number;
	*number *= sign;
	return true;
}

static bool takes_word(struct parser *p, const char *word)
{
	size_t len = strlen(word);

	if (strncasecmp(p->at, word, len) != 0)
		return false;
	p->at += len;
	return true;
}

/* "odd", "even", "3", "2n", "-n+3", "2n - 1" */
static bool read_formula(struct mc_simple *simple, struct parser *p)
{
	skip_space(p);
	simple->step = 2;
	simple->offset = 1;
	if (takes_word(p, "odd"))
		return true;
	simple->offset = 0;
	if (takes_word(p, "even"))
		return true;
	int sign = *p->at == '-' ? -1 : 1;
	const char *start = p->at;

	if (*p->at == '+' || *p->at == '-')
		p->at++;
	if (*p->at == 'n' || *p->at == 'N') {
		simple->step = sign;
	} else {
		p->at = start;
		if (!read_int(&simple->step, p))
			return false;
	}
	if (*p->at != 'n' && *p->at != 'N') {
		simple->offset = simple->step;
		simple->step = 0;
		return true;
	}
	p->at++;
	skip_space(p);
	return (*p->at != '+' && *p->at != '-') || read_int(&simple->offset, p);
}

static struct mc_err *read_list(const struct mc_selector **list, struct parser *p, bool is_relative);

static struct mc_err *read_arguments(struct mc_simple *simple, struct parser *p, const struct pseudo *pseudo)
{
	if (*p->at != '(')
		return fault(p, _("expected '('"));
	p->at++;
	if (pseudo->has_list) {
		if (p->depth == MC_SELECTOR_MAX_DEPTH)
			return fault(p, _("too many selectors inside each other"));
		p->depth++;
		MC_TRY(read_list(&simple->inner, p, pseudo->kind == MC_SIMPLE_HAS));
		p->depth--;
	} else if (!read_formula(simple, p)) {
		return fault(p, _("expected a number, 'odd', 'even' or a formula such as '2n+1'"));
	}
	skip_space(p);
	if (*p->at != ')')
		return fault(p, _("expected ')'"));
	p->at++;
	return NULL;
}

static struct mc_err *read_pseudo(struct mc_simple *simple, struct parser *p)
{
	const char *start = p->at++;

	if (*p->at == ':')
		return fault(p, _("parts of elements such as '::before' are not in a page"));
	const char *name = read_name(p);

	for (size_t i = 0; name && i < MC_COUNT(pseudos); i++) {
		const struct pseudo *pseudo = &pseudos[i];

		if (strcasecmp(pseudo->name, name) != 0)
			continue;
		simple->kind = pseudo->kind;
		simple->is_last = pseudo->is_last;
		simple->is_of_type = pseudo->is_of_type;
		simple->offset = 1;
		return pseudo->has_list || pseudo->has_formula ? read_arguments(simple, p, pseudo) : NULL;
	}
	p->at = start;
	return fault(p, _("this pseudo-class is not known, or depends on what a reader does"));
}

/* ---- the whole ---- */

/* True when one condition was read into simple. */
static struct mc_err *read_simple(bool *is_read, struct mc_simple *simple, struct parser *p, bool is_first)
{
	const char *name;

	*is_read = true;
	if (*p->at == '[')
		return read_attribute(simple, p);
	if (*p->at == ':')
		return read_pseudo(simple, p);
	if (*p->at == '*' && is_first) {
		p->at++;
		simple->kind = MC_SIMPLE_ANY;
		return NULL;
	}
	if (*p->at == '#' || *p->at == '.') {
		simple->kind = *p->at++ == '#' ? MC_SIMPLE_ID : MC_SIMPLE_CLASS;
		simple->name = read_name(p);
		return simple->name ? NULL : fault(p, _("expected a name"));
	}
	name = is_first ? read_name(p) : NULL;
	*is_read = name != NULL;
	simple->kind = MC_SIMPLE_TYPE;
	simple->name = name ? lower(p, name) : NULL;
	return NULL;
}

static struct mc_err *read_compound(struct mc_compound *compound, struct parser *p)
{
	const struct mc_simple **end = &compound->first;

	for (bool is_first = true;; is_first = false) {
		struct mc_simple *simple = mc_arena_alloc(p->arena, sizeof(*simple));
		bool is_read;

		MC_TRY(read_simple(&is_read, simple, p, is_first));
		if (!is_read)
			return is_first ? fault(p, _("expected an element, '#', '.', '[' or ':'")) : NULL;
		*end = simple;
		end = &simple->next;
	}
}

/* The combinator before the next element; 0 when the selector ends here. */
static char read_combinator(struct parser *p)
{
	bool has_space = is_space(*p->at);

	skip_space(p);
	if (*p->at && strchr(">+~", *p->at)) {
		char combinator = *p->at++;

		skip_space(p);
		return combinator;
	}
	return has_space && *p->at && !strchr(",)", *p->at) ? ' ' : '\0';
}

static const struct mc_compound *anchor(struct parser *p)
{
	struct mc_simple *simple = mc_arena_alloc(p->arena, sizeof(*simple));
	struct mc_compound *compound = mc_arena_alloc(p->arena, sizeof(*compound));

	simple->kind = MC_SIMPLE_ANCHOR;
	compound->first = simple;
	return compound;
}

static struct mc_err *read_complex(struct mc_selector *selector, struct parser *p, bool is_relative)
{
	const struct mc_compound *left = NULL;
	char combinator = '\0';

	skip_space(p);
	if (is_relative) {
		combinator = *p->at && strchr(">+~", *p->at) ? *p->at++ : ' ';
		skip_space(p);
		selector->leading = combinator;
		left = anchor(p);
	}
	for (;;) {
		struct mc_compound *compound = mc_arena_alloc(p->arena, sizeof(*compound));

		compound->left = left;
		compound->combinator = combinator;
		MC_TRY(read_compound(compound, p));
		left = selector->last = compound;
		combinator = read_combinator(p);
		if (!combinator)
			return NULL;
	}
}

static struct mc_err *read_list(const struct mc_selector **list, struct parser *p, bool is_relative)
{
	const struct mc_selector **end = list;

	for (;;) {
		struct mc_selector *selector = mc_arena_alloc(p->arena, sizeof(*selector));

		MC_TRY(read_complex(selector, p, is_relative));
		*end = selector;
		end = &selector->next;
		if (*p->at != ',')
			return NULL;
		p->at++;
	}
}

struct mc_err *mc_selector_parse(const struct mc_selector **selector, struct mc_arena *arena,
				 const char *text)
{
	struct parser p = { .arena = arena, .text = text, .at = text };
	const struct mc_selector *made = NULL;

	if (strlen(text) > MC_SELECTOR_MAX_BYTES)
		return mc_err_new(MC_E_INPUT, _("the selector has more than %u bytes"),
				  MC_SELECTOR_MAX_BYTES);
	MC_TRY(read_list(&made, &p, false));
	if (*p.at)
		return fault(&p, _("this cannot stand here"));
	*selector = made;
	return NULL;
}
