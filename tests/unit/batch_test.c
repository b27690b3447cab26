/* SPDX-License-Identifier: MIT */
#include "batch/batch.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch/toolchain.h"
#include "check.h"
#include "foreign/open.h"
#include "os/dir.h"
#include "os/file.h"
#include "repos.h"

/* ---- the store ---- */

static void test_a_key_changes_with_everything_that_decides(void **state)
{
	char a[MC_STORED_KEY], b[MC_STORED_KEY];
	static const char *const other[4][4] = {
		{ "S", "d", "t", "v" }, { "s", "D", "t", "v" }, { "s", "d", "T", "v" }, { "s", "d", "t", "V" }
	};

	(void)state;
	mc_stored_key(a, "s", "d", "t", "v");
	mc_stored_key(b, "s", "d", "t", "v");
	assert_string_equal(a, b);
	for (size_t i = 0; i < MC_COUNT(other); i++) {
		mc_stored_key(b, other[i][0], other[i][1], other[i][2], other[i][3]);
		assert_string_not_equal(a, b);
	}
}

/* A stored result of a key, which ends as rest says. */
static char *result_of(const char *key, const char *rest)
{
	return mc_format("{\"schema\":\"" MC_STORED_SCHEMA "\",\"key\":\"%s\",%s", key, rest);
}

static void test_the_first_writer_wins(void **state)
{
	MC_AUTOTEXT dir = mc_format("%s/results", dir_of(state));
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	char key[MC_STORED_KEY];
	bool is_first = false;

	mc_stored_key(key, "s", "d", "t", "v");
	MC_AUTOTEXT one = result_of(key, "\"n\":1}");
	MC_AUTOTEXT two = result_of(key, "\"n\":2}");

	assert_false(mc_stored_has(dir, key));
	assert_err(MC_E_NOTHING, mc_stored_read(&bytes, dir, key));
	assert_ok(mc_stored_write(&is_first, dir, key, mc_str(one)));
	assert_true(is_first && mc_stored_has(dir, key));
	assert_ok(mc_stored_write(&is_first, dir, key, mc_str(two)));
	assert_false(is_first);
	assert_ok(mc_stored_read(&bytes, dir, key));
	assert_string_equal(bytes.ptr, one);
	/* As NFS may tell it of a file that is one's own. */
	assert_ok(mc_stored_write(&is_first, dir, key, mc_str(one)));
	assert_true(is_first);
	assert_ok(mc_stored_remove(dir, key));
	assert_ok(mc_stored_remove(dir, key));
	assert_false(mc_stored_has(dir, key));
}

static void test_a_head_is_read_and_damage_is_named(void **state)
{
	static const char head_text[] = "\"verdict\":\"partial\",\"points\":1.5,\"max\":3,"
					"\"reason\":\"a \\\"b\\\"\",\"documents\":{}";
	MC_AUTOTEXT dir = mc_format("%s/results", dir_of(state));
	MC_AUTO(mc_stored_head) head = MC_STORED_HEAD_INIT;
	char key[MC_STORED_KEY];
	char other[MC_STORED_KEY];
	bool is_first;

	mc_stored_key(key, "s", "d", "t", "v");
	mc_stored_key(other, "s", "d", "t", "w");
	MC_AUTOTEXT rest = mc_format("%s}", head_text);
	MC_AUTOTEXT whole = result_of(key, rest);
	MC_AUTOTEXT others = result_of(other, rest);
	MC_AUTOTEXT cut = result_of(key, head_text);
	MC_AUTOTEXT short_of = result_of(key, "\"verdict\":\"pass\",\"points\":1}");
	MC_AUTOTEXT unknown = result_of(key, "\"verdict\":\"best\",\"points\":1,\"max\":1,\"reason\":\"\"}");
	const char *const damaged[] = { "", "{", "[]", others, cut, short_of, unknown };

	assert_ok(mc_stored_write(&is_first, dir, key, mc_str(whole)));
	assert_ok(mc_stored_read_head(&head, dir, key));
	assert_int_equal(head.verdict, MC_PARTIAL);
	assert_int_equal(head.points, 1500);
	assert_int_equal(head.max, 3000);
	assert_string_equal(head.reason.ptr, "a \"b\"");
	for (size_t i = 0; i < MC_COUNT(damaged); i++) {
		assert_ok(mc_stored_remove(dir, key));
		assert_ok(mc_stored_write(&is_first, dir, key, mc_str(damaged[i])));
		assert_err(MC_E_INPUT, mc_stored_read_head(&head, dir, key));
	}
}

/* A process that holds a claim until it is killed; it says over the pipe when it has it. */
static pid_t hold(const char *dir, const char *key)
{
	int ends[2];
	char said = 0;

	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();

	if (pid == 0) {
		struct mc_claims claims = MC_CLAIMS_INIT;
		MC_AUTOTEXT half = mc_format("%s/%.2s/%s.json.Ab12Cd", dir, key, key);
		MC_AUTOTEXT folder = mc_format("%s/%.2s", dir, key);

		mc_err_drop(mc_claims_open(&claims, dir));
		mc_err_drop(mc_file_make_dirs(folder));
		mc_err_drop(mc_file_write_atomic(half, "{", 1, 0600));
		said = mc_claims_take(&claims, key, false) ? 'y' : 'n';
		(void)!write(ends[1], &said, 1);
		for (;;)
			(void)pause();
	}
	assert_int_equal(read(ends[0], &said, 1), 1);
	assert_int_equal(said, 'y');
	(void)close(ends[0]);
	(void)close(ends[1]);
	return pid;
}

