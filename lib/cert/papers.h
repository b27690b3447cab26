/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_PAPERS_H
#define MC_CERT_PAPERS_H

#include "base/buf.h"
#include "cert/register.h"
#include "cert/settings.h"
#include "cohort/office.h"

/*
 * Papers beside certificates: the transcript of one with all exercises, and the supplement that explains
 * those of a course.  Nothing is attached to them and nobody signs them: they name the certificate that is
 * signed.
 */

/** What papers need. All borrowed. */
struct mc_papers_wanted {
	struct mc_office *office;
	const struct mc_cert_settings *settings;
	int64_t made_s; /* Unix time: the file's own date */
};

/**
 * Appends the transcript of a certificate as PDF, in its language: the results as the records have them now,
 * points of all modules
 * that were taught and their exercises.
 *
 * Errors: MC_E_INPUT (the certificate is revoked; the learner was erased, or has another name now; no room or
 * no font), those of mc_gather_open() and lib/printed.
 */
struct mc_err *mc_papers_transcript(struct mc_buf *pdf, const struct mc_papers_wanted *wanted,
				    const struct mc_cert_entry *entry) MC_MUST_USE;

/** Appends the supplement of the course of a cohort as PDF, which names nobody. lang: NULL takes that of the
 * settings. Errors: those of mc_gather_open() and lib/printed. */
struct mc_err *mc_papers_supplement(struct mc_buf *pdf, const struct mc_papers_wanted *wanted,
				    const char *cohort, const char *lang) MC_MUST_USE;

/** The certificate of a learner that is not revoked; belongs to entries. Errors: MC_E_INPUT (none; several:
 * the hint names them). */
struct mc_err *mc_papers_find(const struct mc_cert_entry **entry, const struct mc_cert_entries *entries,
			      const char *learner) MC_MUST_USE;

#endif
