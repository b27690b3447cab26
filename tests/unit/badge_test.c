/* SPDX-License-Identifier: MIT */
#include "credential/badge.h"

#include <string.h>

#include "check.h"
#include "sample_badge.h"

static void open_json(struct mc_json **json, const char *text)
{
	assert_ok(mc_json_open(json, NULL, text, strlen(text)));
}

static const char *text_at(const struct mc_json *json, const char *pointer)
{
	const char *text = mc_json_as_text(mc_json_find_pointer(json, pointer));

	return text ? text : "(none)";
}

static void it_is_an_open_badge_credential(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	(void)state;
	mc_badge_write(&text, &sample_badge);
	open_json(&json, text.ptr);
	assert_string_equal(text_at(json, "/@context/0"), "https://www.w3.org/ns/credentials/v2");
	assert_string_equal(text_at(json, "/@context/1"),
			    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
	assert_string_equal(text_at(json, "/type/1"), "OpenBadgeCredential");
	assert_string_equal(text_at(json, "/issuer/address/addressCountryCode"), "GR");
	assert_string_equal(text_at(json, "/credentialStatus/id"),
			    "https://school.example/status/1.json#4242");
	assert_string_equal(text_at(json, "/credentialStatus/statusListIndex"), "4242");
	assert_string_equal(text_at(json, "/credentialSubject/result/1/status"), "Completed");
	assert_string_equal(
		text_at(json, "/credentialSubject/achievement/resultDescription/1/alignment/0/targetName"),
		"HTML");
	assert_int_equal(
		mc_json_count(mc_json_find_pointer(json, "/credentialSubject/achievement/alignment")), 2);
	assert_int_equal(mc_json_count(mc_json_find_pointer(json, "/credentialSubject/achievement/tag")), 2);
}

/* The example of Open Badges 3.0, and what stands in the credential instead of the address. */
static void identities_are_hashed(void **state)
{
	MC_AUTO(mc_buf) hash = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	mc_badge_identity_hash(&hash, "a@example.com", "Kosher");
	assert_string_equal(hash.ptr,
			    "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399");
	mc_badge_write(&text, &sample_badge);
	assert_non_null(strstr(text.ptr, hash.ptr));
	assert_null(strstr(text.ptr, "a@example.com"));
	assert_null(strstr(text.ptr, "Sample Learner"));
}

static void what_was_written_is_read_again(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) again = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	struct mc_badge badge = { 0 };
	struct mc_badge_identity plain[2];

	(void)state;
	mc_badge_write(&text, &sample_badge);
	open_json(&json, text.ptr);
	assert_ok(mc_badge_read(&badge, &arena, mc_json_root(json)));
	assert_int_equal(badge.status_index, 4242);
	assert_false(badge.has_other_status);
	assert_true(badge.results[1].has_alignment);
	assert_string_equal(badge.results[0].max, "50");
	/* The hashes are written again as they are. */
	assert_int_equal(badge.identity_count, 2);
	for (size_t i = 0; i < 2; i++)
		plain[i] = sample_identities[i];
	badge.identities = plain;
	mc_badge_write(&again, &badge);
	assert_string_equal(again.ptr, text.ptr);
}

static void little_is_enough(void **state)
{
	static const struct mc_badge_identity identity = { "name", "Sample Learner", NULL, false };
	const struct mc_badge small = { .id = "urn:uuid:1",
					.name = "n",
					.issuer = { .id = "did:key:z" },
					.identities = &identity,
					.identity_count = 1 };
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	struct mc_badge badge = { 0 };

	(void)state;
	mc_badge_write(&text, &small);
	open_json(&json, text.ptr);
	assert_ok(mc_badge_read(&badge, &arena, mc_json_root(json)));
	assert_string_equal(badge.identities[0].value, "Sample Learner");
	assert_false(badge.identities[0].is_hashed);
	assert_null(badge.status_list);
	assert_int_equal(badge.alignment_count + badge.result_count + badge.evidence_count, 0);
}

static struct mc_err *read_text(struct mc_badge *badge, struct mc_arena *arena, const char *text)
{
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_json_open(&json, NULL, text, strlen(text)));
	return mc_badge_read(badge, arena, mc_json_root(json));
}

static void credentials_of_others_are_read(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_badge badge = { 0 };

	(void)state;
	assert_ok(read_text(&badge, &arena,
			    "{\"issuer\":\"https://a.example\",\"unknown\":[1],\"credentialSubject\":"
			    "{\"achievement\":{\"image\":\"https://a.example/i.png\",\"tag\":\"one\"}},"
			    "\"evidence\":{\"name\":\"work\"},\"credentialStatus\":[{\"type\":\"other\"},"
			    "{\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":\"suspension\","
			    "\"statusListIndex\":\"7\",\"statusListCredential\":\"https://a.example/s\"}]}"));
	assert_string_equal(badge.issuer.id, "https://a.example");
	assert_string_equal(badge.image, "https://a.example/i.png");
	assert_string_equal(badge.tags[0], "one");
	assert_string_equal(badge.evidence[0].name, "work");
	assert_string_equal(badge.suspension_list, "https://a.example/s");
	assert_int_equal(badge.suspension_index, 7);
	assert_true(badge.has_other_status);
}

static void what_is_of_another_kind_is_refused(void **state)
{
	static const char *const wrong[] = {
		"[]",
		"{\"name\":{\"en\":\"x\"}}",
		"{\"issuer\":[]}",
		"{\"credentialSubject\":[]}",
		"{\"credentialSubject\":{\"achievement\":{\"alignment\":[\"x\"]}}}",
		"{\"credentialSubject\":{\"achievement\":{\"creditsAvailable\":\"3\"}}}",
		"{\"credentialSubject\":{\"identifier\":[{}]}}",
		"{\"credentialSubject\":{\"result\":3}}",
		"{\"credentialStatus\":{\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":"
		"\"revocation\","
		"\"statusListIndex\":\"-1\",\"statusListCredential\":\"https://a.example/s\"}}",
		"{\"credentialStatus\":{\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":"
		"\"revocation\","
		"\"statusListIndex\":\"1\"}}",
	};
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_badge badge = { 0 };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wrong); i++)
		assert_err(MC_E_INPUT, read_text(&badge, &arena, wrong[i]));
	assert_null(badge.name);
}

static void long_lists_are_refused(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_badge badge = { 0 };

	(void)state;
	mc_buf_addz(&text, "{\"evidence\":[{}");
	for (size_t i = 0; i < MC_BADGE_MAX_ITEMS; i++)
		mc_buf_addz(&text, ",{}");
	mc_buf_addz(&text, "]}");
	assert_err(MC_E_INPUT, read_text(&badge, &arena, text.ptr));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_an_open_badge_credential),
		cmocka_unit_test(identities_are_hashed),
		cmocka_unit_test(what_was_written_is_read_again),
		cmocka_unit_test(little_is_enough),
		cmocka_unit_test(credentials_of_others_are_read),
		cmocka_unit_test(what_is_of_another_kind_is_refused),
		cmocka_unit_test(long_lists_are_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
