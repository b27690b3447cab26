/* SPDX-License-Identifier: MIT */
#include "credential/signed.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "base/vec.h"
#include "linked/jcs.h"
#include "linked/terms.h"

#define CONTEXT_VC "https://www.w3.org/ns/credentials/v2"

/* Members that have an id; more than any certificate has. */
enum { MAX_IDS = 20000 };

void mc_signed_release(struct mc_signed *document)
{
	mc_json_free(document->json);
	document->json = NULL;
	document->root = NULL;
}

bool mc_signed_refuse(struct mc_signed *document, enum mc_check_name check, enum mc_verify_code code,
		      const char *detail)
{
	const char *words = _(mc_verify_code_words(code));

	if (document->fault.code != MC_VERIFY_FINE)
		return false;
	document->fault = (struct mc_fault){
		check, code, detail ? mc_arena_format(document->arena, "%s: %s", words, detail) : words
	};
	return false;
}

bool mc_signed_refuse_at(struct mc_signed *document, enum mc_check_name check, enum mc_verify_code code,
			 const struct mc_json_node *node)
{
	MC_AUTO(mc_buf) pointer = MC_BUF_INIT;

	mc_json_pointer(&pointer, document->json, node);
	return mc_signed_refuse(document, check, code, pointer.len ? pointer.ptr : NULL);
}

bool mc_signed_has_type(const struct mc_json_node *node, const char *type)
{
	return mc_json_has_text(mc_json_find(node, "type"), type);
}

bool mc_signed_is_iri(const char *text)
{
	const char *p = text;

	if (!text || !isalpha((unsigned char)*p))
		return false;
	while (isalnum((unsigned char)*p) || strchr("+.-", *p ? *p : ' '))
		p++;
	return *p == ':' && p[1] && !strpbrk(p, " \"<>\\^`{}|\n\r\t");
}

static bool check_contexts(struct mc_signed *document)
{
	const struct mc_json_node *contexts = mc_json_find(document->root, "@context");
	const char *first = mc_json_as_text(mc_json_first(contexts));

	if (mc_json_type(document->root) != MC_JSON_OBJECT || !contexts)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_NO_CREDENTIAL, NULL);
	if (mc_json_type(contexts) != MC_JSON_ARRAY || !first || strcmp(first, CONTEXT_VC) != 0)
		return mc_signed_refuse_at(document, MC_CHECK_DOCUMENT, MC_VERIFY_CONTEXT, contexts);
	for (const struct mc_json_node *one = mc_json_first(contexts); one; one = mc_json_next(one))
		if (!mc_json_as_text(one) || !mc_context_find(mc_json_as_text(one)))
			return mc_signed_refuse_at(document, MC_CHECK_DOCUMENT, MC_VERIFY_CONTEXT, one);
	return true;
}

static bool check_issuer(struct mc_signed *document)
{
	const struct mc_json_node *issuer = mc_json_find(document->root, "issuer");
	const char *id = mc_json_as_text(issuer);

	if (!id)
		id = mc_json_as_text(mc_json_find(issuer, "id"));
	if (!mc_signed_is_iri(id))
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_MEMBER, "/issuer/id");
	if (!mc_signed_is_iri(mc_json_as_text(mc_json_find(document->root, "id"))))
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_MEMBER, "/id");
	document->issuer_id = mc_arena_strdup(document->arena, id);
	document->issuer = document->issuers ? mc_issuers_find(document->issuers, id) : NULL;
	return true;
}

/* A node with an id, in the order of the document. */
struct named {
	const char *id;
	const struct mc_json_node *node;
	size_t order;
};

struct walk {
	struct mc_signed *document;
	struct named *items;
	size_t count, capacity;
};

/* Members that would bring in statements of somebody else, or change what words mean half-way. */
static bool is_hidden(const struct mc_json_node *member, bool is_root)
{
	static const char *const others[] = { "issuer", "proof", "endorsement", "verifiableCredential",
					      "endorsementJwt" };
	const char *key = mc_json_key_of(member);

	if (!key)
		return false;
	if (is_root && (!strcmp(key, "@context") || !strcmp(key, "issuer") || !strcmp(key, "proof")))
		return false;
	for (size_t i = 0; i < MC_COUNT(others); i++)
		if (!strcmp(key, others[i]))
			return true;
	return key[0] == '@';
}

/* The parser has limited the depth. */
static bool visit(struct walk *walk, const struct mc_json_node *node, bool is_root)
{
	const char *id = mc_json_as_text(mc_json_find(node, "id"));

	if (id && !is_root) {
		if (walk->count >= MAX_IDS)
			return mc_signed_refuse(walk->document, MC_CHECK_DOCUMENT, MC_VERIFY_COMPLEX, NULL);
		*MC_VEC_ADD(walk->items, walk->count, walk->capacity) =
			(struct named){ id, node, walk->count };
	}
	for (const struct mc_json_node *member = mc_json_first(node); member; member = mc_json_next(member)) {
		const char *key = mc_json_key_of(member);
		enum mc_json_type type = mc_json_type(member);

		if (is_hidden(member, is_root))
			return mc_signed_refuse_at(walk->document, MC_CHECK_DOCUMENT, MC_VERIFY_NESTED,
						   member);
		if (is_root && key && (!strcmp(key, "@context") || !strcmp(key, "proof")))
			continue;
		if ((type == MC_JSON_OBJECT || type == MC_JSON_ARRAY) && !visit(walk, member, false))
			return false;
	}
	return true;
}

