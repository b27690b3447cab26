/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_XML_H
#define MC_EXT_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * A pull reader of XML 1.0 on libxml2's push interface, which is twice as fast as its own pull reader and
 * builds no nodes.  Loaded at first use: linking libxml2 and what it needs would cost every start 1 ms.
 *
 * Reports come from students: there is no DTD, no entity but the five of XML, no character set but those that
 * libxml2 decodes itself, and nothing else is ever opened.  The library has had many faults in its memory:
 * what nobody trusts is read in a process of its own (os/worker.h, os/confine.h).
 */

/** Largest document that is read. */
#define MC_XML_MAX_BYTES (256u * 1024 * 1024)
/** Elements inside each other. */
#define MC_XML_MAX_DEPTH 100u
/** Attributes of one element. */
#define MC_XML_MAX_ATTRIBUTES 200u
/** One tag, comment or instruction; the library takes a time that grows with the square of it. */
#define MC_XML_MAX_TAG_BYTES (256u * 1024)

/** A document that is being read. */
struct mc_xml;

enum mc_xml_kind {
	MC_XML_START, /* of an element */
	MC_XML_END,   /* of an element; an empty one has it too */
	MC_XML_TEXT,  /* of the element around it, whole or a piece of it; CDATA is text */
	MC_XML_DONE,  /* the document has ended and was well-formed */
};

struct mc_xml_attribute {
	const char *name; /* without prefix */
	const char *value;
};

/** What stands next in a document; everything in it is valid until the next call. Texts are UTF-8. */
struct mc_xml_event {
	enum mc_xml_kind kind;
	const char *name;			   /* START, END: without prefix */
	const char *space;			   /* its namespace; "": none */
	const struct mc_xml_attribute *attributes; /* START */
	size_t attribute_count;
	struct mc_str text; /* TEXT */
	unsigned line;	    /* where it ends, from 1 */
	unsigned depth;	    /* START, END: 1 for the root; TEXT: of the element around it */
};

/** Loads the library, for a process that soon can load nothing. Errors: MC_E_TOOL. */
struct mc_err *mc_xml_prepare(void) MC_MUST_USE;

/**
 * Opens a document of len bytes in UTF-8, US-ASCII or ISO-8859-1; it says which, or it is UTF-8.
 *
 * xml    set on success; release with mc_xml_free()
 * bytes  must stay until then
 *
 * Errors: MC_E_INPUT (empty, too large, another encoding), MC_E_TOOL (libxml2 is not installed).
 */
struct mc_err *mc_xml_open(struct mc_xml **xml, const char *bytes, size_t len) MC_MUST_USE;

/** Releases a document; NULL is allowed. */
void mc_xml_free(struct mc_xml *xml);
MC_AUTOPTR_DEFINE(mc_xml);

/**
 * Reads what stands next; behind the end it is MC_XML_DONE for ever. Comments and instructions are passed
 * over.
 *
 * Errors: MC_E_INPUT with "line N: …" (not well-formed, a DOCTYPE, an entity, a limit of this page); then
 * every further call fails too.
 */
struct mc_err *mc_xml_next(struct mc_xml_event *event, struct mc_xml *xml) MC_MUST_USE;

/** Passes over the rest of the element whose START came last, with its END. Errors: as mc_xml_next(). */
struct mc_err *mc_xml_skip(struct mc_xml *xml) MC_MUST_USE;

/**
 * Appends the text of the element whose START came last, that of elements in it included, and passes over its
 * END. Of a longer text the first limit_bytes are kept, cut between two characters.
 *
 * Errors: as mc_xml_next().
 */
struct mc_err *mc_xml_read_text(struct mc_buf *text, struct mc_xml *xml, size_t limit_bytes) MC_MUST_USE;

/** The value of an attribute of a START, or NULL. */
const char *mc_xml_attribute(const struct mc_xml_event *event, const char *name);

/** True when event starts or ends an element called name. */
bool mc_xml_is(const struct mc_xml_event *event, enum mc_xml_kind kind, const char *name);

#endif
