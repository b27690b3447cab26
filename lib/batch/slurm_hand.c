/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "batch/slurm_ask.h"
#include "batch/slurm_part.h"
#include "os/clock.h"
#include "os/exe.h"
#include "os/file.h"

enum {
	MAX_TRIES = 4,	  /* the first and three more */
	CHUNK_MS = 60000, /* a job should take so long */
	CHUNK_MOST = 200,
	ITEM_MS = 1000,	  /* what an item takes, before anything is known */
	GONE_MS = 300,	  /* what an ended job has written is seen by then */
	UNSEEN_MS = 3000, /* … when it is the first sign of life */
	SLOW_MS = 60000,  /* a job that has told nothing for so long gets company, at the end */
	SLOW_SHARE = 20,  /* … when less than one in so many items is missing */
	SUBMIT_TRIES = 4,
	SUBMIT_AGAIN_US = 1000000,
};

void mc_slurm_add_wave(struct mc_slurm_run *run, struct mc_wave *wave)
{
	uint64_t now_ms = mc_clock_ms();
	size_t number = run->wave_count;
	struct mc_wave *kept = MC_VEC_ADD(run->waves, run->wave_count, run->wave_capacity);

	*kept = *wave;
	*wave = (struct mc_wave)MC_WAVE_INIT;
	for (size_t e = 0; e < kept->count; e++) {
		struct mc_slurm_piece *piece = MC_VEC_ADD(run->pieces, run->piece_count, run->piece_capacity);

		*piece = (struct mc_slurm_piece){ .wave = number,
						  .element = e,
						  .items = &kept->items[kept->starts[e]],
						  .count = kept->starts[e + 1] - kept->starts[e],
						  .machine = MC_SLURM_NONE,
						  .moved_ms = now_ms };
		for (size_t i = 0; i < piece->count; i++) {
			struct mc_slurm_item *item = &run->items[piece->items[i]];

			item->tries++;
			if (item->is_done)
				continue;
			if (item->part != MC_SLURM_NONE)
				run->pieces[item->part].missing--;
			item->part = run->piece_count - 1;
			piece->missing++;
		}
	}
}

/* ---- files ---- */

/* The first word of each line that a shell sees is ours; the rest is quoted. */
static struct mc_err *write_script(char **path, const struct mc_slurm_run *run, size_t wave)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT folder = NULL;

	MC_TRY(mc_exe_dir(&folder));
	MC_AUTOTEXT program = mc_path_join(folder, "migracode");

	mc_buf_addz(&text, "#!/bin/sh\nexport PATH=/usr/local/bin:/usr/bin:/bin\ncd ");
	mc_buf_add_shell(&text, run->folder);
	mc_buf_addf(&text, " || exit 1\nexec 2>>log/%zu.err\nexec ", wave);
	mc_buf_add_shell(&text, program);
	mc_buf_addz(&text, " --lang ");
	mc_buf_add_shell(&text, run->batch->langs[0]);
	mc_buf_addf(&text, " grade part --wave %zu .\n", wave);
	MC_AUTOTEXT script = mc_format("%s/waves/%zu.sh", run->folder, wave);

	MC_TRY(mc_file_write_atomic(script, text.ptr, text.len, 0700));
	*path = MC_TAKE(script);
	return NULL;
}

static struct mc_err *write_wave(const struct mc_slurm_run *run, const struct mc_wave *wave, size_t number)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_part_wave_path(run->folder, number);

	for (size_t e = 0; e < wave->count; e++) {
		MC_AUTOTEXT log = mc_part_log_path(run->folder, number, e);
		MC_AUTOFILE made = fopen(log, "ae");

		if (!made)
			return mc_err_new(MC_E_IO, _("cannot write '%s'"), log);
	}
	mc_wave_write(&text, wave);
	return mc_file_write_new(path, text.ptr, text.len, 0600);
}

/* ---- submitting ---- */

static uint64_t now_and_then_ms(const struct mc_slurm_run *run)
{
	return run->computed > 0 ? run->computed_ms / run->computed + 1 : ITEM_MS;
}

/* So that a job takes a minute, all processors have some, and no array is too large. */
static size_t chunk_for(const struct mc_slurm_run *run, size_t count)
{
	size_t chunk = (size_t)(CHUNK_MS / now_and_then_ms(run));
	size_t slots = run->slots ? run->slots : 1;
	size_t shared = (count + slots - 1) / slots;

	if (chunk > shared)
		chunk = shared;
	if (run->slurm->chunk > 0)
		chunk = run->slurm->chunk;
	else if (chunk > CHUNK_MOST)
		chunk = CHUNK_MOST;
	if (chunk < 1)
		chunk = 1;
	size_t least = (count + run->most_elements - 1) / run->most_elements;

	return chunk < least ? least : chunk;
}

