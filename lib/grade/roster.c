/* SPDX-License-Identifier: MIT */
#include "grade/roster.h"

#include <string.h>

#include "base/i18n.h"
#include "course/npm.h"
#include "ext/json_write.h"
#include "foreign/open.h"
#include "grade/hiding.h"
#include "grade/pool.h"
#include "grade/proof.h"
#include "os/exe.h"
#include "result/reason.h"
#include "result/result_json.h"

/* What stands before the texts in the answer of a grading process. */
struct header {
	enum mc_verdict verdict;
	int64_t points;
	int64_t max;
	size_t id_len;
	size_t reason_len;
};

static struct mc_err *open_spec(void **state, void *context)
{
	const struct mc_roster *roster = context;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	MC_TRY(mc_spec_open(&exercise, NULL, roster->exercise_dir));
	MC_TRY(mc_run_check_options(&roster->run, exercise));
	if (!roster->takes_unverified)
		MC_TRY(mc_proof_demand(exercise));
	*state = MC_TAKE(exercise);
	return NULL;
}

static struct mc_err *judge(struct mc_result *result, const struct mc_roster *roster,
			    const struct mc_exercise *exercise, struct mc_sandbox *sandbox, const char *place)
{
	MC_AUTO(mc_submission) submission = MC_SUBMISSION_INIT;
	MC_AUTOPTR(mc_err) err = mc_submission_read(&submission, place, roster->revision, exercise);

	if (!err)
		return mc_run(result, sandbox, exercise, &submission, &roster->run);
	mc_run_refuse_unread(result, exercise, place, err);
	result->protection = *mc_sandbox_protection(sandbox);
	return NULL;
}

static struct mc_err *work(struct mc_buf *answer, void *state, void *context, struct mc_sandbox *sandbox,
			   size_t index)
{
	const struct mc_roster *roster = context;
	const struct mc_exercise *exercise = state;
	MC_AUTO(mc_result) result = { 0 };
	MC_AUTO(mc_buf) reason = MC_BUF_INIT;

	MC_TRY(judge(&result, roster, exercise, sandbox, roster->submissions[index]));
	mc_result_print_first_reason(&reason, &result, false);
	const struct header header = { .verdict = result.verdict,
				       .points = result.points,
				       .max = result.max,
				       .id_len = strlen(exercise->id),
				       .reason_len = reason.len };
	const struct mc_result_json view = { .lang = roster->run.lang, .shows_hidden = roster->shows_hidden };
	struct mc_json_writer writer = MC_JSON_WRITER(answer, false);

	mc_buf_add(answer, &header, sizeof(header));
	mc_buf_add(answer, exercise->id, header.id_len + 1);
	mc_buf_add(answer, reason.ptr, reason.len + 1);
	mc_result_write_json(&writer, &result, &view);
	return NULL;
}

/* A piece of work that failed as a whole still is an answer: a grader-error with a document of its own. The
 * parent has not read the spec so far, because it did not need it. */
static struct mc_err *done_err(const struct mc_roster *roster, size_t index, const struct mc_err *err)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTO(mc_result) result = { 0 };
	MC_AUTO(mc_buf) json = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&json, false);
	const struct mc_result_json view = { .lang = roster->run.lang };

	MC_TRY(mc_spec_open(&exercise, NULL, roster->exercise_dir));
	mc_run_refuse(&result, exercise, roster->submissions[index], MC_GRADER_ERROR, MC_REASON_INTERNAL,
		      err->msg);
	mc_result_write_json(&writer, &result, &view);
	const struct mc_roster_answer answer = { .index = index,
						 .verdict = MC_GRADER_ERROR,
						 .max = result.max,
						 .exercise = exercise->id,
						 .json = { json.ptr, json.len },
						 .reason = err->msg };

	return roster->done(roster->context, &answer);
}

static struct mc_err *done(void *context, size_t index, struct mc_str bytes, const struct mc_err *err)
{
	const struct mc_roster *roster = context;
	struct header header;

	if (err)
		return err->code == MC_E_INTERRUPTED ? mc_err_new(err->code, "%s", err->msg)
						     : done_err(roster, index, err);
	memcpy(&header, bytes.ptr, sizeof(header));
	const char *id = bytes.ptr + sizeof(header);
	const char *reason = id + header.id_len + 1;
	const char *json = reason + header.reason_len + 1;
	const struct mc_roster_answer answer = {
		.index = index,
		.verdict = header.verdict,
		.points = header.points,
		.max = header.max,
		.exercise = id,
		.reason = reason,
		.json = { json, (size_t)(bytes.ptr + bytes.len - json) },
	};

	return roster->done(roster->context, &answer);
}

struct mc_err *mc_roster_run(const struct mc_roster *roster)
{
	MC_AUTO(mc_hiding) hiding = MC_HIDING_INIT;
	MC_AUTOTEXT node_modules = mc_npm_find(roster->exercise_dir);

	mc_hiding_add_course(&hiding, roster->exercise_dir);
	for (size_t i = 0; i < roster->count; i++)
		mc_hiding_add(&hiding, roster->submissions[i]);
	const struct mc_pool pool = {
		.jobs = roster->jobs ? roster->jobs : mc_cpu_count(),
		.count = roster->count,
		.sandbox = { .minimum = roster->minimum,
			     .is_pinned = true,
			     .hide = (const char *const *)hiding.paths,
			     .hide_count = hiding.count,
			     .node_modules = node_modules },
		.context = (void *)(uintptr_t)roster,
		.open = open_spec,
		.work = work,
		.done = done,
	};

	return mc_pool_run(&pool);
}
