/* SPDX-License-Identifier: MIT */
/* Files, revisions and addresses of repositories that mean no harm. */
#include "repos.h"

static void reads_files_and_hash(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTOPTR(mc_repo) repo = NULL;
	struct mc_repo_commit commit;

	shell(dir_of(state), ONE_COMMIT "echo changed >sum.js");
	MC_AUTOTEXT place = mc_format("%s/r", dir_of(state));
	MC_AUTOTEXT head = shell_text(place, "git rev-parse HEAD");

	assert_true(mc_repo_is_repo(place));
	assert_ok(mc_repo_open(&repo, place, NULL));
	assert_ok(mc_repo_read_tree(&tree, &commit, repo, NULL, NULL, &everything));
	MC_AUTOTEXT moment = shell_text(place, "git log -1 --format=%ct");

	assert_string_equal(commit.hash, head);
	assert_int_equal(commit.time_s, strtoll(moment, NULL, 10));
	assert_int_equal(tree.count, 3);
	assert_true(has_file(&tree, "sum.js", "one\n"));
	assert_true(has_file(&tree, "a/b/c.txt", "deep"));
	assert_true(mc_tree_find(&tree, "run.sh")->is_executable);
	assert_false(mc_tree_find(&tree, "sum.js")->is_executable);
}

static void reads_below_and_filtered(void **state)
{
	MC_AUTO(mc_tree) below = MC_TREE_INIT;
	MC_AUTO(mc_tree) filtered = MC_TREE_INIT;
	MC_AUTO(mc_tree) none = MC_TREE_INIT;
	MC_AUTOPTR(mc_repo) repo = NULL;
	const char *const globs[] = { "a/*/c.txt" };
	struct mc_tree_filter filter = everything;

	filter.globs = globs;
	filter.glob_count = 1;
	shell(dir_of(state), ONE_COMMIT);
	MC_AUTOTEXT place = mc_format("%s/r", dir_of(state));

	assert_ok(mc_repo_open(&repo, place, NULL));
	assert_ok(mc_repo_read_tree(&below, NULL, repo, "main", "a/b/", &everything));
	assert_int_equal(below.count, 1);
	assert_true(has_file(&below, "c.txt", "deep"));
	assert_ok(mc_repo_read_tree(&filtered, NULL, repo, NULL, NULL, &filter));
	assert_int_equal(filtered.count, 1);
	assert_true(has_file(&filtered, "a/b/c.txt", "deep"));
	assert_err(MC_E_INPUT, mc_repo_read_tree(&none, NULL, repo, NULL, "sum.js", &everything));
	assert_err(MC_E_INPUT, mc_repo_read_tree(&none, NULL, repo, NULL, "no/such", &everything));
}

static void finds_paths(void **state)
{
	MC_AUTOPTR(mc_repo) repo = NULL;
	enum mc_repo_kind kind;

	shell(dir_of(state), ONE_COMMIT "ln -s a link; git add .; git commit -qm link");
	MC_AUTOTEXT place = mc_format("%s/r", dir_of(state));

	assert_ok(mc_repo_open(&repo, place, NULL));
	assert_ok(mc_repo_find(&kind, repo, NULL, "a/b"));
	assert_int_equal(kind, MC_REPO_DIR);
	assert_ok(mc_repo_find(&kind, repo, NULL, "a/b/c.txt"));
	assert_int_equal(kind, MC_REPO_FILE);
	assert_ok(mc_repo_find(&kind, repo, NULL, "a/x"));
	assert_int_equal(kind, MC_REPO_NONE);
	assert_ok(mc_repo_find(&kind, repo, NULL, "link"));
	assert_int_equal(kind, MC_REPO_NONE);
	assert_err(MC_E_INPUT, mc_repo_find(&kind, repo, "nosuch", "a"));
}

