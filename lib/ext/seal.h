/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_SEAL_H
#define MC_EXT_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Adapter of libsodium for secrets: sealed texts (XChaCha20-Poly1305), keyed fingerprints (BLAKE2b), keys in
 * a file with or without a passphrase (Argon2id), and sealed files of any size (secretstream). Keys are wiped
 * when they are released.
 */

#define MC_SEAL_KEY_BYTES 32u

/** How many bytes a sealed text is longer than the open one: nonce and tag. */
#define MC_SEAL_EXTRA_BYTES 40u

/** Hexadecimal characters of a fingerprint, with the terminating zero. */
#define MC_SEAL_PRINT_HEX 33

/** A key; wipe with mc_seal_key_release(). */
struct mc_seal_key {
	unsigned char bytes[MC_SEAL_KEY_BYTES];
};

#define MC_SEAL_KEY_INIT \
	{ \
		{ \
			0 \
		} \
	}

/** A new random key. */
void mc_seal_key_new(struct mc_seal_key *key);

/** Overwrites a key. */
void mc_seal_key_release(struct mc_seal_key *key);

/** A key for another purpose, made from key; the purpose has 1 to 8 characters. */
void mc_seal_key_derive(struct mc_seal_key *derived, const struct mc_seal_key *key, const char *purpose);

/** Overwrites len bytes of a secret; no compiler leaves it out. */
void mc_seal_forget(void *bytes, size_t len);

/** len random bytes. */
void mc_seal_random(void *bytes, size_t len);

/** Appends a sealed copy of text; about is not hidden but must be the same when it is opened, so that sealed
 * texts cannot be swapped. */
void mc_seal_add(struct mc_buf *out, const struct mc_seal_key *key, struct mc_str text, const char *about);

/** Appends the open text. Errors: MC_E_INPUT when it was sealed with another key, for another purpose, or was
 * changed. */
struct mc_err *mc_seal_open(struct mc_buf *out, const struct mc_seal_key *key, struct mc_str sealed,
			    const char *about) MC_MUST_USE;

/** A fingerprint of text that only the owner of key can compute: finds equal texts without telling what they
 * are. */
void mc_seal_print(char hex[MC_SEAL_PRINT_HEX], const struct mc_seal_key *key, const char *text);

/** A keyed hash of text, which nobody else can compute, in full length. Source: BLAKE2b, RFC 7693. */
void mc_seal_hash(unsigned char hash[MC_SEAL_KEY_BYTES], const struct mc_seal_key *key, struct mc_str text);

/** What a passphrase is made a key with: Argon2id with one thread. */
struct mc_seal_cost {
	unsigned passes;
	unsigned memory_kib;
};

/** libsodium's "moderate" cost: 256 MiB, about a second. */
#define MC_SEAL_COST_MODERATE \
	{ \
		.passes = 3, .memory_kib = 256 * 1024 \
	}

/**
 * Appends key as a JSON document (migracode/key/v1); with a passphrase (NULL: none) it is sealed by a key
 * that is made of it at that cost. The caller wipes what it got with mc_seal_wipe(). Errors: MC_E_IO when
 * there is not enough memory.
 */
struct mc_err *mc_seal_key_format(struct mc_buf *text, const struct mc_seal_key *key, const char *passphrase,
				  const struct mc_seal_cost *cost) MC_MUST_USE;

/** mc_seal_key_format() at moderate cost into a new file at path, mode 0600. Errors: MC_E_IO; MC_E_INPUT when
 * the file is there already. */
struct mc_err *mc_seal_key_write(const char *path, const struct mc_seal_key *key, const char *passphrase)
	MC_MUST_USE;

/** What asks for a passphrase when one is needed: appends it to text, which is wiped afterwards. Errors are
 * passed up. */
struct mc_seal_asker {
	struct mc_err *(*ask)(struct mc_buf *text, void *context);
	void *context;
};

