/* SPDX-License-Identifier: MIT */
#include "ext/ec.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/late.h"

/* The calls of libcrypto that are used. */
#define EC_CALLS(X) \
	X(OSSL_LIB_CTX_new) \
	X(OSSL_LIB_CTX_free) \
	X(BN_bin2bn) \
	X(BN_bn2binpad) \
	X(BN_bn2nativepad) \
	X(BN_clear_free) \
	X(BN_free) \
	X(EC_GROUP_new_by_curve_name_ex) \
	X(EC_GROUP_free) \
	X(EC_POINT_new) \
	X(EC_POINT_free) \
	X(EC_POINT_mul) \
	X(EC_POINT_oct2point) \
	X(EC_POINT_point2oct) \
	X(ECDSA_SIG_new) \
	X(ECDSA_SIG_free) \
	X(ECDSA_SIG_get0) \
	X(ECDSA_SIG_set0) \
	X(d2i_ECDSA_SIG) \
	X(i2d_ECDSA_SIG) \
	X(EVP_PKEY_CTX_new_from_name) \
	X(EVP_PKEY_CTX_free) \
	X(EVP_PKEY_fromdata_init) \
	X(EVP_PKEY_fromdata) \
	X(EVP_PKEY_free) \
	X(EVP_MD_CTX_new) \
	X(EVP_MD_CTX_free) \
	X(EVP_DigestSignInit_ex) \
	X(EVP_DigestSign) \
	X(EVP_DigestVerifyInit_ex) \
	X(EVP_DigestVerify)

enum { OCTETS = 1 + MC_EC_POINT_BYTES, HALF = MC_EC_BYTES / 2, DER_BYTES = 80 };

/* The library, with a context of its own: reads no configuration, and others may use it as they like. */
struct ec {
#define X(name) __typeof__(&name) name;
	EC_CALLS(X)
#undef X
	OSSL_LIB_CTX *context;
	EC_GROUP *group;
};

static void ec_release(struct ec *ec)
{
	if (ec->group)
		ec->EC_GROUP_free(ec->group);
	if (ec->context)
		ec->OSSL_LIB_CTX_free(ec->context);
}

static struct mc_err *failed(void)
{
	return mc_err_new(MC_E_TOOL, _("libcrypto cannot compute with the curve P-256"));
}

static struct mc_err *ec_open(struct ec *ec)
{
	const struct mc_late_call calls[] = {
#define X(name) { #name, &ec->name },
		EC_CALLS(X)
#undef X
	};

	MC_TRY(mc_late_load(MC_CRYPTO_SONAME, "libssl3", calls, MC_COUNT(calls)));
	ec->context = ec->OSSL_LIB_CTX_new();
	if (ec->context)
		ec->group = ec->EC_GROUP_new_by_curve_name_ex(ec->context, NULL, NID_X9_62_prime256v1);
	return ec->group ? NULL : failed();
}

/* Writes a point in one of its two forms; false when it is the one at infinity. */
static bool write_point(const struct ec *ec, unsigned char *octets, size_t len, const EC_POINT *point)
{
	point_conversion_form_t form =
		len == OCTETS ? POINT_CONVERSION_UNCOMPRESSED : POINT_CONVERSION_COMPRESSED;

	return ec->EC_POINT_point2oct(ec->group, point, form, octets, len, NULL) == len;
}

static bool multiply(const struct ec *ec, unsigned char *octets, size_t len, const unsigned char *scalar)
{
	BIGNUM *number = ec->BN_bin2bn(scalar, (int)MC_EC_SCALAR_BYTES, NULL);
	EC_POINT *point = ec->EC_POINT_new(ec->group);
	bool is_done = number && point && ec->EC_POINT_mul(ec->group, point, number, NULL, NULL, NULL) == 1 &&
		       write_point(ec, octets, len, point);

	ec->EC_POINT_free(point);
	ec->BN_clear_free(number);
	return is_done;
}

struct mc_err *mc_ec_public(unsigned char public_key[MC_EC_PUBLIC_BYTES],
			    const unsigned char scalar[MC_EC_SCALAR_BYTES])
{
	MC_AUTO(ec) ec = { 0 };

	MC_TRY(ec_open(&ec));
	return multiply(&ec, public_key, MC_EC_PUBLIC_BYTES, scalar) ? NULL : failed();
}

static bool expand(const struct ec *ec, unsigned char octets[OCTETS], const unsigned char *public_key)
{
	EC_POINT *point = ec->EC_POINT_new(ec->group);
	bool is_done = point && (public_key[0] == 2 || public_key[0] == 3) &&
		       ec->EC_POINT_oct2point(ec->group, point, public_key, MC_EC_PUBLIC_BYTES, NULL) == 1 &&
		       write_point(ec, octets, OCTETS, point);

	ec->EC_POINT_free(point);
	return is_done;
}

struct mc_err *mc_ec_point(unsigned char point[MC_EC_POINT_BYTES],
			   const unsigned char public_key[MC_EC_PUBLIC_BYTES])
{
	MC_AUTO(ec) ec = { 0 };
	unsigned char octets[OCTETS];

	MC_TRY(ec_open(&ec));
	if (!expand(&ec, octets, public_key))
		return mc_err_new(MC_E_INPUT, _("a key is no point of the curve P-256"));
	memcpy(point, octets + 1, MC_EC_POINT_BYTES);
	return NULL;
}

