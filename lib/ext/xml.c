/* SPDX-License-Identifier: MIT */
#include "ext/xml.h"

#include <ctype.h>
#include <libxml/parser.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "ext/late.h"

/* The calls of libxml2 that are used. */
#define XML_CALLS(X) \
	X(xmlCreatePushParserCtxt) \
	X(xmlCtxtUseOptions) \
	X(xmlFreeParserCtxt) \
	X(xmlParseChunk) \
	X(xmlSetGenericErrorFunc) \
	X(xmlStopParser)

struct calls {
#define X(name) __typeof__(&name) name;
	XML_CALLS(X)
#undef X
};

/* As much is given to the parser at a time: large enough to be fast, small enough that the events of one
 * piece stay in the processor's cache. */
enum { CHUNK_BYTES = 16 * 1024, HEAD_BYTES = 200, MESSAGE_BYTES = 300 };

/* An event that waits. Names are interned by the parser and stay; other texts stand in the store, where they
 * move while it grows: so they are offsets. */
struct waiting {
	enum mc_xml_kind kind;
	const char *name, *space;
	size_t offset; /* TEXT: in the store; START: of its first attribute in the list */
	size_t len;
	unsigned line;
	unsigned depth;
};

struct waiting_attribute {
	const char *name;
	size_t offset;
};

struct mc_xml {
	struct calls calls;
	xmlParserCtxtPtr parser;
	struct mc_str left;  /* what the parser has not got yet */
	size_t silent_bytes; /* given to it since something came out */
	bool is_ended;
	bool is_progress;   /* something was read, if only a comment */
	unsigned depth;	    /* of what was read */
	unsigned out_depth; /* of what was handed out: inside how many elements the caller is */
	struct mc_err *err; /* the first one */

	struct waiting *events;
	size_t event_count;
	size_t event_capacity;
	size_t next_event;
	struct waiting_attribute *attributes;
	size_t attribute_count;
	size_t attribute_capacity;
	struct mc_buf store;
	struct mc_xml_attribute shown[MC_XML_MAX_ATTRIBUTES]; /* of the START that was handed out */
};

/* ---- what the parser calls ---- */

static unsigned line_of(const struct mc_xml *xml)
{
	int line = xml->parser && xml->parser->input ? xml->parser->input->line : 1;

	return line > 0 ? (unsigned)line : 1;
}

static void set_error(struct mc_xml *xml, const char *why)
{
	if (!xml->err)
		xml->err = mc_err_new(MC_E_INPUT, _("line %u: %s"), line_of(xml), why);
}

static void stop(struct mc_xml *xml, const char *why)
{
	set_error(xml, why);
	xml->calls.xmlStopParser(xml->parser);
}

static struct waiting *add_event(struct mc_xml *xml, enum mc_xml_kind kind)
{
	struct waiting *event = MC_VEC_ADD(xml->events, xml->event_count, xml->event_capacity);

	*event = (struct waiting){ .kind = kind, .line = line_of(xml), .depth = xml->depth };
	xml->is_progress = true;
	return event;
}

/* Of each attribute: name, prefix, namespace, first byte of the value, and the byte behind it. */
static void add_attributes(struct mc_xml *xml, struct waiting *event, int count, const xmlChar **fields)
{
	event->offset = xml->attribute_count;
	event->len = (size_t)count;
	for (int i = 0; i < count; i++) {
		const xmlChar *const *field = fields + (ptrdiff_t)i * 5;
		struct waiting_attribute *attribute =
			MC_VEC_ADD(xml->attributes, xml->attribute_count, xml->attribute_capacity);

		*attribute = (struct waiting_attribute){ (const char *)field[0], xml->store.len };
		mc_buf_add(&xml->store, field[3], (size_t)(field[4] - field[3]));
		mc_buf_addc(&xml->store, '\0');
	}
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
		     int space_count, const xmlChar **spaces, int count, int default_count,
		     const xmlChar **fields)
{
	struct mc_xml *xml = context;

	(void)prefix, (void)space_count, (void)spaces, (void)default_count;
	if (++xml->depth > MC_XML_MAX_DEPTH) {
		stop(xml, _("elements stand too deep inside each other"));
		return;
	}
	if ((unsigned)count > MC_XML_MAX_ATTRIBUTES) {
		stop(xml, _("an element has too many attributes"));
		return;
	}
	struct waiting *event = add_event(xml, MC_XML_START);

	event->name = (const char *)name;
	event->space = (const char *)space;
	add_attributes(xml, event, count, fields);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	struct mc_xml *xml = context;

	(void)prefix;
	struct waiting *event = add_event(xml, MC_XML_END);

	event->name = (const char *)name;
	event->space = (const char *)space;
	xml->depth--;
}

/* Pieces of one text come as one event as far as they come together. */
static void on_text(void *context, const xmlChar *text, int len)
{
	struct mc_xml *xml = context;
	struct waiting *last = xml->event_count > 0 ? &xml->events[xml->event_count - 1] : NULL;

	if (!last || last->kind != MC_XML_TEXT) {
		last = add_event(xml, MC_XML_TEXT);
		last->offset = xml->store.len;
	}
	mc_buf_add(&xml->store, text, (size_t)len);
	last->len += (size_t)len;
	xml->is_progress = true;
}

