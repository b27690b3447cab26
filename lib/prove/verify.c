/* SPDX-License-Identifier: MIT */
#include "prove/verify.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "course/npm.h"
#include "foreign/open.h"
#include "grade/pool.h"
#include "grade/proof.h"
#include "os/exe.h"
#include "prove/settings.h"
#include "prove/verify_parts.h"

static void row_release(struct mc_verify_row *row)
{
	free(row->tests);
	free(row->is_flaky);
	free(row->by_run);
	free(row->reason);
	free(row->complaint);
}

void mc_verify_release(struct mc_verify *verify)
{
	for (size_t i = 0; i < verify->count; i++) {
		struct mc_verify_report *report = &verify->reports[i];

		for (size_t k = 0; k < report->row_count; k++)
			row_release(&report->rows[k]);
		free(report->rows);
		mc_memory_release(&report->memory);
		mc_mutants_release(&report->mutants);
		mc_tree_release(&report->reference);
		free(report->fates);
		free(report->dir);
		mc_err_free(report->err);
		mc_exercise_free(report->exercise);
	}
	free(verify->reports);
	if (verify->work) {
		free(verify->work->references.items);
		free(verify->work->rest.items);
	}
	free(verify->work);
	verify->work = NULL;
	verify->reports = NULL;
	verify->count = 0;
	verify->capacity = 0;
}

static void add_row(struct mc_verify_report *report, enum mc_variant variant, size_t wrong, unsigned runs)
{
	size_t tests = report->exercise->test_count;

	report->rows[report->row_count++] = (struct mc_verify_row){
		.variant = variant,
		.wrong = wrong,
		.runs = runs,
		.tests = mc_alloc_zero(tests, sizeof(enum mc_verdict)),
		.is_flaky = mc_alloc_zero(tests, sizeof(bool)),
		.by_run = mc_alloc_zero(runs, tests),
	};
}

static void add_rows(struct mc_verify_report *report, unsigned runs)
{
	const struct mc_exercise *exercise = report->exercise;

	report->rows = mc_alloc_zero(exercise->wrong_count + 6, sizeof(*report->rows));
	add_row(report, MC_VARIANT_REFERENCE, 0, runs);
	if (exercise->starter.count > 0)
		add_row(report, MC_VARIANT_STARTER, 0, runs);
	for (size_t i = 0; i < exercise->wrong_count; i++)
		add_row(report, MC_VARIANT_WRONG, i, runs);
	for (enum mc_variant junk = MC_VARIANT_EMPTY; junk <= MC_VARIANT_EARLY_EXIT; junk++)
		add_row(report, junk, 0, 1);
}

void mc_verify_add(struct mc_verify *verify, const char *dir)
{
	struct mc_verify_report *report = MC_VEC_ADD(verify->reports, verify->count, verify->capacity);
	MC_AUTO(mc_tree) reference = MC_TREE_INIT;

	*report = (struct mc_verify_report){ .dir = mc_strdup(dir) };
	report->err = mc_spec_open(&report->exercise, NULL, dir);
	if (!report->err)
		report->err = mc_variant_read(&reference, report->exercise, MC_VARIANT_REFERENCE, 0);
	if (!report->err)
		add_rows(report, verify->runs);
}

/* What an answer depends on beside what the name of the memory says. */
static void make_key(char key[MC_HASH_HEX], const struct mc_verify_row *row, unsigned run,
		     const struct mc_tree *tree)
{
	MC_AUTO(mc_settings) settings = MC_SETTINGS_INIT;
	struct mc_hash hash;

	mc_settings_make(&settings, run);
	mc_hash_init(&hash);
	mc_hash_add_tree(&hash, tree);
	mc_hash_add_number(&hash, row->variant >= MC_VARIANT_EMPTY);
	for (size_t i = 0; i < settings.env.count; i++)
		mc_hash_add_text(&hash, settings.env.items[i]);
	mc_hash_hex(key, &hash);
}

