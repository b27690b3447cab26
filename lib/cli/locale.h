/* SPDX-License-Identifier: MIT */
#ifndef MC_CLI_LOCALE_H
#define MC_CLI_LOCALE_H

/**
 * Makes messages appear in the user's language, also when that locale is not installed on the machine.
 *
 * wanted  language from --lang, or NULL: then MIGRACODE_LANG, LC_ALL, LC_MESSAGES, LANG decide, in this order
 *
 * Returns the language ("en", "es", "pt-BR" …), owned by the caller.  Catalogues are found beside the
 * program, in a source tree as well as in an installation.  Source: GNU gettext manual, "Locale Environment
 * Variables" and "The LANGUAGE variable".
 */
char *mc_locale_open(const char *wanted);

#endif
