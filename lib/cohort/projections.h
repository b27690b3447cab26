/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_PROJECTIONS_H
#define MC_COHORT_PROJECTIONS_H

#include "records/records.h"

/** What every kind of event of a school means: how the tables follow from the log. */
extern const struct mc_projections mc_school_projections;

/*
 * The functions that apply events: one for each kind, in apply_*.c.  They change tables from what the event
 * says and from nothing else, so that rebuilding gives the same tables.
 */
#define MC_SCHOOL_EVENTS(X) \
	X("cohort.created", cohort_created) \
	X("cohort.closed", cohort_closed) \
	X("learner.enrolled", learner_enrolled) \
	X("learner.described", learner_described) \
	X("intent.answered", enrolment_changed) \
	X("intent.corrected", enrolment_changed) \
	X("intent.changed", intent_changed) \
	X("learner.moved", enrolment_changed) \
	X("learner.withdrawn", enrolment_changed) \
	X("learner.returned", learner_returned) \
	X("learner.graduated", enrolment_changed) \
	X("outcome.recorded", outcome_recorded) \
	X("contact.made", contact_made) \
	X("result.recorded", result_recorded) \
	X("submission.graded", submission_graded) \
	X("feedback.sent", feedback_sent) \
	X("learner.erased", learner_erased) \
	X("graduation.decided", graduation_decided) \
	X("consent.given", consent_given) \
	X("consent.withdrawn", consent_withdrawn) \
	X("data.ended", data_ended) \
	X("session.added", session_added) \
	X("session.changed", session_changed) \
	X("session.cancelled", session_cancelled) \
	X("attendance.marked", attendance_marked) \
	X("meeting.held", mark_added) \
	X("project.passed", mark_added) \
	X("case.opened", mark_added) \
	X("case.closed", mark_closed) \
	X("activity.held", activity_held) \
	X("activity.attended", activity_attended) \
	X("report.issued", report_issued) \
	X("deadline.set", deadline_set) \
	X("deadline.removed", deadline_removed) \
	X("deadline.extended", deadline_extended) \
	X("extension.lifted", extension_lifted) \
	X("late-policy.set", late_policy_set) \
	X("score.overridden", score_overridden) \
	X("score.override-lifted", score_override_lifted) \
	X("rubric.marked", rubric_marked) \
	X("certificate.issued", certificate_issued) \
	X("certificate.revoked", certificate_changed) \
	X("certificate.suspended", certificate_changed) \
	X("certificate.restored", certificate_changed) \
	X("issuer-key.made", issuer_key_made) \
	X("issuer-key.retired", issuer_key_retired)

#define X(kind, name) \
	struct mc_err *mc_apply_##name(struct mc_records *records, const struct mc_event *event, \
				       const struct mc_fields *fields) MC_MUST_USE;
MC_SCHOOL_EVENTS(X)
#undef X

#endif
