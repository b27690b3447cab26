/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/exercise_new.h"
#include "foreign/kattis_parts.h"
#include "os/file.h"

/* Links that lead to links that lead to …: more than packages have. */
enum { MAX_ROUNDS = 8 };

/* Takes the last part off a path; false when there is none. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!path[0])
		return false;
	*(slash ? slash : path) = '\0';
	return true;
}

/* What a link at path says, as a path of the package; NULL when it leads out of it.  Owned by the caller. */
static char *follow(const char *path, const char *target)
{
	MC_AUTOTEXT at = mc_strdup(path);

	if (target[0] == '/')
		return NULL;
	(void)go_up(at);
	while (*target) {
		size_t len = strcspn(target, "/");
		bool is_up = len == 2 && !strncmp(target, "..", 2);

		if (is_up && !go_up(at))
			return NULL;
		if (!is_up && len > 0 && !(len == 1 && target[0] == '.')) {
			char *longer = mc_format("%s%s%.*s", at, at[0] ? "/" : "", (int)len, target);

			free(at);
			at = longer;
		}
		target += len + (target[len] == '/');
	}
	return MC_TAKE(at);
}

/* Adds the file that a link leads to under the name of the link; false when there is none yet. */
static bool resolve(struct mc_kattis *kattis, const char *path)
{
	MC_AUTOTEXT full = mc_path_join(kattis->dir, path);
	MC_AUTOTEXT target = mc_file_read_link(full);
	MC_AUTOTEXT real = target ? follow(path, target) : NULL;
	const struct mc_tree_file *found = real ? mc_tree_find(&kattis->files, real) : NULL;

	if (!found || kattis->files.total_bytes + found->len > MC_DATA_MAX_BYTES)
		return false;
	struct mc_tree_file file = *found;

	file.path = mc_arena_strdup(&kattis->exercise->arena, path);
	mc_tree_share(&kattis->files, &file);
	mc_tree_sort(&kattis->files);
	return true;
}

void mc_kattis_read_links(struct mc_kattis *kattis)
{
	struct mc_tree_skip *skips = kattis->files.skips;
	size_t left = kattis->files.skip_count;

	for (unsigned round = 0; round < MAX_ROUNDS; round++) {
		size_t kept = 0;

		for (size_t i = 0; i < left; i++) {
			if (strcmp(skips[i].reason, MC_SKIP_SYMLINK) != 0 || !resolve(kattis, skips[i].path))
				skips[kept++] = skips[i];
		}
		if (kept == left)
			break;
		left = kept;
	}
	for (size_t i = 0; i < left; i++) {
		bool is_link = !strcmp(skips[i].reason, MC_SKIP_SYMLINK);

		mc_kattis_say(kattis, !strncmp(skips[i].path, "data/", 5), skips[i].path, NULL,
			      is_link ? _("put the file itself in its place") : NULL, "%s",
			      is_link ? _("this link leads to no file that is read of the package")
				      : _("this is no plain file, or its name cannot be used"));
	}
	kattis->files.skip_count = left;
}
