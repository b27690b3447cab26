/* SPDX-License-Identifier: MIT */
#include "gradebook/deadline_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/time.h"
#include "base/vec.h"
#include "cohort/learner.h"
#include "cohort/profile.h"
#include "deadline/moment.h"
#include "ext/json_write.h"
#include "records/people.h"

void mc_deadline_list_release(struct mc_deadline_list *list)
{
	mc_deadlines_free(list->deadlines);
	mc_lateness_release(&list->lateness);
	mc_course_names_release(&list->names);
	free(list->learners);
	mc_arena_release(&list->arena);
	*list = (struct mc_deadline_list)MC_DEADLINE_LIST_INIT;
}

/* ---- reading ---- */

static void add_learner(struct mc_deadline_list *list, const char *id)
{
	/* Who is in two rows stands once; rows are sorted by learner. */
	if (list->learner_count && !strcmp(list->learners[list->learner_count - 1].id, id))
		return;
	*MC_VEC_ADD(list->learners, list->learner_count, list->learner_capacity) =
		(struct mc_deadline_learner){
			.id = mc_arena_strdup(&list->arena, id),
			.grace_left = mc_lateness_grace_left(&list->lateness, list->deadlines, id),
		};
}

static struct mc_err *read_learners(struct mc_deadline_list *list, struct mc_records *records,
				    const char *learner)
{
	MC_AUTO(mc_enrolments) enrolments = MC_ENROLMENTS_INIT;
	struct mc_enrolment one;

	list->is_of_one = learner != NULL;
	if (learner) {
		MC_TRY(mc_learner_find(&one, &list->arena, records, learner, list->cohort, MC_ENROLMENT_ANY));
		add_learner(list, learner);
		return NULL;
	}
	MC_TRY(mc_enrolments_of_cohort(&enrolments, records, list->cohort));
	for (size_t i = 0; i < enrolments.count; i++)
		add_learner(list, enrolments.items[i].learner);
	return NULL;
}

struct mc_err *mc_deadline_list_read(struct mc_deadline_list *list, const struct mc_office *office,
				     const char *cohort, const char *learner)
{
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;

	MC_TRY(mc_cohorts_read(&cohorts, office->records, cohort));
	list->cohort = cohort;
	list->zone = office->school.time_zone;
	MC_TRY(mc_deadlines_open(&list->deadlines, office->records, cohort));
	MC_TRY(mc_lateness_read(&list->lateness, office->records, cohort, list->deadlines));
	if (learner)
		MC_TRY(mc_course_names_read(&list->names, &office->school, &cohorts.items[0]));
	return read_learners(list, office->records, learner);
}

static struct mc_err *read_reason(const char **reason, struct mc_deadline_list *list,
				  struct mc_records *records, const struct mc_extension *extension)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	bool found = false;

	if (extension->note)
		MC_TRY(mc_people_get(&text, &found, records, extension->learner, extension->note));
	if (found)
		*reason = mc_arena_strdup(&list->arena, text.ptr);
	return NULL;
}

struct mc_err *mc_deadline_list_name(struct mc_deadline_list *list, struct mc_records *records,
				     bool has_reasons)
{
	size_t count = mc_deadlines_extension_count(list->deadlines);

	for (size_t i = 0; i < list->learner_count; i++) {
		struct mc_profile profile;

		MC_TRY(mc_profile_read(&profile, &list->arena, records, list->learners[i].id));
		list->learners[i].name = profile.facts[MC_PROFILE_DISPLAY_NAME];
	}
	if (!has_reasons)
		return NULL;
	list->reasons = mc_arena_alloc(&list->arena, (count + 1) * sizeof(*list->reasons));
	for (size_t i = 0; i < count; i++)
		MC_TRY(read_reason(&list->reasons[i], list, records,
				   mc_deadlines_extension_at(list->deadlines, i)));
	return NULL;
}

/* ---- JSON ---- */

static void add_moment(struct mc_json_writer *writer, const char *zone, int64_t unix_s)
{
	MC_AUTO(mc_buf) utc = MC_BUF_INIT;
	char local[MC_MOMENT_TEXT];
	bool is_known = unix_s != INT64_MAX && unix_s != INT64_MIN;

	if (is_known) {
		mc_time_add(&utc, unix_s);
		mc_moment_text(local, zone, unix_s);
	}
	mc_json_key_text(writer, "due_at", is_known ? utc.ptr : NULL);
	mc_json_key_text(writer, "due_local", is_known ? local : NULL);
}

static void add_scope(struct mc_json_writer *writer, const struct mc_deadline_scope *scope)
{
	mc_json_key_text(writer, "scope", mc_deadline_scope_name(scope->kind));
	mc_json_key_text(writer, "id", scope->kind == 'c' ? NULL : scope->id);
}

static void add_extensions(struct mc_json_writer *writer, const struct mc_deadline_list *list)
{
	mc_json_key(writer, "extensions");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < mc_deadlines_extension_count(list->deadlines); i++) {
		const struct mc_extension *extension = mc_deadlines_extension_at(list->deadlines, i);

		if (list->is_of_one && strcmp(extension->learner, list->learners[0].id) != 0)
			continue;
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "learner", extension->learner);
		add_scope(writer, &extension->scope);
		add_moment(writer, list->zone, extension->due_s);
		mc_json_key_int(writer, "days", extension->days);
		mc_json_key_bool(writer, "excused", extension->is_excused);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

/* Only of one learner: what is due when for them. */
static void add_exercises(struct mc_json_writer *writer, const struct mc_deadline_list *list,
			  const char *learner)
{
	mc_json_key(writer, "exercises");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < list->names.exercise_count; i++) {
		const struct mc_course_exercise *exercise = &list->names.exercises[i];
		struct mc_late_due due =
			mc_deadlines_due(list->deadlines, learner, exercise->module, exercise->id);

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "exercise", exercise->id);
		mc_json_key_text(writer, "module", exercise->module);
		add_moment(writer, list->zone, mc_late_due_s(&due));
		mc_json_key_bool(writer, "extended", due.has_due && due.extended_s > due.due_s);
		mc_json_key_bool(writer, "excused", due.is_excused);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void add_learners(struct mc_json_writer *writer, const struct mc_deadline_list *list)
{
	mc_json_key(writer, "learners");
	mc_json_start(writer, '[');
	for (size_t i = 0; i < list->learner_count; i++) {
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "learner", list->learners[i].id);
		mc_json_key_int(writer, "grace_left", list->learners[i].grace_left);
		if (list->is_of_one)
			add_exercises(writer, list, list->learners[i].id);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

void mc_deadline_list_print_json(struct mc_buf *out, const struct mc_deadline_list *list)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	MC_AUTO(mc_buf) policy = MC_BUF_INIT;

	mc_late_policy_write(&policy, mc_deadlines_policy(list->deadlines));
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/deadlines/v1");
	mc_json_key_text(&writer, "cohort", list->cohort);
	mc_json_key_text(&writer, "time_zone", list->zone);
	mc_json_key(&writer, "policy");
	mc_json_splice(&writer, policy.ptr, policy.len);
	mc_json_key(&writer, "deadlines");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < mc_deadlines_count(list->deadlines); i++) {
		const struct mc_deadline *deadline = mc_deadlines_at(list->deadlines, i);

		mc_json_start(&writer, '{');
		add_scope(&writer, &deadline->scope);
		add_moment(&writer, list->zone, deadline->due_s);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	add_extensions(&writer, list);
	add_learners(&writer, list);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
