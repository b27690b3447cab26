/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_PRINTED_H
#define MC_PRINTED_PRINTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * A certificate on paper: a design, the words of one or two languages, and what is told of one learner.
 */

/** How certificates of a school look: "certificates" in school.json. Borrowed. */
struct mc_printed_style {
	const char *design; /* a name in templates/certificate/, or with a '/' a folder; NULL: "classic" */
	const char *lang;   /* of the words */
	const char *second; /* another language beside it; NULL: none */
	const char *colour; /* "#1f4e79"; NULL: that of the design */
	const char *accent; /* the same */
	const char *logo;   /* path of a PNG; NULL: none */
	const char *partner_logo; /* the same */
};

/** Somebody who signs on paper. */
struct mc_printed_signatory {
	const char *name;
	const char *role;
	const char *image; /* path of a PNG; NULL: a line to sign on */
};

/** A line of the second page. */
struct mc_printed_line {
	const char *name;  /* a module, a competence */
	const char *value; /* "41.5 / 50", "12 h"; NULL: none */
	const char *code;  /* "ICDL Computing 1.0 / 4"; NULL: none */
	unsigned level;	   /* 0: a heading; 1: a line */
};

/** What is told. Texts are NULL when there is nothing to tell; days are ISO text. */
struct mc_printed_facts {
	const char *name;	   /* of the learner, in their own script */
	const char *latin_name;	   /* beside it, in Latin letters; NULL: none */
	const char *title;	   /* "Certificate of completion": NULL: the words of the language */
	const char *course;	   /* title of the achievement, in lang */
	const char *course_second; /* … in the second language */
	const char *about;
	const char *issuer, *issuer_place, *issuer_url, *issuer_registration;
	const char *issuer_id; /* DID, printed short */
	const char *started_on, *ended_on, *awarded_on, *valid_until;
	const char *place;
	double hours;		/* 0: not told */
	const char *attendance; /* "92 %"; NULL: not told */
	const char *points;	/* "412 / 450" */
	const char *teaching_langs;
	const char *criteria;
	const struct mc_printed_line *results; /* modules */
	size_t result_count;
	const struct mc_printed_line *competences; /* frameworks */
	size_t competence_count;
	const struct mc_printed_line *external; /* results of others, not certified by the school */
	size_t external_count;
	const struct mc_printed_line *occupations; /* for the supplement: in which such skills are used */
	size_t occupation_count;
	const char *additional; /* for the supplement: what else is to be said of the course; NULL: nothing */
	const struct mc_printed_signatory *signatories;
	size_t signatory_count;
	const char *id;		/* urn:uuid:… */
	const char *qr;		/* text of the QR code */
	const char *verify_url; /* page, in short; NULL: none */
	int64_t made_s;		/* Unix time for the file's own dates */
};

/** X(constant, name): what is printed. */
#define MC_PRINTED_PAPERS(X) \
	X(MC_PRINTED_CERTIFICATE, "certificate") /* two pages */ \
	X(MC_PRINTED_TRANSCRIPT, "transcript")	 /* all modules and exercises */ \
	X(MC_PRINTED_SUPPLEMENT, "supplement")	 /* in the order of the Europass certificate supplement */

enum mc_printed_paper {
#define X(constant, name) constant,
	MC_PRINTED_PAPERS(X)
#undef X
};

/** What printing needs and keeps between certificates: fonts, design, images. */
struct mc_printer;

/** Reads design, words and images. Errors: MC_E_INPUT (a file is wrong: which, where; no such design or
 * language), MC_E_TOOL (a library is missing), MC_E_IO. */
struct mc_err *mc_printer_open(struct mc_printer **printer, const struct mc_printed_style *style) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_printer_free(struct mc_printer *printer);
MC_AUTOPTR_DEFINE(mc_printer);

/** Appends a PDF: tagged, fonts embedded, the same bytes for the same facts; nothing is attached yet. Errors:
 * MC_E_INPUT (a letter that no installed font has, in which text; a text that has no room), MC_E_IO. */
struct mc_err *mc_printer_pdf(struct mc_buf *pdf, struct mc_printer *printer, enum mc_printed_paper paper,
			      const struct mc_printed_facts *facts) MC_MUST_USE;

/** Appends the first page as PNG (dots for each inch), or as SVG. Errors: as above. */
struct mc_err *mc_printer_png(struct mc_buf *png, struct mc_printer *printer,
			      const struct mc_printed_facts *facts, unsigned dpi) MC_MUST_USE;
struct mc_err *mc_printer_svg(struct mc_buf *svg, struct mc_printer *printer,
			      const struct mc_printed_facts *facts) MC_MUST_USE;

/** Alternative texts of the figures of the PDF that was printed last, in the order of its structure, for
 * mc_carrier_put_pdf(). Belong to the printer, until it prints again. */
const char *const *mc_printer_figure_alts(size_t *count, const struct mc_printer *printer);

/** A word of the printer's language by its key, with its places in braces: "title", "disclaimer" …; NULL when
 * there is none. Belongs to the printer. */
const char *mc_printer_word(const struct mc_printer *printer, const char *key);

#endif
