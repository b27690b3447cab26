/* SPDX-License-Identifier: MIT */
#include "sheet/sheet.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/unicode.h"
#include "sheet/part.h"

void mc_sheet_release(struct mc_sheet *sheet)
{
	mc_arena_release(&sheet->arena);
	*sheet = (struct mc_sheet)MC_SHEET_INIT;
}

const char *mc_sheet_copy(struct mc_sheet *sheet, const char *text)
{
	return mc_arena_strdup(&sheet->arena, text);
}

/* Room for one more item of an array in the arena, which doubles; the old one is freed with the sheet. */
static void *grown(struct mc_sheet *sheet, void *items, size_t count, size_t *capacity, size_t item_bytes)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity ? 2 * *capacity : 8;
	void *more = mc_arena_alloc(&sheet->arena, *capacity * item_bytes);

	if (count > 0)
		memcpy(more, items, count * item_bytes);
	return more;
}

static struct mc_block *add_block(struct mc_sheet *sheet, enum mc_block_kind kind)
{
	sheet->blocks = grown(sheet, sheet->blocks, sheet->block_count, &sheet->block_capacity,
			      sizeof(*sheet->blocks));
	struct mc_block *block = &sheet->blocks[sheet->block_count++];

	*block = (struct mc_block){ .kind = kind };
	return block;
}

void mc_sheet_add_stamp(struct mc_sheet *sheet, const char *text)
{
	sheet->stamps = grown(sheet, sheet->stamps, sheet->stamp_count, &sheet->stamp_capacity,
			      sizeof(*sheet->stamps));
	sheet->stamps[sheet->stamp_count++] = mc_sheet_copy(sheet, text);
}

void mc_sheet_add_heading(struct mc_sheet *sheet, const char *text)
{
	add_block(sheet, MC_BLOCK_HEADING)->text = mc_sheet_copy(sheet, text);
}

void mc_sheet_add_text(struct mc_sheet *sheet, const char *text)
{
	add_block(sheet, MC_BLOCK_TEXT)->text = mc_sheet_copy(sheet, text);
}

void mc_sheet_add_note(struct mc_sheet *sheet, const char *text)
{
	add_block(sheet, MC_BLOCK_NOTE)->text = mc_sheet_copy(sheet, text);
}

struct mc_cell *mc_sheet_add_figure(struct mc_sheet *sheet, const char *name, struct mc_cell value,
				    const char *about)
{
	struct mc_sheet_figure *figure = mc_arena_alloc(&sheet->arena, sizeof(*figure));

	figure->name = mc_sheet_copy(sheet, name);
	figure->value = value;
	figure->about = about ? mc_sheet_copy(sheet, about) : NULL;
	add_block(sheet, MC_BLOCK_FIGURE)->figure = figure;
	return &figure->value;
}

static const char *const *copy_texts(struct mc_sheet *sheet, const char *const *texts, size_t count)
{
	const char **copies = mc_arena_alloc(&sheet->arena, count * sizeof(*copies));

	for (size_t i = 0; i < count; i++)
		copies[i] = mc_sheet_copy(sheet, texts[i]);
	return copies;
}

struct mc_sheet_table *mc_sheet_add_table(struct mc_sheet *sheet, const char *id, const char *title,
					  const char *const *columns, size_t column_count)
{
	struct mc_sheet_table *table = mc_arena_alloc(&sheet->arena, sizeof(*table));

	assert(column_count > 0);
	table->id = mc_sheet_copy(sheet, id);
	table->title = mc_sheet_copy(sheet, title);
	table->columns = copy_texts(sheet, columns, column_count);
	table->column_count = column_count;
	add_block(sheet, MC_BLOCK_TABLE)->table = table;
	return table;
}

struct mc_cell *mc_sheet_add_row(struct mc_sheet *sheet, struct mc_sheet_table *table, const char *name)
{
	table->cells = grown(sheet, table->cells, table->row_count, &table->row_capacity,
			     table->column_count * sizeof(*table->cells));
	struct mc_cell *cells = table->cells + table->row_count++ * table->column_count;

	memset(cells, 0, table->column_count * sizeof(*cells));
	cells[0] = mc_cell_text(sheet, name);
	return cells;
}

struct mc_sheet_chart *mc_sheet_add_chart(struct mc_sheet *sheet, enum mc_chart_kind kind, const char *id,
					  const char *title, const char *const *labels, size_t label_count,
					  const char *const *series, size_t series_count)
{
	struct mc_sheet_chart *chart = mc_arena_alloc(&sheet->arena, sizeof(*chart));

	assert(kind != MC_CHART_FUNNEL || series_count == 1);
	chart->kind = kind;
	chart->id = mc_sheet_copy(sheet, id);
	chart->title = mc_sheet_copy(sheet, title);
	chart->labels = copy_texts(sheet, labels, label_count);
	chart->label_count = label_count;
	chart->series = copy_texts(sheet, series, series_count);
	chart->series_count = series_count;
	chart->values = mc_arena_alloc(&sheet->arena, label_count * series_count * sizeof(*chart->values));
	add_block(sheet, MC_BLOCK_CHART)->chart = chart;
	return chart;
}

void mc_sheet_lang(struct mc_buf *out, const struct mc_sheet *sheet)
{
	if (sheet->lang)
		mc_buf_addz(out, sheet->lang);
	else
		mc_i18n_lang(out);
}

bool mc_sheet_is_rtl(const struct mc_sheet *sheet)
{
	MC_AUTO(mc_buf) lang = MC_BUF_INIT;

	mc_sheet_lang(&lang, sheet);
	return mc_unicode_is_rtl_lang(lang.ptr);
}

void mc_sheet_write(struct mc_buf *out, const struct mc_sheet *sheet, enum mc_sheet_format format,
		    const struct mc_sheet_look *look)
{
	static const struct mc_sheet_look plain = { .width = 80, .has_utf8 = true };

	if (format == MC_SHEET_TEXT)
		mc_sheet_write_text(out, sheet, look ? look : &plain);
	else if (format == MC_SHEET_CSV)
		mc_sheet_write_csv(out, sheet);
	else if (format == MC_SHEET_MARKDOWN)
		mc_sheet_write_markdown(out, sheet);
	else
		mc_sheet_write_html(out, sheet);
}
