/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "course/kind.h"
#include "course/sql_test.h"

enum { MAX_STATEMENTS = 100 };

/* A reading under way. */
struct reading {
	struct mc_sql_test *sql;
	struct mc_test *test;
	const struct mc_spec *spec;
	const struct mc_json_node *node;
};

static const struct mc_json_node *key(const struct reading *r, const char *name)
{
	return mc_json_find(r->node, name);
}

static void read_sql(struct mc_str *text, const struct reading *r, const char *name)
{
	if (!key(r, name))
		return;
	mc_kind_read_content(text, r->test, r->spec, key(r, name));
	if (mc_json_as_text(key(r, name)) && !text->ptr[0])
		mc_spec_error(r->spec, key(r, name), NULL, "%s", _("the text is empty"));
}

/* One text, or an array of texts. */
static void read_one_or_more(struct mc_texts *texts, const struct reading *r, const char *name,
			     enum mc_spec_list list)
{
	const struct mc_json_node *node = key(r, name);

	if (!node || mc_json_type(node) != MC_JSON_TEXT) {
		mc_spec_texts(texts, r->spec, node, list, 1);
		return;
	}
	*texts = (struct mc_texts){ mc_arena_alloc(r->spec->arena, 2 * sizeof(*texts->items)), 0 };
	if (list == MC_SPEC_GLOBS)
		mc_spec_path(&texts->items[0], r->spec, node);
	else
		mc_spec_text(&texts->items[0], r->spec, node);
	texts->count = texts->items[0] != NULL;
}

/* ---- rows ---- */

static void read_value(struct mc_db_value *value, const struct mc_spec *spec, const struct mc_json_node *node)
{
	double number = 0;
	bool truth = false;

	*value = (struct mc_db_value){ .type = MC_DB_NULL, .bytes = { "", 0 } };
	if (mc_json_as_bool(&truth, node)) { /* SQLite's truth is a number */
		value->type = MC_DB_INTEGER;
		value->integer = truth;
	} else if (mc_json_as_number(&number, node)) {
		bool is_whole = fabs(number) < 9e15 && trunc(number) >= number && trunc(number) <= number;

		value->type = is_whole ? MC_DB_INTEGER : MC_DB_REAL;
		value->integer = is_whole ? (int64_t)number : 0;
		value->real = number;
	} else if (mc_json_as_text(node)) {
		value->type = MC_DB_TEXT;
		value->bytes = mc_str(mc_arena_strdup(spec->arena, mc_json_as_text(node)));
	} else if (mc_json_type(node) != MC_JSON_NULL) {
		mc_spec_error(spec, node, NULL, "%s", _("a value is a text, a number, true, false or null"));
	}
}

static void read_row(struct reading *r, const struct mc_json_node *row)
{
	struct mc_sql_table *rows = &r->sql->rows;
	size_t at = rows->row_count * rows->column_count;

	if (!mc_spec_is(r->spec, row, MC_JSON_ARRAY))
		return;
	if (mc_json_count(row) != rows->column_count || rows->column_count == 0) {
		mc_spec_error(r->spec, row, NULL, _("every row needs as many values as the first: %zu"),
			      rows->column_count);
		return;
	}
	for (const struct mc_json_node *n = mc_json_first(row); n; n = mc_json_next(n))
		read_value(&rows->values[at++], r->spec, n);
	rows->row_count++;
}

static void read_rows(struct reading *r)
{
	const struct mc_json_node *node = key(r, "rows");
	struct mc_sql_table *rows = &r->sql->rows;

	if (!mc_spec_is(r->spec, node, MC_JSON_ARRAY))
		return;
	r->sql->has_rows = true;
	if (mc_json_count(node) > MC_SQL_MAX_ROWS) {
		mc_spec_error(r->spec, node, NULL, _("more than %u rows"), MC_SQL_MAX_ROWS);
		return;
	}
	rows->column_count = mc_json_count(mc_json_first(node));
	rows->values = mc_arena_alloc(r->spec->arena,
				      (mc_json_count(node) * rows->column_count + 1) * sizeof(*rows->values));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n))
		read_row(r, n);
	if (rows->row_count > 0 && r->sql->columns.count > 0 && rows->column_count != r->sql->columns.count)
		mc_spec_error(r->spec, key(r, "columns"), NULL,
			      _("'columns' has %zu names, and the rows have %zu values"),
			      r->sql->columns.count, rows->column_count);
}

/* ---- what goes together ---- */

