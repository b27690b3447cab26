/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_SVG_IDS_H
#define MC_PRINTED_SVG_IDS_H

#include "base/buf.h"
#include "base/str.h"

/** Appends an SVG of cairo with its ids numbered anew: cairo counts surfaces over the life of the process, so
 * that the same page would have other bytes when it is not the first one. */
void mc_svg_ids_settle(struct mc_buf *out, struct mc_str svg);

#endif
