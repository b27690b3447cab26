/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "os/sandbox.h"

/*
 * The same tests run for every kind of protection, as root and as an ordinary user: what a student's program
 * meets must not depend on where it is graded.  Hostile programs are compiled inside the sandbox and never
 * outside.
 */
struct kind {
	const char *name;
	struct mc_sandbox_config config;
};

static const struct kind *current; /* cmocka's set-up of a group gets no argument */

static const struct mc_limits small = {
	.cpu_ms = 300, .wall_ms = 30000, .memory_mb = 64, .output_kb = 64, .processes = 24, .disk_mb = 8
};

/* Opens a descriptor that programs must not inherit, without close-on-exec on purpose. */
#define SECRET "the expected output"

static const char *const sources[][2] = {
	{ "hog.c", "#include <stdlib.h>\n#include <string.h>\n"
		   "int main(void){for(;;){char*p=malloc(1<<20);if(!p)return 1;memset(p,1,1<<20);}}\n" },
	{ "shared.c",
	  "#include <string.h>\n#include <sys/mman.h>\n#include <sys/wait.h>\n#include <unistd.h>\n"
	  "int main(void){for(int "
	  "i=0;i<4;i++)if(!fork()){char*p=mmap(0,40<<20,3,MAP_SHARED|MAP_ANONYMOUS,-1,0);"
	  "memset(p,1,40<<20);sleep(2);_exit(1);}while(wait(0)>0);return 1;}\n" },
	{ "bomb.c", "#include <unistd.h>\nint main(void){for(;;)if(fork()<0)usleep(1000);}\n" },
	{ "spin.c", "#include <signal.h>\nint main(void){signal(SIGXCPU,SIG_IGN);for(;;);}\n" },
	{ "relay.c", "#include <signal.h>\n#include <unistd.h>\n"
		     "int main(void){signal(SIGCHLD,SIG_IGN);for(;;){if(!fork()){"
		     "for(volatile int i=0;i<10000000;i++);_exit(0);}usleep(30000);}}\n" },
	{ "net.c", "#include <errno.h>\n#include <sys/socket.h>\n#include <sys/un.h>\n"
		   "int main(void){int v[2];if(socketpair(AF_UNIX,SOCK_STREAM,0,v))return 2;"
		   "return "
		   "socket(AF_INET,SOCK_STREAM,0)>=0||socket(AF_INET6,SOCK_DGRAM,0)>=0||socket(AF_NETLINK,"
		   "SOCK_RAW,0)>=0;}\n" },
	{ "foreign.c", "int main(void){int r=20;__asm__ volatile(\"int $0x80\":\"+a\"(r));return 0;}\n" },
	{ "x32.c", "#include <unistd.h>\n#include <sys/syscall.h>\nint "
		   "main(void){syscall(0x40000000|39);return 0;}\n" },
	{ "calls.c",
	  "#define _GNU_SOURCE\n#include <errno.h>\n#include <sched.h>\n#include <sys/mount.h>\n#include "
	  "<sys/ptrace.h>\n"
	  "#include <sys/resource.h>\n#include <sys/wait.h>\n#include <unistd.h>\n"
	  "int main(void){struct rlimit l={1,1};if(!unshare(CLONE_NEWUSER))return "
	  "1;if(!unshare(CLONE_NEWNS))return 2;"
	  "if(!mount(\"x\",\"/tmp\",\"tmpfs\",0,0))return 3;if(!ptrace(PTRACE_TRACEME,0,0,0))return 4;"
	  "if(!prlimit(getppid(),RLIMIT_CPU,&l,0))return 5;if(!setuid(0)&&getuid()==0)return 6;"
	  "if(!chroot(\"/tmp\"))return 7;if(prlimit(0,RLIMIT_CORE,0,&l))return 8;return 0;}\n" },
};

static struct mc_tree *submission(void)
{
	static struct mc_tree tree = MC_TREE_INIT;

	if (tree.count == 0) {
		for (size_t i = 0; i < MC_COUNT(sources); i++)
			mc_tree_add(&tree, sources[i][0], sources[i][1], strlen(sources[i][1]), false);
		mc_tree_add(&tree, "sub/data.txt", "data\n", 5, false);
		mc_tree_add(&tree, "tool", "#!/bin/sh\necho tool\n", 20, true);
		mc_tree_sort(&tree);
	}
	return &tree;
}

