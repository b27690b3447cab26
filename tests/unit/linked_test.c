/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "base/alloc.h"
#include "ext/hash_many.h"
#include "linked/expand.h"
#include "linked/integrity.h"
#include "linked/jcs.h"
#include "linked/number.h"
#include "linked/rdfc.h"
#include "linked/terms.h"

#define VC "\"https://www.w3.org/ns/credentials/v2\""
#define OPEN_BADGES "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\""
#define HEAD "{\"@context\":[" VC "," OPEN_BADGES "],\"id\":\"urn:a\","
#define NODE(more) HEAD "\"type\":\"Achievement\"," more "}"

static struct mc_json *parsed(const char *text)
{
	struct mc_json *json = NULL;

	assert_ok(mc_json_open(&json, NULL, text, strlen(text)));
	return json;
}

static void assert_jcs(const char *text, const char *expected)
{
	MC_AUTOPTR(mc_json) json = parsed(text);
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	assert_ok(mc_jcs_add(&out, mc_json_root(json), "proof"));
	assert_string_equal(out.ptr, expected);
}

static struct mc_err *canonical(struct mc_buf *out, const char *text)
{
	MC_AUTOPTR(mc_json) json = parsed(text);

	return mc_rdfc_add(out, mc_json_root(json), "proof", NULL);
}

static void assert_has(const char *text, const char *line)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	assert_ok(canonical(&out, text));
	if (!strstr(out.ptr, line))
		fail_msg("no '%s' in:\n%s", line, out.ptr);
}

static void assert_refused(const char *text, enum mc_code code, const char *message)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = canonical(&out, text);

	assert_non_null(err);
	assert_int_equal(err->code, code);
	assert_string_equal(err->msg, message);
	assert_int_equal(out.len, 0);
}

static void test_jcs_orders_and_escapes(void **state)
{
	(void)state;
	/* The example of RFC 8785, section 3.2.3: order of UTF-16 code units. */
	assert_jcs("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
		   "\"\\u00f6\":7}",
		   "{\"\\r\":2,\"1\":4,\"\xc2\x80\":6,\"\xc3\xb6\":7,\"\xe2\x82\xac\":1,"
		   "\"\xf0\x9f\x98\x80\":5,\"\xef\xac\xb3\":3}");
	assert_jcs(" { \"b\" : [ true , null , {} , [] ] , \"proof\" : 1 , \"a\" : { \"proof\" : false } } ",
		   "{\"a\":{\"proof\":false},\"b\":[true,null,{},[]]}");
	assert_jcs("\"\\u0001\\u000B\\u001f\\b\\t\\n\\f\\r\\\"\\\\\\/\\u007f\"",
		   "\"\\u0001\\u000b\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\x7f\"");
}

static void test_numbers(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	static const double refused[] = { 9007199254740992.0, -1e300, 1e-7, 1.0 / 3, 0.1 + 0.2, 5e-324 };

	(void)state;
	assert_jcs("[0,-0,-0.0,1.0,1e2,-12.50,0.1,0.000001,9007199254740991,123456789.25,1E-2]",
		   "[0,0,0,1,100,-12.5,0.1,0.000001,9007199254740991,123456789.25,0.01]");
	for (size_t i = 0; i < MC_COUNT(refused); i++) {
		MC_AUTOPTR(mc_err) err = mc_number_add(&out, refused[i]);

		assert_non_null(err);
		assert_int_equal(err->code, MC_E_INPUT);
		assert_non_null(err->hint);
	}
	assert_int_equal(out.len, 0);
	mc_number_add_double(&out, 4.5);
	mc_buf_addc(&out, ' ');
	mc_number_add_double(&out, -0.000125);
	assert_string_equal(out.ptr, "4.5E0 -1.25E-4");
}

static void test_values(void **state)
{
	(void)state;
	assert_has(NODE("\"name\":\"a\\\"\\\\\\n\\t\\u0001\\u007f\xc3\xa9\""),
		   "<urn:a> <https://schema.org/name> \"a\\\"\\\\\\n\\t\\u0001\\u007F\xc3\xa9\" .\n");
	assert_has(NODE("\"creditsAvailable\":4.5"),
		   "\"4.5E0\"^^<https://www.w3.org/2001/XMLSchema#float> .\n");
	assert_has(NODE("\"creditsAvailable\":90"), "\"90\"^^<https://www.w3.org/2001/XMLSchema#float> .\n");
	assert_has(NODE("\"awardedDate\":\"2026-01-01T00:00:00Z\""),
		   "\"2026-01-01T00:00:00Z\"^^<xsd:dateTime> .\n");
	assert_has(NODE("\"criteria\":\"urn:b\""),
		   "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#Criteria> <urn:b> .\n");
	assert_has(NODE("\"name\":{\"@value\":\"x\",\"@language\":\"pt-BR\"}"), "\"x\"@pt-br .\n");
	assert_has(NODE("\"name\":{\"@value\":\"x\",\"@type\":\"urn:t\"}"), "\"x\"^^<urn:t> .\n");
	assert_has(NODE("\"name\":true"), "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n");
}

