/* SPDX-License-Identifier: MIT */
#include "os/sandbox.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/sandbox_keeper.h"

/* A worker is cheap to replace, and what long use could leave behind goes with it. */
enum { SUBMISSIONS_A_WORKER = 400, BEGIN_MS = 20000, END_MS = 20000, PAGE_BYTES = 4096 };

const char *mc_ending_name(enum mc_ending ending)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_ENDINGS(X)
#undef X
	};

	return names[ending];
}

static const char *const *copy_texts(const char *const *texts, size_t count)
{
	char **copy = mc_alloc_zero(count + 1, sizeof(*copy));

	for (size_t i = 0; i < count; i++)
		copy[i] = mc_strdup(texts[i]);
	return (const char *const *)copy;
}

static void free_texts(const char *const *texts, size_t count)
{
	for (size_t i = 0; texts && i < count; i++)
		free((void *)(uintptr_t)texts[i]);
	free((void *)(uintptr_t)texts);
}

/* Strongest first; what the configuration or the machine does not allow is left out. */
static struct mc_err *start_strongest(struct mc_sandbox *sandbox)
{
	const struct mc_sandbox_config *config = &sandbox->config;
	struct mc_protection base = { .seccomp = sandbox->filter.len > 0,
				      .landlock = !config->without_landlock && mc_landlock_version() > 0,
				      .cgroup = sandbox->cgroup.kind,
				      .own_uid = mc_keeper_uid_base(sandbox) != 0 };
	struct mc_err *err = NULL;

	for (int own_uid = base.own_uid; own_uid >= 0 && !config->without_namespaces; own_uid--) {
		mc_err_drop(err);
		sandbox->protection = base;
		sandbox->protection.namespaces = true;
		sandbox->protection.own_uid = own_uid;
		sandbox->protection.level = base.seccomp ? MC_PROTECT_FULL : MC_PROTECT_NONE;
		err = mc_keeper_start(sandbox);
		if (!err || err->code == MC_E_INTERRUPTED)
			return err;
	}
	if (config->minimum > MC_PROTECT_BASIC && err)
		return err;
	mc_err_drop(err);
	sandbox->protection = base;
	sandbox->protection.level = base.seccomp ? MC_PROTECT_BASIC : MC_PROTECT_NONE;
	return mc_keeper_start(sandbox);
}

static struct mc_err *open_slot(struct mc_sandbox *sandbox)
{
	if (!sandbox->config.without_cgroup)
		mc_cgroup_open(&sandbox->cgroup, sandbox->config.slot);
	/* Without a filter the slot is weaker, which the level says. */
	struct mc_filter_plan plan = { .has_memory_group = sandbox->cgroup.kind != MC_CGROUP_NONE };

	mc_err_drop(mc_filter_build(&sandbox->filter, &plan));
	MC_TRY(start_strongest(sandbox));
	if (sandbox->protection.level < sandbox->config.minimum)
		return mc_err_new(MC_E_UNSUPPORTED,
				  _("programs cannot be isolated well enough on this machine"));
	mc_cgroup_read(&sandbox->counts, &sandbox->cgroup);
	return NULL;
}

static struct mc_err *open_sandbox(struct mc_sandbox **sandbox, const struct mc_sandbox_config *config,
				   bool is_twin)
{
	MC_AUTOPTR(mc_sandbox) made = mc_alloc_zero(1, sizeof(*made));

	made->is_twin = is_twin;
	made->socket = -1;
	made->cgroup = (struct mc_cgroup)MC_CGROUP_INIT;
	made->config = *config;
	made->config.hide = copy_texts(config->hide, config->hide_count);
	made->config.toolchains = copy_texts(config->toolchains, config->toolchain_count);
	made->config.node_modules = config->node_modules ? mc_strdup(config->node_modules) : NULL;
	mc_message_init(&made->message);
	struct mc_err *err = open_slot(made);

	if (err)
		return err->code == MC_E_INTERRUPTED
			       ? err
			       : mc_err_hint(err, _("run 'migracode doctor' to see what is missing and how "
						    "to get it"));
	*sandbox = MC_TAKE(made);
	return NULL;
}

bool mc_sandbox_finds_tool(const struct mc_sandbox *sandbox, const char *name)
{
	const char *folder = sandbox->config.node_modules;
	MC_AUTOTEXT path = folder && !strchr(name, '/') ? mc_format("%s/.bin/%s", folder, name) : NULL;

	return (path && !access(path, X_OK)) || mc_sandbox_has_tool(name);
}

const char *mc_sandbox_node_modules(const struct mc_sandbox *sandbox)
{
	return sandbox->config.node_modules;
}

struct mc_err *mc_sandbox_open(struct mc_sandbox **sandbox, const struct mc_sandbox_config *config)
{
	return open_sandbox(sandbox, config, false);
}

struct mc_err *mc_sandbox_twin(struct mc_sandbox **twin, struct mc_sandbox *sandbox)
{
	if (!sandbox->twin)
		MC_TRY(open_sandbox(&sandbox->twin, &sandbox->config, true));
	*twin = sandbox->twin;
	return NULL;
}

