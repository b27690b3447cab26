/* SPDX-License-Identifier: MIT */
#include "grade/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/hash.h"
#include "grade/checker.h"
#include "grade/judge.h"
#include "os/clock.h"

static const struct mc_judge *const judges[] = {
#define X(constant, name, stem) [constant] = &mc_judge_##stem,
	MC_TEST_KINDS(X)
#undef X
};

void mc_judge_fail(struct mc_test_result *out, enum mc_verdict verdict, struct mc_reason reason)
{
	out->verdict = verdict;
	out->reason = reason;
	if (verdict != MC_PARTIAL)
		out->points = 0;
}

/* Ends the submission in the sandbox; a slot that fails here is restarted by the next one. */
static void mc_job_release(struct mc_job *job)
{
	mc_sandbox_set_env(job->sandbox, NULL);
	if (job->is_laid)
		mc_err_drop(mc_sandbox_end(job->sandbox));
	mc_checker_release(job);
	mc_tree_release(&job->laid);
}

/* The tests of the teacher lie over what the student has handed in. */
void mc_judge_lay(struct mc_tree *laid, const struct mc_exercise *exercise, const struct mc_tree *handed_in)
{
	mc_tree_overlay(laid, &exercise->starter, "");
	size_t kept = 0;

	for (size_t i = 0; i < laid->count; i++) {
		if (!mc_exercise_is_submitted(exercise, laid->files[i].path))
			laid->files[kept++] = laid->files[i];
	}
	laid->count = kept;
	for (size_t i = 0; i < handed_in->count; i++) {
		if (mc_exercise_is_submitted(exercise, handed_in->files[i].path))
			mc_tree_share(laid, &handed_in->files[i]);
	}
	mc_tree_overlay(laid, &exercise->tests_files, exercise->is_laid_at_root ? "" : "tests/");
}

/* The first file that submit names without a wildcard and that is not there. */
static const char *missing_file(const struct mc_job *job)
{
	for (size_t i = 0; i < job->exercise->submit.count; i++) {
		const char *path = job->exercise->submit.items[i];

		if (!strpbrk(path, "*?[") && !mc_tree_find(&job->submission->tree, path))
			return path;
	}
	return NULL;
}

static void hash_tree(char hex[MC_HASH_HEX], const struct mc_tree *tree)
{
	struct mc_hash hash;

	mc_hash_init(&hash);
	mc_hash_add_tree(&hash, tree);
	mc_hash_hex(hex, &hash);
}

static struct mc_result begin_result(const struct mc_exercise *exercise, const char *name,
				     const struct mc_repo_commit *commit)
{
	struct mc_result result = { .exercise = exercise, .started_ms = mc_clock_unix_ms() };

	if (name)
		result.submission = mc_arena_strdup(&result.arena, name);
	if (commit && *commit->hash) {
		result.commit = mc_arena_strdup(&result.arena, commit->hash);
		result.committed_s = commit->time_s;
	}
	result.max = mc_exercise_max(exercise);
	return result;
}

static void copy_skips(struct mc_result *result, const struct mc_tree *tree)
{
	result->skips = mc_arena_alloc(&result->arena, (tree->skip_count + 1) * sizeof(*result->skips));
	result->skip_count = tree->skip_count;
	for (size_t i = 0; i < tree->skip_count; i++) {
		result->skips[i].path = mc_arena_strdup(&result->arena, tree->skips[i].path);
		result->skips[i].reason = tree->skips[i].reason;
	}
}

void mc_run_refuse(struct mc_result *result, const struct mc_exercise *exercise, const char *name,
		   enum mc_verdict verdict, enum mc_reason_code code, const char *detail)
{
	*result = begin_result(exercise, name, NULL);
	result->verdict = verdict;
	result->reason =
		(struct mc_reason){ .code = code,
				    .detail = detail ? mc_arena_strdup(&result->arena, detail) : NULL };
}

void mc_run_refuse_unread(struct mc_result *result, const struct mc_exercise *exercise, const char *name,
			  const struct mc_err *err)
{
	bool is_student = err->code == MC_E_LIMIT;

	mc_run_refuse(result, exercise, name, is_student ? MC_ERROR : MC_GRADER_ERROR,
		      is_student ? MC_REASON_TOO_LARGE : MC_REASON_INTERNAL, err->msg);
}

