/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "ext/json_write.h"
#include "mirror/wanted.h"

struct args {
	const char *cohort;
	struct mc_opt_list learners;
	unsigned jobs;
	unsigned max_mb;
	unsigned timeout_s;
	bool dry_run;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("whose repositories")),
	MC_OPT_LIST(struct args, learners, 'l', "learner", "<id>",
		    N_("only of this learner; may be repeated")),
	MC_OPT_UINT(struct args, jobs, 'j', "jobs", "<n>", N_("fetch <n> at a time (default: 8)")),
	MC_OPT_UINT(struct args, max_mb, 0, "max-size", "<MB>",
		    N_("refuse a repository that brings more than this at once (default: 512)")),
	MC_OPT_UINT(struct args, timeout_s, 0, "timeout", "<seconds>",
		    N_("give up a repository from which nothing came for so long (default: 60)")),
	MC_OPT_FLAG(struct args, dry_run, 'n', "dry-run", N_("only say what would be fetched")),
	MC_OPT_END,
};

/* What became of one learner; texts live in the arena of the run. */
struct row {
	bool is_done;
	enum mc_fetch_outcome outcome;
	const char *branch;
	const char *tip;
	enum mc_code fault;
	const char *reason;
	const char *hint;
	int64_t fetched_s;
	bool is_there;
};

struct run {
	struct mc_arena arena;
	const struct mc_mirror_wanted_list *list;
	struct row *rows;
	size_t counts[MC_FETCH_OUTCOME_COUNT];
	struct mc_progress progress;
};

static const char *copy(struct run *run, const char *text)
{
	return text ? mc_arena_strdup(&run->arena, text) : NULL;
}

static struct mc_err *on_done(void *context, size_t index, enum mc_fetch_outcome outcome,
			      const struct mc_mirror *mirror)
{
	struct run *run = context;

	run->rows[index] = (struct row){ .is_done = true,
					 .outcome = outcome,
					 .branch = copy(run, mirror->branch),
					 .tip = copy(run, mirror->tip),
					 .fault = mirror->fault,
					 .reason = copy(run, mirror->reason),
					 .hint = copy(run, mirror->hint),
					 .fetched_s = mirror->fetched_s,
					 .is_there = mirror->is_there };
	run->counts[outcome]++;
	mc_progress_add(&run->progress, outcome == MC_FETCH_FAILED);
	return NULL;
}

/* ---- for programs ---- */

static void print_row(struct mc_json_writer *writer, const char *learner, const struct row *row)
{
	bool has_failed = row->outcome == MC_FETCH_FAILED;
	MC_AUTO(mc_buf) time = MC_BUF_INIT;

	if (row->is_there)
		mc_time_add(&time, row->fetched_s);
	mc_json_start(writer, '{');
	mc_json_key_text(writer, "learner", learner);
	mc_json_key_text(writer, "outcome", mc_fetch_words[row->outcome]);
	mc_json_key_text(writer, "branch", row->branch);
	mc_json_key_text(writer, "tip", row->tip);
	mc_json_key_text(writer, "fetched", row->is_there ? time.ptr : NULL);
	mc_json_key_text(writer, "fault", has_failed ? mc_code_name(row->fault) : NULL);
	mc_json_key_text(writer, "reason", has_failed ? row->reason : NULL);
	mc_json_key_text(writer, "hint", has_failed ? row->hint : NULL);
	mc_json_end(writer);
}

static void print_json(const struct run *run, const struct args *args)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/fetch/v1");
	mc_json_key_text(&writer, "cohort", args->cohort);
	mc_json_key_bool(&writer, "dry_run", args->dry_run);
	for (size_t i = 0; i < MC_FETCH_OUTCOME_COUNT; i++)
		mc_json_key_int(&writer, mc_fetch_words[i], (int64_t)run->counts[i]);
	mc_json_key(&writer, "learners");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < run->list->count; i++) {
		if (run->rows[i].is_done)
			print_row(&writer, run->list->items[i].learner, &run->rows[i]);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(&text, '\n');
	mc_term_print_safe(stdout, text.ptr);
}

/* ---- for people ---- */

