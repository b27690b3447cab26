/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_STUDENT_SPEC_H
#define MC_COURSE_STUDENT_SPEC_H

#include "base/buf.h"
#include "base/err.h"

/**
 * Writes the exercise.json that students get from the teachers' one in the folder dir.
 *
 * Left out are hidden tests, "wrong", "mutants" and "$schema"; a text that stands in a file ({"file": …})
 * outside tests/ is put in its place.  Everything else stays as it is.
 *
 * out  gets the text at its end, on success only
 *
 * Errors: MC_E_INPUT (no valid JSON, every test is hidden, a visible test uses a file of private/, solution/
 * or wrong/, a file is no text), MC_E_IO.  Messages start with the file.
 */
struct mc_err *mc_student_spec_print(struct mc_buf *out, const char *dir) MC_MUST_USE;

#endif
