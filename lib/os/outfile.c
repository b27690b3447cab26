/* SPDX-License-Identifier: MIT */
#include "os/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/file.h"

static mode_t default_mode(void)
{
	mode_t mask = umask(077);

	(void)umask(mask);
	return 0666 & ~mask;
}

static struct mc_err *cannot(const char *path)
{
	return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
}

struct mc_err *mc_outfile_open(struct mc_outfile *file, const char *path)
{
	MC_AUTO(mc_outfile) made = MC_OUTFILE_INIT;
	struct stat st;
	bool is_there = stat(path, &st) == 0;

	made.path = is_there ? realpath(path, NULL) : mc_strdup(path);
	if (!made.path)
		return cannot(path);
	if (is_there && S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return cannot(path);
	}
	if (is_there && !S_ISREG(st.st_mode)) {
		made.fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	} else {
		made.temporary = mc_format("%s.XXXXXX", made.path);
		made.fd = mkostemp(made.temporary, O_CLOEXEC);
	}
	if (made.fd < 0) {
		free(MC_TAKE(made.temporary)); /* it was never made */
		return cannot(path);
	}
	if (made.temporary && fchmod(made.fd, is_there ? st.st_mode & 07777 : default_mode()) != 0)
		return cannot(path);
	*file = made;
	made = (struct mc_outfile)MC_OUTFILE_INIT;
	return NULL;
}

struct mc_err *mc_outfile_add(struct mc_outfile *file, const void *bytes, size_t len)
{
	return mc_file_write_all(file->fd, bytes, len) == 0 ? NULL : cannot(file->path);
}

struct mc_err *mc_outfile_commit(struct mc_outfile *file)
{
	bool is_synced = !file->temporary || fsync(file->fd) == 0;
	int failed = is_synced ? 0 : errno;

	/* Closing is where some file systems report a full disk. */
	if (close(file->fd) != 0 && !failed)
		failed = errno;
	file->fd = -1;
	errno = failed;
	if (failed)
		return cannot(file->path);
	if (!file->temporary)
		return NULL;
	if (rename(file->temporary, file->path) != 0)
		return cannot(file->path);
	free(MC_TAKE(file->temporary));
	return NULL;
}

void mc_outfile_release(struct mc_outfile *file)
{
	if (file->fd >= 0)
		(void)close(file->fd);
	if (file->temporary)
		(void)unlink(file->temporary);
	free(file->temporary);
	free(file->path);
	*file = (struct mc_outfile)MC_OUTFILE_INIT;
}

struct mc_err *mc_outfile_write(const char *path, const void *bytes, size_t len)
{
	MC_AUTO(mc_outfile) file = MC_OUTFILE_INIT;

	MC_TRY(mc_outfile_open(&file, path));
	MC_TRY(mc_outfile_add(&file, bytes, len));
	return mc_outfile_commit(&file);
}
