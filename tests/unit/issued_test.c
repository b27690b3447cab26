/* SPDX-License-Identifier: MIT */
/* What was issued is remembered, and a later table does not give it away. */
#include "check.h"

#include <string.h>

#include "sheet/issued.h"

enum { MAX_PARTS = 6 };

/* enrolled = sum of its parts by one breakdown. */
struct figures {
	const char *breakdown;
	const char *const *names; /* of the parts: "gender=f" */
	int64_t parts[MAX_PARTS];
	size_t count;
};

static const char *const genders[] = { "gender=f", "gender=m" };
static const char *const ages[] = { "age=18-29", "age=30-54", "age=55-" };
static const char *const a[] = { "ath-2026a" };
static const char *const b[] = { "ath-2026b" };
static const char *const both[] = { "ath-2026b", "ath-2026a" };
static const char *const three[] = { "ath-2026a", "ath-2026b", "ath-2026c" };

static struct mc_issue what_of(const struct figures *f, const char *const *cohorts, size_t count,
			       const char *as_of)
{
	return (struct mc_issue){ f->breakdown, "migracode-2026.1", as_of, "2027-02-03", cohorts, count };
}

static void fill(struct mc_disclosure *d, const struct figures *f)
{
	int64_t sum = 0;
	size_t parts[MAX_PARTS];

	for (size_t i = 0; i < f->count; i++) {
		char id[64];

		(void)snprintf(id, sizeof(id), "enrolled[%s]", f->names[i]);
		parts[i] = mc_disclosure_add(d, id, f->parts[i]);
		sum += f->parts[i];
	}
	mc_disclosure_relate(d, mc_disclosure_add(d, "enrolled", sum), parts, f->count);
}

/* A table as it is issued to an audience; number is that of its event. */
static struct mc_issued issue(const struct figures *f, struct mc_issue what, enum mc_audience audience,
			      uint64_t number)
{
	struct mc_issued issued = MC_ISSUED_INIT;
	MC_AUTO(mc_disclosure) d = MC_DISCLOSURE_INIT;

	fill(&d, f);
	mc_disclosure_apply(&d, audience, MC_DISCLOSURE_K);
	assert_ok(mc_issued_take(&issued, &d, &what));
	issued.number = number;
	return issued;
}

static const struct figures gender_a = { "gender", genders, { 8, 12 }, 2 };
static const char *const day = "2027-01-31";

static void is_read_as_it_was_written(void **state)
{
	(void)state;
	struct figures few = { "gender", genders, { 3, 12 }, 2 };
	MC_AUTO(mc_issued) issued = issue(&few, what_of(&few, both, 2, day), MC_AUDIENCE_FUNDER, 7);
	MC_AUTO(mc_issued) again = MC_ISSUED_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;

	mc_issued_write(&text, &issued);
	assert_string_equal(text.ptr, "{\"schema\":\"migracode/issued/v1\",\"breakdown\":\"gender\","
				      "\"definition\":\"migracode-2026.1\",\"audience\":\"funder\",\"k\":5,"
				      "\"as_of\":\"2027-01-31\",\"issued_on\":\"2027-02-03\","
				      "\"cohorts\":[\"ath-2026a\",\"ath-2026b\"],\"cells\":["
				      "{\"id\":\"enrolled[gender=f]\",\"hidden\":true},"
				      "{\"id\":\"enrolled[gender=m]\",\"hidden\":true},"
				      "{\"id\":\"enrolled\",\"count\":15}],\"relations\":[[2,0,1]]}");
	assert_ok(mc_issued_read(&again, text.ptr, text.len));
	mc_issued_write(&second, &again);
	assert_string_equal(second.ptr, text.ptr);
	assert_true(mc_issued_is_same(&issued, &again));
}

