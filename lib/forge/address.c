/* SPDX-License-Identifier: MIT */
#include "forge/forge_parts.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"

static const struct mc_forge_kind *const kinds[] = { &mc_forge_github, &mc_forge_gitlab, &mc_forge_forgejo };

/* What may stand before ':'. */
static const struct {
	const char *name;
	const struct mc_forge_kind *kind;
} names[] = {
	{ "github", &mc_forge_github }, { "gitlab", &mc_forge_gitlab },	   { "forgejo", &mc_forge_forgejo },
	{ "gitea", &mc_forge_forgejo }, { "codeberg", &mc_forge_forgejo },
};

void mc_forge_address_release(struct mc_forge_address *address)
{
	free(address->origin);
	free(address->path);
	*address = (struct mc_forge_address){ 0 };
}

static struct mc_err *is_wrong(const char *text)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no address of a host of repositories"), text),
			   _("write it like this: github:my-school, or https://forge.example/my-school"));
}

/* "org" or "org/name", of what such names are made of. */
static bool is_path(struct mc_str path)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
	char before = '/';

	for (size_t i = 0; i < path.len; i++) {
		char c = path.ptr[i];

		/* No empty part, and none that begins with a dot. */
		if (c == 0 || !strchr(allowed, c) || (before == '/' && (c == '/' || c == '.')))
			return false;
		before = c;
	}
	return path.len > 0 && path.len <= 255 && before != '/';
}

static bool is_host(struct mc_str host)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";

	for (size_t i = 0; i < host.len; i++) {
		if (host.ptr[i] == 0 || !strchr(allowed, host.ptr[i]))
			return false;
	}
	return host.len > 0 && host.len <= 253;
}

static const struct mc_forge_kind *public_kind(struct mc_str host)
{
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		const char *known = kinds[i]->public_host;

		if (host.len == strlen(known) && !strncasecmp(host.ptr, known, host.len))
			return kinds[i];
	}
	return NULL;
}

/* "https://host/path", slashes and ".git" at the end do not count. */
static bool read_url(struct mc_forge_address *address, const char *url)
{
	const char *host = strstr(url, "://");

	if (!host || (strncasecmp(url, "https://", 8) != 0 && strncasecmp(url, "http://", 7) != 0))
		return false;
	host += 3;
	struct mc_str name = { host, strcspn(host, "/") };
	struct mc_str path = { host + name.len, strlen(host + name.len) };

	while (path.len > 0 && *path.ptr == '/')
		path = (struct mc_str){ path.ptr + 1, path.len - 1 };
	while (path.len > 0 && path.ptr[path.len - 1] == '/')
		path.len--;
	if (path.len > 4 && !memcmp(path.ptr + path.len - 4, ".git", 4))
		path.len -= 4;
	if (!is_host(name) || !is_path(path))
		return false;
	address->origin = mc_strndup(url, (size_t)(name.ptr + name.len - url));
	address->path = mc_strndup(path.ptr, path.len);
	if (!address->kind)
		address->kind = public_kind(name);
	return true;
}

/* The index of a name before ':', or the number of names. */
static size_t name_of(const char *text)
{
	size_t len = strcspn(text, ":");
	size_t i = text[len] == ':' ? 0 : MC_COUNT(names);

	while (i < MC_COUNT(names) &&
	       (strlen(names[i].name) != len || strncmp(text, names[i].name, len) != 0))
		i++;
	return i;
}

bool mc_forge_is_address(const char *address)
{
	return name_of(address) < MC_COUNT(names) || !strncasecmp(address, "https://", 8) ||
	       !strncasecmp(address, "http://", 7);
}

struct mc_err *mc_forge_address_read(struct mc_forge_address *address, const char *text)
{
	size_t name = name_of(text);
	const char *rest = text;

	if (name < MC_COUNT(names)) {
		address->kind = names[name].kind;
		rest = text + strlen(names[name].name) + 1;
		if (!strstr(rest, "://")) {
			if (!is_path(mc_str(rest)))
				return is_wrong(text);
			address->origin = mc_format("https://%s", address->kind->public_host);
			address->path = mc_strdup(rest);
			return NULL;
		}
	}
	return read_url(address, rest) ? NULL : is_wrong(text);
}
