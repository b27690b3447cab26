/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "badge_sample.h"
#include "base/alloc.h"
#include "credential/sign.h"
#include "credential/verify.h"

/* Issuers that are trusted: the first signer. */
static void trust(struct mc_issuers *issuers, const struct signer *signer, const char *keys)
{
	MC_AUTOTEXT text = mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\","
				     "\"name\":\"The Sample School\"%s}]}",
				     signer->did, keys);

	assert_ok(mc_issuers_parse(issuers, "issuers.json", text, strlen(text)));
}

static struct mc_verify_wanted wanted_of(const struct mc_buf *text, const struct mc_issuers *issuers)
{
	return (struct mc_verify_wanted){
		.bytes = text->ptr, .len = text->len, .issuers = issuers, .now_s = SAMPLE_NOW
	};
}

/* The code of the answer must be this one, and a failure unless it is NULL. */
static void expect(const char *code, const struct mc_verify_wanted *wanted, const char *what)
{
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

	assert_ok(mc_verify(&verified, wanted));
	const char *reason = verified.is_valid ? "valid" : verified.reason;

	if (!reason || strcmp(reason, code ? code : "valid") != 0)
		fail_msg("%s: %s, expected %s", what, reason ? reason : "no reason", code ? code : "valid");
	if (code) {
		assert_false(verified.is_trusted);
		assert_non_null(verified.reason);
	}
}

static void a_genuine_one_is_valid_and_trusted(void **state)
{
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
	(void)state;

	sample_add(&open, signer.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &signer));
	trust(&issuers, &signer, "");
	const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

	assert_ok(mc_verify(&verified, &wanted));
	if (!verified.is_valid)
		fail_msg("%s", verified.reason);
	assert_true(verified.is_trusted && verified.has_badge && verified.is_signed);
	assert_null(verified.reason);
	assert_string_equal(verified.issuer_name, "The Sample School");
	assert_string_equal(verified.issuer_id, signer.did);
	assert_string_equal(verified.signed_at, SAMPLE_CREATED);
	assert_string_equal(verified.method, signer.method);
	assert_string_equal(verified.badge.achievement_name, "First steps in programming");
	assert_int_equal(verified.checks[MC_CHECK_STATUS].state, MC_CHECK_NOT_DONE);
	assert_string_equal(verified.checks[MC_CHECK_STATUS].code, "no-status");
}

static void an_unknown_issuer_is_valid_and_not_trusted(void **state)
{
	const struct signer signer = signer_of(1), other = signer_of(2);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	(void)state;

	sample_add(&open, signer.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &signer));
	trust(&issuers, &other, "");
	for (int round = 0; round < 2; round++) {
		MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
		const struct mc_verify_wanted wanted = wanted_of(&text, round ? NULL : &issuers);

		assert_ok(mc_verify(&verified, &wanted));
		assert_true(verified.is_valid && !verified.is_trusted);
		assert_string_equal(verified.reason, "unknown-issuer");
		assert_int_equal(verified.checks[MC_CHECK_ISSUER].state, MC_CHECK_UNKNOWN);
		assert_null(verified.issuer_name);
	}
}

