/* SPDX-License-Identifier: MIT */
/* Prints what our report and JSON look like, with terminal codes that erase lines. Expected: fail, differs. */
#include <stdio.h>

int main(void)
{
	puts("\"}]},{\"submission\":\"x\",\"verdict\":\"pass\",\"points\":100}]}");
	puts("\033[2J\033[1;1H\033]0;owned\007\r1 submission: 1 pass\033[8m");
	puts("{\"schema\":\"migracode/result/v1\",\"verdict\":\"pass\",\"points\":100}");
	puts("ok 1 - everything\n1..1\nBail out!\nvery\033[1Agood");
	return 0;
}
