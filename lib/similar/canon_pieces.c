/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/vec.h"
#include "similar/canon_parts.h"

/* Further than this an import that does not end is not followed. */
#define MAX_IMPORT 400u

/** What turns tokens into pieces. */
struct reader {
	struct mc_canon *canon;
	const struct mc_tokens *tokens;
	size_t at;
	size_t brackets;   /* open ones */
	bool is_directive; /* of the preprocessor, up to the line's end */
	size_t header;	   /* Python: 1 + brackets where a "def" stands; 0: in none */
};

static const struct mc_token *token_at(const struct reader *r, size_t at)
{
	return at < r->tokens->count ? &r->tokens->items[at] : NULL;
}

static bool is_at(const struct reader *r, size_t at, const char *text)
{
	const struct mc_token *token = token_at(r, at);

	return token && token->kind != MC_TOKEN_STRING && token->kind != MC_TOKEN_COMMENT &&
	       mc_token_is(r->tokens, token, text);
}

static bool is_kind(const struct reader *r, size_t at, enum mc_token_kind kind)
{
	const struct mc_token *token = token_at(r, at);

	return token && token->kind == kind;
}

static struct mc_piece *last_piece(const struct reader *r)
{
	return r->canon->piece_count ? &r->canon->pieces[r->canon->piece_count - 1] : NULL;
}

static void add(struct reader *r, enum mc_piece_kind kind, uint16_t code)
{
	const struct mc_token *token = &r->tokens->items[r->at];
	struct mc_canon *canon = r->canon;

	*MC_VEC_ADD(canon->pieces, canon->piece_count, canon->piece_capacity) =
		(struct mc_piece){ .at = (uint32_t)token->at,
				   .len = (uint32_t)token->len,
				   .line = (uint32_t)token->line,
				   .code = code,
				   .kind = (uint8_t)kind,
				   .language = (uint8_t)token->language };
}

static bool starts_statement(const struct reader *r)
{
	const struct mc_piece *last = last_piece(r);

	return !last || last->kind == PIECE_END || last->code == CODE_SEMICOLON ||
	       last->code == CODE_CURLY_OPEN || last->code == CODE_CURLY_CLOSE ||
	       last->language != r->tokens->items[r->at].language;
}

/* ---- strings ---- */

static void add_string(struct reader *r)
{
	const struct mc_piece *last = last_piece(r);

	if (!last || last->kind != PIECE_STRING)
		add(r, PIECE_STRING, CODE_STRING);
}

/* 'a' is a number where characters are numbers. */
static bool read_character(struct reader *r, const struct mc_token *quote)
{
	bool has_content = is_kind(r, r->at + 1, MC_TOKEN_STRING);
	size_t end = r->at + 1 + has_content;

	if (r->tokens->text[quote->at] != '\'' ||
	    !(quote->language == MC_LANGUAGE_C || quote->language == MC_LANGUAGE_JAVA ||
	      quote->language == MC_LANGUAGE_GO))
		return false;
	add(r, PIECE_NUMBER,
	    is_at(r, end, "'") && has_content &&
			    mc_str_is_equal(mc_token_text(r->tokens, token_at(r, r->at + 1)), mc_str("\\0"))
		    ? CODE_ZERO
		    : CODE_NUMBER);
	r->at = is_at(r, end, "'") ? end : end - 1;
	return true;
}

static void read_quote(struct reader *r, const struct mc_token *quote)
{
	const struct mc_token *next = token_at(r, r->at + 1);

	if (read_character(r, quote))
		return;
	if (next && next->kind == MC_TOKEN_QUOTE && next->at == quote->at + quote->len) {
		add_string(r);
		r->at++;
	}
}

/* ---- what is left out ---- */

static void skip_to_line(struct reader *r)
{
	while (r->at + 1 < r->tokens->count && !is_kind(r, r->at + 1, MC_TOKEN_LINE))
		r->at++;
}

static void skip_to_sign(struct reader *r, const char *sign)
{
	size_t end = r->at + MAX_IMPORT;

	while (r->at + 1 < r->tokens->count && r->at < end && !is_at(r, r->at, sign))
		r->at++;
}

static void skip_import_of_script(struct reader *r)
{
	size_t end = r->at + MAX_IMPORT;

	while (r->at + 1 < r->tokens->count && r->at < end && !is_kind(r, r->at, MC_TOKEN_STRING) &&
	       !is_at(r, r->at, ";"))
		r->at++;
	if (is_kind(r, r->at + 1, MC_TOKEN_QUOTE))
		r->at++;
}

