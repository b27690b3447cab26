/* SPDX-License-Identifier: MIT */
#include "ext/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"
#include "base/pack.h"
#include "ext/late.h"
#include "os/confined.h"

/* The calls of libarchive that are used; each stands behind "archive_". */
#define ARCHIVE_CALLS(X) \
	X(entry_filetype) \
	X(entry_free) \
	X(entry_is_encrypted) \
	X(entry_new) \
	X(entry_pathname) \
	X(entry_pathname_utf8) \
	X(entry_perm) \
	X(entry_set_filetype) \
	X(entry_set_mtime) \
	X(entry_set_pathname) \
	X(entry_set_perm) \
	X(entry_set_size) \
	X(error_string) \
	X(read_data) \
	X(read_free) \
	X(read_new) \
	X(read_next_header) \
	X(read_open_memory) \
	X(read_support_format_zip) \
	X(write_close) \
	X(write_data) \
	X(write_free) \
	X(write_header) \
	X(write_new) \
	X(write_open) \
	X(write_set_bytes_in_last_block) \
	X(write_set_format_zip)

struct calls {
#define X(name) __typeof__(&archive_##name) name;
	ARCHIVE_CALLS(X)
#undef X
};

enum { READ_CPU_S = 30, READ_MS = 120 * 1000, ANY_EXECUTE = 0111, FILE_MODE = 0644, PROGRAM_MODE = 0755 };

/* What the library needs beside the files. */
#define READ_MEMORY_BYTES (64u * 1024 * 1024)

static struct mc_err *load(struct calls *calls)
{
	const struct mc_late_call wanted[] = {
#define X(name) { "archive_" #name, &calls->name },
		ARCHIVE_CALLS(X)
#undef X
	};

	MC_TRY_AS(mc_late_load(MC_ARCHIVE_SONAME, "libarchive13", wanted, MC_COUNT(wanted)), "%s",
		  _("zip files cannot be read or written"));
	return NULL;
}

/* ---- reading, in the child ---- */

struct reading {
	struct calls calls;
	struct archive *handle;
	struct mc_str bytes;
	const struct mc_tree_filter *filter;
	struct mc_buf *answer; /* for each entry: kind, path, content */
	size_t file_count;
	size_t total_bytes;
};

/* What an entry is in the answer. */
enum { IS_FILE, IS_PROGRAM, IS_LINK, IS_SPECIAL, IS_BADLY_NAMED };

static struct mc_err *damaged(void)
{
	return mc_err_new(MC_E_INPUT, _("the zip file is damaged, or is none"));
}

static struct mc_err *too_large(void)
{
	return mc_err_new(MC_E_LIMIT, _("the zip file has more in it than is read"));
}

static struct mc_err *add_content(struct reading *reading)
{
	MC_AUTO(mc_buf) content = MC_BUF_INIT;
	enum { CHUNK_BYTES = 64 * 1024 };

	for (;;) {
		la_ssize_t got = reading->calls.read_data(reading->handle, mc_buf_room(&content, CHUNK_BYTES),
							  CHUNK_BYTES);

		if (got < 0)
			return damaged();
		if (got == 0)
			break;
		mc_buf_grown(&content, (size_t)got);
		reading->total_bytes += (size_t)got;
		if (reading->total_bytes > reading->filter->max_bytes)
			return too_large();
	}
	mc_pack_text(reading->answer, content.ptr, content.len);
	return NULL;
}

static struct mc_err *add_entry(struct reading *reading, struct archive_entry *entry)
{
	unsigned type = reading->calls.entry_filetype(entry);
	const char *path = reading->calls.entry_pathname_utf8(entry);

	path = path ? path : reading->calls.entry_pathname(entry);
	/* The locale has no such letters. */
	path = path ? path : "/";
	if (type == AE_IFDIR || (mc_tree_is_safe_path(path) && !mc_tree_is_wanted(reading->filter, path)))
		return NULL;
	bool is_file = type == AE_IFREG && mc_tree_is_safe_path(path);

	mc_pack_number(reading->answer, type == AE_IFLNK				 ? IS_LINK
					: type != AE_IFREG				 ? IS_SPECIAL
					: !is_file					 ? IS_BADLY_NAMED
					: reading->calls.entry_perm(entry) & ANY_EXECUTE ? IS_PROGRAM
											 : IS_FILE);
	mc_pack_text(reading->answer, path, strlen(path));
	if (!is_file) {
		mc_pack_text(reading->answer, "", 0);
		return NULL;
	}
	if (reading->calls.entry_is_encrypted(entry))
		return mc_err_new(MC_E_INPUT, _("the zip file is encrypted"));
	if (++reading->file_count > reading->filter->max_files)
		return too_large();
	return add_content(reading);
}

static struct mc_err *read_entries(struct reading *reading)
{
	struct archive_entry *entry;

	for (size_t count = 0;; count++) {
		int status = reading->calls.read_next_header(reading->handle, &entry);

		if (status == ARCHIVE_EOF)
			return count == 0 ? damaged() : NULL;
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
			return damaged();
		if (count == MC_ARCHIVE_MAX_ENTRIES)
			return too_large();
		MC_TRY(add_entry(reading, entry));
	}
}

static struct mc_err *read_archive(struct mc_buf *answer, void *context)
{
	struct reading *reading = context;

