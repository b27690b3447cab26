/* SPDX-License-Identifier: MIT */
#include "base/csv.h"

#include <string.h>

#include "check.h"

/* A table of text and what its rows say: fields with '|' between them, '/' between rows, "!line:column" for a
 * bad row. */
static void read_bytes(struct mc_buf *said, unsigned *notices, const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct mc_csv_row row;
	bool has_row = true;

	assert_ok(mc_csv_open(&csv, bytes, len, "list.csv"));
	for (size_t i = 0; i < mc_csv_column_count(csv); i++)
		mc_buf_addf(said, "%s%s", i ? "|" : "", mc_csv_column_name(csv, i));
	while (has_row) {
		MC_AUTOPTR(mc_err) err = mc_csv_next(&has_row, &row, csv);
		unsigned line = 0;
		unsigned column = 0;

		if (err) {
			assert_int_equal(err->code, MC_E_INPUT);
			assert_int_equal(sscanf(err->msg, "list.csv:%u: column %u: ", &line, &column), 2);
			mc_buf_addf(said, "/!%u:%u", line, column);
			continue;
		}
		for (size_t i = 0; has_row && i < row.count; i++)
			mc_buf_addf(said, "%c%s", i ? '|' : '/', row.fields[i]);
	}
	if (notices)
		*notices = mc_csv_notices(csv);
}

static void check_bytes(const char *wanted, unsigned wanted_notices, const char *bytes, size_t len)
{
	MC_AUTO(mc_buf) said = MC_BUF_INIT;
	unsigned notices = 0;

	read_bytes(&said, &notices, bytes, len);
	assert_string_equal(said.ptr, wanted);
	assert_int_equal(notices, wanted_notices);
}

#define assert_reads(wanted, notices, text) check_bytes(wanted, notices, text, sizeof(text) - 1)

static void assert_refuses(const char *wanted, const char *bytes, size_t len)
{
	struct mc_csv *csv = NULL;
	MC_AUTOPTR(mc_err) err = mc_csv_open(&csv, bytes, len, "list.csv");

	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_string_equal(err->msg, wanted);
	assert_null(csv);
}

static void separators_are_found_in_the_header(void **state)
{
	(void)state;
	assert_reads("id|name/1|a;b", 0, "id,name\n1,a;b\n");
	assert_reads("id|name/1|a,b", MC_CSV_HAD_SEMICOLONS, "id;name\n1;a,b\n");
	assert_reads("id|name/1|a b", MC_CSV_HAD_TABS, "id\tname\n1\ta b\n");
	assert_reads("id|name, first|mail/1|a|b", MC_CSV_HAD_SEMICOLONS, "id;\"name, first\";mail\n1;a;b\n");
	assert_reads("id/1;2", 0, "id\n1;2\n");
}

static void a_line_sep_is_obeyed(void **state)
{
	(void)state;
	assert_reads("a,b|c/1|2", MC_CSV_HAD_SEMICOLONS, "sep=;\r\na,b;c\r\n1;2\r\n");
	assert_reads("a|b/1|2", MC_CSV_HAD_TABS, "SEP=\t\na\tb\n1\t2\n");
	assert_reads("a|b/!3:3", 0, "sep=,\na,b\n1,2,3\n");
	assert_reads("sep=|/1", 0, "sep=|\n1\n");
}

static void all_line_ends_are_line_ends(void **state)
{
	(void)state;
	assert_reads("a|b/1|2/3|4", 0, "a,b\n1,2\n3,4");
	assert_reads("a|b/1|2/3|4", 0, "a,b\r\n1,2\r\n3,4\r\n");
	assert_reads("a|b/1|2/3|4", 0, "a,b\r1,2\r3,4\r");
	assert_reads("a|b/1|2/!5:1", 0, "a,b\r1,2\r\r\n\n\001,4\r");
	assert_reads("a|b/1|x\r\ny\nz/!5:3", 0, "a,b\n1,\"x\r\ny\nz\"\r\n,,c\n");
}

static void quotes_hold_anything(void **state)
{
	(void)state;
	assert_reads("a|b/1,2|say \"hi\"", 0, "a,b\n\"1,2\",\"say \"\"hi\"\"\"\n");
	assert_reads("a|b/\"|\"\"", 0, "a,b\n\"\"\"\",\"\"\"\"\"\"\n");
	assert_reads("a|b/x\ty|2", 0, "a,b\n \"x\ty\" ,\"2\"\n");
	assert_reads("a|b/an \"x\" here|2", 0, "a,b\nan \"x\" here,2\n");
	assert_reads("a|b/x|", 0, "\"a\",\"b\"\n\"x\"");
}

static void blanks_at_the_ends_are_dropped(void **state)
{
	(void)state;
	assert_reads("a|b/1|2", 0, " a ,b\302\240\n  1\t,\302\240 2 \302\240\n");
	assert_reads("a|b/x \302\240 y|2", 0, "a,b\n\" x \302\240 y \r\n\",2\n");
	assert_reads("a|b/\303\240|2", 0, "a,b\n\303\240,2\n");
	assert_reads("a|b/1|2", 0, "a,b\n,\n \302\240 ,\"\"\n\n\r\n1,2\n,,,\n");
}