/* Slurm may still think well of machines that we know to be gone. */
static char *excluded(const struct mc_slurm_run *run)
{
	MC_AUTO(mc_buf) names = MC_BUF_INIT;

	for (size_t i = 0; i < run->machine_count; i++) {
		const struct mc_slurm_machine *machine = &run->machines[i];

		if (machine->is_bad || machine->is_down || machine->refused_ms)
			mc_buf_addf(&names, "%s%s", names.len ? "," : "", machine->name);
	}
	return names.len ? mc_buf_take(&names) : NULL;
}

static struct mc_err *submit(struct mc_slurm_run *run, size_t wave, size_t count)
{
	MC_AUTOTEXT script = NULL;
	MC_AUTOTEXT exclude = excluded(run);
	MC_AUTOTEXT name = mc_format("migracode-%s-%zu", run->id, wave);

	MC_TRY(write_script(&script, run, wave));
	struct mc_slurm_array array = { .name = name,
					.script = script,
					.count = count,
					.partition = run->slurm->partition,
					.time = run->slurm->time ? run->slurm->time : "60",
					.memory = run->slurm->memory,
					.exclude = exclude };
	MC_AUTO(mc_buf) job = MC_BUF_INIT;
	struct mc_err *err = mc_slurm_submit(&job, &array);

	/* Where nothing else is left, what seems gone may be there after all. */
	if (err && err->code == MC_E_INPUT && exclude) {
		mc_err_drop(err);
		array.exclude = NULL;
		err = mc_slurm_submit(&job, &array);
	}
	for (unsigned i = 1; err && err->code == MC_E_NETWORK && i < SUBMIT_TRIES; i++) {
		mc_err_drop(err);
		(void)usleep((useconds_t)SUBMIT_AGAIN_US << (i - 1));
		err = mc_slurm_submit(&job, &array);
	}
	(void)snprintf(run->job, sizeof(run->job), "%s", job.ptr);
	run->submitted_ms = mc_clock_ms();
	run->queue_ms = 0;
	return err;
}

static struct mc_err *hand_out(struct mc_slurm_run *run, const size_t *items, size_t count)
{
	MC_AUTO(mc_wave) wave = MC_WAVE_INIT;
	size_t number = run->wave_count;

	mc_wave_deal(&wave, items, count, chunk_for(run, count));
	MC_TRY(write_wave(run, &wave, number));
	size_t elements = wave.count;

	mc_slurm_add_wave(run, &wave);
	struct mc_err *err = submit(run, number, elements);
	MC_AUTOTEXT path = mc_part_wave_path(run->folder, number);

	/* What was not submitted is not there. */
	if (err)
		(void)unlink(path);
	return err;
}

/* ---- what is left over ---- */

/* No element has ever told that it began: then there is more to say than that some results are missing. */
static struct mc_err *complain_unseen(const struct mc_slurm_run *run)
{
	MC_AUTOTEXT path = mc_format("%s/log/%zu.err", run->folder, run->wave_count - 1);
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	struct mc_str line = { "", 0 };

	mc_err_drop(mc_buf_read_file(&words, path, 1024 * 1024));
	struct mc_str rest = { words.ptr, words.len };

	if (mc_str_cut_line(&line, &rest))
		return mc_err_hint(mc_err_new(MC_E_UNSUPPORTED, _("the nodes cannot start migracode: %.*s"),
					      (int)line.len, line.ptr),
				   "%s", _("install it at the same place on all nodes"));
	return mc_err_hint(
		mc_err_new(MC_E_UNSUPPORTED, _("the nodes of Slurm do not see the folder '%s'"),
			   run->slurm->folder),
		_("name one that they and this machine share: --shared <folder>; 'scontrol show job "
		  "%s' tells how the job ended"),
		run->job);
}

static bool has_begun(const struct mc_slurm_run *run)
{
	for (size_t i = 0; i < run->piece_count; i++) {
		if (run->pieces[i].has_begun)
			return true;
	}
	return false;
}

static struct mc_err *give_up(struct mc_slurm_run *run, size_t item)
{
	MC_AUTOPTR(mc_err) err = NULL;

