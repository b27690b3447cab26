/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/school.h"
#include "course/scaffold.h"

struct args {
	const char *name;
	const char *language;
	const char *time_zone;
	const char *curriculum;
	bool passphrase;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, name, 'n', "name", "<text>",
		    N_("name of the school; otherwise that of the folder")),
	MC_OPT_TEXT(struct args, language, 0, "language", "<code>", N_("language of its papers: en, es …")),
	MC_OPT_TEXT(struct args, time_zone, 0, "time-zone", "<zone>",
		    N_("time zone of its sessions, such as Europe/Athens; otherwise that of this machine")),
	MC_OPT_TEXT(struct args, curriculum, 0, "curriculum", "<folder>", N_("the course that it teaches")),
	MC_OPT_FLAG(struct args, passphrase, 0, "passphrase", N_("protect the key by a passphrase, too")),
	MC_OPT_END,
};

static struct mc_err *make(const struct mc_call *call, const struct args *args)
{
	MC_AUTO(mc_buf) passphrase = MC_BUF_INIT;
	bool has_passphrase = args->passphrase || call->passphrase.file || call->passphrase.fd;
	const struct mc_school_wanted wanted = { .dir = call->operands[0],
						 .name = args->name,
						 .lang = args->language ? args->language : call->lang,
						 .time_zone = args->time_zone,
						 .records = call->records,
						 .curriculum = args->curriculum,
						 .passphrase = has_passphrase ? &passphrase : NULL };
	struct mc_err *err = NULL;

	if (has_passphrase)
		err = mc_passphrase_get(&passphrase, &call->passphrase, _("the key of the school"), true);
	if (!err)
		err = mc_school_create(&wanted);
	mc_seal_wipe(&passphrase);
	return err;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *dir = call->operands[0];

	MC_TRY_AS(make(call, args), _("cannot make the school"));
	if (call->json) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_scaffold_write_json(&text, dir);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("made the school '%s'\n"), dir);
		(void)printf(
			_("keep a copy of '%s/%s' in a safe place: without it no name can be read again\n"),
			dir, MC_SCHOOL_KEY);
		(void)printf(_("next: migracode --school %s cohort create --id <id> --start <day> "
			       "--length-days <n>\n"),
			     dir);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_init_school = {
	.name = "init school",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("start the records of a school"),
	.about = N_("Makes a folder with school.json, the records, and a key of its own that seals names and "
		    "contacts. "
		    "The records are a file in this folder; --records postgresql://… keeps them in a "
		    "database that several "
		    "people and schools can share.\n\n"
		    "The folder must be new or empty. When something fails, nothing is left behind. Whoever "
		    "has both the records "
		    "and the key can read names: keep backups of the two in different places."),
	.operands = "<folder>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode init school athens --name \"Code School Athens\""),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .name = NULL })),
	.run = run,
};
