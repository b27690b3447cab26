/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include "course/data_read.h"

static const char *const keys[] = {
	"run", "args", "env", "stdin", "answer", "checker", "interactive", "exit"
};

/* A test of one case, which is all that lies in the whole. */
static struct mc_data_test *new_data(const struct mc_test *test, struct mc_arena *arena)
{
	struct mc_data_test *data = mc_arena_alloc(arena, sizeof(*data));

	data->groups = mc_arena_alloc(arena, sizeof(*data->groups));
	data->groups[0] = (struct mc_data_group){
		.path = "", .score = MC_DATA_SUM, .accept = (double)test->points, .max = test->points
	};
	data->group_count = 1;
	data->cases = mc_arena_alloc(arena, sizeof(*data->cases));
	data->cases[0].name = "";
	data->case_count = 1;
	return data;
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_str text = { "", 0 };

	test->data = new_data(test, spec->arena);
	mc_kind_read_program(test, spec, node);
	mc_kind_read_exit(&test->exit_status, spec, mc_json_find(node, "exit"));
	if (mc_json_find(node, "stdin"))
		mc_kind_read_content(&text, test, spec, mc_json_find(node, "stdin"));
	test->input = text.ptr;
	test->input_len = text.len;
	test->data->cases[0].input = text;
	text = (struct mc_str){ "", 0 };
	if (mc_json_find(node, "answer"))
		mc_kind_read_content(&text, test, spec, mc_json_find(node, "answer"));
	test->data->cases[0].answer = (struct mc_expect){ .text = text.ptr, .len = text.len };
	(void)mc_spec_need(spec, node, "checker");
	mc_data_read_checker(test, spec, node);
}

static void hash(struct mc_hash *to, const struct mc_test *test)
{
	const struct mc_expect *answer = &test->data->cases[0].answer;

	mc_hash_add_field(to, answer->text, answer->len);
	mc_data_hash_checker(to, test->data->checker);
}

const struct mc_kind mc_kind_checker = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash,
	.write = mc_checker_write,
	.lint = mc_data_lint_checker,
};
