/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "ext/json.h"
#include "sheet/issued.h"

/* A table that is being read. */
struct reading {
	struct mc_issued *issued;
	const struct mc_json_node *root;
};

static struct mc_err *err_at(const char *key)
{
	return mc_err_new(MC_E_INPUT, _("the remembered table has no usable '%s'"), key);
}

static struct mc_err *read_text(const char **text, const struct reading *r, const struct mc_json_node *node,
				const char *key)
{
	const char *value = mc_json_as_text(node);

	if (!value || !value[0] || strlen(value) > MC_ISSUED_MAX_TEXT)
		return err_at(key);
	*text = mc_arena_strdup(&r->issued->arena, value);
	return NULL;
}

static struct mc_err *read_member(const char **text, const struct reading *r, const char *key)
{
	return read_text(text, r, mc_json_find(r->root, key), key);
}

static struct mc_err *read_day(const char **text, const struct reading *r, const char *key)
{
	int32_t day = 0;

	MC_TRY(read_member(text, r, key));
	return mc_date_read(&day, *text) ? NULL : err_at(key);
}

static struct mc_err *read_whole(int64_t *value, const struct mc_json_node *node, int64_t most,
				 const char *key)
{
	double number = 0;

	if (!node || !mc_json_as_number(&number, node) || number < 0 || number > (double)most ||
	    (double)(int64_t)number != number)
		return err_at(key);
	*value = (int64_t)number;
	return NULL;
}

static struct mc_err *read_audience(const struct reading *r)
{
	const char *name = mc_json_as_text(mc_json_find(r->root, "audience"));

	for (size_t i = 0; name && i < MC_AUDIENCE_COUNT; i++) {
		if (!strcmp(name, mc_audience_names[i])) {
			r->issued->audience = (enum mc_audience)i;
			return NULL;
		}
	}
	return err_at("audience");
}

/* The members of the array called key, at most most of them. */
static struct mc_err *read_array(const struct mc_json_node **array, const struct reading *r, const char *key,
				 size_t most)
{
	const struct mc_json_node *node = mc_json_find(r->root, key);

	if (!node || mc_json_type(node) != MC_JSON_ARRAY || mc_json_count(node) > most)
		return err_at(key);
	*array = node;
	return NULL;
}

/* Sorted, none twice, as they are written. */
static struct mc_err *read_cohorts(const struct reading *r)
{
	const struct mc_json_node *array = NULL;
	struct mc_issue *what = &r->issued->what;

	MC_TRY(read_array(&array, r, "cohorts", MC_ISSUED_MAX_COHORTS));
	const char **cohorts =
		mc_arena_alloc(&r->issued->arena, (mc_json_count(array) + 1) * sizeof(*cohorts));

	for (const struct mc_json_node *n = mc_json_first(array); n; n = mc_json_next(n)) {
		size_t i = what->cohort_count++;

		MC_TRY(read_text(&cohorts[i], r, n, "cohorts"));
		if (i > 0 && strcmp(cohorts[i - 1], cohorts[i]) >= 0)
			return err_at("cohorts");
	}
	what->cohorts = cohorts;
	return what->cohort_count ? NULL : err_at("cohorts");
}

