/* SPDX-License-Identifier: MIT */
/* Repositories that are broken or made to do harm cost their own answer and nobody else's. */
#include "batch/survey.h"

#include "batch/survey_part.h"
#include "repos.h"

#define EXERCISE \
	"{\"schema\": \"migracode/exercise/v1\", \"id\": \"sum\", \"title\": {\"en\": \"Sum\"}, " \
	"\"submit\": " \
	"[\"**\"], \"tests\": [{\"id\": \"t\", \"title\": {\"en\": \"T\"}, \"kind\": \"files\", " \
	"\"present\": " \
	"[\"sum.js\"], \"points\": 1}]}"

enum { MOST = 8 };

struct seen {
	size_t told[MOST];
	bool has_answer[MOST];
	enum mc_code code[MOST];
	struct mc_survey_answer answers[MOST];
};

static struct mc_err *take(void *context, size_t index, const struct mc_survey_answer *answers,
			   const struct mc_err *err)
{
	struct seen *seen = context;

	seen->told[index]++;
	seen->has_answer[index] = answers != NULL;
	if (answers)
		seen->answers[index] = answers[0];
	else
		seen->code[index] = err->code;
	return NULL;
}

/* Asks about the repositories with these names in dir, each with its HEAD or, where there is none, a hash. */
static void ask(struct seen *seen, void **state, const char *const names[], size_t count)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	struct mc_survey_place places[MOST];
	char *texts[2 * MOST];

	*seen = (struct seen){ .told = { 0 } };
	assert_ok(mc_exercise_parse(&exercise, NULL, NULL, EXERCISE, strlen(EXERCISE)));
	const struct mc_survey_question question = { exercise, MC_SURVEY_ALWAYS };

	for (size_t i = 0; i < count; i++) {
		MC_AUTOTEXT script =
			mc_format("cat %s.tip 2>/dev/null || git -C %s rev-parse HEAD", names[i], names[i]);

		texts[2 * i] = mc_format("%s/%s", dir_of(state), names[i]);
		texts[2 * i + 1] = shell_text(dir_of(state), script);
		places[i] = (struct mc_survey_place){
			.repo = texts[2 * i], .tip = texts[2 * i + 1], .questions = &question, .count = 1
		};
	}
	const struct mc_survey survey = {
		.places = places, .count = count, .jobs = 2, .done = take, .context = seen
	};

	assert_ok(mc_survey_run(&survey));
	for (size_t i = 0; i < 2 * count; i++)
		free(texts[i]);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(seen->told[i], 1);
}

#define OBJECT "p() { echo .git/objects/$(echo $1 | cut -c1-2)/$(echo $1 | cut -c3-); }; "

static void others_have_their_answers(void **state)
{
	static const char *const names[] = { "good",	"endless", "gone",    "plain",
					     "tipless", "tree",	   "swapped", "last" };
	struct seen seen;

	(void)alarm(120);
	shell(dir_of(state),
	      ONE_COMMIT "cd ..; mkdir plain; for n in good endless gone tipless tree swapped last; do cp -r "
			 "r $n; git -C r rev-parse HEAD "
			 ">$n.tip; done; cp good.tip plain.tip; " OBJECT
			 "h=$(cat good.tip); t=$(git -C r rev-parse HEAD^{tree}); rm -rf gone; "
			 "echo 0123456789012345678901234567890123456789 >tipless.tip; "
			 "chmod u+w endless/$(p $h) swapped/$(p $t) tree/$(p $t); truncate -s 12 endless/$(p "
			 "$h) tree/$(p $t); "
			 "cat r/$(p $h) >swapped/$(p $t)");
	ask(&seen, state, names, MC_COUNT(names));
	for (size_t i = 0; i < MC_COUNT(names); i++) {
		bool is_good = i == 0 || i + 1 == MC_COUNT(names);

		assert_int_equal(seen.has_answer[i], is_good);
		if (is_good)
			assert_int_equal(seen.answers[i].state, MC_SURVEY_HANDED_IN);
		else /* 'tree' makes libgit2 1.5 inflate for ever */
			assert_true(seen.code[i] == MC_E_INPUT || (i == 5 && seen.code[i] == MC_E_LIMIT));
	}
	(void)alarm(0);
}

#define COMMIT_TREE "git update-ref refs/heads/main $(git commit-tree -p HEAD -m crafted $t)"

/* Ten folders in ten folders, twelve levels deep: a trillion files in thirteen small objects. And one folder
 * in another, deeper than anybody works. */
