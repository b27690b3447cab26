/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/batch_part.h"
#include "batch/toolchain.h"
#include "ext/json_write.h"
#include "foreign/open.h"
#include "grade/run.h"
#include "os/catalogue.h"
#include "result/result_json.h"

/* An exercise, and the programs that it needs here. */
struct opened {
	struct mc_exercise *exercise; /* NULL: not yet */
	struct mc_toolchain tools;
};

/* Lives as long as its child process, which ends without looking back. */
struct mc_batch_worker {
	const struct mc_batch *batch;
	struct mc_claims claims;
	struct opened *exercises; /* read when they are first needed */
	struct mc_buf lang;	  /* of messages of this process */
};

struct mc_err *mc_batch_worker_open(struct mc_batch_worker **worker, const struct mc_batch *batch)
{
	struct mc_batch_worker *made = mc_alloc_zero(1, sizeof(*made));

	*worker = made;
	made->batch = batch;
	made->exercises = mc_alloc_zero(batch->exercise_count, sizeof(*made->exercises));
	made->lang = (struct mc_buf)MC_BUF_INIT;
	mc_i18n_lang(&made->lang);
	made->claims = (struct mc_claims)MC_CLAIMS_INIT;
	return batch->is_part ? NULL : mc_claims_open(&made->claims, batch->store);
}

static struct mc_err *check_tools(const struct mc_toolchain *tools, const struct mc_batch_exercise *wanted)
{
	if (!strcmp(tools->fingerprint, wanted->tools))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_TOOL,
				      _("the programs of the exercise '%s' are other ones here, or now"),
				      wanted->id),
			   "%s", _("install the same ones on all machines, or run the same command again"));
}

static struct mc_err *open_exercise(struct opened *opened, const struct mc_batch_exercise *wanted)
{
	MC_AUTOPTR(mc_exercise) made = NULL;
	MC_AUTO(mc_toolchain) tools = MC_TOOLCHAIN_INIT;

	MC_TRY(mc_spec_open(&made, NULL, wanted->dir));
	if (strcmp(made->hash, wanted->spec) != 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the spec of the exercise '%s' was changed meanwhile"),
					      wanted->id),
				   "%s", _("run the same command again"));
	MC_TRY(mc_toolchain_find(&tools, made));
	MC_TRY(check_tools(&tools, wanted));
	opened->exercise = MC_TAKE(made);
	opened->tools = tools;
	tools = (struct mc_toolchain)MC_TOOLCHAIN_INIT;
	return NULL;
}

/* ---- judging ---- */

static struct mc_err *judge(struct mc_result *result, const struct mc_batch *batch,
			    const struct mc_batch_item *item, const struct mc_exercise *exercise,
			    struct mc_sandbox *sandbox)
{
	MC_AUTO(mc_submission) submission = MC_SUBMISSION_INIT;
	const struct mc_run_options options = { .lang = batch->langs[0] };
	MC_AUTOPTR(mc_err) err = mc_submission_read(&submission, item->repo, item->commit, exercise);

	if (err && err->code == MC_E_INTERRUPTED)
		return MC_TAKE(err);
	if (!err)
		return mc_run(result, sandbox, exercise, &submission, &options);
	mc_run_refuse_unread(result, exercise, item->name, err);
	result->protection = *mc_sandbox_protection(sandbox);
	return NULL;
}

/* ---- writing ---- */

/* The same files of two learners are one result: it must not say whose. */
static void make_nameless(struct mc_result *result)
{
	result->submission = NULL;
	result->commit = NULL;
	result->committed_s = 0;
}

static void write_tools(struct mc_json_writer *w, const struct mc_toolchain *tools)
{
	mc_json_key(w, "tools");
	mc_json_start(w, '[');
	for (size_t i = 0; i < tools->count; i++) {
		mc_json_start(w, '{');
		mc_json_key_text(w, "name", tools->items[i].name);
		mc_json_key_text(w, "hash", tools->items[i].hash);
		mc_json_end(w);
	}
	mc_json_end(w);
}

static void write_documents(struct mc_json_writer *w, const struct mc_batch_worker *worker,
			    const struct mc_result *result)
{
	mc_json_key(w, "documents");
	mc_json_start(w, '{');
	for (size_t i = 0; i < worker->batch->lang_count; i++) {
		const struct mc_result_json view = { .lang = worker->batch->langs[i] };

		mc_catalogue_use(view.lang);
		mc_json_key(w, view.lang);
		mc_result_write_json(w, result, &view);
	}
	mc_catalogue_use(worker->lang.ptr);
	mc_json_end(w);
}

