/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "course/workspace.h"

#include "course/curriculum.h"
#include "course/scaffold.h"
#include "course/student_spec.h"
#include "os/file.h"
#include "os/scratch.h"
#include "shell.h"

/* A curriculum with a marker in every place that students must not see, and in some that they may. */
#define COURSE \
	"mkdir -p c/modules/m/x; cd c; echo " \
	"'{\"schema\":\"migracode/curriculum/v1\",\"id\":\"c\",\"version\":\"1.0.0\"," \
	"\"title\":\"Course\",\"languages\":[\"en\",\"es\"]," \
	"\"modules\":[\"m\"],\"hours\":1,\"licence\":\"CC-BY-4.0\"}' " \
	">curriculum.json; cd modules/m; " \
	"echo " \
	"'{\"schema\":\"migracode/module/v1\",\"id\":\"m\",\"title\":\"Module\"," \
	"\"kind\":\"content\",\"hours\":1}' " \
	">module.json; echo SHOWN_LESSON >lesson.md; echo SECRET_QUIZ >quiz.gift; cd x; " \
	"mkdir -p starter/lib tests private/deep solution wrong/w data; echo SHOWN_TEXT >README.md; " \
	"printf -- '---\\nsource: 00\\n---\\nSHOWN_TEXTO\\n' >README.es.md; echo SHOWN_START " \
	">starter/a.py; " \
	"echo SHOWN_HELPER >starter/lib/helper.py; echo SHOWN_TEST >tests/t.py; echo SECRET_PRIVATE " \
	">private/deep/p.py; " \
	"echo SECRET_EXPECTED >private/e.txt; echo SECRET_SOLUTION >solution/a.py; echo SECRET_WRONG " \
	">wrong/w/a.py; " \
	"printf 'SHOWN_INLINE\\n' >data/in.txt; "

#define SPEC_OF(tests, fails) \
	"cat >exercise.json " \
	"<<'END'\n{\"schema\":\"migracode/exercise/v1\",\"id\":\"x\",\"title\":\"X\",\"submit\":[\"a.py\"]," \
	"\"tests\":[" tests "],\"wrong\":{\"w\":{\"fails\":[\"" fails "\"],\"why\":\"SECRET_WHY\"}}}\nEND\n"

#define SPEC(tests) SPEC_OF(tests, "v")

#define VISIBLE \
	"{\"id\":\"v\",\"kind\":\"io\",\"run\":[\"python3\",\"a.py\"],\"stdin\":{\"file\":\"data/in.txt\"}," \
	"\"stdout\":\"SHOWN_OUT\",\"points\":0.5,\"files\":{\"file\":\"SHOWN_FILE\"}," \
	"\"env\":{\"file\":\"1\"}}"
#define EXPECTS(file) "{\"id\":\"v\",\"kind\":\"io\",\"run\":[\"cat\"],\"stdout\":{\"file\":\"" file "\"}}"
#define GIVEN_AWAY \
	"{\"id\":\"h\",\"kind\":\"io\",\"run\":[\"cat\"],\"stdout\":{\"file\":\"tests/t.py\"}," \
	"\"hidden\":true}"
#define HIDDEN \
	"{\"id\":\"h\",\"kind\":\"io\",\"run\":[\"python3\",\"a.py\"],\"stdin\":\"SECRET_INPUT\"," \
	"\"stdout\":{\"file\":\"private/e.txt\"},\"hidden\":true,\"hint\":\"SECRET_HINT\"}"

static int set_up(void **state)
{
	struct mc_scratch *scratch = mc_alloc_zero(1, sizeof(*scratch));
	MC_AUTOTEXT here = realpath(".", NULL);

	assert_int_equal(setenv("MIGRACODE_DATA", here, 1), 0);
	assert_ok(mc_scratch_make(scratch, NULL));
	*state = scratch;
	return 0;
}

static int tear_down(void **state)
{
	mc_scratch_release(*state);
	free(*state);
	return 0;
}

static const char *dir_of(void **state)
{
	return ((const struct mc_scratch *)*state)->path;
}

static struct mc_err *build(struct mc_workspace_summary *summary, const char *dir, const char *lang)
{
	MC_AUTOTEXT curriculum = mc_format("%s/c", dir);
	MC_AUTOTEXT out = mc_format("%s/out", dir);

	return mc_workspace_build(summary, &(struct mc_workspace_request){
						   .curriculum = curriculum, .dir = out, .lang = lang });
}

