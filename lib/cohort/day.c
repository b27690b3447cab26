/* SPDX-License-Identifier: MIT */
#include "cohort/day.h"

#include <time.h>

#include "base/i18n.h"
#include "os/clock.h"

void mc_day_today(char text[MC_DATE_TEXT])
{
	time_t now = (time_t)(mc_clock_unix_ms() / 1000);
	struct tm local;

	mc_date_text(text, MC_DATE_NONE);
	if (localtime_r(&now, &local))
		(void)strftime(text, MC_DATE_TEXT, "%Y-%m-%d", &local);
}

struct mc_err *mc_day_check(const char *text, const char *option)
{
	int32_t day = 0;

	if (!text)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), option);
	if (mc_date_read(&day, text))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is not a day"), text), "%s",
			   _("write it as year-month-day: 2026-01-12"));
}
