/* SPDX-License-Identifier: MIT */
#include "cohort/outcome_print.h"

#include "ext/json_write.h"

void mc_outcome_print_json(struct mc_buf *out, const struct mc_enrolment *recorded, const char *counted,
			   const char *effect)
{
	static const enum mc_enrolment_fact facts[] = {
		MC_FACT_GRADUATED_ON, MC_FACT_INTENT,	   MC_FACT_INTENT_ON,	MC_FACT_WORK_AUTH,
		MC_FACT_OUTCOME,      MC_FACT_ACCEPTED_ON, MC_FACT_STATUS_EXIT, MC_FACT_STATUS_6M,
	};
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/outcome/v1");
	mc_json_key_text(&writer, "cohort", recorded->cohort);
	mc_json_key_text(&writer, "learner", recorded->learner);
	for (size_t i = 0; i < MC_COUNT(facts); i++)
		mc_json_key_text(&writer, mc_enrolment_columns[facts[i]], recorded->facts[facts[i]]);
	if (counted)
		mc_json_key_text(&writer, "counted", counted);
	if (effect)
		mc_json_key_text(&writer, "effect", effect);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
