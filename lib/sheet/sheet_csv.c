/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/csv.h"
#include "ext/escape.h"
#include "sheet/part.h"

/* For people with a spreadsheet, who can be told by programs: the first row of every block names it. */

/* What another spreadsheet takes for a separator may begin a formula inside a text, too. */
static void add_field(struct mc_buf *out, const char *text, bool is_first)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_escape_line(&line, text ? text : "");
	if (!strpbrk(line.ptr, ",;|\"")) {
		mc_csv_add_safe(out, line.ptr, is_first);
		return;
	}
	mc_buf_addz(out, is_first ? "" : ",");
	mc_escape_csv(out, line.ptr);
}

/* A row of two fields; nothing when the second is missing. */
static void add_pair(struct mc_buf *out, const char *name, const char *text)
{
	if (!text)
		return;
	add_field(out, name, true);
	add_field(out, text, false);
	mc_csv_end_row(out);
}

static void add_cell(struct mc_buf *out, const struct mc_cell *cell, bool is_first)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_cell_add(&text, cell, MC_CELL_FOR_TABLES);
	add_field(out, text.ptr, is_first);
}

static void add_table(struct mc_buf *out, const struct mc_sheet_table *table)
{
	mc_csv_end_row(out);
	add_pair(out, table->id, table->title);
	for (size_t i = 0; i < table->column_count; i++)
		add_field(out, table->columns[i], i == 0);
	mc_csv_end_row(out);
	for (size_t row = 0; row < table->row_count; row++) {
		for (size_t i = 0; i < table->column_count; i++)
			add_cell(out, &mc_table_row(table, row)[i], i == 0);
		mc_csv_end_row(out);
	}
}

static void add_chart(struct mc_buf *out, const struct mc_sheet_chart *chart)
{
	struct mc_arena arena = MC_ARENA_INIT;
	struct mc_sheet_table table = mc_chart_table(&arena, chart);

	add_table(out, &table);
	mc_arena_release(&arena);
}

/* What must not get lost when only the figures are looked at: stamps, definitions, what was hidden. */
static void add_texts(struct mc_buf *out, const struct mc_sheet *sheet)
{
	struct mc_legend legend = { 0 };
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	for (size_t i = 0; i < sheet->block_count; i++) {
		const struct mc_block *block = &sheet->blocks[i];

		if (block->kind == MC_BLOCK_TEXT)
			add_pair(out, "text", block->text);
		else if (block->kind == MC_BLOCK_NOTE)
			add_pair(out, "note", block->text);
		else if (block->kind == MC_BLOCK_FIGURE)
			mc_legend_join(&legend, &block->figure->value, 1);
		else if (block->kind == MC_BLOCK_TABLE)
			mc_legend_join(&legend, block->table->cells,
				       block->table->row_count * block->table->column_count);
		else if (block->kind == MC_BLOCK_CHART)
			mc_legend_join(&legend, block->chart->values,
				       block->chart->label_count * block->chart->series_count);
	}
	mc_legend_add(&line, &legend, MC_CELL_FOR_TABLES);
	if (line.len > 0)
		add_pair(out, "note", line.ptr);
}

/* One row for each figure, all in one block. */
static void add_figures(struct mc_buf *out, const struct mc_sheet *sheet)
{
	bool is_first = true;

	for (size_t i = 0; i < sheet->block_count; i++) {
		const struct mc_sheet_figure *figure = sheet->blocks[i].figure;

		if (!figure)
			continue;
		if (is_first)
			mc_buf_addz(out, "\r\nfigures\r\nfigure,value,about\r\n");
		add_field(out, figure->name, true);
		add_cell(out, &figure->value, false);
		add_field(out, figure->about, false);
		mc_csv_end_row(out);
		is_first = false;
	}
}

void mc_sheet_write_csv(struct mc_buf *out, const struct mc_sheet *sheet)
{
	mc_buf_addz(out, "\ufeff"); /* tells spreadsheets that it is UTF-8 */
	add_pair(out, "title", sheet->title);
	add_pair(out, "subtitle", sheet->subtitle);
	for (size_t i = 0; i < sheet->stamp_count; i++)
		add_pair(out, "stamp", sheet->stamps[i]);
	add_texts(out, sheet);
	add_figures(out, sheet);
	for (size_t i = 0; i < sheet->block_count; i++) {
		if (sheet->blocks[i].kind == MC_BLOCK_TABLE)
			add_table(out, sheet->blocks[i].table);
		else if (sheet->blocks[i].kind == MC_BLOCK_CHART)
			add_chart(out, sheet->blocks[i].chart);
	}
}
