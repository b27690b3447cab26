/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "batch/slurm_part.h"
#include "foreign/open.h"
#include "grade/proof.h"
#include "os/dir.h"
#include "os/file.h"

/* Nothing has the id of a run but what looks like one: it becomes part of a path. */
static bool is_id(const char *text)
{
	return strlen(text) == MC_MANIFEST_ID - 1 && strspn(text, "0123456789abcdef") == MC_MANIFEST_ID - 1;
}

static char *folder_of(const char *folder, const char *id)
{
	return mc_format("%s/" MC_SLURM_FOLDER "/%s", folder, id);
}

struct mc_err *mc_slurm_recall(struct mc_buf *command, const char *folder, const char *id)
{
	MC_AUTOTEXT run = folder_of(folder, id);
	MC_AUTOTEXT path = mc_path_join(run, "command");

	if (!is_id(id) || !mc_file_is_regular(path))
		return mc_err_hint(mc_err_new(MC_E_NOTHING, _("there is no run '%s' in '%s'"), id, folder),
				   "%s",
				   _("each run is a folder below 'runs'; one that was started with "
				     "'--shared' needs it again"));
	return mc_buf_read_file(command, path, 1024 * 1024);
}

/* ---- a run that is there ---- */

/* Gives the manifest's items their place in the batch; false: something that is missing is not in it. */
static bool match(struct mc_slurm_run *run, const struct mc_manifest *manifest)
{
	const struct mc_batch *batch = run->batch;
	MC_AUTO(mc_index) numbers = MC_INDEX_INIT;
	size_t found = 0;
	size_t wanted = 0;

	for (size_t i = 0; i < manifest->batch.count; i++)
		mc_index_set(&numbers, manifest->batch.items[i].key, (uint32_t)i);
	run->item_count = manifest->batch.count;
	run->items = mc_arena_alloc(&run->arena, (run->item_count + 1) * sizeof(*run->items));
	for (size_t i = 0; i < run->item_count; i++)
		run->items[i] = (struct mc_slurm_item){ .part = MC_SLURM_NONE, .is_done = true };
	for (size_t i = 0; i < batch->count; i++) {
		uint32_t number =
			run->is_answered[i] ? MC_INDEX_NONE : mc_index_find(&numbers, batch->items[i].key);

		wanted += !run->is_answered[i];
		if (number == MC_INDEX_NONE)
			continue;
		run->items[number] = (struct mc_slurm_item){ .first = i, .part = MC_SLURM_NONE };
		found++;
	}
	run->missing = found;
	return found == wanted;
}

static bool is_same_store(const struct mc_slurm_run *run, const struct mc_manifest *manifest)
{
	return !strcmp(manifest->batch.store, run->store) && !strcmp(manifest->version, MC_VERSION) &&
	       manifest->batch.minimum == run->batch->minimum;
}

/* Waves are numbered without a gap; one that was cut off was never submitted. */
static void read_waves(struct mc_slurm_run *run)
{
	for (size_t number = 0;; number++) {
		MC_AUTOTEXT path = mc_part_wave_path(run->folder, number);
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTO(mc_wave) wave = MC_WAVE_INIT;
		struct mc_err *err = mc_buf_read_file(&text, path, MC_MANIFEST_MAX_BYTES);

		if (!err)
			err = mc_wave_parse(&wave, (struct mc_str){ text.ptr, text.len }, run->item_count);
		if (err) {
			mc_err_drop(err);
			return;
		}
		mc_slurm_add_wave(run, &wave);
		run->found_waves++;
	}
}

static bool take_up(struct mc_slurm_run *run, const char *id)
{
	MC_AUTO(mc_manifest) manifest = MC_MANIFEST_INIT;
	MC_AUTOTEXT folder = folder_of(run->slurm->folder, id);
	MC_AUTOTEXT path = mc_part_manifest_path(folder);
	struct mc_err *err = mc_manifest_read(&manifest, path);
	bool fits =
		!err && !strcmp(manifest.id, id) && is_same_store(run, &manifest) && match(run, &manifest);

	mc_err_drop(err);
	if (!fits)
		return false;
	memcpy(run->id, manifest.id, sizeof(run->id));
	run->folder = mc_arena_strdup(&run->arena, folder);
	run->left = mc_arena_alloc(&run->arena, (run->item_count + 1) * sizeof(*run->left));
	read_waves(run);
	return true;
}

/* A run that nobody finished and that has all that is missing: mostly there is none. */
static struct mc_err *find_open(bool *is_found, struct mc_slurm_run *run)
{
	MC_AUTOTEXT runs = mc_path_join(run->slurm->folder, MC_SLURM_FOLDER);
	MC_AUTO(mc_dir) dir = MC_DIR_INIT;

	*is_found = false;
	if (!mc_file_is_dir(runs))
		return NULL;
	MC_TRY(mc_dir_read_folders(&dir, runs));
	for (size_t i = 0; i < dir.count && !*is_found; i++) {
		MC_AUTOTEXT done = mc_format("%s/%s/done", runs, dir.names[i]);

		if (is_id(dir.names[i]) && !mc_file_is_regular(done))
			*is_found = take_up(run, dir.names[i]);
	}
	return NULL;
}

