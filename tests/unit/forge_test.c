/* SPDX-License-Identifier: MIT */
#include "forge/forge.h"

#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "check.h"
#include "forge/post.h"
#include "forge_world.h"
#include "os/clock.h"

static void repositories_come_page_after_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		struct forge_host host = start(kinds[i], "");
		MC_AUTOPTR(mc_forge) forge = client(&host, "school");
		MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;

		assert_string_equal(kinds[i], ((const char *const[]){ "github", "gitlab",
								      "forgejo" })[mc_forge_kind(forge)]);
		assert_ok(mc_forge_list(&list, forge));
		assert_int_equal(list.count, 3);
		assert_string_equal(list.items[1].name, "js-amal");
		assert_string_equal(list.items[1].full_name, "school/js-amal");
		MC_AUTOTEXT url = mc_format("%s/school/js-amal.git", host.origin);

		assert_string_equal(list.items[1].https_url, url);
		assert_string_equal(list.items[1].ssh_url, "git@localhost:school/js-amal.git");
		assert_string_equal(list.items[1].default_branch, "main");
		assert_true(list.items[0].is_private && !list.items[1].is_private);
		assert_true(list.items[2].is_archived && list.items[2].is_empty && !list.items[1].is_empty);
		assert_int_equal(list.items[1].pushed_ms, 1795168800000);
		forge_host_stop(&host);
	}
}

static void forks_have_the_account_whose_they_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		struct forge_host host = start(kinds[i], "");
		MC_AUTOPTR(mc_forge) forge = client(&host, "school/js");
		MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;

		assert_ok(mc_forge_list(&list, forge));
		assert_int_equal(list.count, 2);
		assert_string_equal(list.items[0].owner, "amal");
		assert_int_equal(list.items[0].owner_id, 7);
		assert_string_equal(list.items[1].owner, "badr");
		forge_host_stop(&host);
	}
}

static void a_host_that_does_not_know_its_name_is_paged_where_it_was_asked(void **state)
{
	MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;

	(void)state;
	(void)setenv("MIGRACODE_TOKEN", token, 1);
	struct forge_host host =
		forge_host_start("{\"kind\": \"forgejo\", \"token\": \"s3cret-t0ken\", \"page\": "
				 "1, \"behind\": \"inner.invalid\", " REPOS "}");
	MC_AUTOPTR(mc_forge) forge = client(&host, "school");

	assert_ok(mc_forge_list(&list, forge));
	assert_int_equal(list.count, 3);
	forge_host_stop(&host);
	host = forge_host_start(
		"{\"kind\": \"gitlab\", \"token\": \"s3cret-t0ken\", \"page\": 1, \"no_link\": true, " REPOS
		"}");
	MC_AUTOPTR(mc_forge) other = client(&host, "school");

	mc_forge_repositories_release(&list);
	assert_ok(mc_forge_list(&list, other));
	assert_int_equal(list.count, 3);
	forge_host_stop(&host);
}

/* What passes is waited for, and what does not is said. */
static void faults_that_pass_are_waited_for(void **state)
{
	static const char *const faults[] = { "500",   "502",		"408",	     "drop",
					      "limit", "403-secondary", "exhausted", "moved" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(faults); i++) {
		MC_AUTOTEXT world =
			mc_format("{\"path\": \"(orgs|groups)\", \"times\": 2, \"fault\": \"%s\"}",
				  faults[i]);
		struct forge_host host = start(kinds[i % 3], world);
		MC_AUTOPTR(mc_forge) forge = client(&host, "school");
		MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;
		bool must_wait = i >= 4 && i <= 6;
		uint64_t before = mc_clock_ms();

		assert_ok(mc_forge_list(&list, forge));
		assert_int_equal(list.count, 3);
		assert_true(!must_wait || mc_clock_ms() - before >= 1000);
		forge_host_stop(&host);
	}
}

