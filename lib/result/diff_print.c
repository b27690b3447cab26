/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/unicode.h"
#include "ext/visible.h"
#include "result/diff.h"

enum { WIDTH_MIN = 40, DIGITS_MAX = 20 };

/* A side as it is shown. */
struct cell {
	struct mc_buf text;
	size_t width;
	size_t mark; /* column; SIZE_MAX: none */
};

/* What printing one diff needs. */
struct printer {
	struct mc_buf *out;
	const struct mc_diff *diff;
	const struct mc_print_style *style;
	struct cell *cells; /* two for each row: wanted, actual */
	size_t digits;	    /* width of line numbers */
	size_t column;	    /* width of one column when both sides stand beside each other */
};

static const char *dots(const struct mc_print_style *style)
{
	return style->is_ascii ? "..." : "\u2026";
}

/* The last character decides whether blanks before it stand at a line end, so it is part of what is
 * measured. */
static size_t width_before(const struct mc_diff_side *side, size_t at, bool is_ascii)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_buf) shown = MC_BUF_INIT;

	mc_buf_add(&bytes, side->text.ptr, at);
	mc_buf_addc(&bytes, 'x');
	mc_visible_add(&shown, bytes.ptr, bytes.len, MC_VISIBLE_ALL, is_ascii);
	return mc_unicode_width(shown.ptr, shown.len) - 1;
}

static void fill_cell(struct cell *cell, const struct mc_diff_side *side, const struct mc_print_style *style)
{
	cell->mark = SIZE_MAX;
	if (side->line == 0)
		return;
	if (side->is_cut_before)
		mc_buf_addz(&cell->text, dots(style));
	if (side->mark != SIZE_MAX)
		cell->mark = mc_unicode_width(cell->text.ptr, cell->text.len) +
			     width_before(side, side->mark, style->is_ascii);
	mc_visible_add(&cell->text, side->text.ptr, side->text.len, MC_VISIBLE_ALL, style->is_ascii);
	if (side->is_cut_after)
		mc_buf_addz(&cell->text, dots(style));
	if (side->lacks_newline) {
		if (cell->mark == SIZE_MAX)
			cell->mark = mc_unicode_width(cell->text.ptr, cell->text.len);
		mc_buf_addf(&cell->text, " (%s)", _("no line break at the end"));
	}
	cell->width = mc_unicode_width(cell->text.ptr, cell->text.len);
}

/* Under text that may run from right to left nobody knows where a column is. */
static void drop_mark(struct cell *cell, bool is_ascii)
{
	if (!is_ascii && mc_unicode_has_rtl(cell->text.ptr, cell->text.len))
		cell->mark = SIZE_MAX;
}

/* Cuts a cell that is wider than the terminal to what is around its mark. */
static void scroll_cell(struct cell *cell, size_t width, const struct mc_print_style *style)
{
	if (cell->width <= width)
		return;
	size_t at = cell->mark == SIZE_MAX ? 0 : cell->mark;
	size_t start = at > width / 2 ? at - width / 2 : 0;
	size_t skipped = mc_unicode_fit(cell->text.ptr, cell->text.len, start);
	const char *rest = cell->text.ptr + skipped;
	size_t rest_len = cell->text.len - skipped;
	size_t shown = mc_unicode_fit(rest, rest_len, width - 6);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (start > 0)
		mc_buf_addz(&text, dots(style));
	size_t offset = mc_unicode_width(text.ptr, text.len);

	if (cell->mark != SIZE_MAX)
		cell->mark = offset + at - mc_unicode_width(cell->text.ptr, skipped);
	mc_buf_add(&text, rest, shown);
	if (shown < rest_len)
		mc_buf_addz(&text, dots(style));
	mc_buf_release(&cell->text);
	cell->text = text;
	text = (struct mc_buf)MC_BUF_INIT;
	cell->width = mc_unicode_width(cell->text.ptr, cell->text.len);
}

static void add_spaces(struct mc_buf *out, size_t count)
{
	while (count-- > 0)
		mc_buf_addc(out, ' ');
}

/* Where a terminal orders Arabic and Hebrew, the text of one side must not pull that of the other over: both
 * stand between a first strong isolate and its end (Unicode, annex 9). */
