/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "ext/db_store_engine.h"

struct mc_err *mc_store_open_postgres(struct mc_store **store, const char *url, unsigned flags)
{
	(void)store;
	(void)url;
	(void)flags;
	return mc_err_new(MC_E_UNSUPPORTED, "%s", _("PostgreSQL cannot be used yet"));
}
