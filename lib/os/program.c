/* SPDX-License-Identifier: MIT */
#include "os/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "os/clock.h"

static bool is_replaced(const char *variable, const char *const env[])
{
	size_t name = strcspn(variable, "=") + 1;

	for (size_t i = 0; env[i]; i++) {
		if (!strncmp(variable, env[i], name))
			return true;
	}
	return false;
}

/* Our environment with the changes; owned by the caller, its texts are not. */
static char **environment(const char *const env[], bool is_bare)
{
	size_t ours = 0;
	size_t more = 0;
	size_t count = 0;

	while (!is_bare && environ[ours])
		ours++;
	while (env[more])
		more++;
	char **made = mc_alloc_zero(ours + more + 1, sizeof(*made));

	for (size_t i = 0; i < ours; i++) {
		if (!is_replaced(environ[i], env))
			made[count++] = environ[i];
	}
	for (size_t i = 0; i < more; i++)
		made[count++] = (char *)(uintptr_t)env[i];
	return made;
}

static pid_t start(const struct mc_program *program, int fd)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	char **env = environment(program->env, program->has_bare_env);
	pid_t pid = -1;

	(void)posix_spawn_file_actions_init(&files);
	if (program->takes_errors)
		(void)posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	else
		(void)posix_spawn_file_actions_adddup2(&files, fd, STDIN_FILENO);
	(void)posix_spawn_file_actions_adddup2(&files, fd, STDOUT_FILENO);
	if (program->takes_errors)
		(void)posix_spawn_file_actions_adddup2(&files, fd, STDERR_FILENO);
	else
		(void)posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	(void)posix_spawnattr_init(&attributes);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	if (posix_spawnp(&pid, program->argv[0], &files, &attributes, (char *const *)(uintptr_t)program->argv,
			 env) != 0)
		pid = -1;
	(void)posix_spawn_file_actions_destroy(&files);
	(void)posix_spawnattr_destroy(&attributes);
	free(env);
	return pid;
}

/* Reads to the end; false when that does not come in time, or too much does. */
static bool hear(struct mc_buf *output, int fd, const struct mc_program *program)
{
	uint64_t end_ms = mc_clock_ms() + program->wait_ms;
	size_t heard = 0;

	for (;;) {
		struct pollfd ready = { .fd = fd, .events = POLLIN };
		uint64_t now_ms = mc_clock_ms();

		if (now_ms >= end_ms || poll(&ready, 1, (int)(end_ms - now_ms)) == 0)
			return false;
		char *room = mc_buf_room(output, 4096);
		ssize_t got = read(fd, room, 4096);

		if (got < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (got <= 0)
			return got == 0;
		mc_buf_grown(output, (size_t)got);
		heard += (size_t)got;
		if (heard > program->limit_bytes)
			return false;
	}
}

/* Some programs take a socket whose other side has said all for one that nobody listens to any more. */
static bool connect_both(int pair[2], const struct mc_program *program)
{
	if (program->takes_errors)
		return pipe2(pair, O_CLOEXEC) == 0;
	return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0;
}

int mc_program_ask(struct mc_buf *output, const struct mc_program *program)
{
	int pair[2];
	int status = -1;

	if (!connect_both(pair, program))
		return -1;
	MC_AUTOFD ours = pair[0];
	pid_t pid = start(program, pair[1]);

	(void)close(pair[1]);
	if (pid < 0)
		return -1;
	/* What it has no room for, a program that answers questions does not read. */
	(void)send(ours, program->input.ptr, program->input.len, MSG_NOSIGNAL | MSG_DONTWAIT);
	(void)shutdown(ours, SHUT_WR);
	if (!hear(output, ours, program))
		(void)kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool mc_program_is_there(const char *name)
{
	const char *path = getenv("PATH");
	MC_AUTOTEXT folders = mc_strdup(path ? path : "/usr/bin:/bin");
	char *rest = folders;
	char *folder;

	while ((folder = strsep(&rest, ":")) != NULL) {
		MC_AUTOTEXT file = mc_format("%s/%s", folder[0] ? folder : ".", name);

		if (access(file, X_OK) == 0)
			return true;
	}
	return false;
}
