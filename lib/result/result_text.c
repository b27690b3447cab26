/* SPDX-License-Identifier: MIT */
#include "result/result_text.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/unicode.h"
#include "ext/visible.h"
#include "result/level.h"
#include "result/points.h"
#include "result/reason.h"
#include "result/result_part.h"

enum { SKIPS_SHOWN = 5, TITLE_MIN = 16 };

/* How each verdict is told. The mark never stands without its word. */
static const struct {
	const char *mark;
	const char *ascii;
	const char *color;
	const char *word;
} looks[] = {
	[MC_PASS] = { "\u2713", "+", "32", N_("passed") },
	[MC_PARTIAL] = { "~", "~", "33", N_("partly passed") },
	[MC_FAIL] = { "\u2717", "x", "31", N_("failed") },
	[MC_ERROR] = { "\u2717", "x", "31", N_("error") },
	[MC_SKIPPED] = { "-", "-", "2", N_("not run") },
	[MC_NOT_RUN] = { "-", "-", "2", N_("not run") },
	[MC_GRADER_ERROR] = { "!", "!", "35", N_("checker failed") },
	[MC_FLAKY] = { "?", "?", "33", N_("changes") },
};

void mc_result_add_spaces(struct mc_buf *out, size_t count)
{
	while (count-- > 0)
		mc_buf_addc(out, ' ');
}

void mc_result_add_colored(struct mc_buf *out, const struct mc_print_style *style, const char *color,
			   const char *text)
{
	if (style->has_color)
		mc_buf_addf(out, "\x1b[%sm%s\x1b[0m", color, text);
	else
		mc_buf_addz(out, text);
}

void mc_result_add_word(struct mc_buf *out, const struct mc_print_style *style, enum mc_verdict verdict)
{
	mc_result_add_colored(out, style, looks[verdict].color, _(looks[verdict].word));
}

const char *mc_result_mark(enum mc_verdict verdict, bool is_ascii)
{
	return is_ascii ? looks[verdict].ascii : looks[verdict].mark;
}

const char *mc_result_word(enum mc_verdict verdict)
{
	return _(looks[verdict].word);
}

size_t mc_result_word_columns(void)
{
	size_t most = 0;

	for (size_t i = 0; i < MC_COUNT(looks); i++) {
		const char *word = _(looks[i].word);
		size_t width = mc_unicode_width(word, strlen(word));

		most = width > most ? width : most;
	}
	return most + 2;
}

void mc_result_add_word_cell(struct mc_buf *out, const struct mc_print_style *style, enum mc_verdict verdict)
{
	const char *word = _(looks[verdict].word);
	size_t width = mc_unicode_width(word, strlen(word));

	mc_result_add_word(out, style, verdict);
	mc_result_add_spaces(out, mc_result_word_columns() - width);
}

const char *mc_result_title(const struct mc_test *test, const char *lang)
{
	const char *title = mc_words_pick(&test->title, lang);

	return title ? title : test->id;
}

static size_t width_of(const char *text)
{
	return mc_unicode_width(text, strlen(text));
}

void mc_result_add_wrapped(struct mc_buf *out, const struct mc_print_style *style, size_t indent,
			   const char *text)
{
	MC_AUTO(mc_buf) safe = MC_BUF_INIT;
	size_t used = 0;

	mc_visible_add(&safe, text, strlen(text), MC_VISIBLE_SAFE, style->is_ascii);
	mc_result_add_spaces(out, indent);
	for (const char *at = safe.ptr; *at;) {
		size_t len = strcspn(at, " \n");
		size_t width = mc_unicode_width(at, len);
		bool ends_line = at[len] == '\n';

		if (used > 0 && indent + used + 1 + width > style->width) {
			mc_buf_addc(out, '\n');
			mc_result_add_spaces(out, indent);
			used = 0;
		}
		if (used > 0 && width > 0)
			mc_buf_addc(out, ' ');
		mc_buf_add(out, at, len);
		used += width + (used > 0 && width > 0);
		at += len + (at[len] != '\0');
		if (ends_line && *at) {
			mc_buf_addc(out, '\n');
			mc_result_add_spaces(out, indent);
			used = 0;
		}
	}
	mc_buf_addc(out, '\n');
}

