/* SPDX-License-Identifier: MIT */
#include "gradebook/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/results_export.h"
#include "gradebook/score_document.h"
#include "os/file.h"
#include "report/deliver.h"

bool mc_export_is_adjusted(const struct mc_score *score)
{
	return !score->grade || score->points != score->grade->points || score->override;
}

/* ---- what is stored ---- */

char *mc_export_name(const struct mc_export *export, const struct mc_score *score)
{
	return export->column == SIZE_MAX ? mc_format("%s/%s", score->exercise, score->learner)
					  : mc_strdup(score->learner);
}

static struct mc_err *give(struct mc_export *export, const struct mc_score *score,
			   const struct mc_export_taker *taker)
{
	MC_AUTO(mc_buf) document = MC_BUF_INIT;
	MC_AUTOTEXT name = mc_export_name(export, score);
	struct mc_err *err =
		mc_score_document(&document, export->book->office.school.dir, score, export->lang, name);

	if (err && err->code == MC_E_NOTHING) {
		mc_err_drop(err);
		export->left_out++;
		return NULL;
	}
	MC_TRY(err);
	return taker->take(taker->context, score, (struct mc_str){ document.ptr, document.len });
}

struct mc_err *mc_export_each(struct mc_export *export, size_t column, const struct mc_export_taker *taker)
{
	const struct mc_scores *scores = export->book->scores;
	size_t first = column == SIZE_MAX ? 0 : column;
	size_t end = column == SIZE_MAX ? mc_scores_exercise_count(scores) : column + 1;

	for (size_t row = 0; row < mc_scores_learner_count(scores); row++) {
		for (size_t c = first; c < end; c++) {
			const struct mc_score *score = mc_scores_at(scores, row, c);

			if (score->state == MC_SCORE_GRADED)
				MC_TRY(give(export, score, taker));
		}
	}
	return NULL;
}

/* ---- the formats of reports ---- */

struct reporting {
	const struct mc_export *export;
	struct mc_delivery delivery;
	struct mc_arena arena;
	const char **names;
	size_t count, capacity;
};

static const char *name_of(struct reporting *r, const struct mc_score *score)
{
	MC_AUTOTEXT name = mc_export_name(r->export, score);

	return mc_arena_strdup(&r->arena, name);
}

static bool is_wanted(const struct mc_export *export, const struct mc_score *score, size_t column)
{
	return score->grade && (export->column == SIZE_MAX || export->column == column);
}

static void list_names(struct reporting *r)
{
	const struct mc_scores *scores = r->export->book->scores;
	size_t columns = mc_scores_exercise_count(scores);

	for (size_t i = 0; i < mc_scores_learner_count(scores) * columns; i++) {
		const struct mc_score *score = mc_scores_at(scores, i / columns, i % columns);

		if (is_wanted(r->export, score, i % columns))
			*MC_VEC_ADD(r->names, r->count, r->capacity) = name_of(r, score);
	}
}

static struct mc_err *take_report(void *context, const struct mc_score *score, struct mc_str document)
{
	struct reporting *r = context;

	return mc_delivery_add(&r->delivery, name_of(r, score), document);
}

static struct mc_err *deliver(struct reporting *r, struct mc_export *export)
{
	const struct mc_report_options options = { .style = { .width = 0, .is_ascii = false },
						   .names = r->names,
						   .name_count = r->count,
						   .lang = export->lang,
						   .facts = export->facts,
						   .fact_count = export->fact_count };

	MC_TRY(mc_delivery_open(&r->delivery, mc_report_find(export->format), &options, export->output,
				export->stream));
	MC_TRY(mc_export_each(export, export->column, &(struct mc_export_taker){ take_report, r }));
	return mc_delivery_close(&r->delivery, false);
}

static struct mc_err *write_report(struct mc_export *export)
{
	struct reporting reporting = { .export = export,
				       .delivery = MC_DELIVERY_INIT,
				       .arena = MC_ARENA_INIT };

	list_names(&reporting);
	struct mc_err *err = deliver(&reporting, export);

	mc_delivery_release(&reporting.delivery);
	free(reporting.names);
	mc_arena_release(&reporting.arena);
	return err;
}

/* ---- tables of Moodle, one for each exercise ---- */

static bool has_result(const struct mc_scores *scores, size_t column)
{
	for (size_t row = 0; row < mc_scores_learner_count(scores); row++) {
		if (mc_scores_at(scores, row, column)->state == MC_SCORE_GRADED)
			return true;
	}
	return false;
}

static struct mc_err *write_moodle_grades(struct mc_export *export)
{
	const struct mc_scores *scores = export->book->scores;

	if (!export->output)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--output"), "%s",
				   _("type --output <folder>/ and each exercise gets a table of its own"));
	MC_TRY(mc_file_make_dirs(export->output));
	for (size_t c = 0; c < mc_scores_exercise_count(scores); c++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTOTEXT file = mc_format("%s.csv", mc_scores_column(scores, c)->exercise);
		MC_AUTOTEXT path = mc_path_join(export->output, file);
		size_t left_out = 0;

		if (!has_result(scores, c) || (export->column != SIZE_MAX && export->column != c))
			continue;
		MC_TRY(mc_export_moodle(&text, &left_out, export->book->office.records, scores, c));
		MC_TRY(mc_outfile_write(path, text.ptr, text.len));
	}
	return NULL;
}

/* ---- all ---- */

static struct mc_err *make_text(struct mc_buf *text, struct mc_export *export)
{
	const struct mc_book *book = export->book;

	if (!strcmp(export->format, "import"))
		return mc_results_export_csv(text, book->office.records, book->cohort->id);
	if (!strcmp(export->format, "moodle"))
		return mc_export_moodle(text, &export->left_out, book->office.records, book->scores,
					export->column);
	if (!strcmp(export->format, "classroom50"))
		return mc_export_classroom50(text, export);
	if (!strcmp(export->format, "gradescope"))
		return mc_export_gradescope(text, export);
	mc_export_csv(text, book->scores, export->column);
	return NULL;
}

struct mc_err *mc_export_run(struct mc_export *export)
{
	static const char *const texts[] = { "csv", "import", "moodle", "classroom50", "gradescope" };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!strcmp(export->format, "moodle-grades"))
		return write_moodle_grades(export);
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		if (strcmp(texts[i], export->format) != 0)
			continue;
		MC_TRY(make_text(&text, export));
		return mc_deliver_text(export->output, export->stream, (struct mc_str){ text.ptr, text.len });
	}
	return write_report(export);
}
