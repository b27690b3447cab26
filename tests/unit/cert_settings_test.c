/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "cert/settings.h"
#include "cert/settings_value.h"
#include "temp.h"

#define SCHOOL "{\"schema\":\"migracode/school/v1\",\"id\":\"sample\",\"name\":\"Sample School\""

static struct mc_err *parse(struct mc_cert_settings *settings, const char *member)
{
	MC_AUTO(mc_school) school = MC_SCHOOL_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addf(&text, SCHOOL "%s}", member);
	assert_ok(mc_school_parse(&school, "school.json", text.ptr, text.len));
	school.dir = "s";
	return mc_cert_settings_parse(settings, &school, "s/school.json", text.ptr, text.len);
}

static void works_without_a_word(void **state)
{
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;

	(void)state;
	assert_ok(parse(&settings, ""));
	assert_string_equal(settings.issuer.name, "Sample School");
	assert_string_equal(settings.achievement_type, "CertificateOfCompletion");
	assert_int_equal(settings.status_days, 30);
	assert_int_equal(settings.valid_months, 0);
	assert_false(settings.shows_points || settings.shows_attendance);
	assert_null(settings.did);
	assert_null(settings.status_url);
	assert_null(settings.style.design);
	assert_int_equal(settings.signatory_count, 0);
}

static void reads_all(void **state)
{
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;

	(void)state;
	assert_ok(parse(
		&settings,
		",\"certificates\":{\"issuer\":{\"name\":\"Other\",\"country\":\"GR\"},"
		"\"did\":\"did:web:school.example.org\",\"status_url\":\"https://school.example.org/s//\","
		"\"verify_url\":\"https://school.example.org/v/\",\"achievement_type\":\"Course\","
		"\"accredited_centre\":\"X1\",\"valid_months\":24,\"status_days\":7,"
		"\"show\":{\"attendance\":true},\"design\":\"plain\",\"language\":\"en\","
		"\"second_language\":\"ar\",\"colour\":\"#1F4e79\",\"logo\":\"pictures/logo.png\","
		"\"signatories\":[{\"name\":\"Sample One\",\"role\":\"Director\",\"image\":\"one.png\"},"
		"{\"name\":\"Sample Two\"}]}"));
	assert_string_equal(settings.issuer.name, "Other");
	assert_string_equal(settings.issuer.country, "GR");
	assert_string_equal(settings.did, "did:web:school.example.org");
	assert_string_equal(settings.status_url, "https://school.example.org/s");
	assert_string_equal(settings.verify_url, "https://school.example.org/v/");
	assert_string_equal(settings.achievement_type, "Course");
	assert_string_equal(settings.centre, "X1");
	assert_int_equal(settings.valid_months, 24);
	assert_int_equal(settings.status_days, 7);
	assert_true(settings.shows_attendance && !settings.shows_points);
	assert_string_equal(settings.style.design, "plain");
	assert_string_equal(settings.style.second, "ar");
	assert_string_equal(settings.style.colour, "#1F4e79");
	assert_string_equal(settings.style.logo, "s/pictures/logo.png");
	assert_int_equal(settings.signatory_count, 2);
	assert_string_equal(settings.signatories[0].image, "s/one.png");
	assert_string_equal(settings.signatories[1].name, "Sample Two");
	assert_null(settings.signatories[1].role);
}

static void takes_the_design_of_the_school_itself(void **state)
{
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;

	(void)state;
	assert_int_equal(mkdir("s", 0700), 0);
	assert_int_equal(mkdir("s/mine", 0700), 0);
	assert_ok(parse(&settings, ",\"certificates\":{\"design\":\"mine\"}"));
	assert_string_equal(settings.style.design, "s/mine");
}

static void names_the_place_and_the_nearest_key(void **state)
{
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;

	(void)state;
	MC_AUTOPTR(mc_err) err = parse(&settings, ",\n\"certificates\":{\"isuer\":{}}");

	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_non_null(strstr(err->msg, "s/school.json:2:17"));
	assert_non_null(strstr(err->msg, "isuer"));
	assert_non_null(strstr(err->hint, "issuer"));
	MC_AUTOPTR(mc_err) url = parse(&settings, ",\"certificates\":{\"status_url\":\"http://a.example\"}");

	assert_non_null(url);
	assert_non_null(strstr(url->msg, "/certificates/status_url"));
	assert_null(settings.status_url);
}

static void needs_a_name_to_issue_in(void **state)
{
	MC_AUTO(mc_cert_settings) settings = MC_CERT_SETTINGS_INIT;
	MC_AUTO(mc_school) school = MC_SCHOOL_INIT;
	static const char text[] = "{\"schema\":\"migracode/school/v1\",\"id\":\"sample\"}";

	(void)state;
	temp_put("school.json", text);
	assert_ok(mc_school_open(&school, "."));
	assert_err(MC_E_INPUT, mc_cert_settings_read(&settings, &school));
}

static void knows_a_did_of_the_web(void **state)
{
	static const char *const good[] = { "did:web:a.example", "did:web:a.example%3A8443",
					    "did:web:localhost%3A1:x", "did:web:a.example:school:b_1~c" };
	static const char *const bad[] = { "",
					   "did:web:",
					   "did:key:z6Mk",
					   "did:web:a.example:",
					   "did:web:a.example/x",
					   "did:web:a.example%3A",
					   "did:web:a example",
					   "did:web:a.example#k",
					   "did:web:.example",
					   "did:web:-a.example",
					   "did:web:a.example%2Fx" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(good); i++)
		assert_true(mc_cert_is_did_web(good[i]));
	for (size_t i = 0; i < MC_COUNT(bad); i++)
		assert_false(mc_cert_is_did_web(bad[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(works_without_a_word),
		cmocka_unit_test(reads_all),
		cmocka_unit_test_setup_teardown(takes_the_design_of_the_school_itself, temp_enter,
						temp_leave),
		cmocka_unit_test(names_the_place_and_the_nearest_key),
		cmocka_unit_test_setup_teardown(needs_a_name_to_issue_in, temp_enter, temp_leave),
		cmocka_unit_test(knows_a_did_of_the_web),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
