/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "batch/slurm_part.h"

enum {
	LOG_MAX_BYTES = 64 * 1024 * 1024,
	ALL_EVERY_MS = 1000, /* logs of pieces that do not run are read so often */
};

/* ---- answers ---- */

static struct mc_err *tell(const struct mc_slurm_run *run, size_t first, const struct mc_batch_answer *answer)
{
	struct mc_batch_answer told = *answer;

	run->is_answered[first] = true;
	for (size_t i = first; i != MC_SLURM_NONE; i = run->next_alike[i]) {
		told.index = i;
		MC_TRY(run->batch->done(run->batch->context, &told));
		told.is_computed = false;
	}
	return NULL;
}

static struct mc_err *tell_head(const struct mc_slurm_run *run, size_t first,
				const struct mc_stored_head *head, bool is_computed)
{
	const struct mc_batch_answer answer = { .is_computed = is_computed,
						.verdict = head->verdict,
						.points = head->points,
						.max = head->max,
						.reason = head->reason.ptr };

	return tell(run, first, &answer);
}

static void chain_alike(struct mc_slurm_run *run)
{
	const struct mc_batch *batch = run->batch;
	MC_AUTO(mc_index) last = MC_INDEX_INIT;

	for (size_t i = 0; i < batch->count; i++) {
		uint32_t before = mc_index_find(&last, batch->items[i].key);

		run->next_alike[i] = MC_SLURM_NONE;
		run->is_answered[i] = before != MC_INDEX_NONE;
		if (before != MC_INDEX_NONE)
			run->next_alike[before] = i;
		mc_index_set(&last, batch->items[i].key, (uint32_t)i);
	}
}

struct mc_err *mc_slurm_answer_known(struct mc_slurm_run *run)
{
	const struct mc_batch *batch = run->batch;

	chain_alike(run);
	for (size_t i = 0; i < batch->count; i++) {
		MC_AUTO(mc_stored_head) head = MC_STORED_HEAD_INIT;

		if (run->is_answered[i] || !mc_stored_has(batch->store, batch->items[i].key))
			continue;
		/* What is damaged is computed again. */
		struct mc_err *err = mc_stored_read_head(&head, batch->store, batch->items[i].key);

		if (err)
			mc_err_drop(err);
		else
			MC_TRY(tell_head(run, i, &head, false));
	}
	return NULL;
}

static void count_done(struct mc_slurm_run *run, size_t item)
{
	run->items[item].is_done = true;
	run->missing--;
	if (run->items[item].part != MC_SLURM_NONE)
		run->pieces[run->items[item].part].missing--;
}

struct mc_err *mc_slurm_answer_err(struct mc_slurm_run *run, size_t item, const struct mc_err *err)
{
	const struct mc_batch_answer answer = { .verdict = MC_GRADER_ERROR, .reason = err->msg, .err = err };

	count_done(run, item);
	return tell(run, run->items[item].first, &answer);
}

/* ---- results ---- */

/* Brings a result from where the nodes write to the school's own store. */
static struct mc_err *fetch(bool *is_there, const struct mc_slurm_run *run, const char *key)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	bool is_first;

	*is_there = mc_stored_has(run->store, key);
	if (!*is_there || !run->slurm->has_own_store)
		return NULL;
	MC_TRY(mc_stored_read(&bytes, run->store, key));
	return mc_stored_write(&is_first, run->batch->store, key, (struct mc_str){ bytes.ptr, bytes.len });
}

/* Answers an item when its result is there; one that is not may only be slow to be seen. */
static struct mc_err *settle(struct mc_slurm_run *run, size_t item, bool is_computed)
{
	size_t first = run->items[item].first;
	const char *key = run->batch->items[first].key;
	MC_AUTO(mc_stored_head) head = MC_STORED_HEAD_INIT;
	bool is_there;

	if (run->items[item].is_done)
		return NULL;
	MC_TRY(fetch(&is_there, run, key));
	if (!is_there)
		return NULL;
	struct mc_err *err = mc_stored_read_head(&head, run->batch->store, key);

	if (err) {
		mc_err_drop(err);
		return NULL;
	}
	count_done(run, item);
	return tell_head(run, first, &head, is_computed);
}

struct mc_err *mc_slurm_look(struct mc_slurm_run *run, struct mc_slurm_piece *piece)
{
	for (size_t i = 0; piece->missing > 0 && i < piece->count; i++)
		MC_TRY(settle(run, piece->items[i], true));
	return NULL;
}

