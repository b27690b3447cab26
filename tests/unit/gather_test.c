/* SPDX-License-Identifier: MIT */
/* What is printed follows from the credential, and ids from the key. */
#include "check.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cert/gather_part.h"

/* A gathering with nothing in it but what the tests need. */
struct stage {
	struct mc_office office;
	struct mc_cert_settings settings;
	struct mc_keyring keyring;
	struct mc_curriculum curriculum;
	struct mc_gather gather;
};

static struct stage stage_of(void)
{
	static const char *langs[] = { "en", "es" };
	static const char *texts[] = { "First steps", "Primeros pasos" };
	struct stage stage = { .office = MC_OFFICE_INIT, .keyring = MC_KEYRING_INIT };

	stage.office.school.id = "sample";
	stage.curriculum.title = (struct mc_words){ langs, texts, 2 };
	memset(stage.keyring.key.sign.bytes, 7, sizeof(stage.keyring.key.sign.bytes));
	return stage;
}

/* Pointers go in once the stage has its place. */
static struct mc_gather *gather_of(struct stage *stage)
{
	stage->gather.wanted.office = &stage->office;
	stage->gather.wanted.settings = &stage->settings;
	stage->gather.wanted.keyring = &stage->keyring;
	stage->gather.curriculum = &stage->curriculum;
	return &stage->gather;
}

static void ids_come_out_the_same_and_nobody_else_can_make_them(void **state)
{
	struct stage stage = stage_of();
	struct mc_gather *gather = gather_of(&stage);
	char one[37], two[37];

	(void)state;
	mc_gather_uuid(one, gather, "cert-id", "c1\nL1\ncourse/1.0.0\n0");
	assert_int_equal(strlen(one), 36);
	/* RFC 9562: version 8, variant 10. */
	assert_int_equal(one[14], '8');
	assert_non_null(strchr("89ab", one[19]));
	mc_gather_uuid(two, gather, "cert-id", "c1\nL1\ncourse/1.0.0\n0");
	assert_string_equal(one, two);
	uint64_t place = mc_gather_place(gather, one);

	assert_true(place == mc_gather_place(gather, two));
	mc_gather_uuid(two, gather, "cert-id", "c1\nL1\ncourse/1.0.0\n1");
	assert_string_not_equal(one, two);
	mc_gather_uuid(two, gather, "salt", "c1\nL1\ncourse/1.0.0\n0");
	assert_string_not_equal(one, two);
	stage.office.school.id = "other";
	mc_gather_uuid(two, gather, "cert-id", "c1\nL1\ncourse/1.0.0\n0");
	assert_string_not_equal(one, two);
	stage.office.school.id = "sample";
	stage.keyring.key.sign.bytes[0] ^= 1;
	mc_gather_uuid(two, gather, "cert-id", "c1\nL1\ncourse/1.0.0\n0");
	assert_string_not_equal(one, two);
}

static void paper_says_what_the_credential_says(void **state)
{
	struct stage stage = stage_of();
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_printed_facts facts;
	const struct mc_badge_result results[] = {
		{ .id = "urn:uuid:1#points",
		  .name = "Points",
		  .type = "RawScore",
		  .value = "41.5",
		  .max = "50" },
		{ .id = "urn:uuid:1#attendance", .name = "Attendance", .type = "Percent", .value = "92.3" },
		{ .id = "urn:uuid:1#module-a",
		  .name = "Loops",
		  .type = "RawScore",
		  .value = "9",
		  .max = "10" },
		{ .id = "urn:uuid:1#project-1", .name = "Project: shop", .type = "Status" },
	};
	const struct mc_badge_alignment alignments[] = {
		{ .name = "Programming", .framework = "DigComp 3.0", .code = "3.4" },
		{ .name = "Python", .framework = "ESCO 1.2", .code = "ccd0a1d9-afda-43d9-b901-96344886e14d" },
		{ .name = "SQL", .framework = "ESCO 1.2", .code = "598de5b0-5b58-4ea7-8058-a4bc4d18c742" },
	};
	const struct mc_badge badge = { .id = "urn:uuid:2",
					.achievement_name = "First steps",
					.criteria = "For whom.\n\nNot on this line.",
					.awarded_on = "2026-05-10T00:00:00Z",
					.issuer = { .name = "School", .city = "Athens", .country = "GR" },
					.results = results,
					.result_count = MC_COUNT(results),
					.alignments = alignments,
					.alignment_count = MC_COUNT(alignments) };

	(void)state;
	mc_gather_facts(&facts, &arena, gather_of(&stage), &badge, "Sample");
	assert_string_equal(facts.points, "41.5 / 50");
	assert_string_equal(facts.attendance, "92.3 %");
	assert_string_equal(facts.awarded_on, "2026-05-10");
	assert_string_equal(facts.issuer_place, "Athens, GR");
	assert_string_equal(facts.criteria, "For whom.");
	assert_int_equal(facts.result_count, 2);
	assert_string_equal(facts.results[0].value, "9 / 10");
	assert_null(facts.results[1].value);
	/* A heading for each framework; a code of a machine is not printed. */
	assert_int_equal(facts.competence_count, 5);
	assert_int_equal(facts.competences[0].level, 0);
	assert_string_equal(facts.competences[1].code, "3.4");
	assert_string_equal(facts.competences[2].name, "ESCO 1.2");
	assert_null(facts.competences[3].code);
}

