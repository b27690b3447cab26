/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/i18n.h"
#include "course/spec.h"
#include "deadline/late.h"
#include "ext/json_write.h"

#define SCHEMA "migracode/late-policy/v1"

static const char *const clocks[] = { "committer", "mirror" };

/* ---- reading ---- */

static void read_step(struct mc_late_policy *policy, const struct mc_spec *spec,
		      const struct mc_json_node *node)
{
	static const char *const names[] = { "after_minutes", "percent" };
	struct mc_late_step *step = &policy->steps[policy->step_count++];
	const struct mc_late_step *before = policy->step_count > 1 ? step - 1 : NULL;

	if (!mc_spec_object(spec, node, names, MC_COUNT(names)))
		return;
	mc_spec_integer(&step->after_minutes, spec, mc_spec_need(spec, node, names[0]), 0,
			MC_LATE_MAX_MINUTES);
	mc_spec_integer(&step->percent, spec, mc_spec_need(spec, node, names[1]), 1, 100);
	if (before && step->after_minutes <= before->after_minutes)
		mc_spec_error(spec, mc_json_find(node, names[0]), NULL,
			      _("a step comes later than the one before it, which begins after %u minutes"),
			      before->after_minutes);
	if (before && step->percent <= before->percent)
		mc_spec_error(spec, mc_json_find(node, names[1]), NULL,
			      _("a step takes off more than the one before it, which takes off %u percent"),
			      before->percent);
}

static void read_steps(struct mc_late_policy *policy, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_ARRAY))
		return;
	if (mc_json_count(node) < 1 || mc_json_count(node) > MC_LATE_MAX_STEPS) {
		mc_spec_error(spec, node, NULL, _("write 1 to %u steps"), MC_LATE_MAX_STEPS);
		return;
	}
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n))
		read_step(policy, spec, n);
}

static void read_grace_days(struct mc_late_policy *policy, const struct mc_spec *spec,
			    const struct mc_json_node *root)
{
	const struct mc_json_node *most = mc_json_find(root, "grace_days_for_one");

	if (most)
		(void)mc_spec_need(spec, root, "grace_days");
	mc_spec_integer(&policy->grace_days, spec, mc_json_find(root, "grace_days"), 1, MC_LATE_MAX_DAYS);
	mc_spec_integer(&policy->grace_most, spec, most, 1, MC_LATE_MAX_DAYS);
	if (policy->grace_days && policy->grace_most > policy->grace_days)
		mc_spec_error(spec, most, NULL, _("there are only %u grace days for all exercises"),
			      policy->grace_days);
}

/* What lies behind the cut-off, or is over before it begins, would never be applied. */
static void check_cutoff(const struct mc_late_policy *policy, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	uint32_t last = policy->step_count ? policy->steps[policy->step_count - 1].after_minutes : 0;

	if (!policy->cutoff_minutes)
		return;
	if (policy->cutoff_minutes <= policy->grace_minutes)
		mc_spec_error(spec, node, NULL, _("the cut-off comes after the %u minutes of grace"),
			      policy->grace_minutes);
	else if (policy->cutoff_minutes <= last)
		mc_spec_error(spec, node, NULL,
			      _("the cut-off comes after the last step, which begins after %u minutes"),
			      last);
}

static void read_root(struct mc_late_policy *policy, const struct mc_spec *spec,
		      const struct mc_json_node *root)
{
	static const char *const names[] = { "$schema",	      "schema",	       "clock",
					     "grace_minutes", "grace_days",    "grace_days_for_one",
					     "steps",	      "cutoff_minutes" };
	const struct mc_json_node *cutoff = mc_json_find(root, "cutoff_minutes");
	size_t clock = 0;

	(void)mc_spec_object(spec, root, names, MC_COUNT(names));
	mc_spec_schema(spec, root, SCHEMA);
	if (mc_spec_choice(&clock, spec, mc_json_find(root, "clock"), clocks, MC_COUNT(clocks)))
		policy->uses_arrival = clock == 1;
	mc_spec_integer(&policy->grace_minutes, spec, mc_json_find(root, "grace_minutes"), 0,
			MC_LATE_MAX_MINUTES);
	read_grace_days(policy, spec, root);
	read_steps(policy, spec, mc_json_find(root, "steps"));
	mc_spec_integer(&policy->cutoff_minutes, spec, cutoff, 1, MC_LATE_MAX_MINUTES);
	check_cutoff(policy, spec, cutoff);
}

struct mc_err *mc_late_policy_parse(struct mc_late_policy *policy, struct mc_findings *findings,
				    struct mc_str text, const char *name)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTO(mc_spec) spec = { .arena = &arena, .findings = &found, .path = name };
	struct mc_late_policy fresh = { .step_count = 0 };
	const struct mc_json_node *root = mc_spec_parse(&spec, text.ptr, text.len);

	if (root)
		read_root(&fresh, &spec, root);
	MC_TRY(mc_spec_conclude(findings, &found));
	*policy = fresh;
	return NULL;
}

struct mc_err *mc_late_policy_read(struct mc_late_policy *policy, struct mc_str text, const char *name)
{
	return mc_late_policy_parse(policy, NULL, text, name);
}

/* ---- writing ---- */

static void write_number(struct mc_json_writer *writer, const char *key, uint32_t number)
{
	if (number)
		mc_json_key_int(writer, key, number);
}

void mc_late_policy_write(struct mc_buf *out, const struct mc_late_policy *policy)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", SCHEMA);
	mc_json_key_text(&writer, "clock", clocks[policy->uses_arrival]);
	write_number(&writer, "grace_minutes", policy->grace_minutes);
	write_number(&writer, "grace_days", policy->grace_days);
	write_number(&writer, "grace_days_for_one", policy->grace_most);
	if (policy->step_count) {
		mc_json_key(&writer, "steps");
		mc_json_start(&writer, '[');
	}
	for (size_t i = 0; i < policy->step_count; i++) {
		mc_json_start(&writer, '{');
		mc_json_key_int(&writer, "after_minutes", policy->steps[i].after_minutes);
		mc_json_key_int(&writer, "percent", policy->steps[i].percent);
		mc_json_end(&writer);
	}
	if (policy->step_count)
		mc_json_end(&writer);
	write_number(&writer, "cutoff_minutes", policy->cutoff_minutes);
	mc_json_end(&writer);
}

const char mc_late_policy_example[] = "{\n"
				      "  \"schema\": \"" SCHEMA "\",\n"
				      "  \"clock\": \"committer\",\n"
				      "  \"grace_minutes\": 15,\n"
				      "  \"grace_days\": 4,\n"
				      "  \"grace_days_for_one\": 2,\n"
				      "  \"steps\": [\n"
				      "    {\"after_minutes\": 0, \"percent\": 10},\n"
				      "    {\"after_minutes\": 1440, \"percent\": 25},\n"
				      "    {\"after_minutes\": 4320, \"percent\": 50}\n"
				      "  ],\n"
				      "  \"cutoff_minutes\": 10080\n"
				      "}\n";
