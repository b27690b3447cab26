/* SPDX-License-Identifier: MIT */
#include "records/migrate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "ext/db_store.h"
#include "os/clock.h"
#include "os/file.h"
#include "records/schema.h"

void mc_migration_release(struct mc_migration *migration)
{
	free(migration->copy);
	*migration = (struct mc_migration)MC_MIGRATION_INIT;
}

/* An empty, private file gets the copy, and its name when it is whole. */
static struct mc_err *copy_file(struct mc_store *store, const char *path)
{
	MC_AUTOPTR(mc_query) query = NULL;
	MC_AUTOTEXT temporary = mc_format("%s" MC_MIGRATE_HALF, path);

	(void)unlink(temporary);
	MC_TRY(mc_file_write_new(temporary, "", 0, 0600));
	struct mc_err *err = mc_query_open(&query, store, "VACUUM INTO ?1");

	if (!err) {
		mc_query_bind_text(query, 1, temporary);
		err = mc_query_run(query);
	}
	if (!err && rename(temporary, path))
		err = mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
	if (err)
		(void)unlink(temporary);
	return err;
}

struct mc_err *mc_records_migrate(struct mc_migration *migration, const char *where, bool is_dry_run)
{
	MC_AUTOPTR(mc_store) store = NULL;
	MC_AUTO(mc_buf) now = MC_BUF_INIT;
	MC_AUTOTEXT copy = NULL;
	struct mc_schema_state state;

	MC_TRY(mc_store_open(&store, where, 0));
	MC_TRY(mc_schema_read(&state, store));
	MC_TRY(mc_schema_check(store, state.version));
	migration->from = state.version;
	migration->to = (int)mc_schema_step_count;
	if (state.is_complete || is_dry_run)
		return NULL;
	if (mc_store_engine(store) == MC_STORE_SQLITE) {
		copy = mc_format("%s" MC_MIGRATE_COPY "%d", where, migration->from);
		MC_TRY_AS(copy_file(store, copy), "%s",
			  _("the records were not changed, because no copy of them can be made"));
	}
	mc_time_add_ms(&now, mc_clock_unix_ms());
	MC_TRY(mc_schema_migrate(store, 0, now.ptr));
	migration->copy = MC_TAKE(copy);
	return NULL;
}
