/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "os/sandbox_live.h"

/* As in sandbox_test.c: every kind of protection, as root and as an ordinary user. */
static const struct mc_sandbox_config *current;

enum { PATIENCE_MS = 30000, PORT = 8080 };

static const struct mc_limits small = {
	.cpu_ms = 1000, .wall_ms = 30000, .memory_mb = 64, .output_kb = 64, .processes = 24, .disk_mb = 8
};

static const char *const sources[][2] = {
	{ "ask.c", "#include <stdio.h>\nint main(void){char n[80];printf(\"Name? \");if(!fgets(n,80,stdin))"
		   "{puts(\"nobody\");return 1;}printf(\"Hello, %s\",n);return 0;}\n" },
	{ "keys.c",
	  "#include <fcntl.h>\n#include <stdio.h>\n#include <sys/ioctl.h>\n#include <termios.h>\n"
	  "#include <unistd.h>\nint main(void){int line=2;int bad=0;for(int f=0;f<3;f++){if(!isatty(f))bad=1;"
	  "if(!ioctl(f,TIOCSTI,\"x\"))bad=2;if(!ioctl(f,TIOCSTI|0xffff00000000ul,\"x\"))bad=3;"
	  "if(!ioctl(f,TIOCSETD,&line))bad=4;if(!ioctl(f,TIOCSCTTY,1))bad=5;}"
	  "if(open(\"/dev/tty\",O_RDWR)>=0)bad=6;printf(\"bad %d\\n\",bad);return 0;}\n" },
	{ "server.c",
	  "#include <netinet/in.h>\n#include <stdio.h>\n#include <string.h>\n#include <sys/socket.h>\n"
	  "#include <unistd.h>\nint main(void){struct sockaddr_in a={.sin_family=AF_INET,"
	  ".sin_port=htons(8080),.sin_addr={htonl(INADDR_LOOPBACK)}};int s=socket(AF_INET,SOCK_STREAM,0);"
	  "if(s<0||bind(s,(void*)&a,sizeof a)||listen(s,5)){perror(\"server\");return 1;}"
	  "if(socket(AF_PACKET,SOCK_RAW,0)>=0||socket(AF_NETLINK,SOCK_RAW,0)>=0||"
	  "socket(0x100000000ul|AF_NETLINK,SOCK_RAW,0)>=0){puts(\"other sockets\");return 1;}"
	  "puts(\"ready\");fflush(stdout);for(;;){char b[80];int c=accept(s,0,0);ssize_t "
	  "n=read(c,b,80);if(n>0){write(c,\"you said \",9);write(c,b,n);}close(c);}}\n" },
};

static const struct mc_tree *submission(void)
{
	static struct mc_tree tree = MC_TREE_INIT;

	if (tree.count == 0) {
		for (size_t i = 0; i < MC_COUNT(sources); i++)
			mc_tree_add(&tree, sources[i][0], sources[i][1], strlen(sources[i][1]), false);
		mc_tree_sort(&tree);
	}
	return &tree;
}

static void build(struct mc_sandbox *sandbox)
{
	const char *const argv[] = { "sh", "-c", "for f in *.c; do gcc -O1 -w -o ${f%.c} $f || exit 1; done",
				     NULL };
	struct mc_sandbox_run run = { .argv = argv, .limits = MC_LIMITS_BUILD, .keeps_files = true };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	assert_ok(mc_sandbox_run(&result, sandbox, &run));
	if (result.ending != MC_END_EXIT || result.exit_status)
		fail_msg("build: %s\n%s", mc_ending_name(result.ending), result.err.ptr);
}

static void begin(struct mc_sandbox *sandbox)
{
	struct mc_sandbox_needs needs = { .disk_mb = 16,
					  .has_loopback = mc_sandbox_protection(sandbox)->namespaces };

	assert_ok(mc_sandbox_begin_with(sandbox, submission(), &needs));
	build(sandbox);
}

static int set_up(void **state)
{
	struct mc_sandbox *sandbox;

	assert_ok(mc_sandbox_open(&sandbox, current));
	begin(sandbox);
	*state = sandbox;
	return 0;
}

static int tear_down(void **state)
{
	assert_ok(mc_sandbox_end(*state));
	mc_sandbox_free(*state);
	return 0;
}

static struct mc_live *start_within(struct mc_sandbox *sandbox, const char *script, enum mc_live_join join,
				    const struct mc_limits *limits)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	struct mc_live_plan plan = { .run = { .argv = argv, .limits = *limits }, .join = join };
	struct mc_live *live;

	assert_ok(mc_live_start(&live, sandbox, &plan));
	return live;
}

