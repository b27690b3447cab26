/* SPDX-License-Identifier: MIT */
/* Writes to the system, the spec, the results and other submissions. Expected: pass: nothing changes outside. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
	static const char *const folders[] = { "@EXERCISE@", "@EXERCISE@/private", "@SUBMISSIONS@", "@SUBMISSIONS@/good-0",
					       "@OUTSIDE@", "/", "/usr", "/usr/bin", "/usr/local/bin", "/etc", "/etc/cron.d",
					       "/var/tmp", "/var", "/root", "/home", "/run", "/dev", "/dev/shm", "/proc/sys/kernel",
					       "/sys/fs/cgroup", "/boot", "/lib", "/tmp/..", "/box/../../..", "/proc/1/root/tmp",
					       "/proc/1/cwd", "/proc/self/root/var/tmp" };
	static const char *const files[] = { "@EXERCISE@/exercise.json", "/etc/passwd", "/usr/bin/true", "/proc/sys/kernel/core_pattern",
					     "/proc/1/oom_score_adj", "/etc/ld.so.preload", "/proc/self/exe" };
	char path[512];

	for (unsigned i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		snprintf(path, sizeof(path), "%s/escaped-@MARK@", folders[i]);
		close(open(path, O_CREAT | O_WRONLY, 0666));
		mkdir(path, 0777);
		if (symlink("/etc/passwd", path) && link("/usr/bin/true", path))
			continue;
	}
	for (unsigned i = 0; i < sizeof(files) / sizeof(*files); i++) {
		int fd = open(files[i], O_WRONLY | O_APPEND);

		if (fd >= 0)
			printf("ESCAPED: can write to %s\n", files[i]);
		chmod(files[i], 0666);
		unlink(files[i]);
	}
	puts("contained");
	return 0;
}
