/* SPDX-License-Identifier: MIT */
#include "ext/escape.h"
#include "ext/unicode.h"
#include "ext/visible.h"
#include "sheet/text_part.h"

enum { MIN_COLUMNS = 20, MAX_COLUMNS = 120 };

enum mc_cell_form mc_screen_form(const struct mc_screen *screen)
{
	return screen->has_utf8 ? MC_CELL_FOR_PEOPLE : MC_CELL_FOR_ASCII;
}

const char *mc_screen_text(const struct mc_screen *screen, struct mc_arena *arena, const char *text)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_escape_line(&line, text ? text : "");
	if (!screen->has_utf8)
		mc_visible_fold(&line, 0);
	return mc_arena_copy(arena, line.ptr, line.len);
}

const char *mc_screen_cell(const struct mc_screen *screen, struct mc_arena *arena,
			   const struct mc_legend *legend, const struct mc_cell *cell)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_buf_addz(&line, mc_legend_mark(legend, cell, mc_screen_form(screen)));
	mc_cell_add(&line, cell, mc_screen_form(screen));
	if (!screen->has_utf8)
		mc_visible_fold(&line, 0);
	return mc_arena_copy(arena, line.ptr, line.len);
}

void mc_screen_repeat(const struct mc_screen *screen, size_t count, const char *character)
{
	while (count-- > 0)
		mc_buf_addz(screen->out, character);
}

void mc_screen_blanks(const struct mc_screen *screen, size_t count)
{
	mc_screen_repeat(screen, count, " ");
}

void mc_screen_trim(const struct mc_screen *screen)
{
	struct mc_buf *out = screen->out;

	while (out->len > 0 && out->ptr[out->len - 1] == ' ')
		out->ptr[--out->len] = '\0';
}

void mc_screen_pad(const struct mc_screen *screen, struct mc_str text, size_t columns, bool is_right)
{
	size_t width = mc_unicode_width(text.ptr, text.len);
	size_t blanks = width < columns ? columns - width : 0;

	mc_screen_blanks(screen, is_right ? blanks : 0);
	mc_buf_add(screen->out, text.ptr, text.len);
	mc_screen_blanks(screen, is_right ? 0 : blanks);
}

void mc_screen_lines(const struct mc_screen *screen, size_t indent, const char *text)
{
	struct mc_str rest = mc_str(text);
	struct mc_str line;

	while (mc_wrap_cut(&line, &rest, screen->width - indent)) {
		mc_screen_blanks(screen, indent);
		mc_buf_add(screen->out, line.ptr, line.len);
		mc_buf_addc(screen->out, '\n');
	}
}

void mc_screen_bold(const struct mc_screen *screen)
{
	mc_buf_addz(screen->out, screen->has_color ? "\x1b[1m" : "");
}

void mc_screen_soft(const struct mc_screen *screen)
{
	mc_buf_addz(screen->out, screen->has_color ? "\x1b[2m" : "");
}

void mc_screen_normal(const struct mc_screen *screen)
{
	mc_buf_addz(screen->out, screen->has_color ? "\x1b[0m" : "");
}

void mc_screen_tone(const struct mc_screen *screen, enum mc_cell_tone tone)
{
	static const char *const starts[MC_TONE_COUNT] = { "",	       "\x1b[32m", "\x1b[33m",
							   "\x1b[31m", "\x1b[35m", "\x1b[2m" };

	mc_buf_addz(screen->out, screen->has_color ? starts[tone] : "");
}

void mc_screen_legend(const struct mc_screen *screen, const struct mc_legend *legend)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_arena arena = MC_ARENA_INIT;

	mc_legend_add(&text, legend, mc_screen_form(screen));
	if (text.len > 0) {
		mc_screen_soft(screen);
		mc_screen_lines(screen, 2, mc_screen_text(screen, &arena, text.ptr));
		mc_screen_normal(screen);
	}
	mc_arena_release(&arena);
}

/* ---- small pieces ---- */

/* A line of signs below, as long as the text, so that a title is one without colour too. */
static void add_title(const struct mc_screen *screen, const char *text, const char *sign)
{
	struct mc_arena arena = MC_ARENA_INIT;
	const char *line = mc_screen_text(screen, &arena, text);
	size_t width = mc_unicode_width(line, strlen(line));

	mc_screen_bold(screen);
	mc_screen_lines(screen, 0, line);
	mc_screen_normal(screen);
	mc_screen_repeat(screen, width < screen->width ? width : screen->width, sign);
	mc_buf_addc(screen->out, '\n');
	mc_arena_release(&arena);
}

static void add_paragraph(const struct mc_screen *screen, size_t indent, const char *text)
{
	struct mc_arena arena = MC_ARENA_INIT;

	if (indent > 0)
		mc_screen_soft(screen);
	mc_screen_lines(screen, indent, mc_screen_text(screen, &arena, text));
	if (indent > 0)
		mc_screen_normal(screen);
	mc_arena_release(&arena);
}

