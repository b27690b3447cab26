/* SPDX-License-Identifier: MIT */
#include "sheet/overlap.h"

#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"

void mc_overlap_release(struct mc_overlap *overlap)
{
	free(overlap->sets);
	free(overlap->at);
	free(overlap->counts);
	free(overlap->relations);
	mc_arena_release(&overlap->arena);
	*overlap = (struct mc_overlap)MC_OVERLAP_INIT;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorts count texts and drops doubles; the number that is left. */
static size_t sort_texts(const char **texts, size_t count)
{
	size_t kept = 0;

	qsort(texts, count, sizeof(*texts), compare_texts);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(texts[i], texts[kept - 1]) != 0)
			texts[kept++] = texts[i];
	}
	return kept;
}

static size_t find_text(const char *const *texts, size_t count, const char *text)
{
	const char *const *at = bsearch(&text, texts, count, sizeof(*texts), compare_texts);

	return at ? (size_t)(at - texts) : SIZE_MAX;
}

static void collect_texts(struct mc_overlap *o)
{
	size_t cells = 0, cohorts = 0;

	for (size_t i = 0; i < o->table_count; i++) {
		cells += o->tables[i]->cell_count;
		cohorts += o->tables[i]->what.cohort_count;
	}
	o->ids = mc_arena_alloc(&o->arena, (cells + 1) * sizeof(*o->ids));
	o->cohorts = mc_arena_alloc(&o->arena, (cohorts + 1) * sizeof(*o->cohorts));
	for (size_t i = 0; i < o->table_count; i++) {
		for (size_t j = 0; j < o->tables[i]->cell_count; j++)
			o->ids[o->id_count++] = o->tables[i]->cells[j].id;
		for (size_t j = 0; j < o->tables[i]->what.cohort_count; j++)
			o->cohorts[o->cohort_count++] = o->tables[i]->what.cohorts[j];
	}
	o->id_count = sort_texts(o->ids, o->id_count);
	o->cohort_count = sort_texts(o->cohorts, o->cohort_count);
}

static bool has_cohort(const struct mc_issued *table, const char *cohort)
{
	return find_text(table->what.cohorts, table->what.cohort_count, cohort) != SIZE_MAX;
}

static bool is_together(const struct mc_overlap *o, const char *a, const char *b)
{
	for (size_t i = 0; i < o->table_count; i++) {
		if (has_cohort(o->tables[i], a) != has_cohort(o->tables[i], b))
			return false;
	}
	return true;
}

static void find_atoms(struct mc_overlap *o)
{
	const char **first = mc_arena_alloc(&o->arena, (o->cohort_count + 1) * sizeof(*first));

	o->atom_of = mc_arena_alloc(&o->arena, (o->cohort_count + 1) * sizeof(*o->atom_of));
	for (size_t i = 0; i < o->cohort_count; i++) {
		size_t atom = 0;

		while (atom < o->atom_count && !is_together(o, first[atom], o->cohorts[i]))
			atom++;
		if (atom == o->atom_count)
			first[o->atom_count++] = o->cohorts[i];
		o->atom_of[i] = atom;
	}
}

/* The number of a set of atoms, a new one when there is none; the atoms are from the arena. */
static size_t find_set(struct mc_overlap *o, const bool *atoms)
{
	for (size_t i = 0; i < o->set_count; i++) {
		if (!memcmp(o->sets[i], atoms, o->atom_count * sizeof(*atoms)))
			return i;
	}
	*MC_VEC_ADD(o->sets, o->set_count, o->set_capacity) = atoms;
	return o->set_count - 1;
}

static void find_scopes(struct mc_overlap *o)
{
	o->set_of = mc_arena_alloc(&o->arena, (o->table_count + 1) * sizeof(*o->set_of));
	for (size_t i = 0; i < o->atom_count; i++) {
		bool *atoms = mc_arena_alloc(&o->arena, o->atom_count * sizeof(*atoms));

		atoms[i] = true;
		(void)find_set(o, atoms);
	}
	for (size_t i = 0; i < o->table_count; i++) {
		const struct mc_issue *what = &o->tables[i]->what;
		bool *atoms = mc_arena_alloc(&o->arena, (o->atom_count + 1) * sizeof(*atoms));

		for (size_t j = 0; j < what->cohort_count; j++)
			atoms[o->atom_of[find_text(o->cohorts, o->cohort_count, what->cohorts[j])]] = true;
		o->set_of[i] = find_set(o, atoms);
	}
}

/* The atoms of the first set that are not in the second; NULL unless the second lies inside the first. */
static const bool *subtract(struct mc_overlap *o, const bool *from, const bool *other)
{
	bool *atoms = mc_arena_alloc(&o->arena, (o->atom_count + 1) * sizeof(*atoms));
	bool has_any = false;

	for (size_t i = 0; i < o->atom_count; i++) {
		if (other[i] && !from[i])
			return NULL;
		atoms[i] = from[i] && !other[i];
		has_any = has_any || atoms[i];
	}
	return has_any ? atoms : NULL;
}

/* Only what stands between two scopes, not between their differences. */
static struct mc_err *find_differences(struct mc_overlap *o)
{
	size_t scopes = o->set_count;

