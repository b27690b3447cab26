/* SPDX-License-Identifier: MIT */
#ifndef MC_SOURCE_LEX_H
#define MC_SOURCE_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "source/language.h"

enum mc_token_kind {
	MC_TOKEN_WORD, /* names, keywords; of a shell also options and paths; of HTML names of tags and
			  attributes */
	MC_TOKEN_NUMBER,
	MC_TOKEN_SIGN,	 /* the longest operator or bracket that fits; of HTML "<", "</", "=", ">" and "/>" */
	MC_TOKEN_QUOTE,	 /* what opens or closes a string */
	MC_TOKEN_STRING, /* what stands between, never empty; in pieces where there is code inside */
	MC_TOKEN_COMMENT,
	MC_TOKEN_LINE, /* the end of a line of code; not behind a backslash */
	MC_TOKEN_TEXT, /* of HTML: text between tags, without blanks around it */
};

/** A token of a text. Blanks between tokens belong to none. */
struct mc_token {
	enum mc_token_kind kind;
	enum mc_language language; /* of HTML: scripts and styles inside are what they are */
	size_t at;		   /* offset in bytes */
	size_t len;
	size_t line; /* from 1 */
};

/** A text in tokens. */
struct mc_tokens {
	const char *text; /* borrowed, must outlive the tokens */
	size_t text_len;
	struct mc_token *items;
	size_t count;
	size_t capacity;
};

#define MC_TOKENS_INIT \
	{ \
		.text = NULL \
	}

/** Frees all; usable again. */
void mc_tokens_release(struct mc_tokens *tokens);

/**
 * Cuts any bytes into tokens, in linear time.  No error: what makes no sense in the language becomes tokens
 * all the same, in order, not overlapping, none empty.  Comments and strings are found as mc_source_blank()
 * finds them.  A text of no known language gives words, numbers and signs.
 */
void mc_source_lex(struct mc_tokens *tokens, enum mc_language language, const char *text, size_t len);

/** The bytes of a token. */
struct mc_str mc_token_text(const struct mc_tokens *tokens, const struct mc_token *token);

/** True when the token is this text; words of SQL and HTML in any case. */
bool mc_token_is(const struct mc_tokens *tokens, const struct mc_token *token, const char *text);

#endif