void mc_result_add_ours(struct mc_buf *out, const struct mc_print_style *style, size_t indent,
			enum mc_reason_code code)
{
	MC_AUTOTEXT line = mc_format(
		_("this is not your mistake: our checker broke. Show this to your teacher (code '%s')"),
		mc_reason_name(code));

	mc_result_add_wrapped(out, style, indent, line);
}

/* ---- one line for each test ---- */

static char *right_of(const struct mc_test_result *test)
{
	if (test->verdict == MC_SKIPPED && test->reason.code == MC_REASON_NEED_FAILED && test->reason.subject)
		return mc_format(_("needs '%s'"), test->reason.subject);
	if (test->verdict == MC_NOT_RUN)
		return mc_strdup(_("not asked for"));
	if (test->verdict == MC_GRADER_ERROR)
		return mc_strdup(_("not your mistake"));
	if (test->test->points == 0)
		return mc_strdup("");
	MC_AUTOTEXT points = mc_points_of(test->points, test->test->points);

	return test->test->is_extra ? mc_format(_("%s, extra"), points) : MC_TAKE(points);
}

static size_t widest_word(const struct mc_result *result)
{
	size_t widest = 0;

	for (size_t i = 0; i < result->test_count; i++) {
		size_t width = width_of(_(looks[result->tests[i].verdict].word));

		if (width > widest)
			widest = width;
	}
	return widest;
}

static void print_title(struct mc_buf *out, const char *title, size_t room, bool is_ascii)
{
	MC_AUTO(mc_buf) safe = MC_BUF_INIT;
	const char *dots = is_ascii ? "..." : "\u2026";

	mc_visible_add(&safe, title, strlen(title), MC_VISIBLE_SAFE, is_ascii);
	if (mc_unicode_width(safe.ptr, safe.len) > room) {
		safe.len = mc_unicode_fit(safe.ptr, safe.len, room - width_of(dots));
		safe.ptr[safe.len] = '\0';
		mc_buf_addz(&safe, dots);
	}
	mc_buf_add(out, safe.ptr, safe.len);
	mc_result_add_spaces(out, room - mc_unicode_width(safe.ptr, safe.len));
}

static void print_test(struct mc_buf *out, const struct mc_test_result *test, size_t word_width,
		       const struct mc_result_text *options)
{
	const struct mc_print_style *style = &options->style;
	const char *word = _(looks[test->verdict].word);
	MC_AUTOTEXT right = right_of(test);
	size_t used = 2 + 2 + word_width + 2 + 2 + width_of(right);
	bool is_narrow = style->width < used + TITLE_MIN;
	size_t room = is_narrow ? 0 : style->width - used;

	mc_buf_addz(out, "  ");
	mc_result_add_colored(out, style, looks[test->verdict].color,
			      mc_result_mark(test->verdict, style->is_ascii));
	mc_buf_addc(out, ' ');
	mc_result_add_colored(out, style, looks[test->verdict].color, word);
	if (is_narrow) {
		MC_AUTOTEXT line = mc_format(*right ? "%s (%s)" : "%s",
					     mc_result_title(test->test, options->lang), right);

		mc_buf_addc(out, '\n');
		mc_result_add_wrapped(out, style, 4, line);
		return;
	}
	mc_result_add_spaces(out, word_width - width_of(word) + 2);
	print_title(out, mc_result_title(test->test, options->lang), room, style->is_ascii);
	mc_buf_addf(out, "  %s\n", right);
}

/* ---- the rest ---- */

const struct mc_test_result *mc_result_first_failed(const struct mc_result *result)
{
	if (result->has_build && result->build.verdict != MC_PASS)
		return &result->build;
	for (size_t i = 0; i < result->test_count; i++) {
		enum mc_verdict verdict = result->tests[i].verdict;

		if (verdict != MC_PASS && verdict != MC_SKIPPED && verdict != MC_NOT_RUN)
			return &result->tests[i];
	}
	return NULL;
}

static const char *skip_words(const char *reason)
{
	static const struct {
		const char *reason;
		const char *words;
	} table[] = {
		{ MC_SKIP_SYMLINK, N_("it is a link") },
		{ MC_SKIP_SUBMODULE, N_("it is a submodule") },
		{ MC_SKIP_SPECIAL, N_("it is no ordinary file") },
		{ MC_SKIP_NAME, N_("its name cannot be used") },
		{ MC_SKIP_CASE, N_("another file has the same name in other letter case") },
	};

	for (size_t i = 0; i < MC_COUNT(table); i++) {
		if (!strcmp(table[i].reason, reason))
			return _(table[i].words);
	}
	return reason;
}

