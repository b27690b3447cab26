/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <glob.h>
#include <string.h>

#include "base/alloc.h"
#include "credential/issuer.h"

/* The public halves of sample keys, whose seeds are all of one byte. */
static char *multikey(unsigned char seed_byte)
{
	unsigned char seed[MC_SIGN_SEED_BYTES], public_key[MC_SIGN_PUBLIC_BYTES];
	struct mc_sign_key key;
	struct mc_buf text = MC_BUF_INIT;

	memset(seed, seed_byte, sizeof(seed));
	mc_sign_key_of(&key, seed);
	mc_sign_public(public_key, &key);
	mc_multikey_add(&text, public_key);
	return mc_buf_take(&text);
}

#define P256 "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"

/* Writes text with K1 and K2 replaced by keys. */
static void fill(struct mc_buf *out, const char *text)
{
	MC_AUTOTEXT first = multikey(1);
	MC_AUTOTEXT second = multikey(2);

	for (const char *p = text; *p;) {
		if (p[0] == 'K' && (p[1] == '1' || p[1] == '2')) {
			mc_buf_addz(out, p[1] == '1' ? first : second);
			p += 2;
		} else {
			mc_buf_addc(out, *p++);
		}
	}
}

static struct mc_err *parse(struct mc_issuers *issuers, const char *text)
{
	MC_AUTO(mc_buf) filled = MC_BUF_INIT;

	fill(&filled, text);
	return mc_issuers_parse(issuers, "list.json", filled.ptr, filled.len);
}

#define LIST(items) "{\"schema\":\"migracode/issuers/v1\",\"issuers\":[" items "]}"
#define KEY(more) "{\"id\":\"did:web:a.example#k\",\"publicKeyMultibase\":\"K1\"" more "}"
#define WEB(keys) "{\"id\":\"did:web:a.example\",\"name\":\"Sample School\",\"keys\":[" keys "]}"

static void reads_a_list(void **state)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	(void)state;

	assert_ok(
		parse(&issuers,
		      LIST("{\"id\":\"did:key:K1\",\"name\":\"Sample School\",\"url\":\"https://a.example\","
			   "\"successor\":\"did:key:K2\"},"
			   "{\"id\":\"did:web:b.example\",\"name\":\"Other\",\"keys\":[{\"id\":\"did:web:b."
			   "example#key-1\",\"publicKeyMultibase\":\"K2\",\"p256\":\"" P256 "\","
			   "\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-06-01T00:00:00+02:00\","
			   "\"revoked\":\"2026-07-01T00:00:00Z\"}]}")));
	assert_int_equal(issuers.count, 2);
	const struct mc_issuer *web = mc_issuers_find(&issuers, "did:web:b.example");

	assert_non_null(web);
	assert_string_equal(web->name, "Other");
	assert_string_equal(web->keys[0].until, "2026-06-01T00:00:00+02:00");
	assert_ptr_equal(mc_issuer_find_key(web, "did:web:b.example#key-1"), &web->keys[0]);
	assert_ptr_equal(mc_issuer_find_key(web, "did:web:b.example#key-1-p256"), &web->keys[0]);
	assert_null(mc_issuer_find_key(web, "did:web:b.example#key-2"));
	assert_null(mc_issuers_find(&issuers, "did:web:c.example"));
	assert_non_null(issuers.items[0].successor);
	assert_int_equal(issuers.items[0].key_count, 0);
}

static void a_list_comes_back_as_it_was_written(void **state)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_issuers) again = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;
	(void)state;

	assert_ok(parse(
		&issuers,
		LIST(WEB(KEY(",\"from\":\"2026-01-01T00:00:00Z\",\"p256\":\"" P256
			     "\"")) ","
				    "{\"id\":\"did:key:K2\",\"name\":\"B\",\"successor\":\"did:key:K1\"}")));
	mc_issuers_print(&first, &issuers);
	assert_ok(mc_issuers_parse(&again, "again.json", first.ptr, first.len));
	mc_issuers_print(&second, &again);
	assert_string_equal(first.ptr, second.ptr);
}

