/* SPDX-License-Identifier: MIT */
#include "records/schema.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "ext/hash.h"

static void checksum(char hex[MC_HASH_HEX], const struct mc_schema_step *step)
{
	struct mc_hash hash;

	mc_hash_init(&hash);
	mc_hash_add_text(&hash, step->sql);
	mc_hash_add_text(&hash, step->sqlite);
	mc_hash_add_text(&hash, step->postgres);
	mc_hash_hex(hex, &hash);
}

static struct mc_err *is_altered(const struct mc_store *store, int version)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("step %d of the tables in '%s' is not the one that this "
					"program knows"),
				      version, mc_store_name(store)),
			   "%s", _("use the program that made the records, or restore a backup"));
}

static struct mc_err *check_step(struct mc_schema_state *state, const struct mc_store *store,
				 const struct mc_query *query)
{
	int version = (int)mc_query_int(query, 0);
	const char *sum = mc_query_text(query, 1);
	char hex[MC_HASH_HEX];

	if (version != state->version + 1)
		return is_altered(store, version);
	if ((size_t)version > mc_schema_step_count)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the records in '%s' were made by a newer program"),
					      mc_store_name(store)),
				   "%s", _("install the newest migracode"));
	checksum(hex, &mc_schema_steps[version - 1]);
	if (!sum || strcmp(sum, hex) != 0)
		return is_altered(store, version);
	state->version = version;
	return NULL;
}

/* On both engines, a table that is not there cannot be asked for without an error that ends a transaction. */
static const char table_of_steps[] = "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT NOT NULL "
				     "PRIMARY KEY, name TEXT NOT NULL,"
				     " checksum TEXT NOT NULL, applied_at TEXT NOT NULL)";

struct mc_err *mc_schema_read(struct mc_schema_state *state, struct mc_store *store)
{
	MC_AUTOPTR(mc_query) query = NULL;
	struct mc_schema_state found = { 0 };
	bool has_row = false;
	struct mc_err *err = mc_query_open(&query, store,
					   "SELECT version, checksum FROM schema_migration ORDER BY version");

	if (err)
		return mc_err_hint(mc_err_wrap(err, _("'%s' holds no records of a school"),
					       mc_store_name(store)),
				   "%s", _("'migracode init school <folder>' makes new ones"));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		MC_TRY(check_step(&found, store, query));
	}
	found.is_complete = (size_t)found.version == mc_schema_step_count;
	*state = found;
	return NULL;
}

/* ---- making the tables ---- */

struct doing {
	struct mc_store *store;
	const struct mc_schema_step *step;
	const char *at;
};

static struct mc_err *note_step(const struct doing *doing)
{
	MC_AUTOPTR(mc_query) query = NULL;
	char hex[MC_HASH_HEX];

	checksum(hex, doing->step);
	MC_TRY(mc_query_open(&query, doing->store,
			     "INSERT INTO schema_migration (version, name, checksum, applied_at)"
			     " VALUES (?1, ?2, ?3, ?4)"));
	mc_query_bind_int(query, 1, doing->step->version);
	mc_query_bind_text(query, 2, doing->step->name);
	mc_query_bind_text(query, 3, hex);
	mc_query_bind_text(query, 4, doing->at);
	return mc_query_run(query);
}

static struct mc_err *do_step(void *context)
{
	const struct doing *doing = context;
	const struct mc_schema_step *step = doing->step;
	bool is_sqlite = mc_store_engine(doing->store) == MC_STORE_SQLITE;
	const char *own = is_sqlite ? step->sqlite : step->postgres;

	MC_TRY(mc_store_exec(doing->store, step->sql));
	if (own)
		MC_TRY(mc_store_exec(doing->store, own));
	return note_step(doing);
}

struct mc_err *mc_schema_migrate(struct mc_store *store, int version, const char *at)
{
	struct mc_schema_state state;

	MC_TRY(mc_store_exec(store, table_of_steps));
	MC_TRY(mc_schema_read(&state, store));
	if (version == 0)
		version = (int)mc_schema_step_count;
	for (int next = state.version + 1; next <= version; next++) {
		struct doing doing = { store, &mc_schema_steps[next - 1], at };

		MC_TRY_AS(mc_store_write(store, "schema", do_step, &doing),
			  _("step %d of making the tables in '%s' failed"), next, mc_store_name(store));
	}
	return NULL;
}

/* ---- checking them ---- */

/* Every column by name: preparing fails where one is missing. */
static const char *const wanted[] = {
	"SELECT school_id, seq, at, actor, kind, subject, body, prev_hash, hash FROM event WHERE 1 = 0",
	"SELECT school_id, learner_id, part, sealed FROM person WHERE 1 = 0",
	"SELECT school_id, learner_id, sealed FROM person_key WHERE 1 = 0",
	"SELECT school_id, field, print, learner_id FROM person_print WHERE 1 = 0",
};

struct mc_err *mc_schema_check(struct mc_store *store)
{
	for (size_t i = 0; i < MC_COUNT(wanted); i++) {
		MC_AUTOPTR(mc_query) query = NULL;
		struct mc_err *err = mc_query_open(&query, store, wanted[i]);

		if (err)
			return mc_err_hint(mc_err_wrap(err, _("somebody changed the tables in '%s'"),
						       mc_store_name(store)),
					   "%s", _("restore a backup: 'migracode restore'"));
	}
	return NULL;
}