static void check_together(const struct reading *r)
{
	static const char *const apart[][2] = { { "script", "database" },
						{ "query", "query_file" },
						{ "rows", "expected_query" } };
	static const char *const of_query[] = { "rows", "expected_query", "columns", "ordered", "compare" };
	bool has_query = key(r, "query") || key(r, "query_file");

	for (size_t i = 0; i < MC_COUNT(apart); i++) {
		if (key(r, apart[i][0]) && key(r, apart[i][1]))
			mc_spec_key_error(r->spec, key(r, apart[i][1]), NULL,
					  _("give '%s' or '%s', not both"), apart[i][0], apart[i][1]);
	}
	for (size_t i = 0; i < MC_COUNT(of_query) && !has_query; i++) {
		if (key(r, of_query[i]))
			mc_spec_key_error(r->spec, key(r, of_query[i]), NULL,
					  _("'%s' needs a 'query' or a 'query_file'"), of_query[i]);
	}
	if (key(r, "run") && !key(r, "database"))
		mc_spec_error(r->spec, r->node, NULL, "%s",
			      _("'run' needs a 'database', the file that the program writes"));
	if (key(r, "env") && !key(r, "run"))
		mc_spec_key_error(r->spec, key(r, "env"), NULL, "%s", _("'env' needs a program to 'run'"));
	if (has_query && !key(r, "rows") && !key(r, "expected_query") && !key(r, "columns"))
		mc_spec_error(
			r->spec, r->node, NULL, "%s",
			_("nothing is expected of the query: give 'rows', 'expected_query' or 'columns'"));
	if (!key(r, "script") && !key(r, "database") && !key(r, "query_file"))
		mc_spec_error(
			r->spec, r->node, NULL, "%s",
			_("nothing of the student is looked at: give 'script', 'database' or 'query_file'"));
}

static void read_compare(struct reading *r)
{
	static const enum mc_comparison known[] = { MC_COMPARE_JSON, MC_COMPARE_EXACT, MC_COMPARE_TOKENS };
	struct mc_compare *compare = &r->sql->compare;
	size_t i = 0;

	compare->mode = MC_COMPARE_JSON;
	mc_kind_read_compare(compare, r->spec, key(r, "compare"));
	while (i < MC_COUNT(known) && known[i] != compare->mode)
		i++;
	if (i == MC_COUNT(known))
		mc_spec_error(r->spec, key(r, "compare"), NULL, "%s",
			      _("values are compared with 'json', 'exact' or 'tokens'"));
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	struct mc_sql_test *sql = mc_arena_alloc(reading->spec.arena, sizeof(*sql));
	struct reading r = { sql, test, &reading->spec, node };

	if (key(&r, "run"))
		mc_kind_read_program(test, r.spec, node);
	mc_spec_path(&sql->database, r.spec, key(&r, "database"));
	read_sql(&sql->setup, &r, "setup");
	read_one_or_more(&sql->scripts, &r, "script", MC_SPEC_GLOBS);
	read_sql(&sql->after, &r, "after");
	read_sql(&sql->query, &r, "query");
	mc_spec_path(&sql->query_file, r.spec, key(&r, "query_file"));
	mc_spec_texts(&sql->columns, r.spec, key(&r, "columns"), MC_SPEC_ANY, 1);
	read_rows(&r);
	read_sql(&sql->expected_query, &r, "expected_query");
	mc_spec_bool(&sql->is_ordered, r.spec, key(&r, "ordered"));
	read_compare(&r);
	read_one_or_more(&sql->fails, &r, "fails", MC_SPEC_FILLED);
	if (sql->fails.count > MAX_STATEMENTS)
		mc_spec_error(r.spec, key(&r, "fails"), NULL, _("more than %zu values"),
			      (size_t)MAX_STATEMENTS);
	check_together(&r);
	test->sql = sql;
}

/* ---- hash, lint ---- */

static void hash_value(struct mc_hash *hash, const struct mc_db_value *value)
{
	mc_hash_add_number(hash, value->type);
	mc_hash_add_number(hash, (uint64_t)value->integer);
	mc_hash_add_double(hash, value->real);
	mc_hash_add_field(hash, value->bytes.ptr, value->bytes.len);
}

static void hash(struct mc_hash *hash, const struct mc_test *test)
{
	const struct mc_sql_test *sql = test->sql;
	const struct mc_str texts[] = { sql->setup, sql->after, sql->query, sql->expected_query };
	size_t value_count = sql->rows.row_count * sql->rows.column_count;

	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		mc_hash_add_number(hash, texts[i].ptr != NULL);
		mc_hash_add_field(hash, texts[i].ptr, texts[i].len);
	}
	mc_hash_add_text(hash, sql->database ? sql->database : "");
	mc_hash_add_text(hash, sql->query_file ? sql->query_file : "");
	mc_hash_add_texts(hash, &sql->scripts);
	mc_hash_add_texts(hash, &sql->columns);
	mc_hash_add_texts(hash, &sql->fails);
	mc_hash_add_number(hash, sql->has_rows);
	mc_hash_add_number(hash, sql->rows.column_count);
	mc_hash_add_number(hash, value_count);
	for (size_t i = 0; i < value_count; i++)
		hash_value(hash, &sql->rows.values[i]);
	mc_hash_add_number(hash, sql->is_ordered);
	mc_hash_add_compare(hash, &sql->compare);
}

