/* SPDX-License-Identifier: MIT */
#include "roster/marks.h"

#include <string.h>

#include "check.h"

static void read_marks(struct mc_marks *marks, const char *words, const char *text)
{
	assert_ok(mc_marks_read_bytes(marks, "marks.csv", words, text, strlen(text)));
}

static void assert_marks(const char *wanted, const char *words, const char *text)
{
	MC_AUTO(mc_marks) marks = MC_MARKS_INIT;
	MC_AUTO(mc_buf) said = MC_BUF_INIT;

	read_marks(&marks, words, text);
	mc_buf_addz(&said, marks.user);
	for (size_t i = 0; i < marks.count; i++)
		mc_buf_addf(&said, "/%zu %s %s %s %s", marks.marks[i].line, marks.marks[i].user,
			    marks.marks[i].session ? marks.marks[i].session : "-",
			    *marks.marks[i].at ? marks.marks[i].at : "-",
			    mc_mark_name(marks.marks[i].status));
	for (size_t i = 0; i < marks.list.fault_kept; i++)
		mc_buf_addf(&said, "/!%zu: %s", marks.list.faults[i].line, marks.list.faults[i].text);
	assert_string_equal(said.ptr, wanted);
}

static void our_own_tables_are_read(void **state)
{
	(void)state;
	assert_marks("learner_id/2 l-1 s-1 - present/3 l-2 s-1 - late/4 l-1 s-2 - excused/5 l-2 s-2 - absent",
		     NULL,
		     "learner_id,session_id,status\nl-1,s-1,present\nl-2,s-1,Late\nl-1,s-2,E\nl-2,s-2,a\n");
}

static void tables_of_mod_attendance_are_read(void **state)
{
	(void)state;
	assert_marks("moodle_login/2 one - - present/3 two - - late", NULL,
		     "username;status\none;P\ntwo;L\n");
	assert_marks("email/2 one@example.org - 2026-01-12T18:05 /3 two@example.org - 18:31 ", NULL,
		     "Email,Scan Time\none@example.org,2026-01-12 18:05:59\ntwo@example.org,18:31\n");
	assert_marks("learner_id/2 l-1 - 18:05 absent", NULL, "idnumber,scantime,status\nl-1,18:05,A\n");
}

static void schools_have_words_of_their_own(void **state)
{
	MC_AUTO(mc_marks) marks = MC_MARKS_INIT;

	(void)state;
	assert_marks("learner_id/2 l-1 - - late/3 l-2 - - excused/4 l-3 - - present/5 l-4 - - absent",
		     "R=late, J = excused,F=a", "learner_id,status\nl-1,r\nl-2,J\nl-3,P\nl-4,f\n");
	assert_err(MC_E_INPUT, mc_marks_read_bytes(&marks, "m", "R", "learner_id,status\n", 18));
	assert_err(MC_E_INPUT, mc_marks_read_bytes(&marks, "m", "=late", "learner_id,status\n", 18));
	assert_err(MC_E_INPUT, mc_marks_read_bytes(&marks, "m", "R=gone", "learner_id,status\n", 18));
}

static void faults_are_told_with_their_places(void **state)
{
	(void)state;
	assert_marks(
		"learner_id/7 l-6 s-1 23:59 "
		"/!2: column 'status': this status is not known"
		"/!3: column 'learner_id': this is empty or too long"
		"/!4: column 'session': this is empty or too long"
		"/!5: column 'time': a time is written as 2026-01-12 18:05 or 18:05, a day as 2026-01-12"
		"/!6: there is neither a status nor a time"
		"/!8: column 'time': a time is written as 2026-01-12 18:05 or 18:05, a day as 2026-01-12",
		NULL,
		"learner_id,session,status,time\nl-1,s-1,x,\n,s-1,P,\nl-3,,P,\nl-4,s-1,P,12/01/2026 18:05\n"
		"l-5,s-1,,\nl-6,s-1,,23:59\nl-7,s-1,,24:00\n");
}

static void who_is_scanned_twice_counts_once(void **state)
{
	MC_AUTO(mc_marks) marks = MC_MARKS_INIT;

	(void)state;
	read_marks(&marks, NULL,
		   "email,session,scantime\nb@x.org,s,18:30\na@x.org,s,18:10\nB@x.org,s,18:05\nb@x.org,t,19:"
		   "00\n");
	assert_int_equal(marks.count, 3);
	assert_string_equal(marks.marks[0].at, "18:05");
	assert_int_equal(marks.marks[0].line, 2);
	assert_int_equal(marks.list.notice_count, 1);
	assert_int_equal(marks.list.fault_count, 0);
	assert_marks("learner_id/2 l-1 - - present/!4: another status than in line 2", NULL,
		     "learner_id,status\nl-1,P\nl-1,P\nl-1,A\n");
}

static void a_table_must_name_people_and_say_something(void **state)
{
	static const char *const bad[] = { "id,status\n1,P\n", "learner_id,session\nl-1,s-1\n", "" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		MC_AUTO(mc_marks) marks = MC_MARKS_INIT;

		assert_err(MC_E_INPUT, mc_marks_read_bytes(&marks, "m", NULL, bad[i], strlen(bad[i])));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_own_tables_are_read),
		cmocka_unit_test(tables_of_mod_attendance_are_read),
		cmocka_unit_test(schools_have_words_of_their_own),
		cmocka_unit_test(faults_are_told_with_their_places),
		cmocka_unit_test(who_is_scanned_twice_counts_once),
		cmocka_unit_test(a_table_must_name_people_and_say_something),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
