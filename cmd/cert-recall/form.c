/* SPDX-License-Identifier: MIT */
#include "cmd/cert-recall/form.h"

#include <stdio.h>

#include "base/i18n.h"
#include "cert/recall.h"
#include "cli/term.h"

struct mc_err *mc_recall_command(struct mc_call *call, const struct mc_recall_args *args,
				 enum mc_cert_state state)
{
	struct mc_passphrase_question question = { &call->passphrase, _("the key that signs certificates") };
	const struct mc_seal_asker asker = mc_passphrase_asker(&question);
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						args->at };
	const struct mc_recall_wanted wanted = { call->operands, call->operand_count, state,
						 args->reason,	 args->dry_run,	      &asker };
	MC_AUTO(mc_cabinet) cabinet = MC_CABINET_INIT;
	MC_AUTO(mc_recall) recall = MC_RECALL_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (state != MC_CERT_VALID && (!args->reason || !*args->reason))
		return mc_err_new(MC_E_USAGE, "%s",
				  _("say why with --reason: it is sealed, and staff can read it later"));
	MC_TRY(mc_cabinet_open(&cabinet, &place));
	MC_TRY(mc_recall_do(&recall, &cabinet, &wanted));
	if (call->json)
		MC_TRY(mc_recall_print_json(&text, &recall, &cabinet, &wanted));
	else
		MC_TRY(mc_recall_print_text(&text, &recall, &cabinet, &wanted));
	if (text.len > 0 && (call->json || !call->quiet))
		mc_term_print_safe(stdout, text.ptr);
	return NULL;
}
