/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/cabinet.h"
#include "cert/keyring_print.h"
#include "cli/cmd.h"
#include "cli/term.h"

static const struct mc_opt options[] = { MC_OPT_END };

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	MC_AUTO(mc_cabinet) cabinet = MC_CABINET_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						NULL };

	(void)opaque;
	MC_TRY(mc_cabinet_open(&cabinet, &place));
	MC_TRY(mc_keyring_open_public(&cabinet.keyring, &cabinet.office.school, &cabinet.settings,
				      cabinet.office.records));
	if (call->json)
		mc_keyring_print_json(&text, &cabinet.keyring, &cabinet.office.school);
	else
		mc_keyring_print_text(&text, &cabinet.keyring);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_key_list = {
	.name = "cert key list",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("list the keys that sign and signed the certificates of a school"),
	.about = N_("Shows the public halves, the newest first, with the times in which they signed. No "
		    "passphrase "
		    "is asked for, and no secret is printed."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cert key list"),
	.options = options,
	MC_ARGS(
		struct { bool none; }, ((const struct { bool none; }){ false })),
	.run = run,
};
