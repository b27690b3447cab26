/* SPDX-License-Identifier: MIT */
#include "forge/post.h"

#include <string.h>

#include "base/alloc.h"
#include "forge/forge_parts.h"

void mc_forge_place_release(struct mc_forge_place *place)
{
	free(place->origin);
	free(place->name);
	*place = (struct mc_forge_place)MC_FORGE_PLACE_INIT;
}

/* The address of the page for what is cloned over SSH; NULL: it is not. */
static char *page_of(const char *url)
{
	const char *rest = strstr(url, "://");
	const char *host = strchr(url, '@');

	if (!strncmp(url, "ssh://", 6)) {
		const char *name = host && host < strchr(rest + 3, '/') ? host + 1 : rest + 3;
		size_t len = strcspn(name, ":/");
		const char *path = name + strcspn(name, "/");

		return mc_format("https://%.*s%s", (int)len, name, path);
	}
	/* As scp writes it: user@host:path. */
	if (rest || !host || !strchr(host, ':') || strcspn(url, "/") < strcspn(url, ":"))
		return NULL;
	return mc_format("https://%.*s/%s", (int)strcspn(host + 1, ":"), host + 1, strchr(host, ':') + 1);
}

bool mc_forge_place_read(struct mc_forge_place *place, const char *url)
{
	MC_AUTO(mc_forge_address) address = { 0 };
	MC_AUTOTEXT page = page_of(url);
	struct mc_err *err = mc_forge_address_read(&address, page ? page : url);

	mc_err_drop(err);
	if (err || !strstr(page ? page : url, "://") || !strchr(address.path, '/'))
		return false;
	mc_forge_place_release(place);
	place->origin = MC_TAKE(address.origin);
	place->name = MC_TAKE(address.path);
	return true;
}