	if (run->items[item].err)
		return mc_slurm_answer_err(run, item, run->items[item].err);
	err = mc_err_new(MC_E_IO, _("infrastructure: no machine could grade it: %s"),
			 run->failed ? run->failed->msg : _("those that should went away"));
	return mc_slurm_answer_err(run, item, err);
}

/* A piece is left when its job is gone for a moment and the store was looked at after that. */
static struct mc_err *look_at_gone(struct mc_slurm_run *run, uint64_t now_ms)
{
	for (size_t i = 0; i < run->piece_count; i++) {
		struct mc_slurm_piece *piece = &run->pieces[i];

		if (piece->missing > 0 && piece->gone_ms && now_ms - piece->gone_ms >= GONE_MS)
			MC_TRY(mc_slurm_look(run, piece));
	}
	return NULL;
}

/* The last few wait for one machine while the others idle; whoever is first, stays. */
static bool is_slow(const struct mc_slurm_run *run, const struct mc_slurm_item *item, uint64_t now_ms)
{
	const struct mc_slurm_piece *piece = &run->pieces[item->part];

	return piece->is_queued && piece->state == MC_SLURM_RUNS && now_ms - piece->moved_ms >= SLOW_MS &&
	       run->missing * SLOW_SHARE < run->item_count && item->tries == 1;
}

static bool is_left(const struct mc_slurm_run *run, const struct mc_slurm_item *item, uint64_t now_ms)
{
	if (item->is_done)
		return false;
	if (item->part == MC_SLURM_NONE)
		return true;
	const struct mc_slurm_piece *piece = &run->pieces[item->part];

	if (piece->is_queued && piece->state == MC_SLURM_HELD)
		return false;
	return (piece->gone_ms && now_ms - piece->gone_ms >= GONE_MS) || is_slow(run, item, now_ms);
}

/* A job has come and gone, and none has ever told that it began. */
static bool is_unseen(const struct mc_slurm_run *run, uint64_t now_ms)
{
	bool is_gone = false;

	for (size_t i = 0; i < run->piece_count; i++) {
		const struct mc_slurm_piece *piece = &run->pieces[i];

		if (piece->has_begun)
			return false;
		is_gone = is_gone || (piece->wave >= run->found_waves && piece->gone_ms &&
				      !piece->is_queued && now_ms - piece->gone_ms >= UNSEEN_MS);
	}
	return is_gone;
}

static bool is_anybody_at_work(const struct mc_slurm_run *run)
{
	for (size_t i = 0; i < run->piece_count; i++) {
		const struct mc_slurm_piece *piece = &run->pieces[i];

		if (piece->missing > 0 && (piece->gone_ms == 0 || piece->is_queued))
			return true;
	}
	return false;
}

/* Before the same is tried again: what keeps all machines from their work. */
static struct mc_err *check_first_signs(const struct mc_slurm_run *run, uint64_t now_ms)
{
	const struct mc_err *failed = run->failed;
	struct mc_err *err = NULL;

	if (run->answer_ms > 0)
		return NULL;
	if (is_unseen(run, now_ms)) {
		err = complain_unseen(run);
	} else if (failed && failed->code != MC_E_IO && failed->code != MC_E_INTERRUPTED &&
		   !is_anybody_at_work(run)) {
		err = mc_err_new(failed->code, "%s", failed->msg);
		err = failed->hint ? mc_err_hint(err, "%s", failed->hint) : err;
	}
	MC_AUTOTEXT names = err ? mc_slurm_names(run) : NULL;

	if (err)
		mc_err_drop(mc_slurm_cancel(names));
	return err;
}

struct mc_err *mc_slurm_hand_out(struct mc_slurm_run *run)
{
	uint64_t now_ms = mc_clock_ms();
	size_t count = 0;
	size_t *items = run->left;

	MC_TRY(look_at_gone(run, now_ms));
	MC_TRY(check_first_signs(run, now_ms));
	for (size_t i = 0; i < run->item_count; i++) {
		if (!is_left(run, &run->items[i], now_ms))
			continue;
		if (run->items[i].tries >= MAX_TRIES)
			MC_TRY(give_up(run, i));
		else
			items[count++] = i;
	}
	/* The first wave has no elements that could have begun; later ones wait until one has. */
	if (count == 0 || (run->wave_count > run->found_waves && !has_begun(run)))
		return NULL;
	return hand_out(run, items, count);
}
