/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "grading/grading.h"

/* So many learners at fault are listed; the document has all. */
enum { MOST_FAULTS = 30 };

/* Columns of the table behind the name: verdicts first, then states. */
enum { VERDICTS = 4, COLUMNS = VERDICTS + 4 };

static void count_cell(int64_t counts[COLUMNS - 1], const struct mc_grading_cell *cell)
{
	static const size_t of_verdict[] = {
		[MC_PASS] = 0,	  [MC_PARTIAL] = 1, [MC_FAIL] = 2,	   [MC_ERROR] = 3,
		[MC_SKIPPED] = 2, [MC_NOT_RUN] = 2, [MC_GRADER_ERROR] = 6, [MC_FLAKY] = 2
	};

	if (cell->state == MC_GRADING_GRADED)
		counts[of_verdict[cell->verdict]]++;
	else if (cell->state == MC_GRADING_TOO_LATE)
		counts[VERDICTS]++;
	else if (cell->state == MC_GRADING_NOTHING)
		counts[VERDICTS + 1]++;
	else
		counts[VERDICTS + 2]++;
}

static void add_row(struct mc_sheet *sheet, struct mc_sheet_table *table, const char *name,
		    const int64_t counts[COLUMNS - 1])
{
	struct mc_cell *cells = mc_sheet_add_row(sheet, table, name);

	for (size_t i = 0; i + 1 < COLUMNS; i++)
		cells[i + 1] = mc_cell_count(counts[i]);
}

static void add_table(struct mc_sheet *sheet, const struct mc_grading *g)
{
	const char *const columns[COLUMNS] = { _("exercise"),	   _("pass"),	   _("partial"),
					       _("fail"),	   _("error"),	   _("too late"),
					       _("not handed in"), _("no verdict") };
	struct mc_sheet_table *table =
		mc_sheet_add_table(sheet, "exercises", _("Exercises"), columns, COLUMNS);
	int64_t sums[COLUMNS - 1] = { 0 };

	for (size_t e = 0; e < g->exercise_count; e++) {
		int64_t counts[COLUMNS - 1] = { 0 };

		for (size_t i = 0; i < g->learner_count; i++) {
			if (!g->learners[i].is_left_out)
				count_cell(counts, mc_grading_at(g, i, e));
		}
		add_row(sheet, table, g->exercises[e].exercise->id, counts);
		for (size_t i = 0; i + 1 < COLUMNS; i++)
			sums[i] += counts[i];
	}
	if (g->exercise_count > 1) {
		add_row(sheet, table, _("all"), sums);
		table->has_total_row = true;
	}
}

/* ---- sentences ---- */

static void print_renewed(struct mc_buf *out, const struct mc_grading *g)
{
	for (size_t i = 0; i < g->renewed_count; i++)
		mc_buf_addf(out,
			    NP_("%s changed: %zu result is computed again\n",
				"%s changed: %zu results are computed again\n", g->renewed[i].results),
			    g->renewed[i].tool, g->renewed[i].results);
}

static void print_faults(struct mc_buf *out, const struct mc_grading *g, const char *const *names)
{
	size_t shown = 0, all = 0;

	for (size_t i = 0; i < g->learner_count; i++) {
		const struct mc_grading_learner *learner = &g->learners[i];

		if (!learner->reason || learner->is_left_out)
			continue;
		if (++all > MOST_FAULTS)
			continue;
		shown++;
		mc_buf_addf(out, "%s: %s\n", names && names[i] ? names[i] : learner->id, learner->reason);
	}
	if (all > shown)
		mc_buf_addf(out,
			    NP_("… and %zu more; --json lists all\n", "… and %zu more; --json lists all\n",
				all - shown),
			    all - shown);
}

static void print_unjudged(struct mc_buf *out, const struct mc_grading *g, const char *const *names)
{
	size_t shown = 0;

	for (size_t i = 0; i < g->learner_count; i++) {
		for (size_t e = 0; e < g->exercise_count && shown < MOST_FAULTS; e++) {
			const struct mc_grading_cell *cell = mc_grading_at(g, i, e);

			if (cell->state != MC_GRADING_NO_VERDICT || !cell->reason)
				continue;
			shown++;
			mc_buf_addf(out, "%s, %s: %s\n", names && names[i] ? names[i] : g->learners[i].id,
				    g->exercises[e].exercise->id, cell->reason);
		}
	}
}

static void print_sums(struct mc_buf *out, const struct mc_grading *g)
{
	size_t learners = 0;

	for (size_t i = 0; i < g->learner_count; i++)
		learners += !g->learners[i].is_left_out;
	mc_buf_addf(out, NP_("%s: %zu learner, ", "%s: %zu learners, ", learners), g->cohort, learners);
	mc_buf_addf(out, NP_("%zu result computed, ", "%zu results computed, ", g->computed), g->computed);
	mc_buf_addf(out, _("%zu known"), g->known);
	if (g->faults > 0)
		mc_buf_addf(out, NP_(", %zu fault", ", %zu faults", g->faults), g->faults);
	mc_buf_addc(out, '\n');
}

void mc_grading_print_text(struct mc_buf *out, const struct mc_grading *grading, const char *const *names,
			   const struct mc_sheet_look *look, bool is_quiet)
{
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;

	if (!is_quiet) {
		sheet.title = grading->cohort;
		add_table(&sheet, grading);
		mc_sheet_write(out, &sheet, MC_SHEET_TEXT, look);
		mc_buf_addc(out, '\n');
	}
	print_renewed(out, grading);
	print_faults(out, grading, names);
	print_unjudged(out, grading, names);
	print_sums(out, grading);
	if (!is_quiet)
		mc_buf_addf(out, _("next: migracode results --cohort %s\n"), grading->cohort);
}
