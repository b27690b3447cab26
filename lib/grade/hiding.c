/* SPDX-License-Identifier: MIT */
#include "grade/hiding.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "os/file.h"

void mc_hiding_release(struct mc_hiding *hiding)
{
	for (size_t i = 0; i < hiding->count; i++)
		free(hiding->paths[i]);
	free(hiding->paths);
	*hiding = (struct mc_hiding)MC_HIDING_INIT;
}

/* Takes over path; absolute, since in the sandbox "." would be its own root. */
static void hide(struct mc_hiding *hiding, char *path)
{
	if (path)
		*MC_VEC_ADD(hiding->paths, hiding->count, hiding->capacity) = path;
}

void mc_hiding_add(struct mc_hiding *hiding, const char *path)
{
	hide(hiding, realpath(path, NULL));
}

void mc_hiding_add_course(struct mc_hiding *hiding, const char *exercise_dir)
{
	char *course = realpath(exercise_dir, NULL);
	size_t len = course ? strlen(course) : 0;

	for (size_t end = len; end > 0; end--) {
		if (course[end] != '/' && course[end] != '\0')
			continue;
		MC_AUTOTEXT mark = mc_format("%.*s/curriculum.json", (int)end, course);

		if (mc_file_is_regular(mark))
			len = end;
	}
	if (course)
		course[len] = '\0';
	hide(hiding, course);
}
