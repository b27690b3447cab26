/* SPDX-License-Identifier: MIT */
#include "grading/grading.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "grading/grading_part.h"
#include "os/clock.h"

#define X(constant, name) name,
static const char *const states[] = { MC_GRADING_STATES(X) };
static const char *const places[] = { MC_GRADING_PLACES(X) };
static const char *const events[] = { MC_GRADING_EVENTS(X) };
#undef X

const char *mc_grading_state_name(enum mc_grading_state state)
{
	return states[state];
}

const char *mc_grading_place_name(enum mc_grading_place place)
{
	return places[place];
}

const char *mc_grading_event_name(enum mc_grading_event_kind kind)
{
	return events[kind];
}

void mc_grading_release(struct mc_grading *grading)
{
	for (size_t i = 0; i < grading->exercise_count; i++) {
		mc_exercise_free(grading->exercises[i].exercise);
		mc_toolchain_release(&grading->exercises[i].tools);
	}
	free(grading->exercises);
	free(grading->learners);
	free(grading->cells);
	free(grading->renewed);
	mc_arena_release(&grading->arena);
	*grading = (struct mc_grading)MC_GRADING_INIT;
}

struct mc_grading_cell *mc_grading_cell_of(const struct mc_grading_job *job, size_t learner, size_t exercise)
{
	return &job->grading->cells[learner * job->grading->exercise_count + exercise];
}

const struct mc_grading_cell *mc_grading_at(const struct mc_grading *grading, size_t learner, size_t exercise)
{
	return &grading->cells[learner * grading->exercise_count + exercise];
}

/* ---- telling ---- */

void mc_grading_tell(const struct mc_grading_job *job, struct mc_grading_event event)
{
	event.grading = job->grading;
	if (job->wanted->watch)
		job->wanted->watch(job->wanted->context, &event);
}

void mc_grading_fault(const struct mc_grading_job *job, struct mc_grading_learner *learner,
		      enum mc_grading_place place, const char *reason)
{
	learner->place = place;
	learner->reason = mc_arena_strdup(&job->grading->arena, reason);
	job->grading->faults++;
	mc_grading_tell(job, (struct mc_grading_event){ .kind = MC_GRADING_FAULT,
							.learner = learner,
							.reason = learner->reason });
}

/* ---- all steps ---- */

/* What was found is worth keeping when the last step fails, too. */
static struct mc_err *steps(struct mc_grading_job *job)
{
	MC_TRY(mc_grading_plan(job));
	mc_grading_tell(job, (struct mc_grading_event){ .kind = MC_GRADING_STARTED });
	MC_TRY(mc_grading_fetch(job));
	MC_TRY(mc_grading_survey(job));
	MC_TRY(mc_grading_compute(job));
	mc_grading_tell(job, (struct mc_grading_event){ .kind = MC_GRADING_DONE });
	return NULL;
}

struct mc_err *mc_grading_run(struct mc_grading *grading, const struct mc_grading_wanted *wanted)
{
	struct mc_grading_job job = { .grading = grading,
				      .wanted = wanted,
				      .recorded = MC_GRADES_INIT,
				      .memory = MC_SURVEY_MEMORY_INIT };

	grading->at_s = mc_clock_unix_ms() / 1000;
	struct mc_err *err = steps(&job);

	if (!err)
		err = MC_TAKE(job.record_err);
	mc_err_free(job.record_err);
	mc_survey_memory_release(&job.memory);
	mc_deadlines_free(job.deadlines);
	mc_grades_release(&job.recorded);
	return err;
}
