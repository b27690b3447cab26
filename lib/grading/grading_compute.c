/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/time.h"
#include "base/vec.h"
#include "batch/batch.h"
#include "deadline/moment.h"
#include "grading/grading_part.h"
#include "grading/renewed.h"
#include "os/clock.h"
#include "os/file.h"
#include "result/result.h"

/* Results are recorded so many at a time, or after so long: a run that is killed loses no more than that
 * from the records, and nothing from the store. */
enum { RECORD_COUNT = 200, RECORD_EVERY_MS = 3000 };

/* Where an item of the batch belongs. */
struct place {
	size_t learner, exercise;
};

struct computing {
	struct mc_grading_job *job;
	char *store;
	struct mc_batch_exercise *exercises;
	struct mc_batch_item *items;
	struct place *places;
	size_t count, capacity, place_capacity;
	struct mc_grade *waiting; /* for the records */
	size_t waiting_count, waiting_capacity, place_count;
	struct mc_arena arena; /* of what waits */
	uint64_t recorded_ms;
};

static void computing_release(struct computing *c)
{
	free(c->store);
	free(c->exercises);
	free(c->items);
	free(c->places);
	free(c->waiting);
	mc_arena_release(&c->arena);
}

/* ---- recording ---- */

static struct mc_err *flush(struct computing *c)
{
	struct mc_err *err = mc_grades_record(c->job->wanted->records, c->waiting, c->waiting_count);

	c->recorded_ms = mc_clock_ms();
	if (err)
		return err;
	c->waiting_count = 0;
	mc_arena_release(&c->arena);
	return NULL;
}

/* The first failure is told at the end; until then what comes waits for the next try. */
static void flush_when_due(struct computing *c)
{
	bool is_due = c->waiting_count >= RECORD_COUNT || mc_clock_ms() - c->recorded_ms >= RECORD_EVERY_MS;

	if (is_due && !c->job->record_err)
		c->job->record_err = flush(c);
}

static const char *time_text(struct mc_arena *arena, int64_t unix_s)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_time_add(&text, unix_s);
	return mc_arena_strdup(arena, text.ptr);
}

static const char *day_text(struct mc_arena *arena, const char *zone, int64_t unix_s)
{
	char text[MC_MOMENT_TEXT];

	mc_moment_text(text, zone, unix_s);
	return mc_arena_copy(arena, text, strcspn(text, " "));
}

static void record(struct computing *c, const struct place *place)
{
	const struct mc_grading *g = c->job->grading;
	const struct mc_grading_learner *learner = &g->learners[place->learner];
	const struct mc_grading_exercise *exercise = &g->exercises[place->exercise];
	const struct mc_grading_cell *cell = mc_grading_at(g, place->learner, place->exercise);
	bool has_until = cell->until_s != MC_SURVEY_ALWAYS;
	bool is_dated = cell->answer.clock != MC_SURVEY_BY_NOBODY;

	*MC_VEC_ADD(c->waiting, c->waiting_count, c->waiting_capacity) = (struct mc_grade){
		.cohort = g->cohort,
		.learner = learner->id,
		.exercise = exercise->exercise->id,
		.module = exercise->module,
		.tip = learner->mirror.tip,
		.until = has_until ? time_text(&c->arena, cell->until_s) : NULL,
		.commit = cell->answer.commit,
		.digest = cell->answer.digest,
		.spec = exercise->exercise->hash,
		.tools = exercise->tools.fingerprint,
		.version = MC_VERSION,
		.key = cell->key,
		.verdict = mc_verdict_name(cell->verdict),
		.points = cell->points,
		.max = cell->max,
		.submitted_at = time_text(&c->arena, cell->submitted_s),
		.clock = mc_survey_clock_name(is_dated ? cell->answer.clock : MC_SURVEY_BY_ARRIVAL),
		.started_in = strcmp(learner->started_in, g->cohort) != 0 ? learner->started_in : NULL,
		.done_on = day_text(&c->arena, c->job->wanted->school->time_zone, cell->submitted_s),
	};
	flush_when_due(c);
}

/* ---- what is known ---- */

/* Takes what is recorded for this very key; false: it must be looked for, or computed.  What somebody removed
 * from the store is computed again, as nothing else could tell what the tests said. */
static bool take_recorded(const struct computing *c, struct mc_grading_cell *cell,
			  const struct mc_grade *grade)
{
	if (!grade || strcmp(grade->key, cell->key) != 0 ||
	    !mc_verdict_find(&cell->verdict, grade->verdict) || !mc_stored_has(c->store, cell->key))
		return false;
	cell->state = MC_GRADING_GRADED;
	cell->points = grade->points;
	cell->max = grade->max;
	return true;
}

static void add_item(struct computing *c, size_t learner, size_t exercise)
{
	const struct mc_grading *g = c->job->grading;
	const struct mc_grading_cell *cell = mc_grading_at(g, learner, exercise);
	struct mc_batch_item *item = MC_VEC_ADD(c->items, c->count, c->capacity);

	*item = (struct mc_batch_item){ .name = g->learners[learner].id,
					.repo = g->learners[learner].mirror.path,
					.commit = cell->answer.commit,
					.exercise = exercise };
	memcpy(item->digest, cell->answer.digest, sizeof(item->digest));
	memcpy(item->key, cell->key, sizeof(item->key));
	*MC_VEC_ADD(c->places, c->place_count, c->place_capacity) = (struct place){ learner, exercise };
}

