/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_HTTP_WRITE_H
#define MC_COURSE_HTTP_WRITE_H

#include "course/exercise_write.h"

/** Writes the keys of a test of kind http: mc_kind.write. */
void mc_http_write(struct mc_exercise_writing *writing, const struct mc_test *test);

#endif
