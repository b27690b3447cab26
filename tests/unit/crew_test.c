/* SPDX-License-Identifier: MIT */
/* Work that is done by copies of this process. */
#include "check.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "os/crew.h"

enum { PIECES = 100, KILLS = 7, FAILS = 11 };

/* What the parent saw. */
struct seen {
	size_t answers, errors;
	unsigned char times[PIECES];
	bool dies, stops;
};

static struct mc_err *open_one(void **state, void *context, unsigned number)
{
	(void)number;
	(void)context;
	*state = NULL;
	return NULL;
}

static struct mc_err *open_badly(void **state, void *context, unsigned number)
{
	(void)number;
	(void)state;
	(void)context;
	return mc_err_new(MC_E_TOOL, "nothing to work with");
}

static struct mc_err *square(struct mc_buf *answer, void *state, void *context, size_t index)
{
	const struct seen *seen = context;

	(void)state;
	if (seen->dies && index == KILLS)
		(void)raise(SIGKILL);
	if (seen->dies && index == FAILS)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "not %zu", index), "another");
	mc_buf_addf(answer, "%zu", index * index);
	return NULL;
}

static struct mc_err *take(void *context, size_t index, struct mc_str answer, const struct mc_err *err)
{
	struct seen *seen = context;
	char wanted[32];

	seen->times[index]++;
	(void)snprintf(wanted, sizeof(wanted), "%zu", index * index);
	if (err)
		seen->errors++;
	else if (mc_str_is_equal(answer, mc_str(wanted)))
		seen->answers++;
	if (err && index == FAILS)
		assert_string_equal(err->hint, "another");
	return seen->stops && index == 5 ? mc_err_new(MC_E_IO, "enough") : NULL;
}

static void check(const struct seen *seen)
{
	for (size_t i = 0; i < PIECES; i++)
		assert_int_equal(seen->times[i], 1);
}

static void all_pieces_are_answered_once(void **state)
{
	(void)state;
	for (unsigned jobs = 1; jobs <= 3; jobs++) {
		struct seen seen = { 0 };
		const struct mc_crew crew = { .jobs = jobs,
					      .count = PIECES,
					      .context = &seen,
					      .open = open_one,
					      .work = square,
					      .done = take };

		assert_ok(mc_crew_run(&crew));
		check(&seen);
		assert_int_equal(seen.answers, PIECES);
	}
}

static void a_child_that_dies_costs_one_answer(void **state)
{
	struct seen seen = { .dies = true };
	const struct mc_crew crew = {
		.jobs = 2, .count = PIECES, .context = &seen, .open = open_one, .work = square, .done = take
	};

	(void)state;
	assert_ok(mc_crew_run(&crew));
	check(&seen);
	assert_int_equal(seen.answers, PIECES - 2);
	assert_int_equal(seen.errors, 2);
}

static void what_fails_for_all_ends_the_run(void **state)
{
	struct seen seen = { .stops = true };
	const struct mc_crew crew = {
		.jobs = 2, .count = PIECES, .context = &seen, .open = open_one, .work = square, .done = take
	};
	const struct mc_crew closed = {
		.jobs = 2, .count = PIECES, .context = &seen, .open = open_badly, .work = square, .done = take
	};
	const struct mc_crew none = {
		.jobs = 2, .count = 0, .context = &seen, .open = open_badly, .work = square, .done = take
	};

	(void)state;
	assert_err(MC_E_IO, mc_crew_run(&crew));
	assert_err(MC_E_TOOL, mc_crew_run(&closed));
	assert_ok(mc_crew_run(&none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_pieces_are_answered_once),
		cmocka_unit_test(a_child_that_dies_costs_one_answer),
		cmocka_unit_test(what_fails_for_all_ends_the_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
