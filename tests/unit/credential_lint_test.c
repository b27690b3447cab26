/* SPDX-License-Identifier: MIT */
#include "credential/lint.h"

#include <string.h>

#include "base/buf.h"
#include "check.h"
#include "sample_badge.h"

static struct mc_err *lint_text(const char *text)
{
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_json_open(&json, NULL, text, strlen(text)));
	return mc_credential_lint(json);
}

static void a_whole_certificate_is_well(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	mc_badge_write(&text, &sample_badge);
	assert_ok(lint_text(text.ptr));
}

/* Lints the sample with one text in place of another; the error names the place. */
static void expect_refused(const char *old, const char *replacement, const char *pointer)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) changed = MC_BUF_INIT;

	mc_badge_write(&text, &sample_badge);
	const char *at = strstr(text.ptr, old);

	assert_non_null(at);
	mc_buf_add(&changed, text.ptr, (size_t)(at - text.ptr));
	mc_buf_addz(&changed, replacement);
	mc_buf_addz(&changed, at + strlen(old));
	MC_AUTOPTR(mc_err) err = lint_text(changed.ptr);

	if (!err)
		fail_msg("'%s' was not refused", replacement);
	assert_int_equal(err->code, MC_E_INPUT);
	if (strncmp(err->msg, pointer, strlen(pointer)) != 0 || err->msg[strlen(pointer)] != ':')
		fail_msg("'%s' is not about %s", err->msg, pointer);
}

static void characters_that_others_hash_differently_are_refused(void **state)
{
	(void)state;
	expect_refused("\"Sample School\"", "\"Sample\\u0007School\"", "/issuer/name");
	expect_refused("\"Sample School\"", "\"Sample\\u007fSchool\"", "/issuer/name");
	expect_refused("\"Sample School\"", "\"Sample\\tSchool\"", "/issuer/name");
	expect_refused("\"Sample School\"", "\"Sample\\u0085School\"", "/issuer/name");
	expect_refused("\"Sample School\"", "\"\\ufe8e \\ud83d\\ude00\"", "/issuer/name");
	expect_refused("\"Sample School\",", "\"Sample School\",\"x\\u0007\":1,", "/issuer/x\x07");
}

static void addresses_are_whole(void **state)
{
	(void)state;
	expect_refused("\"https://school.example/course/en\"", "\"course/en\"",
		       "/credentialSubject/achievement/id");
	expect_refused("\"https://school.example/badge.png\"", "\"https://school.example/a b\"",
		       "/credentialSubject/achievement/image/id");
	expect_refused("\"https://school.example/\"", "\"//school.example\"", "/issuer/url");
	expect_refused("\"https://school.example/\"", "\"https:\"", "/issuer/url");
	expect_refused("\"https://school.example/status/1.json\"", "\"status\"",
		       "/credentialStatus/statusListCredential");
}

static void moments_have_one_form(void **state)
{
	static const char *const wrong[] = { "\"2026-05-12\"",
					     "\"2026-05-12T10:00:00+00:00\"",
					     "\"2026-05-12T10:00:00.0Z\"",
					     "\"2026-02-30T10:00:00Z\"",
					     "\"2026-05-12T24:00:00Z\"",
					     "\"2026-05-12T10:60:00Z\"",
					     "\"2026-05-12t10:00:00z\"",
					     "\"\"" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wrong); i++)
		expect_refused("\"2026-01-12T00:00:00Z\"", wrong[i], "/credentialSubject/activityStartDate");
}

static void names_are_there(void **state)
{
	(void)state;
	expect_refused("\"name\":\"First steps\"", "\"name\":\"  \"", "/credentialSubject/achievement/name");
	expect_refused("\"name\":\"First steps\",", "", "/credentialSubject/achievement/name");
	expect_refused("\"narrative\":\"Passed", "\"other\":\"Passed",
		       "/credentialSubject/achievement/criteria/narrative");
}

static void one_id_is_described_once(void **state)
{
	(void)state;
	expect_refused("\"creditsAvailable\":120.5",
		       "\"creator\":{\"id\":\"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK\","
		       "\"type\":[\"Profile\"],\"name\":\"Other School\"}",
		       "/credentialSubject/achievement/creator");
	expect_refused("\"https://school.example/course/el\"", "\"https://school.example/course/en\"",
		       "/credentialSubject/achievement/related/0");
}

static void nothing_is_said_twice(void **state)
{
	(void)state;
	expect_refused("\"first steps\"", "\"web\"", "/credentialSubject/achievement/tag/1");
}

static void titles_that_claim_the_mark_are_refused(void **state)
{
	static const char *const claims[] = {
		"ICDL Certificate",
		"ecdl diploma",
		"E.C.D.L. – Licence",
		"Certificado ICDL Base",
		"Patente ECDL",
		"Attestato I C D L",
		"Führerschein ECDL",
		"ECDL-Zertifikat",
		"ＩＣＤＬ certificate",
		"European Computer Driving Licence",
		"International Certification of Digital Literacy",
		"Πιστοποιητικό ECDL",
		"ΔΙΠΛΩΜΑ \xce\x95"
		"CDL", /* Greek capital epsilon */
		"Сертификат ICDL",
		"Диплом \xd0\x95\xd0\xa1"
		"DL", /* Cyrillic capitals */
		"Посвідчення ICDL",
		"شهادة ICDL",
		"شَهادة آي سي دي إل",
		"الرخصة الدولية لقيادة الحاسب الآلي",
		"گواهینامه ICDL",
		"ICDL ሰርተፍኬት",
		"የECDL ማረጋገጫ ወረቀት",
		"ICDL approved course",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(claims); i++) {
		if (!mc_credential_claims_icdl(claims[i]))
			fail_msg("'%s' was not found", claims[i]);
		assert_err(MC_E_INPUT, mc_credential_check_title(claims[i], "the title", NULL));
		assert_ok(mc_credential_check_title(claims[i], "the title", "GR-001"));
	}
}

static void other_titles_are_left_alone(void **state)
{
	static const char *const honest[] = {
		"",
		"Certificate of completion – First steps",
		"Preparation for ICDL Computing",
		"Basic DL certificate",
		"Medical certificates explained",
		"Πιστοποιητικό παρακολούθησης – Πρώτα βήματα",
		"شهادة إتمام – الخطوات الأولى",
		"Сертификат – Первые шаги",
		"\xff\xfe certificate",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(honest); i++)
		if (mc_credential_claims_icdl(honest[i]))
			fail_msg("'%s' was refused", honest[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_certificate_is_well),
		cmocka_unit_test(characters_that_others_hash_differently_are_refused),
		cmocka_unit_test(addresses_are_whole),
		cmocka_unit_test(moments_have_one_form),
		cmocka_unit_test(names_are_there),
		cmocka_unit_test(one_id_is_described_once),
		cmocka_unit_test(nothing_is_said_twice),
		cmocka_unit_test(titles_that_claim_the_mark_are_refused),
		cmocka_unit_test(other_titles_are_left_alone),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
