/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "course/scaffold.h"
#include "ext/json_write.h"

struct args {
	const char *host;
};

static const struct mc_opt options[] = {
	MC_OPT_CHOICE(struct args, host, 'f', "for", MC_SCAFFOLD_CI_HOSTS,
		      N_("where it runs (default: github); hyf: HackYourFuture's .hyf/test.sh")),
	MC_OPT_END,
};

static void print_json(const struct mc_tree *tree, const char *dir)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&text, false);

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "schema", "migracode/ci/v1");
	mc_json_key_text(&w, "path", dir);
	mc_json_key(&w, "files");
	mc_json_start(&w, '[');
	for (size_t i = 0; i < tree->count; i++)
		mc_json_text(&w, tree->files[i].path);
	mc_json_end(&w);
	mc_json_end(&w);
	(void)printf("%s\n", text.ptr);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *dir = call->operands[0];
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	MC_TRY_AS(mc_scaffold_ci(&tree, dir, args->host), _("cannot write the recipe"));
	if (call->json) {
		print_json(&tree, dir);
		return NULL;
	}
	for (size_t i = 0; i < tree.count && !call->quiet; i++) {
		mc_term_print_safe(stdout, tree.files[i].path);
		(void)putchar('\n');
	}
	if (!call->quiet)
		(void)printf("%s\n",
			     _("next: read them, then commit them: migracode-ci(7) says what to set"));
	return NULL;
}

const struct mc_cmd mc_cmd_init_ci = {
	.name = "init ci",
	.family = MC_FAMILY_COURSE,
	.summary = N_("add workflows that grade by themselves to a repository of teachers"),
	.about = N_(
		"Writes a recipe for GitHub Actions, GitLab CI or Forgejo Actions into the private "
		"repository "
		"of a "
		"course: it grades what a learner hands in with the tests of that course, hidden ones too. "
		"Nothing of the learner's runs outside of the sandbox.\n\n"
		"The learners' side, which runs 'migracode check', is in every workspace already: 'migracode "
		"workspace build'.\n\n"
		"A file that is there and is not ours is never replaced."),
	.operands = "<folder>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode init ci --for gitlab my-course"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .host = "github" })),
	.run = run,
};
