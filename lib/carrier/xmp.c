/* SPDX-License-Identifier: MIT */
/* Source: ISO 16684-1 (XMP), with the schemas "dc", "xmp" and "pdf". Nothing claims PDF/A: no validator has
 * said so. */
#include <string.h>

#include "base/time.h"
#include "carrier/pdf_parts.h"
#include "ext/escape.h"

static void add_element(struct mc_buf *out, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	mc_buf_addf(out, "<%s>", name);
	mc_escape_xml_text(out, text);
	mc_buf_addf(out, "</%s>\n", name);
}

/* A list of one; attributes stand in its entry. */
static void add_list(struct mc_buf *out, const char *name, const char *list, const char *attributes,
		     const char *text)
{
	if (!text || !*text)
		return;
	mc_buf_addf(out, "<%s><rdf:%s><rdf:li%s>", name, list, attributes);
	mc_escape_xml_text(out, text);
	mc_buf_addf(out, "</rdf:li></rdf:%s></%s>\n", list, name);
}

void mc_carrier_add_xmp(struct mc_buf *out, const struct mc_carrier_pdf *about, const char *producer)
{
	static const char by_default[] = " xml:lang=\"x-default\"";
	MC_AUTO(mc_buf) time = MC_BUF_INIT;

	mc_time_add(&time, about->created_s);
	mc_buf_addz(out, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
			 "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
			 "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
			 "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
			 " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
			 " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
	add_element(out, "dc:format", "application/pdf");
	add_list(out, "dc:title", "Alt", by_default, about->title);
	add_list(out, "dc:creator", "Seq", "", about->author);
	add_list(out, "dc:description", "Alt", by_default, about->subject);
	add_list(out, "dc:language", "Bag", "", about->lang);
	add_element(out, "xmp:CreatorTool", MC_CARRIER_CREATOR);
	add_element(out, "xmp:CreateDate", time.ptr);
	add_element(out, "xmp:ModifyDate", time.ptr);
	add_element(out, "xmp:MetadataDate", time.ptr);
	add_element(out, "pdf:Producer", producer);
	mc_buf_addz(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}
