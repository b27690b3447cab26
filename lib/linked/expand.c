/* SPDX-License-Identifier: MIT */
#include "linked/expand.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "linked/literal.h"
#include "linked/terms.h"

/* Most contexts of a document and types with terms of their own of one node, together. */
enum { MAX_SCOPES = 16 };

#define RDF(name) "<http://www.w3.org/1999/02/22-rdf-syntax-ns#" name ">"

/* Terms that hold; the last scope wins. */
struct scopes {
	const struct mc_scope *items[MAX_SCOPES];
	size_t count;
	size_t contexts; /* so many of them are those of the document */
};

/* The way from the document to a value, for messages. */
struct place {
	const struct place *up;
	const char *key; /* NULL: an element */
	size_t index;
};

struct expander {
	struct mc_quads *quads;
	struct mc_buf text;
};

/* Where values of a property come from and go to. */
struct spot {
	struct mc_rdf_value subject;
	const struct mc_term *term;
	const struct scopes *active; /* of the node that has the property */
	struct scopes below;	     /* of nodes under the property */
};

static void add_place(struct mc_buf *pointer, const struct place *place)
{
	if (!place->up)
		return;
	add_place(pointer, place->up);
	if (place->key)
		mc_json_pointer_add(pointer, place->key);
	else
		mc_buf_addf(pointer, "/%zu", place->index);
}

static struct mc_err *at(const struct place *place, struct mc_err *err)
{
	MC_AUTO(mc_buf) pointer = MC_BUF_INIT;

	add_place(&pointer, place);
	return err && pointer.len ? mc_err_wrap(err, "%s", pointer.ptr) : err;
}

static struct mc_err *refuse(const struct place *place, const char *reason)
{
	return at(place, mc_err_new(MC_E_INPUT, "%s", reason));
}

static struct mc_err *scopes_add(struct scopes *scopes, const struct mc_scope *scope,
				 const struct place *place)
{
	if (scopes->count == MAX_SCOPES)
		return at(place, mc_err_new(MC_E_LIMIT, _("more than %u contexts at one place"), MAX_SCOPES));
	scopes->items[scopes->count++] = scope;
	return NULL;
}

static const struct mc_term *find_term(const struct scopes *scopes, const char *name)
{
	const struct mc_term *term = NULL;

	for (size_t i = scopes->count; i > 0 && !term; i--)
		term = mc_scope_find(scopes->items[i - 1], name);
	return term;
}

static struct mc_str owned(struct expander *e, const char *bytes, size_t len)
{
	return (struct mc_str){ mc_arena_copy(&e->quads->arena, bytes, len), len };
}

static struct mc_rdf_value text_value(struct mc_str text)
{
	return (struct mc_rdf_value){ .text = text };
}

/* What was written into e->text, as a value that lives as long as the statements. */
static struct mc_rdf_value finished(struct expander *e)
{
	return text_value(owned(e, e->text.ptr, e->text.len));
}

static struct mc_rdf_value named_blank(struct expander *e, const char *name)
{
	struct mc_quads *quads = e->quads;
	uint32_t number = mc_index_find(&quads->names, name);

	if (number == MC_INDEX_NONE) {
		number = mc_quads_blank(quads).blank;
		mc_index_set(&quads->names, mc_arena_strdup(&quads->arena, name), number);
	}
	return (struct mc_rdf_value){ .text = { "", 0 }, .blank = number };
}

/* An id; relative ones mean nothing in a document that travels. */
static struct mc_err *read_id(struct mc_rdf_value *value, struct expander *e, const char *text,
			      const struct place *place)
{
	if (text && text[0] == '_' && text[1] == ':' && text[2]) {
		*value = named_blank(e, text);
		return NULL;
	}
	if (!text || !mc_literal_is_iri(text))
		return mc_err_hint(refuse(place, _("this is no address with a scheme")), "%s",
				   _("write it whole, like 'https://example.org/a' or 'urn:uuid:…'"));
	mc_buf_reset(&e->text);
	mc_buf_addc(&e->text, '<');
	mc_buf_addz(&e->text, text);
	mc_buf_addc(&e->text, '>');
	*value = finished(e);
	return NULL;
}

