/* SPDX-License-Identifier: MIT */
#include "gradebook/deadline_change.h"

#include <string.h>

#include "base/i18n.h"
#include "base/time.h"
#include "deadline/moment.h"
#include "ext/json_write.h"

void mc_deadline_change_release(struct mc_deadline_change *change)
{
	mc_course_names_release(&change->names);
	mc_deadlines_free(change->deadlines);
	mc_lateness_release(&change->lateness);
	*change = (struct mc_deadline_change)MC_DEADLINE_CHANGE_INIT;
}

static struct mc_err *find_scope(struct mc_deadline_change *change, const struct mc_cohort *cohort)
{
	const struct mc_deadline_target *target = change->target;

	change->scope = (struct mc_deadline_scope){ 'c', "" };
	if (!target->module && !target->exercise)
		return NULL;
	MC_TRY(mc_course_names_read(&change->names, &change->office->school, cohort));
	if (target->exercise) {
		change->scope = (struct mc_deadline_scope){ 'e', target->exercise };
		return mc_course_names_exercise(&change->module, &change->names, target->exercise);
	}
	change->scope = (struct mc_deadline_scope){ 'm', target->module };
	change->module = target->module;
	return mc_course_names_module(&change->names, target->module);
}

struct mc_err *mc_deadline_change_begin(struct mc_deadline_change *change, const struct mc_office *office,
					const struct mc_deadline_target *target)
{
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;

	change->target = target;
	change->office = office;
	MC_TRY(mc_cohort_need(target->cohort));
	if (target->module && target->exercise)
		return mc_err_new(MC_E_USAGE, "%s", _("--module and --exercise do not go together"));
	MC_TRY(mc_cohorts_read(&cohorts, office->records, target->cohort));
	MC_TRY(find_scope(change, &cohorts.items[0]));
	MC_TRY(mc_deadlines_open(&change->deadlines, office->records, target->cohort));
	return mc_lateness_read(&change->lateness, office->records, target->cohort, change->deadlines);
}

struct mc_err *mc_deadline_change_end(struct mc_deadline_change *change)
{
	mc_deadlines_free(change->deadlines);
	change->deadlines = NULL;
	MC_TRY(mc_deadlines_open(&change->deadlines, change->office->records, change->target->cohort));
	mc_lateness_compare(&change->effect, &change->lateness, change->deadlines);
	return NULL;
}

struct mc_late_due mc_deadline_change_due(const struct mc_deadline_change *change)
{
	return mc_deadlines_due(change->deadlines, change->target->learner, change->module,
				change->target->exercise);
}

static int64_t earlier(int64_t first_s, struct mc_late_due due)
{
	return due.has_due && due.due_s < first_s ? due.due_s : first_s;
}

int64_t mc_deadline_change_first_due(const struct mc_deadline_change *change)
{
	const struct mc_deadlines *deadlines = change->deadlines;
	int64_t first_s = earlier(INT64_MAX, mc_deadlines_due(deadlines, NULL, change->module,
							      change->target->exercise));

	for (size_t i = 0; change->scope.kind == 'c' && i < mc_deadlines_count(deadlines); i++)
		first_s = earlier(first_s,
				  (struct mc_late_due){ .has_due = true,
							.due_s = mc_deadlines_at(deadlines, i)->due_s });
	for (size_t i = 0; change->scope.kind == 'm' && i < change->names.exercise_count; i++) {
		const struct mc_course_exercise *exercise = &change->names.exercises[i];

		if (!strcmp(exercise->module, change->module))
			first_s = earlier(first_s,
					  mc_deadlines_due(deadlines, NULL, exercise->module, exercise->id));
	}
	return first_s;
}

/* ---- printing ---- */

void mc_deadline_scope_words(struct mc_buf *out, const struct mc_deadline_scope *scope)
{
	if (scope->kind == 'e')
		mc_buf_addf(out, _("exercise %s"), scope->id);
	else if (scope->kind == 'm')
		mc_buf_addf(out, _("module %s"), scope->id);
	else
		mc_buf_addz(out, _("everything"));
}

void mc_deadline_change_effect(struct mc_buf *out, const struct mc_deadline_change *change)
{
	const struct mc_lateness_change *effect = &change->effect;

	if (effect->graded == 0)
		return;
	mc_buf_addf(
		out,
		_("submissions that are graded: %zu; late now and were in time: %zu; in time now and were "
		  "late: %zu\n"),
		effect->graded, effect->late, effect->in_time);
	mc_buf_addf(out, _("another commit may count now; to look: migracode grade --cohort %s\n"),
		    change->target->cohort);
}

static void add_due(struct mc_json_writer *writer, const struct mc_late_due *due, const char *zone)
{
	int64_t due_s = mc_late_due_s(due);
	char local[MC_MOMENT_TEXT];
	MC_AUTO(mc_buf) utc = MC_BUF_INIT;

	mc_moment_text(local, zone, due_s);
	if (due_s != INT64_MAX)
		mc_time_add(&utc, due_s);
	mc_json_key_text(writer, "due_at", utc.len ? utc.ptr : NULL);
	mc_json_key_text(writer, "due_local", utc.len ? local : NULL);
	mc_json_key_bool(writer, "excused", due->is_excused);
}

void mc_deadline_change_print_json(struct mc_buf *out, const struct mc_deadline_change *change,
				   const char *event)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	struct mc_late_due due = mc_deadline_change_due(change);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/deadline/v1");
	mc_json_key_text(&writer, "event", event);
	mc_json_key_text(&writer, "cohort", change->target->cohort);
	mc_json_key_text(&writer, "learner", change->target->learner);
	mc_json_key_text(&writer, "scope", mc_deadline_scope_name(change->scope.kind));
	mc_json_key_text(&writer, "id", change->scope.kind == 'c' ? NULL : change->scope.id);
	mc_json_key_text(&writer, "time_zone", change->office->school.time_zone);
	add_due(&writer, &due, change->office->school.time_zone);
	mc_json_key_int(&writer, "graded", (int64_t)change->effect.graded);
	mc_json_key_int(&writer, "now_late", (int64_t)change->effect.late);
	mc_json_key_int(&writer, "now_in_time", (int64_t)change->effect.in_time);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
