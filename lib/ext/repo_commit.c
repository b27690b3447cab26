/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/i18n.h"
#include "ext/repo_handle.h"

static struct mc_err *cannot(const struct mc_git *git, const char *dir)
{
	return mc_err_new(MC_E_IO, _("cannot make a git repository of '%s': %s"), dir, mc_git_message(git));
}

/* git's own order: environment, then configuration; a machine without either still gets its first commit. */
static int make_author(git_signature **author, const struct mc_git *git)
{
	const char *name = getenv("GIT_AUTHOR_NAME");
	const char *email = getenv("GIT_AUTHOR_EMAIL");
	git_buf set_name = { 0 }, set_email = { 0 };
	git_config *config = NULL;

	mc_git_allow_config(git, true);
	if (git->config_open_default(&config) == 0) {
		if (!name && git->config_get_string_buf(&set_name, config, "user.name") == 0)
			name = set_name.ptr;
		if (!email && git->config_get_string_buf(&set_email, config, "user.email") == 0)
			email = set_email.ptr;
	}
	mc_git_allow_config(git, false);
	int status = git->signature_now(author, name && *name ? name : "migracode",
					email && *email ? email : "migracode@localhost");

	git->buf_dispose(&set_name);
	git->buf_dispose(&set_email);
	git->config_free(config);
	return status;
}

static int write_tree(git_tree **tree, const struct mc_git *git, git_repository *handle)
{
	char all[] = "*";
	char *paths[] = { all };
	const git_strarray everything = { paths, 1 };
	git_index *index = NULL;
	git_oid id;
	int status = git->repository_index(&index, handle);

	if (status == 0)
		status = git->index_add_all(index, &everything, GIT_INDEX_ADD_DEFAULT, NULL, NULL);
	if (status == 0)
		status = git->index_write(index);
	if (status == 0)
		status = git->index_write_tree(&id, index);
	if (status == 0)
		status = git->tree_lookup(tree, handle, &id);
	git->index_free(index);
	return status;
}

static int commit_all(const struct mc_git *git, git_repository *handle, const char *message)
{
	git_signature *author = NULL;
	git_tree *tree = NULL;
	git_oid id;
	int status = make_author(&author, git);

	if (status == 0)
		status = write_tree(&tree, git, handle);
	if (status == 0)
		status = git->commit_create_v(&id, handle, "HEAD", author, author, "UTF-8", message, tree, 0);
	git->tree_free(tree);
	git->signature_free(author);
	return status;
}

struct mc_err *mc_repo_init_commit(const char *dir, const char *message)
{
	git_repository_init_options options = {
		.version = GIT_REPOSITORY_INIT_OPTIONS_VERSION,
		.flags = GIT_REPOSITORY_INIT_NO_REINIT | GIT_REPOSITORY_INIT_MKDIR,
		.initial_head = "main",
	};
	git_repository *handle = NULL;
	struct mc_git git;

	MC_TRY(mc_git_load(&git));
	if (mc_repo_is_repo(dir))
		return mc_err_new(MC_E_INPUT, _("'%s' is a git repository already"), dir);
	if (git.repository_init_ext(&handle, dir, &options) < 0)
		return cannot(&git, dir);
	struct mc_err *err = commit_all(&git, handle, message) < 0 ? cannot(&git, dir) : NULL;

	git.repository_free(handle);
	return err;
}
