/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/part.h"
#include "batch/toolchain.h"
#include "ext/json_write.h"
#include "foreign/open.h"
#include "os/clock.h"
#include "os/file.h"

/* An element while it works. */
struct work {
	const struct mc_part *part;
	struct mc_part_count *count;
	struct mc_manifest manifest;
	struct mc_wave wave;
	struct mc_batch_item *items;
	struct mc_batch_exercise *exercises;
	size_t first; /* of its items in the wave */
	int log;
	uint64_t last_ms;
};

static void work_release(struct work *work)
{
	free(work->items);
	mc_wave_release(&work->wave);
	mc_manifest_release(&work->manifest);
	if (work->log >= 0)
		(void)close(work->log);
}

/* ---- log ---- */

/* Synced, so that the front end sees the line however long this element goes on. */
static struct mc_err *add_line(const struct work *work, struct mc_buf *line)
{
	mc_buf_addc(line, '\n');
	if (mc_file_write_all(work->log, line->ptr, line->len) != 0 || fsync(work->log) != 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot write the log of this part"));
	return NULL;
}

static struct mc_err *log_began(const struct work *work)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&line, false);

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "node", work->part->node);
	mc_json_key_text(&w, "job", work->part->job);
	mc_json_key_int(&w, "restart", (int64_t)work->part->restart);
	mc_json_key_int(&w, "at_ms", mc_clock_unix_ms());
	mc_json_end(&w);
	return add_line(work, &line);
}

static void add_error(struct mc_json_writer *w, const struct mc_err *err)
{
	mc_json_key_text(w, "error", mc_code_name(err->code));
	mc_json_key_text(w, "message", err->msg);
	if (err->hint)
		mc_json_key_text(w, "hint", err->hint);
}

static struct mc_err *log_failed(const struct work *work, const struct mc_err *err)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&line, false);

	mc_json_start(&w, '{');
	add_error(&w, err);
	mc_json_end(&w);
	return add_line(work, &line);
}

static struct mc_err *log_answer(void *context, const struct mc_batch_answer *answer)
{
	struct work *work = context;
	MC_AUTO(mc_buf) line = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&line, false);
	uint64_t now_ms = mc_clock_ms();

	mc_json_start(&w, '{');
	mc_json_key_int(&w, "item", (int64_t)work->wave.items[work->first + answer->index]);
	mc_json_key_bool(&w, "computed", answer->is_computed);
	mc_json_key_int(&w, "ms", (int64_t)(now_ms - work->last_ms));
	if (answer->err)
		add_error(&w, answer->err);
	mc_json_end(&w);
	work->last_ms = now_ms;
	work->count->items++;
	work->count->computed += answer->is_computed;
	work->count->faults += answer->err != NULL;
	return add_line(work, &line);
}

/* ---- work ---- */

/* What another compiler says must not be kept as what the school's own would have said. */
static struct mc_err *check_tools(const struct mc_batch_exercise *wanted, const char *node)
{
	MC_AUTO(mc_toolchain) tools = MC_TOOLCHAIN_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	MC_TRY(mc_spec_open(&exercise, NULL, wanted->dir));
	MC_TRY(mc_toolchain_find(&tools, exercise));
	if (!strcmp(tools.fingerprint, wanted->tools))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_UNSUPPORTED,
				      _("the node '%s' has other programs than this machine for the "
					"exercise '%s'"),
				      node, wanted->id),
			   _("give all nodes the same packages, or name a partition that has them: --on "
			     "slurm:<partition>"));
}

static struct mc_err *read_run(struct work *work)
{
	const struct mc_part *part = work->part;
	MC_AUTOTEXT manifest = mc_part_manifest_path(part->run);
	MC_AUTOTEXT wave = mc_part_wave_path(part->run, part->wave);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_manifest_read(&work->manifest, manifest));
	MC_TRY(mc_buf_read_file(&text, wave, MC_MANIFEST_MAX_BYTES));
	MC_TRY_AS(mc_wave_parse(&work->wave, (struct mc_str){ text.ptr, text.len },
				work->manifest.batch.count),
		  "%s", wave);
	if (part->element >= work->wave.count)
		return mc_err_new(MC_E_INPUT, _("%s: there is no part %zu"), wave, part->element);
	if (strcmp(work->manifest.version, MC_VERSION) != 0)
		return mc_err_hint(mc_err_new(MC_E_UNSUPPORTED,
					      _("the run was started by migracode %s, and the node '%s' has "
						"%s"),
					      work->manifest.version, part->node, MC_VERSION),
				   "%s", _("install the same version on all nodes"));
	return NULL;
}

static struct mc_err *grade(struct work *work)
{
	struct mc_batch batch = work->manifest.batch;
	size_t count = work->wave.starts[work->part->element + 1];
	bool *is_checked = mc_arena_alloc(&work->manifest.arena, batch.exercise_count + 1);

	work->first = work->wave.starts[work->part->element];
	count -= work->first;
	work->items = mc_alloc_zero(count + 1, sizeof(*work->items));
	for (size_t i = 0; i < count; i++) {
		work->items[i] = batch.items[work->wave.items[work->first + i]];
		size_t exercise = work->items[i].exercise;

		if (is_checked[exercise])
			continue;
		is_checked[exercise] = true;
		MC_TRY(check_tools(&batch.exercises[exercise], work->part->node));
	}
	batch.items = work->items;
	batch.count = count;
	batch.jobs = work->part->jobs;
	batch.is_part = true;
	batch.done = log_answer;
	batch.context = work;
	work->last_ms = mc_clock_ms();
	return mc_batch_run(&batch);
}

static struct mc_err *run(struct work *work)
{
	MC_TRY(log_began(work));
	MC_TRY(read_run(work));
	return grade(work);
}

struct mc_err *mc_part_run(struct mc_part_count *count, const struct mc_part *part)
{
	MC_AUTOTEXT path = mc_part_log_path(part->run, part->wave, part->element);
	MC_AUTO(work) work = { .part = part,
			       .count = count,
			       .manifest = MC_MANIFEST_INIT,
			       .wave = MC_WAVE_INIT,
			       .log = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW) };

	*count = (struct mc_part_count){ 0 };
	if (work.log < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	struct mc_err *err = run(&work);

	if (err)
		mc_err_drop(log_failed(&work, err));
	return err;
}