static void add_head(const struct mc_screen *screen, const struct mc_sheet *sheet)
{
	struct mc_arena arena = MC_ARENA_INIT;

	for (size_t i = 0; i < sheet->stamp_count; i++) {
		const char *text = mc_screen_text(screen, &arena, sheet->stamps[i]);

		mc_screen_bold(screen);
		mc_screen_lines(screen, 0, mc_arena_format(&arena, "*** %s ***", text));
		mc_screen_normal(screen);
	}
	if (sheet->stamp_count > 0)
		mc_buf_addc(screen->out, '\n');
	if (sheet->title)
		add_title(screen, sheet->title, "=");
	if (sheet->subtitle)
		add_paragraph(screen, 0, sheet->subtitle);
	mc_arena_release(&arena);
}

/* ---- figures ---- */

/* Figures that follow each other: columns for their names and values. */
struct figures {
	struct mc_legend legend;
	size_t name;
	size_t value;
	bool is_list; /* no room for columns */
};

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static void measure(struct figures *figures, const struct mc_screen *screen, const struct mc_block *blocks,
		    size_t count)
{
	struct mc_arena arena = MC_ARENA_INIT;
	size_t about_width = 0;

	for (size_t i = 0; i < count; i++) {
		const char *name = mc_screen_text(screen, &arena, blocks[i].figure->name);
		const char *value =
			mc_screen_cell(screen, &arena, &figures->legend, &blocks[i].figure->value);
		const char *about = mc_screen_text(screen, &arena, blocks[i].figure->about);

		figures->name = larger(figures->name, mc_unicode_width(name, strlen(name)));
		figures->value = larger(figures->value, mc_unicode_width(value, strlen(value)));
		about_width = larger(about_width, mc_unicode_width(about, strlen(about)));
	}
	figures->is_list =
		screen->is_plain || 6 + figures->name + figures->value + about_width > screen->width;
	mc_arena_release(&arena);
}

static void add_figure(const struct mc_screen *screen, const struct mc_sheet_figure *figure,
		       const struct figures *figures)
{
	struct mc_arena arena = MC_ARENA_INIT;
	const char *name = mc_screen_text(screen, &arena, figure->name);
	const char *value = mc_screen_cell(screen, &arena, &figures->legend, &figure->value);
	const char *about = mc_screen_text(screen, &arena, figure->about);

	if (figures->is_list) {
		mc_screen_lines(screen, 2, mc_arena_format(&arena, "%s: %s", name, value));
		mc_screen_lines(screen, 4, about);
	} else {
		mc_screen_blanks(screen, 2);
		mc_screen_pad(screen, mc_str(name), figures->name + 2, false);
		mc_screen_bold(screen);
		mc_screen_pad(screen, mc_str(value), figures->value, true);
		mc_screen_normal(screen);
		mc_buf_addf(screen->out, "%s%s\n", *about ? "  " : "", about);
	}
	mc_arena_release(&arena);
}

/* Figures that follow each other are one list. */
static size_t add_figures(const struct mc_screen *screen, const struct mc_sheet *sheet, size_t at)
{
	size_t end = at;
	struct figures figures = { .legend = mc_legend_of_figures(&end, sheet, at) };

	measure(&figures, screen, sheet->blocks + at, end - at);
	for (; at < end; at++)
		add_figure(screen, sheet->blocks[at].figure, &figures);
	mc_screen_legend(screen, &figures.legend);
	return end;
}

/* ---- all ---- */

static void add_block(const struct mc_screen *screen, const struct mc_block *block)
{
	if (block->kind == MC_BLOCK_HEADING)
		add_title(screen, block->text, "-");
	else if (block->kind == MC_BLOCK_TEXT)
		add_paragraph(screen, 0, block->text);
	else if (block->kind == MC_BLOCK_NOTE)
		add_paragraph(screen, 2, block->text);
	else if (block->kind == MC_BLOCK_TABLE)
		mc_screen_table(screen, block->table);
	else
		mc_screen_chart(screen, block->chart);
}

void mc_sheet_write_text(struct mc_buf *out, const struct mc_sheet *sheet, const struct mc_sheet_look *look)
{
	struct mc_screen screen = { .out = out, .has_color = look->has_color, .has_utf8 = look->has_utf8 };

	screen.width = look->width < MIN_COLUMNS ? MIN_COLUMNS : look->width;
	screen.width = screen.width > MAX_COLUMNS ? MAX_COLUMNS : screen.width;
	screen.is_plain = mc_sheet_is_rtl(sheet);
	add_head(&screen, sheet);
	for (size_t i = 0; i < sheet->block_count;) {
		mc_buf_addc(out, '\n');
		if (sheet->blocks[i].kind == MC_BLOCK_FIGURE)
			i = add_figures(&screen, sheet, i);
		else
			add_block(&screen, &sheet->blocks[i++]);
	}
}
