/* SPDX-License-Identifier: MIT */
#include "grade/pool.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "os/file.h"
#include "temp.h"

enum { PIECES = 6, WAITING = 2, MOST_TRIES = 3000 };

struct seen {
	unsigned times[PIECES];
	bool dies; /* the child dies over piece 3, once */
};

static struct mc_err *open_nothing(void **state, void *context)
{
	(void)context;
	*state = NULL;
	return NULL;
}

/* Piece 0 waits until piece 5 has been done, which is handed out last. */
static struct mc_err *work(struct mc_buf *answer, void *state, void *context, struct mc_sandbox *sandbox,
			   size_t index)
{
	const struct seen *seen = context;
	const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };

	(void)state;
	(void)sandbox;
	if (index == 3 && seen->dies)
		_exit(1);
	if (index == PIECES - 1)
		temp_put("done", "");
	for (int i = 0; index == 0 && i < MOST_TRIES && !mc_file_exists("done"); i++)
		(void)nanosleep(&pause, NULL);
	mc_buf_addf(answer, "%d", mc_file_exists("done"));
	return NULL;
}

static struct mc_err *done(void *context, size_t index, struct mc_str answer, const struct mc_err *err)
{
	struct seen *seen = context;

	seen->times[index]++;
	assert_true(seen->dies && index == 3 ? err != NULL : err == NULL);
	if (index == 0 || index == PIECES - 1)
		assert_true(mc_str_is_equal(answer, mc_str("1")));
	return NULL;
}

static void run(struct seen *seen, size_t count, unsigned jobs)
{
	const struct mc_pool pool = { .jobs = jobs,
				      .count = count,
				      .waiting_count = WAITING,
				      .sandbox = { .minimum = MC_PROTECT_NONE },
				      .context = seen,
				      .open = open_nothing,
				      .work = work,
				      .done = done };

	assert_ok(mc_pool_run(&pool));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(seen->times[i], 1);
}

/* With one job, what computes goes on beside what waits. */
static void test_pieces_that_wait_hold_nobody_up(void **state)
{
	struct seen seen = { .dies = false };

	(void)state;
	run(&seen, PIECES, 1);
}

static void test_a_child_that_dies_costs_one_answer(void **state)
{
	struct seen seen = { .dies = true };

	(void)state;
	run(&seen, PIECES, 2);
}

static void test_all_may_wait(void **state)
{
	struct seen seen = { .dies = false };

	(void)state;
	temp_put("done", "");
	run(&seen, WAITING, 1);
	memset(&seen, 0, sizeof(seen));
	run(&seen, WAITING, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pieces_that_wait_hold_nobody_up, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(test_a_child_that_dies_costs_one_answer, temp_enter,
						temp_leave),
		cmocka_unit_test_setup_teardown(test_all_may_wait, temp_enter, temp_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
