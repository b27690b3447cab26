/* SPDX-License-Identifier: MIT */
#include "cohort/step_print.h"

#include <stdio.h>

#include "ext/json_write.h"

static void add(struct mc_json_writer *writer, const char *key, const char *text)
{
	if (text)
		mc_json_key_text(writer, key, text);
}

void mc_step_print_json(const char *event, const struct mc_learner_step *step)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/learner/v1");
	mc_json_key_text(&writer, "learner", step->learner);
	add(&writer, "cohort", step->cohort);
	mc_json_key_text(&writer, "event", event);
	add(&writer, "on", step->on);
	add(&writer, "to", step->to);
	mc_json_end(&writer);
	(void)puts(text.ptr);
}
