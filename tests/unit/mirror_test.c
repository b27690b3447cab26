/* SPDX-License-Identifier: MIT */
/* The branches of a repository as its files say them, and the file beside a mirror. */
#include "repos.h"

#include "ext/repo_mirror.h"
#include "ext/repo_refs.h"
#include "mirror/mirror_part.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void reads_branches_as_git_has_them(void **state)
{
	MC_AUTO(mc_repo_refs) loose = MC_REPO_REFS_INIT;
	MC_AUTO(mc_repo_refs) packed = MC_REPO_REFS_INIT;
	MC_AUTO(mc_repo_refs) changed = MC_REPO_REFS_INIT;
	MC_AUTOTEXT path = mc_format("%s/r", dir_of(state));

	shell(dir_of(state), ONE_COMMIT "git branch a/b; git tag v1; git tag -am text v2; git branch z");
	assert_ok(mc_repo_refs_read(&loose, path, false));
	assert_int_equal(loose.count, 5);
	assert_string_equal(loose.head, "refs/heads/main");
	assert_string_equal(mc_repo_refs_find(&loose, "refs/heads/a/b"),
			    mc_repo_refs_find(&loose, "refs/heads/main"));
	assert_null(mc_repo_refs_find(&loose, "refs/heads/a"));
	shell(dir_of(state), "cd r; git pack-refs --all");
	assert_ok(mc_repo_refs_read(&packed, path, false));
	assert_string_equal(packed.digest, loose.digest);
	/* What lies loose beside the packed ones is newer. */
	shell(dir_of(state), "cd r; echo x >x; git add x; git commit -qm second");
	assert_ok(mc_repo_refs_read(&changed, path, false));
	assert_int_equal(changed.count, 5);
	assert_string_not_equal(changed.digest, loose.digest);
	assert_string_not_equal(mc_repo_refs_find(&changed, "refs/heads/main"),
				mc_repo_refs_find(&changed, "refs/heads/z"));
}

static void refuses_names_that_lead_elsewhere(void **state)
{
	static const char *const names[] = { "refs/heads/../x", "refs/heads/.x",  "refs/heads/x.lock",
					     "refs/heads/a b",	"refs/heads/",	  "refs/heads/a//b",
					     "refs/heads/a..b", "refs/remotes/x", "refs/heads/a\\b",
					     "../../x",		"HEAD",		  "refs/heads/x." };
	MC_AUTO(mc_repo_refs) refs = MC_REPO_REFS_INIT;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(names); i++)
		mc_repo_refs_add(&refs, mc_str(names[i]), mc_str(HASH_A));
	assert_int_equal(refs.count, 0);
	mc_repo_refs_add(&refs, mc_str("refs/heads/x"), mc_str("not a hash"));
	assert_int_equal(refs.count, 0);
	mc_repo_refs_add(&refs, mc_str("refs/heads/x"), mc_str(HASH_A));
	mc_repo_refs_add(&refs, mc_str("refs/heads/x"), mc_str(HASH_B));
	mc_repo_refs_finish(&refs);
	assert_int_equal(refs.count, 1);
	assert_string_equal(refs.items[0].hash, HASH_B);
}

static void knows_spellings_of_one_address(void **state)
{
	static const char *const same[] = { "https://host.example/Org/Name.git",
					    "https://host.example/org/name/", "git@host.example:org/name.git",
					    "ssh://git@host.example/org/name",
					    "https://user:word@HOST.example/org/name" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(same); i++) {
		MC_AUTOTEXT plain = mc_repo_plain_address(same[i]);

		assert_string_equal(plain, "host.example/org/name");
	}
	MC_AUTOTEXT other = mc_repo_plain_address("https://host.example/org/name2");

	assert_string_not_equal(other, "host.example/org/name");
}