static void refuses_what_is_wrong_and_says_where(void **state)
{
	static const struct {
		const char *text, *words;
	} all[] = {
		{ "[]", "no list of issuers" },
		{ "{\"schema\":\"migracode/issuers/v2\",\"issuers\":[]}", "no list of issuers" },
		{ "{\"schema\":\"migracode/issuers/v1\"}", "must be an array" },
		{ LIST("1"), "must be an object" },
		{ LIST(WEB("")), "no 'keys'" },
		{ LIST("{\"id\":\"did:web:a.example\",\"name\":\"A\"}"), "no 'keys'" },
		{ LIST("{\"id\":\"a.example\",\"name\":\"A\"}"), "must start with 'did:'" },
		{ LIST("{\"id\":\"did:key:K1\"}"), "'name' is missing" },
		{ LIST("{\"id\":\"did:key:K1\",\"name\":\"\"}"), "not empty" },
		{ LIST("{\"id\":\"did:key:K1\",\"name\":\"A\"},{\"id\":\"did:key:K1\",\"name\":\"B\"}"),
		  "stands in the list twice" },
		{ LIST(WEB(KEY("") "," KEY(""))), "stands there twice" },
		{ LIST(WEB(KEY(",\"from\":\"yesterday\""))), "no moment" },
		{ LIST(WEB(KEY(",\"p256\":\"K1\""))), "no public key of P-256" },
		{ LIST(WEB("{\"id\":\"did:web:a.example#k\",\"publicKeyMultibase\":\"" P256 "\"}")),
		  "no public key of Ed25519" },
		{ LIST(WEB("{\"id\":\"did:web:a.example#k\"}")), "'publicKeyMultibase' is missing" },
		{ LIST(WEB("{\"id\":\"did:web:b.example#k\",\"publicKeyMultibase\":\"K1\"}")),
		  "must start with that of the issuer" },
		{ LIST(WEB("{\"id\":\"did:web:a.examples#k\",\"publicKeyMultibase\":\"K1\"}")),
		  "must start with that of the issuer" },
		{ LIST("{\"id\":\"did:key:K1\",\"name\":\"A\",\"keys\":[{\"id\":\"did:key:K1#K2\","
		       "\"publicKeyMultibase\":\"K2\"}]}"),
		  "not the one that the DID is made of" },
		{ "{\"schema\":\"migracode/issuers/v1\",\"issuers\":[],\"issuers\":[]}", "stands twice" },
		{ LIST(WEB(KEY(",\"revokd\":\"2026-01-01T00:00:00Z\""))), "list.json:1:" },
	};
	(void)state;

	for (size_t i = 0; i < MC_COUNT(all); i++) {
		MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
		MC_AUTOPTR(mc_err) err = parse(&issuers, all[i].text);

		if (!err || err->code != MC_E_INPUT || !strstr(err->msg, all[i].words))
			fail_msg("%zu: %s", i, err ? err->msg : "was taken");
		assert_int_equal(issuers.count, 0);
	}
}

static void a_misspelt_revocation_is_no_key_that_is_good(void **state)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTOPTR(mc_err) err = parse(&issuers, LIST(WEB(KEY(",\"revokd\":\"2026-01-01T00:00:00Z\""))));
	(void)state;

	assert_non_null(err);
	assert_non_null(err->hint);
	assert_non_null(strstr(err->hint, "'revoked'"));
	assert_non_null(strstr(err->msg, "/issuers/0/keys/0/revokd"));
}

static void a_bad_second_file_leaves_the_first(void **state)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	(void)state;

	assert_ok(parse(&issuers, LIST("{\"id\":\"did:key:K1\",\"name\":\"A\"}")));
	assert_err(MC_E_INPUT, parse(&issuers, LIST("{\"id\":\"did:key:K2\",\"name\":\"B\"},"
						    "{\"id\":\"did:key:K1\",\"name\":\"C\"}")));
	assert_int_equal(issuers.count, 1);
	assert_string_equal(issuers.items[0].name, "A");
}

#define DID(methods, ids) \
	"{\"@context\":[\"https://www.w3.org/ns/did/v1\"],\"id\":\"did:web:a.example\",\"service\":[]," \
	"\"verificationMethod\":[" methods "],\"assertionMethod\":[" ids "]}"
#define METHOD(id, controller, key, more) \
	"{\"id\":\"" id "\",\"type\":\"Multikey\",\"controller\":\"" controller "\"," \
	"\"publicKeyMultibase\":\"" key "\"" more "}"

static void reads_a_did_document(void **state)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	(void)state;

	assert_ok(parse(
		&issuers,
		DID(METHOD("#one", "did:web:a.example", "K1", ",\"revoked\":\"2026-01-01T00:00:00Z\"") "," METHOD(
			    "did:web:a.example#two", "did:web:a.example", P256,
			    "") "," METHOD("did:web:a.example#three", "did:web:evil.example", "K2",
					   "") "," METHOD("did:web:a.example#four", "did:web:a.example", "K2",
							  "") ","
							      "{\"id\":\"#five\",\"type\":\"JsonWebKey\","
							      "\"controller\":\"did:web:a.example\"}",
		    "\"did:web:a.example#one\",\"#two\",\"#three\",\"#five\"")));
	assert_int_equal(issuers.count, 1);
	assert_null(issuers.items[0].name);
	assert_int_equal(issuers.items[0].key_count, 2);
	const struct mc_issuer_public *keys = issuers.items[0].keys;

	assert_string_equal(keys[0].id, "did:web:a.example#one");
	assert_string_equal(keys[0].revoked, "2026-01-01T00:00:00Z");
	assert_null(keys[1].multikey);
	assert_string_equal(keys[1].p256, P256);
}

