/* SPDX-License-Identifier: MIT */
#include "grading/renewed.h"

#include <string.h>

#include "base/vec.h"
#include "batch/stored.h"

static void add_changed(struct mc_grading_exercise *exercise, const char *name)
{
	exercise->changed[exercise->changed_count++] = name;
}

/* Both sorted or not, there are few: what is there now and was another one, or was not there. */
static void compare(struct mc_grading_exercise *exercise, const struct mc_stored_tools *before)
{
	for (size_t i = 0; i < exercise->tools.count; i++) {
		const struct mc_tool *now = &exercise->tools.items[i];
		bool is_same = false;

		for (size_t k = 0; k < before->count && !is_same; k++)
			is_same = !strcmp(before->items[k].name, now->name) &&
				  !strcmp(before->items[k].hash, now->hash);
		if (!is_same)
			add_changed(exercise, now->name);
	}
}

/* What the tools were stands in the result that was stored with them; when that is gone, all may have
 * changed. */
static void look_back(struct mc_grading_job *job, const char *store, struct mc_grading_exercise *exercise,
		      const struct mc_grade *grade)
{
	MC_AUTO(mc_stored_tools) before = MC_STORED_TOOLS_INIT;

	exercise->renewed_from = grade->tools;
	exercise->changed_count = 0;
	exercise->changed = mc_arena_alloc(&job->grading->arena,
					   (exercise->tools.count + 1) * sizeof(*exercise->changed));
	mc_err_drop(mc_stored_read_tools(&before, store, grade->key));
	compare(exercise, &before);
}

static void count_tool(struct mc_grading *g, const char *name)
{
	for (size_t i = 0; i < g->renewed_count; i++) {
		if (strcmp(g->renewed[i].tool, name) != 0)
			continue;
		g->renewed[i].results++;
		return;
	}
	*MC_VEC_ADD(g->renewed, g->renewed_count, g->renewed_capacity) =
		(struct mc_grading_renewed){ mc_arena_strdup(&g->arena, name), 1 };
}

void mc_grading_renew(struct mc_grading_job *job, const char *store, size_t exercise,
		      const struct mc_grading_cell *cell, const struct mc_grade *grade)
{
	struct mc_grading_exercise *x = &job->grading->exercises[exercise];

	if (!grade || !strcmp(grade->tools, x->tools.fingerprint) ||
	    strcmp(grade->spec, x->exercise->hash) != 0 || strcmp(grade->digest, cell->answer.digest) != 0 ||
	    strcmp(grade->version, MC_VERSION) != 0)
		return;
	x->renewed++;
	if (!x->renewed_from || strcmp(x->renewed_from, grade->tools) != 0)
		look_back(job, store, x, grade);
	for (size_t i = 0; i < x->changed_count; i++)
		count_tool(job->grading, x->changed[i]);
}
