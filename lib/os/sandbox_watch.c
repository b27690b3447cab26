/* SPDX-License-Identifier: MIT */
#include "os/sandbox_watch.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/vfs.h>

enum { LOOK_MS = 10, DEAR_LOOK_MS = 50, MAX_MEMBERS = 512 };

/* What all processes of the submission use together. */
struct use {
	uint64_t cpu_us;
	uint64_t private_kb;
	uint64_t shared_kb; /* of all; one mapping seen by several counts several times */
	uint64_t shared_max_kb;
	uint64_t portion_kb; /* exact, each shared page divided by those who have it */
	uint64_t tasks;
	bool is_running; /* one of them runs or is ready to */
	bool is_exact;	 /* asked for: read the portion, which is dear */
};

static struct timespec later(struct timespec from, uint64_t ms)
{
	from.tv_sec += (time_t)(ms / 1000);
	from.tv_nsec += (long)(ms % 1000) * 1000000;
	if (from.tv_nsec >= 1000000000) {
		from.tv_nsec -= 1000000000;
		from.tv_sec++;
	}
	return from;
}

static bool is_before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

static uint64_t reaped_us(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return ((uint64_t)usage.ru_utime.tv_sec + (uint64_t)usage.ru_stime.tv_sec) * 1000000 +
	       (uint64_t)usage.ru_utime.tv_usec + (uint64_t)usage.ru_stime.tv_usec;
}

/* The whole host's /proc takes its time. */
static uint64_t look_ms(const struct mc_inside *inside)
{
	return inside->protection.namespaces ? LOOK_MS : DEAR_LOOK_MS;
}

void mc_watch_start(struct mc_watch *watch, const struct mc_inside *inside, const struct mc_limits *limits,
		    int scratch)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	*watch = (struct mc_watch){
		.inside = inside,
		.limits = limits,
		.deadline = later(now, limits->wall_ms),
		.next_look = later(now, look_ms(inside)),
		.reaped_us = reaped_us(),
		.scratch = scratch,
	};
}

struct timespec mc_watch_pause(const struct mc_watch *watch)
{
	const struct timespec *until =
		is_before(&watch->next_look, &watch->deadline) ? &watch->next_look : &watch->deadline;
	struct timespec now;
	struct timespec pause = { 0, 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (is_before(until, &now))
		return pause;
	pause.tv_sec = until->tv_sec - now.tv_sec;
	pause.tv_nsec = until->tv_nsec - now.tv_nsec;
	if (pause.tv_nsec < 0) {
		pause.tv_nsec += 1000000000;
		pause.tv_sec--;
	}
	return pause;
}

static size_t read_small(const char *pid, const char *name, char *text, size_t size)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%.20s/%s", pid, name);
	MC_AUTOFD fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, text, size - 1);

	text[got > 0 ? got : 0] = '\0';
	return got > 0 ? (size_t)got : 0;
}

/* Who belongs to the submission, in one pass over /proc. */
struct family {
	const struct mc_watch *watch;
	long members[MAX_MEMBERS];
	size_t count;
};

/* With a PID namespace all in /proc do. Without, a daemon comes to its init, and others are found by their
 * parent. */
static bool is_member(struct family *family, long pid, long parent, long session)
{
	bool belongs = family->watch->inside->protection.namespaces || parent == getpid() ||
		       session == family->watch->program;

	for (size_t i = 0; i < family->count && !belongs; i++)
		belongs = family->members[i] == parent;
	if (belongs && family->count < MAX_MEMBERS)
		family->members[family->count++] = pid;
	return belongs;
}

/* Fields 3, 4, 6, 14 to 17 and 20 of proc(5) stat, counted behind the name, which may hold anything. */
static bool add_stat(struct use *use, struct family *family, const char *pid)
{
	char text[1024];
	unsigned long times[4] = { 0 };
	unsigned long threads = 0;
	char state;
	long parent;
	long session;

	if (!read_small(pid, "stat", text, sizeof(text)))
		return false;
	const char *rest = strrchr(text, ')');

	if (!rest ||
	    sscanf(rest + 1, " %c %ld %*d %ld %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu %*d %*d %lu",
		   &state, &parent, &session, &times[0], &times[1], &times[2], &times[3], &threads) != 8)
		return false;
	if (!is_member(family, strtol(pid, NULL, 10), parent, session))
		return false;
	uint64_t ticks = (uint64_t)times[0] + times[1] + times[2] + times[3];

	use->cpu_us += ticks * 1000000 / (uint64_t)sysconf(_SC_CLK_TCK);
	use->tasks += threads;
	use->is_running |= state == 'R' || state == 'D';
	return true;
}