static void refuses_what_is_no_table(void **state)
{
	(void)state;
	static const char start[] =
		"{\"schema\":\"migracode/issued/v1\",\"breakdown\":\"g\",\"definition\":\"d\","
		"\"audience\":\"funder\",\"k\":5,\"as_of\":\"2027-01-31\","
		"\"issued_on\":\"2027-02-03\",\"cohorts\":";
	static const char *const bad[] = {
		"[],\"cells\":[],\"relations\":[]}",
		"[\"b\",\"a\"],\"cells\":[],\"relations\":[]}",
		"[\"a\"],\"cells\":[{\"id\":\"x\",\"count\":-1}],\"relations\":[]}",
		"[\"a\"],\"cells\":[{\"id\":\"x\",\"count\":1.5}],\"relations\":[]}",
		"[\"a\"],\"cells\":[{\"id\":\"x\",\"count\":1,\"hidden\":true}],\"relations\":[]}",
		"[\"a\"],\"cells\":[{\"id\":\"x\",\"hidden\":false}],\"relations\":[]}",
		"[\"a\"],\"cells\":[{\"id\":\"x\",\"count\":1},{\"id\":\"x\",\"count\":1}],\"relations\":[]}",
		"[\"a\"],\"cells\":[{\"id\":\"x\",\"count\":1}],\"relations\":[[1]]}",
		"[\"a\"],\"cells\":[{\"id\":\"x\",\"count\":1}],\"relations\":[[]]}",
		"[\"a\"],\"cells\":[{\"id\":\"x\",\"count\":1},{\"id\":\"y\",\"count\":1}],\"relations\":[[0,"
		"0]]}",
		"[\"a\"],\"cells\":[]}",
	};
	MC_AUTO(mc_issued) issued = MC_ISSUED_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		mc_buf_reset(&text);
		mc_buf_addf(&text, "%s%s", start, bad[i]);
		assert_err(MC_E_INPUT, mc_issued_read(&issued, text.ptr, text.len));
	}
	mc_buf_reset(&text);
	mc_buf_addf(&text, "%s[\"a\"],\"cells\":[{\"id\":\"x\",\"count\":0}],\"relations\":[[0]]}", start);
	assert_ok(mc_issued_read(&issued, text.ptr, text.len));
}

/* The text of the conflict of a new table with earlier ones; NULL when there is none. Frees all tables. */
static char *conflict_of(struct mc_issued *fresh, struct mc_issued *earlier, size_t count, size_t expected)
{
	const struct mc_issued *list[8];
	MC_AUTO(mc_conflict) conflict = MC_CONFLICT_INIT;

	for (size_t i = 0; i < count; i++)
		list[i] = &earlier[i];
	assert_ok(mc_disclosure_conflict(&conflict, fresh, list, count));
	mc_issued_release(fresh);
	for (size_t i = 0; i < count; i++)
		mc_issued_release(&earlier[i]);
	assert_int_equal(conflict.count, expected);
	assert_int_equal(conflict.text != NULL, expected > 0);
	return MC_TAKE(conflict.text);
}

static void the_same_table_may_be_issued_again(void **state)
{
	(void)state;
	struct figures few = { "gender", genders, { 3, 12 }, 2 };
	struct mc_issue what = what_of(&few, a, 1, day);
	struct mc_issued fresh = issue(&few, what, MC_AUDIENCE_FUNDER, 0);
	struct mc_issued earlier = issue(&few, what, MC_AUDIENCE_FUNDER, 1);

	free(conflict_of(&fresh, &earlier, 1, 0));
}

static void refuses_the_rest_of_a_larger_table(void **state)
{
	(void)state;
	struct figures larger = {
		"gender", genders, { 10, 20 }, 2
	}; /* both cohorts: two women in the other */
	struct mc_issued fresh = issue(&larger, what_of(&larger, both, 2, day), MC_AUDIENCE_FUNDER, 0);
	struct mc_issued earlier = issue(&gender_a, what_of(&gender_a, a, 1, day), MC_AUDIENCE_FUNDER, 12);
	MC_AUTOTEXT text = conflict_of(&fresh, &earlier, 1, 1);

	assert_string_equal(text,
			    "the difference from 'gender' (number 12, issued on 2027-02-03) would tell of "
			    "fewer than 5 people: 'enrolled[gender=f]' of ath-2026b");
}

