/* SPDX-License-Identifier: MIT */
/* No attack: must pass, in normal time, beside all the others. Its folder holds a secret (@SECRET@). */
#include <stdio.h>

int main(void)
{
	puts("contained");
	return 0;
}
