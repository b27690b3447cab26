/* SPDX-License-Identifier: MIT */
/* Any bytes as a package of Kattis, files with a line "== path" before each: an exercise or an error, never a
 * crash. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "foreign/kattis.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static bool has_all(const char *name)
{
	return name[0] != '\0';
}

static void add(struct mc_tree *tree, struct mc_str name, const char *from, const char *to)
{
	MC_AUTOTEXT path = mc_strndup(name.ptr, name.len);

	if (mc_tree_is_safe_path(path))
		mc_tree_add(tree, path, from, (size_t)(to - from), false);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct mc_toolbox toolbox = { has_all, has_all, false, NULL };
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	struct mc_str rest = { (const char *)bytes, len };
	struct mc_str name = { "problem.yaml", strlen("problem.yaml") };
	struct mc_str line;
	const char *from = rest.ptr;

	while (mc_str_cut_line(&line, &rest)) {
		if (line.len < 4 || memcmp(line.ptr, "== ", 3) != 0)
			continue;
		add(&tree, name, from, line.ptr);
		name = (struct mc_str){ line.ptr + 3, line.len - 3 };
		from = rest.ptr;
	}
	if (len > 0)
		add(&tree, name, from, (const char *)bytes + len);
	mc_tree_sort(&tree);
	mc_err_drop(mc_kattis_parse(&exercise, &findings, "fuzz", &tree, &toolbox));
	return 0;
}
