/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_CSV_DECODE_H
#define MC_BASE_CSV_DECODE_H

#include "base/buf.h"
#include "base/str.h"

/*
 * What spreadsheets of the world write, as UTF-8.  Part of base/csv.
 */

/**
 * The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one, or else Windows-1252.
 *
 * text     set on success, without a mark: a part of bytes, or of converted
 * converted  gets what had to be converted; a byte that Windows-1252 leaves undefined becomes the control
 *            character of the same number, which no reader of tables lets pass
 * notices  gets enum mc_csv_notice
 * name     of the file, for messages
 *
 * Errors: MC_E_INPUT (a spreadsheet file or archive, broken UTF-16, not the UTF-8 that the mark promises).
 * Source: WHATWG Encoding, index windows-1252; Unicode 15, section 3.9.
 */
struct mc_err *mc_csv_decode(struct mc_str *text, struct mc_buf *converted, unsigned *notices,
			     struct mc_str bytes, const char *name) MC_MUST_USE;

#endif