static struct mc_live *start(struct mc_sandbox *sandbox, const char *script, enum mc_live_join join)
{
	return start_within(sandbox, script, join, &small);
}

/* Waits until the output is text, or the program can no longer print it. */
static void expect_output(struct mc_live *live, const char *text)
{
	struct mc_live_state state = { 0 };

	while (!state.is_late && !state.has_ended && !mc_str_is_equal(mc_live_output(live), mc_str(text)))
		assert_ok(mc_live_wait(&state, live, NULL, 0, PATIENCE_MS));
	struct mc_str all = mc_live_output(live);

	if (!mc_str_is_equal(all, mc_str(text)))
		fail_msg("expected '%s', got '%.*s'%s", text, (int)all.len, all.ptr,
			 state.is_late ? ", then silence" : "");
}

static void expect_end(struct mc_live *live, enum mc_ending ending, int status, const char *text)
{
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	assert_ok(mc_live_end(&result, live));
	assert_string_equal(mc_ending_name(result.ending), mc_ending_name(ending));
	assert_int_equal(result.exit_status, status);
	assert_false(result.was_stopped);
	if (text)
		assert_string_equal(result.out.ptr, text);
}

static void talks_through_pipes(void **state)
{
	MC_AUTOPTR(mc_live)
	live = start(*state, "read a; echo $a; echo oops >&2; cat; test -t 0; exit $?", MC_LIVE_PIPES);

	assert_false(mc_live_is_echoing(live));
	mc_live_say(live, mc_str("one\n"));
	expect_output(live, "one\n");
	mc_live_say(live, mc_str("two"));
	expect_output(live, "one\ntwo");
	assert_true(mc_str_is_equal(mc_live_errors(live), mc_str("oops\n")));
	mc_live_close_input(live);
	mc_live_say(live, mc_str("never"));
	expect_end(live, MC_END_EXIT, 1, "one\ntwo");
}

static void talks_on_a_terminal(void **state)
{
	MC_AUTOPTR(mc_live)
	live = start(
		*state,
		"test -t 0 && test -t 1 && test -t 2 && echo $TERM; while read a; do echo \"<$a>\" >&2; done",
		MC_LIVE_TERMINAL);

	mc_live_say(live, mc_str("one\ntwo \003\021\022\023\025\027\032\177\n"));
	expect_output(live, "dumb\n<one>\n<two \003\021\022\023\025\027\032\177>\n");
	mc_live_say(live, mc_str("end"));
	mc_live_close_input(live);
	expect_end(live, MC_END_EXIT, 0, NULL);
}

/* What the C library keeps back from a pipe it writes to a terminal before it reads. */
static void sees_a_prompt_without_line_end(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "exec ./ask", MC_LIVE_TERMINAL);

	expect_output(live, "Name? ");
	mc_live_say(live, mc_str("Amina\n"));
	expect_end(live, MC_END_EXIT, 0, "Name? Hello, Amina\n");
}

static void ends_the_input_of_a_terminal(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "exec ./ask", MC_LIVE_TERMINAL);

	mc_live_close_input(live);
	expect_end(live, MC_END_EXIT, 1, "Name? nobody\n");
}

static void says_when_the_program_echoes(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "read go; stty echo; echo on; read a", MC_LIVE_TERMINAL);

	assert_false(mc_live_is_echoing(live));
	mc_live_say(live, mc_str("go\n"));
	expect_output(live, "on\n");
	assert_true(mc_live_is_echoing(live));
	mc_live_say(live, mc_str("seen\n"));
	expect_end(live, MC_END_EXIT, 0, "on\nseen\n");
}

static void gives_nothing_away_by_a_terminal(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "exec ./keys", MC_LIVE_TERMINAL);

	expect_end(live, MC_END_EXIT, 0, "bad 0\n");
}

static void says_that_nothing_happened(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "read a", MC_LIVE_PIPES);
	struct mc_live_state seen;

	assert_ok(mc_live_wait(&seen, live, NULL, 0, 60));
	assert_true(seen.is_late && !seen.has_new && !seen.has_ended);
	mc_live_close_input(live);
	assert_ok(mc_live_wait(&seen, live, NULL, 0, PATIENCE_MS));
	assert_true(seen.has_ended && !seen.is_late);
	/* Once ended it stays so, whatever is asked. */
	assert_ok(mc_live_wait(&seen, live, NULL, 0, PATIENCE_MS));
	assert_true(seen.has_ended);
	assert_ok(mc_live_stop(live));
	expect_end(live, MC_END_EXIT, 1, "");
}

