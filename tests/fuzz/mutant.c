/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the lexer and to the maker of mutants, as each language: tokens stand in order and do
 * not overlap, no mutant equals what it was made from, no two have the same id. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "prove/mutant_print.h"
#include "source/lex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_tokens(enum mc_language language, const char *text, size_t len)
{
	MC_AUTO(mc_tokens) tokens = MC_TOKENS_INIT;
	size_t end = 0;
	size_t line = 1;

	mc_source_lex(&tokens, language, text, len);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct mc_token *token = &tokens.items[i];

		assert(token->len > 0 && token->at >= end && token->at + token->len <= len);
		for (; end < token->at; end++)
			line += text[end] == '\n';
		assert(token->line == line);
		for (; end < token->at + token->len; end++)
			line += text[end] == '\n';
	}
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(((const struct mc_mutant *)a)->id, ((const struct mc_mutant *)b)->id);
}

static void check_mutants(const char *path, const char *text, size_t len)
{
	MC_AUTO(mc_mutants) mutants = MC_MUTANTS_INIT;
	MC_AUTO(mc_buf) shown = MC_BUF_INIT;

	mc_mutants_find(&mutants, path, text, len);
	for (size_t i = 0; i < mutants.count; i++) {
		MC_AUTO(mc_buf) made = MC_BUF_INIT;

		mc_mutant_apply(&made, &mutants.items[i]);
		assert(made.len != len || memcmp(made.ptr, text, len) != 0);
		if (i < 50) {
			mc_mutant_print_words(&shown, &mutants.items[i]);
			mc_mutant_print_diff(&shown, &mutants.items[i], NULL, 2);
		}
	}
	if (mutants.count > 0)
		qsort(mutants.items, mutants.count, sizeof(*mutants.items), compare_ids);
	for (size_t i = 1; i < mutants.count; i++)
		assert(strcmp(mutants.items[i - 1].id, mutants.items[i].id) != 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const char *const paths[] = { "a.c",  "a.js", "a.java", "a.go",	 "a.css",
					     "a.py", "a.sh", "a.sql",  "a.html", "a.txt" };
	/* The first byte chooses, so that seeds say which language they are. */
	const char *path = paths[len ? data[0] % 10 : 9];
	size_t text_len = len ? len - 1 : 0;
	/* A copy of exactly this size, so that reading beyond it shows. */
	MC_AUTOTEXT text = mc_alloc(text_len ? text_len : 1);

	memcpy(text, len ? (const char *)data + 1 : "", text_len);
	check_tokens(mc_language_of(path), text, text_len);
	check_mutants(path, text, text_len);
	return 0;
}
