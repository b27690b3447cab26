/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "course/fmt.h"
#include "ext/json_write.h"

struct args {
	bool check;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, check, 'c', "check",
		    N_("change nothing; status 1 when a file would change")),
	MC_OPT_END,
};

/* What one run did; names of changed files belong to the list of files. */
struct work {
	struct mc_course_files files;
	const char **changed;
	size_t changed_count;
};

static void work_release(struct work *work)
{
	mc_course_files_release(&work->files);
	free(work->changed);
}

static struct mc_err *find_files(struct work *work, const struct mc_call *call)
{
	for (size_t i = 0; i < call->operand_count; i++)
		MC_TRY(mc_course_files_find(&work->files, call->operands[i]));
	if (call->operand_count == 0)
		MC_TRY(mc_course_files_find(&work->files, "."));
	work->changed = mc_alloc_zero(work->files.count + 1, sizeof(*work->changed));
	return NULL;
}

/* A file with a fault does not keep the others from being done; the first fault is what the user hears of. */
static struct mc_err *format_all(struct work *work, bool is_dry)
{
	struct mc_err *first = NULL;

	for (size_t i = 0; i < work->files.count; i++) {
		bool is_changed = false;
		struct mc_err *err = mc_fmt_file(&is_changed, &work->files.items[i], is_dry);

		if (is_changed)
			work->changed[work->changed_count++] = work->files.items[i].path;
		if (first)
			mc_err_drop(err);
		else
			first = err;
	}
	return first;
}

static void print_json(const struct work *work)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/fmt/v1");
	mc_json_key_int(&writer, "files", (int64_t)work->files.count);
	mc_json_key(&writer, "changed");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < work->changed_count; i++)
		mc_json_text(&writer, work->changed[i]);
	mc_json_end(&writer);
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

static void print_text(const struct work *work)
{
	for (size_t i = 0; i < work->changed_count; i++) {
		mc_term_print_safe(stdout, work->changed[i]);
		(void)putchar('\n');
	}
}

static struct mc_err *run(struct mc_call *call, void *argument)
{
	const struct args *args = argument;
	__attribute__((cleanup(work_release))) struct work work = { .files = MC_COURSE_FILES_INIT };

	MC_TRY(find_files(&work, call));
	MC_TRY(format_all(&work, args->check));
	if (call->json)
		print_json(&work);
	else if (!call->quiet)
		print_text(&work);
	call->answer_is_no = args->check && work.changed_count > 0;
	return NULL;
}

const struct mc_cmd mc_cmd_fmt = {
	.name = "fmt",
	.family = MC_FAMILY_COURSE,
	.summary = N_("lay out the JSON files of a course in one way"),
	.about = N_("Each <path> is a curriculum, a module, an exercise, or the JSON file of one; the "
		    "default is the current folder. Keys get the order of the manual page, short arrays "
		    "and objects one line; numbers and texts stay as they are written. The names of "
		    "changed files are printed.\n\n"
		    "A file that is not correct JSON is left as it is."),
	.operands = "[<path>...]",
	.max_operands = 10000,
	.example = N_("migracode fmt                        # the course in this folder\n"
		      "migracode fmt --check curricula/one  # for CI: is everything in order?\n"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ false })),
	.run = run,
};