/* Nothing of a row that has a complaint is remembered: the next proof looks anew. */
static void judge_row(struct mc_verify_report *report, struct mc_verify_row *row)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	mc_verify_judge(row, report->exercise);
	if (!row->complaint)
		return;
	mc_err_drop(mc_variant_read(&tree, report->exercise, row->variant, row->wrong));
	for (unsigned run = 1; run <= row->runs; run++) {
		char key[MC_HASH_HEX];

		make_key(key, row, run, &tree);
		mc_memory_forget(&report->memory, key);
	}
}

static struct mc_err *plan_row(struct mc_verify *verify, size_t index, size_t row_index)
{
	struct mc_verify_report *report = &verify->reports[index];
	struct mc_verify_row *row = &report->rows[row_index];
	struct mc_verify_pieces *pieces =
		row->variant == MC_VARIANT_REFERENCE ? &verify->work->references : &verify->work->rest;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	MC_TRY(mc_variant_read(&tree, report->exercise, row->variant, row->wrong));
	for (unsigned run = 1; run <= row->runs; run++) {
		struct mc_verify_piece piece = { .report = index, .index = row_index, .run = run };
		struct mc_str answer;

		make_key(piece.key, row, run, &tree);
		if (!mc_memory_find(&answer, &report->memory, piece.key) ||
		    !mc_verify_take(row, report->exercise, run, answer))
			*MC_VEC_ADD(pieces->items, pieces->count, pieces->capacity) = piece;
	}
	if (row->runs_done == row->runs)
		judge_row(report, row);
	return NULL;
}

/* Pieces that wait, then the others; the largest first. */
static int compare_pieces(const void *a, const void *b)
{
	const struct mc_verify_piece *x = a;
	const struct mc_verify_piece *y = b;

	if (x->waits != y->waits)
		return x->waits ? -1 : 1;
	if (x->cost != y->cost)
		return x->cost < y->cost ? 1 : -1;
	return strcmp(x->key, y->key);
}

static void sort(struct mc_verify_pieces *pieces)
{
	if (pieces->count > 0)
		qsort(pieces->items, pieces->count, sizeof(*pieces->items), compare_pieces);
}

size_t mc_verify_plan(struct mc_verify *verify)
{
	verify->work = mc_alloc_zero(1, sizeof(*verify->work));
	for (size_t i = 0; i < verify->count; i++) {
		struct mc_verify_report *report = &verify->reports[i];

		if (report->err)
			continue;
		mc_memory_open(&report->memory, report->exercise, verify->minimum, verify->is_fresh);
		for (size_t k = 0; k < report->row_count && !report->err; k++)
			report->err = plan_row(verify, i, k);
		if (verify->has_mutants && !report->err)
			report->err = mc_verify_plan_mutants(verify, i);
	}
	return verify->work->references.count + verify->work->rest.count;
}

/* In a child. The exercises were read before the fork. */
static struct mc_err *work(struct mc_buf *answer, void *state, void *context, struct mc_sandbox *sandbox,
			   size_t index)
{
	const struct mc_verify *verify = context;
	const struct mc_verify_piece *piece = &verify->work->current->items[index];

	(void)state;
	return piece->run ? mc_verify_work(answer, verify, piece, sandbox)
			  : mc_verify_work_mutant(answer, verify, piece, sandbox);
}

/* Puts an answer where it belongs; *has_failed: it is none that anybody wants. */
static bool take(bool *is_kept, bool *has_failed, struct mc_verify_report *report,
		 const struct mc_verify_piece *piece, struct mc_str answer)
{
	if (piece->run == 0) {
		if (!mc_verify_take_mutant(report, piece->index, answer))
			return false;
		*is_kept = report->fates[piece->index] != MC_FATE_UNJUDGED;
		*has_failed = report->fates[piece->index] == MC_FATE_SURVIVED;
		return true;
	}
	struct mc_verify_row *row = &report->rows[piece->index];

	*is_kept =
		mc_verify_take(row, report->exercise, piece->run, answer) && row->verdict != MC_GRADER_ERROR;
	*has_failed = row->complaint != NULL;
	return *is_kept || row->verdict == MC_GRADER_ERROR;
}

static struct mc_err *done(void *context, size_t index, struct mc_str answer, const struct mc_err *err)
{
	struct mc_verify *verify = context;
	const struct mc_verify_piece *piece = &verify->work->current->items[index];
	struct mc_verify_report *report = &verify->reports[piece->report];
	bool is_kept, has_failed;

