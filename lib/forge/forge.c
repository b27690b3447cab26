/* SPDX-License-Identifier: MIT */
#include "forge/forge.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "forge/forge_parts.h"

void mc_forge_free(struct mc_forge *forge)
{
	if (!forge)
		return;
	mc_forge_wipe(forge->secret);
	mc_http_api_free(forge->api);
	mc_forge_address_release(&forge->address);
	free(forge->host);
	free(forge->base);
	free(forge->self);
	free(forge);
}

const char *mc_forge_host(const struct mc_forge *forge)
{
	return forge->host;
}

enum mc_forge_kind_id mc_forge_kind(const struct mc_forge *forge)
{
	return forge->kind->id;
}

bool mc_forge_has_token(const struct mc_forge *forge)
{
	return forge->secret != NULL;
}

/* ---- what kind of host it is ---- */

static struct mc_err *no_kind(const struct mc_forge *forge)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' does not say what kind of host it is"),
				      forge->host),
			   _("put github:, gitlab: or forgejo: before the address"));
}

/* Each kind has a place that the others do not have; no token is sent as nobody knows yet which one. */
static struct mc_err *probe(struct mc_forge *forge)
{
	static const struct {
		const struct mc_forge_kind *kind;
		const char *path;
		const char *key; /* of what it answers, also to who has no token */
		unsigned refusal;
	} probes[] = {
		{ &mc_forge_forgejo, "/api/v1/version", "version", 0 },
		{ &mc_forge_gitlab, "/api/v4/version", "message", 401 },
		{ &mc_forge_github, "/api/v3/meta", "verifiable_password_authentication", 0 },
	};
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;

	for (size_t i = 0; i < MC_COUNT(probes); i++) {
		MC_AUTOPTR(mc_json) json = NULL;
		MC_AUTOTEXT url = mc_format("%s%s", forge->address.origin, probes[i].path);
		struct mc_err *err = mc_forge_ask(&answer, forge,
						  &(struct mc_forge_request){ .method = "GET", .url = url });

		if (err && answer.http.outcome != MC_HTTP_API_ANSWERED)
			return err;
		mc_err_drop(err);
		if (answer.http.status != 200 && answer.http.status != probes[i].refusal)
			continue;
		mc_err_drop(mc_json_open(&json, NULL, answer.http.body.ptr, answer.http.body.len));
		if (!json || !mc_json_find(mc_json_root(json), probes[i].key))
			continue;
		forge->kind = probes[i].kind;
		return NULL;
	}
	return no_kind(forge);
}

struct mc_err *mc_forge_open(struct mc_forge **forge, const char *address,
			     const struct mc_forge_config *config)
{
	static const struct mc_forge_config usual = MC_FORGE_CONFIG;
	MC_AUTOPTR(mc_forge) made = mc_alloc_zero(1, sizeof(*made));

	made->config = config ? *config : usual;
	MC_TRY(mc_forge_address_read(&made->address, address));
	made->kind = made->address.kind;
	made->host = mc_strdup(strstr(made->address.origin, "://") + 3);
	MC_TRY(mc_http_api_open(&made->api, &made->config.http));
	if (!made->kind)
		MC_TRY(probe(made));
	bool is_public = !strcasecmp(made->host, made->kind->public_host);

	made->base = is_public && made->kind->public_api
			     ? mc_strdup(made->kind->public_api)
			     : mc_format("%s%s", made->address.origin, made->kind->api_path);
	MC_TRY(mc_forge_secret(&made->secret, made));
	*forge = MC_TAKE(made);
	return NULL;
}

/* ---- repositories ---- */

void mc_forge_repositories_release(struct mc_forge_repositories *list)
{
	mc_arena_release(&list->arena);
	free(list->items);
	*list = (struct mc_forge_repositories)MC_FORGE_REPOSITORIES_INIT;
}

