/* SPDX-License-Identifier: MIT */
#include "mirror/mirror.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/hash.h"
#include "mirror/mirror_part.h"
#include "os/clock.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/lock.h"
#include "os/scratch.h"

enum { FOLDER_MODE = 0700, FILE_MODE = 0600, HEX_DIGITS = 15 };

struct mc_err *mc_mirror_read(struct mc_mirror *mirror, struct mc_arena *arena, const char *school_dir,
			      const char *learner)
{
	struct mc_mirror_state state;

	MC_TRY(mc_mirror_read_state(&state, arena, school_dir, learner));
	*mirror = state.mirror;
	return NULL;
}

/* ---- locks ---- */

struct mc_err *mc_mirror_open_locks(int *fd, const char *school_dir)
{
	MC_AUTOTEXT dir = mc_format("%s/" MC_MIRROR_DIR, school_dir);
	MC_AUTOTEXT path = mc_format("%s/locks", dir);

	if (mkdir(dir, FOLDER_MODE) < 0 && errno != EEXIST)
		return mc_err_sys(MC_E_IO, errno, _("cannot make the folder '%s'"), dir);
	int opened = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);

	if (opened < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	*fd = opened;
	return NULL;
}

/* Each learner has a byte far behind the end of an empty file. Two that share one wait for each other. */
static int64_t byte_of(const char *learner)
{
	char hex[MC_HASH_HEX];
	int64_t byte = 0;

	mc_hash_bytes(hex, learner, strlen(learner));
	for (size_t i = 0; i < HEX_DIGITS; i++)
		byte = 16 * byte + (hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
	return byte;
}

int mc_mirror_lock(int locks, const char *learner)
{
	return mc_lock_byte(locks, byte_of(learner), false);
}

void mc_mirror_unlock(int locks, const char *learner)
{
	mc_unlock_byte(locks, byte_of(learner));
}

/* The learner whose file was about to be replaced when a run was killed: "L1.json.a1B2c3"; owned by the
 * caller; NULL: it is no such file. */
static char *learner_of_temporary(const char *name)
{
	static const char end[] = ".json.XXXXXX";
	size_t len = strlen(name);

	if (len < sizeof(end) || strncmp(name + len - strlen(end), ".json.", strlen(".json.")) != 0)
		return NULL;
	return mc_strndup(name, len - strlen(end));
}

void mc_mirror_tidy(const char *school_dir, int locks)
{
	MC_AUTOTEXT dir = mc_format("%s/" MC_MIRROR_DIR, school_dir);
	MC_AUTODIR open = opendir(dir);

	for (struct dirent *entry; open && (entry = readdir(open));) {
		MC_AUTOTEXT learner = learner_of_temporary(entry->d_name);

		if (!learner || mc_mirror_lock(locks, learner) != 0)
			continue;
		(void)unlinkat(dirfd(open), entry->d_name, 0);
		mc_mirror_unlock(locks, learner);
	}
}

/* ---- what a failed try leaves ---- */

static struct mc_err *note(const char *school_dir, const char *learner, const struct mc_err *fault)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_mirror_state state;
	struct mc_err *err = mc_mirror_read_state(&state, &arena, school_dir, learner);

	/* A file that is damaged tells nothing that could be kept. */
	if (err && err->code != MC_E_INPUT)
		return err;
	mc_err_free(err);
	mc_repo_mirror_tidy(state.mirror.path);
	state.mirror.tried_s = mc_clock_unix_ms() / 1000;
	state.mirror.fault = fault->code;
	state.mirror.reason = fault->msg;
	return mc_mirror_write_state(&state, school_dir);
}

struct mc_err *mc_mirror_note_fault(const char *school_dir, const char *learner, int locks,
				    const struct mc_err *fault)
{
	if (mc_mirror_lock(locks, learner) != 0)
		return NULL;
	struct mc_err *err = note(school_dir, learner, fault);

	mc_mirror_unlock(locks, learner);
	return err;
}

/* ---- removing ---- */

bool mc_mirror_is_there(const char *school_dir, const char *learner)
{
	MC_AUTOTEXT folder = mc_format("%s/" MC_MIRROR_DIR "/%s.git", school_dir, learner);
	MC_AUTOTEXT file = mc_format("%s/" MC_MIRROR_DIR "/%s.json", school_dir, learner);

	return mc_file_exists(folder) || mc_file_exists(file);
}

static struct mc_err *remove_all(const char *school_dir, const struct mc_mirror *mirror)
{
	MC_AUTOTEXT file = mc_format("%s/" MC_MIRROR_DIR "/%s.json", school_dir, mirror->learner);

	/* Removing a folder with all that is in it, without following a link, is what a scratch does. */
	struct mc_scratch folder = { mc_strdup(mirror->path) };

	mc_scratch_release(&folder);
	if (mc_file_exists(mirror->path))
		return mc_err_new(MC_E_IO, _("cannot remove '%s'"), mirror->path);
	if (unlink(file) < 0 && errno != ENOENT)
		return mc_err_sys(MC_E_IO, errno, _("cannot remove '%s'"), file);
	return NULL;
}

struct mc_err *mc_mirror_remove(const char *school_dir, const char *learner)
{
	MC_AUTOTEXT dir = mc_format("%s/" MC_MIRROR_DIR, school_dir);
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTOFD locks = -1;
	struct mc_mirror_state state = { .mirror = { .path = NULL } };

	if (!mc_file_is_dir(dir))
		return NULL;
	struct mc_err *err = mc_mirror_read_state(&state, &arena, school_dir, learner);

	if (err && (err->code != MC_E_INPUT || !state.mirror.path))
		return err;
	mc_err_free(err);
	MC_TRY(mc_mirror_open_locks(&locks, school_dir));
	if (mc_lock_byte(locks, byte_of(learner), true) != 0)
		return mc_err_new(MC_E_IO, _("cannot lock the mirror of the learner '%s'"), learner);
	return remove_all(school_dir, &state.mirror);
}
