/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/cleanup.h"

/*
 * Runs commands in turns (A B C A B C …), so that a machine that grows slower or faster does so for all of
 * them, and prints one line for each, with tabs between:
 *
 *   name  wall_ms  cpu_ms  times_first  times_second  rss_kb  cpu_min  cpu_max  cpu_times_first
 *
 * Times are medians of the rounds.  times_first is the median of the rounds' quotients by the first command
 * of the same round, times_second by the second; cpu_times_first is the same of processor time, for machines
 * that have other work.  rss_kb is the largest of one process: the command and
 * everything that it waited for. A command that does not end with exit status 0 makes all of it worthless and
 * ends it.
 *
 * usage: timeit ROUNDS NAME COMMAND ARG... [-- NAME COMMAND ARG...]...
 */
enum { MAX_CONTENDERS = 16, WARM = 1 };

struct contender {
	const char *name;
	char **argv;
	double *wall_ms;
	double *cpu_ms;
	long rss_kb;
};

extern char **environ;

static double ms_of(const struct timeval *time)
{
	return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(const double *values, size_t count)
{
	double *sorted = mc_alloc_zero(count, sizeof(*sorted));
	MC_AUTOTEXT memory = (char *)sorted;

	memcpy(sorted, values, count * sizeof(*sorted));
	qsort(sorted, count, sizeof(*sorted), by_value);
	return count % 2 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
}

/* The smallest, or the largest with a sign of -1. */
static double smallest(const double *values, size_t count, double sign)
{
	double found = sign * values[0];

	for (size_t i = 1; i < count; i++)
		found = sign * values[i] < found ? sign * values[i] : found;
	return sign * found;
}

static double median_quotient(const double *values, const double *base, size_t count)
{
	double *quotients = mc_alloc_zero(count, sizeof(*quotients));
	MC_AUTOTEXT memory = (char *)quotients;

	for (size_t i = 0; i < count; i++)
		quotients[i] = values[i] / base[i];
	return median(quotients, count);
}

static void run(struct contender *contender, const posix_spawn_file_actions_t *quiet, long round)
{
	struct rusage usage;
	double start = now_ms();
	int status;
	pid_t pid;

	if (posix_spawnp(&pid, contender->argv[0], quiet, NULL, contender->argv, environ)) {
		fprintf(stderr, "timeit: cannot start '%s'\n", contender->argv[0]);
		exit(4);
	}
	if (wait4(pid, &status, 0, &usage) != pid || status != 0) {
		fprintf(stderr, "timeit: '%s' ended with wait status %d\n", contender->name, status);
		exit(1);
	}
	if (round < 0)
		return;
	contender->wall_ms[round] = now_ms() - start;
	contender->cpu_ms[round] = ms_of(&usage.ru_utime) + ms_of(&usage.ru_stime);
	if (usage.ru_maxrss > contender->rss_kb)
		contender->rss_kb = usage.ru_maxrss;
}

static size_t read_contenders(struct contender *contenders, char *words[], size_t rounds)
{
	size_t count = 0;

	while (*words && count < MAX_CONTENDERS) {
		struct contender *new = &contenders[count++];

		new->name = words[0];
		new->argv = ++words;
		new->wall_ms = mc_alloc_zero(rounds, sizeof(double));
		new->cpu_ms = mc_alloc_zero(rounds, sizeof(double));
		while (*words && strcmp(*words, "--") != 0)
			words++;
		if (*words)
			*words++ = NULL;
	}
	return count;
}

static void print(const struct contender *contenders, size_t count, size_t rounds)
{
	const struct contender *first = &contenders[0];
	const struct contender *second = &contenders[count > 1 ? 1 : 0];

	for (size_t i = 0; i < count; i++) {
		const struct contender *c = &contenders[i];

		printf("%s\t%.3f\t%.3f\t%.3f\t%.3f\t%ld\t%.3f\t%.3f\t%.3f\n", c->name,
		       median(c->wall_ms, rounds), median(c->cpu_ms, rounds),
		       median_quotient(c->wall_ms, first->wall_ms, rounds),
		       median_quotient(c->wall_ms, second->wall_ms, rounds), c->rss_kb,
		       smallest(c->cpu_ms, rounds, 1), smallest(c->cpu_ms, rounds, -1),
		       median_quotient(c->cpu_ms, first->cpu_ms, rounds));
	}
}

int main(int argc, char *argv[])
{
	struct contender contenders[MAX_CONTENDERS] = { 0 };
	posix_spawn_file_actions_t quiet;
	long rounds = argc > 3 ? strtol(argv[1], NULL, 10) : 0;

	if (rounds < 1 || posix_spawn_file_actions_init(&quiet) ||
	    posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0) ||
	    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0) ||
	    posix_spawn_file_actions_adddup2(&quiet, 1, 2))
		return 2;
	size_t count = read_contenders(contenders, argv + 2, (size_t)rounds);

	for (long round = -WARM; round < rounds; round++) {
		for (size_t i = 0; i < count; i++)
			run(&contenders[i], &quiet, round);
	}
	print(contenders, count, (size_t)rounds);
	for (size_t i = 0; i < count; i++) {
		free(contenders[i].wall_ms);
		free(contenders[i].cpu_ms);
	}
	posix_spawn_file_actions_destroy(&quiet);
	return 0;
}
