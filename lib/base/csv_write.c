/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/csv.h"

/* What makes other readers see another field: separators of all countries, quotes, line ends, and blanks at
 * the ends, which some of them drop. */
static bool needs_quotes(const char *text)
{
	size_t len = strlen(text);

	return text[strcspn(text, ",;\t\"\r\n")] || (len > 0 && (text[0] == ' ' || text[len - 1] == ' '));
}

static void add_quoted(struct mc_buf *out, const char *text)
{
	mc_buf_addc(out, '"');
	for (size_t len; text[len = strcspn(text, "\"")]; text += len + 1) {
		mc_buf_add(out, text, len + 1);
		mc_buf_addc(out, '"');
	}
	mc_buf_addz(out, text);
	mc_buf_addc(out, '"');
}

void mc_csv_add(struct mc_buf *out, const char *text, bool is_first)
{
	if (!is_first)
		mc_buf_addc(out, ',');
	if (needs_quotes(text))
		add_quoted(out, text);
	else
		mc_buf_addz(out, text);
}

/* "-3", "+34600000000", "1.5", "-0,25": nothing to compute. */
static bool is_number(const char *text)
{
	static const char digits[] = "0123456789";
	const char *rest = text + (*text == '+' || *text == '-');
	size_t whole = strspn(rest, digits);

	rest += whole;
	if (whole > 0 && (*rest == '.' || *rest == ',') && rest[1])
		rest += 1 + strspn(rest + 1, digits);
	return whole > 0 && !*rest;
}

/* Spreadsheets of East Asia take the wide forms of the four signs, too. */
static bool is_formula(const char *text)
{
	static const char *const wide[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };

	for (size_t i = 0; i < MC_COUNT(wide); i++)
		if (!strncmp(text, wide[i], strlen(wide[i])))
			return true;
	return *text && strchr("=+-@\t\r\n", *text) && !is_number(text);
}

void mc_csv_add_safe(struct mc_buf *out, const char *text, bool is_first)
{
	MC_AUTO(mc_buf) marked = MC_BUF_INIT;

	if (!is_formula(text)) {
		mc_csv_add(out, text, is_first);
		return;
	}
	mc_buf_addc(&marked, '\'');
	mc_buf_addz(&marked, text);
	mc_csv_add(out, marked.ptr, is_first);
}

void mc_csv_end_row(struct mc_buf *out)
{
	mc_buf_addz(out, "\r\n");
}
