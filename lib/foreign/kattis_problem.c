/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/exercise_new.h"
#include "foreign/kattis.h"
#include "foreign/kattis_parts.h"

/* Without a limit in the package, problemtools measures the accepted submissions; a spec cannot. */
enum { USUAL_TIME_S = 5, WALL_FACTOR = 5 };

/* What becomes of a key of problem.yaml. */
enum fate {
	USED,
	TOLD,	/* says something about the problem that no exercise has */
	BOUNDS, /* says how time limits are made of measured times */
};

static const struct key {
	const char *name;
	enum fate fate;
} keys[] = {
	{ "problem_format_version", USED },
	{ "type", USED },
	{ "name", USED },
	{ "limits", USED },
	{ "validation", USED },
	{ "validator_flags", USED },
	{ "grading", USED },
	{ "uuid", TOLD },
	{ "author", TOLD },
	{ "source", TOLD },
	{ "source_url", TOLD },
	{ "license", TOLD },
	{ "rights_owner", TOLD },
	{ "keywords", TOLD },
	{ "version", TOLD },
	{ "credits", TOLD },
	{ "embargo_until", TOLD },
	{ "languages", TOLD },
	{ "allow_file_writing", TOLD },
	{ "constants", USED },
};

static const struct key limit_keys[] = {
	{ "memory", USED },
	{ "output", USED },
	{ "time_limit", USED },
	{ "compilation_time", USED },
	{ "compilation_memory", USED },
	{ "validation_time", USED },
	{ "validation_memory", USED },
	{ "validation_output", USED },
	{ "code", TOLD },
	{ "time_multiplier", BOUNDS },
	{ "time_safety_margin", BOUNDS },
	{ "time_multipliers", BOUNDS },
	{ "time_resolution", BOUNDS },
	{ "validation_passes", TOLD },
};

/* Errors for keys that nobody knows, one warning for all that are known and not carried over. */
static void check_keys(struct mc_kattis *kattis, const struct mc_yaml_node *map, const struct key *known,
		       size_t count)
{
	MC_AUTO(mc_buf) told = MC_BUF_INIT;
	const struct mc_yaml_node *first = NULL;

	/* the items of a list have no keys; that it is none is told by who reads it */
	if (mc_yaml_type(map) != MC_YAML_MAP)
		return;
	for (const struct mc_yaml_node *n = mc_yaml_first(map); n; n = mc_yaml_next(n)) {
		const char *name = mc_yaml_key_of(n);
		size_t i = 0;

		while (i < count && strcmp(known[i].name, name) != 0)
			i++;
		if (i == count) {
			mc_kattis_say(kattis, true, MC_KATTIS_FILE, n, NULL, _("unknown key '%s'"), name);
		} else if (known[i].fate == TOLD) {
			mc_buf_addf(&told, "%s'%s'", told.len ? ", " : "", name);
			first = first ? first : n;
		}
	}
	if (first)
		mc_kattis_say(kattis, false, MC_KATTIS_FILE, first, NULL, _("not carried over: %s"),
			      told.ptr);
}

static const char *text_of(struct mc_kattis *kattis, const struct mc_yaml_node *map, const char *key)
{
	const struct mc_yaml_node *node = mc_yaml_find(map, key);

	if (node && mc_yaml_type(node) != MC_YAML_TEXT && mc_yaml_type(node) != MC_YAML_NULL)
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, node, NULL, _("'%s' must be a text"), key);
	return mc_yaml_as_text(node);
}

/* "name" is a text, or one for each language; older packages have it in the statement only. */
static void read_name(struct mc_kattis *kattis, const struct mc_yaml_node *node)
{
	struct mc_arena *arena = &kattis->exercise->arena;
	size_t count = mc_yaml_count(node);
	struct mc_words *title = &kattis->exercise->title;

	if (mc_yaml_as_text(node)) {
		*title = mc_words_of(arena, mc_yaml_as_text(node));
		title->langs[0] = "en";
		return;
	}
	if (count == 0)
		return;
	*title = (struct mc_words){ mc_arena_alloc(arena, (count + 1) * sizeof(*title->langs)),
				    mc_arena_alloc(arena, (count + 1) * sizeof(*title->texts)), 0 };
	for (const struct mc_yaml_node *n = mc_yaml_first(node); n; n = mc_yaml_next(n)) {
		if (!mc_yaml_key_of(n) || !mc_yaml_as_text(n))
			continue;
		title->langs[title->count] = mc_arena_strdup(arena, mc_yaml_key_of(n));
		title->texts[title->count++] = mc_arena_strdup(arena, mc_yaml_as_text(n));
	}
}

