/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_CSV_H
#define MC_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * Tables as text: RFC 4180, read as spreadsheets of many countries write it.
 */

/** Largest table that is read, its columns, and its longest field. */
#define MC_CSV_MAX_BYTES (512u * 1024 * 1024)
#define MC_CSV_MAX_COLUMNS 256u
#define MC_CSV_MAX_FIELD_BYTES (64u * 1024)

/** What was unusual and was read all the same; each is told to the user. */
enum mc_csv_notice {
	MC_CSV_HAD_MARK = 1,	     /* a byte order mark */
	MC_CSV_WAS_WINDOWS_1252 = 2, /* the bytes are no UTF-8 and were read as Windows-1252 */
	MC_CSV_HAD_SEMICOLONS = 4,   /* ';' between fields */
	MC_CSV_HAD_TABS = 8,
	MC_CSV_WAS_UTF_16 = 16, /* with a byte order mark, as "Unicode text" of spreadsheets */
};

/** A table that is being read, row by row. */
struct mc_csv;

/** A row; its texts are UTF-8 without blanks at both ends (no-break space counts as one) and are valid until
 * the next row is read. */
struct mc_csv_row {
	size_t line; /* of the file, where the row starts, from 1 */
	const char *const *fields;
	size_t count;
};

/**
 * Starts to read a table whose first row names the columns. The separator (',' ';' or tab) is found from that
 * row; a first line "sep=;" as spreadsheets write it is obeyed. Names of columns are compared without regard
 * to case, blanks,
 * '_' and '-' at mc_csv_column().
 *
 * csv    set on success; release with mc_csv_free()
 * bytes  borrowed until then
 * name   of the file, for messages; borrowed
 *
 * Errors: MC_E_INPUT with "name:line: …": no header, a column without name or twice, a control character,
 * too large.
 */
struct mc_err *mc_csv_open(struct mc_csv **csv, const char *bytes, size_t len, const char *name) MC_MUST_USE;

/** Releases a table; NULL is allowed. */
void mc_csv_free(struct mc_csv *csv);
MC_AUTOPTR_DEFINE(mc_csv);

/** What was unusual: a set of enum mc_csv_notice. */
unsigned mc_csv_notices(const struct mc_csv *csv);

/** Number of columns, and the name of one as it was written. */
size_t mc_csv_column_count(const struct mc_csv *csv);
const char *mc_csv_column_name(const struct mc_csv *csv, size_t column);

/** Index of the column of this name; SIZE_MAX when there is none. */
size_t mc_csv_column(const struct mc_csv *csv, const char *name);

/**
 * Reads the next row that is not empty; fields that a short row lacks are "". has_row is false at the end.
 * Errors: MC_E_INPUT with "name:line: …": more fields than columns, a quote that does not end, a control
 * character.
 */
struct mc_err *mc_csv_next(bool *has_row, struct mc_csv_row *row, struct mc_csv *csv) MC_MUST_USE;

/** Appends one field, quoted when it must be; is_first: without a comma before it. For programs: text as it
 * is. */
void mc_csv_add(struct mc_buf *out, const char *text, bool is_first);

/**
 * The same for people, whose spreadsheet would take text that starts with = + - @ tab or CR for a formula: it
 * gets a ' before it, unless it is a plain number. Source: OWASP, "CSV Injection".
 */
void mc_csv_add_safe(struct mc_buf *out, const char *text, bool is_first);

/** Ends a row (CRLF, RFC 4180). */
void mc_csv_end_row(struct mc_buf *out);

#endif
