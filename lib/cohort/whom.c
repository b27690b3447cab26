/* SPDX-License-Identifier: MIT */
#include "cohort/whom.h"

#include "base/i18n.h"

struct mc_err *mc_whom_find(struct mc_enrolment *enrolment, struct mc_arena *arena,
			    struct mc_records *records, const char *cohort, const char *learner)
{
	struct mc_query *query = NULL;
	bool has_row = false;
	bool is_erased = false;

	MC_TRY(mc_learner_find(enrolment, arena, records, learner, cohort, MC_ENROLMENT_ANY));
	MC_TRY(mc_records_query(&query, records,
				"SELECT erased_on FROM learner WHERE school_id = ?1 AND learner_id = ?2"));
	mc_query_bind_text(query, 2, learner);
	MC_TRY(mc_query_step(&has_row, query));
	is_erased = has_row && !mc_query_is_null(query, 0);
	mc_query_reset(query);
	if (!is_erased)
		return NULL;
	return mc_err_new(MC_E_INPUT, _("the learner '%s' was erased; nothing more is recorded about them"),
			  learner);
}
