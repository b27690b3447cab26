/* SPDX-License-Identifier: MIT */
#include "forge/post.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/json_write.h"
#include "forge/forge_parts.h"

/* ---- who we are ---- */

/* The login of the token, so that nobody else's text is taken for ours; "" when the host does not tell, as
 * for tokens of programs. */
static struct mc_err *read_self(struct mc_forge *forge)
{
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;
	const struct mc_forge_request request = { .method = "GET", .path = forge->kind->places.self };

	if (forge->self)
		return NULL;
	MC_TRY(mc_forge_ask(&answer, forge, &request));
	forge->self = mc_strdup(
		answer.json ? mc_forge_text(mc_json_root(answer.json), forge->kind->keys.login) : "");
	return NULL;
}

/* ---- texts ---- */

/* How a kind of text is found, made and changed. */
struct way {
	const char *list;
	const char *one;
	const char *id_key;
	const char *text_key;
	const char *what; /* for messages */
};

struct search {
	const struct mc_forge *forge;
	const struct mc_forge_note *note;
	const struct way *way;
	int64_t id; /* 0: not found */
	bool is_same;
};

/* Hosts may send other line ends than they got, and without those at the end. */
static bool is_same_text(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, "\r");
		b += strspn(b, "\r");
		if (*a != *b || *a == 0)
			return a[strspn(a, "\r\n \t")] == 0 && b[strspn(b, "\r\n \t")] == 0;
	}
}

/* What a student's program printed may hold any marker; only at the end it is ours. */
static bool ends_with(const char *text, const char *marker)
{
	size_t len = strlen(text);
	size_t wanted = strlen(marker);

	while (len > 0 && strchr("\r\n \t", text[len - 1]))
		len--;
	return len >= wanted && !memcmp(text + len - wanted, marker, wanted);
}

static bool is_ours(const struct mc_forge *forge, const struct mc_json_node *node)
{
	const struct mc_json_node *author = mc_json_find(node, forge->kind->keys.author);

	return !forge->self || *forge->self == 0 ||
	       !strcasecmp(mc_forge_text(author, forge->kind->keys.login), forge->self);
}

static bool look_at(void *context, const struct mc_json_node *node)
{
	struct search *search = context;
	const struct mc_json_node *pull = mc_json_find(node, "pull_request");
	const char *text = mc_forge_text(node, search->way->text_key);
	const char *title = search->note->title;

	/* GitHub lists requests among issues. */
	if ((pull && mc_json_type(pull) == MC_JSON_OBJECT) || !ends_with(text, search->note->marker) ||
	    !is_ours(search->forge, node))
		return true;
	search->id = mc_forge_number(node, search->way->id_key);
	search->is_same = is_same_text(text, search->note->text) &&
			  (!title || !strcmp(mc_forge_text(node, "title"), title));
	return search->id == 0;
}

static void write_note(struct mc_buf *body, const struct way *way, const struct mc_forge_note *note)
{
	struct mc_json_writer w = MC_JSON_WRITER(body, false);

	mc_json_start(&w, '{');
	if (note->title)
		mc_json_key_text(&w, "title", note->title);
	mc_json_key_text(&w, way->text_key, note->text);
	mc_json_end(&w);
}

/* Makes the text, or changes the one with this id; *is_uncertain when nobody knows whether it took effect. */
static struct mc_err *send_note(bool *is_uncertain, struct mc_forge *forge, const struct way *way,
				const struct mc_forge_note *note, int64_t id)
{
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;
	MC_AUTO(mc_buf) body = MC_BUF_INIT;
	const struct mc_forge_names names = { .repo = note->repository,
					      .n = note->title ? id : note->number,
					      .id = id };
	MC_AUTOTEXT path = mc_forge_fill(id ? way->one : way->list, &names);

	/* A list is read with a query, and added to without. */
	if (!id)
		path[strcspn(path, "?")] = 0;
	write_note(&body, way, note);
	struct mc_err *err =
		mc_forge_ask(&answer, forge,
			     &(struct mc_forge_request){ .method = id ? forge->kind->change : "POST",
							 .path = path,
							 .body = { body.ptr, body.len } });

	*is_uncertain = answer.is_uncertain;
	if (err || answer.http.status < 300)
		return err;
	return mc_forge_refusal(forge, &answer, MC_FORGE_TO_COMMENT, way->what);
}

static struct mc_err *find_note(struct search *search, struct mc_forge *forge)
{
	const struct mc_forge_names names = { .repo = search->note->repository, .n = search->note->number };
	MC_AUTOTEXT path = mc_forge_fill(search->way->list, &names);
	bool is_there = false;

