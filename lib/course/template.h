/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_TEMPLATE_H
#define MC_COURSE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/tree.h"

/** What stands for {{name}} in a template. */
struct mc_template_value {
	const char *name;
	const char *text; /* NULL: the default that the template gives */
	bool is_raw;	  /* goes into *.json as it is, not as the inside of a text */
};

/**
 * Reads the folder templates/NAME and fills in its placeholders.
 *
 * {{name}} is replaced by the value called name, {{name|default}} by default when there is no such value; in
 * *.json files texts are escaped for JSON.  {{source}} in X.<lang>.md is the SHA-256 of the finished X.md, so
 * that a translation shows when it is stale.  Anything else in double braces stays, as the ${{ … }} of
 * GitHub's workflows. A part of a path that starts with "dot-" gets a '.' instead: so git does not take our
 * templates for its own settings.
 *
 * tree  set on success, sorted; release with mc_tree_release()
 *
 * Errors: MC_E_IO (no such template, or it cannot be read).
 */
struct mc_err *mc_template_read(struct mc_tree *tree, const char *name,
				const struct mc_template_value values[], size_t count) MC_MUST_USE;

#endif
