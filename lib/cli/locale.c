/* SPDX-License-Identifier: MIT */
#include "cli/locale.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/err.h"
#include "base/i18n.h"
#include "os/catalogue.h"

/* The first of the usual variables that says something. */
static const char *from_environment(void)
{
	static const char *const names[] = { "MIGRACODE_LANG", "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return "en";
}

/* "es_ES.UTF-8@euro" becomes "es-ES", "C" and "POSIX" become "en". */
static char *language_of(const char *locale)
{
	char *lang = mc_strndup(locale, strcspn(locale, ".@"));

	if (!strcmp(lang, "C") || !strcmp(lang, "POSIX") || !lang[0]) {
		free(lang);
		return mc_strdup("en");
	}
	for (char *p = lang; *p; p++) {
		if (*p == '_')
			*p = '-';
	}
	return lang;
}

/* Messages and letters only: numbers and order stay the same everywhere, and each category costs time. */
static bool take_locale(const char *name)
{
	return setlocale(LC_CTYPE, name) && setlocale(LC_MESSAGES, name);
}

char *mc_locale_open(const char *wanted)
{
	char *lang = language_of(wanted ? wanted : from_environment());

	/* In the plain "C" locale libintl ignores LANGUAGE and prints English without a word. */
	if (wanted || !take_locale("") || !strcmp(setlocale(LC_MESSAGES, NULL), "C") ||
	    !strcmp(setlocale(LC_MESSAGES, NULL), "POSIX"))
		(void)take_locale("C.UTF-8");
	/* Without a catalogue messages are English, and looking for one takes time. */
	if (strcmp(lang, "en") != 0)
		mc_catalogue_use(lang);
	else
		(void)setenv("LANGUAGE", lang, 1);
	return lang;
}
