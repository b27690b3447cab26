/* SPDX-License-Identifier: MIT */
#include "ext/repo_history.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "ext/repo_handle.h"

/* All of this runs in the confined process that reads a repository. */

enum { MAX_COMMIT_BYTES = 1024 * 1024 };

/* What decides whose a commit is, beside what is told of it. */
struct trait {
	char *author;	 /* address, or name where there is none */
	bool is_program; /* made by a bot */
	bool has_parent;
	bool is_empty; /* changes nothing below the folder */
};

struct walk {
	const struct mc_repo *repo;
	const struct mc_history_query *query;
	struct mc_history *history;
	struct trait *traits; /* one for each commit */
	size_t trait_count;
	size_t trait_capacity;
	size_t commit_capacity;
	git_commit *tip;
	git_commit *base;   /* what changes are counted from; NULL: nothing */
	char *first_author; /* of the first commit */
};

static void walk_release(struct walk *walk)
{
	for (size_t i = 0; i < walk->trait_count; i++)
		free(walk->traits[i].author);
	free(walk->traits);
	free(walk->first_author);
	walk->repo->git.commit_free(walk->tip);
	walk->repo->git.commit_free(walk->base);
}

static struct mc_err *damaged(const struct walk *walk)
{
	return mc_repo_advise_fsck(mc_err_new(MC_E_INPUT, _("cannot read the history of '%s': %s"),
					      walk->repo->name, mc_git_message(&walk->repo->git)),
				   walk->repo);
}

static struct mc_err *too_long(const struct walk *walk)
{
	return mc_err_new(MC_E_LIMIT, _("the repository '%s' has more than %d commits to look at"),
			  walk->repo->name, MC_HISTORY_MAX_COMMITS);
}

/* The size stands in the object's header: a message of gigabytes is never unpacked. */
static struct mc_err *open_commit(git_commit **commit, const struct walk *walk, const git_oid *id)
{
	const struct mc_git *git = &walk->repo->git;
	git_object_t type;
	size_t len;

	if (git->odb_read_header(&len, &type, walk->repo->objects, id) < 0)
		return damaged(walk);
	if (len > MAX_COMMIT_BYTES)
		return mc_err_new(MC_E_LIMIT, _("the repository '%s' has a commit of more than %d KB"),
				  walk->repo->name, MAX_COMMIT_BYTES / 1024);
	if (git->commit_lookup(commit, walk->repo->handle, id) < 0)
		return damaged(walk);
	return NULL;
}

/* ---- which branch ---- */

/* The branch's name at the side where it was made: "main" of "refs/remotes/origin/main"; NULL for other names
 * and for what only points at a branch. */
static const char *branch_name(const struct mc_git *git, const git_reference *reference)
{
	static const char heads[] = "refs/heads/";
	static const char remotes[] = "refs/remotes/";
	const char *name = git->reference_name(reference);

	if (!strncmp(name, heads, strlen(heads)))
		return name + strlen(heads);
	if (strncmp(name, remotes, strlen(remotes)) != 0)
		return NULL;
	const char *slash = strchr(name + strlen(remotes), '/');

	return slash && strcmp(slash, "/HEAD") != 0 ? slash + 1 : NULL;
}

static bool is_wanted(const struct walk *walk, const char *name)
{
	return name && (!walk->query->branch || mc_str_is_match(walk->query->branch, name));
}

static void keep_branch(struct walk *walk, const char *name)
{
	walk->history->branch = name ? mc_arena_strdup(&walk->history->arena, name) : NULL;
}

/* The branch that the revision itself names. */
static void find_named(struct walk *walk, const char *revision)
{
	const struct mc_git *git = &walk->repo->git;
	git_reference *reference = NULL;
	MC_AUTOTEXT remote = mc_format("origin/%s", revision ? revision : "");
	int status = revision ? git->reference_dwim(&reference, walk->repo->handle, revision)
			      : git->repository_head(&reference, walk->repo->handle);

	if (status < 0 && revision)
		status = git->reference_dwim(&reference, walk->repo->handle, remote);
	if (status == 0)
		keep_branch(walk, branch_name(git, reference));
	git->reference_free(reference);
}

