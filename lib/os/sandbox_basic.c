/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"

/*
 * Where the kernel gives no namespaces: one process is worker and init, the files lie in a temporary folder,
 * and the filter, Landlock and limits stand alone.  The stage is that folder: box (HOME), tmp, and base, the
 * submission's own files while a program works on a copy.
 */

/* Folders that programs read; the longer the list of hidden ones, the more of these are split up. */
struct readable {
	const char **paths;
	size_t count;
	size_t capacity;
	const struct mc_sandbox_config *config;
};

static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(path, folder, len) && path[len] == '/';
}

static bool any_hidden(const struct readable *list, const char *path,
		       bool (*test)(const char *hidden, const char *path))
{
	for (size_t i = 0; mc_root_hidden[i]; i++) {
		if (test(mc_root_hidden[i], path))
			return true;
	}
	for (size_t i = 0; i < list->config->hide_count; i++) {
		if (test(list->config->hide[i], path))
			return true;
	}
	return false;
}

static bool is_same(const char *hidden, const char *path)
{
	return !strcmp(hidden, path);
}

static void add_readable(struct readable *list, const char *path);

/* Landlock only allows: a folder with a hidden one below it is allowed by its other entries, one by one. */
static void add_entries(struct readable *list, const char *path)
{
	DIR *folder = opendir(path);

	if (!folder)
		return;
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		MC_AUTOTEXT below = mc_format("%s/%s", path, entry->d_name);

		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			add_readable(list, below);
	}
	closedir(folder);
}

static void add_readable(struct readable *list, const char *path)
{
	struct stat info;

	if (lstat(path, &info) || any_hidden(list, path, is_same))
		return;
	if (S_ISDIR(info.st_mode) && any_hidden(list, path, is_below))
		add_entries(list, path);
	else
		*MC_VEC_ADD(list->paths, list->count, list->capacity) = mc_strdup(path);
}

static void gather_readable(struct mc_inside *inside)
{
	static const char *const usual[] = { "/usr",   "/bin",	  "/sbin", "/lib", "/lib32",
					     "/lib64", "/libx32", "/etc",  "/proc" };
	struct readable list = { .config = inside->config };

	for (size_t i = 0; i < MC_COUNT(usual); i++)
		add_readable(&list, usual[i]);
	for (size_t i = 0; i < inside->config->toolchain_count; i++)
		add_readable(&list, inside->config->toolchains[i]);
	if (inside->config->node_modules)
		add_readable(&list, inside->config->node_modules);
	*MC_VEC_ADD(list.paths, list.count, list.capacity) = NULL;
	inside->readable = list.paths;
}

static struct mc_err *make_folder(const struct mc_inside *inside, const char *name)
{
	if (mkdir(name, 0700) || chown(name, inside->uid, inside->uid))
		return mc_err_sys(MC_E_IO, errno, _("cannot create a working folder"));
	return NULL;
}

/* True while the submission's own files are put aside and box is a copy. */
static bool is_copy_shown(void)
{
	return !access("base", F_OK);
}

static struct mc_err *show_own_files(int stage)
{
	if (!is_copy_shown())
		return NULL;
	MC_TRY(mc_view_remove(stage, "box"));
	if (rename("base", "box"))
		return mc_err_sys(MC_E_IO, errno, _("cannot show the files of a submission"));
	return NULL;
}

