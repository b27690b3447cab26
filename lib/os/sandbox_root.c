/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <linux/mount.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"

/* <sys/mount.h> and <linux/mount.h> cannot be read together with glibc 2.36, so the old calls are declared
 * here. */
enum {
	OLD_RDONLY = 1,
	OLD_NOSUID = 2,
	OLD_NODEV = 4,
	OLD_NOEXEC = 8,
	OLD_REMOUNT = 32,
	OLD_BIND = 4096,
	OLD_REC = 16384,
	OLD_PRIVATE = 1 << 18,
	OLD_DETACH = 2
};
extern int mount(const char *source, const char *target, const char *type, unsigned long flags,
		 const void *data);
extern int umount2(const char *target, int flags);

/* A piece of the host that shows in the sandbox: a detached copy of its mounts, and where it goes. */
struct piece {
	int tree;
	char *path;
	bool is_folder;
};

struct pieces {
	struct piece *items;
	size_t count;
	size_t capacity;
};

static void pieces_release(struct pieces *pieces)
{
	for (size_t i = 0; i < pieces->count; i++) {
		free(pieces->items[i].path);
		close(pieces->items[i].tree);
	}
	free(pieces->items);
}

/* Programs need these of the host's /etc; everything else there is the host's own business. */
static const char *const etc_globs[] = { "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf",
					 "/etc/ld.so.conf.d", "/etc/java*",	  "/etc/perl",
					 "/etc/php",	      "/etc/python3*" };
static const char *const devices[] = { "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom" };
static const char *const top_folders[] = { "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32" };

static const struct {
	const char *path;
	const char *text;
} own_files[] = {
	{ "etc/passwd", "root:x:0:0:root:/:/usr/sbin/nologin\n"
			"student:x:1000:1000:student:/tmp:/bin/bash\n"
			"nobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n" },
	{ "etc/group", "root:x:0:\nstudent:x:1000:\nnogroup:x:65534:\n" },
	{ "etc/hosts", "127.0.0.1 localhost sandbox\n::1 localhost sandbox\n" },
	{ "etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n" },
};

static const struct {
	const char *path;
	const char *target;
} own_links[] = {
	{ "dev/fd", "/proc/self/fd" },
	{ "dev/stdin", "/proc/self/fd/0" },
	{ "dev/stdout", "/proc/self/fd/1" },
	{ "dev/stderr", "/proc/self/fd/2" },
	{ "dev/shm", "/tmp" },
	{ "var/tmp", "/tmp" },
};

/* Copies the mounts at path, read-only for ever, to be shown at place; a path that is not there is no piece.
 */
static struct mc_err *add_piece_at(struct pieces *pieces, const char *place, const char *path,
				   unsigned attributes)
{
	struct mount_attr attr = { .attr_set = attributes };
	struct stat info;
	MC_AUTOFD tree = (int)syscall(SYS_open_tree, AT_FDCWD, path,
				      (unsigned)OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | (unsigned)AT_RECURSIVE);

	if (tree < 0 && errno == ENOENT)
		return NULL;
	if (tree < 0 || fstat(tree, &info) ||
	    syscall(SYS_mount_setattr, tree, "", (unsigned)(AT_EMPTY_PATH | AT_RECURSIVE), &attr,
		    sizeof(attr)))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot show '%s' in the sandbox"), path);
	*MC_VEC_ADD(pieces->items, pieces->count, pieces->capacity) =
		(struct piece){ tree, mc_strdup(place), S_ISDIR(info.st_mode) };
	tree = -1;
	return NULL;
}

static struct mc_err *add_piece(struct pieces *pieces, const char *path, unsigned attributes)
{
	return add_piece_at(pieces, path, path, attributes);
}

static struct mc_err *add_glob(struct pieces *pieces, const char *pattern, unsigned attributes)
{
	glob_t found = { 0 };
	struct mc_err *err = NULL;

