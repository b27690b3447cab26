/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/office.h"
#include "cohort/register.h"
#include "ext/archive.h"
#include "os/outfile.h"

struct args {
	const char *cohort;
	const char *format;
	const char *output;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort")),
	MC_OPT_CHOICE(struct args, format, 'f', "format", "csv|moodle|oneroster|github-classroom",
		      N_("for which program")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>",
		    N_("the file to write; OneRoster is a zip file")),
	MC_OPT_END,
};

static struct mc_err *make(struct mc_buf *bytes, size_t *count, const struct mc_call *call,
			   const struct args *args)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_register) list = MC_REGISTER_INIT;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	enum mc_roster_format format = mc_roster_format_of(args->format);

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	MC_TRY(mc_register_read(&list, office.records, &cohorts.items[0]));
	MC_TRY(mc_register_write(&tree, &list, format, &office.school, &cohorts.items[0]));
	*count = list.count;
	if (format == MC_ROSTER_ONEROSTER)
		return mc_archive_write(bytes, &tree, 0);
	mc_buf_add(bytes, tree.files[0].data, tree.files[0].len);
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	size_t count = 0;

	if (!args->cohort || !args->output)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"),
					      args->cohort ? "--output" : "--cohort"),
				   "%s",
				   _("for example: migracode learner export --cohort ath-2026a --format "
				     "moodle --output users.csv"));
	MC_TRY(make(&bytes, &count, call, args));
	MC_TRY(mc_outfile_write(args->output, bytes.ptr, bytes.len));
	if (!call->quiet)
		(void)fprintf(stderr,
			      NP_("wrote %zu learner to '%s', with names: give it only to those who need it, "
				  "and delete it afterwards\n",
				  "wrote %zu learners to '%s', with names: give it only to those who need "
				  "it, and delete it afterwards\n",
				  count),
			      count, args->output);
	return NULL;
}

const struct mc_cmd mc_cmd_learner_export = {
	.name = "learner export",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("write a cohort's list of learners for another program"),
	.about = N_("The list has names, contacts, and the id of each learner, so that what the other "
		    "program knows finds its way back. "
		    "Learners who left are in it, too, marked as suspended; who was erased is not. "
		    "migracode-roster(5) explains the formats."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode learner export --cohort ath-2026a --format moodle --output users.csv"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .format = "csv" })),
	.run = run,
};
