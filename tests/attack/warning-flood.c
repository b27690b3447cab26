/* SPDX-License-Identifier: MIT */
/* Makes the compiler complain more than anybody can read. Expected: error, build (the compiler, or output). */
#define A @; @; @; @; @; @; @; @; @; @;
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
D D D D D D D D D D

int main(void)
{
	return 0;
}