	if (err)
		return mc_err_wrap(mc_err_new(err->code, "%s", err->msg), "%s", report->dir);
	if (!take(&is_kept, &has_failed, report, piece, answer))
		return mc_err_new(MC_E_IO, _("%s: the answer of a run makes no sense"), report->dir);
	if (is_kept)
		mc_memory_keep(&report->memory, piece->key, answer);
	if (piece->run > 0 && report->rows[piece->index].runs_done == report->rows[piece->index].runs) {
		judge_row(report, &report->rows[piece->index]);
		has_failed = report->rows[piece->index].complaint != NULL;
	}
	if (verify->step)
		verify->step(verify->context, has_failed);
	return NULL;
}

static struct mc_err *open_nothing(void **state, void *context)
{
	(void)context;
	*state = NULL;
	return NULL;
}

static struct mc_err *conclude(struct mc_verify_report *report)
{
	report->is_verified = !report->err;
	for (size_t k = 0; k < report->row_count; k++)
		report->is_verified &= !report->rows[k].complaint;
	if (!report->exercise)
		return NULL;
	return report->is_verified ? mc_proof_write(report->exercise) : mc_proof_remove(report->exercise);
}

static size_t count_waiting(const struct mc_verify_pieces *pieces)
{
	size_t count = 0;

	while (count < pieces->count && pieces->items[count].waits)
		count++;
	return count;
}

static struct mc_err *run_pieces(struct mc_verify *verify, const struct mc_verify_pieces *pieces)
{
	MC_AUTOTEXT node_modules = mc_npm_find(verify->count > 0 ? verify->reports[0].dir : NULL);
	const struct mc_pool pool = {
		.jobs = verify->jobs ? verify->jobs : mc_cpu_count(),
		.count = pieces->count,
		.waiting_count = count_waiting(pieces),
		.sandbox = { .minimum = verify->minimum, .is_pinned = true, .node_modules = node_modules },
		.context = verify,
		.open = open_nothing,
		.work = work,
		.done = done,
	};

	verify->work->current = pieces;
	return pool.count > 0 ? mc_pool_run(&pool) : NULL;
}

/* Mutants of a reference that does not pass would all be found, which says nothing. */
static void drop_hopeless(struct mc_verify *verify)
{
	struct mc_verify_pieces *pieces = &verify->work->rest;
	size_t kept = 0;

	for (size_t i = 0; i < pieces->count; i++) {
		const struct mc_verify_piece *piece = &pieces->items[i];

		if (piece->run > 0 || !verify->reports[piece->report].rows[0].complaint)
			pieces->items[kept++] = *piece;
		else if (verify->step)
			verify->step(verify->context, false);
	}
	pieces->count = kept;
}

/* A faulty program keeps those waiting who talk with it. */
static bool has_talk(const struct mc_exercise *exercise)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		enum mc_test_kind kind = exercise->tests[i].kind;

		if (kind == MC_TEST_DIALOGUE || kind == MC_TEST_HTTP)
			return true;
	}
	return false;
}

static void weigh(struct mc_verify *verify)
{
	struct mc_verify_pieces *pieces = &verify->work->rest;

	for (size_t i = 0; i < pieces->count; i++) {
		struct mc_verify_piece *piece = &pieces->items[i];
		const struct mc_verify_report *report = &verify->reports[piece->report];
		bool is_endless = piece->run > 0 && report->rows[piece->index].variant == MC_VARIANT_ENDLESS;

		piece->waits = has_talk(report->exercise) && !is_endless;
		piece->cost = report->rows[0].wall_ms + (is_endless ? MC_VERIFY_JUNK_CPU_MS : 0);
	}
	sort(pieces);
}

struct mc_err *mc_verify_run(struct mc_verify *verify)
{
	MC_TRY(run_pieces(verify, &verify->work->references));
	drop_hopeless(verify);
	weigh(verify);
	MC_TRY(run_pieces(verify, &verify->work->rest));
	for (size_t i = 0; i < verify->count; i++)
		MC_TRY(conclude(&verify->reports[i]));
	return NULL;
}
