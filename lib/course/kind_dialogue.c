/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/dialogue_test.h"

static const char *const keys[] = { "run",	"args", "env",	"talk",	  "compare",
				    "terminal", "end",	"exit", "wait_ms" };

enum { MIN_WAIT_MS = 100, MAX_WAIT_MS = 60000 };

/* A key with a meaning, such as the one that ends the input, would be no answer. */
static bool has_control(struct mc_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];

		if ((byte < ' ' && byte != '\t') || byte == 0x7f)
			return true;
	}
	return false;
}

static size_t count_characters(struct mc_str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
	return count;
}

static void read_answer(struct mc_turn *turn, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_TEXT))
		return;
	turn->has_answer = true;
	turn->answer = mc_str(mc_arena_strdup(spec->arena, mc_json_as_text(node)));
	if (has_control(turn->answer))
		mc_spec_error(spec, node,
			      _("a line end is typed by itself; give several turns for several lines"), "%s",
			      _("an answer is one line without control characters"));
	if (count_characters(turn->answer) > MC_DIALOGUE_MAX_ANSWER)
		mc_spec_error(spec, node, NULL, _("an answer has at most %d characters"),
			      MC_DIALOGUE_MAX_ANSWER);
}

static void read_expect(struct mc_turn *turn, const struct mc_test *test, const struct mc_spec *spec,
			const struct mc_json_node *node, const struct mc_compare *compare)
{
	if (node && mc_json_as_text(node) && !*mc_json_as_text(node)) {
		mc_spec_error(spec, node, _("leave 'expect' out to type at once"), "%s",
			      _("the expected text is empty"));
		return;
	}
	mc_kind_read_expect(&turn->expect, test, spec, node, compare);
}

static void read_turn(struct mc_turn *turn, const struct mc_test *test, const struct mc_spec *spec,
		      const struct mc_json_node *node, const struct mc_compare *usual)
{
	static const char *const turn_keys[] = { "expect", "compare", "answer" };
	struct mc_compare compare = *usual;

	if (!mc_spec_object(spec, node, turn_keys, MC_COUNT(turn_keys)))
		return;
	mc_kind_read_compare(&compare, spec, mc_json_find(node, "compare"));
	read_expect(turn, test, spec, mc_json_find(node, "expect"), &compare);
	read_answer(turn, spec, mc_json_find(node, "answer"));
	if (!mc_json_find(node, "expect") && !mc_json_find(node, "answer"))
		mc_spec_error(spec, node, NULL, "%s", _("a turn needs 'expect', 'answer' or both"));
	if (mc_json_find(node, "compare") && !mc_json_find(node, "expect"))
		mc_spec_key_error(spec, mc_json_find(node, "compare"), NULL, "%s",
				  _("'compare' has no meaning without 'expect'"));
}

static void read_talk(struct mc_dialogue_test *dialogue, const struct mc_test *test,
		      const struct mc_spec *spec, const struct mc_json_node *node,
		      const struct mc_compare *compare)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	if (mc_json_count(node) == 0)
		mc_spec_error(spec, node, NULL, "%s", _("a dialogue needs at least one turn"));
	if (mc_json_count(node) > MC_DIALOGUE_MAX_TURNS) {
		mc_spec_error(spec, node, NULL, _("a dialogue has at most %d turns"), MC_DIALOGUE_MAX_TURNS);
		return;
	}
	dialogue->turns = mc_arena_alloc(spec->arena, (mc_json_count(node) + 1) * sizeof(*dialogue->turns));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n))
		read_turn(&dialogue->turns[dialogue->turn_count++], test, spec, n, compare);
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_dialogue_test *dialogue = mc_arena_alloc(spec->arena, sizeof(*dialogue));
	struct mc_compare compare = { .mode = MC_COMPARE_CONTAINS };
	bool has_terminal = true;

	*dialogue = (struct mc_dialogue_test){ .wait_ms = MC_DIALOGUE_WAIT_MS };
	test->dialogue = dialogue;
	mc_kind_read_program(test, spec, node);
	mc_kind_read_compare(&compare, spec, mc_json_find(node, "compare"));
	read_talk(dialogue, test, spec, mc_spec_need(spec, node, "talk"), &compare);
	mc_spec_bool(&has_terminal, spec, mc_json_find(node, "terminal"));
	dialogue->has_pipes = !has_terminal;
	mc_spec_bool(&dialogue->ends_input, spec, mc_json_find(node, "end"));
	mc_kind_read_exit(&test->exit_status, spec, mc_json_find(node, "exit"));
	mc_spec_integer(&dialogue->wait_ms, spec, mc_json_find(node, "wait_ms"), MIN_WAIT_MS, MAX_WAIT_MS);
}

