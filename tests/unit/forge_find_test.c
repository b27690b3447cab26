/* SPDX-License-Identifier: MIT */
#include "forge/find.h"

#include <string.h>

#include "base/alloc.h"
#include "check.h"
#include "forge/forge_parts.h"

static struct mc_forge_repository repository(const char *owner, int64_t owner_id, const char *name)
{
	return (struct mc_forge_repository){
		.name = name, .full_name = name, .owner = owner, .owner_id = owner_id
	};
}

static void owners_are_known_by_their_number_before_their_login(void **state)
{
	struct mc_forge_repository items[] = {
		repository("renamed", 7, "js"),	  /* a learner who has another login now */
		repository("Second", 8, "js"),	  /* only the login is known, in other letters */
		repository("third", 999, "js"),	  /* took the old login of somebody */
		repository("stranger", 11, "js"), /* nobody's */
	};
	const struct mc_forge_repositories list = { .items = items, .count = 4 };
	const struct mc_forge_learner learners[] = {
		{ "l1", "first", "7" },
		{ "l2", "second", NULL },
		{ "l3", "third", "9" },
		{ "l4", NULL, NULL },
	};
	MC_AUTO(mc_forge_matches) matches = MC_FORGE_MATCHES_INIT;

	(void)state;
	mc_forge_match(&matches, &list, learners, 4, NULL);
	assert_ptr_equal(matches.items[0].repository, &items[0]);
	assert_ptr_equal(matches.items[1].repository, &items[1]);
	assert_int_equal(matches.items[2].found, MC_FORGE_FOUND_NONE);
	assert_null(matches.items[2].repository);
	assert_int_equal(matches.items[3].found, MC_FORGE_FOUND_UNKNOWN);
	assert_int_equal(matches.other_count, 2);
	assert_ptr_equal(matches.others[0], &items[2]);
	assert_ptr_equal(matches.others[1], &items[3]);
}

static void patterns_name_the_learner_in_the_repository(void **state)
{
	struct mc_forge_repository items[] = {
		repository("org", 1, "js-amal"),  repository("org", 1, "JS-Badr"),
		repository("org", 1, "js-"),	  repository("org", 1, "js-amal-old"),
		repository("org", 1, "css-amal"),
	};
	const struct mc_forge_repositories list = { .items = items, .count = 5 };
	const struct mc_forge_learner learners[] = { { "l1", "amal", "5" },
						     { "l2", "badr", NULL },
						     { "l3", "", NULL } };
	MC_AUTO(mc_forge_matches) matches = MC_FORGE_MATCHES_INIT;

	(void)state;
	mc_forge_match(&matches, &list, learners, 3, "js-{login}");
	assert_ptr_equal(matches.items[0].repository, &items[0]);
	assert_ptr_equal(matches.items[1].repository, &items[1]);
	assert_int_equal(matches.items[2].found, MC_FORGE_FOUND_UNKNOWN);
	assert_int_equal(matches.other_count, 3);
	assert_ok(mc_forge_check_pattern("js-{login}"));
	assert_ok(mc_forge_check_pattern("{login}-js"));
	assert_err(MC_E_USAGE, mc_forge_check_pattern("js"));
	assert_err(MC_E_USAGE, mc_forge_check_pattern("{login}/{login}"));
	assert_err(MC_E_USAGE, mc_forge_check_pattern("js-*{login}"));
}

static void doubtful_matches_are_no_matches(void **state)
{
	struct mc_forge_repository items[] = {
		repository("amal", 5, "js"), repository("amal", 5, "css"), repository("badr", 6, "js"),
		repository("both", 7, "js"), repository("badr", 6, "old"),
	};
	const struct mc_forge_repositories list = { .items = items, .count = 5 };
	const struct mc_forge_learner learners[] = {
		{ "l1", "amal", NULL },
		{ "l2", "badr", NULL },
		{ "l3", "both", NULL },
		{ "l4", "BOTH", NULL },
	};
	MC_AUTO(mc_forge_matches) matches = MC_FORGE_MATCHES_INIT;

	(void)state;
	items[4].is_archived = true;
	mc_forge_match(&matches, &list, learners, 4, NULL);
	assert_int_equal(matches.items[0].found, MC_FORGE_FOUND_SEVERAL);
	assert_null(matches.items[0].repository);
	assert_ptr_equal(matches.items[1].repository, &items[2]);
	assert_int_equal(matches.items[2].found, MC_FORGE_FOUND_SHARED);
	assert_int_equal(matches.items[3].found, MC_FORGE_FOUND_SHARED);
}

/* ---- addresses ---- */

static void addresses_say_host_and_path(void **state)
{
	static const struct {
		const char *text;
		const struct mc_forge_kind *kind;
		const char *origin;
		const char *path;
	} samples[] = {
		{ "github:school", &mc_forge_github, "https://github.com", "school" },
		{ "gitlab:a/b/c", &mc_forge_gitlab, "https://gitlab.com", "a/b/c" },
		{ "codeberg:school", &mc_forge_forgejo, "https://codeberg.org", "school" },
		{ "https://github.com/school/js.git", &mc_forge_github, "https://github.com", "school/js" },
		{ "https://forge.example:8443/school/", NULL, "https://forge.example:8443", "school" },
		{ "gitlab:https://forge.example/a/b", &mc_forge_gitlab, "https://forge.example", "a/b" },
	};
	static const char *const wrong[] = {
		"",
		"github:",
		"github:a b",
		"github:../x",
		"school",
		"github:a//b",
		"https://forge.example",
		"https:///a",
		"github:a?b=",
		"ftp://host/a",
		"https://u:p@host/a",
		"github:https://h/a/../b",
		"github:/a",
		"https://host/a\n",
		"svn:a",
		"github:.git",
		"github",
		"gitea",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		MC_AUTO(mc_forge_address) address = { 0 };

		assert_true(mc_forge_is_address(samples[i].text));
		assert_ok(mc_forge_address_read(&address, samples[i].text));
		assert_ptr_equal(address.kind, samples[i].kind);
		assert_string_equal(address.origin, samples[i].origin);
		assert_string_equal(address.path, samples[i].path);
	}
	for (size_t i = 0; i < MC_COUNT(wrong); i++) {
		MC_AUTO(mc_forge_address) address = { 0 };

		assert_err(MC_E_INPUT, mc_forge_address_read(&address, wrong[i]));
	}
	assert_false(mc_forge_is_address("folder/repos"));
	assert_false(mc_forge_is_address("gitea"));
}

