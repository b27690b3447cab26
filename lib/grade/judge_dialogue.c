/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "base/i18n.h"
#include "course/dialogue_test.h"
#include "grade/judge.h"
#include "os/clock.h"
#include "os/sandbox_live.h"
#include "result/compare.h"
#include "result/transcript.h"

/*
 * A turn waits for its text, then types its answer, as a person would: not before the program has said all
 * and is silent.  How long a program may be silent is told in processor time that nobody wants, so that a
 * busy machine makes no student fail.
 */
enum { SETTLE_MS = 5, BUSY_MS = 50 };

/* Processor time for all looking at what a program says: a pattern that is slow on it is tried again whenever
 * more has come. */
enum { LOOK_LIMIT_S = 5 };

/** How a wait for a text came out. */
enum seen {
	SEEN_TEXT,
	SEEN_SILENCE,
	SEEN_END,
};

/* One conversation under way. */
struct talk {
	struct mc_job *job;
	struct mc_test_result *out;
	const struct mc_dialogue_test *dialogue;
	struct mc_live *live;
	struct mc_transcript transcript;
	size_t raw;	   /* bytes of the program's output that were heard */
	size_t raw_errors; /* with pipes, stderr is heard too */
	size_t from;	   /* where in transcript.heard the turn begins */
	size_t turn;	   /* counted from 0 */
	bool was_echoing;
	bool has_ended;
	clock_t looked; /* processor time that looking has taken */
};

static void talk_release(struct talk *talk)
{
	mc_live_free(talk->live);
	mc_transcript_release(&talk->transcript);
}

static void hear_more(struct talk *talk, struct mc_str all, size_t *heard, bool is_echoing)
{
	mc_transcript_hear(&talk->transcript, (struct mc_str){ all.ptr + *heard, all.len - *heard },
			   is_echoing);
	*heard = all.len;
}

/* Waits, and hears what has come. */
static struct mc_err *listen(struct mc_live_state *state, struct talk *talk, int timeout_ms)
{
	MC_TRY(mc_live_wait(state, talk->live, NULL, 0, timeout_ms));
	talk->was_echoing |= state->has_new && mc_live_is_echoing(talk->live);
	hear_more(talk, mc_live_output(talk->live), &talk->raw, talk->was_echoing);
	hear_more(talk, mc_live_errors(talk->live), &talk->raw_errors, false);
	talk->has_ended = state->has_ended;
	return NULL;
}

/* Until the program has said all and waits, has ended, or the time is over. */
static struct mc_err *settle(struct talk *talk, uint64_t until_ms)
{
	struct mc_live_state state = { .has_new = true };
	bool is_busy = true;

	while (!state.has_ended && (state.has_new || is_busy) && mc_clock_ms() < until_ms) {
		MC_TRY(listen(&state, talk, SETTLE_MS));
		MC_TRY(mc_live_is_busy(&is_busy, talk->live));
	}
	return NULL;
}

static struct mc_str rest_of(const struct talk *talk)
{
	const struct mc_buf *heard = &talk->transcript.heard;

	return (struct mc_str){ heard->ptr + talk->from, heard->len - talk->from };
}

static struct mc_err *is_found(bool *found, struct talk *talk, const struct mc_expect *expect,
			       struct mc_str text)
{
	MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;
	clock_t start = clock();

	MC_TRY(mc_compare_texts(&outcome, expect, text.ptr, text.len));
	talk->looked += clock() - start;
	if (talk->looked > LOOK_LIMIT_S * CLOCKS_PER_SEC)
		return mc_err_new(MC_E_LIMIT, "%s", _("what the program says takes too long to compare"));
	*found = outcome.reason == MC_REASON_NONE;
	return NULL;
}

/* True for comparisons that look for something in a text, which may go on behind it. */
static bool is_search(const struct mc_expect *expect)
{
	return expect->compare.mode == MC_COMPARE_CONTAINS || expect->compare.mode == MC_COMPARE_REGEX;
}

/* The shortest start of text in which expect is found, as it is in the whole: however the output came in
 * pieces, a turn without an answer ends at the same place. */
static struct mc_err *end_of_match(size_t *end, struct talk *talk, const struct mc_expect *expect,
				   struct mc_str text)
{
	size_t low = 0;
	size_t high = text.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		bool found;

		MC_TRY(is_found(&found, talk, expect, (struct mc_str){ text.ptr, middle }));
		if (found)
			high = middle;
		else
			low = middle + 1;
	}
	*end = high;
	return NULL;
}

/* The program is silent for wait_ms, and wants to be. */
static struct mc_err *is_given_up(bool *is_late, struct talk *talk, uint64_t until_ms)
{
	bool is_busy = false;

	*is_late = mc_clock_ms() >= until_ms;
	if (*is_late)
		MC_TRY(mc_live_is_busy(&is_busy, talk->live));
	*is_late &= !is_busy;
	return NULL;
}

static int left_ms(uint64_t until_ms)
{
	uint64_t now_ms = mc_clock_ms();

	return now_ms < until_ms ? (int)(until_ms - now_ms) : BUSY_MS;
}

