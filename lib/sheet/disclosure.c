/* SPDX-License-Identifier: MIT */
#include "sheet/disclosure.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"

const char *const mc_audience_names[] = {
#define X(constant, name) name,
	MC_AUDIENCES(X)
#undef X
};

void mc_disclosure_release(struct mc_disclosure *disclosure)
{
	free(disclosure->ids);
	free(disclosure->counts);
	free(disclosure->relations);
	free(disclosure->shown);
	mc_arena_release(&disclosure->arena);
	*disclosure = (struct mc_disclosure)MC_DISCLOSURE_INIT;
}

int64_t mc_disclosure_round(int64_t count)
{
	return (count + 2) / 5 * 5;
}

struct mc_place mc_place_table(struct mc_sheet_table *table, size_t row, size_t column)
{
	return (struct mc_place){ .kind = MC_PLACE_TABLE, .table = table, .row = row, .column = column };
}

struct mc_place mc_place_cell(struct mc_cell *cell)
{
	return (struct mc_place){ .kind = MC_PLACE_CELL, .cell = cell };
}

struct mc_place mc_place_chart(struct mc_sheet_chart *chart, size_t series, size_t label)
{
	return mc_place_cell(&chart->values[series * chart->label_count + label]);
}

struct mc_place mc_place_figure(struct mc_figure *figure)
{
	return (struct mc_place){ .kind = MC_PLACE_FIGURE, .figure = figure };
}

static size_t add(struct mc_disclosure *d, const char *id, int64_t count, bool is_unprinted)
{
	assert(count >= 0 && count <= MC_COUNT_MAX && id[0] && strlen(id) <= MC_DISCLOSURE_MAX_ID);
	for (size_t i = 0; i < d->count; i++) {
		if (strcmp(d->ids[i], id) != 0)
			continue;
		assert(d->counts[i].count == count);
		d->counts[i].is_unprinted = d->counts[i].is_unprinted && is_unprinted;
		return i;
	}
	size_t names = d->count;

	*MC_VEC_ADD(d->ids, names, d->id_capacity) = mc_arena_strdup(&d->arena, id);
	*MC_VEC_ADD(d->counts, d->count, d->capacity) =
		(struct mc_secret){ .count = count, .is_unprinted = is_unprinted };
	return d->count - 1;
}

size_t mc_disclosure_add(struct mc_disclosure *disclosure, const char *id, int64_t count)
{
	return add(disclosure, id, count, false);
}

size_t mc_disclosure_add_unprinted(struct mc_disclosure *disclosure, const char *id, int64_t count)
{
	return add(disclosure, id, count, true);
}

void mc_disclosure_relate(struct mc_disclosure *disclosure, size_t total, const size_t *parts,
			  size_t part_count)
{
	size_t *copy = mc_arena_alloc(&disclosure->arena, (part_count + 1) * sizeof(*copy));
	int64_t rest = disclosure->counts[total].count;

	for (size_t i = 0; i < part_count; i++) {
		assert(parts[i] < disclosure->count && parts[i] != total);
		copy[i] = parts[i];
		rest -= disclosure->counts[parts[i]].count;
	}
	assert(rest == 0);
	*MC_VEC_ADD(disclosure->relations, disclosure->relation_count, disclosure->relation_capacity) =
		(struct mc_relation){ total, copy, part_count };
}

static void add_shown(struct mc_disclosure *d, const struct mc_shown *shown)
{
	for (size_t i = 0; i < MC_COUNT(shown->of); i++)
		assert(shown->of[i] < d->count);
	*MC_VEC_ADD(d->shown, d->shown_count, d->shown_capacity) = *shown;
}

void mc_disclosure_show(struct mc_disclosure *disclosure, struct mc_place place, size_t count)
{
	add_shown(disclosure, &(struct mc_shown){ .kind = MC_SHOWN_COUNT, .place = place, .of = { count } });
}

void mc_disclosure_show_share(struct mc_disclosure *disclosure, struct mc_place place, size_t part,
			      size_t whole)
{
	add_shown(disclosure,
		  &(struct mc_shown){ .kind = MC_SHOWN_SHARE, .place = place, .of = { part, whole } });
}

void mc_disclosure_show_gap(struct mc_disclosure *disclosure, struct mc_place place, size_t part,
			    size_t whole, size_t other_part, size_t other_whole)
{
	add_shown(disclosure, &(struct mc_shown){ .kind = MC_SHOWN_GAP,
						  .place = place,
						  .of = { part, whole, other_part, other_whole } });
}

void mc_disclosure_show_average(struct mc_disclosure *disclosure, struct mc_place place, size_t base)
{
	add_shown(disclosure, &(struct mc_shown){ .kind = MC_SHOWN_AVERAGE, .place = place, .of = { base } });
}

struct mc_figure mc_disclosure_told(const struct mc_disclosure *disclosure, size_t count)
{
	const struct mc_secret *secret = &disclosure->counts[count];

