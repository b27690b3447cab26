/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "base/vec.h"
#include "os/file.h"
#include "os/outfile.h"
#include "similar/archive_part.h"

/* What is being written: the old fingerprints and fresh ones, part by part. */
struct writer {
	struct mc_archive old; /* without programs when there was no file */
	bool has_old;
	const struct mc_study *study;
	uint32_t *numbers;	/* of each program of the study in the new file; UINT32_MAX: not added */
	struct mc_prints fresh; /* with these numbers */
	size_t program_count;
	struct mc_archive_program *programs;
	struct mc_buf names;
	double (*own)[MC_CHANNEL_COUNT];
	uint64_t *ends;
	uint32_t *sums;
	/* The part at hand. */
	size_t old_at;
	size_t fresh_at;
	struct mc_prints part;
};

static void writer_release(struct writer *writer)
{
	mc_archive_release(&writer->old);
	free(writer->numbers);
	mc_prints_release(&writer->fresh);
	free(writer->programs);
	mc_buf_release(&writer->names);
	free(writer->own);
	free(writer->ends);
	free(writer->sums);
	mc_prints_release(&writer->part);
}

/* ---- what is new ---- */

/* A sum that does not depend on the order: equal for programs with the same fingerprints. */
static uint64_t *sums_of(const uint64_t *prints, size_t count, size_t program_count)
{
	uint64_t *sums = mc_alloc_zero(program_count + 1, sizeof(*sums));

	for (size_t i = 0; i < count; i++) {
		uint64_t key = mc_print_key(prints[i]);

		sums[mc_print_program(prints[i])] += mc_archive_sum(&key, sizeof(key));
	}
	return sums;
}

static void number_programs(struct writer *writer)
{
	const struct mc_study *study = writer->study;
	MC_AUTO(mc_index) index = MC_INDEX_INIT;
	uint64_t *old = sums_of(writer->old.prints, writer->old.print_count, writer->old.program_count);
	uint64_t *fresh = sums_of(study->prints.items, study->prints.count, study->program_count);

	for (size_t i = 0; i < writer->old.program_count; i++)
		mc_index_set(&index, mc_archive_name(&writer->old, i), (uint32_t)i);
	writer->program_count = writer->old.program_count;
	writer->numbers = mc_alloc_zero(study->program_count + 1, sizeof(*writer->numbers));
	for (size_t i = 0; i < study->program_count; i++) {
		uint32_t same = mc_index_find(&index, mc_study_id(study, i));
		bool is_there = same != MC_INDEX_NONE && old[same] == fresh[i];

		writer->numbers[i] = study->programs[i].state == MC_PROGRAM_COMPARED && !is_there
					     ? (uint32_t)writer->program_count++
					     : UINT32_MAX;
	}
	free(old);
	free(fresh);
}

static void take_fresh(struct writer *writer)
{
	const struct mc_prints *prints = &writer->study->prints;

	for (size_t i = 0; i < prints->count; i++) {
		uint32_t number = writer->numbers[mc_print_program(prints->items[i])];

		if (number != UINT32_MAX)
			*MC_VEC_ADD(writer->fresh.items, writer->fresh.count, writer->fresh.capacity) =
				mc_print_key(prints->items[i]) << 20 | number;
	}
}

static void take_programs(struct writer *writer)
{
	const struct mc_archive *old = &writer->old;

	writer->programs = mc_alloc_zero(writer->program_count + 1, sizeof(*writer->programs));
	if (old->program_count > 0) {
		memcpy(writer->programs, old->programs, old->program_count * sizeof(*writer->programs));
		/* Without the zeros that fill up. */
		const char *last = mc_archive_name(old, old->program_count - 1);

		mc_buf_add(&writer->names, old->names, (size_t)(last - old->names) + strlen(last) + 1);
	}
	for (size_t i = 0; i < writer->study->program_count; i++) {
		const struct mc_program *program = &writer->study->programs[i];

		if (writer->numbers[i] == UINT32_MAX)
			continue;
		writer->programs[writer->numbers[i]] =
			(struct mc_archive_program){ .tokens = program->tokens,
						     .lines = program->lines,
						     .name = (uint32_t)writer->names.len };
		const char *id = mc_study_id(writer->study, i);

		mc_buf_add(&writer->names, id, strlen(id) + 1);
	}
	while (writer->names.len % 8 != 0)
		mc_buf_addc(&writer->names, '\0');
}

/* ---- parts ---- */

/* Puts the next part together; both sources are in order. */
static void merge_part(struct writer *writer, size_t part)
{
	const struct mc_archive *old = &writer->old;
	size_t old_end = writer->has_old ? old->ends[part] : 0;
	struct mc_prints *out = &writer->part;

	out->count = 0;
	for (;;) {
		bool has_old = writer->old_at < old_end;
		bool has_fresh = writer->fresh_at < writer->fresh.count &&
				 mc_archive_part(writer->fresh.items[writer->fresh_at]) == part;

		if (!has_old && !has_fresh)
			return;
		bool takes_old = has_old && (!has_fresh || old->prints[writer->old_at] <
								   writer->fresh.items[writer->fresh_at]);

		*MC_VEC_ADD(out->items, out->count, out->capacity) =
			takes_old ? old->prints[writer->old_at++] : writer->fresh.items[writer->fresh_at++];
	}
}

