/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "ext/json_write.h"
#include "grading/replay_part.h"
#include "result/points.h"
#include "result/result_text.h"

static const char *change_name(enum mc_replay_change_kind kind)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_REPLAY_CHANGES(X)
#undef X
	};

	return names[kind];
}

/* ---- JSON ---- */

/* One outcome: verdict and points; null for a test that was not there. */
static void write_outcome(struct mc_json_writer *w, bool is_there, enum mc_verdict verdict, int64_t points,
			  int64_t max)
{
	if (!is_there) {
		mc_json_null(w);
		return;
	}
	mc_json_start(w, '{');
	mc_json_key_text(w, "verdict", mc_verdict_name(verdict));
	mc_json_key(w, "points");
	mc_json_thousandths(w, points);
	mc_json_key(w, "max");
	mc_json_thousandths(w, max);
	mc_json_end(w);
}

static void write_whole(struct mc_json_writer *w, const struct mc_document *document)
{
	write_outcome(w, true, document->verdict, document->points, document->max);
}

static void write_test(struct mc_json_writer *w, const struct mc_document *document, const char *id)
{
	const struct mc_document_test *test = mc_replay_test(document, id);

	write_outcome(w, test, test ? test->verdict : MC_PASS, test ? test->points : 0, test ? test->max : 0);
}

struct telling {
	const struct mc_replay *replay;
	struct mc_json_writer *w; /* or */
	struct mc_buf *out;
};

static void tell_json(void *context, const char *id)
{
	const struct telling *telling = context;
	struct mc_json_writer *w = telling->w;

	mc_json_start(w, '{');
	mc_json_key_text(w, "id", id);
	mc_json_key(w, "recorded");
	write_test(w, &telling->replay->recorded, id);
	mc_json_key(w, "now");
	mc_json_start(w, '[');
	for (size_t i = 0; i < telling->replay->times; i++)
		write_test(w, &telling->replay->runs[i], id);
	mc_json_end(w);
	mc_json_end(w);
}

static void write_changes(struct mc_json_writer *w, const struct mc_replay *replay)
{
	mc_json_key(w, "changes");
	mc_json_start(w, '[');
	for (size_t i = 0; i < replay->change_count; i++) {
		const struct mc_replay_change *change = &replay->changes[i];

		mc_json_start(w, '{');
		mc_json_key_text(w, "what", change_name(change->kind));
		if (change->name)
			mc_json_key_text(w, "name", change->name);
		mc_json_key_text(w, "recorded", change->before);
		mc_json_key_text(w, "now", change->now);
		mc_json_end(w);
	}
	mc_json_end(w);
}

void mc_replay_print_json(struct mc_buf *out, const struct mc_replay *replay)
{
	const struct mc_replay_source *source = &replay->source;
	struct mc_json_writer w = MC_JSON_WRITER(out, true);
	struct telling telling = { .replay = replay, .w = &w };

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "schema", MC_REPLAY_SCHEMA);
	mc_json_key_text(&w, "key", source->key);
	mc_json_key_text(&w, "learner", source->learner);
	mc_json_key_text(&w, "exercise", source->exercise);
	mc_json_key_text(&w, "commit", source->commit);
	mc_json_key(&w, "same");
	mc_json_bool(&w, replay->is_same);
	mc_json_key(&w, "flaky");
	mc_json_bool(&w, replay->is_flaky);
	mc_json_key(&w, "recorded");
	write_whole(&w, &replay->recorded);
	mc_json_key(&w, "now");
	mc_json_start(&w, '[');
	for (size_t i = 0; i < replay->times; i++)
		write_whole(&w, &replay->runs[i]);
	mc_json_end(&w);
	mc_json_key(&w, "tests");
	mc_json_start(&w, '[');
	mc_replay_each_difference(replay, tell_json, &telling);
	mc_json_end(&w);
	write_changes(&w, replay);
	mc_json_end(&w);
	mc_buf_addc(out, '\n');
}

/* ---- text ---- */

static void add_outcome(struct mc_buf *out, bool is_there, enum mc_verdict verdict, int64_t points,
			int64_t max)
{
	if (!is_there) {
		mc_buf_addz(out, _("not there"));
		return;
	}
	mc_buf_addf(out, "%s ", mc_result_word(verdict));
	mc_points_print(out, verdict, points, max);
}

static void add_test(struct mc_buf *out, const struct mc_document_test *test)
{
	add_outcome(out, test, test ? test->verdict : MC_PASS, test ? test->points : 0, test ? test->max : 0);
}

/* Alike outcomes once, with how often each came. */
static void tell_text(void *context, const char *id)
{
	const struct telling *telling = context;
	const struct mc_replay *replay = telling->replay;
	struct mc_buf *out = telling->out;

	mc_buf_addf(out, "  %s: ", id);
	add_test(out, mc_replay_test(&replay->recorded, id));
	for (size_t i = 0; i < replay->times; i++) {
		const struct mc_document_test *test = mc_replay_test(&replay->runs[i], id);
		size_t first = 0, count = 0;

		while (!mc_replay_is_same(test, mc_replay_test(&replay->runs[first], id)))
			first++;
		for (size_t k = i; k < replay->times && first == i; k++)
			count += mc_replay_is_same(test, mc_replay_test(&replay->runs[k], id));
		if (first != i)
			continue;
		mc_buf_addz(out, i == 0 ? " -> " : ", ");
		add_test(out, test);
		if (replay->times > 1)
			mc_buf_addf(out, " (%zu/%zu)", count, replay->times);
	}
	mc_buf_addc(out, '\n');
}

static const char *change_words(const struct mc_replay_change *change)
{
	switch (change->kind) {
	case MC_REPLAY_SPEC:
		return _("the test spec");
	case MC_REPLAY_FILES:
		return _("the files that were handed in");
	case MC_REPLAY_VERSION:
		return _("migracode");
	case MC_REPLAY_TOOLCHAIN:
		return _("a program that the tests start");
	case MC_REPLAY_TOOL:
		break;
	}
	return change->name;
}

static void add_changes(struct mc_buf *out, const struct mc_replay *replay)
{
	if (replay->change_count == 0) {
		mc_buf_addf(out, "%s\n", _("nothing that it depends on has changed since"));
		return;
	}
	mc_buf_addf(out, "%s\n", _("changed since:"));
	for (size_t i = 0; i < replay->change_count; i++) {
		const struct mc_replay_change *change = &replay->changes[i];
		const char *none = _("not installed");

		mc_buf_addf(out, "  %s: %.12s -> %.12s\n", change_words(change),
			    change->before ? change->before : none, change->now ? change->now : none);
	}
}

void mc_replay_print_text(struct mc_buf *out, const struct mc_replay *replay)
{
	struct telling telling = { .replay = replay, .out = out };
	const struct mc_document *first = &replay->runs[0];

	mc_buf_addf(out, "%s: ",
		    replay->is_same    ? _("the same")
		    : replay->is_flaky ? _("different from time to time")
				       : _("different"));
	add_outcome(out, true, replay->recorded.verdict, replay->recorded.points, replay->recorded.max);
	if (!replay->is_same && !replay->is_flaky) {
		mc_buf_addz(out, " -> ");
		add_outcome(out, true, first->verdict, first->points, first->max);
	}
	mc_buf_addc(out, '\n');
	mc_replay_each_difference(replay, tell_text, &telling);
	add_changes(out, replay);
}