static void has_nothing_private(void **state)
{
	struct mc_workspace_summary summary;

	shell(dir_of(state), COURSE SPEC(VISIBLE "," HIDDEN));
	assert_ok(build(&summary, dir_of(state), NULL));
	assert_int_equal(summary.modules, 1);
	assert_int_equal(summary.exercises, 1);
	/* The search must be able to find something: first what is there, then what must not be. */
	shell(dir_of(state),
	      "cd out; { find . -type f -exec cat {} +; git cat-file --batch-all-objects --batch; } "
	      ">../all; cd ..; "
	      "for m in LESSON TEXT TEXTO START HELPER TEST INLINE OUT FILE; do grep -q SHOWN_$m all; done; "
	      "grep -q SHOWN_START out/modules/m/x/a.py; "
	      "! grep -a SECRET all && ! find out -path '*/.git' -prune -o -print | "
	      "grep -E 'solution|wrong|private|quiz'");
}

static void gives_a_spec_that_can_be_checked(void **state)
{
	struct mc_workspace_summary summary;
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTOTEXT out = mc_format("%s/out", dir_of(state));

	shell(dir_of(state), COURSE SPEC(VISIBLE "," HIDDEN));
	assert_ok(build(&summary, dir_of(state), NULL));
	assert_ok(mc_curriculum_open(&curriculum, NULL, out));
	assert_int_equal(curriculum->exercise_dirs.count, 1);
	assert_ok(mc_exercise_open(&exercise, NULL, curriculum->exercise_dirs.items[0]));
	assert_int_equal(exercise->test_count, 1);
	assert_int_equal(exercise->wrong_count, 0);
	assert_int_equal(exercise->tests[0].points, 500);
	assert_int_equal(exercise->tests[0].input_len, strlen("SHOWN_INLINE\n"));
	assert_string_equal(exercise->tests[0].files[0].path, "file");
	assert_string_equal(exercise->tests[0].env.items[0], "file=1");
	/* What students do not hand in is laid by the checker, so it must be in starter/ as well as in sight.
	 * */
	assert_int_equal(exercise->starter.count, 1);
	assert_string_equal(exercise->starter.files[0].path, "lib/helper.py");
	shell(out, "test -f modules/m/x/lib/helper.py; test -f modules/m/x/a.py; ! test -e "
		   "modules/m/x/starter/a.py");
}

static void has_what_a_platform_needs(void **state)
{
	struct mc_workspace_summary summary;

	shell(dir_of(state), COURSE SPEC(VISIBLE "," HIDDEN));
	assert_ok(build(&summary, dir_of(state), NULL));
	shell(dir_of(state),
	      "cd out; test \"$(git rev-list --count main)\" = 1; test -z \"$(git status --porcelain)\"; "
	      "for f in .github/workflows/migracode.yml .gitlab-ci.yml .forgejo/workflows/migracode.yml; do "
	      "grep -q 'migracode check' $f; grep -q 'sh .migracode/ci.sh' $f; done; grep -q "
	      "'vars.MIGRACODE_SOURCE }}' .github/workflows/*; "
	      "grep -q 'eol=lf' .gitattributes; grep -q node_modules .gitignore; test -s "
	      ".github/PULL_REQUEST_TEMPLATE.md; "
	      "test -s .gitlab/merge_request_templates/Default.md; grep -q 'migracode check modules/m/x' "
	      "README.md; "
	      "grep -q '(modules/m/x/)' README.md; ! grep -rl '{{[a-z]' --exclude-dir=.git .; sh -n "
	      ".migracode/ci.sh");
}

/* The workflow checks what a student has changed, and nothing that nobody has begun. */
static void workflow_checks_what_was_changed(void **state)
{
	struct mc_workspace_summary summary;

	shell(dir_of(state), COURSE SPEC(VISIBLE "," HIDDEN));
	assert_ok(build(&summary, dir_of(state), NULL));
	shell(dir_of(state),
	      "mkdir bin; printf '#!/bin/sh\\necho \"called $*\"\\nexit 1\\n' >bin/migracode; chmod +x "
	      "bin/migracode; PATH=$PWD/bin:$PATH; "
	      "cd out; sh .migracode/ci.sh >../log; grep -q 'no exercise' ../log; ! grep -q called ../log; "
	      "echo y >>modules/m/x/a.py; git commit -qam y; ! sh .migracode/ci.sh >../log; "
	      "grep -q 'called check modules/m/x' ../log; "
	      "rm ../bin/migracode; PATH=/usr/bin:/bin; command -v migracode >/dev/null || { s=0; sh "
	      ".migracode/ci.sh 2>../log || s=$?; "
	      "test $s = 2; grep -q MIGRACODE_SOURCE ../log; }");
}