/* For programs that do nothing: a busy machine changes nothing then. */
static const struct mc_limits hasty = {
	.cpu_ms = 300, .wall_ms = 500, .memory_mb = 64, .output_kb = 64, .processes = 24, .disk_mb = 8
};

/* Runs a command line by sh; the caller releases the result. */
static struct mc_sandbox_result shell_within(struct mc_sandbox *sandbox, const char *script,
					     const struct mc_limits *limits)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	struct mc_sandbox_run run = { .argv = argv, .limits = *limits };
	struct mc_sandbox_result result = MC_SANDBOX_RESULT_INIT;

	assert_ok(mc_sandbox_run(&result, sandbox, &run));
	return result;
}

static struct mc_sandbox_result shell(struct mc_sandbox *sandbox, const char *script)
{
	return shell_within(sandbox, script, &small);
}

static void expect_wall_time(struct mc_sandbox *sandbox, const char *script)
{
	MC_AUTO(mc_sandbox_result) result = shell_within(sandbox, script, &hasty);

	assert_int_equal(result.ending, MC_END_WALL);
	assert_true(result.wall_us >= 500000 && result.wall_us < 20000000);
}

static void expect_ending(struct mc_sandbox *sandbox, const char *script, enum mc_ending wanted)
{
	MC_AUTO(mc_sandbox_result) result = shell(sandbox, script);

	if (result.ending != wanted)
		fail_msg("%s: %s %d, expected %s\n%s%s", script, mc_ending_name(result.ending),
			 result.exit_status, mc_ending_name(wanted), result.out.ptr, result.err.ptr);
}

static void expect_output(struct mc_sandbox *sandbox, const char *script, const char *wanted)
{
	MC_AUTO(mc_sandbox_result) result = shell(sandbox, script);

	if (result.ending != MC_END_EXIT || strcmp(result.out.ptr, wanted) != 0)
		fail_msg("%s: %s, '%s', expected '%s'\n%s", script, mc_ending_name(result.ending),
			 result.out.ptr, wanted, result.err.ptr);
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

static int set_up(void **state)
{
	const struct kind *kind = *state;
	struct mc_sandbox *sandbox;

	assert_ok(mc_sandbox_open(&sandbox, &kind->config));
	assert_ok(mc_sandbox_begin(sandbox, submission(), 64));
	build(sandbox);
	*state = sandbox;
	return 0;
}

static int tear_down(void **state)
{
	assert_ok(mc_sandbox_end(*state));
	mc_sandbox_free(*state);
	return 0;
}

static bool is_full(const struct mc_sandbox *sandbox)
{
	return mc_sandbox_protection(sandbox)->level == MC_PROTECT_FULL;
}

static void hands_over_what_the_program_says(void **state)
{
	const char *const argv[] = { "sh", "-c", "cat; echo problem >&2; exit 3", NULL };
	struct mc_sandbox_run run = { .argv = argv, .limits = small, .input = "in\n", .input_len = 3 };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	assert_ok(mc_sandbox_run(&result, *state, &run));
	assert_int_equal(result.ending, MC_END_EXIT);
	assert_int_equal(result.exit_status, 3);
	assert_string_equal(result.out.ptr, "in\n");
	assert_string_equal(result.err.ptr, "problem\n");
	assert_true(result.wall_us > 0 && result.cpu_us > 0 && result.rss_kb > 100);
}

static void takes_folder_and_environment(void **state)
{
	const char *const argv[] = { "sh", "-c", "cat data.txt; echo $COLOR $LANG; ../tool; umask", NULL };
	const char *const env[] = { "COLOR=blue", "LANG=es_ES.UTF-8", NULL };
	struct mc_sandbox_run run = { .argv = argv, .env = env, .cwd = "sub", .limits = small };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	assert_ok(mc_sandbox_run(&result, *state, &run));
	assert_string_equal(result.out.ptr, "data\nblue es_ES.UTF-8\ntool\n0022\n");
}

static void says_why_a_program_did_not_start(void **state)
{
	static const struct {
		const char *name;
		int problem;
	} cases[] = { { "no-such-tool", ENOENT }, { "./sub/data.txt", EACCES }, { "./missing", ENOENT } };

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		const char *const argv[] = { cases[i].name, NULL };
		struct mc_sandbox_run run = { .argv = argv, .limits = small };
		MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

		assert_ok(mc_sandbox_run(&result, *state, &run));
		assert_int_equal(result.ending, MC_END_NOT_STARTED);
		assert_int_equal(result.start_errno, cases[i].problem);
	}
}

