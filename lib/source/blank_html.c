/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "source/blank_scan.h"

static bool is_tag(const struct mc_scan *scan, const char *name)
{
	size_t len = strlen(name);
	const char *at = scan->text + scan->at + 1;

	return scan->text[scan->at] == '<' && scan->len - scan->at > len + 1 && !strncasecmp(at, name, len) &&
	       (isspace((unsigned char)at[len]) || at[len] == '>' || at[len] == '/');
}

/* "a < b" starts no tag. */
static bool starts_tag(const struct mc_scan *scan)
{
	char next = scan->at + 1 < scan->len ? scan->text[scan->at + 1] : '\0';

	return scan->text[scan->at] == '<' && next && (isalpha((unsigned char)next) || strchr("/!?", next));
}

/* Attribute values are the strings of HTML; a quote that stands anywhere but behind '=' is a sign. */
static void scan_tag(struct mc_scan *scan)
{
	bool is_value = false;

	while (scan->at < scan->len && scan->text[scan->at] != '>') {
		char byte = scan->text[scan->at];
		bool is_start = is_value && (byte == '"' || byte == '\'');

		is_value = byte == '=' || (is_value && isspace((unsigned char)byte));
		if (!is_start) {
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
			continue;
		}
		const char quote[2] = { byte, '\0' };

		mc_scan_between(scan, quote);
	}
	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
}

/* What stands inside a script or style is scanned by its own rules, up to the tag that closes it. */
static void scan_inside(struct mc_scan *scan, const char *closing, const struct mc_scan_c *language)
{
	size_t len = strlen(closing);
	size_t end = scan->at;

	while (end < scan->len && (scan->len - end < len || strncasecmp(scan->text + end, closing, len) != 0))
		end++;
	struct mc_scan inner = { .out = scan->out,
				 .spans = scan->spans ? scan->spans + scan->at : NULL,
				 .text = scan->text + scan->at,
				 .len = end - scan->at,
				 .blanks_comments = scan->blanks_comments,
				 .blanks_strings = scan->blanks_strings };

	mc_scan_c(&inner, language);
	scan->at = end;
}

void mc_scan_html(struct mc_scan *scan)
{
	static const struct mc_scan_c script = { .has_slashes = true, .is_script = true };
	static const struct mc_scan_c style = { .is_style = true };

	while (scan->at < scan->len) {
		bool is_script = is_tag(scan, "script");
		bool is_style = is_tag(scan, "style");

		if (mc_scan_is_at(scan, "<!--"))
			mc_scan_to(scan, mc_scan_find(scan, scan->at + 4, "-->") + 3, MC_SPAN_COMMENT);
		else if (starts_tag(scan))
			scan_tag(scan);
		else
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
		if (is_script)
			scan_inside(scan, "</script", &script);
		else if (is_style)
			scan_inside(scan, "</style", &style);
	}
}
