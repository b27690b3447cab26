/* SPDX-License-Identifier: MIT */
#include "grade/proof.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/cache.h"
#include "os/file.h"

static struct mc_err *proof_path(char **path, const struct mc_exercise *exercise)
{
	MC_AUTOTEXT name = mc_format("verified/%s-%s", MC_VERSION, exercise->hash);

	return mc_cache_path(path, name);
}

bool mc_proof_is_known(const struct mc_exercise *exercise)
{
	MC_AUTOTEXT path = NULL;
	MC_AUTOPTR(mc_err) err = proof_path(&path, exercise);

	return !err && mc_file_is_regular(path);
}

struct mc_err *mc_proof_write(const struct mc_exercise *exercise)
{
	MC_AUTOTEXT path = NULL;
	MC_AUTOTEXT line = mc_format("%s\n", exercise->id);

	MC_TRY(proof_path(&path, exercise));
	return mc_file_write_atomic(path, line, strlen(line), 0644);
}

struct mc_err *mc_proof_remove(const struct mc_exercise *exercise)
{
	MC_AUTOTEXT path = NULL;

	MC_TRY(proof_path(&path, exercise));
	if (unlink(path) < 0 && errno != ENOENT)
		return mc_err_sys(MC_E_IO, errno, _("cannot remove '%s'"), path);
	return NULL;
}

struct mc_err *mc_proof_demand(const struct mc_exercise *exercise)
{
	if (strcmp(exercise->source_format, MC_EXERCISE_SCHEMA) != 0 || mc_proof_is_known(exercise))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the test spec of '%s' is not verified"), exercise->id),
			   _("type 'migracode verify %s', or use --unverified"), exercise->dir);
}
