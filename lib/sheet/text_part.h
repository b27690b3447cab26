/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_TEXT_PART_H
#define MC_SHEET_TEXT_PART_H

#include "sheet/part.h"

/* A sheet on a terminal: sheet_text.c lays it out, text_table.c and text_chart.c its larger pieces. */

/** Where text is written to. */
struct mc_screen {
	struct mc_buf *out;
	size_t width; /* columns, at least 20 */
	bool has_color;
	bool has_utf8;
	bool is_plain; /* without columns: for scripts from right to left */
};

/** How its cells are written. */
enum mc_cell_form mc_screen_form(const struct mc_screen *screen);

/** A text as it can be shown, on one line, owned by arena. */
const char *mc_screen_text(const struct mc_screen *screen, struct mc_arena *arena, const char *text);

/** A cell likewise, with its mark. */
const char *mc_screen_cell(const struct mc_screen *screen, struct mc_arena *arena,
			   const struct mc_legend *legend, const struct mc_cell *cell);

/** Appends so many blanks, or one character again and again. */
void mc_screen_blanks(const struct mc_screen *screen, size_t count);
void mc_screen_repeat(const struct mc_screen *screen, size_t count, const char *character);

/** Takes blanks away from the end. */
void mc_screen_trim(const struct mc_screen *screen);

/** Appends text (as mc_screen_text() made it) and blanks up to so many columns, before it or behind it. */
void mc_screen_pad(const struct mc_screen *screen, struct mc_str text, size_t columns, bool is_right);

/** Appends text in lines, each after so many blanks. */
void mc_screen_lines(const struct mc_screen *screen, size_t indent, const char *text);

/** Starts and ends text that stands out, where there is colour. */
void mc_screen_bold(const struct mc_screen *screen);
void mc_screen_soft(const struct mc_screen *screen);
void mc_screen_normal(const struct mc_screen *screen);

/** Starts the colour of a tone; nothing for MC_TONE_NONE or where there is no colour. */
void mc_screen_tone(const struct mc_screen *screen, enum mc_cell_tone tone);

/** Appends the sentence that explains marks, after two blanks; nothing when there are none. */
void mc_screen_legend(const struct mc_screen *screen, const struct mc_legend *legend);

/** Appends a table, or a chart as bars. */
void mc_screen_table(const struct mc_screen *screen, const struct mc_sheet_table *table);
void mc_screen_chart(const struct mc_screen *screen, const struct mc_sheet_chart *chart);

#endif
