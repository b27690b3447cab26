/* SPDX-License-Identifier: MIT */
#include "os/catalogue.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/cleanup.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "os/exe.h"
#include "os/file.h"

char *mc_catalogue_folder(void)
{
	static const char *const below[] = { "/share/locale", "/../share/locale" };
	MC_AUTOTEXT exe = NULL;
	struct mc_err *err = mc_exe_dir(&exe);

	for (size_t i = 0; !err && i < MC_COUNT(below); i++) {
		MC_AUTOTEXT folder = mc_format("%s%s", exe, below[i]);

		if (access(folder, R_OK | X_OK) == 0)
			return MC_TAKE(folder);
	}
	mc_err_drop(err);
	return mc_strdup(MC_PREFIX "/share/locale");
}

void mc_catalogue_use(const char *lang)
{
	MC_AUTOTEXT name = mc_strdup(lang);
	char *dash = strchr(name, '-');

	if (dash)
		*dash = '_';
	(void)setenv("LANGUAGE", name, 1);
	MC_AUTOTEXT folder = mc_catalogue_folder();

	(void)bindtextdomain("migracode", folder);
	(void)bind_textdomain_codeset("migracode", "UTF-8");
	/* Also tells libintl that what it remembers of the language before is worth nothing. */
	(void)textdomain("migracode");
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void mc_catalogue_langs(struct mc_dir *langs)
{
	MC_AUTOTEXT folder = mc_catalogue_folder();
	MC_AUTO(mc_dir) found = MC_DIR_INIT;

	if (mc_file_is_dir(folder))
		mc_err_drop(mc_dir_read_folders(&found, folder));
	*MC_VEC_ADD(langs->names, langs->count, langs->capacity) = mc_strdup("en");
	for (size_t i = 0; i < found.count; i++) {
		MC_AUTOTEXT path = mc_format("%s/%s/LC_MESSAGES/migracode.mo", folder, found.names[i]);
		char *dash = strchr(found.names[i], '_');

		if (!mc_file_is_regular(path) || !strcmp(found.names[i], "en"))
			continue;
		if (dash)
			*dash = '-';
		*MC_VEC_ADD(langs->names, langs->count, langs->capacity) = mc_strdup(found.names[i]);
	}
	qsort(langs->names, langs->count, sizeof(*langs->names), compare);
}
