/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "course/data_test.h"
#include "course/http_test.h"
#include "ext/unicode.h"
#include "ext/visible.h"
#include "result/reason.h"
#include "result/result_json.h"
#include "result/result_part.h"

enum { INDENT = 2, BLOCK_INDENT = 4, BLOCK_LINES = 15, BLOCK_BYTES = 1500, INPUT_MAX = 200 };

/* ---- the command line ---- */

/* The format of printf(1) that gives these bytes. */
static void add_printf(struct mc_buf *out, const char *input, size_t len)
{
	mc_buf_addz(out, "printf '");
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)input[i];

		if (byte == '\n')
			mc_buf_addz(out, "\\n");
		else if (byte == '\\' || byte == '%')
			mc_buf_addf(out, "%c%c", byte, byte);
		else if (byte < ' ' || byte == 0x7f || byte == '\'' || (i == 0 && byte == '-'))
			mc_buf_addf(out, "\\%03o", byte);
		else
			mc_buf_addc(out, (char)byte);
	}
	mc_buf_addz(out, "' | ");
}

/* Servers find their port there; the usual one they have without it. */
static bool has_port(const struct mc_test *test)
{
	return test->http && test->http->port != MC_HTTP_USUAL_PORT;
}

static void add_input(struct mc_buf *out, const struct mc_test *test)
{
	if (test->input_len > 0 && test->input_len <= INPUT_MAX)
		add_printf(out, test->input, test->input_len);
	if (has_port(test))
		mc_buf_addf(out, "PORT=%u ", test->http->port);
	for (size_t i = 0; i < test->env.count; i++) {
		mc_buf_add_shell(out, test->env.items[i]);
		mc_buf_addc(out, ' ');
	}
}

void mc_result_print_command(struct mc_buf *out, const struct mc_test *test)
{
	const struct mc_texts *run = &test->run;
	bool is_line = run->count == 3 && !strcmp(run->items[0], "sh") && !strcmp(run->items[1], "-c");

	if (is_line && test->input_len == 0 && test->env.count == 0 && !has_port(test)) {
		mc_buf_addz(out, run->items[2]);
		return;
	}
	add_input(out, test);
	for (size_t i = 0; i < run->count; i++) {
		if (i > 0)
			mc_buf_addc(out, ' ');
		mc_buf_add_shell(out, run->items[i]);
	}
}

/* As students can type it where the file of the case is. */
static void add_case_command(struct mc_buf *out, const struct mc_test *test, const struct mc_data_case *item)
{
	add_input(out, test);
	for (size_t i = 0; i < test->run.count + item->args.count; i++) {
		if (i > 0)
			mc_buf_addc(out, ' ');
		mc_buf_add_shell(out, i < test->run.count ? test->run.items[i]
							  : item->args.items[i - test->run.count]);
	}
	/* What an interactive program reads is what the checker answers: the file is the checker's. */
	if (item->input_path && !(test->data->checker && test->data->checker->is_interactive)) {
		mc_buf_addz(out, " < ");
		mc_buf_add_shell(out, item->input_path);
	}
}

void mc_result_add_command(struct mc_buf *out, const struct mc_test_result *result)
{
	if (result->failed_case)
		add_case_command(out, result->test, result->failed_case);
	else
		mc_result_print_command(out, result->test);
}

static void print_command(struct mc_buf *out, const struct mc_test_result *result,
			  const struct mc_print_style *style)
{
	const struct mc_test *test = result->test;
	MC_AUTO(mc_buf) command = MC_BUF_INIT;

	mc_result_add_command(&command, result);
	mc_result_add_wrapped(out, style, INDENT, _("what was run:"));
	mc_result_add_spaces(out, BLOCK_INDENT);
	mc_visible_add(out, command.ptr, command.len, MC_VISIBLE_SAFE, style->is_ascii);
	mc_buf_addc(out, '\n');
	if (test->input_len > INPUT_MAX) {
		mc_result_add_spaces(out, BLOCK_INDENT);
		mc_buf_addf(out,
			    NP_("with an input of %zu byte\n", "with an input of %zu bytes\n",
				test->input_len),
			    test->input_len);
	}
}

