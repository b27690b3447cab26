/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "deadline/late.h"

enum { SPAN_CHARS = 60, HOUR_MINUTES = 60, DAY_MINUTES = 24 * 60 };

/* The largest unit that gives a whole number: 2880 minutes are "2 days". */
static void write_span(char text[SPAN_CHARS], uint32_t minutes)
{
	uint32_t days = minutes / DAY_MINUTES, hours = minutes / HOUR_MINUTES;

	if (minutes && minutes % DAY_MINUTES == 0)
		(void)snprintf(text, SPAN_CHARS, NP_("%u day", "%u days", days), days);
	else if (minutes && minutes % HOUR_MINUTES == 0)
		(void)snprintf(text, SPAN_CHARS, NP_("%u hour", "%u hours", hours), hours);
	else
		(void)snprintf(text, SPAN_CHARS, NP_("%u minute", "%u minutes", minutes), minutes);
}

static void add_grace(struct mc_buf *out, const struct mc_late_policy *policy)
{
	char span[SPAN_CHARS];

	if (policy->grace_minutes) {
		write_span(span, policy->grace_minutes);
		mc_buf_addf(out, _("up to %s after a deadline is not late"), span);
		mc_buf_addc(out, '\n');
	}
	if (policy->grace_days) {
		mc_buf_addf(out,
			    NP_("each learner has %u grace day for all exercises together",
				"each learner has %u grace days for all exercises together",
				policy->grace_days),
			    policy->grace_days);
		if (policy->grace_most && policy->grace_most < policy->grace_days) {
			mc_buf_addz(out, ", ");
			mc_buf_addf(out, _("at most %u of them for one exercise"), policy->grace_most);
		}
		mc_buf_addc(out, '\n');
	}
}

static void add_curve(struct mc_buf *out, const struct mc_late_policy *policy)
{
	char span[SPAN_CHARS];

	for (size_t i = 0; i < policy->step_count; i++) {
		const struct mc_late_step *step = &policy->steps[i];

		if (step->after_minutes == 0) {
			mc_buf_addf(out, _("who is late loses %u%% of the points"), step->percent);
		} else {
			write_span(span, step->after_minutes);
			mc_buf_addf(out, _("who is late by more than %s loses %u%% of the points"), span,
				    step->percent);
		}
		mc_buf_addc(out, '\n');
	}
	if (policy->cutoff_minutes) {
		write_span(span, policy->cutoff_minutes);
		mc_buf_addf(out, _("what comes more than %s after a deadline does not count"), span);
	} else if (policy->step_count) {
		mc_buf_addz(out, _("there is no last day"));
	} else {
		mc_buf_addz(out, _("what comes later does not count"));
	}
	mc_buf_addc(out, '\n');
}

void mc_late_policy_words(struct mc_buf *out, const struct mc_late_policy *policy)
{
	mc_buf_addz(out, policy->uses_arrival
				 ? _("work counts as handed in when its commit reached the school's copy")
				 : _("work counts as handed in when its commit was made"));
	mc_buf_addc(out, '\n');
	add_grace(out, policy);
	add_curve(out, policy);
}
