/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "cert/page_export.h"
#include "cert/settings.h"
#include "cli/cmd.h"
#include "ext/json_write.h"
#include "os/clock.h"

struct args {
	struct mc_opt_list issuers;
	struct mc_opt_list status_lists;
};

static const struct mc_opt options[] = {
	MC_OPT_LIST(struct args, issuers, 'i', "issuers", "<file>",
		    N_("trust these issuers, too; may be used several times")),
	MC_OPT_LIST(struct args, status_lists, 0, "status", "<file>",
		    N_("a status list of theirs; may be used several times")),
	MC_OPT_END,
};

static void print_json(const struct mc_page_made *made, const char *dir, const char *url)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/verification-page/v1");
	mc_json_key_text(&writer, "path", dir);
	mc_json_key_int(&writer, "issuers", (int64_t)made->issuers);
	mc_json_key_int(&writer, "status_lists", (int64_t)made->status_lists);
	mc_json_key_int(&writer, "files", (int64_t)made->files);
	if (made->valid_until[0])
		mc_json_key_text(&writer, "valid_until", made->valid_until);
	if (url)
		mc_json_key_text(&writer, "url", url);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static void print_text(const struct mc_page_made *made, const char *dir, const char *url)
{
	(void)printf(NP_("made the verification page in '%s' with %zu issuer\n",
			 "made the verification page in '%s' with %zu issuers\n", made->issuers),
		     dir, made->issuers);
	if (made->valid_until[0])
		(void)printf(_("its status lists count until %.10s: make the page again before\n"),
			     made->valid_until);
	if (url)
		(void)printf(_("next: publish the folder at %s\n"), url);
	else
		(void)printf(_("next: publish the folder, and write its address into school.json: "
			       "certificates, verify_url\n"));
}

static struct mc_err *make(struct mc_page_made *made, const struct args *args, const struct mc_school *school,
			   const char *dir)
{
	const struct mc_page_wanted wanted = {
		.school = school,
		.issuers = args->issuers.items,
		.issuer_list_count = args->issuers.count,
		.status_lists = args->status_lists.items,
		.status_list_count = args->status_lists.count,
		.now_s = mc_clock_unix_ms() / 1000,
	};

	MC_TRY_AS(mc_page_export(made, dir, &wanted), _("cannot make the verification page"));
	return NULL;
}

static struct mc_err *export_page(struct mc_call *call, const struct args *args)
{
	MC_AUTO(mc_school) school = MC_SCHOOL_INIT;
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;
	const char *dir = call->operands[0];
	struct mc_page_made made;

	MC_TRY(mc_school_open(&school, call->school));
	MC_TRY(mc_cert_settings_read(&settings, &school));
	MC_TRY(make(&made, args, &school, dir));
	if (made.is_old)
		(void)fprintf(stderr,
			      _("migracode: a status list has ended on %.10s; the page cannot tell what was "
				"taken back\n"),
			      made.valid_until);
	if (call->json)
		print_json(&made, dir, settings.verify_url);
	else if (!call->quiet)
		print_text(&made, dir, settings.verify_url);
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	struct mc_err *err = export_page(call, args);

	mc_opt_list_release(&args->issuers);
	mc_opt_list_release(&args->status_lists);
	return err;
}

const struct mc_cmd mc_cmd_cert_export_page = {
	.name = "cert export page",
	.family = MC_FAMILY_CERTIFICATES,
	.has_school = true,
	.summary = N_("make the page on which anybody can verify certificates"),
	.about = N_(
		"A folder of files for any web server, or for a disk: the page checks certificates in the "
		"browser, in six languages, and sends nothing anywhere. The QR code of a certificate opens "
		"it.\n\n"
		"It has the list of issuers of the school and the status lists as they are now. Make it "
		"again after a certificate was revoked or a key was changed: an earlier page in the folder "
		"is brought up to date.\n\n"
		"With --issuers the page of a network of schools trusts all of them."),
	.operands = "<folder>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode cert export page verify-page"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .issuers = { 0 } })),
	.run = run,
};
