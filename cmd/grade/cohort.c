/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/term.h"
#include "cmd/grade/machines.h"
#include "cohort/office.h"
#include "cohort/profile.h"
#include "deadline/moment.h"
#include "grading/grading.h"
#include "result/level.h"

/* What is shown while it runs. */
struct watch {
	const struct mc_call *call;
	struct mc_progress progress;
	FILE *events; /* NULL: nobody asked */
	size_t verdicts[MC_FLAKY + 1];
};

/* ---- while it runs ---- */

static void note_verdict(struct watch *watch, const struct mc_grading_event *event)
{
	bool has_verdict = event->kind == MC_GRADING_FINISHED;
	MC_AUTO(mc_buf) note = MC_BUF_INIT;

	if (has_verdict)
		watch->verdicts[event->cell->verdict]++;
	for (int v = MC_PASS; v <= MC_FLAKY; v++) {
		if (watch->verdicts[v] > 0)
			mc_buf_addf(&note, "%s%zu %s", note.len > 0 ? ", " : "", watch->verdicts[v],
				    mc_verdict_name((enum mc_verdict)v));
	}
	mc_progress_note(&watch->progress, note.ptr);
	mc_progress_add(&watch->progress, !has_verdict);
}

static void show(struct watch *watch, const struct mc_grading_event *event)
{
	bool is_quiet = watch->call->quiet;

	switch (event->kind) {
	case MC_GRADING_FETCHING:
		mc_progress_open(&watch->progress, _("fetching"), event->total, is_quiet);
		break;
	case MC_GRADING_FETCHED:
		mc_progress_add(&watch->progress, event->fetched == MC_FETCH_FAILED);
		break;
	case MC_GRADING_COMPUTING:
		mc_progress_clear(&watch->progress);
		mc_progress_open(&watch->progress, _("grading"), event->total, is_quiet);
		break;
	case MC_GRADING_FINISHED:
		note_verdict(watch, event);
		break;
	case MC_GRADING_FAULT:
		if (event->exercise)
			note_verdict(watch, event);
		break;
	case MC_GRADING_STARTED:
	case MC_GRADING_DONE:
		break;
	}
}

static void happened(void *context, const struct mc_grading_event *event)
{
	struct watch *watch = context;
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	show(watch, event);
	if (!watch->events)
		return;
	if (watch->events == stdout)
		mc_progress_clear(&watch->progress);
	mc_grading_print_event(&line, event);
	(void)fwrite(line.ptr, 1, line.len, watch->events);
	(void)fflush(watch->events);
}

/* ---- afterwards ---- */

static bool write_stdout(void *context, const char *bytes, size_t len)
{
	(void)context;
	return fwrite(bytes, 1, len, stdout) == len;
}

/* Names are for people who sit there, and only those that are needed. */
static const char **names_of(struct mc_arena *arena, const struct mc_grading *grading,
			     struct mc_records *records)
{
	const char **names = mc_arena_alloc(arena, (grading->learner_count + 1) * sizeof(*names));

	for (size_t i = 0; i < grading->learner_count; i++) {
		struct mc_profile profile = { 0 };
		bool is_needed = grading->learners[i].reason != NULL;

		for (size_t e = 0; e < grading->exercise_count && !is_needed; e++)
			is_needed = mc_grading_at(grading, i, e)->state == MC_GRADING_NO_VERDICT;
		if (is_needed)
			mc_err_drop(mc_profile_read(&profile, arena, records, grading->learners[i].id));
		names[i] = profile.facts[MC_PROFILE_DISPLAY_NAME];
	}
	return names;
}

static void print_text(const struct mc_call *call, const struct mc_grading *grading,
		       struct mc_records *records)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_sheet_look look = { .width = mc_term_width(STDOUT_FILENO),
					    .has_color = call->has_color,
					    .has_utf8 = mc_term_has_utf8() };
	const char **names = mc_term_is_live(STDOUT_FILENO) ? names_of(&arena, grading, records) : NULL;

	mc_grading_print_text(&text, grading, names, &look, call->quiet);
	(void)fwrite(text.ptr, 1, text.len, stdout);
}