/* What is compared whole is complete only when the program is silent. */
static struct mc_err *look(bool *found, struct talk *talk, const struct mc_expect *expect, uint64_t until_ms)
{
	MC_TRY(is_found(found, talk, expect, rest_of(talk)));
	if (!*found || is_search(expect))
		return NULL;
	MC_TRY(settle(talk, until_ms));
	return is_found(found, talk, expect, rest_of(talk));
}

static struct mc_err *wait_for(enum seen *seen, struct talk *talk, const struct mc_expect *expect)
{
	uint64_t until_ms = mc_clock_ms() + talk->dialogue->wait_ms;
	struct mc_live_state state = { .has_ended = talk->has_ended };
	bool found = false;
	bool is_late = false;

	/* What came with the last piece may hold the text already. */
	MC_TRY(look(&found, talk, expect, until_ms));
	while (!found && !talk->has_ended && !is_late) {
		MC_TRY(listen(&state, talk, left_ms(until_ms)));
		if (state.has_new)
			MC_TRY(look(&found, talk, expect, until_ms));
		if (!found)
			MC_TRY(is_given_up(&is_late, talk, until_ms));
	}
	*seen = found ? SEEN_TEXT : talk->has_ended ? SEEN_END : SEEN_SILENCE;
	return NULL;
}

static void type_answer(struct talk *talk, struct mc_str answer)
{
	talk->was_echoing = mc_live_is_echoing(talk->live);
	mc_transcript_type(&talk->transcript, answer);
	talk->from = talk->transcript.heard.len;
	mc_live_say(talk->live, answer);
	mc_live_say(talk->live, mc_str("\n"));
}

/* ---- verdicts ---- */

/* The text of the last turn before this one that has any, when the program printed it again. */
static struct mc_err *asked_before(const struct mc_expect **again, struct talk *talk)
{
	*again = NULL;
	for (size_t i = talk->turn; i-- > 0;) {
		const struct mc_turn *turn = &talk->dialogue->turns[i];
		bool found;

		if (!turn->expect.is_given)
			continue;
		MC_TRY(is_found(&found, talk, &turn->expect, rest_of(talk)));
		if (found && turn->has_answer)
			*again = &turn->expect;
		return NULL;
	}
	return NULL;
}

static const char *keep_text(struct talk *talk, const struct mc_expect *expect)
{
	return mc_arena_format(&talk->job->result->arena, "%.*s", (int)expect->len, expect->text);
}

static void fail_turn(struct talk *talk, const struct mc_expect *expect, struct mc_reason reason)
{
	struct mc_str rest = rest_of(talk);

	talk->out->expect = expect;
	talk->out->actual = mc_job_keep(talk->job, rest.ptr, rest.len);
	reason.got = (int64_t)talk->turn + 1;
	mc_judge_fail(talk->out, MC_FAIL, reason);
}

static struct mc_err *fail_silent(struct talk *talk, const struct mc_expect *expect)
{
	const struct mc_expect *again;
	struct mc_reason reason = { .code = MC_REASON_PROMPT, .subject = keep_text(talk, expect) };

	MC_TRY(asked_before(&again, talk));
	reason.want = (int64_t)rest_of(talk).len;
	if (again)
		reason =
			(struct mc_reason){ .code = MC_REASON_ASKS_AGAIN, .subject = keep_text(talk, again) };
	/* The usual cause, and one that a beginner cannot see. */
	else if (reason.want == 0 && talk->dialogue->has_pipes)
		reason.detail = "pipes";
	fail_turn(talk, expect, reason);
	return NULL;
}

/* The program must end by itself: it does not wait for more than the dialogue has. */
static struct mc_err *await_end(struct talk *talk)
{
	uint64_t until_ms = mc_clock_ms() + talk->dialogue->wait_ms;
	struct mc_live_state state;
	const struct mc_expect *again;
	bool is_late = false;

	if (talk->dialogue->ends_input)
		mc_live_close_input(talk->live);
	while (!talk->has_ended && !is_late) {
		MC_TRY(listen(&state, talk, left_ms(until_ms)));
		MC_TRY(is_given_up(&is_late, talk, until_ms));
	}
	if (talk->has_ended)
		return NULL;
	talk->turn = talk->dialogue->turn_count;
	MC_TRY(asked_before(&again, talk));
	fail_turn(talk, NULL,
		  (struct mc_reason){ .code = again ? MC_REASON_ASKS_AGAIN : MC_REASON_NOT_ENDED,
				      .subject = again ? keep_text(talk, again) : NULL,
				      .want = talk->dialogue->ends_input });
	return NULL;
}

/* ---- the conversation ---- */

/* The last thing to be said is all that comes before the end. */
static bool is_last_word(const struct talk *talk, const struct mc_turn *turn)
{
	return talk->turn + 1 == talk->dialogue->turn_count && !turn->has_answer && !is_search(&turn->expect);
}

static struct mc_err *check_last_word(struct talk *talk, const struct mc_expect *expect)
{
	MC_TRY(await_end(talk));
	if (talk->out->verdict != MC_PASS)
		return NULL;
	struct mc_str rest = rest_of(talk);
	bool is_equal;

