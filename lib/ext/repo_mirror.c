/* SPDX-License-Identifier: MIT */
#include "ext/repo_mirror.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/repo_copy.h"
#include "ext/repo_handle.h"
#include "ext/repo_refs.h"
#include "ext/repo_remote.h"
#include "os/file.h"

#define HEADS "refs/heads/"
#define KEPT "refs/migracode/kept/"

enum { FILE_MODE = 0644, FOLDER_MODE = 0755 };

struct update {
	struct mc_git git;
	const struct mc_repo_mirror_job *job;
	git_repository *handle; /* of the copy */
	uint64_t max_bytes;
	char *local; /* folder that holds HEAD of a source on this machine; NULL: elsewhere */
	struct mc_repo_line line;
	char *url; /* without user and password */
	char *user;
	char *password;
	struct mc_repo_refs there; /* at the source */
	struct mc_repo_refs here;  /* in the copy */
};

static void release(struct update *u)
{
	if (u->line.git)
		mc_repo_line_close(&u->line);
	if (u->handle)
		u->git.repository_free(u->handle);
	mc_repo_refs_release(&u->there);
	mc_repo_refs_release(&u->here);
	if (u->password)
		explicit_bzero(u->password, strlen(u->password));
	free(u->password);
	free(u->user);
	free(u->url);
	free(u->local);
}

static struct mc_err *cannot_write(int number)
{
	bool is_full = number == ENOSPC || number == EDQUOT;

	return mc_err_hint(is_full ? mc_err_new(MC_E_IO, _("the disk is full"))
				   : mc_err_sys(MC_E_IO, number, _("the mirror cannot be written")),
			   "%s", is_full ? _("make room and try again") : _("look at its permissions"));
}

/* ---- the copy ---- */

static int put_file(const char *dir, const char *name, const char *text)
{
	MC_AUTOTEXT path = mc_format("%s/%s", dir, name);
	struct mc_err *err = mc_file_write_atomic(path, text, strlen(text), FILE_MODE);
	int number = err ? errno : 0;

	mc_err_free(err);
	return err && !number ? EIO : number;
}

/* An empty bare repository, as little as git needs; where one is there in part, the rest. */
static struct mc_err *make_copy(const char *dir)
{
	static const char *const folders[] = { "", "/objects", "/objects/pack", "/refs", "/refs/heads" };
	static const char *const files[][2] = {
		{ "config", "[core]\n\trepositoryformatversion = 0\n\tbare = true\n" },
		{ "HEAD", "ref: refs/heads/main\n" },
	};

	for (size_t i = 0; i < MC_COUNT(folders); i++) {
		MC_AUTOTEXT path = mc_format("%s%s", dir, folders[i]);

		if (mkdir(path, FOLDER_MODE) < 0 && errno != EEXIST)
			return cannot_write(errno);
	}
	for (size_t i = 0; i < MC_COUNT(files); i++) {
		MC_AUTOTEXT path = mc_format("%s/%s", dir, files[i][0]);
		int failed = mc_file_is_regular(path) ? 0 : put_file(dir, files[i][0], files[i][1]);

		if (failed)
			return cannot_write(failed);
	}
	return NULL;
}

static struct mc_err *copy_is_damaged(void)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the mirror itself is damaged")),
			   _("remove its folder, which ends in '.git', and fetch again"));
}

static struct mc_err *open_copy(struct update *u)
{
	git_config *config = NULL;

	mc_repo_copy_tidy(u->job->dir);
	MC_TRY(make_copy(u->job->dir));
	if (u->git.repository_open_bare(&u->handle, u->job->dir) < 0 || u->git.config_new(&config) < 0)
		return copy_is_damaged();
	int status = u->git.repository_set_config(u->handle, config);

	u->git.config_free(config);
	if (status < 0)
		return copy_is_damaged();
	struct mc_err *err = mc_repo_refs_read(&u->here, u->job->dir, true);

	mc_err_free(err);
	return err ? copy_is_damaged() : NULL;
}

/* ---- what is at the source ---- */

