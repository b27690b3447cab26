/* SPDX-License-Identifier: MIT */
/* Makes files whose names hold newlines, quotes, escape sequences and wrong UTF-8. Expected: pass. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	static const char *const names[] = { "a\nb", "'\"`$(id)", "\033]0;owned\007", "\xff\xfe", "-rf", "* ?", "\\", "c\r" };

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		close(open(names[i], O_CREAT | O_WRONLY, 0600));
	puts("contained");
	return 0;
}
