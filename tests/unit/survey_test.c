/* SPDX-License-Identifier: MIT */
/* Which commit counts, which files, and since when: told by the names of git's objects. */
#include "batch/survey.h"

#include "base/vec.h"
#include "batch/survey_part.h"
#include "repos.h"

#define DAY_S 86400
#define MARCH_S INT64_C(1772323200) /* 2026-03-01 */

/* c DAY MESSAGE: commits everything, so many days after the first of March. */
#define WORKSPACE \
	"c() { export GIT_AUTHOR_DATE=\"@$((1772323200 + $1 * 86400)) +0000\"; " \
	"export GIT_COMMITTER_DATE=\"$GIT_AUTHOR_DATE\"; git add -A; git commit -q --allow-empty -m " \
	"\"$2\"; }; " \
	"git init -q -b main r; cd r; mkdir -p modules/m/sum modules/m/list; " \
	"printf 'start\\n' >modules/m/sum/sum.js; printf '{}' >modules/m/sum/exercise.json; c 0 start; "

#define SUM \
	"{\"schema\": \"migracode/exercise/v1\", \"id\": \"sum\", \"title\": {\"en\": \"Sum\"}, " \
	"\"submit\": [\"sum.js\"], \"tests\": [{\"id\": \"t\", \"title\": {\"en\": \"T\"}, \"kind\": " \
	"\"files\", \"present\": [\"sum.js\"], \"points\": 1}]}"
#define LIST \
	"{\"schema\": \"migracode/exercise/v1\", \"id\": \"list\", \"title\": {\"en\": \"List\"}, " \
	"\"submit\": [\"**\"], \"tests\": [{\"id\": \"t\", \"title\": {\"en\": \"T\"}, \"kind\": " \
	"\"git\", \"commits\": {\"min\": 1}, \"points\": 1}]}"

struct scene {
	struct mc_exercise *exercises[2];
	struct mc_survey_question questions[2];
	struct mc_survey_place place;
	struct mc_survey_answer answers[2];
	bool has_answers; /* false: code is of the error in place of them */
	enum mc_code code;
	size_t told;
	char *repo, *tip;
};

static struct mc_exercise *exercise_of(const char *dir, const char *id, const char *json, const char *starter)
{
	MC_AUTOTEXT script = mc_format("mkdir -p ex/%s/starter; cat >ex/%s/exercise.json <<'E'\n%s\nE\n%s",
				       id, id, json, starter);
	MC_AUTOTEXT folder = mc_format("%s/ex/%s", dir, id);
	struct mc_exercise *exercise = NULL;

	shell(dir, script);
	assert_ok(mc_exercise_open(&exercise, NULL, folder));
	return exercise;
}

static struct mc_err *take(void *context, size_t index, const struct mc_survey_answer *answers,
			   const struct mc_err *err)
{
	struct scene *scene = context;

	assert_int_equal(index, 0);
	scene->told++;
	scene->has_answers = !err;
	scene->code = err ? err->code : MC_E_USAGE;
	if (answers)
		memcpy(scene->answers, answers, sizeof(scene->answers));
	return NULL;
}

static void scene_open(struct scene *scene, const char *dir)
{
	*scene = (struct scene){ .exercises = {
					 exercise_of(dir, "sum", SUM,
						     "printf 'start\\n' >ex/sum/starter/sum.js"),
					 exercise_of(dir, "list", LIST, "rmdir ex/list/starter"),
				 } };
	for (size_t i = 0; i < 2; i++)
		scene->questions[i] = (struct mc_survey_question){ scene->exercises[i], MC_SURVEY_ALWAYS };
	scene->repo = mc_format("%s/r/.git", dir);
	scene->tip = shell_text(dir, "git -C r rev-parse -q --verify HEAD || :");
	scene->place = (struct mc_survey_place){
		.repo = scene->repo, .tip = scene->tip, .questions = scene->questions, .count = 2
	};
}

static void scene_release(struct scene *scene)
{
	mc_exercise_free(scene->exercises[0]);
	mc_exercise_free(scene->exercises[1]);
	free(scene->repo);
	free(scene->tip);
}

static void ask(struct scene *scene)
{
	const struct mc_survey survey = {
		.places = &scene->place, .count = 1, .jobs = 1, .done = take, .context = scene
	};

	scene->told = 0;
	assert_ok(mc_survey_run(&survey));
	assert_int_equal(scene->told, 1);
}

#define SCENE(name) \
	__attribute__((cleanup(scene_release))) struct scene name; \
	scene_open(&(name), dir_of(state))

