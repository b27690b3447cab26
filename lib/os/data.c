/* SPDX-License-Identifier: MIT */
#include "os/data.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/exe.h"
#include "os/file.h"

static bool is_found(char **dir, const char *base, const char *between, const char *name)
{
	MC_AUTOTEXT path = mc_format("%s%s/%s", base, between, name);

	if (!mc_file_is_dir(path))
		return false;
	*dir = MC_TAKE(path);
	return true;
}

struct mc_err *mc_data_dir(char **dir, const char *name)
{
	static const char *const from_program[] = { "/..", "/../..", "/../share/migracode" };
	const char *given = getenv("MIGRACODE_DATA");
	MC_AUTOTEXT program = NULL;

	if (given && *given) {
		if (is_found(dir, given, "", name))
			return NULL;
		return mc_err_hint(mc_err_new(MC_E_IO, _("there is no folder '%s' in '%s'"), name, given),
				   _("set MIGRACODE_DATA to the folder that holds '%s', or unset it"), name);
	}
	MC_TRY(mc_exe_dir(&program));
	for (size_t i = 0; i < MC_COUNT(from_program); i++) {
		if (is_found(dir, program, from_program[i], name))
			return NULL;
	}
	if (is_found(dir, MC_PREFIX, "/share/migracode", name))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_IO, _("cannot find '%s' near '%s' nor in '%s'"), name, program,
				      MC_PREFIX "/share/migracode"),
			   _("set MIGRACODE_DATA to the folder that holds '%s'"), name);
}
