/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "grade/run.h"
#include "prove/mutant_marks.h"
#include "prove/replay.h"
#include "prove/verify_parts.h"
#include "source/language.h"

/* A mutant may take so many times as long as the reference did, and at least so long. */
enum { TIMES_CPU = 10, LEAST_CPU_MS = 1000 };

const struct mc_equal_mutant *mc_verify_mark(const struct mc_exercise *exercise,
					     const struct mc_mutant *mutant)
{
	for (size_t i = 0; i < exercise->equal_mutant_count; i++) {
		if (!strcmp(exercise->equal_mutants[i].id, mutant->id))
			return &exercise->equal_mutants[i];
	}
	return NULL;
}

struct mc_mutant_tally mc_verify_tally(const struct mc_verify_report *report)
{
	struct mc_mutant_tally tally = { .total = report->mutants.count };

	for (size_t i = 0; i < report->mutants.count; i++) {
		bool is_marked = mc_verify_mark(report->exercise, &report->mutants.items[i]) != NULL;

		switch (report->fates[i]) {
		case MC_FATE_KILLED:
			tally.killed++;
			break;
		case MC_FATE_SURVIVED:
			tally.marked += is_marked;
			tally.survived += !is_marked;
			break;
		case MC_FATE_INVALID:
			tally.invalid++;
			break;
		case MC_FATE_OPEN:
		case MC_FATE_UNJUDGED:
			tally.unjudged++;
			break;
		}
	}
	return tally;
}

double mc_mutant_score(const struct mc_mutant_tally *tally)
{
	size_t counted = tally->killed + tally->survived;

	return counted ? 100.0 * (double)tally->killed / (double)counted : -1;
}

bool mc_verify_is_good(const struct mc_verify *verify, const struct mc_verify_report *report)
{
	if (!report->is_verified || !verify->has_mutants)
		return report->is_verified;
	const struct mc_mutant_tally tally = mc_verify_tally(report);
	double score = mc_mutant_score(&tally);

	return tally.unjudged == 0 && (score < 0 || score >= verify->least_score);
}

/* ---- planning ---- */

static void find_stale(struct mc_verify_report *report)
{
	const struct mc_exercise *exercise = report->exercise;
	struct mc_arena *arena = &report->mutants.arena;

	report->stale.items =
		mc_arena_alloc(arena, (exercise->equal_mutant_count + 1) * sizeof(*report->stale.items));
	for (size_t i = 0; i < exercise->equal_mutant_count; i++) {
		if (!mc_mutants_have(&report->mutants, exercise->equal_mutants[i].id))
			report->stale.items[report->stale.count++] = exercise->equal_mutants[i].id;
	}
}

static void put_mutant(struct mc_tree *tree, const struct mc_tree *reference, const struct mc_mutant *mutant)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_tree_file *file = mc_tree_find(reference, mutant->path);

	mc_mutant_apply(&text, mutant);
	mc_tree_overlay(tree, reference, "");
	mc_tree_add(tree, mutant->path, text.ptr, text.len, file && file->is_executable);
	mc_tree_sort(tree);
}

/* How long a mutant runs at most is no part of it: it differs a little from day to day. */
static void make_key(char key[MC_HASH_HEX], const struct mc_tree *reference, const struct mc_mutant *mutant)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	struct mc_hash hash;

	put_mutant(&tree, reference, mutant);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, "mutant");
	mc_hash_add_tree(&hash, &tree);
	mc_hash_hex(key, &hash);
}

struct mc_err *mc_verify_plan_mutants(struct mc_verify *verify, size_t index)
{
	struct mc_verify_report *report = &verify->reports[index];
	struct mc_verify_pieces *pieces = &verify->work->rest;
	struct mc_mutants *mutants = &report->mutants;

	MC_TRY(mc_variant_read(&report->reference, report->exercise, MC_VARIANT_REFERENCE, 0));
	mc_mutants_of(mutants, report->exercise, &report->reference);
	find_stale(report);
	report->found_mutants = mutants->count;
	mc_mutants_choose(mutants, verify->most_mutants);
	report->fates = mc_alloc_zero(mutants->count + 1, sizeof(*report->fates));
	for (size_t i = 0; i < mutants->count; i++) {
		struct mc_verify_piece piece = { .report = index, .index = i };
		struct mc_str answer;

		make_key(piece.key, &report->reference, &mutants->items[i]);
		if (!mc_memory_find(&answer, &report->memory, piece.key) ||
		    !mc_verify_take_mutant(report, i, answer))
			*MC_VEC_ADD(pieces->items, pieces->count, pieces->capacity) = piece;
	}
	return NULL;
}

