/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_CARRIER_H
#define MC_CARRIER_CARRIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Files that carry a credential: what was put into one comes out byte for byte.  Nothing here knows what a
 * credential says.
 */

/** X(constant, name in documents, ending of files) */
#define MC_CARRIERS(X) \
	X(MC_CARRIER_JSON, "json", ".json") \
	X(MC_CARRIER_JWT, "jwt", ".jwt") \
	X(MC_CARRIER_PDF, "pdf", ".pdf") \
	X(MC_CARRIER_PNG, "png", ".png") \
	X(MC_CARRIER_SVG, "svg", ".svg")

enum mc_carrier {
#define X(constant, name, ending) constant,
	MC_CARRIERS(X)
#undef X
		MC_CARRIER_COUNT
};

/** Their names and endings, in order. */
extern const char *const mc_carrier_names[MC_CARRIER_COUNT];
extern const char *const mc_carrier_endings[MC_CARRIER_COUNT];

/** Largest file that is read, and largest credential in one. */
#define MC_CARRIER_MAX_BYTES (32u * 1024 * 1024)
#define MC_CARRIER_MAX_CREDENTIAL (1024u * 1024)

/**
 * Appends the credential that a file carries.
 *
 * kind  set on success, told by the content and not by any name
 *
 * Text and PNG are read in this process, SVG and PDF in one that can do nothing else.
 *
 * Errors: MC_E_INPUT (none of these kinds, damaged, carries none or more than one, entities in an SVG, an
 * encrypted PDF or one with programs), MC_E_LIMIT (too large, or what it holds unpacks to more than
 * MC_CARRIER_MAX_CREDENTIAL), MC_E_TOOL, MC_E_IO.
 */
struct mc_err *mc_carrier_take(struct mc_buf *credential, enum mc_carrier *kind, struct mc_str file)
	MC_MUST_USE;

/** Appends png with the credential in an uncompressed iTXt chunk "openbadgecredential". Errors: MC_E_INPUT
 * (no PNG, has one already). Source: Open Badges 3.0, baking. */
struct mc_err *mc_carrier_put_png(struct mc_buf *out, struct mc_str png, struct mc_str credential)
	MC_MUST_USE;

/** Appends svg with the credential as the first child of its root: a document in CDATA, a JWT in an
 * attribute. Errors: as above. */
struct mc_err *mc_carrier_put_svg(struct mc_buf *out, struct mc_str svg, struct mc_str credential)
	MC_MUST_USE;

/** What a PDF says about itself. */
struct mc_carrier_pdf {
	const char *title, *author, *subject, *lang; /* lang: BCP 47 */
	bool is_rtl;				     /* pages go from right to left */
	int64_t created_s;			     /* Unix time; the only clock of the file */
	struct mc_str credential;		     /* attached as credential.json; empty: nothing is */
	const char *const *figure_alts;		     /* alternative texts of the figures, in order */
	size_t figure_alt_count;
};

/** Appends pdf (made by lib/printed) with the credential as an associated file, metadata, language,
 * alternative texts and what its colours mean. The same input gives the same bytes. Errors: MC_E_TOOL;
 * MC_E_INPUT (damaged, has an attached file already, another number of figures than of texts). */
struct mc_err *mc_carrier_put_pdf(struct mc_buf *out, struct mc_str pdf, const struct mc_carrier_pdf *about)
	MC_MUST_USE;

#endif
