/* SPDX-License-Identifier: MIT */
#include "credential/sign.h"

#include <string.h>

#include "base/base58.h"
#include "base/base64.h"
#include "check.h"
#include "linked/integrity.h"
#include "sample_badge.h"

#define METHOD "did:web:school.example#key-1"

static const struct mc_issuer_key *sample_key(void)
{
	static const unsigned char seed[MC_SIGN_SEED_BYTES] = { 1, 2, 3 };
	static struct mc_issuer_key key;

	mc_sign_key_of(&key.sign, seed);
	key.p256[31] = 7;
	return &key;
}

static struct mc_str str_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

static struct mc_err *sign_text(struct mc_buf *out, const char *text)
{
	const struct mc_signer signer = { sample_key(), METHOD, "2026-05-12T10:00:00Z", NULL };

	return mc_credential_sign(out, mc_str(text), &signer);
}

static void sign_sample(struct mc_buf *out)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_badge_write(&text, &sample_badge);
	assert_ok(sign_text(out, text.ptr));
}

/* Whether a proof of a signed document holds. */
static bool holds(const struct mc_json *json, enum mc_integrity_suite suite)
{
	const struct mc_json_node *proof =
		mc_json_find_pointer(json, suite == MC_INTEGRITY_RDFC ? "/proof/0" : "/proof/1");
	unsigned char hash[MC_INTEGRITY_BYTES];
	unsigned char public_key[MC_SIGN_PUBLIC_BYTES];
	MC_AUTO(mc_buf) signature = MC_BUF_INIT;

	assert_string_equal(mc_json_as_text(mc_json_find(proof, "cryptosuite")), mc_integrity_name(suite));
	assert_true(
		mc_base58_read(&signature, mc_str(mc_json_as_text(mc_json_find(proof, "proofValue")) + 1)));
	assert_int_equal(signature.len, MC_SIGN_BYTES);
	assert_ok(mc_integrity_hash(hash, suite, mc_json_root(json), proof, NULL));
	mc_sign_public(public_key, &sample_key()->sign);
	return mc_sign_is_good((const unsigned char *)signature.ptr, public_key, hash, sizeof(hash));
}

static void both_proofs_hold_and_rdfc_is_first(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	(void)state;
	sign_sample(&text);
	assert_ok(mc_json_open(&json, NULL, text.ptr, text.len));
	assert_int_equal(mc_json_count(mc_json_find_pointer(json, "/proof")), 2);
	assert_true(holds(json, MC_INTEGRITY_RDFC));
	assert_true(holds(json, MC_INTEGRITY_JCS));
	assert_null(mc_json_find_pointer(json, "/proof/0/@context"));
	assert_non_null(mc_json_find_pointer(json, "/proof/1/@context"));
}

static void a_changed_credential_does_not_hold(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	(void)state;
	sign_sample(&text);
	char *name = strstr(text.ptr, "HTML, CSS");

	assert_non_null(name);
	name[0] = 'X';
	assert_ok(mc_json_open(&json, NULL, text.ptr, text.len));
	assert_false(holds(json, MC_INTEGRITY_RDFC));
	assert_false(holds(json, MC_INTEGRITY_JCS));
}

static void the_same_gives_the_same_bytes(void **state)
{
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;

	(void)state;
	sign_sample(&one);
	sign_sample(&two);
	assert_string_equal(one.ptr, two.ptr);
	assert_memory_equal(one.ptr, "{\n  \"@context\": [\n", 18);
	assert_memory_equal(one.ptr + one.len - 3, "\n}\n", 3);
}