static void test_sets_and_lists(void **state)
{
	static const char lists[] =
		HEAD "\"type\":[],\"alignment\":["
		     "{\"id\":\"urn:1\",\"type\":\"ResultDescription\",\"allowedValue\":[\"A\",\"B\"]},"
		     "{\"id\":\"urn:2\",\"type\":\"ResultDescription\",\"allowedValue\":[]},"
		     "{\"id\":\"urn:2\",\"type\":\"ResultDescription\",\"allowedValue\":[]}]}";
	MC_AUTO(mc_buf) once = MC_BUF_INIT;
	MC_AUTO(mc_buf) twice = MC_BUF_INIT;

	(void)state;
	assert_has(lists, "_:c14n1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:c14n0 .\n");
	assert_has(lists, "<urn:2> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#allowedValue> "
			  "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n");
	assert_ok(canonical(&once, NODE("\"tag\":[\"b\",\"a\"]")));
	assert_ok(canonical(&twice, NODE("\"tag\":[\"a\",[\"b\",null],\"b\"],\"proof\":{\"x\":1}")));
	assert_string_equal(once.ptr, twice.ptr);
}

static void test_closed_world(void **state)
{
	(void)state;
	assert_refused("[]", MC_E_INPUT, "the document is no JSON object");
	assert_refused("{}", MC_E_INPUT, "the document has no '@context'");
	assert_refused("{\"@context\":\"urn:x\"}", MC_E_INPUT, "/@context: unknown context 'urn:x'");
	assert_refused("{\"@context\":[" VC ",{\"a\":\"urn:a\"}]}", MC_E_INPUT,
		       "/@context/1: a context must be an address");
	assert_refused(NODE("\"wrong\":1"), MC_E_INPUT, "/wrong: unknown term 'wrong'");
	assert_refused(NODE("\"https://x.org/y\":1"), MC_E_INPUT,
		       "/https:~1~1x.org~1y: unknown term 'https://x.org/y'");
	assert_refused(NODE("\"criteria\":{\"targetCode\":\"x\"}"), MC_E_INPUT,
		       "/criteria/targetCode: unknown term 'targetCode'");
	assert_refused(HEAD "\"type\":[\"Achievement\",\"Other\"]}", MC_E_INPUT,
		       "/type/1: unknown type 'Other'");
	assert_refused(HEAD "\"type\":1}", MC_E_INPUT, "/type: a type must be a text");
	assert_refused(HEAD "\"@type\":\"Achievement\",\"type\":\"Image\"}", MC_E_INPUT,
		       "'type' and '@type' say the same twice");
	assert_refused(HEAD "\"type\":[\"Achievement\",\"Result\"]}", MC_E_INPUT,
		       "/type/1: another type or property gives 'resultDescription' another meaning");
	assert_refused(NODE("\"image\":{\"id\":\"a.png\"}"), MC_E_INPUT,
		       "/image/id: this is no address with a scheme");
	assert_refused(NODE("\"image\":\"urn:a> <urn:b\""), MC_E_INPUT,
		       "/image: this is no address with a scheme");
	assert_refused(
		NODE("\"name\":{\"@value\":\"x\",\"@direction\":\"rtl\"}"), MC_E_INPUT,
		"/name: a value that is written as an object needs a text in '@value', and at most one of "
		"'@language' and '@type'");
	assert_refused(NODE("\"name\":{\"@value\":\"x\",\"@language\":\"e n\"}"), MC_E_INPUT,
		       "/name: this is no language tag");
	assert_refused(NODE("\"creator\":{\"@context\":" VC "}"), MC_E_INPUT,
		       "/creator/@context: a context inside the document cannot be read");
	assert_refused(NODE("\"name\":0.3333333333333333"), MC_E_INPUT,
		       "/name: a number that programs do not write in one way");
	assert_refused(HEAD
		       "\"type\":\"VerifiableCredential\",\"evidence\":{\"type\":\"VerifiableCredential\","
		       "\"proof\":{}}}",
		       MC_E_INPUT, "/evidence/proof: a signed document inside the document cannot be read");
	assert_refused(HEAD "\"type\":\"ResultDescription\",\"allowedValue\":[\"a\",[\"b\"]]}", MC_E_INPUT,
		       "/allowedValue/1: a list in a list cannot be read");
}

