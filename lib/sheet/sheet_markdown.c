/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "ext/escape.h"
#include "sheet/part.h"

/* CommonMark with the tables of GitHub. */

static void add_cell(struct mc_buf *out, const struct mc_cell *cell, const char *mark, bool is_strong)
{
	bool is_shown = cell->kind != MC_CELL_EMPTY && (cell->kind != MC_CELL_TEXT || *cell->text);

	mc_buf_addz(out, is_strong && is_shown ? "**" : "");
	mc_buf_addz(out, mark);
	if (cell->kind == MC_CELL_TEXT)
		mc_escape_markdown(out, cell->text);
	else
		mc_cell_add(out, cell, MC_CELL_FOR_PEOPLE);
	mc_buf_addz(out, is_strong && is_shown ? "**" : "");
}

static void add_paragraph(struct mc_buf *out, const char *before, const char *text, const char *after)
{
	if (!text)
		return;
	mc_buf_addz(out, before);
	mc_escape_markdown(out, text);
	mc_buf_addf(out, "%s\n\n", after);
}

static void add_legend(struct mc_buf *out, const struct mc_legend *legend)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_legend_add(&text, legend, MC_CELL_FOR_PEOPLE);
	if (text.len > 0)
		add_paragraph(out, "*", text.ptr, "*");
}

static void add_table(struct mc_buf *out, const struct mc_sheet_table *table)
{
	struct mc_legend legend = mc_legend_of(table->cells, table->row_count * table->column_count);

	add_paragraph(out, "**", table->title, "**");
	for (size_t i = 0; i < table->column_count; i++) {
		mc_buf_addz(out, "| ");
		mc_escape_markdown(out, table->columns[i]);
		mc_buf_addc(out, ' ');
	}
	mc_buf_addz(out, "|\n");
	for (size_t i = 0; i < table->column_count; i++)
		mc_buf_addz(out, mc_table_is_figures(table, i) ? "| ---: " : "| --- ");
	mc_buf_addz(out, "|\n");
	for (size_t row = 0; row < table->row_count; row++) {
		const struct mc_cell *cells = mc_table_row(table, row);
		bool is_total = table->has_total_row && row + 1 == table->row_count;

		for (size_t i = 0; i < table->column_count; i++) {
			mc_buf_addz(out, "| ");
			add_cell(out, &cells[i], mc_legend_mark(&legend, &cells[i], MC_CELL_FOR_PEOPLE),
				 is_total);
			mc_buf_addc(out, ' ');
		}
		mc_buf_addz(out, "|\n");
	}
	mc_buf_addc(out, '\n');
	add_legend(out, &legend);
}

static void add_chart(struct mc_buf *out, const struct mc_sheet_chart *chart)
{
	struct mc_arena arena = MC_ARENA_INIT;
	struct mc_sheet_table table = mc_chart_table(&arena, chart);

	add_table(out, &table);
	add_paragraph(out, "", chart->about, "");
	mc_arena_release(&arena);
}

static void add_figure(struct mc_buf *out, const struct mc_sheet_figure *figure,
		       const struct mc_legend *legend)
{
	mc_buf_addz(out, "- ");
	mc_escape_markdown(out, figure->name);
	mc_buf_addz(out, ": ");
	add_cell(out, &figure->value, mc_legend_mark(legend, &figure->value, MC_CELL_FOR_PEOPLE), true);
	if (figure->about) {
		mc_buf_addz(out, " (");
		mc_escape_markdown(out, figure->about);
		mc_buf_addc(out, ')');
	}
	mc_buf_addc(out, '\n');
}

/* Figures that follow each other make one list, and their marks are explained below it. */
static size_t add_figures(struct mc_buf *out, const struct mc_sheet *sheet, size_t at)
{
	size_t end = at;
	struct mc_legend legend = mc_legend_of_figures(&end, sheet, at);

	for (; at < end; at++)
		add_figure(out, sheet->blocks[at].figure, &legend);
	mc_buf_addc(out, '\n');
	add_legend(out, &legend);
	return end;
}

static void add_blocks(struct mc_buf *out, const struct mc_sheet *sheet)
{
	for (size_t i = 0; i < sheet->block_count;) {
		const struct mc_block *block = &sheet->blocks[i];

		if (block->kind == MC_BLOCK_FIGURE) {
			i = add_figures(out, sheet, i);
			continue;
		}
		if (block->kind == MC_BLOCK_HEADING)
			add_paragraph(out, "## ", block->text, "");
		else if (block->kind == MC_BLOCK_TEXT)
			add_paragraph(out, "", block->text, "");
		else if (block->kind == MC_BLOCK_NOTE)
			add_paragraph(out, "> ", block->text, "");
		else if (block->kind == MC_BLOCK_TABLE)
			add_table(out, block->table);
		else
			add_chart(out, block->chart);
		i++;
	}
}

void mc_sheet_write_markdown(struct mc_buf *out, const struct mc_sheet *sheet)
{
	bool is_rtl = mc_sheet_is_rtl(sheet);

	mc_buf_addz(out, is_rtl ? "<div dir=\"rtl\">\n\n" : "");
	for (size_t i = 0; i < sheet->stamp_count; i++)
		add_paragraph(out, "**", sheet->stamps[i], "**");
	add_paragraph(out, "# ", sheet->title, "");
	add_paragraph(out, "", sheet->subtitle, "");
	add_blocks(out, sheet);
	while (out->len > 1 && out->ptr[out->len - 1] == '\n' && out->ptr[out->len - 2] == '\n')
		out->ptr[--out->len] = '\0';
	mc_buf_addz(out, is_rtl ? "\n</div>\n" : "");
}
