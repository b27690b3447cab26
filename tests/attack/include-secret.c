/* SPDX-License-Identifier: MIT */
/* Reads hidden files with the compiler, whose messages quote them. Expected: error, build. */
#include "@EXERCISE@/private/secret.txt"
#include "@EXERCISE@/exercise.json"
#include "@EXERCISE@/solution/main.c"

int main(void)
{
	return 0;
}
