/* SPDX-License-Identifier: MIT */
#include "rates/definition.h"

#include <string.h>

#include "base/cleanup.h"
#include "base/date.h"
#include "cohort/words.h"

const char *const mc_outcome_codes[MC_OUTCOME_COUNT] = {
#define X(constant, code) code,
	MC_OUTCOME_CODES(X)
#undef X
};

static bool is_one_of(const char *word, const char *const words[], size_t count)
{
	for (size_t i = 0; word && i < count; i++) {
		if (!strcmp(word, words[i]))
			return true;
	}
	return false;
}

/* Who was moved, deported or resettled by an authority is in neither list, on purpose: such exits stay in the
 * rate. */
static bool excludes(const char *exclusion, enum mc_exclusions exclusions)
{
	static const char *const cirr[] = { "died", "incarcerated", "military" };
	static const char *const ipeds[] = { "died", "incarcerated", "military", "disability", "service" };

	return exclusions == MC_EXCLUSIONS_IPEDS ? is_one_of(exclusion, ipeds, MC_COUNT(ipeds))
						 : is_one_of(exclusion, cirr, MC_COUNT(cirr));
}

bool mc_case_is_moved(const struct mc_case *c)
{
	static const char *const moves[] = { MC_REASON_MOVED, MC_REASON_DEPORTED, MC_REASON_RESETTLED };

	return is_one_of(c->withdrawn_reason, moves, MC_COUNT(moves)) ||
	       is_one_of(c->exclusion, moves, MC_COUNT(moves));
}

static bool is_excluded(const struct mc_case *c, bool is_graduate, const char *as_of,
			enum mc_exclusions exclusions)
{
	if (!excludes(c->exclusion, exclusions))
		return false;
	/* An exit without a day is one that has happened. */
	if (!c->withdrawn_on)
		return !is_graduate;
	return mc_date_is_by(c->withdrawn_on, as_of) &&
	       !(is_graduate && strcmp(c->graduated_on, c->withdrawn_on) <= 0);
}

enum mc_standing mc_standing_on(const struct mc_case *c, const struct mc_cohort *cohort, const char *as_of,
				enum mc_exclusions exclusions)
{
	bool is_gone = mc_date_is_by(c->withdrawn_on, as_of);
	bool is_graduate = mc_date_is_by(c->graduated_on, as_of) && mc_date_is_by(c->certificate_on, as_of);

	if (!mc_date_is_by(c->started_on, as_of))
		return MC_NOT_STARTED;
	if (is_gone && strcmp(c->withdrawn_on, cohort->census_on) <= 0)
		return MC_LEFT_BY_CENSUS;
	if (is_excluded(c, is_graduate, as_of, exclusions))
		return MC_EXCLUDED;
	if (is_graduate)
		return strcmp(c->graduated_on, cohort->on_time_by) <= 0 ? MC_ON_TIME
		       : strcmp(c->graduated_on, cohort->late_by) <= 0	? MC_LATE_150
									: MC_AFTER_150;
	return is_gone ? MC_WITHDRAWN : MC_STILL;
}

/* ---- outcomes ---- */

/* An answer that came too late, or of which nobody knows when it came, might be one that fits what happened
 * since. */
static bool has_answered(const struct mc_placement *p, const struct mc_cohort *cohort)
{
	int32_t census = 0;
	int32_t answered = 0;

	return p->intent && p->intent_on && mc_date_read(&answered, p->intent_on) &&
	       mc_date_read(&census, cohort->census_on) && answered <= census + MC_INTENT_DAYS;
}

static bool seeks_work(const struct mc_placement *p)
{
	return !strcmp(p->intent, "job") && !(p->work_auth && !strcmp(p->work_auth, "n"));
}

static enum mc_outcome code_of(const char *outcome)
{
	for (size_t i = 0; outcome && i < MC_OUTCOME_COUNT; i++) {
		if (!strcmp(outcome, mc_outcome_codes[i]))
			return (enum mc_outcome)i;
	}
	return MC_OUTCOME_3A;
}

/* Days from graduation to work; -1 when there is none by as_of. */
static int32_t days_to_work(const struct mc_placement *p, const char *as_of)
{
	int32_t graduated = 0;
	int32_t accepted = 0;

	if (!mc_date_is_by(p->accepted_on, as_of) || !mc_date_read(&graduated, p->graduated_on) ||
	    !mc_date_read(&accepted, p->accepted_on))
		return -1;
	return accepted - graduated;
}

enum mc_outcome mc_outcome_on(bool *is_early, const struct mc_placement *p, const struct mc_cohort *cohort,
			      const char *as_of)
{
	enum mc_outcome code = code_of(p->outcome);
	int32_t days = -1;

	if (is_early)
		*is_early = false;
	if (has_answered(p, cohort) && !seeks_work(p))
		return MC_OUTCOME_EXCLUDED;
	/* Only the survey excludes. */
	if (code == MC_OUTCOME_EXCLUDED)
		return MC_OUTCOME_3A;
	if (code > MC_OUTCOME_2B)
		return code;
	days = days_to_work(p, as_of);
	if (days < 0 || days > MC_PLACEMENT_DAYS)
		return MC_OUTCOME_3A;
	if (is_early)
		*is_early = days <= MC_PLACEMENT_EARLY_DAYS;
	return code;
}

bool mc_rates_is_final(const struct mc_cohort *cohort, const char *as_of)
{
	return strcmp(as_of, cohort->final_on) >= 0;
}
