/* SPDX-License-Identifier: MIT */
#include "gradebook/override_print.h"

#include "base/i18n.h"
#include "gradebook/names.h"
#include "gradebook/score_print.h"

void mc_override_print_before(struct mc_buf *out, const struct mc_score *score)
{
	mc_buf_addf(out, "%s, %s: ", score->learner, score->exercise);
	mc_score_add_phrase(out, score);
}

void mc_override_print_after(struct mc_buf *out, const struct mc_score *score)
{
	mc_buf_addz(out, " -> ");
	mc_score_add_phrase(out, score);
	mc_buf_addc(out, '\n');
}

static void start(struct mc_json_writer *writer, const char *learner, const char *exercise)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "schema", "migracode/override/v1");
	mc_json_key_text(writer, "learner", learner);
	mc_json_key_text(writer, "exercise", exercise);
}

void mc_override_print_json(struct mc_buf *out, const struct mc_score *score)
{
	mc_buf_reset(out);
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	start(&writer, score->learner, score->exercise);
	mc_json_key_bool(&writer, "overridden", true);
	mc_json_key(&writer, "result");
	mc_score_write(&writer, score);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

void mc_override_print_lifted(struct mc_buf *out, const struct mc_override_wanted *wanted)
{
	mc_buf_reset(out);
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	start(&writer, wanted->learner, wanted->exercise);
	mc_json_key_bool(&writer, "overridden", false);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

/* ---- all ---- */

/* Takes every overridden score, in the order of the matrix; name is the row. */
static const struct mc_score *next_override(size_t *at, const struct mc_scores *scores)
{
	size_t columns = mc_scores_exercise_count(scores);
	size_t count = mc_scores_learner_count(scores) * columns;

	while (*at < count) {
		const struct mc_score *score = mc_scores_at(scores, *at / columns, *at % columns);

		++*at;
		if (score->override)
			return score;
	}
	return NULL;
}

static struct mc_err *add_override(struct mc_buf *out, struct mc_arena *arena, struct mc_records *records,
				   const struct mc_score *score, const char *name)
{
	const struct mc_score_override *override = score->override;
	const char *reason = NULL;

	MC_TRY(mc_score_note(&reason, arena, records, score->learner, override->note));
	mc_buf_addf(out, "%s, %s: ", name, score->exercise);
	mc_score_add_phrase(out, score);
	mc_buf_addf(out, "\n  %.10s, %s: %s\n", override->at, override->by,
		    reason ? reason : _("the reason is erased"));
	return NULL;
}

struct mc_err *mc_override_list_text(struct mc_buf *out, struct mc_records *records,
				     const struct mc_scores *scores)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const char *const *names = NULL;
	const struct mc_score *score = NULL;
	size_t at = 0;

	MC_TRY(mc_score_names(&names, &arena, records, scores, true));
	while ((score = next_override(&at, scores)))
		MC_TRY(add_override(out, &arena, records, score,
				    names[mc_scores_find_learner(scores, score->learner)]));
	if (out->len == 0)
		mc_buf_addf(out, "%s\n", _("no score is overridden"));
	return NULL;
}

void mc_override_list_json(struct mc_buf *out, const struct mc_scores *scores)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	const struct mc_score *score = NULL;
	size_t at = 0;

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/overrides/v1");
	mc_json_key_text(&writer, "cohort", mc_scores_cohort(scores));
	mc_json_key(&writer, "overrides");
	mc_json_start(&writer, '[');
	while ((score = next_override(&at, scores)))
		mc_score_write(&writer, score);
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
