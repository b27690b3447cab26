/* SPDX-License-Identifier: MIT */
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/repo_handle.h"
#include "os/clock.h"
#include "os/worker.h"

#define MAX_FETCH_BYTES ((size_t)512 * 1024 * 1024)
enum { MAX_FETCH_OBJECTS = 1000000, MAX_TEXT = 600 };

/* A line that stands still for STALL_MS is given up; one that drips is, after MAX_FETCH_MS. */
enum { STALL_MS = 60 * 1000, MAX_FETCH_MS = 60 * 60 * 1000, TICK_MS = 200, REPORT_EVERY_MS = 100 };

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
	int fd;
	uint64_t reported_ms;
	bool was_asked; /* for a key, once: a refused one would be asked for again and again */
};

/* When the parent is gone, the worker is about to be killed as well: a failure here changes nothing. */
static void send_report(int fd, const struct report *report)
{
	(void)send(fd, report, sizeof(*report), MSG_NOSIGNAL);
}

static int on_transfer(const git_indexer_progress *now, void *context)
{
	struct child *child = context;
	struct report report = { .kind = REPORT_PROGRESS,
				 .progress = { now->received_objects, now->total_objects,
					       now->received_bytes } };
	uint64_t now_ms = mc_clock_ms();

	if (now->received_bytes > MAX_FETCH_BYTES || now->total_objects > MAX_FETCH_OBJECTS)
		return GIT_EUSER;
	if (now_ms - child->reported_ms < REPORT_EVERY_MS)
		return 0;
	child->reported_ms = now_ms;
	send_report(child->fd, &report);
	return 0;
}

static int on_credential(git_credential **key, const char *url, const char *user, unsigned allowed,
			 void *context)
{
	struct child *child = context;

	(void)url;
	if (child->was_asked || !(allowed & GIT_CREDENTIAL_SSH_KEY))
		return GIT_EAUTH;
	child->was_asked = true;
	return child->git->credential_ssh_key_from_agent(key, user ? user : "git");
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

static int fetch_all(const struct mc_git *git, git_repository *handle, git_remote *remote,
		     struct child *child)
{
	char heads[] = "+refs/heads/*:refs/heads/*", tags[] = "+refs/tags/*:refs/tags/*";
	char *specs[] = { heads, tags };
	const git_strarray refspecs = { specs, MC_COUNT(specs) };
	git_fetch_options options = {
		.version = GIT_FETCH_OPTIONS_VERSION,
		.callbacks = { .version = GIT_REMOTE_CALLBACKS_VERSION,
			       .transfer_progress = on_transfer,
			       .credentials = on_credential,
			       .payload = child },
		.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE, /* the second refspec brings them */
		.proxy_opts = { .version = GIT_PROXY_OPTIONS_VERSION, .type = GIT_PROXY_AUTO },
	};
	int status = git->remote_connect(remote, GIT_DIRECTION_FETCH, &options.callbacks, &options.proxy_opts,
					 NULL);

	if (status == 0)
		status = git->remote_download(remote, &refspecs, &options);
	if (status == 0)
		status = git->remote_update_tips(remote, &options.callbacks, 0, options.download_tags, NULL);
	if (status == 0)
		status = point_head(git, handle, remote);
	return status;
}

static int fetch_into(struct child *child)
{
	const struct mc_git *git = child->git;
	git_repository_init_options init = {
		.version = GIT_REPOSITORY_INIT_OPTIONS_VERSION,
		.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKDIR,
	};
	git_repository *handle = NULL;
	git_remote *remote = NULL;
	int status = git->repository_init_ext(&handle, child->dir, &init);

	if (status == 0)
		status = git->remote_create_anonymous(&remote, handle, child->url);
	return status < 0 ? status : fetch_all(git, handle, remote, child);
}

#define HINT_FOLDER N_("clone it with git and give the folder")
#define HINT_NETWORK N_("check the address and the network connection, then try again")
#define HINT_ACCESS \
	N_("check the address; for a private repository use its ssh address with a key in ssh-agent")

/* libgit2 has codes for a few causes only; for the others its English message is all there is to tell them
 * apart. */
static const struct cause {
	int status;	  /* of libgit2; 0: any */
	const char *word; /* in its message; NULL: any */
	bool is_all;	  /* its message adds nothing, or is an old one */
	const char *text;
	const char *hint;
} causes[] = {
	{ GIT_EUSER, NULL, true, N_("the repository is too large"),
	  N_("clone it with git and give the folder") },
	{ GIT_ECERTIFICATE, NULL, false, N_("the server cannot prove who it is"),
	  N_("check the address, the clock of this machine and the package ca-certificates") },
	{ GIT_EAUTH, NULL, true, N_("no access"), HINT_ACCESS },
	{ 0, "authenticat", false, N_("no access"), HINT_ACCESS },
	{ 0, "401", false, N_("no access"), HINT_ACCESS },
	{ 0, "403", false, N_("no access"), N_("ask the owner for access") },
	{ 0, "404", false, N_("there is no repository at this address"), N_("check the address") },
	{ 0, "not found", false, N_("there is no repository at this address"), N_("check the address") },
	{ 0, "out of memory", true, N_("it holds a file that is too large"), HINT_FOLDER },
	{ 0, "resolve address", false, N_("the server is not known"), HINT_NETWORK },
	{ 0, "resolve host", false, N_("the server is not known"), HINT_NETWORK },
	{ 0, "failed to connect", false, N_("the server cannot be reached"), HINT_NETWORK },
	{ 0, NULL, false, N_("the server does not answer as it should"), HINT_NETWORK },
};

static const struct cause *find_cause(int status, const char *message)
{
	const struct cause *cause = causes;

	while ((cause->status && cause->status != status) ||
	       (cause->word && !strcasestr(message, cause->word)))
		cause++;
	return cause;
}

static void run_child(int fd, void *context)
{
	struct child *child = context;
	struct report report = { .kind = REPORT_DONE };

	child->fd = fd;
	mc_worker_limit(&(struct mc_worker_limits){ .file_bytes = MAX_FETCH_BYTES });
	int status = fetch_into(child);

	if (status < 0) {
		const char *message = mc_git_message(child->git);
		const struct cause *cause = find_cause(status, message);

		report.kind = REPORT_FAILED;
		report.code = status == GIT_EUSER ? MC_E_LIMIT : MC_E_NETWORK;
		(void)snprintf(report.text, sizeof(report.text), cause->is_all ? "%s" : "%s (%s)",
			       _(cause->text), message);
		(void)snprintf(report.hint, sizeof(report.hint), "%s", _(cause->hint));
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
	return mc_err_hint(mc_err_new(report.code, _("cannot fetch '%s': %s"), name, report.text), "%s",
			   report.hint);
}

struct mc_err *mc_repo_fetch(const struct mc_repo *repo, const char *url, const struct mc_repo_watch *watch)
{
	struct child child = { .git = &repo->git, .dir = repo->scratch.path, .url = url };
	struct mc_worker worker = MC_WORKER_INIT;

	MC_TRY_AS(mc_worker_open(&worker, run_child, &child), _("cannot fetch '%s'"), repo->name);
	struct mc_err *err = follow(worker.fd, repo->name, watch);

	(void)mc_worker_kill(&worker);
	return err;
}
