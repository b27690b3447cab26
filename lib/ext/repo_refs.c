/* SPDX-License-Identifier: MIT */
#include "ext/repo_refs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "os/dir.h"

enum { MAX_FILE_BYTES = 16 * 1024 * 1024, MAX_HEAD_BYTES = 4096, MAX_DEPTH = 32 };
enum { SHA1_HEX = 40, SHA256_HEX = 64 };

static const char own_refs[] = "refs/migracode/";

void mc_repo_refs_release(struct mc_repo_refs *refs)
{
	free(refs->items);
	mc_arena_release(&refs->arena);
	*refs = (struct mc_repo_refs)MC_REPO_REFS_INIT;
}

/* ---- the list ---- */

static bool starts_with(struct mc_str text, const char *start)
{
	return text.len >= strlen(start) && !memcmp(text.ptr, start, strlen(start));
}

static bool ends_with(struct mc_str text, const char *end)
{
	return text.len >= strlen(end) && !memcmp(text.ptr + text.len - strlen(end), end, strlen(end));
}

static bool is_hash(struct mc_str text)
{
	if (text.len != SHA1_HEX && text.len != SHA256_HEX)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!memchr("0123456789abcdef", text.ptr[i], 16))
			return false;
	}
	return true;
}

static bool is_name(struct mc_str name)
{
	if (name.len > MC_REPO_REF_MAX_NAME || ends_with(name, "/") || ends_with(name, ".") ||
	    ends_with(name, ".lock") || memmem(name.ptr, name.len, "@{", 2))
		return false;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];
		bool is_start = i == 0 || name.ptr[i - 1] == '/';

		if (c <= ' ' || c == 0x7f || strchr("~^:?*[\\", c) || (is_start && (c == '.' || c == '/')) ||
		    (c == '.' && name.ptr[i - 1] == '.'))
			return false;
	}
	return starts_with(name, "refs/heads/") || starts_with(name, "refs/tags/") ||
	       starts_with(name, own_refs);
}

void mc_repo_refs_add(struct mc_repo_refs *refs, struct mc_str name, struct mc_str hash)
{
	if (!is_name(name) || !is_hash(hash))
		return;
	refs->is_sha256 = refs->is_sha256 || hash.len == SHA256_HEX;
	*MC_VEC_ADD(refs->items, refs->count, refs->capacity) =
		(struct mc_repo_ref){ mc_arena_copy(&refs->arena, name.ptr, name.len),
				      mc_arena_copy(&refs->arena, hash.ptr, hash.len) };
}

/* Order of names, of the same ones the order of adding: what comes later lies higher in the arena's count of
 * the list, so the sort is told by the place in it. */
struct numbered {
	struct mc_repo_ref ref;
	size_t number;
};

static int by_name(const void *a, const void *b)
{
	const struct numbered *x = a;
	const struct numbered *y = b;
	int order = strcmp(x->ref.name, y->ref.name);

	return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static void sort(struct mc_repo_refs *refs)
{
	struct numbered *all = mc_alloc_zero(refs->count + 1, sizeof(*all));
	size_t kept = 0;

	for (size_t i = 0; i < refs->count; i++)
		all[i] = (struct numbered){ refs->items[i], i };
	qsort(all, refs->count, sizeof(*all), by_name);
	for (size_t i = 0; i < refs->count; i++) {
		if (i + 1 == refs->count || strcmp(all[i].ref.name, all[i + 1].ref.name) != 0)
			refs->items[kept++] = all[i].ref;
	}
	refs->count = kept;
	free(all);
}

void mc_repo_refs_finish(struct mc_repo_refs *refs)
{
	struct mc_hash hash;

	sort(refs);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, refs->head);
	mc_hash_add_number(&hash, refs->is_shallow);
	for (size_t i = 0; i < refs->count; i++) {
		if (!strncmp(refs->items[i].name, own_refs, strlen(own_refs)))
			continue;
		mc_hash_add_text(&hash, refs->items[i].name);
		mc_hash_add_text(&hash, refs->items[i].hash);
	}
	mc_hash_hex(refs->digest, &hash);
}