static int by_id(const void *a, const void *b)
{
	const struct named *first = a, *second = b;
	int order = strcmp(first->id, second->id);

	return order ? order : (first->order > second->order) - (first->order < second->order);
}

/* Only names something that is described elsewhere. */
static bool is_bare(const struct mc_json_node *node)
{
	for (const struct mc_json_node *member = mc_json_first(node); member; member = mc_json_next(member))
		if (strcmp(mc_json_key_of(member), "id") != 0 && strcmp(mc_json_key_of(member), "type") != 0)
			return false;
	return true;
}

static bool is_same(const struct mc_json_node *a, const struct mc_json_node *b)
{
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_jcs_add(&first, a, NULL);
	MC_AUTOPTR(mc_err) other_err = mc_jcs_add(&second, b, NULL);

	return !err && !other_err &&
	       mc_str_is_equal((struct mc_str){ first.ptr, first.len },
			       (struct mc_str){ second.ptr, second.len });
}

/* To RDF, nodes with one id are one node, wherever they stand: what is said of one is said of all.  So a
 * property could be moved from one place to another without any proof of that kind telling it. */
static bool check_names(struct walk *walk)
{
	const struct mc_json_node *full = NULL;

	if (walk->count)
		qsort(walk->items, walk->count, sizeof(*walk->items), by_id);
	for (size_t i = 0; i < walk->count; i++) {
		if (i && strcmp(walk->items[i - 1].id, walk->items[i].id) != 0)
			full = NULL;
		if (is_bare(walk->items[i].node))
			continue;
		if (full && !is_same(full, walk->items[i].node))
			return mc_signed_refuse_at(walk->document, MC_CHECK_DOCUMENT, MC_VERIFY_AMBIGUOUS,
						   walk->items[i].node);
		full = walk->items[i].node;
	}
	return true;
}

static bool check_hidden(struct mc_signed *document)
{
	struct walk walk = { .document = document };
	const char *id = mc_json_as_text(mc_json_find(document->root, "id"));
	bool is_good = visit(&walk, document->root, true) && check_names(&walk);

	/* The certificate itself is described at one place only. */
	for (size_t i = 0; is_good && i < walk.count; i++)
		if (!strcmp(walk.items[i].id, id))
			is_good = mc_signed_refuse_at(document, MC_CHECK_DOCUMENT, MC_VERIFY_AMBIGUOUS,
						      walk.items[i].node);
	free(walk.items);
	return is_good;
}

bool mc_signed_open(struct mc_signed *document, const char *bytes, size_t len, size_t limit_bytes)
{
	if (len > limit_bytes)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_TOO_LARGE, NULL);
	MC_AUTOPTR(mc_err) err = mc_json_open(&document->json, NULL, bytes, len);

	if (err)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_BAD_JSON, err->msg);
	document->root = mc_json_root(document->json);
	return check_contexts(document) && check_issuer(document) && check_hidden(document);
}

/* Sets at (left alone when there is no such member); false after a fault. */
static bool read_moment(int64_t *at_s, const char **text, struct mc_signed *document, const char *key)
{
	const struct mc_json_node *node = mc_json_find(document->root, key);
	int64_t at_ms = 0;

	if (!node)
		return true;
	*text = mc_json_as_text(node);
	if (!*text || !mc_time_read_ms(&at_ms, *text))
		return mc_signed_refuse_at(document, MC_CHECK_DOCUMENT, MC_VERIFY_MEMBER, node);
	*at_s = at_ms / 1000;
	return true;
}

bool mc_signed_check_dates(struct mc_signed *document)
{
	int64_t from_s = INT64_MIN, until_s = INT64_MAX;
	const char *from = NULL, *until = NULL;

	if (!read_moment(&from_s, &from, document, "validFrom") ||
	    !read_moment(&until_s, &until, document, "validUntil"))
		return false;
	if (from_s > until_s)
		return mc_signed_refuse(document, MC_CHECK_DOCUMENT, MC_VERIFY_MEMBER, "/validUntil");
	if (from && from_s > document->now_s + MC_VERIFY_SKEW_S)
		return mc_signed_refuse(document, MC_CHECK_DATES, MC_VERIFY_NOT_YET, from);
	if (until && until_s < document->now_s)
		return mc_signed_refuse(document, MC_CHECK_DATES, MC_VERIFY_EXPIRED, until);
	return true;
}
