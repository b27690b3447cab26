/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "ext/repo.h"

#include "os/scratch.h"
#include "shell.h"

#define ONE_COMMIT \
	"git init -q -b main r; cd r; printf 'one\\n' >sum.js; mkdir -p a/b; printf 'deep' >a/b/c.txt; " \
	"printf '#!/bin/sh\\n' >run.sh; chmod +x run.sh; git add .; git commit -qm first; "

static const struct mc_tree_filter everything = { .max_files = MC_TREE_MAX_FILES,
						  .max_bytes = MC_TREE_MAX_BYTES,
						  .max_skips = MC_TREE_MAX_SKIPS };

static int set_up(void **state)
{
	struct mc_scratch *scratch = mc_alloc_zero(1, sizeof(*scratch));

	assert_ok(mc_scratch_make(scratch, NULL));
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

static struct mc_err *read_place(struct mc_tree *tree, const char *dir, const char *name,
				 const char *revision)
{
	MC_AUTOPTR(mc_repo) repo = NULL;
	MC_AUTOTEXT place = mc_format("%s/%s", dir, name);

	MC_TRY(mc_repo_open(&repo, place, NULL));
	return mc_repo_read_tree(tree, NULL, repo, revision, NULL, &everything);
}

static bool has_file(const struct mc_tree *tree, const char *path, const char *content)
{
	const struct mc_tree_file *file = mc_tree_find(tree, path);

	return file && file->len == strlen(content) && !memcmp(file->data, content, file->len);
}

static bool has_skip(const struct mc_tree *tree, const char *path, const char *reason)
{
	for (size_t i = 0; i < tree->skip_count; i++) {
		if (!strcmp(tree->skips[i].path, path) && !strcmp(tree->skips[i].reason, reason))
			return true;
	}
	return false;
}

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
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(reads_files_and_hash),
		T(reads_below_and_filtered),
		T(finds_paths),
		T(takes_every_kind_of_revision),
		T(reads_every_shape_of_repository),
		T(finds_branches_of_the_origin),
		T(says_what_to_do_without_commits),
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
		T(knows_addresses),
		T(fetches_from_an_address),
		T(says_when_nobody_answers),
		T(keeps_passwords_out_of_messages),
		T(makes_a_repository),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
