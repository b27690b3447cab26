/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "ext/unicode.h"
#include "sheet/text_part.h"

/* A table in columns where it finds room, otherwise each row as a list. */

enum { INDENT = 2, GAP = 2, MIN_TEXT = 8, MAX_HEAD = 24 };

/* What stands in a column and how wide it gets. */
struct column {
	bool is_figures;
	size_t least; /* of a figure nothing may be cut off, of a text words may go to the next line */
	size_t most;
	size_t width;
};

struct grid {
	const struct mc_screen *screen;
	const struct mc_sheet_table *table;
	const char **texts; /* header, then row by row */
	struct column *columns;
};

static const char *text_at(const struct grid *grid, size_t line, size_t column)
{
	return grid->texts[line * grid->table->column_count + column];
}

static size_t width_of(const char *text)
{
	return mc_unicode_width(text, strlen(text));
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* The longest piece that stays whole in a header. */
static size_t longest_piece(const char *text)
{
	size_t longest = 0;

	for (const char *p = text; *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " -");

		len += p[len] == '-';
		longest = larger(longest, mc_unicode_width(p, len));
		p += len;
	}
	return longest;
}

static void fill(struct grid *grid, struct mc_arena *arena, const struct mc_legend *legend)
{
	const struct mc_sheet_table *table = grid->table;
	size_t count = table->column_count;

	grid->texts = mc_arena_alloc(arena, (1 + table->row_count) * count * sizeof(*grid->texts));
	grid->columns = mc_arena_alloc(arena, count * sizeof(*grid->columns));
	for (size_t i = 0; i < count; i++)
		grid->texts[i] = mc_screen_text(grid->screen, arena, table->columns[i]);
	for (size_t i = 0; i < table->row_count * count; i++)
		grid->texts[count + i] = mc_screen_cell(grid->screen, arena, legend, &table->cells[i]);
}

static void measure(struct grid *grid)
{
	for (size_t i = 0; i < grid->table->column_count; i++) {
		struct column *column = &grid->columns[i];
		const char *head = text_at(grid, 0, i);
		size_t head_width = width_of(head);

		column->is_figures = mc_table_is_figures(grid->table, i);
		for (size_t row = 1; row <= grid->table->row_count; row++)
			column->most = larger(column->most, width_of(text_at(grid, row, i)));
		column->least = column->is_figures || column->most < MIN_TEXT ? column->most : MIN_TEXT;
		column->least = larger(column->least, longest_piece(head));
		column->most = larger(column->most, head_width < MAX_HEAD ? head_width : MAX_HEAD);
		column->most = larger(column->most, column->least);
	}
}

/* Gives columns one more in turn, until all have their most or used is the width of the screen. */
static size_t grow(struct grid *grid, size_t used, bool has_figures)
{
	bool is_growing = true;

	while (is_growing && used < grid->screen->width) {
		is_growing = false;
		for (size_t i = 0; i < grid->table->column_count && used < grid->screen->width; i++) {
			struct column *column = &grid->columns[i];

			if (column->width == column->most || (column->is_figures && !has_figures))
				continue;
			column->width++;
			used++;
			is_growing = true;
		}
	}
	return used;
}

/* Every column gets its least; what is left goes to texts first, as headers are there once and rows often. */
static bool share_out(struct grid *grid)
{
	size_t count = grid->table->column_count;
	size_t used = INDENT + GAP * (count - 1);

	for (size_t i = 0; i < count; i++) {
		grid->columns[i].width = grid->columns[i].least;
		used += grid->columns[i].least;
	}
	if (used > grid->screen->width || grid->screen->is_plain)
		return false;
	used = grow(grid, used, false);
	(void)grow(grid, used, true);
	return true;
}

/* A header may be broken behind '-', as the ids of exercises are long and what stands below them is short. */
static bool cut(struct mc_str *line, struct mc_str *rest, size_t columns, bool is_head)
{
	if (!mc_wrap_cut(line, rest, columns))
		return false;
	size_t len = line->len;

	while (len > 0 && line->ptr[len - 1] != '-')
		len--;
	if (is_head && len > 0 && rest->len > 0 && *rest->ptr != ' ') {
		*rest = (struct mc_str){ line->ptr + len, rest->len + (line->len - len) };
		line->len = len;
	}
	return true;
}

static size_t line_count(const char *text, size_t columns, bool is_head)
{
	struct mc_str rest = mc_str(text);
	struct mc_str line;
	size_t count = 0;

	while (cut(&line, &rest, columns, is_head))
		count++;
	return count;
}