static void add_colored(struct printer *p, const char *text, const char *color)
{
	bool is_isolated = !p->style->is_ascii && mc_unicode_has_rtl(text, strlen(text));
	const char *before = is_isolated ? "\u2068" : "";
	const char *after = is_isolated ? "\u2069" : "";

	if (p->style->has_color && color)
		mc_buf_addf(p->out, "%s\x1b[%sm%s\x1b[0m%s", before, color, text, after);
	else
		mc_buf_addf(p->out, "%s%s%s", before, text, after);
}

static void add_number(struct printer *p, size_t line)
{
	if (line > 0)
		mc_buf_addf(p->out, "%*zu", (int)p->digits, line);
	else
		add_spaces(p->out, p->digits);
}

static const char *const wanted_color = "32";
static const char *const actual_color = "31";

/* ---- two columns ---- */

static const char *glyph_of(enum mc_diff_kind kind, bool is_ascii)
{
	switch (kind) {
	case MC_DIFF_SAME:
		break;
	case MC_DIFF_CHANGED:
		return is_ascii ? "!" : "\u2260";
	case MC_DIFF_MISSING:
		return "<";
	case MC_DIFF_EXTRA:
		return ">";
	}
	return is_ascii ? "|" : "\u2502";
}

static void print_mark_line(struct printer *p, const struct cell *wanted, const struct cell *actual)
{
	if (wanted->mark == SIZE_MAX && actual->mark == SIZE_MAX)
		return;
	size_t used = p->digits + 1;

	add_spaces(p->out, used);
	if (wanted->mark != SIZE_MAX) {
		add_spaces(p->out, wanted->mark);
		mc_buf_addc(p->out, '^');
	}
	if (actual->mark != SIZE_MAX) {
		add_spaces(p->out,
			   p->column + 3 + actual->mark - (wanted->mark == SIZE_MAX ? 0 : wanted->mark + 1));
		mc_buf_addc(p->out, '^');
	}
	mc_buf_addc(p->out, '\n');
}

static void print_row_of_two(struct printer *p, size_t index)
{
	const struct mc_diff_row *row = &p->diff->rows[index];
	const struct cell *wanted = &p->cells[2 * index];
	const struct cell *actual = &p->cells[2 * index + 1];
	bool is_same = row->kind == MC_DIFF_SAME;

	add_number(p, row->actual.line);
	mc_buf_addc(p->out, ' ');
	add_colored(p, wanted->text.ptr, is_same || wanted->text.len == 0 ? NULL : wanted_color);
	add_spaces(p->out, p->column - wanted->width);
	mc_buf_addf(p->out, actual->text.len ? " %s " : " %s", glyph_of(row->kind, p->style->is_ascii));
	add_colored(p, actual->text.ptr, is_same || actual->text.len == 0 ? NULL : actual_color);
	mc_buf_addc(p->out, '\n');
	print_mark_line(p, wanted, actual);
}

static void print_two_columns(struct printer *p)
{
	const char *wanted = _("expected");
	size_t width = mc_unicode_width(wanted, strlen(wanted));

	add_spaces(p->out, p->digits + 1);
	mc_buf_addz(p->out, wanted);
	add_spaces(p->out, p->column > width ? p->column - width : 0);
	mc_buf_addf(p->out, " %s %s\n", p->style->is_ascii ? "|" : "\u2502", _("your program"));
	for (size_t i = 0; i < p->diff->count; i++)
		print_row_of_two(p, i);
}

/* ---- one column ---- */

static void print_line(struct printer *p, char sign, size_t line, const struct cell *cell, const char *color)
{
	mc_buf_addc(p->out, sign);
	mc_buf_addc(p->out, ' ');
	add_number(p, line);
	mc_buf_addz(p->out, "  ");
	add_colored(p, cell->text.ptr, color);
	mc_buf_addc(p->out, '\n');
	if (cell->mark != SIZE_MAX) {
		add_spaces(p->out, 2 + p->digits + 2 + cell->mark);
		mc_buf_addz(p->out, "^\n");
	}
}

