/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cert/issue.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cmd/cert-issue/options.h"
#include "cohort/cohort.h"
#include "os/exe.h"

struct args {
	const char *cohort;
	const char *learner;
	const char *out;
	const char *date;
	const char *at;
	const char *certificate_lang;
	struct mc_opt_list formats;
	const char *pades;
	const char *pades_passphrase;
	unsigned jobs;
	bool replace;
	bool dry_run;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort that they started in")),
	MC_OPT_TEXT(struct args, learner, 'l', "learner", "<id>", N_("only this learner")),
	MC_OPT_TEXT(struct args, out, 'o', "out", "<folder>", N_("where the files go")),
	MC_OPT_TEXT(struct args, date, 0, "date", "<day>",
		    N_("the day that certificates are dated (default: now)")),
	MC_OPT_TEXT(struct args, at, 0, "at", "<moment>", N_("the same to the second: 2026-05-12T10:00:00Z")),
	MC_OPT_TEXT(struct args, certificate_lang, 0, "certificate-lang", "<code>",
		    N_("language of the certificates (default: that of school.json)")),
	MC_OPT_LIST(struct args, formats, 'f', "format", "<json,pdf,png,svg,jwt>",
		    N_("kinds of files (default: json,pdf,png)")),
	MC_OPT_TEXT(struct args, pades, 0, "pades", "<file>",
		    N_("sign PDF files for PDF readers too, with the key of a PKCS#12 file")),
	MC_OPT_TEXT(struct args, pades_passphrase, 0, "pades-passphrase-file", "<file>",
		    N_("read the passphrase of that key from a file that only you may read")),
	MC_OPT_UINT(struct args, jobs, 'j', "jobs", "<n>",
		    N_("print so many at a time (default: one for each processor)")),
	MC_OPT_FLAG(struct args, replace, 0, "replace",
		    N_("give those whose certificate was revoked another one")),
	MC_OPT_FLAG(struct args, dry_run, 'n', "dry-run", N_("say who would get what, and issue nothing")),
	MC_OPT_END,
};

/* ---- options ---- */

static struct mc_err *check(const struct args *args)
{
	const char *missing = !args->cohort ? "--cohort" : !args->out && !args->dry_run ? "--out" : NULL;

	if (missing)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), missing), "%s",
				   _("for example: migracode cert issue --cohort ath-2026a --out given"));
	if (args->date && args->at)
		return mc_err_new(MC_E_USAGE, _("give either --date or --at"));
	if (args->pades_passphrase && !args->pades)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--pades"), "%s",
				   _("it names the file that the passphrase opens"));
	return NULL;
}

/* ---- issuing ---- */

static void count(void *context, bool has_failed)
{
	mc_progress_add(context, has_failed);
}

static struct mc_err *issue_all(struct mc_issue *issue, struct mc_call *call)
{
	struct mc_progress progress;

	issue->wanted.tell = count;
	issue->wanted.context = &progress;
	mc_progress_open(&progress, _("issuing"), issue->count, call->quiet);
	struct mc_err *err = mc_issue_run(issue);

	mc_progress_clear(&progress);
	if (err && err->code == MC_E_INTERRUPTED)
		return mc_err_hint(err, "%s", _("the same command goes on where it stopped"));
	return err;
}

/* The line to type next: whether one of them is good, or why there is none. */
static void say_next(const struct mc_issue *issue)
{
	if (issue->count == 0)
		(void)printf(_("next: migracode graduate check --cohort %s\n"), issue->wanted.cohort);
	for (size_t i = 0; i < issue->count; i++) {
		MC_AUTO(mc_buf) line = MC_BUF_INIT;
		MC_AUTO(mc_buf) path = MC_BUF_INIT;
		MC_AUTO(mc_buf) issuers = MC_BUF_INIT;
		MC_AUTO(mc_buf) words = MC_BUF_INIT;

		if (!(issue->items[i].written & 1u << MC_CARRIER_JSON))
			continue;
		mc_buf_addf(&path, "%s/%s.json", issue->wanted.folder, issue->items[i].id);
		mc_buf_addf(&issuers, "%s/" MC_CERT_ISSUERS_FILE, issue->wanted.office->school.dir);
		mc_buf_add_shell(&words, path.ptr);
		mc_buf_addz(&words, " --issuers ");
		mc_buf_add_shell(&words, issuers.ptr);
		mc_buf_addf(&line, _("next: migracode cert verify %s\n"), words.ptr);
		mc_term_print_safe(stdout, line.ptr);
		return;
	}
}

