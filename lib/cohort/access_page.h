/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_ACCESS_PAGE_H
#define MC_COHORT_ACCESS_PAGE_H

#include "base/buf.h"
#include "cohort/consent.h"
#include "cohort/dossier.h"
#include "cohort/school.h"

/** Who gets data of learners, for people; translated. */
const char *mc_access_recipients(void);

/** Appends a page in HTML, without scripts, with everything that a school has about a learner. */
void mc_access_page(struct mc_buf *out, const struct mc_dossier *dossier, const struct mc_consents *consents,
		    const struct mc_school *school);

#endif
