/* SPDX-License-Identifier: MIT */
#include "gradebook/score_print.h"

#include <string.h>

#include "base/i18n.h"
#include "result/points.h"
#include "result/result_text.h"

static const char *const verdicts[] = {
#define X(constant, name) [constant] = name,
	MC_VERDICTS(X)
#undef X
};

enum mc_verdict mc_score_verdict(const struct mc_score *score)
{
	for (size_t i = 0; score->verdict && i < MC_COUNT(verdicts); i++) {
		if (!strcmp(verdicts[i], score->verdict))
			return (enum mc_verdict)i;
	}
	return MC_NOT_RUN;
}

const char *mc_score_state_word(enum mc_score_state state)
{
	static const char *const words[MC_SCORE_STATE_COUNT] = {
		[MC_SCORE_GRADED] = N_("graded"),
		[MC_SCORE_MISSING] = N_("no result"),
		[MC_SCORE_FAULT] = N_("not readable"),
		[MC_SCORE_EXEMPT] = N_("excused, does not count"),
	};

	return _(words[state]);
}

void mc_score_add_phrase(struct mc_buf *out, const struct mc_score *score)
{
	if (score->state != MC_SCORE_GRADED) {
		mc_buf_addz(out, mc_score_state_word(score->state));
		return;
	}
	mc_points_add(out, score->points);
	mc_buf_addc(out, '/');
	mc_points_add(out, score->max);
	if (score->verdict)
		mc_buf_addf(out, ", %s", mc_result_word(mc_score_verdict(score)));
	if (score->is_late)
		mc_buf_addf(out, ", %s", _("late"));
	if (score->is_taken_back)
		mc_buf_addf(out, ", %s", _("no longer in the repository"));
	if (score->override)
		mc_buf_addf(out, ", %s", _("changed by an instructor"));
	if (score->unmarked > 0)
		mc_buf_addf(out, ", %s", _("the rubric is not filled in"));
}

/* ---- lines ---- */

/* "2 days 3 h", "45 min"; two units at most. */
static void add_time(struct mc_buf *out, int64_t minutes)
{
	int64_t days = minutes / 1440;
	int64_t hours = minutes / 60 % 24;

	if (days > 0)
		mc_buf_addf(out, NP_("%lld day", "%lld days", days), (long long)days);
	if (hours > 0) {
		/* TRANSLATORS: hours, as short as it is done */
		mc_buf_addf(out, days > 0 ? " " : "");
		mc_buf_addf(out, _("%lld h"), (long long)hours);
	}
	if (days == 0 && (minutes % 60 > 0 || hours == 0)) {
		mc_buf_addf(out, hours > 0 ? " " : "");
		mc_buf_addf(out, _("%lld min"), (long long)(minutes % 60));
	}
}

static void add_rubric(struct mc_buf *out, const struct mc_score_line *line)
{
	if (!line->what) {
		mc_buf_addz(out, _("extra tests"));
		return;
	}
	mc_buf_addf(out, "%s: %s = %s",
		    line->kind == MC_SCORE_EXTRA ? _("rubric, extra points") : _("rubric"), line->what,
		    line->level);
	if (line->is_gone)
		mc_buf_addf(out, " (%s)", _("no longer in rubric.json: mark it again"));
}

static void add_late(struct mc_buf *out, const struct mc_score_line *line)
{
	mc_buf_addf(out, "%s: ", _("late"));
	add_time(out, line->minutes);
	if (line->kind == MC_SCORE_CUTOFF)
		mc_buf_addf(out, ", %s", _("too late to count"));
	else
		mc_buf_addf(out, ", %u%%", line->percent);
}

