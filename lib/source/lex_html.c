/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <strings.h>

#include "base/alloc.h"
#include "source/blank.h"
#include "source/lex_parts.h"

static unsigned char byte_at(const struct mc_lexer *lexer, size_t at)
{
	return at < lexer->end ? (unsigned char)lexer->tokens->text[at] : 0;
}

static void skip(struct mc_lexer *lexer)
{
	lexer->line += byte_at(lexer, lexer->at) == '\n';
	lexer->at++;
}

/* Bytes of a word without quotes: the name of a tag or an attribute, or a value. */
static size_t bare_len(const struct mc_lexer *lexer)
{
	size_t end = lexer->at;

	while (end < lexer->end && lexer->spans[end] == MC_SPAN_CODE && !isspace(byte_at(lexer, end)) &&
	       !(byte_at(lexer, end) && strchr("\"'<>=/", byte_at(lexer, end))))
		end++;
	return end - lexer->at;
}

static void lex_string(struct mc_lexer *lexer)
{
	size_t end = lexer->at;

	while (end < lexer->end && lexer->spans[end] == MC_SPAN_STRING)
		end++;
	mc_lex_add(lexer, MC_TOKEN_STRING, end - lexer->at);
}

/* From behind "<" to behind ">". */
static void lex_tag(struct mc_lexer *lexer)
{
	while (lexer->at < lexer->end) {
		unsigned char byte = byte_at(lexer, lexer->at);
		size_t bare = bare_len(lexer);

		if (lexer->spans[lexer->at] == MC_SPAN_STRING) {
			lex_string(lexer);
		} else if (isspace(byte)) {
			skip(lexer);
		} else if (byte == '"' || byte == '\'') {
			mc_lex_add(lexer, MC_TOKEN_QUOTE, 1);
		} else if (bare > 0) {
			mc_lex_add(lexer, MC_TOKEN_WORD, bare);
		} else {
			bool is_end = byte == '>' || (byte == '/' && byte_at(lexer, lexer->at + 1) == '>');

			mc_lex_add(lexer, MC_TOKEN_SIGN, is_end && byte == '/' ? 2 : 1);
			if (is_end)
				return;
		}
	}
}

static bool is_name(const struct mc_lexer *lexer, size_t at, const char *name)
{
	size_t len = strlen(name);

	return lexer->end - at > len && !strncasecmp(lexer->tokens->text + at, name, len) &&
	       (isspace(byte_at(lexer, at + len)) || byte_at(lexer, at + len) == '>' ||
		byte_at(lexer, at + len) == '/');
}

/* The inside of a script or a style, up to the tag that closes it. */
static void lex_inside(struct mc_lexer *lexer, const char *closing, enum mc_language language)
{
	size_t len = strlen(closing);
	size_t end = lexer->at;

	while (end < lexer->end &&
	       (lexer->end - end < len || strncasecmp(lexer->tokens->text + end, closing, len) != 0))
		end++;
	struct mc_lexer inner = *lexer;

	inner.end = end;
	inner.language = language;
	mc_lex_code(&inner);
	lexer->at = inner.at;
	lexer->line = inner.line;
}

static bool starts_tag(const struct mc_lexer *lexer)
{
	unsigned char next = byte_at(lexer, lexer->at + 1);

	return byte_at(lexer, lexer->at) == '<' && (isalpha(next) || next == '/' || next == '!');
}

static void lex_text(struct mc_lexer *lexer)
{
	size_t end = lexer->at;
	size_t filled = end; /* behind the last byte that is no blank */

	while (end < lexer->end && lexer->spans[end] == MC_SPAN_CODE) {
		struct mc_lexer there = *lexer;

		there.at = end;
		if (end > lexer->at && starts_tag(&there))
			break;
		end++;
		if (!isspace(byte_at(lexer, end - 1)))
			filled = end;
	}
	if (filled > lexer->at)
		mc_lex_add(lexer, MC_TOKEN_TEXT, filled - lexer->at);
	while (lexer->at < end)
		skip(lexer);
}

static void lex_element(struct mc_lexer *lexer)
{
	bool is_script = is_name(lexer, lexer->at + 1, "script");
	bool is_style = is_name(lexer, lexer->at + 1, "style");

	mc_lex_add(lexer, MC_TOKEN_SIGN, byte_at(lexer, lexer->at + 1) == '/' ? 2 : 1);
	lex_tag(lexer);
	if (is_script)
		lex_inside(lexer, "</script", MC_LANGUAGE_SCRIPT);
	else if (is_style)
		lex_inside(lexer, "</style", MC_LANGUAGE_CSS);
}

void mc_lex_html(struct mc_lexer *lexer)
{
	while (lexer->at < lexer->end) {
		unsigned char span = lexer->spans[lexer->at];
		size_t end = lexer->at;

		if (span == MC_SPAN_COMMENT) {
			while (end < lexer->end && lexer->spans[end] == MC_SPAN_COMMENT)
				end++;
			mc_lex_add(lexer, MC_TOKEN_COMMENT, end - lexer->at);
		} else if (span == MC_SPAN_STRING) {
			lex_string(lexer);
		} else if (starts_tag(lexer)) {
			lex_element(lexer);
		} else if (isspace(byte_at(lexer, lexer->at))) {
			skip(lexer);
		} else {
			lex_text(lexer);
		}
	}
}
