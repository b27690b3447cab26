/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "base/time.h"
#include "deadline/moment.h"
#include "ext/escape.h"
#include "gradebook/override.h"
#include "gradebook/score_history.h"
#include "gradebook/score_print.h"
#include "report/document.h"
#include "report/explain.h"
#include "result/points.h"
#include "result/result_text.h"

static const char *const kinds[MC_HISTORY_KIND_COUNT] = {
#define X(constant, event, name) [constant] = name,
	MC_HISTORY_KINDS(X)
#undef X
};

static const char *const causes[MC_HISTORY_CAUSE_COUNT] = {
#define X(bit, name) [bit] = name,
	MC_HISTORY_CAUSES(X)
#undef X
};

struct printing {
	struct mc_buf *out;
	const struct mc_score_history_view *view;
	struct mc_arena arena;
};

/* A moment of RFC 3339 as clocks of the school show it. */
static void add_moment(const struct printing *p, const char *moment)
{
	char text[MC_MOMENT_TEXT];
	int64_t ms = 0;

	if (!mc_time_read_ms(&ms, moment)) {
		mc_buf_addz(p->out, moment);
		return;
	}
	mc_moment_text(text, p->view->zone, ms / 1000);
	mc_buf_addz(p->out, text);
}

/* ": why", on the same line; what was sealed and is gone is said. */
static struct mc_err *add_reason(struct printing *p, const char *note)
{
	const char *text = NULL;
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	if (!note)
		return NULL;
	MC_TRY(mc_score_note(&text, &p->arena, p->view->records, p->view->score->learner, note));
	mc_escape_line(&line, text ? text : _("the reason is erased"));
	mc_buf_addf(p->out, ": %s", line.ptr);
	return NULL;
}

/* ---- the score ---- */

static struct mc_err *add_lines(struct printing *p)
{
	const struct mc_score *score = p->view->score;

	for (size_t i = 0; i < score->line_count; i++) {
		const struct mc_score_line *line = &score->lines[i];
		MC_AUTO(mc_buf) points = MC_BUF_INIT;

		mc_buf_addz(&points, line->points > 0 && i > 0 ? "+" : "");
		mc_points_add(&points, line->points);
		mc_buf_addf(p->out, "  %8s  ", points.ptr);
		mc_score_add_line(p->out, line);
		mc_buf_addz(p->out, line->by ? ", " : "");
		mc_buf_addz(p->out, line->by ? line->by : "");
		MC_TRY(add_reason(p, line->note));
		mc_buf_addc(p->out, '\n');
	}
	return NULL;
}

/* Whose clock a time is of, see batch/survey.h. */
static const char *clock_phrase(const char *clock)
{
	if (!strcmp(clock, "committer"))
		return _("by the committer's clock");
	if (!strcmp(clock, "next-commit"))
		return _("by the clock of the commit after it");
	return _("when it was first fetched");
}

static void add_head(struct printing *p)
{
	const struct mc_score_history_view *view = p->view;
	const struct mc_grade *grade = view->score->grade;

	mc_buf_addf(p->out, "%s, %s", view->name, view->column->exercise);
	if (strcmp(view->column->title, view->column->exercise) != 0)
		mc_buf_addf(p->out, " (%s)", view->column->title);
	mc_buf_addz(p->out, ": ");
	mc_score_add_phrase(p->out, view->score);
	mc_buf_addc(p->out, '\n');
	if (!grade)
		return;
	mc_buf_addf(p->out, _("  commit %.12s, handed in "), grade->commit);
	add_moment(p, grade->submitted_at);
	mc_buf_addf(p->out, " (%s)\n", clock_phrase(grade->clock));
}

/* ---- tests ---- */

static void add_test(struct printing *p, const struct mc_document_test *test)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) title = MC_BUF_INIT;

	mc_escape_line(&title, test->title);
	mc_buf_addf(p->out, "  %s %s, ", mc_result_mark(test->verdict, p->view->is_ascii), title.ptr);
	mc_buf_addf(p->out, "%s, ", mc_result_word(test->verdict));
	mc_points_print(p->out, test->verdict, test->points, test->max);
	mc_buf_addc(p->out, '\n');
	if (test->verdict == MC_PASS)
		return;
	mc_explain(&text, test);
	struct mc_str rest = { text.ptr, text.len };
	struct mc_str line;

	while (mc_str_cut_line(&line, &rest))
		mc_buf_addf(p->out, "    %.*s\n", (int)line.len, line.ptr);
}

static struct mc_err *add_tests(struct printing *p)
{
	MC_AUTO(mc_document) document = MC_DOCUMENT_INIT;

	if (!p->view->document) {
		if (p->view->score->grade)
			mc_buf_addf(p->out, "\n%s\n",
				    _("the results of its tests are not stored here any more"));
		return NULL;
	}
	MC_TRY(mc_document_read(&document, mc_str(p->view->document)));
	mc_buf_addf(p->out, "\n%s\n", _("tests"));
	if (*document.reason)
		mc_buf_addf(p->out, "  %s\n", document.reason);
	if (document.has_build)
		add_test(p, &document.build);
	for (size_t i = 0; i < document.test_count; i++)
		add_test(p, &document.tests[i]);
	return NULL;
}

/* ---- what happened ---- */

