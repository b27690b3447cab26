/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/stored.h"
#include "cohort/cohort.h"
#include "cohort/learner.h"
#include "cohort/office.h"
#include "course/curriculum.h"
#include "gradebook/grade.h"
#include "grading/replay_part.h"
#include "mirror/mirror.h"
#include "os/dir.h"
#include "os/file.h"
#include "records/fields.h"

/* A shorter beginning of a key is typed by chance. */
enum { LEAST_PREFIX = 6 };

static const char hex_digits[] = "0123456789abcdef";

/* ---- exercises ---- */

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The folder of the exercise in the course of a cohort. */
static struct mc_err *find_exercise(struct mc_replay *replay, const struct mc_office *office,
				    const char *of_cohort)
{
	MC_AUTOTEXT course = mc_school_curriculum_path(&office->school, of_cohort);
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	const char *id = replay->source.exercise;

	if (course)
		MC_TRY(mc_curriculum_open(&curriculum, NULL, course));
	for (size_t i = 0; curriculum && i < curriculum->exercise_dirs.count; i++) {
		const char *dir = curriculum->exercise_dirs.items[i];

		if (!strcmp(base_of(dir), id)) {
			replay->source.exercise_dir = mc_arena_strdup(&replay->arena, dir);
			return NULL;
		}
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the course has no exercise '%s'"), id), "%s",
			   _("name its folder: --exercise <dir>"));
}

/* ---- stored results ---- */

static const char *text_of(const struct mc_json_node *object, const char *key)
{
	return mc_json_as_text(mc_json_find(object, key));
}

static const char *keep(struct mc_replay *replay, const char *text)
{
	return text ? mc_arena_strdup(&replay->arena, text) : NULL;
}

/* Of the documents, which say the same in several languages, the first is as good as any. */
static struct mc_err *take_stored(struct mc_replay *replay, const char *path)
{
	struct mc_replay_source *source = &replay->source;

	MC_TRY_AS(mc_json_open_up_to(&replay->stored, NULL, replay->text.ptr, replay->text.len,
				     MC_STORED_MAX_BYTES),
		  "'%s'", path);
	const struct mc_json_node *root = mc_json_root(replay->stored);
	const struct mc_json_node *document = mc_json_first(mc_json_find(root, "documents"));

	if (!document)
		return mc_err_new(MC_E_INPUT, _("the stored result '%s' is damaged"), path);
	source->exercise = keep(replay, text_of(root, "exercise"));
	source->version = keep(replay, text_of(root, "version"));
	source->toolchain = keep(replay, text_of(root, "toolchain"));
	MC_TRY_AS(mc_document_read(&replay->recorded, mc_json_raw(replay->stored, document)), "'%s'", path);
	if (!source->exercise)
		source->exercise = replay->recorded.exercise;
	return NULL;
}

static struct mc_err *read_stored(struct mc_replay *replay, const char *school_dir, const char *key)
{
	MC_AUTOTEXT dir = mc_path_join(school_dir, MC_STORED_DIR);

	replay->source.key = mc_arena_strdup(&replay->arena, key);
	MC_TRY(mc_stored_read(&replay->text, dir, key));
	return take_stored(replay, key);
}

static struct mc_err *no_key(const char *prefix)
{
	return mc_err_hint(mc_err_new(MC_E_NOTHING, _("no stored result begins with '%s'"), prefix), "%s",
			   _("name a learner and an exercise: migracode replay <learner> <exercise>"));
}

/* The whole key that begins so. */
static struct mc_err *complete_key(const char **key, struct mc_arena *arena, const char *school_dir,
				   const char *prefix)
{
	MC_AUTOTEXT folder = mc_format("%s/%s/%.2s", school_dir, MC_STORED_DIR, prefix);
	MC_AUTO(mc_dir) files = MC_DIR_INIT;
	const char *found = NULL;
	size_t count = 0;

	if (!mc_file_exists(folder))
		return no_key(prefix);
	MC_TRY(mc_dir_read_files(&files, folder));
	for (size_t i = 0; i < files.count; i++) {
		bool is_key = strspn(files.names[i], hex_digits) == MC_STORED_KEY - 1 &&
			      !strcmp(files.names[i] + MC_STORED_KEY - 1, ".json");

		if (!is_key || strncmp(files.names[i], prefix, strlen(prefix)) != 0)
			continue;
		found = files.names[i];
		count++;
	}
	if (count == 0)
		return no_key(prefix);
	if (count > 1)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("%zu stored results begin with '%s'"), count,
					      prefix),
				   "%s", _("type more of it"));
	*key = mc_arena_copy(arena, found, MC_STORED_KEY - 1);
	return NULL;
}

