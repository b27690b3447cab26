/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cmd/cert-recall/form.h"

static const struct mc_opt options[] = { MC_RECALL_OPTIONS(N_("why; needed and sealed")) };

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	return mc_recall_command(call, opaque, MC_CERT_SUSPENDED);
}

const struct mc_cmd mc_cmd_cert_suspend = {
	.name = "cert suspend",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("let certificates count for nothing, for the time being"),
	.about = N_("While there is doubt, verifiers say that a certificate is suspended; those that know no "
		    "suspension say that it is revoked. 'migracode cert restore' ends it. The first 8 "
		    "characters of an id are enough. The status files in certificates/status of the school "
		    "are written at once; publish them, or give them to those who verify."),
	.operands = "<id>...",
	.min_operands = 1,
	.max_operands = 1000,
	.example = N_("migracode cert suspend 3f2a91c0 --reason 'the results are checked again'"),
	.options = options,
	MC_ARGS(struct mc_recall_args, ((const struct mc_recall_args){ .reason = NULL })),
	.run = run,
};
