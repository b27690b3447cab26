/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "course/exercise_new.h"
#include "foreign/kattis.h"
#include "foreign/kattis_parts.h"

/* How far behind "{{" a name may end. */
enum { NAME_REACH = 128 };

/* "constants" of problem.yaml, whose names stand in files as {{name}} and {{name.variant}}. */

static void add(struct mc_kattis *kattis, const char *name, const struct mc_yaml_node *value)
{
	struct mc_words *constants = &kattis->constants;
	const char *text = mc_yaml_as_text(value);

	if (!text) {
		mc_kattis_say(kattis, true, MC_KATTIS_FILE, value, NULL, _("'%s' must be a text"), name);
		return;
	}
	constants->langs[constants->count] = name;
	constants->texts[constants->count++] = mc_arena_strdup(&kattis->exercise->arena, text);
}

void mc_kattis_read_constants(struct mc_kattis *kattis, const struct mc_yaml_node *node)
{
	struct mc_arena *arena = &kattis->exercise->arena;
	size_t count = 0;

	for (const struct mc_yaml_node *n = mc_yaml_first(node); n; n = mc_yaml_next(n))
		count += 1 + 2 * mc_yaml_count(n);
	kattis->constants = (struct mc_words){ mc_arena_alloc(arena, (count + 1) * sizeof(char *)),
					       mc_arena_alloc(arena, (count + 1) * sizeof(char *)), 0 };
	for (const struct mc_yaml_node *n = mc_yaml_first(node); n; n = mc_yaml_next(n)) {
		const char *name = mc_yaml_key_of(n) ? mc_yaml_key_of(n) : "";

		if (mc_yaml_type(n) != MC_YAML_MAP) {
			add(kattis, mc_arena_strdup(arena, name), n);
			add(kattis, mc_arena_format(arena, "%s.value", name), n);
			continue;
		}
		for (const struct mc_yaml_node *v = mc_yaml_first(n); v; v = mc_yaml_next(v)) {
			if (!strcmp(mc_yaml_key_of(v), "value"))
				add(kattis, mc_arena_strdup(arena, name), v);
			add(kattis, mc_arena_format(arena, "%s.%s", name, mc_yaml_key_of(v)), v);
		}
	}
}

static const char *value_of(const struct mc_words *constants, const char *name, size_t len)
{
	for (size_t i = 0; i < constants->count; i++) {
		if (strlen(constants->langs[i]) == len && !memcmp(constants->langs[i], name, len))
			return constants->texts[i];
	}
	return NULL;
}

/* The value of the name behind "{{" at open, and where the text goes on; NULL when it is no constant. */
static const char *take_name(const char **rest, const struct mc_words *constants, const char *open,
			     const char *end)
{
	size_t reach = (size_t)(end - open) < NAME_REACH ? (size_t)(end - open) : NAME_REACH;
	const char *close = memmem(open, reach, "}}", 2);
	const char *value = close ? value_of(constants, open + 2, (size_t)(close - open) - 2) : NULL;

	*rest = value ? close + 2 : open + 1;
	return value;
}

bool mc_kattis_fill(struct mc_buf *out, const struct mc_kattis *kattis, const struct mc_tree_file *file)
{
	const char *at = file->data;
	const char *end = file->data + file->len;
	const char *open;
	bool is_changed = false;

	if (kattis->constants.count == 0)
		return false;
	while ((open = memmem(at, (size_t)(end - at), "{{", 2))) {
		const char *rest;
		const char *value = take_name(&rest, &kattis->constants, open, end);

		mc_buf_add(out, at, (size_t)((value ? open : rest) - at));
		if (value)
			mc_buf_addz(out, value);
		is_changed = is_changed || value;
		at = rest;
	}
	mc_buf_add(out, at, (size_t)(end - at));
	return is_changed;
}
