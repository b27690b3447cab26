/* SPDX-License-Identifier: MIT */
/* Lets the compiler read what never ends. Expected: error, build. */
#include "/dev/zero"

int main(void)
{
	return 0;
}