	if (secret->is_hidden)
		return (struct mc_figure){ 0, MC_TOLD_HIDDEN };
	if (disclosure->audience == MC_AUDIENCE_PUBLIC)
		return (struct mc_figure){ mc_disclosure_round(secret->count), MC_TOLD_ROUNDED };
	return (struct mc_figure){ secret->count, MC_TOLD_EXACT };
}

/* A part that is printed nowhere may not be computed from its share either. */
static bool is_too_few(const struct mc_disclosure *d, size_t count)
{
	const struct mc_secret *secret = &d->counts[count];

	return secret->is_hidden || (d->audience == MC_AUDIENCE_FUNDER && secret->is_unprinted &&
				     secret->count > 0 && secret->count < d->k);
}

bool mc_disclosure_has_share(const struct mc_disclosure *disclosure, size_t part, size_t whole)
{
	if (is_too_few(disclosure, part) || is_too_few(disclosure, whole))
		return false;
	return disclosure->audience != MC_AUDIENCE_PUBLIC ||
	       disclosure->counts[whole].count > MC_DISCLOSURE_SMALL_WHOLE;
}

static bool has_average(const struct mc_disclosure *d, size_t base)
{
	return d->audience == MC_AUDIENCE_INTERNAL ||
	       (!is_too_few(d, base) && d->counts[base].count > MC_DISCLOSURE_SMALL_AVERAGE);
}

static bool may_be_told(const struct mc_disclosure *d, const struct mc_shown *shown)
{
	switch (shown->kind) {
	case MC_SHOWN_COUNT:
		return !d->counts[shown->of[0]].is_hidden;
	case MC_SHOWN_SHARE:
		return mc_disclosure_has_share(d, shown->of[0], shown->of[1]);
	case MC_SHOWN_GAP:
		return mc_disclosure_has_share(d, shown->of[0], shown->of[1]) &&
		       mc_disclosure_has_share(d, shown->of[2], shown->of[3]);
	case MC_SHOWN_AVERAGE:
		return has_average(d, shown->of[0]);
	}
	return false;
}

static void apply_figure(const struct mc_disclosure *d, const struct mc_shown *shown)
{
	struct mc_figure *figure = shown->place.figure;

	if (!may_be_told(d, shown))
		*figure = (struct mc_figure){ 0, MC_TOLD_HIDDEN };
	else if (shown->kind == MC_SHOWN_COUNT)
		*figure = mc_disclosure_told(d, shown->of[0]);
}

static void apply_cell(const struct mc_disclosure *d, const struct mc_shown *shown)
{
	const struct mc_place *place = &shown->place;
	struct mc_cell *cell =
		place->kind == MC_PLACE_CELL
			? place->cell
			: &place->table->cells[place->row * place->table->column_count + place->column];

	if (!may_be_told(d, shown)) {
		*cell = (struct mc_cell){ .kind = MC_CELL_HIDDEN };
	} else if (d->audience == MC_AUDIENCE_PUBLIC && shown->kind == MC_SHOWN_COUNT) {
		cell->count = mc_disclosure_round(cell->count);
		cell->is_rounded = true;
	} else if (d->audience == MC_AUDIENCE_PUBLIC && cell->kind == MC_CELL_PERCENT) {
		/* A page could hold the part and the whole where nobody looks. */
		cell->count = (cell->count * 2000 + cell->base) / (2 * cell->base);
		cell->base = 1000;
	}
}

static void hide_small(struct mc_disclosure *d)
{
	mc_disclosure_suppress(&(struct mc_secrets){ d->counts, d->count, d->relations, d->relation_count },
			       d->k);
}

void mc_disclosure_apply(struct mc_disclosure *disclosure, enum mc_audience audience, int64_t k)
{
	disclosure->audience = audience;
	disclosure->k = k;
	if (audience == MC_AUDIENCE_FUNDER)
		hide_small(disclosure);
	else
		for (size_t i = 0; i < disclosure->count; i++)
			disclosure->counts[i].is_hidden = false;
	for (size_t i = 0; i < disclosure->shown_count; i++) {
		if (disclosure->shown[i].place.kind == MC_PLACE_FIGURE)
			apply_figure(disclosure, &disclosure->shown[i]);
		else
			apply_cell(disclosure, &disclosure->shown[i]);
	}
}

const char *mc_audience_stamp(enum mc_audience audience)
{
	return audience == MC_AUDIENCE_INTERNAL ? _("INTERNAL") : NULL;
}

const char *mc_disclosure_note(struct mc_disclosure *disclosure)
{
	switch (disclosure->audience) {
	case MC_AUDIENCE_INTERNAL:
		return _("for use inside the school only: counts of few people are not hidden");
	case MC_AUDIENCE_FUNDER:
		return mc_arena_format(&disclosure->arena,
				       _("counts from 1 to %lld are hidden, and as many others as it takes "
					 "so that nobody can compute "
					 "them; percentages vanish with them"),
				       (long long)disclosure->k - 1);
	case MC_AUDIENCE_PUBLIC:
		return _("counts are rounded to the nearest 5, each on its own, so they need not add up; "
			 "percentages "
			 "are exact, and those of fewer than 23 people are hidden");
	}
	return "";
}
