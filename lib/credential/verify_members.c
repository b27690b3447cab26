/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "credential/signed.h"

#define CONTEXT_OPEN_BADGES "https://purl.imsglobal.org/spec/ob/v3p0/context"

/* What a member must be. */
enum kind {
	TEXT, /* not empty */
	IRI,
	OBJECT,
	BOOL,
	ITEMS, /* an object, or an array of objects that is not empty */
};

/* Members that must be there. Source: Open Badges 3.0, data model. */
struct rule {
	const char *name;
	enum kind kind;
};

static bool refuse(struct mc_signed *document, const struct mc_json_node *object, const char *name)
{
	MC_AUTO(mc_buf) pointer = MC_BUF_INIT;

	mc_json_pointer(&pointer, document->json, object);
	mc_json_pointer_add(&pointer, name);
	return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_MEMBER, pointer.ptr);
}

static bool are_objects(const struct mc_json_node *list)
{
	for (const struct mc_json_node *one = mc_json_first(list); one; one = mc_json_next(one))
		if (mc_json_type(one) != MC_JSON_OBJECT)
			return false;
	return mc_json_count(list) > 0;
}

static bool is_kind(const struct mc_json_node *node, enum kind kind)
{
	const char *text = mc_json_as_text(node);
	bool flag = false;

	switch (kind) {
	case TEXT:
		return text && text[0];
	case IRI:
		return text && mc_signed_is_iri(text);
	case OBJECT:
		return mc_json_type(node) == MC_JSON_OBJECT;
	case BOOL:
		return mc_json_as_bool(&flag, node);
	case ITEMS:
		return mc_json_type(node) == MC_JSON_OBJECT ||
		       (mc_json_type(node) == MC_JSON_ARRAY && are_objects(node));
	}
	return false;
}

static bool check(struct mc_signed *document, const struct mc_json_node *object, const char *type,
		  const struct rule rules[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct mc_json_node *node = mc_json_find(object, rules[i].name);

		if (!node || !is_kind(node, rules[i].kind))
			return refuse(document, object, rules[i].name);
	}
	return !type || mc_signed_has_type(object, type) || refuse(document, object, "type");
}

/* Checks each of those that may be there; node NULL is none. */
static bool check_items(struct mc_signed *document, const struct mc_json_node *node, const char *type,
			const struct rule rules[], size_t count)
{
	if (!node)
		return true;
	if (!is_kind(node, ITEMS))
		return mc_signed_refuse_at(document, MC_CHECK_DOCUMENT, MC_VERIFY_MEMBER, node);
	if (mc_json_type(node) == MC_JSON_OBJECT)
		return check(document, node, type, rules, count);
	for (const struct mc_json_node *one = mc_json_first(node); one; one = mc_json_next(one))
		if (!check(document, one, type, rules, count))
			return false;
	return true;
}

#define CHECK(document, object, type, rules) check(document, object, type, rules, MC_COUNT(rules))
#define CHECK_ITEMS(document, object, type, rules) check_items(document, object, type, rules, MC_COUNT(rules))

static bool check_alignments(struct mc_signed *document, const struct mc_json_node *object)
{
	static const struct rule alignment[] = { { "targetName", TEXT }, { "targetUrl", IRI } };

	return CHECK_ITEMS(document, mc_json_find(object, "alignment"), "Alignment", alignment);
}

static bool check_achievement(struct mc_signed *document, const struct mc_json_node *subject)
{
	static const struct rule rules[] = {
		{ "id", IRI }, { "name", TEXT }, { "description", TEXT }, { "criteria", OBJECT }
	};
	static const struct rule description[] = { { "id", IRI }, { "name", TEXT }, { "resultType", TEXT } };
	const struct mc_json_node *achievement = mc_json_find(subject, "achievement");

	if (mc_json_type(achievement) != MC_JSON_OBJECT)
		return refuse(document, subject, "achievement");
	return CHECK(document, achievement, "Achievement", rules) &&
	       CHECK_ITEMS(document, mc_json_find(achievement, "resultDescription"), "ResultDescription",
			   description) &&
	       check_alignments(document, achievement);
}

static bool check_subject(struct mc_signed *document)
{
	static const struct rule identity[] = { { "hashed", BOOL },
						{ "identityHash", TEXT },
						{ "identityType", TEXT } };
	const struct mc_json_node *subject = mc_json_find(document->root, "credentialSubject");
	const struct mc_json_node *identities = mc_json_find(subject, "identifier");

	if (mc_json_type(subject) != MC_JSON_OBJECT)
		return refuse(document, document->root, "credentialSubject");
	if (!mc_signed_has_type(subject, "AchievementSubject"))
		return refuse(document, subject, "type");
	if (!identities && !is_kind(mc_json_find(subject, "id"), IRI))
		return refuse(document, subject, "identifier");
	return CHECK_ITEMS(document, identities, "IdentityObject", identity) &&
	       check_items(document, mc_json_find(subject, "result"), "Result", NULL, 0) &&
	       check_achievement(document, subject);
}

static bool has_badge_context(const struct mc_json_node *root)
{
	const struct mc_json_node *contexts = mc_json_find(root, "@context");

	for (const struct mc_json_node *one = mc_json_first(contexts); one; one = mc_json_next(one))
		if (!strncmp(mc_json_as_text(one), CONTEXT_OPEN_BADGES, strlen(CONTEXT_OPEN_BADGES)))
			return true;
	return false;
}

bool mc_verify_members(struct mc_signed *document)
{
	static const struct rule rules[] = { { "id", IRI }, { "validFrom", TEXT } };
	const struct mc_json_node *root = document->root;
	const struct mc_json_node *issuer = mc_json_find(root, "issuer");

	if (!mc_signed_has_type(root, "OpenBadgeCredential") &&
	    !mc_signed_has_type(root, "AchievementCredential"))
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_NO_CREDENTIAL, NULL);
	if (!has_badge_context(root))
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_CONTEXT, NULL);
	if (mc_json_type(issuer) != MC_JSON_OBJECT || !mc_signed_has_type(issuer, "Profile"))
		return refuse(document, root, "issuer");
	return CHECK(document, root, "VerifiableCredential", rules) && check_subject(document);
}
