/* SPDX-License-Identifier: MIT */
/* Repositories made to do harm: they run nothing, lead nowhere, and end. */
#include "repos.h"

static void refuses_what_leads_elsewhere(void **state)
{
	static const char *const places[] = { "worktree", "linked", "borrowed", "common", "objects", "pack" };
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	shell(dir_of(state), ONE_COMMIT
	      "git worktree add -q ../worktree; cd ..; mkdir linked; ln -s ../r/.git linked/.git; "
	      "git clone -q --shared r borrowed; cp -r r common; echo ../../r/.git >common/.git/commondir; "
	      "cp -r r objects; mv objects/.git/objects $PWD/away; ln -s \"$PWD/away\" objects/.git/objects; "
	      "cp -r r pack; git -C pack gc -q; mv pack/.git/objects/pack p; ln -s \"$PWD/p\" "
	      "pack/.git/objects/pack");
	for (size_t i = 0; i < MC_COUNT(places); i++)
		assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), places[i], NULL));
}

/* Each of these would make open() wait for ever. */
static void never_blocks(void **state)
{
	static const char *const places[] = { "head", "ref", "loose" };
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)alarm(20);
	shell(dir_of(state),
	      ONE_COMMIT "cd ..; for c in head ref loose config; do cp -r r $c; done; "
			 "rm head/.git/HEAD; mkfifo head/.git/HEAD; "
			 "rm ref/.git/refs/heads/main; mkfifo ref/.git/refs/heads/main; "
			 "d=$(ls -d loose/.git/objects/?? | head -n 1); mkfifo $d/fifo; "
			 "mkfifo fifo; printf '[include]\\n\\tpath = ../../fifo\\n' >>config/.git/config");
	for (size_t i = 0; i < MC_COUNT(places); i++)
		assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), places[i], NULL));
	assert_ok(read_place(&tree, dir_of(state), "config", NULL));
	assert_int_equal(tree.count, 3);
	(void)alarm(0);
}

static void runs_nothing_of_the_repository(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	shell(dir_of(state), ONE_COMMIT
	      "cd ..; e=\"touch $PWD/run; cat\"; cd r; git config filter.evil.smudge \"$e\"; "
	      "git config filter.evil.clean cat; git config core.pager \"$e\"; "
	      "echo '* filter=evil diff=evil' >.gitattributes; git config diff.evil.textconv \"$e\"; "
	      "git add .; git commit -qm evil; rm -f ../run; "
	      "for h in post-checkout pre-commit reference-transaction; do "
	      "printf '#!/bin/sh\\ntouch %s/run\\n' \"$(dirname \"$PWD\")\" >.git/hooks/$h; "
	      "chmod +x .git/hooks/$h; done");
	assert_ok(read_place(&tree, dir_of(state), "r", NULL));
	assert_true(has_file(&tree, "sum.js", "one\n"));
	shell(dir_of(state), "! test -e run");
}

static void skips_links_and_submodules(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	shell(dir_of(state),
	      ONE_COMMIT "ln -s /etc/passwd link; git add .; "
			 "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),sub; "
			 "git commit -qm links");
	assert_ok(read_place(&tree, dir_of(state), "r", NULL));
	assert_int_equal(tree.count, 3);
	assert_true(has_skip(&tree, "link", MC_SKIP_SYMLINK));
	assert_true(has_skip(&tree, "sub", MC_SKIP_SUBMODULE));
}

#define COMMIT_TREE "git update-ref refs/heads/main $(git commit-tree -m crafted $t)"

static void skips_names_that_no_folder_could_hold(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	/* mktree refuses nothing of this; its input is "mode SP type SP hash TAB name NUL". */
	shell(dir_of(state), ONE_COMMIT
	      "b=$(git rev-parse HEAD:sum.js); d=$(git rev-parse HEAD:a); l=$(printf '%0300d' 0); "
	      "t=$(printf '100644 blob %s\\t%s\\0' $b ok.js $b 'a\nb' $b .. $b $l $b OK.js $b "
	      "'back\\slash' $b both | "
	      "{ cat; printf '040000 tree %s\\t%s\\0' $d .git $d both $d .GIT; } | git mktree -z); "
	      "" COMMIT_TREE);
	assert_ok(read_place(&tree, dir_of(state), "r", NULL));
	assert_int_equal(tree.count, 4);
	assert_true(has_file(&tree, "ok.js", "one\n"));
	assert_true(has_file(&tree, "OK.js", "one\n"));
	assert_true(has_file(&tree, "back\\slash", "one\n"));
	assert_true(has_file(&tree, "both", "one\n"));
	assert_true(has_skip(&tree, "a?b", MC_SKIP_NAME));
	assert_true(has_skip(&tree, "..", MC_SKIP_NAME));
	assert_true(has_skip(&tree, ".git", MC_SKIP_NAME));
	assert_true(has_skip(&tree, ".GIT", MC_SKIP_NAME));
	assert_true(has_skip(&tree, "both/b/c.txt", MC_SKIP_NAME));
	assert_true(has_skip(&tree, "ok.js", MC_SKIP_CASE) || has_skip(&tree, "OK.js", MC_SKIP_CASE));
}

