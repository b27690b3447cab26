/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cert/register_print.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/office.h"
#include "cohort/profile.h"

struct args {
	const char *cohort;
	const char *learner;
	bool names;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("only those of a cohort")),
	MC_OPT_TEXT(struct args, learner, 'l', "learner", "<id>", N_("only those of a learner")),
	MC_OPT_FLAG(struct args, names, 0, "names",
		    N_("show display names, which are sealed; not with --json")),
	MC_OPT_END,
};

static struct mc_err *print_names(struct mc_buf *text, struct mc_cert_entries *entries,
				  struct mc_records *records)
{
	const char **names = mc_arena_alloc(&entries->arena, (entries->count + 1) * sizeof(*names));

	for (size_t i = 0; i < entries->count; i++) {
		struct mc_profile profile;

		MC_TRY(mc_profile_read(&profile, &entries->arena, records, entries->items[i].learner));
		names[i] = profile.facts[MC_PROFILE_DISPLAY_NAME];
	}
	mc_cert_register_print_text(text, entries, names);
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cert_entries) entries = MC_CERT_ENTRIES_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (args->names && call->json)
		return mc_err_new(MC_E_USAGE, "%s",
				  _("names are for the terminal: leave out --names or --json"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cert_register_read(&entries, office.records, args->cohort, args->learner));
	if (call->json)
		mc_cert_register_print_json(&text, &entries);
	else if (args->names)
		MC_TRY(print_names(&text, &entries, office.records));
	else
		mc_cert_register_print_text(&text, &entries, NULL);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_list = {
	.name = "cert list",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("list the certificates that were issued"),
	.about = N_("Lists the register: id, learner, cohort, day of issue and of the end, and whether the "
		    "certificate is valid, suspended or revoked. Certificates of learners who were erased "
		    "stay in "
		    "it, without a name."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cert list --cohort ath-2026a"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