/* Takes a branch that matches when it is better than the best so far: at the graded commit, else newer. */
static void consider(struct walk *walk, const git_oid *graded, git_reference *reference, bool *is_found)
{
	const struct mc_git *git = &walk->repo->git;
	const char *name = branch_name(git, reference);
	git_object *peeled = NULL;

	if (!is_wanted(walk, name) || git->reference_peel(&peeled, reference, GIT_OBJECT_COMMIT) < 0)
		return;
	git_commit *commit = (git_commit *)peeled;
	bool is_best = *is_found && git->oid_equal(git->commit_id(walk->tip), graded);
	bool is_better = !*is_found || git->oid_equal(git->commit_id(commit), graded) ||
			 git->commit_time(commit) > git->commit_time(walk->tip);

	if (!is_best && is_better) {
		git->commit_free(walk->tip);
		walk->tip = commit;
		keep_branch(walk, name);
		*is_found = true;
		return;
	}
	git->commit_free(commit);
}

/* Finds a branch that the glob takes, and moves the tip there. */
static struct mc_err *find_matching(struct walk *walk, bool *is_found)
{
	const struct mc_git *git = &walk->repo->git;
	const git_oid graded = *git->commit_id(walk->tip);
	git_branch_iterator *branches = NULL;
	git_reference *branch = NULL;
	git_branch_t kind;

	if (git->branch_iterator_new(&branches, walk->repo->handle, GIT_BRANCH_ALL) < 0)
		return damaged(walk);
	for (; git->branch_next(&branch, &kind, branches) == 0; git->reference_free(branch))
		consider(walk, &graded, branch, is_found);
	git->branch_iterator_free(branches);
	return NULL;
}

static struct mc_err *find_branch(struct walk *walk, const char *revision)
{
	git_object *commit = NULL;

	MC_TRY(mc_repo_open_commit(&commit, walk->repo, revision));
	walk->tip = (git_commit *)commit;
	find_named(walk, revision);
	bool is_found = walk->history->branch ? is_wanted(walk, walk->history->branch) : false;

	if (!is_found)
		MC_TRY(find_matching(walk, &is_found));
	if (!is_found && walk->query->branch)
		walk->history->state = MC_HISTORY_NO_BRANCH;
	return NULL;
}

/* ---- where the work began ---- */

static char *author_of(const struct mc_git *git, const git_commit *commit)
{
	const git_signature *author = git->commit_author(commit);
	const char *email = author && author->email ? author->email : "";

	return mc_strdup(*email ? email : author && author->name ? author->name : "");
}

/* Follows first parents to the first commit. */
static struct mc_err *find_first(git_commit **first, const struct walk *walk)
{
	const struct mc_git *git = &walk->repo->git;
	git_commit *commit = NULL;

	MC_TRY(open_commit(&commit, walk, git->commit_id(walk->tip)));
	for (size_t i = 0; git->commit_parentcount(commit) > 0; i++) {
		const git_oid parent = *git->commit_parent_id(commit, 0);
		git_commit *child = MC_TAKE(commit);
		struct mc_err *err =
			i < MC_HISTORY_MAX_COMMITS ? open_commit(&commit, walk, &parent) : too_long(walk);

		git->commit_free(child);
		MC_TRY(err);
	}
	*first = commit;
	return NULL;
}

/* Where the branch left another one; the work is what came after. */
static struct mc_err *find_fork(struct walk *walk, git_revwalk *commits)
{
	const struct mc_git *git = &walk->repo->git;
	git_object *since = NULL;
	git_object *peeled = NULL;
	git_oid fork;

	if (mc_repo_find_revision(&since, walk->repo, walk->query->since) < 0 ||
	    git->object_peel(&peeled, since, GIT_OBJECT_COMMIT) < 0) {
		walk->history->state = MC_HISTORY_NO_SINCE;
		git->object_free(since);
		return NULL;
	}
	const git_oid *id = git->object_id(peeled);
	int status = git->revwalk_hide(commits, id);
	bool has_fork = git->merge_base(&fork, walk->repo->handle, git->commit_id(walk->tip), id) == 0;

	git->object_free(since);
	git->object_free(peeled);
	if (status < 0)
		return damaged(walk);
	return has_fork ? open_commit(&walk->base, walk, &fork) : NULL;
}

static struct mc_err *find_base(struct walk *walk, git_revwalk *commits)
{
	const struct mc_git *git = &walk->repo->git;
	git_commit *first = NULL;

	MC_TRY(find_first(&first, walk));
	walk->first_author = author_of(git, first);
	if (!walk->query->since) {
		walk->base = first;
		return NULL;
	}
	git->commit_free(first);
	return find_fork(walk, commits);
}

/* ---- what changed ---- */

/* The folder that is looked at in a commit; *tree stays NULL when it is not there. */
static struct mc_err *open_folder(git_tree **tree, const struct walk *walk, const git_commit *commit)
{
	const struct mc_git *git = &walk->repo->git;
	git_tree *root = NULL;
	git_tree_entry *entry = NULL;
	int status = 0;