static void print_one_column(struct printer *p)
{
	mc_buf_addf(p->out, "- %s\n+ %s\n", _("expected"), _("your program"));
	for (size_t i = 0; i < p->diff->count; i++) {
		const struct mc_diff_row *row = &p->diff->rows[i];

		if (row->kind == MC_DIFF_SAME) {
			print_line(p, ' ', row->actual.line, &p->cells[2 * i + 1], NULL);
			continue;
		}
		if (row->wanted.line)
			print_line(p, '-', row->wanted.line, &p->cells[2 * i], wanted_color);
		if (row->actual.line)
			print_line(p, '+', row->actual.line, &p->cells[2 * i + 1], actual_color);
	}
}

/* ---- both ---- */

static void print_losses(struct printer *p, const char *whole_path)
{
	size_t wanted = p->diff->wanted_lost;
	size_t actual = p->diff->actual_lost;

	if (p->diff->is_actual_empty)
		mc_buf_addf(p->out, "%s\n", _("there is no output at all"));
	if (wanted > 0)
		mc_buf_addf(p->out,
			    NP_("%zu byte of the expected text is not shown\n",
				"%zu bytes of the expected text are not shown\n", wanted),
			    wanted);
	if (actual > 0)
		mc_buf_addf(p->out,
			    NP_("%zu byte of the output is not shown\n",
				"%zu bytes of the output are not shown\n", actual),
			    actual);
	if (actual > 0 && whole_path)
		mc_buf_addf(p->out, _("the whole output is in %s\n"), whole_path);
}

static size_t count_digits(const struct mc_diff *diff)
{
	size_t largest = 1;
	size_t digits = 1;

	for (size_t i = 0; i < diff->count; i++) {
		if (diff->rows[i].wanted.line > largest)
			largest = diff->rows[i].wanted.line;
		if (diff->rows[i].actual.line > largest)
			largest = diff->rows[i].actual.line;
	}
	while (largest >= 10 && digits < DIGITS_MAX) {
		largest /= 10;
		digits++;
	}
	return digits;
}

/* Fills the cells; true when both sides fit beside each other. */
static bool fill_cells(struct printer *p, size_t width)
{
	size_t widest_wanted = mc_unicode_width(_("expected"), strlen(_("expected")));
	size_t widest_actual = 0;

	for (size_t i = 0; i < p->diff->count; i++) {
		fill_cell(&p->cells[2 * i], &p->diff->rows[i].wanted, p->style);
		fill_cell(&p->cells[2 * i + 1], &p->diff->rows[i].actual, p->style);
		if (p->cells[2 * i].width > widest_wanted)
			widest_wanted = p->cells[2 * i].width;
		if (p->cells[2 * i + 1].width > widest_actual)
			widest_actual = p->cells[2 * i + 1].width;
	}
	p->column = widest_wanted < width / 3 ? width / 3 : widest_wanted;
	return p->digits + 1 + p->column + 3 + widest_actual <= width;
}

void mc_diff_print(struct mc_buf *out, const struct mc_diff *diff, const struct mc_print_style *style,
		   const char *whole_path)
{
	size_t width = style->width > WIDTH_MIN ? style->width : WIDTH_MIN;
	struct printer p = { .out = out, .diff = diff, .style = style, .digits = count_digits(diff) };

	p.cells = mc_alloc_zero(2 * diff->count + 1, sizeof(*p.cells));
	for (size_t i = 0; i < 2 * diff->count; i++)
		p.cells[i].text = (struct mc_buf)MC_BUF_INIT;
	bool fits = fill_cells(&p, width);

	for (size_t i = 0; !fits && i < 2 * diff->count; i++)
		scroll_cell(&p.cells[i], width - p.digits - 4, style);
	for (size_t i = 0; i < 2 * diff->count; i++)
		drop_mark(&p.cells[i], style->is_ascii);
	if (fits && diff->count > 0)
		print_two_columns(&p);
	else if (diff->count > 0)
		print_one_column(&p);
	print_losses(&p, whole_path);
	for (size_t i = 0; i < 2 * diff->count; i++)
		mc_buf_release(&p.cells[i].text);
	free(p.cells);
}
