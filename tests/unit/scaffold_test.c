/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "course/scaffold.h"

#include "course/curriculum.h"
#include "course/template.h"
#include "ext/hash.h"
#include "os/file.h"
#include "os/scratch.h"
#include "shell.h"

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

static void write_text(const char *path, const char *text)
{
	assert_ok(mc_file_write_atomic(path, text, strlen(text), 0644));
}

static void assert_file(const char *path, const char *text)
{
	MC_AUTO(mc_buf) content = MC_BUF_INIT;

	assert_ok(mc_buf_read_file(&content, path, 1 << 20));
	assert_string_equal(content.ptr, text);
}

/* Everything that is laid must be taken by the strict readers, and in git. */
static void lays_a_complete_curriculum(void **state)
{
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	MC_AUTOTEXT dir = mc_format("%s/My Course 2", dir_of(state));
	const struct mc_scaffold_curriculum wanted = { .dir = dir,
						       .title = "A \"quoted\" title",
						       .langs = "en,es" };

	assert_ok(mc_scaffold_curriculum(&wanted));
	assert_ok(mc_curriculum_open(&curriculum, NULL, dir));
	assert_string_equal(curriculum->id, "my-course-2");
	assert_string_equal(mc_words_pick(&curriculum->title, "es"), "A \"quoted\" title");
	assert_int_equal(curriculum->exercise_dirs.count, 4);
	for (size_t i = 0; i < curriculum->exercise_dirs.count; i++) {
		MC_AUTOPTR(mc_exercise) exercise = NULL;
		MC_AUTOTEXT spanish = mc_path_join(curriculum->exercise_dirs.items[i], "README.es.md");

		assert_ok(mc_exercise_open(&exercise, NULL, curriculum->exercise_dirs.items[i]));
		assert_true(exercise->wrong_count >= 1);
		assert_true(exercise->starter.count >= 1);
		assert_true(mc_file_is_regular(spanish));
	}
	MC_AUTOTEXT shown =
		shell_text(dir,
			   "git status --porcelain | grep -v shell_text || true; git rev-list --count main; "
			   "git grep -l '{{' main || true; stat -c %a .");

	assert_string_equal(shown, "1\n755");
}

static void leaves_other_languages_out(void **state)
{
	MC_AUTOTEXT dir = mc_format("%s/c", dir_of(state));

	assert_ok(mc_scaffold_curriculum(&(struct mc_scaffold_curriculum){ .dir = dir, .langs = "en" }));
	shell(dir,
	      "! find . -name '*.es.md' | grep . && grep -q '\"languages\": \\[\"en\"\\]' curriculum.json");
	MC_AUTOTEXT other = mc_format("%s/d", dir_of(state));

	assert_err(MC_E_INPUT,
		   mc_scaffold_curriculum(&(struct mc_scaffold_curriculum){ .dir = other, .langs = "es" }));
	assert_err(MC_E_INPUT, mc_scaffold_curriculum(
				       &(struct mc_scaffold_curriculum){ .dir = other, .langs = "en,e!" }));
	/* What 'lint' would refuse afterwards. */
	assert_err(MC_E_INPUT, mc_scaffold_curriculum(&(struct mc_scaffold_curriculum){
				       .dir = other, .langs = "en,spanish" }));
	assert_err(MC_E_INPUT, mc_scaffold_curriculum(&(struct mc_scaffold_curriculum){
				       .dir = other, .langs = "en", .id = "Bad Id" }));
	assert_err(MC_E_INPUT, mc_scaffold_curriculum(&(struct mc_scaffold_curriculum){
				       .dir = other, .langs = "en", .title = "a\nb" }));
	assert_false(mc_file_exists(other));
}