/* ---- a new run ---- */

static struct mc_err *make_folder(struct mc_slurm_run *run, const struct mc_buf *manifest)
{
	MC_AUTOTEXT waves = mc_path_join(run->folder, "waves");
	MC_AUTOTEXT log = mc_path_join(run->folder, "log");
	MC_AUTOTEXT path = mc_part_manifest_path(run->folder);
	MC_AUTOTEXT done = mc_path_join(run->folder, "done");
	MC_AUTOTEXT command = mc_path_join(run->folder, "command");

	MC_TRY(mc_file_make_dirs(waves));
	MC_TRY(mc_file_make_dirs(log));
	MC_TRY(mc_file_make_dirs(run->store));
	(void)unlink(done);
	MC_TRY(mc_file_write_atomic(command, run->slurm->command.ptr, run->slurm->command.len, 0600));
	return mc_file_write_atomic(path, manifest->ptr, manifest->len, 0600);
}

/* The path as another machine finds it. */
static const char *absolute(struct mc_slurm_run *run, const char *path)
{
	MC_AUTOTEXT real = realpath(path, NULL);

	return mc_arena_strdup(&run->arena, real ? real : path);
}

/* The batch as it is told to others. */
static struct mc_batch batch_for_others(struct mc_slurm_run *run)
{
	const struct mc_batch *batch = run->batch;
	struct mc_batch ours = *batch;
	const char **hide = mc_arena_alloc(&run->arena, (batch->hide_count + 1) * sizeof(*hide));
	struct mc_batch_item *items = mc_arena_alloc(&run->arena, (batch->count + 1) * sizeof(*items));
	struct mc_batch_exercise *exercises =
		mc_arena_alloc(&run->arena, (batch->exercise_count + 1) * sizeof(*exercises));

	for (size_t i = 0; i < batch->hide_count; i++)
		hide[i] = absolute(run, batch->hide[i]);
	hide[batch->hide_count] = absolute(run, run->slurm->folder);
	for (size_t i = 0; i < batch->exercise_count; i++) {
		exercises[i] = batch->exercises[i];
		exercises[i].dir = absolute(run, exercises[i].dir);
	}
	for (size_t i = 0; i < batch->count; i++) {
		items[i] = batch->items[i];
		if (!run->is_answered[i])
			items[i].repo = absolute(run, items[i].repo);
	}
	ours.store = run->store;
	ours.hide = hide;
	ours.hide_count = batch->hide_count + 1;
	ours.exercises = exercises;
	ours.items = items;
	return ours;
}

static struct mc_err *make_new(struct mc_slurm_run *run)
{
	const struct mc_batch *batch = run->batch;
	const struct mc_batch ours = batch_for_others(run);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	size_t *picked = mc_arena_alloc(&run->arena, (batch->count + 1) * sizeof(*picked));
	size_t count = 0;

	for (size_t i = 0; i < batch->count; i++) {
		if (!run->is_answered[i])
			picked[count++] = i;
	}
	mc_manifest_write(&text, run->id, &ours, picked, count);
	run->folder = mc_arena_format(&run->arena, "%s/" MC_SLURM_FOLDER "/%s", run->slurm->folder, run->id);
	run->item_count = run->missing = count;
	run->left = mc_arena_alloc(&run->arena, (count + 1) * sizeof(*run->left));
	run->items = mc_arena_alloc(&run->arena, (count + 1) * sizeof(*run->items));
	for (size_t i = 0; i < count; i++)
		run->items[i] = (struct mc_slurm_item){ .first = picked[i], .part = MC_SLURM_NONE };
	MC_TRY(make_folder(run, &text));
	/* The same work was done before, and its results are gone. */
	read_waves(run);
	return NULL;
}

/* The nodes take it that the specs are proven: the proofs are in the cache of this user on this machine. */
static struct mc_err *demand_proofs(const struct mc_slurm_run *run)
{
	const struct mc_batch *batch = run->batch;
	MC_AUTO(mc_arena) memory = MC_ARENA_INIT;
	bool *is_seen = mc_arena_alloc(&memory, batch->exercise_count + 1);

	for (size_t i = 0; i < batch->count && !batch->takes_unverified; i++) {
		size_t number = batch->items[i].exercise;
		MC_AUTOPTR(mc_exercise) exercise = NULL;

		if (run->is_answered[i] || is_seen[number])
			continue;
		is_seen[number] = true;
		MC_TRY(mc_spec_open(&exercise, NULL, batch->exercises[number].dir));
		MC_TRY(mc_proof_demand(exercise));
	}
	return NULL;
}

struct mc_err *mc_slurm_open(struct mc_slurm_run *run)
{
	bool is_found = false;

	MC_TRY(demand_proofs(run));
	if (run->slurm->resume && is_id(run->slurm->resume))
		is_found = take_up(run, run->slurm->resume);
	if (!is_found)
		MC_TRY(find_open(&is_found, run));
	return is_found ? NULL : make_new(run);
}
