/* SPDX-License-Identifier: MIT */
#include "cohort/results_export.h"

#include <string.h>

#include "base/arena.h"
#include "base/csv.h"

/* Points in thousandths as people write them: "7.5". */
static const char *points_text(struct mc_arena *arena, int64_t thousandths)
{
	char *text = mc_arena_format(arena, "%lld.%03d", (long long)(thousandths / 1000),
				     (int)(thousandths % 1000));
	size_t len = strlen(text);

	while (text[len - 1] == '0')
		text[--len] = '\0';
	if (text[len - 1] == '.')
		text[len - 1] = '\0';
	return text;
}

static struct mc_err *open_query(struct mc_query **query, struct mc_records *records, const char *cohort)
{
	MC_TRY(mc_records_query(
		query, records,
		"SELECT learner_id, exercise, module, passed, points, max, done_on FROM exercise_result"
		" WHERE school_id = ?1 AND cohort_id = ?2 ORDER BY learner_id, exercise"));
	mc_query_bind_text(*query, 2, cohort);
	return NULL;
}

static void add_row(struct mc_buf *out, struct mc_arena *arena, const struct mc_query *query)
{
	const char *module = mc_query_text(query, 2);

	mc_csv_add(out, mc_query_text(query, 0), true);
	mc_csv_add(out, mc_query_text(query, 1), false);
	mc_csv_add(out, module ? module : "", false);
	mc_csv_add(out, mc_query_int(query, 3) ? "y" : "n", false);
	mc_csv_add(out, points_text(arena, mc_query_int(query, 4)), false);
	mc_csv_add(out, points_text(arena, mc_query_int(query, 5)), false);
	mc_csv_add(out, mc_query_text(query, 6), false);
	mc_csv_end_row(out);
}

struct mc_err *mc_results_export_csv(struct mc_buf *out, struct mc_records *records, const char *cohort)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(open_query(&query, records, cohort));
	mc_buf_addz(out, "learner_id,exercise,module,passed,points,max,done_on\r\n");
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		add_row(out, &arena, query);
	}
}