/* A document of count nodes without id that are all alike. */
static char *twins(size_t count, const char *twin)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addz(&text, HEAD "\"type\":\"Achievement\",\"alignment\":[");
	for (size_t i = 0; i < count; i++)
		mc_buf_addf(&text, "%s%s", i ? "," : "", twin);
	mc_buf_addz(&text, "]}");
	return mc_buf_take(&text);
}

static void test_limits(void **state)
{
	MC_AUTO(mc_buf) nquads = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT few = twins(30, "{\"name\":\"x\"}");
	MC_AUTOTEXT hub = twins(2, "{\"image\":[{},{},{},{},{},{},{},{},{},{},{},{}]}");
	MC_AUTOTEXT poison = NULL;

	(void)state;
	assert_ok(canonical(&nquads, few));
	assert_non_null(strstr(nquads.ptr, "_:c14n29 "));
	assert_refused(hub, MC_E_LIMIT, "too many parts without id are alike");
	/* A ring of nodes in which every one looks like every other. */
	for (unsigned i = 0; i < 600; i++)
		mc_buf_addf(&text, "%s{\"id\":\"_:n%u\",\"image\":\"_:n%u\"}", i ? "," : "", i,
			    (i + 1) % 600);
	poison = mc_format(HEAD "\"type\":\"Achievement\",\"alignment\":[%s]}", text.ptr);
	assert_refused(poison, MC_E_LIMIT, "too many parts without id are alike");
	mc_buf_reset(&text);
	for (unsigned i = 0; i <= MC_RDFC_MAX_QUADS; i++)
		mc_buf_addf(&text, "%s\"%u\"", i ? "," : "", i);
	MC_AUTOTEXT many = mc_format(NODE("\"tag\":[%s]"), text.ptr);

	assert_refused(many, MC_E_LIMIT, "more than 20000 statements");
	mc_buf_reset(&text);
	for (unsigned i = 0; i < 20; i++)
		mc_buf_addz(&text, "," VC);
	MC_AUTOTEXT contexts = mc_format("{\"@context\":[" VC "%s]}", text.ptr);

	assert_refused(contexts, MC_E_LIMIT, "/@context/16: more than 16 contexts at one place");
}

static void test_names_do_not_matter(void **state)
{
	static const char one[] =
		NODE("\"alignment\":[{\"id\":\"_:a\",\"image\":\"_:b\"},{\"id\":\"_:b\",\"image\":\"_:a\"},"
		     "{\"id\":\"_:c\",\"image\":\"_:c\"}]");
	static const char other[] =
		NODE("\"alignment\":[{\"id\":\"_:z\",\"image\":\"_:z\"},{\"id\":\"_:x\",\"image\":\"_:y\"},"
		     "{\"id\":\"_:y\",\"image\":\"_:x\"}]");
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;

	(void)state;
	assert_ok(canonical(&first, one));
	assert_ok(canonical(&second, other));
	assert_string_equal(first.ptr, second.ptr);
}

/* Every table is in order, and no scope gives a term of the contexts another meaning, which is why expansion
 * need not look for that. */
static void check_scope(const struct mc_scope *scope, bool is_below_property)
{
	for (size_t i = 0; i < scope->count; i++) {
		const struct mc_term *term = &scope->terms[i];

		assert_true(i == 0 || strcmp(scope->terms[i - 1].name, term->name) < 0);
		assert_true((term->coerce == MC_COERCE_DATATYPE) == (term->datatype != NULL));
		for (const struct mc_context *c = mc_contexts; c->url && !is_below_property; c++) {
			const struct mc_term *other = mc_scope_find(c->scope, term->name);

			assert_true(!other ||
				    (!strcmp(other->iri, term->iri) && other->coerce == term->coerce &&
				     other->container == term->container && other->scope == term->scope));
		}
		if (term->scope)
			check_scope(term->scope, is_below_property || term->name[0] >= 'a');
	}
}

