/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/i18n.h"
#include "rates/figures.h"
#include "rates/line.h"

struct graduation {
	struct mc_lines headline;
	struct mc_lines without_moves;
	struct mc_lines outcomes;
	struct mc_lines codes;
};

/* From all who started to those who work. */
static void add_funnel(struct mc_figures *report, const struct graduation *g)
{
	const char *const labels[] = { _("started"), _("enrolled"), _("graduated"), _("work in the field") };
	const char *const series[] = { _("learners") };
	const size_t counts[] = { mc_line_find(&g->headline, "started")->count,
				  mc_line_find(&g->headline, "enrolled")->count,
				  mc_line_find(&g->headline, "graduated")->count,
				  mc_line_find(&g->outcomes, "in_field_pct")->count };
	struct mc_sheet_chart *chart =
		mc_sheet_add_chart(&report->sheet, MC_CHART_FUNNEL, "funnel", _("From the first day to work"),
				   labels, MC_COUNT(labels), series, 1);

	chart->about =
		mc_sheet_copy(&report->sheet, _("How many of those who started are left at each step."));
	for (size_t i = 0; i < MC_COUNT(counts); i++) {
		chart->values[i] = mc_cell_count(report->disclosure.counts[counts[i]].count);
		mc_disclosure_show(&report->disclosure, mc_place_chart(chart, 0, i), counts[i]);
	}
}

static void add_cohorts(struct mc_figures *report, const struct mc_lines blocks[])
{
	static const char *const keys[] = { "grad100_pct", "grad150_pct", "ever_pct" };
	const char *const series[] = { _("on time"), _("within 150%"), _("ever") };
	size_t count = report->cohorts.count;
	const char **labels = mc_arena_alloc(&report->sheet.arena, count * sizeof(*labels));
	struct mc_sheet_chart *chart = NULL;

	for (size_t i = 0; i < count; i++)
		labels[i] = report->cohorts.items[i].id;
	chart = mc_sheet_add_chart(&report->sheet, MC_CHART_BARS, "cohorts", _("Graduation by cohort"),
				   labels, count, series, MC_COUNT(series));
	chart->about = mc_sheet_copy(&report->sheet,
				     _("The share of those enrolled who graduated, for each cohort."));
	for (size_t s = 0; s < MC_COUNT(keys); s++) {
		for (size_t i = 0; i < count; i++) {
			const struct mc_line *line = mc_line_find(&blocks[i], keys[s]);
			const struct mc_secret *counts = report->disclosure.counts;

			chart->values[s * count + i] =
				mc_cell_percent(counts[line->count].count, counts[line->whole].count);
			mc_disclosure_show_share(&report->disclosure, mc_place_chart(chart, s, i),
						 line->count, line->whole);
		}
	}
}

static void add_table(struct mc_figures *report, const struct graduation *g)
{
	const char *const columns[] = { _("figure"), _("all"), _("excluding moves by authority") };
	const struct mc_lines *const blocks[] = { &g->headline, &g->without_moves };

	(void)mc_lines_table(&report->sheet, &report->disclosure, "graduation", _("Graduation"), columns,
			     blocks, MC_COUNT(blocks));
	mc_sheet_add_note(&report->sheet, _("Learners whom an authority moved count as withdrawn in the "
					    "first column, and as excluded in the second."));
}

/* What is asked first. */
static void add_headline(struct mc_figures *report, const struct graduation *g)
{
	static const char *const keys[] = { "grad100_pct", "grad150_pct", "ever_pct" };

	for (size_t i = 0; i < MC_COUNT(keys); i++)
		mc_line_figure(&report->sheet, &report->disclosure, &g->headline, keys[i]);
	mc_line_figure(&report->sheet, &report->disclosure, &g->outcomes, "in_field_pct");
}

/* The most cohorts that fit side by side. */
enum { SHOWN_COHORTS = 12 };

static void add_by_cohort(struct mc_figures *report, const struct graduation *g, const struct mc_rates *rates)
{
	size_t count = report->cohorts.count;
	struct mc_lines *blocks = NULL;

	if (count < 2 || count > SHOWN_COHORTS)
		return;
	blocks = mc_alloc_zero(count, sizeof(*blocks));
	for (size_t i = 0; i < count; i++) {
		const struct mc_standings sum = mc_standings_sum(rates[i].standings);
		MC_AUTOTEXT suffix = mc_format("[cohort=%s]", report->cohorts.items[i].id);

		mc_lines_graduation(&blocks[i], &report->disclosure, suffix, &sum, NULL);
	}
	mc_lines_relate(&report->disclosure, &g->headline, blocks, count);
	add_cohorts(report, blocks);
	free(blocks);
}

static struct mc_err *count_all(struct mc_rates **by_cohort, struct mc_rates *sum, struct mc_figures *report,
				struct mc_records *records)
{
	const struct mc_rates_scope scope = { .cohorts = &report->cohorts,
					      .as_of = report->wanted->as_of,
					      .exclusions = report->school->exclusions,
					      .by_cohort = true };

	*by_cohort = mc_arena_alloc(&report->sheet.arena, report->cohorts.count * sizeof(**by_cohort));
	MC_TRY(mc_rates_count(*by_cohort, records, &scope));
	*sum = (struct mc_rates){ .is_final = true, .is_outcome_final = true };
	for (size_t i = 0; i < report->cohorts.count; i++)
		mc_rates_add(sum, &(*by_cohort)[i]);
	return NULL;
}

static struct mc_err *make(struct mc_figures *report, struct mc_records *records)
{
	struct graduation *g = mc_arena_alloc(&report->sheet.arena, sizeof(*g));
	struct mc_rates *by_cohort = NULL;
	struct mc_rates rates;

	MC_TRY(count_all(&by_cohort, &rates, report, records));
	const struct mc_standings all = mc_standings_sum(rates.standings);
	const struct mc_standings without = mc_standings_sum(rates.without_moves);
	const struct mc_outcomes outcomes = mc_outcomes_sum(rates.outcomes);

	report->lines = g;
	report->is_final = rates.is_final;
	mc_lines_graduation(&g->headline, &report->disclosure, "", &all, NULL);
	mc_lines_graduation(&g->without_moves, &report->disclosure, "", &without, &g->headline);
	mc_lines_codes(&g->codes, &report->disclosure, "", &outcomes, false);
	mc_lines_outcomes(&g->outcomes, &report->disclosure, "", &outcomes, &g->codes);
	add_headline(report, g);
	add_table(report, g);
	add_funnel(report, g);
	add_by_cohort(report, g, by_cohort);
	return NULL;
}

static void write_json(struct mc_json_writer *writer, const struct mc_figures *report)
{
	const struct graduation *g = report->lines;

	mc_lines_write(writer, &report->disclosure, &g->headline);
	mc_json_key(writer, "excluding_moves_by_authority");
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "definition", MC_RATES_DEFINITION);
	mc_lines_write(writer, &report->disclosure, &g->without_moves);
	mc_json_key_bool(writer, "final", report->is_final);
	mc_json_end(writer);
}

const struct mc_figures_kind mc_figures_graduation = {
	.name = "graduation",
	.title = N_("Graduation rates"),
	.breakdown = "graduation",
	.make = make,
	.write = write_json,
};
