/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/audit.h"
#include "cohort/office.h"
#include "ext/json_write.h"

enum { FLUSH_BYTES = 64 * 1024, LIMIT = 100, MAX_BODY = 240 };

struct args {
	const char *learner;
	const char *kind;
	const char *since;
	unsigned limit;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, learner, 'l', "learner", "<id>", N_("only what concerns this learner")),
	MC_OPT_TEXT(struct args, kind, 'k', "kind", "<kind>",
		    N_("only events of this kind: learner.withdrawn; learner for all about learners")),
	MC_OPT_TEXT(struct args, since, 's', "since", "<day>",
		    N_("only what was recorded on that day or later")),
	MC_OPT_UINT(struct args, limit, 'n', "limit", "<n>",
		    N_("how many of the last events; 0 for all (default: 100)")),
	MC_OPT_END,
};

struct output {
	struct mc_buf text;
	struct mc_json_writer *writer; /* NULL: for people */
	size_t count;
	size_t max_body;
	bool is_begun;
};

static void flush(struct output *output)
{
	mc_term_print_safe(stdout, output->text.ptr);
	output->is_begun = true;
	mc_buf_reset(&output->text);
}

static struct mc_err *print(void *context, const struct mc_event *event)
{
	struct output *output = context;

	output->count++;
	if (output->writer)
		mc_audit_write_event(output->writer, event);
	else
		mc_audit_print_event(&output->text, event, output->max_body);
	if (output->text.len >= FLUSH_BYTES)
		flush(output);
	return NULL;
}

static struct mc_err *print_all(struct output *output, struct mc_records *records,
				const struct mc_audit_filter *filter)
{
	struct mc_json_writer writer = MC_JSON_WRITER(&output->text, true);
	const struct mc_event_sink sink = { print, output };

	if (!output->writer)
		return mc_audit_each(records, filter, &sink);
	output->writer = &writer;
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/audit-log/v1");
	mc_json_key(&writer, "events");
	mc_json_start(&writer, '[');
	MC_TRY(mc_audit_each(records, filter, &sink));
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(&output->text, '\n');
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const struct mc_audit_filter filter = { args->learner, args->kind, args->since, args->limit };
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	struct mc_json_writer unused = { 0 };
	struct output output = { .text = MC_BUF_INIT,
				 .writer = call->json ? &unused : NULL,
				 .max_body = call->verbose ? 0 : MAX_BODY };

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	struct mc_err *err = print_all(&output, office.records, &filter);

	if (!err)
		flush(&output);
	mc_buf_release(&output.text);
	call->has_document = output.is_begun;
	if (!err && !call->json && !call->quiet && output.count == 0)
		(void)printf("%s\n", _("no event of this kind is in the log"));
	return err;
}

const struct mc_cmd mc_cmd_audit_log = {
	.name = "audit log",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("show what was recorded, when, and by whom"),
	.about = N_("Prints the last events of the log, one a line: number, moment (UTC), kind, whom it is "
		    "about, "
		    "what it says, and who "
		    "recorded it. No event has a name: learners are named by their ids. Of a long event the "
		    "beginning is printed; --verbose and --json print all of it."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode audit log --learner L17\n"
		      "migracode audit log --kind learner.withdrawn --since 2026-03-01 --limit 0"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .limit = LIMIT })),
	.run = run,
};
