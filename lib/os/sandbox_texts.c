/* SPDX-License-Identifier: MIT */
#include "os/sandbox_watch.h"

#include <string.h>

#include "base/alloc.h"

enum { ENV_SPARE = 7 };

void mc_inside_set_tools(struct mc_inside *inside, const char *node_modules)
{
	/* These texts live as long as the process. */
	inside->node_modules = node_modules;
	inside->path_env = node_modules ? mc_format("PATH=/usr/local/bin:/usr/bin:/bin:%s/.bin", node_modules)
					: "PATH=/usr/local/bin:/usr/bin:/bin";
	inside->node_path_env = node_modules && strcmp(node_modules, MC_SANDBOX_NODE_MODULES) != 0
					? mc_format("NODE_PATH=%s", node_modules)
					: NULL;
}

static const char **read_some(const char **at, size_t count, size_t spare)
{
	const char **texts = mc_alloc_zero(count + spare + 1, sizeof(*texts));

	for (size_t i = 0; i < count; i++) {
		texts[i] = *at;
		*at += strlen(*at) + 1;
	}
	return texts;
}

static bool has_name(const char **env, const char *name, size_t len)
{
	for (; *env; env++) {
		if (!strncmp(*env, name, len))
			return true;
	}
	return false;
}

/* What the exercise sets itself wins. HOME is what is empty at every start, so that no test sees another's
 * settings. */
static void complete(const char **env, size_t count, const struct mc_inside *inside)
{
	const char *const usual[ENV_SPARE] = { inside->path_env,     inside->home_env, inside->tmp_env,
					       "LANG=C.UTF-8",	     "USER=student",   "LOGNAME=student",
					       inside->node_path_env };

	for (size_t i = 0; i < MC_COUNT(usual) && usual[i]; i++) {
		size_t name_len = (size_t)(strchr(usual[i], '=') - usual[i]) + 1;

		if (!has_name(env, usual[i], name_len))
			env[count++] = usual[i];
	}
}

void mc_texts_read(struct mc_texts *texts, const struct mc_inside *inside, const struct mc_request *request)
{
	const char *at = inside->message.bytes + sizeof(*request);

	texts->args = read_some(&at, request->arg_count, 0);
	texts->env = read_some(&at, request->env_count, ENV_SPARE);
	complete(texts->env, request->env_count, inside);
	if (request->has_cwd) {
		texts->cwd = at;
		at += strlen(at) + 1;
	}
	texts->collect = read_some(&at, request->collect_count, 0);
	texts->collect_count = request->collect_count;
	texts->renew = read_some(&at, request->renew_count, 0);
	texts->renew_count = request->renew_count;
}

void mc_texts_release(struct mc_texts *texts)
{
	free(texts->args);
	free(texts->env);
	free(texts->collect);
	free(texts->renew);
}
