/* SPDX-License-Identifier: MIT */
#include "ext/repo_remote.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/clock.h"

enum { REPORT_EVERY_MS = 100 };

/* ---- what libgit2 asks for ---- */

static int tell(struct mc_repo_line *line)
{
	uint64_t now_ms = mc_clock_ms();

	if (!line->watch || now_ms - line->told_ms < REPORT_EVERY_MS)
		return 0;
	line->told_ms = now_ms;
	line->is_stopped = !line->watch->step(line->watch->context, &line->progress);
	return line->is_stopped ? GIT_EUSER : 0;
}

static int on_transfer(const git_indexer_progress *now, void *context)
{
	struct mc_repo_line *line = context;

	line->progress =
		(struct mc_repo_progress){ now->received_objects, now->total_objects, now->received_bytes };
	if (now->received_bytes > line->max_bytes || now->total_objects > MC_REPO_MAX_FETCH_OBJECTS) {
		line->is_too_large = true;
		return GIT_EUSER;
	}
	return tell(line);
}

/* What the server says while it prepares what it sends; nothing of it is shown. */
static int on_words(const char *words, int len, void *context)
{
	(void)words;
	(void)len;
	return tell(context);
}

/* Whether an address is at the same place as another one: scheme, host and port. */
static bool is_same_origin(const char *a, const char *b)
{
	size_t length = strcspn(b, ":");

	length += !strncmp(b + length, "://", strlen("://")) ? strlen("://") : 0;
	length += strcspn(b + length, "/");
	return !strncasecmp(a, b, length) && (a[length] == '/' || a[length] == '\0');
}

static int on_credential(git_credential **key, const char *url, const char *user, unsigned allowed,
			 void *context)
{
	struct mc_repo_line *line = context;

	if (allowed & GIT_CREDENTIAL_SSH_KEY) {
		if (line->was_asked_ssh)
			return GIT_EAUTH;
		line->was_asked_ssh = true;
		return line->git->credential_ssh_key_from_agent(key, user ? user : "git");
	}
	if (allowed & GIT_CREDENTIAL_USERNAME)
		return line->git->credential_username_new(key, user ? user : "git");
	/* libgit2 names the host that asks, which a redirect can have led to. */
	if (!is_same_origin(url, line->url)) {
		line->is_elsewhere = true;
		return GIT_EAUTH;
	}
	/* When it is asked for again, it was not taken. */
	if ((allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT) && line->password && !line->was_given) {
		line->was_given = true;
		return line->git->credential_userpass_plaintext_new(key, line->user, line->password);
	}
	line->is_denied = true;
	return GIT_EAUTH;
}

/* ---- the line ---- */

static int try_open(struct mc_repo_line *line)
{
	const git_remote_connect_options options = {
		.version = GIT_REMOTE_CONNECT_OPTIONS_VERSION,
		.callbacks = { .version = GIT_REMOTE_CALLBACKS_VERSION,
			       .transfer_progress = on_transfer,
			       .sideband_progress = on_words,
			       .credentials = on_credential,
			       .payload = line },
		.proxy_opts = { .version = GIT_PROXY_OPTIONS_VERSION, .type = GIT_PROXY_AUTO },
		/* With a key nobody is followed anywhere. */
		.follow_redirects = line->password ? GIT_REMOTE_REDIRECT_NONE : GIT_REMOTE_REDIRECT_INITIAL,
	};

	return line->git->remote_connect_ext(line->remote, GIT_DIRECTION_FETCH, &options);
}

static void wipe(char **secret)
{
	if (*secret)
		explicit_bzero(*secret, strlen(*secret));
	free(*secret);
	*secret = NULL;
}

/* Finds a key for an address whose host wants one; false: there is none, or nobody else should read it. */
static bool find_key(struct mc_repo_line *line)
{
	if (strncmp(line->url, "https://", strlen("https://")) != 0)
		return false;
	if (line->given_password) {
		line->user = mc_strdup(line->given_user ? line->given_user : "");
		line->password = mc_strdup(line->given_password);
		return true;
	}
	if (line->access)
		line->no_key =
			line->access->find(&line->user, &line->password, line->access->context, line->url);
	if (line->password && !line->user)
		line->user = mc_strdup("migracode");
	return line->password;
}

/* A new remote each time: an old one remembers the host that it was sent on to. */
static int create(struct mc_repo_line *line, git_repository *handle)
{
	if (line->remote)
		line->git->remote_free(line->remote);
	line->remote = NULL;
	return handle ? line->git->remote_create_anonymous(&line->remote, handle, line->url)
		      : line->git->remote_create_detached(&line->remote, line->url);
}

int mc_repo_line_open(struct mc_repo_line *line, git_repository *handle)
{
	int status = create(line, handle);

	if (status < 0)
		return status;
	status = try_open(line);
	if (status == 0 || !line->is_denied || !find_key(line))
		return status;
	line->is_denied = false;
	status = create(line, handle);
	return status < 0 ? status : try_open(line);
}

