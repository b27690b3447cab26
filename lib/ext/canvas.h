/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_CANVAS_H
#define MC_EXT_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * Pages to draw on: shapes, pictures, and text of any script, as PDF, PNG or SVG.  Lengths are millimetres
 * from the upper left corner, sizes of letters are points.  Stands on cairo and Pango, which no other library
 * replaces: they shape Arabic, order text of two directions, and embed parts of fonts in tagged PDF.  Both
 * are loaded at first use.
 */

/** Libraries and fonts, kept between drawings. One for each process: nothing in it is shared. */
struct mc_canvas_kit;

/** Loads the libraries and finds the fonts that are installed. Errors: MC_E_TOOL. */
struct mc_err *mc_canvas_kit_open(struct mc_canvas_kit **kit) MC_MUST_USE;

/** Frees it, after everything that was made with it; NULL is allowed. */
void mc_canvas_kit_free(struct mc_canvas_kit *kit);
MC_AUTOPTR_DEFINE(mc_canvas_kit);

/** The language of texts that follow (BCP 47): some letters look different in some languages. */
void mc_canvas_kit_language(struct mc_canvas_kit *kit, const char *lang);

/** X(constant): what comes out. */
#define MC_CANVAS_KINDS(X) X(MC_CANVAS_PDF) X(MC_CANVAS_PNG) X(MC_CANVAS_SVG)

enum mc_canvas_kind {
#define X(constant) constant,
	MC_CANVAS_KINDS(X)
#undef X
};

/** What is to be drawn on. Texts may be NULL. */
struct mc_canvas_wanted {
	enum mc_canvas_kind kind;
	double width_mm, height_mm;
	unsigned dpi; /* of PNG */
	const char *title, *author, *subject;
	int64_t made_s; /* Unix time: the only clock of a PDF */
};

/** One drawing. */
struct mc_canvas;

/** Starts a drawing with its first page. */
struct mc_err *mc_canvas_open(struct mc_canvas **canvas, struct mc_canvas_kit *kit,
			      const struct mc_canvas_wanted *wanted) MC_MUST_USE;

/** Ends the page and starts another one, of a PDF. */
void mc_canvas_next_page(struct mc_canvas *canvas, double width_mm, double height_mm);

/** Ends the drawing and appends its bytes. Errors: MC_E_IO, with what the library says. */
struct mc_err *mc_canvas_finish(struct mc_buf *bytes, struct mc_canvas *canvas) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_canvas_free(struct mc_canvas *canvas);
MC_AUTOPTR_DEFINE(mc_canvas);

/* ---- shapes ---- */

/** Red, green, blue, from 0 to 1. */
struct mc_canvas_colour {
	double red, green, blue;
};

/** A piece of a path: where it ends, and what bends it. */
struct mc_canvas_step {
	enum { MC_CANVAS_MOVE, MC_CANVAS_LINE, MC_CANVAS_CURVE, MC_CANVAS_CLOSE } kind;
	double x, y;
	double x1, y1, x2, y2; /* CURVE: control points */
};

/** A shape that can be drawn many times. */
struct mc_canvas_path {
	struct mc_canvas_step *steps;
	size_t count;
	size_t capacity;
};

#define MC_CANVAS_PATH_INIT \
	{ \
		NULL, 0, 0 \
	}

/** Frees it; the path is empty and usable again. */
void mc_canvas_path_release(struct mc_canvas_path *path);

/** Steps of a path: to a point, straight or bent, back to where it began. */
void mc_canvas_path_move(struct mc_canvas_path *path, double x, double y);
void mc_canvas_path_line(struct mc_canvas_path *path, double x, double y);
void mc_canvas_path_curve(struct mc_canvas_path *path, double x1, double y1, double x2, double y2, double x,
			  double y);
void mc_canvas_path_close(struct mc_canvas_path *path);

/** Whole shapes. */
void mc_canvas_path_rectangle(struct mc_canvas_path *path, double x, double y, double width, double height);
void mc_canvas_path_circle(struct mc_canvas_path *path, double x, double y, double radius);

