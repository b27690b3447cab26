/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_DIALOGUE_TEST_H
#define MC_COURSE_DIALOGUE_TEST_H

#include "base/str.h"
#include "course/exercise.h"

/** Most turns of a dialogue, and most characters of an answer: a terminal takes no longer line. */
#define MC_DIALOGUE_MAX_TURNS 200
#define MC_DIALOGUE_MAX_ANSWER 1000

/** Milliseconds that a program may be silent before a turn is given up. */
#define MC_DIALOGUE_WAIT_MS 2000

/** One turn: what the program must print, then what is typed. At least one of both is given. */
struct mc_turn {
	struct mc_expect expect;
	bool has_answer;
	struct mc_str answer; /* without the end of the line */
};

/** What a test of kind dialogue has beside run, env and exit_status of mc_test. */
struct mc_dialogue_test {
	struct mc_turn *turns;
	size_t turn_count;
	bool ends_input; /* after the last turn */
	bool has_pipes;	 /* instead of a terminal */
	uint32_t wait_ms;
};

#endif
