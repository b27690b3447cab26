/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/school.h"
#include "ext/json_write.h"
#include "records/migrate.h"

struct args {
	bool dry_run;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, dry_run, 'n', "dry-run", N_("only say what is left to do")),
	MC_OPT_END,
};

static void print_text(const struct mc_migration *migration, bool is_dry_run)
{
	if (migration->from == migration->to)
		(void)printf(_("the records are up to date: step %d\n"), migration->to);
	else if (is_dry_run)
		(void)printf(_("the tables would be brought from step %d to step %d\n"), migration->from,
			     migration->to);
	else
		(void)printf(_("brought the tables from step %d to step %d\n"), migration->from,
			     migration->to);
	if (migration->copy)
		(void)printf(_("the records as they were are in '%s': delete it when all is well\n"),
			     migration->copy);
}

static void print_json(const struct mc_migration *migration, bool is_dry_run)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/migration/v1");
	mc_json_key_int(&writer, "from", migration->from);
	mc_json_key_int(&writer, "to", migration->to);
	mc_json_key_bool(&writer, "committed", !is_dry_run);
	if (migration->copy)
		mc_json_key_text(&writer, "copy", migration->copy);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_school) school = MC_SCHOOL_INIT;
	MC_AUTO(mc_migration) migration = MC_MIGRATION_INIT;

	MC_TRY(mc_school_open(&school, call->school));
	MC_AUTOTEXT where = mc_school_records_path(&school, call->records);

	MC_TRY(mc_records_migrate(&migration, where, args->dry_run));
	if (call->json)
		print_json(&migration, args->dry_run);
	else if (!call->quiet)
		print_text(&migration, args->dry_run);
	return NULL;
}

const struct mc_cmd mc_cmd_records_migrate = {
	.name = "records migrate",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("bring the tables of older records up to date"),
	.about =
		N_("A newer program may need tables that older records do not have. This command makes them, "
		   "in numbered steps, and "
		   "does nothing when all are there. When the records are a file, a copy is made beside it "
		   "first.\n\n"
		   "Records of a newer program, and tables that somebody changed by hand, are refused."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode records migrate --dry-run"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .dry_run = false })),
	.run = run,
};
