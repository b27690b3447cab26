/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "gradebook/feedback.h"

struct mc_err *mc_feedback_is_recorded(bool *is_recorded, struct mc_records *records, const char *cohort,
				       enum mc_feedback_target target, const struct mc_feedback_item *item)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT digest FROM feedback WHERE school_id = ?1 AND cohort_id = ?2"
				" AND learner_id = ?3 AND exercise = ?4 AND target = ?5"));
	mc_query_bind_text(query, 2, cohort);
	mc_query_bind_text(query, 3, item->learner);
	mc_query_bind_text(query, 4, item->exercise);
	mc_query_bind_text(query, 5, mc_feedback_targets[target]);
	MC_TRY(mc_query_step(&has_row, query));
	*is_recorded = has_row && !strcmp(mc_query_text(query, 0), item->digest);
	mc_query_reset(query);
	return NULL;
}

struct sent {
	struct mc_records *records;
	const char *cohort;
	enum mc_feedback_target target;
	const struct mc_feedback_item *item;
};

static struct mc_err *append(void *context)
{
	const struct sent *sent = context;
	struct mc_fields fields;

	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", sent->cohort);
	mc_fields_add_text(&fields, "exercise", sent->item->exercise);
	mc_fields_add_text(&fields, "target", mc_feedback_targets[sent->target]);
	mc_fields_add_text(&fields, "digest", sent->item->digest);
	return mc_records_append(sent->records, "feedback.sent", sent->item->learner, &fields);
}

struct mc_err *mc_feedback_record(struct mc_records *records, const char *cohort,
				  enum mc_feedback_target target, const struct mc_feedback_item *item)
{
	struct sent sent = { records, cohort, target, item };

	return mc_records_write(records, append, &sent);
}