static void rows_may_be_short_and_end_with_empty_fields(void **state)
{
	(void)state;
	assert_reads("a|b|c/1||/1|2|", 0, "a,b,c\n1\n1,2,,,,,\n");
	assert_reads("a|b/1|2/!3:4/5|6", 0, "a,b,, \n1,2,,\n1,2,,x\n5,6\n");
}

static void bad_rows_are_named_and_passed_by(void **state)
{
	(void)state;
	assert_reads("a|b/1|2/!3:3/4|5", 0, "a,b\n1,2\n1,2,3\n4,5\n");
	assert_reads("a|b/!2:2/4|5", 0, "a,b\n1,x\001y\n4,5\n");
	assert_reads("a|b/!2:1/4|5", 0, "a,b\n\0,1\n4,5\n");
	assert_reads("a|b/!2:1/4|5", 0, "a,b\n\"\0\",1\n4,5\n");
	assert_reads("a|b/!2:1/!3:2/4|5", 0, "a,b\n\177,1\n1,\302\205\n4,5\n");
	assert_reads("a|b/!2:1/4|5", 0, "a,b\nx\ty,1\n4,5\n");
	assert_reads("a|b/!2:1/4|5", 0, "a,b\n\"x\"y,1\n4,5\n");
	assert_reads("a|b/1|2/!3:2", 0, "a,b\n1,2\n1,\"2\n3,4\n");
	assert_reads("a|b/!2:1", 0, "a,b\n\"\"\",1\n4,5\n");
}

static void fields_have_a_limit(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) said = MC_BUF_INIT;

	(void)state;
	mc_buf_addz(&text, "a\n");
	for (size_t i = 0; i < MC_CSV_MAX_FIELD_BYTES; i++)
		mc_buf_addc(&text, 'x');
	mc_buf_addz(&text, "\n");
	read_bytes(&said, NULL, text.ptr, text.len);
	assert_int_equal(said.len, 2 + MC_CSV_MAX_FIELD_BYTES);
	text.ptr[text.len - 1] = 'x';
	mc_buf_reset(&said);
	read_bytes(&said, NULL, text.ptr, text.len);
	assert_string_equal(said.ptr, "a/!2:1");
}

static void marks_and_old_encodings_are_told(void **state)
{
	(void)state;
	assert_reads("id|name/1|Sa\303\257d", MC_CSV_HAD_MARK, "\357\273\277id,name\n1,Sa\303\257d\n");
	assert_reads("id|name/1|Sa\303\257d", MC_CSV_WAS_WINDOWS_1252 | MC_CSV_HAD_SEMICOLONS,
		     "id;name\n1;Sa\357d\n");
	assert_reads("id/\342\202\254\302\277\305\270", MC_CSV_WAS_WINDOWS_1252, "id\n\200\277\237\240\n");
	assert_reads("a|b/1|\303\251", MC_CSV_WAS_UTF_16 | MC_CSV_HAD_TABS,
		     "\377\376a\0\t\0b\0\r\0\n\0001\0\t\0\351\0");
	assert_reads("a|b/1|\360\237\231\202", MC_CSV_WAS_UTF_16,
		     "\376\377\0a\0,\0b\0\n\0001\0,\330\075\336\102\0\n");
}

static void bytes_without_meaning_are_named(void **state)
{
	(void)state;
	assert_reads("a|b/1|2/!3:2/!4:1/!5:1/!6:1/!7:2", MC_CSV_WAS_WINDOWS_1252,
		     "a,b\n1,2\n1,x\201y\n\215,\n\217,\n\220,\n\"\",\235\n");
	assert_refuses("list.csv:2: a byte that is not UTF-8", "\357\273\277a\n\351\n", 7);
	assert_refuses("list.csv:2: the text is not good UTF-16", "\377\376a\0\n\0b", 7);
	assert_refuses("list.csv:1: the text is not good UTF-16", "\377\376a\0\0\330b\0", 8);
	assert_refuses("list.csv:1: the text is not good UTF-16", "\377\376a\0\0\334", 6);
	assert_refuses("'list.csv' is a spreadsheet file or an archive, not a text", "PK\003\004xx", 6);
}

static void a_header_must_name_its_columns(void **state)
{
	(void)state;
	assert_refuses("'list.csv' is empty", "", 0);
	assert_refuses("'list.csv' is empty", "\n \n,,\n", 6);
	assert_refuses("list.csv:2: column 2: the column has no name in the header", "\na,,c\n", 6);
	assert_refuses("list.csv:1: column 3: the header has this name twice", "e-mail,b,E Mail\n", 16);
	assert_refuses("list.csv:1: column 1: a control character", "\0,b\n", 4);
	assert_refuses("list.csv:1: column 1: the quote that begins here does not end", "\"a,b\n", 5);

	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (unsigned i = 0; i <= MC_CSV_MAX_COLUMNS; i++)
		mc_buf_addf(&text, "%sc%u", i ? "," : "", i);
	assert_refuses("list.csv:1: column 257: there are more fields than columns in the header", text.ptr,
		       text.len);
}

