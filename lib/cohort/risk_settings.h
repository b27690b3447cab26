/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RISK_SETTINGS_H
#define MC_COHORT_RISK_SETTINGS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/spec.h"

/*
 * From where on somebody needs attention: "risk" in school.json.
 *
 * X(key, default, smallest, largest): percentages, numbers of sessions or exercises, days, points of the
 * score
 */
#define MC_RISK_NUMBERS(X) \
	X(warn_after, 3, 1, 1000) /* sessions before attendance is judged; Source: mod_attendance */ \
	X(attendance_behind, 90, 0, 100) \
	X(attendance_at_risk, 80, 0, 100) \
	X(attendance_needed, 80, 0, 100) /* to graduate: see whether it can still be reached */ \
	X(late, 100, 0, 100)		 /* of a session that a late arrival counts */ \
	X(absences_behind, 2, 0, 1000)	 /* in a row; Source: Gibbon */ \
	X(absences_at_risk, 3, 0, 1000) \
	X(work_share, 50, 1, 100) /* of the cohort that has handed in an exercise before it is expected */ \
	X(work_days, 7, 0, 365)	  /* that everybody else then has for it */ \
	X(missing_behind, 2, 0, 10000) \
	X(missing_at_risk, 5, 0, 10000) \
	X(failing_behind, 3, 0, 10000) \
	X(silent_behind, 10, 0, 3660) \
	X(silent_at_risk, 21, 0, 3660) \
	X(score_behind, 0, 0, 10000) /* Source: CodeYourFuture's tracker, which takes 5000 and 2500 */ \
	X(score_at_risk, 0, 0, 10000)

/** What an excused absence does. */
enum mc_risk_excused { MC_RISK_EXCUSED_LEFT_OUT, MC_RISK_EXCUSED_PRESENT, MC_RISK_EXCUSED_ABSENT };

/** Thresholds; 0 turns a signal off. */
struct mc_risk_settings {
#define X(key, otherwise, smallest, largest) uint32_t key;
	MC_RISK_NUMBERS(X)
#undef X
	enum mc_risk_excused excused;
	struct mc_texts mandatory; /* ids of exercises; empty: all that a cohort does */
};

/** What holds where nobody says otherwise. */
void mc_risk_settings_default(struct mc_risk_settings *settings);

/** Reads the value of "risk" strictly; what is left out stays. NULL: nothing is said. */
void mc_risk_settings_read(struct mc_risk_settings *settings, const struct mc_spec *spec,
			   const struct mc_json_node *node);

#endif
