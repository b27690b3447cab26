/* SPDX-License-Identifier: MIT */
#include "ext/repo_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "ext/hash.h"
#include "ext/repo_handle.h"

struct mc_repo_view {
	struct mc_repo *repo;
};

struct mc_err *mc_repo_view_load(void)
{
	struct mc_git git;

	return mc_git_load(&git);
}

void mc_repo_view_free(struct mc_repo_view *view)
{
	if (!view)
		return;
	if (view->repo)
		mc_repo_detach(view->repo);
	mc_repo_free(view->repo);
	free(view);
}

struct mc_err *mc_repo_view_open(struct mc_repo_view **view, const char *place)
{
	MC_AUTOPTR(mc_repo_view) made = mc_alloc_zero(1, sizeof(*made));

	MC_TRY(mc_repo_open(&made->repo, place, NULL));
	MC_TRY(mc_repo_attach(made->repo));
	*view = MC_TAKE(made);
	return NULL;
}

bool mc_repo_view_is_shallow(const struct mc_repo_view *view)
{
	return view->repo->git.repository_is_shallow(view->repo->handle) != 0;
}

static struct mc_err *damaged(const struct mc_repo_view *view)
{
	return mc_repo_advise_fsck(mc_err_new(MC_E_INPUT, _("cannot read the repository '%s': %s"),
					      view->repo->name, mc_git_message(&view->repo->git)),
				   view->repo);
}

static struct mc_err *read_name(git_oid *id, const struct mc_repo_view *view, const char *hex)
{
	return view->repo->git.oid_fromstr(id, hex) < 0 ? damaged(view) : NULL;
}

/* A commit of megabytes is no commit that anybody made to hand work in. */
enum { MAX_COMMIT_BYTES = 1024 * 1024 };

struct mc_err *mc_repo_view_commit(struct mc_repo_ancestor *ancestor, const struct mc_repo_view *view,
				   const char *commit)
{
	const struct mc_git *git = &view->repo->git;
	git_commit *found = NULL;
	git_object_t type;
	git_oid id;
	size_t len;

	MC_TRY(read_name(&id, view, commit));
	int status = git->odb_read_header(&len, &type, view->repo->objects, &id);

	if (status == GIT_ENOTFOUND)
		return mc_err_new(MC_E_NOTHING, _("the repository '%s' has no commit '%s'"), view->repo->name,
				  commit);
	if (status < 0)
		return damaged(view);
	if (len > MAX_COMMIT_BYTES)
		return mc_err_new(MC_E_LIMIT, _("the commit '%s' of the repository '%s' is too large"),
				  commit, view->repo->name);
	if (git->commit_lookup(&found, view->repo->handle, &id) < 0)
		return damaged(view);
	*ancestor = (struct mc_repo_ancestor){ .time_s = git->commit_time(found) };
	git->oid_tostr(ancestor->commit, sizeof(ancestor->commit), &id);
	git->oid_tostr(ancestor->tree, sizeof(ancestor->tree), git->commit_tree_id(found));
	if (git->commit_parentcount(found) > 0)
		git->oid_tostr(ancestor->parent, sizeof(ancestor->parent), git->commit_parent_id(found, 0));
	git->commit_free(found);
	return NULL;
}

/* ---- trees ---- */

struct walk {
	const struct mc_repo_view *view;
	const struct mc_repo_visitor *visitor;
	size_t visited;
};

static struct mc_err *count_entry(struct walk *walk)
{
	if (++walk->visited <= MC_REPO_MAX_ENTRIES)
		return NULL;
	return mc_err_hint(
		mc_err_new(MC_E_LIMIT, _("the repository '%s' has more than %d entries"),
			   walk->view->repo->name, MC_REPO_MAX_ENTRIES),
		_("remove generated folders such as 'node_modules' and name them in '.gitignore'"));
}

static struct mc_err *check_depth(const struct walk *walk, unsigned depth)
{
	if (depth <= MC_REPO_MAX_DEPTH)
		return NULL;
	return mc_err_new(MC_E_LIMIT, _("the repository '%s' has folders more than %d deep"),
			  walk->view->repo->name, MC_REPO_MAX_DEPTH);
}

static bool is_folder(const struct mc_git *git, const git_tree_entry *entry)
{
	return entry && git->tree_entry_filemode(entry) == GIT_FILEMODE_TREE;
}

static struct mc_err *visit_level(struct walk *walk, const git_oid *id, const char *folder, unsigned depth);

