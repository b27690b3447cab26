/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_INSPECT_PART_H
#define MC_CERT_INSPECT_PART_H

/* Only for lib/cert/inspect*.c. */

#include "cert/inspect.h"

/** Reads lists of issuers and of status, those of a school too. Errors: as mc_inspect(). */
struct mc_err *mc_inspect_gather(struct mc_inspection *inspection, const struct mc_inspect_wanted *wanted)
	MC_MUST_USE;

/** Fetches a status list that nobody has asked for yet; true when there is one more then. Errors: MC_E_TOOL.
 */
struct mc_err *mc_inspect_fetch(bool *is_new, struct mc_inspection *inspection, const char *url) MC_MUST_USE;

/** Compares what is printed in a file with what its certificate says, when that is signed: name, title, id
 * and day. name: what somebody asked for, which must have been found to be right; NULL: nothing. Errors:
 * MC_E_TOOL, MC_E_IO. */
struct mc_err *mc_inspect_paper(struct mc_verified *verified, enum mc_carrier kind, struct mc_str file,
				const char *name) MC_MUST_USE;

#endif
