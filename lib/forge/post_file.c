/* SPDX-License-Identifier: MIT */
#include "forge/post.h"

#include <string.h>

#include "base/alloc.h"
#include "base/base64.h"
#include "base/i18n.h"
#include "ext/json_write.h"
#include "forge/forge_parts.h"

/* What is there before a file is written. */
struct before {
	bool is_there;
	bool is_same;
	char *id; /* of its content, which GitHub and Forgejo want to hear when it is replaced; NULL */
};

static void before_release(struct before *before)
{
	free(before->id);
	*before = (struct before){ 0 };
}

static struct mc_err *ask(struct mc_forge_answer *answer, struct mc_forge *forge, const char *method,
			  const char *place, const struct mc_forge_names *names, const struct mc_buf *body)
{
	MC_AUTOTEXT path = mc_forge_fill(place, names);
	struct mc_forge_request request = { .method = method, .path = path };

	if (body)
		request.body = (struct mc_str){ body->ptr, body->len };
	return mc_forge_ask(answer, forge, &request);
}

/* Base64 of a host may have line ends. */
static bool is_content(const char *base64, struct mc_str bytes)
{
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;
	const char *at = base64;

	mc_base64_add(&wanted, bytes);
	for (size_t i = 0; i < wanted.len; i++, at++) {
		at += strspn(at, "\r\n");
		if (*at != wanted.ptr[i])
			return false;
	}
	return at[strspn(at, "\r\n")] == 0;
}

static struct mc_err *look(struct before *before, struct mc_forge *forge, const struct mc_forge_file *file)
{
	const struct mc_forge_names names = { .repo = file->repository,
					      .branch = file->branch,
					      .file = file->path };
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;

	before_release(before);
	MC_TRY(ask(&answer, forge, "GET", forge->kind->places.file_of_branch, &names, NULL));
	if (answer.http.status == 404)
		return NULL;
	if (!answer.json || mc_json_type(mc_json_root(answer.json)) != MC_JSON_OBJECT)
		return mc_forge_refusal(forge, &answer, MC_FORGE_TO_COMMIT, file->path);
	const struct mc_json_node *root = mc_json_root(answer.json);

	before->is_there = true;
	before->is_same = is_content(mc_forge_text(root, "content"), file->bytes);
	before->id = mc_strdup(mc_forge_text(root, "sha"));
	return NULL;
}

/* The id of the tip of a branch; NULL: there is no such branch. */
static struct mc_err *tip_of(char **commit, struct mc_forge *forge, const char *repository,
			     const char *branch)
{
	const struct mc_forge_names names = { .repo = repository, .branch = branch };
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;

	MC_TRY(ask(&answer, forge, "GET", forge->kind->places.branch, &names, NULL));
	if (answer.http.status == 404) {
		*commit = NULL;
		return NULL;
	}
	if (!answer.json)
		return mc_forge_refusal(forge, &answer, MC_FORGE_TO_COMMIT, branch);
	const char *id =
		mc_forge_text(mc_json_find(mc_json_root(answer.json), "commit"), forge->kind->keys.commit);

	if (*id == 0 || strlen(id) > 64)
		return mc_forge_nonsense(forge);
	*commit = mc_strdup(id);
	return NULL;
}

static struct mc_err *default_branch(char **branch, struct mc_forge *forge, const char *repository)
{
	const struct mc_forge_names names = { .repo = repository };
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;

	MC_TRY(ask(&answer, forge, "GET", forge->kind->places.repository, &names, NULL));
	if (!answer.json)
		return mc_forge_refusal(forge, &answer, MC_FORGE_TO_COMMIT, _("the repository"));
	*branch = mc_strdup(mc_forge_text(mc_json_root(answer.json), "default_branch"));
	return NULL;
}

static struct mc_err *is_empty(void)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the repository is empty")),
			   _("use --to issue, which needs no branch"));
}

