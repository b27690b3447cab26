/* SPDX-License-Identifier: MIT */
/* One program that is talked to: pipes, a terminal, limits, endings. */
#include "live.h"

static void talks_through_pipes(void **state)
{
	MC_AUTOPTR(mc_live)
	live = start(*state, "read a; echo $a; echo oops >&2; cat; test -t 0; exit $?", MC_LIVE_PIPES);

	assert_false(mc_live_is_echoing(live));
	mc_live_say(live, mc_str("one\n"));
	expect_output(live, "one\n");
	mc_live_say(live, mc_str("two"));
	expect_output(live, "one\ntwo");
	assert_true(mc_str_is_equal(mc_live_errors(live), mc_str("oops\n")));
	mc_live_close_input(live);
	mc_live_say(live, mc_str("never"));
	expect_end(live, MC_END_EXIT, 1, "one\ntwo");
}

static void talks_on_a_terminal(void **state)
{
	MC_AUTOPTR(mc_live)
	live = start(
		*state,
		"test -t 0 && test -t 1 && test -t 2 && echo $TERM; while read a; do echo \"<$a>\" >&2; done",
		MC_LIVE_TERMINAL);

	mc_live_say(live, mc_str("one\ntwo \003\021\022\023\025\027\032\177\n"));
	expect_output(live, "dumb\n<one>\n<two \003\021\022\023\025\027\032\177>\n");
	mc_live_say(live, mc_str("end"));
	mc_live_close_input(live);
	expect_end(live, MC_END_EXIT, 0, NULL);
}

/* What the C library keeps back from a pipe it writes to a terminal before it reads. */
static void sees_a_prompt_without_line_end(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "exec ./ask", MC_LIVE_TERMINAL);

	expect_output(live, "Name? ");
	mc_live_say(live, mc_str("Amina\n"));
	expect_end(live, MC_END_EXIT, 0, "Name? Hello, Amina\n");
}

static void ends_the_input_of_a_terminal(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "exec ./ask", MC_LIVE_TERMINAL);

	mc_live_close_input(live);
	expect_end(live, MC_END_EXIT, 1, "Name? nobody\n");
}

static void says_when_the_program_echoes(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "read go; stty echo; echo on; read a", MC_LIVE_TERMINAL);

	assert_false(mc_live_is_echoing(live));
	mc_live_say(live, mc_str("go\n"));
	expect_output(live, "on\n");
	assert_true(mc_live_is_echoing(live));
	mc_live_say(live, mc_str("seen\n"));
	expect_end(live, MC_END_EXIT, 0, "on\nseen\n");
}

static void gives_nothing_away_by_a_terminal(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "exec ./keys", MC_LIVE_TERMINAL);

	expect_end(live, MC_END_EXIT, 0, "bad 0\n");
}

static void says_that_nothing_happened(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "read a", MC_LIVE_PIPES);
	struct mc_live_state seen;

	assert_ok(mc_live_wait(&seen, live, NULL, 0, 60));
	assert_true(seen.is_late && !seen.has_new && !seen.has_ended);
	mc_live_close_input(live);
	assert_ok(mc_live_wait(&seen, live, NULL, 0, PATIENCE_MS));
	assert_true(seen.has_ended && !seen.is_late);
	/* Once ended it stays so, whatever is asked. */
	assert_ok(mc_live_wait(&seen, live, NULL, 0, PATIENCE_MS));
	assert_true(seen.has_ended);
	assert_ok(mc_live_stop(live));
	expect_end(live, MC_END_EXIT, 1, "");
}

/* What sleeps is not busy, however long it takes; what is at work is, though it says nothing. */
static void tells_work_from_sleep(void **state)
{
	MC_AUTOPTR(mc_live)
	live = start(*state, "read a; while :; do :; done", MC_LIVE_PIPES);
	struct mc_live_state seen;
	bool is_busy = true;

	for (int i = 0; i < 100 && is_busy; i++) {
		assert_ok(mc_live_wait(&seen, live, NULL, 0, 20));
		assert_ok(mc_live_is_busy(&is_busy, live));
	}
	assert_false(is_busy);
	mc_live_say(live, mc_str("go\n"));
	for (int i = 0; i < 100 && !is_busy; i++) {
		assert_ok(mc_live_wait(&seen, live, NULL, 0, 20));
		assert_ok(mc_live_is_busy(&is_busy, live));
	}
	assert_true(is_busy);
	assert_ok(mc_live_stop(live));
	while (!seen.has_ended)
		assert_ok(mc_live_wait(&seen, live, NULL, 0, PATIENCE_MS));
	assert_ok(mc_live_is_busy(&is_busy, live));
	assert_false(is_busy);
}

static void wakes_for_what_else_is_waited_for(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "read a", MC_LIVE_PIPES);
	struct mc_live_state seen;
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	struct pollfd more = { .fd = fds[0], .events = POLLIN };

	assert_int_equal(write(fds[1], "x", 1), 1);
	assert_ok(mc_live_wait(&seen, live, &more, 1, PATIENCE_MS));
	assert_true((more.revents & POLLIN) && !seen.is_late && !seen.has_ended);
	assert_err(MC_E_INPUT, mc_live_wait(&seen, live, &more, MC_LIVE_MAX_MORE + 1, 0));
	close(fds[0]);
	close(fds[1]);
}

static void keeps_limits_while_it_waits(void **state)
{
	struct mc_limits hasty = small;

	hasty.wall_ms = 300;
	hasty.cpu_ms = 200;
	for (int join = MC_LIVE_PIPES; join <= MC_LIVE_TERMINAL; join++) {
		struct mc_live *live =
			start_within(*state, "read a; read b", (enum mc_live_join)join, &hasty);

		expect_end(live, MC_END_WALL, 0, "");
		mc_live_free(live);
		hasty.wall_ms = 30000;
		live = start_within(*state, "while :; do :; done", (enum mc_live_join)join, &hasty);
		expect_end(live, MC_END_CPU, 0, "");
		mc_live_free(live);
		hasty.wall_ms = 300;
	}
}

