/* SPDX-License-Identifier: MIT */
#include "roster/roster_write.h"

#include <string.h>

#include "check.h"
#include "ext/archive.h"
#include "os/tree_write.h"
#include "shell.h"
#include "temp.h"

static const struct mc_roster_place two_places[] = {
	{ .course = "js-1",
	  .role = "student",
	  .group = "blue",
	  .cohort = "ath-2026a",
	  .starts_on = "2026-01-12" },
	{ .course = "css-1", .role = "student", .status = "suspended" },
};

static const struct mc_roster_person people[] = {
	{ .id = "l-001",
	  .given_name = "Sample, \"Sam\"",
	  .family_name = "One",
	  .email = "One@example.org",
	  .login = "One",
	  .language = "pt-br",
	  .cohort = "ath-2026a",
	  .github = "sample-one",
	  .github_id = "1001",
	  .places = two_places,
	  .place_count = 1 },
	{ .id = "l-002",
	  .display_name = "Sample Middle Two",
	  .email = "two@example.org",
	  .status = "suspended",
	  .cohort = "ath-2026a",
	  .starts_on = "2026-01-19" },
	{ .id = "l-003", .display_name = "=Mono", .email = "three@example.org", .cohort = "" },
	{ .id = "l-004", .status = "deleted", .login = "four", .cohort = "ath-2026a" },
};

static void put(const char *path, const struct mc_buf *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text->ptr, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

static void read_again(struct mc_roster *roster, const char *path)
{
	const struct mc_roster_source source = { .path = path };

	assert_ok(mc_roster_read(roster, &source));
	assert_ok(mc_roster_check(roster));
}

static void our_own_table_comes_back_as_it_was(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	mc_roster_write_csv(&out, people, MC_COUNT(people));
	put("list.csv", &out);
	read_again(&roster, "list.csv");
	assert_string_equal(roster.format, "csv");
	assert_int_equal(roster.count, MC_COUNT(people));
	assert_string_equal(roster.people[0].given_name, "Sample, \"Sam\"");
	assert_string_equal(roster.people[2].display_name, "=Mono");
	mc_roster_write_csv(&second, roster.people, roster.count);
	assert_string_equal(out.ptr, second.ptr);
	assert_null(strstr(out.ptr, "gender"));
}

static void moodle_files_hold_what_moodle_wants(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_roster) roster = MC_ROSTER_INIT;

	(void)state;
	assert_ok(mc_roster_write_moodle(&out, people, MC_COUNT(people)));
	put("moodle.csv", &out);
	shell(".", "python3 -c '\n"
		   "import csv\n"
		   "r = list(csv.DictReader(open(\"moodle.csv\", newline=\"\", encoding=\"utf-8\"), "
		   "strict=True))\n"
		   "assert [x[\"username\"] for x in r] == [\"one\", \"two@example.org\", "
		   "\"three@example.org\", \"four\"]\n"
		   "assert r[0][\"firstname\"] == \"Sample, \\\"Sam\\\"\" and r[0][\"lang\"] == \"pt_br\"\n"
		   "assert r[0][\"course1\"] == \"js-1\" and r[0][\"group1\"] == \"blue\" and "
		   "r[0][\"enrolstatus1\"] == \"0\"\n"
		   "assert (r[1][\"firstname\"], r[1][\"lastname\"]) == (\"Sample Middle\", \"Two\")\n"
		   "assert r[1][\"suspended\"] == \"1\" and r[1][\"cohort1\"] == \"ath-2026a\"\n"
		   "assert (r[2][\"firstname\"], r[2][\"lastname\"]) == (\"=Mono\", \"-\")\n"
		   "assert r[3][\"deleted\"] == \"1\" and None not in r[3]\n'");
	read_again(&roster, "moodle.csv");
	assert_string_equal(roster.format, "moodle");
	assert_string_equal(roster.people[0].id, "l-001");
	assert_string_equal(roster.people[0].language, "pt-br");
	assert_string_equal(roster.people[3].status, "deleted");
}

static void all_places_go_to_moodle(void **state)
{
	struct mc_roster_person person = people[0];
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	person.place_count = 2;
	assert_ok(mc_roster_write_moodle(&out, &person, 1));
	assert_non_null(strstr(out.ptr, ",js-1,student,blue,0,ath-2026a,css-1,student,,1,\r\n"));
}

static void what_moodle_would_refuse_is_told_without_a_name(void **state)
{
	static const struct mc_roster_person bad[] = {
		{ .id = "l-001", .display_name = "Sample One", .email = "one@example.org" },
		{ .id = "l-002", .display_name = "Sample Two" },
		{ .id = "l-003",
		  .display_name = "Sample Three",
		  .login = "three four",
		  .email = "t@example.org" },
		{ .id = "l-004", .email = "four@example.org" },
	};
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_roster_write_moodle(&out, bad, MC_COUNT(bad));

	(void)state;
	assert_non_null(err);
	assert_string_equal(err->msg,
			    "3 people lack what Moodle needs; the first, 'l-002', has no e-mail address");
	assert_int_equal(out.len, 0);
}

static void rosters_for_github_hold_no_names(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	mc_roster_write_classroom(&out, people, 2);
	assert_string_equal(out.ptr, "\"identifier\",\"github_username\",\"github_id\",\"name\"\r\n"
				     "\"l-001\",\"sample-one\",\"1001\",\"\"\r\n"
				     "\"l-002\",\"\",\"\",\"\"\r\n");
}