static void a_did_document_needs_a_key_that_asserts(void **state)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	(void)state;

	assert_err(MC_E_INPUT, parse(&issuers, DID(METHOD("#one", "did:web:a.example", "K1", ""), "")));
	assert_err(MC_E_INPUT,
		   parse(&issuers, DID(METHOD("#one", "did:web:b.example", "K1", ""), "\"#one\"")));
	assert_err(MC_E_INPUT,
		   parse(&issuers, DID(METHOD("#one", "did:web:a.example", "K1",
					      "") "," METHOD("#one", "did:web:a.example", "K2", ""),
				       "\"#one\"")));
}

static void a_printed_did_document_has_the_keys_that_were_not_lost(void **state)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_issuers) again = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	(void)state;

	assert_ok(parse(
		&issuers,
		LIST(WEB(KEY(
			",\"p256\":\"" P256
			"\",\"until\":\"2026-06-01T00:00:00Z\"") ","
								 "{\"id\":\"did:web:a.example#lost\","
								 "\"publicKeyMultibase\":\"K2\","
								 "\"revoked\":\"2026-01-01T00:00:00Z\"}"))));
	mc_issuer_print_did(&text, &issuers.items[0]);
	assert_null(strstr(text.ptr, "#lost"));
	assert_ok(mc_issuers_parse(&again, "did.json", text.ptr, text.len));
	assert_int_equal(again.items[0].key_count, 2);
	assert_string_equal(again.items[0].keys[1].id, "did:web:a.example#k-p256");
}

static void tells_a_did_of_a_key(void **state)
{
	unsigned char key[MC_SIGN_PUBLIC_BYTES];
	MC_AUTO(mc_buf) did = MC_BUF_INIT;
	const char *text = NULL;
	(void)state;

	fill(&did, "did:key:K1");
	assert_true(mc_did_key_read(key, &text, did.ptr));
	assert_ptr_equal(text, did.ptr + 8);
	assert_false(mc_did_key_read(key, &text, "did:key:" P256));
	assert_false(mc_did_key_read(key, &text, "did:web:a.example"));
	mc_buf_addz(&did, "1");
	assert_false(mc_did_key_read(key, &text, did.ptr));
}

static void a_long_list_is_read_in_little_time(void **state)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT key = multikey(1);
	(void)state;

	mc_buf_addz(&text, "{\"schema\":\"migracode/issuers/v1\",\"issuers\":[");
	for (unsigned i = 0; i <= MC_ISSUERS_MAX; i++)
		mc_buf_addf(&text,
			    "%s{\"id\":\"did:web:%u.example\",\"name\":\"S\",\"keys\":[{\"id\":\"did:web:%u."
			    "example#k\",\"publicKeyMultibase\":\"%s\"}]}",
			    i ? "," : "", i, i, key);
	mc_buf_addz(&text, "]}");
	MC_AUTOPTR(mc_err) err = mc_issuers_parse(&issuers, "long.json", text.ptr, text.len);

	assert_non_null(err);
	assert_non_null(strstr(err->msg, "too many issuers"));
}

/* The published schema is asked the same in tests/e2e/schema.t. */
static void takes_and_refuses_the_same_as_the_schema(void **state)
{
	glob_t found;
	size_t good = 0, bad = 0;
	(void)state;

	assert_int_equal(glob("tests/corpus/fuzz-issuers/*-*.json", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
		bool is_good = strstr(found.gl_pathv[i], "/good-");
		MC_AUTOPTR(mc_err) err = mc_issuers_read(&issuers, found.gl_pathv[i]);

		if (!err != is_good)
			fail_msg("%s: %s", found.gl_pathv[i], err ? err->msg : "was taken");
		good += is_good;
		bad += !is_good;
	}
	globfree(&found);
	assert_true(good >= 2 && bad >= 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_list),
		cmocka_unit_test(a_list_comes_back_as_it_was_written),
		cmocka_unit_test(refuses_what_is_wrong_and_says_where),
		cmocka_unit_test(a_misspelt_revocation_is_no_key_that_is_good),
		cmocka_unit_test(a_bad_second_file_leaves_the_first),
		cmocka_unit_test(reads_a_did_document),
		cmocka_unit_test(a_did_document_needs_a_key_that_asserts),
		cmocka_unit_test(a_printed_did_document_has_the_keys_that_were_not_lost),
		cmocka_unit_test(tells_a_did_of_a_key),
		cmocka_unit_test(takes_and_refuses_the_same_as_the_schema),
		cmocka_unit_test(a_long_list_is_read_in_little_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