/* One entry with all that is below it; folder ends with '/' or is empty. */
static struct mc_err *visit_entry(struct walk *walk, const git_tree_entry *entry, const char *folder,
				  unsigned depth)
{
	const struct mc_git *git = &walk->view->repo->git;
	const struct mc_repo_visitor *visitor = walk->visitor;
	const char *name = git->tree_entry_name(entry);
	git_filemode_t mode = git->tree_entry_filemode(entry);
	MC_AUTOTEXT path = mc_format("%s%s", folder, name);
	char object[MC_REPO_HASH_HEX];

	MC_TRY(count_entry(walk));
	if (!mc_repo_is_usable(name, path))
		return NULL;
	if (mode == GIT_FILEMODE_TREE) {
		if (!visitor->enters(visitor->context, path))
			return NULL;
		MC_AUTOTEXT below = mc_format("%s/", path);

		return visit_level(walk, git->tree_entry_id(entry), below, depth + 1);
	}
	if (mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE)
		visitor->file(visitor->context, path,
			      git->oid_tostr(object, sizeof(object), git->tree_entry_id(entry)),
			      mode == GIT_FILEMODE_BLOB_EXECUTABLE);
	return NULL;
}

static struct mc_err *visit_level(struct walk *walk, const git_oid *id, const char *folder, unsigned depth)
{
	const struct mc_git *git = &walk->view->repo->git;
	git_tree *level = NULL;
	struct mc_err *err = NULL;

	MC_TRY(check_depth(walk, depth));
	MC_TRY(mc_repo_open_tree(&level, walk->view->repo, id, folder));
	for (size_t i = 0; !err && i < git->tree_entrycount(level); i++)
		err = visit_entry(walk, git->tree_entry_byindex(level, i), folder, depth);
	git->tree_free(level);
	return err;
}

struct mc_err *mc_repo_view_tree(const struct mc_repo_view *view, const char *tree,
				 const struct mc_repo_visitor *visitor)
{
	struct walk walk = { view, visitor, 0 };
	git_oid id;

	MC_TRY(read_name(&id, view, tree));
	return visit_level(&walk, &id, "", 0);
}

static struct mc_err *compare_levels(struct walk *walk, const git_oid *before, const git_oid *after,
				     const char *folder, unsigned depth);

static struct mc_err *compare_folders(struct walk *walk, const git_tree_entry *before,
				      const git_tree_entry *after, const char *folder, unsigned depth)
{
	const struct mc_git *git = &walk->view->repo->git;
	const char *name = git->tree_entry_name(before);
	MC_AUTOTEXT path = mc_format("%s%s", folder, name);
	MC_AUTOTEXT below = mc_format("%s/", path);

	if (!mc_repo_is_usable(name, path) || !walk->visitor->enters(walk->visitor->context, path))
		return NULL;
	return compare_levels(walk, git->tree_entry_id(before), git->tree_entry_id(after), below, depth + 1);
}

/* before and after have one name; one of them is NULL when the other is new or gone. */
static struct mc_err *compare_entries(struct walk *walk, const git_tree_entry *before,
				      const git_tree_entry *after, const char *folder, unsigned depth)
{
	const struct mc_git *git = &walk->view->repo->git;

	MC_TRY(count_entry(walk));
	if (before && after && git->tree_entry_filemode(before) == git->tree_entry_filemode(after) &&
	    git->oid_equal(git->tree_entry_id(before), git->tree_entry_id(after)))
		return NULL;
	if (is_folder(git, before) && is_folder(git, after))
		return compare_folders(walk, before, after, folder, depth);
	if (before)
		MC_TRY(visit_entry(walk, before, folder, depth));
	return after ? visit_entry(walk, after, folder, depth) : NULL;
}

/* The order of entries in a tree: by bytes, a folder as if its name ended with '/'. Source: git's tree
 * objects. */
static int by_git_order(const struct mc_git *git, const git_tree_entry *a, const git_tree_entry *b)
{
	const char *x = git->tree_entry_name(a);
	const char *y = git->tree_entry_name(b);
	size_t i = 0;

	while (x[i] && x[i] == y[i])
		i++;
	unsigned char left = x[i] || !is_folder(git, a) ? (unsigned char)x[i] : '/';
	unsigned char right = y[i] || !is_folder(git, b) ? (unsigned char)y[i] : '/';

	return (left > right) - (left < right);
}