static void takes_only_new_or_empty_folders(void **state)
{
	MC_AUTOTEXT dir = mc_format("%s/c", dir_of(state));
	MC_AUTOTEXT kept = mc_format("%s/c/kept", dir_of(state));
	MC_AUTOTEXT file = mc_format("%s/f", dir_of(state));
	const struct mc_scaffold_curriculum wanted = { .dir = dir, .langs = "en,es" };

	shell(dir_of(state), "mkdir c; chmod 700 c; echo x >c/kept; echo f >f");
	assert_err(MC_E_INPUT, mc_scaffold_curriculum(&wanted));
	assert_file(kept, "x\n");
	shell(dir_of(state), "test \"$(ls -A c)\" = kept && rm c/kept");
	assert_ok(mc_scaffold_curriculum(&wanted));
	shell(dir_of(state), "test $(stat -c %a c) = 700; cd c; git fsck; ! ls -A | grep migracode-");
	assert_err(MC_E_INPUT,
		   mc_scaffold_curriculum(&(struct mc_scaffold_curriculum){ .dir = file, .langs = "en" }));
	assert_file(file, "f\n");
}

static void fails_without_templates_and_leaves_nothing(void **state)
{
	MC_AUTOTEXT dir = mc_format("%s/c", dir_of(state));

	assert_int_equal(setenv("MIGRACODE_DATA", dir_of(state), 1), 0);
	assert_err(MC_E_IO,
		   mc_scaffold_curriculum(&(struct mc_scaffold_curriculum){ .dir = dir, .langs = "en" }));
	shell(dir_of(state), "! ls -A | grep .");
}

static void adds_modules_and_exercises(void **state)
{
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	MC_AUTOTEXT dir = mc_format("%s/c", dir_of(state));
	MC_AUTOTEXT module = NULL;
	MC_AUTOTEXT exercise = NULL;
	MC_AUTOTEXT second = NULL;
	struct mc_scaffold_exercise wanted = { .dir = dir, .language = "python", .id = "loop-twice" };

	assert_ok(mc_scaffold_curriculum(&(struct mc_scaffold_curriculum){ .dir = dir, .langs = "en,es" }));
	assert_ok(mc_scaffold_exercise(&exercise, &wanted)); /* there is one module only */
	assert_ok(mc_scaffold_module(&module, &(struct mc_scaffold_module){ dir, "loops", NULL }));
	assert_err(MC_E_INPUT,
		   mc_scaffold_module(&second, &(struct mc_scaffold_module){ dir, "loops", NULL }));
	assert_err(MC_E_INPUT, mc_scaffold_exercise(&second, &wanted)); /* which of the two? */
	wanted.module = "nosuch";
	assert_err(MC_E_INPUT, mc_scaffold_exercise(&second, &wanted));
	wanted.module = "../..";
	assert_err(MC_E_INPUT, mc_scaffold_exercise(&second, &wanted));
	wanted.module = "loops";
	assert_ok(mc_scaffold_exercise(&second, &wanted));
	assert_ok(mc_curriculum_open(&curriculum, NULL, dir));
	assert_int_equal(curriculum->module_count, 2);
	assert_string_equal(curriculum->modules[1]->id, "loops");
	assert_string_equal(mc_words_pick(&curriculum->modules[1]->title, "en"), "Loops");
	assert_int_equal(curriculum->modules[0]->exercises.count, 5);
	assert_string_equal(curriculum->modules[0]->exercises.items[4], "loop-twice");
	assert_int_equal(curriculum->modules[1]->exercises.count, 1);
}

static void lays_an_exercise_that_stands_alone(void **state)
{
	static const char *const languages[] = { "js", "python", "c", "shell" };

	for (size_t i = 0; i < MC_COUNT(languages); i++) {
		MC_AUTOPTR(mc_exercise) exercise = NULL;
		MC_AUTOTEXT path = NULL;
		MC_AUTOTEXT id = mc_format("my-%s", languages[i]);

		assert_ok(mc_scaffold_exercise(
			&path, &(struct mc_scaffold_exercise){
				       .dir = dir_of(state), .language = languages[i], .id = id }));
		assert_ok(mc_exercise_open(&exercise, NULL, path));
		assert_string_equal(exercise->id, id);
		assert_non_null(strstr(mc_words_pick(&exercise->title, "en"), "My "));
	}
	MC_AUTOTEXT path = NULL;

	assert_err(MC_E_INPUT,
		   mc_scaffold_exercise(&path, &(struct mc_scaffold_exercise){ .dir = dir_of(state),
									       .language = "c",
									       .id = "my-c" }));
	assert_err(MC_E_INPUT,
		   mc_scaffold_exercise(&path, &(struct mc_scaffold_exercise){ .dir = dir_of(state),
									       .language = "c",
									       .id = "../x" }));
	assert_err(MC_E_INPUT,
		   mc_scaffold_exercise(
			   &path, &(struct mc_scaffold_exercise){
					  .dir = dir_of(state), .language = "c", .id = "x", .module = "m" }));
}

