/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_DESIGN_H
#define MC_PRINTED_DESIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "ext/canvas.h"

/*
 * What certificates look like: design.json of a folder in templates/certificate/, or of a school.  The page
 * is made of ornaments, which hold no text, and of blocks, which never overlap: in each of them items stand
 * below one another and shrink until they have room.
 */

/** X(constant, name): colours by what they are for. */
#define MC_DESIGN_ROLES(X) \
	X(MC_DESIGN_PAPER, "paper") \
	X(MC_DESIGN_INK, "ink")	      /* of plain text */ \
	X(MC_DESIGN_MUTED, "muted")   /* of text that stands back */ \
	X(MC_DESIGN_LINE, "line")     /* of thin lines */ \
	X(MC_DESIGN_COLOUR, "colour") /* of the school */ \
	X(MC_DESIGN_ACCENT, "accent") /* the same */

enum mc_design_role {
#define X(constant, name) constant,
	MC_DESIGN_ROLES(X)
#undef X
		MC_DESIGN_ROLE_COUNT
};

/** X(constant, name, is a text): what stands in a block. */
#define MC_DESIGN_THINGS(X) \
	X(MC_DESIGN_ISSUER, "issuer", true) \
	X(MC_DESIGN_ISSUER_PLACE, "issuer_place", true) \
	X(MC_DESIGN_TITLE, "title", true) \
	X(MC_DESIGN_CERTIFY, "certify", true) \
	X(MC_DESIGN_NAME, "name", true) \
	X(MC_DESIGN_LATIN_NAME, "latin_name", true) \
	X(MC_DESIGN_COMPLETED, "completed", true) \
	X(MC_DESIGN_COURSE, "course", true) \
	X(MC_DESIGN_ABOUT, "about", true) \
	X(MC_DESIGN_AWARDED, "awarded", true) \
	X(MC_DESIGN_VALID_UNTIL, "valid_until", true) \
	X(MC_DESIGN_VERIFY, "verify", true) \
	X(MC_DESIGN_VERIFY_URL, "verify_url", true) \
	X(MC_DESIGN_ID, "id", true) \
	X(MC_DESIGN_LOGO, "logo", false) \
	X(MC_DESIGN_PARTNER_LOGO, "partner_logo", false) \
	X(MC_DESIGN_FACTS, "facts", false)	     /* hours, dates, attendance, points */ \
	X(MC_DESIGN_SIGNATURES, "signatures", false) /* of all who sign */ \
	X(MC_DESIGN_QR, "qr", false) \
	X(MC_DESIGN_RULE, "rule", false) /* a short line */

enum mc_design_thing {
#define X(constant, name, is_text) constant,
	MC_DESIGN_THINGS(X)
#undef X
		MC_DESIGN_THING_COUNT
};

/** X(constant, name): what is drawn behind the text. */
#define MC_DESIGN_ORNAMENTS(X) \
	X(MC_DESIGN_FILL, "fill")	    /* a rectangle full of colour */ \
	X(MC_DESIGN_BORDER, "border")	    /* the outline of one */ \
	X(MC_DESIGN_LINES, "lines")	    /* a straight line */ \
	X(MC_DESIGN_GUILLOCHE, "guilloche") /* woven waves along the outline of a rectangle */ \
	X(MC_DESIGN_ROSETTE, "rosette")	    /* woven waves round a point */ \
	X(MC_DESIGN_STARS, "stars")	    /* a lattice of eight-pointed stars */ \
	X(MC_DESIGN_CORNERS, "corners")	    /* a small ornament in each corner */

enum mc_design_ornament_kind {
#define X(constant, name) constant,
	MC_DESIGN_ORNAMENTS(X)
#undef X
		MC_DESIGN_ORNAMENT_COUNT
};

/** What is drawn behind the text; lengths in mm. */
struct mc_design_ornament {
	unsigned kind;
	double x, y, width, height;
	double radius;	  /* of a rosette; of the corners of a fill */
	double thickness; /* of lines */
	double depth;	  /* of woven waves, of corners; size of a star */
	unsigned strands; /* of woven waves */
	unsigned waves;	  /* on the longer side; round the point */
	unsigned role;
	unsigned on;  /* the colour behind it */
	double tint;  /* 1: its colour; 0: that behind it */
	bool is_kept; /* at its place where the page is mirrored */
};