	if (glob(pattern, GLOB_NOSORT, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc && !err; i++)
			err = add_piece(pieces, found.gl_pathv[i], attributes);
	}
	globfree(&found);
	return err;
}

/* Symlinks of the top level are made anew from their text, real folders are shown. */
static bool is_link(const char *path)
{
	struct stat info;

	return !lstat(path, &info) && S_ISLNK(info.st_mode);
}

static struct mc_err *gather(struct pieces *pieces, const struct mc_sandbox_config *config)
{
	unsigned quiet = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID;
	unsigned plain = quiet | MOUNT_ATTR_NODEV;

	MC_TRY(add_piece(pieces, "/usr", plain));
	for (size_t i = 0; i < MC_COUNT(top_folders); i++) {
		if (!is_link(top_folders[i]))
			MC_TRY(add_piece(pieces, top_folders[i], plain));
	}
	for (size_t i = 0; i < MC_COUNT(etc_globs); i++)
		MC_TRY(add_glob(pieces, etc_globs[i], plain));
	for (size_t i = 0; i < MC_COUNT(devices); i++)
		MC_TRY(add_piece(pieces, devices[i], MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC));
	for (size_t i = 0; i < config->toolchain_count; i++)
		MC_TRY(add_piece(pieces, config->toolchains[i], plain));
	if (config->node_modules)
		MC_TRY(add_piece_at(pieces, MC_SANDBOX_NODE_MODULES, config->node_modules, plain));
	return NULL;
}

static struct mc_err *take_user(const struct mc_inside *inside)
{
	if (!inside->protection.own_uid)
		return NULL;
	if (setgroups(0, NULL) || setresgid(0, 0, 0) || setresuid(0, 0, 0))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot take a user id of the sandbox"));
	return NULL;
}

static int make_folders(char *path)
{
	for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		int failed = mkdir(path, 0755) && errno != EEXIST;

		*slash = '/';
		if (failed)
			return -1;
	}
	return 0;
}

/* The working directory is the new root, so the absolute path without its slash is the place. */
static struct mc_err *attach(const struct piece *piece)
{
	char *place = piece->path + 1;
	int failed = make_folders(place);

	if (!failed && piece->is_folder)
		failed = mkdir(place, 0755) && errno != EEXIST;
	else if (!failed)
		failed = mknod(place, S_IFREG | 0644, 0) && errno != EEXIST;
	if (failed ||
	    syscall(SYS_move_mount, piece->tree, "", AT_FDCWD, place, (unsigned)MOVE_MOUNT_F_EMPTY_PATH))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot show '%s' in the sandbox"), piece->path);
	return NULL;
}

static struct mc_err *write_file(const char *path, const char *text)
{
	MC_AUTOFD fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	size_t len = strlen(text);

	if (fd < 0 || write(fd, text, len) != (ssize_t)len)
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot write '/%s' in the sandbox"), path);
	return NULL;
}

static void copy_link(const char *path)
{
	char target[256];
	ssize_t len = readlink(path, target, sizeof(target) - 1);

	if (len <= 0)
		return;
	target[len] = '\0';
	if (symlink(target, path + 1))
		return; /* a program that needs it will say so */
}

static struct mc_err *furnish(void)
{
	static const char *const folders[] = { "etc", "dev", "proc", "tmp", "box", "run", "var", ".stage" };

	for (size_t i = 0; i < MC_COUNT(folders); i++) {
		if (mkdir(folders[i], 0755))
			return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot build the sandbox's root"));
	}
	for (size_t i = 0; i < MC_COUNT(own_files); i++)
		MC_TRY(write_file(own_files[i].path, own_files[i].text));
	for (size_t i = 0; i < MC_COUNT(own_links); i++) {
		if (symlink(own_links[i].target, own_links[i].path))
			return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot build the sandbox's root"));
	}
	for (size_t i = 0; i < MC_COUNT(top_folders); i++) {
		if (is_link(top_folders[i]))
			copy_link(top_folders[i]);
	}
	copy_link("/etc/localtime");
	return NULL;
}

