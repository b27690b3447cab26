/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_FORGE_HOST_H
#define MC_TESTS_FORGE_HOST_H

/* A host of repositories, tests/forge_server.py, for tests that are run from the top of the tree; include
 * check.h, temp.h and shell.h before. */
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>

#include "base/buf.h"

struct forge_host {
	pid_t pid;
	int stdin_fd;
	char *origin;
};

/* The server, found before a test goes into its own folder. */
static char forge_server[PATH_MAX];

static inline int forge_host_find(void **state)
{
	/* What the surroundings say is not what is tested. */
	static const char *const theirs[] = { "GITHUB_TOKEN",	"GH_TOKEN",	 "GITLAB_TOKEN",
					      "FORGEJO_TOKEN",	"GITEA_TOKEN",	 "MIGRACODE_TOKEN_HOST",
					      "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(theirs); i++)
		(void)unsetenv(theirs[i]);
	(void)setenv("no_proxy", "*", 1);
	return realpath("tests/forge_server.py", forge_server) ? 0 : -1;
}

/* Starts one in the folder that the test is in, with that world, and trusts it. */
static inline struct forge_host forge_host_start(const char *world)
{
	struct forge_host host = { 0 };
	MC_AUTO(mc_buf) origin = MC_BUF_INIT;
	int pipes[2];

	temp_put("world.json", world);
	(void)unlink("origin");
	assert_int_equal(pipe2(pipes, O_CLOEXEC), 0);
	host.pid = fork();
	if (host.pid == 0) {
		(void)dup2(pipes[0], STDIN_FILENO);
		(void)execlp("python3", "python3", forge_server, ".", "world.json", (char *)NULL);
		_exit(127);
	}
	(void)close(pipes[0]);
	host.stdin_fd = pipes[1];
	for (int i = 0; i < 500 && access("origin", F_OK) != 0; i++)
		(void)poll(NULL, 0, 20);
	assert_ok(mc_buf_read_file(&origin, "origin", 100));
	origin.ptr[origin.len - 1] = '\0';
	host.origin = mc_strdup(origin.ptr);
	(void)setenv("CURL_CA_BUNDLE", "cert.pem", 1);
	return host;
}

static inline void forge_host_stop(struct forge_host *host)
{
	int status;

	(void)close(host->stdin_fd);
	(void)kill(host->pid, SIGTERM);
	(void)waitpid(host->pid, &status, 0);
	free(host->origin);
}

#endif
