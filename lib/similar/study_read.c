/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/pack.h"
#include "base/vec.h"
#include "os/exe.h"
#include "os/worker.h"
#include "similar/study.h"

/* Fewer are read without a second process. */
#define MIN_SHARED 64u

/* What another process may answer with: the fingerprints of half a million programs. */
#define MAX_ANSWER_BYTES (1u << 31)

#define MAX_SKIPS 20u

/* Folders of code that others wrote, or programs. */
static const char *const others[] = { "node_modules", "bower_components", "vendor", "dist",
				      "build",	      "target",		  "venv",   "__pycache__",
				      "coverage" };

static bool is_name(struct mc_str name, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (mc_str_is_equal(name, mc_str(names[i])))
			return true;
	}
	return false;
}

static bool ends_with(const char *path, const char *ending)
{
	size_t len = strlen(path);
	size_t ending_len = strlen(ending);

	return len >= ending_len && !strcmp(path + len - ending_len, ending);
}

static bool is_source(const char *path, bool is_folder)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	if (is_folder)
		return name[0] != '.' && !is_name(mc_str(name), others, MC_COUNT(others));
	return name[0] != '.' && mc_language_of(name) != MC_LANGUAGE_OTHER && !ends_with(name, ".min.js") &&
	       !ends_with(name, ".min.css");
}

const struct mc_tree_filter mc_study_filter = {
	.takes = is_source,
	.max_file_bytes = MC_STUDY_MAX_FILE_BYTES,
	.max_files = MC_STUDY_MAX_FILES,
	.max_bytes = MC_STUDY_MAX_BYTES,
	.max_skips = MAX_SKIPS,
};

/* ---- one program ---- */

static uint32_t count_lines(const struct mc_canon *canon)
{
	uint32_t count = 0;

	for (size_t i = 0; i < canon->count; i++) {
		const struct mc_canon_item *item = &canon->items[i];

		count += i == 0 || item->line != item[-1].line || item->file != item[-1].file;
	}
	return count;
}

static void keep_skips(struct mc_study *study, struct mc_program *program, const struct mc_tree *tree)
{
	struct mc_tree_skip *skips;

	program->skip_count = (uint32_t)tree->skip_count;
	if (tree->skip_count == 0)
		return;
	skips = mc_arena_alloc(&study->arena, tree->skip_count * sizeof(*skips));
	for (size_t i = 0; i < tree->skip_count; i++)
		skips[i] = (struct mc_tree_skip){ mc_arena_strdup(&study->arena, tree->skips[i].path),
						  tree->skips[i].reason };
	program->skips = skips;
}

static void keep_codes(const struct mc_study *study, struct mc_program *program, const struct mc_canon *canon)
{
	bool *is_given = mc_alloc_zero(canon->count + 1, sizeof(*is_given));

	mc_prints_mark(is_given, canon, &study->given);
	program->codes = mc_codes_of(canon, is_given);
	free(is_given);
}

static void take_tree(struct mc_study *study, struct mc_canon *canon, size_t index,
		      const struct mc_tree *tree)
{
	struct mc_program *program = &study->programs[index];
	size_t before = study->prints.count;

	keep_skips(study, program, tree);
	mc_study_canon(canon, tree);
	program->tokens = (uint32_t)mc_prints_add(&study->prints, canon, (uint32_t)index, &study->given);
	program->lines = count_lines(canon);
	program->state = program->tokens == 0		       ? MC_PROGRAM_EMPTY
			 : program->tokens < study->min_tokens ? MC_PROGRAM_SHORT
							       : MC_PROGRAM_COMPARED;
	if (program->state == MC_PROGRAM_COMPARED)
		keep_codes(study, program, canon);
	else
		study->prints.count = before;
}

static void read_program(struct mc_study *study, struct mc_canon *canon, size_t index)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	study->programs[index].err = study->input->read(&tree, study->input->context, index);
	if (study->programs[index].err)
		study->programs[index].state = MC_PROGRAM_FAILED;
	else
		take_tree(study, canon, index, &tree);
}

/* Every second one, from `first` on; step 1: all. */
static void read_programs(struct mc_study *study, size_t first, size_t step)
{
	MC_AUTO(mc_canon) canon = MC_CANON_INIT;

	for (size_t i = first; i < study->program_count; i += step)
		read_program(study, &canon, i);
}

/* ---- two processes ---- */

