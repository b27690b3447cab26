/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_SEALED_LINES_H
#define MC_RECORDS_SEALED_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "ext/seal.h"
#include "os/outfile.h"

/*
 * A sealed file of lines, each of some fields: what backups and key rings are.  Before the sealed stream
 * stands one open line that names the format; see migracode-records(5).
 */

/** Fields of one line at most. */
#define MC_SEALED_MAX_FIELDS 12u

/** A file that is being written; it appears as a whole, mode 0600. */
struct mc_sealed_out {
	struct mc_outfile file;
	struct mc_seal_stream *stream;
	struct mc_buf text; /* lines that are not yet sealed */
	struct mc_buf sealed;
};

#define MC_SEALED_OUT_INIT \
	{ \
		MC_OUTFILE_INIT, NULL, MC_BUF_INIT, MC_BUF_INIT \
	}

/** Starts a file at path. format: of its open line. purpose: of the key, see mc_seal_key_derive(). Errors:
 * MC_E_IO. */
struct mc_err *mc_sealed_out_open(struct mc_sealed_out *out, const char *path, const char *format,
				  const struct mc_seal_key *key, const char *purpose) MC_MUST_USE;

/** Adds a line of count fields, which may hold any text. Errors: MC_E_IO. */
struct mc_err *mc_sealed_out_add(struct mc_sealed_out *out, const char *const fields[], size_t count)
	MC_MUST_USE;

/** Ends the file and puts it in its place. Errors: MC_E_IO. */
struct mc_err *mc_sealed_out_commit(struct mc_sealed_out *out) MC_MUST_USE;

/** Drops what was not committed. */
void mc_sealed_out_release(struct mc_sealed_out *out);

/** A file that is being read. */
struct mc_sealed_in {
	int fd;
	const char *path; /* borrowed */
	struct mc_seal_stream *stream;
	struct mc_buf input; /* sealed bytes, from input_at on */
	size_t input_at;
	struct mc_buf text; /* open bytes, from text_at on */
	size_t text_at;
	bool is_last; /* piece of the stream was read */
	const char *
		fields[MC_SEALED_MAX_FIELDS]; /* of the line that was read last; empty texts where none are */
	size_t count;
};

#define MC_SEALED_IN_INIT \
	{ \
		.fd = -1, .input = MC_BUF_INIT, .text = MC_BUF_INIT \
	}

/** Opens a file. Errors: MC_E_IO; MC_E_INPUT (another format, another key, damaged). */
struct mc_err *mc_sealed_in_open(struct mc_sealed_in *in, const char *path, const char *format,
				 const struct mc_seal_key *key, const char *purpose) MC_MUST_USE;

/** Reads a line into in->fields; has_line is false at the end. Errors: MC_E_INPUT (damaged, cut off),
 * MC_E_IO. */
struct mc_err *mc_sealed_in_next(bool *has_line, struct mc_sealed_in *in) MC_MUST_USE;

/** Closes it. */
void mc_sealed_in_release(struct mc_sealed_in *in);

/** Appends bytes in hexadecimal. */
void mc_hex_add(struct mc_buf *out, struct mc_str bytes);

/** Appends the bytes that text says in hexadecimal; false when it says none. */
bool mc_hex_read(struct mc_buf *out, const char *text);

#endif
