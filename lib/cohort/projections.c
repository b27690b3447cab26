/* SPDX-License-Identifier: MIT */
#include "cohort/projections.h"

#include "base/cleanup.h"

static const struct mc_projection events[] = {
#define X(kind, name) { kind, mc_apply_##name },
	MC_SCHOOL_EVENTS(X)
#undef X
};

/* Those that refer to others first. */
static const char *const tables[] = {
	"attendance",	   "session",	 "activity_heads", "activity_learner", "activity",
	"exercise_result", "mark",	 "decision",	   "contact",	       "evidence",
	"grade",	   "deadline",	 "extension",	   "late_policy",      "score_override",
	"rubric_mark",	   "feedback",	 "consent",	   "issued",	       "certificate",
	"status_list",	   "issuer_key", "enrolment",	   "learner",	       "cohort",
};

const struct mc_projections mc_school_projections = {
	.items = events,
	.count = MC_COUNT(events),
	.tables = tables,
	.table_count = MC_COUNT(tables),
};
