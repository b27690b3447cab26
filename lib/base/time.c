/* SPDX-License-Identifier: MIT */
#include "base/time.h"

#include <stdio.h>
#include <time.h>

static void add_moment(struct mc_buf *out, time_t moment)
{
	struct tm at;

	(void)gmtime_r(&moment, &at);
	mc_buf_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d", at.tm_year + 1900, at.tm_mon + 1, at.tm_mday,
		    at.tm_hour, at.tm_min, at.tm_sec);
}

void mc_time_add_ms(struct mc_buf *out, int64_t unix_ms)
{
	add_moment(out, (time_t)(unix_ms / 1000));
	mc_buf_addf(out, ".%03dZ", (int)(unix_ms % 1000));
}

void mc_time_add(struct mc_buf *out, int64_t unix_s)
{
	add_moment(out, (time_t)unix_s);
	mc_buf_addc(out, 'Z');
}

/* "Z", "+02:00" or "-05:30" as seconds that local time is ahead; false: something else. */
static bool read_zone(int *ahead_s, const char *text)
{
	char sign;
	int hours;
	int minutes;
	int end = 0;

	*ahead_s = 0;
	if ((text[0] == 'Z' || text[0] == 'z') && !text[1])
		return true;
	if (sscanf(text, "%c%2d:%2d%n", &sign, &hours, &minutes, &end) != 3 || text[end] ||
	    (sign != '+' && sign != '-') || hours > 23 || minutes > 59)
		return false;
	*ahead_s = (hours * 60 + minutes) * 60 * (sign == '+' ? 1 : -1);
	return true;
}

/* A fraction of a second as milliseconds; *text moves behind it. */
static int read_fraction(const char **text)
{
	int ms = 0;
	int unit = 100;

	if (**text != '.')
		return 0;
	for ((*text)++; **text >= '0' && **text <= '9'; (*text)++) {
		ms += (**text - '0') * unit;
		unit /= 10;
	}
	return ms;
}

bool mc_time_read_ms(int64_t *unix_ms, const char *text)
{
	struct tm at = { 0 };
	int ahead_s;
	int end = 0;

	if (sscanf(text, "%4d-%2d-%2d%*1[Tt ]%2d:%2d:%2d%n", &at.tm_year, &at.tm_mon, &at.tm_mday,
		   &at.tm_hour, &at.tm_min, &at.tm_sec, &end) != 6 ||
	    end == 0)
		return false;
	const char *rest = text + end;
	int ms = read_fraction(&rest);

	if (at.tm_mon < 1 || at.tm_mon > 12 || at.tm_mday < 1 || at.tm_mday > 31 || at.tm_hour > 23 ||
	    at.tm_min > 59 || at.tm_sec > 60 || !read_zone(&ahead_s, rest))
		return false;
	at.tm_year -= 1900;
	at.tm_mon--;
	*unix_ms = ((int64_t)timegm(&at) - ahead_s) * 1000 + ms;
	return true;
}
