/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "course/time_test.h"
#include "grade/judge.h"
#include "grade/reference.h"

/*
 * The student's program and the reference solution run in turn, on the same machine and with the same input,
 * and the least processor time of each counts: whatever else the machine does only ever adds to it.  Where
 * that is not clear, a program is only called slow after more rounds than usual: a busy minute costs nobody
 * points.
 *
 * CLEAR: so many times below or above the border, CLEAR_ROUNDS tell.  NOISE_US: to start a program takes so
 * long that a smaller difference says nothing about it.
 */
enum { CLEAR = 2, CLEAR_ROUNDS = 2, MORE_TIMES = 3, NOISE_US = 5000 };

struct race {
	struct mc_job *job;
	struct mc_test_result *out; /* anything but a pass ends the race */
	struct mc_sandbox_run run;
	struct mc_expect *expect; /* what the reference prints; not given: not known yet */
	uint64_t own_us;	  /* the least so far; UINT64_MAX: none */
	uint64_t reference_us;
	bool was_stopped; /* own_us is where a limit ended it */
};

static void refuse(struct race *race, const char *what)
{
	mc_judge_fail(race->out, MC_GRADER_ERROR,
		      (struct mc_reason){ .code = MC_REASON_REFERENCE,
					  .detail = mc_arena_strdup(&race->job->result->arena, what) });
}

static bool is_status_right(const struct mc_test *test, const struct mc_sandbox_result *ran)
{
	return test->exit_status == MC_EXIT_ANY || ran->exit_status == test->exit_status;
}

static void expect_output(struct race *race, const struct mc_sandbox_result *ran)
{
	struct mc_str text = mc_job_keep(race->job, ran->out.ptr, ran->out.len);

	*race->expect = (struct mc_expect){
		.is_given = true, .text = text.ptr, .len = text.len, .compare = race->out->test->time->compare
	};
}

static struct mc_err *run_reference(struct race *race)
{
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;

	MC_TRY(mc_sandbox_run(&ran, race->job->twin, &race->run));
	if (ran.ending != MC_END_EXIT) {
		refuse(race, _("it crashes, meets a limit, or is not there"));
	} else if (!is_status_right(race->out->test, &ran)) {
		refuse(race, _("its exit status is not what the test expects"));
	} else {
		if (!race->expect->is_given)
			expect_output(race, &ran);
		race->reference_us = ran.cpu_us < race->reference_us ? ran.cpu_us : race->reference_us;
	}
	return NULL;
}

/* NOISE_US above the reference's time is never too much. */
static uint64_t allowed_us(const struct race *race)
{
	uint64_t allowed = (uint64_t)((double)race->reference_us * race->out->test->time->factor);
	uint64_t least = race->reference_us + NOISE_US;

	return allowed > least ? allowed : least;
}

/* Only what is right is worth a race. */
static struct mc_err *check_own(struct race *race, const struct mc_sandbox_result *ran)
{
	struct mc_test_result *out = race->out;
	bool is_equal = true;

	if (!mc_job_has_ended(race->job, out, &out->test->run, &race->run.limits, ran)) {
		mc_job_keep_output(race->job, out, ran);
		return NULL;
	}
	if (is_status_right(out->test, ran))
		return mc_job_compare(&is_equal, race->job, out, "stdout", race->expect,
				      (struct mc_str){ ran->out.ptr, ran->out.len });
	mc_judge_fail(out, MC_FAIL,
		      (struct mc_reason){ .code = MC_REASON_EXIT_STATUS,
					  .got = ran->exit_status,
					  .want = out->test->exit_status });
	mc_job_keep_output(race->job, out, ran);
	return NULL;
}

static struct mc_err *run_own(struct race *race)
{
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;

	MC_TRY(mc_sandbox_run(&ran, race->job->sandbox, &race->run));
	bool was_stopped = ran.ending == MC_END_CPU && ran.cpu_us > allowed_us(race);

	if (ran.cpu_us < race->own_us) {
		mc_job_keep_usage(race->out, &ran);
		race->own_us = ran.cpu_us;
		race->was_stopped = was_stopped;
	}
	return was_stopped ? NULL : check_own(race, &ran);
}

static bool is_decided(const struct race *race, uint32_t rounds)
{
	uint64_t allowed = allowed_us(race);
	uint32_t usual = race->out->test->time->rounds;

	if (rounds >= CLEAR_ROUNDS && (race->own_us <= allowed / CLEAR || race->own_us > allowed * CLEAR))
		return true;
	return rounds >= usual && (race->own_us <= allowed || rounds >= usual * MORE_TIMES);
}

/* Who is first changes, so that neither always finds a warm machine. */
static struct mc_err *run_race(struct race *race)
{
	for (uint32_t round = 0; round == 0 || !is_decided(race, round); round++) {
		MC_TRY(round % 2 == 0 ? run_reference(race) : run_own(race));
		if (race->out->verdict == MC_PASS)
			MC_TRY(round % 2 == 0 ? run_own(race) : run_reference(race));
		if (race->out->verdict != MC_PASS)
			return NULL;
	}
	if (race->own_us > allowed_us(race))
		mc_judge_fail(race->out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_SLOW,
						  .subject = mc_arena_format(&race->job->result->arena, "%g",
									     race->out->test->time->factor),
						  .got = (int64_t)race->own_us,
						  .want = (int64_t)race->reference_us,
						  .detail = race->was_stopped ? "stopped" : NULL });
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test *test = out->test;
	struct race race = { .job = job,
			     .out = out,
			     .run = { .argv = test->run.items,
				      .env = test->env.items,
				      .input = test->input,
				      .input_len = test->input_len,
				      .limits = mc_job_limits(job, test) },
			     .expect = mc_arena_alloc(&job->result->arena, sizeof(*race.expect)),
			     .own_us = UINT64_MAX,
			     .reference_us = UINT64_MAX };
	const char *broken;

	if (!mc_job_has_tools(out))
		return NULL;
	race.expect->is_given = false;
	MC_TRY(mc_reference_prepare(&broken, job));
	if (broken) {
		refuse(&race, broken);
		return NULL;
	}
	return run_race(&race);
}

const struct mc_judge mc_judge_time = { .needs_sandbox = true, .needs_build = true, .judge = judge };
