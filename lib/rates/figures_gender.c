/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "rates/figures.h"
#include "rates/line.h"

static const char *const keys[MC_GENDER_COUNT] = { "f", "m", "n", "unknown" };

struct block {
	struct mc_lines graduation;
	struct mc_lines outcomes;
	struct mc_lines codes;
};

struct genders {
	struct block total;
	struct block blocks[MC_GENDER_COUNT];
};

static void fill(struct block *block, struct mc_disclosure *disclosure, const char *suffix,
		 const struct mc_standings *s, const struct mc_outcomes *o)
{
	mc_lines_graduation(&block->graduation, disclosure, suffix, s, NULL);
	mc_lines_codes(&block->codes, disclosure, suffix, o, false);
	mc_lines_outcomes(&block->outcomes, disclosure, suffix, o, &block->codes);
}

/* The last column: women less men, in points, where the line is a share. */
static void add_gap(struct mc_sheet_table *table, struct mc_disclosure *disclosure, size_t column,
		    const struct mc_lines *f, const struct mc_lines *m)
{
	const struct mc_secret *counts = disclosure->counts;

	for (size_t i = 0; i < f->count; i++) {
		const struct mc_line *a = &f->items[i], *b = &m->items[i];
		int64_t left =
			mc_share_tenths(counts[a->count].count, a->is_share ? counts[a->whole].count : 0);
		int64_t right =
			mc_share_tenths(counts[b->count].count, b->is_share ? counts[b->whole].count : 0);

		if (!a->is_share || left < 0 || right < 0)
			continue;
		table->cells[i * table->column_count + column] = mc_cell_points(left - right);
		mc_disclosure_show_gap(disclosure, mc_place_table(table, i, column), a->count, a->whole,
				       b->count, b->whole);
	}
}

static void add_table(struct mc_figures *report, const struct genders *g, size_t offset, const char *id,
		      const char *title)
{
	const char *const columns[] = { _("figure"),	_("women"), _("men"),	       _("non-binary"),
					_("not known"), _("all"),   _("gap in points") };
	const struct mc_lines *blocks[MC_GENDER_COUNT + 2];
	struct mc_sheet_table *table = NULL;

	for (size_t i = 0; i < MC_GENDER_COUNT; i++)
		blocks[i] = (const struct mc_lines *)(const void *)((const char *)&g->blocks[i] + offset);
	blocks[MC_GENDER_COUNT] = (const struct mc_lines *)(const void *)((const char *)&g->total + offset);
	blocks[MC_GENDER_COUNT + 1] = NULL;
	table = mc_lines_table(&report->sheet, &report->disclosure, id, title, columns, blocks,
			       MC_GENDER_COUNT + 2);
	add_gap(table, &report->disclosure, MC_GENDER_COUNT + 2, blocks[MC_GENDER_F], blocks[MC_GENDER_M]);
}

static void add_chart(struct mc_figures *report, const struct genders *g)
{
	static const char *const shares[] = { "grad100_pct", "grad150_pct", "ever_pct" };
	const char *const labels[] = { _("on time"), _("within 150%"), _("ever"), _("work in the field") };
	const char *const series[] = { _("women"), _("men"), _("non-binary") };
	struct mc_sheet_chart *chart = mc_sheet_add_chart(&report->sheet, MC_CHART_BARS, "by-gender",
							  _("Graduation and work by gender"), labels,
							  MC_COUNT(labels), series, MC_COUNT(series));

	chart->about = mc_sheet_copy(
		&report->sheet,
		_("The share of those enrolled who graduated, and of graduates who work in the field."));
	for (size_t s = 0; s < MC_COUNT(series); s++) {
		for (size_t i = 0; i < MC_COUNT(labels); i++) {
			const struct mc_line *line =
				i < MC_COUNT(shares) ? mc_line_find(&g->blocks[s].graduation, shares[i])
						     : mc_line_find(&g->blocks[s].outcomes, "in_field_pct");
			const struct mc_secret *counts = report->disclosure.counts;

			chart->values[s * MC_COUNT(labels) + i] =
				mc_cell_percent(counts[line->count].count, counts[line->whole].count);
			mc_disclosure_show_share(&report->disclosure, mc_place_chart(chart, s, i),
						 line->count, line->whole);
		}
	}
}

