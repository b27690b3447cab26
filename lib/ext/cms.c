/* SPDX-License-Identifier: MIT */
#include "ext/cms.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/pkcs12.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "ext/late.h"

/* The calls of libcrypto that are used. */
#define CMS_CALLS(X) \
	X(OSSL_LIB_CTX_new) \
	X(OSSL_LIB_CTX_free) \
	X(OPENSSL_sk_value) \
	X(OPENSSL_sk_pop_free) \
	X(CRYPTO_free) \
	X(ERR_clear_error) \
	X(PKCS12_init_ex) \
	X(PKCS12_free) \
	X(PKCS12_verify_mac) \
	X(PKCS12_parse) \
	X(d2i_PKCS12) \
	X(EVP_PKEY_is_a) \
	X(EVP_PKEY_free) \
	X(EVP_MD_CTX_new) \
	X(EVP_MD_CTX_free) \
	X(EVP_DigestSignInit_ex) \
	X(EVP_DigestSign) \
	X(X509_free) \
	X(X509_get0_notBefore) \
	X(X509_get0_notAfter) \
	X(X509_cmp_time) \
	X(X509_ATTRIBUTE_free) \
	X(i2d_X509_ATTRIBUTE) \
	X(BIO_new_mem_buf) \
	X(BIO_free) \
	X(CMS_sign_ex) \
	X(CMS_ContentInfo_free) \
	X(CMS_get0_SignerInfos) \
	X(CMS_signed_get_attr_by_NID) \
	X(CMS_signed_delete_attr) \
	X(CMS_signed_get_attr_count) \
	X(CMS_signed_get_attr) \
	X(CMS_SignerInfo_get0_signature) \
	X(ASN1_STRING_set) \
	X(i2d_CMS_ContentInfo)

struct calls {
#define X(name) __typeof__(&name) name;
	CMS_CALLS(X)
#undef X
};

struct mc_cms_key {
	struct calls calls;
	OSSL_LIB_CTX *library; /* of its own: reads no configuration */
	EVP_PKEY *pkey;
	X509 *certificate;
	STACK_OF(X509) * others;
	size_t max_bytes;
};

enum {
	MARGIN_BYTES = 128,   /* signatures on curves differ in length */
	MAX_SIGNATURE = 1024, /* RSA with 8192 bits */
	DER_SET = 0x31,
	DER_SHORT = 0x80, /* lengths below stand for themselves */
	BYTE_BITS = 8,
	MAX_ATTRIBUTES = 16,
};

static struct mc_err *failed(void)
{
	return mc_err_new(MC_E_TOOL, _("libcrypto cannot sign with the key of the PKCS#12 file"));
}

/* ---- the file ---- */

static struct mc_err *load(struct mc_cms_key *key)
{
	const struct mc_late_call wanted[] = {
#define X(name) { #name, &key->calls.name },
		CMS_CALLS(X)
#undef X
	};

	MC_TRY_AS(mc_late_load(MC_CRYPTO_SONAME, "libssl3", wanted, MC_COUNT(wanted)), "%s",
		  _("PDF files cannot be signed"));
	key->library = key->calls.OSSL_LIB_CTX_new();
	return key->library ? NULL : failed();
}

static struct mc_err *no_file(void)
{
	return mc_err_new(MC_E_INPUT, _("it is no PKCS#12 file, or it is damaged"));
}

static struct mc_err *parse(struct mc_cms_key *key, PKCS12 *file, const char *passphrase)
{
	const struct calls *calls = &key->calls;
	const char *given = *passphrase ? passphrase : NULL;

	if (calls->PKCS12_verify_mac(file, passphrase, -1) != 1 &&
	    (given || calls->PKCS12_verify_mac(file, NULL, 0) != 1))
		return mc_err_new(MC_E_INPUT, _("the passphrase of the PKCS#12 file is wrong"));
	if (calls->PKCS12_parse(file, given, &key->pkey, &key->certificate, &key->others) != 1)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("the PKCS#12 file is encrypted in an old way")),
			_("write it again: openssl pkcs12 -legacy -in OLD -out key.pem, then openssl pkcs12 "
			  "-export -in key.pem -out NEW, and remove key.pem"));
	if (!key->pkey || !key->certificate)
		return mc_err_new(MC_E_INPUT, _("the PKCS#12 file has no key with its certificate"));
	if (!calls->EVP_PKEY_is_a(key->pkey, "RSA") && !calls->EVP_PKEY_is_a(key->pkey, "EC"))
		return mc_err_new(MC_E_INPUT, _("the key of the PKCS#12 file is neither RSA nor on a curve"));
	return NULL;
}

