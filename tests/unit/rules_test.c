/* SPDX-License-Identifier: MIT */
/* Rules of graduation: read strictly, and applied at their borders. */
#include "check.h"

#include <string.h>

#include "base/date.h"
#include "cohort/rules_check.h"

#define HEAD \
	"{\"schema\":\"migracode/rules/" \
	"v1\",\"id\":\"school\",\"version\":\"1.0.0\",\"curriculum\":\"first\"," \
	"\"title\":\"T\","

/* Rules with one rule, whose keys beside id and title are given; the policy is that of the text before. */
static struct mc_rules *rules_of(const char *policy, const char *keys)
{
	struct mc_rules *rules = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addf(&text, HEAD "%s\"rules\":[{\"id\":\"r\",\"title\":\"R\",%s}]}", policy, keys);
	assert_ok(mc_rules_parse(&rules, NULL, "rules.json", text.ptr, text.len));
	return rules;
}

#define LEFT_OUT "\"attendance\":{\"late\":500,\"excused\":\"left-out\"},"

/* Checks one rule, and returns how it came out, with ids of what is missing in missing. */
static struct mc_rule_check check_one(char missing[200], const char *policy, const char *keys,
				      const struct mc_rule_facts *facts)
{
	MC_AUTOPTR(mc_rules) rules = rules_of(policy, keys);
	MC_AUTO(mc_rules_check) check = MC_RULES_CHECK_INIT;

	mc_rules_check(&check, rules, facts);
	assert_int_equal(check.count, 1);
	struct mc_rule_check one = check.checks[0];

	assert_int_equal(check.state, one.state == MC_RULE_NOT_ASKED ? MC_RULE_PASS : one.state);
	missing[0] = '\0';
	for (size_t i = 0; i < one.missing.count; i++)
		(void)snprintf(missing + strlen(missing), 200 - strlen(missing), "%s ", one.missing.items[i]);
	one.rule = NULL;
	one.missing.count = 0;
	return one;
}

static void assert_came_out(struct mc_rule_check check, enum mc_rule_state state, enum mc_rule_reason reason)
{
	assert_string_equal(mc_rule_state_name(check.state), mc_rule_state_name(state));
	assert_string_equal(mc_rule_reason_name(check.reason), mc_rule_reason_name(reason));
}

#define ATTENDANCE "\"kind\":\"attendance\",\"percent\":80"

