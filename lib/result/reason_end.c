/* SPDX-License-Identifier: MIT */
#include <signal.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "result/reason_part.h"

/* What a beginner can make of a signal. */
static const struct {
	int number;
	const char *name;
	const char *meaning;
} signals[] = {
	{ SIGSEGV, "SIGSEGV", N_("it tried to use memory that is not its own") },
	{ SIGBUS, "SIGBUS", N_("it tried to use memory in a way that the machine cannot") },
	{ SIGFPE, "SIGFPE", N_("it did a calculation that has no result, such as a division by zero") },
	{ SIGABRT, "SIGABRT",
	  N_("it stopped itself: it found damaged memory, a failed assert or another fault") },
	{ SIGILL, "SIGILL", N_("it ran into something that is no instruction") },
	{ SIGTRAP, "SIGTRAP", N_("it stopped itself at a trap of the compiler or a debugger") },
	{ SIGPIPE, "SIGPIPE", N_("it wrote to a program that had ended already") },
	{ SIGSYS, "SIGSYS", N_("it asked the system for something that is not allowed here") },
	{ SIGXFSZ, "SIGXFSZ", N_("it wrote a file that is too large") },
	{ SIGXCPU, "SIGXCPU", N_("it used too much processor time") },
	{ SIGKILL, "SIGKILL", N_("it was killed") },
	{ SIGTERM, "SIGTERM", N_("it was asked to end") },
	{ SIGHUP, "SIGHUP", N_("it was told that its terminal is gone") },
	{ SIGINT, "SIGINT", N_("it was interrupted") },
	{ SIGQUIT, "SIGQUIT", N_("it was asked to quit") },
	{ SIGALRM, "SIGALRM", N_("an alarm that it had set went off") },
	{ SIGUSR1, "SIGUSR1", N_("it was sent a signal that it does not handle") },
	{ SIGUSR2, "SIGUSR2", N_("it was sent a signal that it does not handle") },
};

static void print_signal(struct mc_buf *out, const struct mc_reason *reason)
{
	for (size_t i = 0; i < MC_COUNT(signals); i++) {
		if (signals[i].number == reason->got) {
			mc_buf_addf(out, _("the program crashed: %s (%s)"), _(signals[i].meaning),
				    signals[i].name);
			return;
		}
	}
	mc_buf_addf(out, _("the program was ended by signal %lld"), (long long)reason->got);
}

static void print_exit_status(struct mc_buf *out, const struct mc_reason *reason)
{
	if (reason->want == 0)
		mc_buf_addf(
			out,
			_("the program ended with exit status %lld, which says that something went wrong; "
			  "expected was 0"),
			(long long)reason->got);
	else
		mc_buf_addf(out, _("the program ended with exit status %lld; expected was %lld"),
			    (long long)reason->got, (long long)reason->want);
}

static char *seconds(int64_t ms)
{
	if (ms < 1000)
		return mc_format(_("%lld ms"), (long long)ms);
	return mc_format(_("%lld.%lld s"), (long long)(ms / 1000), (long long)(ms % 1000 / 100));
}

static void print_time(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT limit = seconds(reason->want);
	MC_AUTOTEXT used = seconds(reason->got > reason->want ? reason->got : reason->want);

	MC_AUTOTEXT awaited = mc_reason_printable(reason->subject);

	if (reason->code == MC_REASON_CPU_TIME)
		mc_buf_addf(out,
			    _("stopped after %s of processor time; the limit is %s. "
			      "Is there a loop that never ends?"),
			    used, limit);
	else
		mc_buf_addf(out,
			    _("stopped after %s; the limit is %s. "
			      "Does the program wait for something that never comes, such as more input?"),
			    used, limit);
	if (*awaited)
		mc_buf_addf(out, _(" The test was still waiting for '%s'"), awaited);
}

static void print_limit(struct mc_buf *out, const struct mc_reason *reason)
{
	long long want = (long long)reason->want;

	if (reason->code == MC_REASON_MEMORY)
		mc_buf_addf(out,
			    _("stopped because it used more than %lld MB of memory. "
			      "Is there a list or text that never stops growing?"),
			    want);
	else if (reason->code == MC_REASON_OUTPUT)
		mc_buf_addf(out,
			    _("stopped because it printed more than %lld KB. "
			      "Is there a loop that prints and never ends?"),
			    want);
	else if (reason->code == MC_REASON_DISK)
		mc_buf_addf(out,
			    _("stopped because it wrote more than %lld MB into files. "
			      "Is there a loop that writes and never ends?"),
			    want);
	else
		mc_buf_addf(out,
			    NP_("stopped because it started more than %lld process. "
				"Does something start itself again and again?",
				"stopped because it started more than %lld processes or threads. "
				"Does something start itself again and again?",
				want),
			    want);
}

static void print_blocked(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);

	mc_buf_addz(out, _("stopped because it asked the system for something that is not allowed here"));
	if (*subject)
		mc_buf_addf(out, " (%s)", subject);
}

void mc_reason_print_end(struct mc_buf *out, const struct mc_reason *reason)
{
	if (reason->code == MC_REASON_EXIT_STATUS)
		print_exit_status(out, reason);
	else if (reason->code == MC_REASON_SIGNAL)
		print_signal(out, reason);
	else if (reason->code == MC_REASON_CPU_TIME || reason->code == MC_REASON_WALL_TIME)
		print_time(out, reason);
	else if (reason->code == MC_REASON_BLOCKED)
		print_blocked(out, reason);
	else
		print_limit(out, reason);
}
