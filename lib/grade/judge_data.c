/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "grade/checker.h"
#include "grade/data_score.h"
#include "grade/judge.h"
#include "result/compare.h"
#include "result/reason.h"

/* A test of cases while it is being judged. */
struct run {
	struct mc_job *job;
	struct mc_test_result *out;
	const struct mc_data_test *data;
	struct mc_test_result *ones; /* what each case came to; not judged ones have the verdict not-run */
	struct mc_data_outcome *groups;
	bool *has_group;
	size_t next;   /* the case that comes next */
	unsigned kept; /* severity of the case whose texts out has; 0: none yet */
	bool is_ours;  /* a case became a failure of ours: nothing more is run */
	size_t ours;   /* that case */
};

/* ---- one case ---- */

/* The arguments of a case stand behind those of the test; a line for the shell gets them as "$@". */
static struct mc_texts argv_of(const struct run *run, const struct mc_data_case *item)
{
	const struct mc_texts *base = &run->out->test->run;
	struct mc_arena *arena = &run->job->result->arena;
	bool is_line = base->count == 3 && !strcmp(base->items[0], "sh") && !strcmp(base->items[1], "-c");
	struct mc_texts argv = {
		mc_arena_alloc(arena, (base->count + item->args.count + 2) * sizeof(*argv.items)), 0
	};

	if (item->args.count == 0)
		return *base;
	for (size_t i = 0; i < base->count; i++)
		argv.items[argv.count++] = base->items[i];
	if (is_line) {
		argv.items[2] = mc_arena_format(arena, "%s \"$@\"", base->items[2]);
		argv.items[argv.count++] = "sh";
	}
	for (size_t i = 0; i < item->args.count; i++)
		argv.items[argv.count++] = item->args.items[i];
	return argv;
}

static bool blames_worst(const struct mc_data_test *data)
{
	bool blames = false;

	for (size_t i = 0; i < data->group_count; i++)
		blames |= data->groups[i].blames_worst;
	return blames;
}

/* Keeps the texts of the case that explains most; those of thousands of others would only fill the memory. */
static void keep_texts(struct run *run, const struct mc_data_case *item, const struct mc_test_result *one,
		       const struct mc_sandbox_result *ran)
{
	struct mc_test_result *out = run->out;
	unsigned severity = mc_data_severity(one->reason.code);

	if (run->kept > 0 && (severity <= run->kept || !blames_worst(run->data)))
		return;
	run->kept = severity;
	out->failed_case = item;
	out->expect = one->expect;
	out->teacher_note = one->teacher_note;
	out->lost_bytes = 0;
	if (out->expect) {
		out->actual = mc_job_keep(run->job, ran->out.ptr, ran->out.len);
		out->lost_bytes = ran->out_lost;
		out->output = mc_job_keep(run->job, ran->err.ptr, ran->err.len);
	} else {
		mc_job_keep_output(run->job, out, ran);
	}
}

static struct mc_err *compare(struct run *run, const struct mc_data_case *item, struct mc_test_result *one,
			      const struct mc_sandbox_result *ran)
{
	MC_AUTO(mc_comparison_outcome) outcome = MC_COMPARISON_OUTCOME_INIT;

	MC_TRY_AS(mc_compare_texts(&outcome, &item->answer, ran->out.ptr, ran->out.len), "%s", item->name);
	if (outcome.reason == MC_REASON_NONE)
		return NULL;
	one->expect = &item->answer;
	mc_judge_fail(one, MC_FAIL,
		      (struct mc_reason){ .code = outcome.reason,
					  .subject = "stdout",
					  .got = (int64_t)outcome.line,
					  .detail = outcome.detail.len
							    ? mc_arena_strdup(&run->job->result->arena,
									      outcome.detail.ptr)
							    : NULL });
	return NULL;
}

/* What the checker says becomes the verdict of the case; share is the part of the points of an accepted one.
 */
