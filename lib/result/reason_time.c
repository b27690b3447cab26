/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/i18n.h"
#include "result/reason_part.h"

static char *duration(int64_t us)
{
	if (us < 100 * 1000)
		return mc_format(_("%lld.%lld ms"), (long long)(us / 1000), (long long)(us % 1000 / 100));
	if (us < 1000 * 1000)
		return mc_format(_("%lld ms"), (long long)(us / 1000));
	return mc_format(_("%lld.%lld s"), (long long)(us / 1000000), (long long)(us % 1000000 / 100000));
}

static void print_slow(struct mc_buf *out, const struct mc_reason *reason)
{
	int64_t reference = reason->want > 0 ? reason->want : 1;
	long long tenths = (long long)(reason->got * 10 / reference);
	MC_AUTOTEXT factor = mc_reason_printable(reason->subject);
	MC_AUTOTEXT own = duration(reason->got);
	MC_AUTOTEXT other = duration(reason->want);

	if (reason->detail)
		mc_buf_addf(
			out,
			_("right as far as it went, but too slow: it was stopped after %s, when it had taken "
			  "%lld.%lld times as long as the reference solution (%s); allowed are %s times"),
			own, tenths / 10, tenths % 10, other, factor);
	else
		mc_buf_addf(out,
			    _("right, but too slow: it took %s, which is %lld.%lld times as long as the "
			      "reference solution (%s); allowed are %s times"),
			    own, tenths / 10, tenths % 10, other, factor);
	mc_buf_addz(out, _(". Does it do the same work again and again, or search in a loop inside a loop?"));
}

void mc_reason_print_time(struct mc_buf *out, const struct mc_reason *reason)
{
	if (reason->code == MC_REASON_SLOW) {
		print_slow(out, reason);
		return;
	}
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	mc_buf_addz(out, _("the reference solution, which the time is compared with, cannot be measured"));
	if (*detail)
		mc_buf_addf(out, ": %s", detail);
}
