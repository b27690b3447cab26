/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

/* The keys of all kinds. */
#define COMMON "id", "kind", "title", "hint", "points", "needs", "hidden", "extra", "limits"

static const char *const common_keys[] = { COMMON };

static const struct mc_kind *const kinds[] = {
#define X(constant, name, stem) [constant] = &mc_kind_##stem,
	MC_TEST_KINDS(X)
#undef X
};

const struct mc_kind *mc_kind(enum mc_test_kind kind)
{
	return kinds[kind];
}

static const char *const kind_names[] = {
#define X(constant, name, stem) [constant] = name,
	MC_TEST_KINDS(X)
#undef X
};

static const struct limit {
	const char *key;
	size_t offset;
	uint32_t min, max;
} limit_table[] = {
	{ "cpu_ms", offsetof(struct mc_limits, cpu_ms), 10, 600000 },
	{ "wall_ms", offsetof(struct mc_limits, wall_ms), 10, 3600000 },
	{ "memory_mb", offsetof(struct mc_limits, memory_mb), 4, 8192 },
	{ "output_kb", offsetof(struct mc_limits, output_kb), 1, 65536 },
	{ "processes", offsetof(struct mc_limits, processes), 1, 1024 },
	{ "disk_mb", offsetof(struct mc_limits, disk_mb), 1, 4096 },
};

static uint32_t *limit_of(struct mc_limits *limits, const struct limit *limit)
{
	return (uint32_t *)(void *)((char *)limits + limit->offset);
}

void mc_exercise_read_limits(struct mc_limits *limits, const struct mc_spec *spec,
			     const struct mc_json_node *node)
{
	const char *keys[MC_COUNT(limit_table)];

	for (size_t i = 0; i < MC_COUNT(limit_table); i++)
		keys[i] = limit_table[i].key;
	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	for (size_t i = 0; i < MC_COUNT(limit_table); i++) {
		const struct limit *limit = &limit_table[i];

		mc_spec_integer(limit_of(limits, limit), spec, mc_json_find(node, limit->key), limit->min,
				limit->max);
	}
	/* A waiting program needs more time than a busy one; five times is what the defaults have, too. */
	if (mc_json_find(node, "cpu_ms") && !mc_json_find(node, "wall_ms"))
		limits->wall_ms = 5 * limits->cpu_ms + 1000;
}

bool mc_exercise_clamp_limits(struct mc_limits *limits)
{
	bool is_changed = false;

	for (size_t i = 0; i < MC_COUNT(limit_table); i++) {
		uint32_t *value = limit_of(limits, &limit_table[i]);
		uint32_t least = *value < limit_table[i].min ? limit_table[i].min : *value;
		uint32_t kept = least > limit_table[i].max ? limit_table[i].max : least;

		is_changed |= kept != *value;
		*value = kept;
	}
	return is_changed;
}

void mc_exercise_write_limits(struct mc_json_writer *json, const struct mc_limits *limits,
			      const struct mc_limits *base)
{
	struct mc_limits wanted = *limits;
	struct mc_limits assumed = *base;
	bool is_started = false;

	/* as the reader does it */
	if (wanted.cpu_ms != assumed.cpu_ms)
		assumed.wall_ms = 5 * wanted.cpu_ms + 1000;
	for (size_t i = 0; i < MC_COUNT(limit_table); i++) {
		uint32_t value = *limit_of(&wanted, &limit_table[i]);

		if (value == *limit_of(&assumed, &limit_table[i]))
			continue;
		if (!is_started) {
			mc_json_key(json, "limits");
			mc_json_start(json, '{');
		}
		is_started = true;
		mc_json_key_int(json, limit_table[i].key, value);
	}
	if (is_started)
		mc_json_end(json);
}

void mc_exercise_read_points(int64_t *points, const struct mc_spec *spec, const struct mc_json_node *node,
			     double max)
{
	double value = 1;

	mc_spec_number(&value, spec, node, 0, max);
	double thousandths = value * 1000;
	int64_t rounded = (int64_t)(thousandths + 0.5);
	double off = thousandths - (double)rounded;

	if (off > 1e-6 || off < -1e-6)
		mc_spec_error(spec, node, NULL, "%s", _("points have at most three digits behind the point"));
	*points = rounded;
}

static bool has_name(const char *const names[], size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(names[i], name))
			return true;
	}
	return false;
}

static bool has_key(const struct mc_kind *kind, const char *key)
{
	return has_name(common_keys, MC_COUNT(common_keys), key) ||
	       has_name(kind->keys, kind->key_count, key);
}

/* All keys that a test of this kind may have, for the nearest of them. */
static const char *nearest_key(const struct mc_spec *spec, const struct mc_kind *kind, const char *key)
{
	size_t count = MC_COUNT(common_keys) + kind->key_count;
	const char **keys = mc_arena_alloc(spec->arena, count * sizeof(*keys));

	memcpy(keys, common_keys, sizeof(common_keys));
	if (kind->key_count > 0)
		memcpy(keys + MC_COUNT(common_keys), kind->keys, kind->key_count * sizeof(*keys));
	return mc_spec_nearest(spec, key, keys, count);
}

/* A key that another kind knows is misplaced rather than misspelt. */
static void check_keys(const struct mc_spec *spec, const struct mc_json_node *node, enum mc_test_kind kind)
{
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		const char *key = mc_json_key_of(n);
		size_t other = 0;

		if (mc_spec_is_full(spec))
			break;
		if (has_key(kinds[kind], key))
			continue;
		while (other < MC_COUNT(kinds) && !has_key(kinds[other], key))
			other++;
		if (other < MC_COUNT(kinds))
			mc_spec_key_error(spec, n, NULL, _("key '%s' is for tests of kind '%s', not '%s'"),
					  key, kind_names[other], kind_names[kind]);
		else
			mc_spec_key_error(spec, n, nearest_key(spec, kinds[kind], key), _("unknown key '%s'"),
					  key);
	}
}

void mc_exercise_read_test(struct mc_exercise_reading *reading, size_t index, const struct mc_json_node *node)
{
	struct mc_exercise *exercise = reading->exercise;
	struct mc_test *test = &exercise->tests[index];
	const struct mc_spec *spec = &reading->spec;
	size_t kind = 0;

	test->limits = exercise->limits;
	test->id = mc_arena_format(spec->arena, "#%zu",
				   index); /* no real id can be so, so it clashes with none */
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	mc_spec_id(&test->id, spec, mc_spec_need(spec, node, "id"));
	mc_spec_words(&test->title, spec, mc_json_find(node, "title"));
	mc_spec_words(&test->hint, spec, mc_json_find(node, "hint"));
	mc_exercise_read_points(&test->points, spec, mc_json_find(node, "points"), MC_EXERCISE_MAX_POINTS);
	reading->need_nodes[index] = mc_json_find(node, "needs");
	mc_spec_texts(&reading->needs[index], spec, reading->need_nodes[index], MC_SPEC_IDS, 0);
	mc_spec_bool(&test->is_hidden, spec, mc_json_find(node, "hidden"));
	mc_spec_bool(&test->is_extra, spec, mc_json_find(node, "extra"));
	mc_exercise_read_limits(&test->limits, spec, mc_json_find(node, "limits"));
	if (!mc_spec_choice(&kind, spec, mc_spec_need(spec, node, "kind"), kind_names, MC_COUNT(kind_names)))
		return;
	test->kind = (enum mc_test_kind)kind;
	check_keys(spec, node, test->kind);
	kinds[kind]->read(reading, test, node);
}
