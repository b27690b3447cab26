/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

/*
 * The least that grading costs: build with posix_spawn, then for each case posix_spawn with the input as
 * stdin, read stdout, compare.  No sandbox, no limits, no report.  What migracode adds is measured against
 * this.
 *
 * usage: floor c|sh|py JOBS CASES WORK SUBMISSION...
 * CASES has 01.in 01.out and so on; WORK is an empty folder.  Exit status 0: every answer was right.
 */
enum { CASES = 10, FILE_MAX_BYTES = 1 << 20, FIRST_SUBMISSION = 5 };

struct language {
	const char *name;
	const char *file;
	bool is_built;
	char *run[3]; /* the program and its first argument; NULL: the built program */
};

static const struct language languages[] = {
	{ "c", "readings.c", true, { NULL } },
	{ "sh", "readings.sh", false, { (char[]){ "sh" }, NULL } },
	{ "py", "readings.py", false, { (char[]){ "python3" }, NULL } },
};

struct task {
	const struct language *language;
	const char *cases;
	char *built;
	char *inputs[CASES];
	struct mc_buf answers[CASES];
};

extern char **environ;

static void must(struct mc_err *err)
{
	if (!err)
		return;
	fprintf(stderr, "floor: %s\n", err->msg);
	exit(4);
}

static void load(struct task *task, const char *work)
{
	task->built = mc_format("%s/readings.%d", work, (int)getpid());
	for (int i = 0; i < CASES; i++) {
		MC_AUTOTEXT answer = mc_format("%s/%02d.out", task->cases, i + 1);

		task->inputs[i] = mc_format("%s/%02d.in", task->cases, i + 1);
		must(mc_buf_read_file(&task->answers[i], answer, FILE_MAX_BYTES));
	}
}

static bool ends_well(pid_t pid)
{
	int status;

	return waitpid(pid, &status, 0) == pid && status == 0;
}

static bool build(const struct task *task, char *source)
{
	char *const argv[] = { (char[]){ "gcc" },
			       (char[]){ "-O1" },
			       (char[]){ "-Wall" },
			       (char[]){ "-o" },
			       task->built,
			       source,
			       NULL };
	pid_t pid;

	return !posix_spawnp(&pid, "gcc", NULL, NULL, argv, environ) && ends_well(pid);
}

static bool start(pid_t *pid, int *out, const char *input, char *const argv[])
{
	posix_spawn_file_actions_t actions;
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) || posix_spawn_file_actions_init(&actions) ||
	    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0) ||
	    posix_spawn_file_actions_adddup2(&actions, fds[1], 1))
		return false;
	bool is_started = !posix_spawnp(pid, argv[0], &actions, NULL, argv, environ);

	posix_spawn_file_actions_destroy(&actions);
	close(fds[1]);
	*out = fds[0];
	return is_started;
}

static bool is_right(const struct task *task, int number, char *const argv[])
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	pid_t pid;
	int out;

	if (!start(&pid, &out, task->inputs[number], argv))
		return false;
	MC_AUTOFD fd = out;

	must(mc_buf_read_fd(&text, fd, FILE_MAX_BYTES));
	return ends_well(pid) && text.len == task->answers[number].len &&
	       !memcmp(text.ptr, task->answers[number].ptr, text.len);
}

static bool grade(const struct task *task, const char *submission)
{
	MC_AUTOTEXT source = mc_format("%s/%s", submission, task->language->file);
	char *const program[] = { task->built, NULL };
	char *const script[] = { task->language->run[0], source, NULL };

	if (task->language->is_built && !build(task, source))
		return false;
	for (int i = 0; i < CASES; i++) {
		if (!is_right(task, i, task->language->is_built ? program : script))
			return false;
	}
	return true;
}

/* Work is handed out one by one over a pipe, so that no processor waits while another still has much to do.
 */
static int work_off(struct task *task, const char *work, int queue, char *submissions[])
{
	unsigned short next;

	load(task, work);
	while (read(queue, &next, sizeof(next)) == sizeof(next)) {
		if (!grade(task, submissions[next]))
			return 1;
	}
	return 0;
}

static int open_queue(unsigned short count)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC))
		exit(4);
	for (unsigned short i = 0; i < count; i++) {
		if (write(fds[1], &i, sizeof(i)) != sizeof(i))
			exit(4);
	}
	close(fds[1]);
	return fds[0];
}

static const struct language *find_language(const char *name)
{
	for (size_t i = 0; i < MC_COUNT(languages); i++) {
		if (!strcmp(languages[i].name, name))
			return &languages[i];
	}
	exit(2);
}

int main(int argc, char *argv[])
{
	if (argc <= FIRST_SUBMISSION)
		return 2;
	struct task task = { .language = find_language(argv[1]), .cases = argv[3] };
	int queue = open_queue((unsigned short)(argc - FIRST_SUBMISSION));
	int jobs = argv[2][0] - '0';
	int status;
	bool is_good = true;

	if (jobs == 1)
		return work_off(&task, argv[4], queue, argv + FIRST_SUBMISSION);
	for (int i = 0; i < jobs; i++) {
		if (fork() == 0)
			_exit(work_off(&task, argv[4], queue, argv + FIRST_SUBMISSION));
	}
	while (wait(&status) > 0)
		is_good = is_good && status == 0;
	return is_good ? 0 : 1;
}
