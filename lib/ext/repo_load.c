/* SPDX-License-Identifier: MIT */
#include "ext/repo_load.h"

#include <dlfcn.h>
#include <string.h>

#include "base/i18n.h"

static void harden(const struct mc_git *git)
{
	(void)git->libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	(void)git->libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
	mc_git_allow_config(git, false);
}

void mc_git_allow_config(const struct mc_git *git, bool is_allowed)
{
	static const int levels[] = { GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG,
				      GIT_CONFIG_LEVEL_PROGRAMDATA };

	for (size_t i = 0; i < MC_COUNT(levels); i++)
		(void)git->libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], is_allowed ? NULL : "");
}

/* ISO C has no conversion from an object pointer to a function pointer; POSIX promises that the bytes are the
 * same. */
static bool find_call(void *library, const char *name, void *slot)
{
	void *address = dlsym(library, name);

	memcpy(slot, &address, sizeof(address));
	return address != NULL;
}

static struct mc_err *no_library(const char *why)
{
	/* Debian names the package after the version in the soname, so that the two cannot drift apart. */
	return mc_err_hint(mc_err_new(MC_E_TOOL, _("git repositories cannot be read: %s"),
				      why ? why : MC_GIT2_SONAME),
			   _("install it: apt install libgit2-%s"), &MC_GIT2_SONAME[strlen("libgit2.so.")]);
}

struct mc_err *mc_git_load(struct mc_git *git)
{
	void *library = dlopen(MC_GIT2_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	if (!library)
		return no_library(dlerror());
#define X(name) \
	if (!find_call(library, "git_" #name, &git->name)) \
		return no_library("git_" #name);
	MC_GIT_CALLS(X)
#undef X
	int count = git->libgit2_init();

	if (count < 0)
		return no_library(mc_git_message(git));
	if (count == 1)
		harden(git);
	return NULL;
}

const char *mc_git_message(const struct mc_git *git)
{
	const git_error *last = git->error_last();

	return last && last->message && last->message[0] ? last->message : _("no reason given");
}
