/* SPDX-License-Identifier: MIT */
/* Lets the compiler read its own stdin, descriptors and memory. Expected: error, build. */
#include "/dev/stdin"
#include "/proc/self/mem"
#include "/proc/self/environ"
#include "/proc/1/environ"

int main(void)
{
	return 0;
}
