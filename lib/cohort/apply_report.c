/* SPDX-License-Identifier: MIT */
#include "cohort/projections.h"

struct mc_err *mc_apply_report_issued(struct mc_records *records, const struct mc_event *event,
				      const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"INSERT INTO issued (school_id, seq, report, audience, as_of, body) VALUES "
				"(?1, ?2, ?3, ?4, ?5, ?6)"));
	mc_query_bind_int(query, 2, event->seq);
	mc_query_bind_text(query, 3, event->subject);
	mc_query_bind_text(query, 4, mc_fields_text(fields, "audience"));
	mc_query_bind_text(query, 5, mc_fields_text(fields, "as_of"));
	mc_query_bind_text(query, 6, mc_fields_text(fields, "table"));
	return mc_query_run(query);
}
