/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "base/time.h"
#include "credential/signed.h"
#include "credential/status_list.h"

#define LIST_ENDING ".json"
#define SUSPENSION_ENDING "-suspension.json"

/* More entries than this has no certificate. */
enum { MAX_ENTRIES = 8, INDEX_DIGITS = 12, MAX_SUCCESSORS = 100 };

/* What one entry of a certificate asks, and what the lists at hand answer. */
struct question {
	const struct mc_signed *certificate;
	const struct mc_verify_wanted *wanted;
	struct mc_arena *arena;
	const char *url; /* NULL: any list of the purpose */
	const char *purpose;
	uint64_t index;
	bool is_answered, is_set;
	const char *listed_at; /* of the newest list that answered */
	int64_t listed_ms;
	struct mc_fault fault; /* why a list did not count */
};

static bool refuse(struct question *question, enum mc_verify_code code, const char *text)
{
	question->fault = (struct mc_fault){ MC_CHECK_STATUS, code, text };
	return false;
}

/* The same issuer, or one that goes on for it under another name, as often as that happened. */
static bool is_issuer(const struct question *question, const char *id)
{
	const struct mc_signed *certificate = question->certificate;
	const struct mc_issuer *issuer = certificate->issuer;

	if (!strcmp(certificate->issuer_id, id))
		return true;
	for (size_t i = 0; i < MAX_SUCCESSORS && issuer && issuer->successor; i++) {
		if (!strcmp(issuer->successor, id))
			return true;
		issuer = mc_issuers_find(certificate->issuers, issuer->successor);
	}
	return false;
}

static bool check_list(struct question *question, struct mc_signed *list)
{
	if (!mc_signed_has_type(list->root, "BitstringStatusListCredential"))
		return refuse(question, MC_VERIFY_LIST_BROKEN, NULL);
	if (!is_issuer(question, list->issuer_id))
		return refuse(question, MC_VERIFY_LIST_ISSUER, NULL);
	if (!mc_signed_check_proofs(list))
		return refuse(question,
			      list->fault.check == MC_CHECK_DOCUMENT ? MC_VERIFY_LIST_BROKEN
			      : list->fault.check == MC_CHECK_DATES  ? MC_VERIFY_LIST_OLD
								     : MC_VERIFY_LIST_UNSIGNED,
			      list->fault.text);
	if (!mc_signed_check_dates(list))
		return refuse(question, MC_VERIFY_LIST_OLD, list->fault.text);
	return true;
}

static bool has_purpose(const struct mc_json_node *subject, const char *purpose)
{
	return mc_json_has_text(mc_json_find(subject, "statusPurpose"), purpose);
}

static bool look_up(struct question *question, const struct mc_json_node *root, const char *from,
		    int64_t from_ms)
{
	const struct mc_json_node *subject = mc_json_find(root, "credentialSubject");
	const char *text = mc_json_as_text(mc_json_find(subject, "encodedList"));
	MC_AUTO(mc_status_list) bits = MC_STATUS_LIST_INIT;

	if (!mc_signed_has_type(subject, "BitstringStatusList") || !text)
		return refuse(question, MC_VERIFY_LIST_BROKEN, NULL);
	if (!has_purpose(subject, question->purpose))
		return refuse(question, MC_VERIFY_LIST_PURPOSE, NULL);
	MC_AUTOPTR(mc_err) err = mc_status_list_decode(&bits, text);

	if (err)
		return refuse(question, MC_VERIFY_LIST_BROKEN, mc_arena_strdup(question->arena, err->msg));
	if (question->index >= bits.bits)
		return refuse(question, MC_VERIFY_LIST_INDEX, NULL);
	if (question->is_answered && from_ms <= question->listed_ms)
		return true;
	question->is_answered = true;
	question->is_set = mc_status_list_get(&bits, question->index);
	question->listed_ms = from_ms;
	question->listed_at = from ? mc_arena_strdup(question->arena, from) : NULL;
	return true;
}

/* Lists of other addresses say nothing to this question. */
static bool is_asked(const struct question *question, const char *text)
{
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOPTR(mc_err) err = mc_json_open(&json, NULL, text, strlen(text));
	const struct mc_json_node *root = err ? NULL : mc_json_root(json);
	const char *id = mc_json_as_text(mc_json_find(root, "id"));

	if (!question->url)
		return root && has_purpose(mc_json_find(root, "credentialSubject"), question->purpose);
	return id && !strcmp(id, question->url);
}

