/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "credential/badge_part.h"
#include "ext/json_write.h"

#define CONTEXT_VC "https://www.w3.org/ns/credentials/v2"
#define CONTEXT_BADGES "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

/* Starts an object with its id (NULL: none) and its type, in the list that the schema of 1EdTech asks for. */
static void start_object(struct mc_json_writer *writer, const char *id, const char *type)
{
	mc_json_start(writer, '{');
	if (id)
		mc_json_key_text(writer, "id", id);
	mc_json_key(writer, "type");
	mc_json_start(writer, '[');
	mc_json_text(writer, type);
	mc_json_end(writer);
}

static void write_members(struct mc_json_writer *writer, const void *object,
			  const struct mc_badge_member *members)
{
	for (; members->key; members++) {
		const char *text = *mc_badge_slot(object, members);

		if (text)
			mc_json_key_text(writer, members->key, text);
	}
}

static void start_list(struct mc_json_writer *writer, const char *key)
{
	mc_json_key(writer, key);
	mc_json_start(writer, '[');
}

/* Two letters are a code of ISO 3166; anything else is a name. */
static bool is_country_code(const char *country)
{
	return strlen(country) == 2 && country[0] >= 'A' && country[0] <= 'Z' && country[1] >= 'A' &&
	       country[1] <= 'Z';
}

static void write_address(struct mc_json_writer *writer, const struct mc_badge_issuer *issuer)
{
	if (!issuer->country && !issuer->city && !issuer->street && !issuer->postal_code)
		return;
	mc_json_key(writer, "address");
	start_object(writer, NULL, "Address");
	if (issuer->country)
		mc_json_key_text(writer,
				 is_country_code(issuer->country) ? "addressCountryCode" : "addressCountry",
				 issuer->country);
	write_members(writer, issuer, mc_badge_address_members);
	mc_json_end(writer);
}

