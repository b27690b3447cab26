/* SPDX-License-Identifier: MIT */
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/repo_handle.h"
#include "ext/repo_remote.h"
#include "os/clock.h"
#include "os/worker.h"

#define MAX_FETCH_BYTES ((size_t)512 * 1024 * 1024)
enum { MAX_TEXT = 600 };

/* A line that stands still for STALL_MS is given up; one that drips is, after MAX_FETCH_MS. */
enum { STALL_MS = 60 * 1000, MAX_FETCH_MS = 60 * 60 * 1000, TICK_MS = 200 };

/* What the child tells, one record at a time. */
struct report {
	enum { REPORT_PROGRESS, REPORT_FAILED, REPORT_DONE } kind;
	enum mc_code code;
	struct mc_repo_progress progress;
	char text[MAX_TEXT];
	char hint[MAX_TEXT];
};

struct child {
	const struct mc_git *git;
	const char *dir;
	const char *url;
	const char *name; /* of the repository, for messages */
	int fd;
};

/* When the parent is gone, the worker is about to be killed as well: a failure here changes nothing. */
static void send_report(int fd, const struct report *report)
{
	(void)send(fd, report, sizeof(*report), MSG_NOSIGNAL);
}

static bool tell(void *context, const struct mc_repo_progress *progress)
{
	const struct child *child = context;

	send_report(child->fd, &(struct report){ .kind = REPORT_PROGRESS, .progress = *progress });
	return true;
}

/* HEAD of the fetched repository: the server's default branch, or its commit when the server's HEAD is
 * detached. */
static int point_head(const struct mc_git *git, git_repository *handle, git_remote *remote)
{
	const git_remote_head **heads = NULL;
	git_buf branch = { 0 };
	size_t count = 0;
	int status = git->remote_default_branch(&branch, remote);

	if (status == 0)
		status = git->repository_set_head(handle, branch.ptr);
	else if (git->remote_ls(&heads, &count, remote) == 0 && count > 0 && !strcmp(heads[0]->name, "HEAD"))
		status = git->repository_set_head_detached(handle, &heads[0]->oid);
	git->buf_dispose(&branch);
	return status == GIT_ENOTFOUND ? 0 : status; /* an empty repository has nothing to point at */
}

static int fetch_all(struct mc_repo_line *line, git_repository *handle)
{
	int status = mc_repo_line_open(line, handle);

	if (status == 0)
		status = mc_repo_line_download(line);
	if (status == 0)
		status = line->git->remote_update_tips(line->remote, NULL, 0, GIT_REMOTE_DOWNLOAD_TAGS_NONE,
						       NULL);
	return status == 0 ? point_head(line->git, handle, line->remote) : status;
}

static int fetch_into(const struct child *child, struct mc_repo_line *line)
{
	git_repository_init_options init = {
		.version = GIT_REPOSITORY_INIT_OPTIONS_VERSION,
		.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKDIR,
	};
	git_repository *handle = NULL;
	int status = child->git->repository_init_ext(&handle, child->dir, &init);

	return status < 0 ? status : fetch_all(line, handle);
}

static void run_child(int fd, void *context)
{
	struct child *child = context;
	const struct mc_repo_watch watch = { tell, child };
	struct mc_repo_line line = {
		.git = child->git, .url = child->url, .watch = &watch, .max_bytes = MAX_FETCH_BYTES
	};
	struct report report = { .kind = REPORT_DONE };

	child->fd = fd;
	mc_worker_limit(&(struct mc_worker_limits){ .file_bytes = MAX_FETCH_BYTES });
	int status = fetch_into(child, &line);

	if (status < 0) {
		MC_AUTOPTR(mc_err) err = mc_repo_line_error(&line, status, child->name, true);

		report.kind = REPORT_FAILED;
		report.code = err->code;
		(void)snprintf(report.text, sizeof(report.text), "%s", err->msg);
		(void)snprintf(report.hint, sizeof(report.hint), "%s", err->hint ? err->hint : "");
	}
	send_report(fd, &report);
}

static struct mc_err *broke_off(const char *name)
{
	return mc_err_hint(mc_err_new(MC_E_NETWORK, _("cannot fetch '%s': the transfer broke off"), name),
			   _("clone it with git and give the folder"));
}

/* Waits for the next report at most as long as a stall may last, and lets the watch look in meanwhile. */
static struct mc_err *next_report(struct report *report, int fd, const char *name,
				  const struct mc_repo_watch *watch)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	for (unsigned waited_ms = 0; waited_ms < STALL_MS; waited_ms += TICK_MS) {
		if (watch && !watch->step(watch->context, &report->progress))
			return mc_err_new(MC_E_INTERRUPTED, _("interrupted"));
		if (poll(&wait, 1, TICK_MS) > 0)
			return recv(fd, report, sizeof(*report), MSG_WAITALL) == sizeof(*report)
				       ? NULL
				       : broke_off(name);
	}
	return mc_err_hint(mc_err_new(MC_E_NETWORK, _("cannot fetch '%s': nothing came for %d seconds"), name,
				      STALL_MS / 1000),
			   _("check the network connection and try again"));
}

static struct mc_err *follow(int fd, const char *name, const struct mc_repo_watch *watch)
{
	struct report report = { .kind = REPORT_PROGRESS };
	uint64_t start_ms = mc_clock_ms();

	while (report.kind == REPORT_PROGRESS) {
		if (mc_clock_ms() - start_ms > MAX_FETCH_MS)
			return broke_off(name);
		MC_TRY(next_report(&report, fd, name, watch));
	}
	if (report.kind == REPORT_DONE)
		return NULL;
	return mc_err_hint(mc_err_new(report.code, "%s", report.text), "%s", report.hint);
}

struct mc_err *mc_repo_fetch(const struct mc_repo *repo, const char *url, const struct mc_repo_watch *watch)
{
	struct child child = { .git = &repo->git, .dir = repo->scratch.path, .url = url, .name = repo->name };
	struct mc_worker worker = MC_WORKER_INIT;

	MC_TRY_AS(mc_worker_open(&worker, run_child, &child), _("cannot fetch '%s'"), repo->name);
	struct mc_err *err = follow(worker.fd, repo->name, watch);

	(void)mc_worker_kill(&worker);
	return err;
}
