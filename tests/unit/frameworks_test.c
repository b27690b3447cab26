/* SPDX-License-Identifier: MIT */
/* Tables of frameworks: what they promise, and that a school's table has the last word. */
#include "check.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cert/align_lint.h"
#include "cert/frameworks.h"
#include "temp.h"

static void bundled_tables_hold_what_certificates_need(void **state)
{
	MC_AUTO(mc_frameworks) frameworks = MC_FRAMEWORKS_INIT;
	size_t verified = 0;

	(void)state;
	assert_ok(mc_frameworks_read(&frameworks, NULL));
	assert_int_equal(frameworks.count, 4);
	for (size_t i = 0; i < frameworks.row_count; i++) {
		const struct mc_framework_row *row = frameworks.rows[i];

		verified += row->is_verified;
		assert_non_null(row->framework->attribution);
		assert_non_null(row->framework->source);
		/* Nothing but short titles: the text of task items belongs to others. */
		assert_true(strlen(row->name) <= 80);
	}
	assert_true(verified >= 100 && verified < frameworks.row_count);
	const struct mc_framework_row *row = mc_frameworks_find(&frameworks, "icdl:computing-1.0/3");

	assert_string_equal(row->name, "Starting to Code");
	assert_string_equal(row->label, "Computing 1.0 / 3");
	assert_true(row->is_verified);
	assert_false(mc_frameworks_find(&frameworks, "icdl:computing-1.0/4.2")->is_verified);
	assert_null(mc_frameworks_find(&frameworks, "icdl:computing-1.0/9"));
	assert_string_equal(mc_frameworks_nearest(&frameworks, "icdl:computing-1.0/9") ? "near" : "far",
			    "near");
}

static void competences_have_addresses_of_esco(void **state)
{
	MC_AUTO(mc_frameworks) frameworks = MC_FRAMEWORKS_INIT;

	(void)state;
	assert_ok(mc_frameworks_read(&frameworks, NULL));
	const struct mc_framework_row *row = mc_frameworks_find(&frameworks, "digcomp-3.0:3.4");

	assert_string_equal(row->url,
			    "http://data.europa.eu/esco/skill/21d2f96d-35f7-4e3f-9745-c533d2dd6e97");
	assert_string_equal(mc_frameworks_owner(&frameworks, row->url)->id, "esco");
	/* ESCO has no row for this one. */
	row = mc_frameworks_find(&frameworks, "digcomp-3.0:2.5");
	assert_string_equal(row->url, "https://doi.org/10.5281/zenodo.17780383");
	assert_null(mc_frameworks_owner(&frameworks, row->url));
}

static void a_school_verifies_and_adds(void **state)
{
	MC_AUTO(mc_frameworks) frameworks = MC_FRAMEWORKS_INIT;

	(void)state;
	assert_int_equal(mkdir("frameworks", 0755), 0);
	temp_put("frameworks/icdl.json",
		 "{\"schema\":\"migracode/framework/v1\",\"id\":\"icdl\",\"source\":\"syllabus\",\"rows\":["
		 "{\"code\":\"computing-1.0/4.2\",\"name\":\"Iteration\",\"verified\":true}]}");
	temp_put("frameworks/local.json", "{\"schema\":\"migracode/framework/"
					  "v1\",\"id\":\"local\",\"name\":\"Local\",\"source\":\"ours\","
					  "\"url\":\"https://example.org/\",\"rows\":["
					  "{\"code\":\"1\",\"name\":\"Teamwork\",\"verified\":true}]}");
	assert_ok(mc_frameworks_read(&frameworks, "."));
	const struct mc_framework_row *row = mc_frameworks_find(&frameworks, "icdl:computing-1.0/4.2");

	assert_true(row->is_verified);
	assert_string_equal(row->framework->name, "ICDL");
	assert_string_equal(row->framework->source, "syllabus");
	assert_string_equal(row->url, "https://icdl.org/");
	assert_non_null(mc_frameworks_find(&frameworks, "local:1"));
	temp_put("frameworks/broken.json",
		 "{\"schema\":\"migracode/framework/v1\",\"id\":\"x\",\"rows\":[]}");
	MC_AUTO(mc_frameworks) other = MC_FRAMEWORKS_INIT;

	assert_err(MC_E_INPUT, mc_frameworks_read(&other, "."));
}

static void lint_warns_of_codes_that_are_not_there(void **state)
{
	MC_AUTO(mc_course_files) files = MC_COURSE_FILES_INIT;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;

	(void)state;
	temp_put("exercise.json", "{\n\"align\": [\"digcomp-3.0:3.4\",\n\"digcomp-3.0:3.9\",\n"
				  "\"icdl:web-editing-2.0/2\", 7]}");
	assert_ok(mc_course_files_find(&files, "exercise.json"));
	assert_ok(mc_align_lint(&findings, &files));
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.error_count, 0);
	assert_int_equal(findings.items[0].line, 3);
	assert_string_equal(findings.items[0].pointer, "/align/1");
	assert_non_null(strstr(findings.items[0].hint, "digcomp-3.0:3."));
	assert_int_equal(findings.items[1].line, 4);
	assert_non_null(strstr(findings.items[1].message, "not verified"));
}

static void a_course_in_a_school_may_use_its_tables(void **state)
{
	MC_AUTO(mc_course_files) files = MC_COURSE_FILES_INIT;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;

	(void)state;
	assert_int_equal(mkdir("frameworks", 0755) | mkdir("course", 0755), 0);
	temp_put("school.json", "{}");
	temp_put("frameworks/local.json", "{\"schema\":\"migracode/framework/"
					  "v1\",\"id\":\"local\",\"name\":\"Local\",\"source\":\"ours\","
					  "\"url\":\"https://example.org/\",\"rows\":["
					  "{\"code\":\"1\",\"name\":\"Teamwork\",\"verified\":true}]}");
	temp_put("course/curriculum.json", "{\"align\": [\"local:1\", \"local:2\"]}");
	assert_ok(mc_course_files_find(&files, "course"));
	assert_ok(mc_align_lint(&findings, &files));
	assert_int_equal(findings.count, 1);
	assert_non_null(strstr(findings.items[0].message, "local:2"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bundled_tables_hold_what_certificates_need),
		cmocka_unit_test(competences_have_addresses_of_esco),
		cmocka_unit_test_setup_teardown(a_school_verifies_and_adds, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(a_course_in_a_school_may_use_its_tables, temp_enter,
						temp_leave),
		cmocka_unit_test_setup_teardown(lint_warns_of_codes_that_are_not_there, temp_enter,
						temp_leave),
	};

	char top[PATH_MAX];

	/* Tests run in the top folder, where templates/ is. */
	if (!realpath(".", top) || setenv("MIGRACODE_DATA", top, 1) != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
