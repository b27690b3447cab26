/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_VEC_H
#define MC_BASE_VEC_H

#include "base/alloc.h"

/**
 * Makes room for one more element and yields a pointer to it: items, count and capacity are the three fields
 * or variables of a growing array whose memory is released with free().
 */
#define MC_VEC_ADD(items, count, capacity) \
	((count) == (capacity) ? (void)((capacity) = (capacity) ? 2 * (capacity) : 8, \
					(items) = mc_realloc((items), (capacity) * sizeof(*(items)))) \
			       : (void)0, \
	 &(items)[(count)++])

#endif