/* Messages of the layout name the path, and with it the learner. */
static struct mc_err *open_local(struct update *u, const char *path)
{
	struct mc_err *err = mc_repo_check_layout(&u->local, path);

	if (!err)
		return NULL;
	bool is_limit = err->code == MC_E_LIMIT;

	mc_err_free(err);
	if (!mc_repo_is_repo(path))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no repository at this place")),
				   _("look whether it was moved, and record the new place"));
	return mc_err_hint(is_limit ? mc_err_new(MC_E_LIMIT, _("it has too many branches and tags"))
				    : mc_err_new(MC_E_INPUT, _("the repository leads out of its own folder, "
							       "or has links or special files in it")),
			   _("make a clean copy with 'git clone --bare'"));
}

/* Takes user and password out of an address, so that only the host that it names gets them. */
static void split_url(struct update *u, const char *url)
{
	const char *host = strstr(url, "://");
	const char *at = host ? memchr(host + 3, '@', strcspn(host + 3, "/")) : NULL;
	const char *colon = at ? memchr(host + 3, ':', (size_t)(at - host - 3)) : NULL;

	if (!at || strncmp(url, "http", strlen("http")) != 0) {
		u->url = mc_strdup(url);
		return;
	}
	host += 3;
	u->url = mc_format("%.*s%s", (int)(host - url), url, at + 1);
	u->user = mc_strndup(host, (size_t)((colon ? colon : at) - host));
	u->password = colon ? mc_strndup(colon + 1, (size_t)(at - colon - 1)) : NULL;
	if (!colon) { /* a token alone stands where a user would */
		u->password = mc_strdup(u->user);
	}
}

static void add_remote_head(struct mc_repo_refs *refs, const struct mc_git *git, const git_remote_head *head)
{
	char hex[GIT_OID_HEXSZ + 1];

	(void)git->oid_tostr(hex, sizeof(hex), &head->oid);
	if (strcmp(head->name, "HEAD") != 0)
		mc_repo_refs_add(refs, mc_str(head->name), mc_str(hex));
	else if (head->symref_target)
		refs->head = mc_arena_strdup(&refs->arena, head->symref_target);
	else
		refs->head = mc_arena_strdup(&refs->arena, hex);
}

static struct mc_err *list_remote(struct update *u)
{
	const git_remote_head **heads = NULL;
	size_t count = 0;

	u->line = (struct mc_repo_line){ .git = &u->git,
					 .url = u->url,
					 .given_user = u->user,
					 .given_password = u->password,
					 .access = u->job->access,
					 .watch = u->job->watch,
					 .max_bytes = u->max_bytes };
	int status = mc_repo_line_open(&u->line, u->handle);

	if (status == 0)
		status = u->git.remote_ls(&heads, &count, u->line.remote);
	if (status < 0)
		return mc_repo_line_error(&u->line, status, NULL, false);
	if (count > MC_REPO_MAX_REFS)
		return mc_err_new(MC_E_LIMIT, _("it has too many branches and tags"));
	for (size_t i = 0; i < count; i++) {
		/* "refs/tags/v1^{}" is what a tag leads to. */
		if (!strchr(heads[i]->name, '^'))
			add_remote_head(&u->there, &u->git, heads[i]);
	}
	mc_repo_refs_finish(&u->there);
	return NULL;
}

static struct mc_err *refuse_kinds(const struct mc_repo_refs *there)
{
	if (there->is_tabled)
		return mc_err_hint(mc_err_new(MC_E_UNSUPPORTED, _("its branches are kept as 'reftable', "
								  "which cannot be read")),
				   _("type there: git refs migrate --ref-format=files"));
	if (there->is_sha256)
		return mc_err_hint(mc_err_new(MC_E_UNSUPPORTED,
					      _("it is a SHA-256 repository, which cannot be read yet")),
				   _("ask for one made with: git init --object-format=sha1"));
	if (there->is_shallow)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("its history is cut off: it is a shallow copy")),
				   _("type there: git fetch --unshallow; or record where the whole one is"));
	return NULL;
}

static struct mc_err *look(struct update *u)
{
	MC_AUTOTEXT path = mc_repo_local_path(u->job->source);

