/* SPDX-License-Identifier: MIT */
#include "os/tree_read.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"
#include "os/dir.h"

struct reader {
	struct mc_tree *tree;
	const struct mc_tree_filter *filter;
	const char *dir;
	size_t entries;
	struct mc_buf path; /* of the entry at hand, relative to dir */
	struct mc_buf data;
};

static void reader_release(struct reader *reader)
{
	mc_buf_release(&reader->path);
	mc_buf_release(&reader->data);
}

/* The names in one folder, sorted, so that a run ends the same way each time. */
struct names {
	struct name {
		char *text;
		unsigned char type;
	} * items;
	size_t count;
	size_t capacity;
};

static void names_release(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i].text);
	free(names->items);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->text, ((const struct name *)b)->text);
}

static void skip(struct reader *r, const char *reason)
{
	if (mc_tree_is_wanted(r->filter, r->path.ptr) || mc_tree_is_reachable(r->filter, r->path.ptr))
		mc_tree_skip(r->tree, r->path.ptr, reason, r->filter->max_skips);
}

static struct mc_err *cannot_read(const struct reader *r, int errnum)
{
	return mc_err_sys(MC_E_IO, errnum, _("cannot read '%s' in '%s'"), r->path.ptr, r->dir);
}

static struct mc_err *too_many_bytes(const struct reader *r)
{
	return mc_err_new(MC_E_LIMIT, _("the files in '%s' are larger than %zu MiB together"), r->dir,
			  r->filter->max_bytes >> 20);
}

/* O_NONBLOCK: should the name have become a FIFO since it was listed, opening it must not wait. */
static struct mc_err *read_file(struct reader *r, int dir_fd, const char *name)
{
	MC_AUTOFD fd = openat(dir_fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		return cannot_read(r, errno);
	if (!S_ISREG(st.st_mode)) {
		skip(r, MC_SKIP_SPECIAL);
		return NULL;
	}
	if (r->filter->max_file_bytes && (uint64_t)st.st_size > r->filter->max_file_bytes) {
		skip(r, MC_SKIP_SIZE);
		return NULL;
	}
	if (r->tree->count >= r->filter->max_files)
		return mc_err_new(MC_E_LIMIT, _("more than %zu files in '%s'"), r->filter->max_files, r->dir);
	size_t taken = r->tree->total_bytes;
	size_t room = taken < r->filter->max_bytes ? r->filter->max_bytes - taken : 0;

	if (st.st_size < 0 || (uint64_t)st.st_size > room)
		return too_many_bytes(r);
	mc_buf_reset(&r->data);
	MC_TRY_AS(mc_buf_read_fd(&r->data, fd, room), _("cannot read '%s' in '%s'"), r->path.ptr, r->dir);
	mc_tree_add(r->tree, r->path.ptr, r->data.ptr, r->data.len, (st.st_mode & S_IXUSR) != 0);
	return NULL;
}

static struct mc_err *list(struct names *names, struct reader *r, DIR *dir)
{
	const struct dirent *entry;

	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		const char *name = entry->d_name;

		if (mc_dir_is_dots(name) || !strcmp(name, ".git"))
			continue;
		if (++r->entries > MC_TREE_MAX_ENTRIES)
			return mc_err_new(MC_E_LIMIT, _("more than %d entries in '%s'"), MC_TREE_MAX_ENTRIES,
					  r->dir);
		*MC_VEC_ADD(names->items, names->count, names->capacity) =
			(struct name){ mc_strdup(name), entry->d_type };
	}
	if (errno)
		return cannot_read(r, errno);
	if (names->count > 0)
		qsort(names->items, names->count, sizeof(*names->items), by_name);
	return NULL;
}

static unsigned char type_of(int dir_fd, const struct name *name)
{
	struct stat st;

	if (name->type != DT_UNKNOWN)
		return name->type;
	if (fstatat(dir_fd, name->text, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return DT_UNKNOWN;
	return (unsigned char)IFTODT(st.st_mode);
}

static struct mc_err *read_dir(struct reader *r, int fd, unsigned depth);

static struct mc_err *read_entry(struct reader *r, int dir_fd, const struct name *name, unsigned depth)
{
	unsigned char type = type_of(dir_fd, name);

	if (!mc_tree_is_safe_path(r->path.ptr)) {
		skip(r, MC_SKIP_NAME);
		return NULL;
	}
	if (type == DT_DIR) {
		if (!mc_tree_is_reachable(r->filter, r->path.ptr))
			return NULL;
		int fd = openat(dir_fd, name->text, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

		return fd < 0 ? cannot_read(r, errno) : read_dir(r, fd, depth + 1);
	}
	if (type == DT_REG)
		return mc_tree_is_wanted(r->filter, r->path.ptr) ? read_file(r, dir_fd, name->text) : NULL;
	skip(r, type == DT_LNK ? MC_SKIP_SYMLINK : MC_SKIP_SPECIAL);
	return NULL;
}

/* Takes over fd. */
static struct mc_err *read_dir(struct reader *r, int fd, unsigned depth)
{
	MC_AUTODIR dir = fdopendir(fd);
	__attribute__((cleanup(names_release))) struct names names = { NULL, 0, 0 };
	size_t len = r->path.len;

	if (!dir) {
		(void)close(fd);
		return cannot_read(r, errno);
	}
	if (depth > MC_TREE_MAX_DEPTH)
		return mc_err_new(MC_E_LIMIT, _("folders in '%s' are nested deeper than %d levels"), r->dir,
				  MC_TREE_MAX_DEPTH);
	MC_TRY(list(&names, r, dir));
	for (size_t i = 0; i < names.count; i++) {
		mc_buf_addf(&r->path, "%s%s", len ? "/" : "", names.items[i].text);
		MC_TRY(read_entry(r, dirfd(dir), &names.items[i], depth));
		r->path.ptr[len] = '\0';
		r->path.len = len;
	}
	return NULL;
}

struct mc_err *mc_tree_read_dir(struct mc_tree *tree, const char *dir, const struct mc_tree_filter *filter)
{
	__attribute__((cleanup(reader_release))) struct reader reader = {
		.tree = tree, .filter = filter, .dir = dir, .path = MC_BUF_INIT, .data = MC_BUF_INIT
	};
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return mc_err_sys(errno == ENOENT || errno == ENOTDIR ? MC_E_INPUT : MC_E_IO, errno,
				  _("cannot open the folder '%s'"), dir);
	struct mc_err *err = read_dir(&reader, fd, 1);

	mc_tree_sort(tree);
	return err;
}
