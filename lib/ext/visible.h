/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_VISIBLE_H
#define MC_EXT_VISIBLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/** What of a text is replaced by something that can be seen. */
enum mc_visible {
	MC_VISIBLE_SAFE, /* only what could steer the terminal or hide: controls, zero-width characters */
	MC_VISIBLE_ALL,	 /* also tabs, white space at line ends and no-break spaces */
};

/**
 * Appends text so that nothing in it is invisible and nothing can steer a terminal; line feeds stay.
 *
 *	                   UTF-8     is_ascii
 *	space at line end  ·         \s
 *	tab                →         \t        (SAFE: the tab itself)
 *	carriage return    ␍         \r        (SAFE, before a line feed: left out)
 *	zero byte          ␀         \0
 *	other controls     \x1b      \x1b
 *	bytes not UTF-8    \xff      \xff
 *	not seen           <U+200B>  <U+200B>
 *	a (non-)joiner between letters of Arabic script or of a script of India: as "not seen" (SAFE: itself)
 *	other non-ASCII    itself    <U+00E9>  (SAFE: Latin letters without their marks)
 */
void mc_visible_add(struct mc_buf *out, const char *text, size_t len, enum mc_visible what, bool is_ascii);

/**
 * Makes the text of out from start on plain ASCII, for terminals that take nothing else: letters lose their
 * marks, other characters are told by their number.
 */
void mc_visible_fold(struct mc_buf *out, size_t start);

#endif
