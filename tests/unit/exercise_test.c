/* SPDX-License-Identifier: MIT */
#include "course/exercise.h"

#include <string.h>

#include "base/buf.h"
#include "check.h"
#include "os/file.h"
#include "temp.h"

#define HEAD "{\"schema\": \"migracode/exercise/v1\", \"id\": \"x\", \"title\": \"X\",\n"
#define IO(id, more) "{\"id\": \"" id "\", \"kind\": \"io\", \"run\": [\"./p\"], \"exit\": 0" more "}"

static struct mc_err *parse(struct mc_exercise **exercise, struct mc_findings *findings, const char *text)
{
	return mc_exercise_parse(exercise, findings, NULL, text, strlen(text));
}

/* The text must be refused with exactly one error, which stands at this pointer and says this. */
static void refuses(const char *text, const char *pointer, const char *message)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	struct mc_exercise *exercise = NULL;
	MC_AUTOPTR(mc_err) err = parse(&exercise, &findings, text);

	if (!err)
		fail_msg("accepted: %s", text);
	if (findings.error_count != 1 ||
	    strcmp(findings.items[0].pointer ? findings.items[0].pointer : "", pointer) != 0 ||
	    !strstr(findings.items[0].message, message) || (pointer[0] && findings.items[0].line == 0))
		fail_msg("%s\nfound %zu errors, the first at '%s': %s", text, findings.error_count,
			 findings.items[0].pointer, findings.items[0].message);
}

