/* SPDX-License-Identifier: MIT */
#include "course/exercise_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

static const char *nearest_test(const struct mc_exercise_reading *reading, const char *id)
{
	const struct mc_exercise *exercise = reading->exercise;
	const char **ids = mc_arena_alloc(reading->spec.arena, (exercise->test_count + 1) * sizeof(*ids));

	for (size_t i = 0; i < exercise->test_count; i++)
		ids[i] = exercise->tests[i].id;
	return mc_spec_nearest(&reading->spec, id, ids, exercise->test_count);
}

static const struct mc_json_node *item_node(const struct mc_json_node *array, const char *text)
{
	for (const struct mc_json_node *n = mc_json_first(array); n; n = mc_json_next(n)) {
		if (mc_json_as_text(n) && !strcmp(mc_json_as_text(n), text))
			return n;
	}
	return array;
}

static void resolve(struct mc_exercise_reading *reading, size_t index)
{
	struct mc_exercise *exercise = reading->exercise;
	struct mc_test *test = &exercise->tests[index];
	const struct mc_texts *ids = &reading->needs[index];

	test->needs = mc_arena_alloc(&exercise->arena, (ids->count + 1) * sizeof(*test->needs));
	for (size_t i = 0; i < ids->count; i++) {
		const struct mc_json_node *node = item_node(reading->need_nodes[index], ids->items[i]);
		size_t need = mc_exercise_find(exercise, ids->items[i]);

		if (need == exercise->test_count) {
			mc_spec_error(&reading->spec, node, nearest_test(reading, ids->items[i]),
				      _("there is no test '%s'"), ids->items[i]);
			continue;
		}
		if (exercise->tests[need].is_hidden && !test->is_hidden)
			mc_spec_error(&reading->spec, node, _("hide both or none"),
				      _("students get this test, but not the hidden test '%s' that it needs"),
				      ids->items[i]);
		if (exercise->tests[need].is_extra && !test->is_extra)
			mc_spec_error(&reading->spec, node, _("make both extra or none"),
				      _("this test counts, but the test '%s' that it needs is extra"),
				      ids->items[i]);
		test->needs[test->need_count++] = need;
	}
}

enum mark { NEW, OPEN, DONE };

/* A walk along the needs; path holds the tests that are open, outermost first. */
struct walk {
	struct mc_exercise_reading *reading;
	enum mark *marks;
	size_t *path;
	size_t depth;
	size_t ordered;
};

/* The path from the test that is needed again down to the one that needs it, closed to a circle. */
static void report_circle(const struct walk *walk, size_t again)
{
	const struct mc_exercise *exercise = walk->reading->exercise;
	MC_AUTO(mc_buf) circle = MC_BUF_INIT;
	size_t start = walk->depth - 1;
	size_t last = walk->path[walk->depth - 1];

	while (walk->path[start] != again)
		start--;
	for (size_t i = start; i < walk->depth; i++)
		mc_buf_addf(&circle, "%s -> ", exercise->tests[walk->path[i]].id);
	mc_buf_addz(&circle, exercise->tests[again].id);
	mc_spec_error(&walk->reading->spec,
		      item_node(walk->reading->need_nodes[last], exercise->tests[again].id), NULL,
		      _("tests need each other in a circle: %s"), circle.ptr);
}

/* Depth first, so that every test comes into the order behind those that it needs. At most 200 levels: one a
 * test. */
static void visit(struct walk *walk, size_t index)
{
	struct mc_exercise *exercise = walk->reading->exercise;
	const struct mc_test *test = &exercise->tests[index];

	walk->marks[index] = OPEN;
	walk->path[walk->depth++] = index;
	for (size_t i = 0; i < test->need_count; i++) {
		if (walk->marks[test->needs[i]] == OPEN)
			report_circle(walk, test->needs[i]);
		else if (walk->marks[test->needs[i]] == NEW)
			visit(walk, test->needs[i]);
	}
	walk->depth--;
	walk->marks[index] = DONE;
	exercise->order[walk->ordered++] = index;
}

void mc_exercise_read_needs(struct mc_exercise_reading *reading)
{
	struct mc_exercise *exercise = reading->exercise;
	size_t count = exercise->test_count;
	struct walk walk = {
		.reading = reading,
		.marks = mc_arena_alloc(&exercise->arena, (count + 1) * sizeof(*walk.marks)),
		.path = mc_arena_alloc(&exercise->arena, (count + 1) * sizeof(*walk.path)),
	};

	exercise->order = mc_arena_alloc(&exercise->arena, (count + 1) * sizeof(*exercise->order));
	for (size_t i = 0; i < count; i++)
		resolve(reading, i);
	for (size_t i = 0; i < count; i++) {
		if (walk.marks[i] == NEW)
			visit(&walk, i);
	}
}

