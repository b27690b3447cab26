/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_SHEET_SAMPLE_H
#define MC_TESTS_SHEET_SAMPLE_H

#include "sheet/sheet.h"

/* Reports with every kind of block, for the tests of the writers and of pages. All figures are made up. */

static const char *const sample_stages[] = { "enrolled", "graduated", "looked for work", "interviewed",
					     "hired" };
static const char *const sample_people[] = { "people" };
static const char *const sample_cohorts[] = { "ath-2026a", "ath-2026b", "bcn-2026a" };
static const char *const sample_genders[] = { "women", "men", "non-binary" };
static const char *const sample_columns[] = { "cohort", "enrolled", "graduated", "share",
					      "gap to the network" };

static inline void sample_funnel(struct mc_sheet *sheet)
{
	static const int64_t counts[] = { 24, 16, 15, 11, 8 };
	struct mc_sheet_chart *chart =
		mc_sheet_add_chart(sheet, MC_CHART_FUNNEL, "funnel", "From enrolled to hired", sample_stages,
				   5, sample_people, 1);

	chart->about = "of 24 people who enrolled, 8 were hired in their field";
	chart->axis = "stage";
	for (size_t i = 0; i < 5; i++)
		chart->values[i] = mc_cell_count(counts[i]);
}

static inline void sample_bars(struct mc_sheet *sheet)
{
	static const int64_t parts[][2] = { { 8, 12 }, { 7, 10 }, { 3, 9 }, { 8, 12 }, { 5, 12 }, { 9, 9 } };
	struct mc_sheet_chart *chart =
		mc_sheet_add_chart(sheet, MC_CHART_BARS, "cohorts", "Graduated, by cohort", sample_cohorts, 3,
				   sample_genders, 3);

	chart->axis = "cohort";
	for (size_t i = 0; i < 6; i++)
		chart->values[i] = mc_cell_percent(parts[i][0], parts[i][1]);
	chart->values[6].kind = MC_CELL_HIDDEN;
	chart->values[7].kind = MC_CELL_HIDDEN;
	chart->values[8] = mc_cell_percent(0, 0);
}

static inline void sample_table(struct mc_sheet *sheet)
{
	struct mc_sheet_table *table =
		mc_sheet_add_table(sheet, "graduated-by-cohort", "Graduated, by cohort", sample_columns, 5);
	static const int64_t rows[][4] = {
		{ 24, 16, 0, 0 }, { 22, 12, 0, -121 }, { 9, 9, 1, 333 }, { 55, 37, 0, 6 }
	};
	static const char *const names[] = { "ath-2026a", "ath-2026b", "bcn-2026a", "all" };

	for (size_t i = 0; i < 4; i++) {
		struct mc_cell *row = mc_sheet_add_row(sheet, table, names[i]);

		row[1] = mc_cell_count(rows[i][0]);
		row[2] = mc_cell_count(rows[i][1]);
		row[2].is_rounded = rows[i][2];
		row[3] = mc_cell_percent(rows[i][1], rows[i][0]);
		row[4] = mc_cell_points(rows[i][3]);
	}
	mc_sheet_add_row(sheet, table, "lis-2026a")[1].kind = MC_CELL_HIDDEN;
	table->has_total_row = false;
}

/* A small report with one of everything. */
static inline void sample_small(struct mc_sheet *sheet)
{
	sheet->title = "Graduation of a cohort";
	sheet->subtitle = "Sample School, as of 2027-01-31";
	sheet->lang = "en";
	mc_sheet_add_stamp(sheet, "PROVISIONAL");
	mc_sheet_add_figure(sheet, "graduated within 150 %", mc_cell_percent(16, 24), "16 of 24");
	mc_sheet_add_figure(sheet, "still learning", mc_cell_count(3), NULL);
	mc_sheet_add_heading(sheet, "By cohort");
	mc_sheet_add_text(sheet, "People count in the cohort in which they started.");
	sample_table(sheet);
	mc_sheet_add_note(sheet, "definition: migracode-2026.1");
	sample_funnel(sheet);
	sample_bars(sheet);
}

#endif
