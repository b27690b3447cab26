/* SPDX-License-Identifier: MIT */
#include "similar/canon_parts.h"

/* Up to four bytes of a sign as one number. */
#define S1(a) ((uint32_t)(a))
#define S2(a, b) (S1(a) | (uint32_t)(b) << 8)
#define S3(a, b, c) (S2(a, b) | (uint32_t)(c) << 16)
#define S4(a, b, c, d) (S3(a, b, c) | (uint32_t)(d) << 24)

static uint16_t single(enum mc_language language, char sign)
{
	switch (sign) {
	case '(':
		return CODE_ROUND_OPEN;
	case ')':
		return CODE_ROUND_CLOSE;
	case '[':
		return CODE_SQUARE_OPEN;
	case ']':
		return CODE_SQUARE_CLOSE;
	case '{':
		return CODE_CURLY_OPEN;
	case '}':
		return CODE_CURLY_CLOSE;
	case ';':
		return CODE_SEMICOLON;
	case ':':
		return CODE_COLON;
	case ',':
		return CODE_COMMA;
	case '?':
		return CODE_QUESTION;
	case '!':
		return CODE_NOT;
	case '<':
		return CODE_LESS;
	case '>':
		return CODE_GREATER;
	case '=':
		return language == MC_LANGUAGE_SQL ? CODE_EQUAL : CODE_ASSIGN;
	case '.':
		return CODE_MEMBER;
	case '#':
		return CODE_HASH;
	case '@':
		return CODE_AT;
	case '$':
		return CODE_DOLLAR;
	default:
		return CODE_SIGN;
	}
}

static uint16_t arithmetic(char sign)
{
	switch (sign) {
	case '+':
		return CODE_ADD;
	case '-':
		return CODE_SUBTRACT;
	case '*':
		return CODE_MULTIPLY;
	case '/':
		return CODE_DIVIDE;
	case '%':
		return CODE_REMAINDER;
	case '&':
		return CODE_AND;
	case '|':
		return CODE_OR;
	case '^':
		return CODE_XOR;
	case '~':
		return CODE_FLIP;
	default:
		return CODE_NONE;
	}
}

/* "+=" and the like. */
static uint16_t change(struct mc_str text)
{
	if (text.ptr[text.len - 1] != '=')
		return CODE_NONE;
	uint16_t code = text.len == 2		     ? arithmetic(text.ptr[0])
			: text.ptr[0] == '*'	     ? CODE_POWER
			: text.ptr[0] == '/'	     ? CODE_DIVIDE
			: text.ptr[0] == text.ptr[1] ? CODE_SHIFT
						     : CODE_NONE;

	return mc_canon_is_arithmetic(code) ? (uint16_t)(CODE_CHANGE + code) : CODE_NONE;
}

static uint16_t longer(enum mc_language language, uint32_t packed)
{
	switch (packed) {
	case S2('=', '='):
	case S2('!', '='):
	case S2('<', '>'):
	case S3('=', '=', '='):
	case S3('!', '=', '='):
		return CODE_EQUAL;
	case S2('<', '='):
	case S2('>', '='):
		return CODE_COMPARE;
	case S2('&', '&'):
	case S2('|', '|'):
	case S2('?', '?'):
		return language == MC_LANGUAGE_SQL ? CODE_ADD : CODE_LOGIC;
	case S2('+', '+'):
		return CODE_INCREMENT;
	case S2('-', '-'):
		return CODE_DECREMENT;
	case S2('<', '<'):
	case S2('>', '>'):
	case S3('>', '>', '>'):
		return CODE_SHIFT;
	case S2('*', '*'):
		return CODE_POWER;
	case S2('/', '/'):
		return CODE_DIVIDE;
	case S2(':', '='):
		return CODE_ASSIGN;
	case S2('-', '>'):
		return language == MC_LANGUAGE_JAVA ? CODE_ARROW : CODE_MEMBER;
	case S2('?', '.'):
		return CODE_MEMBER;
	case S2('=', '>'):
		return CODE_ARROW;
	case S2(':', ':'):
		return CODE_SCOPE;
	case S3('.', '.', '.'):
		return CODE_SPREAD;
	case S2('$', '{'):
		return CODE_CURLY_OPEN;
	case S2('$', '('):
		return CODE_RUN;
	case S2('[', '['):
		return CODE_SQUARE_OPEN;
	default:
		return CODE_NONE;
	}
}

uint16_t mc_canon_sign(enum mc_language language, struct mc_str text)
{
	if (text.len == 1) {
		uint16_t code = arithmetic(text.ptr[0]);

		return code ? code : single(language, text.ptr[0]);
	}
	uint32_t packed = 0;

	for (size_t i = 0; i < text.len && i < 4; i++)
		packed |= (uint32_t)(unsigned char)text.ptr[i] << 8 * i;
	uint16_t code = longer(language, packed);

	if (!code)
		code = change(text);
	return code ? code : CODE_SIGN;
}
