/* SPDX-License-Identifier: MIT */
/* Reads any bytes as a result document and, when they are one, writes it in every format. */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void write_in(const struct mc_report_format *format, struct mc_str text, size_t count)
{
	static const char *const facts[] = { "classroom=c", "owner=o",	 "submission=submit/1",
					     "commit=c",    "release=r", "datetime=2026-10-02T18:00:00Z" };
	const struct mc_report_options options = { .lang = "ar",
						   .name_count = count,
						   .rerun = "migracode grade",
						   .check = "migracode check",
						   .facts = facts,
						   .fact_count = 6,
						   .passing = 50 };
	MC_AUTO(mc_report) report = MC_REPORT_INIT;

	mc_report_open(&report, format, &options);
	for (size_t i = 0; i < count; i++) {
		MC_AUTOPTR(mc_err) err = mc_report_add(&report, text);

		assert(!err);
	}
	mc_report_end(&report, false);
	assert(mc_utf8_is_valid(report.out.ptr, report.out.len));
	assert(!memchr(report.out.ptr, '\0', report.out.len));
	/* Nothing that steers a terminal gets through; CSV and our own documents escape it in their ways. */
	for (size_t i = 0; i < report.out.len && !format->is_raw; i++)
		assert(report.out.ptr[i] != '\x1b' && report.out.ptr[i] != '\x7f');
	if (!strcmp(format->name, "markdown"))
		assert(report.out.len <= 65536);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct mc_str text = { (const char *)bytes, len };
	MC_AUTO(mc_document) document = MC_DOCUMENT_INIT;
	MC_AUTOPTR(mc_err) err = mc_document_read(&document, text);

	if (err)
		return 0;
#define X(name, stem) \
	write_in(&mc_report_##stem, text, 1); \
	if (!mc_report_##stem.holds_one) \
		write_in(&mc_report_##stem, text, 2);
	MC_REPORT_FORMATS(X)
#undef X
	return 0;
}
