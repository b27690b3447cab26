/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_PART_H
#define MC_SHEET_PART_H

#include "base/str.h"
#include "sheet/sheet.h"

/* What the writers of a sheet share. */

/** Appends a whole sheet; what mc_sheet_write() promises. */
void mc_sheet_write_text(struct mc_buf *out, const struct mc_sheet *sheet, const struct mc_sheet_look *look);
void mc_sheet_write_csv(struct mc_buf *out, const struct mc_sheet *sheet);
void mc_sheet_write_markdown(struct mc_buf *out, const struct mc_sheet *sheet);
void mc_sheet_write_html(struct mc_buf *out, const struct mc_sheet *sheet);

/** Appends the language of a sheet, as a tag. */
void mc_sheet_lang(struct mc_buf *out, const struct mc_sheet *sheet);

/** True when it is written from right to left. */
bool mc_sheet_is_rtl(const struct mc_sheet *sheet);

/* ---- cells ---- */

/** How a cell is written. */
enum mc_cell_form {
	MC_CELL_FOR_PEOPLE,
	MC_CELL_FOR_ASCII,  /* the same on a terminal that takes nothing else */
	MC_CELL_FOR_TABLES, /* numbers as a spreadsheet reads them */
};

/** Appends what a cell holds, on one line; texts are made safe for a terminal (mc_escape_line()). */
void mc_cell_add(struct mc_buf *out, const struct mc_cell *cell, enum mc_cell_form form);

/** What was done to cells, so that nobody can be recognised. */
struct mc_legend {
	bool has_hidden;
	bool has_rounded_count;
	bool has_exact_count;
	bool has_rounded_share; /* PERCENT or POINTS */
	bool has_exact_share;
};

/** What was done to these cells. */
struct mc_legend mc_legend_of(const struct mc_cell *cells, size_t count);

/** Adds what was done to more cells. */
void mc_legend_join(struct mc_legend *legend, const struct mc_cell *cells, size_t count);

/** What was done to the figures that follow each other from block at on, and where they end. */
struct mc_legend mc_legend_of_figures(size_t *end, const struct mc_sheet *sheet, size_t at);

/** Appends the sentence that explains the marks; nothing when there are none. */
void mc_legend_add(struct mc_buf *out, const struct mc_legend *legend, enum mc_cell_form form);

/** The sign before a rounded figure; "" where the sentence says that all are. Static. */
const char *mc_legend_mark(const struct mc_legend *legend, const struct mc_cell *cell,
			   enum mc_cell_form form);

/** True when a column holds figures and nothing else, so that its numbers stand one under the other. */
bool mc_table_is_figures(const struct mc_sheet_table *table, size_t column);

/** The cells of a row. */
const struct mc_cell *mc_table_row(const struct mc_sheet_table *table, size_t row);

/* ---- charts ---- */

/** What the length of a bar means. */
struct mc_scale {
	int64_t max; /* at least 1: of PERCENT, tenths */
	bool is_percent;
};

/** The scale on which all values of a chart find room: from 0, and to 100 % at least. */
struct mc_scale mc_scale_of(const struct mc_sheet_chart *chart);

/** A value on its scale (tenths of PERCENT); false when there is none to be shown. */
bool mc_scale_value(int64_t *value, const struct mc_cell *cell);

/** The value of a series for a label. */
const struct mc_cell *mc_chart_cell(const struct mc_sheet_chart *chart, size_t series, size_t label);

/** The share of the first stage of a funnel that reached this one; EMPTY when one of them is not told. */
struct mc_cell mc_chart_share(const struct mc_sheet_chart *chart, size_t label);

/** The values of a chart as a table, a row for each label; everything in it is borrowed or of arena. */
struct mc_sheet_table mc_chart_table(struct mc_arena *arena, const struct mc_sheet_chart *chart);

/* ---- lines ---- */

/**
 * Cuts off rest what fits into so many columns (at least 1), at a blank where there is one; false when rest
 * is empty. A character that is wider than that stands alone.
 */
bool mc_wrap_cut(struct mc_str *line, struct mc_str *rest, size_t columns);

#endif