static void names_the_signal(void **state)
{
	MC_AUTO(mc_sandbox_result) result = shell(*state, "kill -SEGV $$");

	assert_int_equal(result.ending, MC_END_SIGNAL);
	assert_int_equal(result.signal, SIGSEGV);
}

static void tells_limits_apart(void **state)
{
	expect_wall_time(*state, "sleep 30");
	expect_wall_time(*state, "trap '' TERM; kill -STOP $$");
	expect_wall_time(*state, "exec >&- 2>&-; sleep 30");
	expect_ending(*state, "exec ./spin", MC_END_CPU);
	expect_ending(*state, "while :; do :; done & while :; do :; done", MC_END_CPU);
	expect_ending(*state, "yes", MC_END_OUTPUT);
	expect_ending(*state, "yes >&2", MC_END_OUTPUT);
	expect_ending(*state, "exec ./hog", MC_END_MEMORY);
	expect_ending(*state, "exec ./shared", MC_END_MEMORY);
	expect_ending(*state, "exec ./bomb", MC_END_PROCESSES);
	expect_ending(*state, "exec cat /dev/zero >file", MC_END_DISK);
	expect_ending(*state, "echo fine", MC_END_EXIT);
}

/* Children that nobody waits for are in no process's usage; without a group to count them the clock ends the
 * relay. */
static void ends_a_relay_of_children(void **state)
{
	struct mc_limits limits = small;

	limits.wall_ms = 3000;
	MC_AUTO(mc_sandbox_result) result = shell_within(*state, "exec ./relay", &limits);

	assert_true(result.ending == MC_END_CPU || result.ending == MC_END_WALL);
}

static void keeps_output_up_to_the_cap(void **state)
{
	MC_AUTO(mc_sandbox_result) exact = shell(*state, "head -c 65536 /dev/zero");
	MC_AUTO(mc_sandbox_result) over = shell(*state, "head -c 65537 /dev/zero");

	assert_int_equal(exact.ending, MC_END_EXIT);
	assert_int_equal(exact.out.len, 65536);
	assert_int_equal(over.ending, MC_END_OUTPUT);
	assert_int_equal(over.out.len, 65536);
	assert_int_equal(over.out_lost, 1);
}

static void blocks_foreign_calls(void **state)
{
	struct utsname machine;

	uname(&machine);
	if (strcmp(machine.machine, "x86_64") != 0)
		skip();
	expect_ending(*state, "exec ./foreign", MC_END_BLOCKED);
	expect_ending(*state, "exec ./x32", MC_END_BLOCKED);
}

static void refuses_dangerous_calls(void **state)
{
	expect_output(*state, "./calls; echo $?", "0\n");
	expect_output(*state, "./net; echo $?", "0\n");
}

static void gives_every_program_a_fresh_view(void **state)
{
	expect_output(*state,
		      "echo x >new; echo y >sub/data.txt; rm tool; echo z >$TMPDIR/t; mkdir -p a/b; cat "
		      "sub/data.txt",
		      "y\n");
	expect_output(*state, "ls new a; cat sub/data.txt; ls $TMPDIR; ./tool", "data\ntool\n");
	expect_output(*state, "stat -c %a . >a; chmod 711 .; cat a; stat -c %a .",
		      is_full(*state) ? "755\n711\n" : "700\n711\n");
	expect_output(*state, "stat -c %a .", is_full(*state) ? "755\n" : "700\n");
}

static void leaves_no_process_behind(void **state)
{
	expect_output(*state,
		      "(setsid sh -c 'trap \"\" HUP TERM; echo $$ >pid; exec sleep 77' &) ; while ! [ -s pid "
		      "]; do :; done; echo up",
		      "up\n");
	expect_output(
		*state,
		"for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; echo; done 2>&1 | grep -c 'sleep 7[7]'",
		"0\n");
	assert_int_equal(waitpid(-1, NULL, WNOHANG), 0);
}

