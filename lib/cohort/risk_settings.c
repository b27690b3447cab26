/* SPDX-License-Identifier: MIT */
#include "cohort/risk_settings.h"

#include "base/i18n.h"

void mc_risk_settings_default(struct mc_risk_settings *settings)
{
	*settings = (struct mc_risk_settings){
#define X(key, otherwise, smallest, largest) .key = (otherwise),
		MC_RISK_NUMBERS(X)
#undef X
			.excused = MC_RISK_EXCUSED_LEFT_OUT,
	};
}

/* Who is at risk is behind, too: where the two thresholds stand the wrong way round, one would never be
 * reached. 0 is off. */
static void check_order(const struct mc_spec *spec, const struct mc_json_node *node, uint32_t sooner,
			uint32_t later, const char *key)
{
	if (sooner > 0 && later > 0 && sooner > later)
		mc_spec_error(spec, mc_json_find(node, key) ? mc_json_find(node, key) : node, NULL,
			      _("'%s' would come before the learner is behind"), key);
}

void mc_risk_settings_read(struct mc_risk_settings *settings, const struct mc_spec *spec,
			   const struct mc_json_node *node)
{
	static const char *const keys[] = {
#define X(key, otherwise, smallest, largest) #key,
		MC_RISK_NUMBERS(X)
#undef X
			"excused",
		"mandatory"
	};
	static const char *const excused[] = { "left-out", "present", "absent" };
	size_t choice = 0;

	if (!node || !mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
#define X(key, otherwise, smallest, largest) \
	mc_spec_integer(&settings->key, spec, mc_json_find(node, #key), smallest, largest);
	MC_RISK_NUMBERS(X)
#undef X
	if (mc_spec_choice(&choice, spec, mc_json_find(node, "excused"), excused, MC_COUNT(excused)))
		settings->excused = (enum mc_risk_excused)choice;
	mc_spec_texts(&settings->mandatory, spec, mc_json_find(node, "mandatory"), MC_SPEC_IDS, 1);
	check_order(spec, node, settings->attendance_at_risk, settings->attendance_behind,
		    "attendance_at_risk");
	check_order(spec, node, settings->absences_behind, settings->absences_at_risk, "absences_at_risk");
	check_order(spec, node, settings->missing_behind, settings->missing_at_risk, "missing_at_risk");
	check_order(spec, node, settings->silent_behind, settings->silent_at_risk, "silent_at_risk");
	check_order(spec, node, settings->score_at_risk, settings->score_behind, "score_at_risk");
}
