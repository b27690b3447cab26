/* SPDX-License-Identifier: MIT */
#include "forge/forge_parts.h"

#include "base/time.h"
#include "ext/json_write.h"

static bool read_repository(struct mc_forge_repository *repository, const struct mc_json_node *node)
{
	const struct mc_json_node *owner = mc_json_find(node, "owner");

	repository->name = mc_forge_text(node, "name");
	repository->full_name = mc_forge_text(node, "full_name");
	repository->ssh_url = mc_forge_text(node, "ssh_url");
	repository->owner = mc_forge_text(owner, "login");
	repository->owner_id = mc_forge_number(owner, "id");
	repository->is_private = mc_forge_bool(node, "private");
	repository->is_empty = mc_forge_bool(node, "empty");
	(void)mc_time_read_ms(&repository->pushed_ms, mc_forge_text(node, "updated_at"));
	return *repository->owner != 0;
}

static void write_branch(struct mc_buf *body, const char *name, const char *from, const char *commit)
{
	struct mc_json_writer w = MC_JSON_WRITER(body, false);

	(void)commit;
	mc_json_start(&w, '{');
	mc_json_key_text(&w, "new_branch_name", name);
	mc_json_key_text(&w, "old_branch_name", from);
	/* Its newer name. */
	mc_json_key_text(&w, "old_ref_name", from);
	mc_json_end(&w);
}

const struct mc_forge_kind mc_forge_forgejo = {
	.id = MC_FORGE_FORGEJO,
	.name = "forgejo",
	.title = "Forgejo",
	.api_path = "/api/v1",
	.public_host = "codeberg.org",
	.variables = { "FORGEJO_TOKEN", "GITEA_TOKEN" },
	.secret = "Authorization: token ",
	.headers = { "Accept: application/json" },
	.change = "PATCH",
	.rights = { "read:organization, read:repository", "write:issue", "write:repository" },
	.places = {
		.self = "/user",
		.lists = { "/orgs/{owner}/repos?limit=50", "/users/{owner}/repos?limit=50" },
		.forks = "/repos/{repo}/forks?limit=50",
		.repository = "/repos/{repo}",
		.pulls = "/repos/{repo}/pulls?state=open&limit=50",
		.pull_comments = "/repos/{repo}/issues/{n}/comments",
		.pull_comment = "/repos/{repo}/issues/comments/{id}",
		.issues = "/repos/{repo}/issues?state=all&type=issues&limit=50",
		.issue = "/repos/{repo}/issues/{n}",
		.branch = "/repos/{repo}/branches/{branch}",
		.branches = "/repos/{repo}/branches",
		.file = "/repos/{repo}/contents/{file}",
		.file_of_branch = "/repos/{repo}/contents/{file}?ref={branch}",
	},
	.keys = { .number = "number",
		  .author = "user",
		  .login = "login",
		  .issue_body = "body",
		  .head = "head",
		  .base = "base",
		  .commit = "id" },
	.read_repository = read_repository,
	.write_branch = write_branch,
};
