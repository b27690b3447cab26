/* SPDX-License-Identifier: MIT */
#include "cohort/milestone_print.h"

#include <stdio.h>

#include "ext/json_write.h"

void mc_milestone_print_json(const char *event, const struct mc_milestone *milestone)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/milestone/v1");
	mc_json_key_text(&writer, "learner", milestone->learner);
	mc_json_key_text(&writer, "event", event);
	mc_json_key_text(&writer, "kind", milestone->kind);
	mc_json_key_text(&writer, "name", milestone->name);
	mc_json_key_text(&writer, "result", milestone->result);
	mc_json_key_text(&writer, "on", milestone->on);
	mc_json_end(&writer);
	(void)puts(text.ptr);
}
