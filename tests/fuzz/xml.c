/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the XML reader: what comes out must be balanced, valid UTF-8 and within the limits. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "ext/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const struct mc_xml_event *event)
{
	assert(event->line > 0 && event->depth <= MC_XML_MAX_DEPTH);
	assert(event->attribute_count <= MC_XML_MAX_ATTRIBUTES);
	assert(mc_utf8_is_valid(event->text.ptr, event->text.len));
	for (size_t i = 0; i < event->attribute_count; i++)
		assert(mc_utf8_is_valid(event->attributes[i].value, strlen(event->attributes[i].value)));
}

/* Reads everything; with an odd first byte it skips every third element, as readers do with what they do not
 * know. */
static struct mc_err *read_all(const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_xml) xml = NULL;
	struct mc_xml_event event = { .kind = MC_XML_TEXT };
	unsigned depth = 0;
	unsigned count = 0;

	MC_TRY(mc_xml_open(&xml, bytes, len));
	while (event.kind != MC_XML_DONE) {
		MC_TRY(mc_xml_next(&event, xml));
		check(&event);
		if (event.kind == MC_XML_START)
			assert(event.depth == ++depth);
		if (event.kind == MC_XML_END)
			assert(event.depth == depth--);
		if (event.kind != MC_XML_START || len % 2 == 0 || ++count % 3)
			continue;
		MC_TRY(mc_xml_skip(xml));
		depth--;
	}
	assert(depth == 0);
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	mc_err_drop(read_all((const char *)bytes, len));
	return 0;
}
