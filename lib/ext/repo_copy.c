/* SPDX-License-Identifier: MIT */
#include "ext/repo_copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"
#include "os/dir.h"
#include "os/file.h"

/* Where loose objects wait until they are checked. */
#define WAITING "objects/incoming"

enum { FOLDERS = 256, MAX_LOOSE = 200000, MAX_PACKS = 5000, CHUNK = 64 * 1024 };
enum { TRAILER = 20, OBJECT_NAME = 38 };

/* A pack of the source. */
struct pack {
	char *name;
	uint64_t bytes;
	unsigned char trailer[TRAILER]; /* the hash of all before it: what tells packs apart */
};

struct packs {
	struct pack *items;
	size_t count;
	size_t capacity;
};

struct job {
	const struct mc_repo_copy *copy;
	struct packs had; /* by the copy */
	struct packs new; /* of the source */
	uint64_t bytes;	  /* to be copied, of all that was looked at */
	size_t loose;
	struct mc_repo_progress progress;
};

static void release_packs(struct packs *packs)
{
	for (size_t i = 0; i < packs->count; i++)
		free(packs->items[i].name);
	free(packs->items);
}

static struct mc_err *damaged(void)
{
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("the repository is damaged")),
		_("type there: git fsck --full; most often a fresh clone of the learner's own copy helps"));
}

static struct mc_err *too_large(void)
{
	return mc_err_hint(mc_err_new(MC_E_LIMIT, _("the repository is too large")),
			   _("allow more with --max-size, or ask for a repository without large files"));
}

static struct mc_err *no_room(int number)
{
	bool is_full = number == ENOSPC || number == EDQUOT;

	return mc_err_hint(is_full ? mc_err_new(MC_E_IO, _("the disk is full"))
				   : mc_err_sys(MC_E_IO, number, _("the mirror cannot be written")),
			   "%s", is_full ? _("make room and try again") : _("look at its permissions"));
}

static struct mc_err *tell(struct job *job, uint64_t bytes)
{
	const struct mc_repo_watch *watch = job->copy->watch;

	job->progress.bytes += bytes;
	job->progress.done_objects++;
	return !watch || watch->step(watch->context, &job->progress)
		       ? NULL
		       : mc_err_new(MC_E_INTERRUPTED, _("interrupted"));
}

static int open_below(int dir, const char *name, int flags)
{
	return openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags);
}

/* ---- packs ---- */

static bool is_pack(const char *name)
{
	size_t len = strlen(name);

	return !strncmp(name, "pack-", strlen("pack-")) && len > strlen(".pack") &&
	       !strcmp(name + len - strlen(".pack"), ".pack");
}

/* Looks at a pack without reading it; what is none is passed over. */
static void add_pack(struct packs *packs, int dir, const char *name)
{
	MC_AUTOFD fd = open_below(dir, name, 0);
	struct pack pack = { .name = NULL };
	struct stat about;

	if (fd < 0 || fstat(fd, &about) < 0 || !S_ISREG(about.st_mode) || about.st_size < TRAILER ||
	    pread(fd, pack.trailer, TRAILER, about.st_size - TRAILER) != TRAILER)
		return;
	pack.name = mc_strdup(name);
	pack.bytes = (uint64_t)about.st_size;
	*MC_VEC_ADD(packs->items, packs->count, packs->capacity) = pack;
}

static struct mc_err *list_packs(struct packs *packs, const char *repo)
{
	MC_AUTOTEXT path = mc_format("%s/objects/pack", repo);
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	MC_AUTODIR dir = fd < 0 ? NULL : fdopendir(fd);

	if (!dir)
		return errno == ENOENT ? NULL : damaged();
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (is_pack(entry->d_name))
			add_pack(packs, fd, entry->d_name);
		if (packs->count > MAX_PACKS)
			return mc_err_hint(mc_err_new(MC_E_LIMIT, _("the repository has too many packs")),
					   _("type there: git gc"));
	}
	return NULL;
}