static void faults_that_stay_are_told_apart(void **state)
{
	static const struct {
		const char *fault;
		enum mc_code code;
		const char *message;
		const char *hint;
	} samples[] = {
		{ "500", MC_E_NETWORK, "fault of its own (status 500)", "later" },
		{ "drop", MC_E_NETWORK, "broke off", NULL },
		{ "401", MC_E_INPUT, "refuses the token", "make a new one" },
		{ "403", MC_E_INPUT, "does not allow", "the token needs: " },
		{ "404", MC_E_INPUT, "does not have this: school", "check the address" },
		{ "closed-limit", MC_E_NETWORK, "rate limit, which ends at 20",
		  "run the same command again" },
		{ "elsewhere", MC_E_NETWORK, "redirects to another host", "no token is sent there" },
		{ "page", MC_E_NETWORK, "does not answer like", "log in" },
		{ "cut", MC_E_NETWORK, "does not answer like", NULL },
		{ "deep", MC_E_NETWORK, "does not answer like", NULL },
		{ "huge", MC_E_NETWORK, "is too large", NULL },
		{ "names", MC_E_NETWORK, "does not answer like", NULL },
		{ "next-elsewhere", MC_E_NETWORK, "does not answer like", NULL },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		MC_AUTOTEXT world =
			mc_format("{\"path\": \"(orgs|groups|users)\", \"times\": 99, \"fault\": \"%s\"}",
				  samples[i].fault);
		struct forge_host host = start(kinds[i % 3], world);
		MC_AUTOPTR(mc_forge) forge = client(&host, "school");
		MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;
		MC_AUTOPTR(mc_err) err = mc_forge_list(&list, forge);

		assert_non_null(err);
		if (err->code != samples[i].code || !strstr(err->msg, samples[i].message) ||
		    (samples[i].hint && (!err->hint || !strstr(err->hint, samples[i].hint))))
			fail_msg("%s: %s: %s (%s)", samples[i].fault, mc_code_name(err->code), err->msg,
				 err->hint ? err->hint : "");
		assert_null(strstr(err->msg, token));
		forge_host_stop(&host);
	}
}

static void a_slow_host_is_left(void **state)
{
	struct forge_host host = start("forgejo", "{\"path\": \"orgs\", \"times\": 9, \"fault\": \"slow\"}");
	MC_AUTOTEXT address = mc_format("forgejo:%s/school", host.origin);
	struct mc_forge_config config = quick();
	MC_AUTOPTR(mc_forge) forge = NULL;
	MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;

	(void)state;
	config.http.total_ms = 300;
	config.tries = 2;
	assert_ok(mc_forge_open(&forge, address, &config));
	MC_AUTOPTR(mc_err) err = mc_forge_list(&list, forge);

	assert_string_equal(strstr(err->msg, "does not") ? "late" : err->msg, "late");
	assert_int_equal(lines_with("orgs"), 2);
	forge_host_stop(&host);
}

/* ---- tokens ---- */

static void a_token_goes_nowhere_else(void **state)
{
	struct forge_host other = { 0 };

	(void)state;
	shell(".", "mkdir other");
	assert_int_equal(chdir("other"), 0);
	(void)setenv("MIGRACODE_TOKEN", token, 1);
	other = forge_host_start("{\"kind\": \"forgejo\"}");
	assert_int_equal(chdir(".."), 0);
	MC_AUTOTEXT world = mc_format(
		"{\"kind\": \"forgejo\", \"token\": \"%s\", \"other\": \"%s\", \"orgs\": [\"school\"], "
		"\"faults\": [{\"times\": 9, \"path\": \"orgs\", \"fault\": \"elsewhere\"}]}",
		token, other.origin + strlen("https://"));
	struct forge_host host = forge_host_start(world);

	shell(".", "cat other/cert.pem >>cert.pem");
	MC_AUTOPTR(mc_forge) forge = client(&host, "school");
	MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;

	assert_err(MC_E_NETWORK, mc_forge_list(&list, forge));
	assert_int_equal(lines_with(token), 1);
	/* Nor is it sent while nobody knows what kind of host that is. */
	shell(".", "test ! -e other/log; fails=$(grep version log | grep -c Bearer) || test $fails = 0");
	forge_host_stop(&host);
	forge_host_stop(&other);
}

static void tokens_come_from_helpers_of_git_too(void **state)
{
	struct mc_forge_config config = quick();
	struct forge_host host = start("gitlab", "");
	MC_AUTOTEXT address = mc_format("gitlab:%s/school", host.origin);

	(void)state;
	(void)unsetenv("MIGRACODE_TOKEN");
	(void)setenv("GIT_CONFIG_GLOBAL", "config", 1);
	(void)setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	temp_put("helper", "#!/bin/sh\ncat >asked\necho username=x\necho password=s3cret-t0ken\n");
	shell(".", "chmod +x helper; git config -f config credential.helper \"$PWD/helper\"");
	MC_AUTOPTR(mc_forge) forge = NULL;
	MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;

	assert_ok(mc_forge_open(&forge, address, &config));
	assert_true(mc_forge_has_token(forge));
	assert_ok(mc_forge_list(&list, forge));
	MC_AUTOTEXT want = mc_format("grep -qx 'host=%s' asked && grep -qx protocol=https asked",
				     strstr(host.origin, "//") + 2);

	shell(".", want);
	/* A helper that asks nobody and says nothing: only what is public. */
	temp_put("helper", "#!/bin/sh\nexit 1\n");
	MC_AUTOPTR(mc_forge) without = NULL;

	assert_ok(mc_forge_open(&without, address, &config));
	assert_false(mc_forge_has_token(without));
	mc_forge_repositories_release(&list);
	assert_err(MC_E_INPUT, mc_forge_list(&list, without));
	forge_host_stop(&host);
}

