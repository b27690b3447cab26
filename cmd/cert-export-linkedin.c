/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/export.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "ext/json_write.h"

struct args {
	char none;
};

static const struct mc_opt options[] = { MC_OPT_END };

static void print(const struct mc_call *call, const struct mc_cert_export *export, const char *url)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	if (call->json) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "schema", "migracode/certificate-linkedin/v1");
		mc_json_key_text(&writer, "certificate", export->entries.items[0].id);
		mc_json_key_text(&writer, "url", url);
		mc_json_end(&writer);
	} else {
		mc_buf_addz(&text, url);
	}
	mc_buf_addc(&text, '\n');
	mc_term_print_safe(stdout, text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct mc_passphrase_question question = { &call->passphrase, _("the key that signs certificates") };
	const struct mc_seal_asker asker = mc_passphrase_asker(&question);
	MC_AUTO(mc_cert_export) export = MC_CERT_EXPORT_INIT;
	MC_AUTO(mc_buf) url = MC_BUF_INIT;
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						NULL };

	(void)opaque;
	MC_TRY(mc_cert_export_open(&export, &place, call->operands[0]));
	MC_TRY(mc_cert_export_linkedin(&url, &export, &asker));
	print(call, &export, url.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_export_linkedin = {
	.name = "cert export linkedin",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("print the link by which a graduate adds a certificate to LinkedIn"),
	.about = N_(
		"Prints an address for the graduate: opened by somebody who is logged in at LinkedIn, it "
		"shows "
		"the form \"add licence or certification\" with title, school, date and number filled in. "
		"Nothing is sent by this program, and no name is in the address.\n\n"
		"With 'verify_url' in school.json the entry on LinkedIn links to the school's verification "
		"page, with the same text as the QR code of the printed certificate."),
	.operands = "<id>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode cert export linkedin 3f2a91c0"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ 0 })),
	.run = run,
};
