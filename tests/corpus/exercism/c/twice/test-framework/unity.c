#include "unity.h"

#include <stdio.h>

int sample_state;
int sample_failures;
int sample_wanted;
int sample_got;

void sample_run(void (*test)(void), const char *name, const char *file, int line)
{
	sample_state = SAMPLE_PASS;
	test();
	printf("%s:%d:%s:", file, line, name);
	if (sample_state == SAMPLE_PASS)
		puts("\033[42mPASS\033[00m");
	else if (sample_state == SAMPLE_IGNORE)
		puts("\033[43mIGNORE\033[00m");
	else
		printf("\033[41mFAIL\033[00m: Expected %d Was %d\n", sample_wanted, sample_got);
	sample_failures += sample_state == SAMPLE_FAIL;
}
