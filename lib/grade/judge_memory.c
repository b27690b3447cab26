/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <sys/random.h>

#include "base/i18n.h"
#include "course/memory_test.h"
#include "grade/judge.h"
#include "grade/memory_report.h"

/*
 * Valgrind runs the program some ten times slower and with memory of its own, so limits are wider by that.
 * Its report goes to a file with a name that nobody can guess before, taken out behind the program's end:
 * what the program prints is never taken for it.
 */
enum { SLOWER = 5, MORE_MB = 256, SANITIZER_STATUS = 86 };

#define ASAN_OPTIONS "ASAN_OPTIONS=detect_leaks=0:color=never:exitcode=86:log_path=stderr"
#define UBSAN_OPTIONS \
	"UBSAN_OPTIONS=print_stacktrace=0:color=never:halt_on_error=1:exitcode=86:log_path=stderr"

static const enum mc_reason_code reasons[] = {
	[MC_FAULT_NONE] = MC_REASON_NONE,
	[MC_FAULT_READ] = MC_REASON_MEMORY_READ,
	[MC_FAULT_WRITE] = MC_REASON_MEMORY_WRITE,
	[MC_FAULT_FREED] = MC_REASON_MEMORY_FREED,
	[MC_FAULT_NULL] = MC_REASON_MEMORY_NULL,
	[MC_FAULT_DOUBLE_FREE] = MC_REASON_DOUBLE_FREE,
	[MC_FAULT_BAD_FREE] = MC_REASON_BAD_FREE,
	[MC_FAULT_UNSET] = MC_REASON_MEMORY_UNSET,
	[MC_FAULT_OVERLAP] = MC_REASON_MEMORY_OVERLAP,
	[MC_FAULT_LEAK] = MC_REASON_MEMORY_LEAK,
	[MC_FAULT_STACK] = MC_REASON_STACK,
	[MC_FAULT_UNDEFINED] = MC_REASON_UNDEFINED,
	[MC_FAULT_OTHER] = MC_REASON_MEMORY_OTHER,
};

static bool is_valgrind(const struct mc_test *test)
{
	return test->memory->tool == MC_MEMORY_VALGRIND;
}

static struct mc_limits limits_of(const struct mc_job *job, const struct mc_test *test)
{
	struct mc_limits limits = mc_job_limits(job, test);

	if (!is_valgrind(test))
		return limits;
	limits.cpu_ms *= SLOWER;
	limits.wall_ms *= SLOWER;
	limits.memory_mb += MORE_MB;
	return limits;
}

static const char *report_name(struct mc_job *job)
{
	uint64_t number[2] = { 0, 0 };

	if (getrandom(number, sizeof(number), 0) != sizeof(number))
		number[0] = (uint64_t)(uintptr_t)job;
	return mc_arena_format(&job->result->arena, ".valgrind-%016llx%016llx.xml",
			       (unsigned long long)number[0], (unsigned long long)number[1]);
}

/* Leaks of children that valgrind forks with the program would mix with the program's own. */
static const char **valgrind_argv(struct mc_job *job, const struct mc_test *test, const char *report)
{
	const char *const words[] = { "valgrind",
				      "-q",
				      "--tool=memcheck",
				      "--leak-check=full",
				      "--show-leak-kinds=definite",
				      "--track-origins=yes",
				      "--child-silent-after-fork=yes",
				      "--vgdb=no",
				      "--xml=yes" };
	struct mc_arena *arena = &job->result->arena;
	const char **argv = mc_arena_alloc(arena, (MC_COUNT(words) + test->run.count + 2) * sizeof(*argv));
	size_t count = 0;

	for (; count < MC_COUNT(words); count++)
		argv[count] = words[count];
	argv[count++] = mc_arena_format(arena, "--xml-file=%s", report);
	for (size_t i = 0; i < test->run.count; i++)
		argv[count++] = test->run.items[i];
	argv[count] = NULL;
	return argv;
}

static bool has_name(const struct mc_texts *env, const char *variable)
{
	size_t len = strcspn(variable, "=") + 1;

	for (size_t i = 0; i < env->count; i++) {
		if (!strncmp(env->items[i], variable, len))
			return true;
	}
	return false;
}