static struct mc_err *read_text(struct mc_rdf_value *value, struct expander *e, const struct spot *spot,
				const char *text, const struct place *place)
{
	if (spot->term->coerce == MC_COERCE_VOCAB) {
		const struct mc_scope *scope = spot->term->scope;
		const struct mc_term *named = scope ? mc_scope_find(scope, text) : NULL;

		named = named ? named : find_term(spot->active, text);
		if (named) {
			*value = text_value(mc_str(named->iri));
			return NULL;
		}
	}
	if (spot->term->coerce == MC_COERCE_IRI || spot->term->coerce == MC_COERCE_VOCAB)
		return read_id(value, e, text, place);
	mc_buf_reset(&e->text);
	mc_literal_add_text(&e->text, text);
	if (spot->term->datatype) {
		mc_buf_add(&e->text, "^^", 2);
		mc_buf_addz(&e->text, spot->term->datatype);
	}
	*value = finished(e);
	return NULL;
}

/* {"@value": …, "@language": …} or with "@type". */
static struct mc_err *read_value_object(struct mc_rdf_value *value, struct expander *e,
					const struct mc_json_node *node, const struct place *place)
{
	const char *text = mc_json_as_text(mc_json_find(node, "@value"));
	const struct mc_json_node *language = mc_json_find(node, "@language");
	const struct mc_json_node *type = mc_json_find(node, "@type");
	const char *tag = mc_json_as_text(language), *datatype = mc_json_as_text(type);

	if (!text || mc_json_count(node) != 1u + (language || type))
		return refuse(place,
			      _("a value that is written as an object needs a text in '@value', and at "
				"most one of '@language' and '@type'"));
	if (language && (!tag || !mc_literal_is_language(tag)))
		return refuse(place, _("this is no language tag"));
	if (type && (!datatype || !mc_literal_is_iri(datatype)))
		return refuse(place, _("'@type' of a value must be an address with a scheme"));
	mc_buf_reset(&e->text);
	mc_literal_add_text(&e->text, text);
	if (language)
		mc_buf_addc(&e->text, '@');
	for (const char *p = tag ? tag : ""; *p; p++)
		mc_buf_addc(&e->text, (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p));
	if (type)
		mc_buf_addf(&e->text, "^^<%s>", datatype);
	*value = finished(e);
	return NULL;
}

static struct mc_err *add_node(struct mc_rdf_value *self, struct expander *e, const struct mc_json_node *node,
			       const struct scopes *scopes, const struct place *place, const char *without);

/* Anything but null and arrays. */
static struct mc_err *read_value(struct mc_rdf_value *value, struct expander *e, const struct spot *spot,
				 const struct mc_json_node *node, const struct place *place)
{
	const char *text = mc_json_as_text(node);

	if (text)
		return read_text(value, e, spot, text, place);
	if (mc_json_type(node) == MC_JSON_OBJECT)
		return mc_json_find(node, "@value") ? read_value_object(value, e, node, place)
						    : add_node(value, e, node, &spot->below, place, NULL);
	mc_buf_reset(&e->text);
	MC_TRY(at(place, mc_literal_add_scalar(&e->text, node, spot->term->datatype)));
	*value = finished(e);
	return NULL;
}

static struct mc_err *add(struct expander *e, const struct mc_rdf_value *subject, const char *predicate,
			  const struct mc_rdf_value *object)
{
	return mc_quads_add(e->quads, subject, mc_str(predicate), object);
}

static struct mc_err *add_values(struct expander *e, const struct spot *spot, const struct mc_json_node *node,
				 const struct place *place)
{
	struct mc_rdf_value value;
	size_t index = 0;

	if (mc_json_type(node) == MC_JSON_NULL)
		return NULL;
	if (mc_json_type(node) != MC_JSON_ARRAY) {
		MC_TRY(read_value(&value, e, spot, node, place));
		return add(e, &spot->subject, spot->term->iri, &value);
	}
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		struct place inner = { place, NULL, index++ };

		MC_TRY(add_values(e, spot, n, &inner));
	}
	return NULL;
}

