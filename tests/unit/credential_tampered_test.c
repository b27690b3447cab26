/* SPDX-License-Identifier: MIT */
/* Credentials that somebody changed, or signed wrongly, and what the verifier says of each. */
#include "check.h"

#include "badge_verify.h"
#include "credential/sign.h"

/* What somebody changed in a certificate that the school had signed. */
static void no_change_goes_unnoticed(void **state)
{
	static const struct tampering all[] = {
		{ "First steps in programming", "Last steps in programming", "changed" },
		{ "41.5", "49.5", "changed" },
		{ "2031-05-12", "2039-05-12", "changed" },
		{ "\"javascript\"", "\"javascript\",\"javascript\"", "changed" },
		{ "\"name\":\"Sample School\"", "\"name\":\"Other School\"", "changed" },
		{ "eddsa-jcs-2022", "eddsa-jcs-2023", "unknown-signature" },
		{ "eddsa-jcs-2022", "eddsa-rdfc-2022", "changed" },
		{ "DataIntegrityProof", "DataIntegrityProoF", "unknown-signature" },
		{ "assertionMethod", "authentication", "wrong-purpose" },
		{ "\"created\":\"2026-05-12T10:00:00Z\"", "\"created\":\"2026-05-12T10:00:01Z\"", "changed" },
		{ "\"proofValue\":\"z", "\"proofValue\":\"u", "broken-signature" },
		{ "\"proofValue\":\"z", "\"proofValue\":\"z1", "broken-signature" },
		{ "\"proof\":[", "\"proof\":[],\"nonsense\":[", "nested-issuer" },
		{ "\"issuer\":{", "\"issuer\":{\"proof\":[],", "nested-issuer" },
		{ "\"@context\":[", "\"@context\":[\"https://evil.example\",", "unknown-context" },
		{ "\"achievement\":{", "\"achievement\":{\"evil\":1,", "unknown-term" },
		{ "\"achievement\":{", "\"achievement\":{\"name\":\"x\",\"name\":\"y\",", "damaged" },
		{ "\"achievement\":{", "\"achievement\":{\"https://www.w3.org/2018/credentials#issuer\":{},",
		  "unknown-term" },
		{ "\"achievement\":{", "\"achievement\":{\"@graph\":{},", "nested-issuer" },
		{ "Twelve", "\\ud800 Twelve", "damaged" },
		{ "\"type\":[\"VerifiableCredential\"", "\"type\":[\"VerifiablePresentation\"",
		  "wrong-member" },
		{ "OpenBadgeCredential", "OpenBadgeCredentiaL", "not-a-certificate" },
		{ "\"criteria\":", "\"criterion\":", "wrong-member" },
	};
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_buf) good = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	(void)state;

	sample_add(&open, signer.did, NULL);
	assert_ok(sign_both(&good, open.ptr, &signer));
	trust(&issuers, &signer, "");
	const struct mc_verify_wanted unsigned_one = wanted_of(&open, &issuers);

	expect("unsigned", &unsigned_one, "no proof");
	expect_each(all, MC_COUNT(all), &good, &issuers);
}

/* What a signer may not say, however well it is signed. */
static void what_is_signed_must_also_be_right(void **state)
{
	static const struct {
		const char *from, *to, *code;
	} all[] = {
		{ "\"achievement\":{",
		  "\"achievement\":{\"creator\":{\"id\":\"did:key:zOther\",\"type\":[\"Profile\"],"
		  "\"name\":\"Other\"},",
		  NULL },
		{ "\"achievement\":{",
		  "\"achievement\":{\"creator\":{\"id\":\"ISSUER\",\"type\":[\"Profile\"]},", NULL },
		{ "\"achievement\":{",
		  "\"achievement\":{\"creator\":{\"id\":\"ISSUER\",\"type\":[\"Profile\"],"
		  "\"name\":\"A university\"},",
		  "ambiguous" },
		{ "\"achievement\":{", "\"achievement\":{\"endorsement\":[],", "nested-issuer" },
		{ "\"credentialSubject\":{", "\"credentialSubject\":{\"issuer\":\"did:key:zOther\",",
		  "nested-issuer" },
		{ "\"credentialSubject\":{", "\"credentialSubject\":{\"id\":\"urn:uuid:" SAMPLE_UUID "\",",
		  "ambiguous" },
		{ "2026-05-12T10:00:00Z", "2026-10-12T10:00:00Z", "not-yet-valid" },
		{ "2031-05-12", "2026-06-01", "expired" },
		{ "2031-05-12", "2026-01-01", "wrong-member" },
		{ "\"validUntil\":\"2031", "\"validUntil\":\"31", "wrong-member" },
	};
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) open = MC_BUF_INIT;
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		sample_add(&open, signer.did, NULL);
		replace(&open, all[i].from, all[i].to);
		while (strstr(open.ptr, "ISSUER"))
			replace(&open, "ISSUER", signer.did);
		assert_ok(sign_with(&text, open.ptr, &signer,
				    (const struct proof_wanted[]){ { .suite = "eddsa-jcs-2022" } }, 1));
		const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		expect(all[i].code, &wanted, all[i].to);
	}
}