static void attendance_passes_from_its_threshold_on(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = { .held = 10, .present = 8, .absent = 2, .is_over = true };
	struct mc_rule_check check = check_one(missing, LEFT_OUT, ATTENDANCE, &facts);

	assert_came_out(check, MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_int_equal(check.value, 800);
	assert_int_equal(check.threshold, 800);
	assert_int_equal(check.part, 8000);
	assert_int_equal(check.whole, 10000);
	/* 7999 of 10000 is not 80 %, and does not look like it. */
	facts = (struct mc_rule_facts){ .held = 10000, .present = 7999, .absent = 2001, .is_over = true };
	check = check_one(missing, LEFT_OUT, ATTENDANCE, &facts);
	assert_came_out(check, MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
	assert_int_equal(check.value, 799);
	assert_int_equal(check.possible, 799);
}

static void attendance_follows_the_policy_of_the_file(void **state)
{
	(void)state;
	static const struct {
		const char *policy;
		int64_t value;
	} cases[] = {
		{ "\"attendance\":{\"late\":500,\"excused\":\"left-out\"},", 875 },
		{ "\"attendance\":{\"late\":500,\"excused\":\"present\"},", 900 },
		{ "\"attendance\":{\"late\":500,\"excused\":\"absent\"},", 700 },
		{ "\"attendance\":{\"late\":1000,\"excused\":\"left-out\"},", 1000 },
		{ "\"attendance\":{\"late\":0,\"excused\":\"left-out\"},", 750 },
		{ "\"attendance\":{\"late\":333,\"excused\":\"absent\"},", 666 },
	};
	struct mc_rule_facts facts = { .held = 10, .present = 6, .late = 2, .excused = 2 };
	char missing[200];

	for (size_t i = 0; i < MC_COUNT(cases); i++)
		assert_int_equal(check_one(missing, cases[i].policy, ATTENDANCE, &facts).value,
				 cases[i].value);
}

static void attendance_tells_what_can_still_be_reached(void **state)
{
	(void)state;
	char missing[200];
	/* 6 of 10, and 10 to come: 16 of 20 at best. */
	struct mc_rule_facts facts = { .held = 10, .present = 6, .absent = 4, .planned = 10 };
	struct mc_rule_check check = check_one(missing, LEFT_OUT, ATTENDANCE, &facts);

	assert_came_out(check, MC_RULE_FAIL, MC_WHY_BELOW);
	assert_int_equal(check.possible, 800);
	facts.planned = 9;
	check = check_one(missing, LEFT_OUT, ATTENDANCE, &facts);
	assert_came_out(check, MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
	assert_int_equal(check.possible, 789);
	facts.planned = 10;
	facts.is_over = true;
	assert_came_out(check_one(missing, LEFT_OUT, ATTENDANCE, &facts), MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
}

static void attendance_without_marks_is_not_guessed(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = { .held = 10, .present = 7, .absent = 2, .is_over = true };

	assert_came_out(check_one(missing, LEFT_OUT, ATTENDANCE, &facts), MC_RULE_UNKNOWN,
			MC_WHY_MARKS_MISSING);
	facts.present = 8; /* the session without a mark changes nothing */
	facts.absent = 1;
	assert_came_out(check_one(missing, LEFT_OUT, ATTENDANCE, &facts), MC_RULE_PASS, MC_WHY_FULFILLED);
	facts.present = 6;
	facts.absent = 3;
	assert_came_out(check_one(missing, LEFT_OUT, ATTENDANCE, &facts), MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
}

static void attendance_needs_sessions(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = { .planned = 10 };
	static const char policy[] = "\"attendance\":{\"late\":500,\"excused\":\"left-out\",\"min_held\":5},";
	struct mc_rule_check check = check_one(missing, LEFT_OUT, ATTENDANCE, &facts);

	assert_came_out(check, MC_RULE_UNKNOWN, MC_WHY_TOO_FEW_SESSIONS);
	assert_int_equal(check.value, -1);
	facts = (struct mc_rule_facts){ .held = 4, .present = 4 };
	assert_came_out(check_one(missing, policy, ATTENDANCE, &facts), MC_RULE_UNKNOWN,
			MC_WHY_TOO_FEW_SESSIONS);
	facts.held = facts.present = 5;
	assert_came_out(check_one(missing, policy, ATTENDANCE, &facts), MC_RULE_PASS, MC_WHY_FULFILLED);
	/* Excused from all of them: there is nothing to take a share of. */
	facts = (struct mc_rule_facts){ .held = 5, .excused = 5 };
	assert_came_out(check_one(missing, LEFT_OUT, ATTENDANCE, &facts), MC_RULE_UNKNOWN, MC_WHY_NO_DATA);
}

static const struct mc_fact_exercise exercises[] = {
	{ "a", "m1", MC_EXERCISE_PASSED, 1000, 1000 }, { "b", "m1", MC_EXERCISE_FAILED, 400, 1000 },
	{ "c", "m1", MC_EXERCISE_UNGRADED, 0, 1000 },  { "d", "m2", MC_EXERCISE_MISSING, 0, 2000 },
	{ "e", "m2", MC_EXERCISE_PASSED, 2000, 2000 },
};

static struct mc_rule_facts with_exercises(void)
{
	return (struct mc_rule_facts){ .exercises = exercises,
				       .exercise_count = MC_COUNT(exercises),
				       .knows_curriculum = true };
}

static void exercises_of_a_list_must_be_passed(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = with_exercises();

	assert_came_out(check_one(missing, "", "\"kind\":\"exercises\",\"exercises\":[\"a\",\"e\"]", &facts),
			MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_string_equal(missing, "");
	assert_came_out(check_one(missing, "", "\"kind\":\"exercises\",\"exercises\":[\"a\",\"b\",\"x\"]",
				  &facts),
			MC_RULE_FAIL, MC_WHY_BELOW);
	assert_string_equal(missing, "b x ");
	facts.is_over = true;
	assert_came_out(check_one(missing, "", "\"kind\":\"exercises\",\"exercises\":[\"a\",\"b\"]", &facts),
			MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
	assert_came_out(check_one(missing, "", "\"kind\":\"exercises\",\"exercises\":[\"a\",\"c\"]", &facts),
			MC_RULE_UNKNOWN, MC_WHY_UNGRADED);
}

static void handing_in_may_be_enough(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = with_exercises();
	struct mc_rule_check check =
		check_one(missing, "", "\"kind\":\"exercises\",\"modules\":[\"m1\"],\"accept\":\"submitted\"",
			  &facts);

	assert_came_out(check, MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_int_equal(check.whole, 3);
	check = check_one(missing, "",
			  "\"kind\":\"exercises\",\"modules\":[\"m1\",\"m2\"],\"accept\":\"submitted\","
			  "\"percent\":80",
			  &facts);
	assert_came_out(check, MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_int_equal(check.value, 800);
	assert_string_equal(missing, "d ");
	check = check_one(missing, "",
			  "\"kind\":\"exercises\",\"modules\":[\"m1\",\"m2\"],\"accept\":\"submitted\","
			  "\"percent\":81",
			  &facts);
	assert_came_out(check, MC_RULE_FAIL, MC_WHY_BELOW);
	assert_int_equal(check.possible, 1000);
}

static void a_share_of_a_module_needs_the_curriculum(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = with_exercises();

	facts.knows_curriculum = false;
	assert_came_out(check_one(missing, "", "\"kind\":\"exercises\",\"modules\":[\"m1\"]", &facts),
			MC_RULE_UNKNOWN, MC_WHY_NO_DATA);
	assert_came_out(check_one(missing, "", "\"kind\":\"points\",\"module\":\"m1\",\"percent\":1", &facts),
			MC_RULE_UNKNOWN, MC_WHY_NO_DATA);
}

static void points_are_a_share_of_all_in_the_module(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = with_exercises();
	struct mc_rule_check check =
		check_one(missing, "", "\"kind\":\"points\",\"module\":\"m2\",\"percent\":50", &facts);

	assert_came_out(check, MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_int_equal(check.whole, 4000);
	check = check_one(missing, "", "\"kind\":\"points\",\"module\":\"m2\",\"percent\":51", &facts);
	assert_came_out(check, MC_RULE_FAIL, MC_WHY_BELOW);
	/* 1400 of 3000 are sure, 1000 are not graded. */
	check = check_one(missing, "", "\"kind\":\"points\",\"module\":\"m1\",\"percent\":80", &facts);
	assert_came_out(check, MC_RULE_UNKNOWN, MC_WHY_UNGRADED);
	assert_int_equal(check.value, 466);
	facts.is_over = true;
	check = check_one(missing, "", "\"kind\":\"points\",\"module\":\"m1\",\"percent\":81", &facts);
	assert_came_out(check, MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
	assert_int_equal(check.possible, 800);
}

static void projects_are_facts_or_exercises(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = with_exercises();
	const struct mc_fact_project projects[] = { { "shop", true, true, false },
						    { "blog", true, false, true },
						    { "solo", false, true, false } };

	facts.projects = projects;
	facts.project_count = MC_COUNT(projects);
	assert_came_out(check_one(missing, "", "\"kind\":\"projects\",\"projects\":[\"a\",\"solo\"]", &facts),
			MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_came_out(check_one(missing, "",
				  "\"kind\":\"projects\",\"projects\":[\"d\",\"solo\"],\"count\":1", &facts),
			MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_came_out(check_one(missing, "", "\"kind\":\"projects\",\"projects\":[\"d\",\"solo\"]", &facts),
			MC_RULE_FAIL, MC_WHY_BELOW);
	assert_string_equal(missing, "d ");
	/* As a member of a team: what somebody did alone does not count. */
	assert_came_out(check_one(missing, "", "\"kind\":\"team-project\"", &facts), MC_RULE_PASS,
			MC_WHY_FULFILLED);
	assert_came_out(check_one(missing, "", "\"kind\":\"team-project\",\"count\":2", &facts),
			MC_RULE_UNKNOWN, MC_WHY_UNGRADED);
	assert_came_out(check_one(missing, "", "\"kind\":\"team-project\",\"count\":3", &facts), MC_RULE_FAIL,
			MC_WHY_BELOW);
	assert_came_out(check_one(missing, "", "\"kind\":\"team-project\",\"projects\":[\"solo\"]", &facts),
			MC_RULE_FAIL, MC_WHY_BELOW);
	facts.is_over = true;
	assert_came_out(check_one(missing, "", "\"kind\":\"team-project\",\"count\":3", &facts), MC_RULE_FAIL,
			MC_WHY_OUT_OF_REACH);
}

static void meetings_are_a_number_or_a_share(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = { .meetings_attended = 2 };

	assert_came_out(check_one(missing, "", "\"kind\":\"meetings\",\"count\":2", &facts), MC_RULE_PASS,
			MC_WHY_FULFILLED);
	assert_came_out(check_one(missing, "", "\"kind\":\"meetings\",\"count\":3", &facts), MC_RULE_FAIL,
			MC_WHY_BELOW);
	assert_came_out(check_one(missing, "", "\"kind\":\"meetings\",\"percent\":100", &facts), MC_RULE_PASS,
			MC_WHY_FULFILLED);
	facts.meetings_missed = 1;
	assert_came_out(check_one(missing, "", "\"kind\":\"meetings\",\"percent\":100", &facts), MC_RULE_FAIL,
			MC_WHY_OUT_OF_REACH);
	assert_came_out(check_one(missing, "", "\"kind\":\"meetings\",\"percent\":66", &facts), MC_RULE_PASS,
			MC_WHY_FULFILLED);
	facts.is_over = true;
	assert_came_out(check_one(missing, "", "\"kind\":\"meetings\",\"count\":3", &facts), MC_RULE_FAIL,
			MC_WHY_OUT_OF_REACH);
	facts = (struct mc_rule_facts){ .meetings_planned = 2 };
	assert_came_out(check_one(missing, "", "\"kind\":\"meetings\",\"percent\":100", &facts),
			MC_RULE_UNKNOWN, MC_WHY_NO_DATA);
}

static void events_are_listed_or_of_a_kind(void **state)
{
	(void)state;
	char missing[200];
	const struct mc_fact_event events[] = { { "cv", "workshop", true, true },
						{ "git", "workshop", true, false },
						{ "fair", "career-day", false, false } };
	struct mc_rule_facts facts = { .events = events, .event_count = MC_COUNT(events) };

	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"events\":[\"cv\"]", &facts),
			MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"events\":[\"cv\",\"fair\"]", &facts),
			MC_RULE_FAIL, MC_WHY_BELOW);
	assert_string_equal(missing, "fair ");
	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"events\":[\"cv\",\"git\"]", &facts),
			MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"kinds\":[\"workshop\"],\"count\":1",
				  &facts),
			MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"kinds\":[\"workshop\"],\"count\":2",
				  &facts),
			MC_RULE_FAIL, MC_WHY_BELOW);
	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"kinds\":[\"workshop\"]", &facts),
			MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"kinds\":[\"career-day\"]", &facts),
			MC_RULE_UNKNOWN, MC_WHY_NO_DATA);
	facts.is_over = true;
	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"kinds\":[\"career-day\"]", &facts),
			MC_RULE_PASS, MC_WHY_FULFILLED);
	assert_came_out(check_one(missing, "", "\"kind\":\"events\",\"kinds\":[\"workshop\"],\"count\":2",
				  &facts),
			MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
}

static void open_cases_stop_a_graduation(void **state)
{
	(void)state;
	char missing[200];
	const char *const cases[] = { "plagiarism" };
	struct mc_rule_facts facts = { .open_cases = cases, .open_case_count = 1 };

	assert_came_out(check_one(missing, "", "\"kind\":\"no-open-case\"", &facts), MC_RULE_FAIL,
			MC_WHY_CASE_OPEN);
	assert_string_equal(missing, "plagiarism ");
	assert_came_out(check_one(missing, "", "\"kind\":\"no-open-case\",\"cases\":[\"conduct\"]", &facts),
			MC_RULE_PASS, MC_WHY_FULFILLED);
	facts.open_case_count = 0;
	assert_came_out(check_one(missing, "", "\"kind\":\"no-open-case\"", &facts), MC_RULE_PASS,
			MC_WHY_FULFILLED);
}

static void new_rules_are_for_new_cohorts(void **state)
{
	(void)state;
	char missing[200];
	struct mc_rule_facts facts = { .held = 10, .absent = 10 };
	int32_t day = 0;

	assert_true(mc_date_read(&day, "2026-09-01"));
	facts.cohort_start = day - 1;
	assert_came_out(check_one(missing, LEFT_OUT, ATTENDANCE ",\"since\":\"2026-09-01\"", &facts),
			MC_RULE_NOT_ASKED, MC_WHY_EARLIER_COHORT);
	facts.cohort_start = day;
	assert_came_out(check_one(missing, LEFT_OUT, ATTENDANCE ",\"since\":\"2026-09-01\"", &facts),
			MC_RULE_FAIL, MC_WHY_OUT_OF_REACH);
}

static void says_it_in_words_and_in_json(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_rules) rules = rules_of(LEFT_OUT, ATTENDANCE);
	MC_AUTO(mc_rules_check) check = MC_RULES_CHECK_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, false);
	struct mc_rule_facts facts = { .held = 10, .present = 6, .late = 1, .absent = 3, .planned = 10 };

	mc_rules_check(&check, rules, &facts);
	mc_rule_check_words(&text, &check.checks[0]);
	assert_string_equal(text.ptr, "65.0%, but 80% is needed; 82.5% can still be reached");
	mc_buf_reset(&text);
	mc_rules_check_write(&writer, &check);
	assert_string_equal(text.ptr,
			    "[{\"id\":\"r\",\"kind\":\"attendance\",\"state\":\"fail\",\"reason\":\"below\","
			    "\"value\":\"65.0\",\"threshold\":\"80.0\",\"possible\":\"82.5\","
			    "\"missing\":[]}]");
}

