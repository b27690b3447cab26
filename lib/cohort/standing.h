/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_STANDING_H
#define MC_COHORT_STANDING_H

/* The last override of r, made in the cohort of the result or in the one that the learner moved to. */
#define MC_STANDING_OVERRIDE_(column) \
	"(SELECT o." column " FROM score_override o WHERE o.school_id = r.school_id" \
	" AND o.learner_id = r.learner_id AND o.exercise = r.exercise AND (o.cohort_id = r.cohort_id" \
	" OR o.cohort_id = (SELECT n.cohort_finish FROM enrolment n WHERE n.school_id = r.school_id" \
	" AND n.cohort_id = r.cohort_id AND n.learner_id = r.learner_id))" \
	" ORDER BY o.decided_at DESC LIMIT 1)"

/**
 * How learners stand in exercises, for rules and figures, as a table that a statement can select from: the
 * best result, and before it what an instructor decided. Its columns are those of exercise_result.
 */
#define MC_STANDING \
	"(SELECT q.school_id, q.cohort_id, q.learner_id, q.exercise, q.module, CASE WHEN q.verdict IS NULL" \
	" THEN q.passed WHEN q.verdict = 'pass' THEN 1 ELSE 0 END AS passed, COALESCE(q.decided, q.points)" \
	" AS points, q.max, q.done_on FROM (SELECT r.school_id, r.cohort_id, r.learner_id, r.exercise," \
	" r.module, r.passed, r.points, r.max, r.done_on, " MC_STANDING_OVERRIDE_( \
		"verdict") " AS verdict, " MC_STANDING_OVERRIDE_("points") " AS decided FROM " \
									   "exercise_result r) q" \
									   " UNION ALL SELECT e.school_id, " \
									   "e.cohort_id, e.learner_id, " \
									   "s.exercise, NULL," \
									   " CASE WHEN s.verdict = 'pass' " \
									   "THEN 1 ELSE 0 END, " \
									   "COALESCE(s.points, 0), 0," \
									   " SUBSTR(s.decided_at, 1, 10) " \
									   "FROM score_override s JOIN " \
									   "enrolment e ON e.school_id = " \
									   "s.school_id" \
									   " AND e.learner_id = " \
									   "s.learner_id AND (e.cohort_id " \
									   "= s.cohort_id OR " \
									   "e.cohort_finish = s.cohort_id)" \
									   " WHERE s.verdict IS NOT NULL " \
									   "AND NOT EXISTS (SELECT 1 FROM " \
									   "exercise_result x" \
									   " WHERE x.school_id = " \
									   "e.school_id AND x.cohort_id = " \
									   "e.cohort_id AND x.learner_id = " \
									   "e.learner_id" \
									   " AND x.exercise = s.exercise))"

#endif