	if (path) {
		MC_TRY(mc_repo_refs_read(&u->there, path, false));
		return refuse_kinds(&u->there);
	}
	split_url(u, u->job->source);
	MC_TRY(list_remote(u));
	return refuse_kinds(&u->there);
}

/* ---- the default branch ---- */

static bool has_branches(const struct mc_repo_refs *refs)
{
	for (size_t i = 0; i < refs->count; i++) {
		if (!strncmp(refs->items[i].name, HEADS, strlen(HEADS)))
			return true;
	}
	return false;
}

/* The one that HEAD names; where that is not there (as in a new bare repository, whose HEAD says "master"
 * while "main" was pushed), the only one, or the one with a usual name. */
static const char *default_branch(const struct mc_repo_refs *refs)
{
	static const char *const usual[] = { HEADS "main", HEADS "master" };
	const char *only = NULL;
	size_t count = 0;

	if (refs->head && mc_repo_refs_find(refs, refs->head))
		return refs->head;
	for (size_t i = 0; i < refs->count; i++) {
		if (!strncmp(refs->items[i].name, HEADS, strlen(HEADS))) {
			only = refs->items[i].name;
			count++;
		}
	}
	for (size_t i = 0; i < MC_COUNT(usual) && count > 1; i++) {
		if (mc_repo_refs_find(refs, usual[i]))
			return usual[i];
	}
	return count == 1 ? only : NULL;
}

static struct mc_err *find_branch(struct mc_repo_mirror_news *news, struct mc_arena *arena,
				  const struct mc_repo_refs *refs)
{
	const char *branch = default_branch(refs);

	news->branch = branch ? mc_arena_strdup(arena, branch + strlen(HEADS)) : NULL;
	news->tip = branch ? mc_arena_strdup(arena, mc_repo_refs_find(refs, branch)) : NULL;
	if (branch || !has_branches(refs))
		return NULL;
	return mc_err_hint(
		mc_err_new(MC_E_INPUT,
			   _("its default branch is gone, and it is not clear which one replaces it")),
		_("choose a default branch in the settings of the repository"));
}

/* ---- what is written ---- */

static bool is_ancestor(const struct update *u, const char *old, const char *tip)
{
	git_oid a, b;

	return !strcmp(old, tip) || (u->git.oid_fromstr(&a, old) == 0 && u->git.oid_fromstr(&b, tip) == 0 &&
				     u->git.graph_descendant_of(u->handle, &b, &a) == 1);
}

/* Whether a former tip is still reached from what the source has now; its own branch is asked first. */
static bool is_reached(const struct update *u, const struct mc_repo_ref *old)
{
	enum { MAX_ASKED = 50 };
	const char *same = mc_repo_refs_find(&u->there, old->name);
	size_t asked = 0;

	if (same && is_ancestor(u, old->hash, same))
		return true;
	for (size_t i = 0; i < u->there.count && asked < MAX_ASKED; i++) {
		if (!strncmp(u->there.items[i].name, HEADS, strlen(HEADS))) {
			asked++;
			if (is_ancestor(u, old->hash, u->there.items[i].hash))
				return true;
		}
	}
	return false;
}

/* Adds to what is to be there what was taken back, and what was kept before. */
static void keep_former(struct mc_repo_mirror_news *news, struct mc_repo_refs *wanted, const struct update *u)
{
	for (size_t i = 0; i < u->here.count; i++) {
		const struct mc_repo_ref *old = &u->here.items[i];
		MC_AUTOTEXT name = mc_format(KEPT "%s", old->hash);

		if (!strncmp(old->name, KEPT, strlen(KEPT))) {
			mc_repo_refs_add(wanted, mc_str(old->name), mc_str(old->hash));
		} else if (!strncmp(old->name, HEADS, strlen(HEADS)) && !is_reached(u, old)) {
			news->kept += !mc_repo_refs_find(&u->here, name);
			mc_repo_refs_add(wanted, mc_str(name), mc_str(old->hash));
		}
	}
}