static struct mc_err *show_copy(const struct mc_inside *inside, const struct mc_lay *lay)
{
	if (!is_copy_shown() && rename("box", "base"))
		return mc_err_sys(MC_E_IO, errno, _("cannot put the files of a submission aside"));
	MC_TRY(mc_view_remove(inside->stage_dir, "box"));
	MC_TRY(make_folder(inside, "box"));
	MC_AUTOFD from = open("base", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	MC_AUTOFD to = open("box", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (from < 0 || to < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open a working folder"));
	MC_TRY(mc_view_copy(to, from, inside->uid));
	if (lay->extra < 0)
		return NULL;
	return mc_message_unpack_tree(to, lay->extra,
				      &(struct mc_unpack){ .owner = inside->uid, .is_read_only = true });
}

static struct mc_err *lay_copy(struct mc_inside *inside, const struct mc_lay *lay)
{
	MC_TRY(mc_view_remove(inside->stage_dir, "tmp"));
	MC_TRY(make_folder(inside, "tmp"));
	return lay->keeps_files ? show_own_files(inside->stage_dir) : show_copy(inside, lay);
}

void mc_basic_kill_user(uid_t uid)
{
	long pid = syscall(SYS_fork);

	if (pid == 0) {
		if (!syscall(SYS_setresuid, uid, uid, uid))
			kill(-1, SIGKILL);
		syscall(SYS_exit_group, 0L);
	}
	if (pid > 0)
		waitpid((pid_t)pid, NULL, 0);
}

static void kill_user(const struct mc_inside *inside)
{
	mc_basic_kill_user(inside->uid);
}

/* Orphans come to this process, so killing and reaping children over and over ends with none. */
static void kill_children(const struct mc_inside *inside)
{
	MC_AUTOTEXT path = mc_format("/proc/self/task/%d/children", (int)getpid());
	MC_AUTOFILE list = fopen(path, "re");
	long pid;

	(void)inside;
	while (list && fscanf(list, "%ld", &pid) == 1)
		kill((pid_t)pid, SIGKILL);
}

static struct mc_err *open_stage(struct mc_inside *inside)
{
	const char *parent = getenv("TMPDIR");
	char *path = mc_format("%s/migracode-box-XXXXXX", parent && *parent == '/' ? parent : "/tmp");

	if (!mkdtemp(path) || chmod(path, 0711) || chdir(path))
		return mc_err_sys(MC_E_IO, errno, _("cannot create the temporary folder '%s'"), path);
	inside->stage_dir = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (inside->stage_dir < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open the temporary folder '%s'"), path);
	/* These texts live as long as the process. */
	inside->home = mc_format("%s/box", path);
	inside->tmp = mc_format("%s/tmp", path);
	inside->home_env = mc_format("HOME=%s/tmp", path);
	inside->tmp_env = mc_format("TMPDIR=%s/tmp", path);
	mc_inside_set_tools(inside, inside->config->node_modules);
	inside->view[0] = ".";
	inside->view[1] = "box";
	inside->view[2] = "tmp";
	free(path);
	return NULL;
}

/*
 * Without an id of their own, programs share the limit with everything that the caller runs, a browser say,
 * which comes and goes: so there is room for more, and the watch counts the programs' own.
 */
enum { OTHER_TASKS = 256 };

static uint64_t count_tasks(uid_t owner)
{
	DIR *proc = opendir("/proc");
	uint64_t count = 0;

	if (!proc)
		return 0;
	for (struct dirent *entry = readdir(proc); entry; entry = readdir(proc)) {
		MC_AUTOTEXT name = mc_format("%s/task", entry->d_name);
		struct stat info;

		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
		    !fstatat(dirfd(proc), name, &info, 0) && info.st_uid == owner)
			count += info.st_nlink - 2;
	}
	closedir(proc);
	return count;
}

/* Programs see this process and the keeper, and may have their user id. */
static struct mc_err *filter_calls(struct mc_inside *inside)
{
	struct mc_filter_plan plan = { .has_memory_group = inside->protection.cgroup != MC_CGROUP_NONE };
	struct sock_fprog filter;

	if (!inside->protection.own_uid) {
		plan.guarded[0] = getpid();
		plan.guarded[1] = getppid();
	}
	if (!inside->protection.seccomp)
		return NULL;
	MC_TRY(mc_filter_build(&filter, &plan));
	bool works = mc_filter_install(&filter);

	free(filter.filter);
	return works ? NULL : mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot filter system calls"));
}

static struct mc_err *set_up(struct mc_inside *inside)
{
	MC_TRY(mc_worker_detach(inside));
	MC_TRY(open_stage(inside));
	mc_worker_close_others(inside);
	gather_readable(inside);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	inside->lay = lay_copy;
	inside->kill_all = inside->protection.own_uid ? kill_user : kill_children;
	inside->other_tasks = inside->protection.own_uid ? 0 : count_tasks(inside->uid) + OTHER_TASKS;
	return filter_calls(inside);
}

static struct mc_err *fill(struct mc_inside *inside)
{
	MC_TRY(make_folder(inside, "box"));
	MC_AUTOFD box = open("box", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	MC_AUTOFD packed = mc_message_take_fd(&inside->message, 0);

	if (box < 0 || packed < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open the submission's files"));
	return mc_message_unpack_tree(box, packed, &(struct mc_unpack){ .owner = inside->uid });
}

static struct mc_err *clear(const struct mc_inside *inside)
{
	MC_TRY(mc_view_remove(inside->stage_dir, "box"));
	MC_TRY(mc_view_remove(inside->stage_dir, "tmp"));
	return mc_view_remove(inside->stage_dir, "base");
}

static struct mc_err *submit(struct mc_inside *inside)
{
	struct mc_reply ready = { .say = MC_SAY_READY };
	struct mc_reply ended = { .say = MC_SAY_ENDED };

	MC_TRY(fill(inside));
	mc_message_say(inside->socket, &ready, NULL, 0);
	mc_init_serve(inside);
	MC_TRY(clear(inside));
	mc_message_say(inside->socket, &ended, NULL, 0);
	return NULL;
}

static struct mc_err *serve(struct mc_inside *inside)
{
	struct mc_reply ready = { .say = MC_SAY_READY, .protection = inside->protection };
	bool is_open = true;

	mc_message_say(inside->socket, &ready, NULL, 0);
	for (;;) {
		struct mc_request request;

		MC_TRY(mc_message_receive(&is_open, &inside->message, inside->socket));
		if (!is_open)
			return NULL;
		memcpy(&request, inside->message.bytes, sizeof(request));
		if (request.ask == MC_ASK_BEGIN)
			MC_TRY(submit(inside));
	}
}

/* The folder's own path was never stored: it is what the stage's tmp lies in. */
static void remove_stage(const struct mc_inside *inside)
{
	if (inside->stage_dir < 0)
		return;
	char *slash = strrchr(inside->tmp, '/');
	MC_AUTOTEXT path = mc_strndup(inside->tmp, (size_t)(slash - inside->tmp));

	mc_err_drop(clear(inside));
	rmdir(path);
}

void mc_basic_main(struct mc_inside *inside)
{
	bool is_open = false;
	struct mc_err *err = NULL;

	mc_message_init(&inside->message);
	mc_message_init(&inside->aside);
	mc_err_drop(mc_message_receive(&is_open, &inside->message, inside->socket));
	if (is_open)
		err = set_up(inside);
	if (is_open && !err)
		err = serve(inside);
	remove_stage(inside);
	if (err)
		mc_message_say_failed(inside->socket, err);
	_exit(err ? 1 : 0);
}