static const struct mc_roster_class classes[] = {
	{ .id = "ath-2026a", .title = "Athens, spring", .starts_on = "2026-01-12", .ends_on = "2026-05-12" },
	{ .id = "bcn-2026a", .starts_on = "2026-02-01", .ends_on = "2027-01-31" },
};

static const struct mc_roster_school school = {
	.id = "sample-school", .name = "Sample school", .classes = classes, .class_count = MC_COUNT(classes)
};

static void oneroster_is_whole(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_buf) zip = MC_BUF_INIT;
	MC_AUTO(mc_roster) folder = MC_ROSTER_INIT;
	MC_AUTO(mc_roster) archive = MC_ROSTER_INIT;

	(void)state;
	assert_ok(mc_roster_write_oneroster(&tree, &school, people, MC_COUNT(people)));
	shell(".", "mkdir out");
	assert_ok(mc_tree_write_dir(&tree, "out"));
	assert_ok(mc_archive_write(&zip, &tree, 1768258800));
	put("out.zip", &zip);
	read_again(&folder, "out");
	read_again(&archive, "out.zip");
	assert_int_equal(folder.count, 3);
	assert_int_equal(archive.count, 3);
	assert_string_equal(folder.people[0].id, "l-001");
	assert_string_equal(folder.people[0].cohort, "Athens, spring");
	assert_string_equal(folder.people[0].starts_on, "2026-01-12");
	assert_string_equal(folder.people[1].status, "suspended");
	assert_int_equal(folder.people[2].place_count, 0);
	/* Every file that the manifest names is there, no other; every identifier leads somewhere. */
	shell(".",
	      "python3 -c '\n"
	      "import csv, zipfile, io\n"
	      "z = zipfile.ZipFile(\"out.zip\")\n"
	      "t = {n[:-4]: list(csv.DictReader(io.StringIO(z.read(n).decode(\"utf-8\"), newline=\"\"), "
	      "strict=True)) "
	      "for n in z.namelist()}\n"
	      "m = {r[\"propertyName\"]: r[\"value\"] for r in t.pop(\"manifest\")}\n"
	      "assert m[\"oneroster.version\"] == \"1.1\" and m[\"manifest.version\"] == \"1.0\"\n"
	      "assert {k[5:] for k, v in m.items() if k.startswith(\"file.\") and v == \"bulk\"} == set(t)\n"
	      "assert sum(k.startswith(\"file.\") for k in m) == 13\n"
	      "ids = {n: {r[\"sourcedId\"] for r in rows} for n, rows in t.items()}\n"
	      "assert all(len(ids[n]) == len(t[n]) for n in t)\n"
	      "for e in t[\"enrollments\"]:\n"
	      "    assert e[\"classSourcedId\"] in ids[\"classes\"] and e[\"userSourcedId\"] in "
	      "ids[\"users\"]\n"
	      "    assert e[\"schoolSourcedId\"] in ids[\"orgs\"]\n"
	      "for c in t[\"classes\"]:\n"
	      "    assert c[\"courseSourcedId\"] in ids[\"courses\"] and c[\"termSourcedIds\"] in "
	      "ids[\"academicSessions\"]\n"
	      "assert [s[\"schoolYear\"] for s in t[\"academicSessions\"]] == [\"2026\", \"2027\"]\n"
	      "assert all(r[\"status\"] == \"\" for n in t for r in t[n])\n"
	      "assert t[\"users\"][1][\"enabledUser\"] == \"false\" and t[\"users\"][0][\"role\"] == "
	      "\"student\"\n'");
}

static void oneroster_needs_days_and_classes(void **state)
{
	static const struct mc_roster_class no_end[] = { { .id = "a", .starts_on = "2026-01-12" } };
	static const struct mc_roster_class twice[] = {
		{ .id = "a", .starts_on = "2026-01-12", .ends_on = "2026-05-12" },
		{ .id = "a", .starts_on = "2026-01-12", .ends_on = "2026-05-12" },
	};
	static const struct mc_roster_person stray = { .id = "l-1", .cohort = "nowhere" };
	static const struct mc_roster_person nobody = { .display_name = "Sample" };
	struct mc_roster_school bad = { .id = "s", .name = "S", .classes = no_end, .class_count = 1 };
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)state;
	assert_err(MC_E_INPUT, mc_roster_write_oneroster(&tree, &bad, people, 0));
	bad.classes = twice;
	bad.class_count = 2;
	assert_err(MC_E_INPUT, mc_roster_write_oneroster(&tree, &bad, people, 0));
	assert_err(MC_E_INPUT, mc_roster_write_oneroster(&tree, &school, &stray, 1));
	assert_err(MC_E_INPUT, mc_roster_write_oneroster(&tree, &school, &nobody, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(our_own_table_comes_back_as_it_was, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(moodle_files_hold_what_moodle_wants, temp_enter, temp_leave),
		cmocka_unit_test(all_places_go_to_moodle),
		cmocka_unit_test(what_moodle_would_refuse_is_told_without_a_name),
		cmocka_unit_test(rosters_for_github_hold_no_names),
		cmocka_unit_test_setup_teardown(oneroster_is_whole, temp_enter, temp_leave),
		cmocka_unit_test(oneroster_needs_days_and_classes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
