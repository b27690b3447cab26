/* SPDX-License-Identifier: MIT */
#include "source/blank.h"

#include <string.h>

#include "base/alloc.h"
#include "source/blank_scan.h"

void mc_scan_to(struct mc_scan *scan, size_t end, enum mc_span span)
{
	bool is_blank = (span == MC_SPAN_COMMENT && scan->blanks_comments) ||
			(span == MC_SPAN_STRING && scan->blanks_strings);

	if (end > scan->len)
		end = scan->len;
	if (scan->spans) {
		memset(scan->spans + scan->at, (int)span, end - scan->at);
		scan->at = end;
		return;
	}
	if (!is_blank)
		mc_buf_add(scan->out, scan->text + scan->at, end - scan->at);
	for (size_t i = scan->at; is_blank && i < end; i++)
		mc_buf_addc(scan->out, scan->text[i] == '\n' || scan->text[i] == '\r' || scan->text[i] == '\t'
					       ? scan->text[i]
					       : ' ');
	scan->at = end;
}

bool mc_scan_is_at(const struct mc_scan *scan, const char *word)
{
	size_t len = strlen(word);

	return scan->len - scan->at >= len && !memcmp(scan->text + scan->at, word, len);
}

size_t mc_scan_find(const struct mc_scan *scan, size_t from, const char *word)
{
	if (from >= scan->len)
		return scan->len;
	const char *found = memmem(scan->text + from, scan->len - from, word, strlen(word));

	return found ? (size_t)(found - scan->text) : scan->len;
}

size_t mc_scan_line_end(const struct mc_scan *scan, size_t from)
{
	return mc_scan_find(scan, from, "\n");
}

void mc_scan_quoted(struct mc_scan *scan, bool is_multi_line)
{
	char quote = scan->text[scan->at];
	size_t end = scan->at + 1;

	while (end < scan->len && scan->text[end] != quote && (is_multi_line || scan->text[end] != '\n'))
		end += scan->text[end] == '\\' ? 2 : 1;
	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	mc_scan_to(scan, end, MC_SPAN_STRING);
	if (scan->at < scan->len && scan->text[scan->at] == quote)
		mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
}

void mc_scan_between(struct mc_scan *scan, const char *quote)
{
	size_t len = strlen(quote);
	size_t end = mc_scan_find(scan, scan->at + len, quote);

	mc_scan_to(scan, scan->at + len, MC_SPAN_CODE);
	mc_scan_to(scan, end, MC_SPAN_STRING);
	mc_scan_to(scan, end + len, MC_SPAN_CODE);
}

bool mc_scan_enter(struct mc_scan *scan, size_t len)
{
	if (scan->nesting == MC_SOURCE_MAX_NESTING)
		return false;
	scan->nested[scan->nesting++] = scan->brackets;
	mc_scan_to(scan, scan->at + len, MC_SPAN_CODE);
	return true;
}

bool mc_scan_leaves(struct mc_scan *scan)
{
	if (scan->nesting > 0 && scan->nested[scan->nesting - 1] == scan->brackets) {
		scan->nesting--;
		return true;
	}
	if (scan->brackets > 0)
		scan->brackets--;
	return false;
}

static void scan_as(struct mc_scan *scan, enum mc_language language)
{
	static const struct mc_scan_c dialects[] = {
		[MC_LANGUAGE_C] = { .has_slashes = true },
		[MC_LANGUAGE_SCRIPT] = { .has_slashes = true, .is_script = true },
		[MC_LANGUAGE_JAVA] = { .has_slashes = true, .has_text_blocks = true },
		[MC_LANGUAGE_GO] = { .has_slashes = true, .has_backticks = true },
		[MC_LANGUAGE_CSS] = { .is_style = true },
	};

	switch (language) {
	case MC_LANGUAGE_C:
	case MC_LANGUAGE_SCRIPT:
	case MC_LANGUAGE_JAVA:
	case MC_LANGUAGE_GO:
	case MC_LANGUAGE_CSS:
		mc_scan_c(scan, &dialects[language]);
		break;
	case MC_LANGUAGE_PYTHON:
		mc_scan_python(scan);
		break;
	case MC_LANGUAGE_SHELL:
		mc_scan_shell(scan);
		break;
	case MC_LANGUAGE_SQL:
		mc_scan_sql(scan);
		break;
	case MC_LANGUAGE_HTML:
		mc_scan_html(scan);
		break;
	case MC_LANGUAGE_OTHER:
		mc_scan_to(scan, scan->len, MC_SPAN_CODE);
		break;
	}
}

void mc_source_blank(struct mc_buf *out, const char *path, const char *text, size_t len, bool comments,
		     bool strings)
{
	struct mc_scan scan = {
		.out = out, .text = text, .len = len, .blanks_comments = comments, .blanks_strings = strings
	};

	scan_as(&scan, mc_language_of(path));
}

void mc_source_spans(unsigned char *spans, enum mc_language language, const char *text, size_t len)
{
	struct mc_scan scan = { .text = text, .len = len, .spans = spans };

	scan_as(&scan, language);
}
