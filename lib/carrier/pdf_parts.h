/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_PDF_PARTS_H
#define MC_CARRIER_PDF_PARTS_H

#include "carrier/carrier.h"
#include "ext/pdf.h"

/* What the parts of writing and reading a PDF share. */

/** Name of the file in a PDF. */
#define MC_CARRIER_ATTACHED "credential.json"

/** Program that the file names as its maker. */
#define MC_CARRIER_CREATOR "migracode"

/** Elements of the structure inside each other. */
#define MC_CARRIER_MAX_DEPTH 100u

/** Appends the metadata of a file as XMP. */
void mc_carrier_add_xmp(struct mc_buf *out, const struct mc_carrier_pdf *about, const char *producer);

/** Appends a moment as PDF writes it: "(D:20261102180000Z)". */
void mc_carrier_add_pdf_date(struct mc_buf *out, int64_t unix_s);

/** Objects that are looked at in one file. */
#define MC_CARRIER_MAX_OBJECTS 200000u

/** Takes the credential out of a PDF, in this process: libqpdf must be loaded where it is confined. Errors:
 * as mc_carrier_take(). */
struct mc_err *mc_carrier_take_pdf(struct mc_buf *credential, struct mc_str pdf) MC_MUST_USE;

#endif