/* statm is twenty times cheaper than smaps_rollup, which walks the pages. */
static void add_statm(struct use *use, const char *pid)
{
	char text[256];
	unsigned long resident = 0;
	unsigned long shared = 0;
	uint64_t page_kb = (uint64_t)sysconf(_SC_PAGESIZE) / 1024;

	if (!read_small(pid, "statm", text, sizeof(text)) ||
	    sscanf(text, "%*u %lu %lu", &resident, &shared) != 2)
		return;
	use->private_kb += (resident - shared) * page_kb;
	use->shared_kb += shared * page_kb;
	if (shared * page_kb > use->shared_max_kb)
		use->shared_max_kb = shared * page_kb;
}

static void add_portion(struct use *use, const char *pid)
{
	char text[1024];

	if (!read_small(pid, "smaps_rollup", text, sizeof(text)))
		return;
	const char *line = strstr(text, "\nPss:");

	if (line)
		use->portion_kb += strtoull(line + strlen("\nPss:"), NULL, 10);
}

static void add_all(struct use *use, const struct mc_watch *watch)
{
	struct family family = { .watch = watch };
	DIR *proc = opendir("/proc");
	long own = getpid();

	if (!proc)
		return;
	for (struct dirent *entry = readdir(proc); entry; entry = readdir(proc)) {
		if (!isdigit((unsigned char)entry->d_name[0]) || strtol(entry->d_name, NULL, 10) == own)
			continue;
		if (!add_stat(use, &family, entry->d_name))
			continue;
		if (use->is_exact)
			add_portion(use, entry->d_name);
		else
			add_statm(use, entry->d_name);
	}
	closedir(proc);
}

/* The exact figure is dear, so it is only asked for when the cheap ones leave it open. */
static bool is_over_memory(const struct use *use, const struct mc_watch *watch)
{
	uint64_t limit_kb = watch->limits->memory_mb * 1024ull;
	struct use exact = { .is_exact = true };

	if (use->private_kb + use->shared_max_kb >= limit_kb)
		return true;
	if (use->private_kb + use->shared_kb < limit_kb)
		return false;
	add_all(&exact, watch);
	return exact.portion_kb >= limit_kb;
}

static bool is_disk_full(int scratch)
{
	struct statfs space;

	return scratch >= 0 && !fstatfs(scratch, &space) && (space.f_bfree == 0 || space.f_ffree == 0);
}

/* Where a limit only marks, that a program met it becomes the cause if the program then fails. */
static bool look_at_tasks(const struct mc_watch *watch, uint64_t tasks, uint32_t *saw)
{
	const struct mc_protection *protection = &watch->inside->protection;
	uint32_t limit = watch->limits->processes;

	if (protection->namespaces || protection->own_uid) {
		bool is_counted = protection->namespaces && protection->cgroup != MC_CGROUP_NONE;

		/* A bomb's processes die and are born while they are counted: most of the limit is the limit.
		 */
		if (!is_counted && tasks * 4 >= (uint64_t)limit * 3)
			*saw |= MC_SAW_PROCESSES;
		return false;
	}
	/* The kernel's limit is loose here, so this is the limit. */
	if (tasks > limit)
		*saw |= MC_SAW_PROCESSES;
	return tasks > limit;
}

static bool look_at_use(const struct mc_watch *watch, uint32_t *saw)
{
	struct use use = { .cpu_us = reaped_us() - watch->reaped_us };
	uint32_t before = *saw & (MC_SAW_CPU | MC_SAW_MEMORY);
	bool has_cgroup = watch->inside->protection.cgroup != MC_CGROUP_NONE;

	add_all(&use, watch);
	if (use.cpu_us >= watch->limits->cpu_ms * 1000ull)
		*saw |= MC_SAW_CPU;
	if (!has_cgroup && is_over_memory(&use, watch))
		*saw |= MC_SAW_MEMORY;
	if (is_disk_full(watch->scratch))
		*saw |= MC_SAW_DISK;
	bool has_many = look_at_tasks(watch, use.tasks, saw);

	return has_many || (*saw & (MC_SAW_CPU | MC_SAW_MEMORY)) != before;
}

bool mc_watch_look(struct mc_watch *watch, uint32_t *saw)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (is_before(&watch->deadline, &now)) {
		*saw |= MC_SAW_WALL;
		return true;
	}
	if (is_before(&now, &watch->next_look))
		return false;
	watch->next_look = later(now, look_ms(watch->inside));
	return look_at_use(watch, saw);
}

void mc_watch_ask(uint64_t *cpu_us, bool *is_running, const struct mc_watch *watch)
{
	struct use use = { .cpu_us = reaped_us() - watch->reaped_us };

	add_all(&use, watch);
	*cpu_us = use.cpu_us;
	*is_running = use.is_running;
}
