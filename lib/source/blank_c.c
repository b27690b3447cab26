/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "source/blank_scan.h"

/* In C a backslash at the end of a line carries a comment over to the next. */
static void scan_line_comment(struct mc_scan *scan, bool is_script)
{
	size_t end = mc_scan_line_end(scan, scan->at);

	while (!is_script && end < scan->len && end > scan->at && scan->text[end - 1] == '\\')
		end = mc_scan_line_end(scan, end + 1);
	mc_scan_to(scan, end, MC_SPAN_COMMENT);
}

static void scan_block_comment(struct mc_scan *scan)
{
	mc_scan_to(scan, mc_scan_find(scan, scan->at + 2, "*/") + 2, MC_SPAN_COMMENT);
}

static void scan_between(struct mc_scan *scan, const char *quote)
{
	size_t len = strlen(quote);
	size_t end = mc_scan_find(scan, scan->at + len, quote);

	mc_scan_to(scan, scan->at + len, MC_SPAN_CODE);
	mc_scan_to(scan, end, MC_SPAN_STRING);
	mc_scan_to(scan, end + len, MC_SPAN_CODE);
}

/* The inside of a template literal up to its end or to the next "${". */
static void scan_template(struct mc_scan *scan)
{
	size_t end = scan->at;

	while (end < scan->len) {
		if (scan->text[end] == '`') {
			mc_scan_to(scan, end, MC_SPAN_STRING);
			mc_scan_to(scan, end + 1, MC_SPAN_CODE);
			return;
		}
		if (scan->text[end] == '$' && end + 1 < scan->len && scan->text[end + 1] == '{') {
			mc_scan_to(scan, end, MC_SPAN_STRING);
			if (mc_scan_enter(scan, 2))
				return;
		}
		end += scan->text[end] == '\\' ? 2 : 1;
	}
	mc_scan_to(scan, end, MC_SPAN_STRING);
}

static bool is_word(char byte)
{
	return isalnum((unsigned char)byte) || byte == '_' || byte == '$' || ((unsigned char)byte & 0x80);
}

/* Words behind which an expression starts, so that a '/' is no division. */
static bool is_operator_word(const char *word, size_t len)
{
	static const char *const words[] = {
		"return", "typeof", "case", "in", "of",		"delete", "void",
		"throw",  "new",    "else", "do", "instanceof", "yield",  "await"
	};

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strlen(words[i]) == len && !memcmp(words[i], word, len))
			return true;
	}
	return false;
}

/* Does an expression start here?  Decided by what stands before, as every highlighter has to. */
static bool may_start_regex(const struct mc_scan *scan, size_t code_end)
{
	size_t end = code_end;

	if (end == 0)
		return true;
	char last = scan->text[end - 1];

	if (!is_word(last))
		return !strchr(")]\"'`", last);
	size_t start = end;

	while (start > 0 && is_word(scan->text[start - 1]))
		start--;
	return is_operator_word(scan->text + start, end - start);
}

static bool scan_regex(struct mc_scan *scan)
{
	bool is_class = false;
	size_t end = scan->at + 1;

	for (; end < scan->len && scan->text[end] != '\n'; end++) {
		if (scan->text[end] == '\\')
			end++;
		else if (scan->text[end] == '[')
			is_class = true;
		else if (scan->text[end] == ']')
			is_class = false;
		else if (scan->text[end] == '/' && !is_class)
			break;
	}
	if (end >= scan->len || scan->text[end] != '/')
		return false;
	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	mc_scan_to(scan, end, MC_SPAN_STRING);
	mc_scan_to(scan, end + 1, MC_SPAN_CODE);
	return true;
}

static bool scan_comment(struct mc_scan *scan, const struct mc_scan_c *language)
{
	if (language->has_slashes && mc_scan_is_at(scan, "//"))
		scan_line_comment(scan, language->is_script);
	else if (mc_scan_is_at(scan, "/*"))
		scan_block_comment(scan);
	else
		return false;
	return true;
}

static bool scan_string(struct mc_scan *scan, const struct mc_scan_c *language, size_t code_end)
{
	char byte = scan->text[scan->at];

	if (language->has_text_blocks && mc_scan_is_at(scan, "\"\"\"")) {
		scan_between(scan, "\"\"\"");
	} else if (byte == '"' || byte == '\'') {
		mc_scan_quoted(scan, false);
	} else if (byte == '`' && language->has_backticks) {
		scan_between(scan, "`");
	} else if (byte == '`' && language->is_script) {
		mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
		scan_template(scan);
	} else {
		return byte == '/' && language->is_script && may_start_regex(scan, code_end) &&
		       scan_regex(scan);
	}
	return true;
}

static void scan_code(struct mc_scan *scan, const struct mc_scan_c *language)
{
	char byte = scan->text[scan->at];
	bool is_template = false;

	if (byte == '{')
		scan->brackets++;
	else if (byte == '}')
		is_template = language->is_script && mc_scan_leaves(scan);
	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	if (is_template)
		scan_template(scan);
}

void mc_scan_c(struct mc_scan *scan, const struct mc_scan_c *language)
{
	size_t code_end = 0; /* behind the last byte that is neither comment nor white space */

	while (scan->at < scan->len) {
		if (scan_comment(scan, language))
			continue;
		bool is_space = isspace((unsigned char)scan->text[scan->at]) != 0;

		if (!scan_string(scan, language, code_end))
			scan_code(scan, language);
		if (!is_space)
			code_end = scan->at;
	}
}