static void takes_a_larger_table_that_adds_enough_people(void **state)
{
	(void)state;
	struct figures larger = { "gender", genders, { 13, 12 }, 2 }; /* 5 women and no man */
	struct mc_issued fresh = issue(&larger, what_of(&larger, both, 2, day), MC_AUDIENCE_FUNDER, 0);
	struct mc_issued earlier = issue(&gender_a, what_of(&gender_a, a, 1, day), MC_AUDIENCE_FUNDER, 12);

	free(conflict_of(&fresh, &earlier, 1, 0));
}

static void two_days_are_two_tables(void **state)
{
	(void)state;
	struct figures larger = { "gender", genders, { 10, 20 }, 2 };
	struct mc_issued fresh =
		issue(&larger, what_of(&larger, both, 2, "2027-06-30"), MC_AUDIENCE_FUNDER, 0);
	struct mc_issued earlier = issue(&gender_a, what_of(&gender_a, a, 1, day), MC_AUDIENCE_FUNDER, 12);

	free(conflict_of(&fresh, &earlier, 1, 0));
}

/* In one table the women are hidden, and the men so that they cannot be computed; the other shows the men. */
static const struct figures hidden = { "gender", genders, { 3, 12 }, 2 };
static const char *const men[] = { "gender=m" };

static struct mc_issued issue_men(const char *as_of, int64_t count)
{
	struct mc_issued issued = MC_ISSUED_INIT;
	MC_AUTO(mc_disclosure) d = MC_DISCLOSURE_INIT;
	struct figures f = { "men", men, { count }, 1 };
	struct mc_issue what = what_of(&f, a, 1, as_of);

	(void)mc_disclosure_add(&d, "enrolled[gender=m]", count);
	(void)mc_disclosure_add(&d, "enrolled", 15);
	mc_disclosure_apply(&d, MC_AUDIENCE_FUNDER, MC_DISCLOSURE_K);
	assert_ok(mc_issued_take(&issued, &d, &what));
	return issued;
}

static void refuses_to_show_what_protected_another(void **state)
{
	(void)state;
	struct mc_issued fresh = issue_men(day, 12);
	struct mc_issued earlier = issue(&hidden, what_of(&hidden, a, 1, day), MC_AUDIENCE_FUNDER, 4);
	MC_AUTOTEXT text = conflict_of(&fresh, &earlier, 1, 1);

	assert_non_null(strstr(text, "hidden figure 'enrolled[gender=f]' of ath-2026a"));
}

static void another_day_with_the_same_figures_is_the_same(void **state)
{
	(void)state;
	struct mc_issued fresh = issue_men("2027-06-30", 12);
	struct mc_issued earlier = issue(&hidden, what_of(&hidden, a, 1, day), MC_AUDIENCE_FUNDER, 4);

	free(conflict_of(&fresh, &earlier, 1, 1));
}

static void two_parts_give_the_third_away(void **state)
{
	(void)state;
	/* Three cohorts of 20, 10 and 4: the sum of all, then two of them. */
	struct figures all = { "gender", genders, { 17, 17 }, 2 },
		       first = { "gender", genders, { 10, 10 }, 2 },
		       second = { "gender", genders, { 5, 5 }, 2 }, other = { "age", ages, { 6, 8, 6 }, 3 };
	struct mc_issued fresh = issue(&second, what_of(&second, b, 1, day), MC_AUDIENCE_FUNDER, 0);
	struct mc_issued earlier[] = {
		issue(&all, what_of(&all, three, 3, day), MC_AUDIENCE_FUNDER, 1),
		issue(&other, what_of(&other, a, 1, day), MC_AUDIENCE_FUNDER, 2),
		issue(&first, what_of(&first, a, 1, day), MC_AUDIENCE_FUNDER, 3),
	};
	MC_AUTOTEXT text = conflict_of(&fresh, earlier, 3, 2);

	assert_non_null(strstr(text, "number 1,"));
	assert_non_null(strstr(text, "of ath-2026c"));
}

