/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "gradebook/programs.h"
#include "os/outfile.h"
#include "similar/archive.h"
#include "similar/folder.h"
#include "similar/report.h"
#include "similar/study.h"

/* Of how many pairs the lines are looked up when nobody says how many. */
#define USUAL_REFINED 100u

struct args {
	const char *cohort;
	const char *exercise;
	const char *format;
	const char *output;
	struct mc_opt_list starters;
	struct mc_opt_list archives;
	const char *add;
	const char *only;
	bool ids;
	unsigned top;
	unsigned min_tokens;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("compare what its learners handed in; needs '--exercise'")),
	MC_OPT_TEXT(struct args, exercise, 'e', "exercise", "<id>", N_("for which exercise")),
	MC_OPT_FLAG(struct args, ids, 0, "ids", N_("name learners by their ids on the terminal, too")),
	MC_OPT_CHOICE(struct args, format, 'f', "format", "text|csv|json|html", N_("how to write it")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>", N_("write into a file")),
	MC_OPT_LIST(struct args, starters, 's', "starter", "<path>",
		    N_("leave out what learners were given in this folder or file; may be repeated")),
	MC_OPT_LIST(struct args, archives, 'a', "archive", "<file>",
		    N_("compare with the earlier programs in this index file, too; may be repeated")),
	MC_OPT_TEXT(struct args, add, 0, "add", "<file>",
		    N_("add these submissions to an index file for later")),
	MC_OPT_TEXT(struct args, only, 0, "for", "<name>", N_("only pairs with this submission")),
	MC_OPT_UINT(struct args, top, 0, "top", "<count>",
		    N_("how many pairs, the most similar first (default: 50 as text, all for programs)")),
	MC_OPT_UINT(struct args, min_tokens, 0, "min-tokens", "<count>",
		    N_("a program with fewer is too short to judge (default: 150)")),
	MC_OPT_END,
};

/* Where the submissions come from. */
struct source {
	struct mc_study_input input;
	struct mc_arena arena;
	struct mc_programs programs;
};

static void source_release(struct source *source)
{
	mc_programs_release(&source->programs);
	mc_arena_release(&source->arena);
}

static struct mc_err *read_path(struct mc_tree *tree, void *context, size_t index)
{
	return mc_similar_read_path(tree, ((const char *const *)context)[index]);
}

static void take_paths(struct source *source, const struct mc_call *call)
{
	source->input.names = mc_similar_path_names(&source->arena, call->operands, call->operand_count);
	source->input.count = call->operand_count;
	source->input.context = call->operands;
	source->input.read = read_path;
}

/* Names of learners are shown on the terminal alone. */
static struct mc_err *take_cohort(struct source *source, const struct mc_call *call, const struct args *args)
{
	const struct mc_book_wanted wanted = { .school = call->school,
					       .records = call->records,
					       .actor = call->actor,
					       .asker = &call->asker,
					       .cohort = args->cohort,
					       .exercise = args->exercise };
	bool has_names = !strcmp(args->format, "text") && !args->output && !args->ids;

	if (call->operand_count > 0)
		return mc_err_new(MC_E_USAGE, _("'--cohort' and paths do not go together"));
	MC_TRY(mc_programs_open(&source->programs, &wanted, has_names));
	source->input = (struct mc_study_input){ .count = source->programs.count,
						 .names = source->programs.shown,
						 .ids = source->programs.learners,
						 .context = &source->programs,
						 .read = mc_programs_read };
	return NULL;
}

static struct mc_err *take_source(struct source *source, const struct mc_call *call, const struct args *args)
{
	if (args->cohort || args->exercise)
		return take_cohort(source, call, args);
	if (call->operand_count == 0)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("it is not said which submissions are compared")),
				   _("name their folders, or a cohort: migracode similar --cohort <id> "
				     "--exercise <id>"));
	take_paths(source, call);
	return NULL;
}

static struct mc_err *take_starters(struct mc_study *study, const struct mc_opt_list *starters)
{
	for (size_t i = 0; i < starters->count; i++) {
		MC_AUTO(mc_tree) tree = MC_TREE_INIT;

		MC_TRY_AS(mc_similar_read_path(&tree, starters->items[i]), _("cannot read the starter"));
		mc_study_give(study, &tree);
	}
	return NULL;
}

