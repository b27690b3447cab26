/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/scaffold.h"
#include "course/template.h"
#include "os/file.h"
#include "os/outfile.h"
#include "os/tree_write.h"

/* Largest workflow of somebody else that is compared with ours. */
enum { MAX_FILE = 1024 * 1024 };

/* Every recipe has its own files; those of HackYourFuture need nothing else, as their workflow is elsewhere.
 */
static struct mc_err *read_recipe(struct mc_tree *tree, const char *host)
{
	static const char *const shared[] = { "ci/common", "ci/install" };
	MC_AUTOTEXT own = mc_format("ci/%s", host);

	MC_TRY(mc_template_read(tree, own, NULL, 0));
	for (size_t i = 0; i < MC_COUNT(shared) && strcmp(host, "hyf") != 0; i++) {
		MC_AUTO(mc_tree) more = MC_TREE_INIT;

		MC_TRY(mc_template_read(&more, shared[i], NULL, 0));
		for (size_t f = 0; f < more.count; f++)
			mc_tree_add(tree, more.files[f].path, more.files[f].data, more.files[f].len,
				    more.files[f].is_executable);
	}
	mc_tree_sort(tree);
	return NULL;
}

/* Somebody's own workflow is never replaced; ours from before, unchanged, is no reason to stop. */
static struct mc_err *refuse_others(const struct mc_tree *tree, const char *dir)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct mc_tree_file *file = &tree->files[i];
		MC_AUTOTEXT path = mc_path_join(dir, file->path);
		MC_AUTO(mc_buf) old = MC_BUF_INIT;

		if (!mc_file_exists(path))
			continue;
		MC_TRY(mc_buf_read_file(&old, path, MAX_FILE));
		if (old.len != file->len || memcmp(old.ptr, file->data, file->len) != 0)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is there already and is not ours"),
						      path),
					   _("rename it, run the same command again, and take over what you "
					     "still need"));
	}
	return NULL;
}

struct mc_err *mc_scaffold_ci(struct mc_tree *tree, const char *dir, const char *host)
{
	if (!mc_file_is_dir(dir))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no folder"), dir),
				   _("name the folder of the repository"));
	MC_TRY(read_recipe(tree, host));
	MC_TRY(refuse_others(tree, dir));
	return mc_tree_write_dir(tree, dir);
}
