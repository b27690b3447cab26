/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/time.h"
#include "cert/papers.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "ext/json_write.h"
#include "os/clock.h"
#include "os/outfile.h"

struct args {
	const char *learner;
	const char *out;
	const char *at;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, learner, 'l', "learner", "<id>",
		    N_("of the certificate of this learner, instead of its id")),
	MC_OPT_TEXT(struct args, out, 'o', "out", "<file>", N_("the PDF to write")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>", N_("the file's own date; otherwise now")),
	MC_OPT_END,
};

static struct mc_err *check(const struct mc_call *call, const struct args *args, int64_t *made_ms)
{
	*made_ms = mc_clock_unix_ms();
	if ((call->operand_count == 1) == (args->learner != NULL))
		return mc_err_new(MC_E_USAGE, "%s", _("name one certificate, or --learner"));
	if (!args->out)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--out"), "%s",
				   _("for example: migracode cert export transcript --learner L1 --out "
				     "transcript.pdf"));
	if (args->at && !mc_time_read_ms(made_ms, args->at))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is not a moment"), args->at), "%s",
				   _("write it as 2026-05-12T10:00:00Z"));
	return NULL;
}

static struct mc_err *find(const struct mc_cert_entry **entry, struct mc_cert_entries *entries,
			   struct mc_records *records, const struct mc_call *call, const struct args *args)
{
	if (args->learner) {
		MC_TRY(mc_cert_register_read(entries, records, NULL, args->learner));
		return mc_papers_find(entry, entries, args->learner);
	}
	MC_TRY(mc_cert_register_find(entries, records, call->operands[0]));
	*entry = &entries->items[0];
	return NULL;
}

static void print(const struct mc_call *call, const struct mc_cert_entry *entry, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	if (call->json) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "schema", "migracode/certificate-paper/v1");
		mc_json_key_text(&writer, "paper", "transcript");
		mc_json_key_text(&writer, "certificate", entry->id);
		mc_json_key_text(&writer, "learner", entry->learner);
		mc_json_key_text(&writer, "cohort", entry->cohort);
		mc_json_key_text(&writer, "lang", entry->lang);
		mc_json_key_text(&writer, "path", path);
		mc_json_end(&writer);
		mc_buf_addc(&text, '\n');
	} else if (!call->quiet) {
		mc_buf_addf(&text, _("wrote the transcript of the certificate %s (learner %s) to '%s'\n"),
			    entry->id, entry->learner, path);
	}
	mc_term_print_safe(stdout, text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;
	MC_AUTO(mc_cert_entries) entries = MC_CERT_ENTRIES_INIT;
	MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
	const struct mc_cert_entry *entry = NULL;
	int64_t made_ms;

	MC_TRY(check(call, args, &made_ms));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cert_settings_read(&settings, &office.school));
	MC_TRY(find(&entry, &entries, office.records, call, args));
	const struct mc_papers_wanted wanted = { &office, &settings, made_ms / 1000 };

	MC_TRY(mc_papers_transcript(&pdf, &wanted, entry));
	MC_TRY(mc_outfile_write(args->out, pdf.ptr, pdf.len));
	print(call, entry, args->out);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_export_transcript = {
	.name = "cert export transcript",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("print all results of somebody who has a certificate"),
	.about = N_("Writes a PDF with the points of every module and exercise of the course, as the records "
		    "have them now, in the language and the design of the certificate. It names the "
		    "certificate and has its QR code; it is not signed itself.\n\n"
		    "The paper has the learner's name: it is for the learner to hand on. What counts for "
		    "nobody, because the learner was excused, is left out."),
	.operands = "[<certificate>]",
	.min_operands = 0,
	.max_operands = 1,
	.example = N_("migracode cert export transcript --learner L1 --out transcript.pdf"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .learner = NULL })),
	.run = run,
};
