/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "check.h"
#include "roster/roster.h"
#include "shell.h"
#include "temp.h"

static const char users_1_1[] =
	"sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,"
	"familyName,"
	"middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
	"u1,,,true,o1,student,one,,Sample,One,M.,77,one@example.org,+34600000001,,,,\n"
	"u2,,,false,o1,student,two,,Sample,Two,,,two@example.org,,+34600000002,,,\n"
	"u3,tobedeleted,2026-01-01,true,o1,student,three,,Sample,Three,,,,,,,,\n"
	"t1,,,true,o1,teacher,boss,,Sample,Boss,,,,,,,,\n";

static const char classes[] = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode\n"
			      "c1,,,Athens 2026a,,k1,A\n"
			      "c2,,,,,k1,B\n";

static const char enrollments[] = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,"
				  "userSourcedId,role,primary,beginDate,endDate\n"
				  "e1,,,c1,o1,u1,student,false,2026-01-12,2026-05-12\n"
				  "e2,,,c2,o1,u1,student,false,,\n"
				  "e3,,,c1,o1,u2,student,false,2026-01-12,\n"
				  "e4,tobedeleted,2026-01-01,c2,o1,u2,student,false,,\n"
				  "e5,,,c1,o1,t1,teacher,true,,\n"
				  "e6,,,c1,o1,nobody,student,false,,\n";

static void read_path(struct mc_roster *roster, const char *path, bool takes_staff)
{
	const struct mc_roster_source source = { .path = path, .takes_staff = takes_staff };

	assert_ok(mc_roster_read(roster, &source));
	assert_string_equal(roster->format, "oneroster");
}

static void assert_notice(const struct mc_roster *roster, const char *part)
{
	for (size_t i = 0; i < roster->notice_count; i++)
		if (strstr(roster->notices[i].text, part))
			return;
	fail_msg("no notice says '%s'", part);
}

static void check_good(const struct mc_roster *roster)
{
	assert_ok(mc_roster_check(roster));
	assert_int_equal(roster->count, 3);
	const struct mc_roster_person *one = &roster->people[0];
	const struct mc_roster_person *two = &roster->people[1];

	assert_int_equal(one->line, 2);
	assert_string_equal(one->id, "u1");
	assert_string_equal(one->legal_name, "Sample M. One");
	assert_string_equal(one->login, "one");
	assert_string_equal(one->phone, "+34600000001");
	assert_string_equal(one->status, "active");
	assert_string_equal(one->cohort, "Athens 2026a");
	assert_string_equal(one->starts_on, "2026-01-12");
	assert_string_equal(one->ends_on, "2026-05-12");
	assert_int_equal(one->place_count, 2);
	assert_string_equal(one->places[1].course, "c2");
	assert_string_equal(one->birth_date, "2000-05-17");
	assert_string_equal(one->gender, "f");
	assert_string_equal(two->status, "suspended");
	assert_string_equal(two->phone, "+34600000002");
	assert_int_equal(two->place_count, 1);
	assert_string_equal(roster->people[2].status, "deleted");
	assert_int_equal(roster->people[2].place_count, 0);
	assert_notice(roster, "1 person who is no learner");
	assert_notice(roster, "1 enrolment is of somebody");
}

static void put_good(void)
{
	shell(".", "mkdir good");
	temp_put("good/users.csv", users_1_1);
	temp_put("good/classes.csv", classes);
	temp_put("good/enrollments.csv", enrollments);
	temp_put("good/demographics.csv",
		 "sourcedId,status,dateLastModified,birthDate,sex\nu1,,,2000-05-17,female\nu2,,,,\n");
	temp_put("good/manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n");
}

static void folders_and_zip_files_say_the_same(void **state)
{
	MC_AUTO(mc_roster) folder = MC_ROSTER_INIT;
	MC_AUTO(mc_roster) zip = MC_ROSTER_INIT;
	MC_AUTO(mc_roster) inside = MC_ROSTER_INIT;

	(void)state;
	put_good();
	shell(".", "cd good && python3 -m zipfile -c ../flat.zip *.csv && cd .. && python3 -m zipfile -c "
		   "deep.zip good");
	read_path(&folder, "good", false);
	check_good(&folder);
	read_path(&zip, "flat.zip", false);
	check_good(&zip);
	read_path(&inside, "deep.zip", false);
	check_good(&inside);
}

