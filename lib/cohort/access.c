/* SPDX-License-Identifier: MIT */
#include "cohort/access.h"

#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cohort/access_page.h"
#include "cohort/audit.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "os/file.h"
#include "os/scratch.h"
#include "records/people.h"

/* Names shorter than this turn up in other words. */
enum { MIN_NAME = 4, PAGE = 1000 };

/* ---- what of an event is about this learner ---- */

static bool is_about(struct mc_str raw, const char *learner)
{
	MC_AUTO(mc_buf) quoted = MC_BUF_INIT;

	mc_json_quote(&quoted, learner, strlen(learner));
	return memmem(raw.ptr, raw.len, quoted.ptr, quoted.len) != NULL;
}

/* Of a list of learners or of marks, the learner's own. */
static void write_list(struct mc_json_writer *writer, const struct mc_json *json,
		       const struct mc_json_node *list, const char *learner)
{
	mc_json_start(writer, '[');
	for (const struct mc_json_node *item = mc_json_first(list); item; item = mc_json_next(item)) {
		struct mc_str raw = mc_json_raw(json, item);

		if (is_about(raw, learner))
			mc_json_splice(writer, raw.ptr, raw.len);
	}
	mc_json_end(writer);
}

static void write_shared(struct mc_json_writer *writer, const char *body, const char *learner)
{
	MC_AUTOPTR(mc_json) json = NULL;
	struct mc_err *err = mc_json_open(&json, NULL, body, strlen(body));

	mc_json_start(writer, '{');
	for (const struct mc_json_node *member = err ? NULL : mc_json_first(mc_json_root(json)); member;
	     member = mc_json_next(member)) {
		struct mc_str raw = mc_json_raw(json, member);

		if (mc_json_type(member) == MC_JSON_OBJECT)
			continue; /* numbers of people by group */
		mc_json_key(writer, mc_json_key_of(member));
		if (mc_json_type(member) == MC_JSON_ARRAY)
			write_list(writer, json, member, learner);
		else
			mc_json_splice(writer, raw.ptr, raw.len);
	}
	mc_json_end(writer);
	mc_err_drop(err);
}

struct events {
	struct mc_json_writer *writer;
	const char *learner;
};

static struct mc_err *write_event(void *context, const struct mc_event *event)
{
	const struct events *events = context;
	struct mc_json_writer *writer = events->writer;

	mc_json_start(writer, '{');
	mc_json_key_int(writer, "seq", event->seq);
	mc_json_key_text(writer, "at", event->at);
	mc_json_key_text(writer, "by", "staff");
	mc_json_key_text(writer, "kind", event->kind);
	if (strcmp(event->subject, events->learner) != 0)
		mc_json_key_text(writer, "subject", event->subject);
	mc_json_key(writer, "body");
	if (!strcmp(event->subject, events->learner))
		mc_json_splice(writer, event->body, strlen(event->body));
	else
		write_shared(writer, event->body, events->learner);
	mc_json_end(writer);
	return NULL;
}

/* ---- names of others ---- */

struct searching {
	struct mc_records *records;
	const struct mc_access *access;
	struct mc_dossier *dossier;
};

static struct mc_err *check_names(const struct searching *s, const struct mc_profile *other)
{
	static const enum mc_profile_fact names[] = { MC_PROFILE_DISPLAY_NAME, MC_PROFILE_LEGAL_NAME,
						      MC_PROFILE_EMAIL, MC_PROFILE_PHONE };

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		const char *name = other->facts[names[i]];

		for (size_t k = 0; name && strlen(name) >= MIN_NAME && k < s->dossier->note_count; k++) {
			if (strcasestr(s->dossier->notes[k].text, name))
				return mc_err_hint(
					mc_err_new(
						MC_E_INPUT,
						_("the note '%s' has the name or address of another learner"),
						s->dossier->notes[k].id),
					"%s", _("--leave-out <note> writes the folder without it"));
		}
	}
	return NULL;
}

static struct mc_err *next_learner(char **learner, struct mc_records *records, const char *after)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT learner_id FROM person WHERE school_id = ?1 AND part = 'profile'"
				" AND learner_id > ?2 ORDER BY learner_id LIMIT 1"));
	mc_query_bind_text(query, 2, after);
	MC_TRY(mc_query_step(&has_row, query));
	*learner = has_row ? mc_strdup(mc_query_text(query, 0)) : NULL;
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *search(void *context)
{
	const struct searching *s = context;
	MC_AUTOTEXT learner = mc_strdup("");

	for (;;) {
		MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
		struct mc_profile other;
		char *next = NULL;

		MC_TRY(next_learner(&next, s->records, learner));
		free(learner);
		learner = next;
		if (!learner)
			return NULL;
		if (!strcmp(learner, s->access->learner))
			continue;
		MC_TRY(mc_profile_read(&other, &arena, s->records, learner));
		MC_TRY(check_names(s, &other));
	}
}

static void leave_out(struct mc_dossier *dossier, const struct mc_access *access)
{
	size_t kept = 0;

	for (size_t i = 0; i < dossier->note_count; i++) {
		bool is_out = false;

		for (size_t k = 0; k < access->left_out_count; k++)
			is_out |= !strcmp(access->left_out[k], dossier->notes[i].id);
		if (!is_out)
			dossier->notes[kept++] = dossier->notes[i];
	}
	dossier->note_count = kept;
}

