/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "base/time.h"
#include "cohort/cohort.h"
#include "cohort/note.h"
#include "cohort/whom.h"
#include "deadline/deadlines.h"

/* What is to be recorded. */
struct recording {
	struct mc_records *records;
	const char *cohort;
	const struct mc_deadline_scope *scope;
	int64_t due_s;
	const struct mc_extension *extension;
	const struct mc_late_policy *policy;
	const char *learner, *reason;
	struct mc_deadlines *recorded;
};

static struct mc_err *refuse_same(void)
{
	return mc_err_new(MC_E_NOTHING, "%s", _("it is so already; nothing was recorded"));
}

static bool is_same_scope(const struct mc_deadline_scope *a, const struct mc_deadline_scope *b)
{
	return a->kind == b->kind && !strcmp(a->id, b->id);
}

static void add_scope(struct mc_fields *fields, const struct mc_deadline_scope *scope)
{
	static const char *const kinds[] = { "c", "m", "e" };

	mc_fields_add_text(fields, "scope", kinds[scope->kind == 'e' ? 2 : scope->kind == 'm']);
	mc_fields_add_text(fields, "id", scope->id);
}

/* Runs a recording in one transaction, with what is recorded so far at hand. */
static struct mc_err *prepare(struct recording *r)
{
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;

	mc_deadlines_free(r->recorded);
	r->recorded = NULL;
	MC_TRY(mc_cohorts_read(&cohorts, r->records, r->cohort));
	return mc_deadlines_open(&r->recorded, r->records, r->cohort);
}

static struct mc_err *record(struct recording *r, struct mc_err *(*work)(void *context))
{
	struct mc_err *err = mc_records_write(r->records, work, r);

	mc_deadlines_free(r->recorded);
	return err;
}

/* ---- deadlines ---- */

static int64_t recorded_due(const struct recording *r)
{
	for (size_t i = 0; i < mc_deadlines_count(r->recorded); i++) {
		const struct mc_deadline *deadline = mc_deadlines_at(r->recorded, i);

		if (is_same_scope(&deadline->scope, r->scope))
			return deadline->due_s;
	}
	return INT64_MAX;
}

static struct mc_err *set(void *context)
{
	struct recording *r = context;
	MC_AUTO(mc_buf) due_at = MC_BUF_INIT;
	struct mc_fields fields;

	MC_TRY(prepare(r));
	if (recorded_due(r) == r->due_s)
		return refuse_same();
	mc_fields_init(&fields);
	add_scope(&fields, r->scope);
	if (r->due_s == INT64_MAX)
		return mc_records_append(r->records, "deadline.removed", r->cohort, &fields);
	mc_time_add(&due_at, r->due_s);
	mc_fields_add_text(&fields, "due_at", due_at.ptr);
	return mc_records_append(r->records, "deadline.set", r->cohort, &fields);
}

struct mc_err *mc_deadline_set(struct mc_records *records, const char *cohort,
			       const struct mc_deadline_scope *scope, int64_t due_s)
{
	struct recording r = { .records = records, .cohort = cohort, .scope = scope, .due_s = due_s };

	return record(&r, set);
}

/* ---- extensions ---- */

static const struct mc_extension *recorded_extension(const struct recording *r, const char *learner,
						     const struct mc_deadline_scope *scope)
{
	for (size_t i = 0; i < mc_deadlines_extension_count(r->recorded); i++) {
		const struct mc_extension *extension = mc_deadlines_extension_at(r->recorded, i);

		if (!strcmp(extension->learner, learner) && is_same_scope(&extension->scope, scope))
			return extension;
	}
	return NULL;
}

static bool is_same(const struct mc_extension *a, const struct mc_extension *b)
{
	if (a->is_excused || b->is_excused)
		return a->is_excused && b->is_excused;
	return a->days == b->days && (a->days || a->due_s == b->due_s);
}

static struct mc_err *find_learner(const struct recording *r, const char *learner)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_enrolment enrolment;

	return mc_whom_find(&enrolment, &arena, r->records, r->cohort, learner);
}

static struct mc_err *extend(void *context)
{
	struct recording *r = context;
	const struct mc_extension *wanted = r->extension, *recorded;
	MC_AUTO(mc_buf) due_at = MC_BUF_INIT;
	char note[MC_NEW_ID];
	struct mc_fields fields;

	MC_TRY(prepare(r));
	MC_TRY(find_learner(r, wanted->learner));
	recorded = recorded_extension(r, wanted->learner, &wanted->scope);
	if (recorded && is_same(recorded, wanted))
		return refuse_same();
	MC_TRY(mc_note_keep(note, r->records, wanted->learner, r->reason));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", r->cohort);
	add_scope(&fields, &wanted->scope);
	if (wanted->is_excused) {
		mc_fields_add_int(&fields, "excused", 1);
	} else if (wanted->days) {
		mc_fields_add_int(&fields, "days", wanted->days);
		mc_fields_add_text(&fields, "zone", wanted->zone);
	} else {
		mc_time_add(&due_at, wanted->due_s);
		mc_fields_add_text(&fields, "due_at", due_at.ptr);
	}
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(r->records, "deadline.extended", wanted->learner, &fields);
}

struct mc_err *mc_deadline_extend(struct mc_records *records, const char *cohort,
				  const struct mc_extension *extension, const char *reason)
{
	struct recording r = {
		.records = records, .cohort = cohort, .extension = extension, .reason = reason
	};

	if (!reason || !*reason)
		return mc_err_hint(
			mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--reason"), "%s",
			_("say why in a few words; they are sealed with what is kept of the learner"));
	MC_TRY(mc_note_prepare(records, reason));
	return record(&r, extend);
}

static struct mc_err *lift(void *context)
{
	struct recording *r = context;
	struct mc_fields fields;

	MC_TRY(prepare(r));
	MC_TRY(find_learner(r, r->learner));
	if (!recorded_extension(r, r->learner, r->scope))
		return mc_err_hint(
			mc_err_new(MC_E_NOTHING, _("the learner '%s' has no such extension"), r->learner),
			_("'migracode deadline list --cohort %s --learner %s' shows what there is"),
			r->cohort, r->learner);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", r->cohort);
	add_scope(&fields, r->scope);
	return mc_records_append(r->records, "extension.lifted", r->learner, &fields);
}

struct mc_err *mc_deadline_lift(struct mc_records *records, const char *cohort, const char *learner,
				const struct mc_deadline_scope *scope)
{
	struct recording r = { .records = records, .cohort = cohort, .learner = learner, .scope = scope };

	return record(&r, lift);
}

/* ---- rules ---- */

static struct mc_err *set_policy(void *context)
{
	struct recording *r = context;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;
	MC_AUTO(mc_buf) recorded = MC_BUF_INIT;
	struct mc_fields fields;

	MC_TRY(prepare(r));
	mc_late_policy_write(&wanted, r->policy);
	mc_late_policy_write(&recorded, mc_deadlines_policy(r->recorded));
	if (!strcmp(wanted.ptr, recorded.ptr))
		return refuse_same();
	mc_fields_init(&fields);
	mc_fields_add_json(&fields, "policy", wanted.ptr);
	return mc_records_append(r->records, "late-policy.set", r->cohort, &fields);
}

struct mc_err *mc_late_policy_set(struct mc_records *records, const char *cohort,
				  const struct mc_late_policy *policy)
{
	struct recording r = { .records = records, .cohort = cohort, .policy = policy };

	return record(&r, set_policy);
}