/* A line for each request, to be copied in one piece, so they are not wrapped. */
static void print_asked(struct mc_buf *out, const char *asked, const struct mc_print_style *style)
{
	struct mc_str rest = mc_str(asked);
	struct mc_str line;

	mc_result_add_wrapped(out, style, INDENT, _("what was asked of it:"));
	while (mc_str_cut_line(&line, &rest)) {
		mc_result_add_spaces(out, BLOCK_INDENT);
		mc_visible_add(out, line.ptr, line.len, MC_VISIBLE_SAFE, style->is_ascii);
		mc_buf_addc(out, '\n');
	}
}

/* ---- blocks of text ---- */

/* Where the last lines of a text start that a block has room for. */
static size_t tail_of(struct mc_str text)
{
	size_t at = text.len;
	size_t lines = 0;

	if (at > 0 && text.ptr[at - 1] == '\n')
		at--;
	while (at > 0 && text.len - at < BLOCK_BYTES) {
		if (text.ptr[at - 1] == '\n' && ++lines == BLOCK_LINES)
			break;
		at--;
	}
	while (at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80)
		at++;
	return at;
}

/* How many bytes of a text a block has room for. */
static size_t head_of(struct mc_str text)
{
	size_t most = mc_utf8_cut(text.ptr, text.len, BLOCK_BYTES);
	size_t at = 0;

	for (size_t lines = 0; at < most && lines < BLOCK_LINES; at++)
		lines += text.ptr[at] == '\n';
	return at;
}

static void print_line(struct mc_buf *out, struct mc_str line, const struct mc_print_style *style)
{
	MC_AUTO(mc_buf) safe = MC_BUF_INIT;
	size_t room = style->width - BLOCK_INDENT;

	if (line.len > 0 && line.ptr[line.len - 1] == '\r')
		line.len--;
	mc_visible_add(&safe, line.ptr, line.len, MC_VISIBLE_SAFE, style->is_ascii);
	mc_result_add_spaces(out, safe.len > 0 ? BLOCK_INDENT : 0);
	if (mc_unicode_width(safe.ptr, safe.len) > room) {
		mc_buf_add(out, safe.ptr, mc_unicode_fit(safe.ptr, safe.len, room - 3));
		mc_buf_addz(out, style->is_ascii ? "..." : "\u2026");
	} else {
		mc_buf_add(out, safe.ptr, safe.len);
	}
	mc_buf_addc(out, '\n');
}

/* Prints the start of a text, or its end, where a program says why it stopped. */
static void print_block(struct mc_buf *out, const char *title, struct mc_str text, bool is_tail,
			uint64_t lost, const struct mc_result_text *options)
{
	size_t start = is_tail ? tail_of(text) : 0;
	size_t end = is_tail ? text.len : head_of(text);
	struct mc_str shown = { text.ptr + start, end - start };
	struct mc_str line;
	uint64_t hidden = text.len - shown.len + lost;

	if (text.len == 0)
		return;
	mc_result_add_wrapped(out, &options->style, INDENT, title);
	while (mc_str_cut_line(&line, &shown))
		print_line(out, line, &options->style);
	if (hidden > 0) {
		mc_result_add_spaces(out, INDENT);
		mc_buf_addf(out,
			    NP_("%llu byte of it is not shown\n", "%llu bytes of it are not shown\n", hidden),
			    (unsigned long long)hidden);
	}
	if (hidden > 0 && options->whole_path) {
		mc_result_add_spaces(out, INDENT);
		mc_buf_addf(out, _("the whole output is in %s\n"), options->whole_path);
	}
}

/* ---- what differs ---- */

static void print_indented(struct mc_buf *out, struct mc_str text)
{
	struct mc_str line;

	while (mc_str_cut_line(&line, &text)) {
		mc_result_add_spaces(out, BLOCK_INDENT);
		mc_buf_add(out, line.ptr, line.len);
		mc_buf_addc(out, '\n');
	}
}

