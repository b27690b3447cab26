/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/office.h"
#include "cohort/projections.h"
#include "ext/json_write.h"
#include "records/sync.h"

struct args {
	const char *to;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, to, 't', "to", "<place>", N_("where they are sent: postgresql://…")),
	MC_OPT_END,
};

static void tell(void *context, int64_t done, int64_t total)
{
	mc_progress_set(context, (size_t)done, (size_t)total);
}

static void print_json(const struct mc_sync *sync)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/sync/v1");
	mc_json_key_int(&writer, "before", sync->before);
	mc_json_key_int(&writer, "sent", sync->sent);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	struct mc_sync sync;
	struct mc_progress line;
	const struct mc_records_progress progress = { tell, &line };

	if (!args->to || !mc_store_is_postgres(args->to))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--to"),
				   "migracode records sync --to postgresql://USER@HOST/DATABASE");
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	const struct mc_records_place place = { .where = args->to,
						.school = office.school.id,
						.actor = call->actor ? call->actor : "sync",
						.projections = &mc_school_projections };

	mc_progress_open(&line, _("events"), 0, call->quiet);
	struct mc_err *err = mc_records_sync(&sync, office.records, &place, &progress);

	mc_progress_clear(&line);
	if (err)
		return err;
	if (call->json)
		print_json(&sync);
	else if (!call->quiet)
		(void)printf(NP_("sent %lld event; the other side had %lld\n",
				 "sent %lld events; the other side had %lld\n", sync.sent),
			     (long long)sync.sent, (long long)sync.before);
	return NULL;
}

const struct mc_cmd mc_cmd_records_sync = {
	.name = "records sync",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("send the events of a school into a shared database"),
	.about = N_("A school that works offline sends what happened into a PostgreSQL database that several "
		    "schools share. "
		    "Only events are sent, never "
		    "names. What the other side has already is not sent again, so the command can be "
		    "repeated, and goes on "
		    "where it was "
		    "interrupted.\n\n"
		    "The two logs must agree: when somebody recorded other events for this school over "
		    "there, the first "
		    "one that differs is named, and nothing is sent."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode records sync --to postgresql://school@server/programme"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .to = NULL })),
	.run = run,
};
