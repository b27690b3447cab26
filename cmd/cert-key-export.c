/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cert/cabinet.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "os/outfile.h"

struct args {
	const char *output;
	bool did;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, did, 0, "did", N_("the document of the DID, for the school's web site")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>", N_("write it there; otherwise to stdout")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_cabinet) cabinet = MC_CABINET_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						NULL };

	MC_TRY(mc_cabinet_open(&cabinet, &place));
	MC_TRY(mc_keyring_open_public(&cabinet.keyring, &cabinet.office.school, &cabinet.settings,
				      cabinet.office.records));
	if (args->did)
		mc_issuer_print_did(&text, &cabinet.keyring.issuers.items[0]);
	else
		mc_issuers_print(&text, &cabinet.keyring.issuers);
	if (!args->output) {
		mc_term_print_safe(stdout, text.ptr);
		return NULL;
	}
	MC_TRY(mc_outfile_write(args->output, text.ptr, text.len));
	if (!call->quiet && !call->json)
		(void)printf(_("wrote '%s'\n"), args->output);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_key_export = {
	.name = "cert key export",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("write what others need to verify the certificates of a school"),
	.about = N_("Writes the list of the school's DIDs and public keys of all times, the same as "
		    "certificates/issuers.json: 'migracode cert verify --issuers' reads it, and so does the "
		    "verification page. With --did it is the DID document, which a school with a DID of the "
		    "method "
		    "web publishes on its site. No secret is in either."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cert key export --output issuers.json"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .output = NULL })),
	.run = run,
};
