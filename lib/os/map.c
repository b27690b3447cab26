/* SPDX-License-Identifier: MIT */
#include "os/map.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/i18n.h"

static void stamp_of(uint64_t stamp[3], const struct stat *st)
{
	stamp[0] = (uint64_t)st->st_ino;
	stamp[1] = (uint64_t)st->st_size;
	stamp[2] = (uint64_t)st->st_mtim.tv_sec * 1000000000u + (uint64_t)st->st_mtim.tv_nsec;
}

struct mc_err *mc_map_open(struct mc_map *map, const char *path)
{
	MC_AUTOFD fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	void *bytes = NULL;

	if (fd < 0 || fstat(fd, &st) != 0)
		return mc_err_sys(errno == ENOENT ? MC_E_INPUT : MC_E_IO, errno, _("cannot open '%s'"), path);
	if (!S_ISREG(st.st_mode))
		return mc_err_new(MC_E_INPUT, _("'%s' is not a regular file"), path);
	if (st.st_size > 0)
		bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	*map = (struct mc_map){ .bytes = bytes, .len = (size_t)st.st_size };
	stamp_of(map->stamp, &st);
	return NULL;
}

bool mc_map_is_current(const struct mc_map *map, const char *path)
{
	uint64_t stamp[3];
	struct stat st;

	if (stat(path, &st) != 0)
		return false;
	stamp_of(stamp, &st);
	return !memcmp(stamp, map->stamp, sizeof(stamp));
}

void mc_map_release(struct mc_map *map)
{
	if (map->bytes)
		(void)munmap((void *)(uintptr_t)map->bytes, map->len);
	*map = (struct mc_map)MC_MAP_INIT;
}