/* What somebody changed in a certificate that the school had signed. */
static void no_change_goes_unnoticed(void **state)
{
	static const struct {
		const char *from, *to, *code;
	} all[] = {
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
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_buf_add(&text, good.ptr, good.len);
		replace(&text, all[i].from, all[i].to);
		const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		expect(all[i].code, &wanted, all[i].to);
	}
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

/* A key of a list: when it was good. */
static void a_key_counts_in_its_time(void **state)
{
	static const struct {
		const char *more, *created, *code;
	} all[] = {
		{ "", SAMPLE_CREATED, NULL },
		{ ",\"from\":\"2026-05-12T10:00:00Z\",\"until\":\"2026-05-12T10:00:00Z\"", SAMPLE_CREATED,
		  NULL },
		{ ",\"from\":\"2026-05-12T10:00:01Z\"", SAMPLE_CREATED, "key-too-new" },
		{ ",\"until\":\"2026-05-12T11:59:59+02:00\"", SAMPLE_CREATED, "key-retired" },
		{ ",\"until\":\"2026-05-12T12:00:00+02:00\"", "", "no-signing-date" },
		{ ",\"revoked\":\"2026-09-01T00:00:00Z\"", SAMPLE_CREATED, "key-lost" },
	};
	struct signer signer = signer_of(1);
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
		MC_AUTO(mc_buf) open = MC_BUF_INIT;
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTOTEXT keys = mc_format(",\"keys\":[{\"id\":\"%s\",\"publicKeyMultibase\":\"%s\"%s}]",
					     signer.method, signer.did + 8, all[i].more);

		trust(&issuers, &signer, keys);
		sample_add(&open, signer.did, NULL);
		assert_ok(sign_with(&text, open.ptr, &signer,
				    (const struct proof_wanted[]){ { .created = all[i].created } }, 1));
		const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		expect(all[i].code, &wanted, all[i].more);
	}
}

/* A DID of the web says nothing of its keys. */
static void a_key_of_the_web_must_be_in_a_list(void **state)
{
	const struct signer signer = signer_of(1), web = signer_of_web(&signer);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	sample_add(&open, web.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &web));
	const struct mc_verify_wanted nobody = wanted_of(&text, NULL);

	expect("key-unknown", &nobody, "no list");
	MC_AUTOTEXT keys = mc_format(",\"keys\":[{\"id\":\"%s\",\"publicKeyMultibase\":\"%s\"}]", web.method,
				     signer.did + 8);

	trust(&issuers, &web, keys);
	const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

	expect(NULL, &wanted, "in the list");
}

static void another_key_in_the_name_of_an_issuer_is_refused(void **state)
{
	const struct signer signer = signer_of(1);
	const struct signer other = signer_of(2);
	struct signer fragment = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	/* Signed by another, who says so. */
	assert_ok(sign_both(&first, open.ptr, &other));
	const struct mc_verify_wanted honest = wanted_of(&first, &issuers);

	expect("key-of-another", &honest, "another signer");
	/* The method has the DID of the issuer and the key of another behind it. */
	fragment.key = other.key;
	signer_name(fragment.method, signer.did, other.did + 8);
	assert_ok(sign_both(&second, open.ptr, &fragment));
	const struct mc_verify_wanted mixed = wanted_of(&second, &issuers);

	expect("key-of-another", &mixed, "fragment of another key");
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
	static const struct {
		const char *from, *to, *code;
	} all[] = {
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
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_buf_add(&text, good.ptr, good.len);
		replace(&text, all[i].from, all[i].to);
		const struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		expect(all[i].code, &wanted, all[i].to);
	}
}

static void what_is_no_certificate_is_no_error(void **state)
{
	static const char *const all[] = { "",
					   " ",
					   "{}",
					   "[]",
					   "null",
					   "{",
					   "{\"@context\":1}",
					   "a.b.c",
					   "...",
					   "eyJhbGciOiJub25lIn0.e30.",
					   "\xef\xbb\xbf{}",
					   "%PDF-1.7" };
	MC_AUTO(mc_buf) deep = MC_BUF_INIT;
	MC_AUTO(mc_buf) large = MC_BUF_INIT;
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
		const struct mc_verify_wanted wanted = { .bytes = all[i], .len = strlen(all[i]) };

		assert_ok(mc_verify(&verified, &wanted));
		assert_false(verified.is_valid);
		assert_non_null(verified.reason);
	}
	for (int i = 0; i < 100; i++)
		mc_buf_addz(&deep, "{\"a\":");
	const struct mc_verify_wanted wanted = { .bytes = deep.ptr, .len = deep.len };

	expect("damaged", &wanted, "deep");
	mc_buf_addc(&large, '{');
	for (size_t i = 0; i < MC_VERIFY_MAX_BYTES; i++)
		mc_buf_addc(&large, ' ');
	const struct mc_verify_wanted other = { .bytes = large.ptr, .len = large.len };

	expect("too-large", &other, "large");
}

