/* SPDX-License-Identifier: MIT */
#include "course/lint.h"

#include <stdio.h>

#include "base/i18n.h"
#include "cert/align_lint.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/rules_lint.h"
#include "ext/json_write.h"
#include "foreign/find.h"
#include "foreign/open.h"
#include "os/file.h"
#include "prove/mutant_marks.h"

static void add_finding(struct mc_json_writer *writer, const struct mc_finding *finding)
{
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "severity", finding->is_error ? "error" : "warning");
	mc_json_key_text(writer, "path", finding->path);
	if (finding->line) {
		mc_json_key_int(writer, "line", finding->line);
		mc_json_key_int(writer, "column", finding->column);
	}
	if (finding->pointer)
		mc_json_key_text(writer, "pointer", finding->pointer);
	mc_json_key_text(writer, "message", finding->message);
	if (finding->hint)
		mc_json_key_text(writer, "hint", finding->hint);
	mc_json_end(writer);
}

static void print_json(const struct mc_findings *findings, size_t file_count)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/lint/v1");
	mc_json_key(&writer, "findings");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < findings->count; i++)
		add_finding(&writer, &findings->items[i]);
	mc_json_end(&writer);
	mc_json_key_int(&writer, "files", (int64_t)file_count);
	mc_json_key_int(&writer, "errors", (int64_t)findings->error_count);
	mc_json_key_int(&writer, "warnings", (int64_t)(findings->count - findings->error_count));
	mc_json_end(&writer);
	(void)printf("%s\n", text.ptr);
}

/* "file:line:column: error: ", the form that editors jump to. */
static void print_finding(const struct mc_finding *finding, bool has_color)
{
	const char *word = finding->is_error ? _("error") : _("warning");
	const char *color = !has_color ? "" : finding->is_error ? "\033[1;31m" : "\033[1;33m";

	mc_term_print_safe(stdout, finding->path);
	if (finding->line)
		(void)printf(":%u:%u", finding->line, finding->column);
	(void)printf(": %s%s:%s ", color, word, has_color ? "\033[0m" : "");
	if (finding->pointer && finding->pointer[0]) {
		mc_term_print_safe(stdout, finding->pointer);
		(void)fputs(": ", stdout);
	}
	mc_term_print_safe(stdout, finding->message);
	if (finding->hint) {
		(void)printf("\n  %s: ", _("hint"));
		mc_term_print_safe(stdout, finding->hint);
	}
	(void)putchar('\n');
}

static void print_text(const struct mc_call *call, const struct mc_findings *findings, size_t file_count)
{
	size_t errors = findings->error_count;
	size_t warnings = findings->count - errors;

	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].is_error || !call->quiet)
			print_finding(&findings->items[i], call->has_color);
	}
	if (call->quiet)
		return;
	(void)printf(NP_("%zu file: ", "%zu files: ", file_count), file_count);
	(void)printf(NP_("%zu error, ", "%zu errors, ", errors), errors);
	(void)printf(NP_("%zu warning\n", "%zu warnings\n", warnings), warnings);
}

static struct mc_err *read_foreign(struct mc_findings *findings, const char *dir)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	size_t errors = findings->error_count;
	struct mc_err *err = mc_spec_open(&exercise, findings, dir);

	if (!err || findings->error_count == errors)
		return err;
	mc_err_drop(err); /* it is among the findings */
	return NULL;
}

/* What one run looks at. */
struct work {
	struct mc_course_files files; /* of the operands that are courses, modules, exercises themselves */
	struct mc_findings findings;
	size_t file_count;
};

static void work_release(struct work *work)
{
	mc_course_files_release(&work->files);
	mc_findings_release(&work->findings);
}

/* Adds our own exercises at and below a folder, also those in places where no module is. */
static struct mc_err *add_exercises(struct mc_course_files *files, const char *dir)
{
	MC_AUTO(mc_dir) exercises = MC_DIR_INIT;

