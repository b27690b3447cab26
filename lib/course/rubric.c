/* SPDX-License-Identifier: MIT */
#include "course/rubric.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/exercise_parts.h"
#include "course/spec.h"
#include "os/file.h"

void mc_rubric_free(struct mc_rubric *rubric)
{
	if (!rubric)
		return;
	mc_arena_release(&rubric->arena);
	free(rubric);
}

const struct mc_rubric_criterion *mc_rubric_find(const struct mc_rubric *rubric, const char *id)
{
	for (size_t i = 0; rubric && i < rubric->count; i++) {
		if (!strcmp(rubric->criteria[i].id, id))
			return &rubric->criteria[i];
	}
	return NULL;
}

const struct mc_rubric_level *mc_rubric_level(const struct mc_rubric_criterion *criterion, const char *id)
{
	for (size_t i = 0; i < criterion->level_count; i++) {
		if (!strcmp(criterion->levels[i].id, id))
			return &criterion->levels[i];
	}
	return NULL;
}

int64_t mc_rubric_max(const struct mc_rubric *rubric)
{
	int64_t max = 0;

	for (size_t i = 0; rubric && i < rubric->count; i++)
		max += rubric->criteria[i].is_extra ? 0 : rubric->criteria[i].max;
	return max;
}

/* ---- reading ---- */

static void read_level(struct mc_rubric_criterion *criterion, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	static const char *const keys[] = { "id", "title", "points" };
	struct mc_rubric_level level = { .id = "" };

	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	mc_spec_id(&level.id, spec, mc_spec_need(spec, node, "id"));
	mc_spec_words(&level.title, spec, mc_json_find(node, "title"));
	mc_exercise_read_points(&level.points, spec, mc_spec_need(spec, node, "points"),
				MC_EXERCISE_MAX_POINTS);
	if (*level.id && mc_rubric_level(criterion, level.id))
		mc_spec_error(spec, mc_json_find(node, "id"), NULL, _("two levels have the id '%s'"),
			      level.id);
	if (level.points > criterion->max)
		criterion->max = level.points;
	criterion->levels[criterion->level_count++] = level;
}

/* An array with at least min objects and at most MC_RUBRIC_MAX. */
static bool is_list(const struct mc_spec *spec, const struct mc_json_node *node, size_t min)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return false;
	if (mc_json_count(node) >= min && mc_json_count(node) <= MC_RUBRIC_MAX)
		return true;
	mc_spec_error(spec, node, NULL, _("there must be %zu to %d of them"), min, MC_RUBRIC_MAX);
	return false;
}

static void read_criterion(struct mc_rubric *rubric, const struct mc_spec *spec,
			   const struct mc_json_node *node)
{
	static const char *const keys[] = { "id", "title", "about", "extra", "levels" };
	struct mc_rubric_criterion criterion = { .id = "" };

	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	mc_spec_id(&criterion.id, spec, mc_spec_need(spec, node, "id"));
	mc_spec_words(&criterion.title, spec, mc_spec_need(spec, node, "title"));
	mc_spec_words(&criterion.about, spec, mc_json_find(node, "about"));
	mc_spec_bool(&criterion.is_extra, spec, mc_json_find(node, "extra"));
	const struct mc_json_node *levels = mc_spec_need(spec, node, "levels");

	if (levels && is_list(spec, levels, 2)) {
		criterion.levels =
			mc_arena_alloc(spec->arena, mc_json_count(levels) * sizeof(*criterion.levels));
		for (const struct mc_json_node *n = mc_json_first(levels); n; n = mc_json_next(n))
			read_level(&criterion, spec, n);
	}
	if (*criterion.id && mc_rubric_find(rubric, criterion.id))
		mc_spec_error(spec, mc_json_find(node, "id"), NULL, _("two criteria have the id '%s'"),
			      criterion.id);
	rubric->criteria[rubric->count++] = criterion;
}

static void read_root(struct mc_rubric *rubric, const struct mc_spec *spec, const struct mc_json_node *root)
{
	static const char *const keys[] = { "$schema", "schema", "criteria" };

	(void)mc_spec_object(spec, root, keys, MC_COUNT(keys));
	mc_spec_schema(spec, root, MC_RUBRIC_SCHEMA);
	const struct mc_json_node *criteria = mc_spec_need(spec, root, "criteria");

	if (!criteria || !is_list(spec, criteria, 1))
		return;
	rubric->criteria = mc_arena_alloc(spec->arena, mc_json_count(criteria) * sizeof(*rubric->criteria));
	for (const struct mc_json_node *n = mc_json_first(criteria); n; n = mc_json_next(n))
		read_criterion(rubric, spec, n);
}

struct mc_err *mc_rubric_parse(struct mc_rubric **rubric, struct mc_findings *findings, const char *dir,
			       const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_rubric) made = mc_alloc_zero(1, sizeof(*made));
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, MC_RUBRIC_FILE);
	struct mc_spec spec = { .arena = &made->arena, .findings = &found, .path = path, .dir = dir };
	const struct mc_json_node *root = mc_spec_parse(&spec, bytes, len);

	if (root)
		read_root(made, &spec, root);
	mc_spec_release(&spec);
	MC_TRY(mc_spec_conclude(findings, &found));
	*rubric = MC_TAKE(made);
	return NULL;
}

struct mc_err *mc_rubric_open(struct mc_rubric **rubric, struct mc_findings *findings, const char *dir)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, MC_RUBRIC_FILE);

	if (!mc_file_exists(path)) {
		*rubric = NULL;
		return NULL;
	}
	MC_TRY(mc_buf_read_file(&bytes, path, MC_JSON_MAX_BYTES));
	return mc_rubric_parse(rubric, findings, dir, bytes.ptr, bytes.len);
}