static struct mc_err *read_file(struct mc_cms_key *key, struct mc_str p12, const char *passphrase)
{
	const struct calls *calls = &key->calls;
	const unsigned char *at = (const unsigned char *)p12.ptr;
	PKCS12 *file = calls->PKCS12_init_ex(NID_pkcs7_data, key->library, NULL);

	if (!file || p12.len > MC_CMS_MAX_FILE || !calls->d2i_PKCS12(&file, &at, (long)p12.len)) {
		calls->PKCS12_free(file);
		return no_file();
	}
	struct mc_err *err = parse(key, file, passphrase);

	calls->PKCS12_free(file);
	return err;
}

static struct mc_err *check_dates(const struct mc_cms_key *key, int64_t at_s)
{
	const struct calls *calls = &key->calls;
	time_t at = (time_t)at_s;

	if (calls->X509_cmp_time(calls->X509_get0_notBefore(key->certificate), &at) > 0)
		return mc_err_new(MC_E_INPUT, _("the certificate of the PKCS#12 file is not valid yet"));
	if (calls->X509_cmp_time(calls->X509_get0_notAfter(key->certificate), &at) < 0)
		return mc_err_new(MC_E_INPUT, _("the certificate of the PKCS#12 file has expired"));
	return NULL;
}

struct mc_err *mc_cms_key_open(struct mc_cms_key **key, struct mc_str p12, const char *passphrase,
			       int64_t at_s)
{
	MC_AUTOPTR(mc_cms_key) made = mc_alloc_zero(1, sizeof(*made));
	MC_AUTO(mc_buf) sample = MC_BUF_INIT;

	MC_TRY(load(made));
	struct mc_err *err = read_file(made, p12, passphrase);

	/* Nothing of the file stays in the list of errors. */
	made->calls.ERR_clear_error();
	MC_TRY(err);
	MC_TRY(check_dates(made, at_s));
	MC_TRY(mc_cms_sign(&sample, made, mc_str("")));
	made->max_bytes = sample.len + MARGIN_BYTES;
	*key = MC_TAKE(made);
	return NULL;
}

void mc_cms_key_free(struct mc_cms_key *key)
{
	if (!key)
		return;
	if (key->pkey)
		key->calls.EVP_PKEY_free(key->pkey);
	if (key->certificate)
		key->calls.X509_free(key->certificate);
	if (key->others)
		key->calls.OPENSSL_sk_pop_free((OPENSSL_STACK *)key->others,
					       (OPENSSL_sk_freefunc)key->calls.X509_free);
	if (key->library)
		key->calls.OSSL_LIB_CTX_free(key->library);
	free(key);
}

size_t mc_cms_size(const struct mc_cms_key *key)
{
	return key->max_bytes;
}

/* ---- signing ---- */

static int by_bytes(const void *a, const void *b)
{
	const struct mc_buf *left = a, *right = b;
	size_t len = left->len < right->len ? left->len : right->len;
	int order = memcmp(left->ptr, right->ptr, len);

	return order ? order : (left->len > right->len) - (left->len < right->len);
}

static void add_head(struct mc_buf *der, size_t len)
{
	unsigned char_count = 0;

	mc_buf_addc(der, DER_SET);
	for (size_t left = len; len >= DER_SHORT && left > 0; left >>= BYTE_BITS)
		char_count++;
	if (char_count > 0)
		mc_buf_addc(der, (char)(DER_SHORT | char_count));
	for (unsigned i = char_count ? char_count : 1; i > 0; i--)
		mc_buf_addc(der, (char)(unsigned char)(len >> ((i - 1) * BYTE_BITS)));
}

