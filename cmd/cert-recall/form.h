/* SPDX-License-Identifier: MIT */
#ifndef MC_CMD_CERT_RECALL_FORM_H
#define MC_CMD_CERT_RECALL_FORM_H

#include "cert/register.h"
#include "cli/cmd.h"

/* What 'cert revoke', 'cert suspend' and 'cert restore' have in common. */

struct mc_recall_args {
	const char *reason;
	const char *at;
	bool dry_run;
};

/** Their options; why: what the help says of --reason, marked N_(). */
#define MC_RECALL_OPTIONS(why) \
	MC_OPT_TEXT(struct mc_recall_args, reason, 'r', "reason", "<text>", why), \
		MC_OPT_TEXT(struct mc_recall_args, at, 0, "at", "<moment>", \
			    N_("from when on it counts; otherwise now")), \
		MC_OPT_FLAG(struct mc_recall_args, dry_run, 'n', "dry-run", \
			    N_("only say what would happen")), \
		MC_OPT_END

/** Puts the certificates that the operands name into a state. Errors: MC_E_USAGE (taking something away needs
 * a reason), those of mc_cabinet_open() and mc_recall_do(). */
struct mc_err *mc_recall_command(struct mc_call *call, const struct mc_recall_args *args,
				 enum mc_cert_state state) MC_MUST_USE;

#endif
