/* SPDX-License-Identifier: MIT */
#include "os/sandbox_cgroup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"

#define FOLDER_PREFIX "migracode-"
#define KEEPER_FOLDER "migracode-keeper"

enum { MAX_TWINS = 100, PROC_MAX_BYTES = 1024 * 1024 };

/* True when the comma-separated list holds the word. */
static bool has_word(struct mc_str list, const char *word)
{
	size_t len = strlen(word);

	for (size_t at = 0; at + len <= list.len; at++) {
		bool starts = at == 0 || list.ptr[at - 1] == ',';
		bool ends = at + len == list.len || list.ptr[at + len] == ',';

		if (starts && ends && !memcmp(list.ptr + at, word, len))
			return true;
	}
	return false;
}

static bool cut(struct mc_str *field, struct mc_str *rest, char separator)
{
	const char *end = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;

	if (!rest->len)
		return false;
	*field = (struct mc_str){ rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len };
	size_t used = field->len + (end ? 1 : 0);

	*rest = (struct mc_str){ rest->ptr + used, rest->len - used };
	return true;
}

/* The path of this process in the hierarchy of a controller; NULL controller: v2. */
static char *own_path(const char *controller)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_str line;

	MC_AUTOFD fd = open("/proc/self/cgroup", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	mc_err_drop(mc_buf_read_fd(&text, fd, PROC_MAX_BYTES));
	struct mc_str rest = { text.ptr, text.len };

	while (mc_str_cut_line(&line, &rest)) {
		struct mc_str number;
		struct mc_str list = { "", 0 };

		if (!cut(&number, &line, ':'))
			continue;
		bool is_v2 = line.len > 0 && line.ptr[0] == ':';

		if (is_v2)
			line = (struct mc_str){ line.ptr + 1, line.len - 1 };
		else if (!cut(&list, &line, ':'))
			continue;
		if (controller ? has_word(list, controller) : is_v2)
			return mc_strndup(line.ptr, line.len);
	}
	return NULL;
}

/* Fields of proc(5) mountinfo: root is the 4th, the mount point the 5th; behind " - " type, source, options.
 */
static bool is_hierarchy(struct mc_str *root, struct mc_str *point, struct mc_str line,
			 const char *controller)
{
	struct mc_str field = { "", 0 };
	struct mc_str type = { "", 0 };

	for (int i = 0; i < 5; i++) {
		if (!cut(&field, &line, ' '))
			return false;
		if (i == 3)
			*root = field;
	}
	*point = field;
	while (cut(&field, &line, ' ') && !mc_str_is_equal(field, mc_str("-")))
		continue;
	if (!cut(&type, &line, ' ') || !cut(&field, &line, ' '))
		return false;
	if (!controller)
		return mc_str_is_equal(type, mc_str("cgroup2"));
	return mc_str_is_equal(type, mc_str("cgroup")) && has_word(line, controller);
}

/* The folder where this process is in a hierarchy, or its root; the caller frees it. NULL when it is not
 * mounted. */
static char *find_folder(const char *controller, bool wants_root)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT path = own_path(controller);
	MC_AUTOFD fd = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	struct mc_str line;
	struct mc_str root = { "", 0 };
	struct mc_str point = { "", 0 };

	if (!path || fd < 0)
		return NULL;
	mc_err_drop(mc_buf_read_fd(&text, fd, PROC_MAX_BYTES));
	struct mc_str rest = { text.ptr, text.len };

	while (mc_str_cut_line(&line, &rest)) {
		if (!is_hierarchy(&root, &point, line, controller))
			continue;
		/* In a container the mount may begin below the top. */
		const char *below =
			root.len > 1 && !strncmp(path, root.ptr, root.len) ? path + root.len : path;

		return mc_format("%.*s%s", (int)point.len, point.ptr,
				 wants_root || !strcmp(below, "/") ? "" : below);
	}
	return NULL;
}

/* Folders whose owner is dead were left by a kill; a folder in use refuses to go. */
static void sweep(const char *parent)
{
	DIR *folder = opendir(parent);

	if (!folder)
		return;
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		const char *number = entry->d_name + strlen(FOLDER_PREFIX);

		if (strncmp(entry->d_name, FOLDER_PREFIX, strlen(FOLDER_PREFIX)) != 0)
			continue;
		long pid = strtol(number, NULL, 10);

		if (pid > 0 && kill((pid_t)pid, 0) && errno == ESRCH)
			unlinkat(dirfd(folder), entry->d_name, AT_REMOVEDIR);
	}
	closedir(folder);
}

