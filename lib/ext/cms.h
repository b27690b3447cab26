/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_CMS_H
#define MC_EXT_CMS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Adapter of libcrypto for signatures that PDF readers know: with the key and certificate that an authority
 * gave the school, in a PKCS#12 file (".p12", ".pfx").  The library is loaded at first use.
 * Source: RFC 7292 (PKCS#12), RFC 5652 (CMS), ETSI EN 319 122-1 (CAdES), ETSI EN 319 142-1 (PAdES, B-B).
 */

/** A key with its certificate, and the certificates of those who issued it. */
struct mc_cms_key;

/** Largest PKCS#12 file. */
#define MC_CMS_MAX_FILE (1024u * 1024)

/**
 * Reads a PKCS#12 file.
 *
 * passphrase  of the file; "" for none
 * at_s        Unix time at which the certificate must be valid
 *
 * Errors: MC_E_INPUT (no such file, wrong passphrase, no key with its certificate, a certificate that is not
 * valid then, a kind of key that cannot sign), MC_E_TOOL.
 */
struct mc_err *mc_cms_key_open(struct mc_cms_key **key, struct mc_str p12, const char *passphrase,
			       int64_t at_s) MC_MUST_USE;

/** Wipes and frees it; NULL is allowed. */
void mc_cms_key_free(struct mc_cms_key *key);
MC_AUTOPTR_DEFINE(mc_cms_key);

/** The most bytes that mc_cms_sign() appends. */
size_t mc_cms_size(const struct mc_cms_key *key);

/** Appends a detached CAdES signature of bytes (SHA-256, without a time), as DER. The same input gives the
 * same with an RSA key, and never with one on a curve. Errors: MC_E_TOOL. */
struct mc_err *mc_cms_sign(struct mc_buf *der, const struct mc_cms_key *key, struct mc_str bytes) MC_MUST_USE;

#endif
