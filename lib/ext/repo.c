/* SPDX-License-Identifier: MIT */
#include "ext/repo.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/repo_handle.h"

void mc_repo_free(struct mc_repo *repo)
{
	if (!repo)
		return;
	mc_scratch_release(&repo->scratch);
	free(repo->git_dir);
	free(repo->name);
	free(repo);
}

static struct mc_err *damaged(const struct mc_repo *repo)
{
	return mc_repo_advise_fsck(mc_err_new(MC_E_INPUT, _("cannot read the repository '%s': %s"),
					      repo->name, mc_git_message(&repo->git)),
				   repo);
}

/* The empty configuration keeps libgit2 from reading the repository's own, which can include any file. */
struct mc_err *mc_repo_attach(struct mc_repo *repo)
{
	const struct mc_git *git = &repo->git;
	git_config *config = NULL;

	if (git->repository_open_bare(&repo->handle, repo->git_dir) < 0 || git->config_new(&config) < 0)
		return damaged(repo);
	int status = git->repository_set_config(repo->handle, config);

	git->config_free(config);
	if (status < 0 || git->repository_odb(&repo->objects, repo->handle) < 0)
		return damaged(repo);
	return NULL;
}

void mc_repo_detach(struct mc_repo *repo)
{
	repo->git.odb_free(repo->objects);
	repo->git.repository_free(repo->handle);
	repo->objects = NULL;
	repo->handle = NULL;
}

static int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

char *mc_repo_path_of_url(const char *url)
{
	const char *from = url + strlen("file://");
	char *path = mc_strdup(
		strncmp(from, "localhost/", strlen("localhost/")) ? from : from + strlen("localhost"));
	char *to = path;

	for (const char *p = path; *p; p++) {
		bool is_coded = p[0] == '%' && hex_value(p[1]) >= 0 && hex_value(p[2]) >= 0;

		*to++ = is_coded ? (char)(16 * hex_value(p[1]) + hex_value(p[2])) : *p;
		p += is_coded ? 2 : 0;
	}
	*to = '\0';
	return path;
}

/* The place without a password, for messages: people do put access tokens into addresses.
 * Owned by the caller. */
static char *name_of_place(const char *place)
{
	const char *scheme = strstr(place, "://");
	const char *host = scheme ? scheme + strlen("://") : place;
	const char *at = memchr(host, '@', strcspn(host, "/"));
	const char *colon = scheme && at ? memchr(host, ':', (size_t)(at - host)) : NULL;

	return colon ? mc_format("%.*s%s", (int)(colon - place), place, at) : mc_strdup(place);
}

static struct mc_err *open_url(struct mc_repo *repo, const char *url, const struct mc_repo_watch *watch)
{
	MC_TRY(mc_scratch_make(&repo->scratch, NULL));
	MC_TRY(mc_repo_fetch(repo, url, watch));
	repo->git_dir = mc_strdup(repo->scratch.path);
	return NULL;
}

struct mc_err *mc_repo_open(struct mc_repo **repo, const char *place, const struct mc_repo_watch *watch)
{
	MC_AUTOPTR(mc_repo) made = mc_alloc_zero(1, sizeof(*made));

	made->name = name_of_place(place);
	MC_TRY(mc_git_load(&made->git));
	if (!strncmp(place, "file://", strlen("file://"))) {
		MC_AUTOTEXT path = mc_repo_path_of_url(place);

		MC_TRY(mc_repo_check_layout(&made->git_dir, path));
	} else if (mc_repo_is_url(place) && !mc_repo_is_repo(place)) {
		MC_TRY(open_url(made, place, watch));
	} else {
		MC_TRY(mc_repo_check_layout(&made->git_dir, place));
	}
	*repo = MC_TAKE(made);
	return NULL;
}
