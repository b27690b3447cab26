/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "credential/badge_part.h"

static struct mc_err *wrong(const char *key)
{
	return mc_err_new(MC_E_INPUT, _("'%s' of the credential is not what Open Badges says it is"), key);
}

static bool is_there(const struct mc_json_node *node)
{
	return node && mc_json_type(node) != MC_JSON_NULL;
}

static struct mc_err *read_text(const char **text, struct mc_arena *arena, const struct mc_json_node *object,
				const char *key)
{
	const struct mc_json_node *node = mc_json_find(object, key);
	const char *found = mc_json_as_text(node);

	if (!is_there(node))
		return NULL;
	if (!found)
		return wrong(key);
	*text = mc_arena_strdup(arena, found);
	return NULL;
}

static struct mc_err *read_members(void *to, struct mc_arena *arena, const struct mc_json_node *object,
				   const struct mc_badge_member *members)
{
	for (; members->key; members++)
		MC_TRY(read_text(mc_badge_slot(to, members), arena, object, members->key));
	return NULL;
}

/* The object that is the value of a member, or NULL. */
static struct mc_err *find_object(const struct mc_json_node **object, const struct mc_json_node *parent,
				  const char *key)
{
	const struct mc_json_node *node = mc_json_find(parent, key);

	*object = NULL;
	if (is_there(node) && mc_json_type(node) != MC_JSON_OBJECT)
		return wrong(key);
	if (is_there(node))
		*object = node;
	return NULL;
}

/* A member with any number of items; one may stand without the list. */
struct list {
	const char *key;
	size_t item_bytes;
	struct mc_err *(*read)(void *item, struct mc_arena *arena, const struct mc_json_node *node);
};

static struct mc_err *read_list(void *items, size_t *count, struct mc_arena *arena,
				const struct mc_json_node *object, const struct list *list)
{
	const struct mc_json_node *node = mc_json_find(object, list->key);

	if (!is_there(node))
		return NULL;
	bool is_list = mc_json_type(node) == MC_JSON_ARRAY;
	size_t wanted = is_list ? mc_json_count(node) : 1;

	if (wanted > MC_BADGE_MAX_ITEMS)
		return mc_err_new(MC_E_INPUT, _("'%s' of the credential has more than %u items"), list->key,
				  MC_BADGE_MAX_ITEMS);
	char *item = mc_arena_alloc(arena, wanted * list->item_bytes + 1);

	*(void **)items = item;
	for (const struct mc_json_node *one = is_list ? mc_json_first(node) : node; one;
	     one = is_list ? mc_json_next(one) : NULL, item += list->item_bytes)
		MC_TRY_AS(list->read(item, arena, one), "%s", list->key);
	*count = wanted;
	return NULL;
}

static struct mc_err *read_identity(void *item, struct mc_arena *arena, const struct mc_json_node *node)
{
	struct mc_badge_identity *identity = item;

	MC_TRY(read_text(&identity->type, arena, node, "identityType"));
	MC_TRY(read_text(&identity->value, arena, node, "identityHash"));
	MC_TRY(read_text(&identity->salt, arena, node, "salt"));
	if (!identity->type || !identity->value ||
	    !mc_json_as_bool(&identity->is_hashed, mc_json_find(node, "hashed")))
		return wrong("identityHash");
	return NULL;
}

static struct mc_err *read_alignment(void *item, struct mc_arena *arena, const struct mc_json_node *node)
{
	return mc_json_type(node) == MC_JSON_OBJECT
		       ? read_members(item, arena, node, mc_badge_alignment_members)
		       : wrong("alignment");
}

static const struct list alignment_list = { "alignment", sizeof(struct mc_badge_alignment), read_alignment };

/* The first alignment of a result or its description. */
static struct mc_err *read_own_alignment(struct mc_badge_result *result, struct mc_arena *arena,
					 const struct mc_json_node *node)
{
	const struct mc_badge_alignment *alignments = NULL;
	size_t count = 0;

	MC_TRY(read_list(&alignments, &count, arena, node, &alignment_list));
	if (count > 0 && !result->has_alignment) {
		result->has_alignment = true;
		result->alignment = alignments[0];
	}
	return NULL;
}

static struct mc_err *read_description(void *item, struct mc_arena *arena, const struct mc_json_node *node)
{
	struct mc_badge_result *result = item;

	if (mc_json_type(node) != MC_JSON_OBJECT)
		return wrong("resultDescription");
	MC_TRY(read_text(&result->id, arena, node, "id"));
	MC_TRY(read_members(result, arena, node, mc_badge_description_members));
	return read_own_alignment(result, arena, node);
}

static struct mc_err *read_result(void *item, struct mc_arena *arena, const struct mc_json_node *node)
{
	if (mc_json_type(node) != MC_JSON_OBJECT)
		return wrong("result");
	MC_TRY(read_members(item, arena, node, mc_badge_result_members));
	return read_own_alignment(item, arena, node);
}

