/* SPDX-License-Identifier: MIT */
#include "gradebook/forget.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "batch/stored.h"

/* Keys of results; the same one may come twice. */
struct keys {
	struct mc_arena arena;
	const char **items;
	size_t count, capacity;
};

static void keys_release(struct keys *keys)
{
	free(keys->items);
	mc_arena_release(&keys->arena);
}

/* The table has only the last grade of each exercise, the log has all of them. */
static struct mc_err *read_keys(struct keys *keys, struct mc_records *records, const char *learner)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT body FROM event WHERE school_id = ?1 AND subject = ?2"
				" AND kind = 'submission.graded' ORDER BY seq"));
	mc_query_bind_text(query, 2, learner);
	MC_TRY(mc_query_step(&has_row, query));
	while (has_row) {
		struct mc_fields fields;

		MC_TRY(mc_fields_read(&fields, &keys->arena, mc_str(mc_query_text(query, 0))));
		const char *key = mc_fields_text(&fields, "key");

		if (key && strlen(key) == MC_STORED_KEY - 1 && strspn(key, "0123456789abcdef") == strlen(key))
			*MC_VEC_ADD(keys->items, keys->count, keys->capacity) =
				mc_arena_strdup(&keys->arena, key);
		MC_TRY(mc_query_step(&has_row, query));
	}
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *is_of_others(bool *answer, struct mc_records *records, const char *key,
				   const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"SELECT learner_id FROM grade WHERE school_id = ?1 AND result_key = ?2"
				" AND learner_id <> ?3"));
	mc_query_bind_text(query, 2, key);
	mc_query_bind_text(query, 3, learner);
	MC_TRY(mc_query_step(answer, query));
	mc_query_reset(query);
	return NULL;
}

struct mc_err *mc_grades_forget(size_t *removed, struct mc_records *records, const char *store,
				const char *learner, bool is_dry_run)
{
	__attribute__((cleanup(keys_release))) struct keys keys = { .arena = MC_ARENA_INIT };

	*removed = 0;
	MC_TRY(read_keys(&keys, records, learner));
	for (size_t i = 0; i < keys.count; i++) {
		bool is_shared = false;

		MC_TRY(is_of_others(&is_shared, records, keys.items[i], learner));
		if (is_shared || !mc_stored_has(store, keys.items[i]))
			continue;
		*removed += 1;
		if (!is_dry_run)
			MC_TRY(mc_stored_remove(store, keys.items[i]));
	}
	return NULL;
}
