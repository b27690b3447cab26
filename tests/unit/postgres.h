/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_POSTGRES_H
#define MC_TESTS_POSTGRES_H

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "check.h"
#include "ext/db_store.h"

/* Databases for tests, in the server that MIGRACODE_TEST_POSTGRES names: a URL with "/postgres?" in it, as
 * tests/run.sh gives it. */

static inline const char *postgres_server(void)
{
	const char *url = getenv("MIGRACODE_TEST_POSTGRES");

	return url && *url ? url : NULL;
}

static inline void postgres_run(const char *verb, const char *name, const char *rest)
{
	MC_AUTOPTR(mc_store) store = NULL;
	MC_AUTOTEXT sql = mc_format("%s DATABASE %s%s", verb, name, rest);

	assert_ok(mc_store_open(&store, postgres_server(), 0));
	assert_ok(mc_store_exec(store, sql));
}

/* The URL of the database of that name; owned by the caller. */
static inline char *postgres_url(const char *name)
{
	const char *server = postgres_server();
	const char *at = strstr(server, "/postgres?");

	assert_non_null(at);
	return mc_format("%.*s/%s?%s", (int)(at - server), server, name, at + strlen("/postgres?"));
}

/* Makes a new, empty database, which no other test has. */
static inline char *postgres_new(const char *name)
{
	postgres_run("CREATE", name, "");
	return postgres_url(name);
}

/* Deletes it, whoever is still connected. */
static inline void postgres_delete(const char *name)
{
	postgres_run("DROP", name, " WITH (FORCE)");
}

#endif