static void ask_list(struct question *question, const char *text)
{
	struct mc_signed list = { .arena = question->arena,
				  .issuers = question->certificate->issuers,
				  .now_s = question->certificate->now_s };
	int64_t from_ms = INT64_MIN;

	if (!is_asked(question, text))
		return;
	if (!mc_signed_open(&list, text, strlen(text), MC_VERIFY_MAX_LIST_BYTES)) {
		(void)refuse(question, MC_VERIFY_LIST_BROKEN, list.fault.text);
	} else if (check_list(question, &list)) {
		const char *from = mc_json_as_text(mc_json_find(list.root, "validFrom"));

		if (from)
			(void)mc_time_read_ms(&from_ms, from);
		(void)look_up(question, list.root, from, from_ms);
	}
	mc_signed_release(&list);
}

static void ask(struct question *question)
{
	for (size_t i = 0; i < question->wanted->status_list_count; i++)
		ask_list(question, question->wanted->status_lists[i]);
}

/*
 * A certificate of Open Badges has room for one status.  So what is only suspended stands in the list of
 * those that were taken back, too, and a second list beside it tells the two apart: lib/cert/status_files.h.
 * Lists that are published nowhere have names that do not tell which belong together.
 */
static bool is_suspended(const struct question *revoked)
{
	size_t len = strlen(revoked->url), ending = strlen(LIST_ENDING);
	struct question question = *revoked;

	question.url = NULL;
	if (len > ending && !strcmp(revoked->url + len - ending, LIST_ENDING))
		question.url = mc_arena_format(question.arena, "%.*s" SUSPENSION_ENDING, (int)(len - ending),
					       revoked->url);
	else if (strncmp(revoked->url, "urn:", 4) != 0)
		return false;
	question.purpose = "suspension";
	question.is_answered = question.is_set = false;
	ask(&question);
	return question.is_answered && question.is_set;
}

static bool read_index(uint64_t *index, const char *text)
{
	*index = 0;
	if (!text || !text[0] || strlen(text) > INDEX_DIGITS)
		return false;
	for (const char *p = text; *p; p++) {
		if (!isdigit((unsigned char)*p))
			return false;
		*index = 10 * *index + (uint64_t)(*p - '0');
	}
	return true;
}

static void say_unknown(struct mc_verified *verified, const struct mc_verify_wanted *wanted,
			enum mc_verify_code code, const char *detail)
{
	mc_verify_say(verified, MC_CHECK_STATUS, wanted->needs_status ? MC_CHECK_FAIL : MC_CHECK_UNKNOWN,
		      code, detail);
}

static void conclude(struct mc_verified *verified, const struct question *question)
{
	bool is_suspension = !strcmp(question->purpose, "suspension");

	verified->listed_at = question->listed_at;
	if (!question->is_answered && question->fault.code != MC_VERIFY_FINE)
		mc_verify_say(verified, MC_CHECK_STATUS, MC_CHECK_FAIL, question->fault.code,
			      question->fault.text);
	else if (!question->is_answered)
		say_unknown(verified, question->wanted, MC_VERIFY_NO_LIST, question->url);
	else if (question->is_set)
		mc_verify_say(verified, MC_CHECK_STATUS, MC_CHECK_FAIL,
			      is_suspension || is_suspended(question) ? MC_VERIFY_SUSPENDED
								      : MC_VERIFY_REVOKED,
			      NULL);
}

static void say_wrong(struct mc_verified *verified)
{
	mc_verify_say(verified, MC_CHECK_STATUS, MC_CHECK_FAIL, MC_VERIFY_MEMBER, "/credentialStatus");
}

/* Null says nothing, as if the member was not there. */
static bool has_size(const struct mc_json_node *entry)
{
	const struct mc_json_node *size = mc_json_find(entry, "statusSize");

	return size && mc_json_type(size) != MC_JSON_NULL;
}

/*
 * Says something only when the entry does not speak for the certificate.  An entry of a kind that is not
 * known leaves the status open, and one of the known kind that cannot be read does not: a proof of statements
 * does not tell a text from an array with it, so whose certificate was taken back could write the entry like
 * that.
 */
