/* SPDX-License-Identifier: MIT */
#include "records/schema.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "ext/hash.h"
#include "records/tables.h"

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

/* Asked only after reading the steps has failed: mostly there is a table of them. */
static struct mc_err *explain(struct mc_store *store, struct mc_err *err)
{
	MC_AUTOPTR(mc_query) query = NULL;
	bool has_row = false;
	struct mc_err *second =
		mc_query_open(&query, store,
			      mc_store_engine(store) == MC_STORE_SQLITE
				      ? "SELECT name FROM sqlite_schema WHERE name = 'schema_migration'"
				      : "SELECT relname FROM pg_class WHERE relname = 'schema_migration'"
					" AND relnamespace = current_schema()::regnamespace");

	if (!second)
		second = mc_query_step(&has_row, query);
	if (second || has_row) {
		mc_err_drop(second);
		return err;
	}
	mc_err_drop(err);
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' holds no records of a school"),
				      mc_store_name(store)),
			   "%s", _("'migracode init school <folder>' makes new ones"));
}

struct mc_err *mc_schema_read(struct mc_schema_state *state, struct mc_store *store)
{
	MC_AUTOPTR(mc_query) query = NULL;
	struct mc_schema_state found = { 0 };
	bool has_row = false;
	struct mc_err *err = mc_query_open(&query, store,
					   "SELECT version, checksum FROM schema_migration ORDER BY version");

	if (err)
		return explain(store, err);
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
	struct mc_schema_state state = { 0 };

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

static const char *columns_of(enum mc_store_engine engine)
{
	if (engine == MC_STORE_SQLITE)
		return "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p"
		       " WHERE m.type = 'table'";
	return "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
	       " WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
	       " AND c.relnamespace = current_schema()::regnamespace";
}

/* Takes a column that is there off the list of those that are missing. */
static void strike_out(struct mc_tables *tables, const char *name, const char *column)
{
	for (size_t i = 0; i < tables->count; i++) {
		struct mc_table *table = &tables->items[i];

		if (strcmp(table->name, name) != 0)
			continue;
		for (size_t k = 0; k < table->column_count; k++) {
			if (!strcmp(table->columns[k], column))
				table->columns[k] = table->columns[--table->column_count];
		}
	}
}

static struct mc_err *strike_out_all(struct mc_tables *tables, struct mc_store *store)
{
	MC_AUTOPTR(mc_query) query = NULL;
	bool has_row = false;

	MC_TRY(mc_query_open(&query, store, columns_of(mc_store_engine(store))));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		strike_out(tables, mc_query_text(query, 0), mc_query_text(query, 1));
	}
}

struct mc_err *mc_schema_check(struct mc_store *store, int version)
{
	MC_AUTO(mc_tables) tables = MC_TABLES_INIT;

	mc_tables_read(&tables, version);
	MC_TRY(strike_out_all(&tables, store));
	for (size_t i = 0; i < tables.count; i++) {
		const struct mc_table *table = &tables.items[i];

		if (table->column_count > 0)
			return mc_err_hint(
				mc_err_new(MC_E_INPUT,
					   _("somebody changed the tables in '%s': '%s' has no column '%s'"),
					   mc_store_name(store), table->name, table->columns[0]),
				"%s", _("restore a backup: 'migracode restore'"));
	}
	return NULL;
}
