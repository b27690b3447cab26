/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "ext/repo_handle.h"

enum { MAX_TREE_BYTES = 4 * 1024 * 1024, SHORT_HASH = 10 };

static bool is_fetched(const struct mc_repo *repo)
{
	return repo->scratch.path != NULL;
}

/* Advice that can be typed: a fetched repository is gone by the time that its owner reads it. */
struct mc_err *mc_repo_advise_fsck(struct mc_err *err, const struct mc_repo *repo)
{
	return is_fetched(repo)
		       ? mc_err_hint(err, _("clone it with git and see what 'git fsck' says"))
		       : mc_err_hint(err, _("the repository is damaged or incomplete: git -C %s fsck"),
				     repo->name);
}

static struct mc_err *unreadable(const struct mc_repo *repo, const git_oid *id, const char *path)
{
	char hash[MC_REPO_HASH_HEX];
	struct mc_err *err =
		mc_err_new(MC_E_INPUT, _("cannot read '%s' (object %.*s) of the repository '%s': %s"),
			   *path ? path : "/", SHORT_HASH, repo->git.oid_tostr(hash, sizeof(hash), id),
			   repo->name, mc_git_message(&repo->git));

	return mc_repo_advise_fsck(err, repo);
}

static struct mc_err *advise_commit(struct mc_err *err, const struct mc_repo *repo, const char *branch)
{
	if (branch)
		return mc_err_hint(err, _("name another branch: --commit %s"), branch);
	return is_fetched(repo) ? mc_err_hint(err, _("it is empty: work has to be pushed first"))
				: mc_err_hint(err, _("commit first: git add . && git commit"));
}

static struct mc_err *no_commit(const struct mc_repo *repo)
{
	const struct mc_git *git = &repo->git;
	struct mc_err *err =
		mc_err_new(MC_E_INPUT, _("the repository '%s' has no commit on its main branch"), repo->name);
	git_branch_iterator *branches = NULL;
	git_reference *branch = NULL;
	git_branch_t kind;
	const char *name = NULL;

	if (git->branch_iterator_new(&branches, repo->handle, GIT_BRANCH_ALL) < 0)
		return err;
	if (git->branch_next(&branch, &kind, branches) == 0)
		(void)git->branch_name(&name, branch);
	err = advise_commit(err, repo, name);
	git->reference_free(branch);
	git->branch_iterator_free(branches);
	return err;
}

static struct mc_err *unknown(const struct mc_repo *repo, const char *revision, int status)
{
	struct mc_err *err =
		status == GIT_EAMBIGUOUS
			? mc_err_new(MC_E_INPUT, _("several commits of the repository '%s' start with '%s'"),
				     repo->name, revision)
			: mc_err_new(MC_E_INPUT,
				     _("there is no branch, tag or commit '%s' in the repository '%s'"),
				     revision, repo->name);

	return is_fetched(repo)
		       ? mc_err_hint(err, _("list what there is: git ls-remote %s"), repo->name)
		       : mc_err_hint(err, _("list what there is: git -C %s log --oneline --all"), repo->name);
}

/* A branch that was only fetched into a student's clone is found under the name that people use for it. */
int mc_repo_find_revision(git_object **found, const struct mc_repo *repo, const char *revision)
{
	int status = repo->git.revparse_single(found, repo->handle, revision);

	if (status != GIT_ENOTFOUND)
		return status;
	MC_AUTOTEXT remote = mc_format("refs/remotes/origin/%s", revision);

	return repo->git.revparse_single(found, repo->handle, remote) == 0 ? 0 : GIT_ENOTFOUND;
}

struct mc_err *mc_repo_open_commit(git_object **commit, const struct mc_repo *repo, const char *revision)
{
	const struct mc_git *git = &repo->git;
	git_reference *head = NULL;
	git_object *found = NULL;

	if (!revision) {
		int status = git->repository_head(&head, repo->handle);

		git->reference_free(head);
		if (status == GIT_EUNBORNBRANCH || status == GIT_ENOTFOUND)
			return no_commit(repo);
	}
	int status = mc_repo_find_revision(&found, repo, revision ? revision : "HEAD");

