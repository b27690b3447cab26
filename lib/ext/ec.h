/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_EC_H
#define MC_EXT_EC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * Adapter of libcrypto for signatures on the curve P-256 (ES256), because JWT of European wallets and of
 * Open Badges know no Ed25519.  The library is loaded at first use; each call then takes about a millisecond.
 * All numbers are big-endian.  Source: FIPS 186-5; RFC 7518, 3.4; SEC 1, 2.3 (points).
 *
 * The library in Debian 12 cannot sign without chance (RFC 6979), so that two signatures of the same bytes
 * differ.
 */

#define MC_EC_SCALAR_BYTES 32u
#define MC_EC_PUBLIC_BYTES 33u /* compressed: 2 or 3, then x */
#define MC_EC_POINT_BYTES 64u  /* x, then y */
#define MC_EC_BYTES 64u	       /* r, then s */

/** The public key of a private scalar, which is below the order of the curve. Errors: MC_E_TOOL. */
struct mc_err *mc_ec_public(unsigned char public_key[MC_EC_PUBLIC_BYTES],
			    const unsigned char scalar[MC_EC_SCALAR_BYTES]) MC_MUST_USE;

/** Both numbers of a public key, for a JWK. Errors: MC_E_INPUT (no point of the curve), MC_E_TOOL. */
struct mc_err *mc_ec_point(unsigned char point[MC_EC_POINT_BYTES],
			   const unsigned char public_key[MC_EC_PUBLIC_BYTES]) MC_MUST_USE;

/** Signs the SHA-256 of len bytes. Errors: MC_E_TOOL. */
struct mc_err *mc_ec_sign(unsigned char signature[MC_EC_BYTES],
			  const unsigned char scalar[MC_EC_SCALAR_BYTES], const void *bytes, size_t len)
	MC_MUST_USE;

/** Sets is_good when signature is one of public_key over len bytes; a key that is no point signs nothing.
 * Errors: MC_E_TOOL. */
struct mc_err *mc_ec_is_good(bool *is_good, const unsigned char signature[MC_EC_BYTES],
			     const unsigned char public_key[MC_EC_PUBLIC_BYTES], const void *bytes,
			     size_t len) MC_MUST_USE;

#endif