/* Wrong parts of a test, each at its place. */
static void refuses_bad_tests(void **state)
{
	static const struct {
		const char *test, *pointer, *message;
	} bad[] = {
		{ "7", "/tests/0", "expected an object" },
		{ "{\"id\": \"a\"}", "/tests/0", "'kind' is missing" },
		{ "{\"kind\": \"io\", \"run\": [\"p\"], \"exit\": 0}", "/tests/0", "'id' is missing" },
		{ "{\"id\": \"a\", \"kind\": \"oi\"}", "/tests/0/kind", "unknown value 'oi'" },
		{ "{\"id\": \"a\", \"kind\": \"io\", \"run\": [\"p\"]}", "/tests/0", "nothing is expected" },
		{ IO("A b", ""), "/tests/0/id", "cannot be an id" },
		{ IO("a", ", \"stdot\": \"\""), "/tests/0/stdot", "unknown key 'stdot'" },
		{ IO("a", ", \"cases\": 3"), "/tests/0/cases", "for tests of kind 'suite'" },
		{ IO("a", ", \"points\": 1001"), "/tests/0/points", "from 0 to 1000" },
		{ IO("a", ", \"points\": 0.0005"), "/tests/0/points", "three digits" },
		{ IO("a", ", \"points\": \"1\""), "/tests/0/points", "expected a number, found a text" },
		{ IO("a", ", \"stdout\": 5"), "/tests/0/stdout", "expected a text" },
		{ IO("a", ", \"stdout\": \"(\", \"compare\": \"regex\""), "/tests/0/stdout",
		  "at character 2" },
		{ IO("a", ", \"stdout\": \"{\", \"compare\": \"json\""), "/tests/0/stdout", "not JSON" },
		{ IO("a", ", \"stdout\": \"\", \"compare\": \"contains\""), "/tests/0/stdout",
		  "always true" },
		{ IO("a", ", \"compare\": {\"mode\": \"exact\", \"float\": 1}"), "/tests/0/compare/float",
		  "no meaning" },
		{ IO("a", ", \"compare\": {\"float\": -1}"), "/tests/0/compare/float", "from 0" },
		{ IO("a", ", \"limits\": {\"cpu_ms\": 5}"), "/tests/0/limits/cpu_ms", "from 10 to 600000" },
		{ IO("a", ", \"limits\": {\"cpu_ms\": 10.5}"), "/tests/0/limits/cpu_ms", "whole number" },
		{ IO("a", ", \"limits\": {\"cpu\": 10}"), "/tests/0/limits/cpu", "unknown key 'cpu'" },
		{ IO("a", ", \"files\": {\"../x\": \"\"}"), "/tests/0/files/..~1x", "inside the folder" },
		{ IO("a", ", \"stdin\": {\"file\": \"/etc/passwd\"}"), "/tests/0/stdin/file",
		  "inside the folder" },
		{ IO("a", ", \"stdin\": {\"file\": \"private/x\"}"), "/tests/0/stdin/file",
		  "students get this test" },
		{ IO("a", ", \"env\": {\"A=\": \"1\"}"), "/tests/0/env/A=", "environment variable" },
		{ IO("a", ", \"hidden\": 1"), "/tests/0/hidden", "true or false" },
		{ IO("a", ", \"title\": {\"english\": \"x\"}"), "/tests/0/title/english",
		  "code of a language" },
		{ IO("a", ", \"needs\": [\"b\"]"), "/tests/0/needs/0", "there is no test 'b'" },
		{ IO("a", ", \"needs\": [\"a\"]"), "/tests/0/needs/0", "circle: a -> a" },
		{ "{\"id\": \"a\", \"kind\": \"io\", \"run\": [], \"exit\": 1}", "/tests/0/run",
		  "at least 1" },
		{ "{\"id\": \"a\", \"kind\": \"io\", \"run\": [\"p\"], \"exit\": 256}", "/tests/0/exit",
		  "0 to 255" },
		{ "{\"id\": \"a\", \"kind\": \"io\", \"run\": [\"p\"], \"exit\": \"all\"}", "/tests/0/exit",
		  "'any'" },
		{ "{\"id\": \"a\", \"kind\": \"suite\", \"run\": \"p\", \"format\": \"tap15\"}",
		  "/tests/0/format", "unknown" },
		{ "{\"id\": \"a\", \"kind\": \"suite\", \"run\": \"p\", \"cases\": []}", "/tests/0/cases",
		  "at least 1" },
		{ "{\"id\": \"a\", \"kind\": \"suite\", \"run\": \"p\", \"cases\": [\"x\", \"x\"]}",
		  "/tests/0/cases/1", "twice" },
		{ "{\"id\": \"a\", \"kind\": \"build\"}", "/tests/0/kind", "needs the key 'build'" },
		{ "{\"id\": \"a\", \"kind\": \"files\"}", "/tests/0", "'present' or 'absent'" },
		{ "{\"id\": \"a\", \"kind\": \"files\", \"present\": [\"/x\"]}", "/tests/0/present/0",
		  "inside the folder" },
		{ "{\"id\": \"a\", \"kind\": \"source\"}", "/tests/0", "'present', 'absent' or 'count'" },
		{ "{\"id\": \"a\", \"kind\": \"source\", \"absent\": [\"a(\"]}", "/tests/0/absent/0",
		  "regular expression" },
		{ "{\"id\": \"a\", \"kind\": \"source\", \"count\": [{\"regex\": \"a\"}]}",
		  "/tests/0/count/0", "'min', 'max'" },
		{ "{\"id\": \"a\", \"kind\": \"source\", \"count\": [{\"regex\": \"a\", \"min\": 2, \"max\": "
		  "1}]}",
		  "/tests/0/count/0/min", "larger" },
		{ "{\"id\": \"a\", \"kind\": \"source\", \"present\": [\"a\"], \"skip\": [\"blanks\"]}",
		  "/tests/0/skip/0", "unknown value" },
	};
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		mc_buf_reset(&text);
		mc_buf_addf(&text, HEAD "\"tests\": [%s]}", bad[i].test);
		refuses(text.ptr, bad[i].pointer, bad[i].message);
	}
}