int mc_repo_line_download(struct mc_repo_line *line)
{
	char heads[] = "+refs/heads/*:refs/heads/*", tags[] = "+refs/tags/*:refs/tags/*";
	char *specs[] = { heads, tags };
	const git_strarray refspecs = { specs, MC_COUNT(specs) };
	const git_fetch_options options = {
		.version = GIT_FETCH_OPTIONS_VERSION,
		.callbacks = { .version = GIT_REMOTE_CALLBACKS_VERSION,
			       .transfer_progress = on_transfer,
			       .sideband_progress = on_words,
			       .credentials = on_credential,
			       .payload = line },
		.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE, /* the second refspec brings them */
		.proxy_opts = { .version = GIT_PROXY_OPTIONS_VERSION, .type = GIT_PROXY_AUTO },
		.follow_redirects = line->password ? GIT_REMOTE_REDIRECT_NONE : GIT_REMOTE_REDIRECT_INITIAL,
	};

	line->was_given = false; /* the second request may need the key once more */
	line->was_asked_ssh = false;
	return line->git->remote_download(line->remote, &refspecs, &options);
}

void mc_repo_line_close(struct mc_repo_line *line)
{
	wipe(&line->user);
	wipe(&line->password);
	mc_err_free(MC_TAKE(line->no_key));
	if (line->remote)
		line->git->remote_free(line->remote);
	line->remote = NULL;
}

/* ---- errors ---- */

#define HINT_FOLDER N_("clone it with git and give the folder")
#define HINT_NETWORK N_("check the address and the network connection, then try again")
#define HINT_ACCESS \
	N_("check the address; for a private repository use its ssh address with a key in ssh-agent")

/* libgit2 has codes for a few causes only; for the others its English message is all there is to tell them
 * apart. */
static const struct cause {
	int status;	  /* of libgit2; 0: any */
	const char *word; /* in its message; NULL: any */
	enum mc_code code;
	bool is_all; /* its message adds nothing, or is an old one */
	const char *text;
	const char *hint;
} causes[] = {
	{ GIT_EUSER, NULL, MC_E_LIMIT, true, N_("the repository is too large"), HINT_FOLDER },
	{ GIT_ECERTIFICATE, NULL, MC_E_NETWORK, false, N_("the server cannot prove who it is"),
	  N_("check the address, the clock of this machine and the package ca-certificates") },
	{ GIT_EAUTH, NULL, MC_E_NETWORK, true, N_("no access"), HINT_ACCESS },
	{ 0, "No space left", MC_E_IO, true, N_("the disk is full"), N_("make room and try again") },
	{ 0, "Disk quota", MC_E_IO, true, N_("the disk is full"), N_("make room and try again") },
	{ 0, "authenticat", MC_E_NETWORK, false, N_("no access"), HINT_ACCESS },
	{ 0, "401", MC_E_NETWORK, false, N_("no access"), HINT_ACCESS },
	{ 0, "403", MC_E_NETWORK, false, N_("no access"), N_("ask the owner for access") },
	{ 0, "404", MC_E_NETWORK, false, N_("there is no repository at this address"),
	  N_("check the address") },
	{ 0, "redirect", MC_E_NETWORK, false, N_("the repository has moved to another address"),
	  N_("record the new address") },
	{ 0, "status code: 30", MC_E_NETWORK, false, N_("the repository has moved to another address"),
	  N_("record the new address") },
	{ 0, "not found", MC_E_NETWORK, false, N_("there is no repository at this address"),
	  N_("check the address") },
	{ 0, "out of memory", MC_E_NETWORK, true, N_("it holds a file that is too large"), HINT_FOLDER },
	{ 0, "resolve address", MC_E_NETWORK, false, N_("the server is not known"), HINT_NETWORK },
	{ 0, "resolve host", MC_E_NETWORK, false, N_("the server is not known"), HINT_NETWORK },
	{ 0, "failed to connect", MC_E_NETWORK, false, N_("the server cannot be reached"), HINT_NETWORK },
	{ 0, NULL, MC_E_NETWORK, false, N_("the server does not answer as it should"), HINT_NETWORK },
};

static const struct cause *find_cause(int status, const char *message)
{
	const struct cause *cause = causes;

	while ((cause->status && cause->status != status) ||
	       (cause->word && !strcasestr(message, cause->word)))
		cause++;
	return cause;
}

struct mc_err *mc_repo_line_error(struct mc_repo_line *line, int status, const char *name, bool with_words)
{
	if (line->no_key)
		return MC_TAKE(line->no_key);
	const char *words = line->is_elsewhere ? "redirect" : mc_git_message(line->git);
	const struct cause *cause = find_cause(line->is_elsewhere   ? 0
					       : line->is_too_large ? GIT_EUSER
					       : line->is_denied    ? GIT_EAUTH
								    : status,
					       words);
	bool is_long = with_words && !cause->is_all;
	MC_AUTOTEXT what = is_long ? mc_format("%s (%s)", _(cause->text), words) : mc_strdup(_(cause->text));
	struct mc_err *err = name ? mc_err_new(cause->code, _("cannot fetch '%s': %s"), name, what)
				  : mc_err_new(cause->code, "%s", what);

	if (cause->status == GIT_ECERTIFICATE && strncmp(line->url, "http", strlen("http")) != 0)
		return mc_err_hint(err, "%s",
				   _("connect to it once with ssh, and accept its key when it is the right "
				     "one"));
	return mc_err_hint(err, "%s", _(cause->hint));
}
