/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "similar/canon_code.h"

static bool is_next(const struct mc_coder *coder, uint16_t code)
{
	return mc_code_piece(coder, 1)->code == code;
}

/* ---- the steps of loops ---- */

static void write_step(struct mc_coder *coder)
{
	const struct mc_waiting *loop = &coder->waiting[--coder->waiting_count];

	/* At the end of a text there is no line to stand on. */
	uint32_t line = mc_code_piece(coder, 0)->line;

	for (size_t i = loop->from; i < coder->step_count; i++)
		mc_canon_put(coder->canon, coder->steps[i].code, line ? line : coder->steps[i].line);
	coder->step_count = loop->from;
}

/* Behind the statement or block that just ended. */
static void end_loops(struct mc_coder *coder, bool is_block)
{
	while (coder->waiting_count > 0) {
		const struct mc_waiting *loop = &coder->waiting[coder->waiting_count - 1];

		if (loop->depth < coder->depth || (loop->is_block && !is_block))
			return;
		if (!loop->is_block && is_next(coder, CODE_ELSE))
			return;
		write_step(coder);
	}
}

static void keep_step(struct mc_coder *coder)
{
	struct mc_canon *canon = coder->canon;

	if (coder->waiting_count == MC_CODE_MAX_DEPTH || coder->step >= canon->count)
		return;
	coder->waiting[coder->waiting_count++] = (struct mc_waiting){
		.from = coder->step_count, .depth = coder->depth, .is_block = is_next(coder, CODE_CURLY_OPEN)
	};
	for (size_t i = coder->step; i < canon->count; i++)
		*MC_VEC_ADD(coder->steps, coder->step_count, coder->step_capacity) = canon->items[i];
	canon->count = coder->step;
}

/* ---- statements ---- */

/* "int a, *b[4];" and "int f(int a);" do nothing. */
static bool is_declaration(const struct mc_coder *coder)
{
	const struct mc_canon_item *items = coder->canon->items;

	if (coder->statement >= coder->canon->count || items[coder->statement].code != CODE_TYPE)
		return false;
	for (size_t i = coder->statement + 1; i < coder->canon->count; i++) {
		uint16_t code = items[i].code;

		if (code != CODE_TYPE && code != CODE_MULTIPLY && code != CODE_NAME && code != CODE_INDEX &&
		    code != CODE_NUMBER && !(coder->depth == 0 && (code == CODE_CALL || code == CODE_COMMA)))
			return false;
	}
	return true;
}

static void start_statement(struct mc_coder *coder)
{
	coder->statement = coder->canon->count;
	coder->ternaries = 0;
}

static enum mc_bracket innermost(const struct mc_coder *coder)
{
	return coder->depth > 0 && coder->depth <= MC_CODE_MAX_DEPTH ? coder->brackets[coder->depth - 1].kind
								     : BRACKET_PLAIN;
}

static void on_semicolon(struct mc_coder *coder)
{
	if (innermost(coder) == BRACKET_FOR) {
		if (coder->semicolons++ == 0)
			mc_code_put(coder, CODE_LOOP);
		coder->step = coder->canon->count;
		start_statement(coder);
		return;
	}
	if (is_declaration(coder))
		coder->canon->count = coder->statement;
	end_loops(coder, false);
	start_statement(coder);
}

/* ---- brackets ---- */

static void open_bracket(struct mc_coder *coder, enum mc_bracket kind)
{
	if (coder->depth < MC_CODE_MAX_DEPTH) {
		coder->brackets[coder->depth].kind = kind;
		coder->brackets[coder->depth].items = coder->canon->count;
	}
	coder->depth++;
}

static bool is_callee(const struct mc_coder *coder)
{
	const struct mc_piece *last = mc_code_piece(coder, -1);

	return last->kind == PIECE_NAME || last->code == CODE_ROUND_CLOSE ||
	       last->code == CODE_SQUARE_CLOSE || last->code == CODE_GREATER;
}

static void on_round_open(struct mc_coder *coder)
{
	enum mc_bracket kind = coder->next;

	coder->next = BRACKET_PLAIN;
	if (kind == BRACKET_PLAIN && is_callee(coder)) {
		kind = BRACKET_CALL;
		mc_code_put(coder, CODE_CALL);
	}
	open_bracket(coder, kind);
	if (kind == BRACKET_FOR) {
		coder->semicolons = 0;
		coder->step = coder->canon->count;
		start_statement(coder);
	}
}

/* "(int *)" before a value. */
static bool is_cast(const struct mc_coder *coder, size_t from)
{
	bool has_type = false;

	for (size_t i = from; i < coder->canon->count; i++) {
		uint16_t code = coder->canon->items[i].code;

		has_type |= code == CODE_TYPE;
		if (code != CODE_TYPE && code != CODE_MULTIPLY)
			return false;
	}
	return has_type;
}

static void end_header(struct mc_coder *coder)
{
	if (coder->semicolons == 0)
		mc_code_put(coder, CODE_LOOP);
	else if (coder->semicolons >= 2)
		keep_step(coder);
	coder->semicolons = 0;
	start_statement(coder);
}