	if (git->commit_tree(&root, commit) < 0)
		return damaged(walk);
	if (!*walk->query->below) {
		*tree = root;
		return NULL;
	}
	if (git->tree_entry_bypath(&entry, root, walk->query->below) == 0 &&
	    git->tree_entry_filemode(entry) == GIT_FILEMODE_TREE)
		status = git->tree_lookup(tree, walk->repo->handle, git->tree_entry_id(entry));
	git->tree_entry_free(entry);
	git->tree_free(root);
	return status < 0 ? damaged(walk) : NULL;
}

static bool is_same_tree(const struct mc_git *git, const git_tree *a, const git_tree *b)
{
	return a && b ? git->oid_equal(git->tree_id(a), git->tree_id(b)) : a == b;
}

/* A commit that was made only to be counted changes nothing. */
static struct mc_err *compare_with_parent(bool *is_empty, const struct walk *walk, const git_commit *commit)
{
	const struct mc_git *git = &walk->repo->git;
	git_commit *parent = NULL;
	git_tree *before = NULL;
	git_tree *after = NULL;

	MC_TRY(open_commit(&parent, walk, git->commit_parent_id(commit, 0)));
	bool is_same = git->oid_equal(git->commit_tree_id(parent), git->commit_tree_id(commit));
	/* Most commits need no look into their folders. */
	bool is_told = is_same || !*walk->query->below;
	struct mc_err *err = is_told ? NULL : open_folder(&before, walk, parent);

	if (!err && !is_told)
		err = open_folder(&after, walk, commit);
	*is_empty = is_told ? is_same : is_same_tree(git, before, after);
	git->tree_free(before);
	git->tree_free(after);
	git->commit_free(parent);
	return err;
}

static void add_changes(struct walk *walk, git_diff *diff)
{
	const struct mc_git *git = &walk->repo->git;
	struct mc_history *history = walk->history;
	size_t count = git->diff_num_deltas(diff);

	history->is_cut |= count > MC_HISTORY_MAX_PATHS;
	count = count > MC_HISTORY_MAX_PATHS ? MC_HISTORY_MAX_PATHS : count;
	history->changes = mc_arena_alloc(&history->arena, (count + 1) * sizeof(*history->changes));
	for (size_t i = 0; i < count; i++) {
		const git_diff_delta *delta = git->diff_get_delta(diff, i);
		const char *path = delta->new_file.path ? delta->new_file.path : delta->old_file.path;

		history->changes[history->change_count++] = mc_arena_strdup(&history->arena, path);
	}
}

static struct mc_err *read_changes(struct walk *walk)
{
	const struct mc_git *git = &walk->repo->git;
	git_tree *before = NULL;
	git_tree *after = NULL;
	git_diff *diff = NULL;
	struct mc_err *err = walk->base ? open_folder(&before, walk, walk->base) : NULL;

	if (!err)
		err = open_folder(&after, walk, walk->tip);
	if (!err && git->diff_tree_to_tree(&diff, walk->repo->handle, before, after, NULL) < 0)
		err = damaged(walk);
	if (!err)
		add_changes(walk, diff);
	git->diff_free(diff);
	git->tree_free(before);
	git->tree_free(after);
	return err;
}

static struct mc_err *read_paths(struct walk *walk)
{
	struct mc_history *history = walk->history;
	git_tree *tree = NULL;

	MC_TRY(open_folder(&tree, walk, walk->tip));
	history->paths = mc_arena_alloc(&history->arena, MC_HISTORY_MAX_PATHS * sizeof(*history->paths));
	struct mc_err *err =
		tree ? mc_repo_list_tree(history->paths, &history->path_count, MC_HISTORY_MAX_PATHS,
					 &history->arena, walk->repo, walk->repo->git.tree_id(tree))
		     : NULL;

	history->is_cut |= history->path_count == MC_HISTORY_MAX_PATHS;
	walk->repo->git.tree_free(tree);
	return err;
}

/* ---- commits ---- */

static bool is_of_program(const struct mc_git *git, const git_commit *commit)
{
	static const char bot[] = "[bot]";
	const git_signature *author = git->commit_author(commit);
	size_t len = author && author->name ? strlen(author->name) : 0;

	return len >= strlen(bot) && !strcmp(author->name + len - strlen(bot), bot);
}

static struct mc_err *add_commit(struct walk *walk, const git_oid *id)
{
	const struct mc_git *git = &walk->repo->git;
	struct mc_history *history = walk->history;
	git_commit *commit = NULL;
	char hash[MC_REPO_HASH_HEX];
	bool is_empty = false;

