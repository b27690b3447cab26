/* SPDX-License-Identifier: MIT */
/*
 * Signs and verifies a realistic certificate many times, and prints how many a second of processor time.
 * usage: credential_bench write FILE             one signed certificate, for peers
 *        credential_bench sign|verify|rdfc|jcs COUNT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "credential/sign.h"
#include "credential/verify.h"
#include "os/file.h"
#include "tests/unit/badge_sample.h"

enum { ALIGNMENTS = 10, RESULTS = 15 };

static void check(struct mc_err *err)
{
	if (!err)
		return;
	(void)fprintf(stderr, "credential_bench: %s\n", err->msg);
	exit(1);
}

/* What a certificate of a course with 15 modules says. */
static void badge_add(struct mc_buf *out, const char *issuer)
{
	static const struct mc_badge_identity identity = {
		.type = "name", .value = "Sample Learner", .salt = "pepper", .is_hashed = true
	};
	struct mc_badge_alignment alignments[ALIGNMENTS];
	struct mc_badge_result results[RESULTS];
	char texts[ALIGNMENTS + RESULTS][80];

	for (size_t i = 0; i < ALIGNMENTS; i++) {
		(void)snprintf(texts[i], sizeof(texts[i]), "https://frameworks.example/competence/%zu", i);
		alignments[i] = (struct mc_badge_alignment){ .name = "Creating content and programs",
							     .url = texts[i],
							     .framework = "DigComp 2.2",
							     .code = texts[i] + 23 };
	}
	for (size_t i = 0; i < RESULTS; i++) {
		char *id = texts[ALIGNMENTS + i];

		(void)snprintf(id, sizeof(texts[0]), "urn:uuid:11111111-1111-4111-8111-%012zu", i);
		results[i] = (struct mc_badge_result){ .id = id,
						       .name = "Points of a module",
						       .type = "RawScore",
						       .value = "41.5",
						       .min = "0",
						       .max = "50" };
	}
	const struct mc_badge badge = {
		.id = "urn:uuid:" SAMPLE_UUID,
		.name = "First steps",
		.description = "For learners who completed the course and met its published requirements.",
		.issuer = { .id = issuer, .name = "Sample School", .url = "https://school.example" },
		.valid_from = SAMPLE_CREATED,
		.awarded_on = SAMPLE_CREATED,
		.identities = &identity,
		.identity_count = 1,
		.achievement_id = "urn:uuid:22222222-2222-4222-8222-222222222222",
		.achievement_type = "CertificateOfCompletion",
		.achievement_name = "First steps in programming",
		.achievement_about = "Twelve weeks of JavaScript, with a project at the end of each month.",
		.criteria = "All exercises were passed, and each project was judged by two teachers.",
		.lang = "en",
		.has_hours = true,
		.hours = 120,
		.alignments = alignments,
		.alignment_count = ALIGNMENTS,
		.results = results,
		.result_count = RESULTS,
		.status_list = SAMPLE_LIST,
		.status_index = 4711,
	};

	mc_badge_write(out, &badge);
}

static double seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void sign(struct mc_buf *out, const struct signer *signer, const struct mc_issuer_key *key,
		 struct mc_hash_many *hashes)
{
	const struct mc_signer as = { key, signer->method, SAMPLE_CREATED, hashes };
	MC_AUTO(mc_buf) open = MC_BUF_INIT;

	badge_add(&open, signer->did);
	check(mc_credential_sign(out, (struct mc_str){ open.ptr, open.len }, &as));
}

static void verify(const struct mc_buf *signed_text, const struct mc_issuers *issuers,
		   struct mc_hash_many *hashes)
{
	const struct mc_verify_wanted wanted = { .bytes = signed_text->ptr,
						 .len = signed_text->len,
						 .issuers = issuers,
						 .now_s = SAMPLE_NOW,
						 .hashes = hashes };
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;

	check(mc_verify(&verified, &wanted));
	if (!verified.is_valid || !verified.is_trusted)
		check(mc_err_new(MC_E_INPUT, "not valid: %s", verified.reason));
}

static void hash(const struct mc_json *json, enum mc_integrity_suite suite, struct mc_hash_many *hashes)
{
	const struct mc_json_node *root = mc_json_root(json);
	const struct mc_json_node *proof = mc_json_first(mc_json_find(root, "proof"));
	unsigned char bytes[MC_INTEGRITY_BYTES];

	check(mc_integrity_hash(bytes, suite, root, suite == MC_INTEGRITY_JCS ? mc_json_next(proof) : proof,
				hashes));
}

int main(int argc, char *argv[])
{
	const struct signer signer = signer_of(1);
	const struct mc_issuer_key key = sample_key(&signer);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOTEXT trusted = mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\","
					"\"name\":\"The Sample School\"}]}",
					signer.did);

	if (argc != 3)
		return 2;
	check(mc_issuers_parse(&issuers, "issuers.json", trusted, strlen(trusted)));
	sign(&text, &signer, &key, NULL);
	check(mc_json_open(&json, NULL, text.ptr, text.len));
	if (!strcmp(argv[1], "write")) {
		check(mc_file_write_atomic(argv[2], text.ptr, text.len, 0644));
		return 0;
	}
	long count = strtol(argv[2], NULL, 10);
	MC_AUTOPTR(mc_hash_many) hashes = mc_hash_many_new((size_t)count * MC_INTEGRITY_HASHES);
	double start = seconds();

	for (long i = 0; i < count; i++) {
		MC_AUTO(mc_buf) again = MC_BUF_INIT;

		if (!strcmp(argv[1], "sign"))
			sign(&again, &signer, &key, hashes);
		else if (!strcmp(argv[1], "verify"))
			verify(&text, &issuers, hashes);
		else
			hash(json, strcmp(argv[1], "jcs") ? MC_INTEGRITY_RDFC : MC_INTEGRITY_JCS, hashes);
	}
	printf("%.1f\n", (double)count / (seconds() - start));
	return 0;
}
