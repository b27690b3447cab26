/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "os/clock.h"
#include "suite/suite_read.h"
#include "suite/tap.h"

/*
 * How fast reports of test frameworks are read: CASES cases, of which every tenth failed and says why. Prints
 * name and MB/s, medians of RUNS, with the process that guards the libraries counted in.  The last line is
 * what a stream of TAP of LONG documents takes of memory beyond one of SHORT, in KiB.
 */
enum {
	RUNS = 15,
	CASES = 8000,
	FAILS_EACH = 10,
	CHUNK = 64 * 1024,
	SHORT = 10,
	LONG = 400,
	ROWS = 100000,
	COLUMNS = 20
};

static void make_tap(struct mc_buf *out)
{
	mc_buf_addf(out, "TAP version 14\n1..%d\n", CASES);
	for (int i = 1; i <= CASES; i++) {
		bool is_failed = i % FAILS_EACH == 0;

		mc_buf_addf(
			out,
			"# Subtest: adds up the list of sample %d\n%s %d - adds up the list of sample %d\n",
			i, is_failed ? "not ok" : "ok", i, i);
		mc_buf_addz(out, "  ---\n  duration_ms: 0.417\n");
		if (is_failed)
			mc_buf_addz(out, "  error: 'Expected values to be strictly equal: 3 !== 4'\n  code: "
					 "'ERR_ASSERTION'\n  expected: 4\n  actual: 3\n");
		mc_buf_addz(out, "  ...\n");
	}
}

static void make_junit(struct mc_buf *out)
{
	mc_buf_addf(out, "<?xml version=\"1.0\"?>\n<testsuites><testsuite name=\"lists\" tests=\"%d\">\n",
		    CASES);
	for (int i = 1; i <= CASES; i++) {
		mc_buf_addf(out,
			    "<testcase classname=\"lists.sums\" name=\"adds up the list of sample %d\" "
			    "time=\"0.004\"",
			    i);
		mc_buf_addz(out, i % FAILS_EACH
					 ? "/>\n"
					 : "><failure message=\"expected 4, got 3\">Expected &lt;4&gt;, got "
					   "&lt;3&gt;\nat line 12 of list_test</failure></testcase>\n");
	}
	mc_buf_addz(out, "</testsuite></testsuites>\n");
}

static void make_ctrf(struct mc_buf *out)
{
	mc_buf_addf(out,
		    "{\"reportFormat\":\"CTRF\",\"specVersion\":\"0.0.0\",\"results\":{\"tool\":{\"name\":"
		    "\"sample\"},"
		    "\"summary\":{\"tests\":%d,\"passed\":%d,\"failed\":%d,\"pending\":0,\"skipped\":0,"
		    "\"other\":0,"
		    "\"start\":1,\"stop\":2},\"tests\":[",
		    CASES, CASES - CASES / FAILS_EACH, CASES / FAILS_EACH);
	for (int i = 1; i <= CASES; i++) {
		mc_buf_addf(out,
			    "%s{\"name\":\"adds up the list of sample %d\",\"status\":\"%s\",\"duration\":4",
			    i > 1 ? ",\n" : "", i, i % FAILS_EACH ? "passed" : "failed");
		mc_buf_addz(out, i % FAILS_EACH
					 ? "}"
					 : ",\"message\":\"expected 4, got 3\",\"trace\":\"list_test:12\"}");
	}
	mc_buf_addz(out, "]}}");
}

static uint64_t read_tap(const struct mc_buf *document, size_t times)
{
	struct mc_tap tap = MC_TAP_INIT;
	uint64_t start_us = mc_clock_us();

	for (size_t i = 0; i < times; i++) {
		for (size_t at = 0; at < document->len; at += CHUNK)
			mc_tap_feed(&tap, document->ptr + at,
				    document->len - at < CHUNK ? document->len - at : CHUNK);
	}
	mc_tap_end(&tap, 1);
	if (times == 1 && (tap.is_broken || tap.tally.count != CASES))
		abort();
	mc_tap_release(&tap);
	return mc_clock_us() - start_us;
}

static uint64_t read_suite(const struct mc_buf *document, enum mc_suite_format format)
{
	struct mc_suite_report report = MC_SUITE_REPORT_INIT;
	uint64_t start_us = mc_clock_us();
	MC_AUTOPTR(mc_err) err = mc_suite_read(&report, format, document->ptr, document->len, 1);

	if (err || report.is_broken || mc_suite_count(&report, MC_FAIL) != CASES / FAILS_EACH)
		abort();
	mc_suite_report_release(&report);
	return mc_clock_us() - start_us;
}

static int by_size(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a;
	uint64_t second = *(const uint64_t *)b;

	return (first > second) - (first < second);
}

static long peak_kb(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

/* A table of ROWS people with 20 columns, as a history of cohorts has them. */
static void make_table(struct mc_buf *out)
{
	for (int i = 0; i < COLUMNS; i++)
		mc_buf_addf(out, "%scolumn%d", i ? "," : "", i);
	mc_buf_addz(out, "\n");
	for (int i = 0; i < ROWS; i++)
		mc_buf_addf(
			out,
			"l-%07d,f,2000-05-17,y,\"unemployed, long\",3,2026-01-12,,,,2026-06-%02d,2026-06-30,"
			"in-field,2026-01-14,y,1A,2026-08-01,employed,ath-2026a,Se\xc3\xb1or\n",
			i, i % 28 + 1);
}

static uint64_t read_table(const struct mc_buf *table)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	uint64_t start_us = mc_clock_us();
	struct mc_csv_row row;
	bool has_row = true;

	if (mc_csv_open(&csv, table->ptr, table->len, "bench"))
		exit(1);
	while (has_row)
		if (mc_csv_next(&has_row, &row, csv))
			exit(1);
	return mc_clock_us() - start_us;
}

static void bench_table(void)
{
	MC_AUTO(mc_buf) table = MC_BUF_INIT;
	uint64_t us[RUNS];

	make_table(&table);
	for (int k = 0; k < RUNS; k++)
		us[k] = read_table(&table);
	qsort(us, RUNS, sizeof(*us), by_size);
	(void)printf("csv\t%.0f\n", (double)table.len / (double)us[RUNS / 2]);
}

int main(void)
{
	static const struct {
		const char *name;
		void (*make)(struct mc_buf *out);
		enum mc_suite_format format;
	} readers[] = { { "tap", make_tap, MC_SUITE_TAP },
			{ "junit", make_junit, MC_SUITE_JUNIT },
			{ "ctrf", make_ctrf, MC_SUITE_CTRF } };
	MC_AUTO(mc_buf) tap = MC_BUF_INIT;

	for (size_t i = 0; i < MC_COUNT(readers); i++) {
		MC_AUTO(mc_buf) document = MC_BUF_INIT;
		uint64_t us[RUNS];

		readers[i].make(&document);
		for (int k = 0; k < RUNS; k++)
			us[k] = readers[i].format == MC_SUITE_TAP ? read_tap(&document, 1)
								  : read_suite(&document, readers[i].format);
		qsort(us, RUNS, sizeof(*us), by_size);
		(void)printf("%s\t%.0f\n", readers[i].name, (double)document.len / (double)us[RUNS / 2]);
	}
	bench_table();
	make_tap(&tap);
	read_tap(&tap, SHORT);
	long before_kb = peak_kb();

	read_tap(&tap, LONG);
	(void)printf("grown\t%ld\n", peak_kb() - before_kb);
	return 0;
}