static void take_checked(struct run *run, struct mc_test_result *one, double *score,
			 const struct mc_checked *checked)
{
	one->teacher_note = checked->teacher_note;
	if (checked->broken)
		mc_judge_fail(one, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_CHECKER_BROKEN,
						  .detail = checked->broken });
	else if (!checked->is_accepted)
		mc_judge_fail(one, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_CHECKER, .detail = checked->message });
	else if (checked->has_score && !checked->is_share)
		*score = checked->score * 1000;
	else if (checked->has_score)
		*score *= checked->score;
	if (one->verdict == MC_PASS && checked->has_score && !run->data->gives_points && checked->score < 1) {
		one->verdict = checked->score > 0 ? MC_PARTIAL : MC_FAIL;
		one->reason = (struct mc_reason){ .code = MC_REASON_SCORE, .detail = checked->message };
	}
}

/* Whether the program ended as it should. */
static bool has_ended_well(struct run *run, struct mc_test_result *one, const struct mc_sandbox_run *program,
			   const struct mc_sandbox_result *ran)
{
	const struct mc_texts argv = { (const char **)program->argv, run->out->test->run.count };
	int want = run->out->test->exit_status;

	if (!mc_job_has_ended(run->job, one, &argv, &program->limits, ran))
		return false;
	if (want == MC_EXIT_ANY || ran->exit_status == want)
		return true;
	mc_judge_fail(one, MC_FAIL,
		      (struct mc_reason){
			      .code = MC_REASON_EXIT_STATUS, .got = ran->exit_status, .want = want });
	return false;
}

static void add_usage(struct mc_test_result *out, const struct mc_test_result *one)
{
	out->wall_us += one->wall_us;
	out->cpu_us += one->cpu_us;
	out->rss_kb = one->rss_kb > out->rss_kb ? one->rss_kb : out->rss_kb;
}

/* A program that runs by itself. */
static struct mc_err *run_alone(struct run *run, const struct mc_data_case *item, struct mc_test_result *one,
				double *score, struct mc_sandbox_result *ran,
				const struct mc_sandbox_run *program)
{
	struct mc_checked checked;

	MC_TRY(mc_sandbox_run(ran, run->job->sandbox, program));
	if (!has_ended_well(run, one, program, ran))
		return NULL;
	if (!run->data->checker)
		return compare(run, item, one, ran);
	MC_TRY(mc_checker_judge(&checked, run->job, run->data, item,
				(struct mc_str){ ran->out.ptr, ran->out.len }));
	take_checked(run, one, score, &checked);
	return NULL;
}

/* A program that talks with the checker. One that rejected first is beyond what became of the program, and so
 * is a broken one; unless the program crashed or broke a limit before: a checker whose input ends in the
 * middle is easily broken by that. */
static struct mc_err *run_talking(struct run *run, const struct mc_data_case *item,
				  struct mc_test_result *one, double *score, struct mc_sandbox_result *ran,
				  const struct mc_sandbox_run *program)
{
	struct mc_checked checked;

	MC_TRY(mc_checker_talk(&checked, ran, run->job, run->data, item, program));
	bool counts = checked.is_decided || (checked.broken && !checked.is_behind);

	if (counts || has_ended_well(run, one, program, ran))
		take_checked(run, one, score, &checked);
	return NULL;
}

static struct mc_err *run_case(struct run *run, const struct mc_data_case *item, struct mc_test_result *one,
			       double *score)
{
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	const struct mc_checker *checker = run->data->checker;
	const struct mc_texts argv = argv_of(run, item);
	const struct mc_sandbox_run program = { .argv = argv.items,
						.env = run->out->test->env.items,
						.input = item->input.ptr,
						.input_len = item->input.len,
						.limits = mc_job_limits(run->job, run->out->test),
						.keeps_files = run->job->exercise->keeps_files };

	MC_TRY((checker && checker->is_interactive ? run_talking : run_alone)(run, item, one, score, &ran,
									      &program));
	mc_job_keep_usage(one, &ran);
	add_usage(run->out, one);
	if (one->verdict != MC_PASS)
		keep_texts(run, item, one, &ran);
	return NULL;
}