static void the_second_language_is_the_learners_when_it_has_words(void **state)
{
	struct stage stage = stage_of();
	struct mc_gather *gather = gather_of(&stage);

	(void)state;
	assert_null(mc_gather_second(gather, "en", NULL));
	assert_null(mc_gather_second(gather, "en", "xx"));
	assert_string_equal(mc_gather_second(gather, "en", "ar"), "ar");
	stage.settings.style.second = "el";
	assert_string_equal(mc_gather_second(gather, "en", NULL), "el");
	assert_string_equal(mc_gather_second(gather, "en", "en"), "el");
	assert_string_equal(mc_gather_second(gather, "en", "../ar"), "el");
	assert_null(mc_gather_second(gather, "el", "el"));
	assert_string_equal(mc_gather_title(gather, "es"), "Primeros pasos");
	assert_null(mc_gather_title(gather, "el"));
	assert_null(mc_gather_title(gather, NULL));
}

static void words_are_filled_and_have_all_languages(void **state)
{
	static const char *const langs[] = { "en", "es", "el", "fr", "ar", "fa", "uk", "es-MX" };
	static const char *const keys[] = { "about",	     "hours",	       "criteria", "credits",
					    "decision",	     "decided",	       "project",  "title",
					    "decided_alone", "decision_genre", "points",   "aligned_how" };
	const struct mc_cert_fill fills[] = { { "issuer", "ISSUER" },	{ "course", "{issuer}" },
					      { "hours", "76" },	{ "rules", "r@1" },
					      { "date", "2026-05-10" }, { "event", "9" },
					      { "project", "shop" } };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(langs); i++) {
		MC_AUTOPTR(mc_cert_words) words = NULL;

		assert_ok(mc_cert_words_open(&words, langs[i]));
		for (size_t k = 0; k < MC_COUNT(keys); k++) {
			MC_AUTO(mc_buf) text = MC_BUF_INIT;

			mc_cert_words_add(&text, words, keys[k], fills, MC_COUNT(fills));
			assert_string_not_equal(text.ptr, keys[k]);
			/* What is filled in is not filled again, and nothing else stays in braces. */
			assert_int_equal(strchr(text.ptr, '{') != NULL, !strcmp(keys[k], "about"));
		}
	}
	MC_AUTOPTR(mc_cert_words) none = NULL;

	assert_err(MC_E_INPUT, mc_cert_words_open(&none, "xx"));
	assert_err(MC_E_INPUT, mc_cert_words_open(&none, "../en"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_come_out_the_same_and_nobody_else_can_make_them),
		cmocka_unit_test(paper_says_what_the_credential_says),
		cmocka_unit_test(the_second_language_is_the_learners_when_it_has_words),
		cmocka_unit_test(words_are_filled_and_have_all_languages),
	};
	char top[PATH_MAX];

	/* Tests run in the top folder, where templates/ is. */
	if (!realpath(".", top) || setenv("MIGRACODE_DATA", top, 1) != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