	return mc_job_compare(&is_equal, talk->job, talk->out, "stdout", expect, rest);
}

static struct mc_err *hold_turn(struct talk *talk, const struct mc_turn *turn)
{
	enum seen seen = SEEN_TEXT;
	size_t end = 0;

	if (turn->expect.is_given)
		MC_TRY(wait_for(&seen, talk, &turn->expect));
	if (seen == SEEN_SILENCE)
		return fail_silent(talk, &turn->expect);
	if (seen == SEEN_END) {
		fail_turn(talk, &turn->expect,
			  (struct mc_reason){ .code = MC_REASON_PROMPT_ENDED,
					      .subject = keep_text(talk, &turn->expect),
					      .detail = rest_of(talk).len > 0 ? "text" : NULL });
		return NULL;
	}
	if (turn->has_answer && turn->expect.is_given)
		MC_TRY(settle(talk, mc_clock_ms() + talk->dialogue->wait_ms));
	if (turn->has_answer) {
		type_answer(talk, turn->answer);
		return NULL;
	}
	struct mc_str rest = rest_of(talk);

	end = rest.len;
	if (is_search(&turn->expect))
		MC_TRY(end_of_match(&end, talk, &turn->expect, rest));
	talk->from += end;
	return NULL;
}

static struct mc_err *hold(struct talk *talk)
{
	const struct mc_dialogue_test *dialogue = talk->dialogue;

	for (; talk->turn < dialogue->turn_count; talk->turn++) {
		const struct mc_turn *turn = &dialogue->turns[talk->turn];

		if (is_last_word(talk, turn))
			return check_last_word(talk, &turn->expect);
		MC_TRY(hold_turn(talk, turn));
		if (talk->out->verdict != MC_PASS)
			return NULL;
	}
	return await_end(talk);
}

/* The text that the test waited for when the program ran out of time; NULL: none. */
static const char *awaited(struct talk *talk, const struct mc_reason *reason)
{
	bool is_time = reason->code == MC_REASON_CPU_TIME || reason->code == MC_REASON_WALL_TIME;
	const struct mc_turn *turn = &talk->dialogue->turns[talk->turn];

	if (!is_time || talk->turn >= talk->dialogue->turn_count || !turn->expect.is_given)
		return NULL;
	return keep_text(talk, &turn->expect);
}

/* A program that crashed or broke a limit says so first: a prompt that did not come follows from it. */
static void judge_end(struct talk *talk, const struct mc_sandbox_run *run,
		      const struct mc_sandbox_result *ran)
{
	const struct mc_test *test = talk->out->test;
	struct mc_test_result ended = { .test = test, .verdict = MC_PASS, .points = test->points };
	struct mc_test_result *out = talk->out;

	mc_job_keep_usage(out, ran);
	out->lost_bytes = ran->out_lost + ran->err_lost;
	if (ran->was_stopped)
		return;
	if (!mc_job_has_ended(talk->job, &ended, &test->run, &run->limits, ran)) {
		out->expect = NULL;
		ended.reason.subject = awaited(talk, &ended.reason);
		mc_judge_fail(out, ended.verdict, ended.reason);
	} else if (out->reason.code == MC_REASON_PROMPT_ENDED) {
		out->reason.want = ran->exit_status;
	} else if (out->verdict == MC_PASS && test->exit_status != MC_EXIT_ANY &&
		   ran->exit_status != test->exit_status) {
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_EXIT_STATUS,
						  .got = ran->exit_status,
						  .want = test->exit_status });
	}
}

static struct mc_err *talk_to(struct talk *talk, const struct mc_sandbox_run *run)
{
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;

	MC_TRY(hold(talk));
	if (!talk->has_ended)
		MC_TRY(mc_live_stop(talk->live));
	MC_TRY(mc_live_end(&ran, talk->live));
	mc_transcript_end(&talk->transcript);
	judge_end(talk, run, &ran);
	const struct mc_buf *text = &talk->transcript.text;

	if (talk->out->verdict != MC_PASS)
		talk->out->output = mc_job_keep(talk->job, text->ptr, text->len);
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test *test = out->test;
	const struct mc_dialogue_test *dialogue = test->dialogue;
	const struct mc_live_plan plan = { .run = { .argv = test->run.items,
						    .env = test->env.items,
						    .limits = mc_job_limits(job, test),
						    .keeps_files = job->exercise->keeps_files },
					   .join = dialogue->has_pipes ? MC_LIVE_PIPES : MC_LIVE_TERMINAL };
	MC_AUTO(talk)
	talk = { .job = job, .out = out, .dialogue = dialogue, .transcript = MC_TRANSCRIPT_INIT };

	if (!mc_job_has_tools(out))
		return NULL;
	MC_TRY(mc_live_start(&talk.live, job->sandbox, &plan));
	return talk_to(&talk, &plan.run);
}

const struct mc_judge mc_judge_dialogue = { .needs_sandbox = true, .needs_build = true, .judge = judge };
