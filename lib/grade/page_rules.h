/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_PAGE_RULES_H
#define MC_GRADE_PAGE_RULES_H

#include "course/page_test.h"
#include "ext/html.h"
#include "result/page_fault.h"
#include "result/result.h"

/**
 * Looks whether a page keeps a rule. The first place where it does not becomes code, subject, detail, got and
 * line of reason, texts in arena.
 */
bool mc_page_rule_holds(struct mc_reason *reason, struct mc_arena *arena, enum mc_page_rule rule,
			const struct mc_html *html);

/** A start tag that people recognise: "<input name=\"email\">"; in arena. */
const char *mc_page_excerpt(struct mc_arena *arena, const struct mc_html_node *node);

#endif