const char *mc_repo_refs_find(const struct mc_repo_refs *refs, const char *name)
{
	size_t low = 0, high = refs->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(refs->items[middle].name, name);

		if (order == 0)
			return refs->items[middle].hash;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* ---- files ---- */

static struct mc_err *too_many(void)
{
	return mc_err_new(MC_E_LIMIT, _("it has too many branches and tags"));
}

struct mc_err *mc_repo_refs_parse(struct mc_repo_refs *refs, struct mc_str packed)
{
	struct mc_str line;

	while (mc_str_cut_line(&line, &packed)) {
		const char *space = memchr(line.ptr, ' ', line.len);
		size_t len = space ? (size_t)(space - line.ptr) : 0;

		if (!space || line.ptr[0] == '#' || line.ptr[0] == '^')
			continue;
		if (refs->count >= MC_REPO_MAX_REFS)
			return too_many();
		line.len -= line.ptr[line.len - 1] == '\r';
		mc_repo_refs_add(refs, (struct mc_str){ space + 1, line.len - len - 1 },
				 (struct mc_str){ line.ptr, len });
	}
	return NULL;
}

static struct mc_err *strange(void)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("it has a link or a special file among its own files")),
			   _("make a clean copy with 'git clone --bare'"));
}

/* Appends a small file below dir; found is false when there is none. */
static struct mc_err *read_small(struct mc_buf *text, bool *found, int dir, const char *name, size_t limit)
{
	MC_AUTOFD fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat about;

	*found = false;
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return NULL;
	if (fd < 0)
		return errno == ELOOP || errno == ENXIO
			       ? strange()
			       : mc_err_sys(MC_E_IO, errno, _("its file '%s' cannot be read"), name);
	if (fstat(fd, &about) < 0 || !S_ISREG(about.st_mode))
		return strange();
	if ((size_t)about.st_size > limit)
		return too_many();
	*found = true;
	return mc_buf_read_fd(text, fd, limit);
}

struct walk {
	struct mc_repo_refs *refs;
	struct mc_buf text; /* for one file after the other */
	size_t visited;
};

static struct mc_err *walk_dir(struct walk *walk, int parent, const char *name, const char *path,
			       unsigned depth);

static struct mc_err *read_ref(struct walk *walk, int dir, const char *name, struct mc_str path)
{
	bool found = false;

	mc_buf_reset(&walk->text);
	MC_TRY(read_small(&walk->text, &found, dir, name, MAX_HEAD_BYTES));
	/* A branch that is another name of a branch has no hash and is left out. */
	if (found)
		mc_repo_refs_add(walk->refs, path, mc_str_trim(mc_str(walk->text.ptr)));
	return NULL;
}

static struct mc_err *walk_entry(struct walk *walk, int dir, const struct dirent *entry, const char *path,
				 unsigned depth)
{
	MC_AUTO(mc_buf) deeper = MC_BUF_INIT;
	struct stat about;
	unsigned char type = entry->d_type;

	if (mc_dir_is_dots(entry->d_name))
		return NULL;
	if (++walk->visited > MC_REPO_MAX_REFS)
		return too_many();
	if (type == DT_UNKNOWN && fstatat(dir, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0)
		type = S_ISDIR(about.st_mode) ? DT_DIR : S_ISREG(about.st_mode) ? DT_REG : DT_LNK;
	mc_buf_addz(&deeper, path);
	mc_buf_addc(&deeper, '/');
	mc_buf_addz(&deeper, entry->d_name);
	if (type == DT_DIR)
		return walk_dir(walk, dir, entry->d_name, deeper.ptr, depth + 1);
	if (type != DT_REG)
		return strange();
	return read_ref(walk, dir, entry->d_name, (struct mc_str){ deeper.ptr, deeper.len });
}

static struct mc_err *walk_dir(struct walk *walk, int parent, const char *name, const char *path,
			       unsigned depth)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	MC_AUTODIR dir = fd < 0 ? NULL : fdopendir(fd);

	if (!dir && errno == ENOENT)
		return NULL;
	if (!dir)
		return errno == ELOOP || errno == ENOTDIR
			       ? strange()
			       : mc_err_sys(MC_E_IO, errno, _("its file '%s' cannot be read"), path);
	if (depth > MAX_DEPTH)
		return too_many();
	for (struct dirent *entry; (entry = readdir(dir));)
		MC_TRY(walk_entry(walk, fd, entry, path, depth));
	return NULL;
}

