/* SPDX-License-Identifier: MIT */
/* Becomes another user: by calls, by programs with the setuid bit, by a bit of its own. Expected: pass. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Such a program would leave its mark in a file of root's. */
static void run(const char *program)
{
	pid_t child = fork();

	if (child == 0) {
		int nowhere = open("/dev/null", O_RDWR);

		dup2(nowhere, 1);
		dup2(nowhere, 2);
		execl(program, program, "-c", "touch /etc/escaped-@MARK@ /usr/escaped-@MARK@", NULL);
		_exit(1);
	}
	waitpid(child, NULL, 0);
}

int main(int argc, char **argv)
{
	static const char *const programs[] = { "/usr/bin/su",     "/usr/bin/sudo", "/usr/bin/passwd", "/usr/bin/mount",
						"/usr/bin/newgrp", "/usr/bin/chsh", "/usr/bin/pkexec" };

	if (geteuid() == 0 || getegid() == 0)
		puts("ESCAPED: born as root");
	for (unsigned i = 0; i < sizeof(programs) / sizeof(*programs); i++)
		run(programs[i]);
	if (!setuid(0) || !setgid(0) || !setreuid(0, 0) || !setregid(0, 0) || !setresuid(0, 0, 0) || !setgroups(0, NULL))
		puts("ESCAPED: became another user");
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
		puts("ESCAPED: may gain rights by exec");
	if (argc > 0 && !chmod(argv[0], 06777) && argc > 2 && geteuid() == 0)
		puts("ESCAPED: gained root by a bit of its own");
	puts("contained");
	return 0;
}
