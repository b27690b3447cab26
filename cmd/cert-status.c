/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cert/cabinet.h"
#include "cert/register_print.h"
#include "cert/status_files.h"
#include "cli/cmd.h"
#include "cli/term.h"

struct args {
	const char *at;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>", N_("from when on the lists count; otherwise now")),
	MC_OPT_END,
};

static struct mc_err *show(const struct mc_call *call, struct mc_cabinet *cabinet)
{
	MC_AUTO(mc_cert_entries) entries = MC_CERT_ENTRIES_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_cert_register_find(&entries, cabinet->office.records, call->operands[0]));
	if (call->json)
		mc_cert_register_print_json(&text, &entries);
	else
		mc_cert_entry_print_text(&text, &entries.items[0]);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

static struct mc_err *print_files(struct mc_buf *text, const struct mc_call *call, struct mc_cabinet *cabinet,
				  const char *files)
{
	struct mc_json_writer writer = MC_JSON_WRITER(text, true);

	if (!call->json) {
		if (!*files)
			mc_buf_addz(text, _("the status lists are up to date\n"));
		return mc_status_files_print(text, files, cabinet->office.records);
	}
	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/certificate-status/v1");
	mc_json_key_bool(&writer, "committed", true);
	mc_json_key(&writer, "certificates");
	mc_json_start(&writer, '[');
	mc_json_end(&writer);
	MC_TRY(mc_status_files_print_json(&writer, files, cabinet->office.records));
	mc_json_end(&writer);
	mc_buf_addc(text, '\n');
	return NULL;
}

static struct mc_err *renew(struct mc_call *call, struct mc_cabinet *cabinet)
{
	struct mc_passphrase_question question = { &call->passphrase, _("the key that signs certificates") };
	const struct mc_seal_asker asker = mc_passphrase_asker(&question);
	MC_AUTO(mc_buf) files = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_keyring_open(&cabinet->keyring, &cabinet->office.school, &cabinet->settings,
			       cabinet->office.records, &asker));
	MC_TRY(mc_status_files_write(&files, cabinet->office.records, &cabinet->office.school,
				     &cabinet->keyring, &cabinet->settings, cabinet->at));
	MC_TRY(print_files(&text, call, cabinet, files.len > 0 ? files.ptr : ""));
	if (call->json || !call->quiet)
		mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_cabinet) cabinet = MC_CABINET_INIT;
	const struct mc_cabinet_place place = { call->school, call->records, call->actor, &call->asker,
						args->at };

	MC_TRY(mc_cabinet_open(&cabinet, &place));
	return call->operand_count > 0 ? show(call, &cabinet) : renew(call, &cabinet);
}

const struct mc_cmd mc_cmd_cert_status = {
	.name = "cert status",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("show a certificate of the register, or renew the status lists"),
	.about = N_("With an id, of which the first 8 characters are enough, it shows what the register says "
		    "of a "
		    "certificate.\n\n"
		    "Without one it writes the status lists in certificates/status of the school that are "
		    "missing, "
		    "wrong, or past half of their time, and says what to publish. Run it once a week, for "
		    "example "
		    "by a timer, so that verifiers always find lists that count."),
	.operands = "[<id>]",
	.min_operands = 0,
	.max_operands = 1,
	.example = N_("migracode cert status\n"
		      "migracode cert status 3f2a91c0"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .at = NULL })),
	.run = run,
};
