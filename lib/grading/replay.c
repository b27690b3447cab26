/* SPDX-License-Identifier: MIT */
#include "grading/replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "batch/toolchain.h"
#include "foreign/open.h"
#include "grade/roster.h"
#include "grading/replay_part.h"

void mc_replay_release(struct mc_replay *replay)
{
	for (size_t i = 0; i < replay->times; i++) {
		mc_document_release(&replay->runs[i]);
		mc_buf_release(&replay->texts[i]);
	}
	free(replay->runs);
	free(replay->texts);
	free(replay->changes);
	mc_document_release(&replay->recorded);
	mc_json_free(replay->stored);
	mc_buf_release(&replay->text);
	mc_arena_release(&replay->arena);
	*replay = (struct mc_replay)MC_REPLAY_INIT;
}

/* ---- tests ---- */

const struct mc_document_test *mc_replay_test(const struct mc_document *document, const char *id)
{
	for (size_t i = 0; i < document->test_count; i++) {
		if (!strcmp(document->tests[i].id, id))
			return &document->tests[i];
	}
	return document->has_build && !strcmp(id, "build") ? &document->build : NULL;
}

bool mc_replay_is_same(const struct mc_document_test *a, const struct mc_document_test *b)
{
	return a && b ? a->verdict == b->verdict && a->points == b->points && a->max == b->max : a == b;
}

static bool differs(const struct mc_replay *replay, const char *id)
{
	const struct mc_document_test *before = mc_replay_test(&replay->recorded, id);

	for (size_t i = 0; i < replay->times; i++) {
		if (!mc_replay_is_same(before, mc_replay_test(&replay->runs[i], id)))
			return true;
	}
	return false;
}

/* The specs may differ: tests that are new come behind those that were recorded. */
void mc_replay_each_difference(const struct mc_replay *replay, void (*tell)(void *context, const char *id),
			       void *context)
{
	const struct mc_document *recorded = &replay->recorded;
	const struct mc_document *now = &replay->runs[0];

	if (differs(replay, "build"))
		tell(context, "build");
	for (size_t i = 0; i < recorded->test_count; i++) {
		if (strcmp(recorded->tests[i].id, "build") != 0 && differs(replay, recorded->tests[i].id))
			tell(context, recorded->tests[i].id);
	}
	for (size_t i = 0; i < now->test_count; i++) {
		if (!mc_replay_test(recorded, now->tests[i].id))
			tell(context, now->tests[i].id);
	}
}

static void count_difference(void *context, const char *id)
{
	size_t *count = context;

	(void)id;
	++*count;
}

static bool is_same_whole(const struct mc_document *a, const struct mc_document *b)
{
	return a->verdict == b->verdict && a->points == b->points && a->max == b->max;
}

static bool is_same_run(const struct mc_document *a, const struct mc_document *b)
{
	bool is_same = is_same_whole(a, b) && a->test_count == b->test_count;

	for (size_t i = 0; i < a->test_count && is_same; i++)
		is_same = mc_replay_is_same(&a->tests[i], mc_replay_test(b, a->tests[i].id));
	return is_same;
}

static void compare(struct mc_replay *replay)
{
	size_t count = 0;

	mc_replay_each_difference(replay, count_difference, &count);
	replay->is_same = count == 0;
	for (size_t i = 0; i < replay->times; i++) {
		replay->is_same &= is_same_whole(&replay->recorded, &replay->runs[i]);
		replay->is_flaky |= !is_same_run(&replay->runs[0], &replay->runs[i]);
	}
}

/* ---- what has changed ---- */

static void add_change(struct mc_replay *replay, enum mc_replay_change_kind kind, const char *name,
		       const char *before, const char *now)
{
	struct mc_arena *arena = &replay->arena;

	*MC_VEC_ADD(replay->changes, replay->change_count, replay->change_capacity) =
		(struct mc_replay_change){
			.kind = kind,
			.name = name ? mc_arena_strdup(arena, name) : NULL,
			.before = before && *before ? mc_arena_strdup(arena, before) : NULL,
			.now = now && *now ? mc_arena_strdup(arena, now) : NULL,
		};
}

/* What was not recorded is not compared. */
static void compare_texts(struct mc_replay *replay, enum mc_replay_change_kind kind, const char *before,
			  const char *now)
{
	if (before && *before && now && *now && strcmp(before, now) != 0)
		add_change(replay, kind, NULL, before, now);
}

static const char *tool_text(const struct mc_json_node *tool, const char *key)
{
	const char *text = mc_json_as_text(mc_json_find(tool, key));

	return text ? text : "";
}

