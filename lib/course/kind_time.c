/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <string.h>

#include "base/i18n.h"
#include "course/time_test.h"

static const char *const keys[] = { "run", "args", "env", "stdin", "exit", "compare", "factor", "rounds" };

static void read_compare(struct mc_time_test *time, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	mc_kind_read_compare(&time->compare, spec, node);
	if (time->compare.mode == MC_COMPARE_CONTAINS || time->compare.mode == MC_COMPARE_REGEX)
		mc_spec_error(spec, node, _("use 'tokens', 'lines', 'exact' or 'json'"), "%s",
			      _("two outputs cannot be compared in this way"));
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_time_test *time = mc_arena_alloc(spec->arena, sizeof(*time));

	*time = (struct mc_time_test){ .factor = MC_TIME_MAX_FACTOR,
				       .rounds = MC_TIME_ROUNDS,
				       .compare = { .mode = MC_COMPARE_TOKENS } };
	test->time = time;
	mc_kind_read_program(test, spec, node);
	mc_kind_read_input(test, spec, node);
	mc_kind_read_exit(&test->exit_status, spec, mc_json_find(node, "exit"));
	read_compare(time, spec, mc_json_find(node, "compare"));
	mc_spec_number(&time->factor, spec, mc_spec_need(spec, node, "factor"), MC_TIME_MIN_FACTOR,
		       MC_TIME_MAX_FACTOR);
	mc_spec_integer(&time->rounds, spec, mc_json_find(node, "rounds"), MC_TIME_MIN_ROUNDS,
			MC_TIME_MAX_ROUNDS);
	if (!test->is_hidden)
		mc_spec_error(spec, node, _("add \"hidden\": true"),
			      _("the test '%s' needs the reference solution, which students do not have"),
			      test->id);
}

static void hash(struct mc_hash *hash, const struct mc_test *test)
{
	mc_hash_add_double(hash, test->time->factor);
	mc_hash_add_number(hash, test->time->rounds);
	mc_hash_add_compare(hash, &test->time->compare);
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	if (test->input)
		mc_write_content(writing, "stdin", test, "stdin", test->input, test->input_len);
	mc_write_exit(writing, test->exit_status);
	mc_write_compare(writing, &test->time->compare);
	mc_json_key(&writing->json, "factor");
	mc_json_number(&writing->json, test->time->factor);
	if (test->time->rounds != MC_TIME_ROUNDS)
		mc_json_key_int(&writing->json, "rounds", test->time->rounds);
}

/* Only a slow solution that fails shows that the input is large enough to tell it from a fast one. */
static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	for (size_t i = 0; i < exercise->wrong_count; i++) {
		if (mc_texts_has(&exercise->wrongs[i].fails, test->id))
			return;
	}
	mc_spec_warning(spec, node, _("add a solution that is right but too slow to 'wrong'"),
			_("no wrong solution shows that the test '%s' notices a slow program"), test->id);
}

const struct mc_kind mc_kind_time = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash,
	.write = write_keys,
	.lint = lint,
};
