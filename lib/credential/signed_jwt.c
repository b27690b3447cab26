/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/base64.h"
#include "base/time.h"
#include "credential/signed.h"
#include "ext/ec.h"
#include "ext/json_write.h"
#include "linked/rdfc.h"

/*
 * A certificate as a compact JWS.  Nothing in its header is believed: the algorithm must be the one, and the
 * key comes from a list, whatever keys the header brings along.  Source: RFC 7515, RFC 8725; Open Badges 3.0.
 */

/* End of the year 9999: what moments can be written of. */
#define LAST_MOMENT 253402300799.0

enum { NUMBER_BYTES = MC_EC_POINT_BYTES / 2 };

/* The three parts, as they stand. */
struct parts {
	struct mc_str header, payload, signature;
	struct mc_str signed_part; /* header, dot, payload */
};

static bool cut(struct parts *parts, struct mc_str text)
{
	const char *first = memchr(text.ptr, '.', text.len);
	const char *end = text.ptr + text.len;
	const char *second = first ? memchr(first + 1, '.', (size_t)(end - first - 1)) : NULL;

	if (!second)
		return false;
	parts->header = (struct mc_str){ text.ptr, (size_t)(first - text.ptr) };
	parts->payload = (struct mc_str){ first + 1, (size_t)(second - first - 1) };
	parts->signature = (struct mc_str){ second + 1, (size_t)(end - second - 1) };
	parts->signed_part = (struct mc_str){ text.ptr, (size_t)(second - text.ptr) };
	return true;
}

static bool broken(struct mc_signed *document, const char *detail)
{
	return mc_signed_refuse(document, MC_CHECK_SIGNATURE, MC_VERIFY_BROKEN, detail);
}

/* Half of a key in a header. */
static bool read_number(unsigned char number[NUMBER_BYTES], const struct mc_json_node *jwk, const char *key)
{
	const char *text = mc_json_as_text(mc_json_find(jwk, key));
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (!text || !mc_base64url_read(&bytes, mc_str(text)) || bytes.len != NUMBER_BYTES)
		return false;
	memcpy(number, bytes.ptr, NUMBER_BYTES);
	return true;
}

/* The id of the key in the list that is the one in the header; NULL: none. */
static const char *find_listed(const struct mc_issuer *issuer, const struct mc_json_node *jwk)
{
	unsigned char x[NUMBER_BYTES], y[NUMBER_BYTES], point[MC_EC_PUBLIC_BYTES];

	if (!read_number(x, jwk, "x") || !read_number(y, jwk, "y"))
		return NULL;
	for (size_t i = 0; issuer && i < issuer->key_count; i++)
		if (issuer->keys[i].p256 && mc_multikey_read_p256(point, issuer->keys[i].p256) &&
		    point[0] == 2 + (y[NUMBER_BYTES - 1] & 1) && !memcmp(point + 1, x, NUMBER_BYTES))
			return issuer->keys[i].id;
	return NULL;
}

static bool check_header(struct mc_signed *document, const struct mc_json_node *header)
{
	const char *algorithm = mc_json_as_text(mc_json_find(header, "alg"));

	/* Extensions that must be understood, and payloads that are not encoded, are not. */
	if (!algorithm || strcmp(algorithm, "ES256") != 0 || mc_json_find(header, "crit") ||
	    mc_json_find(header, "b64"))
		return mc_signed_refuse(document, MC_CHECK_SIGNATURE, MC_VERIFY_ALGORITHM, algorithm);
	return true;
}

/* Which key of the issuer is meant: by its name, or by the key itself, which must then be in the list. */
static bool note_method(struct mc_signed *document, const struct mc_json_node *header)
{
	const char *method = mc_json_as_text(mc_json_find(header, "kid"));

	if (!method)
		method = find_listed(document->issuer, mc_json_find(header, "jwk"));
	if (!method)
		return mc_signed_refuse(document, MC_CHECK_KEY, MC_VERIFY_KEY_UNKNOWN, NULL);
	document->method = mc_arena_strdup(document->arena, method);
	return true;
}

static const char *const claims[] = { "iss", "sub", "jti", "nbf", "exp", "iat" };

static bool is_claim(const char *key)
{
	for (size_t i = 0; i < MC_COUNT(claims); i++)
		if (!strcmp(key, claims[i]))
			return true;
	return false;
}

/* What the claims repeat is left out: no list of words defines them. */
static void add_credential(struct mc_buf *out, const struct mc_json *json)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, false);

	mc_json_start(&writer, '{');
	for (const struct mc_json_node *member = mc_json_first(mc_json_root(json)); member;
	     member = mc_json_next(member)) {
		const struct mc_str raw = mc_json_raw(json, member);

		if (is_claim(mc_json_key_of(member)))
			continue;
		mc_json_key(&writer, mc_json_key_of(member));
		mc_json_splice(&writer, raw.ptr, raw.len);
	}
	mc_json_end(&writer);
}

/* A claim that is there says what the member says. */
static bool is_text_same(const struct mc_json_node *payload, const char *claim, const char *member)
{
	const struct mc_json_node *node = mc_json_find(payload, claim);
	const char *text = mc_json_as_text(node);

	return !node || (text && member && !strcmp(text, member));
}

static bool is_moment_same(const struct mc_json_node *payload, const char *claim,
			   const struct mc_json_node *member)
{
	const struct mc_json_node *node = mc_json_find(payload, claim);
	const char *text = mc_json_as_text(member);
	int64_t at_ms = 0, at_s = 0;
	double number = 0;

	if (!node)
		return true;
	if (!mc_json_as_number(&number, node) || !text || !mc_time_read_ms(&at_ms, text))
		return false;
	at_s = at_ms / 1000;
	return floor(number) == (double)at_s;
}

