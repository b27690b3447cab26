/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "os/clock.h"
#include "os/outfile.h"
#include "rates/figures.h"

struct args {
	const char *cohort;
	const char *as_of;
	const char *audience;
	const char *format;
	const char *output;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("of one cohort; otherwise of all")),
	MC_OPT_TEXT(struct args, as_of, 0, "as-of", "<day>",
		    N_("as it was on a day: 2027-01-31 (default: today)")),
	MC_OPT_CHOICE(struct args, audience, 'a', "audience", "internal|funder|public",
		      N_("who will read it")),
	MC_OPT_CHOICE(struct args, format, 0, "format", "text|json|csv|markdown|html", N_("how to write it")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>", N_("write into a file")),
	MC_OPT_END,
};

static size_t index_of(const char *name, const char *const names[], size_t count)
{
	size_t i = 0;

	while (i + 1 < count && strcmp(names[i], name) != 0)
		i++;
	return i;
}

static void write_report(struct mc_buf *text, const struct mc_figures *report, const struct mc_call *call,
			 const struct args *args)
{
	static const char *const formats[] = { "text", "csv", "markdown", "html" };
	const struct mc_sheet_look look = { mc_term_width(STDOUT_FILENO), call->has_color && !args->output,
					    mc_term_has_utf8() };

	if (call->json || !strcmp(args->format, "json"))
		mc_figures_write_json(text, report);
	else
		mc_sheet_write(text, &report->sheet,
			       (enum mc_sheet_format)index_of(args->format, formats, MC_COUNT(formats)),
			       args->output ? NULL : &look);
}

static struct mc_err *deliver(const struct mc_buf *text, const struct mc_call *call, const char *path)
{
	if (!path) {
		(void)fwrite(text->ptr, 1, text->len, stdout);
		return NULL;
	}
	MC_TRY(mc_outfile_write(path, text->ptr, text->len));
	if (!call->quiet)
		(void)fprintf(stderr, _("wrote '%s'\n"), path);
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_figures) report = MC_FIGURES_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];
	struct mc_figures_wanted wanted = { .kind = call->operands[0],
					    .cohort = args->cohort,
					    .as_of = args->as_of };

	if (!args->as_of) {
		mc_date_text(today, mc_date_of_unix(mc_clock_unix_ms() / 1000));
		wanted.as_of = today;
	}
	wanted.audience = (enum mc_audience)index_of(args->audience, mc_audience_names, MC_AUDIENCE_COUNT);
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_figures_make(&report, &office, &wanted));
	write_report(&text, &report, call, args);
	return deliver(&text, call, args->output);
}

const struct mc_cmd mc_cmd_report = {
	.name = "report",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("print the figures of a school by a published definition"),
	.about = N_("graduation: who started, was enrolled, graduated and when, and the rates that follow; a "
		    "second column leaves out learners "
		    "whom an authority moved.\n"
		    "outcomes: what became of graduates, by the codes of CIRR.\n"
		    "gender: every figure by gender, with the gap in percentage points.\n"
		    "esf: the common indicators of the European Social Fund Plus.\n"
		    "attendance: who was there, week by week.\n"
		    "progress: how many passed each exercise.\n\n"
		    "Every figure follows the definition that is printed below it; migracode-rates(7) "
		    "explains it. A figure that can still "
		    "change is stamped PROVISIONAL.\n\n"
		    "For funders and the public, figures of few people are hidden or rounded, and what was "
		    "given away is remembered: a "
		    "report that would tell of few people together with an earlier one is refused. No report "
		    "has names."),
	.operands = MC_FIGURES_NAMES,
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode report graduation --cohort ath-2026a\n"
		      "migracode report gender --audience funder --format html -o gender.html"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .audience = "internal", .format = "text" })),
	.run = run,
};
