/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/str.h"
#include "similar/canon_parts.h"

/* Shells, SQL, style sheets and pages: what they say stands in their words more than in their order. */

static const struct mc_piece *piece_at(const struct mc_canon *canon, size_t at, size_t to)
{
	static const struct mc_piece none = { .kind = PIECE_END, .code = CODE_SEMICOLON };

	return at < to ? &canon->pieces[at] : &none;
}

static struct mc_str text_of(const struct mc_canon *canon, const struct mc_piece *piece)
{
	return (struct mc_str){ canon->tokens.text + piece->at, piece->len };
}

/* ---- SQL ---- */

static uint16_t sql_sign(uint16_t code, bool is_call)
{
	switch (code) {
	case CODE_EQUAL:
	case CODE_LESS:
	case CODE_GREATER:
		return CODE_COMPARE;
	case CODE_ROUND_OPEN:
		return is_call ? CODE_CALL : CODE_NONE;
	case CODE_ROUND_CLOSE:
	case CODE_SEMICOLON:
	case CODE_NOT:
	case CODE_MEMBER:
		return CODE_NONE;
	default:
		return code;
	}
}

void mc_canon_sql(struct mc_canon *canon, size_t from, size_t to)
{
	bool follows_name = false;

	for (size_t i = from; i < to; i++) {
		const struct mc_piece *piece = &canon->pieces[i];
		bool is_name = piece->kind == PIECE_NAME;
		uint16_t code = piece->kind == PIECE_NUMBER ? CODE_NUMBER
				: piece->kind == PIECE_SIGN ? sql_sign(piece->code, follows_name)
							    : piece->code;

		/* "u.name" is "name", and in "users u" the second is only another name. */
		if (is_name && (piece_at(canon, i + 1, to)->code == CODE_MEMBER || follows_name))
			continue;
		if (code)
			mc_canon_put(canon, code, piece->line);
		follows_name = is_name || piece->code == CODE_ROUND_CLOSE;
	}
}

/* ---- shells ---- */

static uint16_t shell_word(struct mc_str text)
{
	static const struct {
		const char *word;
		uint16_t code;
	} words[] = {
		{ "if", CODE_IF },	  { "then", CODE_NONE },     { "fi", CODE_NONE },
		{ "elif", CODE_ELSE },	  { "else", CODE_ELSE },     { "for", CODE_LOOP },
		{ "while", CODE_LOOP },	  { "until", CODE_LOOP },    { "do", CODE_NONE },
		{ "done", CODE_NONE },	  { "esac", CODE_NONE },     { "in", CODE_NONE },
		{ "test", CODE_COMPARE }, { "function", CODE_NONE }, { "local", CODE_NONE },
		{ "export", CODE_NONE },
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (mc_str_is_equal(text, mc_str(words[i].word)))
			return words[i].code;
	}
	return mc_canon_open(text);
}

static uint16_t shell_sign(uint16_t code)
{
	switch (code) {
	case CODE_SQUARE_OPEN:
		return CODE_COMPARE;
	case CODE_OR:
		return CODE_PIPE;
	case CODE_EQUAL:
		return CODE_ASSIGN;
	case CODE_SQUARE_CLOSE:
	case CODE_ROUND_OPEN:
	case CODE_ROUND_CLOSE:
	case CODE_CURLY_OPEN:
	case CODE_CURLY_CLOSE:
	case CODE_SEMICOLON:
	case CODE_DOLLAR:
	case CODE_NOT:
		return CODE_NONE;
	default:
		return code;
	}
}

/* A name that the script chose: of a variable that is set or read, of a function, of what a loop runs over.
 */
