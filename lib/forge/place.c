/* SPDX-License-Identifier: MIT */
#include "forge/post.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
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

bool mc_forge_read_host(char **origin, const char *host)
{
	MC_AUTO(mc_forge_address) address = { 0 };
	MC_AUTOTEXT with_path = mc_format("%s/x", host);
	struct mc_err *err = mc_forge_address_read(&address, with_path);
	bool is_host = !err && strstr(host, "://") && !strcmp(address.path, "x");

	mc_err_drop(err);
	if (is_host)
		*origin = MC_TAKE(address.origin);
	return is_host;
}

struct mc_err *mc_forge_is_public(bool *is_public, struct mc_forge *forge, const char *repository)
{
	const struct mc_forge_names names = { .repo = repository };
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;
	MC_AUTOTEXT path = mc_forge_fill(forge->kind->places.repository, &names);
	struct mc_forge_repository read = { 0 };

	MC_TRY(mc_forge_ask(&answer, forge, &(struct mc_forge_request){ .method = "GET", .path = path }));
	if (!answer.json)
		return mc_forge_refusal(forge, &answer, MC_FORGE_TO_LIST, _("the repository"));
	if (!forge->kind->read_repository(&read, mc_json_root(answer.json)))
		return mc_forge_nonsense(forge);
	*is_public = !read.is_private;
	return NULL;
}
