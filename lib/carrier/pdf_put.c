/* SPDX-License-Identifier: MIT */
/* Source: ISO 32000-1, 7.11 (attached files), 12.2 (viewer), 14.3 (metadata), 14.9 (accessibility), 14.11.5
 * (output intents); ISO 19005-3, 6.8 and annex E (associated files); ISO 14289-1, 7.18 (annotations). */
#include <string.h>

#include "base/i18n.h"
#include "base/time.h"
#include "carrier/parts.h"
#include "carrier/pdf_parts.h"
#include "ext/colour.h"

struct putting {
	struct mc_pdf *pdf;
	const struct mc_carrier_pdf *about;
	unsigned root;
	size_t figures; /* that were met */
};

void mc_carrier_add_pdf_date(struct mc_buf *out, int64_t unix_s)
{
	MC_AUTO(mc_buf) time = MC_BUF_INIT;

	mc_time_add(&time, unix_s);
	mc_buf_addz(out, "(D:");
	for (const char *c = time.ptr; *c; c++) {
		if (*c >= '0' && *c <= '9')
			mc_buf_addc(out, *c);
	}
	mc_buf_addz(out, "Z)");
}

/* The dictionary under a key, made when there is none. */
static unsigned need(struct mc_pdf *pdf, unsigned dictionary, const char *key)
{
	if (mc_pdf_type(pdf, mc_pdf_get(pdf, dictionary, key)) != MC_PDF_DICTIONARY)
		mc_pdf_set(pdf, dictionary, key, mc_pdf_new(pdf, "<< >>"));
	return mc_pdf_get(pdf, dictionary, key);
}

/* ---- the credential ---- */

static unsigned new_embedded(const struct putting *putting)
{
	MC_AUTO(mc_buf) dictionary = MC_BUF_INIT;
	struct mc_str credential = putting->about->credential;

	mc_buf_addf(&dictionary,
		    "<< /Type /EmbeddedFile /Subtype /application#2fld+json /Params << /Size %zu /ModDate ",
		    credential.len);
	mc_carrier_add_pdf_date(&dictionary, putting->about->created_s);
	mc_buf_addz(&dictionary, " >> >>");
	return mc_pdf_new_stream(putting->pdf, dictionary.ptr, credential);
}

static struct mc_err *attach(const struct putting *putting)
{
	struct mc_pdf *pdf = putting->pdf;
	unsigned names = need(pdf, putting->root, "/Names");

	if (mc_pdf_get(pdf, putting->root, "/AF") || mc_pdf_get(pdf, names, "/EmbeddedFiles"))
		return mc_carrier_bad(MC_CARRIER_PDF, _("it has an attached file already"));
	unsigned embedded = new_embedded(putting);
	unsigned files = mc_pdf_new(pdf, "<< >>");
	unsigned spec = mc_pdf_refer(pdf, mc_pdf_new(pdf, "<< /Type /Filespec /AFRelationship /Source"
							  " /F (" MC_CARRIER_ATTACHED
							  ") /UF (" MC_CARRIER_ATTACHED ") >>"));

	mc_pdf_set(pdf, files, "/F", embedded);
	mc_pdf_set(pdf, files, "/UF", embedded);
	mc_pdf_set(pdf, spec, "/EF", files);
	mc_pdf_set(pdf, spec, "/Desc", mc_pdf_new_text(pdf, "Open Badges 3.0"));
	unsigned list = mc_pdf_new(pdf, "[ (" MC_CARRIER_ATTACHED ") ]");

	mc_pdf_append(pdf, list, spec);
	mc_pdf_set(pdf, need(pdf, names, "/EmbeddedFiles"), "/Names", list);
	unsigned associated = mc_pdf_new(pdf, "[ ]");

	mc_pdf_append(pdf, associated, spec);
	mc_pdf_set(pdf, putting->root, "/AF", associated);
	return NULL;
}

/* ---- what the file says about itself ---- */

static void set_text(struct mc_pdf *pdf, unsigned dictionary, const char *key, const char *text)
{
	if (text && *text)
		mc_pdf_set(pdf, dictionary, key, mc_pdf_new_text(pdf, text));
}

/* The same in both places where programs look. */
static void set_metadata(const struct putting *putting)
{
	const struct mc_carrier_pdf *about = putting->about;
	struct mc_pdf *pdf = putting->pdf;
	unsigned info = need(pdf, mc_pdf_trailer(pdf), "/Info");
	MC_AUTO(mc_buf) producer = MC_BUF_INIT;
	MC_AUTO(mc_buf) date = MC_BUF_INIT;
	MC_AUTO(mc_buf) xmp = MC_BUF_INIT;

	set_text(pdf, info, "/Title", about->title);
	set_text(pdf, info, "/Author", about->author);
	set_text(pdf, info, "/Subject", about->subject);
	set_text(pdf, info, "/Creator", MC_CARRIER_CREATOR);
	mc_carrier_add_pdf_date(&date, about->created_s);
	mc_pdf_set(pdf, info, "/CreationDate", mc_pdf_new(pdf, date.ptr));
	mc_pdf_set(pdf, info, "/ModDate", mc_pdf_new(pdf, date.ptr));
	mc_pdf_add_text(&producer, pdf, mc_pdf_get(pdf, info, "/Producer"));
	mc_carrier_add_xmp(&xmp, about, producer.ptr);
	mc_pdf_set(pdf, putting->root, "/Metadata",
		   mc_pdf_new_stream(pdf, "<< /Type /Metadata /Subtype /XML >>",
				     (struct mc_str){ xmp.ptr, xmp.len }));
}

