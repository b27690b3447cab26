/* SPDX-License-Identifier: MIT */
/* Which programs an exercise needs, and that another program is noticed. */
#include "batch/toolchain.h"

#include "check.h"

#include "base/buf.h"
#include "batch/toolchain_part.h"
#include "grade/script.h"
#include "os/scratch.h"
#include "shell.h"

static int set_up(void **state)
{
	struct mc_scratch *scratch = mc_alloc_zero(1, sizeof(*scratch));

	assert_ok(mc_scratch_make(scratch, NULL));
	MC_AUTOTEXT cache = mc_format("%s/cache", scratch->path);
	MC_AUTOTEXT packages = mc_format("%s/node_modules", scratch->path);

	assert_int_equal(setenv("XDG_CACHE_HOME", cache, 1), 0);
	assert_int_equal(setenv("MIGRACODE_NODE_MODULES", packages, 1), 0);
	shell(scratch->path,
	      "mkdir -p node_modules/.bin node_modules/checkit ex/tests cache; chmod 755 . node_modules; "
	      "echo '{\"version\": \"1.0.0\"}' >node_modules/checkit/package.json; "
	      "printf '#!/usr/bin/env perl\\none\\n' >node_modules/checkit/cli; chmod +x "
	      "node_modules/checkit/cli; "
	      "ln -s ../checkit/cli node_modules/.bin/checkit");
	*state = scratch;
	return 0;
}

static int tear_down(void **state)
{
	mc_scratch_release(*state);
	free(*state);
	return 0;
}

static const char *dir_of(void **state)
{
	return ((const struct mc_scratch *)*state)->path;
}

/* Finds the programs of an exercise with these keys. */
static void find(struct mc_toolchain *tools, void **state, const char *build, const char *tests)
{
	MC_AUTOTEXT text = mc_format(
		"{\"schema\": \"migracode/exercise/v1\", \"id\": \"ex\", \"title\": {\"en\": \"E\"}, "
		"\"submit\": [\"a.c\"], %s\"tests\": [%s]}",
		build, tests);
	MC_AUTOTEXT dir = mc_format("%s/ex", dir_of(state));
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	mc_toolchain_release(tools);
	assert_ok(mc_exercise_parse(&exercise, NULL, dir, text, strlen(text)));
	assert_ok(mc_toolchain_find(tools, exercise));
}

#define IO(run) \
	"{\"id\": \"t\", \"title\": {\"en\": \"T\"}, \"kind\": \"io\", \"points\": 1, \"stdout\": \"x\", " \
	"\"run\": " run "}"

static void has(const struct mc_toolchain *tools, const char *names)
{
	MC_AUTO(mc_buf) found = MC_BUF_INIT;

	for (size_t i = 0; i < tools->count; i++)
		mc_buf_addf(&found, "%s%s", i ? " " : "", tools->items[i].name);
	assert_string_equal(found.ptr, names);
}

static void finds_what_is_started(void **state)
{
	MC_AUTO(mc_toolchain) tools = MC_TOOLCHAIN_INIT;

	find(&tools, state, "\"build\": {\"run\": [\"gcc\", \"-o\", \"a\", \"a.c\"]}, ", IO("[\"./a\"]"));
	has(&tools, "gcc");
	assert_int_equal(strlen(tools.items[0].hash), 64);
	assert_int_equal(*tools.items[0].path, '/');
	find(&tools, state, "", IO("\"sort <a.c | uniq >b; if test -s b; then cat 'b c'; fi\""));
	has(&tools, "cat sh sort test uniq");
	find(&tools, state, "", IO("[\"timeout\", \"-s\", \"5\", \"perl\", \"a\"]"));
	has(&tools, "perl timeout");
	find(&tools, state, "", IO("[\"no-such-program\"]"));
	has(&tools, "no-such-program");
	assert_null(tools.items[0].path);
	assert_string_equal(tools.items[0].hash, "");
}

static void looks_into_scripts_of_the_exercise(void **state)
{
	MC_AUTO(mc_toolchain) tools = MC_TOOLCHAIN_INIT;

	shell(dir_of(state), "printf '#!/bin/sh\\n# not head\\nsort a.c | ./tests/b.pl\\n' >ex/tests/a.sh; "
			     "printf '#!/usr/bin/env -S perl -w\\n' >ex/tests/b.pl");
	find(&tools, state, "", IO("[\"./tests/a.sh\"]"));
	has(&tools, "/bin/sh perl sort");
	find(&tools, state, "", IO("[\"bash\", \"tests/a.sh\"]"));
	has(&tools, "/bin/sh bash perl sort");
}