static void write_issuer(struct mc_json_writer *writer, const struct mc_badge_issuer *issuer)
{
	mc_json_key(writer, "issuer");
	start_object(writer, issuer->id, "Profile");
	write_members(writer, issuer, mc_badge_issuer_members);
	write_address(writer, issuer);
	if (issuer->registration) {
		start_list(writer, "otherIdentifier");
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "type", "IdentifierEntry");
		mc_json_key_text(writer, "identifier", issuer->registration);
		mc_json_key_text(writer, "identifierType", "identifier");
		mc_json_end(writer);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_identity(struct mc_json_writer *writer, const struct mc_badge_identity *identity)
{
	const char *salt = identity->salt ? identity->salt : "";
	MC_AUTO(mc_buf) hash = MC_BUF_INIT;

	if (identity->is_hashed)
		mc_badge_identity_hash(&hash, identity->value, salt);
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "type", "IdentityObject");
	mc_json_key_bool(writer, "hashed", identity->is_hashed);
	mc_json_key_text(writer, "identityHash", identity->is_hashed ? hash.ptr : identity->value);
	mc_json_key_text(writer, "identityType", identity->type);
	if (identity->is_hashed && identity->salt)
		mc_json_key_text(writer, "salt", identity->salt);
	mc_json_end(writer);
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

/* Whether one before it says the same. Statements are a set: writing one twice would sign it once. */
static bool is_told(const struct mc_badge_alignment *list, size_t count, const struct mc_badge_alignment *one)
{
	for (size_t i = 0; i < count; i++)
		if (is_same_text(list[i].name, one->name) && is_same_text(list[i].url, one->url) &&
		    is_same_text(list[i].framework, one->framework) && is_same_text(list[i].code, one->code))
			return true;
	return false;
}

static void write_alignment(struct mc_json_writer *writer, const struct mc_badge_alignment *alignment)
{
	start_object(writer, NULL, "Alignment");
	write_members(writer, alignment, mc_badge_alignment_members);
	mc_json_end(writer);
}

static void write_alignments(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	if (badge->alignment_count == 0)
		return;
	start_list(writer, "alignment");
	for (size_t i = 0; i < badge->alignment_count; i++)
		if (!is_told(badge->alignments, i, &badge->alignments[i]))
			write_alignment(writer, &badge->alignments[i]);
	mc_json_end(writer);
}

static void write_own_alignment(struct mc_json_writer *writer, const struct mc_badge_result *result)
{
	if (!result->has_alignment)
		return;
	start_list(writer, "alignment");
	write_alignment(writer, &result->alignment);
	mc_json_end(writer);
}

/* Whether a result is the first one with a description. */
static bool is_described_here(const struct mc_badge *badge, size_t result)
{
	const char *id = badge->results[result].id;

	for (size_t i = 0; id && i < result; i++)
		if (is_same_text(badge->results[i].id, id))
			return false;
	return id != NULL;
}

/* What results mean. With the result's own alignment: the node that it belongs to has an id here, so that
 * alignments that are the same are still told apart. */
static void write_descriptions(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	if (badge->result_count == 0)
		return;
	start_list(writer, "resultDescription");
	for (size_t i = 0; i < badge->result_count; i++) {
		if (!is_described_here(badge, i))
			continue;
		start_object(writer, badge->results[i].id, "ResultDescription");
		write_members(writer, &badge->results[i], mc_badge_description_members);
		write_own_alignment(writer, &badge->results[i]);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_results(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	if (badge->result_count == 0)
		return;
	start_list(writer, "result");
	for (size_t i = 0; i < badge->result_count; i++) {
		start_object(writer, NULL, "Result");
		write_members(writer, &badge->results[i], mc_badge_result_members);
		if (!badge->results[i].id)
			write_own_alignment(writer, &badge->results[i]);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_related(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	if (badge->related_count == 0)
		return;
	start_list(writer, "related");
	for (size_t i = 0; i < badge->related_count; i++) {
		start_object(writer, badge->related[i].id, "Related");
		write_members(writer, &badge->related[i], mc_badge_related_members);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_tags(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	if (badge->tag_count == 0)
		return;
	start_list(writer, "tag");
	for (size_t i = 0; i < badge->tag_count; i++) {
		bool is_new = true;

		for (size_t k = 0; k < i; k++)
			is_new = is_new && strcmp(badge->tags[k], badge->tags[i]) != 0;
		if (is_new)
			mc_json_text(writer, badge->tags[i]);
	}
	mc_json_end(writer);
}

static void write_hours(struct mc_json_writer *writer, const char *key, const struct mc_badge *badge)
{
	if (!badge->has_hours)
		return;
	mc_json_key(writer, key);
	mc_json_number(writer, badge->hours);
}

static void write_achievement(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	mc_json_key(writer, "achievement");
	start_object(writer, badge->achievement_id, "Achievement");
	write_members(writer, badge, mc_badge_achievement_members);
	mc_json_key(writer, "criteria");
	mc_json_start(writer, '{');
	write_members(writer, badge, mc_badge_criteria_members);
	mc_json_end(writer);
	write_hours(writer, "creditsAvailable", badge);
	if (badge->image) {
		mc_json_key(writer, "image");
		mc_json_start(writer, '{');
		mc_json_key_text(writer, "id", badge->image);
		mc_json_key_text(writer, "type", "Image");
		mc_json_end(writer);
	}
	write_tags(writer, badge);
	write_alignments(writer, badge);
	write_descriptions(writer, badge);
	write_related(writer, badge);
	mc_json_end(writer);
}

static void write_subject(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	mc_json_key(writer, "credentialSubject");
	start_object(writer, badge->subject_id, "AchievementSubject");
	if (badge->identity_count > 0) {
		start_list(writer, "identifier");
		for (size_t i = 0; i < badge->identity_count; i++)
			write_identity(writer, &badge->identities[i]);
		mc_json_end(writer);
	}
	write_members(writer, badge, mc_badge_subject_members);
	write_hours(writer, "creditsEarned", badge);
	write_achievement(writer, badge);
	write_results(writer, badge);
	mc_json_end(writer);
}

static void write_evidence(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	if (badge->evidence_count == 0)
		return;
	start_list(writer, "evidence");
	for (size_t i = 0; i < badge->evidence_count; i++) {
		start_object(writer, badge->evidence[i].id, "Evidence");
		write_members(writer, &badge->evidence[i], mc_badge_evidence_members);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_status(struct mc_json_writer *writer, const struct mc_badge *badge)
{
	MC_AUTO(mc_buf) index = MC_BUF_INIT;
	MC_AUTO(mc_buf) id = MC_BUF_INIT;

	if (!badge->status_list)
		return;
	mc_buf_addf(&index, "%llu", (unsigned long long)badge->status_index);
	mc_buf_addf(&id, "%s#%s", badge->status_list, index.ptr);
	mc_json_key(writer, "credentialStatus");
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "id", id.ptr);
	mc_json_key_text(writer, "type", "BitstringStatusListEntry");
	mc_json_key_text(writer, "statusPurpose", "revocation");
	mc_json_key_text(writer, "statusListIndex", index.ptr);
	mc_json_key_text(writer, "statusListCredential", badge->status_list);
	mc_json_end(writer);
}

/* There is no credentialSchema: the context of Open Badges 3.0.3 does not know the type that it must have, so
 * careful verifiers refuse it, and the others find the schema by the contexts. */
void mc_badge_write(struct mc_buf *json, const struct mc_badge *badge)
{
	struct mc_json_writer writer = MC_JSON_WRITER(json, false);

	mc_json_start(&writer, '{');
	start_list(&writer, "@context");
	mc_json_text(&writer, CONTEXT_VC);
	mc_json_text(&writer, CONTEXT_BADGES);
	mc_json_end(&writer);
	mc_json_key_text(&writer, "id", badge->id);
	start_list(&writer, "type");
	mc_json_text(&writer, "VerifiableCredential");
	mc_json_text(&writer, "OpenBadgeCredential");
	mc_json_end(&writer);
	write_members(&writer, badge, mc_badge_head_members);
	write_issuer(&writer, &badge->issuer);
	write_members(&writer, badge, mc_badge_moment_members);
	write_subject(&writer, badge);
	write_evidence(&writer, badge);
	write_status(&writer, badge);
	mc_json_end(&writer);
}