static void takes_every_kind_of_revision(void **state)
{
	static const char *const revisions[] = { "main", "other", "v1", "v2", "HEAD~1", "HEAD" };

	shell(dir_of(state), ONE_COMMIT "git tag v1; git tag -a v2 -m annotated; git branch other; "
					"echo two >sum.js; git commit -qam second");
	MC_AUTOTEXT place = mc_format("%s/r", dir_of(state));
	MC_AUTOTEXT shorter = shell_text(place, "git rev-parse --short HEAD~1");

	for (size_t i = 0; i < MC_COUNT(revisions); i++) {
		MC_AUTO(mc_tree) tree = MC_TREE_INIT;
		bool is_new = !strcmp(revisions[i], "main") || !strcmp(revisions[i], "HEAD");

		assert_ok(read_place(&tree, dir_of(state), "r", revisions[i]));
		assert_true(has_file(&tree, "sum.js", is_new ? "two\n" : "one\n"));
	}
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	assert_ok(read_place(&tree, dir_of(state), "r", shorter));
	assert_true(has_file(&tree, "sum.js", "one\n"));
	mc_tree_release(&tree);
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "r", "v3"));
	assert_err(MC_E_INPUT,
		   read_place(&tree, dir_of(state), "r", "0123456789012345678901234567890123456789"));
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "r", "HEAD:sum.js"));
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "r", "^{"));
}

static void reads_every_shape_of_repository(void **state)
{
	static const char *const shapes[] = { "r", "bare.git", "packed", "shallow", "detached", "clone" };

	shell(dir_of(state),
	      ONE_COMMIT "cd ..; git clone -q --bare r bare.git; git clone -q r packed; "
			 "git -C packed gc -q; git -C packed pack-refs --all; "
			 "git clone -q --depth 1 \"file://$PWD/r\" shallow; git clone -q r detached; "
			 "git -C detached checkout -q --detach; git clone -q r clone");
	for (size_t i = 0; i < MC_COUNT(shapes); i++) {
		MC_AUTO(mc_tree) tree = MC_TREE_INIT;

		assert_ok(read_place(&tree, dir_of(state), shapes[i], NULL));
		assert_true(has_file(&tree, "a/b/c.txt", "deep"));
	}
	MC_AUTO(mc_tree) by_url = MC_TREE_INIT;
	MC_AUTOPTR(mc_repo) repo = NULL;
	MC_AUTOTEXT url = mc_format("file://%s/%%72", dir_of(state));

	assert_ok(mc_repo_open(&repo, url, NULL));
	assert_ok(mc_repo_read_tree(&by_url, NULL, repo, NULL, NULL, &everything));
	assert_true(has_file(&by_url, "sum.js", "one\n"));
}

static void finds_branches_of_the_origin(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	shell(dir_of(state), ONE_COMMIT "git checkout -qb feature; echo f >f; git add .; git commit -qm f; "
					"git checkout -q main; cd ..; git clone -q r clone");
	assert_ok(read_place(&tree, dir_of(state), "clone", "feature"));
	assert_true(has_file(&tree, "f", "f\n"));
}

static void says_what_to_do_without_commits(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	shell(dir_of(state),
	      "git init -q empty; git init -q -b master other; cd other; git checkout -qb work; "
	      "echo x >x; git add .; git commit -qm x; git symbolic-ref HEAD refs/heads/main; mkdir "
	      "../plain");
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "empty", NULL));
	struct mc_err *err = read_place(&tree, dir_of(state), "other", NULL);

	assert_non_null(err);
	assert_non_null(strstr(err->hint, "--commit work"));
	mc_err_free(err);
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "plain", NULL));
	assert_err(MC_E_INPUT, read_place(&tree, dir_of(state), "nosuch", NULL));
}

static void knows_addresses(void **state)
{
	(void)state;
	assert_true(mc_repo_is_url("https://example.org/a.git"));
	assert_true(mc_repo_is_url("git@example.org:a/b.git"));
	assert_true(mc_repo_is_url("ssh://git@example.org/a"));
	assert_false(mc_repo_is_url("students/a@b"));
	assert_false(mc_repo_is_url("./a@b:c"));
	assert_false(mc_repo_is_url("C:/work"));
	assert_false(mc_repo_is_url("plain"));
}

static bool count_step(void *context, const struct mc_repo_progress *progress)
{
	(void)progress;
	++*(unsigned *)context;
	return true;
}

static bool stop_at_once(void *context, const struct mc_repo_progress *progress)
{
	(void)context;
	(void)progress;
	return false;
}

