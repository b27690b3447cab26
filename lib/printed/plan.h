/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_PLAN_H
#define MC_PRINTED_PLAN_H

#include "printed/decor.h"

/*
 * The pages of a paper before they are drawn: what stands where.  Only when everything has found its place is
 * the number of pages known.
 */

enum mc_piece_kind {
	MC_PIECE_PAGE, /* a new page begins */
	MC_PIECE_TAG,  /* an element of the structure begins … */
	MC_PIECE_LINK, /* the same, of a link */
	MC_PIECE_END,  /* … and ends */
	MC_PIECE_TEXT,
	MC_PIECE_IMAGE,
	MC_PIECE_SHAPE,
};

/** Something on a page. */
struct mc_piece {
	enum mc_piece_kind kind;
	double x, y, width, height;
	double left;		     /* TEXT: from x to the letters */
	const char *tag;	     /* TAG, END: its name; LINK: the address */
	struct mc_canvas_text *text; /* belongs to the plan, or to a piece before this one */
	bool is_borrowed;
	unsigned first_line, line_count;
	const struct mc_canvas_image *image;
	struct mc_canvas_path path;
	double thickness; /* SHAPE: 0: filled */
	struct mc_canvas_colour colour;
	const struct mc_decor *decor; /* PAGE */
};

struct mc_plan {
	struct mc_arena arena; /* addresses and texts */
	struct mc_piece *pieces;
	size_t count;
	size_t capacity;
	const char **alts; /* of the figures, in order */
	size_t alt_count;
	size_t alt_capacity;
	unsigned page_count;
};

#define MC_PLAN_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees it; it is empty and usable again. */
void mc_plan_release(struct mc_plan *plan);

/** Begins a page of width by height mm. */
void mc_plan_page(struct mc_plan *plan, double width, double height, const struct mc_decor *decor);

/** Begins and ends an element of the structure; tag is static. */
void mc_plan_tag(struct mc_plan *plan, const char *tag);
void mc_plan_end(struct mc_plan *plan, const char *tag);

/** Begins a link. */
void mc_plan_link(struct mc_plan *plan, const char *url);

/** Begins a figure with what is read out in its place. */
void mc_plan_figure(struct mc_plan *plan, const char *alt);

/** Takes a text over and puts its first lines somewhere; NULL: comes later. */
void mc_plan_text(struct mc_plan *plan, struct mc_canvas_text *text, const struct mc_canvas_room *room,
		  unsigned line_count, double x, double y, struct mc_canvas_colour colour);

/** Puts a picture somewhere. */
void mc_plan_image(struct mc_plan *plan, const struct mc_canvas_image *image, double x, double y,
		   double width, double height);

/** Puts an empty shape at x, y, whose steps count from there, and gives its path to be filled in. */
struct mc_canvas_path *mc_plan_shape(struct mc_plan *plan, double x, double y, double thickness,
				     struct mc_canvas_colour colour);

/** Puts a thin line somewhere. */
void mc_plan_line(struct mc_plan *plan, double x, double y, double width, double height, double thickness,
		  struct mc_canvas_colour colour);

/** Forgets everything behind the first count pieces. */
void mc_plan_cut(struct mc_plan *plan, size_t count);

/** Moves everything behind the first count pieces. */
void mc_plan_shift(struct mc_plan *plan, size_t count, double x, double y);

/** Draws all pages, or only the first one. */
void mc_plan_draw(struct mc_canvas *canvas, const struct mc_plan *plan, bool only_first);

#endif
