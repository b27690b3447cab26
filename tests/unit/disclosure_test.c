/* SPDX-License-Identifier: MIT */
/* What each audience of a report gets to see. */
#include "check.h"

#include <string.h>

#include "sheet/disclosure.h"

/* A table as reports have it: women, men, all; how many enrolled, how many of them graduated, and the share.
 */
struct report {
	struct mc_disclosure disclosure;
	struct mc_cell cells[12];
	struct mc_sheet_table table;
	struct mc_cell bars[2];
	struct mc_sheet_chart chart;
	struct mc_figure enrolled_f;
	struct mc_figure share_f;
	struct mc_figure average;
	size_t enrolled[3];
	size_t graduated[3];
};

enum { F, M, ALL };

static void fill(struct report *r, int64_t f, int64_t m, int64_t graduated_f, int64_t graduated_m)
{
	static const char *const ids[] = { "f", "m", "all" };
	int64_t enrolled[] = { f, m, f + m };
	int64_t graduated[] = { graduated_f, graduated_m, graduated_f + graduated_m };

	memset(r, 0, sizeof(*r));
	r->table = (struct mc_sheet_table){ .column_count = 4, .cells = r->cells, .row_count = 3 };
	r->chart = (struct mc_sheet_chart){ .label_count = 2, .series_count = 1, .values = r->bars };
	for (size_t i = 0; i < 3; i++) {
		char id[40];

		(void)snprintf(id, sizeof(id), "enrolled[gender=%s]", ids[i]);
		r->enrolled[i] = mc_disclosure_add(&r->disclosure, id, enrolled[i]);
		(void)snprintf(id, sizeof(id), "graduated[gender=%s]", ids[i]);
		r->graduated[i] = mc_disclosure_add(&r->disclosure, id, graduated[i]);
		r->cells[4 * i + 1] = (struct mc_cell){ .kind = MC_CELL_COUNT, .count = enrolled[i] };
		r->cells[4 * i + 2] = (struct mc_cell){ .kind = MC_CELL_COUNT, .count = graduated[i] };
		r->cells[4 * i + 3] = (struct mc_cell){ .kind = MC_CELL_PERCENT,
							.count = graduated[i],
							.base = enrolled[i] };
		mc_disclosure_show(&r->disclosure, mc_place_table(&r->table, i, 1), r->enrolled[i]);
		mc_disclosure_show(&r->disclosure, mc_place_table(&r->table, i, 2), r->graduated[i]);
		mc_disclosure_show_share(&r->disclosure, mc_place_table(&r->table, i, 3), r->graduated[i],
					 r->enrolled[i]);
	}
	mc_disclosure_relate(&r->disclosure, r->enrolled[ALL], r->enrolled, 2);
	mc_disclosure_relate(&r->disclosure, r->graduated[ALL], r->graduated, 2);
	for (size_t i = 0; i < 2; i++) {
		r->bars[i] = (struct mc_cell){ .kind = MC_CELL_COUNT, .count = enrolled[i] };
		mc_disclosure_show(&r->disclosure, mc_place_chart(&r->chart, 0, i), r->enrolled[i]);
	}
	r->enrolled_f.value = f;
	r->share_f.value = 1;
	r->average.value = 40;
	mc_disclosure_show(&r->disclosure, mc_place_figure(&r->enrolled_f), r->enrolled[F]);
	mc_disclosure_show_share(&r->disclosure, mc_place_figure(&r->share_f), r->graduated[F],
				 r->enrolled[F]);
	mc_disclosure_show_average(&r->disclosure, mc_place_figure(&r->average), r->graduated[F]);
}

static const struct mc_cell *cell(const struct report *r, size_t row, size_t column)
{
	return &r->cells[4 * row + column];
}

static void insiders_see_everything(void **state)
{
	(void)state;
	struct report r;

	fill(&r, 3, 17, 1, 9);
	mc_disclosure_apply(&r.disclosure, MC_AUDIENCE_INTERNAL, MC_DISCLOSURE_K);
	assert_int_equal(cell(&r, F, 1)->kind, MC_CELL_COUNT);
	assert_int_equal(cell(&r, F, 1)->count, 3);
	assert_false(cell(&r, F, 1)->is_rounded);
	assert_int_equal(cell(&r, F, 3)->base, 3);
	assert_int_equal(r.average.told, MC_TOLD_EXACT);
	assert_string_equal(mc_audience_stamp(MC_AUDIENCE_INTERNAL), "INTERNAL");
	assert_null(mc_audience_stamp(MC_AUDIENCE_PUBLIC));
	mc_disclosure_release(&r.disclosure);
}

