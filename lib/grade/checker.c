/* SPDX-License-Identifier: MIT */
#include "grade/checker.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "os/sandbox_live.h"
#include "result/reason.h"

#define INPUT "case/input"
#define ANSWER "case/answer"
#define FEEDBACK "feedback/"

/* What is taken of a text that a checker writes; and how long it may take to end by itself when the program
 * has crashed, before it is told that no more input comes. */
enum { MESSAGE_MAX_BYTES = 4096, GRACE_MS = 50 };

enum feedback { TEAM_MESSAGE, JUDGE_MESSAGE, SCORE, MULTIPLIER, FEEDBACK_FILES };

static const char *const feedback_files[] = { [TEAM_MESSAGE] = FEEDBACK "teammessage.txt",
					      [JUDGE_MESSAGE] = FEEDBACK "judgemessage.txt",
					      [SCORE] = FEEDBACK "score.txt",
					      [MULTIPLIER] = FEEDBACK "score_multiplier.txt" };

/* ---- getting ready ---- */

static void lay(struct mc_tree *tree, const struct mc_exercise *exercise, const struct mc_checker *checker)
{
	if (checker->files.count > 0) {
		mc_tree_overlay(tree, &checker->files, "");
	} else {
		mc_tree_overlay(tree, &exercise->tests_files, "tests/");
		mc_tree_overlay(tree, &exercise->private_files, "private/");
	}
	mc_tree_add(tree, FEEDBACK ".keep", "", 0, false);
	mc_tree_sort(tree);
}

/* The last words of a program, which say best why it ended. */
static const char *last_words(struct mc_job *job, const struct mc_sandbox_result *ran)
{
	struct mc_str text = mc_str_trim((struct mc_str){ ran->err.ptr, ran->err.len });

	if (text.len > MESSAGE_MAX_BYTES)
		text = (struct mc_str){ text.ptr + text.len - MESSAGE_MAX_BYTES, MESSAGE_MAX_BYTES };
	return mc_arena_copy(&job->result->arena, text.ptr, text.len);
}

static const char *explain(struct mc_job *job, const char *what, const struct mc_sandbox_result *ran)
{
	const char *words = last_words(job, ran);

	return *words ? mc_arena_format(&job->result->arena, "%s: %s", what, words)
		      : mc_arena_strdup(&job->result->arena, what);
}

static struct mc_err *build(const char **broken, struct mc_job *job, const struct mc_checker *checker)
{
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	const struct mc_sandbox_run run = { .argv = checker->build.items,
					    .limits = checker->build_limits,
					    .keeps_files = true };

	MC_TRY(mc_sandbox_run(&ran, job->twin, &run));
	if (ran.ending != MC_END_EXIT || ran.exit_status != 0)
		*broken = explain(job, _("it cannot be built"), &ran);
	return NULL;
}

struct mc_err *mc_checker_prepare(const char **broken, struct mc_job *job, const struct mc_data_test *data)
{
	const struct mc_checker *checker = data->checker;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	*broken = NULL;
	if (job->checker == checker)
		return NULL;
	mc_checker_release(job);
	MC_TRY(mc_sandbox_twin(&job->twin, job->sandbox));
	lay(&tree, job->exercise, checker);
	MC_TRY(mc_sandbox_begin(job->twin, &tree, checker->build_limits.disk_mb));
	job->is_twin_laid = true;
	if (checker->build.count > 0)
		MC_TRY(build(broken, job, checker));
	if (!*broken)
		job->checker = checker;
	return NULL;
}

void mc_checker_release(struct mc_job *job)
{
	if (job->is_twin_laid)
		mc_err_drop(mc_sandbox_end(job->twin));
	if (job->twin)
		mc_sandbox_set_env(job->twin, NULL);
	job->is_twin_laid = false;
	job->checker = NULL;
	job->is_reference_laid = false;
}

/* ---- what it says ---- */

