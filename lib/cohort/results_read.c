/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/results.h"
#include "cohort/words.h"
#include "course/curriculum.h"
#include "course/spec.h"
#include "ext/json.h"

/** Points of one exercise at most. */
#define MAX_POINTS 1000000

enum { THOUSAND = 1000 };

static void complain(struct mc_results *results, size_t line, const char *column, const char *text,
		     const char *hint)
{
	mc_intake_add_finding(&results->intake, &(struct mc_intake_finding){ .is_error = true,
									     .line = line,
									     .column = column,
									     .text = text,
									     .hint = hint });
}

static void notice(struct mc_results *results, size_t line, const char *column, const char *text)
{
	mc_intake_add_finding(&results->intake,
			      &(struct mc_intake_finding){ .line = line, .column = column, .text = text });
}

/* ---- tables ---- */

enum column { LEARNER, EXERCISE, MODULE, PASSED, POINTS, MAX, DONE_ON, COLUMN_COUNT };

static const char *const names[COLUMN_COUNT] = { "learner_id", "exercise", "module", "passed",
						 "points",     "max",	   "done_on" };

struct reading {
	struct mc_results *results;
	size_t columns[COLUMN_COUNT]; /* SIZE_MAX: the table has none of this name */
	const struct mc_csv_row *row;
};

/* The text of a column, NULL when it is empty. */
static const char *field(const struct reading *r, enum column column)
{
	const char *text = r->columns[column] == SIZE_MAX ? "" : r->row->fields[r->columns[column]];

	return *text && strcmp(text, "-") != 0 ? text : NULL;
}

static void fault(const struct reading *r, enum column column, const char *text, const char *hint)
{
	complain(r->results, r->row->line, names[column], text, hint);
}

/* "8.5" or "8,5" as thousandths; -1 when it is no such number. */
static int64_t thousandths(const char *text)
{
	int64_t value = 0, scale = THOUSAND;
	bool has_digit = false, has_point = false;

	for (const char *p = text; *p; p++) {
		if ((*p == '.' || *p == ',') && !has_point) {
			has_point = true;
			continue;
		}
		if (*p < '0' || *p > '9' || (has_point && scale == 1) ||
		    value > (int64_t)MAX_POINTS * THOUSAND)
			return -1;
		scale = has_point ? scale / 10 : scale;
		value = has_point ? value + (*p - '0') * scale : value * 10 + (int64_t)(*p - '0') * THOUSAND;
		has_digit = true;
	}
	return has_digit && value <= (int64_t)MAX_POINTS * THOUSAND ? value : -1;
}

static int64_t read_points(const struct reading *r, enum column column)
{
	const char *text = field(r, column);
	int64_t value = text ? thousandths(text) : -1;

	if (text && value < 0)
		fault(r, column, _("this is not a number of points"), _("write it like 8 or 8.5"));
	return value;
}

/* Who has all points has passed, unless the table says otherwise; passed without points is one of one. */
static bool read_marks(struct mc_exercise_result *result, const struct reading *r)
{
	const char *passed = field(r, PASSED);
	const char *word = passed ? mc_words_find(MC_WORDS_YES_NO, &r->results->intake.arena, passed) : NULL;
	size_t faults = r->results->intake.error_count;
	int64_t points = read_points(r, POINTS);
	int64_t max = read_points(r, MAX);

	if (passed && (!word || !strcmp(word, "unknown")))
		fault(r, PASSED, _("this word is not known"), _("write y or n"));
	else if (!passed && (points < 0 || max < 0))
		fault(r, PASSED, _("neither this nor points and their maximum are given"), NULL);
	else if (points >= 0 && (max <= 0 || points > max))
		fault(r, MAX, _("points need a maximum that is not below them"), NULL);
	if (r->results->intake.error_count > faults)
		return false;
	result->is_passed = word ? !strcmp(word, "y") : points == max;
	result->max = points >= 0 ? max : THOUSAND;
	result->points = points >= 0 ? points : result->is_passed ? THOUSAND : 0;
	return true;
}