/* The elements of an array, or one value, as a chain of cells. */
static struct mc_err *add_list(struct expander *e, const struct spot *spot, const struct mc_json_node *node,
			       const struct place *place)
{
	const struct mc_rdf_value nil = text_value(mc_str(RDF("nil")));
	bool is_array = mc_json_type(node) == MC_JSON_ARRAY;
	struct mc_rdf_value owner = spot->subject, value;
	const char *link = spot->term->iri;
	size_t index = 0;

	for (const struct mc_json_node *n = is_array ? mc_json_first(node) : node; n;
	     n = is_array ? mc_json_next(n) : NULL) {
		struct place inner = { place, NULL, index++ };

		if (mc_json_type(n) == MC_JSON_NULL)
			continue;
		if (mc_json_type(n) == MC_JSON_ARRAY)
			return refuse(&inner, _("a list in a list cannot be read"));
		struct mc_rdf_value cell = mc_quads_blank(e->quads);

		MC_TRY(read_value(&value, e, spot, n, is_array ? &inner : place));
		MC_TRY(add(e, &owner, link, &cell));
		MC_TRY(add(e, &cell, RDF("first"), &value));
		owner = cell;
		link = RDF("rest");
	}
	return add(e, &owner, link, &nil);
}

static struct mc_err *add_property(struct expander *e, struct spot *spot, const struct mc_json_node *node,
				   const struct place *place)
{
	const struct mc_term *term = spot->term;

	if (term->container == MC_CONTAINER_GRAPH)
		return mc_err_hint(refuse(place, _("a signed document inside the document cannot be read")),
				   "%s", _("verify it by itself"));
	if (term->scope)
		MC_TRY(scopes_add(&spot->below, term->scope, place));
	if (term->coerce == MC_COERCE_JSON) {
		mc_buf_reset(&e->text);
		MC_TRY(at(place, mc_literal_add_json(&e->text, node)));
		struct mc_rdf_value value = finished(e);

		return add(e, &spot->subject, term->iri, &value);
	}
	if (term->container == MC_CONTAINER_LIST && mc_json_type(node) != MC_JSON_NULL)
		return add_list(e, spot, node, place);
	return add_values(e, spot, node, place);
}

static bool is_key(const char *key, const char *alias, const char *keyword)
{
	return !strcmp(key, alias) || !strcmp(key, keyword);
}

