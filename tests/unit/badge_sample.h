/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_BADGE_SAMPLE_H
#define MC_TESTS_BADGE_SAMPLE_H

#include "badge_signer.h"
#include "credential/badge.h"
#include "credential/status_list.h"

#define SAMPLE_UUID "0f8fad5b-d9cb-469f-a165-70867728950e"
#define SAMPLE_LIST "https://school.example/status/1.json"
#define SAMPLE_CREATED "2026-05-12T10:00:00Z"
#define SAMPLE_NOW 1790000000 /* September 2026 */

/* A certificate with something of everything, which nobody signed yet; issuer: a DID. */
static inline void sample_add(struct mc_buf *out, const char *issuer, const char *status_list)
{
	static const struct mc_badge_identity identities[] = {
		{ .type = "name", .value = "Sample Learner", .salt = "pepper", .is_hashed = true },
		{ .type = "emailAddress",
		  .value = "sample@learner.example",
		  .salt = "salt",
		  .is_hashed = true },
	};
	static const struct mc_badge_alignment alignments[] = {
		{ .name = "Programming",
		  .url = "https://frameworks.example/3.4",
		  .framework = "DigComp 2.2",
		  .code = "3.4" },
		{ .name = "Algorithms",
		  .url = "https://frameworks.example/4",
		  .framework = "ICDL",
		  .code = "4" },
	};
	static const struct mc_badge_result results[] = {
		{ .id = "urn:uuid:11111111-1111-4111-8111-111111111111",
		  .name = "Points",
		  .type = "RawScore",
		  .value = "41.5",
		  .min = "0",
		  .max = "50" },
	};
	static const char *const tags[] = { "javascript", "git" };
	const struct mc_badge badge = {
		.id = "urn:uuid:" SAMPLE_UUID,
		.name = "First steps",
		.description = "A course of 12 weeks",
		.issuer = { .id = issuer, .name = "Sample School", .url = "https://school.example" },
		.valid_from = SAMPLE_CREATED,
		.valid_until = "2031-05-12T00:00:00Z",
		.awarded_on = SAMPLE_CREATED,
		.identities = identities,
		.identity_count = 2,
		.achievement_id = "urn:uuid:22222222-2222-4222-8222-222222222222",
		.achievement_type = "CertificateOfCompletion",
		.achievement_name = "First steps in programming",
		.achievement_about = "Twelve weeks of JavaScript",
		.criteria = "All exercises were passed.",
		.lang = "en",
		.has_hours = true,
		.hours = 120,
		.tags = tags,
		.tag_count = 2,
		.alignments = alignments,
		.alignment_count = 2,
		.results = results,
		.result_count = 1,
		.status_list = status_list,
		.status_index = 4711,
	};

	mc_badge_write(out, &badge);
	while (out->len && out->ptr[out->len - 1] != '}')
		out->ptr[--out->len] = '\0';
}

/* A status list that nobody signed yet; index: of the only certificate in it, UINT64_MAX: none. */
static inline void sample_list_add(struct mc_buf *out, const char *issuer, const char *url,
				   const char *purpose, uint64_t index)
{
	const struct mc_status_wanted wanted = { .url = url,
						 .issuer = issuer,
						 .issuer_name = "Sample School",
						 .purpose = purpose,
						 .valid_from = "2026-09-01T00:00:00Z",
						 .valid_until = "2026-12-01T00:00:00Z" };
	MC_AUTO(mc_status_list) list = MC_STATUS_LIST_INIT;

	mc_status_list_init(&list);
	if (index != UINT64_MAX)
		mc_status_list_set(&list, index, true);
	mc_status_list_write(out, &list, &wanted);
	while (out->len && out->ptr[out->len - 1] != '}')
		out->ptr[--out->len] = '\0';
}

/* A key for JWT, which is as good as any other. */
static inline struct mc_issuer_key sample_key(const struct signer *signer)
{
	struct mc_issuer_key key = MC_ISSUER_KEY_INIT;

	key.sign = signer->key;
	memset(key.p256, 1, sizeof(key.p256));
	return key;
}

/* Replaces the first place where text has `from`; it must be there. */
static inline void replace(struct mc_buf *text, const char *from, const char *to)
{
	MC_AUTO(mc_buf) made = MC_BUF_INIT;
	const char *found = strstr(text->ptr, from);

	assert(found);
	mc_buf_add(&made, text->ptr, (size_t)(found - text->ptr));
	mc_buf_addz(&made, to);
	mc_buf_addz(&made, found + strlen(from));
	mc_buf_reset(text);
	mc_buf_add(text, made.ptr, made.len);
}

#endif
