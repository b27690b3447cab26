/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cmd/cert-recall/form.h"

static const struct mc_opt options[] = { MC_RECALL_OPTIONS(N_("why; needed and sealed")) };

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	return mc_recall_command(call, opaque, MC_CERT_REVOKED);
}

const struct mc_cmd mc_cmd_cert_revoke = {
	.name = "cert revoke",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("take certificates back for ever"),
	.about = N_(
		"Certificates that were given by mistake are revoked, and stay so: issue new ones instead. "
		"The first 8 characters of an id are enough. The status files in certificates/status of the "
		"school are written at once; publish them, or give them to those who verify.\n\nA "
		"certificate of a learner who was erased can be revoked, too; then the reason is not kept."),
	.operands = "<id>...",
	.min_operands = 1,
	.max_operands = 1000,
	.example = N_("migracode cert revoke 3f2a91c0 --reason 'given to the wrong learner'"),
	.options = options,
	MC_ARGS(struct mc_recall_args, ((const struct mc_recall_args){ .reason = NULL })),
	.run = run,
};
