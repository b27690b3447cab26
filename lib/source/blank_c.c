/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
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
	static const char *const words[] = { "return", "typeof",     "case",	"in",	  "of",
					     "delete", "void",	     "throw",	"new",	  "else",
					     "do",     "instanceof", "yield",	"await",  "from",
					     "import", "as",	     "default", "export", "extends" };

	for (size_t i = 0; i < MC_COUNT(words); i++) {
		if (strlen(words[i]) == len && !memcmp(words[i], word, len))
			return true;
	}
	return false;
}

/* The word that ends at `end`; empty when there is none. */
static struct mc_str word_before(const struct mc_scan *scan, size_t end)
{
	size_t start = end;

	while (start > 0 && is_word(scan->text[start - 1]))
		start--;
	return (struct mc_str){ scan->text + start, end - start };
}

/* Does an expression start here?  Decided by what stands before, as every highlighter has to. */
static bool may_start_regex(const struct mc_scan *scan, size_t code_end)
{
	size_t end = code_end;

	if (end == 0)
		return true;
	if (scan->at < scan->no_regex_before)
		return false;
	char last = scan->text[end - 1];
	bool is_twice = end > 1 && scan->text[end - 2] == last;
	struct mc_str word = word_before(scan, end);

	if (word.len > 0)
		return is_operator_word(word.ptr, word.len);
	/* "</p>" and "{x} />" are of JSX. */
	if ((last == '<' && end == scan->at) || (last == '}' && mc_scan_is_at(scan, "/>")))
		return false;
	if (last == ')')
		return scan->closes_condition;
	return !strchr("]\"'`", last) && !(is_twice && (last == '+' || last == '-'));
}

/* "if (a) /b/.test(c)": an expression starts behind the bracket of a condition, not behind others. */
static void count_round(struct mc_scan *scan, size_t code_end)
{
	char byte = scan->text[scan->at];

	if (byte == '(') {
		struct mc_str word = word_before(scan, code_end);
		bool is_condition =
			mc_str_is_equal(word, mc_str("if")) || mc_str_is_equal(word, mc_str("while")) ||
			mc_str_is_equal(word, mc_str("for")) || mc_str_is_equal(word, mc_str("with"));

		scan->conditions = scan->conditions << 1 | is_condition;
	} else if (byte == ')') {
		scan->closes_condition = scan->conditions & 1;
		scan->conditions >>= 1;
	}
}

/* In a script no string starts behind a name: it is text of JSX, as "don't". In C that is 1'000. */
static bool is_apostrophe(const struct mc_scan *scan, const struct mc_scan_c *language)
{
	struct mc_str word = word_before(scan, scan->at);

	if (word.len == 0 || scan->text[scan->at] != '\'')
		return false;
	return language->is_script ? !is_operator_word(word.ptr, word.len)
				   : isdigit((unsigned char)word.ptr[0]) != 0;
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
	if (end >= scan->len || scan->text[end] != '/') {
		/* Neither will the next ones of this line end. */
		scan->no_regex_before = end;
		return false;
	}
	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	mc_scan_to(scan, end, MC_SPAN_STRING);
	mc_scan_to(scan, end + 1, MC_SPAN_CODE);
	return true;
}

/* An address without quotes: "//" and "/" followed by '*' belong to it. Only style sheets have it. */
static bool scan_url(struct mc_scan *scan)
{
	size_t start = scan->at + 4;

	if (scan->len - scan->at < 4 || strncasecmp(scan->text + scan->at, "url(", 4) != 0 ||
	    (scan->at > 0 && is_word(scan->text[scan->at - 1])))
		return false;
	while (start < scan->len && isspace((unsigned char)scan->text[start]))
		start++;
	if (start < scan->len && (scan->text[start] == '"' || scan->text[start] == '\''))
		return false;
	while (start < scan->len && scan->text[start] != ')' && scan->text[start] != '\n')
		start++;
	mc_scan_to(scan, start, MC_SPAN_CODE);
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
		mc_scan_between(scan, "\"\"\"");
	} else if (is_apostrophe(scan, language)) {
		return false;
	} else if (byte == '"' || byte == '\'') {
		mc_scan_quoted(scan, false);
	} else if (byte == '`' && language->has_backticks) {
		mc_scan_between(scan, "`");
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

/* Passes over bytes that start nothing: most of a program. */
static void scan_plain(struct mc_scan *scan, size_t *code_end)
{
	size_t end = scan->at;

	for (; end < scan->len; end++) {
		switch (scan->text[end]) {
		case '/':
		case '"':
		case '\'':
		case '`':
		case '(':
		case ')':
		case '{':
		case '}':
			mc_scan_to(scan, end, MC_SPAN_CODE);
			return;
		case ' ':
		case '\t':
		case '\n':
		case '\r':
		case '\v':
		case '\f':
			break;
		default:
			*code_end = end + 1;
		}
	}
	mc_scan_to(scan, end, MC_SPAN_CODE);
}

void mc_scan_c(struct mc_scan *scan, const struct mc_scan_c *language)
{
	size_t code_end = 0; /* behind the last byte that is neither comment nor white space */

	while (scan->at < scan->len) {
		if (!language->is_style)
			scan_plain(scan, &code_end);
		if (scan->at == scan->len)
			return;
		if (scan_comment(scan, language) || (language->is_style && scan_url(scan)))
			continue;
		if (language->is_script)
			count_round(scan, code_end);
		bool is_space = isspace((unsigned char)scan->text[scan->at]) != 0;

		if (!scan_string(scan, language, code_end))
			scan_code(scan, language);
		if (!is_space)
			code_end = scan->at;
	}
}
