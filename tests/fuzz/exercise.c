/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the readers of the three JSON files and to fmt, and checks what must hold whatever they
 * are. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "course/curriculum.h"
#include "course/exercise.h"
#include "course/fmt.h"
#include "course/module.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_exercise(const struct mc_exercise *exercise)
{
	size_t sum = 0;

	assert(exercise->id && exercise->test_count > 0 && exercise->submit.count > 0 &&
	       strlen(exercise->hash) == 64);
	for (size_t i = 0; i < exercise->test_count; i++) {
		const struct mc_test *test = &exercise->tests[exercise->order[i]];
		bool runs = test->kind == MC_TEST_IO || test->kind == MC_TEST_SUITE;

		sum += exercise->order[i];
		assert(mc_exercise_find(exercise, test->id) == exercise->order[i]);
		assert(test->points >= 0 && test->points <= 1000000 && test->limits.cpu_ms >= 10);
		assert(!runs || (test->run.count > 0 && !test->run.items[test->run.count]));
		for (size_t j = 0; j < test->need_count; j++) {
			size_t before = 0;

			while (before < i && exercise->order[before] != test->needs[j])
				before++;
			assert(before < i);
		}
	}
	assert(sum == exercise->test_count * (exercise->test_count - 1) / 2);
}

/* A layout must be stable, and mean the same. */
static void check_layout(const char *bytes, size_t len, const char *hash)
{
	MC_AUTO(mc_buf) once = MC_BUF_INIT;
	MC_AUTO(mc_buf) twice = MC_BUF_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTOPTR(mc_err) err = mc_fmt_text(&once, MC_COURSE_EXERCISE, bytes, len);

	if (err) {
		assert(!hash);
		return;
	}
	err = mc_fmt_text(&twice, MC_COURSE_EXERCISE, once.ptr, once.len);
	assert(!err && once.len == twice.len && !memcmp(once.ptr, twice.ptr, once.len));
	if (!hash)
		return;
	err = mc_exercise_parse(&exercise, NULL, NULL, once.ptr, once.len);
	assert(!err && !strcmp(exercise->hash, hash));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = len ? (const char *)data : "";
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTOPTR(mc_module) module = NULL;
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	struct mc_err *err = mc_exercise_parse(&exercise, &findings, NULL, bytes, len);

	assert(!err == !findings.error_count && !err == (exercise != NULL));
	mc_err_drop(err);
	if (exercise)
		check_exercise(exercise);
	check_layout(bytes, len, exercise ? exercise->hash : NULL);
	mc_err_drop(mc_module_parse(&module, NULL, NULL, bytes, len));
	mc_err_drop(mc_curriculum_parse(&curriculum, NULL, NULL, bytes, len));
	return 0;
}
