/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_FMT_H
#define MC_COURSE_FMT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "course/files.h"

/**
 * Appends the JSON text in its one canonical layout: two spaces a level, the keys in the order of the manual
 * page (unknown ones behind, as they came), short arrays and objects on one line of at most 110 columns, LF
 * at the end.  Numbers and texts stay as they are written.  Doing it twice changes nothing.
 *
 * Errors: MC_E_INPUT (no JSON; the message starts with line and column).
 */
struct mc_err *mc_fmt_text(struct mc_buf *out, enum mc_course_kind kind, const char *bytes, size_t len)
	MC_MUST_USE;

/**
 * Lays out one file of a course in place.
 *
 * is_changed  set to whether the file was not canonical
 * is_dry      true: the file is left as it is
 *
 * Errors: MC_E_INPUT (the message starts with path, line and column), MC_E_IO (the file is as before).
 */
struct mc_err *mc_fmt_file(bool *is_changed, const struct mc_course_file *file, bool is_dry) MC_MUST_USE;

#endif
