/* SPDX-License-Identifier: MIT */
#include "carrier/pdf_lex.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_NUMBER = 40, OCTAL_DIGITS = 3, BYTE = 0xff };

static bool is_space(char byte)
{
	return byte == '\0' || byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r' || byte == ' ';
}

static bool is_delimiter(char byte)
{
	return byte && strchr("()<>[]{}/%", byte);
}

static void step(struct mc_pdf_lex *lex, size_t bytes)
{
	lex->rest.ptr += bytes;
	lex->rest.len -= bytes;
}

void mc_pdf_lex_start(struct mc_pdf_lex *lex, struct mc_str bytes)
{
	*lex = (struct mc_pdf_lex){ .rest = bytes, .text = MC_BUF_INIT };
}

/* White space and comments. */
static void skip_space(struct mc_pdf_lex *lex)
{
	bool is_comment = false;

	for (; lex->rest.len > 0; step(lex, 1)) {
		char byte = *lex->rest.ptr;

		if (byte == '%')
			is_comment = true;
		else if (byte == '\n' || byte == '\r')
			is_comment = false;
		else if (!is_comment && !is_space(byte))
			return;
	}
}

static int hex_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 0x20;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* A character behind a backslash. */
static void read_escape(struct mc_pdf_lex *lex)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	char byte = *lex->rest.ptr;
	const char *known = byte ? strchr(from, byte) : NULL;
	unsigned value = 0, digits = 0;

	while (digits < OCTAL_DIGITS && lex->rest.len > 0 && *lex->rest.ptr >= '0' && *lex->rest.ptr <= '7') {
		value = value * 8 + (unsigned)(*lex->rest.ptr - '0');
		digits++;
		step(lex, 1);
	}
	if (digits > 0) {
		mc_buf_addc(&lex->text, (char)(unsigned char)(value & BYTE));
		return;
	}
	step(lex, 1);
	if (byte == '\r' && lex->rest.len > 0 && *lex->rest.ptr == '\n')
		step(lex, 1);
	if (byte != '\n' && byte != '\r')
		mc_buf_addc(&lex->text, known ? to[known - from] : byte);
}

static enum mc_pdf_token bad(struct mc_pdf_lex *lex)
{
	lex->is_bad = true;
	lex->rest.len = 0;
	return MC_PDF_END;
}

static enum mc_pdf_token read_string(struct mc_pdf_lex *lex)
{
	unsigned depth = 1;

	step(lex, 1);
	while (lex->rest.len > 0) {
		char byte = *lex->rest.ptr;

		step(lex, 1);
		depth += byte == '(';
		depth -= byte == ')';
		if (depth == 0)
			return MC_PDF_BYTES;
		if (byte == '\\' && lex->rest.len > 0)
			read_escape(lex);
		else
			mc_buf_addc(&lex->text, byte);
	}
	return bad(lex);
}

static enum mc_pdf_token read_hex(struct mc_pdf_lex *lex)
{
	int high = -1;

	for (step(lex, 1); lex->rest.len > 0; step(lex, 1)) {
		char byte = *lex->rest.ptr;
		int digit = hex_of(byte);

		if (byte == '>') {
			step(lex, 1);
			if (high >= 0)
				mc_buf_addc(&lex->text, (char)(high << 4));
			return MC_PDF_BYTES;
		}
		if (digit < 0 && !is_space(byte))
			return bad(lex);
		if (digit >= 0 && high >= 0) {
			mc_buf_addc(&lex->text, (char)(high << 4 | digit));
			high = -1;
		} else if (digit >= 0) {
			high = digit;
		}
	}
	return bad(lex);
}

static enum mc_pdf_token read_name(struct mc_pdf_lex *lex)
{
	for (step(lex, 1); lex->rest.len > 0; step(lex, 1)) {
		char byte = *lex->rest.ptr;

		if (is_space(byte) || is_delimiter(byte))
			break;
		int high = byte == '#' && lex->rest.len > 2 ? hex_of(lex->rest.ptr[1]) : -1;
		int low = high >= 0 ? hex_of(lex->rest.ptr[2]) : -1;

		if (low >= 0) {
			byte = (char)(high << 4 | low);
			step(lex, 2);
		}
		mc_buf_addc(&lex->text, byte);
	}
	return MC_PDF_KEY;
}

static enum mc_pdf_token read_word(struct mc_pdf_lex *lex)
{
	while (lex->rest.len > 0 && !is_space(*lex->rest.ptr) && !is_delimiter(*lex->rest.ptr)) {
		mc_buf_addc(&lex->text, *lex->rest.ptr);
		step(lex, 1);
	}
	size_t len = strspn(lex->text.ptr, "+-.0123456789");

	if (lex->text.len == 0)
		return bad(lex);
	if (len < lex->text.len || len > MAX_NUMBER)
		return MC_PDF_WORD;
	lex->number = strtod(lex->text.ptr, NULL);
	return MC_PDF_NUM;
}

enum mc_pdf_token mc_pdf_lex_next(struct mc_pdf_lex *lex)
{
	skip_space(lex);
	mc_buf_reset(&lex->text);
	if (lex->rest.len == 0)
		return MC_PDF_END;
	char byte = *lex->rest.ptr;
	bool is_double = lex->rest.len > 1 && lex->rest.ptr[1] == byte;

	switch (byte) {
	case '(':
		return read_string(lex);
	case '/':
		return read_name(lex);
	case '<':
		if (!is_double)
			return read_hex(lex);
		step(lex, 2);
		return MC_PDF_DICT;
	case '>':
		step(lex, is_double ? 2 : 1);
		return is_double ? MC_PDF_UNDICT : bad(lex);
	case '[':
	case '{':
		step(lex, 1);
		return MC_PDF_OPEN;
	case ']':
	case '}':
		step(lex, 1);
		return MC_PDF_CLOSE;
	default:
		return read_word(lex);
	}
}

void mc_pdf_lex_skip_image(struct mc_pdf_lex *lex)
{
	while (lex->rest.len > 0) {
		bool is_end = lex->rest.len >= 3 && is_space(lex->rest.ptr[0]) && lex->rest.ptr[1] == 'E' &&
			      lex->rest.ptr[2] == 'I' && (lex->rest.len == 3 || is_space(lex->rest.ptr[3]));

		step(lex, is_end ? 3 : 1);
		if (is_end)
			return;
	}
}
