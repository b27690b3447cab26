/* SPDX-License-Identifier: MIT */
#include "forge/forge_parts.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/http.h"

const char *mc_forge_text(const struct mc_json_node *node, const char *key)
{
	const char *text = mc_json_as_text(mc_json_find(node, key));

	return text ? text : "";
}

int64_t mc_forge_number(const struct mc_json_node *node, const char *key)
{
	double number;
	const struct mc_json_node *member = mc_json_find(node, key);

	/* Beyond this a double has no whole numbers left. */
	if (!member || !mc_json_as_number(&number, member) || !(number >= 0 && number <= 9007199254740992.0))
		return 0;
	return (int64_t)number;
}

bool mc_forge_bool(const struct mc_json_node *node, const char *key)
{
	bool value = false;
	const struct mc_json_node *member = mc_json_find(node, key);

	return member && mc_json_as_bool(&value, member) && value;
}

/* What stands behind the base of the API in an address; a host behind another one may not know its own name,
 * so only the path counts, and the token stays where it is. */
static char *behind_base(const struct mc_forge *forge, struct mc_str url)
{
	const char *scheme = strstr(forge->base, "://");
	const char *base_path = scheme + 3 + strcspn(scheme + 3, "/");
	size_t len = strlen(base_path);
	MC_AUTOTEXT text = mc_strndup(url.ptr, url.len);
	const char *host = strstr(text, "://");
	const char *path = host ? host + 3 + strcspn(host + 3, "/") : text;

	return strncmp(path, base_path, len) == 0 && path[len] == '/' ? mc_strdup(path + len) : NULL;
}

/* The place of the next page; NULL: this was the last, or it is nowhere that can be asked. */
static char *next_of(bool *has_next, const struct mc_forge *forge, const struct mc_forge_answer *answer,
		     const char *first)
{
	struct mc_str headers = { answer->http.headers.ptr, answer->http.headers.len };
	struct mc_str value;

	*has_next = mc_forge_next_page(&value, headers);
	if (*has_next)
		return behind_base(forge, value);
	/* Of GitLab, where something on the way takes Link out. */
	if (!mc_http_next_header(&value, &headers, "x-next-page") || value.len == 0 || value.len > 6 ||
	    strspn(value.ptr, "0123456789") < value.len)
		return NULL;
	*has_next = true;
	return mc_format("%s%cpage=%.*s", first, strchr(first, '?') ? '&' : '?', (int)value.len, value.ptr);
}

/* Visits one page; *goes_on is false when the visitor has what it wants. */
static struct mc_err *visit_page(bool *goes_on, const struct mc_forge *forge, const struct mc_json *json,
				 mc_forge_visit *visit, void *context)
{
	const struct mc_json_node *root = json ? mc_json_root(json) : NULL;

	if (!root || mc_json_type(root) != MC_JSON_ARRAY)
		return mc_forge_nonsense(forge);
	for (const struct mc_json_node *node = mc_json_first(root); node && *goes_on;
	     node = mc_json_next(node))
		*goes_on = visit(context, node);
	return NULL;
}

struct mc_err *mc_forge_each(bool *is_there, struct mc_forge *forge, enum mc_forge_right right,
			     const char *path, mc_forge_visit *visit, void *context)
{
	MC_AUTO(mc_forge_answer) answer = MC_FORGE_ANSWER_INIT;
	MC_AUTOTEXT at = mc_strdup(path);
	bool goes_on = true;

	for (unsigned page = 0; page < MC_FORGE_MAX_PAGES; page++) {
		bool has_next = false;

		MC_TRY(mc_forge_ask(&answer, forge,
				    &(struct mc_forge_request){ .method = "GET", .path = at }));
		*is_there = answer.http.status < 300;
		if (answer.http.status == 404 && page == 0)
			return NULL;
		if (!*is_there)
			return mc_forge_refusal(forge, &answer, right, _("a list"));
		MC_TRY(visit_page(&goes_on, forge, answer.json, visit, context));
		char *next = goes_on ? next_of(&has_next, forge, &answer, path) : NULL;

		free(at);
		at = next;
		if (!at)
			return has_next ? mc_forge_nonsense(forge) : NULL;
	}
	return mc_err_new(MC_E_LIMIT, _("'%s' has a list of more than %u pages"), forge->host,
			  MC_FORGE_MAX_PAGES);
}
