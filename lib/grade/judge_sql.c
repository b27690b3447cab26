/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/str.h"
#include "course/sql_test.h"
#include "grade/judge.h"
#include "grade/sql_run.h"
#include "grade/sql_table.h"

/* One test under way. */
struct sql_job {
	struct mc_job *job;
	struct mc_test_result *out;
	const struct mc_sql_test *sql;
	struct mc_arena *arena; /* gone when the test is judged */
	struct mc_sandbox_result *ran;
	struct mc_sql_request request;
};

static const char *keep(const struct sql_job *s, const char *text)
{
	return text && *text ? mc_arena_strdup(&s->job->result->arena, text) : NULL;
}

static void fail_missing(const struct sql_job *s, const char *path)
{
	mc_judge_fail(s->out, MC_FAIL,
		      (struct mc_reason){ .code = MC_REASON_MISSING_FILE, .subject = keep(s, path) });
}

/* ---- what is run ---- */

static const struct mc_tree_file *find_file(const struct sql_job *s, const char *path)
{
	const struct mc_tree_file *file = mc_tree_find(&s->job->submission->tree, path);

	if (!file)
		fail_missing(s, path);
	return file;
}

/* Runs the student's program, which writes the database. */
static struct mc_err *run_program(bool *has_ended, struct sql_job *s)
{
	const struct mc_test *test = s->out->test;
	const struct mc_sandbox_run run = { .argv = test->run.items,
					    .env = test->env.items,
					    .limits = mc_job_limits(s->job, test),
					    .keeps_files = s->job->exercise->keeps_files,
					    .collect = &s->sql->database,
					    .collect_count = 1 };

	*has_ended = false;
	if (!mc_job_has_tools(s->out))
		return NULL;
	MC_TRY(mc_sandbox_run(s->ran, s->job->sandbox, &run));
	mc_job_keep_usage(s->out, s->ran);
	*has_ended = mc_job_has_ended(s->job, s->out, &test->run, &run.limits, s->ran);
	if (*has_ended && s->ran->exit_status != 0) {
		*has_ended = false;
		mc_judge_fail(s->out, MC_ERROR,
			      (struct mc_reason){ .code = MC_REASON_EXIT_STATUS,
						  .got = s->ran->exit_status });
	}
	if (!*has_ended)
		mc_job_keep_output(s->job, s->out, s->ran);
	return NULL;
}

static struct mc_err *find_database(bool *is_found, struct sql_job *s)
{
	*is_found = true;
	if (!s->sql->database)
		return NULL;
	if (s->out->test->run.count == 0) {
		const struct mc_tree_file *file = find_file(s, s->sql->database);

		*is_found = file != NULL;
		if (file)
			s->request.database = (struct mc_str){ file->data, file->len };
		return NULL;
	}
	MC_TRY(run_program(is_found, s));
	if (!*is_found)
		return NULL;
	*is_found = s->ran->files[0].data != NULL;
	if (*is_found)
		s->request.database = (struct mc_str){ s->ran->files[0].data, s->ran->files[0].len };
	else
		fail_missing(s, s->sql->database);
	return NULL;
}

static void add_teachers(struct mc_sql_step *steps, size_t *count, const char *name, struct mc_str text)
{
	if (text.ptr)
		steps[(*count)++] = (struct mc_sql_step){ name, text, true };
}

static bool add_scripts(struct mc_sql_step *steps, size_t *count, struct sql_job *s, const char *glob)
{
	const struct mc_tree *tree = &s->job->submission->tree;
	size_t before = *count;

	for (size_t i = 0; i < tree->count; i++) {
		const struct mc_tree_file *file = &tree->files[i];

		if (mc_str_is_match(glob, file->path))
			steps[(*count)++] =
				(struct mc_sql_step){ file->path, { file->data, file->len }, false };
	}
	if (*count == before)
		fail_missing(s, glob);
	return *count > before;
}

static bool find_steps(struct sql_job *s)
{
	const struct mc_sql_test *sql = s->sql;
	size_t most = 2 + sql->scripts.count * s->job->submission->tree.count;
	struct mc_sql_step *steps = mc_arena_alloc(s->arena, most * sizeof(*steps));
	size_t count = 0;

	add_teachers(steps, &count, "setup", sql->setup);
	for (size_t i = 0; i < sql->scripts.count; i++) {
		if (!add_scripts(steps, &count, s, sql->scripts.items[i]))
			return false;
	}
	add_teachers(steps, &count, "after", sql->after);
	s->request.steps = steps;
	s->request.step_count = count;
	s->request.expected = (struct mc_sql_step){ "expected_query", sql->expected_query, true };
	s->request.query = (struct mc_sql_step){ "query", sql->query, true };
	s->request.fails = &sql->fails;
	if (!sql->query_file)
		return true;
	const struct mc_tree_file *file = find_file(s, sql->query_file);

	if (file)
		s->request.query = (struct mc_sql_step){ file->path, { file->data, file->len }, false };
	return file != NULL;
}

