/* SPDX-License-Identifier: MIT */
/* Calls itself without end. Expected: error, signal. */
static int deeper(volatile int n)
{
	volatile char page[4096];

	page[0] = (char)n;
	return deeper(n + 1) + page[0];
}

int main(void)
{
	return deeper(0);
}