static void lays_extra_files_for_one_program(void **state)
{
	const char *const argv[] = { "sh", "-c",
				     "cat hidden/test sub/data.txt; echo no >hidden/test; cat hidden/test",
				     NULL };
	MC_AUTO(mc_tree) extra = MC_TREE_INIT;
	struct mc_sandbox_run run = { .argv = argv, .limits = small, .extra = &extra };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	mc_tree_add(&extra, "hidden/test", "question\n", 9, false);
	mc_tree_add(&extra, "sub/data.txt", "other\n", 6, false);
	mc_tree_sort(&extra);
	assert_ok(mc_sandbox_run(&result, *state, &run));
	assert_string_equal(result.out.ptr, "question\nother\nquestion\n");
	expect_output(*state, "ls hidden 2>&1 | grep -c question; cat sub/data.txt", "0\ndata\n");
}

static void build_and_renew(struct mc_sandbox *sandbox, const char *script, enum mc_ending wanted)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	const char *const names[] = { "sub", "hidden" };
	MC_AUTO(mc_tree) files = MC_TREE_INIT;
	const struct mc_sandbox_run run = { .argv = argv,
					    .limits = small,
					    .keeps_files = true,
					    .extra = &files,
					    .renew = names,
					    .renew_count = MC_COUNT(names) };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	mc_tree_add(&files, "sub/data.txt", "data\n", 5, false);
	assert_ok(mc_sandbox_begin(sandbox, submission(), 8));
	assert_ok(mc_sandbox_run(&result, sandbox, &run));
	assert_int_equal(result.ending, wanted);
}

/* The build is the student's: whatever it makes of the tests, a link among it, they are as before. */
static void puts_tests_back_after_a_build(void **state)
{
	build_and_renew(
		*state,
		"rm -rf sub; ln -s /tmp sub; mkdir hidden .built-sub-0; echo bad >hidden/x; echo made >made; "
		"chmod 000 .",
		MC_END_EXIT);
	expect_output(*state, "cat sub/data.txt made; ls -d hidden 2>&1 | grep -c cannot", "data\nmade\n1\n");
	assert_ok(mc_sandbox_begin(*state, submission(), 64));
}

/* A full disk must not become a failure of ours; without a file system of its own a build fills nothing. */
static void blames_a_build_that_leaves_no_room(void **state)
{
	const struct mc_protection *protection = mc_sandbox_protection(*state);

	if (protection->namespaces)
		build_and_renew(
			*state,
			"rm -rf sub; for n in 1 2 3; do cat /dev/zero >big$n; done 2>/dev/null; exit 0",
			MC_END_DISK);
	assert_ok(mc_sandbox_begin(*state, submission(), 64));
}

static void takes_many_folders(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	/* Files of its own are made on the machine's disk otherwise, which takes long and proves nothing. */
	for (int i = 0; i < 700 && mc_sandbox_protection(*state)->namespaces; i++) {
		MC_AUTOTEXT path = mc_format("%d/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/f", i);

		mc_tree_add(&tree, path, "", 0, false);
	}
	mc_tree_sort(&tree);
	assert_ok(mc_sandbox_begin(*state, &tree, 8));
	expect_output(*state, "echo x >x && cat x; ls -d 699 2>/dev/null || echo 699", "x\n699\n");
	assert_ok(mc_sandbox_begin(*state, submission(), 64));
}

static void brings_back_only_regular_files(void **state)
{
	const char *const argv[] = {
		"sh", "-c", "printf ab >file; ln -s /etc/passwd link; mkfifo fifo; mkdir d; ln -s / root",
		NULL
	};
	const char *const wanted[] = { "link",	      "file", "fifo", "d", "missing", "root/etc/passwd",
				       "sub/data.txt" };
	struct mc_sandbox_run run = {
		.argv = argv, .limits = small, .collect = wanted, .collect_count = MC_COUNT(wanted)
	};
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	assert_ok(mc_sandbox_run(&result, *state, &run));
	assert_int_equal(result.file_count, MC_COUNT(wanted));
	for (size_t i = 0; i < MC_COUNT(wanted); i++)
		assert_int_equal(result.files[i].data != NULL, i == 1 || i == 6);
	assert_string_equal(result.files[1].data, "ab");
	assert_int_equal(result.files[6].len, 5);
}

