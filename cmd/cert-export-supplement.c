/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "base/time.h"
#include "cert/papers.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "ext/json_write.h"
#include "os/clock.h"
#include "os/outfile.h"

struct args {
	const char *cohort;
	const char *paper_lang;
	const char *out;
	const char *at;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("of the course of this cohort")),
	MC_OPT_TEXT(struct args, paper_lang, 0, "paper-lang", "<code>",
		    N_("language of the paper (default: that of school.json)")),
	MC_OPT_TEXT(struct args, out, 'o', "out", "<file>", N_("the PDF to write")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>", N_("the file's own date; otherwise now")),
	MC_OPT_END,
};

static struct mc_err *check(const struct args *args, int64_t *made_ms)
{
	const char *missing = !args->cohort ? "--cohort" : !args->out ? "--out" : NULL;

	*made_ms = mc_clock_unix_ms();
	if (missing)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), missing), "%s",
				   _("for example: migracode cert export supplement --cohort ath-2026a --out "
				     "supplement.pdf"));
	if (args->at && !mc_time_read_ms(made_ms, args->at))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is not a moment"), args->at), "%s",
				   _("write it as 2026-05-12T10:00:00Z"));
	return NULL;
}

static void print(const struct mc_call *call, const struct args *args)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	if (call->json) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "schema", "migracode/certificate-paper/v1");
		mc_json_key_text(&writer, "paper", "supplement");
		mc_json_key_text(&writer, "cohort", args->cohort);
		mc_json_key_text(&writer, "path", args->out);
		mc_json_end(&writer);
		mc_buf_addc(&text, '\n');
	} else if (!call->quiet) {
		mc_buf_addf(&text, _("wrote the supplement of the course of the cohort '%s' to '%s'\n"),
			    args->cohort, args->out);
	}
	mc_term_print_safe(stdout, text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;
	MC_AUTO(mc_buf) pdf = MC_BUF_INIT;
	int64_t made_ms;

	MC_TRY(check(args, &made_ms));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cert_settings_read(&settings, &office.school));
	const struct mc_papers_wanted wanted = { &office, &settings, made_ms / 1000 };

	MC_TRY(mc_papers_supplement(&pdf, &wanted, args->cohort, args->paper_lang));
	MC_TRY(mc_outfile_write(args->out, pdf.ptr, pdf.len));
	print(call, args);
	return NULL;
}

const struct mc_cmd mc_cmd_cert_export_supplement = {
	.name = "cert export supplement",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("print what the certificates of a course stand for"),
	.about =
		N_("Writes a PDF that explains the certificate to employers and schools, in the order of the "
		   "Europass certificate supplement: title, skills and competences, range of occupations, "
		   "official basis, ways of acquiring it, additional information. It is about the course of "
		   "a cohort and names nobody.\n\n"
		   "Competences and occupations are those that the course is aligned to and that the tables "
		   "of frameworks have verified."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cert export supplement --cohort ath-2026a --out supplement.pdf"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