static void on_round_close(struct mc_coder *coder)
{
	if (coder->depth == 0 || innermost(coder) == BRACKET_CURLY)
		return;
	enum mc_bracket kind = innermost(coder);
	size_t items = coder->depth <= MC_CODE_MAX_DEPTH ? coder->brackets[coder->depth - 1].items
							 : coder->canon->count;

	coder->depth--;
	if (kind == BRACKET_PLAIN && is_cast(coder, items))
		coder->canon->count = items;
	else if (kind == BRACKET_FOR)
		end_header(coder);
	if (kind == BRACKET_IF) {
		mc_code_put(coder, CODE_IF);
		start_statement(coder);
	}
}

static void on_curly_close(struct mc_coder *coder)
{
	/* Round ones that were never closed end here, too. */
	while (coder->depth > 0 && coder->depth <= MC_CODE_MAX_DEPTH && innermost(coder) != BRACKET_CURLY)
		coder->depth--;
	if (coder->depth > 0)
		coder->depth--;
	end_loops(coder, true);
	start_statement(coder);
}

static void on_colon(struct mc_coder *coder)
{
	if (coder->ternaries == 0)
		return;
	coder->ternaries--;
	mc_code_put(coder, CODE_ELSE);
}

bool mc_code_is_structure(uint16_t code)
{
	return code == CODE_COMMA || code == CODE_ROUND_OPEN || code == CODE_ROUND_CLOSE ||
	       code == CODE_CURLY_OPEN || code == CODE_CURLY_CLOSE || code == CODE_SEMICOLON ||
	       code == CODE_COLON || code == CODE_QUESTION;
}

void mc_code_structure(struct mc_coder *coder, uint16_t code)
{
	switch (code) {
	case CODE_SEMICOLON:
		on_semicolon(coder);
		break;
	case CODE_ROUND_OPEN:
		on_round_open(coder);
		break;
	case CODE_ROUND_CLOSE:
		on_round_close(coder);
		break;
	case CODE_CURLY_OPEN:
		open_bracket(coder, BRACKET_CURLY);
		start_statement(coder);
		break;
	case CODE_CURLY_CLOSE:
		on_curly_close(coder);
		break;
	case CODE_COMMA:
		if (innermost(coder) == BRACKET_CALL)
			mc_code_put(coder, CODE_COMMA);
		break;
	case CODE_QUESTION:
		coder->ternaries++;
		mc_code_put(coder, CODE_IF);
		break;
	default:
		on_colon(coder);
	}
}

/* ---- keywords ---- */

static void put_type(struct mc_coder *coder)
{
	const struct mc_canon *canon = coder->canon;

	/* "unsigned long" is one. */
	if (canon->count == coder->statement || canon->items[canon->count - 1].code != CODE_TYPE)
		mc_code_put(coder, CODE_TYPE);
}

/* "struct name" is a type; "struct name {" defines one. */
static void on_tag(struct mc_coder *coder)
{
	bool has_name = mc_code_piece(coder, 1)->kind == PIECE_NAME;

	if (has_name && mc_code_piece(coder, 2)->code != CODE_CURLY_OPEN) {
		put_type(coder);
		coder->at++;
	} else {
		mc_code_put(coder, CODE_SPREAD);
	}
}

/* "while (1)" and "while True:" are loops and no more. */
static void on_while(struct mc_coder *coder)
{
	bool is_round = is_next(coder, CODE_ROUND_OPEN);
	const struct mc_piece *end = mc_code_piece(coder, is_round ? 3 : 2);

	mc_code_put(coder, CODE_LOOP);
	if (mc_code_piece(coder, is_round ? 2 : 1)->code == CODE_ONE &&
	    end->code == (is_round ? CODE_ROUND_CLOSE : CODE_COLON))
		coder->at += is_round ? 3 : 1;
}

void mc_code_keyword(struct mc_coder *coder, uint16_t code)
{
	switch (code) {
	case CODE_TYPE:
		put_type(coder);
		break;
	case CODE_TAG:
		on_tag(coder);
		break;
	case CODE_FOR:
		if (is_next(coder, CODE_ROUND_OPEN))
			coder->next = BRACKET_FOR;
		else
			mc_code_put(coder, CODE_LOOP);
		break;
	case CODE_WHILE:
		on_while(coder);
		break;
	case CODE_IF:
		if (is_next(coder, CODE_ROUND_OPEN) &&
		    mc_code_piece(coder, 0)->language != MC_LANGUAGE_PYTHON)
			coder->next = BRACKET_IF;
		else
			mc_code_put(coder, CODE_IF);
		break;
	case CODE_ELSE_IF:
		mc_code_put(coder, CODE_ELSE);
		mc_code_put(coder, CODE_IF);
		break;
	case CODE_DO:
	case CODE_NOT:
		break;
	default:
		mc_code_put(coder, code);
	}
}

void mc_code_end(struct mc_coder *coder)
{
	while (coder->waiting_count > 0)
		write_step(coder);
	free(coder->steps);
}