	reading->answer = answer;
	reading->handle = reading->calls.read_new();
	if (!reading->handle)
		return damaged();
	(void)reading->calls.read_support_format_zip(reading->handle);
	struct mc_err *err = reading->calls.read_open_memory(reading->handle, reading->bytes.ptr,
							     reading->bytes.len) == ARCHIVE_OK
				     ? read_entries(reading)
				     : damaged();

	(void)reading->calls.read_free(reading->handle);
	return err;
}

/* ---- what came from the child ---- */

static struct mc_err *take_entry(struct mc_tree *tree, struct mc_unpack *unpack,
				 const struct mc_tree_filter *filter)
{
	static const char *const reasons[] = {
		[IS_LINK] = MC_SKIP_SYMLINK, [IS_SPECIAL] = MC_SKIP_SPECIAL, [IS_BADLY_NAMED] = MC_SKIP_NAME
	};
	uint64_t kind = mc_unpack_up_to(unpack, IS_BADLY_NAMED);
	struct mc_str path = mc_unpack_text(unpack);
	struct mc_str content = mc_unpack_text(unpack);

	if (unpack->is_bad)
		return damaged();
	if (kind > IS_PROGRAM) {
		mc_tree_skip(tree, path.ptr, reasons[kind], filter->max_skips);
		return NULL;
	}
	if (!mc_tree_is_safe_path(path.ptr) || tree->count >= filter->max_files ||
	    tree->total_bytes + content.len > filter->max_bytes)
		return damaged();
	mc_tree_add(tree, path.ptr, content.ptr, content.len, kind == IS_PROGRAM);
	return NULL;
}

static struct mc_err *take(struct mc_tree *tree, const struct mc_buf *answer,
			   const struct mc_tree_filter *filter)
{
	struct mc_unpack unpack = { .rest = { answer->ptr, answer->len } };

	while (unpack.rest.len > 0)
		MC_TRY(take_entry(tree, &unpack, filter));
	mc_tree_sort(tree);
	return NULL;
}

struct mc_err *mc_archive_read(struct mc_tree *tree, const char *bytes, size_t len,
			       const struct mc_tree_filter *filter)
{
	struct reading reading = { .bytes = { bytes, len }, .filter = filter };
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	enum mc_confined_end end;
	const struct mc_confined confined = {
		.work = read_archive,
		.context = &reading,
		.limits = { .cpu_s = READ_CPU_S, .more_bytes = READ_MEMORY_BYTES + 6 * filter->max_bytes },
		.wall_ms = READ_MS,
		/* Names and numbers come beside the content. */
		.answer_bytes = filter->max_bytes + READ_MEMORY_BYTES,
	};

	MC_TRY(load(&reading.calls));
	MC_TRY(mc_confined_run(&answer, &end, &confined));
	if (end != MC_CONFINED_ANSWERED)
		return mc_err_new(MC_E_LIMIT, _("the zip file takes too long or too much memory to read"));
	return take(tree, &answer, filter);
}

struct mc_err *mc_archive_read_here(struct mc_tree *tree, const char *bytes, size_t len,
				    const struct mc_tree_filter *filter)
{
	struct reading reading = { .bytes = { bytes, len }, .filter = filter };
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;

	MC_TRY(load(&reading.calls));
	MC_TRY(read_archive(&answer, &reading));
	return take(tree, &answer, filter);
}

/* ---- writing ---- */

static la_ssize_t add_bytes(struct archive *handle, void *context, const void *bytes, size_t len)
{
	(void)handle;
	mc_buf_add(context, bytes, len);
	return (la_ssize_t)len;
}

static bool write_file(const struct calls *calls, struct archive *handle, const struct mc_tree_file *file,
		       int64_t unix_s)
{
	struct archive_entry *entry = calls->entry_new();

	calls->entry_set_pathname(entry, file->path);
	calls->entry_set_filetype(entry, AE_IFREG);
	calls->entry_set_perm(entry, file->is_executable ? PROGRAM_MODE : FILE_MODE);
	calls->entry_set_size(entry, (la_int64_t)file->len);
	calls->entry_set_mtime(entry, unix_s, 0);
	bool is_good = calls->write_header(handle, entry) == ARCHIVE_OK &&
		       calls->write_data(handle, file->data, file->len) == (la_ssize_t)file->len;

	calls->entry_free(entry);
	return is_good;
}

struct mc_err *mc_archive_write(struct mc_buf *out, const struct mc_tree *tree, int64_t unix_s)
{
	struct calls calls;

	MC_TRY(load(&calls));
	struct archive *handle = calls.write_new();
	bool is_good = handle && calls.write_set_format_zip(handle) == ARCHIVE_OK &&
		       calls.write_set_bytes_in_last_block(handle, 1) == ARCHIVE_OK &&
		       calls.write_open(handle, out, NULL, add_bytes, NULL) == ARCHIVE_OK;

	for (size_t i = 0; is_good && i < tree->count; i++)
		is_good = write_file(&calls, handle, &tree->files[i], unix_s);
	is_good = is_good && calls.write_close(handle) == ARCHIVE_OK;
	struct mc_err *err =
		is_good ? NULL
			: mc_err_new(MC_E_IO, _("cannot write the zip file: %s"),
				     handle && calls.error_string(handle) ? calls.error_string(handle)
									  : _("no reason given"));

	(void)calls.write_free(handle);
	return err;
}