static void write_sql(struct mc_exercise_writing *writing, const struct mc_test *test, const char *key,
		      const struct mc_str *text)
{
	if (text->ptr)
		mc_write_content(writing, key, test, key, text->ptr, text->len);
}

static void write_value(struct mc_json_writer *json, const struct mc_db_value *value)
{
	if (value->type == MC_DB_INTEGER)
		mc_json_int(json, value->integer);
	else if (value->type == MC_DB_REAL)
		mc_json_number(json, value->real);
	else if (value->type == MC_DB_TEXT)
		mc_json_bytes(json, value->bytes.ptr, value->bytes.len);
	else
		mc_json_null(json);
}

static void write_rows(struct mc_json_writer *json, const struct mc_sql_table *rows)
{
	mc_json_key(json, "rows");
	mc_json_start(json, '[');
	for (size_t i = 0; i < rows->row_count; i++) {
		mc_json_start(json, '[');
		for (size_t k = 0; k < rows->column_count; k++)
			write_value(json, &rows->values[i * rows->column_count + k]);
		mc_json_end(json);
	}
	mc_json_end(json);
}

/* The usual comparison is another one than that of other kinds, so it is written out. */
static void write_compare(struct mc_exercise_writing *writing, const struct mc_compare *compare)
{
	bool is_usual = compare->mode == MC_COMPARE_JSON && compare->float_absolute <= 0 &&
			compare->float_relative <= 0;

	if (compare->mode == MC_COMPARE_TOKENS && !compare->is_case_sensitive &&
	    compare->float_absolute <= 0 && compare->float_relative <= 0)
		mc_json_key_text(&writing->json, "compare", "tokens");
	else if (!is_usual)
		mc_write_compare(writing, compare);
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_sql_test *sql = test->sql;
	struct mc_json_writer *json = &writing->json;

	if (test->run.count > 0) {
		mc_write_run(writing, &test->run);
		mc_write_env(writing, &test->env);
	}
	if (sql->database)
		mc_json_key_text(json, "database", sql->database);
	write_sql(writing, test, "setup", &sql->setup);
	mc_write_texts(writing, "script", &sql->scripts);
	write_sql(writing, test, "after", &sql->after);
	write_sql(writing, test, "query", &sql->query);
	if (sql->query_file)
		mc_json_key_text(json, "query_file", sql->query_file);
	mc_write_texts(writing, "columns", &sql->columns);
	if (sql->has_rows)
		write_rows(json, &sql->rows);
	write_sql(writing, test, "expected_query", &sql->expected_query);
	if (sql->is_ordered)
		mc_json_key_bool(json, "ordered", true);
	write_compare(writing, &sql->compare);
	mc_write_texts(writing, "fails", &sql->fails);
}

static void lint_file(const struct mc_spec *spec, const struct mc_exercise *exercise, const char *path,
		      const struct mc_json_node *node)
{
	const char *const items[] = { path, NULL };
	struct mc_texts texts = { (const char **)items, 1 };

	if (path)
		mc_kind_lint_globs(spec, exercise, &texts, node);
}

/* A query that was never tried on other data may be a list of constants. */
static bool is_tried_elsewhere(const struct mc_exercise *exercise, const char *query_file)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		const struct mc_test *test = &exercise->tests[i];

		if (test->is_hidden && test->sql && test->sql->query_file &&
		    !strcmp(test->sql->query_file, query_file))
			return true;
	}
	return false;
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	const struct mc_sql_test *sql = test->sql;

	mc_kind_lint_globs(spec, exercise, &sql->scripts, mc_json_find(node, "script"));
	lint_file(spec, exercise, sql->query_file, mc_json_find(node, "query_file"));
	if (test->run.count == 0)
		lint_file(spec, exercise, sql->database, mc_json_find(node, "database"));
	/* Where the student's file ran before, it may have emptied what both queries read. */
	if (sql->expected_query.ptr && sql->query.ptr && (sql->scripts.count > 0 || sql->database))
		mc_spec_warning(spec, mc_json_find(node, "expected_query"), _("give 'rows'"),
				_("a submission that deletes all rows passes the test '%s'"), test->id);
	if (test->is_hidden)
		return;
	if (sql->query_file && sql->expected_query.ptr)
		mc_spec_warning(spec, mc_json_find(node, "expected_query"),
				_("give 'rows', or set 'hidden' to true"),
				_("students get this test, and with it a query that solves the task"));
	if (sql->query_file && !is_tried_elsewhere(exercise, sql->query_file))
		mc_spec_warning(spec, node, _("add a hidden test of the same file with other data"),
				_("a query in '%s' that only lists the expected values passes"),
				sql->query_file);
}

static const char *const keys[] = { "run",     "env",	  "database",	    "setup",
				    "script",  "after",	  "query",	    "query_file",
				    "rows",    "columns", "expected_query", "ordered",
				    "compare", "fails" };

const struct mc_kind mc_kind_sql = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash,
	.write = write_keys,
	.lint = lint,
};