static void another_program_is_another_fingerprint(void **state)
{
	MC_AUTO(mc_toolchain) before = MC_TOOLCHAIN_INIT;
	MC_AUTO(mc_toolchain) after = MC_TOOLCHAIN_INIT;
	static const char *const changes[] = {
		"printf '#!/usr/bin/env perl\\ntwo\\n' >node_modules/checkit/cli",
		"echo '{\"version\": \"1.0.1\"}' >node_modules/checkit/package.json",
	};

	find(&before, state, "", IO("[\"checkit\", \"a.c\"]"));
	has(&before, "checkit perl");
	find(&after, state, "", IO("[\"checkit\", \"a.c\"]"));
	assert_string_equal(after.fingerprint, before.fingerprint);
	for (size_t i = 0; i < MC_COUNT(changes); i++) {
		shell(dir_of(state), changes[i]);
		find(&after, state, "", IO("[\"checkit\", \"a.c\"]"));
		assert_string_not_equal(after.fingerprint, before.fingerprint);
		assert_string_not_equal(after.items[0].hash, before.items[0].hash);
		assert_string_equal(after.items[1].hash, before.items[1].hash);
		find(&before, state, "", IO("[\"checkit\", \"a.c\"]"));
	}
	/* The same tools in another place are the same. */
	shell(dir_of(state), "mv node_modules moved");
	MC_AUTOTEXT moved = mc_format("%s/moved", dir_of(state));

	assert_int_equal(setenv("MIGRACODE_NODE_MODULES", moved, 1), 0);
	find(&after, state, "", IO("[\"checkit\", \"a.c\"]"));
	assert_string_not_equal(after.items[0].path, before.items[0].path);
}

static void packages_that_tests_import_count(void **state)
{
	MC_AUTO(mc_toolchain) before = MC_TOOLCHAIN_INIT;
	MC_AUTO(mc_toolchain) after = MC_TOOLCHAIN_INIT;

	shell(dir_of(state), "echo \"const c = require('checkit');\" >ex/tests/a.test.js");
	find(&before, state, "", IO("[\"perl\", \"a.c\"]"));
	has(&before, "npm:checkit perl");
	shell(dir_of(state), "echo '{\"version\": \"2.0.0\"}' >node_modules/checkit/package.json");
	find(&after, state, "", IO("[\"perl\", \"a.c\"]"));
	assert_string_not_equal(after.fingerprint, before.fingerprint);
}

/* What was hashed is remembered; a damaged memory is none. */
static void remembers_hashes(void **state)
{
	MC_AUTOTEXT path = mc_format("%s/tool", dir_of(state));
	char first[MC_HASH_HEX], again[MC_HASH_HEX];

	shell(dir_of(state),
	      "cp /bin/sh tool; touch -d '2020-01-01' tool; mkdir -p cache/migracode; sleep 2.1");
	assert_ok(mc_toolchain_hash(first, path));
	shell(dir_of(state),
	      "test $(ls cache/migracode/tools | wc -l) = 1; for f in cache/migracode/tools/*; do "
	      "tr 0-9a-f a-f0-9 <$f >x; cat x >$f; done");
	assert_ok(mc_toolchain_hash(again, path));
	assert_string_not_equal(first, again); /* it was not read again */
	shell(dir_of(state), "for f in cache/migracode/tools/*; do echo damaged >$f; done");
	assert_ok(mc_toolchain_hash(again, path));
	assert_string_equal(first, again);
	assert_err(MC_E_IO, mc_toolchain_hash(again, "/no/such/file"));
}

static void reads_first_lines(void **state)
{
	static const struct {
		const char *text, *name;
	} cases[] = {
		{ "#!/bin/sh\n", "/bin/sh" },
		{ "#! /usr/bin/env node\n", "node" },
		{ "#!/usr/bin/env -S A=b python3 -u\r\n", "python3" },
		{ "#!/usr/bin/python3", "/usr/bin/python3" },
		{ "#!\n", "" },
		{ "#!/usr/bin/env\n", "" },
		{ "\x7f"
		  "ELF",
		  "" },
		{ "", "" },
	};
	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_buf) name = MC_BUF_INIT;

		assert_int_equal(mc_toolchain_shebang(&name, mc_str(cases[i].text)), *cases[i].name != '\0');
		assert_string_equal(name.len ? name.ptr : "", cases[i].name);
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(finds_what_is_started),
		T(looks_into_scripts_of_the_exercise),
		T(another_program_is_another_fingerprint),
		T(packages_that_tests_import_count),
		T(remembers_hashes),
		cmocka_unit_test(reads_first_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
