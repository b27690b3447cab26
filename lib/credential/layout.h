/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_LAYOUT_H
#define MC_CREDENTIAL_LAYOUT_H

#include <stdbool.h>

#include "base/str.h"

/**
 * True when a file, which is JSON, is laid out as mc_credential_sign() does it, or without any white space,
 * but for a blank or line end that is another one, too many or missing.  No proof covers white space: a file
 * in any other layout is nobody's business, and one that differs by so little was touched.  A line feed at
 * the end may be there or not.
 */
bool mc_layout_is_touched(struct mc_str file);

#endif
