/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/audit.h"
#include "cohort/office.h"

struct args {
	const char *expect;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, expect, 'e', "expect", "<end>",
		    N_("the end that was noted at some earlier time must still be there: <number>:<hash>")),
	MC_OPT_END,
};

static void tell(void *context, int64_t done, int64_t total)
{
	mc_progress_set(context, (size_t)done, (size_t)total);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_progress line;
	const struct mc_records_progress progress = { tell, &line };
	struct mc_log_check check;
	const char *hash = NULL;
	int64_t seq = 0;

	if (args->expect)
		MC_TRY(mc_audit_read_head(&seq, &hash, args->expect));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	mc_progress_open(&line, _("events"), 0, call->quiet);
	struct mc_err *err = mc_log_verify(&check, office.records, seq, hash, &progress);

	mc_progress_clear(&line);
	if (err)
		return err;
	if (call->json)
		mc_audit_print_check_json(&text, &check);
	else
		mc_audit_print_check(&text, &check);
	mc_term_print_safe(stdout, text.ptr);
	call->answer_is_no = check.fault != MC_LOG_GOOD;
	return NULL;
}

const struct mc_cmd mc_cmd_audit_verify = {
	.name = "audit verify",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("check that nobody changed the log of a school"),
	.about = N_("Every event in the log carries a hash over itself and the event before it. This command "
		    "computes all of them anew "
		    "and names the first event that was changed, removed or added later. The answer is no "
		    "(exit status 1) when there is one.\n\n"
		    "Events that were cut off at the end leave no trace in the log itself. So note the end "
		    "that is printed, on paper or in a "
		    "report, and give it to --expect the next time."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode audit verify"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .expect = NULL })),
	.run = run,
};
