/* SPDX-License-Identifier: MIT */
/*
 * Reads a JSON array of documents on standard input and writes an array of what lib/linked makes of each:
 * {"nquads": …, "jcs": …} or {"error": …}; with the argument "terms", the tables of terms instead; with
 * "hashes", of documents with proofs, what each proof signs.
 */
#include <stdio.h>
#include <string.h>

#include "ext/json.h"
#include "ext/json_write.h"
#include "linked/integrity.h"
#include "linked/jcs.h"
#include "linked/rdfc.h"
#include "linked/terms.h"

static void write_scope(struct mc_json_writer *w, const struct mc_scope *scope)
{
	static const char *const coercions[] = { NULL, "@id", "@vocab", "@json", NULL };
	static const char *const containers[] = { NULL, "@set", "@list", "@graph" };

	mc_json_start(w, '{');
	for (size_t i = 0; i < scope->count; i++) {
		const struct mc_term *term = &scope->terms[i];

		mc_json_key(w, term->name);
		mc_json_start(w, '{');
		mc_json_key_text(w, "@id", term->iri);
		if (term->coerce != MC_COERCE_NONE)
			mc_json_key_text(w, "@type",
					 term->datatype ? term->datatype : coercions[term->coerce]);
		if (term->container != MC_CONTAINER_NONE)
			mc_json_key_text(w, "@container", containers[term->container]);
		if (term->scope) {
			mc_json_key(w, "@context");
			write_scope(w, term->scope);
		}
		mc_json_end(w);
	}
	mc_json_end(w);
}

static void write_terms(struct mc_json_writer *w)
{
	mc_json_start(w, '{');
	for (const struct mc_context *context = mc_contexts; context->url; context++) {
		mc_json_key(w, context->url);
		write_scope(w, context->scope);
	}
	mc_json_end(w);
}

static void write_error(struct mc_json_writer *w, struct mc_err *err)
{
	mc_json_key_text(w, "error", err->msg);
	mc_err_free(err);
}

static void write_forms(struct mc_json_writer *w, const struct mc_json_node *document)
{
	struct mc_buf nquads = MC_BUF_INIT, jcs = MC_BUF_INIT;
	struct mc_err *err = mc_rdfc_add(&nquads, document, "proof", NULL);

	mc_json_start(w, '{');
	if (!err) {
		mc_json_key_text(w, "nquads", nquads.ptr);
		err = mc_jcs_add(&jcs, document, NULL);
	}
	if (err)
		write_error(w, err);
	else
		mc_json_key_text(w, "jcs", jcs.ptr);
	mc_json_end(w);
	mc_buf_release(&nquads);
	mc_buf_release(&jcs);
}

static void write_hash(struct mc_json_writer *w, const struct mc_json_node *document,
		       const struct mc_json_node *proof)
{
	unsigned char hash[MC_INTEGRITY_BYTES];
	const char *suite = mc_json_as_text(mc_json_find(proof, "cryptosuite"));
	bool is_jcs = suite && !strcmp(suite, mc_integrity_name(MC_INTEGRITY_JCS));
	MC_AUTO(mc_buf) hex = MC_BUF_INIT;
	struct mc_err *err =
		mc_integrity_hash(hash, is_jcs ? MC_INTEGRITY_JCS : MC_INTEGRITY_RDFC, document, proof, NULL);

	for (size_t i = 0; i < MC_INTEGRITY_BYTES && !err; i++)
		mc_buf_addf(&hex, "%02x", hash[i]);
	mc_json_start(w, '{');
	if (err)
		write_error(w, err);
	else
		mc_json_key_text(w, "hash", hex.ptr);
	mc_json_end(w);
}

static void write_hashes(struct mc_json_writer *w, const struct mc_json_node *document)
{
	const struct mc_json_node *proof = mc_json_find(document, "proof");

	mc_json_start(w, '[');
	if (mc_json_type(proof) == MC_JSON_OBJECT)
		write_hash(w, document, proof);
	else
		for (const struct mc_json_node *n = mc_json_first(proof); n; n = mc_json_next(n))
			write_hash(w, document, n);
	mc_json_end(w);
}

static struct mc_err *answer(struct mc_json_writer *w, const char *what)
{
	enum { MAX_BYTES = 256 << 20 };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_buf_read_fd(&text, 0, MAX_BYTES));
	MC_TRY(mc_json_open_up_to(&json, NULL, text.ptr, text.len, MAX_BYTES));
	mc_json_start(w, '[');
	for (const struct mc_json_node *n = mc_json_first(mc_json_root(json)); n; n = mc_json_next(n))
		(strcmp(what, "hashes") ? write_forms : write_hashes)(w, n);
	mc_json_end(w);
	return NULL;
}

int main(int argc, char **argv)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&out, false);
	MC_AUTOPTR(mc_err) err = NULL;

	if (argc > 1 && !strcmp(argv[1], "terms"))
		write_terms(&w);
	else
		err = answer(&w, argc > 1 ? argv[1] : "");
	if (err)
		(void)fprintf(stderr, "%s\n", err->msg);
	return !err && fwrite(out.ptr, 1, out.len, stdout) == out.len ? 0 : 1;
}