static void refuses_bad_exercises(void **state)
{
	static const struct {
		const char *rest, *pointer, *message;
	} bad[] = {
		{ "\"tests\": []}", "/tests", "from 1 to 200" },
		{ "\"more\": 1, \"tests\": [" IO("a", "") "]}", "/more", "unknown key" },
		{ "\"submit\": [], \"tests\": [" IO("a", "") "]}", "/submit", "at least 1" },
		{ "\"submit\": [\"../x\"], \"tests\": [" IO("a", "") "]}", "/submit/0", "inside the folder" },
		{ "\"build\": {}, \"tests\": [" IO("a", "") "]}", "/build", "'run' is missing" },
		{ "\"tests\": [" IO("a", "") "," IO("a", "") "]}", "/tests/1/id", "already" },
		{ "\"tests\": [" IO("a", ",\"hidden\": true") "," IO("b", ",\"needs\":[\"a\"]") "]}",
		  "/tests/1/needs/0", "hidden test 'a'" },
		{ "\"tests\": [" IO("a", "") "], \"wrong\": {\"w\": {}}}", "/wrong/w", "'fails' is missing" },
		{ "\"tests\": [" IO("a", "") "], \"wrong\": {\"w\": {\"fails\": []}}}", "/wrong/w/fails",
		  "at least 1" },
		{ "\"tests\": [" IO("a", "") "], \"wrong\": {\"w\": {\"fails\": [\"b\"]}}}",
		  "/wrong/w/fails/0", "no test" },
		{ "\"tests\": [" IO("a", "") "," IO("b", ",\"needs\":[\"a\"]") "," IO(
			  "c", ",\"needs\":[\"b\"]") "], \"wrong\": {\"w\": {\"fails\": [\"a\", \"c\"]}}}",
		  "/wrong/w/fails/1", "'c' is not run when 'a' fails" },
	};
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		mc_buf_reset(&text);
		mc_buf_addf(&text, HEAD "%s", bad[i].rest);
		refuses(text.ptr, bad[i].pointer, bad[i].message);
	}
	refuses("{\"schema\": \"migracode/exercise/v2\", \"id\": \"x\", \"title\": \"X\", \"tests\": [" IO(
			"a", "") "]}",
		"/schema", "does not know the schema");
	refuses("[]", "", "expected an object");
	refuses("{\"id\" \"x\"}", "", "expected ':'");
}

static void says_all_faults_with_their_places(void **state)
{
	(void)state;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	struct mc_exercise *exercise = NULL;
	MC_AUTOPTR(mc_err) err =
		parse(&exercise, &findings,
		      HEAD "\"tests\": [\n  {\"id\": \"a\", \"kind\": \"io\", \"run\": [\"p\"],\n"
			   "   \"stdot\": \"1\", \"exit\": 300}]}");

	assert_non_null(err);
	assert_int_equal(findings.error_count, 2);
	assert_string_equal(findings.items[0].pointer, "/tests/0/stdot");
	assert_string_equal(findings.items[0].hint, "did you mean 'stdout'?");
	assert_int_equal(findings.items[0].line, 4);
	assert_int_equal(findings.items[0].column, 4);
	assert_string_equal(findings.items[1].pointer, "/tests/0/exit");
	assert_string_equal(err->msg, "exercise.json:4:4: /tests/0/stdot: unknown key 'stdot'");
}

static void names_a_circle_in_full(void **state)
{
	(void)state;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	struct mc_exercise *exercise = NULL;
	MC_AUTOPTR(mc_err) err = parse(
		&exercise, &findings,
		HEAD
		"\"tests\": [" IO("z", ", \"needs\": [\"a\"]") "," IO("a", ", \"needs\": [\"b\"]") "," IO(
			"b", ", \"needs\": [\"c\"]") "," IO("c", ", \"needs\": [\"a\"]") "]}");

	assert_non_null(err);
	assert_int_equal(findings.error_count, 1);
	assert_non_null(strstr(findings.items[0].message, "a -> b -> c -> a"));
	assert_string_equal(findings.items[0].pointer, "/tests/3/needs/0");
}

