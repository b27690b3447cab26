/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_SELECTOR_PARTS_H
#define MC_EXT_SELECTOR_PARTS_H

#include "ext/selector.h"

/* What the parser of selectors gives to the matcher; nobody else includes this. */

enum mc_simple_kind {
	MC_SIMPLE_ANY,
	MC_SIMPLE_TYPE,
	MC_SIMPLE_ID,
	MC_SIMPLE_CLASS,
	MC_SIMPLE_ATTRIBUTE,
	MC_SIMPLE_NTH,
	MC_SIMPLE_ONLY,
	MC_SIMPLE_ROOT,
	MC_SIMPLE_EMPTY,
	MC_SIMPLE_CHECKED,
	MC_SIMPLE_DISABLED,
	MC_SIMPLE_ENABLED,
	MC_SIMPLE_REQUIRED,
	MC_SIMPLE_OPTIONAL,
	MC_SIMPLE_IS,
	MC_SIMPLE_NOT,
	MC_SIMPLE_HAS,
	MC_SIMPLE_ANCHOR, /* the element that :has() is asked of */
};

/** One condition on one element. */
struct mc_simple {
	enum mc_simple_kind kind;
	const char *name;  /* of a type, class, id or attribute */
	const char *value; /* of an attribute; NULL: it need only be there */
	char sign;	   /* of an attribute: '=', '~', '|', '^', '$', '*' */
	bool ignores_case;
	int step, offset; /* of NTH: step * n + offset */
	bool is_last;	  /* counted from the end */
	bool is_of_type;
	const struct mc_selector *inner;
	const struct mc_simple *next;
};

/** All conditions on one element, and how it stands to the element on its left. */
struct mc_compound {
	const struct mc_simple *first;
	char combinator; /* ' ', '>', '+', '~'; 0: nothing stands left */
	const struct mc_compound *left;
};

struct mc_selector {
	const struct mc_compound *last; /* the element that is looked for */
	char leading;			/* inside :has(): how the first element stands to the anchor */
	const struct mc_selector *next; /* after a "," */
};

#endif