/* The name carries the process that owns it; a process may have several slots of one number. */
static char *make_folder(const char *parent, unsigned slot)
{
	for (unsigned twin = 0; parent && twin < MAX_TWINS; twin++) {
		MC_AUTOTEXT path =
			mc_format("%s/" FOLDER_PREFIX "%d-%u-%u", parent, (int)getpid(), slot, twin);

		if (!mkdir(path, 0755))
			return MC_TAKE(path);
		if (errno != EEXIST)
			return NULL;
	}
	return NULL;
}

static int open_in(const char *folder, const char *name, int flags)
{
	MC_AUTOTEXT path = mc_format("%s/%s", folder, name);

	return open(path, flags | O_CLOEXEC);
}

static bool put(const char *folder, const char *name, const char *text)
{
	MC_AUTOFD fd = open_in(folder, name, O_WRONLY);

	return fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
}

static void open_v1(struct mc_cgroup *cgroup, unsigned slot)
{
	static const char *const controllers[MC_CGROUP_FOLDERS] = { "memory", "pids", "cpuacct" };

	for (size_t i = 0; i < MC_CGROUP_FOLDERS; i++) {
		MC_AUTOTEXT parent = find_folder(controllers[i], false);

		if (parent)
			sweep(parent);
		cgroup->folders[i] = make_folder(parent, slot);
		if (cgroup->folders[i])
			cgroup->join[i] = open_in(cgroup->folders[i], "tasks", O_WRONLY);
	}
	if (!cgroup->folders[0] || !cgroup->folders[1])
		return;
	/* Swapped pages would not count. */
	put(cgroup->folders[0], "memory.swappiness", "0");
	cgroup->memory_max = open_in(cgroup->folders[0], "memory.limit_in_bytes", O_WRONLY);
	cgroup->memory_events = open_in(cgroup->folders[0], "memory.oom_control", O_RDONLY);
	cgroup->pids_max = open_in(cgroup->folders[1], "pids.max", O_WRONLY);
	cgroup->pids_events = open_in(cgroup->folders[1], "pids.events", O_RDONLY);
	if (cgroup->folders[2])
		cgroup->cpu = open_in(cgroup->folders[2], "cpuacct.usage", O_RDONLY);
	if (cgroup->memory_max >= 0 && cgroup->pids_max >= 0 && cgroup->join[0] >= 0 && cgroup->join[1] >= 0)
		cgroup->kind = MC_CGROUP_V1;
}

/*
 * A group with processes of its own cannot share its controllers out (the rule of "no internal processes"),
 * so the keeper steps into a group beside those of the slots.
 */
static bool share_controllers(const char *folder)
{
	MC_AUTOTEXT beside = mc_format("%s/" KEEPER_FOLDER, folder);

	if (put(folder, "cgroup.subtree_control", "+memory +pids"))
		return true;
	if (errno != EBUSY || (mkdir(beside, 0755) && errno != EEXIST) || !put(beside, "cgroup.procs", "0"))
		return false;
	return put(folder, "cgroup.subtree_control", "+memory +pids");
}

static char *find_v2_parent(void)
{
	MC_AUTOTEXT own = find_folder(NULL, false);
	char *beside = own ? strstr(own, "/" KEEPER_FOLDER) : NULL;

	if (beside)
		*beside = '\0';
	if (own && share_controllers(own))
		return MC_TAKE(own);
	/* A login session cannot be split, but root may use the top. */
	MC_AUTOTEXT top = geteuid() == 0 ? find_folder(NULL, true) : NULL;

	return top && share_controllers(top) ? MC_TAKE(top) : NULL;
}

static void open_v2(struct mc_cgroup *cgroup, unsigned slot)
{
	MC_AUTOTEXT parent = find_v2_parent();

	if (!parent)
		return;
	sweep(parent);
	char *folder = make_folder(parent, slot);

	if (!folder)
		return;
	cgroup->folders[0] = folder;
	put(folder, "memory.swap.max", "0");
	cgroup->into = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	cgroup->memory_max = open_in(folder, "memory.max", O_WRONLY);
	cgroup->memory_events = open_in(folder, "memory.events", O_RDONLY);
	cgroup->pids_max = open_in(folder, "pids.max", O_WRONLY);
	cgroup->pids_events = open_in(folder, "pids.events", O_RDONLY);
	cgroup->cpu = open_in(folder, "cpu.stat", O_RDONLY);
	if (cgroup->into >= 0 && cgroup->memory_max >= 0 && cgroup->pids_max >= 0)
		cgroup->kind = MC_CGROUP_V2;
}

