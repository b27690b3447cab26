/* SPDX-License-Identifier: MIT */
#include "batch/slurm_ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/slurm_read.h"
#include "os/program.h"
#include "os/user.h"

enum { WAIT_MS = 20000, LIMIT_BYTES = 64 * 1024 * 1024, MAX_WORDS = 20, NOT_STARTED = 127 };

/* What Slurm and its jobs are told of this session: where the cluster is, who pays, and nothing else. */
static const char *const passed[] = {
	"HOME",
	"USER",
	"LOGNAME",
	"PATH",
	"SLURM_CONF",
	"SBATCH_ACCOUNT",
	"SBATCH_QOS",
	"SBATCH_RESERVATION",
	"SBATCH_CONSTRAINT",
};

struct environment {
	char *texts[MC_COUNT(passed) + 2];
};

static void environment_release(struct environment *env)
{
	for (size_t i = 0; env->texts[i]; i++)
		free(env->texts[i]);
}

static void fill(struct environment *env)
{
	size_t count = 0;

	env->texts[count++] = mc_strdup("LC_ALL=C.UTF-8");
	for (size_t i = 0; i < MC_COUNT(passed); i++) {
		const char *value = getenv(passed[i]);

		if (value)
			env->texts[count++] = mc_format("%s=%s", passed[i], value);
	}
}

static bool is_out_of_reach(const char *words)
{
	return strstr(words, "ontact slurm controller") || strstr(words, "onnection refused") ||
	       strstr(words, "timed out") || strstr(words, "temporarily unable") ||
	       strstr(words, "onnection failure") || strstr(words, "configuration source");
}

/* The last line of what a command says: that is where the reason stands. */
static struct mc_err *complain(const char *command, int status, const struct mc_buf *words)
{
	struct mc_str all = mc_str_trim((struct mc_str){ words->ptr, words->len });
	struct mc_str line = { "", 0 };
	struct mc_str rest = all;

	while (mc_str_cut_line(&line, &rest))
		continue;
	if (status < 0 || is_out_of_reach(words->ptr) || all.len == 0)
		return mc_err_new(MC_E_NETWORK, _("Slurm does not answer '%s': %.*s"), command, (int)line.len,
				  line.ptr);
	return mc_err_new(MC_E_INPUT, "%.*s", (int)line.len, line.ptr);
}

static struct mc_err *ask(struct mc_buf *answer, const char *const argv[])
{
	__attribute__((cleanup(environment_release))) struct environment env = { { NULL } };
	MC_AUTO(mc_buf) words = MC_BUF_INIT;

	fill(&env);
	const struct mc_program program = { .argv = argv,
					    .env = (const char *const *)env.texts,
					    .has_bare_env = true,
					    .takes_errors = true,
					    .input = { "", 0 },
					    .wait_ms = WAIT_MS,
					    .limit_bytes = LIMIT_BYTES };
	int status = mc_program_ask(&words, &program);

	if (status == 0) {
		mc_buf_add(answer, words.ptr, words.len);
		return NULL;
	}
	if (status == NOT_STARTED || (status < 0 && words.len == 0 && !mc_program_is_there(argv[0])))
		return mc_err_hint(mc_err_new(MC_E_TOOL, _("there is no '%s' on this machine"), argv[0]),
				   _("'--on slurm' works where jobs can be submitted to Slurm; Debian: apt "
				     "install slurm-client"));
	return complain(argv[0], status, &words);
}

static char *own_jobs(void)
{
	MC_AUTOTEXT user = mc_user_name();

	return mc_format("--user=%s", user);
}

struct mc_err *mc_slurm_submit(struct mc_buf *job, const struct mc_slurm_array *array)
{
	MC_AUTOTEXT name = mc_format("--job-name=%s", array->name);
	MC_AUTOTEXT elements = mc_format("--array=0-%zu", array->count - 1);
	MC_AUTOTEXT partition = mc_format("--partition=%s", array->partition ? array->partition : "");
	MC_AUTOTEXT time = mc_format("--time=%s", array->time ? array->time : "");
	MC_AUTOTEXT memory = mc_format("--mem=%s", array->memory ? array->memory : "");
	MC_AUTOTEXT exclude = mc_format("--exclude=%s", array->exclude ? array->exclude : "");
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	/* The environment is ours and small.  With --export=NONE a node would start a login shell to make
	 * another one, which takes seconds for each element. */
	const char *argv[MAX_WORDS] = { "sbatch",
					"--parsable",
					"--requeue",
					"--ntasks=1",
					"--cpus-per-task=1",
					"--output=/dev/null",
					"--chdir=/",
					"--export=ALL",
					"--signal=B:TERM@20",
					name,
					elements };
	size_t count = 11;

	if (array->partition)
		argv[count++] = partition;
	if (array->time)
		argv[count++] = time;
	if (array->memory)
		argv[count++] = memory;
	if (array->exclude)
		argv[count++] = exclude;
	argv[count] = array->script;
	MC_TRY(ask(&answer, argv));
	/* Warnings may stand before it, the name of a cluster behind it. */
	for (size_t i = answer.len; i > 0; i--) {
		size_t digits = strspn(&answer.ptr[i - 1], "0123456789");

		if (digits > 0 && (i == 1 || answer.ptr[i - 2] == '\n')) {
			mc_buf_add(job, &answer.ptr[i - 1], digits);
			break;
		}
	}
	return NULL;
}

struct mc_err *mc_slurm_queue(struct mc_buf *answer, const char *names)
{
	MC_AUTOTEXT name = mc_format("--name=%s", names);
	MC_AUTOTEXT user = own_jobs();
	const char *const argv[] = { "squeue", "--noheader", "--array",
				     user,     name,	     "--format=" MC_SLURM_QUEUE_FORMAT,
				     NULL };

	return ask(answer, argv);
}

struct mc_err *mc_slurm_cancel(const char *names)
{
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;
	MC_AUTOTEXT user = own_jobs();
	MC_AUTOTEXT list = mc_strdup(names);
	char *rest = list;
	char *name;

	while ((name = strsep(&rest, ",")) != NULL) {
		MC_AUTOTEXT option = mc_format("--name=%s", name);
		const char *const argv[] = { "scancel", "--quiet", user, option, NULL };

		MC_TRY(ask(&answer, argv));
	}
	return NULL;
}

void mc_slurm_show_node(struct mc_buf *answer, const char *node)
{
	const char *const argv[] = { "scontrol", "--oneliner", "show", "node", node, NULL };

	mc_err_drop(ask(answer, argv));
}

struct mc_err *mc_slurm_show_config(struct mc_buf *answer)
{
	const char *const argv[] = { "scontrol", "show", "config", NULL };

	return ask(answer, argv);
}

struct mc_err *mc_slurm_show_slots(struct mc_buf *answer)
{
	const char *const argv[] = { "sinfo", "--noheader", "--format=" MC_SLURM_SLOTS_FORMAT, NULL };

	return ask(answer, argv);
}