static void free_slot(struct mc_sandbox *sandbox)
{
	mc_keeper_stop(sandbox);
	mc_cgroup_close(&sandbox->cgroup);
	mc_message_release(&sandbox->message);
	free_texts(sandbox->config.hide, sandbox->config.hide_count);
	free_texts(sandbox->config.toolchains, sandbox->config.toolchain_count);
	free((void *)(uintptr_t)sandbox->config.node_modules);
	free(sandbox->filter.filter);
	free(sandbox);
}

void mc_sandbox_set_env(struct mc_sandbox *sandbox, const char *const *env)
{
	sandbox->env = env;
}

void mc_sandbox_free(struct mc_sandbox *sandbox)
{
	if (!sandbox)
		return;
	/* A twin has none itself. */
	if (sandbox->twin)
		free_slot(sandbox->twin);
	free_slot(sandbox);
}

const struct mc_protection *mc_sandbox_protection(const struct mc_sandbox *sandbox)
{
	return &sandbox->protection;
}

/* What stood there before counts as done: a submission that was not ended goes with its worker. */
static struct mc_err *need_worker(struct mc_sandbox *sandbox)
{
	if (sandbox->has_submission || sandbox->submissions >= SUBMISSIONS_A_WORKER)
		mc_keeper_stop(sandbox);
	if (sandbox->worker == 0)
		return mc_keeper_start(sandbox);
	return NULL;
}

/* Folders take inodes as files do, and a path of a thousand bytes has hundreds. The tree is sorted, so each
 * folder is counted where it comes first. */
static size_t count_folders(const struct mc_tree *tree)
{
	const char *before = "";
	size_t count = 0;

	for (size_t i = 0; i < tree->count; i++) {
		const char *path = tree->files[i].path;
		size_t same = 0;

		while (path[same] && path[same] == before[same])
			same++;
		for (const char *p = path + same; *p; p++)
			count += *p == '/';
		before = path;
	}
	return count;
}

static struct mc_err *begin(struct mc_sandbox *sandbox, int packed, const struct mc_tree *tree,
			    const struct mc_sandbox_needs *needs)
{
	struct mc_request request = { .ask = MC_ASK_BEGIN,
				      .disk_mb = needs->disk_mb,
				      .has_loopback = needs->has_loopback,
				      .tree_bytes = tree->total_bytes,
				      .tree_count = (uint32_t)(tree->count + count_folders(tree)) };
	struct mc_reply reply;

	MC_TRY(mc_keeper_ask(sandbox, &request, (struct mc_str){ NULL, 0 }, &packed, 1));
	MC_TRY(mc_keeper_hear(&reply, sandbox, BEGIN_MS));
	if (reply.say != MC_SAY_READY)
		return mc_err_new(MC_E_IO, _("the sandbox's init ended by itself"));
	sandbox->base_bytes = tree->total_bytes + request.tree_count * (uint64_t)PAGE_BYTES;
	return NULL;
}

struct mc_err *mc_sandbox_begin(struct mc_sandbox *sandbox, const struct mc_tree *tree, uint32_t disk_mb)
{
	return mc_sandbox_begin_with(sandbox, tree, &(struct mc_sandbox_needs){ .disk_mb = disk_mb });
}

struct mc_err *mc_sandbox_begin_with(struct mc_sandbox *sandbox, const struct mc_tree *tree,
				     const struct mc_sandbox_needs *needs)
{
	MC_AUTOFD packed = -1;
	int fd;

	/* Without namespaces a server would be the machine's own, open to all who use it. */
	if (needs->has_loopback && !sandbox->protection.namespaces)
		return mc_err_new(MC_E_UNSUPPORTED,
				  _("a sandbox without namespaces has no network of its own"));
	MC_TRY(mc_message_pack_tree(&fd, tree));
	packed = fd;
	MC_TRY(need_worker(sandbox));
	struct mc_err *err = begin(sandbox, packed, tree, needs);

	if (err) {
		mc_keeper_stop(sandbox);
		return err;
	}
	sandbox->has_submission = true;
	sandbox->submissions++;
	return NULL;
}

static struct mc_err *end(struct mc_sandbox *sandbox)
{
	struct mc_request request = { .ask = MC_ASK_END };
	struct mc_reply reply;

	MC_TRY(mc_keeper_ask(sandbox, &request, (struct mc_str){ NULL, 0 }, NULL, 0));
	MC_TRY(mc_keeper_hear(&reply, sandbox, END_MS));
	if (reply.say != MC_SAY_ENDED || reply.status != 0)
		return mc_err_new(MC_E_IO, _("the sandbox's init did not end well"));
	return NULL;
}

struct mc_err *mc_sandbox_end(struct mc_sandbox *sandbox)
{
	if (!sandbox->has_submission)
		return NULL;
	/* Init listens again only when the program is gone. */
	if (sandbox->program) {
		mc_keeper_stop(sandbox);
		return NULL;
	}
	struct mc_err *err = end(sandbox);

	sandbox->has_submission = false;
	if (err)
		mc_keeper_stop(sandbox);
	return err;
}