void mc_cgroup_open(struct mc_cgroup *cgroup, unsigned slot)
{
	*cgroup = (struct mc_cgroup)MC_CGROUP_INIT;
	open_v1(cgroup, slot);
	if (cgroup->kind != MC_CGROUP_NONE)
		return;
	mc_cgroup_close(cgroup);
	open_v2(cgroup, slot);
	if (cgroup->kind == MC_CGROUP_NONE)
		mc_cgroup_close(cgroup);
}

static struct mc_err *set(int fd, uint64_t *now, uint64_t value)
{
	char text[24];

	if (*now == value)
		return NULL;
	int len = snprintf(text, sizeof(text), "%llu", (unsigned long long)value);

	if (pwrite(fd, text, (size_t)len, 0) != len) {
		/* What is used cannot go below yet: the ceiling of before holds until the next try. */
		if (errno == EBUSY)
			return NULL;
		return mc_err_sys(MC_E_IO, errno, _("cannot set a limit of the sandbox's control group"));
	}
	*now = value;
	return NULL;
}

struct mc_err *mc_cgroup_limit(struct mc_cgroup *cgroup, uint64_t memory_bytes, uint64_t tasks)
{
	if (cgroup->kind == MC_CGROUP_NONE)
		return NULL;
	MC_TRY(set(cgroup->memory_max, &cgroup->memory_bytes, memory_bytes));
	return set(cgroup->pids_max, &cgroup->tasks, tasks);
}

/* The number behind key at the start of a line; without a key the number of the whole file. */
static uint64_t read_number(int fd, const char *key)
{
	char text[1024];
	ssize_t got = fd < 0 ? -1 : pread(fd, text, sizeof(text) - 1, 0);
	size_t len = strlen(key);

	if (got <= 0)
		return 0;
	text[got] = '\0';
	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!strncmp(line, key, len))
			return strtoull(line + len, NULL, 10);
	}
	return 0;
}

uint64_t mc_cgroup_cpu_us(const struct mc_cgroup *cgroup)
{
	if (cgroup->kind == MC_CGROUP_V1)
		return read_number(cgroup->cpu, "") / 1000;
	return read_number(cgroup->cpu, "usage_usec ");
}

void mc_cgroup_read(struct mc_cgroup_counts *counts, const struct mc_cgroup *cgroup)
{
	*counts = (struct mc_cgroup_counts){ .oom_kills = read_number(cgroup->memory_events, "oom_kill "),
					     .refused_forks = read_number(cgroup->pids_events, "max "),
					     .cpu_us = mc_cgroup_cpu_us(cgroup) };
}

bool mc_cgroup_kill(const struct mc_cgroup *cgroup)
{
	MC_AUTOTEXT path = cgroup->folders[0] ? mc_format("%s/cgroup.procs", cgroup->folders[0]) : NULL;
	MC_AUTOFILE list = path ? fopen(path, "re") : NULL;
	bool is_empty = true;
	long pid;

	while (list && fscanf(list, "%ld", &pid) == 1) {
		is_empty = false;
		/* 0 is a process that this PID namespace does not see; sent to 0 the signal would be for
		 * ourselves. */
		if (pid > 1)
			kill((pid_t)pid, SIGKILL);
	}
	return is_empty;
}

void mc_cgroup_close(struct mc_cgroup *cgroup)
{
	int fds[] = { cgroup->into,	cgroup->memory_max,  cgroup->memory_events,
		      cgroup->pids_max, cgroup->pids_events, cgroup->cpu,
		      cgroup->join[0],	cgroup->join[1],     cgroup->join[2] };

	for (size_t i = 0; i < MC_COUNT(fds); i++) {
		if (fds[i] >= 0)
			close(fds[i]);
	}
	for (size_t i = 0; i < MC_CGROUP_FOLDERS; i++) {
		if (cgroup->folders[i])
			rmdir(cgroup->folders[i]);
		free(cgroup->folders[i]);
	}
	*cgroup = (struct mc_cgroup)MC_CGROUP_INIT;
}
