/* SPDX-License-Identifier: MIT */
#include "forge/forge_parts.h"

#include <string.h>

#include "base/time.h"
#include "ext/json_write.h"

/* A project of a user says so itself only to who has a token; its namespace always does. */
static void read_owner(struct mc_forge_repository *repository, const struct mc_json_node *node)
{
	const struct mc_json_node *owner = mc_json_find(node, "owner");
	const struct mc_json_node *namespace = mc_json_find(node, "namespace");
	bool is_user = !strcmp(mc_forge_text(namespace, "kind"), "user");

	repository->owner = mc_forge_text(owner, "username");
	repository->owner_id = mc_forge_number(owner, "id");
	if (*repository->owner != 0)
		return;
	repository->owner = mc_forge_text(namespace, "full_path");
	/* Who made a project in their own namespace owns it; the number of the namespace is another one. */
	repository->owner_id = is_user ? mc_forge_number(node, "creator_id") : 0;
}

static bool read_repository(struct mc_forge_repository *repository, const struct mc_json_node *node)
{
	const char *visibility = mc_forge_text(node, "visibility");

	read_owner(repository, node);
	repository->name = mc_forge_text(node, "path");
	repository->full_name = mc_forge_text(node, "path_with_namespace");
	repository->ssh_url = mc_forge_text(node, "ssh_url_to_repo");
	repository->is_private = *visibility != 0 && strcmp(visibility, "public") != 0;
	repository->is_empty = mc_forge_bool(node, "empty_repo");
	(void)mc_time_read_ms(&repository->pushed_ms, mc_forge_text(node, "last_activity_at"));
	return *repository->owner != 0;
}

static void write_branch(struct mc_buf *body, const char *name, const char *from, const char *commit)
{
	struct mc_json_writer w = MC_JSON_WRITER(body, false);

	(void)from;
	mc_json_start(&w, '{');
	mc_json_key_text(&w, "branch", name);
	mc_json_key_text(&w, "ref", commit);
	mc_json_end(&w);
}

const struct mc_forge_kind mc_forge_gitlab = {
	.id = MC_FORGE_GITLAB,
	.name = "gitlab",
	.title = "GitLab",
	.api_path = "/api/v4",
	.public_host = "gitlab.com",
	.variables = { "GITLAB_TOKEN" },
	/* Unlike PRIVATE-TOKEN, this takes tokens of OAuth too, which helpers of git keep. */
	.secret = "Authorization: Bearer ",
	.headers = { "Accept: application/json" },
	.change = "PUT",
	.rights = { "read_api", "api", "api" },
	.places = {
		.self = "/user",
		.lists = { "/groups/{group}/projects?include_subgroups=true&order_by=id&sort=asc"
			   "&per_page=100",
			   "/users/{group}/projects?order_by=id&sort=asc&per_page=100" },
		.forks = "/projects/{project}/forks?per_page=100",
		.repository = "/projects/{project}",
		.pulls = "/projects/{project}/merge_requests?state=opened&per_page=100",
		.pull_comments = "/projects/{project}/merge_requests/{n}/notes?sort=asc&per_page=100",
		.pull_comment = "/projects/{project}/merge_requests/{n}/notes/{id}",
		.issues = "/projects/{project}/issues?scope=all&state=all&per_page=100",
		.issue = "/projects/{project}/issues/{n}",
		.branch = "/projects/{project}/repository/branches/{branch}",
		.branches = "/projects/{project}/repository/branches",
		.file = "/projects/{project}/repository/files/{file_word}",
		.file_of_branch = "/projects/{project}/repository/files/{file_word}?ref={branch}",
	},
	.keys = { .number = "iid",
		  .author = "author",
		  .login = "username",
		  .issue_body = "description",
		  .head = "source_branch",
		  .base = "target_branch",
		  .commit = "id" },
	.read_repository = read_repository,
	.write_branch = write_branch,
};
