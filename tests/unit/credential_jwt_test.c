/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "badge_sample.h"
#include "base/alloc.h"
#include "base/base64.h"
#include "credential/sign.h"
#include "credential/verify.h"
#include "ext/ec.h"

/* A school of the web with both kinds of keys; a second key for others. */
struct stage {
	struct signer signer;
	struct mc_issuer_key key, other;
	struct mc_issuers issuers;
	struct mc_buf open;
};

static void start(struct stage *stage, const char *more)
{
	const struct signer signer = signer_of(1), other = signer_of(2);
	MC_AUTO(mc_buf) p256 = MC_BUF_INIT;

	*stage = (struct stage){ .signer = signer_of_web(&signer),
				 .key = sample_key(&signer),
				 .other = sample_key(&other),
				 .issuers = MC_ISSUERS_INIT,
				 .open = MC_BUF_INIT };
	memset(stage->other.p256, 2, sizeof(stage->other.p256));
	assert_ok(mc_multikey_add_p256(&p256, &stage->key));
	MC_AUTOTEXT text = mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\","
				     "\"name\":\"A\",\"keys\":[{\"id\":\"%s\",\"publicKeyMultibase\":\"%s\","
				     "\"p256\":\"%s\"%s}]}]}",
				     stage->signer.did, stage->signer.method, signer.did + 8, p256.ptr, more);

	assert_ok(mc_issuers_parse(&stage->issuers, "issuers.json", text, strlen(text)));
	sample_add(&stage->open, stage->signer.did, NULL);
}

static void stop(struct stage *stage)
{
	mc_issuers_release(&stage->issuers);
	mc_buf_release(&stage->open);
}

static void expect(const char *code, const struct stage *stage, const char *jwt, bool has_list)
{
	const struct mc_verify_wanted wanted = { .bytes = jwt,
						 .len = strlen(jwt),
						 .issuers = has_list ? &stage->issuers : NULL,
						 .now_s = SAMPLE_NOW };
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

	assert_ok(mc_verify(&verified, &wanted));
	const char *reason = verified.is_valid ? "valid" : verified.reason;

	if (!reason || strcmp(reason, code ? code : "valid") != 0)
		fail_msg("%s, expected %s: %.200s", reason ? reason : "no reason", code ? code : "valid",
			 jwt);
}

/* A JWT with any head and any payload, signed with a key. */
static void make(struct mc_buf *jwt, const char *head, const char *payload, const struct mc_issuer_key *key)
{
	unsigned char signature[MC_EC_BYTES];

	mc_base64url_add(jwt, mc_str(head));
	mc_buf_addc(jwt, '.');
	mc_base64url_add(jwt, mc_str(payload));
	assert_ok(mc_ec_sign(signature, key->p256, jwt->ptr, jwt->len));
	mc_buf_addc(jwt, '.');
	mc_base64url_add(jwt, (struct mc_str){ (const char *)signature, sizeof(signature) });
}

static void one_of_a_school_is_valid(void **state)
{
	struct stage stage;
	MC_AUTO(mc_buf) jwt = MC_BUF_INIT;
	(void)state;

	start(&stage, "");
	const struct mc_signer signer = { &stage.key, stage.signer.method, SAMPLE_CREATED, NULL };

	assert_ok(mc_credential_sign_jwt(&jwt, mc_str(stage.open.ptr), &signer));
	expect(NULL, &stage, jwt.ptr, true);
	expect("key-unknown", &stage, jwt.ptr, false);
	mc_buf_addc(&jwt, '\n');
	expect(NULL, &stage, jwt.ptr, true);
	stop(&stage);
}

static void a_key_in_the_head_is_only_a_name(void **state)
{
	struct stage stage;
	MC_AUTO(mc_buf) jwt = MC_BUF_INIT;
	(void)state;

	/* The signer brings its own key along, under the name of the school. */
	start(&stage, "");
	const struct mc_signer signer = { &stage.other, stage.signer.method, SAMPLE_CREATED, NULL };

	assert_ok(mc_credential_sign_jwt(&jwt, mc_str(stage.open.ptr), &signer));
	expect("changed", &stage, jwt.ptr, true);
	stop(&stage);
}

