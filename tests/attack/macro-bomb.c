/* SPDX-License-Identifier: MIT */
/* Ten lines become 10 000 000 000 numbers. Expected: error, build, whose reason is memory or cpu-time. */
#define A 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
#define B A, A, A, A, A, A, A, A, A, A
#define C B, B, B, B, B, B, B, B, B, B
#define D C, C, C, C, C, C, C, C, C, C
#define E D, D, D, D, D, D, D, D, D, D
#define F E, E, E, E, E, E, E, E, E, E
#define G F, F, F, F, F, F, F, F, F, F
#define H G, G, G, G, G, G, G, G, G, G
#define I H, H, H, H, H, H, H, H, H, H
#define J I, I, I, I, I, I, I, I, I, I
int numbers[] = { J };

int main(void)
{
	return numbers[0];
}
