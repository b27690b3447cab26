/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "result/reason_part.h"

static void print_silent(struct mc_buf *out, const struct mc_reason *reason, const char *text)
{
	long long turn = (long long)reason->got;

	if (reason->want > 0)
		mc_buf_addf(out,
			    _("turn %lld: the program should print %s, but it printed something else and "
			      "then waited"),
			    turn, text);
	else
		mc_buf_addf(out,
			    _("turn %lld: the program should print %s, but it printed nothing and waited"),
			    turn, text);
	if (reason->detail && !strcmp(reason->detail, "pipes"))
		mc_buf_addz(out, _("; does it hold its text back, and needs a flush before it reads?"));
}

static void print_ended(struct mc_buf *out, const struct mc_reason *reason, const char *text)
{
	long long turn = (long long)reason->got;

	bool is_other = reason->detail && !strcmp(reason->detail, "text");

	if (reason->want == 0)
		mc_buf_addf(out,
			    is_other ? _("turn %lld: the program should print %s, but it printed something "
					 "else and ended")
				     : _("turn %lld: the program should print %s, but it had already ended"),
			    turn, text);
	else
		mc_buf_addf(out,
			    is_other ? _("turn %lld: the program should print %s, but it printed something "
					 "else and ended, with exit status %lld")
				     : _("turn %lld: the program should print %s, but it had already ended, "
					 "with exit status %lld"),
			    turn, text, (long long)reason->want);
}

void mc_reason_print_talk(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT plain = mc_reason_printable(reason->subject);
	/* Of a hidden test it is not said. */
	MC_AUTOTEXT text = *plain ? mc_format("'%s'", plain) : mc_strdup(_("what is expected"));

	if (reason->code == MC_REASON_PROMPT)
		print_silent(out, reason, text);
	else if (reason->code == MC_REASON_PROMPT_ENDED)
		print_ended(out, reason, text);
	else if (reason->code == MC_REASON_ASKS_AGAIN)
		mc_buf_addf(out, _("turn %lld: the program asks the same again (%s) instead of going on"),
			    (long long)reason->got, text);
	else if (reason->want)
		mc_buf_addz(out, _("the program does not end although its input has ended"));
	else
		mc_buf_addz(out, _("the program does not end after the last turn: it waits for more input"));
}
