/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_PDF_H
#define MC_EXT_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * PDF files as a tree of objects, on libqpdf, which knows their many forms of writing one thing; no other
 * library in C adds objects to a file and writes it again with the rest as it was.  Loaded at first use.
 *
 * A file that is damaged is refused, even where libqpdf could repair it.  Files of others are read in a
 * process that can do nothing else: os/confined.h.
 *
 * An object is a number that belongs to its file; 0 is none, and every question about 0 or about an object of
 * another type has the answer "none".  Keys of dictionaries and names start with a slash.
 */

/** A file. */
struct mc_pdf;

enum mc_pdf_type {
	MC_PDF_OTHER, /* null, boolean */
	MC_PDF_NUMBER,
	MC_PDF_STRING,
	MC_PDF_NAME,
	MC_PDF_ARRAY,
	MC_PDF_DICTIONARY,
	MC_PDF_STREAM,
};

/** Loads the library, for a process that soon can load nothing. Errors: MC_E_TOOL. */
struct mc_err *mc_pdf_prepare(void) MC_MUST_USE;

/** Reads a file; bytes must stay while it is open. Errors: MC_E_INPUT (no PDF, damaged, encrypted),
 * MC_E_TOOL. */
struct mc_err *mc_pdf_open(struct mc_pdf **pdf, struct mc_str bytes) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_pdf_free(struct mc_pdf *pdf);
MC_AUTOPTR_DEFINE(mc_pdf);

/** What was found to be wrong with the parts that were asked for so far: they are read late. Errors:
 * MC_E_INPUT. */
struct mc_err *mc_pdf_check(struct mc_pdf *pdf) MC_MUST_USE;

/** Appends the file as PDF 1.7 or later: no object streams, an id from its content, so that the same objects
 * give the same bytes. Nothing else can be done with pdf then. Errors: MC_E_INPUT. */
struct mc_err *mc_pdf_write(struct mc_buf *out, struct mc_pdf *pdf) MC_MUST_USE;

/* ---- reading ---- */

/** The document's own dictionary, and the one of the file. */
unsigned mc_pdf_root(struct mc_pdf *pdf);
unsigned mc_pdf_trailer(struct mc_pdf *pdf);

/** The number by which others refer to it; 0 when it stands inside another object, -1 when it is not the
 * first with its number. */
int mc_pdf_id(struct mc_pdf *pdf, unsigned object);

/** What it is. */
enum mc_pdf_type mc_pdf_type(struct mc_pdf *pdf, unsigned object);

/** What stands under a key of a dictionary, or of that of a stream. */
unsigned mc_pdf_get(struct mc_pdf *pdf, unsigned dictionary, const char *key);

/** Calls visit for each entry of a dictionary or a stream's, as long as it gives no error. */
struct mc_err *mc_pdf_each(struct mc_pdf *pdf, unsigned dictionary,
			   struct mc_err *(*visit)(void *context, const char *key, unsigned value),
			   void *context) MC_MUST_USE;

/** Elements of an array. */
size_t mc_pdf_count(struct mc_pdf *pdf, unsigned array);
unsigned mc_pdf_at(struct mc_pdf *pdf, unsigned array, size_t index);

/** True for the name. */
bool mc_pdf_is_name(struct mc_pdf *pdf, unsigned object, const char *name);

/** The value of a number, or other. */
double mc_pdf_number(struct mc_pdf *pdf, unsigned object, double other);

/** Appends the bytes of a string, or of a name; text: as UTF-8. */
void mc_pdf_add_bytes(struct mc_buf *out, struct mc_pdf *pdf, unsigned string);
void mc_pdf_add_text(struct mc_buf *out, struct mc_pdf *pdf, unsigned string);

/** Appends the content of a stream. Errors: MC_E_INPUT (damaged, no stream, a form that is not read),
 * MC_E_LIMIT (more than limit_bytes). */
struct mc_err *mc_pdf_add_stream(struct mc_buf *out, struct mc_pdf *pdf, unsigned stream, size_t limit_bytes)
	MC_MUST_USE;

/** Pages. Errors: MC_E_INPUT. */
struct mc_err *mc_pdf_page_count(size_t *count, struct mc_pdf *pdf) MC_MUST_USE;
unsigned mc_pdf_page(struct mc_pdf *pdf, size_t index);

/* ---- changing ---- */

/** A new object from text as it stands in files, without references: "<< /Type /Filespec >>"; 0 when it is
 * none. */
unsigned mc_pdf_new(struct mc_pdf *pdf, const char *text);

/** A new string of text in UTF-8. */
unsigned mc_pdf_new_text(struct mc_pdf *pdf, const char *text);

/** A new stream with a dictionary like this, which others can refer to; it is written compressed. */
unsigned mc_pdf_new_stream(struct mc_pdf *pdf, const char *dictionary, struct mc_str bytes);

/** Makes an object one that others refer to. */
unsigned mc_pdf_refer(struct mc_pdf *pdf, unsigned object);

/** Sets a key of a dictionary, or of that of a stream. */
void mc_pdf_set(struct mc_pdf *pdf, unsigned dictionary, const char *key, unsigned value);

/** Appends to an array. */
void mc_pdf_append(struct mc_pdf *pdf, unsigned array, unsigned value);

#endif
