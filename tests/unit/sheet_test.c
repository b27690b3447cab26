/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "base/str.h"
#include "ext/unicode.h"
#include "sheet_sample.h"

#define has(text, part) \
	do { \
		if (!strstr(text, part)) \
			fail_msg("no '%s' in:\n%s", part, text); \
	} while (0)
#define lacks(text, part) \
	do { \
		if (strstr(text, part)) \
			fail_msg("'%s' in:\n%s", part, text); \
	} while (0)

static void starts(const char *text, const char *start)
{
	if (strncmp(text, start, strlen(start)) != 0)
		fail_msg("'%s' is not the start of:\n%s", start, text);
}

static void write_small(struct mc_buf *out, enum mc_sheet_format format, const struct mc_sheet_look *look)
{
	struct mc_sheet sheet = MC_SHEET_INIT;

	sample_small(&sheet);
	mc_buf_reset(out);
	mc_sheet_write(out, &sheet, format, look);
	mc_sheet_release(&sheet);
}

/* Every element is closed, in order. */
static void assert_balanced(const char *page)
{
	struct mc_str open[64];
	size_t depth = 0;

	page = strstr(page, "<html");
	assert_non_null(page);
	for (const char *p = strchr(page, '<'); p; p = strchr(p + 1, '<')) {
		const char *end = strchr(p, '>');
		bool is_end = p[1] == '/';
		struct mc_str name = { p + 1 + is_end, strcspn(p + 1 + is_end, " >/") };

		assert_non_null(end);
		if (mc_str_is_equal(name, mc_str("meta")) || end[-1] == '/')
			continue;
		if (!is_end) {
			assert_true(depth < MC_COUNT(open));
			open[depth++] = name;
		} else if (depth == 0 || !mc_str_is_equal(open[--depth], name)) {
			fail_msg("</%.*s> closes nothing, at: %.80s", (int)name.len, name.ptr, p);
		}
	}
	assert_int_equal(depth, 0);
}

/* ---- figures ---- */

static void shares_are_rounded_half_up(void **state)
{
	static const struct {
		int64_t count;
		int64_t base;
		const char *text;
	} table[] = {
		{ 16, 24, "66.7" },	 { 1, 3, "33.3" },   { 1, 8, "12.5" },
		{ 1, 16, "6.3" },	 { 0, 5, "0.0" },    { 5, 5, "100.0" },
		{ 0, 0, "\u2013" },	 { 1, 2000, "0.1" }, { 1, 2001, "0.0" },
		{ 1999, 2000, "100.0" }, { 3, 2, "150.0" },  { 1000000000000000, 1000000000000000, "100.0" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(table); i++) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;

		mc_share_add(&out, table[i].count, table[i].base);
		assert_string_equal(out.ptr, table[i].text);
	}
	assert_int_equal(mc_share_tenths(1, 0), -1);
	assert_int_equal(mc_share_tenths(5, 1000), 5);
	assert_int_equal(mc_share_tenths(45, 10000), 5); /* 0.45 % is half way */
}

/* The nearest tenth, and the upper one half way: 2 * |share - tenths| <= 1, in whole numbers. */
static void shares_are_the_nearest_tenth(void **state)
{
	(void)state;
	for (int64_t base = 1; base < 400; base++) {
		for (int64_t count = 0; count <= base; count++) {
			int64_t error = count * 1000 - mc_share_tenths(count, base) * base;

			assert_true(-base <= 2 * error && 2 * error < base);
		}
	}
}

/* ---- the model ---- */

static void a_sheet_takes_any_number_of_blocks_and_rows(void **state)
{
	struct mc_sheet sheet = MC_SHEET_INIT;
	static const char *const columns[] = { "name", "count" };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	sheet.title = "t";
	for (size_t block = 0; block < 50; block++) {
		struct mc_sheet_table *table = mc_sheet_add_table(&sheet, "id", "title", columns, 2);

		for (int64_t row = 0; row < 50; row++)
			mc_sheet_add_row(&sheet, table, "row")[1] = mc_cell_count(row);
		mc_sheet_add_text(&sheet, "between");
		mc_sheet_add_stamp(&sheet, "stamp");
	}
	assert_int_equal(sheet.block_count, 100);
	assert_int_equal(sheet.stamp_count, 50);
	assert_int_equal(sheet.blocks[98].table->row_count, 50);
	assert_int_equal(sheet.blocks[98].table->cells[99].count, 49);
	mc_sheet_write(&out, &sheet, MC_SHEET_CSV, NULL);
	has(out.ptr, "\r\nrow,49\r\n");
	mc_sheet_release(&sheet);
	assert_int_equal(sheet.block_count, 0);
	mc_sheet_add_heading(&sheet, "usable again");
	mc_sheet_release(&sheet);
}