static void check_entry(struct mc_verified *verified, const struct mc_signed *document,
			const struct mc_verify_wanted *wanted, const struct mc_json_node *entry)
{
	const char *index = mc_json_as_text(mc_json_find(entry, "statusListIndex"));
	struct question question = {
		.certificate = document,
		.wanted = wanted,
		.arena = &verified->arena,
		.url = mc_json_as_text(mc_json_find(entry, "statusListCredential")),
		.purpose = mc_json_as_text(mc_json_find(entry, "statusPurpose")),
	};

	if (!mc_json_find(entry, "type")) {
		say_wrong(verified);
	} else if (!mc_signed_has_type(entry, "BitstringStatusListEntry")) {
		say_unknown(verified, wanted, MC_VERIFY_STATUS_TYPE, NULL);
	} else if (!question.url || !question.purpose || !read_index(&question.index, index)) {
		say_wrong(verified);
	} else if (has_size(entry) || (strcmp(question.purpose, "revocation") != 0 &&
				       strcmp(question.purpose, "suspension") != 0)) {
		say_unknown(verified, wanted, MC_VERIFY_STATUS_TYPE, NULL);
	} else {
		ask(&question);
		conclude(verified, &question);
	}
}

void mc_verify_status(struct mc_verified *verified, const struct mc_signed *document,
		      const struct mc_verify_wanted *wanted)
{
	const struct mc_json_node *status = mc_json_find(document->root, "credentialStatus");
	const struct mc_check *check = &verified->checks[MC_CHECK_STATUS];
	bool is_list = mc_json_type(status) == MC_JSON_ARRAY;

	if (!status || (is_list && !mc_json_count(status))) {
		mc_verify_say(verified, MC_CHECK_STATUS,
			      wanted->needs_status ? MC_CHECK_FAIL : MC_CHECK_NOT_DONE, MC_VERIFY_NO_STATUS,
			      NULL);
		return;
	}
	mc_verify_say(verified, MC_CHECK_STATUS, MC_CHECK_PASS, MC_VERIFY_FINE, NULL);
	if (is_list && mc_json_count(status) > MAX_ENTRIES)
		say_wrong(verified);
	else if (!is_list)
		check_entry(verified, document, wanted, status);
	else
		/* The first that speaks against it decides. */
		for (const struct mc_json_node *one = mc_json_first(status);
		     one && check->state != MC_CHECK_FAIL; one = mc_json_next(one))
			check_entry(verified, document, wanted, one);
}

/* A QR text has no room for the address of its list: which one is meant is plain when the issuer has given
 * out no more than one.  NULL: none, or more. */
static const char *find_only_list(struct question *question)
{
	const char *only = NULL;

	for (size_t i = 0; i < question->wanted->status_list_count; i++) {
		const char *text = question->wanted->status_lists[i];
		MC_AUTOPTR(mc_json) json = NULL;
		MC_AUTOPTR(mc_err) err = mc_json_open(&json, NULL, text, strlen(text));
		const struct mc_json_node *root = err ? NULL : mc_json_root(json);
		const struct mc_json_node *issuer = mc_json_find(root, "issuer");
		const char *id = mc_json_as_text(mc_json_find(root, "id"));
		const char *name = mc_json_as_text(issuer);

		name = name ? name : mc_json_as_text(mc_json_find(issuer, "id"));
		if (!id || !name || !is_issuer(question, name) ||
		    !has_purpose(mc_json_find(root, "credentialSubject"), question->purpose))
			continue;
		if (only && strcmp(only, id) != 0)
			return NULL;
		only = mc_arena_strdup(question->arena, id);
	}
	return only;
}

void mc_verify_qr_status(struct mc_verified *verified, const struct mc_verify_wanted *wanted,
			 const struct mc_issuer *signer)
{
	const struct mc_signed certificate = { .arena = &verified->arena,
					       .issuers = wanted->issuers,
					       .now_s = wanted->now_s,
					       .issuer_id = signer->id,
					       .issuer = signer };
	struct question question = { .certificate = &certificate,
				     .wanted = wanted,
				     .arena = &verified->arena,
				     .purpose = "revocation",
				     .index = verified->qr.index };

	question.url = verified->qr.has_index ? find_only_list(&question) : NULL;
	if (!question.url) {
		say_unknown(verified, wanted,
			    verified->qr.has_index ? MC_VERIFY_NO_LIST : MC_VERIFY_NO_STATUS, NULL);
		return;
	}
	mc_verify_say(verified, MC_CHECK_STATUS, MC_CHECK_PASS, MC_VERIFY_FINE, NULL);
	ask(&question);
	conclude(verified, &question);
}