/** Fills a shape, or draws along it with a line that is width_mm wide; clip (NULL: none) is a rectangle that
 * nothing leaves: x, y, width, height. */
void mc_canvas_fill(struct mc_canvas *canvas, const struct mc_canvas_path *path,
		    struct mc_canvas_colour colour, const double *clip);
void mc_canvas_stroke(struct mc_canvas *canvas, const struct mc_canvas_path *path,
		      struct mc_canvas_colour colour, double width_mm, const double *clip);

/* ---- pictures ---- */

/** Largest file of a picture, and most dots in a row or column of one. */
#define MC_CANVAS_MAX_IMAGE_BYTES (8u * 1024 * 1024)
#define MC_CANVAS_MAX_IMAGE_DOTS 6000u

/** A PNG file, read. */
struct mc_canvas_image;

/** Reads the PNG file at path, and makes it small enough to be shown sharp in a box of this size, but not
 * smaller. Errors: MC_E_INPUT (no PNG, too large), MC_E_IO. */
struct mc_err *mc_canvas_image_open(struct mc_canvas_image **image, struct mc_canvas_kit *kit,
				    const char *path, double box_width_mm, double box_height_mm) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_canvas_image_free(struct mc_canvas_image *image);
MC_AUTOPTR_DEFINE(mc_canvas_image);

/** Width divided by height. */
double mc_canvas_image_ratio(const struct mc_canvas_image *image);

/** Draws it. */
void mc_canvas_image_draw(struct mc_canvas *canvas, const struct mc_canvas_image *image, double x, double y,
			  double width, double height);

/* ---- text ---- */

enum mc_canvas_align { MC_CANVAS_LEFT, MC_CANVAS_CENTRE, MC_CANVAS_RIGHT };

/** What letters look like. */
struct mc_canvas_font {
	const char *families; /* "Noto Serif, Noto Naskh Arabic": the first that has a letter */
	double size_pt;
	bool is_bold, is_italic;
	double tracking; /* room between letters in parts of the size; scripts that join get none */
	double leading;	 /* from one baseline to the next in parts of the size */
};

/** A text to lay out. */
struct mc_canvas_saying {
	const char *text;
	struct mc_canvas_font font;
	double width_mm; /* lines are broken between words to fit; 0: one line, as long as it is */
	bool breaks_words;
	bool is_rtl; /* of the paragraph */
	enum mc_canvas_align align;
};

/** A text, laid out. */
struct mc_canvas_text;

/** How much room it takes. */
struct mc_canvas_room {
	unsigned line_count;
	double width_mm;   /* of the longest line: may be more than was allowed, where a word is too long */
	double height_mm;  /* of all lines */
	double left_mm;	   /* where the line that begins farthest to the left begins */
	double ascent_mm;  /* from the top to the first baseline */
	double descent_mm; /* from the last baseline to the bottom */
	double step_mm;	   /* from one baseline to the next */
	unsigned missing;  /* letters that no installed font has */
};

/** Lays out a text. A text that is not UTF-8 counts as missing letters. */
struct mc_canvas_text *mc_canvas_text_new(struct mc_canvas_room *room, struct mc_canvas_kit *kit,
					  const struct mc_canvas_saying *saying);

/** Frees it; NULL is allowed. */
void mc_canvas_text_free(struct mc_canvas_text *text);
MC_AUTOPTR_DEFINE(mc_canvas_text);

/** Draws count lines from first on, counted from 0, with the upper left corner at x, y. */
void mc_canvas_text_draw(struct mc_canvas *canvas, const struct mc_canvas_text *text, unsigned first,
			 unsigned count, double x, double y, struct mc_canvas_colour colour);

/* ---- structure of a PDF; of other drawings nothing ---- */

/** Begins and ends an element: "Document", "H1", "P", "Figure", "Table" … Source: ISO 32000-1, 14.8.4. */
void mc_canvas_tag_begin(struct mc_canvas *canvas, const char *tag);
void mc_canvas_tag_end(struct mc_canvas *canvas, const char *tag);

/** Begins a link to an address; ended with mc_canvas_tag_end(canvas, "Link"). */
void mc_canvas_link_begin(struct mc_canvas *canvas, const char *url);

#endif