static const char *read_message(struct mc_job *job, const struct mc_sandbox_file *file)
{
	if (!file->data)
		return NULL;
	struct mc_str text = mc_str_trim((struct mc_str){ file->data, file->len });

	text.len = mc_utf8_cut(text.ptr, text.len, MESSAGE_MAX_BYTES);
	return text.len > 0 ? mc_arena_copy(&job->result->arena, text.ptr, text.len) : NULL;
}

/* A number from 0 to most in a file of the checker; name is told when it holds something else. */
static void read_number(struct mc_checked *checked, struct mc_job *job, const struct mc_sandbox_file *file,
			const char *name, double most)
{
	const char *text = read_message(job, file);
	char *end = NULL;

	/* strtod() takes the numbers of the C locale: LC_NUMERIC is never set. */
	checked->score = text ? strtod(text, &end) : -1;
	checked->has_score = text && !*end && checked->score >= 0 && checked->score <= most;
	if (!checked->has_score)
		checked->broken =
			mc_arena_format(&job->result->arena, _("'%s' in %s is no number from 0 to %g"),
					text ? text : "", name, most);
}

/* Points or a share: score.txt has what the format says, score_multiplier.txt always has a share. */
static void read_score(struct mc_checked *checked, struct mc_job *job, const struct mc_data_test *data,
		       const struct mc_sandbox_file *files)
{
	bool has_points = files[SCORE].data;
	bool has_share = files[MULTIPLIER].data && !data->ignores_multiplier;

	if (has_points && has_share)
		checked->broken = _("it writes both score.txt and score_multiplier.txt");
	else if ((has_points || has_share) && data->forbids_score)
		checked->broken = has_points
					  ? _("it writes score.txt, but the problem has no scores of its own")
					  : _("it writes score_multiplier.txt, but the problem has no "
					      "scores of its own");
	else if (has_points)
		read_number(checked, job, &files[SCORE], "score.txt",
			    data->gives_points ? MC_DATA_MAX_POINTS : 1);
	else if (has_share)
		read_number(checked, job, &files[MULTIPLIER], "score_multiplier.txt", 1);
	else if (data->needs_score)
		checked->broken = _("it accepts, but writes no score.txt");
	checked->is_share = has_share || !data->gives_points;
}

static const char *ending_words(struct mc_job *job, const struct mc_sandbox_result *ran)
{
	if (ran->ending == MC_END_NOT_STARTED)
		return mc_arena_format(&job->result->arena, _("it cannot be started: %s"),
				       strerror(ran->start_errno));
	if (ran->ending != MC_END_EXIT)
		return mc_arena_format(&job->result->arena, _("it was stopped (%s)"),
				       mc_ending_name(ran->ending));
	return mc_arena_format(&job->result->arena,
			       _("it ended with exit status %d; 42 accepts and 43 rejects"),
			       ran->exit_status);
}

static struct mc_checked read_result(struct mc_job *job, const struct mc_data_test *data,
				     const struct mc_sandbox_result *ran)
{
	struct mc_checked checked = { .is_accepted = ran->exit_status == MC_CHECKER_ACCEPTS };
	bool has_verdict =
		ran->ending == MC_END_EXIT && (checked.is_accepted || ran->exit_status == MC_CHECKER_REJECTS);

	if (!has_verdict) {
		checked.broken = explain(job, ending_words(job, ran), ran);
		return checked;
	}
	checked.message = read_message(job, &ran->files[TEAM_MESSAGE]);
	checked.teacher_note = read_message(job, &ran->files[JUDGE_MESSAGE]);
	if (checked.is_accepted)
		read_score(&checked, job, data, ran->files);
	else if (data->gives_points && ran->files[SCORE].data)
		checked.broken = _("it rejects, but writes score.txt");
	return checked;
}

/* ---- running it ---- */