static void hides_the_grader(void **state)
{
	/* Nothing above 2 is open but what ls itself opened. */
	expect_output(*state, "ls /proc/self/fd | grep -v '^[0-3]$'; env | grep -c GRADER_SECRET", "0\n");
	expect_output(*state, "ls /usr/share/zoneinfo 2>/dev/null | wc -l", "0\n");
	expect_output(*state, "test -w /usr -o -w /etc -o -w /etc/passwd; echo $?", "1\n");
	if (is_full(*state))
		expect_output(
			*state,
			"ls -d /root /home /var/lib /proc/1 2>/dev/null; ls / | grep -v '^lib'; uname -n",
			"bin\nbox\ndev\netc\nproc\nrun\nsbin\ntmp\nusr\nvar\nsandbox\n");
}

static void ask_nothing(int number)
{
	(void)number;
}

static void survives_an_interruption(void **state)
{
	const char *const argv[] = { "sleep", "20", NULL };
	struct mc_sandbox_run run = { .argv = argv, .limits = { 400, 30000, 64, 64, 24, 8 } };
	struct sigaction action = { .sa_handler = ask_nothing };
	struct mc_sandbox_result result = MC_SANDBOX_RESULT_INIT;

	sigaction(SIGALRM, &action, NULL);
	alarm(1);
	assert_err(MC_E_INTERRUPTED, mc_sandbox_run(&result, *state, &run));
	assert_ok(mc_sandbox_begin(*state, submission(), 64));
	build(*state);
	expect_output(*state, "echo again", "again\n");
}

static void refuses_what_makes_no_sense(void **state)
{
	const char *const argv[] = { "true", NULL };
	const char *const none[] = { NULL };
	struct mc_sandbox_run run = { .argv = argv, .limits = small };
	struct mc_sandbox_result result = MC_SANDBOX_RESULT_INIT;

	run.limits.wall_ms = 0;
	assert_err(MC_E_INPUT, mc_sandbox_run(&result, *state, &run));
	run.limits = small;
	run.cwd = "../..";
	assert_err(MC_E_INPUT, mc_sandbox_run(&result, *state, &run));
	run.cwd = NULL;
	run.argv = none;
	assert_err(MC_E_INPUT, mc_sandbox_run(&result, *state, &run));
	/* None of that harmed the slot. */
	expect_output(*state, "echo alive", "alive\n");
}

static void starts_submissions_over_and_over(void **state)
{
	for (int i = 0; i < 12; i++) {
		assert_ok(mc_sandbox_begin(*state, submission(), 16));
		expect_output(*state, "ls | wc -l; echo x >x", "11\n");
		assert_ok(mc_sandbox_end(*state));
	}
	assert_ok(mc_sandbox_begin(*state, submission(), 64));
}

static bool is_running(const char *seconds)
{
	MC_AUTOTEXT wanted = mc_format("sleep %s", seconds);
	glob_t found = { 0 };
	bool is_found = false;

	glob("/proc/[0-9]*/cmdline", GLOB_NOSORT, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc && !is_found; i++) {
		char line[64] = "";
		MC_AUTOFD fd = open(found.gl_pathv[i], O_RDONLY | O_CLOEXEC);

		if (fd >= 0 && read(fd, line, sizeof(line) - 1) > 6 && line[5] == '\0') {
			line[5] = ' ';
			is_found = !strcmp(line, wanted);
		}
	}
	globfree(&found);
	return is_found;
}

static bool becomes(const char *seconds, bool wanted)
{
	for (int i = 0; i < 300; i++) {
		if (is_running(seconds) == wanted)
			return true;
		usleep(50000);
	}
	return false;
}

