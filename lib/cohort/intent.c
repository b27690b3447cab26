/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "cohort/cohort.h"
#include "cohort/note.h"
#include "cohort/outcome.h"
#include "cohort/whom.h"

struct recording {
	enum mc_intent_effect effect;
	struct mc_records *records;
	const struct mc_intent *intent;
};

static bool is_same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static struct mc_err *read_window(char last[MC_DATE_TEXT], struct mc_records *records, const char *cohort)
{
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	int32_t census = 0;

	MC_TRY(mc_cohorts_read(&cohorts, records, cohort));
	(void)mc_date_read(&census, cohorts.items[0].census_on);
	mc_date_text(last, census + MC_INTENT_WINDOW_DAYS);
	return NULL;
}

/* Both answers lie in the window: people may think again until it closes. Two answers of one day cannot both
 * be right. */
static struct mc_err *weigh_early(enum mc_intent_effect *effect, const struct mc_intent *intent,
				  const char *recorded_on)
{
	int order = strcmp(intent->on_day, recorded_on);

	if (order == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("another answer of '%s' is recorded for that day"),
					      intent->learner),
				   "%s", _("if it was written down wrongly, say why with --correction"));
	*effect = order > 0 ? MC_INTENT_COUNTS : MC_INTENT_KEPT_ONLY;
	return NULL;
}

static struct mc_err *weigh(enum mc_intent_effect *effect, const struct mc_intent *intent,
			    const struct mc_enrolment *recorded, const char *window)
{
	const char *known = recorded->facts[MC_FACT_INTENT];
	const char *known_on = recorded->facts[MC_FACT_INTENT_ON];
	const char *auth = recorded->facts[MC_FACT_WORK_AUTH];
	bool is_early = strcmp(intent->on_day, window) <= 0;

	if (is_same(known, intent->intent) && (!intent->work_auth || is_same(auth, intent->work_auth)))
		return mc_err_new(MC_E_NOTHING, _("this is recorded of '%s' already"), intent->learner);
	if (intent->correction && !known)
		return mc_err_new(MC_E_INPUT, _("'%s' has no answer that could be corrected"),
				  intent->learner);
	if (intent->correction)
		*effect = MC_INTENT_CORRECTED;
	else if (!known)
		*effect = is_early ? MC_INTENT_COUNTS : MC_INTENT_LATE;
	else if (!is_early)
		*effect = MC_INTENT_KEPT_ONLY;
	else if (!known_on || strcmp(known_on, window) > 0)
		*effect = MC_INTENT_COUNTS;
	else
		return weigh_early(effect, intent, known_on);
	return NULL;
}

static struct mc_err *append(const struct recording *recording, const char *cohort)
{
	static const char *const kinds[] = { [MC_INTENT_COUNTS] = "intent.answered",
					     [MC_INTENT_LATE] = "intent.answered",
					     [MC_INTENT_KEPT_ONLY] = "intent.changed",
					     [MC_INTENT_CORRECTED] = "intent.corrected" };
	const struct mc_intent *intent = recording->intent;
	bool is_correction = recording->effect == MC_INTENT_CORRECTED;
	struct mc_fields fields;
	char note[MC_NEW_ID];

	MC_TRY(mc_note_keep(note, recording->records, intent->learner, intent->correction));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", cohort);
	mc_fields_add_text(&fields, "intent", intent->intent);
	/* A correction leaves the day of the answer as it was. */
	mc_fields_add_text(&fields, is_correction ? "corrected_on" : "intent_on", intent->on_day);
	mc_fields_add_text(&fields, "work_auth", intent->work_auth);
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(recording->records, kinds[recording->effect], intent->learner, &fields);
}

static struct mc_err *record(void *context)
{
	struct recording *recording = context;
	const struct mc_intent *intent = recording->intent;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_enrolment recorded = { 0 };
	char window[MC_DATE_TEXT];

	MC_TRY(mc_whom_find(&recorded, &arena, recording->records, intent->cohort, intent->learner));
	MC_TRY(read_window(window, recording->records, recorded.cohort));
	MC_TRY(weigh(&recording->effect, intent, &recorded, window));
	return append(recording, recorded.cohort);
}

struct mc_err *mc_intent_record(enum mc_intent_effect *effect, struct mc_records *records,
				const struct mc_intent *intent)
{
	struct recording recording = { MC_INTENT_COUNTS, records, intent };

	MC_TRY(mc_note_prepare(records, intent->correction));
	MC_TRY(mc_records_write(records, record, &recording));
	*effect = recording.effect;
	return NULL;
}
