/* SPDX-License-Identifier: MIT */
/* A binary of 4 GiB from one line. Expected: error, build, whose reason is disk or memory. */
int numbers[1 << 30] = { 1 };

int main(void)
{
	return numbers[0];
}