static void set_catalog(const struct putting *putting)
{
	struct mc_pdf *pdf = putting->pdf;
	unsigned viewer = need(pdf, putting->root, "/ViewerPreferences");

	set_text(pdf, putting->root, "/Lang", putting->about->lang);
	mc_pdf_set(pdf, viewer, "/DisplayDocTitle", mc_pdf_new(pdf, "true"));
	if (putting->about->is_rtl)
		mc_pdf_set(pdf, viewer, "/Direction", mc_pdf_new(pdf, "/R2L"));
	if (mc_pdf_get(pdf, putting->root, "/StructTreeRoot"))
		mc_pdf_set(pdf, need(pdf, putting->root, "/MarkInfo"), "/Marked", mc_pdf_new(pdf, "true"));
}

static struct mc_err *set_colours(const struct putting *putting)
{
	struct mc_pdf *pdf = putting->pdf;
	MC_AUTO(mc_buf) profile = MC_BUF_INIT;
	unsigned intent = mc_pdf_new(pdf, "<< /Type /OutputIntent /S /GTS_PDFA1"
					  " /OutputConditionIdentifier (sRGB IEC61966-2.1)"
					  " /Info (sRGB IEC61966-2.1) >>");
	unsigned list = mc_pdf_new(pdf, "[ ]");

	MC_TRY(mc_colour_add_srgb(&profile));
	mc_pdf_set(pdf, intent, "/DestOutputProfile",
		   mc_pdf_new_stream(pdf, "<< /N 3 >>", (struct mc_str){ profile.ptr, profile.len }));
	mc_pdf_append(pdf, list, intent);
	mc_pdf_set(pdf, putting->root, "/OutputIntents", list);
	return NULL;
}

/* ---- for readers who do not see ---- */

static struct mc_err *set_alts_below(struct putting *putting, unsigned element, unsigned depth);

static struct mc_err *set_alt(struct putting *putting, unsigned element, unsigned depth)
{
	const struct mc_carrier_pdf *about = putting->about;
	struct mc_pdf *pdf = putting->pdf;

	if (mc_pdf_is_name(pdf, mc_pdf_get(pdf, element, "/S"), "/Figure")) {
		if (putting->figures < about->figure_alt_count)
			set_text(pdf, element, "/Alt", about->figure_alts[putting->figures]);
		putting->figures++;
	}
	return set_alts_below(putting, element, depth + 1);
}

/* Children are one element or an array; numbers among them are content. */
static struct mc_err *set_alts_below(struct putting *putting, unsigned element, unsigned depth)
{
	struct mc_pdf *pdf = putting->pdf;
	unsigned children = mc_pdf_get(pdf, element, "/K");
	size_t count = mc_pdf_count(pdf, children);

	if (depth > MC_CARRIER_MAX_DEPTH)
		return mc_carrier_bad(MC_CARRIER_PDF, _("its structure is too deep"));
	if (mc_pdf_type(pdf, children) == MC_PDF_DICTIONARY)
		return set_alt(putting, children, depth);
	for (size_t i = 0; i < count; i++) {
		unsigned child = mc_pdf_at(pdf, children, i);

		if (mc_pdf_type(pdf, child) == MC_PDF_DICTIONARY)
			MC_TRY(set_alt(putting, child, depth));
	}
	return NULL;
}

static struct mc_err *set_alts(struct putting *putting)
{
	size_t wanted = putting->about->figure_alt_count;

	MC_TRY(set_alts_below(putting, mc_pdf_get(putting->pdf, putting->root, "/StructTreeRoot"), 0));
	if (putting->figures != wanted)
		return mc_err_new(MC_E_INPUT, _("PDF file: it has %zu figures, and texts for %zu are given"),
				  putting->figures, wanted);
	return NULL;
}

/* Links are printed, and say where they lead. */
static void set_links(const struct putting *putting, unsigned page)
{
	struct mc_pdf *pdf = putting->pdf;
	unsigned annotations = mc_pdf_get(pdf, page, "/Annots");
	size_t count = mc_pdf_count(pdf, annotations);

	for (size_t i = 0; i < count; i++) {
		MC_AUTO(mc_buf) address = MC_BUF_INIT;
		unsigned link = mc_pdf_at(pdf, annotations, i);

		mc_pdf_add_bytes(&address, pdf, mc_pdf_get(pdf, mc_pdf_get(pdf, link, "/A"), "/URI"));
		mc_pdf_set(pdf, link, "/F", mc_pdf_new(pdf, "4"));
		set_text(pdf, link, "/Contents", address.ptr);
	}
	if (count > 0)
		mc_pdf_set(pdf, page, "/Tabs", mc_pdf_new(pdf, "/S"));
}

static struct mc_err *set_pages(const struct putting *putting)
{
	size_t count;

	MC_TRY(mc_pdf_page_count(&count, putting->pdf));
	for (size_t i = 0; i < count; i++)
		set_links(putting, mc_pdf_page(putting->pdf, i));
	return NULL;
}

struct mc_err *mc_carrier_put_pdf(struct mc_buf *out, struct mc_str pdf, const struct mc_carrier_pdf *about)
{
	MC_AUTOPTR(mc_pdf) file = NULL;

	if (about->credential.len > 0)
		MC_TRY(mc_carrier_check_text(about->credential));
	MC_TRY(mc_pdf_open(&file, pdf));
	struct putting putting = { .pdf = file, .about = about, .root = mc_pdf_root(file) };

	if (about->credential.len > 0)
		MC_TRY(attach(&putting));
	set_metadata(&putting);
	set_catalog(&putting);
	MC_TRY(set_colours(&putting));
	MC_TRY(set_alts(&putting));
	MC_TRY(set_pages(&putting));
	return mc_pdf_write(out, file);
}
