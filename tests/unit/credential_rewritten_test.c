/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "badge_sample.h"
#include "base/alloc.h"
#include "credential/verify.h"

/* A certificate that was taken back, and everybody who has to do with it. */
struct world {
	struct signer signer;
	struct mc_issuers issuers;
	struct mc_buf certificate, list;
};

#define TAIL \
	"\"statusPurpose\":\"revocation\",\"statusListIndex\":\"4711\",\"statusListCredential\":" \
	"\"" SAMPLE_LIST "\"}"
#define ENTRY "{\"id\":\"" SAMPLE_LIST "#4711\",\"type\":\"BitstringStatusListEntry\"," TAIL
#define BARE "{\"id\":\"" SAMPLE_LIST "#4711\",\"type\":\"BitstringStatusListEntry\"}"
#define OTHER \
	"{\"id\":\"" SAMPLE_LIST "#4711\",\"type\":\"https://www.w3.org/ns/credentials/" \
	"status#BitstringStatusListEntry\"}"

/* Signed by statements alone: of the two proofs, a holder can take one away. */
static void open_world(struct world *world, const char *entry)
{
	static const struct proof_wanted proofs[] = { { .suite = NULL } };
	MC_AUTO(mc_buf) open = MC_BUF_INIT;
	MC_AUTO(mc_buf) open_list = MC_BUF_INIT;

	*world = (struct world){ signer_of(1), MC_ISSUERS_INIT, MC_BUF_INIT, MC_BUF_INIT };
	MC_AUTOTEXT text = mc_format("{\"schema\":\"migracode/issuers/v1\",\"issuers\":[{\"id\":\"%s\","
				     "\"name\":\"The Sample School\"}]}",
				     world->signer.did);

	assert_ok(mc_issuers_parse(&world->issuers, "issuers.json", text, strlen(text)));
	sample_add(&open, world->signer.did, NULL);
	open.ptr[--open.len] = '\0';
	mc_buf_addz(&open, ",\"credentialStatus\":");
	mc_buf_addz(&open, entry);
	mc_buf_addc(&open, '}');
	assert_ok(sign_with(&world->certificate, open.ptr, &world->signer, proofs, 1));
	sample_list_add(&open_list, world->signer.did, SAMPLE_LIST, "revocation", 4711);
	assert_ok(sign_both(&world->list, open_list.ptr, &world->signer));
}

static void close_world(struct world *world)
{
	mc_issuers_release(&world->issuers);
	mc_buf_release(&world->certificate);
	mc_buf_release(&world->list);
}

static void assert_status(const struct world *world, enum mc_check_state state, const char *code,
			  const char *what)
{
	MC_AUTO(mc_verified) verified = MC_VERIFIED_INIT;
	const char *const lists[] = { world->list.ptr };
	const struct mc_verify_wanted wanted = { .bytes = world->certificate.ptr,
						 .len = world->certificate.len,
						 .issuers = &world->issuers,
						 .status_lists = lists,
						 .status_list_count = 1,
						 .now_s = SAMPLE_NOW };

	assert_ok(mc_verify(&verified, &wanted));
	const struct mc_check *check = &verified.checks[MC_CHECK_STATUS];

	if (!verified.is_signed || check->state != state || !check->code || strcmp(check->code, code) != 0)
		fail_msg("%s: %s %s", what, mc_check_states[check->state],
			 check->code ? check->code : verified.reason);
}

/* All these are the same statements, so the proof holds for each of them. */
static void what_was_taken_back_stays_so_however_it_is_written(void **state)
{
	static const struct {
		const char *what, *from, *to, *code;
	} cases[] = {
		{ "as it was", "", "", "revoked" },
		{ "purpose in an array", "\"revocation\"", "[\"revocation\"]", "wrong-member" },
		{ "type in an array", "\"type\":\"BitstringStatusListEntry\"",
		  "\"type\":[\"BitstringStatusListEntry\"]", "revoked" },
		{ "a size of nothing", "\"statusPurpose\"", "\"statusSize\":null,\"statusPurpose\"",
		  "revoked" },
		{ "an array in an array", ENTRY, "[[" ENTRY "]]", "wrong-member" },
		{ "its id before it", ENTRY, "[\"" SAMPLE_LIST "#4711\"," ENTRY "]", "wrong-member" },
		{ "an entry that only names it before it", ENTRY, "[" BARE "," ENTRY "]", "wrong-member" },
		{ "its kind as an address beside it", ENTRY, "[" OTHER "," ENTRY "]", "revoked" },
		{ "its kind as an address behind it", ENTRY, "[" ENTRY "," OTHER "]", "revoked" },
		{ "behind many that only name it", ENTRY,
		  "[" OTHER "," OTHER "," OTHER "," OTHER "," OTHER "," OTHER "," OTHER "," OTHER "," ENTRY
		  "]",
		  "wrong-member" },
		{ "nothing before it", ENTRY, "[null," ENTRY "]", "wrong-member" },
	};
	struct world world;
	(void)state;

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		open_world(&world, ENTRY);
		replace(&world.certificate, cases[i].from, cases[i].to);
		assert_status(&world, MC_CHECK_FAIL, cases[i].code, cases[i].what);
		close_world(&world);
	}
}

static void kinds_of_status_that_are_not_known_leave_it_open(void **state)
{
	static const char *const entries[] = {
		OTHER,
		"{\"id\":\"" SAMPLE_LIST "#4711\",\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":"
		"\"refresh\",\"statusListIndex\":\"4711\",\"statusListCredential\":\"" SAMPLE_LIST "\"}",
	};
	struct world world;
	(void)state;

	for (size_t i = 0; i < MC_COUNT(entries); i++) {
		open_world(&world, entries[i]);
		assert_status(&world, MC_CHECK_UNKNOWN, "unknown-status", entries[i]);
		close_world(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_taken_back_stays_so_however_it_is_written),
		cmocka_unit_test(kinds_of_status_that_are_not_known_leave_it_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