/* Which tests are wanted: the chosen ones and, in turn, all that they need. */
static bool *wanted_tests(const struct mc_exercise *exercise, const struct mc_run_options *options)
{
	bool *wanted = mc_alloc_zero(exercise->test_count, sizeof(*wanted));

	for (size_t i = 0; i < exercise->test_count; i++) {
		wanted[i] = options->only_count == 0;
		for (size_t k = 0; k < options->only_count; k++)
			wanted[i] |= !strcmp(options->only[k], exercise->tests[i].id);
	}
	for (size_t k = exercise->test_count; k-- > 0;) {
		const struct mc_test *test = &exercise->tests[exercise->order[k]];

		for (size_t n = 0; wanted[exercise->order[k]] && n < test->need_count; n++)
			wanted[test->needs[n]] = true;
	}
	return wanted;
}

/* Tests of some kinds start a program only when they name one. */
static bool starts_program(const struct mc_test *test)
{
	return judges[test->kind]->needs_sandbox || test->run.count > 0;
}

static bool needs_sandbox(const struct mc_exercise *exercise, const bool *wanted)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (wanted[i] && starts_program(&exercise->tests[i]))
			return true;
	}
	return false;
}

static const struct mc_test_result *failed_need(const struct mc_job *job, const struct mc_test *test)
{
	for (size_t i = 0; i < test->need_count; i++) {
		const struct mc_test_result *need = &job->result->tests[test->needs[i]];

		if (need->verdict != MC_PASS)
			return need;
	}
	return NULL;
}

/* As in reading a submission: too much of something is the student's doing, everything else is ours. */
static struct mc_reason failure(struct mc_job *job, const struct mc_err *err)
{
	return (struct mc_reason){ .code = err->code == MC_E_LIMIT ? MC_REASON_TOO_LARGE : MC_REASON_INTERNAL,
				   .detail = mc_arena_strdup(&job->result->arena, err->msg) };
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_judge *judge = judges[out->test->kind];
	const struct mc_test_result *build = &job->result->build;

	bool needs_build = judge->needs_build || out->test->run.count > 0;

	if (!needs_build || !job->result->has_build || build->verdict == MC_PASS)
		return judge->judge(job, out);
	mc_judge_fail(out, build->verdict,
		      (struct mc_reason){ .code = build->verdict == MC_GRADER_ERROR ? build->reason.code
										    : MC_REASON_BUILD,
					  .subject = build->reason.subject });
	return NULL;
}

/* Judges one test, or says why not. */
static struct mc_err *judge_one(struct mc_job *job, struct mc_test_result *out, const char *missing)
{
	const struct mc_test_result *need = failed_need(job, out->test);

	out->verdict = MC_PASS;
	out->points = out->test->points;
	if (need) {
		mc_judge_fail(out, need->verdict == MC_GRADER_ERROR ? MC_GRADER_ERROR : MC_SKIPPED,
			      (struct mc_reason){ .code = MC_REASON_NEED_FAILED, .subject = need->test->id });
		return NULL;
	}
	if (missing && !judges[out->test->kind]->sees_missing) {
		mc_judge_fail(out, MC_ERROR,
			      (struct mc_reason){ .code = MC_REASON_MISSING_FILE, .subject = missing });
		return NULL;
	}
	uint64_t start_us = mc_clock_us();
	MC_AUTOPTR(mc_err) err = judge(job, out);

	if (out->wall_us == 0)
		out->wall_us = mc_clock_us() - start_us;
	if (err && err->code == MC_E_INTERRUPTED)
		return MC_TAKE(err);
	if (err)
		mc_judge_fail(out, err->code == MC_E_LIMIT ? MC_ERROR : MC_GRADER_ERROR, failure(job, err));
	return NULL;
}

static struct mc_err *judge_all(struct mc_job *job, const bool *wanted, const char *missing)
{
	bool is_over = false;

	for (size_t k = 0; k < job->exercise->test_count; k++) {
		size_t i = job->exercise->order[k];

		if (wanted[i] && !is_over)
			MC_TRY(judge_one(job, &job->result->tests[i], missing));
		else
			mc_judge_fail(&job->result->tests[i], MC_NOT_RUN,
				      (struct mc_reason){ .code = MC_REASON_FILTERED });
		is_over |= job->options->stops_at_failure && job->result->tests[i].verdict != MC_PASS;
	}
	return NULL;
}

