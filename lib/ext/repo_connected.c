/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/repo_copy.h"
#include "ext/repo_remote.h"

enum { MAX_DEPTH = 512, FIRST_ROOM = 1024, TELL_EVERY = 1024 };

/* Names of objects that were seen: open addressing, the names are hashes already. */
struct seen {
	git_oid *slots;
	bool *is_used;
	size_t room; /* a power of two */
	size_t count;
};

static size_t slot_of(const struct seen *seen, const git_oid *oid)
{
	size_t at;

	memcpy(&at, oid->id, sizeof(at));
	at &= seen->room - 1;
	while (seen->is_used[at] && memcmp(seen->slots[at].id, oid->id, sizeof(oid->id)) != 0)
		at = (at + 1) & (seen->room - 1);
	return at;
}

static void make_room(struct seen *seen)
{
	struct seen larger = { .room = seen->room ? 2 * seen->room : FIRST_ROOM, .count = seen->count };

	larger.slots = mc_alloc_zero(larger.room, sizeof(*larger.slots));
	larger.is_used = mc_alloc_zero(larger.room, sizeof(*larger.is_used));
	for (size_t i = 0; i < seen->room; i++) {
		size_t at = seen->is_used[i] ? slot_of(&larger, &seen->slots[i]) : 0;

		if (seen->is_used[i]) {
			larger.slots[at] = seen->slots[i];
			larger.is_used[at] = true;
		}
	}
	free(seen->slots);
	free(seen->is_used);
	*seen = larger;
}

/* True when it was not seen before. */
static bool is_first(struct seen *seen, const git_oid *oid)
{
	if (2 * seen->count >= seen->room)
		make_room(seen);
	size_t at = slot_of(seen, oid);

	if (seen->is_used[at])
		return false;
	seen->slots[at] = *oid;
	seen->is_used[at] = true;
	seen->count++;
	return true;
}

struct check {
	const struct mc_git *git;
	git_repository *handle;
	git_odb *objects;
	const struct mc_repo_watch *watch;
	struct seen seen;
	struct mc_repo_progress progress;
};

static struct mc_err *missing(void)
{
	return mc_err_hint(
		mc_err_new(MC_E_INPUT, _("the repository is damaged: objects are missing")),
		_("type there: git fsck --full; most often a fresh clone of the learner's own copy helps"));
}

static struct mc_err *look_up(struct check *check)
{
	if (check->seen.count > MC_REPO_MAX_FETCH_OBJECTS)
		return mc_err_new(MC_E_LIMIT, _("the repository is too large"));
	check->progress.done_objects = (unsigned)check->seen.count;
	if (check->watch && check->seen.count % TELL_EVERY == 0 &&
	    !check->watch->step(check->watch->context, &check->progress))
		return mc_err_new(MC_E_INTERRUPTED, _("interrupted"));
	return NULL;
}

static struct mc_err *check_tree(struct check *check, const git_oid *oid, unsigned depth);

static struct mc_err *check_entry(struct check *check, const git_tree_entry *entry, unsigned depth)
{
	const git_oid *oid = check->git->tree_entry_id(entry);
	unsigned mode = check->git->tree_entry_filemode(entry);

	if (mode == GIT_FILEMODE_COMMIT) /* a submodule, whose commit is elsewhere */
		return NULL;
	if (mode == GIT_FILEMODE_TREE)
		return check_tree(check, oid, depth + 1);
	if (is_first(&check->seen, oid) && !check->git->odb_exists(check->objects, oid))
		return missing();
	return look_up(check);
}

static struct mc_err *check_tree(struct check *check, const git_oid *oid, unsigned depth)
{
	const struct mc_git *git = check->git;
	git_tree *tree = NULL;
	struct mc_err *err = NULL;

	if (depth > MAX_DEPTH)
		return mc_err_new(MC_E_LIMIT, _("the repository has folders that are too deep"));
	if (!is_first(&check->seen, oid))
		return NULL;
	if (git->tree_lookup(&tree, check->handle, oid) < 0)
		return missing();
	size_t count = git->tree_entrycount(tree);

	for (size_t i = 0; i < count && !err; i++)
		err = check_entry(check, git->tree_entry_byindex(tree, i), depth);
	git->tree_free(tree);
	return err;
}

static struct mc_err *check_commit(struct check *check, const git_oid *oid)
{
	git_commit *commit = NULL;

	if (check->git->commit_lookup(&commit, check->handle, oid) < 0)
		return missing();
	struct mc_err *err = check_tree(check, check->git->commit_tree_id(commit), 0);

	check->git->commit_free(commit);
	return err ? err : look_up(check);
}

/* What a tag names need not be a commit. */
static struct mc_err *push(struct check *check, git_revwalk *walk, const char *hex, bool is_known)
{
	const struct mc_git *git = check->git;
	git_object *object = NULL, *commit = NULL;
	git_oid oid;
	struct mc_err *err = NULL;

	if (git->oid_fromstr(&oid, hex) < 0 ||
	    git->object_lookup(&object, check->handle, &oid, GIT_OBJECT_ANY) < 0)
		return is_known ? NULL : missing();
	int status = git->object_peel(&commit, object, GIT_OBJECT_COMMIT);

	if (status == 0 && (is_known ? git->revwalk_hide(walk, git->object_id(commit))
				     : git->revwalk_push(walk, git->object_id(commit))) < 0)
		err = missing();
	if (status == GIT_ENOTFOUND && !is_known)
		err = missing();
	if (commit)
		git->object_free(commit);
	git->object_free(object);
	return err;
}

static struct mc_err *walk_all(struct check *check, git_revwalk *walk)
{
	git_oid oid;
	int status;

	while ((status = check->git->revwalk_next(&oid, walk)) == 0)
		MC_TRY(check_commit(check, &oid));
	return status == GIT_ITEROVER ? NULL : missing();
}

struct mc_err *mc_repo_check_connected(const struct mc_git *git, git_repository *handle,
				       const char *const tips[], size_t tip_count, const char *const known[],
				       size_t known_count, const struct mc_repo_watch *watch)
{
	struct check check = { .git = git, .handle = handle, .watch = watch };
	git_revwalk *walk = NULL;
	struct mc_err *err = NULL;

	if (git->repository_odb(&check.objects, handle) < 0 || git->revwalk_new(&walk, handle) < 0)
		err = missing();
	for (size_t i = 0; i < tip_count && !err; i++)
		err = push(&check, walk, tips[i], false);
	for (size_t i = 0; i < known_count && !err; i++)
		err = push(&check, walk, known[i], true);
	if (!err)
		err = walk_all(&check, walk);
	if (walk)
		git->revwalk_free(walk);
	if (check.objects)
		git->odb_free(check.objects);
	free(check.seen.slots);
	free(check.seen.is_used);
	return err;
}
