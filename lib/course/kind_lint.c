/* SPDX-License-Identifier: MIT */
#include "base/glob.h"
#include "base/i18n.h"
#include "course/kind.h"

static bool can_be_handed_in(const struct mc_exercise *exercise, const char *glob)
{
	for (size_t i = 0; i < exercise->submit.count; i++) {
		if (mc_glob_overlaps(exercise->submit.items[i], glob))
			return true;
	}
	return false;
}

/* The element of an array that holds text, for the place of a finding. */
static const struct mc_json_node *item_of(const struct mc_json_node *array, const char *text)
{
	const struct mc_json_node *node = mc_json_first(array);

	while (node && (!mc_json_as_text(node) || strcmp(mc_json_as_text(node), text) != 0))
		node = mc_json_next(node);
	return node ? node : array;
}

void mc_kind_lint_globs(const struct mc_spec *spec, const struct mc_exercise *exercise,
			const struct mc_texts *globs, const struct mc_json_node *node)
{
	for (size_t i = 0; i < globs->count; i++) {
		if (!can_be_handed_in(exercise, globs->items[i]))
			mc_spec_warning(spec, item_of(node, globs->items[i]),
					_("only files that match 'submit' are looked at: add it there"),
					_("'%s' can match no file that students hand in"), globs->items[i]);
	}
}
