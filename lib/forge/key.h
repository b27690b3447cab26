/* SPDX-License-Identifier: MIT */
#ifndef MC_FORGE_KEY_H
#define MC_FORGE_KEY_H

#include "base/err.h"

/**
 * Finds what opens the private repository at an https address that somebody else may have written down: the
 * token for this host and no other one.  At github.com, gitlab.com and codeberg.org that is what
 * GITHUB_TOKEN, GH_TOKEN, GITLAB_TOKEN, FORGEJO_TOKEN or GITEA_TOKEN hold; at the host that
 * MIGRACODE_TOKEN_HOST names, what MIGRACODE_TOKEN holds; else what the helpers of git say
 * (git-credential(1)), which ask nobody.
 *
 * user, password  both NULL: there is none; owned by the caller, who wipes them
 *
 * Errors: MC_E_INPUT (a variable holds no token).
 */
struct mc_err *mc_forge_find_key(char **user, char **password, void *context, const char *url) MC_MUST_USE;

#endif