static void an_empty_sheet_is_written(void **state)
{
	(void)state;
	for (enum mc_sheet_format format = MC_SHEET_TEXT; format <= MC_SHEET_HTML; format++) {
		struct mc_sheet sheet = MC_SHEET_INIT;
		MC_AUTO(mc_buf) out = MC_BUF_INIT;
		static const char *const columns[] = { "name" };

		mc_sheet_write(&out, &sheet, format, NULL);
		mc_sheet_add_table(&sheet, "none", "no rows", columns, 1);
		mc_sheet_add_chart(&sheet, MC_CHART_FUNNEL, "f", "no stages", NULL, 0, columns, 1);
		mc_sheet_add_chart(&sheet, MC_CHART_BARS, "b", "no bars", NULL, 0, NULL, 0);
		mc_sheet_add_chart(&sheet, MC_CHART_LINES, "l", "no lines", NULL, 0, columns, 1);
		mc_sheet_write(&out, &sheet, format, NULL);
		has(out.ptr, "no rows");
		if (format == MC_SHEET_HTML)
			has(out.ptr, "<html lang=\"en\" dir=\"ltr\">"); /* that of the messages */
		mc_sheet_release(&sheet);
	}
}

/* ---- text ---- */

static void text_is_laid_out_in_columns(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	write_small(&out, MC_SHEET_TEXT, NULL);
	starts(out.ptr, "*** PROVISIONAL ***\n\nGraduation of a cohort\n======================\n");
	has(out.ptr, "\n  graduated within 150 %  66.7%  16 of 24\n  still learning              3\n");
	has(out.ptr, "\nBy cohort\n---------\n");
	has(out.ptr, "\n  cohort     enrolled  graduated   share  gap to the network\n");
	has(out.ptr, "\n  ath-2026b        22         12   54.5%               \u221212.1\n");
	has(out.ptr, "\n  bcn-2026a         9         \u22489  100.0%               +33.3\n");
	has(out.ptr, "\n  lis-2026a         \u2022\n  \u2022 hidden, so that nobody can be recognised; "
		     "\u2248 rounded");
	has(out.ptr, "\n  interviewed      11   45.8%  \u2588\u2588");
	has(out.ptr, "\n  hired             8   33.3%  \u2588\u2588");
	has(out.ptr, "\n  ath-2026a\n    women        66.7%  \u2588");
	has(out.ptr, "\n    non-binary       \u2022\n");
	has(out.ptr, "\n    non-binary       \u2013\n");
	lacks(out.ptr, "\x1b");
}

static void no_line_is_wider_than_the_terminal(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	for (unsigned width = 0; width <= 130; width++) {
		struct mc_sheet_look look = { .width = width, .has_utf8 = width % 2 };
		size_t limit = width < 20 ? 20 : width;
		struct mc_str line;

		write_small(&out, MC_SHEET_TEXT, &look);
		struct mc_str rest = { out.ptr, out.len };

		while (mc_str_cut_line(&line, &rest)) {
			assert_true(mc_unicode_width(line.ptr, line.len) <= limit);
			assert_true(line.len == 0 || line.ptr[line.len - 1] != ' ');
		}
		has(out.ptr, "66.7%");
	}
}

static void a_narrow_terminal_gets_lists(void **state)
{
	static const struct mc_sheet_look look = { .width = 40, .has_utf8 = true };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	write_small(&out, MC_SHEET_TEXT, &look);
	has(out.ptr, "\n  bcn-2026a\n    enrolled: 9\n    graduated: \u22489\n    share: 100.0%\n");
	has(out.ptr, "\n  lis-2026a\n    enrolled: \u2022\n  \u2022 hidden");
}