static struct mc_err *read_evidence(void *item, struct mc_arena *arena, const struct mc_json_node *node)
{
	struct mc_badge_evidence *evidence = item;

	if (mc_json_type(node) != MC_JSON_OBJECT)
		return wrong("evidence");
	MC_TRY(read_text(&evidence->id, arena, node, "id"));
	return read_members(item, arena, node, mc_badge_evidence_members);
}

static struct mc_err *read_related(void *item, struct mc_arena *arena, const struct mc_json_node *node)
{
	struct mc_badge_related *related = item;

	if (mc_json_type(node) != MC_JSON_OBJECT)
		return wrong("related");
	MC_TRY(read_text(&related->id, arena, node, "id"));
	return read_members(item, arena, node, mc_badge_related_members);
}

static struct mc_err *read_tag(void *item, struct mc_arena *arena, const struct mc_json_node *node)
{
	const char *text = mc_json_as_text(node);

	if (!text)
		return wrong("tag");
	*(const char **)item = mc_arena_strdup(arena, text);
	return NULL;
}

static const struct list identity_list = { "identifier", sizeof(struct mc_badge_identity), read_identity };
static const struct list description_list = { "resultDescription", sizeof(struct mc_badge_result),
					      read_description };
static const struct list result_list = { "result", sizeof(struct mc_badge_result), read_result };
static const struct list evidence_list = { "evidence", sizeof(struct mc_badge_evidence), read_evidence };
static const struct list related_list = { "related", sizeof(struct mc_badge_related), read_related };
static const struct list tag_list = { "tag", sizeof(const char *), read_tag };

static struct mc_err *read_address(struct mc_badge_issuer *issuer, struct mc_arena *arena,
				   const struct mc_json_node *profile)
{
	const struct mc_json_node *address = NULL;

	MC_TRY(find_object(&address, profile, "address"));
	MC_TRY(read_members(issuer, arena, address, mc_badge_address_members));
	MC_TRY(read_text(&issuer->country, arena, address, "addressCountry"));
	return read_text(&issuer->country, arena, address, "addressCountryCode");
}

static struct mc_err *read_issuer(struct mc_badge_issuer *issuer, struct mc_arena *arena,
				  const struct mc_json_node *credential)
{
	const struct mc_json_node *node = mc_json_find(credential, "issuer");

	if (!is_there(node) || mc_json_as_text(node))
		return read_text(&issuer->id, arena, credential, "issuer");
	MC_TRY(find_object(&node, credential, "issuer"));
	MC_TRY(read_text(&issuer->id, arena, node, "id"));
	MC_TRY(read_members(issuer, arena, node, mc_badge_issuer_members));
	MC_TRY(read_address(issuer, arena, node));
	const struct mc_json_node *other = mc_json_find(node, "otherIdentifier");

	if (other && mc_json_type(other) == MC_JSON_ARRAY)
		other = mc_json_first(other);
	return read_text(&issuer->registration, arena, other, "identifier");
}

static struct mc_err *read_hours(struct mc_badge *badge, const struct mc_json_node *object, const char *key)
{
	const struct mc_json_node *node = mc_json_find(object, key);

	if (!is_there(node))
		return NULL;
	if (!mc_json_as_number(&badge->hours, node) || !isfinite(badge->hours))
		return wrong(key);
	badge->has_hours = true;
	return NULL;
}

/* A picture is an object with an id, or its address alone. */
static struct mc_err *read_image(struct mc_badge *badge, struct mc_arena *arena,
				 const struct mc_json_node *achievement)
{
	const struct mc_json_node *node = mc_json_find(achievement, "image");

	if (mc_json_as_text(node))
		return read_text(&badge->image, arena, achievement, "image");
	MC_TRY(find_object(&node, achievement, "image"));
	return read_text(&badge->image, arena, node, "id");
}

static struct mc_err *read_achievement(struct mc_badge *badge, struct mc_arena *arena,
				       const struct mc_json_node *achievement)
{
	const struct mc_json_node *criteria = NULL;

	MC_TRY(read_text(&badge->achievement_id, arena, achievement, "id"));
	MC_TRY(read_members(badge, arena, achievement, mc_badge_achievement_members));
	MC_TRY(find_object(&criteria, achievement, "criteria"));
	MC_TRY(read_members(badge, arena, criteria, mc_badge_criteria_members));
	MC_TRY(read_hours(badge, achievement, "creditsAvailable"));
	MC_TRY(read_image(badge, arena, achievement));
	MC_TRY(read_list(&badge->tags, &badge->tag_count, arena, achievement, &tag_list));
	MC_TRY(read_list(&badge->alignments, &badge->alignment_count, arena, achievement, &alignment_list));
	return read_list(&badge->related, &badge->related_count, arena, achievement, &related_list);
}

