/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_I18N_H
#define MC_BASE_I18N_H

#include <libintl.h>

/* The three names that every program with gettext uses; xgettext collects what they hold. */
#define _(text) gettext(text)
#define N_(text) text
#define NP_(one, many, count) ngettext(one, many, (unsigned long)(count))

#endif
