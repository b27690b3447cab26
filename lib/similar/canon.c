/* SPDX-License-Identifier: MIT */
#include "similar/canon.h"

#include <stdlib.h>

#include "base/vec.h"
#include "similar/canon_parts.h"

#define MAX_FILE_NUMBER 65535u

void mc_canon_release(struct mc_canon *canon)
{
	free(canon->items);
	free(canon->raw);
	free(canon->pieces);
	mc_tokens_release(&canon->tokens);
	mc_canon_words_free(canon->words);
	*canon = (struct mc_canon)MC_CANON_INIT;
}

void mc_canon_reset(struct mc_canon *canon)
{
	canon->count = 0;
	canon->raw_count = 0;
	canon->file_count = 0;
}

void mc_canon_put(struct mc_canon *canon, uint16_t code, uint32_t line)
{
	*MC_VEC_ADD(canon->items, canon->count, canon->capacity) = (struct mc_canon_item){
		.line = line,
		.code = code,
		.file = (uint16_t)(canon->file_count > MAX_FILE_NUMBER ? MAX_FILE_NUMBER : canon->file_count)
	};
}

/* Everything but layout and comments. Source of the constants: Fowler, Noll and Vo, FNV-1a, 64 bits. */
static void add_raw(struct mc_canon *canon)
{
	const struct mc_tokens *tokens = &canon->tokens;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct mc_token *token = &tokens->items[i];
		uint64_t hash = 14695981039346656037u;

		if (token->kind != MC_TOKEN_WORD && token->kind != MC_TOKEN_NUMBER &&
		    token->kind != MC_TOKEN_STRING && token->kind != MC_TOKEN_TEXT)
			continue;
		for (size_t k = 0; k < token->len; k++)
			hash = (hash ^ (unsigned char)tokens->text[token->at + k]) * 1099511628211u;
		*MC_VEC_ADD(canon->raw, canon->raw_count, canon->raw_capacity) = hash;
	}
}

/* A text of no known language: words, numbers and signs. */
static void put_plain(struct mc_canon *canon, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct mc_piece *piece = &canon->pieces[i];

		mc_canon_put(canon, piece->kind == PIECE_NUMBER ? CODE_NUMBER : piece->code, piece->line);
	}
}

static void put_run(struct mc_canon *canon, enum mc_language language, size_t from, size_t to)
{
	switch (language) {
	case MC_LANGUAGE_HTML:
		mc_canon_html(canon, from, to);
		break;
	case MC_LANGUAGE_CSS:
		mc_canon_css(canon, from, to);
		break;
	case MC_LANGUAGE_SHELL:
		mc_canon_shell(canon, from, to);
		break;
	case MC_LANGUAGE_SQL:
		mc_canon_sql(canon, from, to);
		break;
	case MC_LANGUAGE_OTHER:
		put_plain(canon, from, to);
		break;
	case MC_LANGUAGE_C:
	case MC_LANGUAGE_SCRIPT:
	case MC_LANGUAGE_JAVA:
	case MC_LANGUAGE_GO:
	case MC_LANGUAGE_PYTHON:
		mc_canon_code(canon, from, to);
		break;
	}
}

void mc_canon_add(struct mc_canon *canon, enum mc_language language, const char *text, size_t len)
{
	if (!canon->words)
		canon->words = mc_canon_words_new();
	canon->tokens.count = 0;
	mc_source_lex(&canon->tokens, language, text, len);
	add_raw(canon);
	mc_canon_read_pieces(canon, language);
	for (size_t from = 0; from < canon->piece_count;) {
		size_t to = from + 1;

		while (to < canon->piece_count && canon->pieces[to].language == canon->pieces[from].language)
			to++;
		put_run(canon, (enum mc_language)canon->pieces[from].language, from, to);
		from = to;
	}
	canon->file_count++;
	canon->tokens.text = NULL;
}
