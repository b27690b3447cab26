/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/export.h"
#include "cli/cmd.h"
#include "os/outfile.h"

struct args {
	const char *cohort;
	const char *output;
	bool names;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("only those of a cohort")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>", N_("write it there; otherwise to stdout")),
	MC_OPT_FLAG(struct args, names, 0, "names", N_("add the names of the learners, which are sealed")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cert_entries) entries = MC_CERT_ENTRIES_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cert_register_read(&entries, office.records, args->cohort, NULL));
	MC_TRY(mc_cert_export_register(&text, &entries, office.records, args->names));
	if (!args->output) {
		(void)fwrite(text.ptr, 1, text.len, stdout);
		return NULL;
	}
	MC_TRY(mc_outfile_write(args->output, text.ptr, text.len));
	if (!call->quiet && !call->json)
		(void)printf(_("wrote '%s'\n"), args->output);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_export_register = {
	.name = "cert export register",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("write the register of certificates as a table"),
	.about = N_(
		"Writes a CSV table with a row for each certificate that the school ever issued: what it is "
		"for, "
		"when it was issued, by which rules, whether it still counts, and its place in the status "
		"lists. The school can hand it to those who ask for its register, or keep it on paper.\n\n"
		"Learners are named by their id. With --names the table has their names, too; those who were "
		"erased have none."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cert export register --output register.csv\n"
		      "migracode cert export register --cohort ath-2026a --names"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .output = NULL })),
	.run = run,
};