static void fills_in_what_is_not_said(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	const struct mc_limits run = MC_LIMITS_RUN;

	assert_ok(parse(
		&exercise, NULL,
		HEAD
		"\"limits\": {\"cpu_ms\": 500}, \"tests\": ["
		"{\"id\": \"late\", \"kind\": \"io\", \"run\": \"./p\", \"args\": [\"a b\"], \"stdout\": "
		"\"1\", "
		"\"needs\": [\"first\"], \"points\": 2.125},"
		"{\"id\": \"first\", \"kind\": \"source\", \"present\": [\"x\"], \"absent\": [{\"regex\": "
		"\"y\", "
		"\"why\": {\"es\": \"no\"}}]},"
		"{\"id\": \"suite\", \"kind\": \"suite\", \"run\": [\"t\"], \"cases\": [\"one\", \"two\"], "
		"\"limits\": {\"wall_ms\": 99}}]}"));
	const struct mc_test *late = &exercise->tests[0], *first = &exercise->tests[1],
			     *suite = &exercise->tests[2];

	assert_string_equal(exercise->submit.items[0], "**");
	assert_int_equal(exercise->limits.wall_ms, 3500);
	assert_int_equal(exercise->limits.memory_mb, run.memory_mb);
	assert_int_equal(late->points, 2125);
	assert_int_equal(mc_exercise_max(exercise), 4125);
	assert_string_equal(late->run.items[2], "./p \"$@\"");
	assert_string_equal(late->run.items[4], "a b");
	assert_null(late->run.items[5]);
	assert_null(late->input);
	assert_int_equal(late->exit_status, 0);
	assert_int_equal(late->out.compare.mode, MC_COMPARE_TOKENS);
	assert_int_equal(exercise->order[0], 1);
	assert_int_equal(exercise->order[1], 0);
	assert_int_equal(first->patterns[0].min, 1);
	assert_int_equal(first->patterns[1].max, 0);
	assert_string_equal(mc_words_pick(&first->patterns[1].why, "en"), "no");
	assert_string_equal(first->sources.items[0], "**");
	assert_int_equal(suite->case_count, 2);
	assert_int_equal(suite->limits.wall_ms, 99);
	assert_int_equal(suite->limits.cpu_ms, 500);
}

static void picks_words_by_language(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	assert_ok(parse(&exercise, NULL,
			"{\"schema\": \"migracode/exercise/v1\", \"id\": \"x\", \"title\": {\"es\": "
			"\"Hola\", \"en\": \"Hi\", "
			"\"pt\": \"Oi\"}, \"tests\": [" IO("a", "") "]}"));
	assert_string_equal(mc_words_pick(&exercise->title, "es"), "Hola");
	assert_string_equal(mc_words_pick(&exercise->title, "pt-BR"), "Oi");
	assert_string_equal(mc_words_pick(&exercise->title, "uk"), "Hi");
	assert_string_equal(mc_words_pick(&exercise->title, NULL), "Hi");
}

static void lay_folder(const char *spec)
{
	assert_ok(mc_file_make_dirs("starter"));
	assert_ok(mc_file_make_dirs("tests"));
	assert_ok(mc_file_make_dirs("private"));
	assert_ok(mc_file_make_dirs("solution"));
	assert_ok(mc_file_make_dirs("wrong/w"));
	temp_put("starter/p.c", "");
	temp_put("tests/in", "1 2\n");
	temp_put("private/t", "secret");
	temp_put("solution/p.c", "int main(void) {}");
	temp_put("exercise.json", spec);
}

#define FOLDER_SPEC \
	HEAD "\"submit\": [\"*.c\"], \"tests\": [" IO( \
		"a", ", \"stdin\": {\"file\": \"tests/in\"}") "], \"wrong\": {\"w\": {\"fails\": [\"a\"]}}}"

static void reads_the_folders_beside_it(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	lay_folder(FOLDER_SPEC);
	assert_ok(mc_exercise_open(&exercise, NULL, "."));
	assert_int_equal(exercise->tests[0].input_len, 4);
	assert_string_equal(exercise->tests[0].input, "1 2\n");
	assert_non_null(mc_tree_find(&exercise->starter, "p.c"));
	assert_non_null(mc_tree_find(&exercise->tests_files, "in"));
	assert_non_null(mc_tree_find(&exercise->private_files, "t"));
}

