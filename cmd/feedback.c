/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "gradebook/feedback.h"

struct args {
	const char *cohort;
	struct mc_opt_list learners;
	const char *module;
	const char *exercise;
	const char *to;
	const char *host;
	bool dry_run;
	bool yes;
	bool is_public;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("whose feedback; needed when the school has several cohorts")),
	MC_OPT_LIST(struct args, learners, 0, "learner", "<id>", N_("one learner; may be repeated")),
	MC_OPT_TEXT(struct args, module, 'm', "module", "<id>", N_("exercises of one module")),
	MC_OPT_TEXT(struct args, exercise, 'e', "exercise", "<id>", N_("one exercise")),
	MC_OPT_CHOICE(
		struct args, to, 0, "to", "pr|issue|branch|files",
		N_("where to: a comment on the pull request, an issue, a branch, or files in <folder>")),
	MC_OPT_FLAG(struct args, yes, 'y', "yes", N_("send; without it, all is only shown")),
	MC_OPT_FLAG(struct args, dry_run, 'n', "dry-run", N_("show what would be sent, and send nothing")),
	MC_OPT_TEXT(struct args, host, 0, "host", "<address>",
		    N_("the host that the token is for, when it is not a public one")),
	MC_OPT_FLAG(struct args, is_public, 0, "public",
		    N_("send to repositories that everybody can read, too")),
	MC_OPT_END,
};

static enum mc_feedback_target target_of(const char *name)
{
	enum mc_feedback_target target = MC_FEEDBACK_PR;

	while (strcmp(mc_feedback_targets[target], name) != 0)
		target++;
	return target;
}

/* What a host makes us wait for is not to look like a fault. */
static void say_waiting(void *context, const char *host, unsigned seconds)
{
	struct mc_progress *progress = context;

	mc_progress_clear(progress);
	if (!progress->is_quiet)
		(void)fprintf(stderr,
			      NP_("waiting %u second for '%s'\n", "waiting %u seconds for '%s'\n", seconds),
			      seconds, host);
}

static void count(void *context, const struct mc_feedback_item *item)
{
	mc_progress_add(context, item->state == MC_FEEDBACK_FAILED);
}

static struct mc_err *send(struct mc_feedback *feedback, const struct mc_book *book, struct mc_call *call,
			   const struct args *args)
{
	struct mc_progress progress;
	const struct mc_forge_config forge = MC_FORGE_CONFIG;
	struct mc_feedback_sending sending = { .target = target_of(args->to),
					       .is_public_too = args->is_public,
					       .host = args->host,
					       .folder = call->operand_count ? call->operands[0] : NULL,
					       .forge = forge,
					       .done = count,
					       .context = &progress };

	sending.forge.waits = say_waiting;
	sending.forge.context = &progress;
	mc_progress_open(&progress, _("sending"), feedback->counts[MC_FEEDBACK_WAITING], call->quiet);
	struct mc_err *err = mc_feedback_send(feedback, book, &sending);

	mc_progress_clear(&progress);
	return err;
}

/* Learners are named by their ids here: what goes to the terminal as an error ends up in logs. */
static void say_failures(const struct mc_feedback *feedback)
{
	for (size_t i = 0; i < feedback->count; i++) {
		const struct mc_feedback_item *item = &feedback->items[i];

		if (!item->err)
			continue;
		MC_AUTO(mc_buf) line = MC_BUF_INIT;

		mc_buf_addf(&line, "%s, %s: %s\n", item->learner, item->exercise, item->err->msg);
		if (item->err->hint)
			mc_buf_addf(&line, "%s: %s\n", _("hint"), item->err->hint);
		mc_term_print_safe(stderr, line.ptr);
	}
}

static void print(const struct mc_feedback *feedback, bool is_sent)
{
	const size_t *counts = feedback->counts;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!is_sent)
		mc_feedback_show(&text, feedback);
	if (is_sent)
		mc_buf_addf(&text, NP_("%zu text sent", "%zu texts sent", counts[MC_FEEDBACK_SENT]),
			    counts[MC_FEEDBACK_SENT]);
	else
		mc_buf_addf(&text, NP_("%zu text to send", "%zu texts to send", counts[MC_FEEDBACK_WAITING]),
			    counts[MC_FEEDBACK_WAITING]);
	mc_buf_addf(&text, NP_(", %zu unchanged", ", %zu unchanged", counts[MC_FEEDBACK_UNCHANGED]),
		    counts[MC_FEEDBACK_UNCHANGED]);
	mc_buf_addf(&text, NP_(", %zu failed", ", %zu failed", counts[MC_FEEDBACK_FAILED]),
		    counts[MC_FEEDBACK_FAILED]);
	mc_buf_addc(&text, '\n');
	mc_term_print_safe(stdout, text.ptr);
	say_failures(feedback);
}

static struct mc_err *check(const struct mc_call *call, const struct args *args)
{
	bool is_files = args->to && !strcmp(args->to, "files");

	if (!args->to)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--to"),
				   _("give --to pr, --to issue, --to branch, or --to files and a folder"));
	if (is_files != (call->operand_count == 1))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("--to files, and only it, needs a folder")),
				   _("for example: migracode feedback --to files feedback"));
	return NULL;
}

static struct mc_err *make(struct mc_call *call, const struct args *args)
{
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	MC_AUTO(mc_feedback) feedback = MC_FEEDBACK_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(check(call, args));
	enum mc_feedback_target target = target_of(args->to);
	/* Files are looked at before they go anywhere. */
	bool is_sent = !args->dry_run && (args->yes || target == MC_FEEDBACK_FILES);
	const struct mc_book_wanted wanted = { .school = call->school,
					       .records = call->records,
					       .actor = call->actor,
					       .asker = &call->asker,
					       .cohort = args->cohort,
					       .exercise = args->exercise };

	MC_TRY(mc_book_open(&book, &wanted));
	MC_TRY(mc_feedback_gather(&feedback, &book,
				  &(struct mc_feedback_wanted){ target, args->module, args->exercise,
								args->learners.items,
								args->learners.count }));
	if (is_sent)
		MC_TRY(send(&feedback, &book, call, args));
	call->has_failed = feedback.counts[MC_FEEDBACK_FAILED] > 0;
	if (call->json) {
		mc_feedback_json(&text, &feedback, book.cohort->id, target, !is_sent);
		(void)fwrite(text.ptr, 1, text.len, stdout);
		call->has_document = true;
	} else {
		print(&feedback, is_sent);
	}
	if (!is_sent && !args->dry_run && !call->quiet)
		(void)fprintf(stderr, "%s\n", _("nothing was sent: add --yes to send it"));
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	struct mc_err *err = make(call, args);

	mc_opt_list_release(&args->learners);
	return err;
}

const struct mc_cmd mc_cmd_feedback = {
	.name = "feedback",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("send learners feedback on their work"),
	.about = N_(
		"Makes one text for each learner and graded exercise, in the learner's language where the "
		"result is stored in it: the verdict, the tests, the first failure in full, and the lines of "
		"the score. Of hidden tests it has no content.\n\n"
		"All of it is shown first; --yes sends it. A text that changed replaces the one that was "
		"sent "
		"before, and one that did not is not sent again. What fails for one learner is said and does "
		"not stop the rest; the exit status is 4 then."),
	.operands = "[<folder>]",
	.min_operands = 0,
	.max_operands = 1,
	.example = N_("migracode feedback --cohort ath-2026a --to pr            # show it\n"
		      "migracode feedback --cohort ath-2026a --to pr --yes      # send it\n"
		      "migracode feedback --cohort ath-2026a --to files letters # a file for each"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