/* Names of repositories become parts of addresses and of messages. */
static bool is_name(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
	size_t len = strlen(name);

	return len > 0 && len <= 500 && strspn(name, allowed) == len && name[0] != '/' && !strstr(name, "..");
}

/* An address to clone that cannot be mistaken for an option or something local. */
static bool is_ssh(const char *url)
{
	bool starts = !strncmp(url, "ssh://", 6) || !strncmp(url, "git@", 4);

	for (const char *at = url; *at; at++)
		starts = starts && *at > ' ' && *at <= '~';
	return starts && strlen(url) <= 1000;
}

static const char *copy_or_null(struct mc_arena *arena, const char *text)
{
	return *text ? mc_arena_strdup(arena, text) : NULL;
}

struct gathering {
	struct mc_forge *forge;
	struct mc_forge_repositories *list;
	bool is_wrong;
	bool is_too_many;
};

static bool add_repository(void *context, const struct mc_json_node *node)
{
	struct gathering *gathering = context;
	struct mc_forge_repositories *list = gathering->list;
	struct mc_forge_repository repository = { 0 };
	bool is_one = gathering->forge->kind->read_repository(&repository, node);

	gathering->is_wrong = !is_one || !is_name(repository.name) || !is_name(repository.full_name) ||
			      !is_name(repository.owner);
	gathering->is_too_many = list->count >= MC_FORGE_MAX_REPOSITORIES;
	if (gathering->is_wrong || gathering->is_too_many)
		return false;
	const char *branch = mc_forge_text(node, "default_branch");

	repository.is_archived = mc_forge_bool(node, "archived");
	repository.name = mc_arena_strdup(&list->arena, repository.name);
	repository.full_name = mc_arena_strdup(&list->arena, repository.full_name);
	repository.owner = mc_arena_strdup(&list->arena, repository.owner);
	repository.https_url = mc_arena_format(&list->arena, "%s/%s.git", gathering->forge->address.origin,
					       repository.full_name);
	repository.ssh_url =
		is_ssh(repository.ssh_url) ? mc_arena_strdup(&list->arena, repository.ssh_url) : NULL;
	repository.default_branch = copy_or_null(&list->arena, branch);
	*MC_VEC_ADD(list->items, list->count, list->capacity) = repository;
	return true;
}

/* Adds the repositories of a place, if it is there. */
static struct mc_err *gather(bool *is_there, struct mc_forge_repositories *list, struct mc_forge *forge,
			     const char *place)
{
	struct gathering gathering = { .forge = forge, .list = list };
	MC_AUTOTEXT path = mc_forge_fill(place, &(struct mc_forge_names){ .owner = forge->address.path,
									  .repo = forge->address.path });

	MC_TRY(mc_forge_each(is_there, forge, MC_FORGE_TO_LIST, path, add_repository, &gathering));
	if (gathering.is_wrong)
		return mc_forge_nonsense(forge);
	if (gathering.is_too_many)
		return mc_err_new(MC_E_LIMIT, _("'%s' has more than %u repositories there"), forge->host,
				  MC_FORGE_MAX_REPOSITORIES);
	return NULL;
}

struct mc_err *mc_forge_list(struct mc_forge_repositories *list, struct mc_forge *forge)
{
	const struct mc_forge_places *places = &forge->kind->places;
	const char *slash = strchr(forge->address.path, '/');
	/* Only groups of GitLab have others below them. */
	bool may_be_group = !slash || forge->kind->id == MC_FORGE_GITLAB;
	bool is_there = false;

	for (size_t i = 0; may_be_group && !is_there && i < MC_COUNT(places->lists) && places->lists[i]; i++)
		MC_TRY(gather(&is_there, list, forge, places->lists[i]));
	if (!is_there && slash)
		MC_TRY(gather(&is_there, list, forge, places->forks));
	if (is_there)
		return NULL;
	const struct mc_forge_answer missing = { .http = { .status = 404 } };

	return mc_forge_refusal(forge, &missing, MC_FORGE_TO_LIST, forge->address.path);
}