static bool read_ids(struct mc_exercise_result *result, const struct reading *r)
{
	struct mc_arena *arena = &r->results->intake.arena;
	const char *learner = field(r, LEARNER);
	const char *exercise = field(r, EXERCISE);
	const char *module = field(r, MODULE);
	const char *done_on = field(r, DONE_ON);
	int32_t day = 0;

	if (!learner || !mc_cohort_is_id(learner))
		fault(r, LEARNER, _("this cannot be the id of a learner"), NULL);
	else if (!exercise || !mc_spec_is_id(exercise))
		fault(r, EXERCISE, _("this cannot be the id of an exercise"), NULL);
	else if (module && !mc_spec_is_id(module))
		fault(r, MODULE, _("this cannot be the id of a module"), NULL);
	else if (!done_on || !mc_date_read(&day, done_on))
		fault(r, DONE_ON, _("this is not a day"), _("write it as year-month-day: 2026-01-12"));
	else {
		result->whom = mc_arena_strdup(arena, learner);
		result->exercise = mc_arena_strdup(arena, exercise);
		result->module = module ? mc_arena_strdup(arena, module) : NULL;
		result->done_on = mc_arena_strdup(arena, done_on);
		return true;
	}
	return false;
}

static void find_columns(struct reading *r, const struct mc_csv *csv)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		r->columns[i] = mc_csv_column(csv, names[i]);
	for (size_t i = 0; i < mc_csv_column_count(csv); i++) {
		bool is_known = false;

		for (size_t c = 0; c < COLUMN_COUNT; c++)
			is_known |= r->columns[c] == i;
		if (!is_known)
			notice(r->results, 1, NULL, _("a column is not known and was left out"));
	}
}

static struct mc_err *check_columns(const struct reading *r, const char *name)
{
	static const enum column needed[] = { LEARNER, EXERCISE, DONE_ON };

	for (size_t i = 0; i < MC_COUNT(needed); i++) {
		if (r->columns[needed[i]] == SIZE_MAX)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("%s:1: there is no column '%s'"), name,
						      names[needed[i]]),
					   "%s", _("'migracode help results import' lists the columns"));
	}
	return NULL;
}

struct mc_err *mc_results_read_csv(struct mc_results *results, const char *bytes, size_t len,
				   const char *name)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct mc_csv_row row = { 0 };
	struct reading reading = { .results = results, .row = &row };
	bool has_row = true;

	MC_TRY(mc_csv_open(&csv, bytes, len, name));
	find_columns(&reading, csv);
	MC_TRY(check_columns(&reading, name));
	while (has_row) {
		struct mc_err *err = mc_csv_next(&has_row, &row, csv);
		struct mc_exercise_result result = { .line = row.line };

		if (err) {
			size_t line = 0, column = 0;
			const char *text = mc_csv_fault(&line, &column, csv);

			complain(results, line, NULL, text, NULL);
			mc_err_free(err);
			has_row = results->intake.error_count < MC_INTAKE_MAX_FINDINGS;
		} else if (has_row && read_ids(&result, &reading) && read_marks(&result, &reading)) {
			*MC_VEC_ADD(results->items, results->count, results->capacity) = result;
		}
	}
	return NULL;
}

/* ---- documents of migracode grade ---- */

static int64_t number_of(const struct mc_json_node *node)
{
	double value = 0;

	if (!mc_json_as_number(&value, node) || !(value >= 0 && value <= MAX_POINTS))
		return -1;
	return (int64_t)(value * THOUSAND + 0.5);
}

/* The day of a moment, "2026-02-03T18:00:00Z"; in the arena, NULL when there is none. */
static const char *day_of(struct mc_arena *arena, const struct mc_json_node *node)
{
	const char *moment = mc_json_as_text(node);
	int32_t day = 0;

	if (!moment || strlen(moment) < MC_DATE_TEXT - 1)
		return NULL;
	const char *text = mc_arena_copy(arena, moment, MC_DATE_TEXT - 1);

	return mc_date_read(&day, text) ? text : NULL;
}

/* A grader error is no zero and no attempt; what was not run, or comes out differently each time, neither. */
static bool is_attempt(const char *verdict)
{
	static const char *const attempts[] = { "pass", "partial", "fail", "error" };

	for (size_t i = 0; verdict && i < MC_COUNT(attempts); i++) {
		if (!strcmp(verdict, attempts[i]))
			return true;
	}
	return false;
}