static void puts_a_language_first(void **state)
{
	struct mc_workspace_summary summary;

	shell(dir_of(state), COURSE SPEC(VISIBLE "," HIDDEN));
	assert_ok(build(&summary, dir_of(state), "es"));
	shell(dir_of(state),
	      "cd out/modules/m/x; test \"$(cat README.md)\" = SHOWN_TEXTO; test \"$(cat README.en.md)\" = "
	      "SHOWN_TEXT; "
	      "! test -e README.es.md; test -f ../lesson.md; grep -q Ejercicios ../../../README.md");
}

static void refuses_and_leaves_nothing(void **state)
{
	static const struct {
		const char *spec;
		const char *says;
	} cases[] = {
		{ SPEC_OF(HIDDEN, "h"), "every test is hidden" },
		{ SPEC(VISIBLE "," HIDDEN) "rm -r starter", "'x'" },
		{ SPEC(VISIBLE "," HIDDEN) "echo a >starter/README.md", "starter/README.md" },
		{ SPEC(EXPECTS("private/e.txt")), "private/e.txt" },
		{ SPEC(EXPECTS("./solution/a.py")), "solution/a.py" },
		{ SPEC(VISIBLE "," GIVEN_AWAY), "tests/t.py" },
		{ SPEC(EXPECTS("data/in.txt")) "printf '\\377' >data/in.txt", "data/in.txt" },
		{ "echo '{\"schema\": 1}' >exercise.json", "exercise.json" },
		{ ":", "no exercise" },
	};

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		struct mc_workspace_summary summary;
		MC_AUTOTEXT script = mc_format("rm -rf c; %s%s", COURSE, cases[i].spec);

		shell(dir_of(state), script);
		struct mc_err *err = build(&summary, dir_of(state), NULL);

		if (!err || err->code != MC_E_INPUT || !strstr(err->msg, cases[i].says))
			fail_msg("case %zu: %s", i, err ? err->msg : "no error");
		mc_err_free(err);
		shell(dir_of(state), "test \"$(ls -A)\" = c");
	}
}

static void refuses_a_folder_with_files(void **state)
{
	struct mc_workspace_summary summary;

	shell(dir_of(state), COURSE SPEC(VISIBLE "," HIDDEN) "cd ../../../..; mkdir out; echo k >out/k");
	assert_err(MC_E_INPUT, build(&summary, dir_of(state), NULL));
	shell(dir_of(state), "test \"$(ls -A out)\" = k");
}

static void takes_only_the_modules_asked_for(void **state)
{
	struct mc_workspace_summary summary;
	MC_AUTOTEXT course = mc_format("%s/c", dir_of(state));
	MC_AUTOTEXT out = mc_format("%s/out", dir_of(state));
	MC_AUTOTEXT path = NULL;
	const char *wanted[] = { "loops" };
	struct mc_workspace_request request = {
		.curriculum = course, .dir = out, .modules = wanted, .module_count = 1
	};

	shell(dir_of(state), COURSE SPEC(VISIBLE "," HIDDEN));
	assert_err(MC_E_INPUT, mc_workspace_build(&summary, &request));
	assert_ok(mc_scaffold_module(&path, &(struct mc_scaffold_module){ course, "loops", NULL }));
	assert_err(MC_E_INPUT, mc_workspace_build(&summary, &request)); /* no exercise yet */
	free(MC_TAKE(path));
	assert_ok(mc_scaffold_exercise(
		&path, &(struct mc_scaffold_exercise){
			       .dir = course, .module = "loops", .language = "shell", .id = "y" }));
	assert_ok(mc_workspace_build(&summary, &request));
	assert_int_equal(summary.exercises, 1);
	shell(out, "test \"$(ls modules)\" = loops; grep -q '\"modules\":\\[\"loops\"\\]' curriculum.json");
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(has_nothing_private),		T(gives_a_spec_that_can_be_checked),
		T(has_what_a_platform_needs),	T(workflow_checks_what_was_changed),
		T(puts_a_language_first),	T(refuses_and_leaves_nothing),
		T(refuses_a_folder_with_files), T(takes_only_the_modules_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
