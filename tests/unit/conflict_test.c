/* SPDX-License-Identifier: MIT */
/*
 * A school gives away tables as they come, each after the check; then somebody who holds all of them tries
 * every number that could stand behind them.
 */
#include "check.h"

#include <string.h>

#include "sheet/issued.h"

enum {
	COHORTS = 3,
	GROUPS = 2,
	CELLS = COHORTS * GROUPS,
	TABLES = 6,
	K = 3,
	LARGEST = 9,
	SETS = 1 << COHORTS
};

static const char *const cohorts[] = { "a", "b", "c" };
static const char *const groups[] = { "enrolled[gender=f]", "enrolled[gender=m]" };

/* What the school knows: count[cohort * GROUPS + group]; and what it has given away, of which cohorts. */
struct school {
	int64_t counts[CELLS];
	struct mc_issued tables[TABLES];
	unsigned sets[TABLES];
	size_t count;
	size_t refused;
};

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static int64_t sum_of(const int64_t *counts, unsigned set, size_t group)
{
	int64_t sum = 0;

	for (size_t i = 0; i < CELLS; i++)
		sum += (set >> (i / GROUPS) & 1) && (group == GROUPS || i % GROUPS == group) ? counts[i] : 0;
	return sum;
}

/* A table of a set of cohorts: the total, and by gender if wanted. */
static void give(struct school *school, unsigned set, bool by_gender)
{
	MC_AUTO(mc_disclosure) d = MC_DISCLOSURE_INIT;
	MC_AUTO(mc_conflict) conflict = MC_CONFLICT_INIT;
	struct mc_issued fresh = MC_ISSUED_INIT;
	const struct mc_issued *earlier[TABLES];
	const char *names[COHORTS];
	struct mc_issue what = { "gender", "test", "2027-01-31", "2027-02-01", names, 0 };
	size_t parts[GROUPS], total = mc_disclosure_add(&d, "enrolled", sum_of(school->counts, set, GROUPS));

	for (size_t i = 0; i < COHORTS; i++) {
		if (set >> i & 1)
			names[what.cohort_count++] = cohorts[i];
	}
	for (size_t i = 0; by_gender && i < GROUPS; i++)
		parts[i] = mc_disclosure_add(&d, groups[i], sum_of(school->counts, set, i));
	if (by_gender)
		mc_disclosure_relate(&d, total, parts, GROUPS);
	for (size_t i = 0; i < school->count; i++)
		earlier[i] = &school->tables[i];
	mc_disclosure_recall(&d, &what, earlier, school->count);
	mc_disclosure_apply(&d, MC_AUDIENCE_FUNDER, K);
	assert_ok(mc_issued_take(&fresh, &d, &what));
	assert_ok(mc_disclosure_conflict(&conflict, &fresh, earlier, school->count));
	if (conflict.count) {
		mc_issued_release(&fresh);
		school->refused++;
		return;
	}
	school->sets[school->count] = set;
	school->tables[school->count++] = fresh;
}

/* The reader: for every set of cohorts and group the least and the most that fits all tables. */
struct reader {
	const struct school *school;
	int64_t counts[CELLS];
	int64_t low[SETS][GROUPS + 1];
	int64_t high[SETS][GROUPS + 1];
};

static size_t group_of(const char *id)
{
	for (size_t i = 0; i < GROUPS; i++) {
		if (!strcmp(groups[i], id))
			return i;
	}
	return GROUPS;
}

/* Whether counts of the first known cells can belong to all tables; with all of them: whether they do. */
static bool fits(const struct reader *reader, size_t known)
{
	for (size_t i = 0; i < reader->school->count; i++) {
		const struct mc_issued *table = &reader->school->tables[i];

		for (size_t j = 0; j < table->cell_count; j++) {
			const struct mc_issued_cell *cell = &table->cells[j];
			int64_t sum = sum_of(reader->counts, reader->school->sets[i], group_of(cell->id));

			if (cell->kind == MC_ISSUED_SHOWN &&
			    (sum > cell->count || (known == CELLS && sum != cell->count)))
				return false;
			if (cell->kind == MC_ISSUED_HIDDEN && known == CELLS && sum == 0)
				return false;
		}
	}
	return true;
}

static void note(struct reader *reader)
{
	for (unsigned set = 1; set < SETS; set++) {
		for (size_t group = 0; group <= GROUPS; group++) {
			int64_t sum = sum_of(reader->counts, set, group);

			reader->low[set][group] =
				sum < reader->low[set][group] ? sum : reader->low[set][group];
			reader->high[set][group] =
				sum > reader->high[set][group] ? sum : reader->high[set][group];
		}
	}
}

static void search(struct reader *reader, size_t depth)
{
	if (!fits(reader, depth))
		return;
	if (depth == CELLS) {
		note(reader);
		return;
	}
	for (reader->counts[depth] = 0; reader->counts[depth] <= LARGEST + K; reader->counts[depth]++)
		search(reader, depth + 1);
	reader->counts[depth] = 0;
}

/* True when a table of exactly these cohorts hides this group. */
static bool is_hidden(const struct school *school, unsigned set, size_t group)
{
	for (size_t i = 0; i < school->count; i++) {
		for (size_t j = 0; school->sets[i] == set && j < school->tables[i].cell_count; j++) {
			if (group_of(school->tables[i].cells[j].id) == group &&
			    school->tables[i].cells[j].kind == MC_ISSUED_HIDDEN)
				return true;
		}
	}
	return false;
}

static void check_reader(const struct school *school)
{
	static struct reader reader;

	memset(&reader, 0, sizeof(reader));
	memset(reader.low, 0x7f, sizeof(reader.low));
	reader.school = school;
	search(&reader, 0);
	for (unsigned set = 1; set < SETS; set++) {
		for (size_t group = 0; group <= GROUPS; group++) {
			int64_t low = reader.low[set][group], high = reader.high[set][group];

			assert_true(low <= sum_of(school->counts, set, group));
			if (low > 0 && high < K)
				fail_msg("%lld to %lld of set %u, group %zu", (long long)low, (long long)high,
					 set, group);
			if (is_hidden(school, set, group) && low < K)
				assert_true(high - low >= K);
		}
	}
}

static void nobody_can_compute_few_people_from_all_tables(void **state)
{
	(void)state;
	uint32_t seed = 11;
	size_t given = 0, refused = 0;

	for (size_t round = 0; round < 400; round++) {
		struct school school = { .count = 0 };

		for (size_t i = 0; i < CELLS; i++)
			school.counts[i] = next_random(&seed) % 5 ? next_random(&seed) % LARGEST : 0;
		for (size_t i = 0; i < TABLES; i++) {
			unsigned set = 1 + next_random(&seed) % (SETS - 1);

			give(&school, set, next_random(&seed) % 4 != 0);
		}
		check_reader(&school);
		given += school.count;
		refused += school.refused;
		for (size_t i = 0; i < school.count; i++)
			mc_issued_release(&school.tables[i]);
	}
	printf("%zu tables given, %zu refused\n", given, refused);
	assert_true(given > 1000 && refused > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_can_compute_few_people_from_all_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
