/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "cert/gather_part.h"
#include "cohort/attendance.h"
#include "result/points.h"

/* What somebody reached, and what that is aligned to. */

/* Most results of one certificate beside those of modules: points, attendance, and projects. */
enum { MAX_PROJECTS = 50, MAX_RESULTS_BESIDE = MAX_PROJECTS + 2 };

/* ---- results ---- */

static struct mc_badge_result *add_result(struct gather_making *m, const char *part, const char *name,
					  const char *type)
{
	struct mc_badge_result *result = &m->results[m->result_count++];

	*result = (struct mc_badge_result){
		.id = mc_gather_part_id(m->arena, m->gathered->badge.achievement_id, part),
		.name = name,
		.type = type,
	};
	return result;
}

static void add_points(struct gather_making *m, const char *part, const char *name,
		       const struct gather_standing *standing)
{
	struct mc_badge_result *result = add_result(m, part, name, "RawScore");
	MC_AUTO(mc_buf) value = MC_BUF_INIT;
	MC_AUTO(mc_buf) max = MC_BUF_INIT;

	mc_points_add(&value, standing->points);
	mc_points_add(&max, standing->max);
	result->value = mc_arena_strdup(m->arena, value.ptr);
	result->min = "0";
	result->max = mc_arena_strdup(m->arena, max.ptr);
	result->status = standing->is_passed ? "Completed" : NULL;
}

/* By the rules of graduation: what is late and what is excused counts as they say. Rounded down to tenths of
 * a percent, as there. */
static void add_attendance(struct gather_making *m)
{
	const struct mc_rule_facts *facts = &m->facts;
	const struct mc_attendance_counts counts = { facts->present, facts->late, facts->excused,
						     facts->absent };
	int64_t part = 0, whole = 0;

	mc_attendance_share(&part, &whole, &counts, &m->gather->policy);
	if (whole <= 0)
		return;
	struct mc_badge_result *result =
		add_result(m, "attendance", mc_gather_word(m, "attendance", NULL, 0), "Percent");
	MC_AUTO(mc_buf) value = MC_BUF_INIT;

	mc_points_add(&value, part * 1000 / whole * 100);
	result->value = mc_arena_strdup(m->arena, value.ptr);
	result->min = "0";
	result->max = "100";
}

static void add_projects(struct gather_making *m)
{
	for (size_t i = 0; i < m->facts.project_count && i < MAX_PROJECTS; i++) {
		const struct mc_cert_fill name[] = { { "project", m->facts.projects[i].id } };

		add_result(m, mc_arena_format(m->arena, "project-%zu", i + 1),
			   mc_gather_word(m, "project", name, 1), "Status")
			->status = "Completed";
	}
}

/* What counts is what the cohort worked on: a module that nobody handed anything in for was not taught. */
static void add_modules(struct gather_making *m, bool shows_points)
{
	for (size_t i = 0; i < m->gather->module_count; i++) {
		const struct gather_module *module = &m->gather->modules[i];
		struct gather_standing standing = mc_gather_standing(m->gather, module, m->scores_row);
		const char *part = mc_arena_format(m->arena, "module-%s", module->module->id);

		if (standing.passed == 0)
			continue;
		if (shows_points)
			add_points(m, part, module->title, &standing);
		else if (standing.is_passed)
			add_result(m, part, module->title, "Status")->status = "Completed";
	}
}

static struct gather_standing sum_up(const struct gather_making *m)
{
	struct gather_standing sum = { 0 };

	for (size_t i = 0; i < m->gather->module_count; i++) {
		const struct gather_module *module = &m->gather->modules[i];
		struct gather_standing standing = mc_gather_standing(m->gather, module, m->scores_row);

		if (!module->is_taught)
			continue;
		sum.points += standing.points;
		sum.max += standing.max;
	}
	return sum;
}

void mc_gather_results(struct gather_making *m)
{
	const struct mc_cert_settings *settings = m->gather->wanted.settings;
	struct gather_standing sum = { 0 };

	m->results = mc_arena_alloc(m->arena,
				    (MAX_RESULTS_BESIDE + m->gather->module_count) * sizeof(*m->results));
	if (m->scores_row != SIZE_MAX)
		sum = sum_up(m);
	if (settings->shows_points && sum.max > 0)
		add_points(m, "points", mc_gather_word(m, "points", NULL, 0), &sum);
	if (settings->shows_attendance)
		add_attendance(m);
	if (m->scores_row != SIZE_MAX)
		add_modules(m, settings->shows_points);
	add_projects(m);
	m->gathered->badge.results = m->results;
	m->gathered->badge.result_count = m->result_count;
}

/* ---- alignment ---- */

static void mark(struct gather_making *m, const size_t *aligns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		m->is_passed[aligns[i]] = true;
}

/* Only of what the learner passed: an exercise, or a whole module. */
void mc_gather_align(struct gather_making *m)
{
	const struct gather_aligns *rows = &m->gather->aligns;
	struct mc_badge_alignment *all = mc_arena_alloc(m->arena, (rows->count + 1) * sizeof(*all));
	struct mc_badge *badge = &m->gathered->badge;

	m->is_passed = mc_arena_alloc(m->arena, rows->count + 1);
	for (size_t i = 0; m->scores_row != SIZE_MAX && i < m->gather->module_count; i++) {
		const struct gather_module *module = &m->gather->modules[i];

		if (mc_gather_standing(m->gather, module, m->scores_row).is_passed)
			mark(m, module->aligns, module->align_count);
		for (size_t e = 0; e < module->exercise_count; e++) {
			if (mc_gather_has_passed(m->gather, &module->exercises[e], m->scores_row))
				mark(m, module->exercises[e].aligns, module->exercises[e].align_count);
		}
	}
	for (size_t i = 0; i < rows->count && badge->alignment_count < MC_BADGE_MAX_ITEMS; i++) {
		const struct mc_framework_row *row = rows->rows[i];

		if (m->is_passed[i])
			all[badge->alignment_count++] = (struct mc_badge_alignment){
				.name = row->name,
				.url = row->url,
				.framework = row->framework->name,
				.code = row->label,
				.description = row->category,
				.type = row->framework->type,
			};
	}
	badge->alignments = all;
}
