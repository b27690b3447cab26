/* SPDX-License-Identifier: MIT */
#include "os/tree_write.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "os/file.h"

static struct mc_err *write_file(const char *path, const struct mc_tree_file *file)
{
	mode_t mode = file->is_executable ? 0755 : 0644;
	MC_AUTOFD fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode);

	if (fd < 0 || mc_file_write_all(fd, file->data, file->len) < 0 || fchmod(fd, mode) < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	int closing = fd;

	fd = -1;
	/* A full disk can show itself as late as here. */
	return close(closing) < 0 ? mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path) : NULL;
}

struct mc_err *mc_tree_write_dir(const struct mc_tree *tree, const char *dir)
{
	for (size_t i = 0; i < tree->count; i++) {
		MC_AUTOTEXT path = mc_path_join(dir, tree->files[i].path);
		MC_AUTOTEXT parent = mc_path_parent(path);

		MC_TRY(mc_file_make_dirs(parent));
		MC_TRY(write_file(path, &tree->files[i]));
	}
	return NULL;
}