	if (status == 0) {
		status = git->object_peel(commit, found, GIT_OBJECT_COMMIT);
		git->object_free(found);
	}
	return status < 0 ? unknown(repo, revision ? revision : "HEAD", status) : NULL;
}

/* The size stands in the object's header: an object that is too large is never unpacked. */
struct mc_err *mc_repo_open_tree(git_tree **tree, const struct mc_repo *repo, const git_oid *id,
				 const char *path)
{
	size_t len;
	git_object_t type;

	if (repo->git.odb_read_header(&len, &type, repo->objects, id) < 0)
		return unreadable(repo, id, path);
	if (len > MAX_TREE_BYTES)
		return mc_err_new(MC_E_LIMIT, _("the folder '%s' of the repository has too many entries"),
				  *path ? path : "/");
	return repo->git.tree_lookup(tree, repo->handle, id) < 0 ? unreadable(repo, id, path) : NULL;
}

static struct mc_err *open_root(git_tree **tree, struct mc_repo_commit *seen, const struct mc_repo *repo,
				const char *revision)
{
	git_object *commit = NULL;

	MC_TRY(mc_repo_open_commit(&commit, repo, revision));
	repo->git.oid_tostr(seen->hash, MC_REPO_HASH_HEX, repo->git.object_id(commit));
	seen->time_s = repo->git.commit_time((const git_commit *)commit);
	/* A commit without its tree is a damaged repository, so the commit's own hash is what to name. */
	struct mc_err *err = repo->git.commit_tree(tree, (const git_commit *)commit) < 0
				     ? unreadable(repo, repo->git.object_id(commit), "")
				     : NULL;

	repo->git.object_free(commit);
	return err;
}

struct reader {
	const struct mc_repo *repo;
	const struct mc_tree_filter *filter;
	struct mc_tree *tree;
	size_t visited;
};

/* What is too large is the submission's own fault and becomes part of its result, which is stored for whoever
 * hands in the same files, and sent to them: so no error of MC_E_LIMIT names the place. */
static struct mc_err *too_large(const struct reader *reader, const char *path)
{
	return mc_err_new(MC_E_LIMIT, _("the repository is too large: with '%s' it passes %zu MB"), path,
			  reader->filter->max_bytes / (1024 * 1024));
}

static struct mc_err *read_blob(struct reader *reader, const git_oid *id, const char *path,
				bool is_executable)
{
	const struct mc_git *git = &reader->repo->git;
	git_odb_object *blob = NULL;
	size_t len;
	git_object_t type;

	if (reader->tree->count >= reader->filter->max_files)
		return mc_err_new(MC_E_LIMIT, _("the repository has more than %zu files to look at"),
				  reader->filter->max_files);
	if (git->odb_read_header(&len, &type, reader->repo->objects, id) < 0 || type != GIT_OBJECT_BLOB)
		return unreadable(reader->repo, id, path);
	if (reader->filter->max_file_bytes && len > reader->filter->max_file_bytes) {
		mc_tree_skip(reader->tree, path, MC_SKIP_SIZE, reader->filter->max_skips);
		return NULL;
	}
	if (len > reader->filter->max_bytes - reader->tree->total_bytes)
		return too_large(reader, path);
	if (git->odb_read(&blob, reader->repo->objects, id) < 0)
		return unreadable(reader->repo, id, path);
	mc_tree_add(reader->tree, path, git->odb_object_data(blob), git->odb_object_size(blob),
		    is_executable);
	git->odb_object_free(blob);
	return NULL;
}

bool mc_repo_is_usable(const char *name, const char *path)
{
	return !strchr(name, '/') && strcasecmp(name, ".git") != 0 && mc_tree_is_safe_path(path);
}

static struct mc_err *read_level(struct reader *reader, const git_oid *id, const char *path, unsigned depth);