static struct mc_err *no_repository(void)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no repository at this place")),
			   _("look whether it was moved, and record the new place"));
}

static struct mc_err *read_head(struct walk *walk, int dir)
{
	static const char link[] = "ref: ";
	struct mc_repo_refs *refs = walk->refs;
	bool found = false;

	mc_buf_reset(&walk->text);
	MC_TRY(read_small(&walk->text, &found, dir, "HEAD", MAX_HEAD_BYTES));
	if (!found)
		return no_repository();
	struct mc_str head = mc_str_trim(mc_str(walk->text.ptr));

	if (starts_with(head, link))
		head = mc_str_trim((struct mc_str){ head.ptr + strlen(link), head.len - strlen(link) });
	/* What a repository with tables has there for programs that do not know them. */
	refs->is_tabled = mc_str_is_equal(head, mc_str("refs/heads/.invalid"));
	refs->is_sha256 = refs->is_sha256 || (is_hash(head) && head.len == SHA256_HEX);
	if (is_hash(head) || (is_name(head) && starts_with(head, "refs/heads/")))
		refs->head = mc_arena_copy(&refs->arena, head.ptr, head.len);
	return NULL;
}

static struct mc_err *walk_refs(struct walk *walk, int dir)
{
	MC_AUTOFD fd = openat(dir, "refs", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return errno == ENOENT ? no_repository() : strange();
	MC_TRY(walk_dir(walk, fd, "heads", "refs/heads", 0));
	return walk_dir(walk, fd, "tags", "refs/tags", 0);
}

static struct mc_err *read_all(struct walk *walk, int dir, bool with_kept)
{
	struct mc_repo_refs *refs = walk->refs;
	bool found = false;

	MC_TRY(read_head(walk, dir));
	mc_buf_reset(&walk->text);
	MC_TRY(read_small(&walk->text, &found, dir, "packed-refs", MAX_FILE_BYTES));
	MC_TRY(mc_repo_refs_parse(refs, (struct mc_str){ walk->text.ptr, walk->text.len }));
	for (size_t i = 0; !with_kept && i < refs->count;) {
		if (!strncmp(refs->items[i].name, own_refs, strlen(own_refs)))
			refs->items[i] = refs->items[--refs->count];
		else
			i++;
	}
	if (!refs->is_tabled)
		MC_TRY(walk_refs(walk, dir));
	mc_buf_reset(&walk->text);
	MC_TRY(read_small(&walk->text, &refs->is_shallow, dir, "shallow", MAX_FILE_BYTES));
	refs->is_shallow = refs->is_shallow && walk->text.len > 0;
	return NULL;
}

struct mc_err *mc_repo_refs_read(struct mc_repo_refs *refs, const char *path, bool with_kept)
{
	MC_AUTOFD outer = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	MC_AUTOFD inner =
		outer < 0 ? -1 : openat(outer, ".git", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct walk walk = { .refs = refs, .text = MC_BUF_INIT };

	if (outer < 0)
		return errno == ENOENT || errno == ENOTDIR
			       ? no_repository()
			       : mc_err_sys(MC_E_IO, errno, _("the repository cannot be read"));
	struct mc_err *err = read_all(&walk, inner >= 0 ? inner : outer, with_kept);

	mc_buf_release(&walk.text);
	if (!err)
		mc_repo_refs_finish(refs);
	return err;
}