/* An empty read-only folder over path; where there is no such folder there is nothing to hide. */
static struct mc_err *mask(const char *path)
{
	struct stat info;

	if (stat(path, &info))
		return NULL;
	if (!S_ISDIR(info.st_mode)) {
		if (!mount("/dev/null", path, NULL, OLD_BIND, NULL))
			return NULL;
	} else if (!mount("tmpfs", path, "tmpfs", OLD_RDONLY | OLD_NOSUID | OLD_NODEV,
			  "size=4k,nr_inodes=2,mode=0755")) {
		return NULL;
	}
	return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot hide '%s' from the sandbox"), path);
}

const char *const mc_root_hidden[] = { "/usr/share/migracode", "/usr/local/share/migracode",
				       MC_PREFIX "/share/migracode", NULL };

static struct mc_err *mask_all(const struct mc_sandbox_config *config)
{
	for (size_t i = 0; mc_root_hidden[i]; i++)
		MC_TRY(mask(mc_root_hidden[i]));
	for (size_t i = 0; i < config->hide_count; i++)
		MC_TRY(mask(config->hide[i]));
	return NULL;
}

/* Base and scratch are mounted on the stage, which is covered: reachable by the working directory of init,
 * not by a path. */
static struct mc_err *set_stage(struct mc_inside *inside)
{
	if (mount("tmpfs", MC_INSIDE_STAGE, "tmpfs", OLD_NOSUID | OLD_NODEV,
		  "size=64k,nr_inodes=8,mode=0700") ||
	    chdir(MC_INSIDE_STAGE) || mkdir("base", 0700) || mkdir("scratch", 0700))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot set the sandbox's stage"));
	inside->stage_dir = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (inside->stage_dir < 0)
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot set the sandbox's stage"));
	return mask(MC_INSIDE_STAGE);
}

static struct mc_err *enter(void)
{
	unsigned long flags = OLD_NOSUID | OLD_NODEV | OLD_NOEXEC;

	/* A fully visible /proc must stay below the one of each submission, or the kernel refuses that one's
	 * options. */
	if (mount("proc", "proc", "proc", flags, NULL))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot mount /proc in the sandbox"));
	if (syscall(SYS_pivot_root, ".", ".") || umount2(".", OLD_DETACH) || chdir("/"))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot enter the sandbox's root"));
	return NULL;
}

static struct mc_err *build(struct mc_inside *inside, struct pieces *pieces)
{
	if (mount(NULL, "/", NULL, OLD_REC | OLD_PRIVATE, NULL))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot separate the sandbox's mounts"));
	MC_TRY(gather(pieces, inside->config));
	MC_TRY(take_user(inside));
	/* Any folder of the host will do as a place; what is hidden below it was gathered before. */
	if (mount("tmpfs", "/tmp", "tmpfs", OLD_NOSUID | OLD_NODEV, "size=256k,nr_inodes=256,mode=0755") ||
	    chdir("/tmp"))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot mount the sandbox's root"));
	MC_TRY(furnish());
	for (size_t i = 0; i < pieces->count; i++)
		MC_TRY(attach(&pieces->items[i]));
	MC_TRY(enter());
	MC_TRY(mask_all(inside->config));
	MC_TRY(set_stage(inside));
	if (mount(NULL, "/", NULL, OLD_REMOUNT | OLD_BIND | OLD_RDONLY | OLD_NOSUID | OLD_NODEV, NULL))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot make the sandbox's root read-only"));
	return NULL;
}

struct mc_err *mc_root_enter(struct mc_inside *inside)
{
	struct pieces pieces = { NULL, 0, 0 };
	struct mc_err *err = build(inside, &pieces);

	pieces_release(&pieces);
	return err;
}
