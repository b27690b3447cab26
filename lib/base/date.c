/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <string.h>

#include <stddef.h>

enum { FIRST_YEAR = 1800, LAST_YEAR = 2999, DAYS_OF_400_YEARS = 146097, DAY_S = 24 * 60 * 60 };

struct civil {
	int64_t year;
	int month; /* 1 to 12 */
	int day;
};

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of_month(int64_t year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Quotient rounded down, for years and days before the epoch. */
static int64_t floor_div(int64_t number, int64_t by)
{
	return number / by - (number % by < 0);
}

/*
 * Years are counted from 1 March, so that the leap day is the last one; 400 of them always have the same
 * number of days.
 */
static int64_t day_of(struct civil at)
{
	int64_t year = at.month > 2 ? at.year : at.year - 1;
	int64_t era = floor_div(year, 400);
	int64_t of_era = year - era * 400;
	int64_t of_year = (153 * (at.month > 2 ? at.month - 3 : at.month + 9) + 2) / 5 + at.day - 1;

	return era * DAYS_OF_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static struct civil civil_of(int64_t day)
{
	int64_t era = floor_div(day + 719468, DAYS_OF_400_YEARS);
	int64_t rest = day + 719468 - era * DAYS_OF_400_YEARS;
	int64_t year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	int64_t of_year = rest - (365 * year + year / 4 - year / 100);
	int month = (int)((5 * of_year + 2) / 153);

	return (struct civil){ .year = era * 400 + year + (month >= 10),
			       .month = month < 10 ? month + 3 : month - 9,
			       .day = (int)(of_year - (153 * month + 2) / 5 + 1) };
}

bool mc_date_read(int32_t *day, const char *text)
{
	static const char form[] = "dddd-dd-dd";
	int digits[sizeof(form)] = { 0 };

	for (size_t i = 0; i < sizeof(form) - 1; i++) {
		digits[i] = text[i] - '0';
		if (form[i] == 'd' ? digits[i] < 0 || digits[i] > 9 : text[i] != '-')
			return false;
	}
	struct civil at = { .year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3],
			    .month = digits[5] * 10 + digits[6],
			    .day = digits[8] * 10 + digits[9] };

	if (text[sizeof(form) - 1] || at.year < FIRST_YEAR || at.year > LAST_YEAR || at.month < 1 ||
	    at.month > 12 || at.day < 1 || at.day > days_of_month(at.year, at.month))
		return false;
	*day = (int32_t)day_of(at);
	return true;
}

void mc_date_text(char text[MC_DATE_TEXT], int32_t day)
{
	struct civil at = civil_of(day);

	text[0] = '\0';
	if (day == MC_DATE_NONE || at.year < 0 || at.year > 9999)
		return;
	int year = (int)at.year;
	const int digits[] = { year / 1000,   year / 100, year / 10, year,	  -1,
			       at.month / 10, at.month,	  -1,	     at.day / 10, at.day };

	for (size_t i = 0; i < MC_DATE_TEXT - 1; i++)
		text[i] = digits[i] < 0 ? '-' : (char)('0' + digits[i] % 10);
	text[MC_DATE_TEXT - 1] = '\0';
}

int32_t mc_date_add_months(int32_t day, int months)
{
	if (day == MC_DATE_NONE)
		return MC_DATE_NONE;
	struct civil at = civil_of(day);
	int64_t month = at.year * 12 + at.month - 1 + months;

	at.year = floor_div(month, 12);
	at.month = (int)(month - at.year * 12) + 1;
	if (at.day > days_of_month(at.year, at.month))
		at.day = days_of_month(at.year, at.month);
	return (int32_t)day_of(at);
}

int mc_date_years(int32_t from, int32_t to)
{
	struct civil first = civil_of(from);
	struct civil last = civil_of(to);
	bool is_before = last.month < first.month || (last.month == first.month && last.day < first.day);

	return (int)(last.year - first.year) - is_before;
}

int mc_date_weekday(int32_t day)
{
	/* 1970-01-01 was a Thursday. */
	int64_t since_monday = (int64_t)day + 3;

	return (int)(since_monday - floor_div(since_monday, 7) * 7) + 1;
}

int32_t mc_date_of_unix(int64_t unix_s)
{
	int64_t day = floor_div(unix_s, DAY_S);

	return day > INT32_MIN && day <= INT32_MAX ? (int32_t)day : MC_DATE_NONE;
}

/* ISO days compare as texts do. */
bool mc_date_is_by(const char *day, const char *last)
{
	return day && strcmp(day, last) <= 0;
}
