/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_GLOB_H
#define MC_BASE_GLOB_H

#include <stdbool.h>

/**
 * False when no path can match both globs in the sense of mc_str_is_match(); a class "[…]" is taken for any
 * character. Takes time in proportion to the product of their lengths.
 */
bool mc_glob_overlaps(const char *a, const char *b);

#endif