/* One finding with this message about this file. */
static void finds(const char *path, const char *message)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	struct mc_exercise *exercise = NULL;
	MC_AUTOPTR(mc_err) err = mc_exercise_open(&exercise, &findings, ".");

	if (!err)
		fail_msg("accepted, expected '%s'", message);
	assert_int_equal(findings.error_count, 1);
	assert_string_equal(findings.items[0].path, path);
	if (!strstr(findings.items[0].message, message))
		fail_msg("said '%s', expected '%s'", findings.items[0].message, message);
}

static void compares_folders_with_the_spec(void **state)
{
	(void)state;
	lay_folder(FOLDER_SPEC);
	assert_ok(mc_file_make_dirs("wrong/other"));
	finds("wrong/other", "not declared");
	assert_int_equal(rmdir("wrong/other"), 0);
	assert_int_equal(rmdir("wrong/w"), 0);
	finds("exercise.json", "no folder 'wrong/w'");
	assert_ok(mc_file_make_dirs("wrong/w"));
	assert_int_equal(rename("solution/p.c", "solution/p.js"), 0);
	finds("exercise.json", "matches '*.c'");
	assert_int_equal(rename("solution/p.js", "solution/p.c"), 0);
	assert_int_equal(symlink("/etc/passwd", "tests/passwd"), 0);
	finds("tests/passwd", "link");
	assert_int_equal(unlink("tests/passwd"), 0);
	assert_int_equal(unlink("tests/in"), 0);
	finds("exercise.json", "cannot open 'tests/in'");
	assert_int_equal(symlink("/etc/hostname", "tests/in"), 0);
	struct mc_exercise *exercise = NULL;

	assert_err(MC_E_INPUT, mc_exercise_open(&exercise, NULL, "."));
}

static void asks_a_workspace_for_nothing_private(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	assert_ok(mc_file_make_dirs("tests"));
	temp_put("tests/in", "");
	temp_put("exercise.json", FOLDER_SPEC);
	assert_ok(mc_exercise_open(&exercise, NULL, "."));
	assert_err(MC_E_INPUT, mc_exercise_open(&exercise, NULL, "tests"));
}

static void hash_of(char hash[65], const char *dir)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	assert_ok(mc_exercise_open(&exercise, NULL, dir));
	memcpy(hash, exercise->hash, 65);
	assert_int_equal(strlen(hash), 64);
}

/* A translated title must not throw away what is known about submissions; a changed private file must. */
static void hashes_what_decides_a_verdict(void **state)
{
	(void)state;
	char first[65], second[65];

	lay_folder(FOLDER_SPEC);
	hash_of(first, ".");
	temp_put("exercise.json",
		 "{ \"title\": {\"es\": \"Equis\"}, \"id\": \"x\", \"schema\": \"migracode/exercise/v1\","
		 "\"submit\": [\"*.c\"], \"tests\": [" IO(
			 "a", ", \"stdin\": \"1 2\\n\", \"hint\": \"h\"") "],"
									  "\"wrong\": {\"w\": {\"fails\": "
									  "[\"a\"]}}}");
	temp_put("solution/p.c", "other");
	hash_of(second, ".");
	assert_string_equal(first, second);
	temp_put("private/t", "Secret");
	hash_of(second, ".");
	assert_string_not_equal(first, second);
	temp_put("private/t", "secret");
	assert_int_equal(chmod("starter/p.c", 0755), 0);
	hash_of(second, ".");
	assert_string_not_equal(first, second);
	assert_int_equal(chmod("starter/p.c", 0644), 0);
	hash_of(second, ".");
	assert_string_equal(first, second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_bad_tests),
		cmocka_unit_test(refuses_bad_exercises),
		cmocka_unit_test(says_all_faults_with_their_places),
		cmocka_unit_test(names_a_circle_in_full),
		cmocka_unit_test(fills_in_what_is_not_said),
		cmocka_unit_test(picks_words_by_language),
		cmocka_unit_test_setup_teardown(reads_the_folders_beside_it, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(compares_folders_with_the_spec, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(asks_a_workspace_for_nothing_private, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(hashes_what_decides_a_verdict, temp_enter, temp_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
