/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "source/blank_scan.h"

static bool is_word(char byte)
{
	return isalnum((unsigned char)byte) || byte == '_' || ((unsigned char)byte & 0x80);
}

static bool is_behind_word(const struct mc_scan *scan, size_t at)
{
	return at > 0 && (is_word(scan->text[at - 1]) || scan->text[at - 1] == '$');
}

/* "$$ … $$" and "$tag$ … $tag$" of PostgreSQL. Returns false when it is none. */
static bool scan_dollars(struct mc_scan *scan)
{
	char tag[64] = "$";
	size_t len = 1;

	if (is_behind_word(scan, scan->at))
		return false;
	while (scan->at + len < scan->len && len < sizeof(tag) - 2 && is_word(scan->text[scan->at + len])) {
		tag[len] = scan->text[scan->at + len];
		len++;
	}
	/* "$1" is a parameter. */
	if (scan->at + len >= scan->len || scan->text[scan->at + len] != '$' ||
	    isdigit((unsigned char)tag[1]))
		return false;
	tag[len] = '$';
	mc_scan_between(scan, tag);
	return true;
}

/* Of PostgreSQL, too: only in E'…' is a backslash more than a sign. */
static bool has_escapes(const struct mc_scan *scan)
{
	return scan->at > 0 && (scan->text[scan->at - 1] | 0x20) == 'e' &&
	       !is_behind_word(scan, scan->at - 1);
}

/* Quotes are doubled inside; names stand between double quotes or backticks and stay. */
void mc_scan_sql(struct mc_scan *scan)
{
	while (scan->at < scan->len) {
		const char quote[2] = { scan->text[scan->at], '\0' };

		if (mc_scan_is_at(scan, "--"))
			mc_scan_to(scan, mc_scan_line_end(scan, scan->at), MC_SPAN_COMMENT);
		else if (mc_scan_is_at(scan, "/*"))
			mc_scan_to(scan, mc_scan_find(scan, scan->at + 2, "*/") + 2, MC_SPAN_COMMENT);
		else if (*quote == '\'' && has_escapes(scan))
			mc_scan_quoted(scan, true);
		else if (*quote == '\'')
			mc_scan_between(scan, quote);
		else if (*quote == '"' || *quote == '`')
			mc_scan_to(scan, mc_scan_find(scan, scan->at + 1, quote) + 1, MC_SPAN_CODE);
		else if (*quote != '$' || !scan_dollars(scan))
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	}
}