/**
 * Reads the key of such a document. asker  NULL: one with a passphrase is refused. Errors: MC_E_INPUT (not
 * such a document, damaged, a cost above 1 GiB or 16 passes, wrong passphrase); MC_E_IO when there is not
 * enough memory.
 */
struct mc_err *mc_seal_key_parse(struct mc_seal_key *key, struct mc_str text,
				 const struct mc_seal_asker *asker) MC_MUST_USE;

/**
 * mc_seal_key_parse() of the file at path. A file that others may read or write is refused, with the chmod to
 * type as hint. Errors: as there, with the path before them; MC_E_IO.
 */
struct mc_err *mc_seal_key_read(struct mc_seal_key *key, const char *path, const struct mc_seal_asker *asker)
	MC_MUST_USE;

/*
 * The same four for a secret of 32 bytes that is no key of records. schema stands in the file, and is sealed
 * with the secret: a file of one kind never opens as one of another.
 */

/** As mc_seal_key_format(). */
struct mc_err *mc_seal_secret_format(struct mc_buf *text, const struct mc_seal_key *key, const char *schema,
				     const char *passphrase, const struct mc_seal_cost *cost) MC_MUST_USE;

/** As mc_seal_key_write(). */
struct mc_err *mc_seal_secret_write(const char *path, const struct mc_seal_key *key, const char *schema,
				    const char *passphrase) MC_MUST_USE;

/** As mc_seal_key_parse(). */
struct mc_err *mc_seal_secret_parse(struct mc_seal_key *key, struct mc_str text, const char *schema,
				    const struct mc_seal_asker *asker) MC_MUST_USE;

/** As mc_seal_key_read(). */
struct mc_err *mc_seal_secret_read(struct mc_seal_key *key, const char *path, const char *schema,
				   const struct mc_seal_asker *asker) MC_MUST_USE;

/** Overwrites all the memory of a buffer that held a secret and releases it. What it held before it grew is
 * not reached: make room first. */
void mc_seal_wipe(struct mc_buf *secret);

/** A sealed stream that is written or read in pieces; each piece is sealed by itself and none can be left
 * out, doubled, or cut off. */
struct mc_seal_stream;

/** The largest piece. */
#define MC_SEAL_PIECE_BYTES (1024u * 1024)

/** Starts to write a sealed stream: appends its header to out. Release with mc_seal_stream_free(). */
struct mc_seal_stream *mc_seal_stream_new(struct mc_buf *out, const struct mc_seal_key *key)
	__attribute__((returns_nonnull));

/** Appends a sealed piece of at most MC_SEAL_PIECE_BYTES; is_last ends the stream. Each piece starts with its
 * sealed length in 4 bytes, little-endian. */
void mc_seal_stream_add(struct mc_buf *out, struct mc_seal_stream *stream, struct mc_str piece, bool is_last);

/** Starts to read; cuts the header off input, which must hold all of it (24 bytes). Errors: MC_E_INPUT. */
struct mc_err *mc_seal_stream_open(struct mc_seal_stream **stream, struct mc_str *input,
				   const struct mc_seal_key *key) MC_MUST_USE;

/**
 * Cuts the next piece off input and appends the open text; when input holds less than a whole piece,
 * needs_more is set and nothing is cut off. is_last is set with the last one: a stream that ends before was
 * cut off, which the caller must treat as damage. What was read so far is true, but only the last piece says
 * that it is all. Errors: MC_E_INPUT (another key, damaged, a piece that is too long, something behind the
 * last one).
 */
struct mc_err *mc_seal_stream_next(struct mc_buf *out, bool *is_last, bool *needs_more,
				   struct mc_seal_stream *stream, struct mc_str *input) MC_MUST_USE;

/** Releases a stream; NULL is allowed. */
void mc_seal_stream_free(struct mc_seal_stream *stream);
MC_AUTOPTR_DEFINE(mc_seal_stream);

#endif