/* What is signed: a SET OF attributes, which DER sorts by their bytes. */
static void add_attributes(struct mc_buf *der, const struct calls *calls, const CMS_SignerInfo *signer)
{
	struct mc_buf attributes[MAX_ATTRIBUTES];
	int count = calls->CMS_signed_get_attr_count(signer);
	size_t total = 0;

	count = count < MAX_ATTRIBUTES ? count : MAX_ATTRIBUTES;
	for (int i = 0; i < count; i++) {
		unsigned char *bytes = NULL;
		int len = calls->i2d_X509_ATTRIBUTE(calls->CMS_signed_get_attr(signer, i), &bytes);

		attributes[i] = (struct mc_buf)MC_BUF_INIT;
		mc_buf_add(&attributes[i], bytes ? bytes : (unsigned char *)"", len > 0 ? (size_t)len : 0);
		calls->CRYPTO_free(bytes, "", 0);
		total += attributes[i].len;
	}
	if (count > 0)
		qsort(attributes, (size_t)count, sizeof(attributes[0]), by_bytes);
	add_head(der, total);
	for (int i = 0; i < count; i++) {
		mc_buf_add(der, attributes[i].ptr, attributes[i].len);
		mc_buf_release(&attributes[i]);
	}
}

static bool sign_attributes(const struct mc_cms_key *key, CMS_SignerInfo *signer)
{
	const struct calls *calls = &key->calls;
	MC_AUTO(mc_buf) signed_bytes = MC_BUF_INIT;
	unsigned char signature[MAX_SIGNATURE];
	size_t len = sizeof(signature);
	EVP_MD_CTX *context = calls->EVP_MD_CTX_new();

	add_attributes(&signed_bytes, calls, signer);
	bool is_signed =
		context &&
		calls->EVP_DigestSignInit_ex(context, NULL, "SHA256", key->library, NULL, key->pkey, NULL) ==
			1 &&
		calls->EVP_DigestSign(context, signature, &len, (const unsigned char *)signed_bytes.ptr,
				      signed_bytes.len) == 1 &&
		calls->ASN1_STRING_set(calls->CMS_SignerInfo_get0_signature(signer), signature, (int)len) ==
			1;

	calls->EVP_MD_CTX_free(context);
	return is_signed;
}

/* The library always signs a time with it. PAdES keeps that in the PDF and forbids it here, so it goes, and
 * what is left is signed again. */
static bool sign_without_time(const struct mc_cms_key *key, CMS_ContentInfo *cms)
{
	const struct calls *calls = &key->calls;
	CMS_SignerInfo *signer =
		calls->OPENSSL_sk_value((const OPENSSL_STACK *)calls->CMS_get0_SignerInfos(cms), 0);

	if (!signer)
		return false;
	int at = calls->CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);

	if (at >= 0)
		calls->X509_ATTRIBUTE_free(calls->CMS_signed_delete_attr(signer, at));
	return sign_attributes(key, signer);
}

static bool add_der(struct mc_buf *der, const struct calls *calls, CMS_ContentInfo *cms)
{
	unsigned char *bytes = NULL;
	int len = calls->i2d_CMS_ContentInfo(cms, &bytes);

	if (len > 0)
		mc_buf_add(der, bytes, (size_t)len);
	calls->CRYPTO_free(bytes, "", 0);
	return len > 0;
}

struct mc_err *mc_cms_sign(struct mc_buf *der, const struct mc_cms_key *key, struct mc_str bytes)
{
	const struct calls *calls = &key->calls;
	const unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP;

	if (bytes.len > INT_MAX)
		return failed();
	BIO *content = calls->BIO_new_mem_buf(bytes.ptr, (int)bytes.len);
	CMS_ContentInfo *cms = calls->CMS_sign_ex(key->certificate, key->pkey, key->others, content, flags,
						  key->library, NULL);
	bool is_signed = cms && sign_without_time(key, cms) && add_der(der, calls, cms);

	if (cms)
		calls->CMS_ContentInfo_free(cms);
	(void)calls->BIO_free(content);
	calls->ERR_clear_error();
	return is_signed ? NULL : failed();
}