static void pack_program(struct mc_buf *out, const struct mc_program *program)
{
	MC_AUTO(mc_buf) err = MC_BUF_INIT;

	mc_pack_number(out, program->state);
	mc_pack_number(out, program->tokens);
	mc_pack_number(out, program->lines);
	mc_pack_number(out, program->skip_count);
	for (size_t i = 0; i < program->skip_count; i++) {
		mc_pack_text(out, program->skips[i].path, strlen(program->skips[i].path));
		mc_pack_text(out, program->skips[i].reason, strlen(program->skips[i].reason));
	}
	if (program->err)
		mc_err_pack(&err, program->err);
	mc_pack_text(out, err.ptr, err.len);
	mc_pack_text(out, (const char *)program->codes.items, program->codes.count * sizeof(uint16_t));
}

static void unpack_program(struct mc_study *study, struct mc_program *program, struct mc_unpack *in)
{
	program->state = (enum mc_program_state)mc_unpack_up_to(in, MC_PROGRAM_FAILED);
	program->tokens = (uint32_t)mc_unpack_up_to(in, UINT32_MAX);
	program->lines = (uint32_t)mc_unpack_up_to(in, UINT32_MAX);
	size_t skip_count = (size_t)mc_unpack_up_to(in, MAX_SKIPS);
	struct mc_tree_skip *skips =
		mc_arena_alloc(&study->arena, MAX_SKIPS * (skip_count ? sizeof(*skips) : 1));

	for (size_t i = 0; i < skip_count; i++) {
		skips[i].path = mc_arena_strdup(&study->arena, mc_unpack_text(in).ptr);
		skips[i].reason = mc_arena_strdup(&study->arena, mc_unpack_text(in).ptr);
	}
	program->skips = skips;
	program->skip_count = (uint32_t)skip_count;
	struct mc_str err = mc_unpack_text(in);

	program->err = err.len > 0 ? mc_err_unpack(err.ptr) : NULL;
	struct mc_str codes = mc_unpack_text(in);

	program->codes.count = codes.len / sizeof(uint16_t);
	program->codes.items = mc_alloc_zero(program->codes.count + 1, sizeof(uint16_t));
	memcpy(program->codes.items, codes.ptr, program->codes.count * sizeof(uint16_t));
}

/* In the child: the programs with odd numbers. */
static void run_child(int fd, void *context)
{
	struct mc_study *study = context;
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;

	read_programs(study, 1, 2);
	for (size_t i = 1; i < study->program_count; i += 2)
		pack_program(&answer, &study->programs[i]);
	mc_prints_sort(&study->prints);
	mc_pack_number(&answer, study->prints.count);
	mc_buf_add(&answer, study->prints.items, study->prints.count * sizeof(*study->prints.items));
	mc_err_drop(mc_frame_write(fd, answer.ptr, answer.len));
}

static void take_answer(struct mc_study *study, struct mc_str answer)
{
	struct mc_unpack in = { .rest = answer };

	for (size_t i = 1; i < study->program_count; i += 2)
		unpack_program(study, &study->programs[i], &in);
	size_t count = mc_unpack_count(&in, sizeof(uint64_t));

	/* What the answer holds need not lie where numbers may lie. */
	uint64_t *prints = mc_alloc_zero(count + 1, sizeof(*prints));

	for (size_t i = 0; i < count; i++)
		prints[i] = mc_unpack_number(&in);
	mc_prints_merge(&study->prints, prints, count);
	free(prints);
}

static struct mc_err *read_shared(struct mc_study *study)
{
	struct mc_worker worker = MC_WORKER_INIT;
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	bool is_end = false;

	MC_TRY(mc_worker_open(&worker, run_child, study));
	read_programs(study, 0, 2);
	mc_prints_sort(&study->prints);
	struct mc_err *err = mc_frame_read(&answer, &is_end, worker.fd, MAX_ANSWER_BYTES);

	mc_worker_end(&worker);
	/* The other process is gone: its programs are read here. */
	if (err || is_end)
		read_programs(study, 1, 2);
	else
		take_answer(study, (struct mc_str){ answer.ptr, answer.len });
	mc_err_drop(err);
	return NULL;
}

struct mc_err *mc_study_read(struct mc_study *study, const struct mc_study_input *input)
{
	if (input->count >= MC_PRINTS_MAX_PROGRAMS)
		return mc_err_new(MC_E_LIMIT, _("more than %u submissions cannot be compared at a time"),
				  MC_PRINTS_MAX_PROGRAMS);
	study->input = input;
	study->program_count = input->count;
	study->programs = mc_alloc_zero(input->count + 1, sizeof(*study->programs));
	for (size_t i = 0; i < input->count; i++)
		study->programs[i].name = input->names[i];
	if (input->count >= MIN_SHARED && mc_cpu_count() > 1)
		return read_shared(study);
	read_programs(study, 0, 1);
	return NULL;
}
