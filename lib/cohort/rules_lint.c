/* SPDX-License-Identifier: MIT */
#include "cohort/rules_lint.h"

#include <string.h>

#include "base/i18n.h"
#include "cohort/rules.h"
#include "course/curriculum.h"
#include "course/spec.h"
#include "os/file.h"

/* Rules with the curriculum that they are for. */
struct work {
	const struct mc_spec *spec;
	const struct mc_rules *rules;
	const struct mc_curriculum *curriculum;
};

static bool has_module(const struct mc_curriculum *curriculum, const char *id)
{
	for (size_t i = 0; i < curriculum->module_count; i++) {
		if (!strcmp(curriculum->modules[i]->id, id))
			return true;
	}
	return false;
}

static bool has_exercise(const struct mc_curriculum *curriculum, const char *id)
{
	for (size_t i = 0; i < curriculum->module_count; i++) {
		if (mc_texts_has(&curriculum->modules[i]->exercises, id))
			return true;
	}
	return false;
}

/* The value that stands for number index of a rule's list, or the one value of a key. */
static const struct mc_json_node *find_value(const struct work *work, size_t rule, const char *key,
					     size_t index)
{
	const char *whole = mc_arena_format(work->spec->arena, "/rules/%zu/%s", rule, key);
	const char *one = mc_arena_format(work->spec->arena, "%s/%zu", whole, index);
	const struct mc_json_node *node = mc_json_find_pointer(work->spec->json, one);

	return node ? node : mc_json_find_pointer(work->spec->json, whole);
}

static void check_modules(const struct work *work, size_t rule, const char *key)
{
	const struct mc_texts *groups = &work->rules->rules[rule].groups;

	for (size_t i = 0; i < groups->count; i++) {
		if (!has_module(work->curriculum, groups->items[i]))
			mc_spec_error(work->spec, find_value(work, rule, key, i), NULL,
				      _("the curriculum has no module '%s'"), groups->items[i]);
	}
}

static void check_exercises(const struct work *work, size_t rule)
{
	const struct mc_texts *items = &work->rules->rules[rule].items;

	for (size_t i = 0; i < items->count; i++) {
		if (!has_exercise(work->curriculum, items->items[i]))
			mc_spec_error(work->spec, find_value(work, rule, "exercises", i), NULL,
				      _("the curriculum has no exercise '%s'"), items->items[i]);
	}
}

/* Projects and events are also recorded by hand, so any name may be right. */
static void check_names(const struct work *work)
{
	if (strcmp(work->rules->curriculum, work->curriculum->id) != 0)
		mc_spec_error(work->spec, mc_json_find_pointer(work->spec->json, "/curriculum"), NULL,
			      _("the curriculum in this folder is '%s'"), work->curriculum->id);
	for (size_t i = 0; i < work->rules->count; i++) {
		if (work->rules->rules[i].kind == MC_RULE_EXERCISES) {
			check_modules(work, i, "modules");
			check_exercises(work, i);
		} else if (work->rules->rules[i].kind == MC_RULE_POINTS) {
			check_modules(work, i, "module");
		}
	}
}

/* What is wrong with the curriculum itself is said elsewhere. */
static struct mc_err *lint_one(struct mc_findings *findings, const char *dir, const char *path)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_rules) rules = NULL;
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;

	MC_TRY(mc_buf_read_file(&bytes, path, MC_RULES_MAX_BYTES));
	mc_err_drop(mc_rules_parse(&rules, findings, path, bytes.ptr, bytes.len));
	mc_err_drop(mc_curriculum_open(&curriculum, NULL, dir));
	if (!rules || !curriculum)
		return NULL;
	MC_AUTO(mc_spec) spec = { .arena = &rules->arena, .findings = &found, .path = path };

	if (mc_spec_parse(&spec, bytes.ptr, bytes.len))
		check_names(&(struct work){ &spec, rules, curriculum });
	mc_err_drop(mc_spec_conclude(findings, &found));
	return NULL;
}

struct mc_err *mc_rules_lint(struct mc_findings *findings, size_t *file_count,
			     const struct mc_course_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		MC_AUTOTEXT path = mc_path_join(files->items[i].dir, "rules.json");

		if (files->items[i].kind != MC_COURSE_CURRICULUM || !mc_file_is_regular(path))
			continue;
		++*file_count;
		MC_TRY(lint_one(findings, files->items[i].dir, path));
	}
	return NULL;
}
