/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_TERMS_H
#define MC_LINKED_TERMS_H

#include <stddef.h>

/*
 * What the words of the pinned contexts mean.  Contexts are fetched by no one: what they say is part of the
 * program, as tables of facts, and a test compares them with the published files.
 */

/** What a text under a term is, when it is no plain text. */
enum mc_coerce {
	MC_COERCE_NONE,
	MC_COERCE_IRI,
	MC_COERCE_VOCAB, /* an IRI, or a term that stands for one */
	MC_COERCE_JSON,	 /* any JSON, kept as it is */
	MC_COERCE_DATATYPE,
};

/** What several values of a term are to each other. */
enum mc_container {
	MC_CONTAINER_NONE,
	MC_CONTAINER_SET, /* to RDF the same as none */
	MC_CONTAINER_LIST,
	MC_CONTAINER_GRAPH,
};

struct mc_scope;

/** A term.  IRIs are written as they stand in N-Quads, in '<' and '>'. */
struct mc_term {
	const char *name;
	const char *iri;
	enum mc_coerce coerce;
	enum mc_container container;
	const char *datatype;	      /* an IRI; NULL unless coerced to it */
	const struct mc_scope *scope; /* terms that hold in nodes of this type, or below this property */
};

/** Terms in the order of the bytes of their names. */
struct mc_scope {
	const struct mc_term *terms;
	size_t count;
};

/** A context by its address. */
struct mc_context {
	const char *url;
	const struct mc_scope *scope;
};

/** https://www.w3.org/ns/credentials/v2 */
extern const struct mc_scope mc_terms_credentials;

/** https://w3id.org/security/data-integrity/v2 */
extern const struct mc_scope mc_terms_data_integrity;

/** https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json */
extern const struct mc_scope mc_terms_open_badges;

/** All contexts that are known; the last one has no url. */
extern const struct mc_context mc_contexts[];

/** The context of this address, or NULL. */
const struct mc_scope *mc_context_find(const char *url);

/** The term of this name, or NULL. */
const struct mc_term *mc_scope_find(const struct mc_scope *scope, const char *name);

#endif
