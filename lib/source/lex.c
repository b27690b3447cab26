/* SPDX-License-Identifier: MIT */
#include "source/lex.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "source/blank.h"
#include "source/lex_parts.h"

void mc_tokens_release(struct mc_tokens *tokens)
{
	free(tokens->items);
	*tokens = (struct mc_tokens)MC_TOKENS_INIT;
}

struct mc_str mc_token_text(const struct mc_tokens *tokens, const struct mc_token *token)
{
	return (struct mc_str){ tokens->text + token->at, token->len };
}

bool mc_token_is(const struct mc_tokens *tokens, const struct mc_token *token, const char *text)
{
	bool is_any_case = token->language == MC_LANGUAGE_SQL || token->language == MC_LANGUAGE_HTML;

	if (strlen(text) != token->len)
		return false;
	return is_any_case ? !strncasecmp(tokens->text + token->at, text, token->len)
			   : !memcmp(tokens->text + token->at, text, token->len);
}

void mc_lex_add(struct mc_lexer *lexer, enum mc_token_kind kind, size_t len)
{
	struct mc_tokens *tokens = lexer->tokens;

	*MC_VEC_ADD(tokens->items, tokens->count, tokens->capacity) = (struct mc_token){
		.kind = kind, .language = lexer->language, .at = lexer->at, .len = len, .line = lexer->line
	};
	/* Other kinds have no line ends. */
	if (kind >= MC_TOKEN_STRING) {
		for (size_t i = 0; i < len; i++)
			lexer->line += tokens->text[lexer->at + i] == '\n';
	}
	lexer->at += len;
}

/* Signs of several bytes, longer ones first; each between two blanks. */
static const char *const signs[] = {
	[MC_LANGUAGE_OTHER] = "",
	[MC_LANGUAGE_C] = " <<= >>= ... == != <= >= && || ++ -- += -= *= /= %= &= |= ^= << >> -> :: ",
	[MC_LANGUAGE_SCRIPT] = " >>>= === !== >>> <<= >>= **= &&= ||= ?"
			       "?= ... => == != <= >= && || ?? ?. ++ -- "
			       "+= -= *= /= %= &= |= ^= << >> ** ${ ",
	[MC_LANGUAGE_JAVA] =
		" >>>= >>> <<= >>= ... -> :: == != <= >= && || ++ -- += -= *= /= %= &= |= ^= << >> ",
	[MC_LANGUAGE_GO] = " &^= <<= >>= ... := == != <= >= && || ++ -- += -= *= /= %= &= |= ^= << >> &^ <- ",
	[MC_LANGUAGE_CSS] = " :: ~= |= ^= $= *= ",
	[MC_LANGUAGE_PYTHON] =
		" **= //= <<= >>= ... := -> == != <= >= += -= *= /= %= &= |= ^= @= ** // << >> ",
	[MC_LANGUAGE_SHELL] =
		(" <<< <<- ;;& &>> ;; && || << >> == != =~ <= >= += -= *= /= %= ++ -- |& &> >& <& "
		 "$(( $( (( )) [[ ]] ${ "),
	[MC_LANGUAGE_SQL] = " <> <= >= != == || :: ",
	[MC_LANGUAGE_HTML] = " </ /> ",
};

static size_t sign_len(const struct mc_lexer *lexer)
{
	const char *at = lexer->tokens->text + lexer->at;
	size_t left = lexer->end - lexer->at;

	/* Most signs stand alone. */
	if (left < 2 || !ispunct((unsigned char)at[1]) || at[0] == ')' || at[0] == ',')
		left = lexer->language == MC_LANGUAGE_SHELL ? left : 1;
	for (const char *sign = signs[lexer->language]; left > 1 && *sign;) {
		size_t len = 0;

		for (sign++; *sign && *sign != ' '; sign++, len++)
			;
		if (len > 0 && len <= left && sign[-(ptrdiff_t)len] == *at && !memcmp(sign - len, at, len))
			return len;
	}
	return 1;
}

static bool is_code(const struct mc_lexer *lexer, size_t at)
{
	return at < lexer->end && lexer->spans[at] == MC_SPAN_CODE;
}

static bool is_word(const struct mc_lexer *lexer, size_t at)
{
	unsigned char byte = (unsigned char)lexer->tokens->text[at];

	if (!is_code(lexer, at))
		return false;
	if (mc_lex_is_name_byte(byte))
		return true;
	switch (lexer->language) {
	case MC_LANGUAGE_SCRIPT:
	case MC_LANGUAGE_JAVA:
		return byte == '$' && !(at + 1 < lexer->end && lexer->tokens->text[at + 1] == '{');
	case MC_LANGUAGE_CSS:
		return byte == '-';
	case MC_LANGUAGE_SHELL:
		return lexer->arithmetic == 0 && byte && strchr("-./:@%,~^", byte);
	case MC_LANGUAGE_HTML:
		return byte && strchr("-:.", byte);
	case MC_LANGUAGE_OTHER:
	case MC_LANGUAGE_C:
	case MC_LANGUAGE_GO:
	case MC_LANGUAGE_PYTHON:
	case MC_LANGUAGE_SQL:
		break;
	}
	return false;
}

static size_t word_len(const struct mc_lexer *lexer)
{
	size_t end = lexer->at;

	while (end < lexer->end && is_word(lexer, end))
		end++;
	return end - lexer->at;
}

