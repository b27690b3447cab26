/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of tables: what it takes is clean text, and written again it is the same. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_text(const char *text)
{
	assert(strlen(text) <= 3 * MC_CSV_MAX_FIELD_BYTES && mc_utf8_is_valid(text, strlen(text)));
	assert(*text != ' ' && *text != '\t');
	for (; *text; text++)
		assert((unsigned char)*text >= ' ' || strchr("\t\r\n", *text));
}

/* Writes the table again as it was read; the good rows only. */
static void write_again(struct mc_buf *out, struct mc_csv *csv)
{
	struct mc_csv_row row;
	bool has_row = true;

	for (size_t i = 0; i < mc_csv_column_count(csv); i++) {
		check_text(mc_csv_column_name(csv, i));
		assert(mc_csv_column(csv, mc_csv_column_name(csv, i)) == i);
		mc_csv_add(out, mc_csv_column_name(csv, i), i == 0);
	}
	mc_csv_end_row(out);
	for (size_t line = 0; has_row;) {
		MC_AUTOPTR(mc_err) err = mc_csv_next(&has_row, &row, csv);

		if (err || !has_row)
			continue;
		assert(row.count == mc_csv_column_count(csv) && row.line > line);
		line = row.line;
		for (size_t i = 0; i < row.count; i++) {
			check_text(row.fields[i]);
			mc_csv_add(out, row.fields[i], i == 0);
		}
		mc_csv_end_row(out);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;
	MC_AUTOPTR(mc_csv) csv = NULL;
	MC_AUTOPTR(mc_csv) again = NULL;
	MC_AUTOPTR(mc_err) err = mc_csv_open(&csv, (const char *)bytes, len, "fuzz.csv");

	assert(!err == !!csv);
	if (!csv)
		return 0;
	/* So that neither the first name nor a lone semicolon in a name can say what separates. */
	mc_buf_addz(&first, "sep=,\r\n");
	write_again(&first, csv);
	mc_err_free(err);
	err = mc_csv_open(&again, first.ptr, first.len, "again.csv");
	assert(!err && mc_csv_notices(again) == 0);
	mc_buf_addz(&second, "sep=,\r\n");
	write_again(&second, again);
	assert(first.len == second.len && !memcmp(first.ptr, second.ptr, first.len));
	return 0;
}
