/* SPDX-License-Identifier: MIT */
#include "prove/verify.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "foreign/open.h"
#include "grade/pool.h"
#include "grade/proof.h"
#include "grade/result_json.h"
#include "grade/run.h"
#include "os/exe.h"

enum { JUNK_CPU_MS = 3000 };

/* The answer of a child: this, one byte per test, and the reason as text. */
struct header {
	enum mc_verdict verdict;
	int64_t points;
};

/* Which run of which solution of which exercise a piece of work is. */
struct place {
	struct mc_verify_report *report;
	struct mc_verify_row *row;
};

static void row_release(struct mc_verify_row *row)
{
	free(row->tests);
	free(row->is_flaky);
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
		free(report->dir);
		mc_err_free(report->err);
		mc_exercise_free(report->exercise);
	}
	free(verify->reports);
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

size_t mc_verify_runs(const struct mc_verify *verify)
{
	size_t count = 0;

	for (size_t i = 0; i < verify->count; i++) {
		for (size_t k = 0; k < verify->reports[i].row_count; k++)
			count += verify->reports[i].rows[k].runs;
	}
	return count;
}

static struct place find_place(const struct mc_verify *verify, size_t index)
{
	for (size_t i = 0; i < verify->count; i++) {
		struct mc_verify_report *report = &verify->reports[i];

		for (size_t k = 0; k < report->row_count; k++) {
			if (index < report->rows[k].runs)
				return (struct place){ report, &report->rows[k] };
			index -= report->rows[k].runs;
		}
	}
	assert(false); /* the pool hands out only numbers below mc_verify_runs() */
	return (struct place){ NULL, NULL };
}

/* In a child: one run of one solution. The exercises were read before the fork. */
static struct mc_err *work(struct mc_buf *answer, void *state, void *context, struct mc_sandbox *sandbox,
			   size_t index)
{
	const struct mc_verify *verify = context;
	struct place place = find_place(verify, index);
	MC_AUTO(mc_submission) submission = MC_SUBMISSION_INIT;
	MC_AUTO(mc_result) result = { 0 };

	/* Junk that runs without end need not run for as long as the slowest right solution may. */
	const struct mc_run_options options = {
		.lang = verify->lang, .most_cpu_ms = place.row->variant >= MC_VARIANT_EMPTY ? JUNK_CPU_MS : 0
	};

	(void)state;
	MC_TRY(mc_variant_read(&submission.tree, place.report->exercise, place.row->variant,
			       place.row->wrong));
	MC_TRY(mc_run(&result, sandbox, place.report->exercise, &submission, &options));
	const struct header header = { .verdict = result.verdict, .points = result.points };

	mc_buf_add(answer, &header, sizeof(header));
	for (size_t i = 0; i < result.test_count; i++)
		mc_buf_addc(answer, (char)result.tests[i].verdict);
	mc_result_print_first_reason(answer, &result, true);
	return NULL;
}

static void take_first(struct mc_verify_row *row, const struct header *header, const char *tests,
		       size_t count)
{
	row->verdict = header->verdict;
	row->points = header->points;
	for (size_t i = 0; i < count; i++)
		row->tests[i] = (enum mc_verdict)tests[i];
}

static struct mc_err *done(void *context, size_t index, struct mc_str answer, const struct mc_err *err)
{
	struct mc_verify *verify = context;
	struct place place = find_place(verify, index);
	struct mc_verify_row *row = place.row;
	size_t count = place.report->exercise->test_count;
	struct header header;

	if (err)
		return mc_err_wrap(mc_err_new(err->code, "%s", err->msg), "%s", place.report->dir);
	memcpy(&header, answer.ptr, sizeof(header));
	const char *tests = answer.ptr + sizeof(header);

	if (row->runs_done++ == 0) {
		take_first(row, &header, tests, count);
		row->reason = mc_strndup(tests + count, (size_t)(answer.ptr + answer.len - tests) - count);
	}
	for (size_t i = 0; i < count; i++)
		row->is_flaky[i] |= row->tests[i] != (enum mc_verdict)tests[i];
	if (row->runs_done == row->runs)
		mc_verify_judge(row, place.report->exercise);
	if (verify->step)
		verify->step(verify->context, row->complaint != NULL);
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

struct mc_err *mc_verify_run(struct mc_verify *verify)
{
	const struct mc_pool pool = {
		.jobs = verify->jobs ? verify->jobs : mc_cpu_count(),
		.count = mc_verify_runs(verify),
		.sandbox = { .minimum = verify->minimum, .is_pinned = true },
		.context = verify,
		.open = open_nothing,
		.work = work,
		.done = done,
	};

	MC_TRY(mc_pool_run(&pool));
	for (size_t i = 0; i < verify->count; i++)
		MC_TRY(conclude(&verify->reports[i]));
	return NULL;
}
