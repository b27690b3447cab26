/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_PARTS_H
#define MC_CARRIER_PARTS_H

#include "carrier/carrier.h"

/* What the kinds of files share. */

/** An error that says what is wrong with a file: "the PNG file …". */
struct mc_err *mc_carrier_bad(enum mc_carrier kind, const char *what) MC_MUST_USE;

/** The error for a file without a credential, and for one with several. */
struct mc_err *mc_carrier_none(enum mc_carrier kind) MC_MUST_USE;
struct mc_err *mc_carrier_many(enum mc_carrier kind) MC_MUST_USE;

/** Refuses a credential that is empty, larger than MC_CARRIER_MAX_CREDENTIAL, not UTF-8, or has a zero in it.
 * Errors: MC_E_INPUT, MC_E_LIMIT. */
struct mc_err *mc_carrier_check_text(struct mc_str credential) MC_MUST_USE;

/** Takes the credential out of a file of this kind. Errors: as mc_carrier_take(). */
struct mc_err *mc_carrier_take_png(struct mc_buf *credential, struct mc_str png) MC_MUST_USE;

/** The same for an SVG, in this process: libxml2 must be loaded where it is confined. Errors: as above. */
struct mc_err *mc_carrier_take_svg(struct mc_buf *credential, struct mc_str svg) MC_MUST_USE;

/** Does work in a process that can do nothing else, with limits for the largest file that is read, and
 * appends its answer of at most answer_bytes. Errors: those of the work; MC_E_LIMIT (time, memory), MC_E_IO.
 */
struct mc_err *mc_carrier_confined(struct mc_buf *out,
				   struct mc_err *(*work)(struct mc_buf *answer, void *context),
				   void *context, size_t answer_bytes) MC_MUST_USE;

/** As mc_carrier_take(), with everything in this process: for tests and fuzzers of what reads. */
struct mc_err *mc_carrier_take_here(struct mc_buf *credential, enum mc_carrier *kind, struct mc_str file)
	MC_MUST_USE;

#endif