/* Signatures that hold one by one, and do not do as a whole. */
static void all_signatures_must_be_right(void **state)
{
	static const struct {
		const char *what, *code;
		struct proof_wanted proofs[3];
		size_t count;
	} all[] = {
		{ "rdfc alone", NULL, { { .suite = NULL } }, 1 },
		{ "jcs alone", NULL, { { .suite = "eddsa-jcs-2022" } }, 1 },
		{ "the same twice", "repeated-signature", { { .suite = NULL }, { .suite = NULL } }, 2 },
		{ "signed twice", NULL, { { .suite = NULL }, { .created = "2026-05-13T10:00:00Z" } }, 2 },
		{ "purpose", "wrong-purpose", { { .suite = NULL }, { .purpose = "authentication" } }, 2 },
		{ "no time", NULL, { { .created = "" } }, 1 },
		{ "future", "signed-in-future", { { .created = "2027-05-12T10:00:00Z" } }, 1 },
		{ "no moment",
		  "broken-signature",
		  { { .suite = "eddsa-jcs-2022", .created = "yesterday" } },
		  1 },
		{ "over", "signature-expired", { { .more = ",\"expires\":\"2026-06-12T10:00:00Z\"" } }, 1 },
		{ "not over", NULL, { { .more = ",\"expires\":\"2027-06-12T10:00:00Z\"" } }, 1 },
		{ "chain",
		  "broken-signature",
		  { { .suite = "eddsa-jcs-2022", .more = ",\"previousProof\":\"urn:uuid:1\"" } },
		  1 },
		{ "method of another",
		  "key-of-another",
		  { { .suite = NULL }, { .method = "did:key:zOther#zOther" } },
		  2 },
	};
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		assert_ok(sign_with(&text, open.ptr, &signer, all[i].proofs, all[i].count));
		const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		expect(all[i].code, &wanted, all[i].what);
	}
}

static void one_broken_signature_among_good_ones_is_enough(void **state)
{
	const struct signer signer = signer_of(1), other = signer_of(2);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	/* The second proof is that of somebody else, in the name of the issuer. */
	mc_buf_add(&text, open.ptr, open.len - 1);
	mc_buf_addz(&text, ",\"proof\":[");
	assert_ok(proof_add(&text, open.ptr, &signer, &(const struct proof_wanted){ .suite = NULL }));
	mc_buf_addc(&text, ',');
	assert_ok(proof_add(&text, open.ptr, &other,
			    &(const struct proof_wanted){ .suite = "eddsa-jcs-2022",
							  .method = signer.method }));
	mc_buf_addz(&text, "]}");
	const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

	expect("changed", &wanted, "second proof");
}