/* ---- grades ---- */

static void take_grade(struct mc_replay *replay, const struct mc_office *office, const struct mc_grade *grade)
{
	struct mc_replay_source *source = &replay->source;

	source->learner = mc_arena_strdup(&replay->arena, grade->learner);
	source->commit = mc_arena_strdup(&replay->arena, grade->commit);
	source->place = mc_arena_format(&replay->arena, "%s/%s/%s.git", office->school.dir, MC_MIRROR_DIR,
					grade->learner);
}

/* What an event that recorded a grade says of it, when it is of this result. */
static struct mc_err *take_event(bool *is_found, struct mc_replay *replay, const struct mc_office *office,
				 const struct mc_query *query, const char **cohort)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_fields fields;

	MC_TRY(mc_fields_read(&fields, &arena, mc_str(mc_query_text(query, 1))));
	const char *key = mc_fields_text(&fields, "key");
	const char *commit = mc_fields_text(&fields, "commit");

	*is_found = key && commit && !strcmp(key, replay->source.key);
	if (!*is_found)
		return NULL;
	const struct mc_grade grade = { .learner = mc_query_text(query, 0), .commit = commit };

	take_grade(replay, office, &grade);
	*cohort = keep(replay, mc_fields_text(&fields, "cohort"));
	return NULL;
}

/* Looks for a grade that leads or led to a result, which does not say itself whose it is. */
static struct mc_err *search_log(bool *is_found, struct mc_replay *replay, const struct mc_office *office,
				 const char **cohort)
{
	struct mc_query *query = NULL;
	struct mc_err *err = NULL;
	bool has_row = true;

	*is_found = false;
	MC_TRY(mc_records_query(&query, office->records,
				"SELECT subject, body FROM event WHERE school_id = ?1"
				" AND kind = 'submission.graded' ORDER BY seq DESC"));
	while (!err && !*is_found && has_row) {
		err = mc_query_step(&has_row, query);
		if (!err && has_row)
			err = take_event(is_found, replay, office, query, cohort);
	}
	mc_query_reset(query);
	return err;
}

static struct mc_err *find_owner(struct mc_replay *replay, const struct mc_office *office,
				 const char **of_cohort)
{
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	const char *cohort = NULL;
	bool is_found = false;

	MC_TRY(search_log(&is_found, replay, office, &cohort));
	if (!is_found)
		return mc_err_hint(
			mc_err_new(MC_E_NOTHING, _("no grade leads to the result '%.12s'"),
				   replay->source.key),
			"%s", _("what was handed in is known by the grades: name a learner and an exercise"));
	MC_TRY(mc_cohorts_read(&cohorts, office->records, cohort));
	*of_cohort = keep(replay, cohorts.items[0].curriculum);
	return NULL;
}

static struct mc_err *find_by_key(struct mc_replay *replay, const struct mc_office *office,
				  const char *prefix, const char **of_cohort)
{
	const char *key = NULL;

	MC_TRY(complete_key(&key, &replay->arena, office->school.dir, prefix));
	MC_TRY(read_stored(replay, office->school.dir, key));
	return find_owner(replay, office, of_cohort);
}

static struct mc_err *find_by_learner(struct mc_replay *replay, const struct mc_office *office,
				      const struct mc_replay_wanted *wanted, const char **of_cohort)
{
	const char *exercise = wanted->result[1];
	struct mc_enrolment enrolment;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_grades) grades = MC_GRADES_INIT;

	MC_TRY(mc_learner_find(&enrolment, &replay->arena, office->records, wanted->result[0], wanted->cohort,
			       MC_ENROLMENT_ANY));
	/* Whoever moved is graded in the cohort that they moved to, which is the one that was named. */
	const char *cohort = wanted->cohort ? wanted->cohort : enrolment.cohort;

	MC_TRY(mc_cohorts_read(&cohorts, office->records, cohort));
	MC_TRY(mc_grades_read(&grades, office->records, cohort, enrolment.learner));
	const struct mc_grade *grade = mc_grades_find(&grades, enrolment.learner, exercise);

	if (!grade)
		return mc_err_hint(mc_err_new(MC_E_NOTHING, _("'%s' has no grade for '%s'"),
					      enrolment.learner, exercise),
				   _("grade first: migracode grade --cohort %s"), cohort);
	MC_TRY(read_stored(replay, office->school.dir, grade->key));
	take_grade(replay, office, grade);
	*of_cohort = keep(replay, cohorts.items[0].curriculum);
	return NULL;
}

