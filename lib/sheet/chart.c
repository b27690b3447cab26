/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "ext/unicode.h"
#include "sheet/disclosure.h"
#include "sheet/part.h"

const struct mc_cell *mc_chart_cell(const struct mc_sheet_chart *chart, size_t series, size_t label)
{
	return &chart->values[series * chart->label_count + label];
}

bool mc_scale_value(int64_t *value, const struct mc_cell *cell)
{
	bool is_percent = cell->kind == MC_CELL_PERCENT;

	if ((!is_percent && cell->kind != MC_CELL_COUNT) || cell->count < 0 ||
	    (is_percent && cell->base <= 0))
		return false;
	*value = is_percent ? mc_share_tenths(cell->count, cell->base) : cell->count;
	return true;
}

struct mc_scale mc_scale_of(const struct mc_sheet_chart *chart)
{
	struct mc_scale scale = { .max = 1 };
	int64_t value = 0;

	for (size_t i = 0; i < chart->label_count * chart->series_count; i++) {
		scale.is_percent = scale.is_percent || chart->values[i].kind == MC_CELL_PERCENT;
		if (mc_scale_value(&value, &chart->values[i]) && value > scale.max)
			scale.max = value;
	}
	if (scale.is_percent && scale.max < 1000)
		scale.max = 1000;
	return scale;
}

struct mc_cell mc_chart_share(const struct mc_sheet_chart *chart, size_t label)
{
	const struct mc_cell *first = mc_chart_cell(chart, 0, 0);
	const struct mc_cell *cell = mc_chart_cell(chart, 0, label);
	struct mc_cell share = mc_cell_percent(cell->count, first->count);

	if (cell->kind == MC_CELL_HIDDEN)
		return *cell;
	if (first->kind != MC_CELL_COUNT || cell->kind != MC_CELL_COUNT)
		return (struct mc_cell){ .kind = MC_CELL_EMPTY };
	share.is_rounded = cell->is_rounded || first->is_rounded;
	/* The public gets no shares of few people, not even of their rounded number. */
	if (share.is_rounded && first->count <= MC_DISCLOSURE_SMALL_WHOLE)
		return (struct mc_cell){ .kind = MC_CELL_HIDDEN };
	return share;
}

struct mc_sheet_table mc_chart_table(struct mc_arena *arena, const struct mc_sheet_chart *chart)
{
	bool has_shares = chart->kind == MC_CHART_FUNNEL;
	size_t width = 1 + chart->series_count + (has_shares ? 1 : 0);
	const char **columns = mc_arena_alloc(arena, width * sizeof(*columns));
	struct mc_cell *cells = mc_arena_alloc(arena, width * chart->label_count * sizeof(*cells));

	columns[0] = chart->axis ? chart->axis : "";
	for (size_t i = 0; i < chart->series_count; i++)
		columns[1 + i] = chart->series[i];
	if (has_shares)
		columns[width - 1] = _("share of the first");
	for (size_t label = 0; label < chart->label_count; label++) {
		struct mc_cell *row = cells + label * width;

		row[0] = (struct mc_cell){ .kind = MC_CELL_TEXT, .text = chart->labels[label] };
		for (size_t i = 0; i < chart->series_count; i++)
			row[1 + i] = *mc_chart_cell(chart, i, label);
		if (has_shares)
			row[width - 1] = mc_chart_share(chart, label);
	}
	return (struct mc_sheet_table){ .id = chart->id,
					.title = chart->title,
					.columns = columns,
					.column_count = width,
					.cells = cells,
					.row_count = chart->label_count };
}

/* ---- lines ---- */

bool mc_wrap_cut(struct mc_str *line, struct mc_str *rest, size_t columns)
{
	while (rest->len > 0 && *rest->ptr == ' ')
		*rest = (struct mc_str){ rest->ptr + 1, rest->len - 1 };
	if (rest->len == 0)
		return false;
	size_t fit = mc_unicode_fit(rest->ptr, rest->len, columns);
	size_t end = fit;
	unsigned width = 0;

	if (fit == 0)
		end = fit = mc_unicode_step(&width, rest->ptr, rest->len);
	if (fit < rest->len) {
		while (end > 0 && rest->ptr[end] != ' ')
			end--;
		end = end > 0 ? end : fit;
	}
	*line = mc_str_trim((struct mc_str){ rest->ptr, end });
	*rest = (struct mc_str){ rest->ptr + end, rest->len - end };
	return true;
}
