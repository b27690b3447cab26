/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cohort/intake_print.h"
#include "cohort/results.h"
#include "result/points.h"

enum { SHOWN_ROWS = 20 };

static bool is_change(const struct mc_exercise_result *result)
{
	return !result->is_dropped && result->state != MC_INTAKE_SAME;
}

static void print_rows(struct mc_buf *out, const struct mc_results *results)
{
	size_t left = results->intake.states[MC_INTAKE_NEW] + results->intake.states[MC_INTAKE_CHANGED];
	size_t shown = 0;

	for (size_t i = 0; i < results->count && shown < SHOWN_ROWS; i++) {
		const struct mc_exercise_result *result = &results->items[i];

		if (!is_change(result))
			continue;
		mc_buf_addf(out, "  %s %s, %s: %s, ", result->state == MC_INTAKE_NEW ? "+" : "~",
			    result->learner, result->exercise,
			    result->is_passed ? _("passed") : _("not passed"));
		mc_points_add(out, result->points);
		mc_buf_addc(out, '/');
		mc_points_add(out, result->max);
		mc_buf_addf(out, ", %s\n", result->done_on);
		shown++;
	}
	if (left > shown)
		mc_buf_addf(out, NP_("  … and %zu more result\n", "  … and %zu more results\n", left - shown),
			    left - shown);
}

void mc_results_print_text(struct mc_buf *out, const struct mc_results *results, const char *file,
			   bool is_done, bool is_quiet)
{
	const struct mc_intake *intake = &results->intake;

	mc_intake_print_findings(out, intake, file);
	if (!is_quiet)
		print_rows(out, results);
	mc_buf_addf(out, _("%s: %zu new, %zu better, %zu as they were\n"), intake->cohort->id,
		    intake->states[MC_INTAKE_NEW], intake->states[MC_INTAKE_CHANGED],
		    intake->states[MC_INTAKE_SAME]);
	if (intake->error_count > 0)
		mc_buf_addf(out,
			    NP_("the list has %zu fault; nothing was changed\n",
				"the list has %zu faults; nothing was changed\n", intake->error_count),
			    intake->error_count);
	else if (!is_done)
		mc_buf_addf(out, "%s\n", _("nothing was changed yet; the same command with --yes does it"));
}

static void write_change(struct mc_json_writer *writer, const struct mc_exercise_result *result)
{
	mc_json_start(writer, '{');
	mc_json_key_int(writer, "line", (int64_t)result->line);
	mc_json_key_text(writer, "learner", result->learner);
	mc_json_key_text(writer, "state", result->state == MC_INTAKE_NEW ? "new" : "better");
	mc_json_key_text(writer, "exercise", result->exercise);
	mc_json_key_text(writer, "module", result->module);
	mc_json_key_bool(writer, "passed", result->is_passed);
	mc_json_key(writer, "points");
	mc_json_thousandths(writer, result->points);
	mc_json_key(writer, "max");
	mc_json_thousandths(writer, result->max);
	mc_json_key_text(writer, "done_on", result->done_on);
	mc_json_end(writer);
}

void mc_results_print_json(struct mc_buf *out, const struct mc_results *results, bool is_done)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);

	mc_json_start(&writer, '{');
	mc_intake_write_head(&writer, &results->intake, "migracode/results-import/v1", "better", is_done);
	mc_json_key(&writer, "changes");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < results->count; i++) {
		if (is_change(&results->items[i]))
			write_change(&writer, &results->items[i]);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