/* ---- files ---- */

/* The document of one submission among those that 'grade --json' wrote. */
static struct mc_err *pick_document(struct mc_str *document, struct mc_replay *replay, const char *path,
				    const char *submission)
{
	MC_TRY_AS(mc_json_open_up_to(&replay->stored, NULL, replay->text.ptr, replay->text.len,
				     MC_DOCUMENT_MAX_BYTES),
		  "'%s'", path);
	const struct mc_json_node *results = mc_json_find(mc_json_root(replay->stored), "results");
	size_t count = 0;

	*document = (struct mc_str){ replay->text.ptr, replay->text.len };
	for (const struct mc_json_node *n = mc_json_first(results); n; n = mc_json_next(n)) {
		const char *name = text_of(n, "submission");

		if (submission && (!name || strcmp(name, submission) != 0))
			continue;
		*document = mc_json_raw(replay->stored, n);
		count++;
	}
	if (!results || count == 1)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' has %zu results that fit"), path, count), "%s",
			   _("name one: migracode replay <file> <submission>"));
}

static struct mc_err *find_in_file(struct mc_replay *replay, const struct mc_replay_wanted *wanted)
{
	const char *path = wanted->result[0];
	struct mc_replay_source *source = &replay->source;
	const struct mc_document *document = &replay->recorded;
	struct mc_str text;

	MC_TRY(mc_buf_read_file(&replay->text, path, MC_DOCUMENT_MAX_BYTES));
	MC_TRY(pick_document(&text, replay, path, wanted->result_count == 2 ? wanted->result[1] : NULL));
	MC_TRY_AS(mc_document_read(&replay->recorded, text), "'%s'", path);
	if (!document->submission)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' does not say whose result it is"), path),
				   "%s",
				   _("it is of the folder that 'check' ran in: run 'migracode check' there"));
	source->exercise = document->exercise;
	source->place = document->submission;
	source->commit = document->commit;
	source->version = document->version;
	return NULL;
}

/* ---- */

static bool is_key(const char *text)
{
	size_t len = strlen(text);

	return len >= LEAST_PREFIX && len < MC_STORED_KEY && strspn(text, hex_digits) == len;
}

static struct mc_err *find_in_school(struct mc_replay *replay, const struct mc_replay_wanted *wanted,
				     bool is_file)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	const char *of_cohort = NULL;

	MC_TRY(mc_office_open(&office, wanted->school, wanted->records, wanted->actor, wanted->asker));
	if (!is_file && wanted->result_count == 2)
		MC_TRY(find_by_learner(replay, &office, wanted, &of_cohort));
	else if (!is_file)
		MC_TRY(find_by_key(replay, &office, wanted->result[0], &of_cohort));
	return wanted->exercise_dir ? NULL : find_exercise(replay, &office, of_cohort);
}

struct mc_err *mc_replay_find(struct mc_replay *replay, const struct mc_replay_wanted *wanted)
{
	bool is_file = mc_file_is_regular(wanted->result[0]);

	if (is_file)
		MC_TRY(find_in_file(replay, wanted));
	else if (wanted->result_count == 1 && !is_key(wanted->result[0]))
		return mc_err_hint(
			mc_err_new(MC_E_USAGE, _("'%s' is no file and not the key of a stored result"),
				   wanted->result[0]),
			"%s", _("name a learner and an exercise: migracode replay <learner> <exercise>"));
	if (!is_file || !wanted->exercise_dir)
		MC_TRY(find_in_school(replay, wanted, is_file));
	if (wanted->exercise_dir)
		replay->source.exercise_dir = wanted->exercise_dir;
	return NULL;
}
