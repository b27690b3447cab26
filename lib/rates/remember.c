/* SPDX-License-Identifier: MIT */
#include "rates/remember.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "sheet/issued.h"

/* A report on its way out. */
struct giving {
	struct mc_figures *report;
	struct mc_records *records;
	struct mc_issue issue;
	struct mc_issued *earlier; /* all that were given away */
	const struct mc_issued **list;
	size_t count;
	size_t capacity;
	char issued_on[11];
	bool is_applied;
};

static struct mc_err *read_earlier(struct giving *giving)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, giving->records,
				"SELECT seq, body FROM issued WHERE school_id = ?1 ORDER BY seq"));
	for (;;) {
		struct mc_issued read = MC_ISSUED_INIT;

		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		const char *body = mc_query_text(query, 1);

		MC_TRY_AS(mc_issued_read(&read, body, strlen(body)), _("event %lld"),
			  (long long)mc_query_int(query, 0));
		read.number = (uint64_t)mc_query_int(query, 0);
		*MC_VEC_ADD(giving->earlier, giving->count, giving->capacity) = read;
	}
	giving->list = mc_alloc_zero(giving->count + 1, sizeof(const struct mc_issued *));
	for (size_t i = 0; i < giving->count; i++)
		giving->list[i] = &giving->earlier[i];
	return NULL;
}

static struct mc_err *refuse_conflict(const struct giving *giving, const struct mc_issued *fresh)
{
	struct mc_conflict conflict = MC_CONFLICT_INIT;
	struct mc_err *err = mc_disclosure_conflict(&conflict, fresh, giving->list, giving->count);

	if (!err && conflict.count > 0)
		err = mc_err_hint(mc_err_new(MC_E_INPUT, "%s", conflict.text), "%s",
				  _("choose more cohorts, or a day on which more has changed; --audience "
				    "internal shows it to you alone"));
	mc_conflict_release(&conflict);
	return err;
}

static struct mc_err *note(const struct giving *giving, const struct mc_issued *fresh)
{
	MC_AUTO(mc_buf) body = MC_BUF_INIT;
	struct mc_fields fields;

	for (size_t i = 0; i < giving->count; i++) {
		if (mc_issued_is_same(fresh, &giving->earlier[i]) &&
		    fresh->audience == giving->earlier[i].audience &&
		    !strcmp(fresh->what.breakdown, giving->earlier[i].what.breakdown))
			return NULL;
	}
	mc_issued_write(&body, fresh);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "audience", mc_audience_names[fresh->audience]);
	mc_fields_add_text(&fields, "as_of", fresh->what.as_of);
	mc_fields_add_json(&fields, "table", body.ptr);
	return mc_records_append(giving->records, "report.issued", fresh->what.breakdown, &fields);
}

static struct mc_err *give(void *context)
{
	struct giving *giving = context;
	struct mc_disclosure *disclosure = &giving->report->disclosure;
	MC_AUTO(mc_issued) fresh = MC_ISSUED_INIT;

	memcpy(giving->issued_on, mc_records_now(giving->records), 10);
	giving->issue.issued_on = giving->issued_on;
	/* When the database asks to try again, the figures are as they were: only the earlier tables may be
	 * others. */
	if (!giving->is_applied) {
		MC_TRY(read_earlier(giving));
		mc_disclosure_recall(disclosure, &giving->issue, giving->list, giving->count);
		mc_disclosure_apply(disclosure, giving->report->wanted->audience,
				    giving->report->school->small_cells);
		giving->is_applied = true;
	}
	MC_TRY(mc_issued_take(&fresh, disclosure, &giving->issue));
	MC_TRY(refuse_conflict(giving, &fresh));
	return note(giving, &fresh);
}

static void release(struct giving *giving)
{
	for (size_t i = 0; i < giving->count; i++)
		mc_issued_release(&giving->earlier[i]);
	free(giving->earlier);
	free(giving->list);
	free((void *)giving->issue.cohorts);
}

struct mc_err *mc_figures_remember(struct mc_figures *report, struct mc_records *records)
{
	const char **ids = NULL;
	struct giving giving = { .report = report, .records = records };
	struct mc_err *err = NULL;

	if (report->wanted->audience == MC_AUDIENCE_INTERNAL) {
		mc_disclosure_apply(&report->disclosure, MC_AUDIENCE_INTERNAL, report->school->small_cells);
		return NULL;
	}
	ids = mc_alloc_zero(report->cohorts.count + 1, sizeof(*ids));
	for (size_t i = 0; i < report->cohorts.count; i++)
		ids[i] = report->cohorts.items[i].id;
	giving.issue = (struct mc_issue){ .breakdown = report->kind->breakdown,
					  .definition = MC_RATES_DEFINITION,
					  .as_of = report->wanted->as_of,
					  .cohorts = ids,
					  .cohort_count = report->cohorts.count };
	err = mc_records_write(records, give, &giving);
	release(&giving);
	return err;
}
