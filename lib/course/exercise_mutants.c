/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "course/exercise_parts.h"

enum { MOST_MARKS = 2000, MOST_ID_BYTES = 23 };

/* Ten hexadecimal digits, and for the second, third … of equal ones "-2", "-3" … */
static bool is_mutant_id(const char *text)
{
	size_t hex = strspn(text, "0123456789abcdef");

	if (hex != 10 || strlen(text) > MOST_ID_BYTES)
		return false;
	if (text[hex] == '\0')
		return true;
	return text[hex] == '-' && text[hex + 1] >= '1' && text[hex + 1] <= '9' &&
	       text[hex + 1 + strspn(text + hex + 1, "0123456789")] == '\0';
}

static void read_marks(struct mc_exercise_reading *reading, const struct mc_json_node *node)
{
	struct mc_exercise *exercise = reading->exercise;
	const struct mc_spec *spec = &reading->spec;

	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	if (mc_json_count(node) > MOST_MARKS) {
		mc_spec_error(spec, node, NULL, _("at most %d mutants can be marked"), MOST_MARKS);
		return;
	}
	exercise->equal_mutants =
		mc_arena_alloc(spec->arena, (mc_json_count(node) + 1) * sizeof(*exercise->equal_mutants));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		struct mc_equal_mutant *mark = &exercise->equal_mutants[exercise->equal_mutant_count++];

		mark->id = mc_arena_strdup(spec->arena, mc_json_key_of(n));
		if (!is_mutant_id(mark->id))
			mc_spec_key_error(spec, n, _("'migracode verify --mutants' prints the ids"),
					  _("'%s' is no id of a mutant"), mark->id);
		mc_spec_words(&mark->why, spec, n);
	}
}

void mc_exercise_read_mutants(struct mc_exercise_reading *reading, const struct mc_json_node *node)
{
	static const char *const keys[] = { "equal" };

	if (node && mc_spec_object(&reading->spec, node, keys, MC_COUNT(keys)))
		read_marks(reading, mc_json_find(node, "equal"));
}