static void addresses_from_data_get_no_token_of_the_environment(void **state)
{
	struct mc_forge_config config = quick();
	struct forge_host host = start("forgejo", "");
	MC_AUTOTEXT address = mc_format("forgejo:%s/school", host.origin);
	MC_AUTOPTR(mc_forge) forge = NULL;

	(void)state;
	config.is_found = true;
	(void)setenv("FORGEJO_TOKEN", token, 1);
	(void)setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	assert_ok(mc_forge_open(&forge, address, &config));
	assert_false(mc_forge_has_token(forge));
	(void)unsetenv("FORGEJO_TOKEN");
	(void)setenv("MIGRACODE_TOKEN", "two words", 1);
	config.is_found = false;
	assert_err(MC_E_INPUT, mc_forge_open(&forge, address, &config));
	forge_host_stop(&host);
}

static void certificates_are_looked_at(void **state)
{
	struct mc_forge_config config = quick();
	struct forge_host host = start("forgejo", "");
	MC_AUTOTEXT by_number = mc_format("forgejo:%s/school", host.origin);
	MC_AUTOPTR(mc_forge) forge = NULL;
	MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;

	(void)state;
	(void)unsetenv("CURL_CA_BUNDLE");
	assert_ok(mc_forge_open(&forge, by_number, &config));
	MC_AUTOPTR(mc_err) err = mc_forge_list(&list, forge);

	assert_non_null(strstr(err->msg, "certificate"));
	assert_int_not_equal(access("log", F_OK), 0);
	forge_host_stop(&host);
	MC_AUTOPTR(mc_forge) open = NULL;

	assert_ok(mc_forge_open(&open, "forgejo:http://forge.example/school", &config));
	assert_err(MC_E_INPUT, mc_forge_list(&list, open));
}

static void addresses_to_clone_lead_to_the_host(void **state)
{
	static const struct {
		const char *url;
		const char *origin;
		const char *name;
	} samples[] = {
		{ "https://github.com/amal/js.git", "https://github.com", "amal/js" },
		{ "git@github.com:amal/js.git", "https://github.com", "amal/js" },
		{ "ssh://git@forge.example:2222/amal/js", "https://forge.example", "amal/js" },
		{ "ssh://forge.example/a/b/c.git", "https://forge.example", "a/b/c" },
		{ "https://localhost:8443/a/b/", "https://localhost:8443", "a/b" },
		{ "/srv/repos/amal.git", NULL, NULL },
		{ "repos/amal:x.git", NULL, NULL },
		{ "github:amal/js", NULL, NULL },
		{ "https://github.com/amal", NULL, NULL },
		{ "file:///srv/amal/js", NULL, NULL },
		{ "", NULL, NULL },
		{ "ssh://", NULL, NULL },
		{ "git@:a/b", NULL, NULL },
		{ "https://user:pass@github.com/a/b", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		MC_AUTO(mc_forge_place) place = MC_FORGE_PLACE_INIT;

		assert_int_equal(mc_forge_place_read(&place, samples[i].url), samples[i].origin != NULL);
		if (!samples[i].origin)
			continue;
		assert_string_equal(place.origin, samples[i].origin);
		assert_string_equal(place.name, samples[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_HOST(repositories_come_page_after_page),
		WITH_HOST(forks_have_the_account_whose_they_are),
		WITH_HOST(a_host_that_does_not_know_its_name_is_paged_where_it_was_asked),
		WITH_HOST(faults_that_pass_are_waited_for),
		WITH_HOST(faults_that_stay_are_told_apart),
		WITH_HOST(a_slow_host_is_left),
		WITH_HOST(a_token_goes_nowhere_else),
		WITH_HOST(tokens_come_from_helpers_of_git_too),
		WITH_HOST(addresses_from_data_get_no_token_of_the_environment),
		WITH_HOST(certificates_are_looked_at),
		cmocka_unit_test(addresses_to_clone_lead_to_the_host),
	};

	return cmocka_run_group_tests(tests, forge_host_find, NULL);
}