static void look(struct computing *c, size_t learner, size_t exercise)
{
	struct mc_grading *g = c->job->grading;
	const struct mc_grading_exercise *x = &g->exercises[exercise];
	struct mc_grading_cell *cell = mc_grading_cell_of(c->job, learner, exercise);
	const struct mc_grade *grade =
		mc_grades_find(&c->job->recorded, g->learners[learner].id, x->exercise->id);

	if (cell->answer.state == MC_SURVEY_TOO_LATE)
		cell->state = MC_GRADING_TOO_LATE;
	else if (cell->answer.state != MC_SURVEY_HANDED_IN)
		cell->state = MC_GRADING_NOTHING;
	if (cell->answer.state != MC_SURVEY_HANDED_IN)
		return;
	cell->state = MC_GRADING_NO_VERDICT;
	mc_stored_key(cell->key, x->exercise->hash, cell->answer.digest, x->tools.fingerprint, MC_VERSION);
	if (take_recorded(c, cell, grade)) {
		g->known++;
		return;
	}
	mc_grading_renew(c->job, c->store, exercise, cell, grade);
	add_item(c, learner, exercise);
}

static void look_at_all(struct computing *c)
{
	const struct mc_grading *g = c->job->grading;

	for (size_t i = 0; i < g->learner_count; i++) {
		const struct mc_grading_learner *learner = &g->learners[i];

		for (size_t e = 0; e < g->exercise_count; e++) {
			struct mc_grading_cell *cell = mc_grading_cell_of(c->job, i, e);

			if (cell->is_surveyed)
				look(c, i, e);
			else if (learner->place == MC_GRADING_PLACE_EMPTY)
				cell->state = MC_GRADING_NOTHING;
		}
	}
}

/* ---- answers ---- */

static struct mc_err *done(void *context, const struct mc_batch_answer *answer)
{
	struct computing *c = context;
	struct mc_grading *g = c->job->grading;
	const struct place *place = &c->places[answer->index];
	struct mc_grading_cell *cell = mc_grading_cell_of(c->job, place->learner, place->exercise);
	struct mc_grading_event event = { .kind = answer->err ? MC_GRADING_FAULT : MC_GRADING_FINISHED,
					  .learner = &g->learners[place->learner],
					  .exercise = &g->exercises[place->exercise],
					  .cell = cell,
					  .reason = answer->reason };

	cell->verdict = answer->verdict;
	cell->is_computed = answer->is_computed;
	cell->reason = answer->reason[0] ? mc_arena_strdup(&g->arena, answer->reason) : NULL;
	if (!answer->err) {
		cell->state = MC_GRADING_GRADED;
		cell->points = answer->points;
		cell->max = answer->max;
		g->computed += answer->is_computed;
		g->known += !answer->is_computed;
		record(c, place);
	} else {
		g->faults++;
	}
	mc_grading_tell(c->job, event);
	return NULL;
}

static struct mc_err *run_batch(struct computing *c)
{
	const struct mc_grading_job *job = c->job;
	const struct mc_grading *g = job->grading;
	const char *const hide[] = { job->wanted->school->dir };

	c->exercises = mc_alloc_zero(g->exercise_count, sizeof(*c->exercises));
	for (size_t e = 0; e < g->exercise_count; e++)
		c->exercises[e] = (struct mc_batch_exercise){ .dir = g->exercises[e].dir,
							      .id = g->exercises[e].exercise->id,
							      .spec = g->exercises[e].exercise->hash,
							      .tools = g->exercises[e].tools.fingerprint };
	mc_grading_tell(job, (struct mc_grading_event){ .kind = MC_GRADING_COMPUTING, .total = c->count });
	const struct mc_batch batch = { .store = c->store,
					.exercises = c->exercises,
					.exercise_count = g->exercise_count,
					.items = c->items,
					.count = c->count,
					.langs = job->langs,
					.lang_count = job->lang_count,
					.jobs = job->wanted->jobs,
					.minimum = job->wanted->minimum,
					.takes_unverified = job->wanted->takes_unverified,
					.hide = hide,
					.hide_count = MC_COUNT(hide),
					.done = done,
					.context = c };

	if (c->count == 0)
		return NULL;
	return job->wanted->slurm ? mc_slurm_run(&batch, job->wanted->slurm) : mc_batch_run(&batch);
}

/* ---- all ---- */

static void count_all(struct mc_grading *g)
{
	for (size_t i = 0; i < g->learner_count * g->exercise_count; i++) {
		if (g->learners[i / g->exercise_count].is_left_out)
			continue;
		g->states[g->cells[i].state]++;
		if (g->cells[i].state == MC_GRADING_GRADED)
			g->verdicts[g->cells[i].verdict]++;
	}
}

/* What came is recorded also when the run ends early; only then an error of the records is told beside. */
static struct mc_err *record_rest(struct computing *c)
{
	struct mc_err *err = flush(c);

	if (!err) {
		mc_err_free(MC_TAKE(c->job->record_err));
		return NULL;
	}
	err = mc_err_wrap(err,
			  NP_("%zu result is kept in '%s', but not recorded",
			      "%zu results are kept in '%s', but not recorded", c->waiting_count),
			  c->waiting_count, c->store);
	return mc_err_hint(err, "%s",
			   _("mend the records and run the same command again: nothing is computed twice"));
}

struct mc_err *mc_grading_compute(struct mc_grading_job *job)
{
	__attribute__((cleanup(computing_release))) struct computing c = {
		.job = job,
		.store = mc_path_join(job->wanted->school->dir, MC_STORED_DIR),
		.arena = MC_ARENA_INIT,
		.recorded_ms = mc_clock_ms(),
	};

	look_at_all(&c);
	struct mc_err *err = run_batch(&c);
	struct mc_err *failed = record_rest(&c);

	count_all(job->grading);
	if (!err)
		return failed;
	mc_err_free(failed);
	return err;
}
