/* SPDX-License-Identifier: MIT */
#include "prove/mutant_print.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/unicode.h"
#include "ext/visible.h"

enum { SHOWN_BYTES = 60, MOST_LINES = 12 };

static const char *kind_words(enum mc_mutant_kind kind)
{
	static const char *const words[] = {
#define X(constant, name, text) [constant] = text,
		MC_MUTANT_KINDS(X)
#undef X
	};

	return _(words[kind]);
}

/* At most so much of a text, on one line. */
static void add_short(struct mc_buf *out, struct mc_str text)
{
	struct mc_str trimmed = mc_str_trim(text);
	const char *end = memchr(trimmed.ptr, '\n', trimmed.len);
	size_t len = end ? (size_t)(end - trimmed.ptr) : trimmed.len;
	size_t shown = mc_unicode_fit(trimmed.ptr, len, SHOWN_BYTES);

	mc_visible_add(out, trimmed.ptr, shown, MC_VISIBLE_SAFE, false);
	if (shown < trimmed.len)
		mc_buf_addz(out, " ...");
}

void mc_mutant_print_words(struct mc_buf *out, const struct mc_mutant *mutant)
{
	struct mc_str before = { mutant->text.ptr + mutant->at, mutant->len };
	struct mc_str after = mc_str_trim(mc_str(mutant->put));
	MC_AUTO(mc_buf) was = MC_BUF_INIT;
	MC_AUTO(mc_buf) is = MC_BUF_INIT;

	add_short(&was, before);
	add_short(&is, after);
	/* What stands for a step, as 'pass' does, is no step. */
	if (after.len == 0 || mutant->kind == MC_MUTANT_STATEMENT)
		mc_buf_addf(out, _("%s: without '%s'"), kind_words(mutant->kind), was.ptr);
	else if (mc_str_trim(before).len == 0)
		mc_buf_addf(out, _("%s: '%s' is added"), kind_words(mutant->kind), is.ptr);
	else
		mc_buf_addf(out, _("%s: '%s' instead of '%s'"), kind_words(mutant->kind), is.ptr, was.ptr);
}

/* ---- diff ---- */

struct printer {
	struct mc_buf *out;
	const struct mc_print_style *style;
	size_t indent;
	size_t digits;
};

static void print_line(const struct printer *p, char sign, size_t line, struct mc_str text)
{
	bool is_colored = p->style && p->style->has_color && sign != ' ';

	mc_buf_addf(p->out, "%*s%s%c %*zu  ", (int)p->indent, "",
		    !is_colored	  ? ""
		    : sign == '-' ? "\x1b[32m"
				  : "\x1b[31m",
		    sign, (int)p->digits, line);
	if (p->style)
		mc_visible_add(p->out, text.ptr, text.len, MC_VISIBLE_SAFE, p->style->is_ascii);
	else
		mc_buf_add(p->out, text.ptr, text.len);
	mc_buf_addz(p->out, is_colored ? "\x1b[0m\n" : "\n");
}

/* The lines of a text, each with its sign; returns the number of the line behind. */
static size_t print_lines(const struct printer *p, char sign, size_t line, struct mc_str text)
{
	struct mc_str rest = text;
	struct mc_str one;
	size_t shown = 0;

	while (mc_str_cut_line(&one, &rest)) {
		if (shown++ < MOST_LINES)
			print_line(p, sign, line, one);
		line++;
	}
	if (shown > MOST_LINES)
		mc_buf_addf(p->out, "%*s%c ...\n", (int)p->indent, "", sign);
	return line;
}

static size_t line_start(struct mc_str text, size_t at)
{
	while (at > 0 && text.ptr[at - 1] != '\n')
		at--;
	return at;
}

/* Behind the '\n' of the line that at is in. */
static size_t line_end(struct mc_str text, size_t at)
{
	const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;

	return end ? (size_t)(end - text.ptr) + 1 : text.len;
}

static size_t count_digits(size_t number)
{
	size_t digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

void mc_mutant_print_diff(struct mc_buf *out, const struct mc_mutant *mutant,
			  const struct mc_print_style *style, size_t indent)
{
	struct mc_str text = mutant->text;
	size_t start = line_start(text, mutant->at);
	/* A change that ends with its line does not touch the next one. */
	size_t last = mutant->len > 0 ? mutant->at + mutant->len - 1 : mutant->at;
	size_t end = line_end(text, last);
	struct printer p = { out, style, indent, count_digits(mutant->line + MOST_LINES) };
	MC_AUTO(mc_buf) changed = MC_BUF_INIT;

	mc_buf_add(&changed, text.ptr + start, mutant->at - start);
	mc_buf_addz(&changed, mutant->put);
	mc_buf_add(&changed, text.ptr + mutant->at + mutant->len, end - mutant->at - mutant->len);
	if (start > 0) {
		size_t before = line_start(text, start - 1);

		(void)print_lines(&p, ' ', mutant->line - 1,
				  (struct mc_str){ text.ptr + before, start - before });
	}
	size_t behind = print_lines(&p, '-', mutant->line, (struct mc_str){ text.ptr + start, end - start });

	(void)print_lines(&p, '+', mutant->line, (struct mc_str){ changed.ptr, changed.len });
	if (end < text.len)
		(void)print_lines(&p, ' ', behind,
				  (struct mc_str){ text.ptr + end, line_end(text, end) - end });
}