static void plain_terminals_get_ascii(void **state)
{
	static const struct mc_sheet_look look = { .width = 80 };
	struct mc_sheet sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	sample_small(&sheet);
	mc_sheet_add_text(&sheet, "caf\u00e9 \u0645\u0631");
	mc_sheet_write(&out, &sheet, MC_SHEET_TEXT, &look);
	for (size_t i = 0; i < out.len; i++)
		assert_true(out.ptr[i] == '\n' || (out.ptr[i] >= ' ' && out.ptr[i] <= '~'));
	has(out.ptr, "-12.1\n");
	has(out.ptr, "~9");
	has(out.ptr, "  hired             8   33.3%  ################\n");
	has(out.ptr, "* hidden");
	has(out.ptr, "cafe <U+0645>");
	mc_sheet_release(&sheet);
}

/* What colour says is said without it too: taken away, the text is the same. */
static void colour_adds_nothing(void **state)
{
	static const struct mc_sheet_look look = { .width = 80, .has_utf8 = true, .has_color = true };
	MC_AUTO(mc_buf) plain = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) stripped = MC_BUF_INIT;

	(void)state;
	write_small(&plain, MC_SHEET_TEXT, NULL);
	write_small(&out, MC_SHEET_TEXT, &look);
	has(out.ptr, "\x1b[1m");
	for (const char *p = out.ptr; *p; p++) {
		if (*p == '\x1b')
			p = strchr(p, 'm');
		else
			mc_buf_addc(&stripped, *p);
	}
	assert_string_equal(stripped.ptr, plain.ptr);
}

/* Terminals do not agree on the order of such lines: nothing stands beside anything. */
static void right_to_left_text_has_no_columns(void **state)
{
	struct mc_sheet sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	sample_small(&sheet);
	sheet.lang = "ar";
	mc_sheet_write(&out, &sheet, MC_SHEET_TEXT, NULL);
	has(out.ptr, "\n  graduated within 150 %: 66.7%\n    16 of 24\n");
	has(out.ptr, "\n  bcn-2026a\n    enrolled: 9\n");
	has(out.ptr, "\n  hired\n");
	mc_sheet_release(&sheet);
}

static void only_what_is_not_all_rounded_is_marked(void **state)
{
	struct mc_sheet sheet = MC_SHEET_INIT;
	static const char *const columns[] = { "name", "count" };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	struct mc_sheet_table *table = mc_sheet_add_table(&sheet, "t", "t", columns, 2);
	struct mc_cell rounded = mc_cell_count(10);

	rounded.is_rounded = true;
	mc_sheet_add_row(&sheet, table, "a")[1] = rounded;
	mc_sheet_add_row(&sheet, table, "b")[1] = rounded;
	mc_sheet_write(&out, &sheet, MC_SHEET_TEXT, NULL);
	has(out.ptr, "all figures are rounded");
	lacks(out.ptr, "\u2248");
	mc_buf_reset(&out);
	mc_sheet_add_row(&sheet, table, "c")[1] = mc_cell_count(0);
	mc_sheet_write(&out, &sheet, MC_SHEET_TEXT, NULL);
	has(out.ptr, "\u224810");
	has(out.ptr, "\u2248 rounded");
	mc_buf_reset(&out);
	table->row_count--;
	mc_sheet_add_row(&sheet, table, "share")[1] = mc_cell_percent(1, 2);
	mc_sheet_write(&out, &sheet, MC_SHEET_TEXT, NULL);
	has(out.ptr, "all counts are rounded");
	lacks(out.ptr, "\u2248");
	mc_sheet_release(&sheet);
}

/* ---- CSV and Markdown ---- */

