/* SPDX-License-Identifier: MIT */
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "base/alloc.h"
#include "os/sandbox.h"

/*
 * What isolation costs, against a bare posix_spawn of the same program, taken in turns in one run.  The
 * program is as small as gcc makes it, built inside the sandbox and brought out once.  One line for each
 * figure, with tabs between:
 *
 *   name  median_us  over_spawn_us
 *
 * where over_spawn_us is the median of the rounds' differences, and 0 where there is nothing to compare with.
 *
 * usage: sandbox_bench ROUNDS TINY [--pinned]
 * TINY is the file that the tiny program is brought out to.
 */
enum { MAX_ROUNDS = 1000, MAX_OPENS = 100, WARM = 20 };

static const char tiny_source[] =
	"void _start(void){__asm__ volatile(\"mov $60,%eax;xor %edi,%edi;syscall\");}\n";
static const char touch_source[] = "void _start(void){__asm__ volatile(\"mov $85,%%eax;mov %0,%%rdi;mov "
				   "$420,%%esi;syscall;mov $60,%%eax;xor %%edi,%%edi;"
				   "syscall\"::\"r\"(\"x\"):\"rax\",\"rdi\",\"rsi\",\"rcx\",\"r11\");}\n";

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), by_value);
	return values[count / 2];
}

static void must(struct mc_err *err)
{
	if (!err)
		return;
	fprintf(stderr, "%s\n", err->msg);
	exit(4);
}

static void run(struct mc_sandbox_result *result, struct mc_sandbox *sandbox,
		const struct mc_sandbox_run *what)
{
	must(mc_sandbox_run(result, sandbox, what));
	if (result->ending != MC_END_EXIT || result->exit_status) {
		fprintf(stderr, "%s: %s %d\n%s\n", what->argv[0], mc_ending_name(result->ending),
			result->exit_status, result->err.ptr);
		exit(4);
	}
}

static void compile(struct mc_sandbox *sandbox, const char *output, const char *source)
{
	const char *const argv[] = { "gcc",	"-Os", "-static", "-nostdlib", "-fno-pic",
				     "-no-pie", "-o",  output,	  source,      NULL };
	struct mc_sandbox_run what = { .argv = argv, .limits = MC_LIMITS_BUILD, .keeps_files = true };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	run(&result, sandbox, &what);
}

static void fetch_tiny(struct mc_sandbox *sandbox, const char *path)
{
	const char *const argv[] = { "./tiny", NULL };
	const char *const wanted[] = { "tiny" };
	struct mc_sandbox_run what = {
		.argv = argv, .limits = MC_LIMITS_RUN, .collect = wanted, .collect_count = 1
	};
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;

	run(&result, sandbox, &what);
	FILE *file = fopen(path, "we");

	if (!file || fwrite(result.files[0].data, 1, result.files[0].len, file) != result.files[0].len ||
	    fclose(file) || chmod(path, 0755))
		exit(4);
}

static double spawn_once(const char *path)
{
	char *const argv[] = { (char *)(uintptr_t)path, NULL };
	char *const env[] = { NULL };
	double start = now_us();
	pid_t pid;

	if (posix_spawn(&pid, path, NULL, NULL, argv, env))
		exit(4);
	waitpid(pid, NULL, 0);
	return now_us() - start;
}

static double run_once(struct mc_sandbox *sandbox, const char *name)
{
	const char *const argv[] = { name, NULL };
	struct mc_sandbox_run what = { .argv = argv, .limits = MC_LIMITS_RUN };
	MC_AUTO(mc_sandbox_result) result = MC_SANDBOX_RESULT_INIT;
	double start = now_us();

	must(mc_sandbox_run(&result, sandbox, &what));
	return now_us() - start;
}

static void print(const char *name, double *values, const double *base, size_t count)
{
	static double over[MAX_ROUNDS];

	for (size_t i = 0; i < count; i++)
		over[i] = base ? values[i] - base[i] : 0;
	printf("%s\t%.1f\t%.1f\n", name, median(values, count), median(over, count));
}

static void measure_runs(struct mc_sandbox *sandbox, const char *bare_path, int rounds)
{
	static double bare[MAX_ROUNDS];
	static double base[MAX_ROUNDS];
	static double clean[MAX_ROUNDS];
	static double dirty[MAX_ROUNDS];

	for (int i = -WARM; i < rounds; i++) {
		double times[3] = { spawn_once(bare_path), run_once(sandbox, "./tiny"), 0 };

		/* The run that finds a dirty view pays for the fresh one. */
		run_once(sandbox, "./touch");
		times[2] = run_once(sandbox, "./touch");
		run_once(sandbox, "./tiny");
		if (i < 0)
			continue;
		bare[i] = base[i] = times[0];
		clean[i] = times[1];
		dirty[i] = times[2];
	}
	print("clean", clean, base, (size_t)rounds);
	print("fresh", dirty, base, (size_t)rounds);
	print("spawn", bare, NULL, (size_t)rounds);
}

static void measure_submissions(struct mc_sandbox *sandbox, const struct mc_tree *tree, int rounds)
{
	static double both[MAX_ROUNDS];

	for (int i = -WARM; i < rounds; i++) {
		double start = now_us();

		must(mc_sandbox_begin(sandbox, tree, 64));
		must(mc_sandbox_end(sandbox));
		if (i >= 0)
			both[i] = now_us() - start;
	}
	print("submission", both, NULL, (size_t)rounds);
}

static void measure_opens(const struct mc_sandbox_config *config, int rounds)
{
	static double opens[MAX_OPENS];
	int count = rounds < MAX_OPENS ? rounds : MAX_OPENS;

	for (int i = 0; i < count; i++) {
		MC_AUTOPTR(mc_sandbox) sandbox = NULL;
		double start = now_us();

		must(mc_sandbox_open(&sandbox, config));
		opens[i] = now_us() - start;
	}
	print("open", opens, NULL, (size_t)count);
}

static void pin_to(size_t cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

int main(int argc, char **argv)
{
	struct mc_sandbox_config config = { .is_pinned = argc > 3 && !strcmp(argv[3], "--pinned"), .cpu = 0 };
	long rounds = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
	MC_AUTOPTR(mc_sandbox) sandbox = NULL;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	if (rounds < 1 || rounds > MAX_ROUNDS)
		return 2;
	if (config.is_pinned)
		pin_to(0);
	mc_tree_add(&tree, "tiny.c", tiny_source, strlen(tiny_source), false);
	mc_tree_add(&tree, "touch.c", touch_source, strlen(touch_source), false);
	mc_tree_sort(&tree);
	measure_opens(&config, (int)rounds);
	must(mc_sandbox_open(&sandbox, &config));
	measure_submissions(sandbox, &tree, (int)rounds);
	must(mc_sandbox_begin(sandbox, &tree, 64));
	compile(sandbox, "tiny", "tiny.c");
	compile(sandbox, "touch", "touch.c");
	fetch_tiny(sandbox, argv[2]);
	measure_runs(sandbox, argv[2], (int)rounds);
	must(mc_sandbox_end(sandbox));
	return 0;
}