/* Each entry of both is looked at once, also when a crafted tree is in no order. */
static struct mc_err *merge_levels(struct walk *walk, const git_tree *before, const git_tree *after,
				   const char *folder, unsigned depth)
{
	const struct mc_git *git = &walk->view->repo->git;
	size_t i = 0, k = 0;

	while (i < git->tree_entrycount(before) || k < git->tree_entrycount(after)) {
		const git_tree_entry *a = git->tree_entry_byindex(before, i);
		const git_tree_entry *b = git->tree_entry_byindex(after, k);
		int order = !a ? 1 : !b ? -1 : by_git_order(git, a, b);

		MC_TRY(compare_entries(walk, order <= 0 ? a : NULL, order >= 0 ? b : NULL, folder, depth));
		i += order <= 0;
		k += order >= 0;
	}
	return NULL;
}

static struct mc_err *compare_levels(struct walk *walk, const git_oid *before, const git_oid *after,
				     const char *folder, unsigned depth)
{
	const struct mc_git *git = &walk->view->repo->git;
	git_tree *old_level = NULL;
	git_tree *new_level = NULL;

	MC_TRY(check_depth(walk, depth));
	MC_TRY(mc_repo_open_tree(&old_level, walk->view->repo, before, folder));
	struct mc_err *err = mc_repo_open_tree(&new_level, walk->view->repo, after, folder);

	if (!err)
		err = merge_levels(walk, old_level, new_level, folder, depth);
	git->tree_free(old_level);
	git->tree_free(new_level);
	return err;
}

struct mc_err *mc_repo_view_changes(const struct mc_repo_view *view, const char *before, const char *after,
				    const struct mc_repo_visitor *visitor)
{
	struct walk walk = { view, visitor, 0 };
	git_oid old_id, new_id;

	if (!strcmp(before, after))
		return NULL;
	MC_TRY(read_name(&old_id, view, before));
	MC_TRY(read_name(&new_id, view, after));
	return compare_levels(&walk, &old_id, &new_id, "", 0);
}

/* ---- names ---- */

struct branches {
	struct mc_arena arena;
	const char **items; /* "name hash" */
	size_t count;
	size_t capacity;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct mc_err *collect_branches(struct branches *branches, const struct mc_repo_view *view)
{
	const struct mc_git *git = &view->repo->git;
	git_branch_iterator *iterator = NULL;
	git_reference *branch = NULL;
	git_branch_t kind;
	char hex[MC_REPO_HASH_HEX];
	git_oid id;

	if (git->branch_iterator_new(&iterator, view->repo->handle, GIT_BRANCH_ALL) < 0)
		return damaged(view);
	while (branches->count <= MC_REPO_VIEW_MAX_BRANCHES &&
	       git->branch_next(&branch, &kind, iterator) == 0) {
		const char *name = git->reference_name(branch);

		if (git->reference_name_to_id(&id, view->repo->handle, name) == 0)
			*MC_VEC_ADD(branches->items, branches->count, branches->capacity) =
				mc_arena_format(&branches->arena, "%s %s", name,
						git->oid_tostr(hex, sizeof(hex), &id));
		git->reference_free(branch);
	}
	git->branch_iterator_free(iterator);
	if (branches->count > MC_REPO_VIEW_MAX_BRANCHES)
		return mc_err_new(MC_E_LIMIT, _("the repository '%s' has too many branches and tags"),
				  view->repo->name);
	return NULL;
}

struct mc_err *mc_repo_view_hash_branches(struct mc_hash *hash, const struct mc_repo_view *view)
{
	struct branches branches = { .arena = MC_ARENA_INIT };
	struct mc_err *err = collect_branches(&branches, view);

	if (branches.count > 0)
		qsort(branches.items, branches.count, sizeof(*branches.items), by_text);
	mc_hash_add_number(hash, branches.count);
	for (size_t i = 0; i < branches.count; i++)
		mc_hash_add_text(hash, branches.items[i]);
	free(branches.items);
	mc_arena_release(&branches.arena);
	return err;
}

struct mc_err *mc_repo_blob_name(char name[MC_REPO_HASH_HEX], const void *bytes, size_t len)
{
	struct mc_git git;
	git_oid id;

	MC_TRY(mc_git_load(&git));
	if (git.odb_hash(&id, bytes, len, GIT_OBJECT_BLOB) < 0)
		return mc_err_new(MC_E_TOOL, _("git repositories cannot be read: %s"), mc_git_message(&git));
	git.oid_tostr(name, MC_REPO_HASH_HEX, &id);
	return NULL;
}
