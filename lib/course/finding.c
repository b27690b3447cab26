/* SPDX-License-Identifier: MIT */
#include "course/finding.h"

#include <string.h>

#include <stdlib.h>

#include "base/vec.h"

void mc_findings_release(struct mc_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct mc_finding *item = &findings->items[i];

		free(item->path);
		free(item->pointer);
		free(item->message);
		free(item->hint);
	}
	free(findings->items);
	*findings = (struct mc_findings)MC_FINDINGS_INIT;
}

void mc_findings_add(struct mc_findings *findings, const struct mc_finding *finding)
{
	struct mc_finding *item = MC_VEC_ADD(findings->items, findings->count, findings->capacity);

	*item = *finding;
	item->path = mc_strdup(finding->path);
	item->pointer = finding->pointer ? mc_strdup(finding->pointer) : NULL;
	item->message = mc_strdup(finding->message);
	item->hint = finding->hint ? mc_strdup(finding->hint) : NULL;
	findings->error_count += finding->is_error;
}

static struct mc_err *to_err(const struct mc_finding *item)
{
	struct mc_err *err = mc_err_new(MC_E_INPUT, "%s", item->message);

	if (item->pointer && item->pointer[0])
		err = mc_err_wrap(err, "%s", item->pointer);
	if (item->line)
		err = mc_err_wrap(err, "%s:%u:%u", item->path, item->line, item->column);
	else
		err = mc_err_wrap(err, "%s", item->path);
	return item->hint ? mc_err_hint(err, "%s", item->hint) : err;
}

struct mc_err *mc_findings_err(const struct mc_findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].is_error)
			return to_err(&findings->items[i]);
	}
	return NULL;
}

void mc_finding_print(struct mc_buf *out, const struct mc_finding *finding)
{
	mc_buf_addz(out, finding->path);
	if (finding->line)
		mc_buf_addf(out, ":%u:%u", finding->line, finding->column);
	mc_buf_addz(out, ": ");
	if (finding->pointer && finding->pointer[0])
		mc_buf_addf(out, "%s: ", finding->pointer);
	mc_buf_addz(out, finding->message);
}

size_t mc_findings_count_alike(const struct mc_findings *findings, size_t first)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++) {
		bool is_alike = !strcmp(findings->items[i].message, findings->items[first].message);

		if (is_alike && i < first)
			return 0;
		count += is_alike;
	}
	return count;
}
