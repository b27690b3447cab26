/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_TERMS_TABLE_H
#define MC_LINKED_TERMS_TABLE_H

#include "base/cleanup.h"
#include "linked/terms.h"

/* How the tables of terms are written. */
#define MC_TERM_IRI(base, name) "<" base name ">"
#define CREDENTIALS(name) MC_TERM_IRI("https://www.w3.org/2018/credentials#", name)
#define JOSE(name) MC_TERM_IRI("https://www.iana.org/assignments/jose#", name)
#define JWT(name) MC_TERM_IRI("https://www.iana.org/assignments/jwt#", name)
#define OB(name) MC_TERM_IRI("https://purl.imsglobal.org/spec/vc/ob/vocab.html#", name)
#define SCHEMA(name) MC_TERM_IRI("https://schema.org/", name)
#define SECURITY(name) MC_TERM_IRI("https://w3id.org/security#", name)
#define STATUS(name) MC_TERM_IRI("https://www.w3.org/ns/credentials/status#", name)
#define XSD(name) MC_TERM_IRI("http://www.w3.org/2001/XMLSchema#", name)
/* Not the namespace of XML Schema, which begins with http:, but what the contexts say. */
#define XSDS(name) MC_TERM_IRI("https://www.w3.org/2001/XMLSchema#", name)
#define IS_PLAIN .coerce = MC_COERCE_NONE
#define IS_IRI .coerce = MC_COERCE_IRI
#define IS_VOCAB .coerce = MC_COERCE_VOCAB
#define IS_JSON .coerce = MC_COERCE_JSON
#define TYPED(iri) .coerce = MC_COERCE_DATATYPE, .datatype = iri
#define IN_SET .container = MC_CONTAINER_SET
#define IN_LIST .container = MC_CONTAINER_LIST
#define IN_GRAPH .container = MC_CONTAINER_GRAPH
#define SCOPE(table) \
	{ \
		(table), MC_COUNT(table) \
	}

#endif
