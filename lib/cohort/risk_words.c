/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cohort/risk.h"

#define LL(number) (long long)(number)

enum { SHARE_TEXT = 32 };

/* Tenths of a percent as "66.7%". */
static const char *share(char text[SHARE_TEXT], int64_t tenths)
{
	(void)snprintf(text, SHARE_TEXT, _("%lld.%d%%"), LL(tenths / 10), (int)(tenths % 10));
	return text;
}

/* A threshold is a whole percentage: "80%". */
static const char *whole(char text[SHARE_TEXT], int64_t percent)
{
	(void)snprintf(text, SHARE_TEXT, _("%lld%%"), LL(percent));
	return text;
}

/* The first exercise, and how many more there are. */
static void print_work(struct mc_buf *out, const struct mc_risk_reason *reason)
{
	mc_buf_addf(out, ": %s", reason->text);
	if (reason->a > 1)
		mc_buf_addf(out, NP_(" and %lld more", " and %lld more", (unsigned long)(reason->a - 1)),
			    LL(reason->a - 1));
}

void mc_risk_reason_print(struct mc_buf *out, const struct mc_risk_reason *reason)
{
	long long a = LL(reason->a);
	char text[SHARE_TEXT], threshold[SHARE_TEXT];

	switch (reason->signal) {
	case MC_RISK_SILENT:
		mc_buf_addf(out, NP_("no sign for %lld day", "no sign for %lld days", (unsigned long)a), a);
		break;
	case MC_RISK_ABSENT:
		mc_buf_addf(out,
			    NP_("absent from the last session", "absent from the last %lld sessions",
				(unsigned long)a),
			    a);
		break;
	case MC_RISK_LOST:
		mc_buf_addf(out, _("at most %s attendance can still be reached, %s is needed"),
			    share(text, a), whole(threshold, reason->b));
		break;
	case MC_RISK_ATTENDANCE:
		mc_buf_addf(out, _("attendance %s, below %s"), share(text, a), whole(threshold, reason->b));
		break;
	case MC_RISK_MISSING:
		mc_buf_addf(out,
			    NP_("%lld exercise not handed in", "%lld exercises not handed in",
				(unsigned long)a),
			    a);
		print_work(out, reason);
		break;
	case MC_RISK_FAILING:
		mc_buf_addf(out,
			    NP_("%lld exercise not passed", "%lld exercises not passed", (unsigned long)a),
			    a);
		print_work(out, reason);
		break;
	case MC_RISK_SCORE:
		mc_buf_addf(out, _("score %lld, below %lld"), a, LL(reason->b));
		break;
	case MC_RISK_UNMARKED:
		mc_buf_addf(out,
			    NP_("%lld session without a mark, where others have one",
				"%lld sessions without a mark, where others have one", (unsigned long)a),
			    a);
		break;
	case MC_RISK_EARLY:
	case MC_RISK_SIGNAL_COUNT:
	default:
		mc_buf_addf(out, _("%lld of %lld sessions that are needed to judge"), a, LL(reason->b));
		break;
	}
}

/* What the gravest reason asks for. First ask, then advise: nobody knows why somebody stays away. */
const char *mc_risk_next(const struct mc_risk_verdict *verdict)
{
	static const char *const next[MC_RISK_SIGNAL_COUNT] = {
		[MC_RISK_SILENT] = N_("call today: ask how they are, and whether they want to go on"),
		[MC_RISK_ABSENT] = N_(
			"call: ask what keeps them away (work, children, papers, travel), and agree on the "
			"next session"),
		[MC_RISK_LOST] =
			N_("meet: say that attendance no longer suffices, and look at the next cohort "
			   "or an exception together"),
		[MC_RISK_ATTENDANCE] =
			N_("talk: show how many more sessions may be missed, and ask what would help"),
		[MC_RISK_MISSING] = N_("sit down together with the first of these exercises; offer a mentor"),
		[MC_RISK_FAILING] = N_("look at the failing tests together; repeat what lies behind them"),
		[MC_RISK_SCORE] = N_("talk: ask what is hardest now"),
		[MC_RISK_UNMARKED] = N_("complete the attendance of past sessions"),
		[MC_RISK_EARLY] = N_("nothing yet; look again after the next sessions"),
	};

	return verdict->reason_count > 0 ? _(next[verdict->reasons[0].signal]) : _("nothing: all is well");
}
