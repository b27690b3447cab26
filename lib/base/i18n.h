/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_I18N_H
#define MC_BASE_I18N_H

#include <libintl.h>

#include "base/buf.h"

/* The three names that every program with gettext uses; xgettext collects what they hold. */
#define _(text) gettext(text)
#define N_(text) text
#define NP_(one, many, count) ngettext(one, many, (unsigned long)(count))

/**
 * Appends the language that messages have now, as a tag of BCP 47: "es", "pt-BR"; "en" where there is no
 * catalogue.
 */
void mc_i18n_lang(struct mc_buf *out);

#endif
