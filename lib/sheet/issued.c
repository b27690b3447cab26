/* SPDX-License-Identifier: MIT */
#include "sheet/issued.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/json_write.h"

void mc_issued_release(struct mc_issued *issued)
{
	mc_arena_release(&issued->arena);
	*issued = (struct mc_issued)MC_ISSUED_INIT;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void copy_what(struct mc_issued *issued, const struct mc_issue *what)
{
	const char **cohorts = mc_arena_alloc(&issued->arena, (what->cohort_count + 1) * sizeof(*cohorts));

	for (size_t i = 0; i < what->cohort_count; i++)
		cohorts[i] = mc_arena_strdup(&issued->arena, what->cohorts[i]);
	qsort(cohorts, what->cohort_count, sizeof(*cohorts), compare_texts);
	issued->what = (struct mc_issue){ mc_arena_strdup(&issued->arena, what->breakdown),
					  mc_arena_strdup(&issued->arena, what->definition),
					  mc_arena_strdup(&issued->arena, what->as_of),
					  mc_arena_strdup(&issued->arena, what->issued_on),
					  cohorts,
					  what->cohort_count };
}

static struct mc_issued_cell take_cell(struct mc_issued *issued, const struct mc_disclosure *disclosure,
				       size_t index)
{
	struct mc_figure told = mc_disclosure_told(disclosure, index);
	struct mc_issued_cell cell = { .id = mc_arena_strdup(&issued->arena, disclosure->ids[index]) };

	if (disclosure->counts[index].is_unprinted)
		cell.kind = MC_ISSUED_UNPRINTED;
	else if (told.told == MC_TOLD_HIDDEN)
		cell.kind = MC_ISSUED_HIDDEN;
	else
		cell.count = told.value;
	return cell;
}

static void take_relations(struct mc_issued *issued, const struct mc_disclosure *disclosure)
{
	size_t count = disclosure->relation_count;

	issued->relations = mc_arena_alloc(&issued->arena, (count + 1) * sizeof(*issued->relations));
	for (size_t i = 0; i < count; i++) {
		const struct mc_relation *relation = &disclosure->relations[i];
		size_t *parts = mc_arena_alloc(&issued->arena, (relation->part_count + 1) * sizeof(*parts));

		for (size_t j = 0; j < relation->part_count; j++)
			parts[j] = relation->parts[j];
		issued->relations[issued->relation_count++] =
			(struct mc_relation){ relation->total, parts, relation->part_count };
	}
}

struct mc_err *mc_issued_take(struct mc_issued *issued, const struct mc_disclosure *disclosure,
			      const struct mc_issue *what)
{
	if (disclosure->count > MC_ISSUED_MAX_CELLS || disclosure->relation_count > MC_ISSUED_MAX_CELLS ||
	    what->cohort_count > MC_ISSUED_MAX_COHORTS)
		return mc_err_hint(mc_err_new(MC_E_LIMIT,
					      _("a table that is issued can have %u figures of %u cohorts"),
					      MC_ISSUED_MAX_CELLS, MC_ISSUED_MAX_COHORTS),
				   "%s", _("make a report of fewer cohorts, or with fewer breakdowns"));
	mc_issued_release(issued);
	copy_what(issued, what);
	issued->audience = disclosure->audience;
	issued->k = disclosure->k;
	issued->cells = mc_arena_alloc(&issued->arena, (disclosure->count + 1) * sizeof(*issued->cells));
	for (size_t i = 0; i < disclosure->count; i++)
		issued->cells[issued->cell_count++] = take_cell(issued, disclosure, i);
	take_relations(issued, disclosure);
	return NULL;
}

static void write_cell(struct mc_json_writer *w, const struct mc_issued_cell *cell)
{
	mc_json_start(w, '{');
	mc_json_key_text(w, "id", cell->id);
	if (cell->kind == MC_ISSUED_SHOWN)
		mc_json_key_int(w, "count", cell->count);
	else
		mc_json_key_bool(w, cell->kind == MC_ISSUED_HIDDEN ? "hidden" : "unprinted", true);
	mc_json_end(w);
}

static void write_relation(struct mc_json_writer *w, const struct mc_relation *relation)
{
	mc_json_start(w, '[');
	mc_json_int(w, (int64_t)relation->total);
	for (size_t i = 0; i < relation->part_count; i++)
		mc_json_int(w, (int64_t)relation->parts[i]);
	mc_json_end(w);
}

void mc_issued_write(struct mc_buf *out, const struct mc_issued *issued)
{
	struct mc_json_writer w = MC_JSON_WRITER(out, false);

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "schema", MC_ISSUED_SCHEMA);
	mc_json_key_text(&w, "breakdown", issued->what.breakdown);
	mc_json_key_text(&w, "definition", issued->what.definition);
	mc_json_key_text(&w, "audience", mc_audience_names[issued->audience]);
	mc_json_key_int(&w, "k", issued->k);
	mc_json_key_text(&w, "as_of", issued->what.as_of);
	mc_json_key_text(&w, "issued_on", issued->what.issued_on);
	mc_json_key(&w, "cohorts");
	mc_json_start(&w, '[');
	for (size_t i = 0; i < issued->what.cohort_count; i++)
		mc_json_text(&w, issued->what.cohorts[i]);
	mc_json_end(&w);
	mc_json_key(&w, "cells");
	mc_json_start(&w, '[');
	for (size_t i = 0; i < issued->cell_count; i++)
		write_cell(&w, &issued->cells[i]);
	mc_json_end(&w);
	mc_json_key(&w, "relations");
	mc_json_start(&w, '[');
	for (size_t i = 0; i < issued->relation_count; i++)
		write_relation(&w, &issued->relations[i]);
	mc_json_end(&w);
	mc_json_end(&w);
}