static void tree_bombs_end(void **state)
{
	static const char *const names[] = { "r", "deep" };
	struct seen seen;

	(void)alarm(60);
	shell(dir_of(state), ONE_COMMIT
	      "cp -r . ../deep; t=$(git rev-parse HEAD:a); for l in 1 2 3 4 5 6 7 8 9 10 11 12; do "
	      "t=$(for n in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\\t%s\\n' $t $n; done | git "
	      "mktree); done; " COMMIT_TREE
	      "; t=$(printf '040000 tree %s\\tx\\n' $t | git mktree); " COMMIT_TREE
	      "; cd ../deep; t=$(git rev-parse HEAD:a); "
	      "for l in $(seq 100); do t=$(printf '040000 tree %s\\td\\n' $t | git mktree); "
	      "done; " COMMIT_TREE);
	ask(&seen, state, names, MC_COUNT(names));
	for (size_t i = 0; i < MC_COUNT(names); i++) {
		assert_true(seen.has_answer[i]);
		assert_int_equal(seen.answers[i].state, MC_SURVEY_HANDED_IN);
		assert_string_equal(seen.answers[i].commit, seen.answers[i].since);
	}
	assert_string_not_equal(seen.answers[0].digest, seen.answers[1].digest);
	(void)alarm(0);
}

#define RAW "o() { perl -e 'print pack(\"H*\", shift)' $1; }; "

/* Entries in no order, twice, and with names that no folder could hold. */
static void crafted_trees_are_read_to_the_end(void **state)
{
	static const char *const names[] = { "r" };
	char digest[MC_SURVEY_DIGEST];
	struct seen seen;

	shell(dir_of(state), ONE_COMMIT
	      "b=$(git rev-parse HEAD:sum.js); d=$(git rev-parse HEAD:a); " RAW
	      "t=$({ printf '100644 z.js\\0'; o $b; printf '40000 .git\\0'; o $d; printf '100644 a.js\\0'; o "
	      "$b; "
	      "printf '40000 a\\0'; o $d; } | git hash-object -t tree -w --literally --stdin); " COMMIT_TREE);
	ask(&seen, state, names, 1);
	assert_true(seen.has_answer[0]);
	memcpy(digest, seen.answers[0].digest, sizeof(digest));
	shell(dir_of(state),
	      "cd r; c=$(git hash-object -w run.sh); b=$(git rev-parse HEAD~1:sum.js); d=$(git rev-parse "
	      "HEAD~1:a); " RAW
	      "t=$({ printf '100644 a.js\\0'; o $c; printf '40000 .git\\0'; o $d; printf '40000 a\\0'; o $d; "
	      "printf '100644 z.js\\0'; o $b; } | git hash-object -t tree -w --literally "
	      "--stdin); " COMMIT_TREE);
	ask(&seen, state, names, 1);
	assert_true(seen.has_answer[0]);
	assert_string_not_equal(seen.answers[0].digest, digest);
	assert_string_equal(seen.answers[0].commit, seen.answers[0].since);
}

static bool takes(const char *bytes, size_t len, size_t count)
{
	struct mc_survey_answer answers[2];

	return mc_survey_unpack(answers, count, (struct mc_str){ bytes, len });
}

/* What a child says after a repository took it over. */
static void believes_nothing(void **state)
{
	struct mc_survey_answer answer = {
		.state = MC_SURVEY_TOO_LATE, .commit = "abc", .since_s = 7, .digest = "0"
	};
	MC_AUTO(mc_buf) buf = MC_BUF_INIT;
	struct mc_survey_answer back;

	(void)state;
	mc_survey_pack(&buf, &answer, 1);
	assert_true(mc_survey_unpack(&back, 1, (struct mc_str){ buf.ptr, buf.len }));
	assert_int_equal(back.state, MC_SURVEY_TOO_LATE);
	assert_string_equal(back.commit, "abc");
	assert_int_equal(back.since_s, 7);
	assert_true(takes(buf.ptr, buf.len, 1));
	assert_false(takes(buf.ptr, buf.len, 2));
	for (size_t i = 0; i < buf.len; i++)
		assert_false(takes(buf.ptr, i, 1));
	buf.ptr[0] = 9; /* no such state */
	assert_false(takes(buf.ptr, buf.len, 1));
	mc_buf_reset(&buf);
	memcpy(answer.commit, "../", 4);
	mc_survey_pack(&buf, &answer, 1);
	assert_false(takes(buf.ptr, buf.len, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(others_have_their_answers),
		T(tree_bombs_end),
		T(crafted_trees_are_read_to_the_end),
		cmocka_unit_test(believes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