/* The grader itself can be killed in the middle of a run: by the user, by the kernel. */
static void dies_with_its_keeper(void **state)
{
	MC_AUTOTEXT seconds = mc_format("%d.25", 1000 + (int)getpid());
	MC_AUTOTEXT script = mc_format("setsid sleep %s & sleep %s", seconds, seconds);
	struct mc_sandbox *sandbox;
	pid_t keeper = fork();

	(void)state;
	if (keeper == 0) {
		const char *const argv[] = { "sh", "-c", script, NULL };
		struct mc_sandbox_run run = { .argv = argv, .limits = small };
		struct mc_sandbox_result result = MC_SANDBOX_RESULT_INIT;

		if (!mc_sandbox_open(&sandbox, &current->config) &&
		    !mc_sandbox_begin(sandbox, submission(), 8))
			mc_err_drop(mc_sandbox_run(&result, sandbox, &run));
		_exit(0);
	}
	bool has_started = becomes(seconds, true);

	kill(keeper, SIGKILL);
	waitpid(keeper, NULL, 0);
	assert_true(has_started);
	assert_true(becomes(seconds, false));
}

static void shows_a_toolchain(void **state)
{
	static const char *const folders[] = { "/etc/alternatives", "/var/lib/dpkg" };
	struct mc_sandbox_config config = current->config;
	MC_AUTOPTR(mc_sandbox) sandbox = NULL;

	(void)state;
	config.toolchains = folders;
	config.toolchain_count = MC_COUNT(folders);
	if (access(folders[1], R_OK))
		skip();
	assert_ok(mc_sandbox_open(&sandbox, &config));
	assert_ok(mc_sandbox_begin(sandbox, submission(), 8));
	expect_output(sandbox,
		      "test -r /var/lib/dpkg/status && ! touch /var/lib/dpkg/x 2>/dev/null && echo shown",
		      "shown\n");
	assert_ok(mc_sandbox_end(sandbox));
}

#define TESTS \
	cmocka_unit_test(hands_over_what_the_program_says), cmocka_unit_test(takes_folder_and_environment), \
		cmocka_unit_test(says_why_a_program_did_not_start), cmocka_unit_test(names_the_signal), \
		cmocka_unit_test(tells_limits_apart), cmocka_unit_test(ends_a_relay_of_children), \
		cmocka_unit_test(keeps_output_up_to_the_cap), cmocka_unit_test(blocks_foreign_calls), \
		cmocka_unit_test(refuses_dangerous_calls), \
		cmocka_unit_test(gives_every_program_a_fresh_view), \
		cmocka_unit_test(leaves_no_process_behind), \
		cmocka_unit_test(lays_extra_files_for_one_program), \
		cmocka_unit_test(puts_tests_back_after_a_build), \
		cmocka_unit_test(blames_a_build_that_leaves_no_room), cmocka_unit_test(takes_many_folders), \
		cmocka_unit_test(brings_back_only_regular_files), cmocka_unit_test(hides_the_grader), \
		cmocka_unit_test(refuses_what_makes_no_sense), cmocka_unit_test(survives_an_interruption), \
		cmocka_unit_test(starts_submissions_over_and_over), cmocka_unit_test(dies_with_its_keeper), \
		cmocka_unit_test(shows_a_toolchain)

static int set_up_current(void **state)
{
	*state = (void *)(uintptr_t)current;
	return set_up(state);
}

static int run_kinds(const char *user)
{
	static const char *const hidden[] = { "/usr/share/zoneinfo" };
	static const struct kind kinds[] = {
		{ "all", { .hide = hidden, .hide_count = 1 } },
		{ "without control groups",
		  { .hide = hidden, .hide_count = 1, .without_cgroup = true, .slot = 1 } },
		{ "without overlay",
		  { .hide = hidden, .hide_count = 1, .without_overlay = true, .slot = 2 } },
		{ "without namespaces",
		  { .hide = hidden, .hide_count = 1, .without_namespaces = true, .slot = 3 } },
	};
	const struct CMUnitTest tests[] = { TESTS };
	int failed = 0;

	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		MC_AUTOTEXT name = mc_format("%s, %s", user, kinds[i].name);

		/* An ordinary user has no control groups here anyway. */
		if (kinds[i].config.without_cgroup && geteuid() != 0)
			continue;
		current = &kinds[i];
		failed += _cmocka_run_group_tests(name, tests, MC_COUNT(tests), set_up_current, tear_down);
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
	int secret = open("/etc/hostname", O_RDONLY);

	setenv("GRADER_SECRET", SECRET, 1);
	int failed = run_kinds(geteuid() == 0 ? "root" : "user");

	if (geteuid() == 0)
		failed += run_as_nobody();
	close(secret);
	return failed ? 1 : 0;
}