static void keeps_the_layout_of_lists(void **state)
{
	static const struct {
		const char *before;
		const char *after;
	} cases[] = {
		{ "{\"m\": []}\n", "{\"m\": [\"new\"]}\n" },
		{ "{\"m\": [\"a\"], \"x\": 1.50}\n", "{\"m\": [\"a\", \"new\"], \"x\": 1.50}\n" },
		{ "{\n\t\"m\": [\n\t\t\"a\",\n\t\t\"b\"\n\t]\n}\n",
		  "{\n\t\"m\": [\n\t\t\"a\",\n\t\t\"b\",\n\t\t\"new\"\n\t]\n}\n" },
		{ "{\"m\": [ \"a\" , \"b\" ]}", "{\"m\": [ \"a\" , \"b\", \"new\" ]}\n" },
		{ "{\"m\": [\"new\"]}", "{\"m\": [\"new\"]}" },
		{ "{\"x\": 1}", "{\"x\": 1}" },
	};
	MC_AUTOTEXT path = mc_format("%s/list.json", dir_of(state));

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		write_text(path, cases[i].before);
		assert_ok(mc_scaffold_list_add(path, "m", "new"));
		assert_file(path, cases[i].after);
	}
	write_text(path, "[1]");
	assert_err(MC_E_INPUT, mc_scaffold_list_add(path, "m", "new"));
	write_text(path, "{\"m\": [");
	assert_err(MC_E_INPUT, mc_scaffold_list_add(path, "m", "new"));
}

static void undoes_a_module_that_cannot_be_listed(void **state)
{
	MC_AUTOTEXT dir = mc_format("%s/c", dir_of(state));
	MC_AUTOTEXT path = NULL;

	shell(dir_of(state), "mkdir c; echo '{ broken' >c/curriculum.json");
	assert_err(MC_E_INPUT, mc_scaffold_module(&path, &(struct mc_scaffold_module){ dir, "loops", NULL }));
	shell(dir, "! ls modules | grep .");
}

static void fills_in_templates(void **state)
{
	const struct mc_template_value values[] = { { "name", "a \"b\"", false },
						    { "list", "1, 2", true },
						    { "none", NULL, false } };
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	char hex[MC_HASH_HEX];

	shell(dir_of(state),
	      "mkdir -p templates/t/dot-x; cd templates/t; "
	      "printf '{{name}} {{none|de fault}} {{other|}}${{ github.x }} {{unknown}} {{' >dot-x/dot-y.md; "
	      "printf '{\"n\": \"{{name}}\", \"l\": [{{list}}]}' >j.json; "
	      "printf 'text {{name}}' >R.md; printf '{{source}}' >R.es.md; chmod +x R.md");
	assert_int_equal(setenv("MIGRACODE_DATA", dir_of(state), 1), 0);
	assert_ok(mc_template_read(&tree, "t", values, MC_COUNT(values)));
	assert_int_equal(tree.count, 4);
	assert_string_equal(mc_tree_find(&tree, ".x/.y.md")->data,
			    "a \"b\" de fault ${{ github.x }} {{unknown}} {{");
	assert_string_equal(mc_tree_find(&tree, "j.json")->data, "{\"n\": \"a \\\"b\\\"\", \"l\": [1, 2]}");
	assert_true(mc_tree_find(&tree, "R.md")->is_executable);
	mc_hash_bytes(hex, "text a \"b\"", strlen("text a \"b\""));
	assert_string_equal(mc_tree_find(&tree, "R.es.md")->data, hex);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(lays_a_complete_curriculum),
		T(leaves_other_languages_out),
		T(takes_only_new_or_empty_folders),
		T(fails_without_templates_and_leaves_nothing),
		T(adds_modules_and_exercises),
		T(lays_an_exercise_that_stands_alone),
		T(keeps_the_layout_of_lists),
		T(undoes_a_module_that_cannot_be_listed),
		T(fills_in_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
