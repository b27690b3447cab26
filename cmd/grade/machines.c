/* SPDX-License-Identifier: MIT */
#include "cmd/grade/machines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "os/file.h"

#define ENGINE "slurm"

enum { MAX_CHUNK = 100000 };

/* ---- which ---- */

static bool is_on_slurm(const char *on)
{
	size_t len = strlen(ENGINE);

	return !strncmp(on, ENGINE, len) && (on[len] == '\0' || (on[len] == ':' && on[len + 1] != '\0'));
}

struct mc_err *mc_grade_check_machines(const struct mc_grade_args *args)
{
	const struct {
		bool is_given;
		const char *option;
	} of_slurm[] = {
		{ args->shared != NULL, "--shared" }, { args->chunk > 0, "--chunk" },
		{ args->time != NULL, "--time" },     { args->memory != NULL, "--mem" },
		{ args->resume != NULL, "--resume" },
	};

	if (args->on && !is_on_slurm(args->on))
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("'--on %s' is not known"), args->on), "%s",
				   _("it can be: slurm, or slurm:<partition>"));
	if (args->chunk > MAX_CHUNK)
		return mc_err_new(MC_E_USAGE, _("'--chunk' is at most %d"), MAX_CHUNK);
	for (size_t i = 0; i < MC_COUNT(of_slurm) && !args->on; i++) {
		if (of_slurm[i].is_given)
			return mc_err_hint(mc_err_new(MC_E_USAGE, _("'%s' needs '--on slurm'"),
						      of_slurm[i].option),
					   "%s", _("without it, this machine alone grades"));
	}
	if (args->on && !args->cohort && !args->resume)
		return mc_err_hint(mc_err_new(MC_E_USAGE, "%s", _("'--on' needs '--cohort'")), "%s",
				   _("type: migracode grade --cohort <id> --on slurm"));
	if (args->cohort && args->resume)
		return mc_err_hint(mc_err_new(MC_E_USAGE, "%s", _("'--resume' does not go with '--cohort'")),
				   "%s", _("the run knows its cohort"));
	return NULL;
}

/* ---- the command of a run ---- */

static void write_texts(struct mc_json_writer *w, const char *key, const struct mc_opt_list *list)
{
	mc_json_key(w, key);
	mc_json_start(w, '[');
	for (size_t i = 0; i < list->count; i++)
		mc_json_text(w, list->items[i]);
	mc_json_end(w);
}

static void write_command(struct mc_buf *out, const struct mc_grade_args *args)
{
	struct mc_json_writer w = MC_JSON_WRITER(out, false);

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "schema", "migracode/run-command/v1");
	mc_json_key_text(&w, "cohort", args->cohort);
	mc_json_key_text(&w, "exercise", args->exercise);
	mc_json_key_text(&w, "at", args->at);
	mc_json_key_text(&w, "protection", args->protection);
	mc_json_key_bool(&w, "unverified", args->unverified);
	write_texts(&w, "modules", &args->modules);
	write_texts(&w, "learners", &args->learners);
	mc_json_end(&w);
	mc_buf_addc(out, '\n');
}

static const char *copy_text(struct mc_arena *arena, const struct mc_json_node *root, const char *key)
{
	const char *text = mc_json_as_text(mc_json_find(root, key));

	return text ? mc_arena_strdup(arena, text) : NULL;
}

static void copy_texts(struct mc_opt_list *list, struct mc_arena *arena, const struct mc_json_node *root,
		       const char *key)
{
	const struct mc_json_node *node = mc_json_find(root, key);
	const char **items = mc_arena_alloc(arena, (mc_json_count(node) + 1) * sizeof(*items));

	*list = (struct mc_opt_list){ .items = items };
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		if (mc_json_as_text(n))
			items[list->count++] = mc_arena_strdup(arena, mc_json_as_text(n));
	}
}

static bool is_level(const char *name)
{
	return name && (!strcmp(name, "full") || !strcmp(name, "basic") || !strcmp(name, "none"));
}

/* What was fetched then is what is graded. */
static struct mc_err *read_command(struct mc_grade_args *args, struct mc_arena *arena, struct mc_str text)
{
	MC_AUTOPTR(mc_json) json = NULL;

	MC_TRY(mc_json_open(&json, NULL, text.ptr, text.len));
	const struct mc_json_node *root = mc_json_root(json);

	args->cohort = copy_text(arena, root, "cohort");
	args->exercise = copy_text(arena, root, "exercise");
	args->at = copy_text(arena, root, "at");
	args->protection = copy_text(arena, root, "protection");
	(void)mc_json_as_bool(&args->unverified, mc_json_find(root, "unverified"));
	copy_texts(&args->modules, arena, root, "modules");
	copy_texts(&args->learners, arena, root, "learners");
	args->since_last = false;
	args->no_fetch = true;
	if (!args->cohort || !is_level(args->protection))
		return mc_err_new(MC_E_INPUT, "%s", _("it does not say what to grade"));
	return NULL;
}

/* ---- all ---- */

struct mc_err *mc_grade_set_machines(struct mc_slurm *slurm, struct mc_arena *arena,
				     struct mc_grade_args *args, const char *school)
{
	const char *folder = args->shared ? args->shared : school;
	MC_AUTOTEXT real = realpath(folder, NULL);
	MC_AUTO(mc_buf) command = MC_BUF_INIT;

	if (!real)
		return mc_err_sys(MC_E_IO, errno, _("cannot use the folder '%s'"), folder);
	if (args->resume) {
		MC_TRY(mc_slurm_recall(&command, real, args->resume));
		MC_TRY_AS(read_command(args, arena, (struct mc_str){ command.ptr, command.len }),
			  _("the run '%s'"), args->resume);
		mc_buf_reset(&command);
	}
	write_command(&command, args);
	*slurm = (struct mc_slurm){
		.partition = args->on[strlen(ENGINE)] == ':' ? args->on + strlen(ENGINE) + 1 : NULL,
		.folder = mc_arena_strdup(arena, real),
		.has_own_store = args->shared != NULL,
		.chunk = args->chunk,
		.time = args->time,
		.memory = args->memory,
		.resume = args->resume,
		.command = { mc_arena_copy(arena, command.ptr, command.len), command.len },
	};
	return NULL;
}
