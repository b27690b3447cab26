/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_HTML_H
#define MC_EXT_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Adapter of gumbo, which makes of any bytes the tree that a browser would: HTML 5, with its rules for broken
 * pages.  The tree comes out flat: nodes in the order of the document, so that no walk needs to call itself.
 */

/** Largest page that is read. */
#define MC_HTML_MAX_BYTES (2u * 1024 * 1024)

/** Elements and pieces of text in one page. */
#define MC_HTML_MAX_NODES 100000u

/** Elements inside each other; browsers stop at this number too. */
#define MC_HTML_MAX_DEPTH 512u

/** Faults of one page that are kept. */
#define MC_HTML_MAX_FAULTS 50u

struct mc_html_attribute {
	const char *name; /* in lower case */
	const char *value;
};

/** An element or a piece of text. Node 0 is the document: an element without name. */
struct mc_html_node {
	const char *name;   /* of an element, in lower case; NULL: text */
	struct mc_str text; /* of a piece of text */
	const struct mc_html_attribute *attributes;
	uint32_t attribute_count;
	uint32_t parent;
	uint32_t end;	      /* the nodes inside are those behind this one and before end */
	uint32_t previous;    /* the element before it in the same parent; 0: none */
	uint32_t place;	      /* of an element among those of its parent, from 1 */
	uint32_t child_count; /* elements directly inside */
	uint32_t line;	      /* where it starts in the file, from 1; 0: the parser put it there */
	bool has_text;	      /* mc_html_inner_text() of it is not empty */
};

enum mc_html_fault_kind {
	MC_HTML_MISPLACED,  /* excerpt is what cannot stand where it does */
	MC_HTML_UNCLOSED,   /* excerpt is the start tag of an element that is never closed */
	MC_HTML_NO_DOCTYPE, /* the page does not begin with one */
};

/** A place where the text is not what the standard asks for. */
struct mc_html_fault {
	uint32_t line;
	enum mc_html_fault_kind kind;
	const char *excerpt;
};

/** A page. */
struct mc_html {
	struct mc_arena arena;
	struct mc_html_node *nodes;
	size_t count;
	struct mc_html_fault *faults; /* in the order of their lines */
	size_t fault_count;
};

#define MC_HTML_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees a page; it is usable again. */
void mc_html_release(struct mc_html *html);

/**
 * Reads a page of len bytes that nobody trusts: in a child process that has nothing but these bytes and can
 * be killed. UTF-8 is assumed, a byte order mark skipped.
 *
 * html  an initialised one; set on success
 *
 * Errors: MC_E_LIMIT (the page is too large or too deep, or the parser took too long or crashed over it),
 * MC_E_IO.
 */
struct mc_err *mc_html_read(struct mc_html *html, const char *bytes, size_t len) MC_MUST_USE;

/** The same in this process, for tests. Errors: MC_E_LIMIT. */
struct mc_err *mc_html_read_here(struct mc_html *html, const char *bytes, size_t len) MC_MUST_USE;

/** Appends a page as bytes for mc_html_unpack(), made by gumbo. Errors: MC_E_LIMIT. */
struct mc_err *mc_html_pack(struct mc_buf *packed, const char *bytes, size_t len) MC_MUST_USE;

/** Reads what mc_html_pack() made, and believes none of it; false when it is damaged. */
bool mc_html_unpack(struct mc_html *html, struct mc_str packed);

/** The value of an attribute of a node, or NULL. */
const char *mc_html_attribute(const struct mc_html_node *node, const char *name);

/** True when node is an element called name. */
bool mc_html_is(const struct mc_html_node *node, const char *name);

/**
 * Appends the text inside a node with every run of white space as one blank, none at the ends; the insides of
 * scripts and styles only when node is one.
 */
void mc_html_inner_text(struct mc_buf *out, const struct mc_html *html, uint32_t node);

#endif