	for (size_t i = 0; i < scopes; i++) {
		for (size_t j = 0; j < scopes; j++) {
			const bool *atoms = i == j ? NULL : subtract(o, o->sets[i], o->sets[j]);

			if (atoms)
				(void)find_set(o, atoms);
			if (o->set_count * (o->id_count + 1) > MC_OVERLAP_MAX_COUNTS)
				return mc_err_hint(
					mc_err_new(MC_E_LIMIT, "%s",
						   _("too many tables were issued of these cohorts to "
						     "compare them")),
					"%s", _("make a report of fewer cohorts, or with fewer breakdowns"));
		}
	}
	return NULL;
}

static void add_relation(struct mc_overlap *o, const struct mc_relation *relation)
{
	for (size_t i = 0; i < o->relation_count; i++) {
		const struct mc_relation *other = &o->relations[i];

		if (other->total == relation->total && other->part_count == relation->part_count &&
		    (relation->part_count == 0 ||
		     !memcmp(other->parts, relation->parts, relation->part_count * sizeof(*relation->parts))))
			return;
	}
	*MC_VEC_ADD(o->relations, o->relation_count, o->relation_capacity) = *relation;
}

static size_t new_count(struct mc_overlap *o, size_t set, size_t id)
{
	size_t *at = &o->at[set * o->id_count + id];

	if (*at == SIZE_MAX) {
		*at = o->count;
		*MC_VEC_ADD(o->counts, o->count, o->capacity) =
			(struct mc_overlap_count){ .set = set, .id = id };
	}
	return *at;
}

/* The count of a set, which is the sum over its atoms. */
static void add_count(struct mc_overlap *o, size_t set, size_t id)
{
	size_t *parts = mc_arena_alloc(&o->arena, (o->atom_count + 1) * sizeof(*parts));
	size_t count = 0;

	if (o->at[set * o->id_count + id] != SIZE_MAX)
		return;
	for (size_t i = 0; i < o->atom_count; i++) {
		if (o->sets[set][i])
			parts[count++] = new_count(o, i, id);
	}
	if (set >= o->atom_count)
		add_relation(o, &(struct mc_relation){ new_count(o, set, id), parts, count });
}

/* What holds of a table holds of each of its atoms. */
static void add_relations(struct mc_overlap *o, size_t table, size_t atom)
{
	const struct mc_issued *issued = o->tables[table];

	for (size_t i = 0; i < issued->relation_count; i++) {
		const struct mc_relation *relation = &issued->relations[i];
		size_t *parts = mc_arena_alloc(&o->arena, (relation->part_count + 1) * sizeof(*parts));
		const char *id = issued->cells[relation->total].id;
		size_t total = new_count(o, atom, find_text(o->ids, o->id_count, id));

		for (size_t j = 0; j < relation->part_count; j++) {
			id = issued->cells[relation->parts[j]].id;
			parts[j] = new_count(o, atom, find_text(o->ids, o->id_count, id));
		}
		add_relation(o, &(struct mc_relation){ total, parts, relation->part_count });
	}
}

static void add_table(struct mc_overlap *o, size_t table)
{
	const struct mc_issued *issued = o->tables[table];
	size_t set = o->set_of[table];

	for (size_t i = 0; i < issued->cell_count; i++) {
		add_count(o, set, find_text(o->ids, o->id_count, issued->cells[i].id));
		if (issued->cells[i].kind == MC_ISSUED_HIDDEN)
			o->counts[mc_overlap_cell(o, table, &issued->cells[i])].is_secret = true;
	}
	for (size_t i = 0; i < o->atom_count; i++) {
		if (o->sets[set][i])
			add_relations(o, table, i);
	}
}

/* A difference has the figures that all its atoms have. */
static void add_difference(struct mc_overlap *o, size_t set)
{
	for (size_t id = 0; id < o->id_count; id++) {
		bool has_all = true;

		for (size_t i = 0; i < o->atom_count; i++)
			has_all = has_all && (!o->sets[set][i] || o->at[i * o->id_count + id] != SIZE_MAX);
		if (has_all)
			add_count(o, set, id);
	}
}

struct mc_err *mc_overlap_build(struct mc_overlap *overlap, const struct mc_issued *const *tables,
				size_t count)
{
	struct mc_overlap *o = overlap;

	o->tables = tables;
	o->table_count = count;
	collect_texts(o);
	find_atoms(o);
	find_scopes(o);
	MC_TRY(find_differences(o));
	o->at = mc_alloc(o->set_count * (o->id_count + 1) * sizeof(*o->at));
	for (size_t i = 0; i < o->set_count * (o->id_count + 1); i++)
		o->at[i] = SIZE_MAX;
	for (size_t i = 0; i < count; i++)
		add_table(o, i);
	for (size_t i = o->atom_count; i < o->set_count; i++)
		add_difference(o, i);
	return NULL;
}

size_t mc_overlap_cell(const struct mc_overlap *overlap, size_t table, const struct mc_issued_cell *cell)
{
	size_t id = find_text(overlap->ids, overlap->id_count, cell->id);

	return overlap->at[overlap->set_of[table] * overlap->id_count + id];
}

void mc_overlap_cohorts(struct mc_buf *out, const struct mc_overlap *overlap, size_t set)
{
	const char *comma = "";

	for (size_t i = 0; i < overlap->cohort_count; i++) {
		if (overlap->sets[set][overlap->atom_of[i]]) {
			mc_buf_addf(out, "%s%s", comma, overlap->cohorts[i]);
			comma = ", ";
		}
	}
}
