/* SPDX-License-Identifier: MIT */
#ifndef MC_SOURCE_LEX_PARTS_H
#define MC_SOURCE_LEX_PARTS_H

#include "source/lex.h"

/* What the files of the lexer share; nobody else includes this. */

/** A lexer on its way through a text. */
struct mc_lexer {
	struct mc_tokens *tokens;
	const unsigned char *spans; /* enum mc_span of each byte */
	size_t at;
	size_t end;
	size_t line;
	size_t arithmetic; /* of a shell: how many "((" are open */
	enum mc_language language;
};

/** Letters, digits and '_', also those beyond ASCII; isalnum() asks for the locale each time. */
static inline bool mc_lex_is_name_byte(unsigned char byte)
{
	return (unsigned)(byte | 0x20) - 'a' < 26 || (unsigned)byte - '0' < 10 || byte == '_' || byte >= 0x80;
}

/** Adds a token of len bytes at the place of the lexer and goes behind it. */
void mc_lex_add(struct mc_lexer *lexer, enum mc_token_kind kind, size_t len);

/** Cuts what is left as lexer->language. */
void mc_lex_code(struct mc_lexer *lexer);

/** Cuts what is left as HTML. */
void mc_lex_html(struct mc_lexer *lexer);

#endif