static bool check_claims(struct mc_signed *document, const struct mc_json_node *payload)
{
	const struct mc_json_node *root = document->root;
	const char *id = mc_json_as_text(mc_json_find(root, "id"));
	const char *subject = mc_json_as_text(mc_json_find(mc_json_find(root, "credentialSubject"), "id"));
	bool is_same = is_text_same(payload, "iss", document->issuer_id) &&
		       is_text_same(payload, "jti", id) && is_text_same(payload, "sub", subject) &&
		       is_moment_same(payload, "nbf", mc_json_find(root, "validFrom")) &&
		       is_moment_same(payload, "exp", mc_json_find(root, "validUntil"));

	return is_same || mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_CLAIMS, NULL);
}

/* When it was signed: as it says, else the first moment of its validity. */
static bool note_moment(struct mc_signed *document, const struct mc_json_node *payload)
{
	const struct mc_json_node *node = mc_json_find(payload, "iat");
	const char *from = mc_json_as_text(mc_json_find(document->root, "validFrom"));
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	double number = 0;

	if (!node) {
		document->created = from ? mc_arena_strdup(document->arena, from) : NULL;
		return true;
	}
	if (!mc_json_as_number(&number, node) || number < 0 || number > LAST_MOMENT)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_MEMBER, "/iat");
	mc_time_add(&text, (int64_t)number);
	document->created = mc_arena_strdup(document->arena, text.ptr);
	return true;
}

/* The key was good then, and then is not to come. */
static bool check_moment(struct mc_signed *document, const struct mc_issuer_public *listed)
{
	int64_t at_ms = 0;

	if (!mc_signed_check_key_time(document, listed, document->created))
		return false;
	return !document->created || !mc_time_read_ms(&at_ms, document->created) ||
	       at_ms / 1000 <= document->now_s + MC_VERIFY_SKEW_S ||
	       mc_signed_refuse(document, MC_CHECK_DATES, MC_VERIFY_FUTURE, document->created);
}

/* Sets json, which the caller frees; false after a fault. */
static bool read_part(struct mc_json **json, struct mc_signed *document, struct mc_str text)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) read = NULL;

	if (!mc_base64url_read(&bytes, text))
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_NO_CREDENTIAL, NULL);
	MC_AUTOPTR(mc_err) err = mc_json_open(&read, NULL, bytes.ptr, bytes.len);

	if (err || mc_json_type(mc_json_root(read)) != MC_JSON_OBJECT)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_BAD_JSON,
					err ? err->msg : NULL);
	*json = MC_TAKE(read);
	return true;
}

static bool read_payload(struct mc_signed *document, const struct mc_json *payload)
{
	MC_AUTO(mc_buf) credential = MC_BUF_INIT;
	MC_AUTO(mc_buf) statements = MC_BUF_INIT;

	if (mc_json_find(mc_json_root(payload), "proof"))
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_NESTED, "/proof");
	add_credential(&credential, payload);
	if (!mc_signed_open(document, credential.ptr, credential.len, MC_VERIFY_MAX_BYTES) ||
	    !check_claims(document, mc_json_root(payload)))
		return false;
	MC_AUTOPTR(mc_err) unknown = mc_rdfc_add(&statements, document->root, NULL, NULL);

	if (unknown)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT,
					unknown->code == MC_E_LIMIT ? MC_VERIFY_COMPLEX : MC_VERIFY_TERM,
					unknown->msg);
	return note_moment(document, mc_json_root(payload));
}

static struct mc_err *check_signature(bool *is_good, struct mc_signed *document, const struct parts *parts,
				      const char *multikey)
{
	unsigned char key[MC_EC_PUBLIC_BYTES];
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	*is_good = false;
	if (!mc_base64url_read(&bytes, parts->signature) || bytes.len != MC_EC_BYTES ||
	    !mc_multikey_read_p256(key, multikey)) {
		(void)broken(document, NULL);
		return NULL;
	}
	MC_TRY(mc_ec_is_good(is_good, (const unsigned char *)bytes.ptr, key, parts->signed_part.ptr,
			     parts->signed_part.len));
	if (!*is_good)
		(void)mc_signed_refuse(document, MC_CHECK_SIGNATURE, MC_VERIFY_CHANGED, NULL);
	return NULL;
}

bool mc_signed_open_jwt(struct mc_signed *document, const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_json) header = NULL;
	MC_AUTOPTR(mc_json) payload = NULL;
	struct parts parts;

	if (len > MC_VERIFY_MAX_BYTES)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_TOO_LARGE, NULL);
	if (!cut(&parts, mc_str_trim((struct mc_str){ bytes, len })))
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_NO_CREDENTIAL, NULL);
	return read_part(&header, document, parts.header) && read_part(&payload, document, parts.payload) &&
	       check_header(document, mc_json_root(header)) && read_payload(document, payload) &&
	       note_method(document, mc_json_root(header));
}

struct mc_err *mc_signed_check_jwt(struct mc_signed *document, const char *bytes, size_t len)
{
	const struct mc_issuer_public *listed = NULL;
	const char *multikey = mc_signed_find_key(document, &listed, document->method, true);
	struct parts parts;

	if (!multikey || !cut(&parts, mc_str_trim((struct mc_str){ bytes, len })))
		return NULL;
	MC_TRY(check_signature(&document->has_signature, document, &parts, multikey));
	if (document->has_signature)
		(void)check_moment(document, listed);
	return NULL;
}
