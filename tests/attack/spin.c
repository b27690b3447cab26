/* SPDX-License-Identifier: MIT */
/* Works without end. Expected: error, cpu-time. */
int main(void)
{
	for (volatile int i = 0;; i++)
		;
}
