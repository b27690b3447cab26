/* SPDX-License-Identifier: MIT */
#include "ext/repo_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/late.h"

static void harden(const struct mc_git *git)
{
	(void)git->libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	(void)git->libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	mc_git_allow_config(git, false);
	/* The files of certificates that git itself and libcurl take. */
	const char *certificates = getenv("GIT_SSL_CAINFO");

	if (!certificates || !*certificates)
		certificates = getenv("SSL_CERT_FILE");
	if (certificates && *certificates)
		(void)git->libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, certificates, NULL);
}

void mc_git_allow_config(const struct mc_git *git, bool is_allowed)
{
	static const int levels[] = { GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG,
				      GIT_CONFIG_LEVEL_PROGRAMDATA };

	for (size_t i = 0; i < MC_COUNT(levels); i++)
		(void)git->libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], is_allowed ? NULL : "");
}

/* Debian names the package after the version in the soname, so that the two cannot drift apart. */
static char *package_of_library(void)
{
	return mc_format("libgit2-%s", &MC_GIT2_SONAME[strlen("libgit2.so.")]);
}

struct mc_err *mc_git_load(struct mc_git *git)
{
	MC_AUTOTEXT package = package_of_library();
	const struct mc_late_call calls[] = {
#define X(name) { "git_" #name, &git->name },
		MC_GIT_CALLS(X)
#undef X
	};

	MC_TRY_AS(mc_late_load(MC_GIT2_SONAME, package, calls, MC_COUNT(calls)), "%s",
		  _("git repositories cannot be read"));
	int count = git->libgit2_init();

	if (count < 0)
		return mc_err_new(MC_E_TOOL, _("git repositories cannot be read: %s"), mc_git_message(git));
	if (count == 1)
		harden(git);
	return NULL;
}

const char *mc_git_message(const struct mc_git *git)
{
	const git_error *last = git->error_last();

	return last && last->message && last->message[0] ? last->message : _("no reason given");
}
