/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/stored.h"
#include "cli/cmd.h"
#include "cohort/consent.h"
#include "cohort/erase.h"
#include "cohort/office.h"
#include "ext/json_write.h"
#include "gradebook/forget.h"
#include "mirror/mirror.h"
#include "os/file.h"

struct args {
	const char *purpose;
	const char *basis;
	bool yes;
	bool dry_run;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, yes, 'y', "yes", N_("do it; there is no way back")),
	MC_OPT_FLAG(struct args, dry_run, 'n', "dry-run", N_("only say what goes and what stays")),
	MC_OPT_TEXT(
		struct args, purpose, 'p', "purpose", "<purpose>",
		N_("only what is kept for it: course, certificate, notes, follow-up, portfolio, background")),
	MC_OPT_CHOICE(
		struct args, basis, 'b', "basis", "request|retention|consent",
		N_("why: the learner asked for it, the time to keep it is over, or consent was taken back")),
	MC_OPT_END,
};

static void print_text(const struct mc_erasure *erasure, bool is_done, bool had_mirror, size_t results)
{
	(void)printf(is_done ? _("erased the learner '%s'\n") : _("to erase the learner '%s' would mean:\n"),
		     erasure->learner);
	(void)printf(_("  goes:  name, contacts and notes (sealed texts: %lld, fingerprints: %lld), and the "
		       "key that opens them in backups\n"),
		     (long long)erasure->parts, (long long)erasure->prints);
	if (erasure->copies > 0)
		(void)printf(NP_("         the same in %u copy of older records\n",
				 "         the same in %u copies of older records\n", erasure->copies),
			     erasure->copies);
	if (had_mirror)
		(void)printf("%s", _("         the copy of the learner's repository\n"));
	if (results > 0)
		(void)printf(NP_("         %zu stored result of the learner's programs\n",
				 "         %zu stored results of the learner's programs\n", results),
			     results);
	(void)printf(_("  stays: what happened, under the id alone (events: %lld, enrolments: %lld); every "
		       "count is as before\n"),
		     (long long)erasure->events, (long long)erasure->enrolments);
	if (!is_done)
		(void)printf(_("nothing was changed yet; do it with: migracode privacy erase %s --yes\n"),
			     erasure->learner);
}

static void print_json(const struct mc_erasure *erasure, bool is_done, bool had_mirror, size_t results)
{
	static const char *const tables[] = { "person", "person_key", "person_print" };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/erasure/v1");
	mc_json_key_text(&writer, "learner", erasure->learner);
	mc_json_key_bool(&writer, "committed", is_done);
	mc_json_key_text(&writer, "erased_on", erasure->erased_on[0] ? erasure->erased_on : NULL);
	mc_json_key_int(&writer, "texts", erasure->parts);
	mc_json_key_int(&writer, "prints", erasure->prints);
	mc_json_key_int(&writer, "copies", erasure->copies);
	mc_json_key_bool(&writer, "mirror", had_mirror);
	mc_json_key_int(&writer, "results", (int64_t)results);
	mc_json_key(&writer, "tables");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < MC_COUNT(tables); i++)
		mc_json_text(&writer, tables[i]);
	mc_json_end(&writer);
	mc_json_key(&writer, "stays");
	mc_json_start(&writer, '{');
	mc_json_key_int(&writer, "events", erasure->events);
	mc_json_key_int(&writer, "enrolments", erasure->enrolments);
	mc_json_end(&writer);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

/* Only a part: what "privacy due" lists when other parts may still be kept. */
static struct mc_err *end_purpose(const struct mc_call *call, const struct args *args, bool is_done)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	const char *learner = call->operands[0];
	enum mc_purpose purpose = MC_PURPOSE_COURSE;

	MC_TRY(mc_purpose_find(&purpose, args->purpose));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	if (is_done)
		MC_TRY(mc_consent_end(office.records, learner, purpose));
	if (call->json) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "schema", "migracode/erasure/v1");
		mc_json_key_text(&writer, "learner", learner);
		mc_json_key_bool(&writer, "committed", is_done);
		mc_json_key_text(&writer, "purpose", args->purpose);
		mc_json_end(&writer);
		(void)printf("%s\n", text.ptr);
	} else if (!call->quiet) {
		(void)printf(is_done ? _("erased what was kept about the learner '%s' for '%s'\n")
				     : _("what is kept about the learner '%s' for '%s' would go; do it with "
					 "--yes\n"),
			     learner, args->purpose);
	}
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	struct mc_erasure erasure = { .learner = call->operands[0], .basis = args->basis };
	bool is_done = args->yes && !args->dry_run;

	if (args->purpose)
		return end_purpose(call, args, is_done);
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	/* Commits have names in them. The mirror goes first: when it cannot, the learner is still to be
	 * found. */
	if (is_done)
		MC_TRY(mc_erasure_look(&erasure, office.records));
	bool had_mirror = mc_mirror_is_there(office.school.dir, erasure.learner);
	MC_AUTOTEXT store = mc_path_join(office.school.dir, MC_STORED_DIR);
	size_t results = 0;

	if (is_done)
		MC_TRY(mc_mirror_remove(office.school.dir, erasure.learner));
	MC_TRY(mc_grades_forget(&results, office.records, store, erasure.learner, !is_done));
	if (is_done)
		MC_TRY(mc_erasure_do(&erasure, office.records, &office.school));
	else
		MC_TRY(mc_erasure_look(&erasure, office.records));
	if (call->json)
		print_json(&erasure, is_done, had_mirror, results);
	else if (!call->quiet)
		print_text(&erasure, is_done, had_mirror, results);
	return NULL;
}

const struct mc_cmd mc_cmd_privacy_erase = {
	.name = "privacy erase",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("forget who a learner is"),
	.about = N_(
		"Destroys name, contacts and notes of a learner, and the key that they were sealed with, so "
		"that "
		"backups made since the "
		"first one in the school's own folder cannot tell them any more either. No byte of them is "
		"left in "
		"the files of the school.\n\n"
		"What happened stays in the log under the id alone, so that the counts of every report stay "
		"right; the log says when and why "
		"somebody was erased, and by whom. There is no way back. Lists that you imported, prints on "
		"paper "
		"and copies that you "
		"made by hand are yours to delete."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode privacy erase L17          # says what would go\n"
		      "migracode privacy erase L17 --yes    # does it"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .basis = "request" })),
	.run = run,
};
