/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cohort/dossier.h"
#include "ext/json_write.h"

/* ---- for people ---- */

static void print_profile(struct mc_buf *out, const struct mc_dossier *dossier)
{
	for (size_t i = 0; i < MC_PROFILE_COUNT; i++) {
		if (dossier->profile.facts[i])
			mc_buf_addf(out, "  %s: %s\n", mc_profile_keys[i], dossier->profile.facts[i]);
	}
	for (size_t i = 0; i < dossier->note_count; i++)
		mc_buf_addf(out, "  %s: %s\n", dossier->notes[i].id, dossier->notes[i].text);
	for (size_t i = 0; i < dossier->certificate_count; i++)
		mc_buf_addf(out, _("  certificate %s: --json has its data\n"), dossier->certificates[i].id);
}

static void print_enrolment(struct mc_buf *out, const struct mc_enrolment *enrolment)
{
	mc_buf_addf(out, _("\ncohort %s\n"), enrolment->cohort);
	for (size_t i = 0; i < MC_FACT_COUNT; i++) {
		if (enrolment->facts[i])
			mc_buf_addf(out, "  %s: %s\n", mc_enrolment_columns[i], enrolment->facts[i]);
	}
}

static void print_days(struct mc_buf *out, const struct mc_dossier *dossier)
{
	if (dossier->day_count == 0)
		return;
	mc_buf_addf(out, "\n%s\n", _("sessions and activities"));
	for (size_t i = 0; i < dossier->day_count; i++) {
		const struct mc_dossier_day *day = &dossier->days[i];

		mc_buf_addf(out, "  %s  %s: %s%s%s\n", day->on, day->id, day->word, day->title ? ", " : "",
			    day->title ? day->title : "");
	}
}

static void print_events(struct mc_buf *out, const struct mc_dossier *dossier)
{
	mc_buf_addf(out, "\n%s\n", _("log"));
	for (size_t i = 0; i < dossier->event_count; i++) {
		const struct mc_dossier_event *event = &dossier->events[i];

		mc_buf_addf(out, "  %lld  %.10s  %s  %s  %s\n", (long long)event->seq, event->at, event->kind,
			    event->body, event->actor);
	}
}

void mc_dossier_print_text(struct mc_buf *out, const struct mc_dossier *dossier)
{
	mc_buf_addf(out, _("learner %s\n"), dossier->learner);
	if (dossier->erased_on)
		mc_buf_addf(out, _("  name and contacts were erased on %s\n"), dossier->erased_on);
	if (dossier->has_names)
		print_profile(out, dossier);
	for (size_t i = 0; i < dossier->enrolments.count; i++)
		print_enrolment(out, &dossier->enrolments.items[i]);
	print_days(out, dossier);
	print_events(out, dossier);
}

/* ---- for programs ---- */

static void add_facts(struct mc_json_writer *writer, const char *const columns[], const char *const facts[],
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (facts[i])
			mc_json_key_text(writer, columns[i], facts[i]);
	}
}

static void add_names(struct mc_json_writer *writer, const struct mc_dossier *dossier)
{
	mc_json_key(writer, "profile");
	mc_json_start(writer, '{');
	add_facts(writer, mc_profile_keys, dossier->profile.facts, MC_PROFILE_COUNT);
	mc_json_end(writer);
	mc_json_key(writer, "notes");
	mc_json_start(writer, '{');
	for (size_t i = 0; i < dossier->note_count; i++)
		mc_json_key_text(writer, dossier->notes[i].id, dossier->notes[i].text);
	mc_json_end(writer);
	if (dossier->certificate_count == 0)
		return;
	mc_json_key(writer, "certificates");
	mc_json_start(writer, '{');
	for (size_t i = 0; i < dossier->certificate_count; i++)
		mc_json_key_text(writer, dossier->certificates[i].id, dossier->certificates[i].text);
	mc_json_end(writer);
}

static void add_enrolments(struct mc_json_writer *writer, const struct mc_dossier *dossier)
{
	mc_json_key(writer, "enrolments");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < dossier->enrolments.count; i++) {
		const struct mc_enrolment *enrolment = &dossier->enrolments.items[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "cohort", enrolment->cohort);
		add_facts(writer, mc_enrolment_columns, enrolment->facts, MC_FACT_COUNT);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void add_days(struct mc_json_writer *writer, const struct mc_dossier *dossier)
{
	mc_json_key(writer, "days");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < dossier->day_count; i++) {
		const struct mc_dossier_day *day = &dossier->days[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "on", day->on);
		mc_json_key_text(writer, "id", day->id);
		mc_json_key_text(writer, "word", day->word);
		mc_json_key_text(writer, "title", day->title);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void add_events(struct mc_json_writer *writer, const struct mc_dossier *dossier)
{
	mc_json_key(writer, "events");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < dossier->event_count; i++) {
		const struct mc_dossier_event *event = &dossier->events[i];

		mc_json_start(writer, '{');
		mc_json_key_int(writer, "seq", event->seq);
		mc_json_key_text(writer, "at", event->at);
		mc_json_key_text(writer, "actor", event->actor);
		mc_json_key_text(writer, "kind", event->kind);
		mc_json_key(writer, "body");
		mc_json_splice(writer, event->body, strlen(event->body));
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

void mc_dossier_print_json(struct mc_buf *out, const struct mc_dossier *dossier)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/learner-record/v1");
	mc_json_key_text(&writer, "learner", dossier->learner);
	mc_json_key_text(&writer, "erased_on", dossier->erased_on);
	if (dossier->has_names)
		add_names(&writer, dossier);
	add_enrolments(&writer, dossier);
	add_days(&writer, dossier);
	add_events(&writer, dossier);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