static bool is_chosen(const struct mc_canon *canon, size_t at, size_t from, size_t to)
{
	const struct mc_piece *piece = &canon->pieces[at];
	const struct mc_piece *next = piece_at(canon, at + 1, to);
	const struct mc_piece *last = at > from ? &canon->pieces[at - 1] : piece_at(canon, to, to);

	if ((next->code == CODE_ASSIGN || next->code == CODE_CHANGE + CODE_ADD) &&
	    next->at == piece->at + piece->len)
		return true;
	if (next->code == CODE_ROUND_OPEN && piece_at(canon, at + 2, to)->code == CODE_ROUND_CLOSE)
		return true;
	return last->code == CODE_DOLLAR || (last->code == CODE_CURLY_OPEN && last->len == 2) ||
	       (last->kind == PIECE_NAME && mc_str_is_equal(text_of(canon, last), mc_str("for")));
}

void mc_canon_shell(struct mc_canon *canon, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct mc_piece *piece = &canon->pieces[i];
		uint16_t code = piece->kind == PIECE_NUMBER ? CODE_NUMBER
				: piece->kind == PIECE_SIGN ? shell_sign(piece->code)
				: piece->kind == PIECE_END  ? CODE_NONE
							    : piece->code;

		if (piece->kind == PIECE_NAME)
			code = is_chosen(canon, i, from, to) ? CODE_NAME : shell_word(text_of(canon, piece));
		if (code)
			mc_canon_put(canon, code, piece->line);
	}
}

/* ---- style sheets ---- */

void mc_canon_css(struct mc_canon *canon, size_t from, size_t to)
{
	size_t depth = 0;
	uint16_t last = CODE_NONE;

	for (size_t i = from; i < to; i++) {
		const struct mc_piece *piece = &canon->pieces[i];
		bool is_word = piece->kind == PIECE_NAME || piece->kind == PIECE_NUMBER;
		/* A class or id is a name; "#fff" a number. */
		bool is_own = last == CODE_HASH || (last == CODE_MEMBER && depth == 0);

		if (piece->code == CODE_CURLY_OPEN)
			depth++;
		else if (piece->code == CODE_CURLY_CLOSE && depth > 0)
			depth--;
		if (is_word)
			mc_canon_put(canon,
				     is_own			   ? (depth > 0 ? CODE_NUMBER : CODE_NAME)
				     : piece->kind == PIECE_NUMBER ? CODE_NUMBER
								   : piece->code,
				     piece->line);
		else if (piece->kind == PIECE_STRING)
			mc_canon_put(canon, CODE_STRING, piece->line);
		last = piece->code;
	}
}

/* ---- pages ---- */

static int by_code(const void *a, const void *b)
{
	uint16_t one = ((const struct mc_canon_item *)a)->code;
	uint16_t other = ((const struct mc_canon_item *)b)->code;

	return (one > other) - (one < other);
}

/* From behind "<": the name of the element, then its attributes in an order of their own. */
static size_t put_tag(struct mc_canon *canon, size_t at, size_t to)
{
	bool is_value = false;
	size_t attributes;

	if (piece_at(canon, at, to)->kind == PIECE_NAME) {
		mc_canon_put(canon, canon->pieces[at].code, canon->pieces[at].line);
		at++;
	}
	attributes = canon->count;
	for (; at < to && canon->pieces[at].code != CODE_GREATER; at++) {
		const struct mc_piece *piece = &canon->pieces[at];

		if (piece->kind == PIECE_NAME && !is_value)
			mc_canon_put(canon, piece->code, piece->line);
		is_value = piece->code == CODE_ASSIGN;
		if (piece->len == 2 && piece->kind == PIECE_SIGN)
			break;
	}
	if (canon->count - attributes > 1)
		qsort(canon->items + attributes, canon->count - attributes, sizeof(*canon->items), by_code);
	return at;
}

void mc_canon_html(struct mc_canon *canon, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct mc_piece *piece = &canon->pieces[i];

		if (piece->kind == PIECE_TEXT) {
			mc_canon_put(canon, CODE_TEXT, piece->line);
		} else if (piece->code == CODE_LESS) {
			i = put_tag(canon, i + 1, to);
		} else if (piece->kind == PIECE_SIGN && piece->len == 2) {
			/* "</p>" says nothing that "<p>" did not. */
			while (i < to && canon->pieces[i].code != CODE_GREATER)
				i++;
		}
	}
}
