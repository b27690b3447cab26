/* SPDX-License-Identifier: MIT */
#include <stdio.h>

int main(void)
{
	printf("none\n");
	return 0;
}