static void print_skips(struct mc_buf *out, const struct mc_result *result,
			const struct mc_print_style *style)
{
	for (size_t i = 0; i < result->skip_count && i < SKIPS_SHOWN; i++) {
		MC_AUTOTEXT line = mc_format(_("not looked at: '%s', because %s"), result->skips[i].path,
					     skip_words(result->skips[i].reason));

		mc_result_add_wrapped(out, style, 0, line);
	}
	if (result->skip_count > SKIPS_SHOWN) {
		size_t more = result->skip_count - SKIPS_SHOWN;

		mc_buf_addf(out, NP_("and %zu more file\n", "and %zu more files\n", more), more);
	}
}

/* Students should know that a pass here is not all there is. */
static void print_withheld(struct mc_buf *out, const struct mc_exercise *exercise,
			   const struct mc_print_style *style)
{
	MC_AUTOTEXT points = mc_points_of(exercise->withheld_points, exercise->withheld_points);
	uint32_t count = exercise->withheld_tests;

	if (count == 0)
		return;
	MC_AUTOTEXT line = mc_format(NP_("and %u hidden test, which your teacher runs (%s)",
					 "and %u hidden tests, which your teacher runs (%s)", count),
				     count, points);

	mc_result_add_wrapped(out, style, 2, line);
}

static void print_whole_reason(struct mc_buf *out, const struct mc_result *result,
			       const struct mc_print_style *style)
{
	MC_AUTO(mc_buf) sentence = MC_BUF_INIT;

	if (result->reason.code == MC_REASON_NONE)
		return;
	mc_reason_print(&sentence, &result->reason);
	mc_result_add_wrapped(out, style, 0, sentence.ptr);
	if (result->verdict == MC_GRADER_ERROR)
		mc_result_add_ours(out, style, 0, result->reason.code);
	mc_buf_addc(out, '\n');
}

static void print_total(struct mc_buf *out, const struct mc_result *result,
			const struct mc_print_style *style)
{
	MC_AUTOTEXT points = mc_points_of(result->points, result->max);

	mc_result_add_colored(out, style, looks[result->verdict].color,
			      mc_result_mark(result->verdict, style->is_ascii));
	mc_buf_addc(out, ' ');
	mc_result_add_colored(out, style, looks[result->verdict].color, _(looks[result->verdict].word));
	if (result->verdict == MC_GRADER_ERROR)
		mc_buf_addf(out, ": %s", _("no points are given or lost"));
	else if (result->max > 0)
		mc_buf_addf(out, ": %s", points);
	MC_AUTOTEXT protection =
		mc_format(_(" (protection: %s)\n"), _(mc_level_name(result->protection.level)));
	size_t used = 2 + width_of(_(looks[result->verdict].word)) + 2 + width_of(points);

	if (used + width_of(protection) > style->width)
		mc_buf_addf(out, "\n%s", protection + strspn(protection, " "));
	else
		mc_buf_addz(out, protection);
}

void mc_result_print_text(struct mc_buf *out, const struct mc_result *result,
			  const struct mc_result_text *options)
{
	struct mc_result_text given = *options;
	size_t start = out->len;
	const struct mc_test_result *failed = mc_result_first_failed(result);
	const char *title = mc_words_pick(&result->exercise->title, options->lang);
	size_t word_width = widest_word(result);

	if (given.style.width < MC_RESULT_MIN_WIDTH)
		given.style.width = MC_RESULT_MIN_WIDTH;
	mc_result_add_wrapped(out, &given.style, 0, title ? title : result->exercise->id);
	mc_buf_addc(out, '\n');
	for (size_t i = 0; i < result->test_count; i++)
		print_test(out, &result->tests[i], word_width, &given);
	print_withheld(out, result->exercise, &given.style);
	if (result->test_count > 0)
		mc_buf_addc(out, '\n');
	print_whole_reason(out, result, &given.style);
	if (failed) {
		mc_result_print_detail(out, failed, &given);
		mc_buf_addc(out, '\n');
	}
	print_skips(out, result, &given.style);
	print_total(out, result, &given.style);
	if (options->next)
		mc_buf_addf(out, _("next: %s\n"), options->next);
	if (given.style.is_ascii)
		mc_visible_fold(out, start);
}