static struct mc_err *write_refs(struct mc_repo_mirror_news *news, const struct update *u)
{
	MC_AUTO(mc_repo_refs) wanted = MC_REPO_REFS_INIT;
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;
	MC_AUTOTEXT head = news->branch ? mc_format("ref: " HEADS "%s\n", news->branch) : NULL;

	for (size_t i = 0; i < u->there.count; i++)
		mc_repo_refs_add(&wanted, mc_str(u->there.items[i].name), mc_str(u->there.items[i].hash));
	keep_former(news, &wanted, u);
	mc_repo_refs_finish(&wanted);
	for (size_t i = 0; i < wanted.count; i++)
		mc_buf_addf(&packed, "%s %s\n", wanted.items[i].hash, wanted.items[i].name);
	int failed = put_file(u->job->dir, "packed-refs", packed.ptr);

	if (!failed && head &&
	    (!u->here.head || strcmp(u->here.head, head + strlen("ref: ")) != 0)) /* for people who look */
		failed = put_file(u->job->dir, "HEAD", head);
	return failed ? cannot_write(failed) : NULL;
}

/* ---- all ---- */

static struct mc_err *check_all(const struct update *u)
{
	const char **tips = mc_alloc_zero(u->there.count + 1, sizeof(*tips));
	const char **known = mc_alloc_zero(u->here.count + 1, sizeof(*known));

	for (size_t i = 0; i < u->there.count; i++)
		tips[i] = u->there.items[i].hash;
	for (size_t i = 0; i < u->here.count; i++)
		known[i] = u->here.items[i].hash;
	struct mc_err *err = mc_repo_check_connected(&u->git, u->handle, tips, u->there.count, known,
						     u->here.count, u->job->watch);

	free(tips);
	free(known);
	return err;
}

static struct mc_err *transfer(struct update *u)
{
	struct mc_repo_copy copy = { .git = &u->git,
				     .from = u->local,
				     .to = u->job->dir,
				     .max_bytes = u->max_bytes,
				     .watch = u->job->watch };

	if (!u->local) {
		int status = mc_repo_line_download(&u->line);

		return status < 0 ? mc_repo_line_error(&u->line, status, NULL, false) : NULL;
	}
	if (u->git.repository_odb(&copy.objects, u->handle) < 0)
		return copy_is_damaged();
	struct mc_err *err = mc_repo_copy_objects(&copy);

	u->git.odb_free(copy.objects);
	return err;
}

static struct mc_err *bring(struct mc_repo_mirror_news *news, struct mc_arena *arena, struct update *u)
{
	MC_AUTOTEXT path = mc_repo_local_path(u->job->source);

	if (!path || !u->job->is_dry_run) {
		MC_TRY(mc_git_load(&u->git));
		(void)u->git.libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	}
	if (!u->job->is_dry_run)
		MC_TRY(open_copy(u));
	MC_TRY(look(u));
	memcpy(news->digest, u->there.digest, sizeof(news->digest));
	news->is_changed = !u->job->known || strcmp(u->job->known, news->digest) != 0;
	MC_TRY(find_branch(news, arena, &u->there));
	if (!news->is_changed || u->job->is_dry_run)
		return NULL;
	if (path)
		MC_TRY(open_local(u, path));
	MC_TRY(transfer(u));
	MC_TRY(check_all(u));
	return write_refs(news, u);
}

struct mc_err *mc_repo_mirror_update(struct mc_repo_mirror_news *news, struct mc_arena *arena,
				     const struct mc_repo_mirror_job *job)
{
	struct update u = { .job = job,
			    .max_bytes = job->max_bytes ? job->max_bytes : MC_REPO_MIRROR_MAX_BYTES,
			    .there = MC_REPO_REFS_INIT,
			    .here = MC_REPO_REFS_INIT };

	*news = (struct mc_repo_mirror_news){ .is_changed = false };
	struct mc_err *err = bring(news, arena, &u);

	release(&u);
	if (err && !job->is_dry_run)
		mc_repo_copy_tidy(job->dir);
	return err;
}

void mc_repo_mirror_tidy(const char *dir)
{
	mc_repo_copy_tidy(dir);
}