static void names_missing_exercises_but_not_without_end(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) keys = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_rules_check) check = MC_RULES_CHECK_INIT;
	struct mc_rule_facts facts = { .knows_curriculum = true };

	mc_buf_addz(&keys, "\"kind\":\"exercises\",\"exercises\":[\"x0\"");
	for (int i = 1; i < 10; i++)
		mc_buf_addf(&keys, ",\"x%d\"", i);
	mc_buf_addz(&keys, "]");
	MC_AUTOPTR(mc_rules) rules = rules_of("", keys.ptr);

	mc_rules_check(&check, rules, &facts);
	mc_rule_check_words(&text, &check.checks[0]);
	assert_string_equal(text.ptr,
			    "0.0%, but 100% is needed; 100.0% can still be reached; missing: x0, x1, "
			    "x2, x3, x4, x5, x6, x7 and 2 more");
}

static void the_id_of_a_set_changes_with_what_decides(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_rules) one = rules_of(LEFT_OUT, ATTENDANCE);
	MC_AUTOPTR(mc_rules) same = rules_of("\"about\":\"words\"," LEFT_OUT, ATTENDANCE);
	MC_AUTOPTR(mc_rules) other = rules_of(LEFT_OUT, "\"kind\":\"attendance\",\"percent\":81");
	MC_AUTOPTR(mc_rules) late =
		rules_of("\"attendance\":{\"late\":501,\"excused\":\"left-out\"},", ATTENDANCE);

	assert_int_equal(strncmp(one->set_id, "school@1.0.0#", 13), 0);
	assert_int_equal(strlen(one->set_id), 25);
	assert_string_equal(one->set_id, same->set_id);
	assert_string_not_equal(one->set_id, other->set_id);
	assert_string_not_equal(one->set_id, late->set_id);
}