static void end(pid_t pid)
{
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void test_a_claim_ends_with_its_process(void **state)
{
	MC_AUTOTEXT dir = mc_format("%s/results", dir_of(state));
	struct mc_claims claims = MC_CLAIMS_INIT;
	char key[MC_STORED_KEY], other[MC_STORED_KEY];

	mc_stored_key(key, "s", "d", "t", "v");
	mc_stored_key(other, "s", "e", "t", "v");
	pid_t pid = hold(dir, key);

	assert_ok(mc_claims_open(&claims, dir));
	assert_false(mc_claims_take(&claims, key, false));
	assert_true(mc_claims_take(&claims, other, false));
	end(pid);
	assert_true(mc_claims_take(&claims, key, true));
	mc_claims_drop(&claims, key);
	mc_claims_release(&claims);
}

/* ---- batches ---- */

#define SCENE \
	"mkdir -p course/greet; cat >course/greet/exercise.json <<'JSON'\n" \
	"{\"schema\": \"migracode/exercise/v1\", \"id\": \"greet\", \"title\": {\"en\": \"Greet\"},\n" \
	" \"submit\": [\"greet.sh\"],\n" \
	" \"tests\": [{\"id\": \"says\", \"kind\": \"io\", \"run\": [\"sh\", \"greet.sh\"], \"stdin\": " \
	"\"Ana\\n\",\n" \
	"  \"stdout\": \"Hello Ana\"}],\n" \
	" \"wrong\": {}}\n" \
	"JSON\n" \
	"for n in 1 2 3 4 5 6; do git init -q -b main w; cd w; mkdir greet;\n" \
	"case $n in 5) echo 'echo no';; 6) echo 'no-such-program';; *) echo 'read -r x; echo \"Hello " \
	"$x\"';; esac >greet/greet.sh\n" \
	"[ $n -lt 4 ] || echo \"# $n\" >>greet/greet.sh\n" \
	"git add .; git commit -qm one; cd ..; git clone -q --bare w L$n.git; rm -rf w; done"

enum { ITEMS = 6, DISTINCT = 4 };

/* What is common to the tests: three of six submissions are the same. */
struct scene {
	char *store, *course, *repos[ITEMS];
	struct mc_exercise *exercise;
	struct mc_toolchain tools;
	struct mc_batch_exercise known;
	struct mc_batch_item items[ITEMS];
	struct mc_batch batch;
	size_t computed, answered, faults;
	enum mc_verdict verdicts[ITEMS];
};

static struct mc_err *count(void *context, const struct mc_batch_answer *answer)
{
	struct scene *scene = context;

	scene->answered++;
	scene->computed += answer->is_computed;
	scene->faults += answer->err != NULL;
	scene->verdicts[answer->index] = answer->verdict;
	if ((answer->verdict == MC_PASS) != (answer->reason[0] == '\0'))
		return mc_err_new(MC_E_IO, "what is no pass has a reason");
	return NULL;
}

static void open_scene(struct scene *scene, const char *dir)
{
	static const char *const langs[] = { "en", "es" };

	assert_int_equal(shell_status(dir, SCENE), 0);
	*scene = (struct scene){ .store = mc_format("%s/results", dir),
				 .course = mc_format("%s/course/greet", dir) };
	assert_ok(mc_spec_open(&scene->exercise, NULL, scene->course));
	assert_ok(mc_toolchain_find(&scene->tools, scene->exercise));
	scene->known = (struct mc_batch_exercise){ .dir = scene->course,
						   .id = "greet",
						   .spec = scene->exercise->hash,
						   .tools = scene->tools.fingerprint };
	for (size_t i = 0; i < ITEMS; i++) {
		struct mc_batch_item *item = &scene->items[i];

		scene->repos[i] = mc_format("%s/L%zu.git", dir, i + 1);
		*item = (struct mc_batch_item){ .name = "L", .repo = scene->repos[i], .commit = "main" };
		(void)snprintf(item->digest, sizeof(item->digest), "%zu", i < 3 ? 0 : i);
		mc_stored_key(item->key, scene->known.spec, item->digest, "t", "v");
	}
	scene->batch = (struct mc_batch){ .store = scene->store,
					  .exercises = &scene->known,
					  .exercise_count = 1,
					  .items = scene->items,
					  .count = ITEMS,
					  .langs = langs,
					  .lang_count = 2,
					  .jobs = 2,
					  .minimum = MC_PROTECT_NONE,
					  .takes_unverified = true,
					  .done = count,
					  .context = scene };
}

static void close_scene(struct scene *scene)
{
	for (size_t i = 0; i < ITEMS; i++)
		free(scene->repos[i]);
	free(scene->store);
	free(scene->course);
	mc_toolchain_release(&scene->tools);
	mc_exercise_free(scene->exercise);
}

static void run_again(struct scene *scene, size_t computed)
{
	scene->computed = scene->answered = scene->faults = 0;
	assert_ok(mc_batch_run(&scene->batch));
	assert_int_equal(scene->answered, ITEMS);
	assert_int_equal(scene->computed, computed);
	assert_int_equal(scene->faults, 0);
	assert_int_equal(scene->verdicts[0], MC_PASS);
	assert_int_equal(scene->verdicts[2], MC_PASS);
	assert_int_equal(scene->verdicts[4], MC_FAIL);
}

static void test_each_key_is_computed_once(void **state)
{
	struct scene scene;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_stored_tools) tools = MC_STORED_TOOLS_INIT;

	open_scene(&scene, dir_of(state));
	run_again(&scene, DISTINCT);
	run_again(&scene, 0);
	assert_ok(mc_stored_read_tools(&tools, scene.store, scene.items[0].key));
	assert_int_equal(tools.count, scene.tools.count);
	assert_string_equal(tools.items[0].name, "sh");
	assert_string_equal(tools.items[0].hash, scene.tools.items[0].hash);
	assert_ok(mc_stored_read(&bytes, scene.store, scene.items[5].key));
	assert_non_null(strstr(bytes.ptr, "\"documents\":{\"en\":{\"schema\":\"migracode/result/v1\""));
	assert_non_null(strstr(bytes.ptr, ",\"es\":{\"schema\":\"migracode/result/v1\""));
	assert_null(strstr(bytes.ptr, "L6"));
	close_scene(&scene);
}

