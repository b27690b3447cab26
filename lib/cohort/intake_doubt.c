/* SPDX-License-Identifier: MIT */
#include "cohort/intake_doubt.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"

/* Shorter words stand in ids by chance. */
enum { MIN_LETTERS = 4 };

static void doubt(struct mc_intake *intake, const struct mc_intake_row *row, const char *column,
		  const char *text)
{
	mc_intake_add_finding(intake, &(struct mc_intake_finding){
					      .line = row->line, .column = column, .text = text });
}

static bool is_before(const char *day, const char *other)
{
	return day && other && strcmp(day, other) < 0;
}

static void doubt_days(struct mc_intake *intake, const struct mc_intake_row *row)
{
	const char *const *facts = row->wanted.facts;
	const char *started = facts[MC_FACT_STARTED_ON], *left = facts[MC_FACT_WITHDRAWN_ON],
		   *graduated = facts[MC_FACT_GRADUATED_ON];

	if (is_before(graduated, started))
		doubt(intake, row, "graduated_on",
		      _("this is before the start, and counts as graduated on time"));
	if (is_before(left, started))
		doubt(intake, row, "withdrawn_on", _("this is before the start"));
	if (is_before(left, graduated))
		doubt(intake, row, "graduated_on", _("this is after leaving, and counts as graduated"));
	if (facts[MC_FACT_WITHDRAWN_REASON] && !left &&
	    !(row->recorded && row->recorded->facts[MC_FACT_WITHDRAWN_ON]))
		doubt(intake, row, "withdrawn_reason",
		      _("without a day of leaving, this learner counts as still there"));
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether the id has a word of the text; an e-mail address ends at its '@'. */
static bool tells(const char *id, const char *text)
{
	for (const char *word = text; word && *word && *word != '@';) {
		size_t len = 0;

		while (is_letter(word[len]))
			len++;
		for (const char *p = id; len >= MIN_LETTERS && strlen(p) >= len; p++) {
			if (!strncasecmp(p, word, len))
				return true;
		}
		word += len > 0 ? len : 1;
	}
	return false;
}

static void doubt_id(struct mc_intake *intake, const struct mc_intake_row *row)
{
	static const enum mc_profile_fact names[] = { MC_PROFILE_DISPLAY_NAME, MC_PROFILE_LEGAL_NAME,
						      MC_PROFILE_EMAIL, MC_PROFILE_LOGIN, MC_PROFILE_GITHUB };

	for (size_t i = 0; row->profile && i < MC_COUNT(names); i++) {
		if (!tells(row->wanted.learner, row->profile->facts[names[i]]))
			continue;
		doubt(intake, row, "learner_id",
		      _("this id tells of the name, and stays in the log even when the learner is erased"));
		return;
	}
}

void mc_intake_doubt(struct mc_intake *intake)
{
	for (size_t i = 0; i < intake->count; i++) {
		doubt_days(intake, &intake->rows[i]);
		doubt_id(intake, &intake->rows[i]);
	}
}
