/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/keep.h"
#include "ext/json_write.h"

struct args {
	const char *key;
	bool without_names;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(
		struct args, key, 'k', "key", "<file>",
		N_("the key of the school (default: records.key in the folder above that of the backup)")),
	MC_OPT_FLAG(struct args, without_names, 0, "without-names",
		    N_("do without people.ring, and so without names")),
	MC_OPT_END,
};

static void tell(void *context, int64_t done, int64_t total)
{
	mc_progress_set(context, (size_t)done, (size_t)total);
}

static void print_json(const char *dir, const struct mc_backup_counts *counts)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/restore/v1");
	mc_json_key_text(&writer, "path", dir);
	mc_json_key_int(&writer, "events", counts->events);
	mc_json_key_text(&writer, "hash", counts->head);
	mc_json_key_int(&writer, "texts", counts->texts);
	mc_json_key_int(&writer, "keys", counts->keys);
	mc_json_key_int(&writer, "lost", counts->lost);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static void print_text(const char *dir, const struct mc_backup_counts *counts)
{
	(void)printf(NP_("restored '%s': %lld event, and the log is whole\n",
			 "restored '%s': %lld events, and the log is whole\n", counts->events),
		     dir, (long long)counts->events);
	if (counts->lost > 0)
		(void)printf(NP_("%lld text cannot be read any more: its learner was erased, or names were "
				 "left out\n",
				 "%lld texts cannot be read any more: their learners were erased, or names "
				 "were left "
				 "out\n",
				 counts->lost),
			     (long long)counts->lost);
	(void)printf(_("next: migracode --school %s audit verify\n"), dir);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const struct mc_school_restoring restoring = { .file = call->operands[0],
						       .dir = call->operands[1],
						       .key = args->key,
						       .records = call->records,
						       .actor = call->actor,
						       .asker = &call->asker,
						       .without_names = args->without_names };
	struct mc_backup_counts counts;
	struct mc_progress line;
	const struct mc_records_progress progress = { tell, &line };

	mc_progress_open(&line, _("events"), 0, call->quiet);
	struct mc_err *err = mc_school_restore(&counts, &restoring, &progress);

	mc_progress_clear(&line);
	if (err)
		return mc_err_wrap(err, "%s", _("nothing was restored"));
	if (call->json)
		print_json(call->operands[1], &counts);
	else if (!call->quiet)
		print_text(call->operands[1], &counts);
	return NULL;
}

const struct mc_cmd mc_cmd_restore = {
	.name = "restore",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("make a school from a backup"),
	.about = N_("Makes a new folder with the records, the settings and the key, checks the whole log, "
		    "and makes all "
		    "tables anew from it. With "
		    "--records postgresql://… the records go into that database. When something is wrong, "
		    "nothing is left "
		    "behind.\n\n"
		    "The key of the school is not in a backup: name it with --key. The keys of the learners "
		    "are in people.ring "
		    "beside the backup."),
	.operands = "<backup> <folder>",
	.min_operands = 2,
	.max_operands = 2,
	.example = N_("migracode restore --key /safe/records.key school-2026-11-23T16-00-00Z.backup athens"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .key = NULL })),
	.run = run,
};