/** What letters of a text look like. */
struct mc_design_style {
	const char *name;
	struct mc_canvas_font font;
	double smallest_pt; /* it may shrink so far */
	unsigned role;
	unsigned on; /* the colour behind it: the text gets enough contrast */
};

enum mc_design_align { MC_DESIGN_START, MC_DESIGN_CENTRE, MC_DESIGN_END };
enum mc_design_valign { MC_DESIGN_TOP, MC_DESIGN_MIDDLE, MC_DESIGN_BOTTOM };

/** One thing of a block. */
struct mc_design_item {
	unsigned thing;
	const struct mc_design_style *style;
	const struct mc_design_style *label; /* of FACTS and SIGNATURES: of the smaller text */
	double before;			     /* room above it */
	double width, height;		     /* of pictures, codes, rules, of the room for signatures */
	unsigned lines;			     /* of a text, at most */
	bool is_list;			     /* FACTS: below one another */
	bool has_tile;			     /* QR: on a white square of this width */
	unsigned role;			     /* RULE: its colour */
};

/** A place of the page: lengths in mm. */
struct mc_design_block {
	double x, y, width, height;
	unsigned align, valign;
	unsigned language; /* 1 or 2 */
	struct mc_design_item *items;
	size_t item_count;
};

struct mc_design_blocks {
	struct mc_design_block *items;
	size_t count;
};

/** X(constant, name): styles of the pages behind the first one, of the transcript, and of the supplement. */
#define MC_DESIGN_TEXTS(X) \
	X(MC_DESIGN_TEXT_TITLE, "title") \
	X(MC_DESIGN_TEXT_HEADING, "heading") \
	X(MC_DESIGN_TEXT_GROUP, "group") /* a heading inside a table */ \
	X(MC_DESIGN_TEXT_BODY, "body") \
	X(MC_DESIGN_TEXT_LABEL, "label") \
	X(MC_DESIGN_TEXT_SMALL, "small")

enum mc_design_text {
#define X(constant, name) constant,
	MC_DESIGN_TEXTS(X)
#undef X
		MC_DESIGN_TEXT_COUNT
};

struct mc_design_ornaments {
	struct mc_design_ornament *items;
	size_t count;
};

/** Pages of running text. */
struct mc_design_further {
	bool is_landscape;
	double margin_top, margin_bottom, margin_side;
	unsigned columns;
	double gap; /* between columns */
	struct mc_design_ornaments ornaments;
	const struct mc_design_style *texts[MC_DESIGN_TEXT_COUNT];
};

struct mc_design {
	struct mc_arena arena;
	const char *path; /* of the file */
	double width, height;
	struct mc_canvas_colour colours[MC_DESIGN_ROLE_COUNT];
	struct mc_design_style *styles;
	size_t style_count;
	struct mc_design_ornaments ornaments;
	struct mc_design_blocks one, two; /* with one language, with two */
	struct mc_design_further further; /* the pages behind the first one */
	struct mc_design_further papers;  /* transcript and supplement */
};

/** Most of each in one file. */
#define MC_DESIGN_MAX 64

/** Reads len bytes that stand for the file at path. Errors: MC_E_INPUT (file, line, column, place): unknown
 * key or value, blocks that overlap or leave the page. */
struct mc_err *mc_design_parse(struct mc_design **design, const char *path, const char *bytes, size_t len)
	MC_MUST_USE;

/** Reads design.json of a folder (name with a '/'), or of templates/certificate/<name>. Errors: MC_E_INPUT
 * (also: there is no such design), MC_E_IO. */
struct mc_err *mc_design_open(struct mc_design **design, const char *name) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_design_free(struct mc_design *design);
MC_AUTOPTR_DEFINE(mc_design);

/** The colour of a text: that of its style, darker or lighter where it is hard to read on what is behind it
 * (contrast below 4.5). Source: WCAG 2.2, 1.4.3. */
struct mc_canvas_colour mc_design_text_colour(const struct mc_design *design,
					      const struct mc_design_style *style);

/** How much two colours differ, from 1 to 21. Source: WCAG 2.2, "contrast ratio". */
double mc_design_contrast(struct mc_canvas_colour a, struct mc_canvas_colour b);

/** A colour between that of a role and what is behind it. */
struct mc_canvas_colour mc_design_tint(const struct mc_design *design, unsigned role, unsigned on,
				       double tint);

#endif