static struct mc_err *judge_case(struct mc_data_outcome *outcome, struct run *run, size_t index)
{
	const struct mc_data_case *item = &run->data->cases[index];
	const struct mc_data_group *group = &run->data->groups[item->group];
	struct mc_test_result *one = &run->ones[index];
	double score = group->accept;

	one->test = run->out->test;
	one->verdict = MC_PASS;
	MC_TRY(run_case(run, item, one, &score));
	run->is_ours = one->verdict == MC_GRADER_ERROR;
	run->ours = index;
	outcome->is_accepted = one->verdict == MC_PASS || one->reason.code == MC_REASON_SCORE;
	outcome->is_full = one->verdict == MC_PASS;
	outcome->score = outcome->is_accepted ? score : group->reject;
	outcome->blamed = index;
	outcome->severity = outcome->is_accepted ? 0 : mc_data_severity(one->reason.code);
	one->points = mc_data_points(outcome->score, INT64_MAX);
	return NULL;
}

/* ---- groups ---- */

static bool is_inside(const struct mc_data_test *data, size_t group, size_t outer)
{
	while (group != outer && group != 0)
		group = data->groups[group].parent;
	return group == outer;
}

/* The group directly in outer that group lies in. */
static size_t child_of(const struct mc_data_test *data, size_t group, size_t outer)
{
	while (data->groups[group].parent != outer)
		group = data->groups[group].parent;
	return group;
}

/* Judges all of a group, in order; groups are no deeper in each other than folders are read. */
static struct mc_err *judge_group(struct run *run, size_t index)
{
	const struct mc_data_test *data = run->data;
	struct mc_data_outcome *children = mc_alloc_zero(data->case_count + 1, sizeof(*children));
	struct mc_err *err = NULL;
	size_t count = 0;
	bool is_open = true;

	while (!err && run->next < data->case_count && is_inside(data, data->cases[run->next].group, index)) {
		size_t group = data->cases[run->next].group;
		struct mc_data_outcome *child = &children[count];

		if (!is_open || run->is_ours) {
			run->next++;
			continue;
		}
		if (group == index) {
			err = judge_case(child, run, run->next++);
		} else {
			group = child_of(data, group, index);
			err = judge_group(run, group);
			*child = run->groups[group];
		}
		count++;
		is_open = child->is_accepted || !data->groups[index].breaks;
	}
	run->groups[index] = mc_data_group_outcome(&data->groups[index], children, count);
	run->has_group[index] = count > 0;
	free(children);
	return err;
}

/* ---- the whole ---- */

static const char *sentence(struct mc_job *job, const struct mc_reason *reason)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (reason->code == MC_REASON_NONE)
		return NULL;
	mc_reason_print(&text, reason);
	return mc_arena_strdup(&job->result->arena, text.ptr);
}

static enum mc_verdict shown_verdict(const struct run *run, const struct mc_data_outcome *outcome,
				     int64_t points)
{
	if (outcome->is_accepted && outcome->is_full && !run->data->gives_points)
		return MC_PASS;
	if (points > 0)
		return MC_PARTIAL;
	return outcome->severity > 0 ? run->ones[outcome->blamed].verdict : MC_FAIL;
}

static void list_group(struct run *run, struct mc_case_result *entry, size_t index)
{
	const struct mc_data_group *group = &run->data->groups[index];
	const struct mc_data_outcome *outcome = &run->groups[index];
	int64_t points = mc_data_points(outcome->score, group->max);

	*entry = (struct mc_case_result){ .name = group->path, .verdict = MC_SKIPPED, .max = group->max };
	if (!run->has_group[index])
		return;
	entry->points = points;
	entry->verdict = shown_verdict(run, outcome, points);
	if (run->data->gives_points && outcome->is_accepted && points == group->max)
		entry->verdict = MC_PASS;
}

