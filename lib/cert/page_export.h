/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_PAGE_EXPORT_H
#define MC_CERT_PAGE_EXPORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cohort/school.h"

/*
 * The page that verifies certificates in a browser: templates/verify with the issuers whom a school trusts
 * and the status lists that it has, as a script, because a page from a disk may not fetch anything.
 */

/** What the page shall know. All borrowed. */
struct mc_page_wanted {
	const struct mc_school *school;
	const char *const *issuers; /* further lists of issuers, paths */
	size_t issuer_list_count;
	const char *const *status_lists; /* status lists of further issuers, paths */
	size_t status_list_count;
	int64_t now_s; /* Unix time; the page says of which day its lists are */
};

/** What it knows. */
struct mc_page_made {
	size_t issuers;
	size_t status_lists;
	size_t files;
	char valid_until[21]; /* moment at which the first of the status lists ends; "" when none does */
	bool is_old;	      /* … and it has ended already */
};

/**
 * Makes the page in dir, which must be new, empty, or a page of an earlier time; that one is brought up to
 * date, each file at once. Run again after a failure, it goes on.
 *
 * Errors: MC_E_INPUT (the school has no key yet; a list that is none: which, where; the same issuer twice;
 * something else is in dir), MC_E_IO.
 */
struct mc_err *mc_page_export(struct mc_page_made *made, const char *dir, const struct mc_page_wanted *wanted)
	MC_MUST_USE;

#endif