static struct mc_err *read_entry(struct reader *reader, const git_tree_entry *entry, const char *folder,
				 unsigned depth)
{
	const struct mc_git *git = &reader->repo->git;
	const char *name = git->tree_entry_name(entry);
	const git_oid *id = git->tree_entry_id(entry);
	git_filemode_t mode = git->tree_entry_filemode(entry);
	MC_AUTOTEXT path = mc_format("%s%s", folder, name);
	MC_AUTOTEXT below = mc_format("%s/", path);
	size_t max_skips = reader->filter->max_skips;

	if (!mc_repo_is_usable(name, path)) {
		mc_tree_skip(reader->tree, path, MC_SKIP_NAME, max_skips);
	} else if (mode == GIT_FILEMODE_TREE) {
		return mc_tree_is_reachable(reader->filter, path) ? read_level(reader, id, below, depth + 1)
								  : NULL;
	} else if (mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE) {
		return mc_tree_is_wanted(reader->filter, path)
			       ? read_blob(reader, id, path, mode == GIT_FILEMODE_BLOB_EXECUTABLE)
			       : NULL;
	} else {
		mc_tree_skip(reader->tree, path,
			     mode == GIT_FILEMODE_LINK	   ? MC_SKIP_SYMLINK
			     : mode == GIT_FILEMODE_COMMIT ? MC_SKIP_SUBMODULE
							   : MC_SKIP_SPECIAL,
			     max_skips);
	}
	return NULL;
}

static struct mc_err *read_entries(struct reader *reader, const git_tree *level, const char *path,
				   unsigned depth)
{
	const struct mc_git *git = &reader->repo->git;

	for (size_t i = 0; i < git->tree_entrycount(level); i++) {
		if (++reader->visited > MC_REPO_MAX_ENTRIES)
			return mc_err_hint(
				mc_err_new(MC_E_LIMIT, _("the repository has more than %d entries"),
					   MC_REPO_MAX_ENTRIES),
				_("remove generated folders such as 'node_modules' and name them in "
				  "'.gitignore'"));
		MC_TRY(read_entry(reader, git->tree_entry_byindex(level, i), path, depth));
	}
	return NULL;
}

static struct mc_err *read_level(struct reader *reader, const git_oid *id, const char *path, unsigned depth)
{
	git_tree *level = NULL;

	if (depth > MC_REPO_MAX_DEPTH)
		return mc_err_new(MC_E_LIMIT, _("the repository has folders more than %d deep"),
				  MC_REPO_MAX_DEPTH);
	MC_TRY(mc_repo_open_tree(&level, reader->repo, id, path));
	struct mc_err *err = read_entries(reader, level, path, depth);

	reader->repo->git.tree_free(level);
	return err;
}

static int by_path_without_case(const void *a, const void *b)
{
	return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/* On a student's Windows or macOS machine one of the two files would have replaced the other. */
static void note_case_clashes(struct mc_tree *tree, size_t max_skips)
{
	const char **paths = mc_alloc((tree->count + 1) * sizeof(*paths));

	for (size_t i = 0; i < tree->count; i++)
		paths[i] = tree->files[i].path;
	qsort(paths, tree->count, sizeof(*paths), by_path_without_case);
	for (size_t i = 1; i < tree->count; i++) {
		if (!strcasecmp(paths[i - 1], paths[i]))
			mc_tree_skip(tree, paths[i], MC_SKIP_CASE, max_skips);
	}
	free(paths);
}

static bool is_below_a_file(const struct mc_tree *tree, const char *path)
{
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		MC_AUTOTEXT parent = mc_strndup(path, (size_t)(slash - path));

		if (mc_tree_find(tree, parent))
			return true;
	}
	return false;
}

/* A crafted tree can name a file and a folder alike; no file system could hold both. */
static void skip_below_files(struct mc_tree *tree, size_t max_skips)
{
	size_t kept = 0;
	struct mc_tree all = *tree;

	all.files = mc_alloc((all.count + 1) * sizeof(*all.files));
	if (all.count > 0)
		memcpy(all.files, tree->files, all.count * sizeof(*all.files));
	for (size_t i = 0; i < all.count; i++) {
		if (!is_below_a_file(&all, all.files[i].path)) {
			tree->files[kept++] = all.files[i];
			continue;
		}
		mc_tree_skip(tree, all.files[i].path, MC_SKIP_NAME, max_skips);
		tree->total_bytes -= all.files[i].len;
	}
	tree->count = kept;
	free(all.files);
}

