/* SPDX-License-Identifier: MIT */
/* The program's half of tests/e2e/schema.t: the same files, accepted and refused. Runs in the top folder. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cert/frameworks.h"
#include "cert/settings.h"
#include "check.h"
#include "cohort/rules.h"
#include "cohort/school.h"
#include "course/curriculum.h"
#include "course/exercise.h"
#include "course/module.h"
#include "course/rubric.h"
#include "deadline/late.h"

static struct mc_err *parse(const char *name, const struct mc_buf *bytes)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTOPTR(mc_module) module = NULL;
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	MC_AUTOPTR(mc_rules) rules = NULL;

	if (!strncmp(name, "exercise-", 9))
		return mc_exercise_parse(&exercise, NULL, NULL, bytes->ptr, bytes->len);
	if (!strncmp(name, "module-", 7))
		return mc_module_parse(&module, NULL, NULL, bytes->ptr, bytes->len);
	if (!strncmp(name, "rules-", 6))
		return mc_rules_parse(&rules, NULL, name, bytes->ptr, bytes->len);
	if (!strncmp(name, "school-", 7)) {
		MC_AUTO(mc_school) school = MC_SCHOOL_INIT;

		MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;

		MC_TRY(mc_school_parse(&school, name, bytes->ptr, bytes->len));
		return mc_cert_settings_parse(&settings, &school, name, bytes->ptr, bytes->len);
	}
	if (!strncmp(name, "late-policy-", 12)) {
		struct mc_late_policy policy;

		return mc_late_policy_read(&policy, (struct mc_str){ bytes->ptr, bytes->len }, name);
	}
	if (!strncmp(name, "framework-", 10)) {
		MC_AUTO(mc_frameworks) frameworks = MC_FRAMEWORKS_INIT;

		return mc_frameworks_parse(&frameworks, NULL, name, bytes->ptr, bytes->len);
	}
	if (!strncmp(name, "rubric-", 7)) {
		MC_AUTOPTR(mc_rubric) rubric = NULL;

		return mc_rubric_parse(&rubric, NULL, "", bytes->ptr, bytes->len);
	}
	assert_int_equal(strncmp(name, "curriculum-", 11), 0);
	return mc_curriculum_parse(&curriculum, NULL, NULL, bytes->ptr, bytes->len);
}

static void check_folder(const char *folder, bool is_good, int at_least)
{
	MC_AUTO(mc_buf) dir_path = MC_BUF_INIT;
	int count = 0, wrong = 0;

	mc_buf_addf(&dir_path, "tests/corpus/spec/%s", folder);
	DIR *dir = opendir(dir_path.ptr);

	assert_non_null(dir);
	for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
		MC_AUTO(mc_buf) path = MC_BUF_INIT;
		MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

		if (entry->d_name[0] == '.')
			continue;
		mc_buf_addf(&path, "%s/%s", dir_path.ptr, entry->d_name);
		assert_ok(mc_buf_read_file(&bytes, path.ptr, 1 << 20));
		MC_AUTOPTR(mc_err) err = parse(entry->d_name, &bytes);

		if (!err != is_good) {
			print_error("%s: %s\n", path.ptr, err ? err->msg : "accepted");
			wrong++;
		}
		count++;
	}
	(void)closedir(dir);
	assert_int_equal(wrong, 0);
	assert_true(count >= at_least);
}

static void accepts_what_is_good(void **state)
{
	(void)state;
	check_folder("good", true, 10);
}

static void refuses_what_is_bad(void **state)
{
	(void)state;
	check_folder("bad", false, 180);
}

static void refuses_what_only_the_program_can_know(void **state)
{
	(void)state;
	check_folder("bad-meaning", false, 15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts_what_is_good),
		cmocka_unit_test(refuses_what_is_bad),
		cmocka_unit_test(refuses_what_only_the_program_can_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
