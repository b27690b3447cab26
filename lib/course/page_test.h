/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_PAGE_TEST_H
#define MC_COURSE_PAGE_TEST_H

#include "course/exercise.h"
#include "ext/selector.h"

/** What a page should have for everybody to be able to use it: X(constant, name) */
#define MC_PAGE_RULES(X) \
	X(MC_PAGE_VALID_STRUCTURE, "valid-structure") \
	X(MC_PAGE_TITLE, "title") \
	X(MC_PAGE_LANGUAGE, "page-language") \
	X(MC_PAGE_HEADING_ORDER, "heading-order") \
	X(MC_PAGE_UNIQUE_IDS, "unique-ids") \
	X(MC_PAGE_LABELLED_INPUTS, "labelled-inputs") \
	X(MC_PAGE_IMAGES_HAVE_ALT, "images-have-alt") \
	X(MC_PAGE_LINKS_HAVE_TEXT, "links-have-text")

enum mc_page_rule {
#define X(constant, name) constant,
	MC_PAGE_RULES(X)
#undef X
};

/** Checks of one page at most. */
#define MC_PAGE_MAX_CHECKS 200

/** A selector as it was written and as it is used. */
struct mc_page_select {
	const char *text;
	const struct mc_selector *selector; /* NULL only after a finding */
};

enum mc_page_check_kind { MC_PAGE_SELECT, MC_PAGE_ORDER, MC_PAGE_RULE };

/** One thing that is looked for in every page. */
struct mc_page_check {
	enum mc_page_check_kind kind;
	/* SELECT: the elements with this text and this attribute are counted */
	struct mc_page_select select;
	struct mc_expect text;
	const char *attribute; /* NULL: none is asked for */
	struct mc_expect value;
	bool is_each; /* every element must have text and attribute, not only as many as are counted */
	uint32_t min;
	uint32_t max; /* UINT32_MAX: no limit */
	/* ORDER: the first element of each comes behind that of the one before */
	struct mc_page_select *order;
	size_t order_count;
	enum mc_page_rule rule; /* RULE */
	struct mc_words why;	/* shown when it does not hold; may be empty */
	int64_t weight;		/* thousandths: its part of the points of the test */
};

/** What tests of kind page have of their own. */
struct mc_page_test {
	struct mc_texts files; /* globs; every page that matches is checked */
	struct mc_page_check *checks;
	size_t check_count;
	bool has_weights; /* some check says how many points it is worth */
};

/** Name of a rule in exercise.json, static. */
const char *mc_page_rule_name(enum mc_page_rule rule);

#endif