static void take_type(struct mc_kattis *kattis, const struct mc_yaml_node *node)
{
	/* "pass-fail interactive" is one text in the examples of the format */
	const struct mc_texts words = mc_kattis_words(kattis, mc_yaml_as_text(node));

	for (size_t i = 0; i < words.count; i++) {
		if (!strcmp(words.items[i], "scoring"))
			kattis->is_scoring = true;
		else if (!strcmp(words.items[i], "interactive") && kattis->is_draft)
			kattis->is_interactive = true;
		else if (strcmp(words.items[i], "pass-fail") != 0)
			mc_kattis_say(kattis, true, MC_KATTIS_FILE, node, NULL,
				      _("problems of the type '%s' cannot be judged"), words.items[i]);
	}
}

static void read_version(struct mc_kattis *kattis, const struct mc_yaml_node *root)
{
	const char *version = text_of(kattis, root, "problem_format_version");

	kattis->is_new = version && (!strcmp(version, "2025-09") || !strcmp(version, "2025-09-draft"));
	kattis->is_draft = kattis->is_new ||
			   (version && (!strcmp(version, "2023-07-draft") || !strcmp(version, "2023-07")));
	if (version && !kattis->is_draft && strcmp(version, "legacy") != 0)
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, mc_yaml_find(root, "problem_format_version"),
			      _("known are 'legacy', '2023-07-draft' and '2025-09'"),
			      _("the version '%s' of the format is not known"), version);
}

static void read_validation(struct mc_kattis *kattis, const struct mc_yaml_node *root)
{
	const struct mc_texts words = mc_kattis_words(kattis, text_of(kattis, root, "validation"));
	const struct mc_yaml_node *node = mc_yaml_find(root, "validation");

	kattis->flags = mc_kattis_words(kattis, text_of(kattis, root, "validator_flags"));
	kattis->has_custom = words.count > 0 && !strcmp(words.items[0], "custom");
	if (words.count > 0 && !kattis->has_custom && strcmp(words.items[0], "default") != 0)
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, node, NULL, "%s",
			      _("'validation' is 'default' or 'custom'"));
	for (size_t i = 1; i < words.count; i++) {
		if (!strcmp(words.items[i], "interactive") && kattis->has_custom)
			kattis->is_interactive = true;
		else if (!strcmp(words.items[i], "score") && kattis->has_custom)
			kattis->has_custom_score = true;
		else
			mc_kattis_say(kattis, true, MC_KATTIS_FILE, node, NULL,
				      _("'%s' in 'validation' is not known"), words.items[i]);
	}
}

static void read_grading(struct mc_kattis *kattis, const struct mc_yaml_node *node)
{
	for (const struct mc_yaml_node *n = mc_yaml_first(node); n; n = mc_yaml_next(n)) {
		const char *key = mc_yaml_key_of(n);
		const char *value = mc_yaml_as_text(n);

		if (key && !strcmp(key, "objective") && value && !strcmp(value, "min"))
			kattis->is_minimum_best = true;
		else if (key && strcmp(key, "objective") != 0)
			mc_kattis_say(kattis, false, MC_KATTIS_FILE, n, NULL, _("not carried over: '%s'"),
				      key);
	}
	if (kattis->is_minimum_best)
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, node, NULL, "%s",
			      _("points of which fewer are better cannot be given"));
}

/* ---- limits ---- */

/* A limit of the package times unit, within what the sandbox takes; otherwise when it is not there. */
static uint32_t limit_of(struct mc_kattis *kattis, const struct mc_yaml_node *limits, const char *key,
			 double unit, double most, double otherwise)
{
	const struct mc_yaml_node *node = mc_yaml_find(limits, key);
	double value = otherwise;

	if (node && (!mc_yaml_as_number(&value, node) || !(value > 0))) {
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, node, NULL, _("'%s' must be a number above 0"),
			      key);
		value = otherwise;
	}
	if (value * unit > most) {
		if (node)
			mc_kattis_say(kattis, false, MC_KATTIS_FILE, node, NULL,
				      _("'%s' is more than the sandbox gives: %g is used"), key, most / unit);
		return (uint32_t)most;
	}
	return value * unit < 1 ? 1 : (uint32_t)ceil(value * unit);
}