static struct mc_texts argv_of(struct mc_job *job, const struct mc_checker *checker,
			       const struct mc_data_case *item)
{
	static const char *const names[] = { INPUT, ANSWER, FEEDBACK };
	size_t count = checker->run.count + MC_COUNT(names) + checker->flags.count + item->checker_args.count;
	struct mc_texts argv = { mc_arena_alloc(&job->result->arena, (count + 1) * sizeof(*argv.items)), 0 };

	for (size_t i = 0; i < checker->run.count; i++)
		argv.items[argv.count++] = checker->run.items[i];
	for (size_t i = 0; i < MC_COUNT(names); i++)
		argv.items[argv.count++] = names[i];
	for (size_t i = 0; i < checker->flags.count; i++)
		argv.items[argv.count++] = checker->flags.items[i];
	for (size_t i = 0; i < item->checker_args.count; i++)
		argv.items[argv.count++] = item->checker_args.items[i];
	return argv;
}

/* The files of a case; their bytes stay the spec's. */
static void add_case(struct mc_tree *tree, const struct mc_data_case *item)
{
	const struct mc_tree_file input = { .path = INPUT, .data = item->input.ptr, .len = item->input.len };
	const struct mc_tree_file answer = { .path = ANSWER,
					     .data = item->answer.text,
					     .len = item->answer.len };

	mc_tree_share(tree, &input);
	mc_tree_share(tree, &answer);
	mc_tree_sort(tree);
}

struct mc_err *mc_checker_judge(struct mc_checked *checked, struct mc_job *job,
				const struct mc_data_test *data, const struct mc_data_case *item,
				struct mc_str output)
{
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	MC_AUTO(mc_tree) extra = MC_TREE_INIT;
	const struct mc_texts argv = argv_of(job, data->checker, item);
	const struct mc_sandbox_run run = { .argv = argv.items,
					    .input = output.ptr,
					    .input_len = output.len,
					    .limits = data->checker->limits,
					    .extra = &extra,
					    .collect = feedback_files,
					    .collect_count = FEEDBACK_FILES };

	add_case(&extra, item);
	MC_TRY(mc_sandbox_run(&ran, job->twin, &run));
	*checked = read_result(job, data, &ran);
	return NULL;
}

/* ---- talking ---- */

/* A program that talks with the other one. */
struct side {
	struct mc_live *live;
	size_t relayed;
	bool has_ended;
	struct mc_sandbox_result result; /* once has_ended */
};

struct talk {
	struct side checker;
	struct side program;
	bool is_decided; /* the checker rejected while the program had not ended */
	bool is_behind;	 /* the checker went on when the program had ended */
};

static void talk_release(struct talk *talk)
{
	mc_sandbox_result_release(&talk->checker.result);
	mc_sandbox_result_release(&talk->program.result);
	mc_live_free(talk->checker.live);
	mc_live_free(talk->program.live);
}

/* Hands on what is new. Unlike mc_live_relay() it keeps the input of the other open as long as this program
 * lives: problemtools does so, and verdicts depend on it. */
static void relay(struct side *to, struct side *from)
{
	struct mc_str all = from->has_ended ? (struct mc_str){ from->result.out.ptr, from->result.out.len }
					    : mc_live_output(from->live);

	if (!to->has_ended && all.len > from->relayed)
		mc_live_say(to->live, (struct mc_str){ all.ptr + from->relayed, all.len - from->relayed });
	from->relayed = all.len;
}

static struct mc_err *take_end(struct side *side, const struct mc_live_state *state)
{
	if (side->has_ended || !state->has_ended)
		return NULL;
	MC_TRY(mc_live_end(&side->result, side->live));
	side->has_ended = true;
	return NULL;
}

static struct mc_err *wait_once(struct talk *talk, int timeout_ms)
{
	struct mc_live *const both[] = { talk->checker.live, talk->program.live };
	struct mc_live_state states[MC_COUNT(both)];

	if (!talk->checker.has_ended && !talk->program.has_ended) {
		MC_TRY(mc_live_wait_all(states, both, MC_COUNT(both), NULL, 0, timeout_ms));
		MC_TRY(take_end(&talk->checker, &states[0]));
		return take_end(&talk->program, &states[1]);
	}
	struct side *left = talk->checker.has_ended ? &talk->program : &talk->checker;

	MC_TRY(mc_live_wait(states, left->live, NULL, 0, timeout_ms));
	return take_end(left, states);
}