/* Puts what is told of a result in its description beside the value. */
static void describe(struct mc_badge_result *result, const struct mc_badge_result *list, size_t count)
{
	for (size_t i = 0; result->id && i < count; i++) {
		if (!list[i].id || strcmp(list[i].id, result->id) != 0)
			continue;
		struct mc_badge_result whole = list[i];

		whole.value = result->value;
		whole.status = result->status;
		if (!whole.has_alignment && result->has_alignment) {
			whole.has_alignment = true;
			whole.alignment = result->alignment;
		}
		*result = whole;
		return;
	}
}

static struct mc_err *read_results(struct mc_badge *badge, struct mc_arena *arena,
				   const struct mc_json_node *subject, const struct mc_json_node *achievement)
{
	struct mc_badge_result *descriptions = NULL;
	struct mc_badge_result *results = NULL;
	size_t description_count = 0;

	MC_TRY(read_list(&descriptions, &description_count, arena, achievement, &description_list));
	MC_TRY(read_list(&results, &badge->result_count, arena, subject, &result_list));
	for (size_t i = 0; i < badge->result_count; i++)
		describe(&results[i], descriptions, description_count);
	badge->results = results;
	return NULL;
}

static struct mc_err *read_subject(struct mc_badge *badge, struct mc_arena *arena,
				   const struct mc_json_node *credential)
{
	const struct mc_json_node *subject = NULL;
	const struct mc_json_node *achievement = NULL;

	MC_TRY(find_object(&subject, credential, "credentialSubject"));
	MC_TRY(find_object(&achievement, subject, "achievement"));
	MC_TRY(read_text(&badge->subject_id, arena, subject, "id"));
	MC_TRY(read_list(&badge->identities, &badge->identity_count, arena, subject, &identity_list));
	MC_TRY(read_members(badge, arena, subject, mc_badge_subject_members));
	MC_TRY(read_achievement(badge, arena, achievement));
	MC_TRY(read_hours(badge, subject, "creditsEarned"));
	return read_results(badge, arena, subject, achievement);
}

/* An index is decimal and below 2^63; false otherwise. */
static bool read_index(uint64_t *index, const struct mc_json_node *entry)
{
	const char *text = mc_json_as_text(mc_json_find(entry, "statusListIndex"));
	uint64_t value = 0;

	if (!text || !*text || strlen(text) > 18)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (uint64_t)(*text - '0');
	}
	*index = value;
	return true;
}

static struct mc_err *read_place(const char **list, uint64_t *index, struct mc_arena *arena,
				 const struct mc_json_node *entry)
{
	if (!read_index(index, entry))
		return wrong("statusListIndex");
	MC_TRY(read_text(list, arena, entry, "statusListCredential"));
	return *list ? NULL : wrong("statusListCredential");
}

static struct mc_err *read_entry(struct mc_badge *badge, struct mc_arena *arena,
				 const struct mc_json_node *entry)
{
	const char *purpose = mc_json_as_text(mc_json_find(entry, "statusPurpose"));
	bool is_known = purpose && mc_json_has_text(mc_json_find(entry, "type"), "BitstringStatusListEntry");

	if (is_known && !strcmp(purpose, "revocation") && !badge->status_list)
		return read_place(&badge->status_list, &badge->status_index, arena, entry);
	if (is_known && !strcmp(purpose, "suspension") && !badge->suspension_list)
		return read_place(&badge->suspension_list, &badge->suspension_index, arena, entry);
	badge->has_other_status = true;
	return NULL;
}

static struct mc_err *read_status(struct mc_badge *badge, struct mc_arena *arena,
				  const struct mc_json_node *credential)
{
	const struct mc_json_node *status = mc_json_find(credential, "credentialStatus");

	if (!is_there(status))
		return NULL;
	if (mc_json_type(status) != MC_JSON_ARRAY)
		return read_entry(badge, arena, status);
	if (mc_json_count(status) > MC_BADGE_MAX_ITEMS)
		return wrong("credentialStatus");
	for (const struct mc_json_node *entry = mc_json_first(status); entry; entry = mc_json_next(entry))
		MC_TRY(read_entry(badge, arena, entry));
	return NULL;
}

struct mc_err *mc_badge_read(struct mc_badge *badge, struct mc_arena *arena,
			     const struct mc_json_node *credential)
{
	struct mc_badge found = { 0 };

	if (mc_json_type(credential) != MC_JSON_OBJECT)
		return mc_err_new(MC_E_INPUT, _("this is no credential: it is no object of JSON"));
	MC_TRY(read_text(&found.id, arena, credential, "id"));
	MC_TRY(read_members(&found, arena, credential, mc_badge_head_members));
	MC_TRY(read_issuer(&found.issuer, arena, credential));
	MC_TRY(read_members(&found, arena, credential, mc_badge_moment_members));
	MC_TRY(read_subject(&found, arena, credential));
	MC_TRY(read_list(&found.evidence, &found.evidence_count, arena, credential, &evidence_list));
	MC_TRY(read_status(&found, arena, credential));
	*badge = found;
	return NULL;
}
