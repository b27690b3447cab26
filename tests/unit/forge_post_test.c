/* SPDX-License-Identifier: MIT */
#include "forge/post.h"

#include <string.h>

#include "base/alloc.h"
#include "check.h"
#include "forge_world.h"

static const char marker[] = "<!-- migracode-feedback: w1 -->";

static enum mc_forge_done comment(struct mc_forge *forge, const char *text)
{
	const struct mc_forge_note note = {
		.repository = "school/js-amal",
		.number = 4,
		.marker = marker,
		.text = text,
	};
	enum mc_forge_done done = MC_FORGE_SAME;

	assert_ok(mc_forge_put_comment(&done, forge, &note));
	return done;
}

static void comments_are_made_once_and_then_changed(void **state)
{
	(void)state;
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		struct forge_host host = start(kinds[i], "");
		MC_AUTOPTR(mc_forge) forge = client(&host, "school");
		int64_t number = 0;

		assert_ok(mc_forge_find_pull(&number, forge, "school/js-amal"));
		assert_int_equal(number, 4);
		assert_err(MC_E_NOTHING, mc_forge_find_pull(&number, forge, "school/js"));
		assert_err(MC_E_INPUT, mc_forge_find_pull(&number, forge, "school/none"));
		assert_int_equal(comment(forge, "one\n<!-- migracode-feedback: w1 -->\n"), MC_FORGE_MADE);
		assert_int_equal(comment(forge, "one\n<!-- migracode-feedback: w1 -->\n"), MC_FORGE_SAME);
		assert_int_equal(comment(forge, "two\n<!-- migracode-feedback: w1 -->"), MC_FORGE_CHANGED);
		shell(".",
		      "python3 -c 'import json; c = "
		      "json.load(open(\"state.json\"))[\"school/js-amal\"][\"comments\"][\"4\"]; "
		      "assert [x[\"body\"] for x in c] == [\"two\\n<!-- migracode-feedback: w1 -->\"], c'");
		forge_host_stop(&host);
	}
}

static void the_request_for_feedback_is_the_one_that_is_called_so(void **state)
{
	struct forge_host host = { 0 };
	int64_t number = 0;

	(void)state;
	(void)setenv("MIGRACODE_TOKEN", token, 1);
	host = forge_host_start("{\"kind\": \"github\", \"token\": \"s3cret-t0ken\", \"page\": 2, \"repos\": "
				"{\"a/several\": {\"pulls\": ["
				"{\"number\": 1, \"title\": \"w1\", \"head\": \"w1\", \"base\": \"main\"}, "
				"{\"number\": 2, \"title\": \"w2\","
				" \"head\": \"w2\", \"base\": \"main\"}]}, \"a/one\": {\"pulls\": "
				"[{\"number\": 3, \"title\": \"w1\", \"head\":"
				" \"w1\", \"base\": \"main\"}]}, \"a/branch\": {\"pulls\": [{\"number\": 7, "
				"\"title\": \"w1\", \"head\": \"w1\","
				" \"base\": \"main\"}, {\"number\": 8, \"title\": \"w2\", \"head\": \"w2\", "
				"\"base\": \"main\"}, {\"number\": 9,"
				" \"title\": \"Review\", \"head\": \"main\", \"base\": \"feedback\"}]}}}");
	MC_AUTOPTR(mc_forge) forge = client(&host, "a");

	assert_ok(mc_forge_find_pull(&number, forge, "a/one"));
	assert_int_equal(number, 3);
	assert_ok(mc_forge_find_pull(&number, forge, "a/branch"));
	assert_int_equal(number, 9);
	assert_err(MC_E_INPUT, mc_forge_find_pull(&number, forge, "a/several"));
	forge_host_stop(&host);
}