/* ---- the document ---- */

static void write_purposes(struct mc_json_writer *writer, const struct mc_school *school)
{
	mc_json_key(writer, "purposes");
	mc_json_start(writer, '[');
	for (unsigned i = 0; i < MC_PURPOSE_COUNT; i++) {
		enum mc_purpose purpose = (enum mc_purpose)i;

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "purpose", mc_purpose_names[i]);
		mc_json_key_text(writer, "about", mc_purpose_about(purpose));
		mc_json_key_text(writer, "basis", mc_purpose_basis(purpose));
		mc_json_key_int(writer, "kept_days", school->retention_days[i]);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_texts(struct mc_json_writer *writer, const char *key, const struct mc_dossier_note *notes,
			size_t count)
{
	mc_json_key(writer, key);
	mc_json_start(writer, '[');
	for (size_t i = 0; i < count; i++) {
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "id", notes[i].id);
		mc_json_key_text(writer, "text", notes[i].text);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_facts(struct mc_json_writer *writer, const struct mc_dossier *dossier)
{
	mc_json_key(writer, "profile");
	mc_json_start(writer, '[');
	for (unsigned i = 0; i < MC_PROFILE_COUNT; i++) {
		if (!dossier->profile.facts[i])
			continue;
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "field", mc_profile_keys[i]);
		mc_json_key_text(writer, "value", dossier->profile.facts[i]);
		mc_json_key_text(writer, "purpose",
				 mc_purpose_names[mc_purpose_of_profile((enum mc_profile_fact)i)]);
		mc_json_end(writer);
	}
	mc_json_end(writer);
	write_texts(writer, "notes", dossier->notes, dossier->note_count);
	write_texts(writer, "certificates", dossier->certificates, dossier->certificate_count);
	mc_json_key(writer, "enrolments");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < dossier->enrolments.count; i++) {
		const struct mc_enrolment *enrolment = &dossier->enrolments.items[i];

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "cohort", enrolment->cohort);
		for (unsigned k = 0; k < MC_FACT_COUNT; k++) {
			if (enrolment->facts[k])
				mc_json_key_text(writer, mc_enrolment_columns[k], enrolment->facts[k]);
		}
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static struct mc_err *write_record(struct mc_buf *out, const struct mc_dossier *dossier,
				   const struct mc_consents *consents, struct mc_records *records,
				   const struct mc_school *school)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	struct events events = { &writer, dossier->learner };
	const struct mc_event_sink sink = { write_event, &events };
	const struct mc_audit_filter filter = { .learner = dossier->learner };
	MC_AUTO(mc_buf) agreed = MC_BUF_INIT;

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/subject-access/v1");
	mc_json_key_text(&writer, "school", school->name ? school->name : school->id);
	mc_json_key_text(&writer, "learner", dossier->learner);
	mc_json_key_text(&writer, "recipients", mc_access_recipients());
	write_purposes(&writer, school);
	write_facts(&writer, dossier);
	mc_json_key(&writer, "consents");
	mc_consents_print_json(&agreed, dossier->learner, consents);
	mc_json_splice(&writer, agreed.ptr, agreed.len - 1);
	mc_json_key(&writer, "events");
	mc_json_start(&writer, '[');
	MC_TRY(mc_audit_each(records, &filter, &sink));
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
	return NULL;
}

static struct mc_err *write_file(const char *dir, const char *name, const struct mc_buf *text)
{
	MC_AUTOTEXT path = mc_path_join(dir, name);

	return mc_file_write_atomic(path, text->ptr, text->len, 0600);
}

static struct mc_err *write_folder(const struct mc_access *access, const struct mc_buf *json,
				   const struct mc_buf *page)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;
	MC_AUTOTEXT parent =
		mc_file_is_dir(access->dir) ? mc_strdup(access->dir) : mc_path_parent(access->dir);

	MC_TRY(mc_file_make_dirs(parent));
	MC_TRY(mc_scratch_make(&scratch, parent));
	MC_TRY(write_file(scratch.path, MC_ACCESS_JSON, json));
	MC_TRY(write_file(scratch.path, MC_ACCESS_PAGE, page));
	MC_TRY(mc_scratch_move(&scratch, access->dir));
	(void)chmod(access->dir, 0700);
	return NULL;
}

struct mc_err *mc_access_write(const struct mc_access *access, struct mc_records *records,
			       const struct mc_school *school)
{
	MC_AUTO(mc_dossier) dossier = MC_DOSSIER_INIT;
	MC_AUTO(mc_consents) consents = MC_CONSENTS_INIT;
	MC_AUTO(mc_buf) json = MC_BUF_INIT;
	MC_AUTO(mc_buf) page = MC_BUF_INIT;
	struct searching s = { records, access, &dossier };

	MC_TRY(mc_dossier_read(&dossier, records, access->learner, true));
	leave_out(&dossier, access);
	if (dossier.note_count > 0)
		MC_TRY(mc_records_read(records, search, &s));
	MC_TRY(mc_consents_read(&consents, records, access->learner));
	MC_TRY(write_record(&json, &dossier, &consents, records, school));
	mc_access_page(&page, &dossier, &consents, school);
	return write_folder(access, &json, &page);
}