static const char *cause_word(enum mc_score_history_cause cause)
{
	static const char *const words[MC_HISTORY_CAUSE_COUNT] = {
		[MC_CAUSE_FIRST] = N_("for the first time"),
		[MC_CAUSE_FILES] = N_("the submission changed"),
		[MC_CAUSE_SPEC] = N_("the exercise changed"),
		[MC_CAUSE_TOOLS] = N_("other programs run the tests"),
		[MC_CAUSE_PROGRAM] = N_("another version of migracode"),
	};

	return _(words[cause]);
}

static void add_points(const struct printing *p, const struct mc_score_history_item *item)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (item->points >= 0)
		mc_points_add(&text, item->points);
	if (item->points >= 0 && item->max >= 0) {
		mc_buf_addc(&text, '/');
		mc_points_add(&text, item->max);
	}
	if (item->verdict) {
		const struct mc_score score = { .verdict = item->verdict };

		mc_buf_addf(&text, "%s%s", text.len > 0 ? ", " : "",
			    mc_result_word(mc_score_verdict(&score)));
	}
	mc_buf_addz(p->out, text.ptr);
}

static void add_grading(const struct printing *p, const struct mc_score_history_item *item)
{
	mc_buf_addf(p->out, "%s, ", _("graded"));
	add_points(p, item);
	for (size_t i = 0; i < MC_HISTORY_CAUSE_COUNT; i++) {
		if (item->causes >> i & 1)
			mc_buf_addf(p->out, "; %s", cause_word((enum mc_score_history_cause)i));
	}
	mc_buf_addf(p->out, "; %.12s", item->commit ? item->commit : "");
}

static void add_what(const struct printing *p, const struct mc_score_history_item *item)
{
	switch (item->kind) {
	case MC_HISTORY_GRADED:
		add_grading(p, item);
		break;
	case MC_HISTORY_IMPORTED:
		mc_buf_addf(p->out, "%s, ", _("imported"));
		add_points(p, item);
		break;
	case MC_HISTORY_OVERRIDDEN:
		mc_buf_addf(p->out, "%s, ", _("changed by an instructor"));
		add_points(p, item);
		break;
	case MC_HISTORY_LIFTED:
		mc_buf_addz(p->out, _("the change was taken back"));
		break;
	case MC_HISTORY_MARKED:
		mc_buf_addf(p->out, "%s: %s = %s", _("rubric"), item->criterion,
			    item->level ? item->level : "-");
		break;
	case MC_HISTORY_KIND_COUNT:
		break;
	}
}

static struct mc_err *add_history(struct printing *p)
{
	const struct mc_score_history *history = p->view->history;

	mc_buf_addf(p->out, "\n%s\n", _("history"));
	for (size_t i = 0; i < history->count; i++) {
		mc_buf_addz(p->out, "  ");
		add_moment(p, history->items[i].at);
		mc_buf_addf(p->out, " %s: ", history->items[i].by);
		add_what(p, &history->items[i]);
		MC_TRY(add_reason(p, history->items[i].note));
		mc_buf_addc(p->out, '\n');
	}
	if (history->count == 0)
		mc_buf_addf(p->out, "  %s\n", _("nothing is recorded"));
	return NULL;
}

struct mc_err *mc_score_history_print_text(struct mc_buf *out, const struct mc_score_history_view *view)
{
	struct printing printing = { out, view, MC_ARENA_INIT };

	add_head(&printing);
	struct mc_err *err = add_lines(&printing);

	if (!err)
		err = add_tests(&printing);
	if (!err)
		err = add_history(&printing);
	mc_arena_release(&printing.arena);
	return err;
}

/* ---- document ---- */

static void write_text(struct mc_json_writer *writer, const char *key, const char *text)
{
	if (text)
		mc_json_key_text(writer, key, text);
}

static void write_points(struct mc_json_writer *writer, const char *key, int64_t points)
{
	if (points < 0)
		return;
	mc_json_key(writer, key);
	mc_json_thousandths(writer, points);
}

static void write_item(struct mc_json_writer *writer, const struct mc_score_history_item *item)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "at", item->at);
	mc_json_key_text(writer, "by", item->by);
	mc_json_key_text(writer, "kind", kinds[item->kind]);
	write_text(writer, "verdict", item->verdict);
	write_points(writer, "points", item->points);
	write_points(writer, "max", item->max);
	if (item->causes) {
		mc_json_key(writer, "causes");
		mc_json_start(writer, '[');
		for (size_t i = 0; i < MC_HISTORY_CAUSE_COUNT; i++) {
			if (item->causes >> i & 1)
				mc_json_text(writer, causes[i]);
		}
		mc_json_end(writer);
	}
	write_text(writer, "commit", item->commit);
	write_text(writer, "submitted_at", item->submitted_at);
	write_text(writer, "clock", item->clock);
	write_text(writer, "version", item->version);
	write_text(writer, "key", item->key);
	write_text(writer, "criterion", item->criterion);
	write_text(writer, "level", item->level);
	write_text(writer, "note", item->note);
	mc_json_end(writer);
}

void mc_score_history_print_json(struct mc_buf *out, const struct mc_score_history_view *view)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/result-history/v1");
	mc_json_key(&writer, "result");
	mc_score_write(&writer, view->score);
	mc_json_key(&writer, "history");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < view->history->count; i++)
		write_item(&writer, &view->history->items[i]);
	mc_json_end(&writer);
	mc_json_key(&writer, "document");
	if (view->document)
		mc_json_splice(&writer, view->document, strlen(view->document));
	else
		mc_json_null(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