/* ".timelimit" is where tools of old leave what was measured. */
static bool read_timelimit_file(double *seconds, const struct mc_kattis *kattis)
{
	const struct mc_tree_file *file = mc_tree_find(&kattis->files, ".timelimit");
	MC_AUTOPTR(mc_yaml) yaml = NULL;

	if (!file)
		return false;
	mc_err_drop(mc_yaml_open(&yaml, NULL, file->data, file->len));
	return yaml && mc_yaml_as_number(seconds, mc_yaml_root(yaml)) && *seconds > 0;
}

static void read_time(struct mc_kattis *kattis, const struct mc_yaml_node *limits)
{
	double seconds = USUAL_TIME_S;

	if (!read_timelimit_file(&seconds, kattis) && !mc_yaml_find(limits, "time_limit"))
		mc_kattis_say(kattis, false, MC_KATTIS_FILE, limits,
			      _("write the seconds into a file '.timelimit' beside problem.yaml"),
			      _("the package has no time limit, as Kattis measures it: %d s are used"),
			      USUAL_TIME_S);
	kattis->limits.cpu_ms = limit_of(kattis, limits, "time_limit", 1000, 600000, seconds);
	kattis->limits.wall_ms = WALL_FACTOR * kattis->limits.cpu_ms + 1000;
}

/* The defaults are those of problemtools. Source: problemtools/config/problem.yaml. */
static void read_limits(struct mc_kattis *kattis, const struct mc_yaml_node *limits)
{
	const struct mc_limits usual = MC_LIMITS_BUILD;

	if (limits && mc_yaml_type(limits) != MC_YAML_MAP && mc_yaml_type(limits) != MC_YAML_NULL)
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, limits, NULL, "%s", _("'limits' must be a map"));
	check_keys(kattis, limits, limit_keys, MC_COUNT(limit_keys));
	kattis->limits = kattis->build_limits = kattis->checker_limits = usual;
	kattis->limits.memory_mb = limit_of(kattis, limits, "memory", 1, 8192, 1024);
	kattis->limits.output_kb = limit_of(kattis, limits, "output", 1024, 65536, 8);
	kattis->build_limits.cpu_ms = limit_of(kattis, limits, "compilation_time", 1000, 600000, 60);
	kattis->build_limits.memory_mb = limit_of(kattis, limits, "compilation_memory", 1, 8192, 1024);
	kattis->checker_limits.cpu_ms = limit_of(kattis, limits, "validation_time", 1000, 600000, 60);
	kattis->checker_limits.memory_mb = limit_of(kattis, limits, "validation_memory", 1, 8192, 1024);
	kattis->checker_limits.output_kb = limit_of(kattis, limits, "validation_output", 1024, 65536, 8);
	kattis->build_limits.wall_ms = WALL_FACTOR * kattis->build_limits.cpu_ms;
	kattis->checker_limits.wall_ms = WALL_FACTOR * kattis->checker_limits.cpu_ms;
	read_time(kattis, limits);
}

void mc_kattis_read_problem(struct mc_kattis *kattis)
{
	MC_AUTOPTR(mc_yaml) yaml = NULL;
	const struct mc_yaml_node *type;

	mc_kattis_yaml(&yaml, kattis, MC_KATTIS_FILE);
	if (!yaml)
		return;
	const struct mc_yaml_node *root = mc_yaml_root(yaml);

	if (mc_yaml_type(root) != MC_YAML_MAP) {
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, root, NULL, "%s", _("expected keys and values"));
		return;
	}
	check_keys(kattis, root, keys, MC_COUNT(keys));
	read_version(kattis, root);
	read_name(kattis, mc_yaml_find(root, "name"));
	type = mc_yaml_find(root, "type");
	take_type(kattis, type);
	for (const struct mc_yaml_node *n = mc_yaml_first(type); n; n = mc_yaml_next(n))
		take_type(kattis, n);
	read_validation(kattis, root);
	read_grading(kattis, mc_yaml_find(root, "grading"));
	read_limits(kattis, mc_yaml_find(root, "limits"));
	mc_kattis_read_constants(kattis, mc_yaml_find(root, "constants"));
}
