/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "similar/canon_code.h"

/* ---- looking around ---- */

const struct mc_piece *mc_code_piece(const struct mc_coder *coder, ptrdiff_t offset)
{
	static const struct mc_piece none = { .kind = PIECE_END, .code = CODE_SEMICOLON };
	size_t at = coder->at + (size_t)offset;

	if (offset < 0 && (size_t)-offset > coder->at - coder->from)
		return &none;
	return at < coder->to ? &coder->canon->pieces[at] : &none;
}

static bool is_code(const struct mc_coder *coder, ptrdiff_t offset, uint16_t code)
{
	return mc_code_piece(coder, offset)->code == code;
}

static bool is_kind(const struct mc_coder *coder, ptrdiff_t offset, enum mc_piece_kind kind)
{
	return mc_code_piece(coder, offset)->kind == (uint8_t)kind;
}

/* Something that stands before an operator. */
static bool is_operand(const struct mc_coder *coder, ptrdiff_t offset)
{
	const struct mc_piece *piece = mc_code_piece(coder, offset);

	return piece->kind == PIECE_NAME || piece->kind == PIECE_NUMBER || piece->kind == PIECE_STRING ||
	       piece->code == CODE_ROUND_CLOSE || piece->code == CODE_SQUARE_CLOSE;
}

/* A name that nothing belongs to: no call, no index, no member. */
static bool is_simple_name(const struct mc_coder *coder, ptrdiff_t offset)
{
	return is_kind(coder, offset, PIECE_NAME) && !is_code(coder, offset + 1, CODE_ROUND_OPEN) &&
	       !is_code(coder, offset + 1, CODE_SQUARE_OPEN) && !is_code(coder, offset + 1, CODE_MEMBER) &&
	       !is_code(coder, offset - 1, CODE_MEMBER);
}

/* Behind it an expression is at its end, or goes on with what binds less than arithmetic. */
static bool is_end(const struct mc_coder *coder, ptrdiff_t offset)
{
	const struct mc_piece *piece = mc_code_piece(coder, offset);

	switch (piece->code) {
	case CODE_ROUND_CLOSE:
	case CODE_SQUARE_CLOSE:
	case CODE_CURLY_CLOSE:
	case CODE_CURLY_OPEN:
	case CODE_SEMICOLON:
	case CODE_COMMA:
	case CODE_COLON:
	case CODE_QUESTION:
	case CODE_LOGIC:
		return true;
	default:
		return piece->kind == PIECE_END || piece->kind == PIECE_KEYWORD;
	}
}

/* Before it no arithmetic has begun. */
static bool is_start(const struct mc_coder *coder, ptrdiff_t offset)
{
	const struct mc_piece *piece = mc_code_piece(coder, offset);

	if (piece->kind == PIECE_END || piece->kind == PIECE_KEYWORD)
		return true;
	return piece->kind == PIECE_SIGN && !mc_canon_is_arithmetic(piece->code) &&
	       piece->code != CODE_ROUND_CLOSE && piece->code != CODE_SQUARE_CLOSE &&
	       piece->code != CODE_MEMBER;
}

static bool is_same_name(const struct mc_coder *coder, ptrdiff_t a, ptrdiff_t b)
{
	const struct mc_piece *one = mc_code_piece(coder, a);
	const struct mc_piece *other = mc_code_piece(coder, b);

	return one->kind == PIECE_NAME && other->kind == PIECE_NAME && one->len == other->len &&
	       !memcmp(coder->canon->tokens.text + one->at, coder->canon->tokens.text + other->at, one->len);
}

void mc_code_put(struct mc_coder *coder, uint16_t code)
{
	mc_canon_put(coder->canon, code, mc_code_piece(coder, 0)->line);
}

/* A name of a library is one only where it is called or belongs to something: "value" alone is anybody's. In
 * scripts and Java functions of the program's own bear such names, too. */
static uint16_t name_code(const struct mc_coder *coder, ptrdiff_t offset)
{
	const struct mc_piece *piece = mc_code_piece(coder, offset);
	bool is_method_only = piece->language == MC_LANGUAGE_SCRIPT || piece->language == MC_LANGUAGE_JAVA;

	if (is_code(coder, offset - 1, CODE_MEMBER) ||
	    (!is_method_only && is_code(coder, offset + 1, CODE_ROUND_OPEN)))
		return piece->code;
	return CODE_NAME;
}

static void put_name(struct mc_coder *coder, ptrdiff_t offset)
{
	mc_code_put(coder, name_code(coder, offset));
}

/* ---- assignments ---- */