static void staff_is_taken_when_asked_for(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	put_good();
	read_path(&roster, "good", true);
	assert_int_equal(roster.count, 4);
	assert_string_equal(roster.people[3].role, "teacher");
}

static void version_1_2_is_read_with_its_slips(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	shell(".", "mkdir new");
	temp_put("new/users.csv",
		 "sourcedId,status,dataLastModified,enabledUser,username,userIds,givenName,familyName,"
		 "middleName,identifier,"
		 "email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,prefferedGivenName,"
		 "preferredMiddleName,prefferedFamilyName,primaryOrgSourcedId,pronouns\n"
		 "u1,active,2026-01-01,true,one,,Sample,One,,,one@example.org,,,,,,,Sam,,,o1,\n"
		 "u2,active,2026-01-01,true,two,,Sample,Two,,,two@example.org,,,,,,,,,,o1,\n");
	temp_put("new/roles.csv", "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,"
				  "endDate,orgSourcedId,"
				  "userProfileSourcedId\n"
				  "r1,,,u1,primary,student,,,o1,\n"
				  "r2,,,u2,secondary,student,,,o1,\n"
				  "r3,,,u2,primary,administrator,,,o1,\n");
	read_path(&roster, "new", false);
	assert_ok(mc_roster_check(&roster));
	assert_int_equal(roster.count, 1);
	assert_string_equal(roster.people[0].display_name, "Sam One");
	assert_string_equal(roster.people[0].legal_name, "Sample One");
	assert_string_equal(roster.people[0].role, "student");
}

static void faults_name_the_file_inside(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	shell(".", "mkdir bad");
	temp_put("bad/users.csv",
		 "sourcedId,givenName,familyName,email\nu1,A,B,a@example.org\n,C,D,\nu3,E,F,x\n"
		 "u1,G,H,\n");
	temp_put("bad/enrollments.csv", "userSourcedId,classSourcedId,beginDate\nu1,c1,12/01/2026\n");
	read_path(&roster, "bad", false);
	assert_int_equal(roster.fault_count, 4);
	assert_string_equal(roster.faults[0].file, "bad/enrollments.csv");
	assert_int_equal(roster.faults[0].line, 2);
	assert_string_equal(roster.faults[1].file, "bad/users.csv");
	assert_int_equal(roster.faults[1].line, 3);
	assert_int_equal(roster.faults[2].line, 4);
	assert_string_equal(roster.faults[3].text, "the same identifier twice: see line 2");
}

static void what_is_no_oneroster_is_refused(void **state)
{
	struct mc_roster_source source = { .path = "empty" };
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	shell(".", "mkdir empty; echo a >a.txt; python3 -m zipfile -c other.zip a.txt");
	assert_err(MC_E_INPUT, mc_roster_read(&roster, &source));
	source.path = "other.zip";
	assert_err(MC_E_INPUT, mc_roster_read(&roster, &source));
	source.format = MC_ROSTER_MOODLE;
	assert_err(MC_E_INPUT, mc_roster_read(&roster, &source));
	source.path = "nothing";
	assert_err(MC_E_IO, mc_roster_read(&roster, &source));
}

static void the_table_of_users_alone_is_a_list(void **state)
{
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	temp_put("users.csv", users_1_1);
	read_path(&roster, "users.csv", false);
	assert_int_equal(roster.count, 3);
	assert_null(roster.people[0].cohort);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(folders_and_zip_files_say_the_same, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(staff_is_taken_when_asked_for, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(version_1_2_is_read_with_its_slips, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(faults_name_the_file_inside, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(what_is_no_oneroster_is_refused, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(the_table_of_users_alone_is_a_list, temp_enter, temp_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
