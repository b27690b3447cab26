/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_CANON_PARTS_H
#define MC_SIMILAR_CANON_PARTS_H

#include <stdbool.h>

#include "similar/canon.h"

/* What the files of the canonical form share; nobody else includes this. */

/** Codes. Those up to CODE_WORDS stand for many things each; those above for one word of a language each. */
enum mc_code_of {
	CODE_NONE,
	CODE_NAME,
	CODE_NUMBER,
	CODE_STRING,
	CODE_TYPE,
	CODE_IF,
	CODE_ELSE,
	CODE_LOOP,
	CODE_COMPARE,
	CODE_LOGIC,
	CODE_ASSIGN,
	CODE_PLUS_ONE,
	CODE_MINUS_ONE,
	CODE_ADD,
	CODE_SUBTRACT,
	CODE_MULTIPLY,
	CODE_DIVIDE,
	CODE_REMAINDER,
	CODE_POWER,
	CODE_AND,
	CODE_OR,
	CODE_XOR,
	CODE_SHIFT,
	CODE_FLIP,
	CODE_CALL,
	CODE_COMMA,
	CODE_INDEX,
	CODE_MEMBER,
	CODE_ARROW,
	CODE_SPREAD,
	CODE_TEXT,
	CODE_RUN, /* of a shell: a command inside of another */
	CODE_PIPE,
	CODE_SIGN,	  /* any other */
	CODE_CHANGE = 64, /* and one of CODE_ADD to CODE_SHIFT: "+=" and the like */
	/* Never written: signs and words that say how to go on. */
	CODE_ROUND_OPEN = 128,
	CODE_ROUND_CLOSE,
	CODE_SQUARE_OPEN,
	CODE_SQUARE_CLOSE,
	CODE_CURLY_OPEN,
	CODE_CURLY_CLOSE,
	CODE_SEMICOLON,
	CODE_COLON,
	CODE_QUESTION,
	CODE_NOT,
	CODE_EQUAL,
	CODE_LESS,
	CODE_GREATER,
	CODE_INCREMENT,
	CODE_DECREMENT,
	CODE_SCOPE,
	CODE_HASH,
	CODE_AT,
	CODE_DOLLAR,
	CODE_DROP,
	CODE_TAG,
	CODE_FOR,
	CODE_WHILE,
	CODE_DO,
	CODE_ELSE_IF,
	CODE_ZERO,
	CODE_ONE,
	CODE_THIS,
	CODE_IMPORT,
	CODE_FROM,
	CODE_DEFINE,
	CODE_WORDS = 256,   /* keywords in the order of the tables */
	CODE_KNOWN = 1024,  /* names of libraries, which nobody can change */
	CODE_OPEN = 0x8000, /* and a hash: words of shells and pages, of which there is no list */
};

enum mc_piece_kind {
	PIECE_END, /* of a line or statement */
	PIECE_NAME,
	PIECE_KEYWORD,
	PIECE_NUMBER,
	PIECE_STRING,
	PIECE_SIGN,
	PIECE_TEXT,
};

/** A token that has been looked up; strings are one, comments none. */
struct mc_piece {
	uint32_t at;
	uint32_t len;
	uint32_t line;
	uint16_t code;
	uint8_t kind;	  /* enum mc_piece_kind */
	uint8_t language; /* enum mc_language */
};

/** The tables of words, ready to be looked up in. Release with mc_canon_words_free(). */
struct mc_canon_words *mc_canon_words_new(void);
void mc_canon_words_free(struct mc_canon_words *words);

/** The code of a word and whether it is a keyword or a name; CODE_NAME when no table has it. */
uint16_t mc_canon_word(enum mc_piece_kind *kind, const struct mc_canon_words *words,
		       enum mc_language language, struct mc_str text);

/** The code of a sign; CODE_SIGN when it has none of its own. */
uint16_t mc_canon_sign(enum mc_language language, struct mc_str text);

/** The code that stands for these bytes, without regard to the case of ASCII letters. */
uint16_t mc_canon_open(struct mc_str text);

/** Turns canon->tokens into canon->pieces. */
void mc_canon_read_pieces(struct mc_canon *canon, enum mc_language language);

/** Writes a code. */
void mc_canon_put(struct mc_canon *canon, uint16_t code, uint32_t line);

/** Write pieces from..to as what they are: languages like C and Python; SQL; shells; style sheets; pages. */
void mc_canon_code(struct mc_canon *canon, size_t from, size_t to);
void mc_canon_sql(struct mc_canon *canon, size_t from, size_t to);
void mc_canon_shell(struct mc_canon *canon, size_t from, size_t to);
void mc_canon_css(struct mc_canon *canon, size_t from, size_t to);
void mc_canon_html(struct mc_canon *canon, size_t from, size_t to);

/** True for the arithmetic that "a = a + b" and "a += b" have. */
static inline bool mc_canon_is_arithmetic(uint16_t code)
{
	return code >= CODE_ADD && code <= CODE_SHIFT;
}

#endif