/* Ten folders in ten folders, twelve levels deep: a trillion files in thirteen small objects. */
static void ends_tree_bombs(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)alarm(20);
	shell(dir_of(state), ONE_COMMIT
	      "t=$(git rev-parse HEAD:a); for l in 1 2 3 4 5 6 7 8 9 10 11 12; do "
	      "t=$(for n in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\\t%s\\n' $t $n; done | git "
	      "mktree); done; " COMMIT_TREE
	      "; git branch bomb; t=$(git rev-parse bomb:0/0/0/0/0/0/0/0/0/0/0/0); "
	      "for l in $(seq 100); do t=$(printf '040000 tree %s\\td\\n' $t | git mktree); done; "
	      "" COMMIT_TREE);
	assert_err(MC_E_LIMIT, read_place(&tree, dir_of(state), "r", "bomb"));
	assert_err(MC_E_LIMIT, read_place(&tree, dir_of(state), "r", "main"));
	(void)alarm(0);
}

static void stops_at_the_limits_of_the_filter(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTOPTR(mc_repo) repo = NULL;
	struct mc_tree_filter small = everything, few = everything;

	small.max_bytes = 100 * 1024;
	few.max_files = 2;
	shell(dir_of(state), ONE_COMMIT "truncate -s 100K big; git add .; git commit -qm big");
	MC_AUTOTEXT place = mc_format("%s/r", dir_of(state));

	assert_ok(mc_repo_open(&repo, place, NULL));
	assert_err(MC_E_LIMIT, mc_repo_read_tree(&tree, NULL, repo, NULL, NULL, &small));
	assert_err(MC_E_LIMIT, mc_repo_read_tree(&tree, NULL, repo, NULL, NULL, &few));
	assert_ok(mc_repo_read_tree(&tree, NULL, repo, NULL, NULL, &everything));
	assert_int_equal(tree.total_bytes, 100 * 1024 + 4 + 4 + 10);
}

/* A tiny file packed as a delta of a huge one: unpacking it would need the memory of the huge one. */
static void refuses_deltas_that_explode(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	shell(dir_of(state),
	      ONE_COMMIT "truncate -s 250M small; truncate -s 9M big; printf x >>big; git add .; "
			 "git commit -qm pair; git rm -q --cached small; rm small; git commit -qm tail; "
			 "git repack -q -adf; "
			 "git verify-pack -v .git/objects/pack/*.idx | grep -q 'blob .* 1 [0-9a-f]*$'");
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "r", NULL));
}

static void refuses_damaged_objects(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	shell(dir_of(state), ONE_COMMIT
	      "cd ..; cp -r r gone; cd r; b=$(git rev-parse HEAD:sum.js); "
	      "o=$(echo two | git hash-object -w --stdin); p() { echo .git/objects/$(echo $1 | cut "
	      "-c1-2)/$(echo $1 | cut -c3-); }; "
	      "chmod u+w $(p $b); cat $(p $o) >$(p $b); rm -f ../gone/$(p $b)");
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "r", NULL));
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "gone", NULL));
}

/* libgit2 1.5 inflates a loose object without an end for ever; and it maps packed-refs of any size. */
static void gives_up_on_objects_without_end(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)alarm(60);
	shell(dir_of(state), ONE_COMMIT
	      "cd ..; cp -r r refs; cd r; o=$(git rev-parse HEAD:sum.js | sed 's|^..|&/|'); "
	      "chmod u+w .git/objects/$o; truncate -s 12 .git/objects/$o; cd ../refs; git pack-refs --all; "
	      "truncate -s 2G .git/packed-refs");
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "r", NULL));
	assert_err(MC_E_LIMIT, read_place(&tree, dir_of(state), "refs", NULL));
	(void)alarm(0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(refuses_what_leads_elsewhere),
		T(never_blocks),
		T(runs_nothing_of_the_repository),
		T(skips_links_and_submodules),
		T(skips_names_that_no_folder_could_hold),
		T(ends_tree_bombs),
		T(stops_at_the_limits_of_the_filter),
		T(refuses_deltas_that_explode),
		T(refuses_damaged_objects),
		T(gives_up_on_objects_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
