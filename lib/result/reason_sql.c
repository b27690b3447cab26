/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "result/reason_part.h"

static void print_error(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);
	MC_AUTOTEXT detail = mc_reason_printable(reason->detail);

	if (*subject)
		mc_buf_addf(out, _("the SQL of the test ('%s') does not work on this database"), subject);
	else
		mc_buf_addz(out, _("the database cannot do what the SQL says"));
	if (*detail)
		mc_buf_addf(out, ": %s", detail);
}

static void print_accepted(struct mc_buf *out, const struct mc_reason *reason)
{
	MC_AUTOTEXT subject = mc_reason_printable(reason->subject);

	if (*subject)
		mc_buf_addf(out, _("the database accepts '%s', which a rule of the table should refuse"),
			    subject);
	else
		mc_buf_addz(out, _("the database accepts data that a rule of the table should refuse"));
}

static void print_rows(struct mc_buf *out, const struct mc_reason *reason)
{
	long long got = (long long)reason->got, want = (long long)reason->want;

	if (got == want)
		mc_buf_addz(out, _("the query gives as many rows as expected, but not the right ones"));
	else
		mc_buf_addf(out,
			    NP_("the query gives %lld row; expected were %lld",
				"the query gives %lld rows; expected were %lld", got),
			    got, want);
}

static void print_columns(struct mc_buf *out, const struct mc_reason *reason)
{
	long long got = (long long)reason->got, want = (long long)reason->want;

	if (got == 0)
		mc_buf_addz(out, _("there is no query: nothing is selected"));
	else if (got == want)
		mc_buf_addz(out, _("the columns of the query do not have the names that were expected"));
	else
		mc_buf_addf(out,
			    NP_("the query gives %lld column; expected were %lld",
				"the query gives %lld columns; expected were %lld", got),
			    got, want);
}

void mc_reason_print_sql(struct mc_buf *out, const struct mc_reason *reason)
{
	long long want = (long long)reason->want;

	if (reason->code == MC_REASON_SQL_ERROR)
		print_error(out, reason);
	else if (reason->code == MC_REASON_SQL_ACCEPTED)
		print_accepted(out, reason);
	else if (reason->code == MC_REASON_SQL_ROWS)
		print_rows(out, reason);
	else if (reason->code == MC_REASON_SQL_COLUMNS)
		print_columns(out, reason);
	else if (reason->code == MC_REASON_SQL_ORDER)
		mc_buf_addz(out, _("the rows are right, but not in the order that was asked for"));
	else
		mc_buf_addf(out,
			    NP_("the query gives more than %lld row or more data than is looked at",
				"the query gives more than %lld rows or more data than is looked at", want),
			    want);
}