static void csv_has_blocks(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	write_small(&out, MC_SHEET_CSV, NULL);
	starts(out.ptr, "\ufefftitle,Graduation of a cohort\r\n");
	has(out.ptr, "\r\nsubtitle,\"Sample School, as of 2027-01-31\"\r\nstamp,PROVISIONAL\r\ntext,People");
	has(out.ptr, "\r\nnote,definition: migracode-2026.1\r\n");
	has(out.ptr, "\r\n\r\nfigures\r\nfigure,value,about\r\ngraduated within 150 %,66.7,16 of 24\r\n");
	has(out.ptr, "\r\n\r\ngraduated-by-cohort,\"Graduated, by cohort\"\r\ncohort,enrolled,");
	has(out.ptr, "\r\nath-2026b,22,12,54.5,-12.1\r\n");
	has(out.ptr, "\r\nlis-2026a,hidden,,,\r\n\r\nfunnel,From enrolled to hired\r\nstage,people,share of "
		     "the first\r\n");
	has(out.ptr, "\r\nbcn-2026a,33.3,100.0,\u2013\r\n");
	lacks(out.ptr, "\u2248");
}

static void a_rounded_funnel_has_no_shares_of_few_people(void **state)
{
	static const char *const labels[] = { "enrolled", "hired" };
	static const char *const series[] = { "people" };

	(void)state;
	for (int64_t all = 20; all <= 25; all += 5) {
		struct mc_sheet sheet = MC_SHEET_INIT;
		MC_AUTO(mc_buf) out = MC_BUF_INIT;
		struct mc_sheet_chart *chart =
			mc_sheet_add_chart(&sheet, MC_CHART_FUNNEL, "f", "F", labels, 2, series, 1);

		chart->values[0] =
			(struct mc_cell){ .kind = MC_CELL_COUNT, .count = all, .is_rounded = true };
		chart->values[1] = (struct mc_cell){ .kind = MC_CELL_COUNT, .count = 5, .is_rounded = true };
		mc_sheet_write(&out, &sheet, MC_SHEET_CSV, NULL);
		has(out.ptr, all == 20 ? "\r\nhired,5,hidden\r\n" : "\r\nhired,5,20.0\r\n");
		mc_sheet_release(&sheet);
	}
}

static void markdown_has_the_tables_of_github(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	write_small(&out, MC_SHEET_MARKDOWN, NULL);
	starts(out.ptr, "**PROVISIONAL**\n\n# Graduation of a cohort\n\nSample");
	has(out.ptr,
	    "\n- graduated within 150 %: **66.7%** (16 of 24)\n- still learning: **3**\n\n## By cohort\n\n");
	has(out.ptr, "\n| cohort | enrolled | graduated | share | gap to the network |\n"
		     "| --- | ---: | ---: | ---: | ---: |\n| ath-2026a | 24 | 16 | 66.7% | 0.0 |\n");
	has(out.ptr, "\n| lis-2026a | \u2022 |  |  |  |\n\n*\u2022 hidden");
	has(out.ptr, "\n> definition: migracode-2026.1\n");
	has(out.ptr, "\n| hired | 8 | 33.3% |\n\nof 24 people");
	assert_true(out.ptr[out.len - 1] == '\n' && out.ptr[out.len - 2] != '\n');
}

/* ---- texts that mean harm ---- */

static const char *const evil[] = {
	"<script>alert(1)</script>",
	"a|b\nc\r\n| d |",
	"=cmd|'/C calc'!A0",
	"\x1b[2J\x07x",
	"\"quoted\", 'too'",
	"\u202eevil \u0645\u0631\u062d\u0628\u0627",
	"@teacher #12 ![x](javascript:1)",
	"\xff\xfe",
	"&amp; ]]> -->",
	"x;=cmd",
};

static void fill_evil(struct mc_sheet *sheet)
{
	sheet->title = evil[0];
	sheet->subtitle = evil[1];
	sheet->lang = "en\" onload=\"x";
	for (size_t i = 0; i < MC_COUNT(evil); i++) {
		struct mc_sheet_table *table = mc_sheet_add_table(sheet, evil[i], evil[i], evil, 2);
		struct mc_sheet_chart *chart =
			mc_sheet_add_chart(sheet, i % 3, evil[i], evil[i], evil, MC_COUNT(evil), evil + i, 1);

		mc_sheet_add_stamp(sheet, evil[i]);
		mc_sheet_add_heading(sheet, evil[i]);
		mc_sheet_add_text(sheet, evil[i]);
		mc_sheet_add_note(sheet, evil[i]);
		mc_sheet_add_figure(sheet, evil[i], mc_cell_text(sheet, evil[i]), evil[i]);
		mc_sheet_add_row(sheet, table, evil[i])[1] = mc_cell_text(sheet, evil[i]);
		chart->about = evil[i];
		chart->axis = evil[i];
		for (size_t at = 0; at < MC_COUNT(evil); at++)
			chart->values[at] = mc_cell_count((int64_t)at);
	}
}

