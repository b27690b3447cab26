/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_DATE_H
#define MC_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Days of the calendar, without a time of day and without a zone, as whole numbers since 1970-01-01
 * (proleptic Gregorian calendar).  Records keep them as text, "2026-01-12", which sorts as the days do.
 */

/** No day: what an empty field gives. */
#define MC_DATE_NONE INT32_MIN

/** Characters of a day as text, with the terminating zero. */
#define MC_DATE_TEXT 11

/** Reads "2026-01-12" (ISO 8601, years 1800 to 2999); false when text is anything else. */
bool mc_date_read(int32_t *day, const char *text);

/** Writes a day as "2026-01-12"; MC_DATE_NONE and days that have no year of four digits as "". */
void mc_date_text(char text[MC_DATE_TEXT], int32_t day);

/** True when there is a day (NULL: none) and it is not after last; both as ISO text. */
bool mc_date_is_by(const char *day, const char *last);

/** The day months later (or earlier); where that month is shorter, its last day. Of MC_DATE_NONE it is
 * MC_DATE_NONE. */
int32_t mc_date_add_months(int32_t day, int months);

/** Whole years between two days, neither of them MC_DATE_NONE, as ages are counted; somebody born on
 * 29 February ages on 1 March. */
int mc_date_years(int32_t from, int32_t to);

/** 1 for Monday to 7 for Sunday. */
int mc_date_weekday(int32_t day);

/** The day of a moment (seconds since 1970) in UTC; MC_DATE_NONE when it is millions of years away. */
int32_t mc_date_of_unix(int64_t unix_s);

#endif
