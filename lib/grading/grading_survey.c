/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "batch/survey.h"
#include "grade/submission_files.h"
#include "grading/grading_part.h"
#include "os/file.h"

/* One exercise of a learner in the order in which days of grace are used up. */
struct turn {
	size_t exercise;
	int64_t due_s;
	const char *id;
	struct mc_late_due due;
};

/* What is asked of one repository. */
struct asking {
	size_t learner;
	size_t *exercises; /* of the questions */
	struct mc_survey_question *questions;
	const char **arrival_commits;
	int64_t *arrivals;
};

struct survey {
	struct mc_grading_job *job;
	struct mc_arena arena; /* of one round */
	struct asking *asking;
	struct mc_survey_place *places;
	size_t place_count;
};

static int compare_turns(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	if (x->due_s != y->due_s)
		return x->due_s < y->due_s ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* ---- limits in time ---- */

/* When a submission was handed in: a time that is recorded for the same files stays. */
static int64_t submitted_s(const struct mc_grading_job *job, size_t learner, size_t exercise)
{
	const struct mc_grading *g = job->grading;
	const struct mc_survey_answer *answer = &mc_grading_at(g, learner, exercise)->answer;
	const struct mc_mirror *mirror = &g->learners[learner].mirror;
	const struct mc_grade *grade =
		mc_grades_find(&job->recorded, g->learners[learner].id, g->exercises[exercise].exercise->id);
	int64_t ms = 0;

	if (grade && !strcmp(grade->digest, answer->digest) && mc_time_read_ms(&ms, grade->submitted_at))
		return ms / 1000;
	if (answer->since_s != 0)
		return answer->since_s;
	return mirror->arrival_count > 0 ? mirror->arrivals[0].at_s : mirror->fetched_s;
}

/* Sets the limits of one learner; an exercise whose time is not known yet is taken to use no days. */
static void set_limits(const struct mc_grading_job *job, size_t learner, struct turn *turns)
{
	const struct mc_grading *g = job->grading;
	const struct mc_late_policy *policy = mc_deadlines_policy(job->deadlines);
	uint32_t grace_left = policy->grace_days;

	for (size_t e = 0; e < g->exercise_count; e++) {
		const struct mc_grading_exercise *x = &g->exercises[e];
		struct mc_late_due due =
			mc_deadlines_due(job->deadlines, g->learners[learner].id, x->module, x->exercise->id);

		turns[e] = (struct turn){ e, mc_late_due_s(&due), x->exercise->id, due };
	}
	qsort(turns, g->exercise_count, sizeof(*turns), compare_turns);
	for (size_t i = 0; i < g->exercise_count; i++) {
		struct mc_grading_cell *cell = mc_grading_cell_of(job, learner, turns[i].exercise);
		int64_t until = mc_late_until(policy, &turns[i].due, grace_left);

		until = until < job->wanted->at_s ? until : job->wanted->at_s;
		if (until != cell->until_s)
			cell->is_surveyed = false;
		cell->until_s = until;
		if (!cell->is_surveyed || cell->answer.state != MC_SURVEY_HANDED_IN)
			continue;
		cell->submitted_s = submitted_s(job, learner, turns[i].exercise);
		grace_left -= mc_late_grace(policy, &turns[i].due, cell->submitted_s, grace_left);
	}
}

/* ---- what is remembered ---- */

/* What an answer holds for: the tip, and with tests of kind git, which judge all branches, each of these. */
static const char *tip_of(const struct mc_grading_job *job, size_t learner, size_t exercise)
{
	const struct mc_mirror *mirror = &job->grading->learners[learner].mirror;
	bool has_all = mc_submission_wants_history(job->grading->exercises[exercise].exercise);

	return has_all && mirror->refs ? mirror->refs : mirror->tip;
}

static bool recall(const struct mc_grading_job *job, size_t learner, size_t exercise)
{
	const struct mc_grading *g = job->grading;
	const struct mc_exercise *x = g->exercises[exercise].exercise;
	struct mc_grading_cell *cell = mc_grading_cell_of(job, learner, exercise);
	const struct mc_survey_fact *fact =
		mc_survey_memory_find(&job->memory, g->learners[learner].id, x->id);

	if (!fact || strcmp(fact->tip, tip_of(job, learner, exercise)) != 0 ||
	    strcmp(fact->spec, x->hash) != 0 || fact->until_s != cell->until_s ||
	    fact->uses_arrival != mc_deadlines_policy(job->deadlines)->uses_arrival)
		return false;
	cell->answer = fact->answer;
	cell->is_surveyed = true;
	return true;
}

/* Answers for another day than today are not worth remembering: the next run asks for today again. */
static void remember(struct mc_grading_job *job, size_t learner, size_t exercise)
{
	const struct mc_grading *g = job->grading;
	const struct mc_grading_cell *cell = mc_grading_at(g, learner, exercise);
	const struct mc_survey_fact fact = {
		.learner = g->learners[learner].id,
		.exercise = g->exercises[exercise].exercise->id,
		.spec = g->exercises[exercise].exercise->hash,
		.tip = tip_of(job, learner, exercise),
		.until_s = cell->until_s,
		.uses_arrival = mc_deadlines_policy(job->deadlines)->uses_arrival,
		.answer = cell->answer,
	};

	if (job->wanted->at_s == MC_SURVEY_ALWAYS)
		mc_survey_memory_put(&job->memory, &fact);
}

/* ---- one round of asking ---- */

static void take_arrivals(struct survey *s, struct asking *asking, const struct mc_mirror *mirror)
{
	asking->arrival_commits =
		mc_arena_alloc(&s->arena, (mirror->arrival_count + 1) * sizeof(*asking->arrival_commits));
	asking->arrivals = mc_arena_alloc(&s->arena, (mirror->arrival_count + 1) * sizeof(*asking->arrivals));
	for (size_t i = 0; i < mirror->arrival_count; i++) {
		asking->arrival_commits[i] = mirror->arrivals[i].commit;
		asking->arrivals[i] = mirror->arrivals[i].at_s;
	}
}

/* Adds a repository with all that is not known of it; nothing when all is. */
static void ask(struct survey *s, size_t learner)
{
	const struct mc_grading *g = s->job->grading;
	const struct mc_mirror *mirror = &g->learners[learner].mirror;
	struct asking *asking = &s->asking[s->place_count];
	size_t count = 0;

	asking->learner = learner;
	asking->exercises = mc_arena_alloc(&s->arena, g->exercise_count * sizeof(*asking->exercises));
	asking->questions = mc_arena_alloc(&s->arena, g->exercise_count * sizeof(*asking->questions));
	for (size_t e = 0; e < g->exercise_count; e++) {
		const struct mc_grading_cell *cell = mc_grading_at(g, learner, e);

		if (cell->is_surveyed)
			continue;
		asking->exercises[count] = e;
		asking->questions[count++] =
			(struct mc_survey_question){ g->exercises[e].exercise, cell->until_s };
	}
	if (count == 0)
		return;
	take_arrivals(s, asking, mirror);
	s->places[s->place_count++] = (struct mc_survey_place){
		.repo = mirror->path,
		.tip = mirror->tip,
		.questions = asking->questions,
		.count = count,
		.arrival_commits = asking->arrival_commits,
		.arrivals = asking->arrivals,
		.arrival_count = mirror->arrival_count,
		.uses_arrival = mc_deadlines_policy(s->job->deadlines)->uses_arrival,
	};
}

static struct mc_err *answered(void *context, size_t index, const struct mc_survey_answer *answers,
			       const struct mc_err *err)
{
	const struct survey *s = context;
	const struct asking *asking = &s->asking[index];

	if (err) {
		mc_grading_fault(s->job, &s->job->grading->learners[asking->learner], MC_GRADING_PLACE_BROKEN,
				 err->msg);
		return NULL;
	}
	for (size_t i = 0; i < s->places[index].count; i++) {
		struct mc_grading_cell *cell =
			mc_grading_cell_of(s->job, asking->learner, asking->exercises[i]);

		cell->answer = answers[i];
		cell->is_surveyed = true;
		remember(s->job, asking->learner, asking->exercises[i]);
	}
	return NULL;
}

static bool is_readable(const struct mc_grading_learner *learner)
{
	return !learner->is_left_out && learner->mirror.tip && learner->place != MC_GRADING_PLACE_BROKEN;
}

/* What was recalled may have used days of grace, which moves the limits of later exercises. */
static void settle(struct mc_grading_job *job, size_t learner, struct turn *turns)
{
	bool is_more = true;

	while (is_more) {
		set_limits(job, learner, turns);
		is_more = false;
		for (size_t e = 0; e < job->grading->exercise_count; e++) {
			if (!mc_grading_at(job->grading, learner, e)->is_surveyed)
				is_more = recall(job, learner, e) || is_more;
		}
	}
}

static void prepare_round(struct survey *s, struct turn *turns)
{
	const struct mc_grading *g = s->job->grading;

	s->place_count = 0;
	for (size_t i = 0; i < g->learner_count; i++) {
		if (!is_readable(&g->learners[i]))
			continue;
		settle(s->job, i, turns);
		ask(s, i);
	}
}

static struct mc_err *run_rounds(struct survey *s)
{
	const struct mc_grading *g = s->job->grading;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct turn *turns = mc_arena_alloc(&arena, g->exercise_count * sizeof(*turns));

	s->asking = mc_arena_alloc(&arena, g->learner_count * sizeof(*s->asking));
	s->places = mc_arena_alloc(&arena, g->learner_count * sizeof(*s->places));
	/* Each round settles at least one more exercise of whoever has days of grace. */
	for (size_t round = 0; round <= g->exercise_count; round++) {
		prepare_round(s, turns);
		if (s->place_count == 0)
			break;
		const struct mc_survey survey = { .places = s->places,
						  .count = s->place_count,
						  .jobs = s->job->wanted->jobs,
						  .done = answered,
						  .context = s };

		MC_TRY(mc_survey_run(&survey));
		mc_arena_release(&s->arena);
	}
	return NULL;
}

/* ---- all ---- */

/* True when the last grading saw this very tip, and came to the end with what it found. */
static bool is_done_with(const struct mc_grading_job *job, size_t index)
{
	const struct mc_grading *g = job->grading;
	const struct mc_grading_learner *learner = &g->learners[index];
	size_t seen = 0;

	for (size_t e = 0; e < g->exercise_count; e++) {
		const char *id = g->exercises[e].exercise->id;
		const struct mc_survey_fact *fact = mc_survey_memory_find(&job->memory, learner->id, id);
		const struct mc_grade *grade = mc_grades_find(&job->recorded, learner->id, id);

		if (!fact || strcmp(fact->tip, tip_of(job, index, e)) != 0)
			continue;
		seen++;
		if (fact->answer.state == MC_SURVEY_HANDED_IN &&
		    (!grade || strcmp(grade->digest, fact->answer.digest) != 0))
			return false;
	}
	return seen > 0;
}

static void look_for_news(const struct mc_grading_job *job)
{
	struct mc_grading *g = job->grading;

	for (size_t i = 0; i < g->learner_count; i++) {
		struct mc_grading_learner *learner = &g->learners[i];

		learner->is_new = learner->mirror.tip && !is_done_with(job, i);
		learner->is_left_out = job->wanted->is_since_last && !learner->is_new;
	}
}

struct mc_err *mc_grading_survey(struct mc_grading_job *job)
{
	struct survey s = { .job = job, .arena = MC_ARENA_INIT };
	MC_AUTOTEXT path = mc_format("%s/" MC_STORED_DIR "/" MC_SURVEY_MEMORY "%s", job->wanted->school->dir,
				     job->grading->cohort);

	MC_TRY(mc_survey_memory_read(&job->memory, path));
	look_for_news(job);
	struct mc_err *err = run_rounds(&s);

	mc_arena_release(&s.arena);
	if (!err)
		err = mc_survey_memory_write(&job->memory, path);
	return err;
}
