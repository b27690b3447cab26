/* SPDX-License-Identifier: MIT */
#include "source/language.h"

#include <string.h>

#include "base/alloc.h"
#include "base/cleanup.h"

static const struct {
	enum mc_language language;
	const char *endings; /* each between two blanks */
} languages[] = {
	{ MC_LANGUAGE_C, " c h cc cpp cxx hpp cs " },
	{ MC_LANGUAGE_SCRIPT, " js mjs cjs jsx ts mts tsx " },
	{ MC_LANGUAGE_JAVA, " java " },
	{ MC_LANGUAGE_GO, " go " },
	{ MC_LANGUAGE_CSS, " css " },
	{ MC_LANGUAGE_PYTHON, " py " },
	{ MC_LANGUAGE_SHELL, " sh bash bats " },
	{ MC_LANGUAGE_SQL, " sql " },
	{ MC_LANGUAGE_HTML, " html htm " },
};

enum mc_language mc_language_of(const char *path)
{
	const char *dot = strrchr(path, '.');
	MC_AUTOTEXT ending = mc_format(" %s ", dot ? dot + 1 : "");

	for (size_t i = 0; dot && i < MC_COUNT(languages); i++) {
		if (strcasestr(languages[i].endings, ending))
			return languages[i].language;
	}
	return MC_LANGUAGE_OTHER;
}
