/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/export.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "os/outfile.h"

struct args {
	const char *output;
	const char *at;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>", N_("write it there; otherwise to stdout")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>", N_("when it is signed; otherwise now")),
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
						args->at };

	MC_TRY(mc_cert_export_open(&export, &place, call->operands[0]));
	MC_TRY(mc_cert_export_jwt(&text, &export, &asker));
	mc_buf_addc(&text, '\n');
	if (!args->output) {
		mc_term_print_safe(stdout, text.ptr);
		return NULL;
	}
	MC_TRY(mc_outfile_write(args->output, text.ptr, text.len));
	if (!call->quiet && !call->json)
		(void)printf(_("wrote '%s'\n"), args->output);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_export_jwt = {
	.name = "cert export jwt",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("write a certificate as a signed JWT"),
	.about = N_(
		"Signs the certificate once more, in the form that European wallets and some verifiers of "
		"Open Badges "
		"read: a compact JWT with the algorithm ES256. The key on the curve P-256 belongs to the "
		"same "
		"secret as the other one and stands in the school's list of issuers. Two files of the same "
		"certificate differ in their signature, and both are good.\n\n"
		"The first 8 characters of the id are enough."),
	.operands = "<id>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode cert export jwt 3f2a91c0 --output certificate.jwt"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .output = NULL })),
	.run = run,
};