/* Lines inside of brackets are not the end of an import in Python. */
static void skip_import_of_python(struct reader *r)
{
	size_t end = r->at + MAX_IMPORT;
	bool is_open = false;

	while (r->at + 1 < r->tokens->count && r->at < end) {
		if (is_kind(r, r->at + 1, MC_TOKEN_LINE) && !is_open)
			return;
		r->at++;
		is_open = is_at(r, r->at, "(") || (is_open && !is_at(r, r->at, ")"));
	}
}

static bool skip_import(struct reader *r, uint16_t code, enum mc_language language)
{
	if (code != CODE_IMPORT && code != CODE_FROM)
		return false;
	if (!starts_statement(r) || is_at(r, r->at + 1, "(")) {
		if (language != MC_LANGUAGE_GO || code != CODE_IMPORT)
			return false;
	}
	if (language == MC_LANGUAGE_PYTHON)
		skip_import_of_python(r);
	else if (language == MC_LANGUAGE_SCRIPT)
		skip_import_of_script(r);
	else if (language == MC_LANGUAGE_GO)
		is_at(r, r->at + 1, "(") ? skip_to_sign(r, ")") : skip_to_line(r);
	else
		skip_to_sign(r, ";");
	return true;
}

/* "std::", "this->", "self.", and "self" among the parameters. */
static bool skip_owner(struct reader *r, uint16_t code)
{
	if (is_at(r, r->at + 1, "::")) {
		r->at++;
		return true;
	}
	if (code != CODE_THIS)
		return false;
	if (is_at(r, r->at + 1, ".") || is_at(r, r->at + 1, "->") || (r->header && is_at(r, r->at + 1, ",")))
		r->at++;
	else if (!r->header)
		return false;
	return true;
}

/* The letters before a quote: f"…", L'…'. */
static bool is_prefix(const struct reader *r, const struct mc_token *token)
{
	const struct mc_token *next = token_at(r, r->at + 1);

	return token->len <= 2 && next && next->kind == MC_TOKEN_QUOTE &&
	       next->at == token->at + token->len &&
	       (token->language == MC_LANGUAGE_PYTHON || token->language == MC_LANGUAGE_C);
}

static void read_word(struct reader *r, const struct mc_token *token)
{
	enum mc_piece_kind kind;
	uint16_t code =
		mc_canon_word(&kind, r->canon->words, token->language, mc_token_text(r->tokens, token));

	if (code == CODE_DROP || is_prefix(r, token) || skip_import(r, code, token->language) ||
	    skip_owner(r, code))
		return;
	if (code == CODE_DEFINE)
		r->header = r->brackets + 1;
	if (code == CODE_THIS || code == CODE_FROM || code == CODE_IMPORT) {
		code = CODE_NAME;
		kind = PIECE_NAME;
	}
	add(r, kind, code);
}

/* ---- signs ---- */

/* "#include" says nothing, "#define" defines something. */
static void read_directive(struct reader *r)
{
	if (!is_at(r, r->at + 1, "define")) {
		skip_to_line(r);
		return;
	}
	r->is_directive = true;
}

static bool is_type_of_script(const struct reader *r, size_t at)
{
	static const char *const types[] = {
		"number", "string", "boolean", "any", "void", "unknown", "never"
	};

	for (size_t i = 0; i < MC_COUNT(types); i++) {
		if (is_at(r, at, types[i]))
			return true;
	}
	return false;
}

/* ": number[]" of TypeScript. */
static bool skip_annotation_of_script(struct reader *r)
{
	if (!is_type_of_script(r, r->at + 1))
		return false;
	r->at++;
	while (is_at(r, r->at + 1, "[") && is_at(r, r->at + 2, "]"))
		r->at += 2;
	return true;
}

/* Python: ": int" of a parameter, "-> int" of a function. */
static bool skip_annotation_of_python(struct reader *r, uint16_t code)
{
	size_t depth = 0;

	if (!r->header)
		return false;
	bool is_result = code == CODE_MEMBER && is_at(r, r->at, "->");

	if (code == CODE_COLON && r->brackets < r->header)
		r->header = 0;
	if (!is_result && !(code == CODE_COLON && r->header && r->brackets == r->header))
		return false;
	for (; r->at + 1 < r->tokens->count; r->at++) {
		if (depth == 0 && (is_result ? is_at(r, r->at + 1, ":")
					     : is_at(r, r->at + 1, ",") || is_at(r, r->at + 1, "=") ||
						       is_at(r, r->at + 1, ")")))
			break;
		if (is_kind(r, r->at + 1, MC_TOKEN_LINE) && is_result)
			break;
		if (is_at(r, r->at + 1, "["))
			depth++;
		else if (is_at(r, r->at + 1, "]") && depth > 0)
			depth--;
	}
	return true;
}