/* The library's form of a key: from both halves, or the public one alone (scalar NULL). */
static EVP_PKEY *make_key(const struct ec *ec, unsigned char octets[OCTETS], const unsigned char *scalar)
{
	EVP_PKEY *key = NULL;
	EVP_PKEY_CTX *maker = ec->EVP_PKEY_CTX_new_from_name(ec->context, "EC", NULL);
	BIGNUM *number = scalar ? ec->BN_bin2bn(scalar, (int)MC_EC_SCALAR_BYTES, NULL) : NULL;
	unsigned char native[MC_EC_SCALAR_BYTES] = { 0 };
	char curve[] = "prime256v1";
	const OSSL_PARAM params[] = {
		{ OSSL_PKEY_PARAM_GROUP_NAME, OSSL_PARAM_UTF8_STRING, curve, strlen(curve), 0 },
		{ OSSL_PKEY_PARAM_PUB_KEY, OSSL_PARAM_OCTET_STRING, octets, OCTETS, 0 },
		{ scalar ? OSSL_PKEY_PARAM_PRIV_KEY : NULL, OSSL_PARAM_UNSIGNED_INTEGER, native,
		  sizeof(native), 0 },
		{ NULL, 0, NULL, 0, 0 },
	};

	if (number)
		(void)ec->BN_bn2nativepad(number, native, (int)sizeof(native));
	if (!maker || ec->EVP_PKEY_fromdata_init(maker) != 1 ||
	    ec->EVP_PKEY_fromdata(maker, &key, scalar ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
				  (OSSL_PARAM *)params) != 1)
		key = NULL;
	explicit_bzero(native, sizeof(native));
	ec->BN_clear_free(number);
	ec->EVP_PKEY_CTX_free(maker);
	return key;
}

/* r and s from the form that the library gives. */
static bool read_der(const struct ec *ec, unsigned char signature[MC_EC_BYTES], const unsigned char *der,
		     size_t len)
{
	ECDSA_SIG *both = ec->d2i_ECDSA_SIG(NULL, &der, (long)len);
	const BIGNUM *r = NULL;
	const BIGNUM *s = NULL;
	bool is_done = false;

	if (both) {
		ec->ECDSA_SIG_get0(both, &r, &s);
		is_done = ec->BN_bn2binpad(r, signature, HALF) == HALF &&
			  ec->BN_bn2binpad(s, signature + HALF, HALF) == HALF;
	}
	ec->ECDSA_SIG_free(both);
	return is_done;
}

/* The form that the library wants; 0 when memory is short. */
static size_t write_der(const struct ec *ec, unsigned char der[DER_BYTES], const unsigned char *signature)
{
	ECDSA_SIG *both = ec->ECDSA_SIG_new();
	BIGNUM *r = ec->BN_bin2bn(signature, HALF, NULL);
	BIGNUM *s = ec->BN_bin2bn(signature + HALF, HALF, NULL);
	int len = 0;

	if (both && r && s && ec->ECDSA_SIG_set0(both, r, s) == 1) {
		len = ec->i2d_ECDSA_SIG(both, NULL);
		len = len > 0 && len <= DER_BYTES ? ec->i2d_ECDSA_SIG(both, &der) : 0;
	} else {
		ec->BN_free(r);
		ec->BN_free(s);
	}
	ec->ECDSA_SIG_free(both);
	return len > 0 ? (size_t)len : 0;
}

struct mc_err *mc_ec_sign(unsigned char signature[MC_EC_BYTES],
			  const unsigned char scalar[MC_EC_SCALAR_BYTES], const void *bytes, size_t len)
{
	MC_AUTO(ec) ec = { 0 };
	unsigned char octets[OCTETS];
	unsigned char der[DER_BYTES];
	size_t der_len = sizeof(der);

	MC_TRY(ec_open(&ec));
	EVP_PKEY *key = multiply(&ec, octets, OCTETS, scalar) ? make_key(&ec, octets, scalar) : NULL;
	EVP_MD_CTX *state = ec.EVP_MD_CTX_new();
	bool is_done = key && state &&
		       ec.EVP_DigestSignInit_ex(state, NULL, "SHA256", ec.context, NULL, key, NULL) == 1 &&
		       ec.EVP_DigestSign(state, der, &der_len, bytes, len) == 1 &&
		       read_der(&ec, signature, der, der_len);

	ec.EVP_MD_CTX_free(state);
	ec.EVP_PKEY_free(key);
	return is_done ? NULL : failed();
}

struct mc_err *mc_ec_is_good(bool *is_good, const unsigned char signature[MC_EC_BYTES],
			     const unsigned char public_key[MC_EC_PUBLIC_BYTES], const void *bytes,
			     size_t len)
{
	MC_AUTO(ec) ec = { 0 };
	unsigned char octets[OCTETS];
	unsigned char der[DER_BYTES];

	MC_TRY(ec_open(&ec));
	EVP_PKEY *key = expand(&ec, octets, public_key) ? make_key(&ec, octets, NULL) : NULL;
	EVP_MD_CTX *state = ec.EVP_MD_CTX_new();
	size_t der_len = write_der(&ec, der, signature);

	*is_good = key && state && der_len > 0 &&
		   ec.EVP_DigestVerifyInit_ex(state, NULL, "SHA256", ec.context, NULL, key, NULL) == 1 &&
		   ec.EVP_DigestVerify(state, der, der_len, bytes, len) == 1;
	ec.EVP_MD_CTX_free(state);
	ec.EVP_PKEY_free(key);
	return NULL;
}