static void compare_tools(struct mc_replay *replay, const struct mc_json_node *recorded,
			  const struct mc_toolchain *tools)
{
	for (const struct mc_json_node *n = mc_json_first(recorded); n; n = mc_json_next(n)) {
		size_t i = 0;

		while (i < tools->count && strcmp(tools->items[i].name, tool_text(n, "name")) != 0)
			i++;
		const char *now = i < tools->count ? tools->items[i].hash : "";

		if (strcmp(now, tool_text(n, "hash")) != 0)
			add_change(replay, MC_REPLAY_TOOL, tool_text(n, "name"), tool_text(n, "hash"), now);
	}
	for (size_t i = 0; i < tools->count; i++) {
		const struct mc_json_node *n = mc_json_first(recorded);

		while (n && strcmp(tool_text(n, "name"), tools->items[i].name) != 0)
			n = mc_json_next(n);
		if (!n)
			add_change(replay, MC_REPLAY_TOOL, tools->items[i].name, NULL, tools->items[i].hash);
	}
}

static struct mc_err *find_changes(struct mc_replay *replay, const struct mc_exercise *exercise)
{
	const struct mc_replay_source *source = &replay->source;
	const struct mc_json_node *recorded =
		replay->stored ? mc_json_find(mc_json_root(replay->stored), "tools") : NULL;
	MC_AUTO(mc_toolchain) tools = MC_TOOLCHAIN_INIT;

	compare_texts(replay, MC_REPLAY_SPEC, replay->recorded.spec, exercise->hash);
	compare_texts(replay, MC_REPLAY_FILES, replay->recorded.tree, replay->runs[0].tree);
	compare_texts(replay, MC_REPLAY_VERSION, source->version, MC_VERSION);
	MC_TRY(mc_toolchain_find(&tools, exercise));
	if (recorded)
		compare_tools(replay, recorded, &tools);
	else
		compare_texts(replay, MC_REPLAY_TOOLCHAIN, source->toolchain, tools.fingerprint);
	return NULL;
}

/* ---- running ---- */

/* That we could not run it says nothing about the result. */
static struct mc_err *take(void *context, const struct mc_roster_answer *answer)
{
	struct mc_replay *replay = context;
	struct mc_buf *text = &replay->texts[answer->index];

	if (answer->verdict == MC_GRADER_ERROR)
		return mc_err_new(MC_E_IO, _("the result could not be run again: %s"), answer->reason);
	mc_buf_add(text, answer->json.ptr, answer->json.len);
	return mc_document_read(&replay->runs[answer->index], (struct mc_str){ text->ptr, text->len });
}

static struct mc_err *run_again(struct mc_replay *replay, const struct mc_replay_wanted *wanted)
{
	const char **places = mc_alloc(wanted->times * sizeof(*places));

	for (size_t i = 0; i < wanted->times; i++)
		places[i] = replay->source.place;
	const struct mc_roster roster = {
		.exercise_dir = replay->source.exercise_dir,
		.submissions = places,
		.count = wanted->times,
		.revision = replay->source.commit,
		.run = { .lang = wanted->lang },
		.jobs = wanted->jobs,
		.minimum = wanted->minimum,
		.takes_unverified = true,
		.done = take,
		.context = replay,
	};
	struct mc_err *err = mc_roster_run(&roster);

	free(places);
	return err;
}

static struct mc_err *check_exercise(const struct mc_replay *replay, const struct mc_exercise *exercise)
{
	if (!strcmp(exercise->id, replay->source.exercise))
		return NULL;
	return mc_err_new(MC_E_INPUT, _("the result is of the exercise '%s', and '%s' is '%s'"),
			  replay->source.exercise, replay->source.exercise_dir, exercise->id);
}

struct mc_err *mc_replay_run(struct mc_replay *replay, const struct mc_replay_wanted *wanted)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	MC_TRY(mc_replay_find(replay, wanted));
	MC_TRY(mc_spec_open(&exercise, NULL, replay->source.exercise_dir));
	MC_TRY(check_exercise(replay, exercise));
	replay->texts = mc_alloc(wanted->times * sizeof(*replay->texts));
	replay->runs = mc_alloc(wanted->times * sizeof(*replay->runs));
	for (; replay->times < wanted->times; replay->times++) {
		replay->texts[replay->times] = (struct mc_buf)MC_BUF_INIT;
		replay->runs[replay->times] = (struct mc_document)MC_DOCUMENT_INIT;
	}
	MC_TRY(run_again(replay, wanted));
	compare(replay);
	return find_changes(replay, exercise);
}