static bool has_pack(const struct packs *packs, const struct pack *wanted)
{
	for (size_t i = 0; i < packs->count; i++) {
		if (packs->items[i].bytes == wanted->bytes &&
		    !memcmp(packs->items[i].trailer, wanted->trailer, TRAILER))
			return true;
	}
	return false;
}

/* Why libgit2 could not take a pack: when it is not our disk, it is the pack. */
static struct mc_err *pack_error(const struct mc_git *git)
{
	const char *words = mc_git_message(git);

	if (strcasestr(words, "No space left") || strcasestr(words, "Disk quota"))
		return no_room(ENOSPC);
	return strcasestr(words, "too large") ? too_large() : damaged();
}

static struct mc_err *feed(struct job *job, git_indexer *indexer, int fd)
{
	const struct mc_git *git = job->copy->git;
	git_indexer_progress done = { 0 };
	char *chunk = mc_alloc(CHUNK);
	struct mc_err *err = NULL;
	ssize_t got = 0;

	while (!err && (got = read(fd, chunk, CHUNK)) > 0) {
		err = git->indexer_append(indexer, chunk, (size_t)got, &done) < 0 ? pack_error(git)
										  : tell(job, (uint64_t)got);
	}
	free(chunk);
	if (!err && got < 0)
		return damaged();
	if (!err && git->indexer_commit(indexer, &done) < 0)
		return pack_error(git);
	return err;
}

/* The indexer unpacks every object, checks it, and writes an index of its own: that of the source is not
 * believed. */
static struct mc_err *copy_pack(struct job *job, int dir, const struct pack *pack)
{
	const struct mc_git *git = job->copy->git;
	MC_AUTOTEXT to = mc_format("%s/objects/pack", job->copy->to);
	MC_AUTOFD fd = open_below(dir, pack->name, 0);
	git_indexer_options options = { .version = GIT_INDEXER_OPTIONS_VERSION };
	git_indexer *indexer = NULL;

	if (fd < 0)
		return damaged();
	if (git->indexer_new(&indexer, to, 0444, job->copy->objects, &options) < 0)
		return pack_error(git);
	struct mc_err *err = feed(job, indexer, fd);

	git->indexer_free(indexer);
	return err;
}

static struct mc_err *copy_packs(struct job *job)
{
	MC_AUTOTEXT path = mc_format("%s/objects/pack", job->copy->from);
	MC_AUTOFD dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	for (size_t i = 0; i < job->new.count; i++) {
		if (!has_pack(&job->had, &job->new.items[i]))
			MC_TRY(copy_pack(job, dir, &job->new.items[i]));
	}
	return NULL;
}

/* ---- loose objects ---- */

static bool is_object_name(const char *name)
{
	return strlen(name) == OBJECT_NAME && strspn(name, "0123456789abcdef") == OBJECT_NAME;
}

/* The bytes of a loose object, as they are; buf is emptied first. */
static struct mc_err *read_loose(struct mc_buf *bytes, const struct job *job, int dir, const char *name)
{
	MC_AUTOFD fd = open_below(dir, name, 0);
	struct stat about;

	mc_buf_reset(bytes);
	if (fd < 0 || fstat(fd, &about) < 0 || !S_ISREG(about.st_mode))
		return damaged();
	if ((uint64_t)about.st_size + job->bytes > job->copy->max_bytes)
		return too_large();
	mc_err_drop(mc_buf_read_fd(bytes, fd, (size_t)about.st_size));
	return NULL;
}

static struct mc_err *write_waiting(const char *path, const struct mc_buf *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0444);

	if (fd < 0)
		return no_room(errno);
	int failed = mc_file_write_all(fd, bytes->ptr, bytes->len) != 0 ? errno : 0;

	if (close(fd) != 0 && !failed)
		failed = errno;
	return failed ? no_room(failed) : NULL;
}