/* Of a wrong solution's failing tests the one that keeps this test from being run, or NULL. */
static const char *blocker(const struct mc_exercise *exercise, const struct mc_wrong *wrong,
			   const char *const blocked_by[], size_t index)
{
	const struct mc_test *test = &exercise->tests[index];

	for (size_t i = 0; i < test->need_count; i++) {
		size_t need = test->needs[i];

		if (blocked_by[need])
			return blocked_by[need];
		if (mc_texts_has(&wrong->fails, exercise->tests[need].id))
			return exercise->tests[need].id;
	}
	return NULL;
}

/* A test whose need fails is not run, so it cannot fail as well. */
static void check_apart(const struct mc_exercise_reading *reading, const struct mc_wrong *wrong,
			const struct mc_json_node *array)
{
	const struct mc_exercise *exercise = reading->exercise;
	const char **blocked_by = mc_alloc_zero(exercise->test_count + 1, sizeof(*blocked_by));

	for (size_t i = 0; i < exercise->test_count; i++) {
		size_t index = exercise->order[i];
		const char *id = exercise->tests[index].id;

		blocked_by[index] = blocker(exercise, wrong, blocked_by, index);
		if (blocked_by[index] && mc_texts_has(&wrong->fails, id))
			mc_spec_error(&reading->spec, item_node(array, id),
				      _("list only tests that are run and fail"),
				      _("'%s' is not run when '%s' fails, which it needs"), id,
				      blocked_by[index]);
	}
	free(blocked_by);
}

static void check_fails(const struct mc_exercise_reading *reading, const struct mc_wrong *wrong,
			const struct mc_json_node *array)
{
	for (size_t i = 0; i < wrong->fails.count; i++) {
		const char *id = wrong->fails.items[i];

		if (mc_exercise_find(reading->exercise, id) == reading->exercise->test_count)
			mc_spec_error(&reading->spec, item_node(array, id), nearest_test(reading, id),
				      _("there is no test '%s'"), id);
	}
	check_apart(reading, wrong, array);
}

/* What it must come out as; without that, it must say which tests it fails. */
static void read_outcome(struct mc_wrong *wrong, const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const outcomes[] = {
#define X(constant, name) name,
		MC_EXPECTED(X)
#undef X
	};
	const struct mc_json_node *outcome = mc_json_find(node, "outcome");
	const struct mc_json_node *fails = mc_json_find(node, "fails");
	size_t index = 0;

	if (!outcome && !fails) {
		(void)mc_spec_need(spec, node, "fails");
		return;
	}
	/* the first is the name of none */
	if (mc_spec_choice(&index, spec, outcome, outcomes + 1, MC_COUNT(outcomes) - 1))
		wrong->expected = (enum mc_expected)(index + 1);
	if (fails && wrong->expected == MC_EXPECT_ACCEPTED)
		mc_spec_key_error(spec, fails, NULL, "%s", _("a solution that is accepted fails no test"));
}

void mc_exercise_read_wrongs(struct mc_exercise_reading *reading, const struct mc_json_node *node)
{
	static const char *const keys[] = { "fails", "outcome", "why" };
	struct mc_exercise *exercise = reading->exercise;
	const struct mc_spec *spec = &reading->spec;

	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	exercise->wrongs =
		mc_arena_alloc(&exercise->arena, (mc_json_count(node) + 1) * sizeof(*exercise->wrongs));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		struct mc_wrong *wrong = &exercise->wrongs[exercise->wrong_count++];

		wrong->name = mc_arena_strdup(spec->arena, mc_json_key_of(n));
		if (!mc_spec_is_id(wrong->name))
			mc_spec_key_error(spec, n,
					  _("use a-z, 0-9 and '-', at most 63 characters, not '-' first"),
					  _("'%s' cannot be an id"), wrong->name);
		if (!mc_spec_object(spec, n, keys, MC_COUNT(keys)))
			continue;
		read_outcome(wrong, spec, n);
		mc_spec_texts(&wrong->fails, spec, mc_json_find(n, "fails"), MC_SPEC_IDS, 1);
		mc_spec_words(&wrong->why, spec, mc_json_find(n, "why"));
		check_fails(reading, wrong, mc_json_find(n, "fails"));
	}
}