static bool needs_loopback(const struct mc_exercise *exercise)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (judges[exercise->tests[i].kind]->needs_loopback)
			return true;
	}
	return false;
}

/* Where there can be no network, the tests that need none are judged all the same. */
static struct mc_err *begin(struct mc_job *job)
{
	struct mc_sandbox_needs needs = { .disk_mb = job->exercise->limits.disk_mb,
					  .has_loopback = needs_loopback(job->exercise) };
	struct mc_err *err = mc_sandbox_begin_with(job->sandbox, &job->laid, &needs);

	if (err && err->code == MC_E_UNSUPPORTED && needs.has_loopback) {
		mc_err_drop(err);
		needs.has_loopback = false;
		err = mc_sandbox_begin_with(job->sandbox, &job->laid, &needs);
	}
	job->has_loopback = needs.has_loopback;
	return err;
}

/* Lays the files and builds. A failure here is ours: every test that needs the sandbox gets it. */
static struct mc_err *prepare(struct mc_job *job)
{
	mc_judge_lay(&job->laid, job->exercise, &job->submission->tree);
	MC_TRY(begin(job));
	job->is_laid = true;
	if (job->exercise->build.count > 0)
		MC_TRY(mc_judge_build_step(job));
	return NULL;
}

static void refuse_all(struct mc_job *job, const struct mc_err *err)
{
	for (size_t i = 0; i < job->exercise->test_count; i++)
		mc_judge_fail(&job->result->tests[i], MC_GRADER_ERROR, failure(job, err));
}

static struct mc_err *run_job(struct mc_job *job, const bool *wanted)
{
	const char *missing = missing_file(job);

	if (!missing && needs_sandbox(job->exercise, wanted)) {
		MC_AUTOPTR(mc_err) err = prepare(job);

		if (err && err->code == MC_E_INTERRUPTED)
			return MC_TAKE(err);
		if (err) {
			refuse_all(job, err);
			return NULL;
		}
	}
	return judge_all(job, wanted, missing);
}

struct mc_err *mc_run_check_options(const struct mc_run_options *options, const struct mc_exercise *exercise)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const char **ids = mc_arena_alloc(&arena, exercise->test_count * sizeof(*ids));

	for (size_t i = 0; i < exercise->test_count; i++)
		ids[i] = exercise->tests[i].id;
	for (size_t k = 0; k < options->only_count; k++) {
		const char *id = options->only[k];
		const char *nearest = mc_str_nearest(id, ids, exercise->test_count);

		if (mc_exercise_find(exercise, id) < exercise->test_count)
			continue;
		struct mc_err *err =
			mc_err_new(MC_E_INPUT, _("the exercise '%s' has no test '%s'"), exercise->id, id);

		return nearest ? mc_err_hint(err, _("did you mean '%s'?"), nearest) : err;
	}
	return NULL;
}

struct mc_err *mc_run(struct mc_result *result, struct mc_sandbox *sandbox,
		      const struct mc_exercise *exercise, const struct mc_submission *submission,
		      const struct mc_run_options *options)
{
	uint64_t start_us = mc_clock_us();
	MC_AUTO(mc_result) made = begin_result(exercise, submission->name, &submission->commit);
	MC_AUTO(mc_job) job = { .result = &made,
				.sandbox = sandbox,
				.exercise = exercise,
				.submission = submission,
				.options = options,
				.laid = MC_TREE_INIT };
	bool *wanted = wanted_tests(exercise, options);

	mc_sandbox_set_env(sandbox, options->env);
	made.protection = *mc_sandbox_protection(sandbox);
	copy_skips(&made, &submission->tree);
	hash_tree(made.tree_hash, &submission->tree);
	made.tests = mc_arena_alloc(&made.arena, exercise->test_count * sizeof(*made.tests));
	made.test_count = exercise->test_count;
	for (size_t i = 0; i < exercise->test_count; i++)
		made.tests[i].test = &exercise->tests[i];
	struct mc_err *err = run_job(&job, wanted);

	free(wanted);
	if (err)
		return err;
	mc_result_total(&made);
	made.wall_us = mc_clock_us() - start_us;
	*result = made;
	made = (struct mc_result){ 0 };
	return NULL;
}