static void columns_are_found_as_people_write_them(void **state)
{
	static const char text[] = "Learner ID,E-Mail,display_name,\302\240Q1_1,Q11,Course 1\n";
	MC_AUTOPTR(mc_csv) csv = NULL;

	(void)state;
	assert_ok(mc_csv_open(&csv, text, sizeof(text) - 1, "list.csv"));
	assert_int_equal(mc_csv_column(csv, "learner_id"), 0);
	assert_int_equal(mc_csv_column(csv, "email"), 1);
	assert_int_equal(mc_csv_column(csv, "Display-Name"), 2);
	assert_int_equal(mc_csv_column(csv, "q1-1"), SIZE_MAX);
	assert_int_equal(mc_csv_column(csv, "q1_1"), 3);
	assert_int_equal(mc_csv_column(csv, "q11"), 4);
	assert_int_equal(mc_csv_column(csv, "course1"), 5);
	assert_int_equal(mc_csv_column(csv, "id"), SIZE_MAX);
}

static void no_message_tells_the_content(void **state)
{
	static const char *const texts[] = {
		"Sample Person,p@example.org\nx,y,Third Person\n",
		"Sample Person,p@example.org\n\"Third Person\n",
		"Sample Person,Sample Person\n",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		MC_AUTOPTR(mc_csv) csv = NULL;
		struct mc_csv_row row;
		bool has_row;
		MC_AUTOPTR(mc_err) err = mc_csv_open(&csv, texts[i], strlen(texts[i]), "list.csv");

		if (!err)
			err = mc_csv_next(&has_row, &row, csv);
		assert_non_null(err);
		assert_null(strstr(err->msg, "erson"));
		assert_null(strstr(err->msg, "example"));
	}
}

static void what_is_written_is_read_again(void **state)
{
	static const char *const fields[] = { "plain",	    "a,b",	    "a;b", "x\ty",
					      "say \"hi\"", "two\r\nlines", "-3",  "=1+1" };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct mc_csv_row row;
	bool has_row = false;

	(void)state;
	mc_buf_addz(&out, "a,b,c,d,e,f,g,h\r\n");
	for (size_t i = 0; i < MC_COUNT(fields); i++)
		mc_csv_add(&out, fields[i], i == 0);
	mc_csv_end_row(&out);
	assert_ok(mc_csv_open(&csv, out.ptr, out.len, "list.csv"));
	assert_ok(mc_csv_next(&has_row, &row, csv));
	assert_true(has_row);
	for (size_t i = 0; i < MC_COUNT(fields); i++)
		assert_string_equal(row.fields[i], fields[i]);
}

static void formulas_are_marked_for_people_only(void **state)
{
	static const char *const cells[][3] = {
		{ "=1+1", "=1+1", "'=1+1" },
		{ "@x", "@x", "'@x" },
		{ "-3,5", "\"-3,5\"", "\"-3,5\"" },
		{ "+34600000000", "+34600000000", "+34600000000" },
		{ "-1+2", "-1+2", "'-1+2" },
		{ "-", "-", "'-" },
		{ "\t=1", "\"\t=1\"", "\"'\t=1\"" },
		{ "\r=1", "\"\r=1\"", "\"'\r=1\"" },
		{ "\357\274\2351", "\357\274\2351", "'\357\274\2351" },
		{ "a=1", "a=1", "a=1" },
		{ " a", "\" a\"", "\" a\"" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cells); i++) {
		MC_AUTO(mc_buf) machine = MC_BUF_INIT;
		MC_AUTO(mc_buf) people = MC_BUF_INIT;

		mc_csv_add(&machine, cells[i][0], true);
		mc_csv_add_safe(&people, cells[i][0], true);
		assert_string_equal(machine.ptr, cells[i][1]);
		assert_string_equal(people.ptr, cells[i][2]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(separators_are_found_in_the_header),
		cmocka_unit_test(a_line_sep_is_obeyed),
		cmocka_unit_test(all_line_ends_are_line_ends),
		cmocka_unit_test(quotes_hold_anything),
		cmocka_unit_test(blanks_at_the_ends_are_dropped),
		cmocka_unit_test(rows_may_be_short_and_end_with_empty_fields),
		cmocka_unit_test(bad_rows_are_named_and_passed_by),
		cmocka_unit_test(fields_have_a_limit),
		cmocka_unit_test(marks_and_old_encodings_are_told),
		cmocka_unit_test(bytes_without_meaning_are_named),
		cmocka_unit_test(a_header_must_name_its_columns),
		cmocka_unit_test(columns_are_found_as_people_write_them),
		cmocka_unit_test(no_message_tells_the_content),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(formulas_are_marked_for_people_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