static void hash(struct mc_hash *hash, const struct mc_test *test)
{
	const struct mc_dialogue_test *dialogue = test->dialogue;

	mc_hash_add_number(hash, dialogue->turn_count);
	for (size_t i = 0; i < dialogue->turn_count; i++) {
		const struct mc_turn *turn = &dialogue->turns[i];

		mc_hash_add_expect(hash, &turn->expect);
		mc_hash_add_number(hash, turn->has_answer);
		mc_hash_add_field(hash, turn->answer.ptr, turn->answer.len);
	}
	mc_hash_add_number(hash, dialogue->ends_input);
	mc_hash_add_number(hash, dialogue->has_pipes);
	mc_hash_add_number(hash, dialogue->wait_ms);
}

static void write_compare(struct mc_exercise_writing *writing, const struct mc_compare *compare)
{
	bool is_plain = !compare->is_case_sensitive && !compare->is_trimmed &&
			!(compare->float_absolute > 0) && !(compare->float_relative > 0);

	/* What is usual elsewhere is not here. */
	if (is_plain && compare->mode == MC_COMPARE_TOKENS)
		mc_json_key_text(&writing->json, "compare", "tokens");
	else if (!is_plain || compare->mode != MC_COMPARE_CONTAINS)
		mc_write_compare(writing, compare);
}

/* Each turn names its comparison itself, so that none depends on another's. */
static void write_turn(struct mc_exercise_writing *writing, const struct mc_test *test,
		       const struct mc_turn *turn, size_t number)
{
	MC_AUTOTEXT name = mc_format("turn-%zu", number);
	MC_AUTOTEXT answer = mc_strndup(turn->has_answer ? turn->answer.ptr : "", turn->answer.len);

	mc_json_start(&writing->json, '{');
	if (turn->expect.is_given)
		mc_write_content(writing, "expect", test, name, turn->expect.text, turn->expect.len);
	if (turn->expect.is_given)
		write_compare(writing, &turn->expect.compare);
	if (turn->has_answer)
		mc_json_key_text(&writing->json, "answer", answer);
	mc_json_end(&writing->json);
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_dialogue_test *dialogue = test->dialogue;

	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	mc_json_key(&writing->json, "talk");
	mc_json_start(&writing->json, '[');
	for (size_t i = 0; i < dialogue->turn_count; i++)
		write_turn(writing, test, &dialogue->turns[i], i + 1);
	mc_json_end(&writing->json);
	if (dialogue->has_pipes)
		mc_json_key_bool(&writing->json, "terminal", false);
	if (dialogue->ends_input)
		mc_json_key_bool(&writing->json, "end", true);
	if (test->exit_status == MC_EXIT_ANY)
		mc_json_key_text(&writing->json, "exit", "any");
	else if (test->exit_status != 0)
		mc_json_key_int(&writing->json, "exit", test->exit_status);
	if (dialogue->wait_ms != MC_DIALOGUE_WAIT_MS)
		mc_json_key_int(&writing->json, "wait_ms", dialogue->wait_ms);
}

static bool expects_something(const struct mc_dialogue_test *dialogue)
{
	for (size_t i = 0; i < dialogue->turn_count; i++) {
		if (dialogue->turns[i].expect.is_given)
			return true;
	}
	return false;
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	const struct mc_dialogue_test *dialogue = test->dialogue;

	(void)exercise;
	if (!expects_something(dialogue))
		mc_spec_warning(spec, node, _("give a turn with 'expect'"),
				_("the dialogue '%s' expects nothing to be printed"), test->id);
	if (dialogue->wait_ms >= test->limits.wall_ms)
		mc_spec_warning(spec, node, _("raise 'wall_ms' in 'limits', or lower 'wait_ms'"),
				_("the program of the test '%s' is stopped before 'wait_ms' is over"),
				test->id);
}

const struct mc_kind mc_kind_dialogue = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash,
	.write = write_keys,
	.lint = lint,
};
