/* SPDX-License-Identifier: MIT */
#ifndef MC_ROSTER_ICAL_H
#define MC_ROSTER_ICAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * Sessions as a calendar that phones and calendar programs subscribe to.  Times are in UTC, which every
 * reader shows in its own zone: no zone of ours can be out of date.
 * Source: RFC 5545; NAME of RFC 7986.
 */

struct mc_ical {
	const char *name;   /* of the calendar, for people; NULL: none */
	const char *domain; /* stands in every UID behind '@': the same for all calendars of a school */
	const char *zone;   /* of the sessions: "Europe/Madrid" */
	int64_t stamp_s;    /* when the calendar is made, seconds since 1970 */
};

/** One entry; texts may be NULL. */
struct mc_ical_session {
	const char *id; /* stays the same for ever, so that an entry is changed and not added */
	const char *title;
	const char *starts; /* local time "2026-03-02T18:30", or a day for all of it */
	unsigned minutes;   /* how long; of days: whole ones are made of it, at least one */
	const char *place;
	const char *about;
	const char *url;
	unsigned changes; /* how often it was changed: readers take the entry with the most */
	bool is_cancelled;
};

/** Appends the start of a calendar. */
void mc_ical_begin(struct mc_buf *out, const struct mc_ical *ical);

/**
 * Appends an entry.
 * Errors: MC_E_INPUT (starts is no such time, or one that clocks leave out; no such zone), MC_E_TOOL (no list
 * of zones). Nothing is appended then.
 */
struct mc_err *mc_ical_add(struct mc_buf *out, const struct mc_ical *ical,
			   const struct mc_ical_session *session) MC_MUST_USE;

/** Appends the end of a calendar. */
void mc_ical_end(struct mc_buf *out);

#endif