static void insiders_tables_do_not_count(void **state)
{
	(void)state;
	struct figures larger = { "gender", genders, { 10, 20 }, 2 };
	struct mc_issued fresh = issue(&larger, what_of(&larger, both, 2, day), MC_AUDIENCE_FUNDER, 0);
	struct mc_issued earlier = issue(&gender_a, what_of(&gender_a, a, 1, day), MC_AUDIENCE_INTERNAL, 12);

	free(conflict_of(&fresh, &earlier, 1, 0));
}

static void rounded_tables_leave_room(void **state)
{
	(void)state;
	struct figures larger = { "gender", genders, { 10, 20 }, 2 };
	struct mc_issued fresh = issue(&larger, what_of(&larger, both, 2, day), MC_AUDIENCE_PUBLIC, 0);
	struct mc_issued earlier = issue(&gender_a, what_of(&gender_a, a, 1, day), MC_AUDIENCE_PUBLIC, 12);

	free(conflict_of(&fresh, &earlier, 1, 0));
}

static void corrected_figures_do_not_count(void **state)
{
	(void)state;
	struct figures corrected = { "gender", genders, { 8, 13 }, 2 };
	struct mc_issued fresh = issue(&corrected, what_of(&corrected, a, 1, day), MC_AUDIENCE_FUNDER, 0);
	struct mc_issued earlier = issue(&gender_a, what_of(&gender_a, a, 1, day), MC_AUDIENCE_FUNDER, 12);

	free(conflict_of(&fresh, &earlier, 1, 0));
}

static void recalls_what_was_hidden(void **state)
{
	(void)state;
	struct figures first = { "age", ages, { 3, 9, 8 }, 3 };
	struct mc_issue what = what_of(&first, a, 1, day);
	MC_AUTO(mc_issued) earlier = issue(&first, what, MC_AUDIENCE_FUNDER, 1);
	const struct mc_issued *list[] = { &earlier };
	MC_AUTO(mc_disclosure) d = MC_DISCLOSURE_INIT;
	MC_AUTO(mc_issued) fresh = MC_ISSUED_INIT;
	MC_AUTO(mc_conflict) conflict = MC_CONFLICT_INIT;

	/* 8 is hidden beside 3; in the new table 9 + 8 stand together, so that 8 alone would not matter. */
	assert_int_equal(earlier.cells[2].kind, MC_ISSUED_HIDDEN);
	fill(&d, &first);
	mc_disclosure_relate(&d, mc_disclosure_add(&d, "enrolled[age=30-]", 17), (size_t[]){ 1, 2 }, 2);
	mc_disclosure_recall(&d, &what, list, 1);
	mc_disclosure_apply(&d, MC_AUDIENCE_FUNDER, MC_DISCLOSURE_K);
	assert_int_equal(mc_disclosure_told(&d, 2).told, MC_TOLD_HIDDEN);
	assert_int_equal(mc_disclosure_told(&d, 1).told, MC_TOLD_EXACT);
	assert_int_equal(mc_disclosure_told(&d, 4).told, MC_TOLD_HIDDEN);
	assert_ok(mc_issued_take(&fresh, &d, &what));
	assert_ok(mc_disclosure_conflict(&conflict, &fresh, list, 1));
	assert_int_equal(conflict.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_read_as_it_was_written),
		cmocka_unit_test(refuses_what_is_no_table),
		cmocka_unit_test(the_same_table_may_be_issued_again),
		cmocka_unit_test(refuses_the_rest_of_a_larger_table),
		cmocka_unit_test(takes_a_larger_table_that_adds_enough_people),
		cmocka_unit_test(two_days_are_two_tables),
		cmocka_unit_test(refuses_to_show_what_protected_another),
		cmocka_unit_test(another_day_with_the_same_figures_is_the_same),
		cmocka_unit_test(two_parts_give_the_third_away),
		cmocka_unit_test(insiders_tables_do_not_count),
		cmocka_unit_test(rounded_tables_leave_room),
		cmocka_unit_test(corrected_figures_do_not_count),
		cmocka_unit_test(recalls_what_was_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