/* "0x1f", "1_000", "2.5e-3", "10u"; in a shell or a style sheet no more than digits with a point. */
static size_t number_len(const struct mc_lexer *lexer)
{
	const char *text = lexer->tokens->text;
	size_t end = lexer->at;
	bool is_plain = lexer->language == MC_LANGUAGE_SHELL || lexer->language == MC_LANGUAGE_CSS;

	while (is_code(lexer, end)) {
		unsigned char byte = (unsigned char)text[end];
		bool is_exponent = !is_plain && end > lexer->at && (byte == '-' || byte == '+') &&
				   tolower((unsigned char)text[end - 1]) == 'e' &&
				   tolower((unsigned char)text[lexer->at + 1]) != 'x';

		if (!isdigit(byte) && byte != '.' && !is_exponent &&
		    (is_plain || !(isalnum(byte) || byte == '_')))
			break;
		/* "0..10" and "1...3" are ranges. */
		if (byte == '.' && end + 1 < lexer->end && text[end + 1] == '.')
			break;
		end++;
	}
	return end - lexer->at;
}

static bool is_number(const struct mc_lexer *lexer)
{
	const char *text = lexer->tokens->text;

	if (isdigit((unsigned char)text[lexer->at]))
		return lexer->language != MC_LANGUAGE_SHELL || word_len(lexer) <= number_len(lexer) ||
		       lexer->arithmetic > 0;
	return text[lexer->at] == '.' && lexer->language != MC_LANGUAGE_SHELL &&
	       is_code(lexer, lexer->at + 1) && isdigit((unsigned char)text[lexer->at + 1]);
}

/* Three equal quotes open or close a long string of Python or Java. */
static size_t quote_len(const struct mc_lexer *lexer)
{
	const char *at = lexer->tokens->text + lexer->at;
	const struct mc_tokens *tokens = lexer->tokens;
	const struct mc_token *last = tokens->count ? &tokens->items[tokens->count - 1] : NULL;
	bool is_regex_end = last && last->kind == MC_TOKEN_STRING && last->at + last->len == lexer->at;

	if (*at == '/')
		return lexer->language == MC_LANGUAGE_SCRIPT &&
				       (is_regex_end || (lexer->at + 1 < lexer->end &&
							 lexer->spans[lexer->at + 1] == MC_SPAN_STRING))
			       ? 1
			       : 0;
	if (!*at || !strchr("\"'`", *at))
		return 0;
	bool is_long = (lexer->language == MC_LANGUAGE_PYTHON || lexer->language == MC_LANGUAGE_JAVA) &&
		       is_code(lexer, lexer->at + 1) && is_code(lexer, lexer->at + 2) && at[1] == *at &&
		       at[2] == *at;

	return is_long ? 3 : 1;
}

static void count_arithmetic(struct mc_lexer *lexer, size_t len)
{
	const char *at = lexer->tokens->text + lexer->at;

	if (lexer->language != MC_LANGUAGE_SHELL)
		return;
	if ((len == 2 && !memcmp(at, "((", 2)) || (len == 3 && !memcmp(at, "$((", 3)))
		lexer->arithmetic++;
	else if (len == 2 && !memcmp(at, "))", 2) && lexer->arithmetic > 0)
		lexer->arithmetic--;
}

static void lex_code(struct mc_lexer *lexer)
{
	unsigned char byte = (unsigned char)lexer->tokens->text[lexer->at];
	size_t quote = quote_len(lexer);

	if (quote > 0) {
		mc_lex_add(lexer, MC_TOKEN_QUOTE, quote);
	} else if (is_number(lexer)) {
		mc_lex_add(lexer, MC_TOKEN_NUMBER, number_len(lexer));
	} else if (is_word(lexer, lexer->at)) {
		mc_lex_add(lexer, MC_TOKEN_WORD, word_len(lexer));
	} else if (byte == '\n') {
		mc_lex_add(lexer, MC_TOKEN_LINE, 1);
	} else {
		size_t len = sign_len(lexer);

		count_arithmetic(lexer, len);
		mc_lex_add(lexer, MC_TOKEN_SIGN, len);
	}
}

static void lex_run(struct mc_lexer *lexer, enum mc_span span)
{
	size_t end = lexer->at;

	while (end < lexer->end && lexer->spans[end] == (unsigned char)span)
		end++;
	mc_lex_add(lexer, span == MC_SPAN_COMMENT ? MC_TOKEN_COMMENT : MC_TOKEN_STRING, end - lexer->at);
}

/* Blanks, and a line end behind a backslash. True when something was passed over. */
static bool skip_blanks(struct mc_lexer *lexer)
{
	const char *text = lexer->tokens->text;
	size_t start = lexer->at;

	while (is_code(lexer, lexer->at)) {
		bool is_joint =
			text[lexer->at] == '\\' && lexer->at + 1 < lexer->end && text[lexer->at + 1] == '\n';

		if (!is_joint && (text[lexer->at] == '\n' || !isspace((unsigned char)text[lexer->at])))
			break;
		lexer->line += is_joint;
		lexer->at += is_joint ? 2 : 1;
	}
	return lexer->at > start;
}

void mc_lex_code(struct mc_lexer *lexer)
{
	lexer->arithmetic = 0;
	while (lexer->at < lexer->end) {
		unsigned char span = lexer->spans[lexer->at];

		if (span != MC_SPAN_CODE)
			lex_run(lexer, span);
		else if (!skip_blanks(lexer))
			lex_code(lexer);
	}
}

void mc_source_lex(struct mc_tokens *tokens, enum mc_language language, const char *text, size_t len)
{
	unsigned char *spans = mc_alloc_zero(len + 1, 1);
	struct mc_lexer lexer = {
		.tokens = tokens, .spans = spans, .end = len, .line = 1, .language = language
	};

	tokens->text = text;
	tokens->text_len = len;
	mc_source_spans(spans, language, text, len);
	if (language == MC_LANGUAGE_HTML)
		mc_lex_html(&lexer);
	else
		mc_lex_code(&lexer);
	free(spans);
}