static struct mc_err *look_into(struct mc_study *study, struct mc_archive *archives,
				const struct mc_opt_list *paths)
{
	for (size_t i = 0; i < paths->count; i++) {
		MC_TRY(mc_archive_open(&archives[i], paths->items[i]));
		MC_TRY(mc_archive_compare(study, &archives[i]));
	}
	return NULL;
}

static struct mc_err *add_to(const char *path, const struct mc_study *study, bool is_quiet)
{
	size_t added = 0;

	if (!path)
		return NULL;
	MC_TRY(mc_archive_add(&added, path, study));
	if (!is_quiet)
		(void)fprintf(stderr,
			      NP_("added %zu submission to '%s'\n", "added %zu submissions to '%s'\n", added),
			      added, path);
	return NULL;
}

static struct mc_err *keep_only(struct mc_study *study, const char *name)
{
	uint32_t index = name ? mc_study_find(study, name) : 0;

	if (!name)
		return NULL;
	if (index == UINT32_MAX)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' is none of the submissions"), name),
				   _("write it as it stands among them"));
	mc_study_keep_for(study, index);
	return NULL;
}

static struct mc_err *deliver(const struct mc_buf *text, const struct mc_call *call, const char *path)
{
	if (!path) {
		(void)fwrite(text->ptr, 1, text->len, stdout);
		return NULL;
	}
	MC_TRY(mc_outfile_write(path, text->ptr, text->len));
	if (!call->quiet)
		(void)fprintf(stderr, _("wrote '%s'\n"), path);
	return NULL;
}

static struct mc_err *compare(struct mc_call *call, const struct args *args, struct mc_archive *archives)
{
	MC_AUTO(mc_study) study = MC_STUDY_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	__attribute__((cleanup(source_release))) struct source source = { .arena = MC_ARENA_INIT,
									  .programs = MC_PROGRAMS_INIT };

	study.min_tokens = args->min_tokens;
	MC_TRY(take_source(&source, call, args));
	if (source.programs.exercise)
		mc_study_give(&study, &source.programs.exercise->starter);
	MC_TRY(take_starters(&study, &args->starters));
	MC_TRY(mc_study_read(&study, &source.input));
	mc_study_compare(&study);
	MC_TRY(look_into(&study, archives, &args->archives));
	mc_study_rank(&study);
	MC_TRY(keep_only(&study, args->only));
	mc_study_refine(&study, args->top ? args->top : USUAL_REFINED);
	mc_similar_write(&text, &study, args->format, args->top, call->lang);
	for (size_t i = 0; i < study.program_count; i++)
		call->has_failed |= study.programs[i].state == MC_PROGRAM_FAILED;
	MC_TRY(deliver(&text, call, args->output));
	return add_to(args->add, &study, call->quiet);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;

	if (call->json)
		args->format = "json";
	struct mc_archive *archives = mc_alloc_zero(args->archives.count + 1, sizeof(*archives));
	struct mc_err *err = compare(call, args, archives);

	for (size_t i = 0; i < args->archives.count; i++)
		mc_archive_release(&archives[i]);
	free(archives);
	mc_opt_list_release(&args->archives);
	mc_opt_list_release(&args->starters);
	return err;
}

const struct mc_cmd mc_cmd_similar = {
	.name = "similar",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("find submissions that have much in common"),
	.about = N_(
		"Each <path> is a submission: a folder with all its source files, or one file. Names, "
		"layout, comments, the order of functions and the kind of a loop make no difference; what "
		"few programs have counts more than what many have.\n\n"
		"A score counts what two programs share. It does not say why: two learners may have learned "
		"together, used the same page, or one may have helped the other. Pairs that stand out are "
		"worth a talk with both; nothing is decided here. Nothing leaves this computer.\n\n"
		"With --cohort, the commits that were graded are compared, without the exercise's starter, "
		"and "
		"learners are named by their ids but on the terminal.\n\n"
		"Programs that are too short to judge are listed apart."),
	.operands = "[<path>...]",
	.max_operands = 1000000,
	.example = N_("migracode similar --starter task/starter submissions/*\n"
		      "migracode similar --cohort ath-2026a --exercise list-sum\n"
		      "migracode similar --format html -o alike.html submissions/*"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .format = "text", .min_tokens = MC_STUDY_MIN_TOKENS })),
	.run = run,
};
