/* SPDX-License-Identifier: MIT */
#include "roster/roster.h"

#include <string.h>

#include "check.h"
#include "temp.h"

static void read_as(struct mc_roster *roster, enum mc_roster_format format, const char *text)
{
	const struct mc_roster_source source = { .path = "list.csv",
						 .format = format,
						 .mapping = "map.json" };

	assert_ok(mc_roster_read_bytes(roster, &source, text, strlen(text)));
}

static void read_good(struct mc_roster *roster, const char *text)
{
	read_as(roster, MC_ROSTER_ANY, text);
	assert_ok(mc_roster_check(roster));
}

static void assert_person(const struct mc_roster *roster, size_t index, const char *wanted)
{
	const struct mc_roster_person *person = &roster->people[index];
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	assert_true(index < roster->count);
	mc_buf_addf(&text, "%zu", person->line);
#define X(member, column) \
	if (person->member) \
		mc_buf_addf(&text, " %s=%s", #member, person->member);
	MC_ROSTER_TEXTS(X)
#undef X
	assert_string_equal(text.ptr, wanted);
}

static void assert_faults(const char *wanted, const char *text)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;
	MC_AUTO(mc_buf) said = MC_BUF_INIT;

	read_as(&roster, MC_ROSTER_ANY, text);
	for (size_t i = 0; i < roster.fault_kept; i++) {
		assert_string_equal(roster.faults[i].file, "list.csv");
		mc_buf_addf(&said, "%zu: %s\n", roster.faults[i].line, roster.faults[i].text);
	}
	assert_string_equal(said.ptr, wanted);
	assert_int_equal(roster.fault_count, roster.fault_kept);
}

static void assert_noticed(const struct mc_roster *roster, const char *part)
{
	for (size_t i = 0; i < roster->notice_count; i++)
		if (strstr(roster->notices[i].text, part))
			return;
	fail_msg("no notice says '%s'", part);
}

static void own_tables_are_read(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	read_good(&roster,
		  "Learner ID;display_name;E-Mail;github_login;gender;birth_date;started_on;shoe size\n"
		  "l-1; Sample One \302\240;one@example.org;@sample-one;Female;2000-05-17;2026-01-12;40\n"
		  ";Sample Two;;https://github.com/Two/;;;;\n");
	assert_string_equal(roster.format, "csv");
	assert_int_equal(roster.count, 2);
	assert_person(&roster, 0,
		      "2 id=l-1 display_name=Sample One email=one@example.org github=sample-one "
		      "starts_on=2026-01-12 gender=f birth_date=2000-05-17");
	assert_person(&roster, 1,
		      "3 id= display_name=Sample Two email= github=Two starts_on= gender= birth_date=");
	assert_noticed(&roster, "';'");
	assert_noticed(&roster, "'shoe size'");
}

static void old_encodings_are_told(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	read_good(&roster, "learner_id,display_name\nl-1,Sa\357d\n");
	assert_string_equal(roster.people[0].display_name, "Sa\303\257d");
	assert_noticed(&roster, "Windows-1252");
}

static void all_faults_of_a_list_are_told_with_their_places(void **state)
{
	(void)state;
	assert_faults("2: column 'email': this is no e-mail address\n"
		      "2: column 'birth_date': a day is written as year-month-day, such as 2026-01-12\n"
		      "3: column 'phone': this is no telephone number; a spreadsheet may have cut it\n"
		      "4: column 'gender': gender is written as 'f', 'm', 'n' (another) or left empty\n"
		      "5: column 6: there are more fields than columns in the header\n"
		      "6: all of these are empty, and one is needed: 'learner_id', 'legal_name', "
		      "'display_name', 'email', 'moodle_login', 'github_login'\n"
		      "7: column 'learner_id': this has more than one line, or a tab\n",
		      "learner_id,email,birth_date,phone,gender\n"
		      "l-1,nobody,17/05/2000,,\n"
		      "l-2,,,\"3,46E+10\",\n"
		      "l-3,,,,h\n"
		      "l-4,,,,,x\n"
		      ",,,+34 600 000 000,\n"
		      "\"l-\n5\",,,,\n");
}

static void addresses_are_checked(void **state)
{
	static const char *const bad[] = {
		"a@b",
		"@example.org",
		"a@",
		"a@.org",
		"a@example.",
		"a b@example.org",
		"a@@example.org",
		"a;b@x.org",
		"A <a@x.org>",
		"a\342\200\213@x.org",
		"a@b@c.org",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_buf_addf(&text, "email,phone\n\"%s\",\n", bad[i]);
		read_as(&roster, MC_ROSTER_ANY, text.ptr);
		if (roster.fault_count != 1)
			fail_msg("'%s' passes", bad[i]);
	}
	MC_AUTO(mc_roster) good = MC_ROSTER_INIT;

	read_good(&good, "email\nmailto:a.b+c@example.co.uk\njos\303\251@example.org\n");
	assert_string_equal(good.people[0].email, "a.b+c@example.co.uk");
}

