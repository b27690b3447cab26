/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_SHEET_H
#define MC_SHEET_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/*
 * A report for people, as data: headings, sentences, tables and charts.  Whoever makes one says what is in
 * it; the writers know how it looks as text for a terminal, as CSV, as Markdown, and as one page of HTML.
 */

/** What a cell of a table holds. */
enum mc_cell_kind {
	MC_CELL_EMPTY,
	MC_CELL_TEXT,
	MC_CELL_COUNT,	 /* of people or things */
	MC_CELL_PERCENT, /* count of base, one decimal, half up; "–" when base is 0 */
	MC_CELL_POINTS,	 /* difference of two percentages, in tenths of a point, with its sign */
	MC_CELL_HIDDEN,	 /* a figure that must not be told */
};

/** What a colour says beside the words or the sign that say it already. */
enum mc_cell_tone {
	MC_TONE_NONE,
	MC_TONE_GOOD,
	MC_TONE_PART,
	MC_TONE_BAD,
	MC_TONE_FAULT, /* not the fault of whom the row is about */
	MC_TONE_SOFT,
	MC_TONE_COUNT
};

/** A cell; its texts belong to the sheet. */
struct mc_cell {
	enum mc_cell_kind kind;
	enum mc_cell_tone tone; /* on a terminal and on a page */
	const char *text;
	int64_t count;	 /* COUNT: the number; PERCENT: the part; POINTS: tenths */
	int64_t base;	 /* PERCENT: the whole */
	bool is_rounded; /* was rounded, so that few people cannot be found */
};

/** A figure that stands for itself, before any table: "graduated within 150 %", 66.7 %, "16 of 24". */
struct mc_sheet_figure {
	const char *name;
	struct mc_cell value;
	const char *about; /* of what, or by which definition; NULL when there is nothing to say */
};

/** A table; columns[0] names the rows. All rows have column_count cells. */
struct mc_sheet_table {
	const char *id; /* "enrolled-by-gender": stable, for programs */
	const char *title;
	const char *const *columns;
	size_t column_count;
	struct mc_cell *cells; /* row by row */
	size_t row_count;
	size_t row_capacity;
	bool has_total_row; /* the last row is the sum */
};

enum mc_chart_kind {
	MC_CHART_FUNNEL, /* one series, from all to few: bars from one edge, each with its share of the first
			  */
	MC_CHART_BARS,	 /* a group for each label, with a bar for each series */
	MC_CHART_LINES,	 /* a line for each series over the labels, in order */
};

/** A chart; the writers make a table of its values beside it, for those who do not see it. */
struct mc_sheet_chart {
	enum mc_chart_kind kind;
	const char *id;
	const char *title;
	const char *about; /* one sentence that says what can be seen; for screen readers too; may be NULL */
	const char *axis;  /* what the labels are: "week"; may be NULL */
	const char *const *labels;
	size_t label_count;
	const char *const *series; /* their names */
	size_t series_count;
	struct mc_cell *values; /* series by series: COUNT or PERCENT (not both), HIDDEN or EMPTY */
};

enum mc_block_kind {
	MC_BLOCK_HEADING,
	MC_BLOCK_TEXT,
	MC_BLOCK_NOTE,
	MC_BLOCK_FIGURE,
	MC_BLOCK_TABLE,
	MC_BLOCK_CHART,
};

/** One piece of a sheet, in order. */
struct mc_block {
	enum mc_block_kind kind;
	const char *text; /* of HEADING, TEXT, NOTE: one paragraph */
	struct mc_sheet_figure *figure;
	struct mc_sheet_table *table;
	struct mc_sheet_chart *chart;
};

/** A report. Everything in it lives in its arena. */
struct mc_sheet {
	struct mc_arena arena;
	const char *title;
	const char *subtitle; /* whose and as of when */
	const char *lang;     /* "en", "ar" …; decides the direction; NULL: the language of messages */
	const char **stamps;  /* "PROVISIONAL", "INTERNAL": shown large, before everything else */
	size_t stamp_count;
	size_t stamp_capacity;
	struct mc_block *blocks;
	size_t block_count;
	size_t block_capacity;
};

#define MC_SHEET_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees a sheet; it is usable again. */
void mc_sheet_release(struct mc_sheet *sheet);

/** A copy of a text that lives as long as the sheet: for its title, and for about and axis of a chart. */
const char *mc_sheet_copy(struct mc_sheet *sheet, const char *text);

/**
 * Add a piece at the end; texts are copied. Any text may come from outside: the writers make it harmless. The
 * table and the chart belong to the sheet and are filled afterwards; all values of a chart are EMPTY at
 * first. Figures that follow each other are shown side by side; about may be NULL; the cell that is returned
 * stays valid as long as the sheet.
 */
void mc_sheet_add_stamp(struct mc_sheet *sheet, const char *text);
void mc_sheet_add_heading(struct mc_sheet *sheet, const char *text);
void mc_sheet_add_text(struct mc_sheet *sheet, const char *text);
void mc_sheet_add_note(struct mc_sheet *sheet, const char *text);
struct mc_cell *mc_sheet_add_figure(struct mc_sheet *sheet, const char *name, struct mc_cell value,
				    const char *about);
struct mc_sheet_table *mc_sheet_add_table(struct mc_sheet *sheet, const char *id, const char *title,
					  const char *const *columns, size_t column_count);
struct mc_sheet_chart *mc_sheet_add_chart(struct mc_sheet *sheet, enum mc_chart_kind kind, const char *id,
					  const char *title, const char *const *labels, size_t label_count,
					  const char *const *series, size_t series_count);

/** Adds an empty row (its first cell is the text name) and returns its cells. They stay valid until the next
 * row is added. */
struct mc_cell *mc_sheet_add_row(struct mc_sheet *sheet, struct mc_sheet_table *table, const char *name);

/** Cells. */
struct mc_cell mc_cell_text(struct mc_sheet *sheet, const char *text);
struct mc_cell mc_cell_count(int64_t count);
struct mc_cell mc_cell_percent(int64_t count, int64_t base);
struct mc_cell mc_cell_points(int64_t tenths);

/** A share in tenths of a percent, half up: (count * 2000 + base) / (2 * base); -1 when base is 0. Both are
 * 0 to 10^15. */
int64_t mc_share_tenths(int64_t count, int64_t base);

/** Appends such a share as "66.7", or "–" (U+2013) when base is 0. */
void mc_share_add(struct mc_buf *out, int64_t count, int64_t base);

/** The formats of a sheet. */
enum mc_sheet_format { MC_SHEET_TEXT, MC_SHEET_CSV, MC_SHEET_MARKDOWN, MC_SHEET_HTML };

/** How text for a terminal may look. */
struct mc_sheet_look {
	unsigned width; /* columns */
	bool has_color;
	bool has_utf8;
};

/**
 * Appends the whole sheet as one document: the same bytes for the same sheet and language of messages.
 *
 * TEXT      for a terminal as look says (NULL: 80 columns, no colour, UTF-8); where the language is written
 *           from right to left, without columns, as terminals do not agree on the order of such lines
 * CSV       blocks with an empty row between them; the first says title, stamps, texts and notes, the others
 *           begin with a row of id and title. Numbers are plain; nothing is taken for a formula
 * MARKDOWN  with the tables of GitHub
 * HTML      one page that needs nothing else and no script; charts are SVG
 */
void mc_sheet_write(struct mc_buf *out, const struct mc_sheet *sheet, enum mc_sheet_format format,
		    const struct mc_sheet_look *look);

#endif