static void names_are_escaped_in_places(void **state)
{
	const struct mc_forge_names names = { "a/b", "a/b", 7, 9, "x y#", "feedback/w1.md" };
	MC_AUTOTEXT one = mc_forge_fill("/p/{project}/{n}/{id}?ref={branch}", &names);
	MC_AUTOTEXT two = mc_forge_fill("/r/{repo}/{file}/{file_word}/{other}", &names);

	(void)state;
	assert_string_equal(one, "/p/a%2Fb/7/9?ref=x%20y%23");
	assert_string_equal(two, "/r/a/b/feedback/w1.md/feedback%2Fw1.md/");
}

/* ---- rate limits and pages ---- */

static struct mc_forge_limit limit_of(unsigned status, const char *headers, const char *body)
{
	struct mc_forge_limit limit;

	mc_forge_limit_read(&limit, status, mc_str(headers), mc_str(body), 2000000000);
	return limit;
}

static void rate_limits_are_told_from_refusals(void **state)
{
	static const struct {
		unsigned status;
		const char *headers;
		const char *body;
		bool is_limited;
		int64_t free_at;
	} samples[] = {
		{ 200, "X-RateLimit-Remaining: 12\r\nX-RateLimit-Reset: 2000000100\r\n", "", false, 0 },
		{ 200, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 2000000100\r\n", "", false,
		  2000000101 },
		{ 403, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 2000000100\r\n", "", true,
		  2000000101 },
		{ 403, "x-ratelimit-remaining: 50\r\n", "no scope", false, 0 },
		{ 403, "retry-after: 7\r\n", "", true, 2000000007 },
		{ 403, "", "{\"message\":\"You have exceeded a secondary rate limit\"}", true, 2000000060 },
		{ 429, "", "", true, 2000000060 },
		{ 429, "Retry-After: 0\r\n", "", true, 0 },
		{ 429, "Retry-After: Wed, 21 Oct 2033 07:28:00 GMT\r\n", "", true, 2000000060 },
		{ 429, "RateLimit-Remaining: 0\r\nRateLimit-Reset: 30\r\n", "", true, 2000000030 },
		{ 429, "Retry-After: 99999999999999999999\r\n", "", true, 2000000060 },
		{ 429, "Retry-After: 999999999\r\n", "", true, 2000086400 },
		{ 403, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1999999990\r\n", "", true, 0 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		struct mc_forge_limit limit =
			limit_of(samples[i].status, samples[i].headers, samples[i].body);

		assert_int_equal(limit.is_limited, samples[i].is_limited);
		assert_int_equal(limit.free_at, samples[i].free_at);
	}
}

static void the_next_page_is_the_one_called_next(void **state)
{
	static const struct {
		const char *headers;
		const char *next;
	} samples[] = {
		{ "Link: <https://h/a?page=2>; rel=\"next\", <https://h/a?page=9>; rel=\"last\"\r\n",
		  "https://h/a?page=2" },
		{ "Link: <https://h/a?page=1>; rel=\"prev\"\r\nlink: <https://h/b>; rel=next\r\n",
		  "https://h/b" },
		{ "Link: <https://h/a?page=9>; rel=\"last\"\r\n", NULL },
		{ "Link: <https://h/a", NULL },
		{ "Link: rel=\"next\"\r\n", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		struct mc_str url = { NULL, 0 };

		assert_int_equal(mc_forge_next_page(&url, mc_str(samples[i].headers)),
				 samples[i].next != NULL);
		if (samples[i].next)
			assert_true(mc_str_is_equal(url, mc_str(samples[i].next)));
	}
}

static void origins_are_compared_whole(void **state)
{
	(void)state;
	assert_true(mc_http_api_is_at("https://H.example:443/a?b", "https://h.example"));
	assert_true(mc_http_api_is_at("https://h.example:8443", "https://h.example:8443"));
	assert_false(mc_http_api_is_at("https://h.example.evil/a", "https://h.example"));
	assert_false(mc_http_api_is_at("https://h.example@evil/a", "https://h.example"));
	assert_false(mc_http_api_is_at("http://h.example/a", "https://h.example"));
	assert_false(mc_http_api_is_at("https://h.example:8443/a", "https://h.example"));
	assert_false(mc_http_api_is_at("/a", "https://h.example"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(owners_are_known_by_their_number_before_their_login),
		cmocka_unit_test(patterns_name_the_learner_in_the_repository),
		cmocka_unit_test(doubtful_matches_are_no_matches),
		cmocka_unit_test(addresses_say_host_and_path),
		cmocka_unit_test(names_are_escaped_in_places),
		cmocka_unit_test(rate_limits_are_told_from_refusals),
		cmocka_unit_test(the_next_page_is_the_one_called_next),
		cmocka_unit_test(origins_are_compared_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