	MC_TRY(open_commit(&commit, walk, id));
	unsigned parents = git->commit_parentcount(commit);
	struct mc_err *err = parents == 1 ? compare_with_parent(&is_empty, walk, commit) : NULL;
	const char *message = git->commit_message(commit);

	*MC_VEC_ADD(walk->traits, walk->trait_count, walk->trait_capacity) = (struct trait){
		.author = author_of(git, commit),
		.is_program = is_of_program(git, commit),
		.has_parent = parents > 0,
		.is_empty = is_empty,
	};
	history->commits[history->commit_count++] = (struct mc_history_commit){
		.hash = mc_arena_strdup(&history->arena, git->oid_tostr(hash, sizeof(hash), id)),
		.message = mc_arena_copy(&history->arena, message ? message : "",
					 message ? strnlen(message, MC_HISTORY_MAX_MESSAGE) : 0),
		.is_merge = parents > 1,
	};
	git->commit_free(commit);
	return err;
}

/* Says which commits are the student's; the rule stands at mc_repo_read_history(). */
static void tell_own(struct walk *walk)
{
	struct mc_history *history = walk->history;
	bool has_others = false;

	for (size_t i = 0; i < history->commit_count; i++) {
		const struct trait *trait = &walk->traits[i];

		has_others |= trait->has_parent && !history->commits[i].is_merge && !trait->is_program &&
			      strcasecmp(trait->author, walk->first_author) != 0;
	}
	for (size_t i = 0; i < history->commit_count; i++) {
		const struct trait *trait = &walk->traits[i];
		bool is_teacher = has_others && !strcasecmp(trait->author, walk->first_author);

		history->commits[i].is_own = trait->has_parent && !history->commits[i].is_merge &&
					     !trait->is_program && !trait->is_empty && !is_teacher;
	}
}

static struct mc_err *read_commits(struct walk *walk, git_revwalk *commits)
{
	const struct mc_git *git = &walk->repo->git;
	struct mc_history *history = walk->history;
	git_oid id;
	int status;

	history->commits =
		mc_arena_alloc(&history->arena, MC_HISTORY_MAX_COMMITS * sizeof(*history->commits));
	while ((status = git->revwalk_next(&id, commits)) == 0) {
		if (history->commit_count == MC_HISTORY_MAX_COMMITS)
			return too_long(walk);
		MC_TRY(add_commit(walk, &id));
	}
	if (status != GIT_ITEROVER)
		return damaged(walk);
	tell_own(walk);
	return NULL;
}

static struct mc_err *read_branch(struct walk *walk, git_revwalk *commits)
{
	const struct mc_git *git = &walk->repo->git;

	if (git->revwalk_sorting(commits, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME) < 0 ||
	    git->revwalk_push(commits, git->commit_id(walk->tip)) < 0)
		return damaged(walk);
	MC_TRY(find_base(walk, commits));
	if (walk->history->state != MC_HISTORY_READ)
		return NULL;
	MC_TRY(read_commits(walk, commits));
	if (walk->query->wants_changes)
		MC_TRY(read_changes(walk));
	return walk->query->wants_paths ? read_paths(walk) : NULL;
}

/* True when HEAD names a branch on which nothing was committed yet. */
static bool is_unborn(const struct mc_repo *repo)
{
	git_reference *head = NULL;
	int status = repo->git.repository_head(&head, repo->handle);

	repo->git.reference_free(head);
	return status == GIT_EUNBORNBRANCH || status == GIT_ENOTFOUND;
}

struct mc_err *mc_repo_read_history_here(struct mc_history *history, const struct mc_repo *repo,
					 const char *revision, const struct mc_history_query *query)
{
	const struct mc_git *git = &repo->git;
	__attribute__((cleanup(walk_release))) struct walk walk = { .repo = repo,
								    .query = query,
								    .history = history };
	git_revwalk *commits = NULL;

	if (!revision && is_unborn(repo)) {
		history->state = MC_HISTORY_EMPTY;
		return NULL;
	}
	if (git->repository_is_shallow(repo->handle)) {
		history->state = MC_HISTORY_SHALLOW;
		return NULL;
	}
	MC_TRY(find_branch(&walk, revision));
	if (history->state != MC_HISTORY_READ)
		return NULL;
	if (git->revwalk_new(&commits, repo->handle) < 0)
		return damaged(&walk);
	struct mc_err *err = read_branch(&walk, commits);

	git->revwalk_free(commits);
	return err;
}
