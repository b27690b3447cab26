/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "mirror/fetch_print.h"

struct args {
	const char *cohort;
	struct mc_opt_list learners;
	const char *from;
	const char *match;
	unsigned jobs;
	unsigned max_mb;
	unsigned timeout_s;
	bool dry_run;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("whose repositories")),
	MC_OPT_LIST(struct args, learners, 'l', "learner", "<id>",
		    N_("only of this learner; may be repeated")),
	MC_OPT_TEXT(struct args, from, 0, "from", "<address>",
		    N_("find there the repositories of learners who have none in the records: github:<org>, "
		       "https://…")),
	MC_OPT_TEXT(struct args, match, 0, "match", "<pattern>",
		    N_("tell whose they are by their names, 'js-{login}', and not by their owners")),
	MC_OPT_UINT(struct args, jobs, 'j', "jobs", "<n>", N_("fetch <n> at a time (default: 8)")),
	MC_OPT_UINT(struct args, max_mb, 0, "max-size", "<MB>",
		    N_("refuse a repository that brings more than this at once (default: 512)")),
	MC_OPT_UINT(struct args, timeout_s, 0, "timeout", "<seconds>",
		    N_("give up a repository when nothing came from it for so long (default: 60)")),
	MC_OPT_FLAG(struct args, dry_run, 'n', "dry-run", N_("only say what would be fetched")),
	MC_OPT_END,
};

struct run {
	struct mc_fetch_report report;
	struct mc_progress progress;
};

static struct mc_err *on_done(void *context, size_t index, enum mc_fetch_outcome outcome,
			      const struct mc_mirror *mirror)
{
	struct run *run = context;

	mc_fetch_report_add(&run->report, index, outcome, mirror);
	mc_progress_add(&run->progress, outcome == MC_FETCH_FAILED);
	return NULL;
}

/* What a host makes us wait for is not to look like a fault. */
static void say_waiting(void *context, const char *host, unsigned seconds)
{
	const struct mc_call *call = context;

	if (!call->quiet)
		(void)fprintf(stderr,
			      NP_("waiting %u second for '%s'\n", "waiting %u seconds for '%s'\n", seconds),
			      seconds, host);
}

/* Looks at a host whose repositories these learners' are, for who has none in the records. */
static struct mc_err *find(struct mc_mirror_found *found, struct mc_mirror_wanted_list *list,
			   struct mc_records *records, struct mc_call *call, const struct args *args)
{
	const char **learners = mc_arena_alloc(&list->arena, (list->count + 1) * sizeof(*learners));
	struct mc_forge_config config = MC_FORGE_CONFIG;

	config.waits = say_waiting;
	config.context = call;
	for (size_t i = 0; i < list->count; i++)
		learners[i] = list->items[i].learner;
	MC_TRY(mc_mirror_find(found, records, learners, list->count, args->from, args->match, &config));
	for (size_t i = 0; i < list->count; i++) {
		if (!list->items[i].source)
			list->items[i].source = found->items[i].url;
	}
	return args->dry_run ? NULL : mc_mirror_found_keep(found, records);
}

static struct mc_err *fetch(struct run *run, const struct mc_call *call, const struct args *args,
			    const char *school_dir)
{
	const struct mc_mirror_wanted_list *list = run->report.list;
	const struct mc_fetch wanted = { .school_dir = school_dir,
					 .wanted = list->items,
					 .count = list->count,
					 .jobs = args->jobs,
					 .max_bytes = (uint64_t)args->max_mb * 1024 * 1024,
					 .stall_s = args->timeout_s,
					 .is_dry_run = args->dry_run,
					 .done = on_done,
					 .context = run };
	size_t total = 0;

	for (size_t i = 0; i < list->count; i++)
		total += !list->items[i].is_left_out;
	mc_progress_open(&run->progress, _("repositories"), total, call->quiet);
	struct mc_err *err = mc_fetch_run(&wanted);

	mc_progress_clear(&run->progress);
	return err;
}

static void print(const struct mc_fetch_report *report, struct mc_call *call)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (call->json)
		mc_fetch_report_json(&text, report);
	else
		mc_fetch_report_show(&text, report, call->quiet);
	mc_term_print_safe(stdout, text.ptr);
	call->has_failed = report->counts[MC_FETCH_FAILED] > 0;
}

static struct mc_err *fetch_cohort(struct mc_call *call, const struct args *args)
{
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_mirror_wanted_list) list = MC_MIRROR_WANTED_LIST_INIT;
	MC_AUTO(mc_mirror_found) found = MC_MIRROR_FOUND_INIT;

	MC_TRY(mc_cohort_need(args->cohort));
	if (args->match && !args->from)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("--match needs --from")),
				   _("for example: --from github:my-school --match 'js-{login}'"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_mirror_wanted_read(&list, office.records, args->cohort, args->learners.items,
				     args->learners.count));
	if (args->from)
		MC_TRY(find(&found, &list, office.records, call, args));
	struct run run = { .report = { .arena = MC_ARENA_INIT,
				       .cohort = args->cohort,
				       .is_dry_run = args->dry_run,
				       .list = &list,
				       .found = args->from ? &found : NULL } };

	run.report.rows = mc_arena_alloc(&run.report.arena, (list.count + 1) * sizeof(*run.report.rows));
	struct mc_err *err = fetch(&run, call, args, office.school.dir);

	if (!err)
		print(&run.report, call);
	mc_arena_release(&run.report.arena);
	return err;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	struct mc_err *err = fetch_cohort(call, args);

	mc_opt_list_release(&args->learners);
	return err;
}

const struct mc_cmd mc_cmd_fetch = {
	.name = "fetch",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("copy the repositories of all learners of a cohort"),
	.about = N_(
		"Brings the bare copies below the school's folder 'mirrors' up to date, several at a time. "
		"Where each repository is stands in the records. What is unchanged is not transferred again, "
		"and a run that was cut off goes on where it was. No work tree is touched, and a local "
		"repository is only read.\n\n"
		"A repository that cannot be fetched is named with its learner and stops nobody else; what "
		"was fetched of it before stays. The exit status is then 4. What a learner takes back "
		"(a forced push, a removed branch) stays in the copy as well.\n\n"
		"With --from, a host of repositories is asked for those of learners of whom the records have "
		"none; what is found is recorded. An organisation's are told apart by --match, and forks of "
		"one repository (github:<org>/<name>) by their owners.\n\n"
		"Private repositories are opened by the keys in the SSH agent, by a token in the "
		"environment, "
		"or by the credential helpers of git: migracode-grading(5)."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode fetch --cohort ath-2026a\n"
		      "migracode fetch --cohort ath-2026a --from github:my-school --match 'js-{login}'\n"
		      "migracode fetch --cohort ath-2026a --learner L17 --max-size 100"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