/* The nth line of a cell, from 0; nothing when it has fewer. */
static struct mc_str line_of(const char *text, size_t columns, size_t number, bool is_head)
{
	struct mc_str rest = mc_str(text);
	struct mc_str line = { "", 0 };

	for (size_t i = 0; i <= number; i++) {
		if (!cut(&line, &rest, columns, is_head))
			return (struct mc_str){ "", 0 };
	}
	return line;
}

static enum mc_cell_tone tone_at(const struct grid *grid, size_t line, size_t column)
{
	return line == 0 ? MC_TONE_NONE : mc_table_row(grid->table, line - 1)[column].tone;
}

static void add_part(const struct grid *grid, struct mc_str part, size_t column, enum mc_cell_tone tone)
{
	mc_screen_tone(grid->screen, tone);
	mc_screen_pad(grid->screen, part, grid->columns[column].width, grid->columns[column].is_figures);
	if (tone)
		mc_screen_normal(grid->screen);
}

/* The header stands at the bottom of its lines, a row at the top. */
static void add_line(const struct grid *grid, size_t line)
{
	size_t height = 1;

	for (size_t i = 0; i < grid->table->column_count; i++)
		height =
			larger(height, line_count(text_at(grid, line, i), grid->columns[i].width, line == 0));
	for (size_t at = 0; at < height; at++) {
		for (size_t i = 0; i < grid->table->column_count; i++) {
			const struct column *column = &grid->columns[i];
			const char *text = text_at(grid, line, i);
			size_t above = line == 0 ? height - line_count(text, column->width, true) : 0;
			struct mc_str part = { "", 0 };

			if (at >= above)
				part = line_of(text, column->width, at - above, line == 0);
			mc_screen_blanks(grid->screen, i == 0 ? INDENT : GAP);
			add_part(grid, part, i, part.len > 0 ? tone_at(grid, line, i) : MC_TONE_NONE);
		}
		mc_screen_trim(grid->screen);
		mc_buf_addc(grid->screen->out, '\n');
	}
}

static void add_rule(const struct grid *grid)
{
	for (size_t i = 0; i < grid->table->column_count; i++) {
		mc_screen_blanks(grid->screen, i == 0 ? INDENT : GAP);
		mc_screen_repeat(grid->screen, grid->columns[i].width,
				 grid->screen->has_utf8 ? "\u2500" : "-");
	}
	mc_buf_addc(grid->screen->out, '\n');
}

static void add_columns(const struct grid *grid)
{
	mc_screen_soft(grid->screen);
	add_line(grid, 0);
	add_rule(grid);
	mc_screen_normal(grid->screen);
	for (size_t row = 1; row <= grid->table->row_count; row++) {
		bool is_total = grid->table->has_total_row && row == grid->table->row_count;

		if (is_total) {
			if (row > 1)
				add_rule(grid);
			mc_screen_bold(grid->screen);
		}
		add_line(grid, row);
		if (is_total)
			mc_screen_normal(grid->screen);
	}
}

static void add_list(const struct grid *grid, struct mc_arena *arena)
{
	for (size_t row = 1; row <= grid->table->row_count; row++) {
		mc_screen_bold(grid->screen);
		mc_screen_lines(grid->screen, INDENT, text_at(grid, row, 0));
		mc_screen_normal(grid->screen);
		for (size_t i = 1; i < grid->table->column_count; i++) {
			if (!*text_at(grid, row, i))
				continue;
			mc_screen_lines(grid->screen, 2 * INDENT,
					mc_arena_format(arena, "%s: %s", text_at(grid, 0, i),
							text_at(grid, row, i)));
		}
	}
}

void mc_screen_table(const struct mc_screen *screen, const struct mc_sheet_table *table)
{
	struct mc_legend legend = mc_legend_of(table->cells, table->row_count * table->column_count);
	struct mc_arena arena = MC_ARENA_INIT;
	struct grid grid = { .screen = screen, .table = table };

	fill(&grid, &arena, &legend);
	mc_screen_bold(screen);
	mc_screen_lines(screen, 0, mc_screen_text(screen, &arena, table->title));
	mc_screen_normal(screen);
	measure(&grid);
	if (share_out(&grid))
		add_columns(&grid);
	else
		add_list(&grid, &arena);
	mc_screen_legend(screen, &legend);
	mc_arena_release(&arena);
}
