/* SPDX-License-Identifier: MIT */
#ifndef MC_SOURCE_LANGUAGE_H
#define MC_SOURCE_LANGUAGE_H

/** Families of languages that are scanned alike. */
enum mc_language {
	MC_LANGUAGE_OTHER,
	MC_LANGUAGE_C,	    /* C, C++, C# */
	MC_LANGUAGE_SCRIPT, /* JavaScript, TypeScript */
	MC_LANGUAGE_JAVA,
	MC_LANGUAGE_GO,
	MC_LANGUAGE_CSS,
	MC_LANGUAGE_PYTHON,
	MC_LANGUAGE_SHELL,
	MC_LANGUAGE_SQL,
	MC_LANGUAGE_HTML,
};

/** The language that a file is written in, by the end of its name. */
enum mc_language mc_language_of(const char *path);

#endif