static void people_who_stand_there_twice_are_told_with_both_lines(void **state)
{
	(void)state;
	assert_faults("4: the same e-mail address twice: see line 2\n"
		      "5: the same identifier twice: see line 2\n"
		      "6: the same e-mail address twice: see line 2\n"
		      "6: the same id of GitHub twice: see line 3\n"
		      "7: the same login of GitHub twice: see line 3\n",
		      "learner_id,email,github_login,github_id\n"
		      "l-1,One@example.org,,\n"
		      "l-2,two@example.org,two,22\n"
		      "l-3,oNE@example.org,,\n"
		      "l-1,,,\n"
		      "L-1,one@EXAMPLE.org,renamed,22\n"
		      "l-4,,TWO,\n");
}

static void the_same_name_twice_is_only_told(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	read_good(&roster, "learner_id,display_name\nl-1,Sample Person\nl-2,Other\nl-3,SAMPLE person\n");
	assert_int_equal(roster.count, 3);
	assert_int_equal(roster.notice_count, 1);
	assert_int_equal(roster.notices[0].line, 4);
	assert_string_equal(roster.notices[0].text, "the same display name twice: see line 2");
}

static void faults_are_counted_beyond_those_that_are_kept(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	mc_buf_addz(&text, "learner_id,email\n");
	for (unsigned i = 0; i < 150; i++)
		mc_buf_addf(&text, "l-%u,x\n", i);
	read_as(&roster, MC_ROSTER_ANY, text.ptr);
	assert_int_equal(roster.fault_count, 150);
	assert_int_equal(roster.fault_kept, MC_ROSTER_MAX_FAULTS);
	assert_int_equal(roster.count, 0);
	assert_err(MC_E_INPUT, mc_roster_check(&roster));
}

static void a_list_without_header_is_refused_without_telling_a_name(void **state)
{
	static const char text[] =
		"l-1,Sample Person,person@example.org\nl-2,Other Person,other@example.org\n";
	const struct mc_roster_source source = { .path = "list.csv" };
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;
	MC_AUTOPTR(mc_err) err = NULL;

	(void)state;
	err = mc_roster_read_bytes(&roster, &source, text, sizeof(text) - 1);
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_null(strstr(err->msg, "Person"));
	assert_non_null(err->hint);
}

static void moodle_lists_are_read(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	read_good(&roster,
		  "username,oldusername,firstname,lastname,email,idnumber,lang,deleted,suspended,password,"
		  "course1,role1,group1,enrolstatus1,enroltimestart1,enrolperiod1,cohort1,course2\n"
		  "one,,Sample,One,one@example.org,l-1,es,0,0,x,js-1,student,grp,0,2026-01-12,120,"
		  "ath-2026a,css-1\n"
		  "two,dos,Sample,Two,two@example.org,l-2,pt_br,0,1,x,js-1,5,,1,,,,\n"
		  "three,,,,,,,1,,,,,,,,,,\n"
		  "boss,,Sample,Boss,boss@example.org,,,0,0,,js-1,editingteacher,,,,,,\n");
	assert_string_equal(roster.format, "moodle");
	assert_int_equal(roster.count, 3);
	assert_person(
		&roster, 0,
		"2 id=l-1 legal_name=Sample One given_name=Sample family_name=One email=one@example.org "
		"login=one old_login= language=es cohort=ath-2026a starts_on=2026-01-12 "
		"ends_on=2026-05-12 status=active role=student");
	assert_int_equal(roster.people[0].place_count, 2);
	assert_string_equal(roster.people[0].places[0].group, "grp");
	assert_string_equal(roster.people[0].places[1].course, "css-1");
	assert_string_equal(roster.people[1].old_login, "dos");
	assert_string_equal(roster.people[1].language, "pt-br");
	assert_string_equal(roster.people[1].status, "suspended");
	assert_string_equal(roster.people[1].places[0].status, "suspended");
	assert_string_equal(roster.people[2].status, "deleted");
	assert_noticed(&roster, "passwords");
	assert_noticed(&roster, "1 person who is no learner");
}

static void moodle_lists_need_usernames(void **state)
{
	(void)state;
	assert_faults(
		"3: column 'username': this is empty\n"
		"4: column 'enroltimestart1': a day is written as year-month-day, such as 2026-01-12\n"
		"5: the same login twice: see line 2\n",
		"username,firstname,course1,enroltimestart1\none,A,c,\n,B,c,\ntwo,C,c,12.1.2026\nONE,D,c,\n");
}

static void rosters_of_github_classroom_are_read(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	read_good(&roster, "\"identifier\",\"github_username\",\"github_id\",\"name\"\n"
			   "\"l-1\",\"sample-one\",\"1001\",\"\"\n"
			   "\"two@example.org\",\"\",\"\",\"\"\n"
			   "\"Sample Three\",\"three\",\"1003\",\"\"\n");
	assert_string_equal(roster.format, "github-classroom");
	assert_person(&roster, 0, "2 id=l-1 display_name= github=sample-one github_id=1001");
	assert_person(&roster, 1, "3 id= display_name= email=two@example.org github= github_id=");
	assert_person(&roster, 2, "4 id= display_name=Sample Three github=three github_id=1003");
}

