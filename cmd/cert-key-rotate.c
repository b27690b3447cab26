/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/cabinet.h"
#include "cert/keyring_print.h"
#include "cli/cmd.h"
#include "cli/term.h"

struct args {
	const char *at;
	bool no_passphrase;
	bool lost;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, lost, 0, "lost",
		    N_("somebody else may have the old key: nothing that it signed counts any more")),
	MC_OPT_FLAG(struct args, no_passphrase, 0, "no-passphrase",
		    N_("leave the key open, for programs that run alone")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>", N_("from when on it signs; otherwise now")),
	MC_OPT_END,
};

static struct mc_err *rotate(const struct mc_call *call, const struct args *args, struct mc_cabinet *cabinet)
{
	MC_AUTO(mc_buf) passphrase = MC_BUF_INIT;
	struct mc_err *err = NULL;

	if (!args->no_passphrase)
		err = mc_passphrase_get(&passphrase, &call->passphrase, _("the key that signs certificates"),
					true);
	if (!err)
		err = mc_keyring_rotate(&cabinet->office.school, &cabinet->settings, cabinet->office.records,
					args->no_passphrase ? NULL : passphrase.ptr, cabinet->at, args->lost);
	mc_seal_wipe(&passphrase);
	return err;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_cabinet) cabinet = MC_CABINET_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						args->at };

	MC_TRY(mc_cabinet_open(&cabinet, &place));
	MC_TRY(mc_keyring_check_new(&cabinet.settings, cabinet.office.records, true));
	MC_TRY(rotate(call, args, &cabinet));
	MC_TRY(mc_keyring_open_public(&cabinet.keyring, &cabinet.office.school, &cabinet.settings,
				      cabinet.office.records));
	if (call->json) {
		mc_keyring_print_json(&text, &cabinet.keyring, &cabinet.office.school);
	} else {
		mc_keyring_print_made(&text, &cabinet.keyring, &cabinet.office.school);
		mc_buf_addz(&text,
			    _("next: 'migracode cert status' signs the status lists with the new key\n"));
		if (args->lost)
			mc_buf_addz(&text,
				    _("then revoke what the old key signed, which 'migracode cert list' "
				      "names, and give other ones: 'migracode cert issue --replace'\n"));
	}
	if (call->json || !call->quiet)
		mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_key_rotate = {
	.name = "cert key rotate",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("make a new key in the place of the old one"),
	.about = N_("The old key signs no more, and what it signed stays valid: its public half stays in "
		    "certificates/issuers.json, with the day of its end. With --lost nothing counts that it "
		    "signed, and all certificates must be issued anew.\n\n"
		    "A school with a DID of the method web keeps it, and did.json has one more key. "
		    "Otherwise the "
		    "DID follows from the key, so the school has a new one; issuers.json says that the one "
		    "follows on the other. The old secret is not needed and is overwritten."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cert key rotate\n"
		      "migracode cert key rotate --lost"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .at = NULL })),
	.run = run,
};
