/* SPDX-License-Identifier: MIT */
#include "batch/slurm.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/slurm_ask.h"
#include "batch/slurm_part.h"
#include "os/clock.h"
#include "os/file.h"
#include "os/worker.h"

enum {
	TURN_MS = 50,
	DEFAULT_ELEMENTS = 1001, /* MaxArraySize where nothing else is said */
	SILENCE_MS = 600000,	 /* so long nothing is heard of Slurm, nor of any item */
};

static void mc_slurm_run_release(struct mc_slurm_run *run)
{
	for (size_t i = 0; i < run->wave_count; i++)
		mc_wave_release(&run->waves[i]);
	for (size_t i = 0; i < run->machine_count; i++) {
		free(run->machines[i].name);
		free(run->machines[i].address);
	}
	for (size_t i = 0; i < run->item_count; i++)
		mc_err_free(run->items[i].err);
	(void)mc_worker_kill(&run->asker);
	free(run->waves);
	free(run->pieces);
	free(run->machines);
	mc_err_free(run->failed);
	mc_arena_release(&run->arena);
}

/* ---- before ---- */

static struct mc_err *ask_cluster(struct mc_slurm_run *run)
{
	MC_AUTO(mc_buf) config = MC_BUF_INIT;
	MC_AUTO(mc_buf) slots = MC_BUF_INIT;

	MC_TRY(mc_slurm_show_config(&config));
	MC_TRY(mc_slurm_show_slots(&slots));
	run->most_elements = mc_slurm_read_max_array((struct mc_str){ config.ptr, config.len });
	if (run->most_elements == 0)
		run->most_elements = DEFAULT_ELEMENTS;
	/* The largest index is one less than the size. */
	if (run->most_elements > MC_WAVE_MAX)
		run->most_elements = MC_WAVE_MAX;
	run->slots = mc_slurm_read_slots((struct mc_str){ slots.ptr, slots.len }, run->slurm->partition);
	return NULL;
}

/* ---- going round ---- */

static bool is_anything_live(const struct mc_slurm_run *run)
{
	for (size_t i = 0; i < run->piece_count; i++) {
		if (run->pieces[i].missing > 0 && run->pieces[i].gone_ms == 0)
			return true;
	}
	return false;
}

static struct mc_err *check_held(const struct mc_slurm_run *run)
{
	if (!run->held_job[0] || is_anything_live(run))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_UNSUPPORTED,
				      NP_("Slurm holds the job %s: %zu submission waits until it is released",
					  "Slurm holds the job %s: %zu submissions wait until it is released",
					  run->missing),
				      run->held_job, run->missing),
			   _("type: scontrol release %s, then run the same command again; 'scontrol show job "
			     "%s' tells the reason, 'sinfo -R' which nodes are out of use"),
			   run->held_job, run->held_job);
}

static struct mc_err *check_silence(const struct mc_slurm_run *run, uint64_t now_ms)
{
	if (run->silent_ms == 0 || now_ms - run->silent_ms < SILENCE_MS ||
	    now_ms - run->answer_ms < SILENCE_MS)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_NETWORK, "%s", _("Slurm's controller does not answer any more")),
			   "%s", _("when it does again, run the same command: what is done is kept"));
}

static struct mc_err *interrupted(const struct mc_slurm_run *run)
{
	MC_AUTOTEXT names = mc_slurm_names(run);
	struct mc_err *err = mc_err_new(MC_E_INTERRUPTED, _("interrupted, %zu of %zu are missing"),
					run->missing, run->item_count);

	mc_err_drop(mc_slurm_cancel(names));
	return mc_err_hint(err, _("type: migracode grade --on slurm --resume %s"), run->id);
}

/* Waits for a turn; true: somebody wants this to end. */
static bool is_stopped(int signals)
{
	struct pollfd wait = { .fd = signals, .events = POLLIN };

	return poll(&wait, 1, TURN_MS) > 0;
}

static struct mc_err *go_round(struct mc_slurm_run *run, int signals)
{
	while (run->missing > 0) {
		uint64_t now_ms = mc_clock_ms();

		MC_TRY(mc_slurm_watch(run, now_ms));
		MC_TRY(mc_slurm_collect(run, now_ms));
		MC_TRY(mc_slurm_hand_out(run));
		MC_TRY(check_held(run));
		MC_TRY(check_silence(run, now_ms));
		if (run->missing > 0 && is_stopped(signals))
			return interrupted(run);
	}
	return NULL;
}

/* ---- after ---- */

static bool is_anything_queued(const struct mc_slurm_run *run)
{
	for (size_t i = 0; i < run->piece_count; i++) {
		const struct mc_slurm_piece *piece = &run->pieces[i];

		if (piece->is_queued && piece->state != MC_SLURM_ENDS && piece->state != MC_SLURM_RUNS)
			return true;
	}
	return false;
}

/* What is put back by Slurm has nothing left to do. */
static struct mc_err *finish(const struct mc_slurm_run *run)
{
	MC_AUTOTEXT names = mc_slurm_names(run);
	MC_AUTOTEXT done = mc_path_join(run->folder, "done");

	if (is_anything_queued(run))
		mc_err_drop(mc_slurm_cancel(names));
	return mc_file_write_atomic(done, "", 0, 0600);
}

static struct mc_err *run_missing(struct mc_slurm_run *run)
{
	int signals = -1;

	MC_TRY(ask_cluster(run));
	MC_TRY(mc_slurm_open(run));
	MC_TRY(mc_signals_open(&signals));
	struct mc_err *err = go_round(run, signals);

	mc_signals_close(signals);
	return err ? err : finish(run);
}

static bool is_anything_missing(const struct mc_slurm_run *run)
{
	for (size_t i = 0; i < run->batch->count; i++) {
		if (!run->is_answered[i])
			return true;
	}
	return false;
}

struct mc_err *mc_slurm_run(const struct mc_batch *batch, const struct mc_slurm *slurm)
{
	MC_AUTO(mc_slurm_run) run = {
		.batch = batch, .slurm = slurm, .arena = MC_ARENA_INIT, .asker = MC_WORKER_INIT
	};

	MC_AUTOTEXT store =
		slurm->has_own_store ? mc_path_join(slurm->folder, MC_STORED_DIR) : mc_strdup(batch->store);

	MC_TRY(mc_file_make_dirs(store));
	MC_AUTOTEXT real = realpath(store, NULL);

	run.store = mc_arena_strdup(&run.arena, real ? real : store);
	run.next_alike = mc_arena_alloc(&run.arena, (batch->count + 1) * sizeof(*run.next_alike));
	run.is_answered = mc_arena_alloc(&run.arena, (batch->count + 1) * sizeof(*run.is_answered));
	MC_TRY(mc_slurm_answer_known(&run));
	return is_anything_missing(&run) ? run_missing(&run) : NULL;
}
