/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "base/i18n.h"
#include "cohort/projections.h"

struct mc_err *mc_apply_cohort_created(struct mc_records *records, const struct mc_event *event,
				       const struct mc_fields *fields)
{
	int64_t length = mc_fields_int(fields, "length_days", 0);
	int64_t census = mc_fields_int(fields, "census_day", 0);
	const char *start_on = mc_fields_text(fields, "start_on");
	char census_on[MC_DATE_TEXT], on_time_by[MC_DATE_TEXT], late_by[MC_DATE_TEXT], final_on[MC_DATE_TEXT];
	struct mc_query *query = NULL;
	int32_t start = 0;

	if (!start_on || !mc_date_read(&start, start_on))
		return mc_err_new(MC_E_INPUT, _("event %lld has no day"), (long long)event->seq);
	mc_date_text(census_on, start + (int32_t)census);
	mc_date_text(on_time_by, start + (int32_t)length);
	mc_date_text(late_by, start + (int32_t)(3 * length / 2));
	mc_date_text(final_on, start + (int32_t)((3 * length + 1) / 2));
	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO cohort (school_id, cohort_id, title, kind, start_on, length_days, census_day,"
		" census_on, on_time_by, late_by, final_on, curriculum)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"));
	mc_query_bind_text(query, 2, event->subject);
	mc_query_bind_text(query, 3, mc_fields_text(fields, "title"));
	mc_query_bind_text(query, 4, mc_fields_text(fields, "kind"));
	mc_query_bind_text(query, 5, start_on);
	mc_query_bind_int(query, 6, length);
	mc_query_bind_int(query, 7, census);
	mc_query_bind_text(query, 8, census_on);
	mc_query_bind_text(query, 9, on_time_by);
	mc_query_bind_text(query, 10, late_by);
	mc_query_bind_text(query, 11, final_on);
	mc_query_bind_text(query, 12, mc_fields_text(fields, "curriculum"));
	return mc_query_run(query);
}

struct mc_err *mc_apply_cohort_closed(struct mc_records *records, const struct mc_event *event,
				      const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject, mc_fields_text(fields, "on") };

	return mc_records_run(records,
			      "UPDATE cohort SET closed_on = ?3 WHERE school_id = ?1 AND cohort_id = ?2",
			      texts, MC_COUNT(texts));
}