/* What the test sets itself stays. */
static const char *const *sanitizer_env(struct mc_job *job, const struct mc_test *test)
{
	const char *const more[] = { ASAN_OPTIONS, UBSAN_OPTIONS };
	const char **env =
		mc_arena_alloc(&job->result->arena, (test->env.count + MC_COUNT(more) + 1) * sizeof(*env));
	size_t count = 0;

	for (; count < test->env.count; count++)
		env[count] = test->env.items[count];
	for (size_t i = 0; i < MC_COUNT(more); i++) {
		if (!has_name(&test->env, more[i]))
			env[count++] = more[i];
	}
	env[count] = NULL;
	return env;
}

static const char *name_of(struct mc_job *job, uint32_t file)
{
	return file == MC_MEMORY_NO_FILE
		       ? NULL
		       : mc_arena_strdup(&job->result->arena, job->submission->tree.files[file].path);
}

static void fail(struct mc_job *job, struct mc_test_result *out, const struct mc_memory_report *report)
{
	struct mc_arena *arena = &job->result->arena;

	mc_judge_fail(out, MC_FAIL,
		      (struct mc_reason){ .code = reasons[report->fault],
					  .got = (int64_t)report->bytes,
					  .want = report->count,
					  .detail = report->what.len > 0
							    ? mc_arena_strdup(arena, report->what.ptr)
							    : NULL,
					  .file = name_of(job, report->file),
					  .line = report->line });
}

static void fail_without_report(struct mc_job *job, struct mc_test_result *out,
				const struct mc_sandbox_result *ran)
{
	const char *program = out->test->run.items[0];
	bool is_there = mc_tree_find(&job->laid, strncmp(program, "./", 2) ? program : program + 2) != NULL;

	/* valgrind ends like a shell when there is no such program, and writes no report. */
	if (strchr(program, '/') && !is_there && (ran->exit_status == 127 || ran->exit_status == 126) &&
	    ran->file_count > 0 && !ran->files[0].data)
		mc_judge_fail(out, MC_ERROR,
			      (struct mc_reason){ .code = MC_REASON_MISSING_FILE, .subject = program });
	else
		mc_judge_fail(out, MC_ERROR, (struct mc_reason){ .code = MC_REASON_MEMORY_REPORT });
}

static bool counts(const struct mc_test *test, const struct mc_memory_report *report)
{
	return report->fault != MC_FAULT_NONE &&
	       (report->fault != MC_FAULT_LEAK || !test->memory->allows_leaks);
}

/* Exit status and output, of a program that has ended by itself and whose report is whole. */
static struct mc_err *judge_answer(struct mc_job *job, struct mc_test_result *out,
				   const struct mc_sandbox_result *ran)
{
	const struct mc_test *test = out->test;
	bool is_equal = true;

	if (test->exit_status != MC_EXIT_ANY && ran->exit_status != test->exit_status)
		mc_judge_fail(out, MC_FAIL,
			      (struct mc_reason){ .code = MC_REASON_EXIT_STATUS,
						  .got = ran->exit_status,
						  .want = test->exit_status });
	else if (test->out.is_given)
		return mc_job_compare(&is_equal, job, out, "stdout", &test->out,
				      (struct mc_str){ ran->out.ptr, ran->out.len });
	return NULL;
}

/*
 * A fault is the cause of the crash, the loop without end or the wrong answer that follows from it; a leak is
 * the cause of nothing, and comes last.
 */
static struct mc_err *judge_report(struct mc_job *job, struct mc_test_result *out,
				   const struct mc_sandbox_run *run, const struct mc_sandbox_result *ran,
				   const struct mc_memory_report *report)
{
	bool is_valgrinds = is_valgrind(out->test);

	if (counts(out->test, report) && report->fault != MC_FAULT_LEAK) {
		fail(job, out, report);
		return NULL;
	}
	if (!mc_job_has_ended(job, out, &out->test->run, &run->limits, ran)) {
		out->reason.file = name_of(job, report->crash_file);
		out->reason.line = report->crash_line;
		return NULL;
	}
	/* A sanitizer that ended the program has said so, but its words are gone. */
	if (is_valgrinds ? !report->is_complete : ran->exit_status == SANITIZER_STATUS) {
		fail_without_report(job, out, ran);
		return NULL;
	}
	MC_TRY(judge_answer(job, out, ran));
	if (out->verdict == MC_PASS && counts(out->test, report))
		fail(job, out, report);
	return NULL;
}

