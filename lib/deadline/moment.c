/* SPDX-License-Identifier: MIT */
#include "deadline/moment.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/time.h"
#include "os/zone.h"

enum { DAY_CHARS = MC_DATE_TEXT - 1, LAST_SECOND = 59 };

/* The second before the next day begins; where clocks leave midnight out, the last one that they show. */
static struct mc_err *read_day(int64_t *unix_s, int32_t day, const char *zone)
{
	char text[MC_DATE_TEXT], local[MC_ZONE_TEXT];
	int64_t next_s = 0;

	mc_date_text(text, day + 1);
	(void)snprintf(local, sizeof(local), "%s 00:00", text);
	struct mc_err *err = mc_zone_to_unix(&next_s, zone, local);

	if (!err) {
		*unix_s = next_s - 1;
		return NULL;
	}
	mc_err_drop(err);
	mc_date_text(text, day);
	(void)snprintf(local, sizeof(local), "%s 23:59", text);
	MC_TRY(mc_zone_to_unix(&next_s, zone, local));
	*unix_s = next_s + LAST_SECOND;
	return NULL;
}

struct mc_err *mc_moment_read(int64_t *unix_s, const char *text, const char *zone, const char *option)
{
	int64_t ms = 0;
	int32_t day;

	if (!text)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), option);
	if (mc_date_read(&day, text))
		return read_day(unix_s, day, zone);
	if (mc_time_read_ms(&ms, text)) {
		*unix_s = ms / 1000;
		return NULL;
	}
	struct mc_err *err = mc_zone_to_unix(unix_s, zone, text);

	if (!err)
		return NULL;
	return err->hint ? err
			 : mc_err_hint(err, "%s",
				       _("write it as a day, 2026-12-06, which means its end, or with a "
					 "time: '2026-12-06 18:00'"));
}

void mc_moment_text(char text[MC_MOMENT_TEXT], const char *zone, int64_t unix_s)
{
	char local[MC_ZONE_TEXT] = "";
	const char *mark = "";

	(void)snprintf(text, MC_MOMENT_TEXT, "-");
	if (unix_s == INT64_MAX)
		return;
	struct mc_err *err = mc_zone_from_unix(local, zone, unix_s);

	if (err) {
		mc_err_drop(err);
		mark = "Z";
		mc_err_drop(mc_zone_from_unix(local, "UTC", unix_s));
	}
	(void)snprintf(text, MC_MOMENT_TEXT, "%.*s %.5s%s", DAY_CHARS, local,
		       strlen(local) > DAY_CHARS ? local + DAY_CHARS + 1 : "", mark);
}