static void is_commit(void **state, const char *hash, const char *revision)
{
	MC_AUTOTEXT script = mc_format("git -C r rev-parse %s", revision);
	MC_AUTOTEXT want = shell_text(dir_of(state), script);

	assert_string_equal(hash, want);
}

static void tells_since_when(void **state)
{
	shell(dir_of(state), WORKSPACE "echo 1 >modules/m/sum/sum.js; c 1 sum; echo x >other; c 2 other; "
				       "echo y >other; c 3 other");
	SCENE(scene);
	ask(&scene);
	assert_true(scene.has_answers);
	const struct mc_survey_answer *sum = &scene.answers[0];

	assert_int_equal(sum->state, MC_SURVEY_HANDED_IN);
	is_commit(state, sum->commit, "HEAD");
	is_commit(state, sum->since, "HEAD~2");
	assert_int_equal(sum->since_s, MARCH_S + DAY_S);
	assert_int_equal(sum->clock, MC_SURVEY_BY_COMMITTER);
	assert_int_equal(strlen(sum->digest), 64);
}

static void knows_the_starter_and_nothing(void **state)
{
	shell(dir_of(state), WORKSPACE "chmod +x modules/m/sum/sum.js; c 1 mode");
	SCENE(scene);
	ask(&scene);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_UNCHANGED);
	assert_string_equal(scene.answers[0].since, "");
	is_commit(state, scene.answers[0].commit, "HEAD");
	shell(dir_of(state),
	      "cd r; git rm -qr modules; mkdir sub; echo x >sub/sum.js; git add .; git commit -qm gone");
	scene_release(&scene);
	scene_open(&scene, dir_of(state));
	ask(&scene);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_NOTHING);
	is_commit(state, scene.answers[0].commit, "HEAD");
}

static void counts_by_the_deadline(void **state)
{
	shell(dir_of(state), WORKSPACE "for d in 1 2 3; do echo $d >modules/m/sum/sum.js; c $d sum; done");
	SCENE(scene);
	scene.questions[0].until_s = MARCH_S + 2 * DAY_S;
	ask(&scene);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_HANDED_IN);
	is_commit(state, scene.answers[0].commit, "HEAD~1");
	is_commit(state, scene.answers[0].since, "HEAD~1");
	scene.questions[0].until_s = MARCH_S + DAY_S / 2;
	ask(&scene);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_TOO_LATE);
	is_commit(state, scene.answers[0].since, "HEAD");
	scene.questions[0].until_s = MARCH_S - 1;
	ask(&scene);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_TOO_LATE);
	assert_int_equal(scene.answers[0].since_s, MARCH_S + 3 * DAY_S);
}

static void goes_back_through_other_work_and_back_again(void **state)
{
	shell(dir_of(state),
	      WORKSPACE "echo 1 >modules/m/sum/sum.js; c 1 one; echo 2 >modules/m/sum/sum.js; c 2 two; "
			"echo 1 >modules/m/sum/sum.js; c 3 back");
	SCENE(scene);
	ask(&scene);
	is_commit(state, scene.answers[0].since, "HEAD");
}

static void a_renamed_folder_is_the_same_work(void **state)
{
	shell(dir_of(state),
	      WORKSPACE "echo 1 >modules/m/sum/sum.js; c 1 sum; git mv modules/m modules/week1; c 2 move; "
			"git mv modules/week1/sum sum; c 3 move");
	SCENE(scene);
	ask(&scene);
	is_commit(state, scene.answers[0].since, "HEAD~2");
}

/* A commit that was made on the way home, with the clock of a laptop that lost its battery, or runs ahead. */
static void clocks_that_are_wrong(void **state)
{
	shell(dir_of(state), WORKSPACE "echo 1 >modules/m/sum/sum.js; c 9 ahead; echo x >x; c 2 right; "
				       "echo 2 >modules/m/sum/sum.js; c -20512 1970");
	SCENE(scene);
	scene.questions[0].until_s = MARCH_S + 3 * DAY_S;
	ask(&scene);
	/* Nobody knows when the last one was made: it counts. */
	is_commit(state, scene.answers[0].commit, "HEAD");
	assert_int_equal(scene.answers[0].since_s, 0);
	assert_int_equal(scene.answers[0].clock, MC_SURVEY_BY_NOBODY);
	const char *arrived[] = { scene.tip };
	const int64_t at_s[] = { MARCH_S + 4 * DAY_S };

	scene.place.arrival_commits = arrived;
	scene.place.arrivals = at_s;
	scene.place.arrival_count = 1;
	ask(&scene);
	/* It reached us after the deadline; the one before it says that the first clock ran ahead. */
	is_commit(state, scene.answers[0].commit, "HEAD~1");
	is_commit(state, scene.answers[0].since, "HEAD~2");
	assert_int_equal(scene.answers[0].since_s, MARCH_S + 2 * DAY_S);
	assert_int_equal(scene.answers[0].clock, MC_SURVEY_BY_NEXT);
	scene.place.uses_arrival = true;
	ask(&scene);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_TOO_LATE);
	assert_int_equal(scene.answers[0].since_s, MARCH_S + 4 * DAY_S);
	assert_int_equal(scene.answers[0].clock, MC_SURVEY_BY_ARRIVAL);
}