static void tells_whose_it_is(void **state)
{
	static const struct {
		const char *email, *name, *code;
	} all[] = {
		{ "sample@learner.example", NULL, NULL },
		{ " Sample@Learner.example\n", "Sample Learner", NULL },
		{ NULL, "Sample Other", "other-person" },
		{ "other@learner.example", "Sample Learner", "other-person" },
	};
	const struct signer signer = signer_of(1);
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, NULL);
	assert_ok(sign_both(&text, open.ptr, &signer));
	for (size_t i = 0; i < MC_COUNT(all); i++) {
		struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		wanted.email = all[i].email;
		wanted.name = all[i].name;
		expect(all[i].code, &wanted, all[i].email ? all[i].email : all[i].name);
	}
}

static void a_qr_code_belongs_to_one_file(void **state)
{
	const struct signer signer = signer_of(1), other = signer_of(2);
	struct mc_issuer_key key = MC_ISSUER_KEY_INIT, other_key = MC_ISSUER_KEY_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	key.sign = signer.key;
	other_key.sign = other.key;
	trust(&issuers, &signer, "");
	sample_add(&open, signer.did, SAMPLE_LIST);
	assert_ok(sign_both(&text, open.ptr, &signer));
	const struct {
		const char *uuid, *day, *code;
		uint64_t index;
		const struct mc_issuer_key *key;
		size_t len;
	} all[] = {
		{ SAMPLE_UUID, "2026-05-12", NULL, 4711, &key, text.len },
		{ SAMPLE_UUID, "2026-05-12", "qr-changed", 4711, &key, text.len - 1 },
		{ SAMPLE_UUID, "2026-05-12", "qr-changed", 4712, &key, text.len },
		{ SAMPLE_UUID, "2026-05-13", "qr-changed", 4711, &key, text.len },
		{ SAMPLE_UUID, "2026-05-12", "qr-not-signed", 4711, &other_key, text.len },
		{ "11111111-d9cb-469f-a165-70867728950e", "2026-05-12", "qr-of-another", 4711, &key,
		  text.len },
	};

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_buf) qr = MC_BUF_INIT;
		struct mc_verify_wanted wanted = wanted_of(&text, &issuers);

		assert_ok(mc_qr_text_add(&qr, NULL, (struct mc_str){ text.ptr, all[i].len }, all[i].uuid,
					 all[i].day, true, all[i].index, all[i].key));
		wanted.qr = qr.ptr;
		expect(all[i].code, &wanted, qr.ptr);
		/* Alone it says who made it, and for what. */
		wanted.bytes = NULL;
		expect(all[i].key == &key ? NULL : "key-unknown", &wanted, qr.ptr);
		wanted.qr = "https://school.example/#v1.a";
		expect("qr-damaged", &wanted, wanted.qr);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_genuine_one_is_valid_and_trusted),
		cmocka_unit_test(an_unknown_issuer_is_valid_and_not_trusted),
		cmocka_unit_test(no_change_goes_unnoticed),
		cmocka_unit_test(what_is_signed_must_also_be_right),
		cmocka_unit_test(all_signatures_must_be_right),
		cmocka_unit_test(one_broken_signature_among_good_ones_is_enough),
		cmocka_unit_test(kinds_of_signatures_that_are_not_known_are_told),
		cmocka_unit_test(a_key_counts_in_its_time),
		cmocka_unit_test(a_key_of_the_web_must_be_in_a_list),
		cmocka_unit_test(another_key_in_the_name_of_an_issuer_is_refused),
		cmocka_unit_test(order_that_statements_do_not_have_is_signed_too),
		cmocka_unit_test(no_byte_can_be_changed),
		cmocka_unit_test(a_file_that_was_touched_is_told_from_another_layout),
		cmocka_unit_test(what_is_no_certificate_is_no_error),
		cmocka_unit_test(tells_whose_it_is),
		cmocka_unit_test(a_qr_code_belongs_to_one_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
