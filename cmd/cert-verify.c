/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/inspect.h"
#include "cli/cmd.h"
#include "cli/term.h"

struct args {
	struct mc_opt_list issuers, status;
	bool fetch_status, require_status, strict;
	const char *qr, *email, *name, *at;
};

static const struct mc_opt options[] = {
	MC_OPT_LIST(struct args, issuers, 'i', "issuers", "<file>",
		    N_("whom you trust: a list of issuers, or a did.json; may be repeated")),
	MC_OPT_LIST(struct args, status, 's', "status", "<file>",
		    N_("a list of certificates that were taken back; may be repeated")),
	MC_OPT_FLAG(struct args, fetch_status, 0, "fetch-status",
		    N_("get that list from its address, when the issuer is trusted")),
	MC_OPT_FLAG(struct args, require_status, 0, "require-status",
		    N_("not valid unless such a list says that it was not taken back")),
	MC_OPT_FLAG(struct args, strict, 0, "strict",
		    N_("what is printed in a PDF must be what was signed: name, title, id, and day")),
	MC_OPT_TEXT(struct args, qr, 0, "qr", "<text>",
		    N_("the QR code on the paper must belong to the file")),
	MC_OPT_TEXT(struct args, name, 0, "name", "<text>", N_("it must have been made for this name")),
	MC_OPT_TEXT(struct args, email, 0, "email", "<text>", N_("it must have been made for this address")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>",
		    N_("whether it was valid then: 2026-05-12, or a moment of RFC 3339")),
	MC_OPT_END,
};

static struct mc_err *inspect(struct mc_inspection *inspection, const struct mc_call *call,
			      const struct args *args)
{
	const struct mc_inspect_wanted wanted = {
		.operands = call->operands,
		.operand_count = call->operand_count,
		.issuer_files = args->issuers.items,
		.issuer_file_count = args->issuers.count,
		.status_files = args->status.items,
		.status_file_count = args->status.count,
		.fetches_status = args->fetch_status,
		.needs_status = args->require_status,
		.is_strict = args->strict,
		.qr = args->qr,
		.email = args->email,
		.name = args->name,
		.at = args->at,
	};

	if (!call->operand_count && !args->qr)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), call->cmd->operands),
				   _("'migracode help %s' shows how to use it"), call->cmd->name);
	return mc_inspect(inspection, &wanted);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	MC_AUTO(mc_inspection) inspection = MC_INSPECTION_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_inspect_look look = { call->has_color, mc_term_has_utf8(), call->quiet };
	struct mc_err *err = inspect(&inspection, call, args);

	mc_opt_list_release(&args->issuers);
	mc_opt_list_release(&args->status);
	if (err)
		return err;
	if (call->json)
		mc_inspection_print_json(&text, &inspection);
	else
		mc_inspection_print(&text, &inspection, &look);
	(void)fwrite(text.ptr, 1, text.len, stdout);
	call->answer_is_no = !mc_inspection_is_valid(&inspection);
	call->is_untrusted = !mc_inspection_is_trusted(&inspection);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_verify = {
	.name = "cert verify",
	.family = MC_FAMILY_CERTIFICATES,
	.summary = N_("check whether certificates are genuine"),
	.about = N_(
		"Tells who issued a certificate, whether anybody has changed it, whether it is valid today "
		"and whether it was taken back. It reads the files that a school gives out: PDF, PNG and SVG "
		"with the certificate inside, JSON, and JWT; and the text of the QR code on paper. Nothing "
		"is sent anywhere, and no server is asked unless --fetch-status is given.\n\n"
		"Everybody can sign a certificate in any name. So whom you trust is your decision: get the "
		"list of issuers from the school, its network or its web site. Without --issuers, the lists "
		"of the school whose folder you are in are used, if you are in one.\n\n"
		"The exit status is 0 when all are valid and their issuers trusted, 1 when one is not valid, "
		"and 6 when all are valid, but an issuer is not known."),
	.operands = "<file>...",
	.min_operands = 0,
	.max_operands = SIZE_MAX,
	.example = N_("migracode cert verify certificate.pdf --issuers issuers.json\n"
		      "migracode cert verify certificate.pdf --issuers issuers.json --fetch-status\n"
		      "migracode cert verify *.pdf --issuers issuers.json --quiet\n"
		      "migracode cert verify certificate.json --name 'Sample Learner'"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .qr = NULL })),
	.run = run,
};
