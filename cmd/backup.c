/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/keep.h"
#include "cohort/office.h"
#include "ext/json_write.h"

struct args {
	bool unused;
};

static const struct mc_opt options[] = { MC_OPT_END };

static void tell(void *context, int64_t done, int64_t total)
{
	mc_progress_set(context, (size_t)done, (size_t)total);
}

static void print_json(const char *path, const struct mc_backup_counts *counts)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/backup/v1");
	mc_json_key_text(&writer, "path", path);
	mc_json_key_int(&writer, "events", counts->events);
	mc_json_key_text(&writer, "hash", counts->head);
	mc_json_key_int(&writer, "texts", counts->texts);
	mc_json_key_int(&writer, "keys", counts->keys);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTOTEXT path = NULL;
	struct mc_backup_counts counts;
	struct mc_progress line;
	const struct mc_records_progress progress = { tell, &line };

	(void)opaque;
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	mc_progress_open(&line, _("events"), 0, call->quiet);
	struct mc_err *err = mc_school_backup(&path, &counts, office.records, &office.school,
					      call->operand_count ? call->operands[0] : NULL, &progress);

	mc_progress_clear(&line);
	if (err)
		return mc_err_wrap(err, "%s", _("no backup was made"));
	if (call->json) {
		print_json(path, &counts);
	} else if (!call->quiet) {
		(void)printf(NP_("wrote '%s': %lld event and the names, sealed\n",
				 "wrote '%s': %lld events and the names, sealed\n", counts.events),
			     path, (long long)counts.events);
		(void)printf(
			_("the keys of the learners are in '%s' beside it; records.key is in neither: keep a "
			  "copy of it elsewhere\n"),
			MC_RING_NAME);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_backup = {
	.name = "backup",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("write a sealed copy of the records of a school"),
	.about = N_("Writes the log, the sealed names and the settings of the school, as they are at this "
		    "moment, into one "
		    "sealed file. Others can go on "
		    "working meanwhile. Without an operand the file goes into the folder 'backups' of the "
		    "school.\n\n"
		    "The keys that open names stand in people.ring beside it, one ring for all backups of a "
		    "folder: take it "
		    "along when you copy them. "
		    "'privacy erase' takes a learner out of the ring in the school's own folder, so that the "
		    "name "
		    "cannot be read in any backup there; run "
		    "'backup' again for every other folder."),
	.operands = "[<file or folder>]",
	.min_operands = 0,
	.max_operands = 1,
	.example = N_("migracode backup\n"
		      "migracode backup /media/stick"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .unused = false })),
	.run = run,
};