static struct mc_err *read_cell(struct mc_issued_cell *cell, const struct reading *r,
				const struct mc_json_node *node)
{
	const struct mc_json_node *count = mc_json_find(node, "count");
	bool is_true = false;

	MC_TRY(read_text(&cell->id, r, mc_json_find(node, "id"), "cells"));
	if (mc_json_count(node) != 2)
		return err_at("cells");
	if (count)
		return read_whole(&cell->count, count, MC_COUNT_MAX, "cells");
	cell->kind = mc_json_find(node, "hidden") ? MC_ISSUED_HIDDEN : MC_ISSUED_UNPRINTED;
	count = mc_json_find(node, cell->kind == MC_ISSUED_HIDDEN ? "hidden" : "unprinted");
	return count && mc_json_as_bool(&is_true, count) && is_true ? NULL : err_at("cells");
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct mc_err *check_ids(const struct mc_issued *issued)
{
	const char **ids = mc_alloc_zero(issued->cell_count + 1, sizeof(*ids));
	bool has_twins = false;

	for (size_t i = 0; i < issued->cell_count; i++)
		ids[i] = issued->cells[i].id;
	qsort(ids, issued->cell_count, sizeof(*ids), compare_ids);
	for (size_t i = 1; i < issued->cell_count; i++)
		has_twins = has_twins || !strcmp(ids[i - 1], ids[i]);
	free(ids);
	return has_twins ? err_at("cells") : NULL;
}

static struct mc_err *read_cells(const struct reading *r)
{
	const struct mc_json_node *array = NULL;
	struct mc_issued *issued = r->issued;

	MC_TRY(read_array(&array, r, "cells", MC_ISSUED_MAX_CELLS));
	issued->cells = mc_arena_alloc(&issued->arena, (mc_json_count(array) + 1) * sizeof(*issued->cells));
	for (const struct mc_json_node *n = mc_json_first(array); n; n = mc_json_next(n))
		MC_TRY(read_cell(&issued->cells[issued->cell_count++], r, n));
	return check_ids(issued);
}

/* The total, then its parts. */
static struct mc_err *read_relation(struct mc_relation *relation, const struct reading *r,
				    const struct mc_json_node *node)
{
	size_t count = mc_json_count(node), i = 0;

	if (mc_json_type(node) != MC_JSON_ARRAY || count == 0 || count > r->issued->cell_count)
		return err_at("relations");
	size_t *members = mc_arena_alloc(&r->issued->arena, count * sizeof(*members));

	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n), i++) {
		int64_t index = 0;

		MC_TRY(read_whole(&index, n, (int64_t)r->issued->cell_count - 1, "relations"));
		members[i] = (size_t)index;
		if (i > 0 && members[i] == members[0])
			return err_at("relations");
	}
	*relation = (struct mc_relation){ members[0], members + 1, count - 1 };
	return NULL;
}

static struct mc_err *read_relations(const struct reading *r)
{
	const struct mc_json_node *array = NULL;
	struct mc_issued *issued = r->issued;

	MC_TRY(read_array(&array, r, "relations", MC_ISSUED_MAX_CELLS));
	issued->relations =
		mc_arena_alloc(&issued->arena, (mc_json_count(array) + 1) * sizeof(*issued->relations));
	for (const struct mc_json_node *n = mc_json_first(array); n; n = mc_json_next(n))
		MC_TRY(read_relation(&issued->relations[issued->relation_count++], r, n));
	return NULL;
}

static struct mc_err *read_all(const struct reading *r)
{
	struct mc_issue *what = &r->issued->what;
	const char *schema = mc_json_as_text(mc_json_find(r->root, "schema"));

	if (!schema || strcmp(schema, MC_ISSUED_SCHEMA) != 0)
		return err_at("schema");
	MC_TRY(read_member(&what->breakdown, r, "breakdown"));
	MC_TRY(read_member(&what->definition, r, "definition"));
	MC_TRY(read_audience(r));
	MC_TRY(read_whole(&r->issued->k, mc_json_find(r->root, "k"), MC_COUNT_MAX, "k"));
	MC_TRY(read_day(&what->as_of, r, "as_of"));
	MC_TRY(read_day(&what->issued_on, r, "issued_on"));
	MC_TRY(read_cohorts(r));
	MC_TRY(read_cells(r));
	return read_relations(r);
}

struct mc_err *mc_issued_read(struct mc_issued *issued, const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTO(mc_issued) fresh = MC_ISSUED_INIT;
	struct reading r = { &fresh, NULL };

	if (len > MC_ISSUED_MAX_BYTES)
		return mc_err_new(MC_E_INPUT, "%s", _("the remembered table is too large"));
	MC_TRY(mc_json_open(&json, NULL, bytes, len));
	r.root = mc_json_root(json);
	MC_TRY(read_all(&r));
	mc_issued_release(issued);
	*issued = fresh;
	fresh = (struct mc_issued)MC_ISSUED_INIT;
	return NULL;
}
