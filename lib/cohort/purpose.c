/* SPDX-License-Identifier: MIT */
#include "cohort/purpose.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"

const char *const mc_purpose_names[MC_PURPOSE_COUNT] = {
#define X(constant, name, days, needs_consent) name,
	MC_PURPOSES(X)
#undef X
};

const uint32_t mc_purpose_days[MC_PURPOSE_COUNT] = {
#define X(constant, name, days, needs_consent) days,
	MC_PURPOSES(X)
#undef X
};

bool mc_purpose_needs_consent(enum mc_purpose purpose)
{
	static const bool needs[MC_PURPOSE_COUNT] = {
#define X(constant, name, days, needs_consent) needs_consent,
		MC_PURPOSES(X)
#undef X
	};

	return needs[purpose];
}

const char *mc_purpose_about(enum mc_purpose purpose)
{
	static const char *const about[MC_PURPOSE_COUNT] = {
		[MC_PURPOSE_COURSE] = N_("to teach: to reach the learner, and to find and mark their work"),
		[MC_PURPOSE_CERTIFICATE] = N_("to write and confirm certificates"),
		[MC_PURPOSE_CERTIFICATE_NAME] = N_("to write the learner's name into the data of a "
						   "certificate, which anybody who gets the file can read"),
		[MC_PURPOSE_NOTES] = N_("to help: what staff wrote down about meetings and reasons"),
		[MC_PURPOSE_FOLLOW_UP] = N_("to ask after the course what became of the learner"),
		[MC_PURPOSE_PORTFOLIO] = N_("to show the learner's projects to employers"),
		[MC_PURPOSE_BACKGROUND] = N_("to tell funders, in numbers only, whom the school reaches"),
	};

	return _(about[purpose]);
}

/* Regulation (EU) 2016/679 (GDPR), Article 6. */
const char *mc_purpose_basis(enum mc_purpose purpose)
{
	static const char *const basis[MC_PURPOSE_COUNT] = {
		[MC_PURPOSE_COURSE] = N_("the agreement to take part (GDPR, article 6(1)(b))"),
		[MC_PURPOSE_CERTIFICATE] =
			N_("the agreement to take part, and to prove it later (GDPR, article 6(1)(b))"),
		[MC_PURPOSE_CERTIFICATE_NAME] = N_("consent (GDPR, article 6(1)(a))"),
		[MC_PURPOSE_NOTES] = N_("legitimate interest in helping learners (GDPR, article 6(1)(f))"),
		[MC_PURPOSE_FOLLOW_UP] = N_("consent (GDPR, article 6(1)(a))"),
		[MC_PURPOSE_PORTFOLIO] = N_("consent (GDPR, article 6(1)(a))"),
		[MC_PURPOSE_BACKGROUND] = N_("consent (GDPR, article 6(1)(a))"),
	};

	return _(basis[purpose]);
}

struct mc_err *mc_purpose_find(enum mc_purpose *purpose, const char *name)
{
	MC_AUTO(mc_buf) all = MC_BUF_INIT;

	for (unsigned i = 0; i < MC_PURPOSE_COUNT; i++) {
		if (!strcmp(mc_purpose_names[i], name)) {
			*purpose = (enum mc_purpose)i;
			return NULL;
		}
		mc_buf_addf(&all, "%s%s", i ? ", " : "", mc_purpose_names[i]);
	}
	return mc_err_hint(mc_err_new(MC_E_USAGE, _("there is no purpose '%s'"), name), _("one of %s"),
			   all.ptr);
}

enum mc_purpose mc_purpose_of_profile(enum mc_profile_fact fact)
{
	static const enum mc_purpose of[MC_PROFILE_COUNT] = {
		[MC_PROFILE_LEGAL_NAME] = MC_PURPOSE_CERTIFICATE,
		[MC_PROFILE_PHONE] = MC_PURPOSE_FOLLOW_UP,
		[MC_PROFILE_REPOSITORY] = MC_PURPOSE_PORTFOLIO,
	};

	return of[fact];
}

bool mc_purpose_is_background(const char *column)
{
	static const char *const columns[] = { "age", "third_country", "entry_status", "isced" };

	for (size_t i = 0; i < MC_COUNT(columns); i++) {
		if (!strcmp(columns[i], column))
			return true;
	}
	return false;
}
