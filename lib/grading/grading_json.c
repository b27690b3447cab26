/* SPDX-License-Identifier: MIT */
#include "base/time.h"
#include "ext/json_write.h"
#include "grading/grading.h"

/* So much is collected before it is written. */
enum { PORTION_BYTES = 64 * 1024 };

/* A document on its way out. */
struct output {
	struct mc_buf text;
	struct mc_json_writer w;
	bool (*write)(void *context, const char *bytes, size_t len);
	void *context;
	bool is_broken; /* nobody takes what is written */
};

static void flush_from(struct output *out, size_t least)
{
	if (out->text.len < least)
		return;
	if (!out->is_broken)
		out->is_broken = !out->write(out->context, out->text.ptr, out->text.len);
	mc_buf_reset(&out->text);
}

static void write_time(struct mc_json_writer *w, const char *key, int64_t unix_s, bool is_known)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (is_known)
		mc_time_add(&text, unix_s);
	mc_json_key_text(w, key, is_known ? text.ptr : NULL);
}

static const char *text_or_null(const char *text)
{
	return text && text[0] ? text : NULL;
}

/* ---- what it came to ---- */

static void write_tally(struct mc_json_writer *w, const struct mc_grading *g)
{
	mc_json_key(w, "tally");
	mc_json_start(w, '{');
	for (int v = MC_PASS; v <= MC_FLAKY; v++) {
		if (g->verdicts[v] > 0 || v == MC_PASS || v == MC_PARTIAL || v == MC_FAIL || v == MC_ERROR)
			mc_json_key_int(w, mc_verdict_name((enum mc_verdict)v), (int64_t)g->verdicts[v]);
	}
	for (int s = 0; s < MC_GRADING_STATE_COUNT; s++) {
		if (s != MC_GRADING_GRADED)
			mc_json_key_int(w, mc_grading_state_name((enum mc_grading_state)s),
					(int64_t)g->states[s]);
	}
	mc_json_end(w);
}

static void write_exercises(struct mc_json_writer *w, const struct mc_grading *g)
{
	mc_json_key(w, "exercises");
	mc_json_start(w, '[');
	for (size_t i = 0; i < g->exercise_count; i++) {
		const struct mc_grading_exercise *exercise = &g->exercises[i];

		mc_json_start(w, '{');
		mc_json_key_text(w, "id", exercise->exercise->id);
		mc_json_key_text(w, "module", exercise->module);
		mc_json_key_text(w, "spec", exercise->exercise->hash);
		mc_json_key_text(w, "toolchain", exercise->tools.fingerprint);
		mc_json_key_int(w, "renewed", (int64_t)exercise->renewed);
		mc_json_end(w);
	}
	mc_json_end(w);
	mc_json_key(w, "changed_tools");
	mc_json_start(w, '[');
	for (size_t i = 0; i < g->renewed_count; i++) {
		mc_json_start(w, '{');
		mc_json_key_text(w, "tool", g->renewed[i].tool);
		mc_json_key_int(w, "results", (int64_t)g->renewed[i].results);
		mc_json_end(w);
	}
	mc_json_end(w);
}

/* ---- learners and results ---- */

static void write_learner(struct mc_json_writer *w, const struct mc_grading_learner *learner)
{
	const struct mc_mirror *mirror = &learner->mirror;

	mc_json_start(w, '{');
	mc_json_key_text(w, "id", learner->id);
	mc_json_key_text(w, "repository", mc_grading_place_name(learner->place));
	mc_json_key_text(w, "reason", learner->reason);
	mc_json_key_text(w, "tip", mirror->tip);
	write_time(w, "fetched_at", mirror->fetched_s, mirror->fetched_s != 0);
	mc_json_key_bool(w, "new", learner->is_new);
	mc_json_end(w);
}

static void write_graded(struct mc_json_writer *w, const struct mc_grading_cell *cell)
{
	mc_json_key_text(w, "verdict", mc_verdict_name(cell->verdict));
	mc_json_key(w, "points");
	mc_json_thousandths(w, cell->points);
	mc_json_key(w, "max");
	mc_json_thousandths(w, cell->max);
	mc_json_key_text(w, "key", cell->key);
	mc_json_key_bool(w, "computed", cell->is_computed);
}