/* Extra tests, too, which the verdict of the whole leaves out. */
static bool passes_all(struct mc_str tests)
{
	for (size_t i = 0; i < tests.len; i++) {
		if (tests.ptr[i] != MC_PASS && tests.ptr[i] != MC_NOT_RUN)
			return false;
	}
	return true;
}

bool mc_verify_take_mutant(struct mc_verify_report *report, size_t mutant, struct mc_str answer)
{
	struct mc_verify_answer head;
	struct mc_str tests, reason;

	if (!mc_verify_answer_read(&head, &tests, &reason, answer, report->exercise->test_count))
		return false;
	report->fates[mutant] = head.is_invalid				       ? MC_FATE_INVALID
				: head.verdict == MC_GRADER_ERROR	       ? MC_FATE_UNJUDGED
				: head.verdict == MC_PASS && passes_all(tests) ? MC_FATE_SURVIVED
									       : MC_FATE_KILLED;
	return true;
}

/* ---- in a child ---- */

/*
 * The reference has shown that the tools are there: one that is missing now is what the fault did, such as
 * another name of a command.
 */
static void blame_mutant(struct mc_result *result)
{
	for (size_t i = 0; i < result->test_count; i++) {
		struct mc_test_result *test = &result->tests[i];

		if (test->verdict == MC_GRADER_ERROR && test->reason.code == MC_REASON_TOOL_MISSING)
			test->verdict = MC_ERROR;
	}
	mc_result_total(result);
}

/* A test without a program of the student's, such as one of a page, says nothing about whether it starts. */
static bool has_started(const struct mc_result *result)
{
	for (size_t i = 0; i < result->test_count; i++) {
		const struct mc_test *test = result->tests[i].test;

		if (result->tests[i].verdict == MC_PASS && test->run.count > 0 && test->kind != MC_TEST_BUILD)
			return true;
	}
	return false;
}

/* Asked only where no test has shown it: most mutants pass one before they are found. */
static struct mc_err *find_invalid(bool *is_invalid, struct mc_sandbox *sandbox,
				   const struct mc_verify_report *report, const struct mc_result *result,
				   const struct mc_tree *tree, const char *path)
{
	bool starts, reference_starts;

	*is_invalid = result->has_build && result->build.verdict != MC_PASS;
	if (*is_invalid || result->verdict == MC_PASS || has_started(result) ||
	    (result->has_build && mc_language_of(path) == MC_LANGUAGE_C))
		return NULL;
	MC_TRY(mc_mutant_check(&starts, sandbox, report->exercise, tree, path));
	if (starts)
		return NULL;
	/* What the check refuses in the reference, too, is no matter of syntax: a header that is not there …
	 */
	MC_TRY(mc_mutant_check(&reference_starts, sandbox, report->exercise, &report->reference, path));
	*is_invalid = reference_starts;
	return NULL;
}

static uint32_t most_cpu_ms(const struct mc_verify_report *report)
{
	uint64_t most = TIMES_CPU * report->rows[0].cpu_ms;

	return most < LEAST_CPU_MS ? LEAST_CPU_MS : most > UINT32_MAX / 5 ? 0 : (uint32_t)most;
}

struct mc_err *mc_verify_work_mutant(struct mc_buf *answer, const struct mc_verify *verify,
				     const struct mc_verify_piece *piece, struct mc_sandbox *sandbox)
{
	const struct mc_verify_report *report = &verify->reports[piece->report];
	const struct mc_mutant *mutant = &report->mutants.items[piece->index];
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_submission) submission = MC_SUBMISSION_INIT;
	MC_AUTO(mc_result) result = { 0 };
	const struct mc_run_options options = { .lang = verify->lang,
						.most_cpu_ms = most_cpu_ms(report),
						.stops_at_failure = true };
	bool is_invalid;

	put_mutant(&tree, &report->reference, mutant);
	MC_TRY(mc_replay_read(&submission, &tree, report->exercise));
	MC_TRY(mc_run(&result, sandbox, report->exercise, &submission, &options));
	blame_mutant(&result);
	MC_TRY(find_invalid(&is_invalid, sandbox, report, &result, &tree, mutant->path));
	mc_verify_answer_add(answer, &result, is_invalid);
	return NULL;
}
