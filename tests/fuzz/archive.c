/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of index files: what it takes leads nowhere outside of them. The checksums of
 * the head are made right, so that more than the first bytes is tried. */
#include "similar/archive.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "similar/archive_part.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Puts the parts that every file has behind a head and programs of the fuzzer's. */
static void lay(struct mc_buf *out, const uint8_t *data, size_t len)
{
	struct mc_archive_head head = { .magic = MC_ARCHIVE_MAGIC, .version = MC_ARCHIVE_VERSION };
	size_t programs = len > 0 ? data[0] % 8 : 0;
	size_t names = len > 1 ? (size_t)(data[1] % 4) * 8 : 0;
	size_t prints = len > 2 ? data[2] % 16 : 0;
	MC_AUTOTEXT zeros = mc_alloc_zero(MC_ARCHIVE_PARTS, sizeof(uint64_t) + sizeof(uint32_t));
	size_t own = programs * sizeof(struct mc_archive_program) + names;
	size_t at = 3;

	head.program_count = programs;
	head.names_len = names;
	head.print_count = prints;
	mc_buf_add(out, &head, sizeof(head));
	for (size_t i = 0; i < own; i++, at++)
		mc_buf_addc(out, at < len ? (char)data[at] : '\0');
	size_t tables = out->len;

	mc_buf_add(out, zeros, (size_t)MC_ARCHIVE_PARTS * (sizeof(uint64_t) + sizeof(uint32_t)));
	/* All fingerprints begin as the first one does. */
	size_t part = at + 7 < len ? (size_t)data[at + 7] << 8 | data[at + 6] : 0;

	for (size_t i = part; i < MC_ARCHIVE_PARTS; i++)
		memcpy(out->ptr + tables + i * sizeof(uint64_t), &head.print_count, sizeof(uint64_t));
	size_t first = out->len;

	for (size_t i = 0; i < prints * sizeof(uint64_t); i++, at++)
		mc_buf_addc(out, at < len ? (char)data[at] : '\0');
	uint32_t sum = (uint32_t)mc_archive_sum(out->ptr + first, out->len - first);

	memcpy(out->ptr + tables + MC_ARCHIVE_PARTS * sizeof(uint64_t) + part * sizeof(sum), &sum,
	       sizeof(sum));
	head.sum = mc_archive_sum(&head, sizeof(head)) ^
		   mc_archive_sum(out->ptr + sizeof(head), first - sizeof(head));
	memcpy(out->ptr, &head, sizeof(head));
}

static void use(const void *bytes, size_t len)
{
	MC_AUTO(mc_archive) archive = MC_ARCHIVE_INIT;
	MC_AUTOPTR(mc_err) err = mc_archive_open_bytes(&archive, "x.idx", bytes, len);

	if (err)
		return;
	for (size_t i = 0; i < archive.program_count; i++)
		assert(strlen(mc_archive_name(&archive, i)) < archive.names_len);
	MC_AUTOPTR(mc_err) bad = mc_archive_check(&archive);

	for (size_t i = 0; !bad && i < archive.print_count; i++) {
		const uint64_t *from;
		size_t count;

		mc_err_free(mc_archive_find(&from, &count, &archive, mc_print_key(archive.prints[i])));
		assert(count > 0 && mc_print_program(*from) < archive.program_count);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTO(mc_buf) laid = MC_BUF_INIT;
	/* A copy of exactly this size, so that reading beyond it shows. */
	MC_AUTOTEXT copy = mc_alloc(len ? len : 1);

	memcpy(copy, data, len);
	use(copy, len);
	lay(&laid, data, len);
	use(laid.ptr, laid.len);
	return 0;
}