/* "int a = 1" is "a = 1". */
static void drop_type(struct mc_coder *coder)
{
	struct mc_canon_item *items = coder->canon->items;
	size_t at = coder->statement;

	if (at >= coder->canon->count || items[at].code != CODE_TYPE)
		return;
	while (at < coder->canon->count && (items[at].code == CODE_TYPE || items[at].code == CODE_MULTIPLY))
		at++;
	if (at + 1 != coder->canon->count)
		return;
	items[coder->statement] = items[at];
	coder->canon->count = coder->statement + 1;
}

static bool put_step(struct mc_coder *coder, uint16_t arithmetic, ptrdiff_t operand)
{
	if ((arithmetic != CODE_ADD && arithmetic != CODE_SUBTRACT) || !is_code(coder, operand, CODE_ONE) ||
	    !is_end(coder, operand + 1))
		return false;
	mc_code_put(coder, arithmetic == CODE_ADD ? CODE_PLUS_ONE : CODE_MINUS_ONE);
	return true;
}

/* "a = a + b" is "a += b"; "a = a + 1" is "a++". */
static bool put_change(struct mc_coder *coder, uint16_t arithmetic)
{
	if (!is_same_name(coder, -1, 1) || !is_simple_name(coder, 1) || !mc_canon_is_arithmetic(arithmetic))
		return false;
	if (put_step(coder, arithmetic, 3)) {
		coder->at += 3;
	} else {
		mc_code_put(coder, (uint16_t)(CODE_CHANGE + arithmetic));
		coder->at += 2;
	}
	return true;
}

/* "a = b + a" is "a += b", too. */
static bool put_turned_change(struct mc_coder *coder, uint16_t arithmetic)
{
	bool is_number = is_kind(coder, 1, PIECE_NUMBER);

	if ((arithmetic != CODE_ADD && arithmetic != CODE_MULTIPLY) || !is_same_name(coder, -1, 3) ||
	    !is_end(coder, 4) || !(is_number || is_simple_name(coder, 1)))
		return false;
	if (arithmetic == CODE_ADD && is_code(coder, 1, CODE_ONE)) {
		mc_code_put(coder, CODE_PLUS_ONE);
	} else {
		mc_code_put(coder, (uint16_t)(CODE_CHANGE + arithmetic));
		mc_code_put(coder, is_number ? CODE_NUMBER : CODE_NAME);
	}
	coder->at += 3;
	return true;
}

static void on_assign(struct mc_coder *coder)
{
	uint16_t arithmetic = mc_code_piece(coder, 2)->code;

	drop_type(coder);
	if (!put_change(coder, arithmetic) && !put_turned_change(coder, arithmetic))
		mc_code_put(coder, CODE_ASSIGN);
}

static void on_change(struct mc_coder *coder, uint16_t code)
{
	if (put_step(coder, (uint16_t)(code - CODE_CHANGE), 1))
		coder->at++;
	else
		mc_code_put(coder, code);
}

/* "++a" is "a++". */
static void on_increment(struct mc_coder *coder, uint16_t code)
{
	bool is_prefix = !is_operand(coder, -1) && is_simple_name(coder, 1);

	if (is_prefix)
		put_name(coder, 1);
	mc_code_put(coder, code == CODE_INCREMENT ? CODE_PLUS_ONE : CODE_MINUS_ONE);
	coder->at += is_prefix;
}

/* ---- comparisons ---- */

/* "a == 0" and "a != NULL" are "a" and "!a", and these are "a". */
static bool skip_zero(struct mc_coder *coder)
{
	ptrdiff_t zero = 1;

	while (is_code(coder, zero, CODE_NOT)) /* "is not None" */
		zero++;
	if (!is_code(coder, zero, CODE_ZERO) || !is_end(coder, zero + 1))
		return false;
	coder->at += (size_t)zero;
	return true;
}

/* A number stands on the right: "0 < a" is "a > 0", "2 * a" is "a * 2". */
static void on_number(struct mc_coder *coder)
{
	uint16_t next = mc_code_piece(coder, 1)->code;
	bool is_equality = next == CODE_EQUAL;
	bool compares = is_equality || next == CODE_COMPARE || next == CODE_LESS || next == CODE_GREATER;
	bool turns = compares || next == CODE_ADD || next == CODE_MULTIPLY;

	if (is_start(coder, -1) && is_equality && is_code(coder, 0, CODE_ZERO)) {
		coder->at++;
		return;
	}
	if (is_start(coder, -1) && turns && is_simple_name(coder, 2)) {
		put_name(coder, 2);
		mc_code_put(coder, compares ? CODE_COMPARE : next);
		coder->at += 2;
	}
	mc_code_put(coder, CODE_NUMBER);
}