static void write_stored(struct mc_buf *out, const struct mc_batch_worker *worker,
			 const struct mc_batch_item *item, const struct mc_result *result, const char *reason)
{
	const struct mc_batch_exercise *exercise = &worker->batch->exercises[item->exercise];
	struct mc_json_writer w = MC_JSON_WRITER(out, false);

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "schema", MC_STORED_SCHEMA);
	mc_json_key_text(&w, "key", item->key);
	mc_json_key_text(&w, "exercise", exercise->id);
	mc_json_key_text(&w, "spec", exercise->spec);
	mc_json_key_text(&w, "digest", item->digest);
	mc_json_key_text(&w, "toolchain", exercise->tools);
	write_tools(&w, &worker->exercises[item->exercise].tools);
	mc_json_key_text(&w, "version", MC_VERSION);
	mc_json_key_text(&w, "verdict", mc_verdict_name(result->verdict));
	mc_json_key(&w, "points");
	mc_json_thousandths(&w, result->points);
	mc_json_key(&w, "max");
	mc_json_thousandths(&w, result->max);
	mc_json_key_text(&w, "reason", reason);
	write_documents(&w, worker, result);
	mc_json_end(&w);
	mc_buf_addc(out, '\n');
}

/* ---- one item ---- */

static void add_reply(struct mc_buf *reply, enum mc_batch_state state, const struct mc_stored_head *head)
{
	const struct mc_batch_reply made = {
		.state = state, .verdict = head->verdict, .points = head->points, .max = head->max
	};

	mc_buf_add(reply, &made, sizeof(made));
	mc_buf_add(reply, head->reason.ptr, head->reason.len + 1);
}

static void summarize(struct mc_stored_head *head, const struct mc_batch_worker *worker,
		      const struct mc_result *result)
{
	head->verdict = result->verdict;
	head->points = result->points;
	head->max = result->max;
	mc_catalogue_use(worker->batch->langs[0]);
	mc_result_print_first_reason(&head->reason, result, false);
	mc_catalogue_use(worker->lang.ptr);
}

/* Computes what is claimed. What somebody else, who had no claim, stored before us is the result. */
static struct mc_err *compute(struct mc_buf *reply, struct mc_batch_worker *worker,
			      struct mc_sandbox *sandbox, const struct mc_batch_item *item)
{
	const struct mc_batch *batch = worker->batch;
	struct opened *opened = &worker->exercises[item->exercise];
	MC_AUTO(mc_result) result = { 0 };
	MC_AUTO(mc_stored_head) head = MC_STORED_HEAD_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	bool is_first = true;

	if (!opened->exercise)
		MC_TRY(open_exercise(opened, &batch->exercises[item->exercise]));
	if (!batch->is_part)
		mc_stored_sweep(batch->store, item->key);
	MC_TRY(judge(&result, batch, item, opened->exercise, sandbox));
	make_nameless(&result);
	summarize(&head, worker, &result);
	if (head.verdict != MC_GRADER_ERROR) {
		write_stored(&bytes, worker, item, &result, head.reason.ptr);
		MC_TRY(mc_stored_write(&is_first, batch->store, item->key,
				       (struct mc_str){ bytes.ptr, bytes.len }));
	}
	if (!is_first)
		MC_TRY(mc_stored_read_head(&head, batch->store, item->key));
	add_reply(reply, is_first ? MC_BATCH_COMPUTED : MC_BATCH_KNOWN, &head);
	return NULL;
}

/* What is damaged is as good as missing. */
static struct mc_err *look(bool *is_known, struct mc_stored_head *head, const struct mc_batch *batch,
			   const struct mc_batch_item *item)
{
	struct mc_err *err = mc_stored_read_head(head, batch->store, item->key);

	*is_known = !err;
	if (!err || (err->code != MC_E_NOTHING && err->code != MC_E_INPUT))
		return err;
	bool is_damaged = err->code == MC_E_INPUT;

	mc_err_drop(err);
	return is_damaged ? mc_stored_remove(batch->store, item->key) : NULL;
}

static struct mc_err *work_claimed(struct mc_buf *reply, struct mc_batch_worker *worker,
				   struct mc_sandbox *sandbox, const struct mc_batch_item *item)
{
	MC_AUTO(mc_stored_head) head = MC_STORED_HEAD_INIT;
	bool is_known;

	MC_TRY(look(&is_known, &head, worker->batch, item));
	if (!is_known)
		return compute(reply, worker, sandbox, item);
	add_reply(reply, MC_BATCH_KNOWN, &head);
	return NULL;
}

struct mc_err *mc_batch_work(struct mc_buf *reply, struct mc_batch_worker *worker, struct mc_sandbox *sandbox,
			     size_t index, bool waits)
{
	const struct mc_batch_item *item = &worker->batch->items[index];
	MC_AUTO(mc_stored_head) head = MC_STORED_HEAD_INIT;

	if (worker->batch->is_part)
		return work_claimed(reply, worker, sandbox, item);
	if (!mc_claims_take(&worker->claims, item->key, waits)) {
		add_reply(reply, MC_BATCH_BUSY, &head);
		return NULL;
	}
	struct mc_err *err = work_claimed(reply, worker, sandbox, item);

	mc_claims_drop(&worker->claims, item->key);
	return err;
}
