/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "ext/json_write.h"
#include "foreign/import.h"
#include "foreign/open.h"

struct args {
	const char *from;
	const char *id;
	const char *title;
	const char *solution;
	struct mc_opt_list tests;
	bool dry_run;
};

static const struct mc_opt options[] = {
	MC_OPT_CHOICE(struct args, from, 0, "from", MC_SPEC_FORMAT_CHOICES,
		      N_("the format of the source; otherwise found out")),
	MC_OPT_TEXT(struct args, id, 0, "id", "<id>",
		    N_("id of the exercise; otherwise made from the name of the new folder")),
	MC_OPT_TEXT(struct args, title, 't', "title", "<text>",
		    N_("name of the exercise for people; otherwise taken from its instructions")),
	MC_OPT_TEXT(struct args, solution, 's', "solution", "<folder>",
		    N_("reference solution, for a source that has none")),
	MC_OPT_LIST(struct args, tests, 0, "tests", "<glob>",
		    N_("files of the source that belong to the tests and not to students; repeat for more")),
	MC_OPT_FLAG(struct args, dry_run, 'n', "dry-run", N_("list the files, write nothing")),
	MC_OPT_END,
};

/* What is lost goes to stderr, so that it is seen also where the list of files is read by a program. */
static void print_losses(const struct mc_findings *losses)
{
	for (size_t i = 0; i < losses->count; i++) {
		MC_AUTO(mc_buf) line = MC_BUF_INIT;

		mc_finding_print(&line, &losses->items[i]);
		(void)fprintf(stderr, "%s: ", losses->items[i].is_error ? _("error") : _("warning"));
		mc_term_print_safe(stderr, line.ptr);
		if (losses->items[i].hint) {
			(void)fprintf(stderr, "\n  %s: ", _("hint"));
			mc_term_print_safe(stderr, losses->items[i].hint);
		}
		(void)fputc('\n', stderr);
	}
}

static void add_loss(struct mc_json_writer *writer, const struct mc_finding *loss)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "path", loss->path);
	if (loss->line) {
		mc_json_key_int(writer, "line", loss->line);
		mc_json_key_int(writer, "column", loss->column);
	}
	if (loss->pointer)
		mc_json_key_text(writer, "pointer", loss->pointer);
	mc_json_key_text(writer, "message", loss->message);
	if (loss->hint)
		mc_json_key_text(writer, "hint", loss->hint);
	mc_json_end(writer);
}

static void print_json(const struct mc_import *import, const char *dir, bool is_dry)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/import/v1");
	mc_json_key_text(&writer, "from", import->exercise->source_format);
	mc_json_key_text(&writer, "path", dir);
	mc_json_key_bool(&writer, "written", !is_dry);
	mc_json_key_text(&writer, "exercise", import->exercise->id);
	mc_json_key_int(&writer, "tests", (int64_t)import->exercise->test_count);
	mc_json_key(&writer, "points");
	mc_json_thousandths(&writer, mc_exercise_max(import->exercise));
	mc_json_key_bool(&writer, "solution", import->has_solution);
	mc_json_key(&writer, "files");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < import->tree.count; i++)
		mc_json_text(&writer, import->tree.files[i].path);
	mc_json_end(&writer);
	mc_json_key(&writer, "lost");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < import->losses.count; i++)
		add_loss(&writer, &import->losses.items[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static void print_files(const struct mc_import *import, const char *dir)
{
	for (size_t i = 0; i < import->tree.count; i++) {
		mc_term_print_safe(stdout, dir);
		(void)putchar('/');
		mc_term_print_safe(stdout, import->tree.files[i].path);
		(void)putchar('\n');
	}
}

static void print_text(const struct mc_call *call, const struct mc_import *import, const char *dir)
{
	const char *source = call->operands[0];
	size_t count = import->exercise->test_count;
	size_t losses = import->losses.count;

	(void)printf(NP_("imported '%s' from '%s' (%s): %zu test\n",
			 "imported '%s' from '%s' (%s): %zu tests\n", count),
		     import->exercise->id, source, mc_spec_format_title(import->exercise->source_format),
		     count);
	if (losses > 0)
		(void)printf(NP_("%zu thing is not carried over as it was: see above\n",
				 "%zu things are not carried over as they were: see above\n", losses),
			     losses);
	if (import->has_solution)
		(void)printf(_("next: migracode verify %s\n"), dir);
	else
		(void)printf(_("next: put a solution into '%s/solution', and type: migracode verify %s\n"),
			     dir, dir);
}

static struct mc_err *read_and_write(struct mc_import *import, const struct mc_call *call,
				     const struct args *args)
{
	const struct mc_import_request request = {
		.format = args->from,
		.source = call->operands[0],
		.dir = call->operands[1],
		.id = args->id,
		.title = args->title,
		.solution = args->solution,
		.tests = args->tests.items,
		.test_count = args->tests.count,
	};

	MC_TRY(mc_import_read(import, &request));
	return args->dry_run ? NULL : mc_import_write(import, request.dir);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	MC_AUTO(mc_import) import = MC_IMPORT_INIT;
	struct mc_err *err = read_and_write(&import, call, args);

	mc_opt_list_release(&args->tests);
	if (!call->quiet)
		print_losses(&import.losses);
	if (err)
		return mc_err_wrap(err, "%s", _("cannot import the exercise"));
	if (call->json)
		print_json(&import, call->operands[1], args->dry_run);
	else if (args->dry_run)
		print_files(&import, call->operands[1]);
	else if (!call->quiet)
		print_text(call, &import, call->operands[1]);
	return NULL;
}

const struct mc_cmd mc_cmd_import = {
	.name = "import",
	.family = MC_FAMILY_COURSE,
	.summary = N_("make an exercise of one that another tool has"),
	.about = N_(
		"Reads the tests of <source>, a folder in the format of another tool, and makes the folder "
		"<exercise> with exercise.json, the files of the tests, what students start from, the "
		"solution and the task. The folder must be new or empty. In a module, it is listed in "
		"module.json.\n\n"
		"What cannot be carried over, or means something else here, is printed item by item, and the "
		"exit status is still 0: read it. migracode-import(7) says what becomes of each format.\n\n"
		"A solution is needed to prove the exercise. Where the source has none, --solution brings "
		"one."),
	.operands = "<source> <exercise>",
	.min_operands = 2,
	.max_operands = 2,
	.example = N_("migracode import --from exercism javascript/exercises/practice/two-fer two-fer\n"
		      "migracode import --solution solved --tests 'test_*.py' old-classroom-repo "
		      "modules/loops/sum"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .from = NULL })),
	.run = run,
};