/* A walk that only notes names. */
struct list {
	const char **paths;
	size_t *count;
	size_t most;
	struct mc_arena *arena;
	const struct mc_repo *repo;
	size_t visited;
};

static struct mc_err *list_level(struct list *list, const git_oid *id, const char *folder, unsigned depth)
{
	const struct mc_git *git = &list->repo->git;
	git_tree *level = NULL;
	struct mc_err *err = NULL;

	if (depth > MC_REPO_MAX_DEPTH)
		return NULL;
	MC_TRY(mc_repo_open_tree(&level, list->repo, id, folder));
	for (size_t i = 0; !err && i < git->tree_entrycount(level) && *list->count < list->most; i++) {
		const git_tree_entry *entry = git->tree_entry_byindex(level, i);
		const char *path = mc_arena_format(list->arena, "%s%s", folder, git->tree_entry_name(entry));

		if (++list->visited > 2 * list->most)
			break;
		if (git->tree_entry_filemode(entry) != GIT_FILEMODE_TREE) {
			list->paths[(*list->count)++] = path;
			continue;
		}
		const char *below = mc_arena_format(list->arena, "%s/", path);

		err = list_level(list, git->tree_entry_id(entry), below, depth + 1);
	}
	git->tree_free(level);
	return err;
}

struct mc_err *mc_repo_list_tree(const char **paths, size_t *count, size_t most, struct mc_arena *arena,
				 const struct mc_repo *repo, const git_oid *tree)
{
	struct list list = { paths, count, most, arena, repo, 0 };

	return list_level(&list, tree, "", 0);
}

static struct mc_err *find_below(git_oid *id, const struct mc_repo *repo, const git_tree *root,
				 const char *below)
{
	const struct mc_git *git = &repo->git;
	git_tree_entry *entry = NULL;
	bool is_tree = false;

	if (!below || !*below) {
		*id = *git->tree_id(root);
		return NULL;
	}
	if (git->tree_entry_bypath(&entry, root, below) == 0) {
		*id = *git->tree_entry_id(entry);
		is_tree = git->tree_entry_filemode(entry) == GIT_FILEMODE_TREE;
	}
	git->tree_entry_free(entry);
	if (!is_tree)
		return mc_err_new(MC_E_INPUT, _("the repository '%s' has no folder '%s'"), repo->name, below);
	return NULL;
}

struct mc_err *mc_repo_read_tree_here(struct mc_tree *tree, struct mc_repo_commit *commit,
				      const struct mc_repo *repo, const char *revision, const char *below,
				      const struct mc_tree_filter *filter)
{
	MC_AUTO(mc_tree) made = MC_TREE_INIT;
	struct reader reader = { .repo = repo, .filter = filter, .tree = &made };
	struct mc_repo_commit seen;
	git_tree *root = NULL;
	git_oid id;

	MC_TRY(open_root(&root, &seen, repo, revision));
	struct mc_err *err = find_below(&id, repo, root, below);

	repo->git.tree_free(root);
	MC_TRY(err);
	MC_TRY(read_level(&reader, &id, "", 0));
	mc_tree_sort(&made);
	skip_below_files(&made, filter->max_skips);
	note_case_clashes(&made, filter->max_skips);
	if (commit)
		*commit = seen;
	*tree = made;
	made = (struct mc_tree)MC_TREE_INIT;
	return NULL;
}

struct mc_err *mc_repo_find_here(enum mc_repo_kind *kind, const struct mc_repo *repo, const char *revision,
				 const char *path)
{
	const struct mc_git *git = &repo->git;
	git_tree *root = NULL;
	git_tree_entry *entry = NULL;
	enum mc_repo_kind found = MC_REPO_NONE;
	struct mc_repo_commit seen;

	MC_TRY(open_root(&root, &seen, repo, revision));
	if (git->tree_entry_bypath(&entry, root, path) == 0) {
		git_filemode_t mode = git->tree_entry_filemode(entry);

		found = mode == GIT_FILEMODE_TREE					    ? MC_REPO_DIR
			: mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE ? MC_REPO_FILE
											    : MC_REPO_NONE;
		git->tree_entry_free(entry);
	}
	git->tree_free(root);
	*kind = found;
	return NULL;
}
