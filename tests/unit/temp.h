/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_TEMP_H
#define MC_TESTS_TEMP_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Set-up and tear-down for cmocka: each test works in an empty folder of its own. */

static int temp_remove(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st;
	(void)type;
	(void)walk;
	return remove(path);
}

static inline int temp_enter(void **state)
{
	char dir[] = "/tmp/migracode-test.XXXXXX";

	if (!mkdtemp(dir) || chdir(dir) != 0)
		return -1;
	*state = strdup(dir);
	return 0;
}

static inline int temp_leave(void **state)
{
	int failed = chdir("/") != 0 || nftw(*state, temp_remove, 20, FTW_DEPTH | FTW_PHYS) != 0;

	free(*state);
	return failed ? -1 : 0;
}

/* Writes text into the file at path, whose folder is there. */
static inline void temp_put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

#endif