static struct mc_err *print(struct mc_call *call, const struct mc_issue *issue, bool is_dry_run)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	size_t left_out = mc_gather_left_out(issue->gather);

	if (call->json) {
		MC_TRY(mc_issue_print_json(&text, issue, is_dry_run));
		(void)fwrite(text.ptr, 1, text.len, stdout);
		call->has_document = true;
	} else if (!call->quiet) {
		MC_TRY(mc_issue_print_text(&text, issue, is_dry_run));
		mc_term_print_safe(stdout, text.ptr);
		say_next(issue);
	}
	if (left_out && !call->quiet)
		(void)fprintf(stderr,
			      NP_("%zu code that the course is aligned to was left out: 'migracode lint' "
				  "names it\n",
				  "%zu codes that the course is aligned to were left out: 'migracode lint' "
				  "names them\n",
				  left_out),
			      left_out);
	return NULL;
}

static struct mc_err *work(struct mc_call *call, struct args *args, struct mc_office *office,
			   const struct mc_issue_wanted *given)
{
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;
	MC_AUTO(mc_keyring) keyring = MC_KEYRING_INIT;
	MC_AUTO(mc_issue) issue = MC_ISSUE_INIT;
	struct mc_issue_wanted wanted = *given;

	MC_TRY(mc_cert_settings_read(&settings, &office->school));
	wanted.office = office;
	wanted.settings = &settings;
	if (!args->dry_run) {
		MC_TRY(mc_keyring_open(&keyring, &office->school, &settings, office->records, &call->asker));
		wanted.keyring = &keyring;
	}
	MC_TRY(mc_issue_plan(&issue, &wanted));
	MC_TRY(args->dry_run ? mc_issue_try(&issue) : issue_all(&issue, call));
	call->is_bad_input = issue.counts[MC_ISSUE_FAILED] > 0;
	return print(call, &issue, args->dry_run);
}

static struct mc_err *start(struct mc_call *call, struct args *args)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_buf) moment = MC_BUF_INIT;
	MC_AUTOPTR(mc_cms_key) pades = NULL;
	struct mc_issue_wanted wanted = { .cohort = args->cohort,
					  .learner = args->learner,
					  .lang = args->certificate_lang,
					  .folder = args->out ? args->out : ".",
					  .jobs = args->jobs ? args->jobs : mc_cpu_count(),
					  .replaces_revoked = args->replace };

	MC_TRY(check(args));
	MC_TRY(mc_issue_read_formats(&wanted.formats, &args->formats));
	MC_TRY(mc_issue_read_moment(&moment, args->date, args->at));
	wanted.at = moment.ptr;
	if (args->pades && !args->dry_run)
		MC_TRY(mc_issue_open_pades(&pades, args->pades, args->pades_passphrase));
	wanted.pades = pades;
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	return work(call, args, &office, &wanted);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	struct mc_err *err = start(call, args);

	mc_opt_list_release(&args->formats);
	return err;
}

const struct mc_cmd mc_cmd_cert_issue = {
	.name = "cert issue",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("give graduates their certificates"),
	.about = N_(
		"Every learner of the cohort for whom 'graduate decide' recorded a decision gets a signed "
		"certificate: a document, a page to print that carries it, and a picture. What it says comes "
		"from the records, and stands in migracode-certificates(7).\n\n"
		"Nobody gets two. Who has one already gets the files again, with the same signed bytes; so a "
		"command that was cut off can be typed again. After 'cert revoke', --replace gives another "
		"one. "
		"What fails for one learner is said and does not stop the rest; the exit status is 3 "
		"then.\n\n"
		"With --pades, PDF files get a second signature, which PDF readers show (PAdES), with a key "
		"and "
		"a certificate that an authority gave the school. It tells the time at which the file is "
		"written."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cert issue --cohort ath-2026a --dry-run\n"
		      "migracode cert issue --cohort ath-2026a --out given --date 2026-05-12\n"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .jobs = 0 })),
	.run = run,
};