static bool has_same_cohorts(const struct mc_issue *a, const struct mc_issue *b)
{
	if (a->cohort_count != b->cohort_count)
		return false;
	for (size_t i = 0; i < a->cohort_count; i++) {
		if (strcmp(a->cohorts[i], b->cohorts[i]) != 0)
			return false;
	}
	return true;
}

static const struct mc_issued_cell *find(const struct mc_issued *issued, const char *id)
{
	for (size_t i = 0; i < issued->cell_count; i++) {
		if (!strcmp(issued->cells[i].id, id))
			return &issued->cells[i];
	}
	return NULL;
}

/* The counts that a shown one can stand for. */
static struct mc_known shown_as(const struct mc_issued *issued, const struct mc_issued_cell *cell)
{
	if (issued->audience != MC_AUDIENCE_PUBLIC)
		return (struct mc_known){ cell->count, cell->count };
	return (struct mc_known){ cell->count > 2 ? cell->count - 2 : 0, cell->count + 2 };
}

bool mc_issued_is_same(const struct mc_issued *a, const struct mc_issued *b)
{
	bool has_common = !strcmp(a->what.as_of, b->what.as_of);

	if (!has_same_cohorts(&a->what, &b->what))
		return false;
	for (size_t i = 0; i < a->cell_count; i++) {
		const struct mc_issued_cell *cell = &a->cells[i], *other = find(b, cell->id);

		if (cell->kind != MC_ISSUED_SHOWN || !other || other->kind != MC_ISSUED_SHOWN)
			continue;
		struct mc_known one = shown_as(a, cell), two = shown_as(b, other);

		if (one.low > two.high || two.low > one.high)
			return false;
		has_common = true;
	}
	return has_common;
}

/* Whether the counts are still those that were shown to funders. */
static bool is_unchanged(const struct mc_disclosure *disclosure, const struct mc_issued *issued)
{
	for (size_t i = 0; i < disclosure->count; i++) {
		const struct mc_issued_cell *cell = find(issued, disclosure->ids[i]);

		if (cell && cell->kind == MC_ISSUED_SHOWN && cell->count != disclosure->counts[i].count)
			return false;
	}
	return true;
}

static void recall_one(struct mc_disclosure *disclosure, const struct mc_issued *issued)
{
	for (size_t i = 0; i < disclosure->count; i++) {
		const struct mc_issued_cell *cell = find(issued, disclosure->ids[i]);

		if (cell && cell->kind == MC_ISSUED_HIDDEN)
			disclosure->counts[i].is_hidden = true;
		else if (cell && cell->kind == MC_ISSUED_SHOWN)
			disclosure->counts[i].is_told = true;
	}
}

void mc_disclosure_recall(struct mc_disclosure *disclosure, const struct mc_issue *what,
			  const struct mc_issued *const *tables, size_t count)
{
	struct mc_issued now = MC_ISSUED_INIT;

	copy_what(&now, what);
	for (size_t i = 0; i < count; i++) {
		if (tables[i]->audience == MC_AUDIENCE_FUNDER &&
		    has_same_cohorts(&now.what, &tables[i]->what) && is_unchanged(disclosure, tables[i]))
			recall_one(disclosure, tables[i]);
	}
	mc_issued_release(&now);
}
