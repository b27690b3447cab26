/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/base64.h"
#include "base/i18n.h"
#include "base/time.h"
#include "credential/issuers_part.h"
#include "credential/sign.h"
#include "ext/ec.h"
#include "ext/json.h"
#include "ext/json_write.h"

static struct mc_str str_of(const struct mc_buf *buf)
{
	return (struct mc_str){ buf->ptr, buf->len };
}

static void write_number(struct mc_json_writer *writer, const char *key, const unsigned char *number)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_base64url_add(&text, (struct mc_str){ (const char *)number, MC_EC_POINT_BYTES / 2 });
	mc_json_key_text(writer, key, text.ptr);
}

/* The head tells the key itself, and with did:web, which others can look up, its name too. Open Badges allows
 * no other members. */
static struct mc_err *write_head(struct mc_buf *out, const struct mc_signer *signer)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, false);
	MC_AUTO(mc_buf) method = MC_BUF_INIT;
	unsigned char public_key[MC_EC_PUBLIC_BYTES];
	unsigned char point[MC_EC_POINT_BYTES];

	MC_TRY(mc_ec_public(public_key, signer->key->p256));
	MC_TRY(mc_ec_point(point, public_key));
	mc_buf_addf(&method, "%s%s", signer->method, MC_ISSUERS_P256_ENDING);
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "alg", "ES256");
	mc_json_key_text(&writer, "typ", "JWT");
	if (!strncmp(method.ptr, "did:web:", strlen("did:web:")))
		mc_json_key_text(&writer, "kid", method.ptr);
	mc_json_key(&writer, "jwk");
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "kty", "EC");
	mc_json_key_text(&writer, "crv", "P-256");
	write_number(&writer, "x", point);
	write_number(&writer, "y", point + MC_EC_POINT_BYTES / 2);
	mc_json_end(&writer);
	mc_json_end(&writer);
	return NULL;
}

static void write_text_claim(struct mc_json_writer *writer, const char *claim, const struct mc_json *json,
			     const char *pointer)
{
	const char *text = mc_json_as_text(mc_json_find_pointer(json, pointer));

	if (text)
		mc_json_key_text(writer, claim, text);
}

static void write_moment_claim(struct mc_json_writer *writer, const char *claim, const char *text)
{
	int64_t unix_ms = 0;

	if (text && mc_time_read_ms(&unix_ms, text))
		mc_json_key_int(writer, claim, unix_ms / 1000);
}

/* The credential without its proofs, the claims that Open Badges asks for, and when it is signed: a key may
 * be newer than the credential. */
static void write_payload(struct mc_buf *out, const struct mc_json *json, const char *created)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, false);

	mc_json_start(&writer, '{');
	for (const struct mc_json_node *member = mc_json_first(mc_json_root(json)); member;
	     member = mc_json_next(member)) {
		struct mc_str raw = mc_json_raw(json, member);

		if (!strcmp(mc_json_key_of(member), "proof"))
			continue;
		mc_json_key(&writer, mc_json_key_of(member));
		mc_json_splice(&writer, raw.ptr, raw.len);
	}
	write_text_claim(&writer, "iss", json, "/issuer/id");
	write_text_claim(&writer, "jti", json, "/id");
	write_moment_claim(&writer, "nbf", mc_json_as_text(mc_json_find_pointer(json, "/validFrom")));
	write_moment_claim(&writer, "exp", mc_json_as_text(mc_json_find_pointer(json, "/validUntil")));
	write_text_claim(&writer, "sub", json, "/credentialSubject/id");
	write_moment_claim(&writer, "iat", created);
	mc_json_end(&writer);
}

/* A credential that has one of these already would tell it twice. */
static struct mc_err *check_claims(const struct mc_json_node *credential)
{
	static const char *const claims[] = { "iss", "jti", "nbf", "exp", "sub", "iat" };

	for (size_t i = 0; i < MC_COUNT(claims); i++)
		if (mc_json_find(credential, claims[i]))
			return mc_err_new(MC_E_INPUT, _("the credential has a claim of a JWT: '%s'"),
					  claims[i]);
	return NULL;
}

struct mc_err *mc_credential_sign_jwt(struct mc_buf *out, struct mc_str json, const struct mc_signer *signer)
{
	MC_AUTOPTR(mc_json) credential = NULL;
	MC_AUTO(mc_buf) head = MC_BUF_INIT;
	MC_AUTO(mc_buf) payload = MC_BUF_INIT;
	MC_AUTO(mc_buf) jws = MC_BUF_INIT;
	unsigned char signature[MC_EC_BYTES];

	MC_TRY(mc_json_open(&credential, NULL, json.ptr, json.len));
	if (mc_json_type(mc_json_root(credential)) != MC_JSON_OBJECT)
		return mc_err_new(MC_E_INPUT, _("this is no credential: it is no object of JSON"));
	MC_TRY(check_claims(mc_json_root(credential)));
	MC_TRY(write_head(&head, signer));
	write_payload(&payload, credential, signer->created);
	mc_base64url_add(&jws, str_of(&head));
	mc_buf_addc(&jws, '.');
	mc_base64url_add(&jws, str_of(&payload));
	MC_TRY(mc_ec_sign(signature, signer->key->p256, jws.ptr, jws.len));
	mc_buf_addc(&jws, '.');
	mc_base64url_add(&jws, (struct mc_str){ (const char *)signature, sizeof(signature) });
	mc_buf_add(out, jws.ptr, jws.len);
	return NULL;
}
