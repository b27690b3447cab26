/* SPDX-License-Identifier: MIT */
/* Source: ISO 32000-1, 12.7 (forms) and 12.8 (signatures); ETSI EN 319 142-1, 6 (baseline profile B-B). */
#include "carrier/pades.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "carrier/parts.h"
#include "carrier/pdf_parts.h"

/* Numbers as wide as any that will stand there; they occur nowhere else in the file. */
static const char range_text[] = "/ByteRange [ 0 1111111111 2222222222 3333333333 ]";
static const char contents_text[] = "/Contents <";

/* The signature itself, with room for its bytes. */
static unsigned new_signature(struct mc_pdf *pdf, size_t size, int64_t at_s)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addz(&text, "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ");
	mc_buf_addf(&text, "%s /M ", range_text);
	mc_carrier_add_pdf_date(&text, at_s);
	mc_buf_addf(&text, " %s", contents_text);
	for (size_t i = 0; i < size; i++)
		mc_buf_addz(&text, "00");
	mc_buf_addz(&text, "> >>");
	return mc_pdf_refer(pdf, mc_pdf_new(pdf, text.ptr));
}

/* A field that takes no room on the page: the certificate has its own place for signatures. */
static struct mc_err *add_field(struct mc_pdf *pdf, unsigned signature)
{
	unsigned root = mc_pdf_root(pdf), page = mc_pdf_page(pdf, 0);
	unsigned field = mc_pdf_refer(pdf, mc_pdf_new(pdf, "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132"
							   " /T (Signature) /Rect [ 0 0 0 0 ] >>"));
	unsigned form = mc_pdf_new(pdf, "<< /SigFlags 3 /Fields [ ] >>");

	if (mc_pdf_get(pdf, root, "/AcroForm") || !page)
		return mc_carrier_bad(MC_CARRIER_PDF, _("it is signed already, or has no pages"));
	mc_pdf_set(pdf, field, "/V", signature);
	mc_pdf_set(pdf, field, "/P", page);
	if (mc_pdf_type(pdf, mc_pdf_get(pdf, page, "/Annots")) != MC_PDF_ARRAY)
		mc_pdf_set(pdf, page, "/Annots", mc_pdf_new(pdf, "[ ]"));
	mc_pdf_append(pdf, mc_pdf_get(pdf, page, "/Annots"), field);
	mc_pdf_append(pdf, mc_pdf_get(pdf, form, "/Fields"), field);
	mc_pdf_set(pdf, root, "/AcroForm", form);
	return NULL;
}

/* Where text stands, when it does so once. */
static struct mc_err *find_once(size_t *at, const struct mc_buf *file, const char *text, size_t len)
{
	const char *first = memmem(file->ptr, file->len, text, len);
	size_t rest = first ? file->len - (size_t)(first + 1 - file->ptr) : 0;

	if (!first || memmem(first + 1, rest, text, len))
		return mc_carrier_bad(MC_CARRIER_PDF, _("the place of the signature is not found"));
	*at = (size_t)(first - file->ptr);
	return NULL;
}

/* Where the bytes of the signature stand in the file, with their brackets. */
static struct mc_err *find_room(size_t *from, size_t *to, const struct mc_buf *file, size_t size)
{
	MC_AUTO(mc_buf) room = MC_BUF_INIT;

	mc_buf_addz(&room, contents_text);
	for (size_t i = 0; i < size; i++)
		mc_buf_addz(&room, "00");
	mc_buf_addc(&room, '>');
	size_t at = 0;

	MC_TRY(find_once(&at, file, room.ptr, room.len));
	*to = at + room.len;
	*from = at + sizeof(contents_text) - 2;
	return NULL;
}

/* Says which bytes are signed: all but those of the signature. */
static struct mc_err *set_range(struct mc_buf *file, size_t from, size_t to)
{
	char text[sizeof(range_text) + 1];
	size_t at = 0;

	MC_TRY(find_once(&at, file, range_text, sizeof(range_text) - 1));
	int len = snprintf(text, sizeof(text), "/ByteRange [ 0 %zu %zu %zu", from, to, file->len - to);

	if (len < 0 || (size_t)len > sizeof(range_text) - 3)
		return mc_carrier_bad(MC_CARRIER_PDF, _("the place of the signature is not found"));
	memset(file->ptr + at, ' ', sizeof(range_text) - 1);
	memcpy(file->ptr + at, text, (size_t)len);
	file->ptr[at + sizeof(range_text) - 2] = ']';
	return NULL;
}

static struct mc_err *sign(struct mc_buf *file, const struct mc_cms_key *key)
{
	static const char digits[] = "0123456789abcdef";
	MC_AUTO(mc_buf) told = MC_BUF_INIT;
	MC_AUTO(mc_buf) der = MC_BUF_INIT;
	size_t from = 0, to = 0;

	MC_TRY(find_room(&from, &to, file, mc_cms_size(key)));
	MC_TRY(set_range(file, from, to));
	mc_buf_add(&told, file->ptr, from);
	mc_buf_add(&told, file->ptr + to, file->len - to);
	MC_TRY(mc_cms_sign(&der, key, (struct mc_str){ told.ptr, told.len }));
	if (der.len > mc_cms_size(key))
		return mc_carrier_bad(MC_CARRIER_PDF, _("the place of the signature is not found"));
	for (size_t i = 0; i < der.len; i++) {
		unsigned char byte = (unsigned char)der.ptr[i];

		file->ptr[from + 1 + 2 * i] = digits[byte >> 4];
		file->ptr[from + 2 + 2 * i] = digits[byte & 0xf];
	}
	return NULL;
}

struct mc_err *mc_carrier_sign_pdf(struct mc_buf *out, struct mc_str pdf, const struct mc_cms_key *key,
				   int64_t at_s)
{
	MC_AUTOPTR(mc_pdf) file = NULL;
	MC_AUTO(mc_buf) made = MC_BUF_INIT;

	MC_TRY(mc_pdf_open(&file, pdf));
	MC_TRY(add_field(file, new_signature(file, mc_cms_size(key), at_s)));
	MC_TRY(mc_pdf_write(&made, file));
	MC_TRY(sign(&made, key));
	mc_buf_add(out, made.ptr, made.len);
	return NULL;
}
