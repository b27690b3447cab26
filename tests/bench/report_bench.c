/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "os/clock.h"
#include "report/report.h"

/*
 * How long each format takes for 1,000 and 4,000 submissions with ten tests each, of which four fail.  Prints
 * name, ms, ms, and MB/s of documents for the larger number; medians of RUNS.
 */
enum { RUNS = 5, TESTS = 10, SMALL = 1000, LARGE = 4000 };

static void add_test(struct mc_buf *out, int number)
{
	bool is_failed = number % 3 == 0;

	mc_buf_addf(out,
		    "%s{\"id\":\"t%d\",\"title\":\"sums list "
		    "%d\",\"kind\":\"io\",\"hidden\":false,\"verdict\":\"%s\","
		    "\"points\":%d,\"max\":1,\"ms\":12.345,\"cpu_ms\":10,\"rss_kb\":4000,",
		    number ? "," : "", number, number, is_failed ? "fail" : "pass", !is_failed);
	if (is_failed)
		mc_buf_addz(
			out,
			"\"reason\":{\"code\":\"differs\",\"params\":{\"subject\":\"stdout\",\"got\":3,"
			"\"want\":0},\"text\":\"the output is not what was expected\"},\"hint\":\"look "
			"again\","
			"\"command\":\"sh "
			"sum.sh\",\"expected\":\"1\\n2\\n3\\n4\\n5\\n6\\n\",\"actual\":\"1\\n2\\n"
			"4\\n4\\n5\\n\",\"compare\":{\"mode\":\"tokens\"},\"output\":null,\"lost_bytes\":0}");
	else
		mc_buf_addz(out, "\"reason\":null,\"hint\":null,\"command\":\"sh sum.sh\",\"expected\":null,"
				 "\"actual\":null,\"compare\":null,\"output\":null,\"lost_bytes\":0}");
}

static void make_document(struct mc_buf *out)
{
	mc_buf_addz(out, "{\"schema\":\"migracode/result/v1\",\"submission\":\"students/"
			 "sample\",\"exercise\":\"sums\","
			 "\"title\":\"Sums\",\"verdict\":\"partial\",\"points\":6,\"max\":10,\"reason\":null,"
			 "\"tests\":[");
	for (int i = 0; i < TESTS; i++)
		add_test(out, i);
	mc_buf_addz(out, "],\"started_at\":\"2026-10-02T18:00:00.000Z\",\"ms\":123.4}");
}

static double write_all(const struct mc_report_format *format, struct mc_str document, size_t count)
{
	static const char *const facts[] = { "classroom=c", "owner=o",	 "submission=submit/1",
					     "commit=c",    "release=r", "datetime=2026-10-02T18:00:00Z" };
	const struct mc_report_options options = {
		.lang = "en", .name_count = count, .facts = facts, .fact_count = 6, .passing = 50
	};
	uint64_t start_us = mc_clock_us();
	MC_AUTO(mc_report) report = MC_REPORT_INIT;

	mc_report_open(&report, format, &options);
	for (size_t i = 0; i < count; i++) {
		MC_AUTOPTR(mc_err) err = mc_report_add(&report, document);

		if (err)
			abort();
		mc_buf_reset(&report.out);
	}
	mc_report_end(&report, false);
	return (double)(mc_clock_us() - start_us) / 1000;
}

static int by_size(const void *a, const void *b)
{
	double first = *(const double *)a;
	double second = *(const double *)b;

	return (first > second) - (first < second);
}

static double median(const struct mc_report_format *format, struct mc_str document, size_t count)
{
	double ms[RUNS];

	for (int i = 0; i < RUNS; i++)
		ms[i] = write_all(format, document, count);
	qsort(ms, RUNS, sizeof(*ms), by_size);
	return ms[RUNS / 2];
}

int main(void)
{
	static const struct mc_report_format *const formats[] = {
#define X(name, stem) &mc_report_##stem,
		MC_REPORT_FORMATS(X)
#undef X
	};
	MC_AUTO(mc_buf) document = MC_BUF_INIT;

	make_document(&document);
	for (size_t i = 0; i < MC_COUNT(formats); i++) {
		const struct mc_str text = { document.ptr, document.len };
		double small = median(formats[i], text, SMALL);
		double large = median(formats[i], text, LARGE);

		(void)printf("%s\t%.3f\t%.3f\t%.1f\n", formats[i]->name, small, large,
			     (double)document.len * LARGE / 1e3 / large);
	}
	return 0;
}