static void tells_places_on_this_machine(void **state)
{
	MC_AUTOTEXT path = mc_repo_local_path("/a/b.git");
	MC_AUTOTEXT file = mc_repo_local_path("file:///a%20b");
	MC_AUTOTEXT far = mc_repo_local_path("https://host.example/a");

	(void)state;
	assert_string_equal(path, "/a/b.git");
	assert_string_equal(file, "/a b");
	assert_null(far);
}

static void keeps_what_is_known_of_a_mirror(void **state)
{
	static const struct mc_mirror_arrival arrivals[] = { { HASH_A, 1700000000 }, { HASH_B, 1700000500 } };
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const struct mc_mirror_state wanted = { .mirror = { .learner = "L1",
							    .branch = "main",
							    .tip = HASH_B,
							    .fetched_s = 1700000500,
							    .tried_s = 1700000900,
							    .fault = MC_E_NETWORK,
							    .reason = "the transfer broke off",
							    .arrivals = arrivals,
							    .arrival_count = 2,
							    .refs = HASH_A } };
	struct mc_mirror mirror;

	shell(dir_of(state), "mkdir mirrors");
	assert_ok(mc_mirror_write_state(&wanted, dir_of(state)));
	assert_ok(mc_mirror_read(&mirror, &arena, dir_of(state), "L1"));
	assert_false(mirror.is_there); /* its folder is gone */
	assert_string_equal(mirror.tip, HASH_B);
	assert_int_equal(mirror.fetched_s, 1700000500); /* the file is newer, but the last try failed */
	assert_int_equal(mirror.tried_s, 1700000900);
	assert_int_equal(mirror.fault, MC_E_NETWORK);
	assert_int_equal(mirror.arrival_count, 2);
	assert_int_equal(mirror.arrivals[0].at_s, 1700000000);
	shell(dir_of(state), "mkdir mirrors/L1.git; touch mirrors/L1.git/packed-refs");
	assert_ok(mc_mirror_read(&mirror, &arena, dir_of(state), "L1"));
	assert_true(mirror.is_there);
	assert_ok(mc_mirror_remove(dir_of(state), "L1"));
	shell(dir_of(state), "! test -e mirrors/L1.git; ! test -e mirrors/L1.json");
	assert_ok(mc_mirror_read(&mirror, &arena, dir_of(state), "L1"));
	assert_false(mirror.is_there);
	assert_int_equal(mirror.arrival_count, 0);
	assert_ok(mc_mirror_remove(dir_of(state), "L1"));
}

static void refuses_damaged_files_and_strange_ids(void **state)
{
	static const char *const texts[] = { "{",
					     "[]",
					     "{\"schema\":\"other\"}",
					     "{\"schema\":\"migracode/mirror/v1\",\"tip\":\"x\"}",
					     "{\"schema\":\"migracode/mirror/v1\",\"branch\":\"main\"}",
					     "{\"schema\":\"migracode/mirror/v1\",\"fault\":\"network\"}",
					     "{\"schema\":\"migracode/mirror/v1\",\"arrivals\":[{}]}",
					     "{\"schema\":\"migracode/mirror/v1\",\"fetched\":7}" };
	static const char *const ids[] = { "", "../x", ".x", "a/b" };
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_mirror mirror;

	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		struct mc_mirror_state parsed = { .mirror = { .refs = NULL } };

		assert_err(MC_E_INPUT, mc_mirror_parse(&parsed, &arena, texts[i], strlen(texts[i])));
	}
	for (size_t i = 0; i < MC_COUNT(ids); i++) {
		assert_err(MC_E_INPUT, mc_mirror_read(&mirror, &arena, dir_of(state), ids[i]));
		shell(dir_of(state), "mkdir -p mirrors");
		assert_err(MC_E_INPUT, mc_mirror_remove(dir_of(state), ids[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(reads_branches_as_git_has_them),  T(refuses_names_that_lead_elsewhere),
		T(knows_spellings_of_one_address),  T(tells_places_on_this_machine),
		T(keeps_what_is_known_of_a_mirror), T(refuses_damaged_files_and_strange_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