static void print_diff(struct mc_buf *out, const struct mc_test_result *test,
		       const struct mc_result_text *options)
{
	const struct mc_diff_limits limits = MC_DIFF_LIMITS;
	struct mc_print_style style = options->style;
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	style.width -= BLOCK_INDENT;
	mc_diff_make(&diff, &test->expect->compare, (struct mc_str){ test->expect->text, test->expect->len },
		     test->actual, &limits);
	mc_diff_print(&text, &diff, &style, options->whole_path);
	print_indented(out, (struct mc_str){ text.ptr, text.len });
}

static void print_difference(struct mc_buf *out, const struct mc_test_result *test,
			     const struct mc_result_text *options)
{
	const struct mc_expect *expect = test->expect;
	struct mc_str wanted = { expect->text, expect->len };

	if (expect->compare.mode == MC_COMPARE_CONTAINS)
		print_block(out, _("expected somewhere in it:"), wanted, false, 0, options);
	else if (expect->compare.mode == MC_COMPARE_REGEX)
		print_block(out, _("expected is what this pattern matches:"), wanted, false, 0, options);
	else
		print_diff(out, test, options);
	if (expect->compare.mode != MC_COMPARE_CONTAINS && expect->compare.mode != MC_COMPARE_REGEX)
		return;
	if (test->actual.len > 0)
		print_block(out, _("what your program gave:"), test->actual, false, test->lost_bytes,
			    options);
	else
		mc_result_add_wrapped(out, &options->style, INDENT, _("your program gave nothing"));
}

/* The framework's own words about the first test of a suite that failed. */
static bool print_diagnostic(struct mc_buf *out, const struct mc_test_result *test,
			     const struct mc_result_text *options)
{
	for (size_t i = 0; i < test->case_list_count; i++) {
		const struct mc_case_result *item = &test->cases[i];

		if (item->verdict != MC_FAIL && item->verdict != MC_ERROR)
			continue;
		if (!item->message)
			return false;
		print_block(out, _("what the test says:"), mc_str(item->message), false, 0, options);
		return true;
	}
	return false;
}

/* The reason quotes a short text, and the conversation ends with what the program gave instead. */
static void print_awaited(struct mc_buf *out, const struct mc_test_result *test,
			  const struct mc_result_text *options)
{
	const struct mc_expect *expect = test->expect;
	struct mc_str wanted = { expect->text, expect->len };
	bool is_short = wanted.len <= MC_REASON_QUOTED_BYTES && !memchr(wanted.ptr, '\n', wanted.len);

	if (expect->compare.mode == MC_COMPARE_REGEX)
		print_block(out, _("expected is what this pattern matches:"), wanted, false, 0, options);
	else if (expect->compare.mode != MC_COMPARE_CONTAINS)
		print_diff(out, test, options);
	else if (!is_short)
		print_block(out, _("expected somewhere in it:"), wanted, false, 0, options);
}

static void print_talk(struct mc_buf *out, const struct mc_test_result *test,
		       const struct mc_result_text *options)
{
	if (test->expect)
		print_awaited(out, test, options);
	print_block(out, _("the conversation; lines with '>' were typed:"), test->output, true,
		    test->lost_bytes, options);
}

static void print_texts(struct mc_buf *out, const struct mc_test_result *test,
			const struct mc_result_text *options)
{
	bool is_build = test->reason.code == MC_REASON_BUILD;

	if (test->test && test->test->kind == MC_TEST_DIALOGUE) {
		print_talk(out, test, options);
		return;
	}
	if (test->expect) {
		print_difference(out, test, options);
		print_block(out, _("error output:"), test->output, true, 0, options);
		return;
	}
	if (test->reason.code == MC_REASON_SUITE && print_diagnostic(out, test, options))
		return;
	print_block(out, is_build ? _("what the compiler says:") : _("what was printed:"), test->output,
		    !is_build, test->lost_bytes, options);
}

/* ---- parts of a test ---- */

enum { PARTS_SHOWN = 10 };

