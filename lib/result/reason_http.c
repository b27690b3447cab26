/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/i18n.h"
#include "result/reason_part.h"

static void print_status(struct mc_buf *out, const char *asked, const struct mc_reason *reason)
{
	long long got = (long long)reason->got;
	long long want = (long long)reason->want;

	if (want < 10)
		mc_buf_addf(out, _("the status of the answer to %s is %lld; expected was %lldxx"), asked, got,
			    want);
	else
		mc_buf_addf(out, _("the status of the answer to %s is %lld; expected was %lld"), asked, got,
			    want);
}

static void print_body(struct mc_buf *out, const char *asked, const struct mc_reason *reason)
{
	mc_buf_addf(out, _("the body of the answer to %s is not what was expected"), asked);
	if (reason->got > 0)
		mc_buf_addf(out, _("; the first difference is in line %lld"), (long long)reason->got);
}

void mc_reason_print_http(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT name = mc_reason_printable(reason->subject);
	MC_AUTOTEXT asked = *name ? mc_format("'%s'", name) : mc_strdup(_("a hidden request"));
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	if (reason->code == MC_REASON_NO_SERVER)
		mc_buf_addf(out, _("no server answers on port %lld"), (long long)reason->want);
	else if (reason->code == MC_REASON_HTTP_FAILED)
		mc_buf_addf(out, _("there is no answer to %s"), asked);
	else if (reason->code == MC_REASON_HTTP_STATUS)
		print_status(out, asked, reason);
	else if (reason->code == MC_REASON_HTTP_HEADER)
		mc_buf_addf(out, _("a header of the answer to %s is not what was expected"), asked);
	else if (reason->code == MC_REASON_HTTP_BODY)
		print_body(out, asked, reason);
	else if (reason->code == MC_REASON_HTTP_JSON)
		mc_buf_addf(out, _("a value in the answer to %s is not what was expected"), asked);
	else
		mc_buf_addf(out, _("the answer to %s took %lld ms; at most %lld ms are allowed"), asked,
			    (long long)reason->got, (long long)reason->want);
	if (*detail)
		mc_buf_addf(out, ": %s", detail);
}
