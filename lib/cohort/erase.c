/* SPDX-License-Identifier: MIT */
#include "cohort/erase.h"

#include <stdio.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cohort/day.h"
#include "cohort/keep.h"
#include "os/file.h"
#include "records/migrate.h"
#include "records/people.h"
#include "records/schema.h"

/* As the event has them: the tables that lose their rows about a learner. */
#define SCRUBBED_TABLES "[\"person\",\"person_key\",\"person_print\"]"

struct looking {
	struct mc_erasure *erasure;
	struct mc_records *records;
};

/* ---- looking ---- */

struct mc_err *mc_erasure_find(struct mc_erasure *erasure, struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT erased_on FROM learner WHERE school_id = ?1 AND learner_id = ?2"));
	mc_query_bind_text(query, 2, erasure->learner);
	MC_TRY(mc_query_step(&has_row, query));
	if (!has_row)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("there is no learner '%s'"), erasure->learner), "%s",
			_("'migracode learner list --cohort <id>' names the learners of a cohort"));
	const char *on = mc_query_text(query, 0);

	(void)snprintf(erasure->erased_on, sizeof(erasure->erased_on), "%s", on ? on : "");
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *count(int64_t *number, struct looking *l, const char *sql)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, l->records, sql));
	mc_query_bind_text(query, 2, l->erasure->learner);
	MC_TRY(mc_query_step(&has_row, query));
	*number = mc_query_int(query, 0);
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *look(void *context)
{
	struct looking *l = context;
	struct mc_erasure *erasure = l->erasure;

	MC_TRY(mc_erasure_find(erasure, l->records));
	MC_TRY(count(&erasure->has_key, l,
		     "SELECT count(*) FROM person_key WHERE school_id = ?1 AND learner_id = ?2"));
	MC_TRY(count(&erasure->parts, l,
		     "SELECT count(*) FROM person WHERE school_id = ?1 AND learner_id = ?2"));
	MC_TRY(count(&erasure->prints, l,
		     "SELECT count(*) FROM person_print WHERE school_id = ?1 AND learner_id = ?2"));
	MC_TRY(count(&erasure->enrolments, l,
		     "SELECT count(*) FROM enrolment WHERE school_id = ?1 AND learner_id = ?2"));
	return count(&erasure->events, l, "SELECT count(*) FROM event WHERE school_id = ?1 AND subject = ?2");
}

/* The name of the copy that was made when a step was the last one; NULL when there is none. */
static char *copy_before(struct mc_records *records, int step)
{
	const struct mc_store *store = mc_records_store(records);
	MC_AUTOTEXT path = mc_format("%s" MC_MIGRATE_COPY "%d", mc_store_name(store), step);

	return mc_store_engine(store) == MC_STORE_SQLITE && mc_file_is_regular(path) ? MC_TAKE(path) : NULL;
}

struct mc_err *mc_erasure_look(struct mc_erasure *erasure, struct mc_records *records)
{
	struct looking l = { erasure, records };

	erasure->copies = 0;
	for (int step = 1; step < (int)mc_schema_step_count; step++) {
		MC_AUTOTEXT path = copy_before(records, step);

		erasure->copies += path != NULL;
	}
	return mc_records_read(records, look, &l);
}

/* ---- erasing ---- */

static struct mc_err *erase(void *context)
{
	struct looking *l = context;
	struct mc_erasure *erasure = l->erasure;
	struct mc_fields fields;

	MC_TRY(look(l));
	MC_TRY(mc_people_erase(l->records, erasure->learner));
	if (erasure->erased_on[0])
		return NULL;
	mc_day_today(erasure->erased_on);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "on", erasure->erased_on);
	mc_fields_add_text(&fields, "basis", erasure->basis);
	mc_fields_add_json(&fields, "tables", SCRUBBED_TABLES);
	MC_TRY(mc_records_append(l->records, "learner.erased", erasure->learner, &fields));
	erasure->events++;
	return NULL;
}

static struct mc_err *erase_in_copy(const char *path, const char *school, const char *learner)
{
	static const char *const deletes[] = {
		"DELETE FROM person_key WHERE school_id = ?1 AND learner_id = ?2",
		"DELETE FROM person WHERE school_id = ?1 AND learner_id = ?2",
		"DELETE FROM person_print WHERE school_id = ?1 AND learner_id = ?2",
	};
	MC_AUTOPTR(mc_store) store = NULL;

	MC_TRY(mc_store_open(&store, path, 0));
	for (size_t i = 0; i < MC_COUNT(deletes); i++) {
		MC_AUTOPTR(mc_query) query = NULL;

		MC_TRY(mc_query_open(&query, store, deletes[i]));
		mc_query_bind_text(query, 1, school);
		mc_query_bind_text(query, 2, learner);
		MC_TRY(mc_query_run(query));
	}
	return mc_store_scrub(store, "");
}

static struct mc_err *erase_in_copies(const struct mc_erasure *erasure, struct mc_records *records)
{
	for (int step = 1; step < (int)mc_schema_step_count; step++) {
		MC_AUTOTEXT path = copy_before(records, step);
		MC_AUTOTEXT half = mc_format("%s" MC_MIGRATE_COPY "%d" MC_MIGRATE_HALF,
					     mc_store_name(mc_records_store(records)), step);

		(void)unlink(half);
		if (path)
			MC_TRY_AS(erase_in_copy(path, mc_records_school(records), erasure->learner), "%s",
				  _("the copy of older records still has the learner: delete it"));
	}
	return NULL;
}

struct mc_err *mc_erasure_do(struct mc_erasure *erasure, struct mc_records *records,
			     const struct mc_school *school)
{
	struct looking l = { erasure, records };

	MC_TRY(mc_erasure_look(erasure, records));
	if (mc_school_has_backups(school))
		MC_TRY(mc_people_unlock(records));
	MC_TRY(mc_records_write(records, erase, &l));
	MC_TRY_AS(mc_school_renew_ring(records, school), "%s",
		  _("the learner is erased, but not yet from the backups: run the same command again"));
	MC_TRY(erase_in_copies(erasure, records));
	return mc_err_hint(mc_people_scrub(records), "%s",
			   _("run the same command again: what was deleted may still lie in the files"));
}

struct mc_err *mc_erasure_refuse(struct mc_records *records, const char *learner)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT learner_id FROM learner WHERE school_id = ?1 AND learner_id = ?2"
				" AND erased_on IS NOT NULL"));
	mc_query_bind_text(query, 2, learner);
	MC_TRY(mc_query_step(&has_row, query));
	mc_query_reset(query);
	if (!has_row)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("the learner '%s' was erased: no name and no text can be kept"),
				      learner),
			   "%s", _("take the name out of the list; somebody who comes back gets a new id"));
}
