/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "base/alloc.h"
#include "base/i18n.h"

#define OVERLAY_OPTIONS "lowerdir=base,upperdir=scratch/upper,workdir=scratch/work,userxattr"

/* All of this works on relative paths: the working directory is the stage. */
static struct mc_err *lay_scratch(const struct mc_inside *inside, const struct mc_lay *lay)
{
	uint64_t kb = lay->disk_mb * 1024ull;
	uint64_t inodes = MC_INSIDE_INODES;
	struct statfs base;

	/* What is copied must not take the program's own room, nor fail when a build has filled its. */
	if (!inside->protection.overlay && !lay->keeps_files && !statfs("base", &base)) {
		kb += (base.f_blocks - base.f_bfree) * (uint64_t)base.f_bsize / 1024;
		inodes += base.f_files - base.f_ffree;
	}
	MC_AUTOTEXT options = mc_format("size=%lluk,nr_inodes=%llu,mode=0755", (unsigned long long)kb,
					(unsigned long long)inodes);

	if (mount("tmpfs", "scratch", "tmpfs", MS_NOSUID | MS_NODEV, options) ||
	    mkdir("scratch/tmp", 01777) || mkdir("scratch/upper", 0755) || mkdir("scratch/work", 0700) ||
	    chown("scratch/upper", inside->uid, inside->uid))
		return mc_err_sys(MC_E_IO, errno, _("cannot mount a working folder"));
	return NULL;
}

/*
 * Taking a mount away waits for the whole machine (RCU), which costs more than mounting.  So a fresh view is
 * mounted over the last one, out of reach of programs, and the whole pile goes at once, by its lowest mounts,
 * when it is high or big.
 */
enum { MAX_PILE = 24, SMALL_BLOCKS = 64, SMALL_FILES = 64 };

static const char *const places[MC_INSIDE_PLACES] = { "/box", "/tmp", "scratch" };

static bool may_pile(const struct mc_inside *inside)
{
	struct statfs space;

	return inside->pile < MAX_PILE && !statfs("scratch", &space) &&
	       space.f_blocks - space.f_bfree <= SMALL_BLOCKS && space.f_files - space.f_ffree <= SMALL_FILES;
}

void mc_view_forget(struct mc_inside *inside)
{
	for (size_t i = 0; i < MC_INSIDE_PLACES; i++) {
		if (inside->lowest[i] >= 0)
			close(inside->lowest[i]);
		inside->lowest[i] = -1;
	}
	inside->pile = 0;
}

static struct mc_err *drop(struct mc_inside *inside)
{
	MC_AUTOFD stage = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	bool is_lost = stage < 0;

	for (size_t i = 0; i < MC_INSIDE_PLACES && !is_lost; i++) {
		if (inside->lowest[i] >= 0)
			is_lost = fchdir(inside->lowest[i]) || umount2(".", MNT_DETACH);
	}
	if (is_lost || fchdir(stage))
		return mc_err_sys(MC_E_IO, errno, _("cannot take away a used view of the files"));
	mc_view_forget(inside);
	return NULL;
}

static struct mc_err *remember_lowest(struct mc_inside *inside)
{
	if (inside->pile++ > 0)
		return NULL;
	for (size_t i = 0; i < MC_INSIDE_PLACES; i++) {
		inside->lowest[i] = open(places[i], O_PATH | O_DIRECTORY | O_CLOEXEC);
		if (inside->lowest[i] < 0)
			return mc_err_sys(MC_E_IO, errno, _("cannot open a working folder"));
	}
	return NULL;
}

static struct mc_err *lay_extra(int packed)
{
	MC_AUTOFD upper = open("scratch/upper", O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (upper < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open a working folder"));
	return mc_message_unpack_tree(upper, packed,
				      &(struct mc_unpack){ .owner = MC_INSIDE_UID, .is_read_only = true });
}

static struct mc_err *copy_base(const struct mc_inside *inside)
{
	MC_AUTOFD from = open("base", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	MC_AUTOFD to = open("scratch/upper", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (from < 0 || to < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open a working folder"));
	return mc_view_copy(to, from, inside->uid);
}

static int show_box(const struct mc_inside *inside, const struct mc_lay *lay)
{
	if (lay->keeps_files)
		return mount("base", "/box", NULL, MS_BIND, NULL);
	if (!inside->protection.overlay)
		return mount("scratch/upper", "/box", NULL, MS_BIND, NULL);
	return mount("overlay", "/box", "overlay", MS_NOSUID | MS_NODEV, OVERLAY_OPTIONS);
}

struct mc_err *mc_view_mount(struct mc_inside *inside, const struct mc_lay *lay)
{
	if (inside->pile > 0 && !may_pile(inside))
		MC_TRY(drop(inside));
	MC_TRY(lay_scratch(inside, lay));
	if (!lay->keeps_files && !inside->protection.overlay)
		MC_TRY(copy_base(inside));
	if (lay->extra >= 0)
		MC_TRY(lay_extra(lay->extra));
	if (show_box(inside, lay) || mount("scratch/tmp", "/tmp", NULL, MS_BIND, NULL))
		return mc_err_sys(MC_E_IO, errno, _("cannot mount a fresh view of the files"));
	return remember_lowest(inside);
}

bool mc_view_has_overlay(const struct mc_inside *inside)
{
	struct mc_lay lay = { .disk_mb = 1, .extra = -1 };
	struct mc_err *err = lay_scratch(inside, &lay);
	/* What it mounts stays, empty, below all later views: taking it away would cost more than all the
	 * rest. */
	bool works = !err && !mount("overlay", "/box", "overlay", MS_NOSUID | MS_NODEV, OVERLAY_OPTIONS);

	mc_err_drop(err);
	return works;
}