/* ---- logs ---- */

static void note_failed(struct mc_slurm_run *run, struct mc_slurm_piece *piece, struct mc_part_line *line)
{
	bool is_of_machine = line->err->code == MC_E_UNSUPPORTED || line->err->code == MC_E_TOOL ||
			     line->err->code == MC_E_INPUT;

	if (is_of_machine && piece->machine != MC_SLURM_NONE)
		run->machines[piece->machine].is_bad = true;
	mc_err_free(run->failed);
	run->failed = MC_TAKE(line->err);
}

/* An element that is being ended, or a machine with a full disk, says so of many: another one tries it again,
 * and what two say is the answer. */
static struct mc_err *take_item_err(struct mc_slurm_run *run, size_t number, struct mc_part_line *line)
{
	struct mc_slurm_item *item = &run->items[number];

	if (item->err)
		return mc_slurm_answer_err(run, number, line->err);
	item->err = MC_TAKE(line->err);
	return NULL;
}

static struct mc_err *take_item(struct mc_slurm_run *run, struct mc_slurm_piece *piece,
				struct mc_part_line *line, uint64_t now_ms)
{
	bool is_ours = false;

	for (size_t i = 0; i < piece->count; i++)
		is_ours = is_ours || piece->items[i] == line->item;
	if (!is_ours || run->items[line->item].is_done)
		return NULL;
	run->answer_ms = now_ms;
	if (line->err)
		return take_item_err(run, (size_t)line->item, line);
	if (line->is_computed) {
		run->computed++;
		run->computed_ms += line->ms;
	}
	return settle(run, line->item, line->is_computed);
}

static struct mc_err *take_line(struct mc_slurm_run *run, struct mc_slurm_piece *piece, struct mc_str text,
				uint64_t now_ms)
{
	MC_AUTO(mc_part_line) line = MC_PART_LINE_INIT;

	mc_part_line_parse(&line, text);
	if (line.kind == MC_PART_BEGAN) {
		piece->has_begun = true;
		piece->machine = mc_slurm_machine(run, (struct mc_str){ line.node.ptr, line.node.len });
	} else if (line.kind == MC_PART_ITEM) {
		return take_item(run, piece, &line, now_ms);
	} else if (line.kind == MC_PART_FAILED) {
		note_failed(run, piece, &line);
	}
	return NULL;
}

/* What was added since the last time. A network file system asks the server when a file is opened. */
static struct mc_err *read_more(struct mc_buf *more, const char *path, off_t offset)
{
	MC_AUTOFD fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0 || lseek(fd, offset, SEEK_SET) < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	return mc_buf_read_fd(more, fd, LOG_MAX_BYTES);
}

static struct mc_err *read_log(struct mc_slurm_run *run, size_t p, uint64_t now_ms)
{
	struct mc_slurm_piece *piece = &run->pieces[p];
	MC_AUTOTEXT path = mc_part_log_path(run->folder, piece->wave, piece->element);
	MC_AUTO(mc_buf) more = MC_BUF_INIT;
	struct mc_str rest;
	struct mc_str line;

	MC_TRY(read_more(&more, path, piece->offset));
	/* A line that is being written is left for the next time. */
	const char *end = more.len ? memrchr(more.ptr, '\n', more.len) : NULL;

	if (!end)
		return NULL;
	rest = (struct mc_str){ more.ptr, (size_t)(end - more.ptr) + 1 };
	piece->offset += (off_t)rest.len;
	piece->moved_ms = now_ms;
	while (mc_str_cut_line(&line, &rest))
		MC_TRY(take_line(run, piece, line, now_ms));
	return NULL;
}

struct mc_err *mc_slurm_collect(struct mc_slurm_run *run, uint64_t now_ms)
{
	bool looks_at_all = now_ms - run->looked_ms >= ALL_EVERY_MS;

	if (looks_at_all)
		run->looked_ms = now_ms;
	for (size_t p = 0; p < run->piece_count && run->missing > 0; p++) {
		const struct mc_slurm_piece *piece = &run->pieces[p];
		bool is_idle = piece->is_queued && piece->state != MC_SLURM_RUNS;

		if (piece->missing > 0 && (looks_at_all || !is_idle))
			MC_TRY(read_log(run, p, now_ms));
	}
	return NULL;
}
