/* SPDX-License-Identifier: MIT */
#include "credential/lint.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/index.h"
#include "base/utf8.h"
#include "ext/unicode.h"

/* Most items of an array: each is compared with those before it. */
enum { MAX_ITEMS = 1000 };

/* What has been seen of the whole document. */
struct lint {
	const struct mc_json *json;
	struct mc_index described; /* ids of objects that say something beside it */
	bool has_astral;
	bool has_late_basic; /* U+E000 to U+FFFF */
};

static void lint_release(struct lint *lint)
{
	mc_index_release(&lint->described);
}

static struct mc_err *refuse(const struct lint *lint, const struct mc_json_node *node, const char *message,
			     const char *hint)
{
	MC_AUTO(mc_buf) pointer = MC_BUF_INIT;

	mc_json_pointer(&pointer, lint->json, node);
	struct mc_err *err = mc_err_new(MC_E_INPUT, "%s: %s", pointer.len ? pointer.ptr : "/", message);

	return hint ? mc_err_hint(err, "%s", hint) : err;
}

static bool is_in(const char *key, const char *const list[], size_t count)
{
	for (size_t i = 0; key && i < count; i++)
		if (!strcmp(key, list[i]))
			return true;
	return false;
}

/* Source: RFC 3987, IRI: a scheme, and none of the characters that no IRI has. */
static bool is_absolute_iri(const char *text)
{
	size_t scheme = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");

	if (scheme == 0 || text[scheme] != ':' || text[scheme + 1] == '\0' ||
	    strchr("0123456789+.-", text[0]))
		return false;
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f || strchr("<>\"{}|\\^`", *c))
			return false;
	return true;
}

static bool is_digits(const char *text, const char *pattern)
{
	for (; *pattern; text++, pattern++)
		if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern)
			return false;
	return *text == '\0';
}

/* 2026-05-12T10:00:00Z and no other way to write it. */
static bool is_moment(const char *text)
{
	char day_text[MC_DATE_TEXT];
	int32_t day = 0;

	if (!is_digits(text, "0000-00-00T00:00:00Z"))
		return false;
	memcpy(day_text, text, MC_DATE_TEXT - 1);
	day_text[MC_DATE_TEXT - 1] = '\0';
	return mc_date_read(&day, day_text) && memcmp(text + 11, "24", 2) < 0 && text[14] < '6' &&
	       text[17] < '6';
}

/* Why: other programs write or sort these characters in another way before they hash. */
static struct mc_err *lint_characters(struct lint *lint, const struct mc_json_node *node, const char *text)
{
	for (size_t left = strlen(text); left > 0;) {
		unsigned char byte = (unsigned char)*text;
		uint32_t character = byte;
		size_t step = byte < 0x80 ? 1 : mc_utf8_decode(&character, text, left);

		if (step == 0)
			return refuse(lint, node, _("it is no UTF-8"), NULL);
		if ((character < ' ' && character != '\n') || (character >= 0x7f && character < 0xa0))
			return refuse(lint, node, _("it has a control character"),
				      _("take it out; only line feeds may stand in a text"));
		lint->has_astral = lint->has_astral || character > 0xffff;
		lint->has_late_basic = lint->has_late_basic || (character >= 0xe000 && character <= 0xffff);
		if (lint->has_astral && lint->has_late_basic)
			return refuse(
				lint, node,
				_("signs such as emoji and signs such as Arabic presentation forms stand "
				  "in one credential"),
				_("write Arabic with ordinary letters, or take the emoji out"));
		text += step;
		left -= step;
	}
	return NULL;
}

/* What a text must be because of its key. */
static struct mc_err *lint_member(const struct lint *lint, const struct mc_json_node *node, const char *text)
{
	static const char *const iris[] = { "id",
					    "issuer",
					    "image",
					    "url",
					    "targetUrl",
					    "source",
					    "achievedLevel",
					    "resultDescription",
					    "statusListCredential",
					    "verificationMethod" };
	static const char *const moments[] = { "validFrom",	    "validUntil",      "awardedDate",
					       "activityStartDate", "activityEndDate", "created" };
	static const char *const filled[] = { "name",	    "description",  "narrative",
					      "targetName", "identityHash", "inLanguage" };
	const char *key = mc_json_key_of(node);

