/* SPDX-License-Identifier: MIT */
#include "similar/folder.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "os/file.h"
#include "os/tree_read.h"
#include "similar/study.h"

static struct mc_err *advise(struct mc_err *err, const char *path)
{
	MC_AUTO(mc_buf) word = MC_BUF_INIT;

	if (!err)
		return NULL;
	mc_buf_add_shell(&word, path);
	if (err->code == MC_E_IO)
		return mc_err_hint(err, _("give yourself permission to read it: chmod -R u+rX %s"), word.ptr);
	if (err->code == MC_E_LIMIT)
		return mc_err_hint(err,
				   _("name the folder with the sources alone, or remove what is generated: "
				     "du -a %s | sort -n | tail"),
				   word.ptr);
	return mc_err_hint(err, _("look for it: ls -ld %s"), word.ptr);
}

static struct mc_err *read_file(struct mc_tree *tree, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT name = mc_path_name(path);

	MC_TRY(mc_buf_read_file(&text, path, MC_STUDY_MAX_FILE_BYTES));
	mc_tree_add(tree, name, text.ptr, text.len, false);
	mc_tree_sort(tree);
	return NULL;
}

struct mc_err *mc_similar_read_path(struct mc_tree *tree, const char *path)
{
	return advise(mc_file_is_regular(path) ? read_file(tree, path)
					       : mc_tree_read_dir(tree, path, &mc_study_filter),
		      path);
}

const char *const *mc_similar_path_names(struct mc_arena *arena, const char *const paths[], size_t count)
{
	const char **names = mc_arena_alloc(arena, (count + 1) * sizeof(*names));

	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(paths[i]);

		while (len > 1 && paths[i][len - 1] == '/')
			len--;
		names[i] = mc_arena_copy(arena, paths[i], len);
	}
	return names;
}
