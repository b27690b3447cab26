/* SPDX-License-Identifier: MIT */
#include "os/sandbox.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "os/sandbox_inside.h"

char *mc_sandbox_tool_path(const char *name)
{
	static const char *const folders[] = { "/usr/local/bin", "/usr/bin", "/bin" };

	if (strchr(name, '/'))
		return *name == '/' && !access(name, X_OK) ? mc_strdup(name) : NULL;
	for (size_t i = 0; i < MC_COUNT(folders); i++) {
		MC_AUTOTEXT path = mc_format("%s/%s", folders[i], name);

		if (*name && !access(path, X_OK))
			return MC_TAKE(path);
	}
	return NULL;
}

bool mc_sandbox_has_tool(const char *name)
{
	MC_AUTOTEXT path = mc_sandbox_tool_path(name);

	return path != NULL;
}

struct findings {
	struct mc_sandbox_finding *items;
	size_t count;
	size_t capacity;
};

/* detail is taken over; remedy is only kept where something is missing. */
static void add(struct findings *list, const char *name, bool works, char *detail, const char *remedy)
{
	*MC_VEC_ADD(list->items, list->count, list->capacity) = (struct mc_sandbox_finding){
		.name = name, .works = works, .detail = detail, .remedy = works ? NULL : mc_strdup(remedy)
	};
}

/* Tries in a child, which cannot come back from it; returns what the kernel said, 0 when it worked. */
static int try_in_child(int (*attempt)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		_exit(attempt() ? errno & 0x7f : 0);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return EAGAIN;
	return WEXITSTATUS(status);
}

static int make_user_namespace(void)
{
	return unshare(CLONE_NEWUSER);
}

static int install_filter(void)
{
	struct sock_fprog filter;
	struct mc_err *err = mc_filter_build(&filter, &(struct mc_filter_plan){ .has_memory_group = true });

	mc_err_drop(err);
	if (err)
		errno = ENOSYS;
	return err || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || !mc_filter_install(&filter);
}

/* Each of these is how one distribution closes user namespaces; the first that is closed is what to change.
 */
static const char *user_namespace_remedy(void)
{
	static const struct {
		const char *path;
		char closed;
		const char *remedy;
	} gates[] = {
		{ "/proc/sys/kernel/apparmor_restrict_unprivileged_userns", '1',
		  N_("sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0") },
		{ "/proc/sys/kernel/unprivileged_userns_clone", '0',
		  N_("sudo sysctl -w kernel.unprivileged_userns_clone=1") },
		{ "/proc/sys/user/max_user_namespaces", '0',
		  N_("sudo sysctl -w user.max_user_namespaces=10000") },
	};

	for (size_t i = 0; i < MC_COUNT(gates); i++) {
		MC_AUTOFILE file = fopen(gates[i].path, "re");

		if (file && fgetc(file) == gates[i].closed)
			return _(gates[i].remedy);
	}
	return _("in a container, start it with '--security-opt seccomp=unconfined --security-opt "
		 "apparmor=unconfined'");
}

static char *seen(int problem)
{
	return problem ? mc_strdup(strerror(problem)) : mc_strdup(_("tried, works"));
}

static void probe_kernel(struct findings *list)
{
	int user = try_in_child(make_user_namespace);
	int filter = try_in_child(install_filter);
	int landlock = mc_landlock_version();

	add(list, _("user namespaces"), !user, seen(user), user_namespace_remedy());
	add(list, _("system call filter"), !filter, seen(filter),
	    _("use a kernel with CONFIG_SECCOMP_FILTER"));
	add(list, _("landlock"), landlock > 0,
	    landlock > 0 ? mc_format(_("version %d"), landlock) : mc_strdup(_("the kernel has none")),
	    _("use Linux 5.19 or newer and add 'landlock' to the kernel's option 'lsm='"));
}

static char *group_detail(enum mc_cgroup_kind kind)
{
	switch (kind) {
	case MC_CGROUP_V1:
		return mc_strdup(
			_("version 1: memory, processes and processor time are counted by the kernel"));
	case MC_CGROUP_V2:
		return mc_strdup(
			_("version 2: memory, processes and processor time are counted by the kernel"));
	case MC_CGROUP_NONE:
		break;
	}
	return mc_strdup(_("none: memory is watched a hundred times a second, which a fast program can "
			   "overshoot a little"));
}

static void probe_slot(struct findings *list, const struct mc_protection *protection,
		       const struct mc_err *err)
{
	const char *why = err ? err->msg : _("tried, does not work here");

	add(list, _("private root and namespaces"), protection->namespaces,
	    mc_strdup(protection->namespaces ? _("programs see nothing of this machine but its tools") : why),
	    _("make user namespaces work and use Linux 5.12 or newer"));
	add(list, _("fresh view of the files by overlayfs"), protection->overlay,
	    mc_strdup(protection->overlay ? _("tried, works")
					  : _("files are copied for each program, which is slower")),
	    _("use Linux 5.11 or newer with the module 'overlay'"));
	add(list, _("user id of their own"), protection->own_uid,
	    mc_strdup(protection->own_uid ? _("programs run as a user that nobody else is")
					  : _("programs run under the caller's user id, in a namespace where "
					      "there is one")),
	    _("run as root to have it; the other layers hold without"));
	add(list, _("control groups"), protection->cgroup != MC_CGROUP_NONE, group_detail(protection->cgroup),
	    _("start with 'systemd-run --user --scope -p Delegate=yes migracode …', or run as root"));
}

struct mc_err *mc_sandbox_probe(struct mc_sandbox_finding **findings, size_t *count,
				struct mc_protection *protection)
{
	struct mc_sandbox_config config = { .minimum = MC_PROTECT_FULL };
	MC_AUTOPTR(mc_sandbox) sandbox = NULL;
	MC_AUTOPTR(mc_err) err = mc_sandbox_open(&sandbox, &config);
	struct findings list = { NULL, 0, 0 };

	/* The reason why the best is not to be had is worth more than the success of the second best. */
	if (err) {
		config.minimum = MC_PROTECT_NONE;
		MC_TRY(mc_sandbox_open(&sandbox, &config));
	}
	probe_kernel(&list);
	probe_slot(&list, mc_sandbox_protection(sandbox), err);
	*findings = list.items;
	*count = list.count;
	*protection = *mc_sandbox_protection(sandbox);
	return NULL;
}

void mc_sandbox_findings_free(struct mc_sandbox_finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(findings[i].detail);
		free(findings[i].remedy);
	}
	free(findings);
}
