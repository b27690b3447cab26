/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/export.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "os/outfile.h"

struct args {
	const char *output;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>", N_("write it there; otherwise to stdout")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	struct mc_passphrase_question question = { &call->passphrase, _("the key that signs certificates") };
	const struct mc_seal_asker asker = mc_passphrase_asker(&question);
	MC_AUTO(mc_cert_export) export = MC_CERT_EXPORT_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						NULL };

	MC_TRY(mc_cert_export_open(&export, &place, call->operands[0]));
	MC_TRY(mc_cert_export_elm(&text, &export, &asker));
	if (!args->output) {
		mc_term_print_safe(stdout, text.ptr);
		return NULL;
	}
	MC_TRY(mc_outfile_write(args->output, text.ptr, text.len));
	if (!call->quiet && !call->json)
		(void)printf(_("wrote '%s'\n"), args->output);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_export_elm = {
	.name = "cert export elm",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("write a certificate for upload to Europass, not signed"),
	.about = N_("Writes the certificate as a European Digital Credential (European Learning Model 3), in "
		    "the form that "
		    "the issuer of Europass on the Commission's web site takes. It is not signed: there the "
		    "school "
		    "seals it with its electronic seal. Nothing is sent.\n\n"
		    "The file holds the name of the learner, so it is written only where the learner has "
		    "agreed that "
		    "the certificate has it. It also holds the printed page as a picture, and the school's "
		    "country: "
		    "'country' of 'issuer' in 'certificates' of school.json."),
	.operands = "<id>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode cert export elm 3f2a91c0 --output europass.json"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .output = NULL })),
	.run = run,
};
