/* SPDX-License-Identifier: MIT */
#include "cohort/access_page.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/escape.h"

const char *mc_access_recipients(void)
{
	return _("staff of the school; funders and the public get numbers only, in which nobody can be "
		 "recognised");
}

/* ---- pieces of a page ---- */

static void element(struct mc_buf *out, const char *name, const char *text)
{
	mc_buf_addf(out, "<%s>", name);
	mc_escape_xml_text(out, text ? text : "");
	mc_buf_addf(out, "</%s>\n", name);
}

static void start_table(struct mc_buf *out, const char *const heads[], size_t count)
{
	mc_buf_addz(out, "<table>\n<thead><tr>\n");
	for (size_t i = 0; i < count; i++) {
		mc_buf_addz(out, "<th scope=\"col\">");
		mc_escape_xml_text(out, heads[i]);
		mc_buf_addz(out, "</th>\n");
	}
	mc_buf_addz(out, "</tr></thead>\n<tbody>\n");
}

static void row(struct mc_buf *out, const char *const cells[], size_t count)
{
	mc_buf_addz(out, "<tr>\n");
	for (size_t i = 0; i < count; i++)
		element(out, "td", cells[i]);
	mc_buf_addz(out, "</tr>\n");
}

static void end_table(struct mc_buf *out)
{
	mc_buf_addz(out, "</tbody>\n</table>\n");
}

/* ---- parts ---- */

static void add_profile(struct mc_buf *out, const struct mc_dossier *dossier)
{
	const char *const heads[] = { _("field"), _("value"), _("kept for") };

	element(out, "h2", _("Name and contacts"));
	start_table(out, heads, MC_COUNT(heads));
	for (unsigned i = 0; i < MC_PROFILE_COUNT; i++) {
		const char *const cells[] = {
			mc_profile_keys[i], dossier->profile.facts[i],
			mc_purpose_names[mc_purpose_of_profile((enum mc_profile_fact)i)]
		};

		if (dossier->profile.facts[i])
			row(out, cells, MC_COUNT(cells));
	}
	for (size_t i = 0; i < dossier->note_count; i++) {
		const char *const cells[] = { dossier->notes[i].id, dossier->notes[i].text,
					      mc_purpose_names[MC_PURPOSE_NOTES] };

		row(out, cells, MC_COUNT(cells));
	}
	for (size_t i = 0; i < dossier->certificate_count; i++) {
		const char *const cells[] = { _("data of a certificate"), dossier->certificates[i].id,
					      mc_purpose_names[MC_PURPOSE_CERTIFICATE] };

		row(out, cells, MC_COUNT(cells));
	}
	end_table(out);
}

static void add_purposes(struct mc_buf *out, const struct mc_school *school)
{
	const char *const heads[] = { _("kept for"), _("what that is"), _("legal basis"),
				      _("days after the course") };

	element(out, "h2", _("What it is kept for, and how long"));
	start_table(out, heads, MC_COUNT(heads));
	for (unsigned i = 0; i < MC_PURPOSE_COUNT; i++) {
		MC_AUTO(mc_buf) days = MC_BUF_INIT;

		mc_buf_addf(&days, "%u", school->retention_days[i]);
		const char *const cells[] = { mc_purpose_names[i], mc_purpose_about((enum mc_purpose)i),
					      mc_purpose_basis((enum mc_purpose)i), days.ptr };

		row(out, cells, MC_COUNT(cells));
	}
	end_table(out);
	element(out, "h2", _("Who gets it"));
	element(out, "p", mc_access_recipients());
}

static void add_consents(struct mc_buf *out, const struct mc_consents *consents)
{
	const char *const heads[] = { _("agreed to"), _("text"), _("given on"), _("taken back on") };

	element(out, "h2", _("What you agreed to"));
	start_table(out, heads, MC_COUNT(heads));
	for (size_t i = 0; i < consents->count; i++) {
		const struct mc_consent *consent = &consents->items[i];
		const char *const cells[] = { consent->purpose, consent->version, consent->given_on,
					      consent->withdrawn_on };

		row(out, cells, MC_COUNT(cells));
	}
	end_table(out);
}

static void add_enrolments(struct mc_buf *out, const struct mc_dossier *dossier)
{
	const char *const heads[] = { _("field"), _("value") };

	for (size_t i = 0; i < dossier->enrolments.count; i++) {
		const struct mc_enrolment *enrolment = &dossier->enrolments.items[i];

		element(out, "h2", enrolment->cohort);
		start_table(out, heads, MC_COUNT(heads));
		for (unsigned k = 0; k < MC_FACT_COUNT; k++) {
			const char *const cells[] = { mc_enrolment_columns[k], enrolment->facts[k] };

			if (enrolment->facts[k])
				row(out, cells, MC_COUNT(cells));
		}
		end_table(out);
	}
}

static void add_days_and_events(struct mc_buf *out, const struct mc_dossier *dossier)
{
	const char *const days[] = { _("day"), _("session"), _("mark") };
	const char *const events[] = { _("moment"), _("what happened"), _("what was recorded") };

	element(out, "h2", _("Sessions and activities"));
	start_table(out, days, MC_COUNT(days));
	for (size_t i = 0; i < dossier->day_count; i++) {
		const char *const cells[] = { dossier->days[i].on, dossier->days[i].id,
					      dossier->days[i].word };

		row(out, cells, MC_COUNT(cells));
	}
	end_table(out);
	element(out, "h2", _("What was recorded about you"));
	start_table(out, events, MC_COUNT(events));
	for (size_t i = 0; i < dossier->event_count; i++) {
		const char *const cells[] = { dossier->events[i].at, dossier->events[i].kind,
					      dossier->events[i].body };

		row(out, cells, MC_COUNT(cells));
	}
	end_table(out);
}

void mc_access_page(struct mc_buf *out, const struct mc_dossier *dossier, const struct mc_consents *consents,
		    const struct mc_school *school)
{
	const char *title = _("What the school keeps about you");

	mc_buf_addz(out, "<!DOCTYPE html>\n<html");
	mc_escape_xml_attribute(out, "lang", school->lang);
	mc_buf_addz(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
			 "<meta name=\"viewport\" content=\"width=device-width\">\n");
	element(out, "title", title);
	mc_buf_addz(out,
		    "<style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
		    "table{border-collapse:collapse;width:100%}"
		    "th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:start;"
		    "overflow-wrap:anywhere}</style>\n</head>\n<body>\n<main>\n");
	element(out, "h1", title);
	element(out, "p", school->name ? school->name : school->id);
	element(out, "p", dossier->learner);
	add_profile(out, dossier);
	add_purposes(out, school);
	add_consents(out, consents);
	add_enrolments(out, dossier);
	add_days_and_events(out, dossier);
	mc_buf_addz(out, "</main>\n</body>\n</html>\n");
}
