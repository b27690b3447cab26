/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_PAGE_H
#define MC_EXT_PAGE_H

#include "base/buf.h"

/* A page for a browser in one file: it asks for nothing, runs nothing, and follows the reader's scheme of
 * colours. Everything is escaped here. */

/** What a page is called and how. */
struct mc_page {
	const char *title;
	const char *lang;  /* a tag of BCP 47; it decides the direction */
	const char *skip;  /* translated text of the link to the element with the id "main" */
	const char *style; /* more rules of style, ours; NULL: none */
};

/** Appends what stands before the content: head with the style sheet, and the start of the body. */
void mc_page_add_head(struct mc_buf *out, const struct mc_page *page);

/** Appends text as the content of an element; its direction is the element's business. */
void mc_page_add_text(struct mc_buf *out, const char *text);

/** The same in an element of its own direction, so that a text of another script keeps its order. */
void mc_page_add_isolated(struct mc_buf *out, const char *text);

#endif