static void test_what_is_damaged_is_computed_again(void **state)
{
	struct scene scene;
	bool is_first;

	open_scene(&scene, dir_of(state));
	run_again(&scene, DISTINCT);
	assert_ok(mc_stored_remove(scene.store, scene.items[4].key));
	assert_ok(mc_stored_write(&is_first, scene.store, scene.items[4].key, mc_str("{\"verdict\":")));
	run_again(&scene, 1);
	close_scene(&scene);
}

static void test_what_a_killed_run_left_is_taken_up(void **state)
{
	struct scene scene;
	MC_AUTO(mc_dir) files = MC_DIR_INIT;

	open_scene(&scene, dir_of(state));
	end(hold(scene.store, scene.items[3].key));
	run_again(&scene, DISTINCT);
	MC_AUTOTEXT folder = mc_format("%s/%.2s", scene.store, scene.items[3].key);

	assert_ok(mc_dir_read_files(&files, folder));
	assert_int_equal(files.count, 1);
	close_scene(&scene);
}

static void test_two_graders_share_the_work(void **state)
{
	struct scene scene;
	int ends[2];
	size_t theirs = 0;

	open_scene(&scene, dir_of(state));
	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();

	if (pid == 0) {
		mc_err_drop(mc_batch_run(&scene.batch));
		scene.computed += scene.answered == ITEMS ? 0 : 100;
		(void)!write(ends[1], &scene.computed, sizeof(scene.computed));
		_exit(0);
	}
	assert_ok(mc_batch_run(&scene.batch));
	assert_int_equal(read(ends[0], &theirs, sizeof(theirs)), sizeof(theirs));
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_int_equal(scene.answered, ITEMS);
	assert_int_equal(scene.computed + theirs, DISTINCT);
	close_scene(&scene);
}

static void test_what_is_ours_is_never_stored(void **state)
{
	struct scene scene;

	open_scene(&scene, dir_of(state));
	scene.items[5].repo = "no-such.git";
	assert_ok(mc_batch_run(&scene.batch));
	assert_int_equal(scene.answered, ITEMS);
	assert_int_equal(scene.faults, 1);
	assert_int_equal(scene.verdicts[5], MC_GRADER_ERROR);
	assert_false(mc_stored_has(scene.store, scene.items[5].key));
	/* A spec that is another one by now. */
	scene.known.spec = "another";
	scene.faults = 0;
	scene.items[5].repo = scene.repos[5];
	assert_ok(mc_batch_run(&scene.batch));
	assert_int_equal(scene.faults, 1);
	/* Programs that are other ones by now. */
	scene.known.spec = scene.exercise->hash;
	scene.known.tools = "another";
	scene.faults = 0;
	assert_ok(mc_batch_run(&scene.batch));
	assert_int_equal(scene.faults, 1);
	scene.batch.takes_unverified = false;
	assert_err(MC_E_INPUT, mc_batch_run(&scene.batch));
	close_scene(&scene);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		T(test_a_key_changes_with_everything_that_decides),
		T(test_the_first_writer_wins),
		T(test_a_head_is_read_and_damage_is_named),
		T(test_a_claim_ends_with_its_process),
		T(test_each_key_is_computed_once),
		T(test_what_is_damaged_is_computed_again),
		T(test_what_a_killed_run_left_is_taken_up),
		T(test_two_graders_share_the_work),
		T(test_what_is_ours_is_never_stored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
