/* SPDX-License-Identifier: MIT */
#include "ext/repo_write.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/repo_load.h"

/* The first commit is made at this second, each further one an hour later. */
enum { FIRST_TIME = 1767261600, STEP_S = 3600 };

struct writer {
	struct mc_git git;
	git_repository *handle;
	const char *dir;
	git_oid last; /* of the step before */
};

static struct mc_err *cannot(const struct writer *writer)
{
	return mc_err_new(MC_E_IO, _("cannot make a git repository of '%s': %s"), writer->dir,
			  mc_git_message(&writer->git));
}

static int write_tree(git_oid *id, const struct writer *writer, const struct mc_tree *tree)
{
	const struct mc_git *git = &writer->git;
	git_index *index = NULL;
	int status = git->repository_index(&index, writer->handle);

	if (status == 0)
		status = git->index_clear(index);
	for (size_t i = 0; status == 0 && i < tree->count; i++) {
		const struct mc_tree_file *file = &tree->files[i];
		const git_index_entry entry = { .path = file->path,
						.mode = file->is_executable ? GIT_FILEMODE_BLOB_EXECUTABLE
									    : GIT_FILEMODE_BLOB };

		status = git->index_add_from_buffer(index, &entry, file->data, file->len);
	}
	if (status == 0)
		status = git->index_write_tree(id, index);
	git->index_free(index);
	return status;
}

static bool find_branch(git_oid *id, const struct writer *writer, const char *name)
{
	MC_AUTOTEXT full = mc_format("refs/heads/%s", name);

	return writer->git.reference_name_to_id(id, writer->handle, full) == 0;
}

static int create(const struct writer *writer, const struct mc_repo_step *step, size_t index,
		  const git_oid *tree_id, const git_oid parents[], size_t parent_count, git_oid *id)
{
	const struct mc_git *git = &writer->git;
	git_time_t time = FIRST_TIME + (git_time_t)index * STEP_S;
	MC_AUTOTEXT email = mc_format("%s@example.org", step->author);
	git_signature *author = NULL;
	git_tree *tree = NULL;
	git_commit *commits[2] = { NULL, NULL };
	int status = git->signature_new(&author, step->author, email, time, 0);

	if (status == 0)
		status = git->tree_lookup(&tree, writer->handle, tree_id);
	for (size_t i = 0; status == 0 && i < parent_count; i++)
		status = git->commit_lookup(&commits[i], writer->handle, &parents[i]);
	const git_commit *const_commits[2] = { commits[0], commits[1] };

	if (status == 0)
		status = git->commit_create(id, writer->handle, NULL, author, author, NULL, step->message,
					    tree, parent_count, const_commits);
	git->commit_free(commits[0]);
	git->commit_free(commits[1]);
	git->tree_free(tree);
	git->signature_free(author);
	return status;
}

static struct mc_err *point_branch(struct writer *writer, const char *name)
{
	const struct mc_git *git = &writer->git;
	git_reference *reference = NULL;
	MC_AUTOTEXT full = mc_format("refs/heads/%s", name);

	if (git->reference_create(&reference, writer->handle, full, &writer->last, 1, NULL) < 0)
		return mc_err_new(MC_E_INPUT, _("a branch cannot have the name '%s'"), name);
	git->reference_free(reference);
	return git->repository_set_head(writer->handle, full) < 0 ? cannot(writer) : NULL;
}

static struct mc_err *write_step(struct writer *writer, const struct mc_repo_step *step, size_t index)
{
	git_oid parents[2], tree;
	size_t count = 0;

	if (find_branch(&parents[0], writer, step->branch)) {
		count = 1;
	} else if (index > 0) {
		parents[0] = writer->last;
		count = 1;
	}
	if (step->merge) {
		if (count == 0 || !find_branch(&parents[1], writer, step->merge))
			return mc_err_new(MC_E_INPUT, _("there is no branch '%s' to merge"), step->merge);
		count = 2;
	}
	if (write_tree(&tree, writer, step->tree) < 0 ||
	    create(writer, step, index, &tree, parents, count, &writer->last) < 0)
		return cannot(writer);
	return point_branch(writer, step->branch);
}

struct mc_err *mc_repo_write(const char *dir, const struct mc_repo_step steps[], size_t count)
{
	git_repository_init_options options = {
		.version = GIT_REPOSITORY_INIT_OPTIONS_VERSION,
		.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKDIR,
		.initial_head = "main",
	};
	struct writer writer = { .dir = dir };
	struct mc_err *err = NULL;

	MC_TRY(mc_git_load(&writer.git));
	if (writer.git.repository_init_ext(&writer.handle, dir, &options) < 0)
		return cannot(&writer);
	for (size_t i = 0; !err && i < count; i++)
		err = write_step(&writer, &steps[i], i);
	writer.git.repository_free(writer.handle);
	return err;
}
