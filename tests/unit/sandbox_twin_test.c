/* SPDX-License-Identifier: MIT */
/* Programs that talk to each other, and servers. */
#include "live.h"

static void talk_until_both_end(struct mc_live *a, struct mc_live *b)
{
	struct mc_live *const lives[] = { a, b };
	struct mc_live_state seen[2] = { { 0 }, { 0 } };

	while (!seen[0].has_ended || !seen[1].has_ended) {
		assert_ok(mc_live_wait_all(seen, lives, 2, NULL, 0, PATIENCE_MS));
		assert_false(seen[0].is_late);
		mc_live_relay(a, b);
		mc_live_relay(b, a);
	}
}

static void lets_two_programs_talk(void **state)
{
	struct mc_sandbox *twin;
	struct mc_sandbox *again;
	MC_AUTO(mc_tree) nothing = MC_TREE_INIT;

	assert_ok(mc_sandbox_twin(&twin, *state));
	assert_ok(mc_sandbox_twin(&again, *state));
	assert_ptr_equal(twin, again);
	assert_int_equal(mc_sandbox_protection(twin)->level, mc_sandbox_protection(*state)->level);
	assert_ok(mc_sandbox_begin(twin, &nothing, 8));
	MC_AUTOPTR(mc_live)
	guesser = start(*state,
			"low=1; high=1000; while :; do n=$(((low + high) / 2)); echo $n; read a || exit 1;"
			"case $a in more) low=$((n + 1)) ;; less) high=$((n - 1)) ;; *) exit 3 ;; esac; done",
			MC_LIVE_PIPES);
	MC_AUTOPTR(mc_live)
	judge = start(twin,
		      "ls; while read n; do if [ $n -eq 742 ]; then echo yes; exit 42; fi;"
		      "[ $n -lt 742 ] && echo more || echo less; done",
		      MC_LIVE_PIPES);

	talk_until_both_end(guesser, judge);
	expect_end(guesser, MC_END_EXIT, 3, NULL);
	expect_end(judge, MC_END_EXIT, 42, NULL);
	assert_ok(mc_sandbox_end(twin));
}

/* A user of its own, so that neither can send the other a signal or use up its processes. */
static void keeps_twins_apart(void **state)
{
	struct mc_sandbox *twin;
	MC_AUTO(mc_tree) nothing = MC_TREE_INIT;

	assert_ok(mc_sandbox_twin(&twin, *state));
	assert_ok(mc_sandbox_begin(twin, &nothing, 8));
	MC_AUTOPTR(mc_live) sleeper = start(*state, "echo up; read a; echo $a", MC_LIVE_PIPES);
	MC_AUTOPTR(mc_live) killer = start(twin, "kill -9 -1; echo done", MC_LIVE_PIPES);
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	expect_output(sleeper, "up\n");
	if (mc_sandbox_protection(*state)->namespaces || mc_sandbox_protection(*state)->own_uid) {
		assert_ok(mc_live_end(&result, killer));
		mc_live_say(sleeper, mc_str("alive\n"));
		expect_end(sleeper, MC_END_EXIT, 0, "up\nalive\n");
	}
	mc_live_free(MC_TAKE(killer));
	assert_ok(mc_sandbox_end(twin));
}

static struct mc_str ask_server(char *answer, size_t size, struct mc_live *live, const char *text)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_port = htons(PORT),
				       .sin_addr = { htonl(INADDR_LOOPBACK) } };
	size_t len = 0;
	ssize_t got;
	int fd;

	assert_ok(mc_live_socket(&fd, live, AF_INET));
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	while ((got = read(fd, answer + len, size - len)) > 0)
		len += (size_t)got;
	close(fd);
	return (struct mc_str){ answer, len };
}

static void reaches_a_server_inside(void **state)
{
	char answer[80];

	if (!mc_sandbox_protection(*state)->namespaces)
		skip();
	/* Twice: the port must be free again although the server closed its connections first. */
	for (int i = 0; i < 2; i++) {
		MC_AUTOPTR(mc_live) live = start(*state, "exec ./server", MC_LIVE_PIPES);

		expect_output(live, "ready\n");
		for (int k = 0; k < 3; k++)
			assert_true(mc_str_is_equal(ask_server(answer, sizeof(answer), live, "hello"),
						    mc_str("you said hello")));
		assert_ok(mc_live_stop(live));
	}
	MC_AUTOPTR(mc_live) ended = start(*state, "true", MC_LIVE_PIPES);
	struct mc_live_state seen;
	int fd = 0;

	while (fd >= 0) {
		assert_ok(mc_live_socket(&fd, ended, AF_INET6));
		if (fd >= 0)
			close(fd);
		assert_ok(mc_live_wait(&seen, ended, NULL, 0, 10));
	}
	expect_end(ended, MC_END_EXIT, 0, "");
}

static void has_no_network_unless_asked(void **state)
{
	struct mc_sandbox_needs needs = { .disk_mb = 8, .has_loopback = true };

	if (!mc_sandbox_protection(*state)->namespaces) {
		assert_err(MC_E_UNSUPPORTED, mc_sandbox_begin_with(*state, submission(), &needs));
		return;
	}
	assert_ok(mc_sandbox_begin(*state, submission(), 16));
	build(*state);
	MC_AUTOPTR(mc_live) live = start(*state, "./server 2>/dev/null", MC_LIVE_PIPES);

	expect_end(live, MC_END_EXIT, 1, "");
	begin(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lets_two_programs_talk),
		cmocka_unit_test(keeps_twins_apart),
		cmocka_unit_test(reaches_a_server_inside),
		cmocka_unit_test(has_no_network_unless_asked),
	};

	return run_all(tests, MC_COUNT(tests), 7);
}
