/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cmd/cert-recall/form.h"

static const struct mc_opt options[] = { MC_RECALL_OPTIONS(N_("why; sealed")) };

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	return mc_recall_command(call, opaque, MC_CERT_VALID);
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
	MC_ARGS(struct mc_recall_args, ((const struct mc_recall_args){ .reason = NULL })),
	.run = run,
};