static const char survey[] =
	"\357\273\277\"id\",\"submitdate\",\"lastpage\",\"startlanguage\",\"G01Q01\",\"G01Q02\","
	"\"G01Q03[other]\"\n"
	"\"1\",\"2026-01-05 10:00:00\",\"3\",\"es\",\"Sample One\",\"one@example.org\",\"A1\"\n"
	"\"2\",\"\",\"1\",\"es\",\"Half\",\"\",\"\"\n"
	"\"3\",\"2026-01-06 10:00:00\",\"3\",\"es\",\"Sample Two\",\"\",\"A2\"\n";

static void surveys_are_read_by_a_mapping(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	temp_put("map.json",
		 "{\"version\":1,\"columns\":{\"G01Q01\":\"display_name\",\"G01Q02\":\"email\","
		 "\"G01Q03[other]\":\"gender\",\"startlanguage\":\"language\",\"submitdate\":\"started_on\"},"
		 "\"values\":{\"gender\":{\"A1\":\"f\",\"A2\":\"m\"}}}");
	read_good(&roster, survey);
	assert_string_equal(roster.format, "limesurvey");
	assert_int_equal(roster.count, 2);
	assert_person(
		&roster, 0,
		"2 display_name=Sample One email=one@example.org language=es starts_on=2026-01-05 gender=f");
	assert_string_equal(roster.people[1].gender, "m");
	assert_noticed(&roster, "1 response that was not sent");
}

static void a_mapping_says_what_is_needed(void **state)
{
	(void)state;
	temp_put("map.json", "{\"version\":1,\"columns\":{\"G01Q01\":\"display_name\",\"G01Q02\":\"email\"},"
			     "\"needed\":[\"email\"],\"takes_unfinished\":true}");
	assert_faults("3: column 'G01Q02': this is empty\n4: column 'G01Q02': this is empty\n", survey);
}

static void a_bad_mapping_is_refused(void **state)
{
	static const char *const bad[] = {
		"{}",
		"[]",
		"{\"version\":2,\"columns\":{\"G01Q01\":\"email\"}}",
		"{\"version\":1,\"columns\":{\"G01Q01\":\"passport\"}}",
		"{\"version\":1,\"columns\":{\"G01Q01\":\"email\",\"G01Q02\":\"email\"}}",
		"{\"version\":1,\"columns\":{\"G01Q01\":\"email\"},\"needed\":[\"gender\"]}",
		"{\"version\":1,\"columns\":{\"G01Q01\":\"email\"},\"values\":{\"email\":{\"a\":1}}}",
		"{\"version\":1,\"columns\":{\"G01Q01\":\"email\"},\"values\":{\"email\":\"a\"}}",
		"{\"version\":1,\"columns\":{\"G01Q01\":\"email\"},\"more\":1}",
		"{\"version\":1,\"columns\":{\"G09Q09\":\"email\"}}",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		const struct mc_roster_source source = { .path = "list.csv", .mapping = "map.json" };
		MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

		temp_put("map.json", bad[i]);
		assert_err(MC_E_INPUT, mc_roster_read_bytes(&roster, &source, survey, sizeof(survey) - 1));
	}
	const struct mc_roster_source without = { .path = "list.csv" };
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	assert_err(MC_E_INPUT, mc_roster_read_bytes(&roster, &without, survey, sizeof(survey) - 1));
}

static void a_format_can_be_named(void **state)
{
	MC_AUTO(mc_roster) own = MC_ROSTER_INIT;
	const struct mc_roster_source source = { .path = "list.csv", .format = MC_ROSTER_MOODLE };

	(void)state;
	read_as(&own, MC_ROSTER_CSV, "username,lastname,email\none,One,one@example.org\n");
	assert_string_equal(own.format, "csv");
	assert_int_equal(mc_roster_format_of("moodle"), MC_ROSTER_MOODLE);
	assert_int_equal(mc_roster_format_of("excel"), MC_ROSTER_ANY);
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	assert_err(MC_E_INPUT, mc_roster_read_bytes(&roster, &source, "email\na@b.org\n", 14));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_tables_are_read),
		cmocka_unit_test(old_encodings_are_told),
		cmocka_unit_test(all_faults_of_a_list_are_told_with_their_places),
		cmocka_unit_test(addresses_are_checked),
		cmocka_unit_test(people_who_stand_there_twice_are_told_with_both_lines),
		cmocka_unit_test(the_same_name_twice_is_only_told),
		cmocka_unit_test(faults_are_counted_beyond_those_that_are_kept),
		cmocka_unit_test(a_list_without_header_is_refused_without_telling_a_name),
		cmocka_unit_test(moodle_lists_are_read),
		cmocka_unit_test(moodle_lists_need_usernames),
		cmocka_unit_test(rosters_of_github_classroom_are_read),
		cmocka_unit_test_setup_teardown(surveys_are_read_by_a_mapping, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(a_mapping_says_what_is_needed, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(a_bad_mapping_is_refused, temp_enter, temp_leave),
		cmocka_unit_test(a_format_can_be_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