/* ---- the command ---- */

static struct mc_err *refuse(const struct mc_call *call, const struct mc_grade_args *args)
{
	const struct {
		bool is_given;
		const char *option;
	} of_others[] = {
		{ args->commit != NULL, "--commit" },	  { args->show_hidden, "--show-hidden" },
		{ args->tests.count > 0, "--test" },	  { args->format != NULL, "--format" },
		{ args->output != NULL, "--output" },	  { args->meta.count > 0, "--meta" },
		{ args->fail_under > 0, "--fail-under" },
	};

	for (size_t i = 0; i < MC_COUNT(of_others); i++) {
		if (of_others[i].is_given)
			return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' does not go with '--cohort'"),
						      of_others[i].option),
					   "%s", _("'migracode results' shows and exports what was graded"));
	}
	if (call->operand_count > 0)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("with '--cohort', '%s' is one word too many"),
					      call->operands[0]),
				   "%s", _("name learners by id: --learner <id>"));
	if (call->json && args->events && !strcmp(args->events, "-"))
		return mc_err_new(MC_E_USAGE, "%s", _("'--json' and '--events -' cannot share one output"));
	return NULL;
}

static struct mc_err *open_events(FILE **file, const char *path)
{
	if (!path)
		return NULL;
	*file = strcmp(path, "-") != 0 ? fopen(path, "we") : stdout;
	return *file ? NULL : mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), path);
}

static void tell_line(void *context, const char *line)
{
	struct watch *watch = context;

	mc_progress_clear(&watch->progress);
	(void)fprintf(stderr, "%s: ", _("warning"));
	mc_term_print_safe(stderr, line);
	(void)fputc('\n', stderr);
}

static struct mc_err *grade(struct mc_grading *grading, struct watch *watch, struct mc_office *office,
			    const struct mc_grade_args *args, const struct mc_slurm *slurm)
{
	struct mc_grading_wanted wanted = {
		.school = &office->school,
		.records = office->records,
		.cohort = args->cohort,
		.modules = args->modules.items,
		.module_count = args->modules.count,
		.exercise = args->exercise,
		.learners = args->learners.items,
		.learner_count = args->learners.count,
		.is_since_last = args->since_last,
		.fetches = !args->no_fetch,
		.takes_unverified = args->unverified,
		.jobs = args->jobs,
		.at_s = MC_SURVEY_ALWAYS,
		.minimum = mc_level_named(args->protection),
		.slurm = slurm,
		.watch = happened,
		.context = watch,
	};

	if (args->at)
		MC_TRY(mc_moment_read(&wanted.at_s, args->at, office->school.time_zone, "--at"));
	MC_TRY(open_events(&watch->events, args->events));
	struct mc_err *err = mc_grading_run(grading, &wanted);

	mc_progress_clear(&watch->progress);
	if (watch->events && watch->events != stdout && fclose(watch->events) != 0 && !err)
		return mc_err_sys(MC_E_IO, errno, _("cannot write '%s'"), args->events);
	return err;
}

struct mc_err *mc_grade_cohort(struct mc_call *call, const struct mc_grade_args *given)
{
	struct mc_grade_args args = *given;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_slurm slurm = { 0 };
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_grading) grading = MC_GRADING_INIT;
	struct watch watch = { .call = call };

	MC_TRY(refuse(call, &args));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	if (args.on)
		MC_TRY(mc_grade_set_machines(&slurm, &arena, &args, office.school.dir));
	slurm.tell = tell_line;
	slurm.context = &watch;
	MC_TRY(grade(&grading, &watch, &office, &args, args.on ? &slurm : NULL));
	if (call->json)
		mc_grading_write_json(&grading, write_stdout, NULL);
	else if (watch.events != stdout)
		print_text(call, &grading, office.records);
	call->has_failed = grading.faults > 0;
	return NULL;
}
