/* SPDX-License-Identifier: MIT */
/* Included by the compiler before every file of ours (-include): these calls have no safe use here. */
#ifndef MC_BASE_BANNED_H
#define MC_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* With clang the C library defines some of them as macros, which cannot be poisoned. */
#undef sprintf
#undef vsprintf
#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat strtok atoi atol atof gets system popen \
	tmpnam mktemp

#endif