/* The member under the one name or the other. Errors: MC_E_INPUT: both are there. */
static struct mc_err *find_keyword(const struct mc_json_node **member, const struct mc_json_node *node,
				   const char *alias, const char *keyword, const struct place *place)
{
	const struct mc_json_node *other = mc_json_find(node, keyword);

	*member = mc_json_find(node, alias);
	if (*member && other)
		return at(place,
			  mc_err_new(MC_E_INPUT, _("'%s' and '%s' say the same twice"), alias, keyword));
	*member = *member ? *member : other;
	return NULL;
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

/* Terms are protected: a type that gives a term another meaning than a second type of its node, or than the
 * property that the node stands under, is refused.  The contexts themselves agree. */
static struct mc_err *check_scopes(const struct mc_scope *scope, const struct mc_scope *other,
				   const struct place *place)
{
	for (size_t i = 0; i < scope->count && scope != other; i++) {
		const struct mc_term *a = &scope->terms[i], *b = mc_scope_find(other, a->name);

		if (b &&
		    (strcmp(a->iri, b->iri) != 0 || a->coerce != b->coerce || a->container != b->container ||
		     a->scope != b->scope || !is_same_text(a->datatype, b->datatype)))
			return at(place, mc_err_new(MC_E_INPUT,
						    _("another type or property gives '%s' another meaning"),
						    a->name));
	}
	return NULL;
}

static struct mc_err *add_type(struct expander *e, struct scopes *active, const struct scopes *scopes,
			       const struct mc_rdf_value *subject, const struct mc_json_node *node,
			       const struct place *place)
{
	const char *text = mc_json_as_text(node);
	const struct mc_term *term = text ? find_term(scopes, text) : NULL;
	struct mc_rdf_value type;

	if (term) {
		type = text_value(mc_str(term->iri));
	} else if (text && mc_literal_is_iri(text)) {
		MC_TRY(read_id(&type, e, text, place));
	} else {
		return text ? at(place, mc_err_new(MC_E_INPUT, _("unknown type '%s'"), text))
			    : refuse(place, _("a type must be a text"));
	}
	if (term && term->scope) {
		for (size_t i = scopes->contexts; i < active->count; i++)
			MC_TRY(check_scopes(term->scope, active->items[i], place));
		MC_TRY(scopes_add(active, term->scope, place));
	}
	return add(e, subject, RDF("type"), &type);
}

static struct mc_err *add_types(struct expander *e, struct scopes *active, const struct scopes *scopes,
				const struct mc_rdf_value *subject, const struct mc_json_node *types,
				const struct place *up)
{
	struct place place = { up, types ? mc_json_key_of(types) : NULL, 0 }, inner = { &place, NULL, 0 };

	if (!types)
		return NULL;
	if (mc_json_type(types) != MC_JSON_ARRAY)
		return add_type(e, active, scopes, subject, types, &place);
	for (const struct mc_json_node *n = mc_json_first(types); n; n = mc_json_next(n), inner.index++)
		MC_TRY(add_type(e, active, scopes, subject, n, &inner));
	return NULL;
}

static struct mc_err *add_member(struct expander *e, const struct mc_rdf_value *subject,
				 const struct scopes *active, const struct scopes *scopes,
				 const struct mc_json_node *node, const struct place *up)
{
	const char *key = mc_json_key_of(node);
	struct place place = { up, key, 0 };
	struct spot spot = { .subject = *subject, .term = find_term(active, key), .active = active };

	if (!strcmp(key, "@context"))
		return refuse(&place, _("a context inside the document cannot be read"));
	if (!spot.term)
		return at(&place, mc_err_new(MC_E_INPUT, _("unknown term '%s'"), key));
	spot.below = *scopes;
	return add_property(e, &spot, node, &place);
}

/* Adds what a node says; without is for the document itself, whose context has been read already. */
static struct mc_err *add_node(struct mc_rdf_value *self, struct expander *e, const struct mc_json_node *node,
			       const struct scopes *scopes, const struct place *place, const char *without)
{
	const struct mc_json_node *id, *types;
	struct scopes active = *scopes;

	MC_TRY(find_keyword(&id, node, "id", "@id", place));
	MC_TRY(find_keyword(&types, node, "type", "@type", place));
	if (id) {
		struct place inner = { place, mc_json_key_of(id), 0 };

		MC_TRY(read_id(self, e, mc_json_as_text(id), &inner));
	} else {
		*self = mc_quads_blank(e->quads);
	}
	MC_TRY(add_types(e, &active, scopes, self, types, place));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		const char *key = mc_json_key_of(n);

		if (is_key(key, "id", "@id") || is_key(key, "type", "@type"))
			continue;
		if (!place->up && (!strcmp(key, "@context") || (without && !strcmp(key, without))))
			continue;
		MC_TRY(add_member(e, self, &active, scopes, n, place));
	}
	return NULL;
}

static struct mc_err *add_context(struct scopes *scopes, const struct mc_json_node *node,
				  const struct place *place)
{
	const char *url = mc_json_as_text(node);
	const struct mc_scope *scope = url ? mc_context_find(url) : NULL;

	if (!scope)
		return at(place, url ? mc_err_new(MC_E_INPUT, _("unknown context '%s'"), url)
				     : mc_err_new(MC_E_INPUT, "%s", _("a context must be an address")));
	return scopes_add(scopes, scope, place);
}

static struct mc_err *read_contexts(struct scopes *scopes, const struct mc_json_node *context,
				    const struct place *document)
{
	struct place place = { document, "@context", 0 }, inner = { &place, NULL, 0 };

	if (!context)
		return refuse(document, _("the document has no '@context'"));
	if (mc_json_type(context) != MC_JSON_ARRAY)
		return add_context(scopes, context, &place);
	for (const struct mc_json_node *n = mc_json_first(context); n; n = mc_json_next(n), inner.index++)
		MC_TRY(add_context(scopes, n, &inner));
	return NULL;
}

struct mc_err *mc_expand(struct mc_quads *quads, const struct mc_json_node *node, const char *without,
			 const struct mc_json_node *context)
{
	const struct place document = { NULL, NULL, 0 };
	struct expander e = { quads, MC_BUF_INIT };
	struct scopes scopes = { .count = 0 };
	struct mc_rdf_value self;

	if (mc_json_type(node) != MC_JSON_OBJECT)
		return refuse(&document, _("the document is no JSON object"));
	MC_TRY(read_contexts(&scopes, context ? context : mc_json_find(node, "@context"), &document));
	scopes.contexts = scopes.count;
	struct mc_err *err = add_node(&self, &e, node, &scopes, &document, without);

	mc_buf_release(&e.text);
	return err;
}