static struct mc_err *make(struct mc_figures *report, struct mc_records *records)
{
	struct genders *g = mc_arena_alloc(&report->sheet.arena, sizeof(*g));
	const struct mc_rates_scope scope = { .cohorts = &report->cohorts,
					      .as_of = report->wanted->as_of,
					      .exclusions = report->school->exclusions };
	struct mc_lines parts[MC_GENDER_COUNT];
	struct mc_rates rates;

	MC_TRY(mc_rates_count(&rates, records, &scope));
	const struct mc_standings standings = mc_standings_sum(rates.standings);
	const struct mc_outcomes outcomes = mc_outcomes_sum(rates.outcomes);

	report->lines = g;
	report->is_final = rates.is_final;
	fill(&g->total, &report->disclosure, "", &standings, &outcomes);
	for (size_t i = 0; i < MC_GENDER_COUNT; i++) {
		MC_AUTOTEXT suffix = mc_format("[gender=%s]", keys[i]);

		fill(&g->blocks[i], &report->disclosure, suffix, &rates.standings[i], &rates.outcomes[i]);
		parts[i] = g->blocks[i].graduation;
	}
	mc_lines_relate(&report->disclosure, &g->total.graduation, parts, MC_GENDER_COUNT);
	for (size_t i = 0; i < MC_GENDER_COUNT; i++)
		parts[i] = g->blocks[i].codes;
	mc_lines_relate(&report->disclosure, &g->total.codes, parts, MC_GENDER_COUNT);
	add_table(report, g, offsetof(struct block, graduation), "graduation", _("Graduation by gender"));
	add_table(report, g, offsetof(struct block, outcomes), "outcomes",
		  _("Work after graduation by gender"));
	add_chart(report, g);
	mc_sheet_add_note(&report->sheet,
			  _("The gap is the share of women less that of men, in percentage points."));
	return NULL;
}

static void write_gap(struct mc_json_writer *writer, const struct mc_disclosure *disclosure,
		      const struct mc_lines *f, const struct mc_lines *m)
{
	const struct mc_secret *counts = disclosure->counts;

	for (size_t i = 0; i < f->count; i++) {
		const struct mc_line *a = &f->items[i], *b = &m->items[i];

		if (!a->is_share)
			continue;
		mc_json_key(writer, a->key);
		int64_t left = mc_share_tenths(counts[a->count].count, counts[a->whole].count);
		int64_t right = mc_share_tenths(counts[b->count].count, counts[b->whole].count);

		if (left < 0 || right < 0 || !mc_disclosure_has_share(disclosure, a->count, a->whole) ||
		    !mc_disclosure_has_share(disclosure, b->count, b->whole)) {
			mc_json_null(writer);
			continue;
		}
		int64_t gap = left - right;
		MC_AUTOTEXT text =
			mc_format("%s%lld.%d", gap < 0 ? "-" : "", (long long)((gap < 0 ? -gap : gap) / 10),
				  (int)((gap < 0 ? -gap : gap) % 10));

		mc_json_text(writer, text);
	}
}

static void write_block(struct mc_json_writer *writer, const struct mc_figures *report, const char *key,
			const struct block *block)
{
	mc_json_key(writer, key);
	mc_json_start(writer, '{');
	mc_lines_write(writer, &report->disclosure, &block->graduation);
	mc_json_key(writer, "outcomes");
	mc_json_start(writer, '{');
	mc_lines_write(writer, &report->disclosure, &block->outcomes);
	mc_json_end(writer);
	mc_json_end(writer);
}

static void write_json(struct mc_json_writer *writer, const struct mc_figures *report)
{
	const struct genders *g = report->lines;

	for (size_t i = 0; i < MC_GENDER_COUNT; i++)
		write_block(writer, report, keys[i], &g->blocks[i]);
	write_block(writer, report, "total", &g->total);
	mc_json_key(writer, "gap_points");
	mc_json_start(writer, '{');
	write_gap(writer, &report->disclosure, &g->blocks[MC_GENDER_F].graduation,
		  &g->blocks[MC_GENDER_M].graduation);
	write_gap(writer, &report->disclosure, &g->blocks[MC_GENDER_F].outcomes,
		  &g->blocks[MC_GENDER_M].outcomes);
	mc_json_end(writer);
}

const struct mc_figures_kind mc_figures_gender = {
	.name = "gender",
	.title = N_("Figures by gender"),
	.breakdown = "gender",
	.make = make,
	.write = write_json,
};
