/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_LIVE_H
#define MC_TESTS_LIVE_H

/* For tests of programs that are talked to while they run in the sandbox: each gets a sandbox with the
 * programs below, built. Lists of tests run for every kind of protection. */
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

static inline void build(struct mc_sandbox *sandbox)
{
	const char *const argv[] = { "sh", "-c", "for f in *.c; do gcc -O1 -w -o ${f%.c} $f || exit 1; done",
				     NULL };
	struct mc_sandbox_run run = { .argv = argv, .limits = MC_LIMITS_BUILD, .keeps_files = true };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	assert_ok(mc_sandbox_run(&result, sandbox, &run));
	if (result.ending != MC_END_EXIT || result.exit_status)
		fail_msg("build: %s\n%s", mc_ending_name(result.ending), result.err.ptr);
}

static inline void begin(struct mc_sandbox *sandbox)
{
	struct mc_sandbox_needs needs = { .disk_mb = 16,
					  .has_loopback = mc_sandbox_protection(sandbox)->namespaces };

	assert_ok(mc_sandbox_begin_with(sandbox, submission(), &needs));
	build(sandbox);
}

static inline int set_up(void **state)
{
	struct mc_sandbox *sandbox;

	assert_ok(mc_sandbox_open(&sandbox, current));
	begin(sandbox);
	*state = sandbox;
	return 0;
}

static inline int tear_down(void **state)
{
	assert_ok(mc_sandbox_end(*state));
	mc_sandbox_free(*state);
	return 0;
}

static inline struct mc_live *start_within(struct mc_sandbox *sandbox, const char *script,
					   enum mc_live_join join, const struct mc_limits *limits)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	struct mc_live_plan plan = { .run = { .argv = argv, .limits = *limits }, .join = join };
	struct mc_live *live;

	assert_ok(mc_live_start(&live, sandbox, &plan));
	return live;
}

static inline struct mc_live *start(struct mc_sandbox *sandbox, const char *script, enum mc_live_join join)
{
	return start_within(sandbox, script, join, &small);
}

/* Waits until the output is text, or the program can no longer print it. */
static inline void expect_output(struct mc_live *live, const char *text)
{
	struct mc_live_state state = { 0 };

	while (!state.is_late && !state.has_ended && !mc_str_is_equal(mc_live_output(live), mc_str(text)))
		assert_ok(mc_live_wait(&state, live, NULL, 0, PATIENCE_MS));
	struct mc_str all = mc_live_output(live);

	if (!mc_str_is_equal(all, mc_str(text)))
		fail_msg("expected '%s', got '%.*s'%s", text, (int)all.len, all.ptr,
			 state.is_late ? ", then silence" : "");
}

static inline void expect_end(struct mc_live *live, enum mc_ending ending, int status, const char *text)
{
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	assert_ok(mc_live_end(&result, live));
	assert_string_equal(mc_ending_name(result.ending), mc_ending_name(ending));
	assert_int_equal(result.exit_status, status);
	assert_false(result.was_stopped);
	if (text)
		assert_string_equal(result.out.ptr, text);
}

static inline int run_kinds(const char *user, const struct CMUnitTest tests[], size_t count, unsigned slot)
{
	const struct mc_sandbox_config kinds[] = { { .slot = slot },
						   { .slot = slot + 1, .without_cgroup = true },
						   { .slot = slot + 2, .without_namespaces = true } };
	static const char *const names[] = { "all", "without control groups", "without namespaces" };
	int failed = 0;

	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		MC_AUTOTEXT name = mc_format("%s, %s", user, names[i]);

		if (kinds[i].without_cgroup && geteuid() != 0)
			continue;
		current = &kinds[i];
		failed += _cmocka_run_group_tests(name, tests, count, set_up, tear_down);
	}
	return failed;
}

static inline int run_as_nobody(const struct CMUnitTest tests[], size_t count, unsigned slot)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (setgroups(0, NULL) || setresgid(65534, 65534, 65534) || setresuid(65534, 65534, 65534) ||
		    chdir("/"))
			_exit(99);
		/* Taking another user id gave its files in /proc, the map of user ids among them, to root. */
		prctl(PR_SET_DUMPABLE, 1);
		exit(run_kinds("ordinary user", tests, count, slot) ? 1 : 0);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/* Takes three slots of the sandbox from slot on: programs of tests that run at the same time must not meet.
 */
static inline int run_all(const struct CMUnitTest tests[], size_t count, unsigned slot)
{
	int failed = run_kinds(geteuid() == 0 ? "root" : "user", tests, count, slot);

	if (geteuid() == 0)
		failed += run_as_nobody(tests, count, slot);
	return failed ? 1 : 0;
}

#endif