/* Takes an object into the waiting room, from which libgit2 reads it and compares it with its name. */
static struct mc_err *take_loose(struct job *job, git_odb *waiting, const git_oid *oid, const char *hex,
				 const struct mc_buf *bytes)
{
	const struct mc_git *git = job->copy->git;
	MC_AUTOTEXT room = mc_format("%s/" WAITING "/%.2s", job->copy->to, hex);
	MC_AUTOTEXT path = mc_format("%s/%s", room, hex + 2);
	git_odb_object *object = NULL;

	if (mkdir(room, 0755) < 0 && errno != EEXIST)
		return no_room(errno);
	MC_TRY(write_waiting(path, bytes));
	if (git->odb_read(&object, waiting, oid) < 0)
		return damaged();
	git->odb_object_free(object);
	return NULL;
}

/* Gives the objects of a folder in the waiting room their places. */
static struct mc_err *publish_folder(const char *to, const char *name)
{
	MC_AUTOTEXT room = mc_format("%s/" WAITING "/%s", to, name);
	MC_AUTOTEXT folder = mc_format("%s/objects/%s", to, name);
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	if (mkdir(folder, 0755) < 0 && errno != EEXIST)
		return no_room(errno);
	MC_TRY(mc_dir_read_files(&files, room));
	for (size_t i = 0; i < files.count; i++) {
		MC_AUTOTEXT from = mc_format("%s/%s", room, files.names[i]);
		MC_AUTOTEXT place = mc_format("%s/%s", folder, files.names[i]);

		if (rename(from, place) < 0)
			return no_room(errno);
	}
	return NULL;
}

/* After one sync for all: what has its place must also be there after the power went. */
static struct mc_err *publish(const char *to, const char *room)
{
	MC_AUTOFD fd = open(room, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	MC_AUTO(mc_dir) folders = MC_DIR_INIT;

	MC_TRY(mc_dir_read_folders(&folders, room));
	if (folders.count > 0 && (fd < 0 || syncfs(fd) < 0))
		return no_room(errno);
	for (size_t i = 0; i < folders.count; i++)
		MC_TRY(publish_folder(to, folders.names[i]));
	return NULL;
}

static struct mc_err *copy_loose(struct job *job, git_odb *waiting, int dir, const char *folder,
				 const char *name)
{
	const struct mc_git *git = job->copy->git;
	MC_AUTOTEXT hex = mc_format("%s%s", folder, name);
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	git_oid oid;

	if (++job->loose > MAX_LOOSE)
		return mc_err_hint(mc_err_new(MC_E_LIMIT, _("the repository has too many loose objects")),
				   _("type there: git gc"));
	if (git->oid_fromstr(&oid, hex) < 0 || git->odb_exists(job->copy->objects, &oid))
		return NULL;
	MC_TRY(read_loose(&bytes, job, dir, name));
	job->bytes += bytes.len;
	MC_TRY(take_loose(job, waiting, &oid, hex, &bytes));
	return tell(job, bytes.len);
}

static struct mc_err *copy_folder(struct job *job, git_odb *waiting, int objects, const char *folder)
{
	int fd = open_below(objects, folder, O_DIRECTORY);
	MC_AUTODIR dir = fd < 0 ? NULL : fdopendir(fd);

	if (!dir)
		return errno == ENOENT ? NULL : damaged();
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (is_object_name(entry->d_name))
			MC_TRY(copy_loose(job, waiting, fd, folder, entry->d_name));
	}
	return NULL;
}

static struct mc_err *copy_all_loose(struct job *job)
{
	static const char digits[] = "0123456789abcdef";
	const struct mc_git *git = job->copy->git;
	MC_AUTOTEXT path = mc_format("%s/objects", job->copy->from);
	MC_AUTOTEXT room = mc_format("%s/" WAITING, job->copy->to);
	MC_AUTOFD objects = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	git_odb *waiting = NULL;
	struct mc_err *err = NULL;