	MC_TRY(mc_course_find_exercises(&exercises, dir));
	for (size_t i = 0; i < exercises.count; i++) {
		if (!mc_spec_is_foreign(exercises.names[i]))
			MC_TRY(mc_course_files_find(files, exercises.names[i]));
	}
	return NULL;
}

/* Specs of foreign formats are read at once: there is nothing to look for beside them. */
static struct mc_err *look_at_foreign(struct work *work, const char *dir)
{
	MC_AUTO(mc_dir) exercises = MC_DIR_INIT;

	MC_TRY(mc_course_find_exercises(&exercises, dir));
	for (size_t i = 0; i < exercises.count; i++) {
		if (!mc_spec_is_foreign(exercises.names[i]))
			continue;
		MC_TRY(read_foreign(&work->findings, exercises.names[i]));
		work->file_count++;
	}
	return NULL;
}

static struct mc_err *look_at_files(struct work *work, const struct mc_course_files *files)
{
	work->file_count += files->count;
	MC_TRY(mc_lint(&work->findings, files));
	MC_TRY(mc_rules_lint(&work->findings, &work->file_count, files));
	MC_TRY(mc_align_lint(&work->findings, files));
	return mc_mutant_marks_lint(&work->findings, files);
}

/* A course of several that lie below what was named: ids need to differ only inside of it. */
static struct mc_err *look_at_course(struct work *work, const char *dir)
{
	MC_AUTO(mc_course_files) files = MC_COURSE_FILES_INIT;

	MC_TRY(mc_course_files_find(&files, dir));
	MC_TRY(add_exercises(&files, dir));
	return look_at_files(work, &files);
}

/* Looks as far below a folder as 'verify' does. */
static struct mc_err *look_at(struct work *work, const char *path)
{
	MC_AUTO(mc_dir) roots = MC_DIR_INIT;
	size_t before = work->file_count;

	if (!mc_file_is_dir(path))
		return mc_course_files_find(&work->files, path);
	MC_TRY(look_at_foreign(work, path));
	if (mc_spec_is_ours(path)) {
		MC_TRY(mc_course_files_find(&work->files, path));
		return add_exercises(&work->files, path);
	}
	MC_TRY(mc_course_find_roots(&roots, path));
	for (size_t i = 0; i < roots.count; i++)
		MC_TRY(look_at_course(work, roots.names[i]));
	return work->file_count > before ? NULL : mc_course_files_find(&work->files, path);
}

static struct mc_err *run(struct mc_call *call, void *args)
{
	__attribute__((cleanup(work_release))) struct work work = { .files = MC_COURSE_FILES_INIT,
								    .findings = MC_FINDINGS_INIT };

	(void)args;
	for (size_t i = 0; i < call->operand_count; i++)
		MC_TRY(look_at(&work, call->operands[i]));
	if (call->operand_count == 0)
		MC_TRY(look_at(&work, "."));
	MC_TRY(look_at_files(&work, &work.files));
	if (call->json)
		print_json(&work.findings, work.file_count);
	else
		print_text(call, &work.findings, work.file_count);
	call->is_bad_input = work.findings.error_count > 0;
	return NULL;
}

const struct mc_cmd mc_cmd_lint = {
	.name = "lint",
	.family = MC_FAMILY_COURSE,
	.summary = N_("look for mistakes in a course"),
	.about =
		N_("Each <path> is a curriculum, a module, an exercise (also one in the format of "
		   "another tool), or the JSON file of one; the default is the current folder. Errors keep a "
		   "file from being used; warnings are "
		   "about things that students would stumble over, such as a test without a hint or a "
		   "translation that is older than its source.\n\n"
		   "The exit status is 0 when there is no error, and 3 when there is one. No program is "
		   "run: use 'migracode verify' to prove that the tests of an exercise do what they "
		   "should."),
	.operands = "[<path>...]",
	.max_operands = 10000,
	.example = N_("migracode lint                       # the course in this folder\n"
		      "migracode lint --json modules/loops  # for a program to read\n"),
	.run = run,
};
