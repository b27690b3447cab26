/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "ext/json_write.h"
#include "gradebook/deadline_change.h"

struct args {
	struct mc_deadline_target target;
	bool example;
	bool none;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, target.cohort, 'c', "cohort", "<id>", N_("whose rules they are")),
	MC_OPT_FLAG(struct args, example, 0, "example", N_("print a file to start from")),
	MC_OPT_FLAG(struct args, none, 0, "none", N_("without rules: what is late does not count")),
	MC_OPT_END,
};

static struct mc_err *record(struct mc_deadline_change *change, const char *path)
{
	struct mc_late_policy policy = { .step_count = 0 };
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (path) {
		MC_TRY(mc_buf_read_file(&bytes, path, MC_LATE_MAX_BYTES));
		MC_TRY(mc_late_policy_read(&policy, (struct mc_str){ bytes.ptr, bytes.len }, path));
	}
	MC_TRY(mc_late_policy_set(change->office->records, change->target->cohort, &policy));
	return mc_deadline_change_end(change);
}

static void print_json(struct mc_buf *out, const struct mc_deadline_change *change, bool is_changed)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	MC_AUTO(mc_buf) policy = MC_BUF_INIT;

	mc_late_policy_write(&policy, mc_deadlines_policy(change->deadlines));
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/deadline-policy/v1");
	mc_json_key_text(&writer, "cohort", change->target->cohort);
	mc_json_key_bool(&writer, "recorded", mc_deadlines_has_policy(change->deadlines));
	mc_json_key_bool(&writer, "changed", is_changed);
	mc_json_key(&writer, "policy");
	mc_json_splice(&writer, policy.ptr, policy.len);
	mc_json_key_int(&writer, "graded", (int64_t)change->lateness.count);
	mc_json_key_int(&writer, "now_late", (int64_t)change->effect.late);
	mc_json_key_int(&writer, "now_in_time", (int64_t)change->effect.in_time);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}

static void print_text(struct mc_buf *out, const struct mc_deadline_change *change, bool is_changed)
{
	if (!mc_deadlines_has_policy(change->deadlines))
		mc_buf_addf(out, _("%s: nobody wrote down rules, so these hold\n"), change->target->cohort);
	mc_late_policy_words(out, mc_deadlines_policy(change->deadlines));
	if (is_changed)
		mc_deadline_change_effect(out, change);
	if (!mc_deadlines_has_policy(change->deadlines))
		mc_buf_addf(out,
			    _("next: migracode deadline policy --example > late.json; change it; then: "
			      "migracode deadline policy --cohort %s late.json\n"),
			    change->target->cohort);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *path = call->operand_count > 0 ? call->operands[0] : NULL;
	bool is_changed = path || args->none;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_deadline_change) change = MC_DEADLINE_CHANGE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (args->example) {
		(void)fputs(mc_late_policy_example, stdout);
		return NULL;
	}
	if (path && args->none)
		return mc_err_new(MC_E_USAGE, "%s", _("a file and --none do not go together"));
	MC_TRY(mc_cohort_need(args->target.cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_deadline_change_begin(&change, &office, &args->target));
	if (is_changed)
		MC_TRY(record(&change, path));
	if (call->json)
		print_json(&text, &change, is_changed);
	else if (!call->quiet || !is_changed)
		print_text(&text, &change, is_changed);
	mc_term_print_safe(stdout, text.len ? text.ptr : "");
	return NULL;
}

const struct mc_cmd mc_cmd_deadline_policy = {
	.name = "deadline policy",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("show or set what being late costs"),
	.about = N_("The rules of a cohort are a file: minutes of grace, a budget of grace days for each "
		    "learner, what is taken off step by step, and when nothing counts any more. "
		    "migracode-grading(5) defines them. Without a file the command says the rules in words; "
		    "with one it records them, and they count at once, also for what is graded already.\n\n"
		    "Without rules the last commit by the deadline counts, and later ones do not."),
	.operands = "[<file>]",
	.min_operands = 0,
	.max_operands = 1,
	.example = N_("migracode deadline policy --example > late.json\n"
		      "migracode deadline policy --cohort ath-2026a late.json"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .none = false })),
	.run = run,
};
