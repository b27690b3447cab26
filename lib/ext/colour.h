/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_COLOUR_H
#define MC_EXT_COLOUR_H

#include "base/buf.h"
#include "base/err.h"

/*
 * Adapter of Little CMS, because a page that is to be printed the same in ten years says what its colours
 * mean.  Loaded at first use.
 */

/** Appends the profile of sRGB, without the time at which it was made: the same bytes every time. Errors:
 * MC_E_TOOL. Source: IEC 61966-2-1; ICC.1:2010. */
struct mc_err *mc_colour_add_srgb(struct mc_buf *profile) MC_MUST_USE;

#endif