static void list_case(struct run *run, struct mc_case_result *entry, size_t index)
{
	const struct mc_data_case *item = &run->data->cases[index];
	const struct mc_data_group *group = &run->data->groups[item->group];
	const struct mc_test_result *one = &run->ones[index];

	*entry = (struct mc_case_result){ .name = item->name, .verdict = MC_SKIPPED };
	if (group->score == MC_DATA_SUM && group->accept > 0)
		entry->max = mc_data_points(group->accept, INT64_MAX);
	if (!one->test)
		return;
	entry->verdict = one->verdict;
	entry->wall_us = one->wall_us;
	entry->points = entry->max > 0 ? one->points : 0;
	entry->message = sentence(run->job, &one->reason);
	run->out->case_passed += one->verdict == MC_PASS;
}

/* Each group stands before the first of its cases. */
static void list_cases(struct run *run)
{
	const struct mc_data_test *data = run->data;
	struct mc_test_result *out = run->out;
	size_t group = 1;

	if (!data->folder)
		return;
	out->cases = mc_arena_alloc(&run->job->result->arena,
				    (data->case_count + data->group_count) * sizeof(*out->cases));
	out->case_count = data->case_count;
	for (size_t i = 0; i < data->case_count; i++) {
		for (; group <= data->cases[i].group; group++)
			list_group(run, &out->cases[out->case_list_count++], group);
		list_case(run, &out->cases[out->case_list_count++], i);
	}
}

static void conclude(struct run *run)
{
	const struct mc_data_outcome *whole = &run->groups[0];
	struct mc_test_result *out = run->out;
	size_t blamed = run->is_ours ? run->ours : whole->blamed;
	struct mc_reason reason = run->ones[blamed].reason;

	if (run->data->folder)
		reason.part = run->data->cases[blamed].name;
	if (run->is_ours) {
		mc_judge_fail(out, MC_GRADER_ERROR, reason);
		return;
	}
	if (!run->data->gives_points && whole->is_accepted && whole->is_full)
		return;
	if (run->data->is_pass_fail && whole->is_accepted)
		return;
	out->points = mc_data_points(whole->score, out->test->points);
	if (run->data->gives_points && !whole->is_accepted)
		out->points = 0;
	if (run->data->gives_points && whole->is_accepted && out->points == out->test->points)
		return;
	if (run->data->gives_points && whole->is_accepted)
		reason = (struct mc_reason){ .code = MC_REASON_SCORE };
	mc_judge_fail(out, shown_verdict(run, whole, out->points), reason);
}

static struct mc_err *judge_all(struct run *run)
{
	MC_TRY(judge_group(run, 0));
	list_cases(run);
	conclude(run);
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_data_test *data = out->test->data;
	struct run run = { .job = job, .out = out, .data = data };

	if (!mc_job_has_tools(out))
		return NULL;
	if (data->checker) {
		const char *broken = NULL;

		MC_TRY(mc_checker_prepare(&broken, job, data));
		if (broken) {
			mc_judge_fail(out, MC_GRADER_ERROR,
				      (struct mc_reason){ .code = MC_REASON_CHECKER_BROKEN,
							  .detail = broken });
			return NULL;
		}
	}
	run.ones = mc_alloc_zero(data->case_count + 1, sizeof(*run.ones));
	run.groups = mc_alloc_zero(data->group_count, sizeof(*run.groups));
	run.has_group = mc_alloc_zero(data->group_count, sizeof(*run.has_group));
	struct mc_err *err = judge_all(&run);

	free(run.ones);
	free(run.groups);
	free(run.has_group);
	return err;
}

const struct mc_judge mc_judge_data = { .needs_sandbox = true, .needs_build = true, .judge = judge };
const struct mc_judge mc_judge_checker = { .needs_sandbox = true, .needs_build = true, .judge = judge };