/* Those who need somebody's attention, and in a dry run also what would come. */
static void print_rows(struct mc_buf *text, const struct run *run, bool is_dry_run)
{
	for (size_t i = 0; i < run->list->count; i++) {
		const struct row *row = &run->rows[i];
		const char *name = run->list->names[i];

		if (!row->is_done)
			continue;
		if (row->outcome == MC_FETCH_FAILED)
			mc_buf_addf(text, _("%s (%s): not fetched: %s\n"), name, run->list->items[i].learner,
				    row->reason);
		else if (row->outcome == MC_FETCH_NONE)
			mc_buf_addf(text, _("%s (%s): no repository in the records\n"), name,
				    run->list->items[i].learner);
		else if (is_dry_run && row->outcome != MC_FETCH_CURRENT)
			mc_buf_addf(text, _("%s (%s): would be fetched\n"), name,
				    run->list->items[i].learner);
		if (row->outcome == MC_FETCH_FAILED && row->hint)
			mc_buf_addf(text, _("  hint: %s\n"), row->hint);
	}
}

static void print_text(const struct run *run, const struct args *args, bool is_quiet)
{
	const size_t *counts = run->counts;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	size_t there = counts[MC_FETCH_NEW] + counts[MC_FETCH_CHANGED] + counts[MC_FETCH_CURRENT];

	print_rows(&text, run, args->dry_run);
	if (!is_quiet) {
		mc_buf_addf(&text,
			    NP_("%zu repository is up to date", "%zu repositories are up to date", there),
			    args->dry_run ? counts[MC_FETCH_CURRENT] : there);
		mc_buf_addf(&text,
			    args->dry_run ? _("; new: %zu, changed: %zu, failed: %zu, none: %zu\n")
					  : _(" (new: %zu, changed: %zu); failed: %zu, none: %zu\n"),
			    counts[MC_FETCH_NEW], counts[MC_FETCH_CHANGED], counts[MC_FETCH_FAILED],
			    counts[MC_FETCH_NONE]);
	}
	mc_term_print_safe(stdout, text.ptr);
}

/* ---- all ---- */

static struct mc_err *fetch(struct run *run, const struct mc_call *call, const struct args *args,
			    const char *school_dir)
{
	const struct mc_fetch wanted = { .school_dir = school_dir,
					 .wanted = run->list->items,
					 .count = run->list->count,
					 .jobs = args->jobs,
					 .max_bytes = (uint64_t)args->max_mb * 1024 * 1024,
					 .stall_s = args->timeout_s,
					 .is_dry_run = args->dry_run,
					 .done = on_done,
					 .context = run };
	size_t total = 0;

	for (size_t i = 0; i < run->list->count; i++)
		total += !run->list->items[i].is_left_out;
	mc_progress_open(&run->progress, _("repositories"), total, call->quiet);
	struct mc_err *err = mc_fetch_run(&wanted);

	mc_progress_clear(&run->progress);
	return err;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_mirror_wanted_list) list = MC_MIRROR_WANTED_LIST_INIT;

	MC_TRY(mc_cohort_need(args->cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_mirror_wanted_read(&list, office.records, args->cohort, args->learners.items,
				     args->learners.count));
	struct run run = { .arena = MC_ARENA_INIT, .list = &list };

	run.rows = mc_arena_alloc(&run.arena, (list.count + 1) * sizeof(*run.rows));
	struct mc_err *err = fetch(&run, call, args, office.school.dir);

	if (!err && call->json)
		print_json(&run, args);
	else if (!err)
		print_text(&run, args, call->quiet);
	call->is_bad_input = run.counts[MC_FETCH_FAILED] > 0;
	mc_arena_release(&run.arena);
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
		"was fetched of it before stays. The exit status is then 3. What a learner takes back "
		"(a forced push, a removed branch) stays in the copy as well.\n\n"
		"Private repositories are opened by the keys in the SSH agent, by a token in the "
		"environment, "
		"or by the credential helpers of git: migracode-grading(5)."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode fetch --cohort ath-2026a\n"
		      "migracode fetch --cohort ath-2026a --learner L17 --max-size 100"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