static bool is_clean(const struct mc_sandbox_result *result)
{
	return result->ending == MC_END_EXIT && result->exit_status == 0;
}

static bool has_verdict(const struct side *checker, int status)
{
	return checker->has_ended && checker->result.ending == MC_END_EXIT &&
	       checker->result.exit_status == status;
}

/* The program is at its end. When that was a crash, the checker may have rejected it just before. */
static struct mc_err *close_program(struct talk *talk)
{
	if (!is_clean(&talk->program.result) && !talk->checker.has_ended)
		MC_TRY(wait_once(talk, GRACE_MS));
	talk->is_decided = has_verdict(&talk->checker, MC_CHECKER_REJECTS);
	relay(&talk->checker, &talk->program);
	if (!talk->checker.has_ended)
		mc_live_close_input(talk->checker.live);
	while (!talk->checker.has_ended)
		MC_TRY(wait_once(talk, -1));
	return NULL;
}

/* The checker is at its end. Only after a yes does it matter what the program still does. */
static struct mc_err *close_checker(struct talk *talk)
{
	talk->is_decided = has_verdict(&talk->checker, MC_CHECKER_REJECTS);
	relay(&talk->program, &talk->checker);
	mc_live_close_input(talk->program.live);
	if (!has_verdict(&talk->checker, MC_CHECKER_ACCEPTS))
		MC_TRY(mc_live_stop(talk->program.live));
	while (!talk->program.has_ended)
		MC_TRY(wait_once(talk, -1));
	return NULL;
}

static struct mc_err *talk_on(struct talk *talk)
{
	while (!talk->checker.has_ended && !talk->program.has_ended) {
		MC_TRY(wait_once(talk, -1));
		relay(&talk->program, &talk->checker);
		if (!talk->program.has_ended)
			relay(&talk->checker, &talk->program);
	}
	talk->is_behind = talk->program.has_ended;
	return talk->is_behind ? close_program(talk) : close_checker(talk);
}

static struct mc_err *start(struct talk *talk, struct mc_job *job, const struct mc_data_test *data,
			    const struct mc_data_case *item, const struct mc_sandbox_run *program)
{
	MC_AUTO(mc_tree) extra = MC_TREE_INIT;
	const struct mc_texts argv = argv_of(job, data->checker, item);
	struct mc_live_plan plan = { .run = { .argv = argv.items,
					      .limits = data->checker->limits,
					      .extra = &extra,
					      .collect = feedback_files,
					      .collect_count = FEEDBACK_FILES } };
	struct mc_live_plan theirs = { .run = *program };

	add_case(&extra, item);
	/* While both wait for each other, it is the program whose time is up first. */
	plan.run.limits.wall_ms += program->limits.wall_ms;
	plan.run.limits.output_kb = program->limits.output_kb > plan.run.limits.output_kb
					    ? program->limits.output_kb
					    : plan.run.limits.output_kb;
	theirs.run.input = NULL;
	theirs.run.input_len = 0;
	MC_TRY(mc_live_start(&talk->checker.live, job->twin, &plan));
	return mc_live_start(&talk->program.live, job->sandbox, &theirs);
}

struct mc_err *mc_checker_talk(struct mc_checked *checked, struct mc_sandbox_result *ran, struct mc_job *job,
			       const struct mc_data_test *data, const struct mc_data_case *item,
			       const struct mc_sandbox_run *program)
{
	__attribute__((cleanup(
		talk_release))) struct talk talk = { .checker = { .result = MC_SANDBOX_RESULT_INIT },
						     .program = { .result = MC_SANDBOX_RESULT_INIT } };

	MC_TRY(start(&talk, job, data, item, program));
	MC_TRY(talk_on(&talk));
	*checked = read_result(job, data, &talk.checker.result);
	checked->is_decided = talk.is_decided;
	checked->is_behind = talk.is_behind;
	*ran = talk.program.result;
	talk.program.result = (struct mc_sandbox_result)MC_SANDBOX_RESULT_INIT;
	return NULL;
}
