/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_PRINTING_H
#define MC_CERT_PRINTING_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "carrier/carrier.h"
#include "credential/badge.h"
#include "ext/cms.h"
#include "printed/printed.h"

/*
 * The files of a certificate that a person looks at: printed, and carrying the credential.
 */

/** Printers that are open, one for each pair of languages: opening one costs as much as printing many. */
struct mc_press;

/** Dots for each inch of the picture. */
#define MC_PRESS_DPI 150u

/** A certificate on its way to paper. All borrowed. */
struct mc_press_job {
	const struct mc_badge *badge;
	const struct mc_printed_facts *facts;
	const char *second; /* language beside the first; NULL: none */
	struct mc_str credential;
	const struct mc_cms_key *pades; /* signs a PDF; NULL: nobody does */
	int64_t pades_at_s;		/* Unix time that this signature tells */
};

/** Makes an empty one. style: its languages are not looked at; borrowed. */
void mc_press_open(struct mc_press **press, const struct mc_printed_style *style);

/** Closes all printers; NULL is allowed. */
void mc_press_free(struct mc_press *press);
MC_AUTOPTR_DEFINE(mc_press);

/** Appends the file of a kind that is printed: PDF, PNG or SVG. Errors: those of lib/printed and lib/carrier.
 */
struct mc_err *mc_press_file(struct mc_buf *file, struct mc_press *press, enum mc_carrier kind,
			     const struct mc_press_job *job) MC_MUST_USE;

#endif
