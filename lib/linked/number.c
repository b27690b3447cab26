/* SPDX-License-Identifier: MIT */
#include "linked/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* Digits that every decimal keeps on its way through a double, and the smallest number that JavaScript
 * writes without an exponent. */
enum { DIGITS = 15 };
static const double SMALLEST = 1e-6, WHOLE_END = 9007199254740992.0;

bool mc_number_is_whole(double value)
{
	return value == trunc(value);
}

static struct mc_err *add_fraction(struct mc_buf *out, double value)
{
	char text[64];

	for (int digits = 1; digits <= DIGITS && fabs(value) >= SMALLEST; digits++) {
		(void)snprintf(text, sizeof(text), "%.*e", digits - 1, value);
		if (strtod(text, NULL) != value)
			continue;
		int behind = digits - 1 - (int)strtol(strchr(text, 'e') + 1, NULL, 10);

		(void)snprintf(text, sizeof(text), "%.*f", behind > 0 ? behind : 0, value);
		mc_buf_addz(out, text);
		return NULL;
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("a number that programs do not write in one way")),
			   "%s", _("write it with at most 15 digits, or as a text"));
}

struct mc_err *mc_number_add(struct mc_buf *out, double value)
{
	if (!mc_number_is_whole(value) || fabs(value) >= WHOLE_END)
		return add_fraction(out, mc_number_is_whole(value) ? 0 : value);
	mc_buf_add_int(out, (int64_t)value);
	return NULL;
}

void mc_number_add_double(struct mc_buf *out, double value)
{
	char text[64];

	(void)snprintf(text, sizeof(text), "%.15e", value);
	char *exponent = strchr(text, 'e');
	size_t end = (size_t)(exponent - text);

	while (text[end - 1] == '0' && text[end - 2] != '.')
		end--;
	mc_buf_add(out, text, end);
	mc_buf_addf(out, "E%d", (int)strtol(exponent + 1, NULL, 10));
}
