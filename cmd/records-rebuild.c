/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/office.h"
#include "ext/json_write.h"
#include "records/rebuild.h"

struct args {
	bool check;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, check, 'c', "check",
		    N_("only compare: say which tables are not as the log makes them, and change nothing")),
	MC_OPT_END,
};

static void tell(void *context, int64_t done, int64_t total)
{
	mc_progress_set(context, (size_t)done, (size_t)total);
}

static void print_text(const struct mc_rebuild *rebuild, bool is_check)
{
	long long events = (long long)rebuild->events;

	if (!is_check) {
		(void)printf(NP_("made all tables anew from %lld event\n",
				 "made all tables anew from %lld events\n", events),
			     events);
		return;
	}
	for (size_t i = 0; i < rebuild->changed_count; i++)
		(void)printf(_("the table '%s' is not as the log makes it\n"), rebuild->changed[i]);
	if (rebuild->changed_count == 0)
		(void)printf(NP_("identical: all tables are as %lld event makes them\n",
				 "identical: all tables are as %lld events make them\n", events),
			     events);
	else
		(void)printf("%s\n", _("next: migracode records rebuild"));
}

static void print_json(const struct mc_rebuild *rebuild, bool is_check)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/rebuild/v1");
	mc_json_key_int(&writer, "events", rebuild->events);
	mc_json_key_bool(&writer, "committed", !is_check);
	if (is_check) {
		mc_json_key(&writer, "different");
		mc_json_start(&writer, '[');
		for (size_t i = 0; i < rebuild->changed_count; i++)
			mc_json_text(&writer, rebuild->changed[i]);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_rebuild) rebuild = MC_REBUILD_INIT;
	struct mc_progress line;
	const struct mc_records_progress progress = { tell, &line };

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	mc_progress_open(&line, _("events"), 0, call->quiet);
	struct mc_err *err = mc_records_rebuild(&rebuild, office.records, args->check, &progress);

	mc_progress_clear(&line);
	if (err)
		return mc_err_wrap(err, "%s", _("nothing was changed"));
	if (call->json)
		print_json(&rebuild, args->check);
	else if (!call->quiet)
		print_text(&rebuild, args->check);
	call->answer_is_no = rebuild.changed_count > 0;
	return NULL;
}

const struct mc_cmd mc_cmd_records_rebuild = {
	.name = "records rebuild",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("make all tables of the records anew from the log"),
	.about = N_(
		"The log is the truth; cohorts, learners, attendance and everything else follow from it. "
		"This command makes them anew, "
		"in one step: when it is interrupted, nothing has changed. Names and contacts are not in the "
		"log and stay as they are.\n\n"
		"It is needed after somebody changed tables by hand. --check tells whether that is so; the "
		"answer is no (exit status 1) "
		"when a table is not as the log makes it."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode records rebuild --check"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .check = false })),
	.run = run,
};