/* What sleeps is not busy, however long it takes; what is at work is, though it says nothing. */
static void tells_work_from_sleep(void **state)
{
	MC_AUTOPTR(mc_live)
	live = start(*state, "read a; while :; do :; done", MC_LIVE_PIPES);
	struct mc_live_state seen;
	bool is_busy = true;

	for (int i = 0; i < 100 && is_busy; i++) {
		assert_ok(mc_live_wait(&seen, live, NULL, 0, 20));
		assert_ok(mc_live_is_busy(&is_busy, live));
	}
	assert_false(is_busy);
	mc_live_say(live, mc_str("go\n"));
	for (int i = 0; i < 100 && !is_busy; i++) {
		assert_ok(mc_live_wait(&seen, live, NULL, 0, 20));
		assert_ok(mc_live_is_busy(&is_busy, live));
	}
	assert_true(is_busy);
	assert_ok(mc_live_stop(live));
	while (!seen.has_ended)
		assert_ok(mc_live_wait(&seen, live, NULL, 0, PATIENCE_MS));
	assert_ok(mc_live_is_busy(&is_busy, live));
	assert_false(is_busy);
}

static void wakes_for_what_else_is_waited_for(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "read a", MC_LIVE_PIPES);
	struct mc_live_state seen;
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	struct pollfd more = { .fd = fds[0], .events = POLLIN };

	assert_int_equal(write(fds[1], "x", 1), 1);
	assert_ok(mc_live_wait(&seen, live, &more, 1, PATIENCE_MS));
	assert_true((more.revents & POLLIN) && !seen.is_late && !seen.has_ended);
	assert_err(MC_E_INPUT, mc_live_wait(&seen, live, &more, MC_LIVE_MAX_MORE + 1, 0));
	close(fds[0]);
	close(fds[1]);
}

static void keeps_limits_while_it_waits(void **state)
{
	struct mc_limits hasty = small;

	hasty.wall_ms = 300;
	hasty.cpu_ms = 200;
	for (int join = MC_LIVE_PIPES; join <= MC_LIVE_TERMINAL; join++) {
		struct mc_live *live =
			start_within(*state, "read a; read b", (enum mc_live_join)join, &hasty);

		expect_end(live, MC_END_WALL, 0, "");
		mc_live_free(live);
		hasty.wall_ms = 30000;
		live = start_within(*state, "while :; do :; done", (enum mc_live_join)join, &hasty);
		expect_end(live, MC_END_CPU, 0, "");
		mc_live_free(live);
		hasty.wall_ms = 300;
	}
}

/* Neither side reads while the other writes: nobody may be stuck. */
static void bears_a_flood_while_it_says(void **state)
{
	static char much[1024 * 1024];

	memset(much, 'x', sizeof(much));
	for (size_t i = 79; i < sizeof(much); i += 80)
		much[i] = '\n';
	for (int join = MC_LIVE_PIPES; join <= MC_LIVE_TERMINAL; join++) {
		MC_AUTOPTR(mc_live) live = start(*state, "exec yes", (enum mc_live_join)join);
		MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

		mc_live_say(live, (struct mc_str){ much, sizeof(much) });
		assert_ok(mc_live_end(&result, live));
		assert_int_equal(result.ending, MC_END_OUTPUT);
		assert_int_equal(result.out.len, 64 * 1024);
	}
}

static void says_more_than_fits_at_once(void **state)
{
	enum { LINES = 20000 };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (int i = 0; i < LINES; i++)
		mc_buf_addz(&text, "a line of some length\n");
	for (int join = MC_LIVE_PIPES; join <= MC_LIVE_TERMINAL; join++) {
		MC_AUTOPTR(mc_live) live = start(*state, "wc -l", (enum mc_live_join)join);
		MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

		mc_live_say(live, (struct mc_str){ text.ptr, text.len });
		mc_live_close_input(live);
		assert_ok(mc_live_end(&result, live));
		assert_int_equal(strtol(result.out.ptr, NULL, 10), LINES);
	}
}

static void stops_a_program_without_blame(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "trap '' TERM; echo up; sleep 50; sleep 50", MC_LIVE_PIPES);
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	expect_output(live, "up\n");
	assert_ok(mc_live_stop(live));
	assert_ok(mc_live_end(&result, live));
	assert_true(result.was_stopped);
	assert_int_equal(result.ending, MC_END_SIGNAL);
	assert_string_equal(result.out.ptr, "up\n");
}

static void runs_one_program_at_a_time(void **state)
{
	const char *const argv[] = { "true", NULL };
	struct mc_sandbox_run run = { .argv = argv, .limits = small };
	struct mc_sandbox_result result = MC_SANDBOX_RESULT_INIT;
	struct mc_live *live = start(*state, "sleep 50", MC_LIVE_TERMINAL);

	assert_err(MC_E_INPUT, mc_sandbox_run(&result, *state, &run));
	/* Freed in the middle, it is gone, and the submission is as it was. */
	mc_live_free(live);
	assert_ok(mc_sandbox_run(&result, *state, &run));
	assert_int_equal(result.ending, MC_END_EXIT);
	mc_sandbox_result_release(&result);
}