/* Neither side reads while the other writes: nobody may be stuck. */
static void bears_a_flood_while_it_says(void **state)
{
	static char much[1024 * 1024];

	memset(much, 'x', sizeof(much));
	for (size_t i = 79; i < sizeof(much); i += 80)
		much[i] = '\n';
	for (int join = MC_LIVE_PIPES; join <= MC_LIVE_TERMINAL; join++) {
		MC_AUTOPTR(mc_live) live = start(*state, "exec yes", (enum mc_live_join)join);
		MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

		mc_live_say(live, (struct mc_str){ much, sizeof(much) });
		assert_ok(mc_live_end(&result, live));
		assert_int_equal(result.ending, MC_END_OUTPUT);
		assert_int_equal(result.out.len, 64 * 1024);
	}
}

static void says_more_than_fits_at_once(void **state)
{
	enum { LINES = 20000 };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (int i = 0; i < LINES; i++)
		mc_buf_addz(&text, "a line of some length\n");
	for (int join = MC_LIVE_PIPES; join <= MC_LIVE_TERMINAL; join++) {
		MC_AUTOPTR(mc_live) live = start(*state, "wc -l", (enum mc_live_join)join);
		MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

		mc_live_say(live, (struct mc_str){ text.ptr, text.len });
		mc_live_close_input(live);
		assert_ok(mc_live_end(&result, live));
		assert_int_equal(strtol(result.out.ptr, NULL, 10), LINES);
	}
}

static void stops_a_program_without_blame(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "trap '' TERM; echo up; sleep 50; sleep 50", MC_LIVE_PIPES);
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	expect_output(live, "up\n");
	assert_ok(mc_live_stop(live));
	assert_ok(mc_live_end(&result, live));
	assert_true(result.was_stopped);
	assert_int_equal(result.ending, MC_END_SIGNAL);
	assert_string_equal(result.out.ptr, "up\n");
}

static void runs_one_program_at_a_time(void **state)
{
	const char *const argv[] = { "true", NULL };
	struct mc_sandbox_run run = { .argv = argv, .limits = small };
	struct mc_sandbox_result result = MC_SANDBOX_RESULT_INIT;
	struct mc_live *live = start(*state, "sleep 50", MC_LIVE_TERMINAL);

	assert_err(MC_E_INPUT, mc_sandbox_run(&result, *state, &run));
	/* Freed in the middle, it is gone, and the submission is as it was. */
	mc_live_free(live);
	assert_ok(mc_sandbox_run(&result, *state, &run));
	assert_int_equal(result.ending, MC_END_EXIT);
	mc_sandbox_result_release(&result);
}

static void bears_the_end_of_the_submission(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "sleep 50", MC_LIVE_PIPES);
	struct mc_live_state seen;

	assert_ok(mc_sandbox_end(*state));
	assert_err(MC_E_IO, mc_live_wait(&seen, live, NULL, 0, 0));
	begin(*state);
}

static void says_why_it_did_not_start(void **state)
{
	const char *const argv[] = { "./missing", NULL };
	const char *const none[] = { NULL };
	struct mc_live_plan plan = { .run = { .argv = argv, .limits = small }, .join = MC_LIVE_TERMINAL };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;
	MC_AUTOPTR(mc_live) live = NULL;
	MC_AUTOPTR(mc_live) other = NULL;

	assert_ok(mc_live_start(&live, *state, &plan));
	assert_ok(mc_live_end(&result, live));
	assert_int_equal(result.ending, MC_END_NOT_STARTED);
	assert_int_equal(result.start_errno, ENOENT);
	plan.run.argv = none;
	assert_err(MC_E_INPUT, mc_live_start(&other, *state, &plan));
	mc_live_free(start(*state, "true", MC_LIVE_PIPES));
}

static void ask_nothing(int number)
{
	(void)number;
}

static void can_be_interrupted(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "sleep 50", MC_LIVE_PIPES);
	struct sigaction action = { .sa_handler = ask_nothing };
	struct mc_live_state seen;

	sigaction(SIGALRM, &action, NULL);
	alarm(1);
	assert_err(MC_E_INTERRUPTED, mc_live_wait(&seen, live, NULL, 0, -1));
	assert_err(MC_E_IO, mc_live_wait(&seen, live, NULL, 0, -1));
	begin(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(talks_through_pipes),
		cmocka_unit_test(talks_on_a_terminal),
		cmocka_unit_test(sees_a_prompt_without_line_end),
		cmocka_unit_test(ends_the_input_of_a_terminal),
		cmocka_unit_test(says_when_the_program_echoes),
		cmocka_unit_test(gives_nothing_away_by_a_terminal),
		cmocka_unit_test(says_that_nothing_happened),
		cmocka_unit_test(tells_work_from_sleep),
		cmocka_unit_test(wakes_for_what_else_is_waited_for),
		cmocka_unit_test(keeps_limits_while_it_waits),
		cmocka_unit_test(bears_a_flood_while_it_says),
		cmocka_unit_test(says_more_than_fits_at_once),
		cmocka_unit_test(stops_a_program_without_blame),
		cmocka_unit_test(runs_one_program_at_a_time),
		cmocka_unit_test(bears_the_end_of_the_submission),
		cmocka_unit_test(says_why_it_did_not_start),
		cmocka_unit_test(can_be_interrupted),
	};

	return run_all(tests, MC_COUNT(tests), 4);
}
