/* SPDX-License-Identifier: MIT */
#include "os/sandbox_message.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>

#include "base/alloc.h"
#include "base/i18n.h"

/*
 * A tree travels as records in one memory file: header, path with its zero, data.  The receiver maps it, so a
 * submission of any size costs one descriptor and no copy through the socket.
 */
struct record {
	uint64_t data_len;
	uint32_t path_size; /* with its zero */
	uint32_t is_executable;
};

enum { RECORDS_AT_ONCE = 64, PARTS = 3 * RECORDS_AT_ONCE };

/* writev() may stop early, on a big file or a full machine. */
static struct mc_err *write_all(int fd, struct iovec *parts, int count)
{
	while (count > 0) {
		ssize_t done = writev(fd, parts, count);

		if (done < 0 && errno != EINTR)
			return mc_err_sys(MC_E_IO, errno, _("cannot hand files to the sandbox"));
		size_t left = done < 0 ? 0 : (size_t)done;

		while (count > 0 && left >= parts->iov_len) {
			left -= parts->iov_len;
			parts++;
			count--;
		}
		if (count > 0) {
			parts->iov_base = (char *)parts->iov_base + left;
			parts->iov_len -= left;
		}
	}
	return NULL;
}

static struct mc_err *pack_some(int fd, const struct mc_tree_file *files, size_t count)
{
	struct record records[RECORDS_AT_ONCE];
	struct iovec parts[PARTS];
	int used = 0;

	for (size_t i = 0; i < count; i++) {
		const struct mc_tree_file *file = &files[i];

		if (!mc_tree_is_safe_path(file->path))
			return mc_err_new(MC_E_INPUT,
					  _("the path of a file leaves its folder or cannot be used"));
		records[i] =
			(struct record){ file->len, (uint32_t)strlen(file->path) + 1, file->is_executable };
		parts[used++] = (struct iovec){ &records[i], sizeof(records[i]) };
		parts[used++] = (struct iovec){ (void *)(uintptr_t)file->path, records[i].path_size };
		if (file->len > 0)
			parts[used++] = (struct iovec){ (void *)(uintptr_t)file->data, file->len };
	}
	return write_all(fd, parts, used);
}

struct mc_err *mc_message_pack_tree(int *fd, const struct mc_tree *tree)
{
	MC_AUTOFD packed = memfd_create("tree", MFD_CLOEXEC);

	if (packed < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot hand files to the sandbox"));
	for (size_t i = 0; i < tree->count; i += RECORDS_AT_ONCE) {
		size_t left = tree->count - i;

		MC_TRY(pack_some(packed, tree->files + i, left < RECORDS_AT_ONCE ? left : RECORDS_AT_ONCE));
	}
	*fd = packed;
	packed = -1;
	return NULL;
}

/* A folder that is there already keeps its owner. */
static int make_folder(int dir, const char *path, uid_t owner)
{
	if (mkdirat(dir, path, 0755))
		return errno == EEXIST ? 0 : -1;
	return owner == (uid_t)-1 ? 0 : fchownat(dir, path, owner, owner, AT_SYMLINK_NOFOLLOW);
}

/* Makes the folders that path needs; path is changed while it works and restored. */
static struct mc_err *make_parents(int dir, char *path, uid_t owner)
{
	for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		int failed = make_folder(dir, path, owner);

		if (failed) {
			struct mc_err *err =
				mc_err_sys(MC_E_IO, errno, _("cannot create the folder '%s'"), path);

			*slash = '/';
			return err;
		}
		*slash = '/';
	}
	return NULL;
}

static bool has_written(int fd, const char *data, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, data, len);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			data += done;
			len -= (size_t)done;
		}
	}
	return true;
}

static struct mc_err *unpack_file(int dir, char *path, const char *data, const struct record *record,
				  const struct mc_unpack *how)
{
	MC_TRY(make_parents(dir, path, how->owner));
	/* Only a copy of the submission's files can hold one of that name. */
	if (how->is_read_only)
		unlinkat(dir, path, 0);
	mode_t mode = (record->is_executable ? 0755 : 0644) & (how->is_read_only ? 0555u : 0777u);
	MC_AUTOFD fd = openat(dir, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	bool is_ours = how->is_read_only || how->owner == (uid_t)-1;

	if (fd < 0 || !has_written(fd, data, record->data_len) ||
	    (!is_ours && fchown(fd, how->owner, how->owner)))
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s' in the sandbox"), path);
	return NULL;
}

static struct mc_err *unpack_all(int dir, char *bytes, size_t len, const struct mc_unpack *how)
{
	size_t at = 0;

	while (at < len) {
		struct record record;

		memcpy(&record, bytes + at, sizeof(record));
		at += sizeof(record);
		char *path = bytes + at;
		const char *data = path + record.path_size;

		MC_TRY(unpack_file(dir, path, data, &record, how));
		at += record.path_size + record.data_len;
	}
	return NULL;
}

struct mc_err *mc_message_unpack_tree(int dir, int packed, const struct mc_unpack *how)
{
	struct stat info;

	if (fstat(packed, &info))
		return mc_err_sys(MC_E_IO, errno, _("cannot read the files for the sandbox"));
	size_t len = (size_t)info.st_size;

	if (len == 0)
		return NULL;
	char *bytes = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE, packed, 0);

	if (bytes == MAP_FAILED)
		return mc_err_sys(MC_E_IO, errno, _("cannot read the files for the sandbox"));
	struct mc_err *err = unpack_all(dir, bytes, len, how);

	munmap(bytes, len);
	return err;
}
