/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_WORDS_H
#define MC_CERT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * The words of a credential in its own language, which is not that of messages: those that stand in it alone,
 * templates/certificate/credential/, and those that stand on paper too, templates/certificate/words/.
 */
struct mc_cert_words;

/** Reads the words of a language, a tag of BCP 47; those of "pt" for "pt-BR". Errors: MC_E_INPUT (there are
 * none; the hint names the languages; a file is wrong), MC_E_IO. */
struct mc_err *mc_cert_words_open(struct mc_cert_words **words, const char *lang) MC_MUST_USE;

/** Frees them; NULL is allowed. */
void mc_cert_words_free(struct mc_cert_words *words);
MC_AUTOPTR_DEFINE(mc_cert_words);

/** What stands for {name} in a word. */
struct mc_cert_fill {
	const char *name; /* "issuer" */
	const char *text; /* NULL: nothing */
};

/** Appends a word by its key, filled; a key that is in neither file is a broken invariant and appended as it
 * is. */
void mc_cert_words_add(struct mc_buf *out, const struct mc_cert_words *words, const char *key,
		       const struct mc_cert_fill *fills, size_t count);

/** True when a page can be printed in this language. */
bool mc_cert_words_are_on_paper(const char *lang);

#endif
