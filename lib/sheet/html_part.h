/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_HTML_PART_H
#define MC_SHEET_HTML_PART_H

#include "sheet/part.h"

/* A sheet as a page: sheet_html.c has its outline, html_style.c the style sheet, html_table.c and
 * html_chart.c the larger pieces; html_bars.c and html_lines.c draw. */

/** The page that is being written. */
struct mc_web {
	struct mc_buf *out;
	struct mc_arena *arena; /* for what lives as long as the writing */
	bool is_rtl;
	size_t used; /* numbers for ids that were given */
};

/** Series that have a colour and a pattern of their own; more of them begin again. */
enum { MC_WEB_SERIES = 6 };

/** Appends text for an element, on one line. */
void mc_web_text(const struct mc_web *web, const char *text);

/** Appends what a cell holds, with words for who does not see signs. */
void mc_web_cell(const struct mc_web *web, const struct mc_legend *legend, const struct mc_cell *cell);

/** Appends the paragraph that explains the marks; nothing when there are none. */
void mc_web_legend(const struct mc_web *web, const struct mc_legend *legend);

/** Appends the style sheet, and the patterns that charts fill bars with. */
void mc_web_style(struct mc_buf *out);
void mc_web_patterns(struct mc_buf *out);

/** Appends a table in its box, with the marks of legend. */
void mc_web_table(const struct mc_web *web, const struct mc_sheet_table *table,
		  const struct mc_legend *legend);

/** Appends a chart: title, names of the series, drawing, its values as a table. */
void mc_web_chart(struct mc_web *web, const struct mc_sheet_chart *chart);

/* ---- drawing ---- */

/** A drawing that is as wide as its place and has letters of one size: along x, all is in hundredths of a
 * percent of the width, from where reading starts; along y, in pixels. */
struct mc_drawing {
	struct mc_web *web;
	const struct mc_sheet_chart *chart;
	struct mc_legend legend;
	struct mc_scale scale;
	bool is_narrow; /* for a telephone, about 260 pixels; otherwise at least twice as wide */
	int64_t height;
};

/** Draws into web->out and sets the height that the drawing took. */
void mc_draw_bars(struct mc_drawing *drawing);
void mc_draw_lines(struct mc_drawing *drawing);

/** Appends ' name="12.34%"': a place along x, the other way round on a page from right to left. */
void mc_draw_x(const struct mc_drawing *drawing, const char *name, int64_t at);

/** Appends a text at a place. class: for the style sheet, as it is; shift: pixels on from x. */
void mc_draw_text(const struct mc_drawing *drawing, const char *class, int64_t x, int64_t shift, int64_t y,
		  const char *text);

/** What a cell holds, as text for a drawing, in a word when it is hidden; lives as long as the
 * page. */
const char *mc_draw_cell(const struct mc_drawing *drawing, const struct mc_cell *cell);

/** Appends the sign of a series on its line: circle, square, triangle, diamond … (about 9 pixels), around
 * 0,0. */
void mc_draw_sign(struct mc_buf *out, size_t series);

#endif
