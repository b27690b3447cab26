/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/str.h"
#include "grade/judge.h"
#include "grade/script.h"

/* Exit status of a shell whose command was not found, see sh(1). */
enum { SHELL_NOT_FOUND = 127 };

static bool is_lacking(const struct mc_job *job, const char *word)
{
	return !strchr(word, '/') && !mc_sandbox_finds_tool(job->sandbox, word);
}

/*
 * "sh: 1: gcc: not found": the tool's name when the spec's own script starts it and it is not installed. What
 * was printed comes from the student, so only what the script runs as a command counts: for a file or an
 * option of it a program could pretend that it is missing, and turn its fail into a failure of ours.
 */
const char *mc_job_missing_tool(struct mc_job *job, const struct mc_texts *argv,
				const struct mc_sandbox_result *ran)
{
	struct mc_str cut;

	if (ran->exit_status != SHELL_NOT_FOUND || argv->count < 3 || strcmp(argv->items[1], "-c") != 0 ||
	    !strstr(ran->err.ptr, "not found"))
		return NULL;
	for (struct mc_script script = MC_SCRIPT(argv->items[2]); mc_script_next(&cut, &script);) {
		const char *word = mc_arena_copy(&job->result->arena, cut.ptr, cut.len);
		const char *said = mc_arena_format(&job->result->arena, "%s: ", word);

		if (is_lacking(job, word) && strstr(ran->err.ptr, said))
			return word;
	}
	return NULL;
}