	if (objects < 0)
		return damaged();
	if ((mkdir(room, 0755) < 0 && errno != EEXIST) || git->odb_open(&waiting, room) < 0)
		return no_room(errno);
	for (unsigned i = 0; i < FOLDERS && !err; i++) {
		const char folder[] = { digits[i / 16], digits[i % 16], '\0' };

		err = copy_folder(job, waiting, objects, folder);
	}
	git->odb_free(waiting);
	return err ? err : publish(job->copy->to, room);
}

/* ---- both ---- */

static struct mc_err *copy_both(struct job *job)
{
	MC_TRY(list_packs(&job->had, job->copy->to));
	/* Before the packs are listed: what is packed meanwhile stays loose until its pack is there. */
	MC_TRY(copy_all_loose(job));
	MC_TRY(list_packs(&job->new, job->copy->from));
	for (size_t i = 0; i < job->new.count; i++)
		job->bytes += has_pack(&job->had, &job->new.items[i]) ? 0 : job->new.items[i].bytes;
	return job->bytes > job->copy->max_bytes ? too_large() : copy_packs(job);
}

struct mc_err *mc_repo_copy_objects(const struct mc_repo_copy *copy)
{
	struct job job = { .copy = copy };
	struct mc_err *err = copy_both(&job);

	release_packs(&job.had);
	release_packs(&job.new);
	mc_repo_copy_tidy(copy->to);
	return err;
}

/* ---- tidying ---- */

static void remove_waiting(const char *dir)
{
	MC_AUTOTEXT room = mc_format("%s/" WAITING, dir);
	MC_AUTO(mc_dir) folders = MC_DIR_INIT;

	if (!mc_file_is_dir(room))
		return;
	mc_err_drop(mc_dir_read_folders(&folders, room));
	for (size_t i = 0; i < folders.count; i++) {
		MC_AUTOTEXT folder = mc_format("%s/%s", room, folders.names[i]);
		MC_AUTO(mc_dir) files = MC_DIR_INIT;

		mc_err_drop(mc_dir_read_files(&files, folder));
		for (size_t k = 0; k < files.count; k++) {
			MC_AUTOTEXT file = mc_format("%s/%s", folder, files.names[k]);

			(void)unlink(file);
		}
		(void)rmdir(folder);
	}
	(void)rmdir(room);
}

/* Whether a file among the packs is one half of a pair whose other half never came, or half written. */
static bool is_left_over(const char *folder, const char *name)
{
	static const char *const ends[] = { ".pack", ".idx" };
	size_t len = strlen(name);

	for (size_t i = 0; i < MC_COUNT(ends); i++) {
		size_t end = strlen(ends[i]);

		if (strncmp(name, "pack-", strlen("pack-")) != 0 || len <= end ||
		    strcmp(name + len - end, ends[i]) != 0)
			continue;
		MC_AUTOTEXT other = mc_format("%s/%.*s%s", folder, (int)(len - end), name, ends[1 - i]);

		return !mc_file_is_regular(other);
	}
	return true;
}

/* What stays when a file was about to be replaced: its name and a random end. */
static void remove_temporary(const char *dir)
{
	static const char *const starts[] = { "packed-refs.", "HEAD.", "config." };
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	if (mc_file_is_dir(dir))
		mc_err_drop(mc_dir_read_files(&files, dir));
	for (size_t i = 0; i < files.count; i++) {
		MC_AUTOTEXT file = mc_format("%s/%s", dir, files.names[i]);

		for (size_t k = 0; k < MC_COUNT(starts); k++) {
			if (!strncmp(files.names[i], starts[k], strlen(starts[k])))
				(void)unlink(file);
		}
	}
}

void mc_repo_copy_tidy(const char *dir)
{
	MC_AUTOTEXT folder = mc_format("%s/objects/pack", dir);
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	remove_waiting(dir);
	remove_temporary(dir);
	if (mc_file_is_dir(folder))
		mc_err_drop(mc_dir_read_files(&files, folder));
	for (size_t i = 0; i < files.count; i++) {
		MC_AUTOTEXT file = mc_format("%s/%s", folder, files.names[i]);

		if (is_left_over(folder, files.names[i]))
			(void)unlink(file);
	}
}