static void read_result(struct mc_results *results, const struct mc_json_node *node, size_t number)
{
	struct mc_arena *arena = &results->intake.arena;
	const char *submission = mc_json_as_text(mc_json_find(node, "submission"));
	const char *exercise = mc_json_as_text(mc_json_find(node, "exercise"));
	const char *verdict = mc_json_as_text(mc_json_find(node, "verdict"));
	const char *done_on = day_of(arena, mc_json_find(node, "committed_at"));
	struct mc_exercise_result result = { .line = number,
					     .points = number_of(mc_json_find(node, "points")),
					     .max = number_of(mc_json_find(node, "max")) };

	if (!done_on)
		done_on = day_of(arena, mc_json_find(node, "started_at"));
	if (submission && verdict && !is_attempt(verdict)) {
		notice(results, number, "results", _("this result is no attempt and was left out"));
		return;
	}
	if (!submission || !exercise || !mc_spec_is_id(exercise) || !verdict || !done_on ||
	    result.points < 0 || result.max <= 0 || result.points > result.max) {
		complain(results, number, "results",
			 _("this result lacks a submission, an exercise, a verdict, points or a day"), NULL);
		return;
	}
	result.whom = mc_arena_strdup(arena, submission);
	result.exercise = mc_arena_strdup(arena, exercise);
	result.is_passed = !strcmp(verdict, "pass");
	result.done_on = done_on;
	*MC_VEC_ADD(results->items, results->count, results->capacity) = result;
}

struct mc_err *mc_results_read_document(struct mc_results *results, const char *bytes, size_t len,
					const char *name)
{
	MC_AUTOPTR(mc_json) json = NULL;
	struct mc_err *err = mc_json_open(&json, NULL, bytes, len);
	const char *schema = err ? NULL : mc_json_as_text(mc_json_find(mc_json_root(json), "schema"));
	size_t number = 0;

	if (err)
		return mc_err_wrap(err, "%s", name);
	if (!schema || strcmp(schema, "migracode/grade/v1") != 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("%s: this is no document of migracode grade"),
					      name),
				   "%s", _("make one: migracode grade --json … >results.json"));
	results->is_document = true;
	for (const struct mc_json_node *node = mc_json_first(mc_json_find(mc_json_root(json), "results"));
	     node; node = mc_json_next(node))
		read_result(results, node, ++number);
	return NULL;
}

struct mc_err *mc_results_read(struct mc_results *results, const char *bytes, size_t len, const char *name)
{
	size_t start = len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;

	while (start < len && strchr(" \t\r\n", bytes[start]) && bytes[start])
		start++;
	if (start < len && bytes[start] == '{')
		return mc_results_read_document(results, bytes, len, name);
	return mc_results_read_csv(results, bytes, len, name);
}

/* ---- modules ---- */

/* Of ".../modules/<module>/<exercise>" the two last parts. */
static bool is_exercise_at(struct mc_str *module, const char *path, const char *exercise)
{
	const char *last = strrchr(path, '/');
	const char *start = last;

	if (!last || strcmp(last + 1, exercise) != 0)
		return false;
	while (start > path && start[-1] != '/')
		start--;
	*module = (struct mc_str){ start, (size_t)(last - start) };
	return module->len > 0;
}

void mc_results_find_modules(struct mc_results *results, const char *curriculum)
{
	MC_AUTOPTR(mc_curriculum) course = NULL;
	struct mc_err *err = curriculum ? mc_curriculum_open(&course, NULL, curriculum) : NULL;

	mc_err_free(err);
	for (size_t i = 0; course && i < results->count; i++) {
		struct mc_exercise_result *result = &results->items[i];

		for (size_t e = 0; !result->module && e < course->exercise_dirs.count; e++) {
			struct mc_str module;

			if (is_exercise_at(&module, course->exercise_dirs.items[e], result->exercise))
				result->module =
					mc_arena_copy(&results->intake.arena, module.ptr, module.len);
		}
	}
}
