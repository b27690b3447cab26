/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_CATALOGUE_H
#define MC_OS_CATALOGUE_H

#include "os/dir.h"

/** The folder with the translations of messages, <language>/LC_MESSAGES/migracode.mo below it: in a source
 * tree it is in build/share, installed in ../share. Owned by the caller. */
char *mc_catalogue_folder(void) __attribute__((returns_nonnull));

/**
 * From now on messages of this process are in lang, a tag of BCP 47; "en" and a language without translation
 * give English.  May be called again for another language.  The locale must be open: mc_locale_open().
 */
void mc_catalogue_use(const char *lang);

/** Adds the languages that there are translations for, "en" among them, sorted. */
void mc_catalogue_langs(struct mc_dir *langs);

#endif
