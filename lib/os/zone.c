/* SPDX-License-Identifier: MIT */
#include "os/zone.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "os/file.h"

static const char folder[] = "/usr/share/zoneinfo";

enum { FIRST_YEAR_OF_TM = 1900, LAST_HOUR = 23, LAST_MINUTE = 59 };

/* A name that stays in the folder. */
static bool is_name(const char *zone)
{
	return *zone && *zone != '/' && !strstr(zone, "..") &&
	       strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") ==
		       strlen(zone);
}

struct mc_err *mc_zone_check(const char *zone)
{
	MC_AUTOTEXT path = mc_path_join(folder, zone);

	if (!strcmp(zone, "UTC"))
		return NULL;
	if (!mc_file_is_dir(folder))
		return mc_err_hint(mc_err_new(MC_E_TOOL, _("this computer has no list of time zones")),
				   _("install it: apt install %s"), "tzdata");
	if (!is_name(zone) || !mc_file_is_regular(path))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no time zone '%s'"), zone),
				   _("name one as 'Europe/Madrid' is named: timedatectl list-timezones"));
	return NULL;
}

static bool read_local(struct tm *at, const char *local)
{
	char day_text[MC_DATE_TEXT] = "";
	int end = 0;
	int32_t day;

	*at = (struct tm){ 0 };
	memcpy(day_text, local, strnlen(local, sizeof(day_text) - 1));
	if (!mc_date_read(&day, day_text) ||
	    sscanf(local, "%4d-%2d-%2d%*1[T ]%2d:%2d%n", &at->tm_year, &at->tm_mon, &at->tm_mday,
		   &at->tm_hour, &at->tm_min, &end) != 5 ||
	    end == 0 || local[end] || at->tm_hour > LAST_HOUR || at->tm_min > LAST_MINUTE ||
	    at->tm_hour < 0 || at->tm_min < 0)
		return false;
	at->tm_year -= FIRST_YEAR_OF_TM;
	at->tm_mon--;
	return true;
}

/* Tries the time as summer or as winter time; mktime() moves what is not shown then. */
static bool find_moment(int64_t *unix_s, const struct tm *wanted, int is_summer)
{
	struct tm at = *wanted;

	at.tm_isdst = is_summer;
	time_t moment = mktime(&at);

	*unix_s = (int64_t)moment;
	return at.tm_isdst == is_summer && at.tm_mday == wanted->tm_mday && at.tm_hour == wanted->tm_hour &&
	       at.tm_min == wanted->tm_min;
}

static void set_zone(const char *zone)
{
	if (zone)
		(void)setenv("TZ", zone, 1);
	else
		(void)unsetenv("TZ");
	tzset();
}

/* Makes a zone the one of this process; the one before it is to be set again with set_zone(); owned by the
 * caller. */
static char *enter_zone(const char *zone)
{
	const char *before = getenv("TZ");
	char *saved = before ? mc_strdup(before) : NULL;
	MC_AUTOTEXT name = mc_format(":%s", zone);

	set_zone(strcmp(zone, "UTC") == 0 ? "UTC0" : name);
	return saved;
}

struct mc_err *mc_zone_to_unix(int64_t *unix_s, const char *zone, const char *local)
{
	struct tm at;

	MC_TRY(mc_zone_check(zone));
	if (!read_local(&at, local))
		return mc_err_new(MC_E_INPUT, _("'%s' is no time such as 2026-03-02T18:30"), local);
	MC_AUTOTEXT saved = enter_zone(zone);
	bool is_shown = find_moment(unix_s, &at, 1) || find_moment(unix_s, &at, 0);

	set_zone(saved);
	return is_shown ? NULL
			: mc_err_new(MC_E_INPUT, _("'%s' is left out by the clocks of '%s'"), local, zone);
}

struct mc_err *mc_zone_from_unix(char local[MC_ZONE_TEXT], const char *zone, int64_t unix_s)
{
	time_t moment = (time_t)unix_s;
	struct tm at;

	MC_TRY(mc_zone_check(zone));
	MC_AUTOTEXT saved = enter_zone(zone);
	bool is_known = localtime_r(&moment, &at) != NULL;

	set_zone(saved);
	if (!is_known || strftime(local, MC_ZONE_TEXT, "%Y-%m-%dT%H:%M:%S", &at) != MC_ZONE_TEXT - 1)
		local[0] = '\0';
	return NULL;
}