static void texts_mean_no_harm(void **state)
{
	struct mc_sheet sheet = MC_SHEET_INIT;

	(void)state;
	fill_evil(&sheet);
	for (enum mc_sheet_format format = MC_SHEET_TEXT; format <= MC_SHEET_HTML; format++) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;

		mc_sheet_write(&out, &sheet, format, NULL);
		lacks(out.ptr, "\x1b");
		lacks(out.ptr, "\x07");
		lacks(out.ptr, "\u202e");
		lacks(out.ptr, "\xff");
		if (format == MC_SHEET_CSV) {
			lacks(out.ptr, ",=cmd");
			lacks(out.ptr, "\n=cmd");
			has(out.ptr, "'=cmd|");
			has(out.ptr, "\"x;'=cmd\"");
			has(out.ptr, "\"\"quoted\"\", 'too'");
		} else if (format == MC_SHEET_MARKDOWN) {
			has(out.ptr, "# \\<script\\>");
			lacks(out.ptr, " <script");
			lacks(out.ptr, "*<script");
			lacks(out.ptr, " @teacher");
			lacks(out.ptr, "![");
			has(out.ptr, "a\\|b c");
		} else if (format == MC_SHEET_HTML) {
			lacks(out.ptr, "<script");
			lacks(out.ptr, "\" onload");
			assert_balanced(out.ptr);
		}
	}
	mc_sheet_release(&sheet);
}

/* ---- the page ---- */

static void a_page_stands_alone(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	write_small(&out, MC_SHEET_HTML, NULL);
	starts(out.ptr, "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n");
	has(out.ptr, "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ");
	has(out.ptr, "<title>PROVISIONAL \u00b7 Graduation of a cohort</title>");
	lacks(out.ptr, "<script");
	lacks(out.ptr, "//");
	lacks(out.ptr, " style=");
	lacks(out.ptr, " src=");
	assert_balanced(out.ptr);
}

static void a_page_says_all_in_words(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	write_small(&out, MC_SHEET_HTML, NULL);
	has(out.ptr, "<header><p class=\"stamps\"><strong>PROVISIONAL</strong>");
	has(out.ptr, "<h1 dir=\"auto\">Graduation of a cohort</h1>");
	has(out.ptr, "<dt dir=\"auto\">graduated within 150 %</dt>\n<dd class=\"value\">66.7%</dd>");
	has(out.ptr, "<caption><span class=\"title\">Graduated, by cohort</span></caption>");
	has(out.ptr, "<tr><th scope=\"row\"><bdi>ath-2026b</bdi></th><td class=\"n\">22</td>");
	has(out.ptr,
	    "<td class=\"n\"><span aria-hidden=\"true\">\u2022</span><span class=\"vh\">hidden</span></td>");
	has(out.ptr, "role=\"img\" width=\"100%\"");
	has(out.ptr, "<summary>data of the chart</summary>");
	has(out.ptr, "<tr><th scope=\"row\"><bdi>hired</bdi></th><td class=\"n\">8</td><td "
		     "class=\"n\">33.3%</td></tr>");
	lacks(out.ptr, "<nav"); /* not for one heading */
}

/* 16 of 24: the bar starts at the edge where reading starts. */
static void charts_are_mirrored(void **state)
{
	struct mc_sheet sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	write_small(&out, MC_SHEET_HTML, NULL);
	has(out.ptr, "fill=\"url(#p1)\" x=\"0.00%\" y=\"72\" width=\"66.66%\" height=\"14\"");
	sample_small(&sheet);
	sheet.lang = "fa";
	mc_buf_reset(&out);
	mc_sheet_write(&out, &sheet, MC_SHEET_HTML, NULL);
	has(out.ptr, "<html lang=\"fa\" dir=\"rtl\">");
	has(out.ptr, "fill=\"url(#p1)\" x=\"33.34%\" y=\"72\" width=\"66.66%\" height=\"14\"");
	has(out.ptr, "<td class=\"n\"><bdi dir=\"ltr\">+33.3</bdi></td>");
	has(out.ptr, ">\u2068ath-2026a\u2069</text>");
	assert_balanced(out.ptr);
	mc_sheet_release(&sheet);
}