static void count_brackets(struct reader *r, uint16_t code)
{
	if (code == CODE_ROUND_OPEN || code == CODE_SQUARE_OPEN || code == CODE_CURLY_OPEN)
		r->brackets++;
	else if ((code == CODE_ROUND_CLOSE || code == CODE_SQUARE_CLOSE || code == CODE_CURLY_CLOSE) &&
		 r->brackets > 0)
		r->brackets--;
}

static void read_sign(struct reader *r, const struct mc_token *token)
{
	uint16_t code = mc_canon_sign(token->language, mc_token_text(r->tokens, token));

	if (code == CODE_HASH && token->language == MC_LANGUAGE_C && !r->is_directive) {
		read_directive(r);
		return;
	}
	if (code == CODE_AT && token->language == MC_LANGUAGE_JAVA && is_kind(r, r->at + 1, MC_TOKEN_WORD)) {
		r->at++;
		return;
	}
	if (token->language == MC_LANGUAGE_SCRIPT) {
		if (code == CODE_QUESTION && is_at(r, r->at + 1, ":"))
			return;
		if (code == CODE_COLON && skip_annotation_of_script(r))
			return;
	} else if (token->language == MC_LANGUAGE_PYTHON && skip_annotation_of_python(r, code)) {
		return;
	}
	count_brackets(r, code);
	add(r, PIECE_SIGN, code);
}

/* A string that stands alone says what comes: it is a comment. */
static void drop_documentation(struct reader *r)
{
	struct mc_canon *canon = r->canon;
	size_t count = canon->piece_count;

	if (count > 0 && canon->pieces[count - 1].kind == PIECE_STRING &&
	    (count == 1 || canon->pieces[count - 2].kind == PIECE_END))
		canon->piece_count--;
}

static void read_line(struct reader *r, const struct mc_token *token)
{
	if (token->language == MC_LANGUAGE_PYTHON) {
		if (r->brackets > 0)
			return;
		drop_documentation(r);
		r->header = 0;
	} else if (token->language != MC_LANGUAGE_SHELL && !r->is_directive) {
		return;
	}
	r->is_directive = false;
	add(r, PIECE_END, CODE_SEMICOLON);
}

static uint16_t number_code(struct mc_str text)
{
	if (mc_str_is_equal(text, mc_str("0")))
		return CODE_ZERO;
	return mc_str_is_equal(text, mc_str("1")) ? CODE_ONE : CODE_NUMBER;
}

static void read_token(struct reader *r, const struct mc_token *token)
{
	switch (token->kind) {
	case MC_TOKEN_WORD:
		read_word(r, token);
		break;
	case MC_TOKEN_NUMBER:
		add(r, PIECE_NUMBER, number_code(mc_token_text(r->tokens, token)));
		break;
	case MC_TOKEN_SIGN:
		read_sign(r, token);
		break;
	case MC_TOKEN_QUOTE:
		read_quote(r, token);
		break;
	case MC_TOKEN_STRING:
		add_string(r);
		break;
	case MC_TOKEN_LINE:
		read_line(r, token);
		break;
	case MC_TOKEN_TEXT:
		add(r, PIECE_TEXT, CODE_TEXT);
		break;
	case MC_TOKEN_COMMENT:
		break;
	}
}

void mc_canon_read_pieces(struct mc_canon *canon, enum mc_language language)
{
	struct reader reader = { .canon = canon, .tokens = &canon->tokens };

	canon->piece_count = 0;
	for (; reader.at < canon->tokens.count; reader.at++) {
		const struct mc_token *token = &canon->tokens.items[reader.at];
		bool is_page = token->language == MC_LANGUAGE_HTML || token->language == MC_LANGUAGE_CSS;

		/* Words of pages and shells mean what they say. */
		if (token->kind == MC_TOKEN_WORD && (is_page || token->language == MC_LANGUAGE_SHELL))
			add(&reader, PIECE_NAME, mc_canon_open(mc_token_text(&canon->tokens, token)));
		else
			read_token(&reader, token);
	}
	if (language == MC_LANGUAGE_PYTHON)
		drop_documentation(&reader);
}
