/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_DISCLOSURE_H
#define MC_SHEET_DISCLOSURE_H

#include "base/arena.h"
#include "sheet/attack.h"
#include "sheet/sheet.h"
#include "sheet/suppress.h"

/*
 * What a report may tell of few people.  Whoever makes a report registers its counts, how they add up, and
 * every place where a count or what is computed from it stands; mc_disclosure_apply() then changes the places
 * for those who will read it.
 *
 *	MC_AUTO(mc_disclosure) d = MC_DISCLOSURE_INIT;
 *	size_t all = mc_disclosure_add(&d, "enrolled", 20), parts[2];
 *	parts[0] = mc_disclosure_add(&d, "enrolled[gender=f]", 3);
 *	parts[1] = mc_disclosure_add(&d, "enrolled[gender=m]", 17);
 *	mc_disclosure_relate(&d, all, parts, 2);
 *	mc_disclosure_show(&d, mc_place_table(table, 0, 1), parts[0]);
 *	mc_disclosure_show_share(&d, mc_place_table(table, 0, 2), parts[0], all);
 *	mc_disclosure_apply(&d, MC_AUDIENCE_FUNDER, MC_DISCLOSURE_K);
 *
 * Texts that name a count in words must be made afterwards, from mc_disclosure_told().
 */

/** Who will read a report: X(constant, name). */
#define MC_AUDIENCES(X) \
	X(MC_AUDIENCE_INTERNAL, "internal") \
	X(MC_AUDIENCE_FUNDER, "funder") \
	X(MC_AUDIENCE_PUBLIC, "public")

/**
 * INTERNAL  everything, with a stamp
 * FUNDER    counts from 1 to k - 1 are hidden, and others so that they cannot be computed: sheet/suppress.h;
 *           shares vanish with their part or their whole
 * PUBLIC    every count is rounded to the nearest 5, totals on their own; shares are computed of what was not
 *           rounded, and hidden where the whole is below 22.5 people
 * Averages over 7 people or fewer are hidden from FUNDER and PUBLIC.
 * Source of PUBLIC: Higher Education Statistics Agency, "Rounding and suppression to anonymise statistics".
 */
enum mc_audience {
#define X(constant, name) constant,
	MC_AUDIENCES(X)
#undef X
};

/** Names in the order of the enumeration, for options. */
extern const char *const mc_audience_names[];
#define MC_AUDIENCE_COUNT 3u

/** Fewer people than this are too few, unless the school says otherwise. */
#define MC_DISCLOSURE_K 5

/** The largest whole whose shares, and the largest base whose average, are too small for PUBLIC. */
#define MC_DISCLOSURE_SMALL_WHOLE 22
#define MC_DISCLOSURE_SMALL_AVERAGE 7

/** Bytes of an id of a count at most. */
#define MC_DISCLOSURE_MAX_ID 200u

/** A count to the nearest 5: 0 to 2 is 0, 3 to 7 is 5. */
int64_t mc_disclosure_round(int64_t count);

/** What a place has become. */
enum mc_told { MC_TOLD_EXACT, MC_TOLD_ROUNDED, MC_TOLD_HIDDEN };

/** A number that stands in no sheet, such as one of a JSON document: the writer asks told. */
struct mc_figure {
	int64_t value; /* 0 when hidden, so that no writer can tell it by mistake */
	enum mc_told told;
};

enum mc_place_kind { MC_PLACE_TABLE, MC_PLACE_CELL, MC_PLACE_FIGURE };

/** Where something stands; what it points to must live until mc_disclosure_apply(). */
struct mc_place {
	enum mc_place_kind kind;
	struct mc_sheet_table *table;
	size_t row;
	size_t column;
	struct mc_cell *cell;
	struct mc_figure *figure;
};

/** A cell of a table, which may still grow. */
struct mc_place mc_place_table(struct mc_sheet_table *table, size_t row, size_t column);

/** A value of a chart. */
struct mc_place mc_place_chart(struct mc_sheet_chart *chart, size_t series, size_t label);

/** A cell that stays where it is, such as that of mc_sheet_add_figure(). */
struct mc_place mc_place_cell(struct mc_cell *cell);

/** A number outside a sheet. */
struct mc_place mc_place_figure(struct mc_figure *figure);

/** What stands in a place. */
enum mc_shown_kind { MC_SHOWN_COUNT, MC_SHOWN_SHARE, MC_SHOWN_GAP, MC_SHOWN_AVERAGE };

struct mc_shown {
	enum mc_shown_kind kind;
	struct mc_place place;
	size_t of[4]; /* COUNT: the count; AVERAGE: how many; SHARE: part, whole; GAP: two of them */
};

/** A report's counts. */
struct mc_disclosure {
	struct mc_arena arena;
	const char **ids; /* of each count */
	struct mc_secret *counts;
	size_t count;
	size_t id_capacity;
	size_t capacity;
	struct mc_relation *relations;
	size_t relation_count;
	size_t relation_capacity;
	struct mc_shown *shown;
	size_t shown_count;
	size_t shown_capacity;
	enum mc_audience audience; /* after mc_disclosure_apply() */
	int64_t k;
};

#define MC_DISCLOSURE_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees everything; it is usable again. Places are not touched. */
void mc_disclosure_release(struct mc_disclosure *disclosure);

/**
 * Registers a count (0 to MC_COUNT_MAX) that is printed, and returns its number; the same id gives the same
 * number, and must have the same count.
 *
 * id  stable over reports, so that they can be compared: "enrolled", "enrolled[gender=f]"; copied
 */
size_t mc_disclosure_add(struct mc_disclosure *disclosure, const char *id, int64_t count);

/** The same for a count that is printed nowhere but follows from others, such as those who did not graduate.
 */
size_t mc_disclosure_add_unprinted(struct mc_disclosure *disclosure, const char *id, int64_t count);

/** Says that a count is the sum of others, none twice; it must be true (assert). An empty sum is allowed. */
void mc_disclosure_relate(struct mc_disclosure *disclosure, size_t total, const size_t *parts,
			  size_t part_count);

/** Say what stands in a place: a count; a share in percent; the difference of two shares in points
 * (part / whole less other_part / other_whole); an average over so many. */
void mc_disclosure_show(struct mc_disclosure *disclosure, struct mc_place place, size_t count);
void mc_disclosure_show_share(struct mc_disclosure *disclosure, struct mc_place place, size_t part,
			      size_t whole);
void mc_disclosure_show_gap(struct mc_disclosure *disclosure, struct mc_place place, size_t part,
			    size_t whole, size_t other_part, size_t other_whole);
void mc_disclosure_show_average(struct mc_disclosure *disclosure, struct mc_place place, size_t base);

/**
 * Changes every place for an audience; once. Cells that may not be told become MC_CELL_HIDDEN, rounded ones
 * get is_rounded, and shares for PUBLIC keep only their tenths of a percent, as a count of 1000.
 */
void mc_disclosure_apply(struct mc_disclosure *disclosure, enum mc_audience audience, int64_t k);

/** A count as it may be told, after mc_disclosure_apply(). */
struct mc_figure mc_disclosure_told(const struct mc_disclosure *disclosure, size_t count);

/** Whether a share may be told, after mc_disclosure_apply(). */
bool mc_disclosure_has_share(const struct mc_disclosure *disclosure, size_t part, size_t whole);

/** The stamp of a sheet for an audience, NULL for none; and one sentence that explains what was done, from
 * the arena of disclosure. */
const char *mc_audience_stamp(enum mc_audience audience);
const char *mc_disclosure_note(struct mc_disclosure *disclosure);

#endif