/* Makes the branch of a file unless it is there. A lost answer shows when it is looked for again. */
static struct mc_err *make_branch(bool *is_uncertain, struct mc_forge *forge,
				  const struct mc_forge_file *file)
{
	const struct mc_forge_names names = { .repo = file->repository };
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;
	MC_AUTO(mc_buf) body = MC_BUF_INIT;
	MC_AUTOTEXT tip = NULL;
	MC_AUTOTEXT from = NULL;
	MC_AUTOTEXT commit = NULL;

	MC_TRY(tip_of(&tip, forge, file->repository, file->branch));
	if (tip)
		return NULL;
	MC_TRY(default_branch(&from, forge, file->repository));
	if (*from != 0)
		MC_TRY(tip_of(&commit, forge, file->repository, from));
	if (!commit)
		return is_empty();
	forge->kind->write_branch(&body, file->branch, from, commit);
	struct mc_err *err = ask(&answer, forge, "POST", forge->kind->places.branches, &names, &body);

	*is_uncertain = answer.is_uncertain;
	/* Somebody else made it just now: 409, 422. */
	if (err || answer.http.status < 300 || answer.http.status == 409 || answer.http.status == 422)
		return err;
	return mc_forge_refusal(forge, &answer, MC_FORGE_TO_COMMIT, file->branch);
}

static void write_file(struct mc_buf *body, const struct mc_forge *forge, const struct mc_forge_file *file,
		       const struct before *before)
{
	struct mc_json_writer w = MC_JSON_WRITER(body, false);
	MC_AUTO(mc_buf) content = MC_BUF_INIT;
	bool is_gitlab = forge->kind->id == MC_FORGE_GITLAB;

	mc_base64_add(&content, file->bytes);
	mc_json_start(&w, '{');
	mc_json_key_text(&w, "branch", file->branch);
	mc_json_key_text(&w, "content", content.ptr);
	mc_json_key_text(&w, is_gitlab ? "commit_message" : "message", file->message);
	if (is_gitlab)
		mc_json_key_text(&w, "encoding", "base64");
	else if (before->is_there)
		mc_json_key_text(&w, "sha", before->id);
	mc_json_end(&w);
}

static struct mc_err *send_file(bool *is_uncertain, struct mc_forge *forge, const struct mc_forge_file *file,
				const struct before *before)
{
	const struct mc_forge_names names = { .repo = file->repository, .file = file->path };
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;
	MC_AUTO(mc_buf) body = MC_BUF_INIT;
	/* GitHub knows only one way. */
	const char *method = before->is_there || forge->kind->id == MC_FORGE_GITHUB ? "PUT" : "POST";

	write_file(&body, forge, file, before);
	struct mc_err *err = ask(&answer, forge, method, forge->kind->places.file, &names, &body);

	/* Another commit came between: it is looked at again. */
	*is_uncertain = answer.is_uncertain || answer.http.status == 409;
	if (err || answer.http.status < 300)
		return err;
	return mc_forge_refusal(forge, &answer, MC_FORGE_TO_COMMIT, file->path);
}

/* One try; NULL with *is_uncertain when it is to be looked at again. */
static struct mc_err *try_file(enum mc_forge_done *done, bool *is_uncertain, struct mc_forge *forge,
			       const struct mc_forge_file *file, struct before *before)
{
	*is_uncertain = false;
	MC_TRY(look(before, forge, file));
	if (before->is_same)
		return NULL;
	*done = before->is_there ? MC_FORGE_CHANGED : MC_FORGE_MADE;
	if (!before->is_there)
		MC_TRY(make_branch(is_uncertain, forge, file));
	return send_file(is_uncertain, forge, file, before);
}

struct mc_err *mc_forge_put_file(enum mc_forge_done *done, struct mc_forge *forge,
				 const struct mc_forge_file *file)
{
	struct before before = { 0 };
	struct mc_err *err = NULL;
	bool is_uncertain = true;

	*done = MC_FORGE_SAME;
	for (unsigned attempt = 0; is_uncertain && attempt < forge->config.tries; attempt++) {
		mc_err_drop(err);
		if (attempt > 0)
			mc_forge_back_off(forge, attempt - 1);
		err = try_file(done, &is_uncertain, forge, file, &before);
		if (!err)
			break;
	}
	before_release(&before);
	return err;
}
