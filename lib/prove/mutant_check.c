/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "prove/verify_parts.h"
#include "source/language.h"

/* What looks at a file of a language without running it; the path is put behind. */
static const struct checker {
	enum mc_language language;
	const char *ending; /* NULL: any of the language */
	const char *argv[4];
} checkers[] = {
	{ MC_LANGUAGE_SCRIPT, ".js", { "node", "--check" } },
	{ MC_LANGUAGE_SCRIPT, ".mjs", { "node", "--check" } },
	{ MC_LANGUAGE_SCRIPT, ".cjs", { "node", "--check" } },
	{ MC_LANGUAGE_PYTHON,
	  NULL,
	  { "python3", "-c", "import ast,sys;ast.parse(open(sys.argv[1],'rb').read())" } },
	{ MC_LANGUAGE_SHELL, NULL, { "bash", "-n" } },
	{ MC_LANGUAGE_C, ".c", { "gcc", "-fsyntax-only", "-w" } },
};

static const struct checker *checker_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; i < MC_COUNT(checkers); i++) {
		const struct checker *checker = &checkers[i];

		if (checker->language == mc_language_of(path) &&
		    (!checker->ending || (dot && !strcmp(dot, checker->ending))))
			return checker;
	}
	return NULL;
}

struct mc_err *mc_mutant_check(bool *starts, struct mc_sandbox *sandbox, const struct mc_exercise *exercise,
			       const struct mc_tree *tree, const char *path)
{
	const struct checker *checker = checker_of(path);
	MC_AUTO(mc_sandbox_result) ran = MC_SANDBOX_RESULT_INIT;
	MC_AUTO(mc_tree) laid = MC_TREE_INIT;
	const char *argv[MC_COUNT(checker->argv) + 2] = { NULL };
	size_t count = 0;

	*starts = true;
	if (!checker || !mc_sandbox_has_tool(checker->argv[0]))
		return NULL;
	while (count < MC_COUNT(checker->argv) && checker->argv[count]) {
		argv[count] = checker->argv[count];
		count++;
	}
	argv[count] = path;
	mc_tree_overlay(&laid, &exercise->starter, "");
	mc_tree_overlay(&laid, tree, "");
	const struct mc_sandbox_run run = { .argv = argv,
					    .limits = exercise->build_limits.cpu_ms
							      ? exercise->build_limits
							      : (struct mc_limits)MC_LIMITS_BUILD };

	MC_TRY(mc_sandbox_begin(sandbox, &laid, run.limits.disk_mb));
	struct mc_err *err = mc_sandbox_run(&ran, sandbox, &run);

	if (!err)
		*starts = ran.ending != MC_END_EXIT || ran.exit_status == 0;
	mc_err_drop(mc_sandbox_end(sandbox));
	return err;
}
