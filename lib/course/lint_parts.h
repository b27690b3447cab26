/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_LINT_PARTS_H
#define MC_COURSE_LINT_PARTS_H

#include "course/exercise.h"
#include "course/spec.h"

/* The parts of lint; nobody else includes this. */

/**
 * What has been read is good; these rules look at what it says.
 *
 * spec       holds the parsed exercise.json
 * languages  of the curriculum; empty: not known
 */
void mc_lint_exercise(const struct mc_spec *spec, const struct mc_exercise *exercise,
		      const struct mc_texts *languages);

/** Warns of languages of the curriculum that words at node lack. */
void mc_lint_words(const struct mc_spec *spec, const struct mc_texts *languages, const struct mc_words *words,
		   const struct mc_json_node *node);

/**
 * Checks a text and its translations, NAME.md and NAME.<lang>.md in spec->dir: that NAME.md is there when it
 * is needed, that no language is missing, and that the front matter of each translation holds the hash of the
 * present NAME.md.
 */
void mc_lint_translations(const struct mc_spec *spec, const char *name, bool is_needed,
			  const struct mc_texts *languages);

#endif
