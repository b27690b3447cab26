/* SPDX-License-Identifier: MIT */
#include "cert/moment.h"

#include "base/i18n.h"
#include "base/time.h"
#include "os/clock.h"

enum { SECOND_MS = 1000, DAY_S = 86400 };

static const char *text_of(struct mc_arena *arena, int64_t unix_s)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_time_add(&text, unix_s);
	return mc_arena_strdup(arena, text.ptr);
}

struct mc_err *mc_cert_moment(const char **moment, struct mc_arena *arena, const char *at)
{
	int64_t unix_ms = mc_clock_unix_ms();

	if (at && !mc_time_read_ms(&unix_ms, at))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is no moment"), at), "%s",
				   _("write it like this: 2026-05-12T10:00:00Z"));
	*moment = text_of(arena, unix_ms / SECOND_MS);
	return NULL;
}

const char *mc_cert_moment_after(struct mc_arena *arena, const char *moment, uint32_t days)
{
	int64_t unix_ms = 0;

	(void)mc_time_read_ms(&unix_ms, moment);
	return text_of(arena, unix_ms / SECOND_MS + (int64_t)days * DAY_S);
}