static void test_tables(void **state)
{
	(void)state;
	for (const struct mc_context *c = mc_contexts; c->url; c++) {
		assert_ptr_equal(mc_context_find(c->url), c->scope);
		check_scope(c->scope, false);
	}
	assert_null(mc_context_find("https://www.w3.org/ns/credentials/v1"));
}

static void assert_hash(enum mc_integrity_suite suite, const char *document, const char *proof,
			const char *expected)
{
	MC_AUTOPTR(mc_json) json = parsed(document);
	MC_AUTOPTR(mc_json) options = parsed(proof);
	unsigned char hash[MC_INTEGRITY_BYTES];
	MC_AUTO(mc_buf) hex = MC_BUF_INIT;

	assert_ok(mc_integrity_hash(hash, suite, mc_json_root(json), mc_json_root(options), NULL));
	for (size_t i = 0; i < sizeof(hash); i++)
		mc_buf_addf(&hex, "%02x", hash[i]);
	assert_string_equal(hex.ptr, expected);
}

/* Source: Open Badges 3.0 implementation guide, test vector of a linked data proof. */
static void test_published_hashes(void **state)
{
	static const char document[] =
		"{\"@context\":[" VC "," OPEN_BADGES "],\"id\":\"http://example.com/credentials/3527\","
		"\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"issuer\":{\"id\":"
		"\"https://example.edu/issuers/565049\",\"type\":[\"Profile\"],\"url\":"
		"\"https://www.imsglobal.org\",\"name\":\"Example Corp\"},\"validFrom\":"
		"\"2010-01-01T00:00:00Z\",\"name\":\"Teamwork Badge\",\"credentialSubject\":{\"id\":"
		"\"did:example:ebfeb1f712ebc6f1c276e12ec21\",\"type\":[\"AchievementSubject\"],"
		"\"achievement\":{\"id\":\"https://example.com/achievements/21st-century-skills/teamwork\","
		"\"type\":[\"Achievement\"],\"criteria\":{\"narrative\":\"Team members are nominated for "
		"this "
		"badge by their peers and recognized upon review by Example Corp management.\"},"
		"\"description\":\"This badge recognizes the development of the capacity to collaborate "
		"within "
		"a group environment.\",\"name\":\"Teamwork\"}},\"proof\":{}}";
	static const char proof[] =
		"{\"type\":\"DataIntegrityProof\",\"created\":\"2010-01-01T19:23:24Z\","
		"\"verificationMethod\":\"https://example.edu/issuers/"
		"565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi\",\"cryptosuite\":"
		"\"eddsa-rdfc-2022\",\"proofPurpose\":\"assertionMethod\",\"proofValue\":\"z\"}";

	(void)state;
	assert_hash(MC_INTEGRITY_RDFC, document, proof,
		    "d34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19"
		    "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773");
}

static void test_contexts_of_proofs(void **state)
{
	MC_AUTOPTR(mc_json) document = parsed("{\"@context\":" VC ",\"id\":\"urn:a\"}");
	MC_AUTOPTR(mc_json) other = parsed("{\"@context\":[" VC "]}");
	unsigned char hash[MC_INTEGRITY_BYTES];
	MC_AUTOPTR(mc_err) err =
		mc_integrity_hash(hash, MC_INTEGRITY_JCS, mc_json_root(document), mc_json_root(other), NULL);

	(void)state;
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	/* Each part is hashed by itself, the options first. */
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) both = MC_BUF_INIT;
	char hex[MC_HASH_HEX];

	mc_buf_addz(&text, "{\"@context\":" VC ",\"type\":\"a\"}");
	mc_hash_bytes(hex, text.ptr, text.len);
	mc_buf_addz(&both, hex);
	mc_buf_reset(&text);
	mc_buf_addz(&text, "{\"@context\":" VC ",\"id\":\"urn:a\"}");
	mc_hash_bytes(hex, text.ptr, text.len);
	mc_buf_addz(&both, hex);
	assert_hash(MC_INTEGRITY_JCS, "{\"proof\":[],\"id\":\"urn:a\",\"@context\":" VC "}",
		    "{\"type\":\"a\",\"proofValue\":\"z\",\"@context\":" VC "}", both.ptr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jcs_orders_and_escapes),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_sets_and_lists),
		cmocka_unit_test(test_closed_world),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_names_do_not_matter),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_published_hashes),
		cmocka_unit_test(test_contexts_of_proofs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