static void on_comment(void *context, const xmlChar *text)
{
	struct mc_xml *xml = context;

	(void)text;
	xml->is_progress = true;
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *text)
{
	(void)target;
	on_comment(context, text);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	(void)name, (void)public_id, (void)system_id;
	stop(context, _("a DOCTYPE is not allowed"));
}

/* The parser goes on to the end of its piece, without a further call but this one. */
static void on_error(void *context, xmlErrorPtr error)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	/* Prefixes that nobody declared and the like leave a document readable. */
	if (error->level != XML_ERR_FATAL)
		return;
	mc_buf_addz(&text, error->message ? error->message : "");
	text.len = mc_utf8_cut(text.ptr, text.len, MESSAGE_BYTES);
	for (size_t i = 0; i < text.len; i++)
		text.ptr[i] = (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i];
	while (text.len > 0 && text.ptr[text.len - 1] == ' ')
		text.len--;
	text.ptr[text.len] = '\0';
	set_error(context,
		  text.len > 0 && mc_utf8_is_valid(text.ptr, text.len) ? text.ptr : _("this is not XML"));
}

/* Where the library has no parser at hand it would print to standard error. */
__attribute__((format(printf, 2, 3))) static void say_nothing(void *context, const char *format, ...)
{
	(void)context, (void)format;
}

/* ---- opening ---- */

/* The encoding that the first line declares; false when it declares none. */
static bool declared_encoding(struct mc_str *encoding, const char *bytes, size_t len)
{
	size_t head_len = len < HEAD_BYTES ? len : HEAD_BYTES;
	const char *end = memchr(bytes, '>', head_len);
	const char *at = end ? memmem(bytes, (size_t)(end - bytes), "encoding", 8) : NULL;

	if (!at || len < 5 || memcmp(bytes, "<?xml", 5) != 0)
		return false;
	for (at += 8; at < end && (isspace((unsigned char)*at) || *at == '='); at++)
		;
	const char *close = at < end ? memchr(at + 1, *at, (size_t)(end - at) - 1) : NULL;

	if (!close)
		return false;
	*encoding = (struct mc_str){ at + 1, (size_t)(close - at) - 1 };
	return true;
}

/* Other encodings would be decoded by modules of the C library that have had faults of their own. */
static struct mc_err *check_encoding(const char *bytes, size_t len)
{
	static const char *const known[] = { "UTF-8", "UTF8", "US-ASCII", "ASCII", "ISO-8859-1", "LATIN1" };
	struct mc_str encoding;

	/* UTF-16, UTF-32 and EBCDIC are guessed by the library from the first four bytes. */
	if (memchr("\xfe\xff\x4c", bytes[0], 3) || memchr(bytes, '\0', len < 4 ? len : 4))
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("line 1: its encoding is not supported")),
				   _("write it in UTF-8"));
	if (!declared_encoding(&encoding, bytes, len))
		return NULL;
	for (size_t i = 0; i < MC_COUNT(known); i++) {
		if (encoding.len == strlen(known[i]) && !strncasecmp(encoding.ptr, known[i], encoding.len))
			return NULL;
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("line 1: its encoding is not supported")),
			   _("write it in UTF-8"));
}

static struct mc_err *load(struct calls *calls)
{
	const struct mc_late_call wanted[] = {
#define X(name) { #name, &calls->name },
		XML_CALLS(X)
#undef X
	};

	MC_TRY_AS(mc_late_load(MC_XML_SONAME, "libxml2", wanted, MC_COUNT(wanted)), "%s",
		  _("XML cannot be read"));
	return NULL;
}

struct mc_err *mc_xml_prepare(void)
{
	struct calls calls;

	return load(&calls);
}

static struct mc_err *start_parser(struct mc_xml *xml)
{
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
				  .startElementNs = on_start,
				  .endElementNs = on_end,
				  .characters = on_text,
				  .ignorableWhitespace = on_text,
				  .cdataBlock = on_text,
				  .comment = on_comment,
				  .processingInstruction = on_instruction,
				  .internalSubset = on_doctype,
				  .serror = on_error };

	xml->calls.xmlSetGenericErrorFunc(NULL, say_nothing);
	xml->parser = xml->calls.xmlCreatePushParserCtxt(&handler, xml, NULL, 0, NULL);
	if (!xml->parser)
		return mc_err_new(MC_E_TOOL, "%s", _("XML cannot be read: the library does not start"));
	(void)xml->calls.xmlCtxtUseOptions(xml->parser, XML_PARSE_NONET);
	return NULL;
}