static void what_must_not_be_signed_is_refused(void **state)
{
	MC_AUTO(mc_buf) signed_text = MC_BUF_INIT;
	MC_AUTO(mc_buf) deep = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	sign_sample(&signed_text);
	assert_err(MC_E_INPUT, sign_text(&out, signed_text.ptr));
	assert_err(MC_E_INPUT, sign_text(&out, "[]"));
	assert_err(MC_E_INPUT, sign_text(&out, "{"));
	assert_err(MC_E_INPUT, sign_text(&out, "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
					       "\"validFrom\":\"today\"}"));
	assert_err(MC_E_INPUT, sign_text(&out, "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
					       "\"unknownTerm\":\"x\"}"));
	mc_buf_addz(&deep, "{\"a\":");
	for (int i = 0; i < 61; i++)
		mc_buf_addc(&deep, '[');
	for (int i = 0; i < 61; i++)
		mc_buf_addc(&deep, ']');
	mc_buf_addc(&deep, '}');
	assert_err(MC_E_INPUT, sign_text(&out, deep.ptr));
	assert_int_equal(out.len, 0);
}

/* The part of a JWS before the dot, decoded; text moves behind it. */
static void read_part(struct mc_buf *out, const char **text)
{
	size_t len = strcspn(*text, ".");

	assert_true(mc_base64url_read(out, (struct mc_str){ *text, len }));
	*text += len + ((*text)[len] == '.');
}

static void a_jwt_is_signed_with_the_other_key(void **state)
{
	const struct mc_signer signer = { sample_key(), METHOD, "2026-05-12T10:00:00Z", NULL };
	MC_AUTO(mc_buf) credential = MC_BUF_INIT;
	MC_AUTO(mc_buf) jws = MC_BUF_INIT;
	MC_AUTO(mc_buf) head = MC_BUF_INIT;
	MC_AUTO(mc_buf) payload = MC_BUF_INIT;
	MC_AUTO(mc_buf) signature = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) claims = NULL;
	unsigned char public_key[MC_EC_PUBLIC_BYTES];
	bool is_good = false;
	double nbf = 0;

	(void)state;
	sign_sample(&credential);
	assert_ok(mc_credential_sign_jwt(&jws, str_of(&credential), &signer));
	const char *at = jws.ptr;

	read_part(&head, &at);
	read_part(&payload, &at);
	size_t signed_len = (size_t)(at - 1 - jws.ptr);

	read_part(&signature, &at);
	assert_int_equal(signature.len, MC_EC_BYTES);
	assert_non_null(strstr(head.ptr, "\"kid\":\"did:web:school.example#key-1-p256\""));
	assert_null(strstr(head.ptr, "\"d\""));
	assert_ok(mc_json_open(&claims, NULL, payload.ptr, payload.len));
	assert_null(mc_json_find_pointer(claims, "/proof"));
	assert_string_equal(mc_json_as_text(mc_json_find_pointer(claims, "/jti")), sample_badge.id);
	assert_string_equal(mc_json_as_text(mc_json_find_pointer(claims, "/iss")), sample_badge.issuer.id);
	assert_true(mc_json_as_number(&nbf, mc_json_find_pointer(claims, "/nbf")));
	assert_true(nbf == 1778580000);
	assert_ok(mc_ec_public(public_key, sample_key()->p256));
	assert_ok(mc_ec_is_good(&is_good, (const unsigned char *)signature.ptr, public_key, jws.ptr,
				signed_len));
	assert_true(is_good);
}

static void a_jwt_tells_no_claim_twice(void **state)
{
	const struct mc_signer signer = { sample_key(), METHOD, "2026-05-12T10:00:00Z", NULL };
	MC_AUTO(mc_buf) jws = MC_BUF_INIT;

	(void)state;
	assert_err(MC_E_INPUT, mc_credential_sign_jwt(&jws, mc_str("{\"iss\":\"x\"}"), &signer));
	assert_err(MC_E_INPUT, mc_credential_sign_jwt(&jws, mc_str("[]"), &signer));
	assert_int_equal(jws.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_proofs_hold_and_rdfc_is_first),
		cmocka_unit_test(a_changed_credential_does_not_hold),
		cmocka_unit_test(the_same_gives_the_same_bytes),
		cmocka_unit_test(what_must_not_be_signed_is_refused),
		cmocka_unit_test(a_jwt_is_signed_with_the_other_key),
		cmocka_unit_test(a_jwt_tells_no_claim_twice),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
