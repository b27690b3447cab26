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

/** What was unusual and was read all the same; who reads a list tells what may have gone wrong by it. */
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
 * Starts to read a table whose first row that is not empty names the columns. The separator (',' ';' or tab)
 * is found from that row; a first line "sep=;" as spreadsheets write it is obeyed. Lines end with LF, CRLF or
 * CR. Columns without a name behind the last one that has a name are no columns.
 *
 * csv    set on success; release with mc_csv_free()
 * bytes  borrowed until then
 * name   of the file, for messages; borrowed
 *
 * Errors: MC_E_INPUT with "name:line: …": no header, a column without name or twice, a control character,
 * too large.  No message of this reader holds anything of the content, nor the names of columns: who forgets
 * the header has a person in it.
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

/**
 * Index of the column of this name; SIZE_MAX when there is none. Case, blanks, '_' and '-' make no
 * difference, but between two digits: "Q1_1" is not "Q11".
 */
size_t mc_csv_column(const struct mc_csv *csv, const char *name);

/**
 * Reads the next row in which not every field is empty; fields that a short row lacks are "". has_row is
 * false at the end.
 *
 * Errors: MC_E_INPUT with "name:line: column number: …": more fields than columns, a quote that does not end
 * or with text behind it, a control character (line ends and tabs may stand in quotes), a field too long. The
 * next call then goes on behind the bad row, so that all faults of a table can be told at once.
 */
struct mc_err *mc_csv_next(bool *has_row, struct mc_csv_row *row, struct mc_csv *csv) MC_MUST_USE;

/** What the last error of mc_csv_next() says of which place; NULL when there was none. The text is
 * translated. */
const char *mc_csv_fault(size_t *line, size_t *column, const struct mc_csv *csv);

/** Appends one field, quoted where some reader needs it; is_first: without a comma before it. For programs:
 * text as it is. */
void mc_csv_add(struct mc_buf *out, const char *text, bool is_first);

/**
 * The same for people, whose spreadsheet would take text that starts with = + - @ (or their wide forms), tab
 * or a line end for a formula: it gets a ' before it, unless it is a plain number. Source: OWASP, "CSV
 * Injection".
 */
void mc_csv_add_safe(struct mc_buf *out, const char *text, bool is_first);

/** Ends a row (CRLF, RFC 4180). */
void mc_csv_end_row(struct mc_buf *out);

#endif
