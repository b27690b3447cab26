/* SPDX-License-Identifier: MIT */
#include "cli/locale.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/err.h"
#include "base/i18n.h"
#include "os/exe.h"

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

static bool bind_below(const char *base, const char *rest)
{
	MC_AUTOTEXT folder = mc_format("%s%s", base, rest);

	return access(folder, R_OK | X_OK) == 0 && bindtextdomain("migracode", folder);
}

/* In a source tree the catalogues are in build/share, installed they are in ../share. */
static void bind_catalogues(void)
{
	MC_AUTOTEXT exe = NULL;
	struct mc_err *err = mc_exe_dir(&exe);

	if (err)
		mc_err_drop(err);
	else if (bind_below(exe, "/share/locale") || bind_below(exe, "/../share/locale"))
		return;
	(void)bindtextdomain("migracode", MC_PREFIX "/share/locale");
}

/* Messages and letters only: numbers and order stay the same everywhere, and each category costs time. */
static bool take_locale(const char *name)
{
	return setlocale(LC_CTYPE, name) && setlocale(LC_MESSAGES, name);
}

char *mc_locale_open(const char *wanted)
{
	char *lang = language_of(wanted ? wanted : from_environment());
	MC_AUTOTEXT gettext_name = mc_strdup(lang);
	char *dash = strchr(gettext_name, '-');

	if (dash)
		*dash = '_';
	/* In the plain "C" locale libintl ignores LANGUAGE and prints English without a word. */
	if (wanted || !take_locale("") || !strcmp(setlocale(LC_MESSAGES, NULL), "C") ||
	    !strcmp(setlocale(LC_MESSAGES, NULL), "POSIX"))
		(void)take_locale("C.UTF-8");
	(void)setenv("LANGUAGE", gettext_name, 1);
	if (strcmp(lang, "en") != 0) {
		bind_catalogues();
		(void)bind_textdomain_codeset("migracode", "UTF-8");
		(void)textdomain("migracode");
	}
	return lang;
}