static void funders_see_no_few_people(void **state)
{
	(void)state;
	struct report r;

	fill(&r, 3, 17, 1, 9);
	mc_disclosure_apply(&r.disclosure, MC_AUDIENCE_FUNDER, MC_DISCLOSURE_K);
	for (size_t row = F; row <= M; row++) {
		for (size_t column = 1; column <= 3; column++) {
			assert_int_equal(cell(&r, row, column)->kind, MC_CELL_HIDDEN);
			assert_int_equal(cell(&r, row, column)->count, 0);
			assert_int_equal(cell(&r, row, column)->base, 0);
		}
		assert_int_equal(r.bars[row].kind, MC_CELL_HIDDEN);
	}
	assert_int_equal(cell(&r, ALL, 1)->count, 20);
	assert_int_equal(cell(&r, ALL, 3)->base, 20);
	assert_int_equal(r.enrolled_f.told, MC_TOLD_HIDDEN);
	assert_int_equal(r.enrolled_f.value, 0);
	assert_int_equal(r.share_f.told, MC_TOLD_HIDDEN);
	assert_int_equal(r.share_f.value, 0);
	assert_non_null(strstr(mc_disclosure_note(&r.disclosure), "from 1 to 4"));
	mc_disclosure_release(&r.disclosure);
}

static void a_zero_is_shown_to_funders_with_its_share(void **state)
{
	(void)state;
	struct report r;

	fill(&r, 10, 10, 0, 10);
	mc_disclosure_apply(&r.disclosure, MC_AUDIENCE_FUNDER, MC_DISCLOSURE_K);
	assert_int_equal(cell(&r, F, 2)->kind, MC_CELL_COUNT);
	assert_int_equal(cell(&r, F, 3)->kind, MC_CELL_PERCENT);
	assert_int_equal(cell(&r, M, 3)->count, 10);
	assert_int_equal(r.average.told, MC_TOLD_HIDDEN); /* an average over nobody */
	mc_disclosure_release(&r.disclosure);
}

static void the_public_sees_fives(void **state)
{
	(void)state;
	struct report r;

	assert_int_equal(mc_disclosure_round(2), 0);
	assert_int_equal(mc_disclosure_round(3), 5);
	assert_int_equal(mc_disclosure_round(7), 5);
	assert_int_equal(mc_disclosure_round(8), 10);
	fill(&r, 23, 22, 8, 22);
	mc_disclosure_apply(&r.disclosure, MC_AUDIENCE_PUBLIC, MC_DISCLOSURE_K);
	assert_int_equal(cell(&r, F, 1)->count, 25);
	assert_true(cell(&r, F, 1)->is_rounded);
	assert_int_equal(cell(&r, M, 1)->count, 20);
	assert_int_equal(cell(&r, ALL, 1)->count, 45);
	assert_int_equal(r.bars[M].count, 20);
	assert_true(r.bars[M].is_rounded);
	/* 8 of 23 is 34.8 %, and nothing else of them is left; 22 people are too few. */
	assert_int_equal(cell(&r, F, 3)->count, 348);
	assert_int_equal(cell(&r, F, 3)->base, 1000);
	assert_int_equal(cell(&r, M, 3)->kind, MC_CELL_HIDDEN);
	assert_int_equal(r.enrolled_f.value, 25);
	assert_int_equal(r.enrolled_f.told, MC_TOLD_ROUNDED);
	assert_int_equal(r.average.told, MC_TOLD_EXACT);
	mc_disclosure_release(&r.disclosure);
}

static void averages_of_seven_are_hidden(void **state)
{
	(void)state;
	struct report r;

	fill(&r, 30, 30, 7, 7);
	mc_disclosure_apply(&r.disclosure, MC_AUDIENCE_PUBLIC, MC_DISCLOSURE_K);
	assert_int_equal(r.average.told, MC_TOLD_HIDDEN);
	mc_disclosure_release(&r.disclosure);
}

static void a_gap_needs_both_shares(void **state)
{
	(void)state;
	struct report r;
	struct mc_figure gap = { 120, MC_TOLD_EXACT }, other = { 50, MC_TOLD_EXACT };

	fill(&r, 30, 22, 10, 11);
	mc_disclosure_show_gap(&r.disclosure, mc_place_figure(&gap), r.graduated[F], r.enrolled[F],
			       r.graduated[M], r.enrolled[M]);
	mc_disclosure_show_gap(&r.disclosure, mc_place_figure(&other), r.graduated[F], r.enrolled[F],
			       r.graduated[ALL], r.enrolled[ALL]);
	mc_disclosure_apply(&r.disclosure, MC_AUDIENCE_PUBLIC, MC_DISCLOSURE_K);
	assert_int_equal(gap.told, MC_TOLD_HIDDEN);
	assert_int_equal(other.told, MC_TOLD_EXACT);
	assert_int_equal(other.value, 50);
	mc_disclosure_release(&r.disclosure);
}

static void the_same_id_is_the_same_count(void **state)
{
	(void)state;
	MC_AUTO(mc_disclosure) d = MC_DISCLOSURE_INIT;
	size_t first = mc_disclosure_add_unprinted(&d, "enrolled", 4);

	assert_int_equal(mc_disclosure_add(&d, "left", 1), 1);
	assert_int_equal(mc_disclosure_add(&d, "enrolled", 4), first);
	assert_false(d.counts[first].is_unprinted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(insiders_see_everything),
		cmocka_unit_test(funders_see_no_few_people),
		cmocka_unit_test(a_zero_is_shown_to_funders_with_its_share),
		cmocka_unit_test(the_public_sees_fives),
		cmocka_unit_test(averages_of_seven_are_hidden),
		cmocka_unit_test(a_gap_needs_both_shares),
		cmocka_unit_test(the_same_id_is_the_same_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
