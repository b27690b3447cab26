/* SPDX-License-Identifier: MIT */
#include "carrier/pdf_operands.h"

#include <string.h>

void mc_pdf_operands_release(struct mc_pdf_operands *operands)
{
	mc_buf_release(&operands->strings);
	mc_buf_release(&operands->name);
	mc_buf_release(&operands->key);
	mc_buf_release(&operands->actual);
}

void mc_pdf_operands_forget(struct mc_pdf_operands *operands)
{
	memset(operands->numbers, 0, sizeof(operands->numbers));
	operands->count = 0;
	operands->has_actual = false;
	operands->in_array = false;
	operands->depth = 0;
	mc_buf_reset(&operands->key);
	mc_buf_reset(&operands->strings);
	mc_buf_reset(&operands->name);
	mc_buf_reset(&operands->actual);
}

/* Numbers in arrays only shift letters; of dictionaries, one entry matters. */
void mc_pdf_operands_take(struct mc_pdf_operands *operands, enum mc_pdf_token token,
			  const struct mc_pdf_lex *lex)
{
	bool is_inside = operands->depth > 0;

	if (token == MC_PDF_DICT)
		operands->depth++;
	else if (token == MC_PDF_UNDICT && is_inside)
		operands->depth--;
	else if (token == MC_PDF_OPEN)
		operands->in_array = true;
	else if (token == MC_PDF_CLOSE)
		operands->in_array = false;
	else if (token == MC_PDF_NUM && !is_inside && !operands->in_array &&
		 operands->count < MC_PDF_OPERANDS_MAX)
		operands->numbers[operands->count++] = lex->number;
	else if (token == MC_PDF_BYTES && !is_inside)
		mc_buf_add(&operands->strings, lex->text.ptr, lex->text.len);
	else if (token == MC_PDF_BYTES && !strcmp(operands->key.ptr, "ActualText")) {
		mc_buf_reset(&operands->actual);
		mc_buf_add(&operands->actual, lex->text.ptr, lex->text.len);
		operands->has_actual = true;
	}
	if (token == MC_PDF_KEY) {
		struct mc_buf *to = is_inside ? &operands->key : &operands->name;

		mc_buf_reset(to);
		mc_buf_add(to, lex->text.ptr, lex->text.len);
	}
}