static void bears_the_end_of_the_submission(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "sleep 50", MC_LIVE_PIPES);
	struct mc_live_state seen;

	assert_ok(mc_sandbox_end(*state));
	assert_err(MC_E_IO, mc_live_wait(&seen, live, NULL, 0, 0));
	begin(*state);
}

static void says_why_it_did_not_start(void **state)
{
	const char *const argv[] = { "./missing", NULL };
	const char *const none[] = { NULL };
	struct mc_live_plan plan = { .run = { .argv = argv, .limits = small }, .join = MC_LIVE_TERMINAL };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;
	MC_AUTOPTR(mc_live) live = NULL;
	MC_AUTOPTR(mc_live) other = NULL;

	assert_ok(mc_live_start(&live, *state, &plan));
	assert_ok(mc_live_end(&result, live));
	assert_int_equal(result.ending, MC_END_NOT_STARTED);
	assert_int_equal(result.start_errno, ENOENT);
	plan.run.argv = none;
	assert_err(MC_E_INPUT, mc_live_start(&other, *state, &plan));
	mc_live_free(start(*state, "true", MC_LIVE_PIPES));
}

static void ask_nothing(int number)
{
	(void)number;
}

static void can_be_interrupted(void **state)
{
	MC_AUTOPTR(mc_live) live = start(*state, "sleep 50", MC_LIVE_PIPES);
	struct sigaction action = { .sa_handler = ask_nothing };
	struct mc_live_state seen;

	sigaction(SIGALRM, &action, NULL);
	alarm(1);
	assert_err(MC_E_INTERRUPTED, mc_live_wait(&seen, live, NULL, 0, -1));
	assert_err(MC_E_IO, mc_live_wait(&seen, live, NULL, 0, -1));
	begin(*state);
}

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

#define TESTS \
	cmocka_unit_test(talks_through_pipes), cmocka_unit_test(talks_on_a_terminal), \
		cmocka_unit_test(sees_a_prompt_without_line_end), \
		cmocka_unit_test(ends_the_input_of_a_terminal), \
		cmocka_unit_test(says_when_the_program_echoes), \
		cmocka_unit_test(gives_nothing_away_by_a_terminal), \
		cmocka_unit_test(says_that_nothing_happened), cmocka_unit_test(tells_work_from_sleep), \
		cmocka_unit_test(wakes_for_what_else_is_waited_for), \
		cmocka_unit_test(keeps_limits_while_it_waits), \
		cmocka_unit_test(bears_a_flood_while_it_says), \
		cmocka_unit_test(says_more_than_fits_at_once), \
		cmocka_unit_test(stops_a_program_without_blame), \
		cmocka_unit_test(runs_one_program_at_a_time), \
		cmocka_unit_test(bears_the_end_of_the_submission), \
		cmocka_unit_test(says_why_it_did_not_start), cmocka_unit_test(can_be_interrupted), \
		cmocka_unit_test(lets_two_programs_talk), cmocka_unit_test(keeps_twins_apart), \
		cmocka_unit_test(reaches_a_server_inside), cmocka_unit_test(has_no_network_unless_asked)

static int run_kinds(const char *user)
{
	static const struct mc_sandbox_config kinds[] = { { .slot = 4 },
							  { .slot = 5, .without_cgroup = true },
							  { .slot = 6, .without_namespaces = true } };
	static const char *const names[] = { "all", "without control groups", "without namespaces" };
	const struct CMUnitTest tests[] = { TESTS };
	int failed = 0;

	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		MC_AUTOTEXT name = mc_format("%s, %s", user, names[i]);

		if (kinds[i].without_cgroup && geteuid() != 0)
			continue;
		current = &kinds[i];
		failed += _cmocka_run_group_tests(name, tests, MC_COUNT(tests), set_up, tear_down);
	}
	return failed;
}

static int run_as_nobody(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (setgroups(0, NULL) || setresgid(65534, 65534, 65534) || setresuid(65534, 65534, 65534) ||
		    chdir("/"))
			_exit(99);
		/* Taking another user id gave its files in /proc, the map of user ids among them, to root. */
		prctl(PR_SET_DUMPABLE, 1);
		exit(run_kinds("ordinary user") ? 1 : 0);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(void)
{
	int failed = run_kinds(geteuid() == 0 ? "root" : "user");

	if (geteuid() == 0)
		failed += run_as_nobody();
	return failed ? 1 : 0;
}