static struct mc_sheet_chart *add_line(struct mc_sheet *sheet, int64_t a, int64_t b, int64_t c)
{
	static const char *const weeks[] = { "1", "2", "3" };
	static const char *const name[] = { "all" };
	struct mc_sheet_chart *chart = mc_sheet_add_chart(sheet, MC_CHART_LINES, "l", "l", weeks, 3, name, 1);

	chart->values[0] = mc_cell_count(a);
	chart->values[1] = mc_cell_count(b);
	chart->values[2] = mc_cell_count(c);
	return chart;
}

/* The height of the plot is 1000; 50 is the top of the scale for 43. */
static void lines_go_through_their_values(void **state)
{
	struct mc_sheet sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	add_line(&sheet, 0, 43, 25);
	mc_sheet_write(&out, &sheet, MC_SHEET_HTML, NULL);
	has(out.ptr, "points=\"0,1000 500,140 1000,500\"");
	mc_sheet_release(&sheet);
}

/* What is hidden makes a gap, from which nobody reads a value. */
static void lines_have_gaps(void **state)
{
	struct mc_sheet sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	add_line(&sheet, 10, 7, 5)->values[1] = (struct mc_cell){ .kind = MC_CELL_HIDDEN, .count = 7 };
	mc_sheet_write(&out, &sheet, MC_SHEET_HTML, NULL);
	has(out.ptr, "points=\"0,0\"");
	has(out.ptr, "points=\"1000,500\"");
	has(out.ptr, "\u2022 hidden");
	mc_sheet_release(&sheet);
}

/* A cell of a table never makes a row or a column. */
static void markdown_tables_keep_their_columns(void **state)
{
	struct mc_sheet sheet = MC_SHEET_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	struct mc_str line;

	(void)state;
	fill_evil(&sheet);
	mc_sheet_write(&out, &sheet, MC_SHEET_MARKDOWN, NULL);
	struct mc_str rest = { out.ptr, out.len };
	size_t rows = 0;

	while (mc_str_cut_line(&line, &rest)) {
		size_t bars = 0;

		if (line.len == 0 || *line.ptr != '|')
			continue;
		for (size_t i = 0; i < line.len; i++)
			bars += line.ptr[i] == '|' && line.ptr[i - (i > 0)] != '\\';
		assert_true(bars == 3 || bars == 4);
		rows++;
	}
	assert_int_equal(rows, MC_COUNT(evil) * (3 + 2 + MC_COUNT(evil)));
	mc_sheet_release(&sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_are_rounded_half_up),
		cmocka_unit_test(shares_are_the_nearest_tenth),
		cmocka_unit_test(a_sheet_takes_any_number_of_blocks_and_rows),
		cmocka_unit_test(an_empty_sheet_is_written),
		cmocka_unit_test(text_is_laid_out_in_columns),
		cmocka_unit_test(no_line_is_wider_than_the_terminal),
		cmocka_unit_test(a_narrow_terminal_gets_lists),
		cmocka_unit_test(plain_terminals_get_ascii),
		cmocka_unit_test(colour_adds_nothing),
		cmocka_unit_test(right_to_left_text_has_no_columns),
		cmocka_unit_test(only_what_is_not_all_rounded_is_marked),
		cmocka_unit_test(csv_has_blocks),
		cmocka_unit_test(a_rounded_funnel_has_no_shares_of_few_people),
		cmocka_unit_test(markdown_has_the_tables_of_github),
		cmocka_unit_test(texts_mean_no_harm),
		cmocka_unit_test(markdown_tables_keep_their_columns),
		cmocka_unit_test(a_page_stands_alone),
		cmocka_unit_test(a_page_says_all_in_words),
		cmocka_unit_test(charts_are_mirrored),
		cmocka_unit_test(lines_go_through_their_values),
		cmocka_unit_test(lines_have_gaps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