/* What valgrind itself says: "==7== …". Only its report is read; this would confuse. */
static bool is_of_valgrind(struct mc_str line)
{
	size_t digits = 0;

	if (line.len < 5 || memcmp(line.ptr, "==", 2) != 0)
		return false;
	while (2 + digits < line.len && line.ptr[2 + digits] >= '0' && line.ptr[2 + digits] <= '9')
		digits++;
	return digits > 0 && line.len >= digits + 4 && !memcmp(line.ptr + 2 + digits, "==", 2);
}

/* Takes those lines out of text; true when one told of a stack that is full. */
static bool drop_words_of_valgrind(struct mc_buf *text)
{
	static const char overflow[] = "Stack overflow in thread";
	MC_AUTO(mc_buf) kept = MC_BUF_INIT;
	struct mc_str rest = { text->ptr, text->len };
	bool has_overflow = false;
	struct mc_str line;

	while (mc_str_cut_line(&line, &rest)) {
		if (is_of_valgrind(line)) {
			has_overflow |= memmem(line.ptr, line.len, overflow, sizeof(overflow) - 1) != NULL;
			continue;
		}
		mc_buf_add(&kept, line.ptr, line.len);
		mc_buf_addc(&kept, '\n');
	}
	mc_buf_reset(text);
	mc_buf_add(text, kept.ptr, kept.len);
	return has_overflow;
}

static struct mc_err *read_valgrind(struct mc_memory_report *report, struct mc_job *job,
				    struct mc_sandbox_result *ran)
{
	struct mc_str xml = { ran->files[0].data, ran->files[0].len };
	bool has_overflow = drop_words_of_valgrind(&ran->err);

	if (xml.ptr)
		MC_TRY(mc_memory_read_valgrind(report, xml, &job->submission->tree));
	/* The report only tells of the crash, and of no fault that led to it. */
	if (has_overflow && report->crash_line > 0 && mc_memory_note(report, MC_FAULT_STACK, mc_str(""))) {
		report->file = report->crash_file;
		report->line = report->crash_line;
	}
	return NULL;
}

static struct mc_err *read_report(struct mc_memory_report *report, struct mc_job *job,
				  const struct mc_test *test, struct mc_sandbox_result *ran)
{
	if (is_valgrind(test))
		return read_valgrind(report, job, ran);
	mc_memory_read_sanitizer(report, (struct mc_str){ ran->err.ptr, ran->err.len },
				 &job->submission->tree);
	return NULL;
}

static struct mc_err *judge_run(struct mc_job *job, struct mc_test_result *out,
				const struct mc_sandbox_run *run)
{
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	MC_AUTO(mc_memory_report) report = MC_MEMORY_REPORT_INIT;

	MC_TRY(mc_sandbox_run(&ran, job->sandbox, run));
	mc_job_keep_usage(out, &ran);
	MC_AUTOPTR(mc_err) err = read_report(&report, job, out->test, &ran);

	if (err && err->code == MC_E_TOOL) {
		mc_judge_fail(out, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = "libxml2" });
		return NULL;
	}
	if (err)
		return MC_TAKE(err);
	MC_TRY(judge_report(job, out, run, &ran, &report));
	if (out->verdict != MC_PASS && !out->expect)
		mc_job_keep_output(job, out, &ran);
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	const struct mc_test *test = out->test;
	const char *report = report_name(job);
	struct mc_sandbox_run run = { .argv = test->run.items,
				      .env = test->env.items,
				      .input = test->input,
				      .input_len = test->input_len,
				      .limits = limits_of(job, test),
				      .keeps_files = job->exercise->keeps_files };

	if (!mc_job_has_tools(out))
		return NULL;
	if (is_valgrind(test) && !mc_sandbox_has_tool("valgrind")) {
		mc_judge_fail(out, MC_GRADER_ERROR,
			      (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = "valgrind" });
		return NULL;
	}
	if (is_valgrind(test)) {
		run.argv = valgrind_argv(job, test, report);
		run.collect = &report;
		run.collect_count = 1;
	} else {
		run.env = sanitizer_env(job, test);
		run.maps_much = true;
	}
	return judge_run(job, out, &run);
}

const struct mc_judge mc_judge_memory = { .needs_sandbox = true, .needs_build = true, .judge = judge };