static void weigh_part(struct writer *writer)
{
	const struct mc_prints *part = &writer->part;
	size_t limit = mc_archive_limit(writer->program_count);

	for (size_t from = 0; from < part->count;) {
		size_t to = from + 1;

		while (to < part->count && mc_print_key(part->items[to]) == mc_print_key(part->items[from]))
			to++;
		double weight = to - from > limit ? 0 : mc_match_weight(writer->program_count, to - from);

		for (size_t i = from; i < to; i++)
			writer->own[mc_print_program(part->items[i])][mc_print_channel(part->items[i])] +=
				weight;
		from = to;
	}
}

static size_t measure_parts(struct writer *writer)
{
	size_t count = 0;

	writer->own = mc_alloc_zero(writer->program_count + 1, sizeof(*writer->own));
	writer->ends = mc_alloc_zero(MC_ARCHIVE_PARTS, sizeof(*writer->ends));
	writer->sums = mc_alloc_zero(MC_ARCHIVE_PARTS, sizeof(*writer->sums));
	for (size_t part = 0; part < MC_ARCHIVE_PARTS; part++) {
		merge_part(writer, part);
		weigh_part(writer);
		count += writer->part.count;
		writer->ends[part] = count;
		writer->sums[part] =
			(uint32_t)mc_archive_sum(writer->part.items, writer->part.count * sizeof(uint64_t));
	}
	for (size_t i = 0; i < writer->program_count; i++) {
		for (size_t channel = 0; channel < MC_CHANNEL_COUNT; channel++)
			writer->programs[i].scale[channel] = mc_match_scale(writer->own[i][channel]);
	}
	writer->old_at = writer->fresh_at = 0;
	return count;
}

/* ---- the file ---- */

static void add_tables(struct mc_buf *out, const struct writer *writer, size_t print_count)
{
	struct mc_archive_head head = { .magic = MC_ARCHIVE_MAGIC,
					.version = MC_ARCHIVE_VERSION,
					.program_count = writer->program_count,
					.print_count = print_count,
					.names_len = writer->names.len };

	mc_buf_add(out, &head, sizeof(head));
	mc_buf_add(out, writer->programs, writer->program_count * sizeof(*writer->programs));
	mc_buf_add(out, writer->names.ptr, writer->names.len);
	mc_buf_add(out, writer->ends, MC_ARCHIVE_PARTS * sizeof(*writer->ends));
	mc_buf_add(out, writer->sums, MC_ARCHIVE_PARTS * sizeof(*writer->sums));
	head.sum = mc_archive_sum(&head, sizeof(head)) ^
		   mc_archive_sum(out->ptr + sizeof(head), out->len - sizeof(head));
	memcpy(out->ptr, &head, sizeof(head));
}

static struct mc_err *write_parts(struct mc_outfile *file, struct writer *writer)
{
	enum { CHUNK = 1 << 20 };
	MC_AUTO(mc_buf) chunk = MC_BUF_INIT;

	for (size_t part = 0; part < MC_ARCHIVE_PARTS; part++) {
		merge_part(writer, part);
		mc_buf_add(&chunk, writer->part.items, writer->part.count * sizeof(uint64_t));
		if (chunk.len < CHUNK && part + 1 < MC_ARCHIVE_PARTS)
			continue;
		MC_TRY(mc_outfile_add(file, chunk.ptr, chunk.len));
		mc_buf_reset(&chunk);
	}
	return NULL;
}

static struct mc_err *write_file(struct writer *writer, const char *path)
{
	MC_AUTO(mc_outfile) file = MC_OUTFILE_INIT;
	MC_AUTO(mc_buf) tables = MC_BUF_INIT;

	add_tables(&tables, writer, measure_parts(writer));
	MC_TRY(mc_outfile_open(&file, path));
	MC_TRY(mc_outfile_add(&file, tables.ptr, tables.len));
	MC_TRY(write_parts(&file, writer));
	if (writer->has_old && !mc_map_is_current(&writer->old.map, path))
		return mc_err_hint(mc_err_new(MC_E_IO, _("'%s' was changed by somebody else meanwhile"),
					      path),
				   _("run the same command again"));
	return mc_outfile_commit(&file);
}

struct mc_err *mc_archive_add(size_t *added, const char *path, const struct mc_study *study)
{
	__attribute__((cleanup(writer_release))) struct writer writer = { .old = MC_ARCHIVE_INIT,
									  .study = study,
									  .names = MC_BUF_INIT };

	if (mc_file_exists(path)) {
		MC_TRY(mc_archive_open(&writer.old, path));
		MC_TRY(mc_archive_check(&writer.old));
		writer.has_old = true;
	}
	number_programs(&writer);
	*added = writer.program_count - writer.old.program_count;
	if (writer.program_count >= MC_PRINTS_MAX_PROGRAMS || writer.old.names_len > UINT32_MAX / 2)
		return mc_err_hint(mc_err_new(MC_E_LIMIT, _("the index file '%s' is full"), path),
				   _("begin another one: migracode similar --add new.idx <path>..."));
	if (*added == 0 && writer.has_old)
		return NULL;
	take_fresh(&writer);
	take_programs(&writer);
	return write_file(&writer, path);
}
