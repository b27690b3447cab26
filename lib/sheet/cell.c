/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "base/i18n.h"
#include "ext/escape.h"
#include "sheet/part.h"

#define NO_BASE "\u2013"

struct mc_cell mc_cell_text(struct mc_sheet *sheet, const char *text)
{
	return (struct mc_cell){ .kind = MC_CELL_TEXT, .text = mc_sheet_copy(sheet, text) };
}

struct mc_cell mc_cell_count(int64_t count)
{
	return (struct mc_cell){ .kind = MC_CELL_COUNT, .count = count };
}

struct mc_cell mc_cell_percent(int64_t count, int64_t base)
{
	return (struct mc_cell){ .kind = MC_CELL_PERCENT, .count = count, .base = base };
}

struct mc_cell mc_cell_points(int64_t tenths)
{
	return (struct mc_cell){ .kind = MC_CELL_POINTS, .count = tenths };
}

int64_t mc_share_tenths(int64_t count, int64_t base)
{
	assert(count >= 0 && base >= 0);
	return base == 0 ? -1 : (count * 2000 + base) / (2 * base);
}

void mc_share_add(struct mc_buf *out, int64_t count, int64_t base)
{
	int64_t tenths = mc_share_tenths(count, base);

	if (tenths < 0)
		mc_buf_addz(out, NO_BASE);
	else
		mc_buf_addf(out, "%lld.%d", (long long)(tenths / 10), (int)(tenths % 10));
}

/* "66.7%" in English, with a comma and a blank elsewhere. */
static void add_percent(struct mc_buf *out, const struct mc_cell *cell, enum mc_cell_form form)
{
	int64_t tenths = mc_share_tenths(cell->count, cell->base);

	if (form == MC_CELL_FOR_TABLES)
		mc_share_add(out, cell->count, cell->base);
	else if (tenths < 0)
		mc_buf_addz(out, form == MC_CELL_FOR_ASCII ? "-" : NO_BASE);
	else
		/* TRANSLATORS: whole percent, tenths. Spanish: "%lld,%d %%" with a no-break space. */
		mc_buf_addf(out, _("%lld.%d%%"), (long long)(tenths / 10), (int)(tenths % 10));
}

static void add_points(struct mc_buf *out, int64_t tenths, enum mc_cell_form form)
{
	int64_t size = tenths < 0 ? -tenths : tenths;
	const char *sign = "";

	if (tenths < 0)
		sign = form == MC_CELL_FOR_PEOPLE ? "\u2212" : "-";
	else if (tenths > 0 && form != MC_CELL_FOR_TABLES)
		sign = "+";
	mc_buf_addz(out, sign);
	if (form == MC_CELL_FOR_TABLES)
		mc_buf_addf(out, "%lld.%d", (long long)(size / 10), (int)(size % 10));
	else
		/* TRANSLATORS: a whole number, and its tenths. Spanish: "%lld,%d". */
		mc_buf_addf(out, _("%lld.%d"), (long long)(size / 10), (int)(size % 10));
}

static const char *hidden_sign(enum mc_cell_form form)
{
	if (form == MC_CELL_FOR_TABLES)
		return _("hidden");
	return form == MC_CELL_FOR_ASCII ? "*" : "\u2022";
}

void mc_cell_add(struct mc_buf *out, const struct mc_cell *cell, enum mc_cell_form form)
{
	switch (cell->kind) {
	case MC_CELL_EMPTY:
		break;
	case MC_CELL_TEXT:
		mc_escape_line(out, cell->text);
		break;
	case MC_CELL_COUNT:
		mc_buf_addf(out, "%lld", (long long)cell->count);
		break;
	case MC_CELL_PERCENT:
		add_percent(out, cell, form);
		break;
	case MC_CELL_POINTS:
		add_points(out, cell->count, form);
		break;
	case MC_CELL_HIDDEN:
		mc_buf_addz(out, hidden_sign(form));
		break;
	}
}

/* ---- what was done to them ---- */