/* "List<Integer>": the brackets of a type, up to where it ends; 0: a comparison. */
static size_t generic_len(const struct mc_coder *coder)
{
	enum { MAX_GENERIC = 12 };
	size_t depth = 0;

	for (ptrdiff_t i = 0; i < MAX_GENERIC; i++) {
		const struct mc_piece *piece = mc_code_piece(coder, i);

		if (piece->code == CODE_LESS)
			depth++;
		else if (piece->code == CODE_GREATER)
			depth--;
		else if (piece->code == CODE_SHIFT && depth >= 2)
			depth -= 2;
		else if (piece->kind != PIECE_NAME && piece->code != CODE_TYPE && piece->code != CODE_COMMA &&
			 piece->code != CODE_QUESTION && piece->code != CODE_SQUARE_OPEN &&
			 piece->code != CODE_SQUARE_CLOSE && piece->code != CODE_MULTIPLY)
			return 0;
		if (depth == 0)
			return is_kind(coder, i + 1, PIECE_NAME) || is_code(coder, i + 1, CODE_ROUND_OPEN)
				       ? (size_t)i + 1
				       : 0;
	}
	return 0;
}

static void on_less(struct mc_coder *coder)
{
	bool has_generics = mc_code_piece(coder, 0)->language != MC_LANGUAGE_PYTHON;
	size_t len = has_generics ? generic_len(coder) : 0;

	if (len > 0)
		coder->at += len - 1;
	else
		mc_code_put(coder, CODE_COMPARE);
}

/* ---- arithmetic ---- */

/* "*(a + i)" is "a[i]". */
static void on_multiply(struct mc_coder *coder)
{
	if (!is_operand(coder, -1) && is_code(coder, 1, CODE_ROUND_OPEN) && is_simple_name(coder, 2) &&
	    is_code(coder, 3, CODE_ADD) && (is_simple_name(coder, 4) || is_kind(coder, 4, PIECE_NUMBER)) &&
	    is_code(coder, 5, CODE_ROUND_CLOSE)) {
		put_name(coder, 2);
		mc_code_put(coder, CODE_INDEX);
		mc_code_put(coder,
			    is_kind(coder, 4, PIECE_NUMBER) ? CODE_NUMBER : mc_code_piece(coder, 4)->code);
		coder->at += 5;
		return;
	}
	mc_code_put(coder, CODE_MULTIPLY);
}

static void on_operator(struct mc_coder *coder, uint16_t code)
{
	bool is_unary = !is_operand(coder, -1);

	if (code == CODE_MULTIPLY)
		on_multiply(coder);
	else if (!(code == CODE_AND && is_unary) && !(code == CODE_ADD && is_unary))
		mc_code_put(coder, code);
}

static void on_sign(struct mc_coder *coder, uint16_t code)
{
	switch (code) {
	case CODE_ASSIGN:
		on_assign(coder);
		break;
	case CODE_INCREMENT:
	case CODE_DECREMENT:
		on_increment(coder, code);
		break;
	case CODE_EQUAL:
		if (!skip_zero(coder))
			mc_code_put(coder, CODE_COMPARE);
		break;
	case CODE_LESS:
		on_less(coder);
		break;
	case CODE_GREATER:
		mc_code_put(coder, CODE_COMPARE);
		break;
	case CODE_SQUARE_OPEN:
		if (is_operand(coder, -1))
			mc_code_put(coder, CODE_INDEX);
		break;
	case CODE_NOT:
	case CODE_SCOPE:
	case CODE_SQUARE_CLOSE:
	case CODE_HASH:
	case CODE_AT:
	case CODE_DOLLAR:
		break;
	default:
		if (mc_code_is_structure(code))
			mc_code_structure(coder, code);
		else if (mc_canon_is_arithmetic(code))
			on_operator(coder, code);
		else if (code >= CODE_CHANGE && code < CODE_ROUND_OPEN)
			on_change(coder, code);
		else
			mc_code_put(coder, code);
	}
}

void mc_canon_code(struct mc_canon *canon, size_t from, size_t to)
{
	struct mc_coder coder = { .canon = canon, .from = from, .to = to, .statement = canon->count };

	for (coder.at = from; coder.at < to; coder.at++) {
		const struct mc_piece *piece = &canon->pieces[coder.at];

		switch ((enum mc_piece_kind)piece->kind) {
		case PIECE_NAME:
			put_name(&coder, 0);
			break;
		case PIECE_KEYWORD:
			mc_code_keyword(&coder, piece->code);
			break;
		case PIECE_NUMBER:
			on_number(&coder);
			break;
		case PIECE_STRING:
		case PIECE_TEXT:
			mc_code_put(&coder, CODE_STRING);
			break;
		case PIECE_SIGN:
			on_sign(&coder, piece->code);
			break;
		case PIECE_END:
			mc_code_structure(&coder, CODE_SEMICOLON);
			break;
		}
	}
	mc_code_end(&coder);
}
