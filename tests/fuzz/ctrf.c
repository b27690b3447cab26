/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the readers of CTRF and of Jest's JSON, and to the reader below them: that one must
 * accept what the parser of JSON accepts, and nothing else. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "ext/json.h"
#include "ext/json_pull.h"
#include "suite/ctrf.h"
#include "suite/jest.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const struct mc_suite_reader *reader, const struct mc_buf *text)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

	reader->read(&report, text->ptr, text->len, 0);
	assert(!report.is_broken == !report.why);
	assert(report.case_count <= MC_SUITE_MAX_CASES);
	for (size_t i = 0; i < report.case_count; i++) {
		const struct mc_suite_case *item = &report.cases[i];

		assert(item->name[0] && strlen(item->name) <= MC_SUITE_MAX_NAME);
		assert(mc_utf8_is_valid(item->name, strlen(item->name)));
		if (item->message)
			assert(mc_utf8_is_valid(item->message, strlen(item->message)));
	}
}

static struct mc_err *pull_all(const struct mc_buf *text)
{
	MC_AUTO(mc_json_pull) pull = MC_JSON_PULL_INIT;
	MC_AUTO(mc_buf) decoded = MC_BUF_INIT;
	struct mc_json_token token = { .kind = MC_JSON_IS_NULL };

	mc_json_pull_start(&pull, text->ptr, text->len);
	while (token.kind != MC_JSON_IS_DONE) {
		MC_TRY(mc_json_pull_next(&token, &pull));
		if (token.kind != MC_JSON_IS_TEXT)
			continue;
		mc_buf_reset(&decoded);
		mc_json_pull_text(&decoded, token.raw, 100);
		assert(decoded.len <= 100 && mc_utf8_is_valid(decoded.ptr, decoded.len));
	}
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOPTR(mc_json) json = NULL;

	mc_buf_add(&text, bytes, len);
	check(&mc_suite_ctrf, &text);
	check(&mc_suite_jest, &text);
	MC_AUTOPTR(mc_err) pulled = pull_all(&text);
	MC_AUTOPTR(mc_err) parsed = mc_json_open(&json, NULL, text.ptr, text.len);

	assert(!pulled == !parsed || (pulled && strstr(pulled->msg, "keys")));
	return 0;
}