static void a_time_after_the_arrival_is_no_time(void **state)
{
	shell(dir_of(state), WORKSPACE "echo 1 >modules/m/sum/sum.js; c 400 future");
	SCENE(scene);
	const char *arrived[] = { scene.tip };
	const int64_t at_s[] = { MARCH_S + 5 * DAY_S };

	scene.place.arrival_commits = arrived;
	scene.place.arrivals = at_s;
	scene.place.arrival_count = 1;
	scene.questions[0].until_s = MARCH_S + 6 * DAY_S;
	ask(&scene);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_HANDED_IN);
	assert_int_equal(scene.answers[0].since_s, at_s[0]);
	assert_int_equal(scene.answers[0].clock, MC_SURVEY_BY_ARRIVAL);
}

/* 'git pull' makes a merge whose first parent is not what was fetched before. */
static void an_arrival_beside_the_line_counts_below_it(void **state)
{
	shell(dir_of(state),
	      WORKSPACE "echo 1 >modules/m/sum/sum.js; c 90 work; git branch seen; git checkout -q seen; "
			"echo s >s; c 91 seen; "
			"git checkout -q main; echo x >x; c 92 mine; git merge -q --no-ff -m merge seen");
	SCENE(scene);
	MC_AUTOTEXT seen = shell_text(dir_of(state), "git -C r rev-parse seen");
	const char *arrived[] = { seen, scene.tip };
	const int64_t at_s[] = { MARCH_S + 5 * DAY_S, MARCH_S + 8 * DAY_S };

	scene.place.arrival_commits = arrived;
	scene.place.arrivals = at_s;
	scene.place.arrival_count = 2;
	ask(&scene);
	is_commit(state, scene.answers[0].since, "HEAD~2");
	assert_int_equal(scene.answers[0].since_s, at_s[0]);
}

static void a_merge_is_when_the_work_came(void **state)
{
	shell(dir_of(state),
	      WORKSPACE "git checkout -qb work; echo 1 >modules/m/sum/sum.js; c 1 sum; "
			"git checkout -q main; echo x >x; c 2 x; "
			"export GIT_COMMITTER_DATE='1772582400 +0000'; git merge -q --no-ff -m merge work");
	SCENE(scene);
	ask(&scene);
	is_commit(state, scene.answers[0].since, "HEAD");
	assert_int_equal(scene.answers[0].since_s, MARCH_S + 3 * DAY_S);
}

/* Tests of kind git judge commits and branches, so those are part of what is handed in. */
static void history_is_part_of_some_digests(void **state)
{
	char before[MC_SURVEY_DIGEST], sum[MC_SURVEY_DIGEST];

	shell(dir_of(state),
	      WORKSPACE "echo 1 >modules/m/sum/sum.js; echo - >modules/m/list/list.md; c 1 both");
	SCENE(scene);
	ask(&scene);
	assert_int_equal(scene.answers[1].state, MC_SURVEY_HANDED_IN);
	memcpy(before, scene.answers[1].digest, sizeof(before));
	memcpy(sum, scene.answers[0].digest, sizeof(sum));
	shell(dir_of(state), "git -C r branch other HEAD~1");
	ask(&scene);
	assert_string_not_equal(scene.answers[1].digest, before);
	memcpy(before, scene.answers[1].digest, sizeof(before));
	shell(dir_of(state), "git -C r commit -q --allow-empty -m more");
	scene_release(&scene);
	scene_open(&scene, dir_of(state));
	ask(&scene);
	assert_string_not_equal(scene.answers[1].digest, before);
	assert_string_equal(scene.answers[0].digest, sum);
	is_commit(state, scene.answers[1].since, "HEAD~1");
}