static void heads_that_trick_others_are_refused(void **state)
{
	static const struct {
		const char *head, *code;
	} all[] = {
		{ "{\"alg\":\"ES256\",\"kid\":\"KID\"}", NULL },
		{ "{\"alg\":\"ES256\",\"kid\":\"KID-p256\"}", NULL },
		{ "{\"alg\":\"none\",\"kid\":\"KID\"}", "wrong-algorithm" },
		{ "{\"alg\":\"None\",\"kid\":\"KID\"}", "wrong-algorithm" },
		{ "{\"alg\":\"HS256\",\"kid\":\"KID\"}", "wrong-algorithm" },
		{ "{\"alg\":\"EdDSA\",\"kid\":\"KID\"}", "wrong-algorithm" },
		{ "{\"alg\":[\"ES256\"],\"kid\":\"KID\"}", "wrong-algorithm" },
		{ "{\"kid\":\"KID\"}", "wrong-algorithm" },
		{ "{\"alg\":\"ES256\",\"alg\":\"none\",\"kid\":\"KID\"}", "damaged" },
		{ "{\"alg\":\"ES256\",\"kid\":\"KID\",\"crit\":[\"b64\"],\"b64\":false}", "wrong-algorithm" },
		{ "{\"alg\":\"ES256\",\"kid\":\"KID\",\"crit\":[\"exp\"]}", "wrong-algorithm" },
		{ "{\"alg\":\"ES256\",\"kid\":\"KID\",\"b64\":false}", "wrong-algorithm" },
		{ "{\"alg\":\"ES256\",\"kid\":\"KID\",\"b64\":false}", "wrong-algorithm" },
		{ "{\"alg\":\"ES256\"}", "key-unknown" },
		{ "{\"alg\":\"ES256\",\"kid\":\"did:web:school.example#other\"}", "key-unknown" },
		{ "{\"alg\":\"ES256\",\"kid\":\"did:web:evil.example#key\"}", "key-of-another" },
		{ "{\"alg\":\"ES256\",\"kid\":\"\"}", "key-of-another" },
		{ "{\"alg\":\"ES256\",\"jku\":\"https://evil.example\",\"jwk\":{\"x\":\"AA\",\"y\":\"AA\"}}",
		  "key-unknown" },
		{ "[]", "damaged" },
		{ "{", "damaged" },
	};
	struct stage stage;
	(void)state;

	start(&stage, "");
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) head = MC_BUF_INIT;
		MC_AUTO(mc_buf) jwt = MC_BUF_INIT;

		mc_buf_addz(&head, all[i].head);
		if (strstr(head.ptr, "KID"))
			replace(&head, "KID", stage.signer.method);
		make(&jwt, head.ptr, stage.open.ptr, &stage.key);
		expect(all[i].code, &stage, jwt.ptr, true);
	}
	stop(&stage);
}

static void claims_say_what_the_certificate_says(void **state)
{
	static const struct {
		const char *claims, *code;
	} all[] = {
		{ "\"iss\":\"did:web:school.example\",\"jti\":\"urn:uuid:" SAMPLE_UUID
		  "\",\"nbf\":1778580000,\"exp\":1936310400,",
		  NULL },
		{ "\"iat\":1778580001,", NULL },
		{ "\"iss\":\"did:web:evil.example\",", "contradiction" },
		{ "\"jti\":\"urn:uuid:1\",", "contradiction" },
		{ "\"nbf\":1,", "contradiction" },
		{ "\"exp\":1936310401,", "contradiction" },
		{ "\"exp\":\"1936310400\",", "contradiction" },
		{ "\"sub\":\"did:key:z\",", "contradiction" },
		{ "\"iat\":1890000000,", "signed-in-future" },
		{ "\"iat\":-1,", "wrong-member" },
		{ "\"aud\":\"me\",", "unknown-term" },
		{ "\"vc\":{},", "unknown-term" },
		{ "\"proof\":[],", "nested-issuer" },
		{ "\"iss\":\"did:web:school.example\",\"iss\":\"did:web:evil.example\",", "damaged" },
	};
	struct stage stage;
	(void)state;

	start(&stage, "");
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) head = MC_BUF_INIT;
		MC_AUTO(mc_buf) payload = MC_BUF_INIT;
		MC_AUTO(mc_buf) jwt = MC_BUF_INIT;

		mc_buf_addf(&head, "{\"alg\":\"ES256\",\"kid\":\"%s\"}", stage.signer.method);
		mc_buf_addf(&payload, "{%s%s", all[i].claims, stage.open.ptr + 1);
		make(&jwt, head.ptr, payload.ptr, &stage.key);
		expect(all[i].code, &stage, jwt.ptr, true);
	}
	stop(&stage);
}

static void a_key_counts_in_its_time(void **state)
{
	static const struct {
		const char *more, *code;
	} all[] = {
		{ ",\"from\":\"2026-05-12T10:00:00Z\"", NULL },
		{ ",\"until\":\"2026-05-12T09:59:59Z\"", "key-retired" },
		{ ",\"revoked\":\"2026-05-13T00:00:00Z\"", "key-lost" },
	};
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		struct stage stage;
		MC_AUTO(mc_buf) jwt = MC_BUF_INIT;

		start(&stage, all[i].more);
		const struct mc_signer signer = { &stage.key, stage.signer.method, SAMPLE_CREATED, NULL };

		assert_ok(mc_credential_sign_jwt(&jwt, mc_str(stage.open.ptr), &signer));
		expect(all[i].code, &stage, jwt.ptr, true);
		stop(&stage);
	}
}

static void no_character_can_be_changed(void **state)
{
	struct stage stage;
	MC_AUTO(mc_buf) jwt = MC_BUF_INIT;
	(void)state;

	start(&stage, "");
	const struct mc_signer signer = { &stage.key, stage.signer.method, SAMPLE_CREATED, NULL };

	assert_ok(mc_credential_sign_jwt(&jwt, mc_str(stage.open.ptr), &signer));
	for (size_t i = 0; i < jwt.len; i += 7) {
		const struct mc_verify_wanted wanted = {
			.bytes = jwt.ptr, .len = jwt.len, .issuers = &stage.issuers, .now_s = SAMPLE_NOW
		};
		MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
		char kept = jwt.ptr[i];

		jwt.ptr[i] = kept == 'A' ? 'B' : 'A';
		assert_ok(mc_verify(&verified, &wanted));
		if (verified.is_valid)
			fail_msg("byte %zu", i);
		jwt.ptr[i] = kept;
	}
	stop(&stage);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_of_a_school_is_valid),
		cmocka_unit_test(a_key_in_the_head_is_only_a_name),
		cmocka_unit_test(heads_that_trick_others_are_refused),
		cmocka_unit_test(claims_say_what_the_certificate_says),
		cmocka_unit_test(a_key_counts_in_its_time),
		cmocka_unit_test(no_character_can_be_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
