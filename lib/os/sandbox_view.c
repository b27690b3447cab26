/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"

#define OVERLAY_OPTIONS "lowerdir=base,upperdir=scratch/upper,workdir=scratch/work,userxattr"

/* All of this works on relative paths: the working directory is the stage. */
static struct mc_err *lay_scratch(const struct mc_inside *inside, const struct mc_lay *lay)
{
	MC_AUTOTEXT options = mc_format("size=%um,nr_inodes=%u,mode=0755", lay->disk_mb, MC_INSIDE_INODES);

	if (mount("tmpfs", "scratch", "tmpfs", MS_NOSUID | MS_NODEV, options) || mkdir("scratch/tmp", 01777) ||
	    mkdir("scratch/upper", 0755) || mkdir("scratch/work", 0700) ||
	    chown("scratch/upper", inside->uid, inside->uid))
		return mc_err_sys(MC_E_IO, errno, _("cannot mount a working folder"));
	return NULL;
}

static void drop(struct mc_inside *inside)
{
	if (!inside->is_laid)
		return;
	umount2("/box", MNT_DETACH);
	umount2("/tmp", MNT_DETACH);
	umount2("scratch", MNT_DETACH);
	inside->is_laid = false;
}

static struct mc_err *lay_extra(int packed)
{
	MC_AUTOFD upper = open("scratch/upper", O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (upper < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open a working folder"));
	return mc_message_unpack_tree(upper, packed, &(struct mc_unpack){ .owner = MC_INSIDE_UID, .is_read_only = true });
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
	drop(inside);
	inside->is_laid = true;
	MC_TRY(lay_scratch(inside, lay));
	if (!lay->keeps_files && !inside->protection.overlay)
		MC_TRY(copy_base(inside));
	if (lay->extra >= 0)
		MC_TRY(lay_extra(lay->extra));
	if (show_box(inside, lay) || mount("scratch/tmp", "/tmp", NULL, MS_BIND, NULL))
		return mc_err_sys(MC_E_IO, errno, _("cannot mount a fresh view of the files"));
	return NULL;
}

bool mc_view_has_overlay(const struct mc_inside *inside)
{
	struct mc_lay lay = { .disk_mb = 1, .extra = -1 };
	struct mc_err *err = lay_scratch(inside, &lay);
	bool works = !err && !mount("overlay", "/box", "overlay", MS_NOSUID | MS_NODEV, OVERLAY_OPTIONS);

	if (works)
		umount2("/box", MNT_DETACH);
	umount2("scratch", MNT_DETACH);
	mc_err_drop(err);
	return works;
}