static bool is_share(const struct mc_cell *cell)
{
	return cell->kind == MC_CELL_PERCENT || cell->kind == MC_CELL_POINTS;
}

void mc_legend_join(struct mc_legend *legend, const struct mc_cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool *is_rounded[] = { &legend->has_exact_count, &legend->has_rounded_count };
		bool *is_rounded_share[] = { &legend->has_exact_share, &legend->has_rounded_share };

		if (cells[i].kind == MC_CELL_HIDDEN)
			legend->has_hidden = true;
		else if (cells[i].kind == MC_CELL_COUNT)
			*is_rounded[cells[i].is_rounded] = true;
		else if (is_share(&cells[i]))
			*is_rounded_share[cells[i].is_rounded] = true;
	}
}

struct mc_legend mc_legend_of(const struct mc_cell *cells, size_t count)
{
	struct mc_legend legend = { 0 };

	mc_legend_join(&legend, cells, count);
	return legend;
}

struct mc_legend mc_legend_of_figures(size_t *end, const struct mc_sheet *sheet, size_t at)
{
	struct mc_legend legend = { 0 };

	for (; at < sheet->block_count && sheet->blocks[at].kind == MC_BLOCK_FIGURE; at++)
		mc_legend_join(&legend, &sheet->blocks[at].figure->value, 1);
	*end = at;
	return legend;
}

/* How much was rounded: when it is easy to say, figures need no marks. */
enum extent { NOTHING, SOME, ALL_COUNTS, ALL };

static enum extent extent_of(const struct mc_legend *legend)
{
	if (!legend->has_rounded_count && !legend->has_rounded_share)
		return NOTHING;
	if (!legend->has_exact_count && !legend->has_exact_share)
		return ALL;
	return legend->has_exact_count || legend->has_rounded_share ? SOME : ALL_COUNTS;
}

static const char *rounded_sign(enum mc_cell_form form)
{
	return form == MC_CELL_FOR_ASCII ? "~" : "\u2248";
}

const char *mc_legend_mark(const struct mc_legend *legend, const struct mc_cell *cell, enum mc_cell_form form)
{
	bool is_figure = cell->kind == MC_CELL_COUNT || is_share(cell);

	return is_figure && cell->is_rounded && form != MC_CELL_FOR_TABLES && extent_of(legend) == SOME
		       ? rounded_sign(form)
		       : "";
}

void mc_legend_add(struct mc_buf *out, const struct mc_legend *legend, enum mc_cell_form form)
{
	enum extent extent = extent_of(legend);

	if (legend->has_hidden && form == MC_CELL_FOR_TABLES)
		mc_buf_addz(out, _("hidden: not told, so that nobody can be recognised"));
	else if (legend->has_hidden)
		mc_buf_addf(out, _("%s hidden, so that nobody can be recognised"), hidden_sign(form));
	if (legend->has_hidden && extent != NOTHING)
		mc_buf_addz(out, "; ");
	if (extent == ALL)
		mc_buf_addz(out, _("all figures are rounded, so that nobody can be recognised"));
	else if (extent == ALL_COUNTS)
		mc_buf_addz(out, _("all counts are rounded, so that nobody can be recognised"));
	else if (extent == SOME && form == MC_CELL_FOR_TABLES)
		mc_buf_addz(out, _("some figures are rounded, so that nobody can be recognised"));
	else if (extent == SOME)
		mc_buf_addf(out, _("%s rounded, so that nobody can be recognised"), rounded_sign(form));
}

const struct mc_cell *mc_table_row(const struct mc_sheet_table *table, size_t row)
{
	return table->cells + row * table->column_count;
}

bool mc_table_is_figures(const struct mc_sheet_table *table, size_t column)
{
	bool has_figure = false;

	for (size_t i = 0; column > 0 && i < table->row_count; i++) {
		const struct mc_cell *cell = &mc_table_row(table, i)[column];

		if (cell->kind == MC_CELL_TEXT)
			return false;
		has_figure = has_figure || cell->kind != MC_CELL_EMPTY;
	}
	return has_figure;
}