static void all_rules_make_the_answer(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_rules) rules = NULL;
	MC_AUTO(mc_rules_check) check = MC_RULES_CHECK_INIT;
	static const char text[] =
		HEAD LEFT_OUT "\"rules\":[{\"id\":\"a\",\"title\":\"A\"," ATTENDANCE "},"
			      "{\"id\":\"m\",\"title\":\"M\",\"kind\":\"meetings\",\"count\":1}]}";
	struct mc_rule_facts facts = { .held = 1, .present = 1, .meetings_attended = 1 };

	assert_ok(mc_rules_parse(&rules, NULL, "rules.json", text, strlen(text)));
	mc_rules_check(&check, rules, &facts);
	assert_int_equal(check.state, MC_RULE_PASS);
	facts.held = 0;
	facts.present = 0;
	mc_rules_check(&check, rules, &facts);
	assert_int_equal(check.state, MC_RULE_UNKNOWN);
	facts.meetings_attended = 0;
	mc_rules_check(&check, rules, &facts);
	assert_int_equal(check.state, MC_RULE_FAIL);
}

static void names_the_nearest_key_and_the_place(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_rules) rules = NULL;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	static const char text[] =
		HEAD "\"rules\":[{\"id\":\"m\",\"title\":\"M\",\"kind\":\"meetings\",\"cuont\":1}]}";

	assert_err(MC_E_INPUT, mc_rules_parse(&rules, &findings, "rules.json", text, strlen(text)));
	assert_int_equal(findings.count, 2);
	assert_string_equal(findings.items[0].pointer, "/rules/0/cuont");
	assert_string_equal(findings.items[0].hint, "did you mean 'count'?");
	assert_string_equal(findings.items[1].message, "write either 'percent' or 'count'");
}

