/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "ext/repo_handle.h"
#include "ext/repo_mirror.h"

char *mc_repo_local_path(const char *source)
{
	if (!strncmp(source, "file://", strlen("file://")))
		return mc_repo_path_of_url(source);
	return mc_repo_is_url(source) && !mc_repo_is_repo(source) ? NULL : mc_strdup(source);
}

/* Behind the scheme and behind user and password. */
static const char *behind_user(const char *source)
{
	const char *scheme = strstr(source, "://");
	const char *host = scheme ? scheme + strlen("://") : source;
	const char *at = memchr(host, '@', strcspn(host, "/"));

	return at ? at + 1 : host;
}

static char *cut_end(char *text)
{
	size_t len = strlen(text);

	while (len > 1 && text[len - 1] == '/')
		text[--len] = '\0';
	if (len > strlen(".git") && !strcmp(text + len - strlen(".git"), ".git"))
		text[len - strlen(".git")] = '\0';
	return text;
}

char *mc_repo_plain_address(const char *source)
{
	MC_AUTOTEXT path = mc_repo_local_path(source);

	if (path) {
		char *real = realpath(path, NULL);

		return real ? real : MC_TAKE(path);
	}
	/* Hosts of repositories do not mind the case, but for a few of one's own: there two addresses that
	 * differ in nothing else are reported, which harms nobody. */
	char *plain = cut_end(mc_strdup(behind_user(source)));
	size_t host = strcspn(plain, "/:");

	if (plain[host] == ':' && !isdigit((unsigned char)plain[host + 1]))
		plain[host] = '/';
	for (char *p = plain; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return plain;
}
