/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "gradebook/export.h"
#include "report/points.h"
#include "report/report.h"

/*
 * Classroom 50's scores.json: its results, "classroom50/result/v1", by assignment and owner.  Source: the
 * documentation of foundation50/classroom50.  A result there has pages; where nobody says which, the commit
 * stands for them.
 */

struct collecting {
	struct mc_export *export;
	struct mc_json_writer *writer;
	const char
		*collected_at; /* when the last of them was handed in: the same however often it is written */
};

enum { OWN_FACTS = 7 };

static struct mc_err *make_result(struct mc_buf *out, const struct collecting *c,
				  const struct mc_score *score, struct mc_str document)
{
	const char *commit = score->grade->commit;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_report) report = MC_REPORT_INIT;
	size_t count = c->export->fact_count;
	const char **facts = mc_arena_alloc(&arena, (OWN_FACTS + count) * sizeof(*facts));

	/* The last one of a key counts: what the user says comes behind. */
	facts[0] = mc_arena_format(&arena, "classroom=%s", c->export->book->cohort->id);
	facts[1] = mc_arena_format(&arena, "assignment=%s", score->exercise);
	facts[2] = mc_arena_format(&arena, "owner=%s", score->learner);
	facts[3] = mc_arena_format(&arena, "submission=submit/%s-%.7s", score->grade->submitted_at, commit);
	facts[4] = mc_arena_format(&arena, "commit=git:%s", commit);
	facts[5] = mc_arena_format(&arena, "release=git:%s", commit);
	facts[6] = mc_arena_format(&arena, "review=git:%s", commit);
	for (size_t i = 0; i < count; i++)
		facts[OWN_FACTS + i] = c->export->facts[i];
	const struct mc_report_options options = { .facts = facts, .fact_count = OWN_FACTS + count };

	mc_report_open(&report, mc_report_find("classroom50"), &options);
	MC_TRY(mc_report_add(&report, document));
	mc_report_end(&report, false);
	mc_buf_add(out, report.out.ptr, report.out.len);
	return NULL;
}

/* The points that count, in whole ones and never more than the maximum there. */
static int64_t score_of(const struct mc_score *score, double max)
{
	int64_t whole = mc_whole_points(score->points, score->max);

	return whole > (int64_t)max ? (int64_t)max : whole;
}

static void write_result(struct mc_json_writer *writer, const struct mc_json *json,
			 const struct mc_score *score)
{
	const struct mc_json_node *root = mc_json_root(json);
	double max = 0;

	(void)mc_json_as_number(&max, mc_json_find(root, "max-score"));
	mc_json_start(writer, '{');
	for (const struct mc_json_node *n = mc_json_first(root); n; n = mc_json_next(n)) {
		const char *key = mc_json_key_of(n);
		const struct mc_str raw = mc_json_raw(json, n);

		if (!strcmp(key, "graded_at"))
			continue;
		mc_json_key(writer, key);
		if (!strcmp(key, "score") && mc_export_is_adjusted(score))
			mc_json_int(writer, score_of(score, max));
		else
			mc_json_splice(writer, raw.ptr, raw.len);
	}
	mc_json_end(writer);
}

static struct mc_err *take(void *context, const struct mc_score *score, struct mc_str document)
{
	struct collecting *c = context;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(make_result(&text, c, score, document));
	MC_TRY(mc_json_open(&json, NULL, text.ptr, text.len));
	mc_json_start(c->writer, '{');
	mc_json_key_text(c->writer, "owner", score->learner);
	mc_json_key(c->writer, "submissions");
	mc_json_start(c->writer, '[');
	write_result(c->writer, json, score);
	mc_json_end(c->writer);
	mc_json_end(c->writer);
	return NULL;
}

static const char *last_submitted(const struct mc_scores *scores, size_t column)
{
	const char *last = NULL;

	for (size_t row = 0; row < mc_scores_learner_count(scores); row++) {
		const struct mc_grade *grade = mc_scores_at(scores, row, column)->grade;

		if (grade && (!last || strcmp(grade->submitted_at, last) > 0))
			last = grade->submitted_at;
	}
	return last;
}

static struct mc_err *write_assignment(struct collecting *c, size_t column)
{
	mc_json_key(c->writer, mc_scores_column(c->export->book->scores, column)->exercise);
	mc_json_start(c->writer, '{');
	mc_json_key_text(c->writer, "type", "individual");
	mc_json_key_text(c->writer, "collected_at", c->collected_at);
	mc_json_key(c->writer, "entries");
	mc_json_start(c->writer, '[');
	MC_TRY(mc_export_each(c->export, column, &(struct mc_export_taker){ take, c }));
	mc_json_end(c->writer);
	mc_json_end(c->writer);
	return NULL;
}

struct mc_err *mc_export_classroom50(struct mc_buf *out, struct mc_export *export)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	struct collecting collecting = { export, &writer, NULL };

	mc_json_start(&writer, '{');
	mc_json_key(&writer, "assignments");
	mc_json_start(&writer, '{');
	for (size_t c = 0; c < mc_scores_exercise_count(export->book->scores); c++) {
		collecting.collected_at = last_submitted(export->book->scores, c);
		if (collecting.collected_at && (export->column == SIZE_MAX || export->column == c))
			MC_TRY(write_assignment(&collecting, c));
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
	return NULL;
}