static void digests_are_of_names_modes_and_contents(void **state)
{
	char digests[4][MC_SURVEY_DIGEST];
	static const char *const steps[] = {
		WORKSPACE "echo 1 >modules/m/sum/sum.js; c 1 one",
		"cd r; chmod +x modules/m/sum/sum.js; git commit -qam mode",
		"cd r; echo 2 >modules/m/sum/sum.js; git commit -qam two",
		"cd r; chmod -x modules/m/sum/sum.js; echo 1 >modules/m/sum/sum.js; "
		"git mv modules/m/sum sum; git commit -qam same; git gc -q"
	};

	for (size_t i = 0; i < MC_COUNT(steps); i++) {
		shell(dir_of(state), steps[i]);
		SCENE(scene);
		ask(&scene);
		memcpy(digests[i], scene.answers[0].digest, sizeof(digests[i]));
	}
	assert_string_not_equal(digests[0], digests[1]);
	assert_string_not_equal(digests[1], digests[2]);
	assert_string_equal(digests[0], digests[3]);
}

static void links_and_submodules_are_no_work(void **state)
{
	shell(dir_of(state), WORKSPACE
	      "rm modules/m/sum/sum.js; ln -s ../../../x modules/m/sum/sum.js; c 1 link; "
	      "git rm -q --cached modules/m/sum/exercise.json; "
	      "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),list; git commit -qm sub");
	SCENE(scene);
	ask(&scene);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_NOTHING);
}

static void an_empty_repository_has_nothing(void **state)
{
	shell(dir_of(state), "git init -q -b main r");
	SCENE(scene);
	ask(&scene);
	assert_true(scene.has_answers);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_NOTHING);
	assert_string_equal(scene.answers[0].commit, "");
}

static void long_histories_are_walked(void **state)
{
	shell(dir_of(state), WORKSPACE
	      "echo 1 >modules/m/sum/sum.js; c 1 sum; "
	      "{ for i in $(seq 10000); do printf 'commit refs/heads/main\\nmark :%d\\ncommitter S "
	      "<s@example.org> "
	      "%d +0000\\ndata 1\\nx\\nfrom %s\\nM 100644 inline o\\ndata %d\\n%s\\n' $i $((1772500000 + i)) "
	      "$([ $i = 1 ] && git rev-parse HEAD || echo :$((i - 1))) ${#i} $i; done; } | git "
	      "fast-import --quiet");
	SCENE(scene);
	scene.questions[0].until_s = MARCH_S + DAY_S;
	ask(&scene);
	assert_true(scene.has_answers);
	is_commit(state, scene.answers[0].since, "HEAD~10000");
	is_commit(state, scene.answers[0].commit, "HEAD~10000");
	scene.questions[0].until_s = MC_SURVEY_ALWAYS;
	ask(&scene);
	is_commit(state, scene.answers[0].commit, "HEAD");
	is_commit(state, scene.answers[0].since, "HEAD~10000");
}

static void a_cut_history_claims_no_time(void **state)
{
	shell(dir_of(state),
	      WORKSPACE "echo 1 >modules/m/sum/sum.js; c 1 sum; echo x >x; c 2 x; echo y >x; c 3 y; "
			"cd ..; mv r whole; git clone -q --depth 2 file://$PWD/whole r");
	SCENE(scene);
	ask(&scene);
	assert_true(scene.has_answers);
	is_commit(state, scene.answers[0].since, "HEAD~1");
	assert_int_equal(scene.answers[0].since_s, 0);
	scene.questions[0].until_s = MARCH_S + DAY_S;
	ask(&scene);
	assert_int_equal(scene.code, MC_E_LIMIT);
}

/* More than a grader reads: it will say so, and the survey only names what it is. */
static void too_much_is_still_handed_in(void **state)
{
	shell(dir_of(state), WORKSPACE
	      "b=$(git hash-object -w modules/m/sum/sum.js); d=$(for i in $(seq 25000); do printf '100644 "
	      "blob "
	      "%s\\tf%05d\\n' $b $i; done | git mktree); git read-tree --prefix=modules/m/list/big/ $d; "
	      "git commit -qm big");
	SCENE(scene);
	ask(&scene);
	assert_true(scene.has_answers);
	assert_int_equal(scene.answers[1].state, MC_SURVEY_HANDED_IN);
	assert_int_equal(scene.answers[0].state, MC_SURVEY_UNCHANGED);
	is_commit(state, scene.answers[1].since, "HEAD");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(tells_since_when),
		T(knows_the_starter_and_nothing),
		T(counts_by_the_deadline),
		T(goes_back_through_other_work_and_back_again),
		T(a_renamed_folder_is_the_same_work),
		T(clocks_that_are_wrong),
		T(a_time_after_the_arrival_is_no_time),
		T(an_arrival_beside_the_line_counts_below_it),
		T(a_merge_is_when_the_work_came),
		T(history_is_part_of_some_digests),
		T(digests_are_of_names_modes_and_contents),
		T(links_and_submodules_are_no_work),
		T(an_empty_repository_has_nothing),
		T(long_histories_are_walked),
		T(a_cut_history_claims_no_time),
		T(too_much_is_still_handed_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
