/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The only exit in lib/: nothing sensible can be done, and no format function may be trusted to work now. */
static void *checked(void *ptr)
{
	static const char msg[] = "migracode: out of memory\n";

	if (!ptr) {
		if (write(STDERR_FILENO, msg, sizeof(msg) - 1) < 0)
			_exit(4);
		_exit(4);
	}
	return ptr;
}

void *mc_alloc(size_t size)
{
	return checked(malloc(size ? size : 1));
}

void *mc_alloc_zero(size_t count, size_t size)
{
	return checked(calloc(count ? count : 1, size ? size : 1));
}

void *mc_realloc(void *ptr, size_t size)
{
	return checked(realloc(ptr, size ? size : 1));
}

char *mc_strdup(const char *text)
{
	return checked(strdup(text));
}

char *mc_strndup(const char *text, size_t len)
{
	return checked(strndup(text, len));
}

char *mc_format(const char *fmt, ...)
{
	va_list args;
	char *text = NULL;

	va_start(args, fmt);
	int len = vasprintf(&text, fmt, args);
	va_end(args);
	return checked(len < 0 ? NULL : text);
}
