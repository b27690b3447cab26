/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "ext/json_write.h"
#include "gradebook/feedback.h"

static void write_item(struct mc_json_writer *w, const struct mc_feedback_item *item, bool has_text)
{
	mc_json_start(w, '{');
	mc_json_key_text(w, "learner", item->learner);
	mc_json_key_text(w, "exercise", item->exercise);
	mc_json_key_text(w, "state", mc_feedback_states[item->state]);
	mc_json_key_text(w, "lang", item->lang);
	if (item->text)
		mc_json_key_text(w, "digest", item->digest);
	if (has_text)
		mc_json_key_text(w, "text", item->text);
	if (item->err) {
		mc_json_key(w, "error");
		mc_json_start(w, '{');
		mc_json_key_text(w, "code", mc_code_name(item->err->code));
		mc_json_key_text(w, "message", item->err->msg);
		mc_json_key_text(w, "hint", item->err->hint);
		mc_json_end(w);
	}
	mc_json_end(w);
}

void mc_feedback_json(struct mc_buf *out, const struct mc_feedback *feedback, const char *cohort,
		      enum mc_feedback_target target, bool has_text)
{
	struct mc_json_writer w = MC_JSON_WRITER(out, true);

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "schema", "migracode/feedback/v1");
	mc_json_key_text(&w, "cohort", cohort);
	mc_json_key_text(&w, "target", mc_feedback_targets[target]);
	for (size_t i = 0; i < MC_FEEDBACK_STATE_COUNT; i++)
		mc_json_key_int(&w, mc_feedback_states[i], (int64_t)feedback->counts[i]);
	mc_json_key(&w, "items");
	mc_json_start(&w, '[');
	for (size_t i = 0; i < feedback->count; i++)
		write_item(&w, &feedback->items[i], has_text);
	mc_json_end(&w);
	mc_json_end(&w);
	mc_buf_addc(out, '\n');
}

void mc_feedback_show(struct mc_buf *out, const struct mc_feedback *feedback)
{
	for (size_t i = 0; i < feedback->count; i++) {
		const struct mc_feedback_item *item = &feedback->items[i];

		if (item->state != MC_FEEDBACK_WAITING)
			continue;
		mc_buf_addf(out, "=== %s, %s, %s (%s)\n\n", item->name ? item->name : item->learner,
			    item->learner, item->exercise, item->lang);
		mc_buf_addf(out, "%s\n", item->text);
	}
}
