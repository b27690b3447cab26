/* SPDX-License-Identifier: MIT */
#include "forge/forge_parts.h"

#include "base/time.h"
#include "ext/json_write.h"

/* It rounds sizes down to KiB, so a repository with one small file may look empty. */
static bool read_repository(struct mc_forge_repository *repository, const struct mc_json_node *node)
{
	const struct mc_json_node *owner = mc_json_find(node, "owner");

	repository->name = mc_forge_text(node, "name");
	repository->full_name = mc_forge_text(node, "full_name");
	repository->ssh_url = mc_forge_text(node, "ssh_url");
	repository->owner = mc_forge_text(owner, "login");
	repository->owner_id = mc_forge_number(owner, "id");
	repository->is_private = mc_forge_bool(node, "private");
	repository->is_empty = mc_json_find(node, "size") && mc_forge_number(node, "size") == 0;
	(void)mc_time_read_ms(&repository->pushed_ms, mc_forge_text(node, "pushed_at"));
	return *repository->owner != 0;
}

static void write_branch(struct mc_buf *body, const char *name, const char *from, const char *commit)
{
	struct mc_json_writer w = MC_JSON_WRITER(body, false);
	MC_AUTO(mc_buf) ref = MC_BUF_INIT;

	(void)from;
	mc_buf_addf(&ref, "refs/heads/%s", name);
	mc_json_start(&w, '{');
	mc_json_key_text(&w, "ref", ref.ptr);
	mc_json_key_text(&w, "sha", commit);
	mc_json_end(&w);
}

const struct mc_forge_kind mc_forge_github = {
	.id = MC_FORGE_GITHUB,
	.name = "github",
	.title = "GitHub",
	.api_path = "/api/v3",
	.public_host = "github.com",
	.public_api = "https://api.github.com",
	.variables = { "GITHUB_TOKEN", "GH_TOKEN" },
	.secret = "Authorization: Bearer ",
	.headers = { "Accept: application/vnd.github+json", "X-GitHub-Api-Version: 2022-11-28" },
	.change = "PATCH",
	.rights = { "repo (classic) or metadata: read (fine-grained)",
		    "repo (classic) or issues and pull requests: write (fine-grained)",
		    "repo (classic) or contents: write (fine-grained)" },
	.places = {
		.self = "/user",
		.lists = { "/orgs/{owner}/repos?per_page=100", "/users/{owner}/repos?per_page=100" },
		.forks = "/repos/{repo}/forks?per_page=100",
		.repository = "/repos/{repo}",
		.pulls = "/repos/{repo}/pulls?state=open&per_page=100",
		.pull_comments = "/repos/{repo}/issues/{n}/comments?per_page=100",
		.pull_comment = "/repos/{repo}/issues/comments/{id}",
		.issues = "/repos/{repo}/issues?state=all&per_page=100",
		.issue = "/repos/{repo}/issues/{n}",
		.branch = "/repos/{repo}/branches/{branch}",
		.branches = "/repos/{repo}/git/refs",
		.file = "/repos/{repo}/contents/{file}",
		.file_of_branch = "/repos/{repo}/contents/{file}?ref={branch}",
	},
	.keys = { .number = "number",
		  .author = "user",
		  .login = "login",
		  .issue_body = "body",
		  .head = "head",
		  .base = "base",
		  .commit = "sha" },
	.read_repository = read_repository,
	.write_branch = write_branch,
};