static void nothing_is_posted_twice_when_an_answer_is_lost(void **state)
{
	static const char *const faults[] = { "lost", "lost-500", "500", "drop", "limit" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(faults); i++) {
		MC_AUTOTEXT world = mc_format("{\"method\": \"POST\", \"path\": "
					      "\"(comments|notes|issues|contents|branches|files|refs)\", "
					      "\"times\": 2, \"fault\": \"%s\"}",
					      faults[i]);
		struct forge_host host = start(kinds[i % 3], world);
		MC_AUTOPTR(mc_forge) forge = client(&host, "school");
		const struct mc_forge_note issue = { .repository = "school/js-amal",
						     .marker = marker,
						     .title = "Feedback",
						     .text = "<!-- migracode-feedback: w1 -->" };
		const struct mc_forge_file file = { .repository = "school/js-amal",
						    .branch = "feedback",
						    .path = "w 1.md",
						    .message = "feedback",
						    .bytes = { "text\n", 5 } };
		enum mc_forge_done done = MC_FORGE_SAME;

		assert_int_equal(comment(forge, marker), MC_FORGE_MADE);
		assert_ok(mc_forge_put_issue(&done, forge, &issue));
		assert_int_equal(done, MC_FORGE_MADE);
		assert_ok(mc_forge_put_issue(&done, forge, &issue));
		assert_int_equal(done, MC_FORGE_SAME);
		assert_ok(mc_forge_put_file(&done, forge, &file));
		assert_ok(mc_forge_put_file(&done, forge, &file));
		assert_int_equal(done, MC_FORGE_SAME);
		shell(".",
		      "python3 -c 'import json; r = json.load(open(\"state.json\"))[\"school/js-amal\"]; "
		      "assert len(r[\"comments\"][\"4\"]) == 1 and len(r[\"issues\"]) == 1, r; "
		      "assert r[\"branches\"] == {\"main\": {}, \"feedback\": {\"w 1.md\": \"text\\n\"}}, "
		      "r'");
		forge_host_stop(&host);
	}
}

static void a_text_of_somebody_else_with_our_marker_is_not_ours(void **state)
{
	struct forge_host host = { 0 };

	(void)state;
	(void)setenv("MIGRACODE_TOKEN", token, 1);
	host = forge_host_start(
		"{\"kind\": \"forgejo\", \"token\": \"s3cret-t0ken\", \"orgs\": [\"school\"], \"repos\": "
		"{\"school/js-amal\": "
		"{\"pulls\": [{\"number\": 4, \"title\": \"w1\", \"head\": \"w1\", \"base\": \"main\"}], "
		"\"comments\": {\"4\": "
		"[{\"id\": 1, \"user\": \"amal\", \"body\": \"<!-- migracode-feedback: w1 -->\"}]}}}}");
	MC_AUTOPTR(mc_forge) forge = client(&host, "school");

	assert_int_equal(comment(forge, marker), MC_FORGE_MADE);
	forge_host_stop(&host);
}

static void files_are_committed_to_a_branch_of_their_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		struct forge_host host = start(kinds[i], "");
		MC_AUTOPTR(mc_forge) forge = client(&host, "school");
		struct mc_forge_file file = { .repository = "school/js-amal",
					      .branch = "feedback",
					      .path = "feedback/w1.md",
					      .message = "feedback",
					      .bytes = { "eins\n", 5 } };
		enum mc_forge_done done = MC_FORGE_SAME;

		assert_ok(mc_forge_put_file(&done, forge, &file));
		assert_int_equal(done, MC_FORGE_MADE);
		file.bytes = (struct mc_str){
			"zwei und sehr viel mehr, damit Zeilen entstehen, die der Wirt umbricht\n", 72
		};
		assert_ok(mc_forge_put_file(&done, forge, &file));
		assert_int_equal(done, MC_FORGE_CHANGED);
		assert_ok(mc_forge_put_file(&done, forge, &file));
		assert_int_equal(done, MC_FORGE_SAME);
		file.repository = "school/old";
		MC_AUTOPTR(mc_err) err = mc_forge_put_file(&done, forge, &file);

		assert_string_equal(err->msg, "the repository is empty");
		forge_host_stop(&host);
	}
}
int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_HOST(comments_are_made_once_and_then_changed),
		WITH_HOST(the_request_for_feedback_is_the_one_that_is_called_so),
		WITH_HOST(nothing_is_posted_twice_when_an_answer_is_lost),
		WITH_HOST(a_text_of_somebody_else_with_our_marker_is_not_ours),
		WITH_HOST(files_are_committed_to_a_branch_of_their_own),
	};

	return cmocka_run_group_tests(tests, forge_host_find, NULL);
}
