/* SPDX-License-Identifier: MIT */
/* Source: ISO 32000-1, 7.11.3 (file specifications), 12.6.4 (actions). */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "carrier/parts.h"
#include "carrier/pdf_parts.h"

/* Numbers of objects; a larger one does not occur in files that are not made to be slow. */
enum { MAX_ID = 8 * 1000 * 1000, BITS = 8 };

/* All that can be reached in a file, wherever a program might find an attachment. */
struct walk {
	struct mc_pdf *pdf;
	unsigned *waiting;
	size_t waiting_count, waiting_capacity;
	size_t seen_count;
	unsigned char *seen; /* a bit for each number */
	unsigned found;	     /* stream of the credential; 0: none so far */
};

static struct mc_err *too_many(void)
{
	return mc_err_new(MC_E_LIMIT, _("PDF file: it has more than %u parts"), MC_CARRIER_MAX_OBJECTS);
}

/* Puts an object on the list unless it was there. */
static struct mc_err *add(void *context, const char *key, unsigned object)
{
	struct walk *walk = context;
	enum mc_pdf_type type = mc_pdf_type(walk->pdf, object);
	int id = mc_pdf_id(walk->pdf, object);

	(void)key;
	if (type != MC_PDF_ARRAY && type != MC_PDF_DICTIONARY && type != MC_PDF_STREAM)
		return NULL;
	if (id < 0 || id > MAX_ID)
		return mc_carrier_bad(MC_CARRIER_PDF, _("a part of it has a form that is not read"));
	if (id > 0 && walk->seen[id / BITS] & 1u << id % BITS)
		return NULL;
	if (id > 0)
		walk->seen[id / BITS] |= (unsigned char)(1u << id % BITS);
	if (walk->seen_count++ >= MC_CARRIER_MAX_OBJECTS)
		return too_many();
	*MC_VEC_ADD(walk->waiting, walk->waiting_count, walk->waiting_capacity) = object;
	return NULL;
}

static bool has_text(const struct walk *walk, unsigned dictionary, const char *key, const char *text)
{
	MC_AUTO(mc_buf) value = MC_BUF_INIT;

	mc_pdf_add_text(&value, walk->pdf, mc_pdf_get(walk->pdf, dictionary, key));
	return !strcmp(value.ptr, text);
}

/* By the name of the file, or by what it says to be. */
static bool is_credential(const struct walk *walk, unsigned spec, unsigned stream)
{
	static const char *const subtypes[] = { "/application/ld+json", "/application/vc+ld+json",
						"/application/vc", "/application/json",
						"/application/vc+jwt" };
	unsigned subtype = mc_pdf_get(walk->pdf, stream, "/Subtype");

	for (size_t i = 0; i < MC_COUNT(subtypes); i++) {
		if (mc_pdf_is_name(walk->pdf, subtype, subtypes[i]))
			return true;
	}
	return has_text(walk, spec, "/F", MC_CARRIER_ATTACHED) ||
	       has_text(walk, spec, "/UF", MC_CARRIER_ATTACHED);
}

static struct mc_err *look_at_file(struct walk *walk, unsigned spec)
{
	static const char *const keys[] = { "/F", "/UF", "/DOS", "/Mac", "/Unix" };
	unsigned files = mc_pdf_get(walk->pdf, spec, "/EF");

	for (size_t i = 0; i < MC_COUNT(keys); i++) {
		unsigned stream = mc_pdf_get(walk->pdf, files, keys[i]);

		if (mc_pdf_type(walk->pdf, stream) != MC_PDF_STREAM || !is_credential(walk, spec, stream))
			continue;
		if (walk->found && mc_pdf_id(walk->pdf, walk->found) != mc_pdf_id(walk->pdf, stream))
			return mc_carrier_many(MC_CARRIER_PDF);
		walk->found = stream;
	}
	return NULL;
}

/* What runs when a page is shown could change what is seen. */
static bool has_program(const struct walk *walk, unsigned dictionary)
{
	static const char *const keys[] = { "/JS", "/JavaScript", "/XFA" };
	unsigned action = mc_pdf_get(walk->pdf, dictionary, "/S");

	for (size_t i = 0; i < MC_COUNT(keys); i++) {
		if (mc_pdf_get(walk->pdf, dictionary, keys[i]))
			return true;
	}
	return mc_pdf_is_name(walk->pdf, action, "/Launch") ||
	       mc_pdf_is_name(walk->pdf, action, "/JavaScript");
}

static struct mc_err *look_at(struct walk *walk, unsigned object)
{
	size_t count = mc_pdf_count(walk->pdf, object);

	for (size_t i = 0; i < count; i++)
		MC_TRY(add(walk, "", mc_pdf_at(walk->pdf, object, i)));
	if (mc_pdf_type(walk->pdf, object) == MC_PDF_ARRAY)
		return NULL;
	if (has_program(walk, object))
		return mc_carrier_bad(MC_CARRIER_PDF,
				      _("it has a program in it, which no certificate needs"));
	MC_TRY(look_at_file(walk, object));
	return mc_pdf_each(walk->pdf, object, add, walk);
}

static struct mc_err *look_through(struct walk *walk)
{
	MC_TRY(add(walk, "", mc_pdf_trailer(walk->pdf)));
	while (walk->waiting_count > 0) {
		unsigned object = walk->waiting[--walk->waiting_count];
		struct mc_err *err = look_at(walk, object);

		/* What is wrong with the file explains what else is wrong. */
		if (err && err->code == MC_E_INPUT) {
			struct mc_err *damage = mc_pdf_check(walk->pdf);

			mc_err_drop(damage ? err : NULL);
			return damage ? damage : err;
		}
		MC_TRY(err);
	}
	return mc_pdf_check(walk->pdf);
}

struct mc_err *mc_carrier_take_pdf(struct mc_buf *credential, struct mc_str pdf)
{
	MC_AUTOPTR(mc_pdf) file = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_pdf_open(&file, pdf));
	struct walk walk = { .pdf = file, .seen = mc_alloc_zero(MAX_ID / BITS + 1, 1) };
	struct mc_err *err = look_through(&walk);

	free(walk.seen);
	free(walk.waiting);
	MC_TRY(err);
	if (!walk.found)
		return mc_carrier_none(MC_CARRIER_PDF);
	MC_TRY(mc_pdf_add_stream(&text, file, walk.found, MC_CARRIER_MAX_CREDENTIAL));
	MC_TRY(mc_pdf_check(file));
	MC_TRY(mc_carrier_check_text((struct mc_str){ text.ptr, text.len }));
	mc_buf_add(credential, text.ptr, text.len);
	return NULL;
}