	search->id = 0;
	search->is_same = false;
	MC_TRY(mc_forge_each(&is_there, forge, MC_FORGE_TO_COMMENT, path, look_at, search));
	if (is_there)
		return NULL;
	const struct mc_forge_answer missing = { .http = { .status = 404 } };

	return mc_forge_refusal(forge, &missing, MC_FORGE_TO_COMMENT, search->way->what);
}

static struct mc_err *put_note(enum mc_forge_done *done, struct mc_forge *forge, const struct way *way,
			       const struct mc_forge_note *note)
{
	struct search search = { .forge = forge, .note = note, .way = way };
	enum mc_forge_done tried = MC_FORGE_SAME;

	MC_TRY(read_self(forge));
	for (unsigned attempt = 0;; attempt++) {
		bool is_uncertain = false;

		MC_TRY(find_note(&search, forge));
		*done = tried;
		if (search.is_same)
			return NULL;
		*done = tried = search.id ? MC_FORGE_CHANGED : MC_FORGE_MADE;
		struct mc_err *err = send_note(&is_uncertain, forge, way, note, search.id);

		if (!err || !is_uncertain || attempt + 1 >= forge->config.tries)
			return err;
		mc_err_drop(err);
		mc_forge_back_off(forge, attempt);
	}
}

struct mc_err *mc_forge_put_comment(enum mc_forge_done *done, struct mc_forge *forge,
				    const struct mc_forge_note *note)
{
	const struct mc_forge_places *places = &forge->kind->places;
	const struct way way = { places->pull_comments, places->pull_comment, "id", "body",
				 _("comments of a pull request") };

	return put_note(done, forge, &way, note);
}

struct mc_err *mc_forge_put_issue(enum mc_forge_done *done, struct mc_forge *forge,
				  const struct mc_forge_note *note)
{
	const struct mc_forge_places *places = &forge->kind->places;
	const struct way way = { places->issues, places->issue, forge->kind->keys.number,
				 forge->kind->keys.issue_body, _("issues of a repository") };

	return put_note(done, forge, &way, note);
}

/* ---- the request for feedback ---- */

struct pulls {
	const struct mc_forge_keys *keys;
	int64_t named; /* the oldest that is meant for feedback; 0: none */
	int64_t any;
	size_t count;
};

static bool is_feedback(const char *text)
{
	return !strcasecmp(text, "feedback");
}

/* A branch is a text, or an object that has its name. */
static const char *branch_of(const struct mc_json_node *node, const char *key)
{
	const char *name = mc_forge_text(node, key);

	return *name ? name : mc_forge_text(mc_json_find(node, key), "ref");
}

static bool look_at_pull(void *context, const struct mc_json_node *node)
{
	struct pulls *pulls = context;
	int64_t number = mc_forge_number(node, pulls->keys->number);
	bool is_named = is_feedback(mc_forge_text(node, "title")) ||
			is_feedback(branch_of(node, pulls->keys->head)) ||
			is_feedback(branch_of(node, pulls->keys->base));

	if (number == 0)
		return true;
	pulls->any = number;
	pulls->count++;
	if (is_named && (pulls->named == 0 || number < pulls->named))
		pulls->named = number;
	return true;
}

struct mc_err *mc_forge_find_pull(int64_t *number, struct mc_forge *forge, const char *repository)
{
	struct pulls pulls = { .keys = &forge->kind->keys };
	MC_AUTOTEXT path =
		mc_forge_fill(forge->kind->places.pulls, &(struct mc_forge_names){ .repo = repository });
	bool is_there = false;

	MC_TRY(mc_forge_each(&is_there, forge, MC_FORGE_TO_COMMENT, path, look_at_pull, &pulls));
	if (!is_there) {
		const struct mc_forge_answer missing = { .http = { .status = 404 } };

		return mc_forge_refusal(forge, &missing, MC_FORGE_TO_COMMENT, _("the repository"));
	}
	if (pulls.count == 0)
		return mc_err_hint(mc_err_new(MC_E_NOTHING, _("no pull request is open in the repository")),
				   _("use --to issue or --to branch, or open one that is called Feedback"));
	if (pulls.named == 0 && pulls.count > 1)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      NP_("%zu open pull request, and it is not called Feedback",
						  "%zu open pull requests, and none is called Feedback",
						  pulls.count),
					      pulls.count),
				   _("give the one for feedback this title"));
	*number = pulls.named ? pulls.named : pulls.any;
	return NULL;
}
