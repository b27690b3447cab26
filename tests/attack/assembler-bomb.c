/* SPDX-License-Identifier: MIT */
/* Lets the assembler repeat an instruction without reasonable end. Expected: error, build: memory, disk or cpu-time. */
__asm__(".rept 2000000000\nnop\n.endr\n");

int main(void)
{
	return 0;
}