/* ---- what came of it ---- */

static bool depends_on_student(const struct sql_job *s, const struct mc_sql_step *step)
{
	return !step->is_teachers || s->sql->database ||
	       (s->sql->scripts.count > 0 && strcmp(step->name, "setup") != 0);
}

static struct mc_reason limit_reason(const struct sql_job *s, const struct mc_sql_answer *answer)
{
	const struct mc_limits *limits = s->request.limits;

	if (answer->outcome.end == MC_DB_TIME)
		return (struct mc_reason){ .code = MC_REASON_CPU_TIME, .want = limits->cpu_ms };
	return (struct mc_reason){ .code = MC_REASON_MEMORY, .want = limits->memory_mb };
}

static struct mc_reason step_reason(const struct sql_job *s, const struct mc_sql_answer *answer)
{
	const struct mc_sql_step *step = answer->step;
	bool is_file = !step->is_teachers;

	if (answer->outcome.end == MC_DB_STOPPED)
		return (struct mc_reason){ .code = MC_REASON_SQL_TOO_MUCH, .want = MC_SQL_MAX_ROWS };
	if (answer->refused < s->sql->fails.count && !strcmp(step->name, "fails"))
		return (struct mc_reason){
			.code = answer->outcome.end == MC_DB_DONE ? MC_REASON_SQL_ACCEPTED
								  : MC_REASON_SQL_ERROR,
			.subject = s->sql->fails.items[answer->refused],
			.detail = keep(s, answer->outcome.message),
		};
	return (struct mc_reason){ .code = MC_REASON_SQL_ERROR,
				   .subject = is_file ? NULL : step->name,
				   .detail = keep(s, answer->outcome.message),
				   .file = is_file ? keep(s, step->name) : NULL,
				   .line = is_file ? (uint32_t)answer->outcome.line : 0 };
}

static struct mc_err *fail_step(const struct sql_job *s, const struct mc_sql_answer *answer)
{
	bool is_limit = answer->outcome.end == MC_DB_TIME || answer->outcome.end == MC_DB_MEMORY;

	if (is_limit) {
		mc_judge_fail(s->out, MC_ERROR, limit_reason(s, answer));
		return NULL;
	}
	if (!depends_on_student(s, answer->step))
		return mc_err_new(MC_E_INPUT, _("the SQL of '%s' does not work: line %zu: %s"),
				  answer->step->name, answer->outcome.line, answer->outcome.message);
	mc_judge_fail(s->out, answer->step->is_teachers ? MC_FAIL : MC_ERROR, step_reason(s, answer));
	return NULL;
}

static void show(const struct sql_job *s, const struct mc_buf *expected, const struct mc_buf *actual)
{
	struct mc_arena *arena = &s->job->result->arena;
	struct mc_expect *expect = mc_arena_alloc(arena, sizeof(*expect));
	bool has_tolerance = s->sql->compare.float_absolute > 0 || s->sql->compare.float_relative > 0;

	*expect = (struct mc_expect){ .is_given = true,
				      .text = mc_arena_copy(arena, expected->ptr, expected->len),
				      .len = expected->len,
				      .compare = { .mode = MC_COMPARE_LINES } };
	/* Lines with numbers that are near enough are not marked as different. */
	if (has_tolerance || s->sql->compare.mode == MC_COMPARE_TOKENS) {
		expect->compare = s->sql->compare;
		expect->compare.mode = MC_COMPARE_TOKENS;
	}
	s->out->expect = expect;
	s->out->actual = mc_job_keep(s->job, actual->ptr, actual->len);
}