static void fetches_from_an_address(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTOPTR(mc_repo) repo = NULL;
	unsigned steps = 0;
	unsigned port = 20000 + (unsigned)getpid() % 20000;
	MC_AUTOTEXT url = mc_format("git://127.0.0.1:%u/r", port);
	MC_AUTOTEXT script =
		mc_format("git daemon --base-path=. --export-all --listen=127.0.0.1 --port=%u --detach "
			  "--pid-file=$PWD/pid . && for i in 1 2 3 4 5 6 7 8 9 10; do "
			  "git ls-remote %s >/dev/null 2>&1 && exit 0; sleep 0.1; done; exit 1",
			  port, url);

	shell(dir_of(state), ONE_COMMIT
	      "git tag v1; git checkout -qb feature; echo f >f; git add .; git commit -qm f; git checkout "
	      "-q main");
	if (shell_status(dir_of(state), script) != 0)
		skip(); /* no git daemon, or no loopback */
	struct mc_err *err = mc_repo_open(&repo, url, &(struct mc_repo_watch){ count_step, &steps });

	if (!err)
		err = mc_repo_read_tree(&tree, NULL, repo, "feature", NULL, &everything);
	MC_AUTOTEXT missing = mc_format("%s/../nosuch", url);
	MC_AUTOPTR(mc_repo) none = NULL;
	struct mc_err *absent = mc_repo_open(&none, missing, NULL);
	struct mc_err *stopped = mc_repo_open(&none, url, &(struct mc_repo_watch){ stop_at_once, NULL });

	shell(dir_of(state), "kill $(cat pid)");
	assert_ok(err);
	assert_true(steps > 0);
	assert_true(has_file(&tree, "f", "f\n"));
	assert_err(MC_E_NETWORK, absent);
	assert_err(MC_E_INTERRUPTED, stopped);
	mc_tree_release(&tree);
	assert_ok(mc_repo_read_tree(&tree, NULL, repo, NULL, NULL, &everything));
	assert_int_equal(tree.count, 3);
}

static void says_when_nobody_answers(void **state)
{
	MC_AUTOPTR(mc_repo) repo = NULL;

	(void)state;
	assert_err(MC_E_NETWORK, mc_repo_open(&repo, "git://127.0.0.1:1/x", NULL));
	assert_err(MC_E_NETWORK, mc_repo_open(&repo, "https://127.0.0.1:1/x.git", NULL));
}

static void keeps_passwords_out_of_messages(void **state)
{
	MC_AUTOPTR(mc_repo) repo = NULL;

	(void)state;
	struct mc_err *err = mc_repo_open(&repo, "https://user:secret@127.0.0.1:1/x.git", NULL);

	assert_non_null(err);
	assert_null(strstr(err->msg, "secret"));
	assert_non_null(strstr(err->msg, "https://user@127.0.0.1:1/x.git"));
	mc_err_free(err);
}

static void makes_a_repository(void **state)
{
	shell(dir_of(state),
	      "mkdir new; cd new; echo 'out/' >.gitignore; mkdir out src; echo o >out/o; echo s >src/s; "
	      "printf '#!/bin/sh\\n' >go; chmod +x go");
	MC_AUTOTEXT place = mc_format("%s/new", dir_of(state));

	(void)setenv("GIT_AUTHOR_NAME", "Sample Teacher", 1);
	assert_ok(mc_repo_init_commit(place, "Start\n"));
	MC_AUTOTEXT shown =
		shell_text(place, "git log --format='%an|%s|%D'; git ls-tree -r HEAD | cut -c1-6,53-; "
				  "git status --porcelain | grep -v shell_text || true; git fsck 2>&1");

	assert_string_equal(shown, "Sample Teacher|Start|HEAD -> main\n"
				   "100644\t.gitignore\n100755\tgo\n100644\tsrc/s");
	assert_err(MC_E_INPUT, mc_repo_init_commit(place, "Again\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(reads_files_and_hash),
		T(reads_below_and_filtered),
		T(finds_paths),
		T(takes_every_kind_of_revision),
		T(reads_every_shape_of_repository),
		T(finds_branches_of_the_origin),
		T(says_what_to_do_without_commits),
		T(knows_addresses),
		T(fetches_from_an_address),
		T(says_when_nobody_answers),
		T(keeps_passwords_out_of_messages),
		T(makes_a_repository),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
