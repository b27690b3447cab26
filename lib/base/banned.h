/* SPDX-License-Identifier: MIT */
/* Included by the compiler before every file of ours (-include): these calls have no safe use here. */
#ifndef MC_BASE_BANNED_H
#define MC_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat strtok atoi atol atof gets system popen tmpnam mktemp

#endif
