/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_SHELL_H
#define MC_TESTS_SHELL_H

/* For tests that set their scene with shell commands; include check.h before. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"

/* Runs a script of ours in dir, with a git that knows no configuration of this machine; its exit status. */
static inline int shell_status(const char *dir, const char *script)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		if (chdir(dir) < 0)
			_exit(126);
		(void)setenv("HOME", "/nonexistent", 1);
		(void)setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
		(void)setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
		(void)setenv("GIT_AUTHOR_NAME", "Sample", 1);
		(void)setenv("GIT_AUTHOR_EMAIL", "sample@example.org", 1);
		(void)setenv("GIT_COMMITTER_NAME", "Sample", 1);
		(void)setenv("GIT_COMMITTER_EMAIL", "sample@example.org", 1);
		(void)execl("/bin/sh", "sh", "-euc", script, (char *)NULL);
		_exit(127);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static inline void shell(const char *dir, const char *script)
{
	int status = shell_status(dir, script);

	if (status != 0)
		fail_msg("exit status %d of: %s", status, script);
}

/* What the script prints, without the last end of line; release with free(). */
static inline char *shell_text(const char *dir, const char *script)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT to_file = mc_format("{ %s\n} >.shell_text", script);
	MC_AUTOTEXT file = mc_format("%s/.shell_text", dir);

	shell(dir, to_file);
	assert_ok(mc_buf_read_file(&text, file, 1 << 20));
	(void)unlink(file);
	if (text.len && text.ptr[text.len - 1] == '\n')
		text.ptr[--text.len] = '\0';
	return mc_buf_take(&text);
}

#endif