static void fail_rows(const struct sql_job *s, const struct mc_sql_table *expected,
		      const struct mc_sql_table *actual, enum mc_sql_match match)
{
	static const enum mc_reason_code codes[] = { [MC_SQL_OTHER_ORDER] = MC_REASON_SQL_ORDER,
						     [MC_SQL_OTHER_WIDTH] = MC_REASON_SQL_COLUMNS,
						     [MC_SQL_OTHER_ROWS] = MC_REASON_SQL_ROWS };
	MC_AUTO(mc_buf) want = MC_BUF_INIT;
	MC_AUTO(mc_buf) got = MC_BUF_INIT;
	bool is_width = match == MC_SQL_OTHER_WIDTH;

	mc_sql_print(&want, &got, expected, actual);
	show(s, &want, &got);
	mc_judge_fail(s->out, MC_FAIL,
		      (struct mc_reason){
			      .code = codes[match],
			      .got = (int64_t)(is_width ? actual->column_count : actual->row_count),
			      .want = (int64_t)(is_width ? expected->column_count : expected->row_count),
			      .file = s->sql->query_file });
}

static bool has_columns(const struct sql_job *s, const struct mc_sql_table *actual)
{
	const struct mc_texts *names = &s->sql->columns;
	bool are_same = names->count == 0 || names->count == actual->column_count;

	for (size_t i = 0; i < names->count && are_same; i++)
		are_same = !strcasecmp(names->items[i], actual->columns[i]);
	return are_same;
}

static void fail_columns(const struct sql_job *s, const struct mc_sql_table *actual)
{
	MC_AUTO(mc_buf) want = MC_BUF_INIT;
	MC_AUTO(mc_buf) got = MC_BUF_INIT;

	for (size_t i = 0; i < s->sql->columns.count; i++)
		mc_buf_addf(&want, "%s%s", i ? ", " : "", s->sql->columns.items[i]);
	for (size_t i = 0; i < actual->column_count; i++)
		mc_buf_addf(&got, "%s%s", i ? ", " : "", actual->columns[i]);
	show(s, &want, &got);
	mc_judge_fail(s->out, MC_FAIL,
		      (struct mc_reason){ .code = MC_REASON_SQL_COLUMNS,
					  .got = (int64_t)actual->column_count,
					  .want = (int64_t)s->sql->columns.count,
					  .file = s->sql->query_file });
}

/* The rows of the spec, which comparing may sort. */
static struct mc_sql_table rows_of_spec(const struct sql_job *s)
{
	struct mc_sql_table table = s->sql->rows;
	size_t bytes = table.row_count * table.column_count * sizeof(*table.values);

	table.values = mc_arena_alloc(s->arena, bytes + 1);
	if (bytes > 0)
		memcpy(table.values, s->sql->rows.values, bytes);
	return table;
}

static struct mc_err *judge_answer(struct sql_job *s, struct mc_sql_answer *answer)
{
	struct mc_sql_table expected = answer->expected;
	enum mc_sql_match match;

	if (answer->step)
		return fail_step(s, answer);
	if (!has_columns(s, &answer->actual)) {
		fail_columns(s, &answer->actual);
		return NULL;
	}
	if (!s->sql->has_rows && !s->sql->expected_query.ptr)
		return NULL;
	if (s->sql->has_rows)
		expected = rows_of_spec(s);
	MC_TRY(mc_sql_compare(&match, &expected, &answer->actual, &s->sql->compare, s->sql->is_ordered));
	/* The names of columns are only compared on request, so both tables have those that came. */
	if (expected.column_count == answer->actual.column_count || expected.row_count == 0)
		expected.columns = NULL, answer->actual.columns = NULL;
	if (match != MC_SQL_SAME)
		fail_rows(s, &expected, &answer->actual, match);
	return NULL;
}

static struct mc_err *judge_database(struct sql_job *s)
{
	struct mc_sql_answer answer;
	bool is_found;

	MC_TRY(find_database(&is_found, s));
	if (!is_found || !find_steps(s))
		return NULL;
	MC_AUTOPTR(mc_err) err = mc_sql_run(&answer, s->arena, &s->request);

	if (!err)
		return judge_answer(s, &answer);
	if (err->code != MC_E_INPUT)
		return MC_TAKE(err);
	mc_judge_fail(s->out, MC_ERROR,
		      (struct mc_reason){ .code = MC_REASON_SQL_ERROR,
					  .detail = keep(s, err->msg),
					  .file = s->sql->database });
	return NULL;
}

static struct mc_err *judge(struct mc_job *job, struct mc_test_result *out)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	const struct mc_limits limits = mc_job_limits(job, out->test);
	struct sql_job s = { .job = job,
			     .out = out,
			     .sql = out->test->sql,
			     .arena = &arena,
			     .ran = &ran,
			     .request.limits = &limits };

	return judge_database(&s);
}

const struct mc_judge mc_judge_sql = { .judge = judge };