void mc_score_add_line(struct mc_buf *out, const struct mc_score_line *line)
{
	switch (line->kind) {
	case MC_SCORE_RUBRIC:
	case MC_SCORE_EXTRA:
		add_rubric(out, line);
		break;
	case MC_SCORE_EXTENSION:
		mc_buf_addf(out, "%s: ", _("more time"));
		add_time(out, line->minutes);
		break;
	case MC_SCORE_GRACE:
		mc_buf_addf(out, NP_("%u grace day", "%u grace days", line->days), line->days);
		break;
	case MC_SCORE_LATE:
	case MC_SCORE_CUTOFF:
		add_late(out, line);
		break;
	case MC_SCORE_EXCUSED:
		mc_buf_addz(out, _("excused from the deadline"));
		break;
	case MC_SCORE_OVERRIDE:
		mc_buf_addz(out, _("changed by an instructor"));
		break;
	case MC_SCORE_TESTS:
	case MC_SCORE_KIND_COUNT:
		mc_buf_addz(out, _("tests"));
		break;
	}
}

/* ---- documents ---- */

static void write_text(struct mc_json_writer *writer, const char *key, const char *text)
{
	if (text)
		mc_json_key_text(writer, key, text);
}

static void write_late(struct mc_json_writer *writer, const struct mc_score_line *line)
{
	bool has_minutes = line->kind == MC_SCORE_EXTENSION || line->kind == MC_SCORE_GRACE ||
			   line->kind == MC_SCORE_LATE || line->kind == MC_SCORE_CUTOFF;

	if (has_minutes)
		mc_json_key_int(writer, "minutes", line->minutes);
	if (line->kind == MC_SCORE_GRACE)
		mc_json_key_int(writer, "days", line->days);
	if (line->kind == MC_SCORE_LATE)
		mc_json_key_int(writer, "percent", line->percent);
}

static void write_line(struct mc_json_writer *writer, const struct mc_score_line *line)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "kind", mc_score_kinds[line->kind]);
	mc_json_key(writer, "points");
	mc_json_thousandths(writer, line->points);
	write_text(writer, "criterion", line->what);
	write_text(writer, "level", line->level);
	if (line->is_gone)
		mc_json_key_bool(writer, "gone", true);
	write_late(writer, line);
	write_text(writer, "note", line->note);
	write_text(writer, "by", line->by);
	write_text(writer, "at", line->at);
	mc_json_end(writer);
}

/* What was graded: nothing of it for a result from elsewhere. */
static void write_grade(struct mc_json_writer *writer, const struct mc_score *score)
{
	write_text(writer, "done_on", score->done_on);
	if (!score->grade)
		return;
	mc_json_key_text(writer, "submitted_at", score->grade->submitted_at);
	mc_json_key_text(writer, "clock", score->grade->clock);
	mc_json_key_text(writer, "commit", score->grade->commit);
	mc_json_key_text(writer, "key", score->grade->key);
}

void mc_score_write(struct mc_json_writer *writer, const struct mc_score *score)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "learner", score->learner);
	mc_json_key_text(writer, "exercise", score->exercise);
	mc_json_key_text(writer, "module", score->module);
	mc_json_key_text(writer, "state", mc_score_states[score->state]);
	mc_json_key_text(writer, "verdict", score->verdict);
	mc_json_key(writer, "points");
	if (score->state == MC_SCORE_GRADED)
		mc_json_thousandths(writer, score->points);
	else
		mc_json_null(writer);
	mc_json_key(writer, "max");
	mc_json_thousandths(writer, score->max);
	mc_json_key_bool(writer, "late", score->is_late);
	mc_json_key_bool(writer, "taken_back", score->is_taken_back);
	mc_json_key_bool(writer, "overridden", score->override != NULL);
	mc_json_key_bool(writer, "imported", score->is_imported);
	mc_json_key_int(writer, "unmarked", (int64_t)score->unmarked);
	write_grade(writer, score);
	mc_json_key(writer, "lines");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < score->line_count; i++)
		write_line(writer, &score->lines[i]);
	mc_json_end(writer);
	mc_json_end(writer);
}