	if (is_in(key, iris, MC_COUNT(iris)) && !is_absolute_iri(text))
		return refuse(lint, node, _("it is no whole address, such as https://… or urn:…"), NULL);
	if (is_in(key, moments, MC_COUNT(moments)) && !is_moment(text))
		return refuse(lint, node, _("it is no moment such as 2026-05-12T10:00:00Z"), NULL);
	if (is_in(key, filled, MC_COUNT(filled)) && text[strspn(text, " \n")] == '\0')
		return refuse(lint, node, _("it is empty"), NULL);
	return NULL;
}

/* An id that has been described already must not be described again: in statements the two become one. */
static struct mc_err *lint_object(struct lint *lint, const struct mc_json_node *node)
{
	const char *id = mc_json_as_text(mc_json_find(node, "id"));
	size_t named = (id ? 1u : 0u) + (mc_json_find(node, "type") ? 1u : 0u);

	if (!id || mc_json_count(node) <= named)
		return NULL;
	if (mc_index_find(&lint->described, id) != MC_INDEX_NONE)
		return refuse(lint, node, _("what has this id is described in another place, too"),
			      _("describe it once, and say only its id and type in other places"));
	mc_index_set(&lint->described, id, 1);
	return NULL;
}

/* Statements are sets: what is said twice is signed once. */
static struct mc_err *lint_array(const struct lint *lint, const struct mc_json_node *node)
{
	if (mc_json_count(node) > MAX_ITEMS)
		return refuse(lint, node, _("it has too many items"), NULL);
	for (const struct mc_json_node *item = mc_json_first(node); item; item = mc_json_next(item)) {
		struct mc_str raw = mc_json_raw(lint->json, item);

		for (const struct mc_json_node *one = mc_json_first(node); one != item;
		     one = mc_json_next(one))
			if (mc_str_is_equal(mc_json_raw(lint->json, one), raw))
				return refuse(lint, item, _("it is said twice"), _("take one of them out"));
	}
	return NULL;
}

/* Documents have at most 64 levels. */
static struct mc_err *lint_node(struct lint *lint, const struct mc_json_node *node)
{
	const char *text = mc_json_as_text(node);
	const char *key = mc_json_key_of(node);

	if (key)
		MC_TRY(lint_characters(lint, node, key));
	if (text) {
		MC_TRY(lint_characters(lint, node, text));
		return lint_member(lint, node, text);
	}
	if (mc_json_type(node) == MC_JSON_OBJECT)
		MC_TRY(lint_object(lint, node));
	if (mc_json_type(node) == MC_JSON_ARRAY)
		MC_TRY(lint_array(lint, node));
	for (const struct mc_json_node *child = mc_json_first(node); child; child = mc_json_next(child))
		MC_TRY(lint_node(lint, child));
	return NULL;
}

/* What every schema that is in use asks for. */
static struct mc_err *lint_required(const struct lint *lint)
{
	static const char *const required[] = { "/id",
						"/name",
						"/issuer/id",
						"/validFrom",
						"/credentialSubject/achievement/id",
						"/credentialSubject/achievement/name",
						"/credentialSubject/achievement/description",
						"/credentialSubject/achievement/criteria/narrative" };
	const struct mc_json_node *types = mc_json_find(mc_json_root(lint->json), "type");

	if (!mc_json_has_text(types, "OpenBadgeCredential") &&
	    !mc_json_has_text(types, "AchievementCredential"))
		return NULL;
	for (size_t i = 0; i < MC_COUNT(required); i++)
		if (!mc_json_as_text(mc_json_find_pointer(lint->json, required[i])))
			return mc_err_new(MC_E_INPUT, _("%s: it is missing"), required[i]);
	if (!mc_json_find_pointer(lint->json, "/credentialSubject/id") &&
	    mc_json_count(mc_json_find_pointer(lint->json, "/credentialSubject/identifier")) == 0)
		return mc_err_new(MC_E_INPUT, _("%s: it is missing"), "/credentialSubject/identifier");
	return NULL;
}

struct mc_err *mc_credential_lint(const struct mc_json *json)
{
	MC_AUTO(lint) lint = { .json = json, .described = MC_INDEX_INIT };

	if (mc_json_type(mc_json_root(json)) != MC_JSON_OBJECT)
		return refuse(&lint, mc_json_root(json), _("it is no object"), NULL);
	MC_TRY(lint_required(&lint));
	return lint_node(&lint, mc_json_root(json));
}
