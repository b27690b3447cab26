/* SPDX-License-Identifier: MIT */
#include "gradebook/rubric_print.h"

#include <string.h>

#include "base/i18n.h"
#include "gradebook/score_print.h"
#include "result/points.h"

static const char *pick(const struct mc_words *words, const char *otherwise)
{
	MC_AUTO(mc_buf) lang = MC_BUF_INIT;

	mc_i18n_lang(&lang);
	const char *text = mc_words_pick(words, lang.ptr);

	return text ? text : otherwise;
}

static const struct mc_score_line *find_line(const struct mc_score *score, const char *criterion)
{
	for (size_t i = 0; score && i < score->line_count; i++) {
		if (score->lines[i].what && !strcmp(score->lines[i].what, criterion))
			return &score->lines[i];
	}
	return NULL;
}

static bool is_given(const struct mc_score_line *line, const struct mc_rubric_level *level)
{
	return line && !line->is_gone && !strcmp(line->level, level->id);
}

static void add_level(struct mc_buf *out, const struct mc_rubric_level *level,
		      const struct mc_score_line *line)
{
	mc_buf_addf(out, "  %c %s: ", is_given(line, level) ? '*' : '-', level->id);
	mc_points_add(out, level->points);
	if (level->title.count > 0)
		mc_buf_addf(out, ", %s", pick(&level->title, ""));
	mc_buf_addc(out, '\n');
}

static void add_criterion(struct mc_buf *out, const struct mc_rubric_criterion *criterion,
			  const struct mc_score_line *line)
{
	mc_buf_addf(out, "%s: %s", criterion->id, pick(&criterion->title, criterion->id));
	mc_buf_addf(out, "%s\n", criterion->is_extra ? _(" (extra points)") : "");
	if (criterion->about.count > 0)
		mc_buf_addf(out, "  %s\n", pick(&criterion->about, ""));
	for (size_t i = 0; i < criterion->level_count; i++)
		add_level(out, &criterion->levels[i], line);
	if (line && line->is_gone)
		mc_buf_addf(out, _("  marked '%s', which rubric.json no longer has: mark it again\n"),
			    line->level);
}

static void add_gone(struct mc_buf *out, const struct mc_rubric *rubric, const struct mc_score *score)
{
	for (size_t i = 0; score && i < score->line_count; i++) {
		const struct mc_score_line *line = &score->lines[i];

		if (line->what && !mc_rubric_find(rubric, line->what))
			mc_buf_addf(out, _("%s: marked '%s', but rubric.json no longer has this criterion\n"),
				    line->what, line->level);
	}
}

void mc_rubric_print_text(struct mc_buf *out, const struct mc_score_column *column,
			  const struct mc_score *score)
{
	const struct mc_rubric *rubric = column->rubric;

	if (!rubric)
		mc_buf_addf(out, _("the exercise '%s' has no rubric\n"), column->exercise);
	for (size_t i = 0; rubric && i < rubric->count; i++)
		add_criterion(out, &rubric->criteria[i], find_line(score, rubric->criteria[i].id));
	add_gone(out, rubric, score);
	if (!score)
		return;
	mc_buf_addf(out, "%s, %s: ", score->learner, score->exercise);
	mc_score_add_phrase(out, score);
	mc_buf_addc(out, '\n');
}

/* ---- document ---- */

static void write_criterion(struct mc_json_writer *writer, const struct mc_rubric_criterion *criterion)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", criterion->id);
	mc_json_key_text(writer, "title", pick(&criterion->title, criterion->id));
	mc_json_key_bool(writer, "extra", criterion->is_extra);
	mc_json_key(writer, "levels");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < criterion->level_count; i++) {
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "id", criterion->levels[i].id);
		mc_json_key(writer, "points");
		mc_json_thousandths(writer, criterion->levels[i].points);
		mc_json_end(writer);
	}
	mc_json_end(writer);
	mc_json_end(writer);
}

void mc_rubric_print_json(struct mc_buf *out, const struct mc_score_column *column,
			  const struct mc_score *score)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/rubric-marks/v1");
	mc_json_key_text(&writer, "exercise", column->exercise);
	mc_json_key(&writer, "criteria");
	mc_json_start(&writer, '[');
	for (size_t i = 0; column->rubric && i < column->rubric->count; i++)
		write_criterion(&writer, &column->rubric->criteria[i]);
	mc_json_end(&writer);
	mc_json_key(&writer, "result");
	if (score)
		mc_score_write(&writer, score);
	else
		mc_json_null(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
