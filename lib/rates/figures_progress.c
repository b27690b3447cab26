/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/standing.h"
#include "rates/figures.h"
#include "rates/line.h"

/* An exercise, and how many passed it, tried it, and did not yet. */
struct exercise {
	const char *module;
	const char *name;
	int64_t passed;
	int64_t tried; /* and did not pass */
	size_t ids[3]; /* passed, tried, the others; in the disclosure */
};

struct progress {
	struct exercise *items;
	size_t count;
	size_t capacity;
	int64_t learners; /* who are enrolled or have graduated */
	size_t people;
};

struct counting {
	struct mc_figures *report;
	struct mc_records *records;
	struct progress *progress;
};

static void take_row(const struct counting *counting, const struct mc_query *query)
{
	struct mc_arena *arena = &counting->report->sheet.arena;
	struct progress *progress = counting->progress;
	const char *module = mc_query_text(query, 0);

	*MC_VEC_ADD(progress->items, progress->count, progress->capacity) =
		(struct exercise){ .module = mc_arena_strdup(arena, module ? module : ""),
				   .name = mc_arena_strdup(arena, mc_query_text(query, 1)),
				   .passed = mc_query_int(query, 2),
				   .tried = mc_query_int(query, 3) };
}

/* Of those who left by the day, nothing is asked any more. */
#define IS_THERE \
	" e.started_on <= ?2 AND (e.withdrawn_on IS NULL OR e.withdrawn_on > ?2 OR e.graduated_on IS NOT " \
	"NULL)"

static struct mc_err *count_learners(const struct counting *counting)
{
	const struct mc_figures *report = counting->report;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, counting->records,
				"SELECT COUNT(*) FROM enrolment e WHERE e.school_id = ?1 AND (e.cohort_id = "
				"?3 OR ?4 = 1) AND" IS_THERE));
	mc_query_bind_text(query, 2, report->wanted->as_of);
	mc_query_bind_text(query, 3, report->wanted->cohort ? report->wanted->cohort : "");
	mc_query_bind_int(query, 4, !report->wanted->cohort);
	MC_TRY(mc_query_step(&has_row, query));
	counting->progress->learners = has_row ? mc_query_int(query, 0) : 0;
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *count(void *context)
{
	const struct counting *counting = context;
	const struct mc_figures *report = counting->report;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(count_learners(counting));
	MC_TRY(mc_records_query(
		&query, counting->records,
		"SELECT r.module, r.exercise, SUM(r.passed), SUM(1 - r.passed) FROM " MC_STANDING " r"
		" JOIN enrolment e ON e.school_id = r.school_id AND e.cohort_id = r.cohort_id"
		" AND e.learner_id = r.learner_id WHERE r.school_id = ?1 AND r.done_on <= ?2"
		" AND (r.cohort_id = ?3 OR ?4 = 1) AND" IS_THERE
		" GROUP BY r.module, r.exercise ORDER BY r.module, r.exercise"));
	mc_query_bind_text(query, 2, report->wanted->as_of);
	mc_query_bind_text(query, 3, report->wanted->cohort ? report->wanted->cohort : "");
	mc_query_bind_int(query, 4, !report->wanted->cohort);
	counting->progress->count = 0;
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		take_row(counting, query);
	}
}

static void register_counts(struct mc_disclosure *disclosure, struct progress *progress)
{
	static const char *const names[] = { "passed", "tried", "neither" };

	progress->people = mc_disclosure_add(disclosure, "learners", progress->learners);
	for (size_t i = 0; i < progress->count; i++) {
		struct exercise *exercise = &progress->items[i];
		const int64_t counts[] = { exercise->passed, exercise->tried,
					   progress->learners - exercise->passed - exercise->tried };

		for (size_t c = 0; c < MC_COUNT(counts); c++) {
			MC_AUTOTEXT id = mc_format("%s[exercise=%s]", names[c], exercise->name);

			exercise->ids[c] = c < 2 ? mc_disclosure_add(disclosure, id, counts[c])
						 : mc_disclosure_add_unprinted(disclosure, id, counts[c]);
		}
		mc_disclosure_relate(disclosure, progress->people, exercise->ids, MC_COUNT(counts));
	}
}

static void add_table(struct mc_figures *report, const struct progress *progress)
{
	const char *const columns[] = { _("exercise"), _("module"), _("passed"), _("tried, not passed"),
					_("share who passed") };
	struct mc_sheet_table *table =
		mc_sheet_add_table(&report->sheet, "progress", _("Exercises"), columns, MC_COUNT(columns));

	for (size_t i = 0; i < progress->count; i++) {
		const struct exercise *exercise = &progress->items[i];
		struct mc_cell *cells = mc_sheet_add_row(&report->sheet, table, exercise->name);

		cells[1] = mc_cell_text(&report->sheet, exercise->module);
		cells[2] = mc_cell_count(exercise->passed);
		cells[3] = mc_cell_count(exercise->tried);
		cells[4] = mc_cell_percent(exercise->passed, progress->learners);
		mc_disclosure_show(&report->disclosure, mc_place_table(table, i, 2), exercise->ids[0]);
		mc_disclosure_show(&report->disclosure, mc_place_table(table, i, 3), exercise->ids[1]);
		mc_disclosure_show_share(&report->disclosure, mc_place_table(table, i, 4), exercise->ids[0],
					 progress->people);
	}
}

static struct mc_err *make(struct mc_figures *report, struct mc_records *records)
{
	struct progress *progress = mc_arena_alloc(&report->sheet.arena, sizeof(*progress));
	struct counting counting = { report, records, progress };
	struct mc_err *err = mc_records_read(records, count, &counting);
	struct exercise *items = progress->items;

	if (progress->count > 0)
		progress->items = (struct exercise *)(void *)mc_arena_copy(&report->sheet.arena, items,
									   progress->count * sizeof(*items));
	free(items);
	if (err)
		return err;
	report->lines = progress;
	report->is_final = true;
	for (size_t i = 0; i < report->cohorts.count; i++)
		report->is_final = report->is_final &&
				   mc_rates_is_final(&report->cohorts.items[i], report->wanted->as_of);
	register_counts(&report->disclosure, progress);
	struct mc_cell *learners =
		mc_sheet_add_figure(&report->sheet, _("learners"), mc_cell_count(progress->learners), NULL);

	mc_disclosure_show(&report->disclosure, (struct mc_place){ .kind = MC_PLACE_CELL, .cell = learners },
			   progress->people);
	add_table(report, progress);
	mc_sheet_add_note(&report->sheet,
			  _("Learners who left are not counted. The best result of each exercise counts."));
	return NULL;
}

static void write_json(struct mc_json_writer *writer, const struct mc_figures *report)
{
	const struct progress *progress = report->lines;

	mc_line_write_count(writer, &report->disclosure, "learners", progress->people);
	mc_json_key(writer, "exercises");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < progress->count; i++) {
		const struct exercise *exercise = &progress->items[i];
		struct mc_lines share = { .items = { { .key = "passed_pct",
						       .is_share = true,
						       .count = exercise->ids[0],
						       .whole = progress->people } },
					  .count = 1 };

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "exercise", exercise->name);
		mc_json_key_text(writer, "module", exercise->module);
		mc_line_write_count(writer, &report->disclosure, "passed", exercise->ids[0]);
		mc_line_write_count(writer, &report->disclosure, "tried", exercise->ids[1]);
		mc_lines_write(writer, &report->disclosure, &share);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

const struct mc_figures_kind mc_figures_progress = {
	.name = "progress",
	.title = N_("Progress in exercises"),
	.breakdown = "progress",
	.make = make,
	.write = write_json,
};