static void reads_the_rules_that_we_ship(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_rules) rules = NULL;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;

	assert_ok(mc_rules_open(&rules, &findings, "curricula/rules/migracode-barcelona.json"));
	assert_int_equal(findings.count, 0);
	assert_string_equal(rules->id, "migracode-barcelona");
	assert_int_equal(rules->rules[0].percent, 80);
	assert_true(rules->source.count > 0 && rules->about.count > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attendance_passes_from_its_threshold_on),
		cmocka_unit_test(attendance_follows_the_policy_of_the_file),
		cmocka_unit_test(attendance_tells_what_can_still_be_reached),
		cmocka_unit_test(attendance_without_marks_is_not_guessed),
		cmocka_unit_test(attendance_needs_sessions),
		cmocka_unit_test(exercises_of_a_list_must_be_passed),
		cmocka_unit_test(handing_in_may_be_enough),
		cmocka_unit_test(a_share_of_a_module_needs_the_curriculum),
		cmocka_unit_test(points_are_a_share_of_all_in_the_module),
		cmocka_unit_test(projects_are_facts_or_exercises),
		cmocka_unit_test(meetings_are_a_number_or_a_share),
		cmocka_unit_test(events_are_listed_or_of_a_kind),
		cmocka_unit_test(open_cases_stop_a_graduation),
		cmocka_unit_test(new_rules_are_for_new_cohorts),
		cmocka_unit_test(says_it_in_words_and_in_json),
		cmocka_unit_test(names_missing_exercises_but_not_without_end),
		cmocka_unit_test(the_id_of_a_set_changes_with_what_decides),
		cmocka_unit_test(all_rules_make_the_answer),
		cmocka_unit_test(names_the_nearest_key_and_the_place),
		cmocka_unit_test(reads_the_rules_that_we_ship),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
