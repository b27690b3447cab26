/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of tables of frameworks, as a school's own table behind another one. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "cert/frameworks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const char first[] =
	"{\"schema\":\"migracode/framework/v1\",\"id\":\"icdl\",\"name\":\"ICDL\",\"source\":\"s\",\"rows\":"
	"[{\"code\":\"computing-1.0/4.2\",\"name\":\"Iteration\",\"url\":\"https://example.org/\","
	"\"verified\":false}]}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTO(mc_frameworks) frameworks = MC_FRAMEWORKS_INIT;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;

	if (mc_frameworks_parse(&frameworks, NULL, "first", first, sizeof(first) - 1))
		__builtin_trap();
	MC_AUTOPTR(mc_err) err =
		mc_frameworks_parse(&frameworks, &findings, "table", len ? (const char *)data : "", len);

	assert(!err == !findings.error_count);
	assert(!err || (frameworks.row_count == 1 && frameworks.count == 1));
	for (size_t i = 0; i < frameworks.row_count; i++) {
		const struct mc_framework_row *row = frameworks.rows[i];

		assert(row->framework->name && *row->framework->name && row->name && *row->name);
		assert(row->label && *row->label && !strncmp(row->url, "http", 4));
		assert(strlen(row->code) <= MC_FRAMEWORK_MAX_CODE);
		assert(mc_frameworks_find(&frameworks, row->key) == row);
	}
	return 0;
}