static void kinds_of_signatures_that_are_not_known_are_told(void **state)
{
	static const struct {
		const char *proof, *code;
	} all[] = {
		{ "{\"type\":\"Ed25519Signature2020\",\"proofValue\":\"z1\"}", NULL },
		{ "{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"ecdsa-sd-2023\"}", NULL },
		{ "{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"none\"}", "unknown-signature" },
		{ "{\"type\":\"DataIntegrityProof\"}", "unknown-signature" },
		{ "{}", "broken-signature" },
		{ "\"z\"", "broken-signature" },
	};
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTO(mc_buf) alone = MC_BUF_INIT;

		assert_ok(sign_both(&text, open.ptr, &signer));
		text.len -= 2;
		mc_buf_addf(&text, ",%s]}", all[i].proof);
		const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);
		MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

		expect(all[i].code, &wanted, all[i].proof);
		assert_ok(mc_verify(&verified, &wanted));
		assert_true(all[i].code || verified.unknown);
		/* Alone none of them says anything. */
		mc_buf_add(&alone, open.ptr, open.len - 1);
		mc_buf_addf(&alone, ",\"proof\":%s}", all[i].proof);
		const struct mc_verify_wanted other = wanted_of(&alone, &issuers);

		expect(all[i].code ? all[i].code : "unknown-signature", &other, all[i].proof);
	}
}

static void order_that_statements_do_not_have_is_signed_too(void **state)
{
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &signer));
	replace(&text, "\"javascript\",\"git\"", "\"git\",\"javascript\"");
	const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

	expect("changed", &wanted, "order");
}

/* Every byte as another one of a few, also as white space, in the file as it is stored. */
static void no_byte_can_be_changed(void **state)
{
	const struct signer signer = signer_of(1);
	struct mc_issuer_key key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	key.sign = signer.key;
	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	const struct mc_signer as = { &key, signer.method, SAMPLE_CREATED, NULL };

	assert_ok(mc_credential_sign(&text, mc_str(open.ptr), &as));
	for (size_t i = 0; i < text.len; i++) {
		const char kept = text.ptr[i], others[] = { (char)(kept ^ 1), (char)(kept ^ 32), ' ', '\n' };

		for (size_t n = 0; n < sizeof(others); n++) {
			MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
			const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

			if (others[n] == kept)
				continue;
			text.ptr[i] = others[n];
			assert_ok(mc_verify(&verified, &wanted));
			if (verified.is_valid)
				fail_msg("byte %zu, '%c' as '%c', was taken", i, kept, others[n]);
			assert_non_null(verified.reason);
		}
		text.ptr[i] = kept;
	}
}

/* White space is signed by nobody: any layout will do, but not one that is ours and a blank off. */
static void a_file_that_was_touched_is_told_from_another_layout(void **state)
{
	static const struct tampering all[] = {
		{ "\n  \"id\"", "\n \"id\"", "layout-changed" },
		{ "\n  \"id\"", "\n   \"id\"", "layout-changed" },
		{ "\n  \"id\"", "\n\t \"id\"", "layout-changed" },
		{ "\n  \"id\"", "\r  \"id\"", "layout-changed" },
		{ "\": \"", "\":\"", "layout-changed" },
		{ "]\n}\n", "]\n}", NULL },
		{ "]\n}\n", "]\n} ", "layout-changed" },
		{ "]\n}\n", "]\n}\n\n", "layout-changed" },
		{ "\n  \"id\"", "\n\n\n\n\n\"id\"", NULL },
	};
	const struct signer signer = signer_of(1);
	struct mc_issuer_key key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) good = MC_BUF_INIT;
	(void)state;

	key.sign = signer.key;
	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	const struct mc_signer as = { &key, signer.method, SAMPLE_CREATED, NULL };

	assert_ok(mc_credential_sign(&good, mc_str(open.ptr), &as));
	const struct mc_verify_wanted untouched = wanted_of(&good, &issuers);

	expect(NULL, &untouched, "as it was signed");
	expect_each(all, MC_COUNT(all), &good, &issuers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_change_goes_unnoticed),
		cmocka_unit_test(what_is_signed_must_also_be_right),
		cmocka_unit_test(all_signatures_must_be_right),
		cmocka_unit_test(one_broken_signature_among_good_ones_is_enough),
		cmocka_unit_test(kinds_of_signatures_that_are_not_known_are_told),
		cmocka_unit_test(order_that_statements_do_not_have_is_signed_too),
		cmocka_unit_test(no_byte_can_be_changed),
		cmocka_unit_test(a_file_that_was_touched_is_told_from_another_layout),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
