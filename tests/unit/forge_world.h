/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_FORGE_WORLD_H
#define MC_TESTS_FORGE_WORLD_H

/* A host with the repositories that the tests of lib/forge ask for. */
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "check.h"
#include "forge/forge.h"
#include "shell.h"
#include "temp.h"
/* needs those above */
#include "forge_host.h"

static const char token[] = "s3cret-t0ken";

#define REPOS \
	"\"orgs\": [\"school\"], \"users\": {\"amal\": 7}, \"repos\": {" \
	"\"school/js\": {\"private\": true}, \"school/js-amal\": {\"pulls\": [{\"number\": 4, \"title\": " \
	"\"Feedback\", " \
	"\"head\": \"main\", \"base\": \"start\"}, {\"number\": 5, \"title\": \"Work\", \"head\": \"w\", " \
	"\"base\": \"main\"}]}, " \
	"\"school/old\": {\"archived\": true, \"branches\": {}}, \"amal/js\": {\"fork_of\": " \
	"\"school/js\"}, " \
	"\"badr/js\": {\"fork_of\": \"school/js\"}}"

static const char *const kinds[] = { "github", "gitlab", "forgejo" };

static inline struct mc_forge_config quick(void)
{
	struct mc_forge_config config = MC_FORGE_CONFIG;

	config.first_wait_ms = 10;
	config.http.total_ms = 20000;
	return config;
}

static inline struct forge_host start(const char *kind, const char *faults)
{
	MC_AUTOTEXT world =
		mc_format("{\"kind\": \"%s\", \"token\": \"%s\", \"page\": 2, " REPOS ", \"faults\": [%s]}",
			  kind, token, faults);

	(void)setenv("MIGRACODE_TOKEN", token, 1);
	return forge_host_start(world);
}

/* A client for a path, whose kind is asked. */
static inline struct mc_forge *client(const struct forge_host *host, const char *path)
{
	MC_AUTOTEXT address = mc_format("%s/%s", host->origin, path);
	struct mc_forge_config config = quick();
	struct mc_forge *forge = NULL;

	assert_ok(mc_forge_open(&forge, address, &config));
	return forge;
}

static inline size_t lines_with(const char *text)
{
	MC_AUTOTEXT script = mc_format("grep -cF '%s' log || :", text);
	MC_AUTOTEXT count = shell_text(".", script);

	return strtoul(count, NULL, 10);
}

#define WITH_HOST(test) cmocka_unit_test_setup_teardown(test, temp_enter, temp_leave)

#endif