/* Once more in documents and events: what there is to say of one exercise of one learner. */
static void write_cell(struct mc_json_writer *w, const struct mc_grading_cell *cell)
{
	mc_json_key_text(w, "state", mc_grading_state_name(cell->state));
	if (cell->state == MC_GRADING_GRADED)
		write_graded(w, cell);
	if (cell->state == MC_GRADING_GRADED || cell->state == MC_GRADING_NO_VERDICT) {
		write_time(w, "submitted_at", cell->submitted_s, true);
		mc_json_key_text(w, "clock", mc_survey_clock_name(cell->answer.clock));
	}
	mc_json_key_text(w, "commit", text_or_null(cell->answer.commit));
	write_time(w, "until", cell->until_s, cell->until_s != MC_SURVEY_ALWAYS && cell->is_surveyed);
	if (cell->reason)
		mc_json_key_text(w, "reason", cell->reason);
}

static void write_results(struct output *out, const struct mc_grading *g)
{
	mc_json_key(&out->w, "results");
	mc_json_start(&out->w, '[');
	for (size_t i = 0; i < g->learner_count; i++) {
		for (size_t e = 0; e < g->exercise_count && !g->learners[i].is_left_out; e++) {
			mc_json_start(&out->w, '{');
			mc_json_key_text(&out->w, "learner", g->learners[i].id);
			mc_json_key_text(&out->w, "exercise", g->exercises[e].exercise->id);
			write_cell(&out->w, mc_grading_at(g, i, e));
			mc_json_end(&out->w);
			flush_from(out, PORTION_BYTES);
		}
	}
	mc_json_end(&out->w);
}

void mc_grading_write_json(const struct mc_grading *grading,
			   bool (*write)(void *context, const char *bytes, size_t len), void *context)
{
	struct output out = { .text = MC_BUF_INIT, .write = write, .context = context };

	out.w = (struct mc_json_writer)MC_JSON_WRITER(&out.text, true);
	mc_json_start(&out.w, '{');
	mc_json_key_text(&out.w, "schema", "migracode/cohort-grade/v1");
	mc_json_key_text(&out.w, "cohort", grading->cohort);
	write_time(&out.w, "at", grading->at_s, true);
	mc_json_key_int(&out.w, "computed", (int64_t)grading->computed);
	mc_json_key_int(&out.w, "known", (int64_t)grading->known);
	mc_json_key_int(&out.w, "faults", (int64_t)grading->faults);
	write_tally(&out.w, grading);
	/* The rest is long, and for programs alone. */
	out.w.is_pretty = false;
	write_exercises(&out.w, grading);
	mc_json_key(&out.w, "learners");
	mc_json_start(&out.w, '[');
	for (size_t i = 0; i < grading->learner_count; i++) {
		if (grading->learners[i].is_left_out)
			continue;
		write_learner(&out.w, &grading->learners[i]);
		flush_from(&out, PORTION_BYTES);
	}
	mc_json_end(&out.w);
	write_results(&out, grading);
	mc_json_end(&out.w);
	mc_buf_addc(&out.text, '\n');
	flush_from(&out, 0);
	mc_buf_release(&out.text);
}

/* ---- events ---- */

void mc_grading_print_event(struct mc_buf *out, const struct mc_grading_event *event)
{
	struct mc_json_writer w = MC_JSON_WRITER(out, false);
	const struct mc_grading *g = event->grading;

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "event", mc_grading_event_name(event->kind));
	if (event->kind == MC_GRADING_STARTED || event->kind == MC_GRADING_DONE)
		mc_json_key_text(&w, "cohort", g->cohort);
	if (event->kind == MC_GRADING_FETCHING || event->kind == MC_GRADING_COMPUTING)
		mc_json_key_int(&w, "total", (int64_t)event->total);
	if (event->kind == MC_GRADING_DONE) {
		mc_json_key_int(&w, "computed", (int64_t)g->computed);
		mc_json_key_int(&w, "known", (int64_t)g->known);
		mc_json_key_int(&w, "faults", (int64_t)g->faults);
	}
	if (event->learner)
		mc_json_key_text(&w, "learner", event->learner->id);
	if (event->exercise)
		mc_json_key_text(&w, "exercise", event->exercise->exercise->id);
	if (event->kind == MC_GRADING_FETCHED)
		mc_json_key_text(&w, "outcome", mc_fetch_words[event->fetched]);
	if (event->kind == MC_GRADING_FINISHED)
		write_cell(&w, event->cell);
	else if (event->reason)
		mc_json_key_text(&w, "reason", event->reason);
	mc_json_end(&w);
	mc_buf_addc(out, '\n');
}