/* Does the reason of the test tell of it already? Of a group of test data, its cases say more. */
static bool is_told_already(const struct mc_test_result *test, const struct mc_case_result *item,
			    bool is_first)
{
	const struct mc_data_test *data = test->test ? test->test->data : NULL;

	if (!data)
		return is_first;
	if (test->reason.part && !strcmp(item->name, test->reason.part))
		return true;
	for (size_t i = 1; i < data->group_count; i++) {
		if (!strcmp(item->name, data->groups[i].path))
			return true;
	}
	return false;
}

/* The other checks that did not hold, one line for each. */
static void print_parts(struct mc_buf *out, const struct mc_test_result *test,
			const struct mc_print_style *style)
{
	bool is_page = test->test && test->test->page;
	size_t failed = 0;
	size_t others = 0;

	for (size_t i = 0; i < test->case_list_count; i++) {
		const struct mc_case_result *item = &test->cases[i];
		const char *words = is_page ? item->message : item->name;

		if (!mc_verdict_is_failed(item->verdict) || !words ||
		    is_told_already(test, item, failed++ == 0))
			continue;
		if (++others == 1)
			mc_result_add_wrapped(out, style, INDENT, _("also wrong:"));
		if (others <= PARTS_SHOWN)
			mc_result_add_wrapped(out, style, BLOCK_INDENT, words);
	}
	if (others > PARTS_SHOWN) {
		mc_result_add_spaces(out, BLOCK_INDENT);
		mc_buf_addf(out, NP_("and %zu more\n", "and %zu more\n", others - PARTS_SHOWN),
			    others - PARTS_SHOWN);
	}
}

/* ---- all of it ---- */

static void print_head(struct mc_buf *out, const struct mc_test_result *test,
		       const struct mc_result_text *options)
{
	MC_AUTO(mc_buf) title = MC_BUF_INIT;
	const char *name =
		test->test ? mc_result_title(test->test, options->lang) : _("building the program");

	mc_visible_add(&title, name, strlen(name), MC_VISIBLE_SAFE, options->style.is_ascii);
	mc_result_add_colored(out, &options->style, "1", title.ptr);
	mc_buf_addc(out, '\n');
}

static void print_reason(struct mc_buf *out, const struct mc_test_result *test,
			 const struct mc_result_text *options)
{
	const struct mc_reason reason = mc_result_told_reason(test, options->shows_hidden);
	MC_AUTO(mc_buf) sentence = MC_BUF_INIT;

	mc_reason_print(&sentence, &reason);
	mc_result_add_wrapped(out, &options->style, INDENT, sentence.ptr);
	if (test->verdict == MC_GRADER_ERROR)
		mc_result_add_ours(out, &options->style, INDENT, test->reason.code);
}

void mc_result_print_detail(struct mc_buf *out, const struct mc_test_result *test,
			    const struct mc_result_text *options)
{
	const struct mc_test *spec = test->test;
	bool is_told = !spec || !spec->is_hidden || options->shows_hidden;
	const char *hint = options->shows_hint ? mc_result_hint(test, options->lang) : NULL;

	print_head(out, test, options);
	print_reason(out, test, options);
	if (is_told && spec && spec->run.count > 0 && test->verdict != MC_GRADER_ERROR)
		print_command(out, test, &options->style);
	if (is_told && test->asked && test->verdict != MC_GRADER_ERROR)
		print_asked(out, test->asked, &options->style);
	if (is_told)
		print_texts(out, test, options);
	if (is_told)
		print_parts(out, test, &options->style);
	else
		mc_result_add_wrapped(out, &options->style, INDENT,
				      _("this test is hidden: its input and output are not shown"));
	if (test->teacher_note && options->shows_hidden)
		print_block(out, _("what the checker says to teachers:"), mc_str(test->teacher_note), false,
			    0, options);
	if (hint && test->verdict != MC_GRADER_ERROR) {
		MC_AUTOTEXT line = mc_format(_("hint: %s"), hint);

		mc_result_add_wrapped(out, &options->style, INDENT, line);
	}
}