struct mc_err *mc_xml_open(struct mc_xml **xml, const char *bytes, size_t len)
{
	if (len == 0)
		return mc_err_new(MC_E_INPUT, "%s", _("line 1: it is empty"));
	if (len > MC_XML_MAX_BYTES)
		return mc_err_new(MC_E_INPUT, _("line 1: it is larger than %u MiB"), MC_XML_MAX_BYTES >> 20);
	if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		len -= 3;
	}
	if (len > 0)
		MC_TRY(check_encoding(bytes, len));
	MC_AUTOPTR(mc_xml) made = mc_alloc_zero(1, sizeof(*made));

	made->store = (struct mc_buf)MC_BUF_INIT;
	made->left = (struct mc_str){ bytes, len };
	MC_TRY(load(&made->calls));
	MC_TRY(start_parser(made));
	*xml = MC_TAKE(made);
	return NULL;
}

void mc_xml_free(struct mc_xml *xml)
{
	if (!xml)
		return;
	if (xml->parser)
		xml->calls.xmlFreeParserCtxt(xml->parser);
	mc_err_free(xml->err);
	mc_buf_release(&xml->store);
	free(xml->events);
	free(xml->attributes);
	free(xml);
}

/* ---- pulling ---- */

/* Gives the parser its next piece, or the end. */
static void feed(struct mc_xml *xml)
{
	size_t len = xml->left.len < CHUNK_BYTES ? xml->left.len : CHUNK_BYTES;

	xml->event_count = xml->next_event = xml->attribute_count = 0;
	mc_buf_reset(&xml->store);
	xml->is_progress = false;
	(void)xml->calls.xmlParseChunk(xml->parser, xml->left.ptr, (int)len, len == 0);
	xml->left.ptr += len;
	xml->left.len -= len;
	xml->is_ended = len == 0;
	xml->silent_bytes = xml->is_progress ? 0 : xml->silent_bytes + len;
	if (xml->silent_bytes > MC_XML_MAX_TAG_BYTES)
		set_error(xml, _("a tag or comment is too long"));
	if (xml->is_ended && !xml->parser->wellFormed)
		set_error(xml, _("this is not XML"));
}

static struct mc_err *again(const struct mc_err *err)
{
	return mc_err_new(err->code, "%s", err->msg);
}

static void show(struct mc_xml_event *event, struct mc_xml *xml, const struct waiting *from)
{
	*event = (struct mc_xml_event){ .kind = from->kind,
					.name = from->name,
					.space = from->space ? from->space : "",
					.line = from->line,
					.depth = from->depth };
	if (from->kind == MC_XML_TEXT) {
		event->text = (struct mc_str){ xml->store.ptr + from->offset, from->len };
	} else if (from->kind == MC_XML_START) {
		for (size_t i = 0; i < from->len; i++) {
			const struct waiting_attribute *attribute = &xml->attributes[from->offset + i];

			xml->shown[i] = (struct mc_xml_attribute){ attribute->name,
								   xml->store.ptr + attribute->offset };
		}
		event->attributes = xml->shown;
		event->attribute_count = from->len;
	}
}

struct mc_err *mc_xml_next(struct mc_xml_event *event, struct mc_xml *xml)
{
	while (xml->next_event == xml->event_count && !xml->is_ended && !xml->err)
		feed(xml);
	/* What came before an error is handed out first, so that it does not matter how the bytes were cut.
	 */
	if (xml->next_event == xml->event_count && xml->err)
		return again(xml->err);
	if (xml->next_event == xml->event_count) {
		*event = (struct mc_xml_event){ .kind = MC_XML_DONE, .line = line_of(xml) };
		return NULL;
	}
	show(event, xml, &xml->events[xml->next_event++]);
	xml->out_depth = event->kind == MC_XML_END ? event->depth - 1 : event->depth;
	return NULL;
}

struct mc_err *mc_xml_skip(struct mc_xml *xml)
{
	unsigned depth = xml->out_depth;
	struct mc_xml_event event;

	while (xml->out_depth >= depth && depth > 0)
		MC_TRY(mc_xml_next(&event, xml));
	return NULL;
}

struct mc_err *mc_xml_read_text(struct mc_buf *text, struct mc_xml *xml, size_t limit_bytes)
{
	unsigned depth = xml->out_depth;
	size_t end = text->len + limit_bytes;
	struct mc_xml_event event;

	while (xml->out_depth >= depth && depth > 0) {
		MC_TRY(mc_xml_next(&event, xml));
		if (event.kind != MC_XML_TEXT || text->len >= end)
			continue;
		size_t len = mc_utf8_cut(event.text.ptr, event.text.len, end - text->len);

		mc_buf_add(text, event.text.ptr, len);
		/* Nothing may follow behind a cut. */
		if (len < event.text.len)
			end = text->len;
	}
	return NULL;
}

const char *mc_xml_attribute(const struct mc_xml_event *event, const char *name)
{
	for (size_t i = 0; i < event->attribute_count; i++) {
		if (!strcmp(event->attributes[i].name, name))
			return event->attributes[i].value;
	}
	return NULL;
}

bool mc_xml_is(const struct mc_xml_event *event, enum mc_xml_kind kind, const char *name)
{
	return event->kind == kind && event->name && !strcmp(event->name, name);
}
