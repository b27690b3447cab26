/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/recall.h"
#include "cli/cmd.h"
#include "cli/term.h"

struct args {
	const char *reason;
	const char *at;
	bool dry_run;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, reason, 'r', "reason", "<text>", N_("why; sealed")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>", N_("from when on it counts; otherwise now")),
	MC_OPT_FLAG(struct args, dry_run, 'n', "dry-run", N_("only say what would happen")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	struct mc_passphrase_question question = { &call->passphrase, _("the key that signs certificates") };
	const struct mc_seal_asker asker = mc_passphrase_asker(&question);
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						args->at };
	const struct mc_recall_wanted wanted = { call->operands, call->operand_count, MC_CERT_VALID,
						 args->reason,	 args->dry_run,	      &asker };
	MC_AUTO(mc_cabinet) cabinet = MC_CABINET_INIT;
	MC_AUTO(mc_recall) recall = MC_RECALL_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

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

const struct mc_cmd mc_cmd_cert_restore = {
	.name = "cert restore",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("let suspended certificates count again"),
	.about = N_("What is revoked stays revoked. The first 8 characters of an id are enough. The status "
		    "files in certificates/status of the school are written at once; publish them, or give "
		    "them to those who verify."),
	.operands = "<id>...",
	.min_operands = 1,
	.max_operands = 1000,
	.example = N_("migracode cert restore 3f2a91c0"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .reason = NULL })),
	.run = run,
};
