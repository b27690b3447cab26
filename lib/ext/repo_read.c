/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "ext/repo_handle.h"
#include "os/clock.h"
#include "os/confine.h"
#include "os/worker.h"

/* A loose object that ends too early makes libgit2 1.5 inflate for ever, and it will not be the last such
 * fault.  So every reading runs in a process of its own, which sends what it found and can be killed. */

enum { READ_CPU_S = 5, READ_MS = 60 * 1000, FLUSH_BYTES = 64 * 1024 };

/* The end of the year 9999. A commit says of its time what it likes. */
#define LAST_TIME_S INT64_C(253402300799)

/* Room for a submission of the largest size, twice, and its largest object while it is unpacked.  A pack of a
 * few kilobytes can describe objects of many gigabytes, and libgit2 unfolds the whole chain of deltas before
 * anybody can ask for the size of what lies between. */
#define READ_MEMORY_BYTES (192u * 1024 * 1024)

/* What a record is: its first byte. */
enum kind {
	RECORD_FILE = 'f',
	RECORD_PROGRAM = 'x',
	RECORD_SKIP = 's',
	RECORD_HISTORY = 'h',
	RECORD_DONE = 'd',
	RECORD_ERROR = 'e'
};

/* Behind the hash of RECORD_DONE: what was found, and the time of the commit. */
enum { DONE_BYTES = 1 + sizeof(int64_t) };

/* What is asked of the child; it has a copy of our memory, so nothing of this needs to be sent. */
struct job {
	struct mc_repo *repo;
	const char *revision;
	const char *path;		      /* below, or what is looked for */
	const struct mc_tree_filter *filter;  /* a tree */
	const struct mc_history_query *query; /* a history; neither: find */
};

/* What came back. */
struct answer {
	struct mc_tree *tree; /* the one that was asked for; both NULL: find */
	struct mc_history *history;
	struct mc_repo_commit commit;
	enum mc_repo_kind found;
};

static const char *const skip_reasons[] = { MC_SKIP_SYMLINK, MC_SKIP_SUBMODULE, MC_SKIP_SPECIAL, MC_SKIP_NAME,
					    MC_SKIP_CASE };

static size_t skip_index(const char *reason)
{
	size_t i = 0;

	while (i + 1 < MC_COUNT(skip_reasons) && strcmp(skip_reasons[i], reason) != 0)
		i++;
	return i;
}

/* ---- in the child ---- */

/* Records are collected into frames, so that a repository of many small files takes few system calls. */
struct sender {
	int fd;
	struct mc_buf records;
};

static void send_records(struct sender *sender)
{
	/* When nobody listens, the parent has given up: the process ends anyway. */
	mc_err_drop(mc_frame_write(sender->fd, sender->records.ptr, sender->records.len));
	mc_buf_reset(&sender->records);
}

/* A record is its length, the kind, a text with its zero, and bytes. */
static void add_record(struct sender *sender, enum kind kind, const char *text, const void *bytes, size_t len)
{
	size_t text_len = strlen(text) + 1;
	uint32_t size = (uint32_t)(1 + text_len + len);

	mc_buf_add(&sender->records, &size, sizeof(size));
	mc_buf_addc(&sender->records, (char)kind);
	mc_buf_add(&sender->records, text, text_len);
	mc_buf_add(&sender->records, bytes, len);
	if (sender->records.len >= FLUSH_BYTES)
		send_records(sender);
}

static void send_tree(struct sender *sender, const struct mc_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct mc_tree_file *file = &tree->files[i];

		add_record(sender, file->is_executable ? RECORD_PROGRAM : RECORD_FILE, file->path, file->data,
			   file->len);
	}
	for (size_t i = 0; i < tree->skip_count; i++) {
		char reason = (char)skip_index(tree->skips[i].reason);

		add_record(sender, RECORD_SKIP, tree->skips[i].path, &reason, 1);
	}
}

static struct mc_err *send_history(struct sender *sender, const struct job *job)
{
	MC_AUTO(mc_history) history = MC_HISTORY_INIT;
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	MC_TRY(mc_repo_read_history_here(&history, job->repo, job->revision, job->query));
	mc_history_pack(&packed, &history);
	if (packed.len > MC_HISTORY_MAX_BYTES)
		return mc_err_new(MC_E_LIMIT, _("the history of '%s' is too long to look at"),
				  job->repo->name);
	add_record(sender, RECORD_HISTORY, "", packed.ptr, packed.len);
	return NULL;
}

static struct mc_err *do_job(struct sender *sender, const struct job *job)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	struct mc_repo_commit commit = { .hash = "" };
	enum mc_repo_kind found = MC_REPO_NONE;

	MC_TRY(mc_repo_attach(job->repo));
	if (job->filter)
		MC_TRY(mc_repo_read_tree_here(&tree, &commit, job->repo, job->revision, job->path,
					      job->filter));
	else if (job->query)
		MC_TRY(send_history(sender, job));
	else
		MC_TRY(mc_repo_find_here(&found, job->repo, job->revision, job->path));
	send_tree(sender, &tree);
	char rest[DONE_BYTES] = { (char)found };

	memcpy(rest + 1, &commit.time_s, sizeof(commit.time_s));
	add_record(sender, RECORD_DONE, commit.hash, rest, sizeof(rest));
	return NULL;
}

static void run_job(int fd, void *context)
{
	const struct job *job = context;
	struct sender sender = { fd, MC_BUF_INIT };

	mc_close_others(fd);
	mc_worker_limit(&(struct mc_worker_limits){ .cpu_s = READ_CPU_S, .more_bytes = READ_MEMORY_BYTES });
	/* Messages come from the catalogue, which must be open before nothing else can be opened. */
	(void)_("unknown");
	mc_confine_to(job->repo->git_dir);
	MC_AUTOPTR(mc_err) err = do_job(&sender, job);

	if (err) {
		MC_AUTO(mc_buf) packed = MC_BUF_INIT;

		mc_err_pack(&packed, err);
		add_record(&sender, RECORD_ERROR, "", packed.ptr, packed.len);
	}
	send_records(&sender);
	mc_buf_release(&sender.records);
}

/* ---- in the parent ---- */

static struct mc_err *gave_up(const struct mc_repo *repo)
{
	return mc_repo_advise_fsck(
		mc_err_new(MC_E_INPUT, _("the repository '%s' cannot be read: it is damaged"), repo->name),
		repo);
}

/* What a record must be so that taking it is safe: a damaged repository may have taken over the child. */
static bool is_sound(const struct answer *answer, struct mc_str record)
{
	const char *text = record.ptr + 1;
	const char *end = record.len > 1 ? memchr(text, '\0', record.len - 1) : NULL;
	size_t len = end ? record.len - (size_t)(end + 1 - record.ptr) : 0;

	if (!end)
		return false;
	switch ((enum kind)record.ptr[0]) {
	case RECORD_FILE:
	case RECORD_PROGRAM:
		return answer->tree && mc_tree_is_safe_path(text);
	case RECORD_SKIP:
		return answer->tree && len == 1 && (unsigned char)end[1] < MC_COUNT(skip_reasons);
	case RECORD_HISTORY:
		return answer->history && len <= MC_HISTORY_MAX_BYTES &&
		       mc_history_unpack(answer->history, (struct mc_str){ end + 1, len });
	case RECORD_ERROR:
		return len >= 3 && (unsigned char)end[1] <= MC_E_INTERRUPTED && end[len] == '\0' &&
		       memchr(end + 2, '\0', len - 2);
	case RECORD_DONE:
		return len == DONE_BYTES && (unsigned char)end[1] <= MC_REPO_DIR &&
		       (size_t)(end - text) < MC_REPO_HASH_HEX;
	}
	return false;
}

static void take_done(struct answer *answer, const char *hash, const char *rest)
{
	struct mc_repo_commit *commit = &answer->commit;

	memcpy(commit->hash, hash, strlen(hash) + 1);
	memcpy(&commit->time_s, rest + 1, sizeof(commit->time_s));
	if (commit->time_s < 0 || commit->time_s > LAST_TIME_S)
		commit->time_s = 0;
	answer->found = (enum mc_repo_kind) * rest;
}

static struct mc_err *take_record(struct answer *answer, bool *is_done, struct mc_str record)
{
	const char *text = record.ptr + 1;
	const char *rest = text + strlen(text) + 1;
	size_t len = record.len - (size_t)(rest - record.ptr);

	switch ((enum kind)record.ptr[0]) {
	case RECORD_FILE:
	case RECORD_PROGRAM:
		mc_tree_add(answer->tree, text, rest, len, record.ptr[0] == RECORD_PROGRAM);
		break;
	case RECORD_SKIP:
		mc_tree_skip(answer->tree, text, skip_reasons[(size_t)*rest], SIZE_MAX);
		break;
	case RECORD_HISTORY: /* unpacked by is_sound() */
		break;
	case RECORD_ERROR:
		return mc_err_unpack(rest);
	case RECORD_DONE:
		take_done(answer, text, rest);
		*is_done = true;
		break;
	}
	return NULL;
}

static struct mc_err *take_records(struct answer *answer, bool *is_done, const struct mc_buf *frame,
				   const struct mc_repo *repo)
{
	uint32_t size;

	for (size_t at = 0; at < frame->len; at += sizeof(size) + size) {
		if (frame->len - at < sizeof(size))
			return gave_up(repo);
		memcpy(&size, frame->ptr + at, sizeof(size));
		const struct mc_str record = { frame->ptr + at + sizeof(size), size };

		if (size > frame->len - at - sizeof(size) || !is_sound(answer, record))
			return gave_up(repo);
		MC_TRY(take_record(answer, is_done, record));
	}
	return NULL;
}

static struct mc_err *listen_to(struct answer *answer, int fd, const struct job *job)
{
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;
	uint64_t end_ms = mc_clock_ms() + READ_MS;
	size_t limit = 2 * FLUSH_BYTES + (job->filter  ? job->filter->max_bytes
					  : job->query ? MC_HISTORY_MAX_BYTES
						       : 0);
	bool is_done = false;

	while (!is_done) {
		bool is_end = true;

		uint64_t now_ms = mc_clock_ms();

		if (mc_frame_wait(fd, now_ms < end_ms ? end_ms - now_ms : 0))
			MC_TRY(mc_frame_read(&frame, &is_end, fd, limit));
		if (is_end)
			return gave_up(job->repo);
		MC_TRY(take_records(answer, &is_done, &frame, job->repo));
	}
	return NULL;
}

static struct mc_err *run_guarded(struct answer *answer, struct job *job)
{
	struct mc_worker worker = MC_WORKER_INIT;

	MC_TRY_AS(mc_worker_open(&worker, run_job, job), _("cannot read the repository '%s'"),
		  job->repo->name);
	struct mc_err *err = listen_to(answer, worker.fd, job);

	(void)mc_worker_kill(&worker);
	return err;
}

struct mc_err *mc_repo_read_tree(struct mc_tree *tree, struct mc_repo_commit *commit, struct mc_repo *repo,
				 const char *revision, const char *below, const struct mc_tree_filter *filter)
{
	MC_AUTO(mc_tree) made = MC_TREE_INIT;
	struct answer answer = { .tree = &made };
	struct job job = { repo, revision, below, filter, NULL };

	MC_TRY(run_guarded(&answer, &job));
	if (commit)
		*commit = answer.commit;
	*tree = made;
	made = (struct mc_tree)MC_TREE_INIT;
	return NULL;
}

struct mc_err *mc_repo_find(enum mc_repo_kind *kind, struct mc_repo *repo, const char *revision,
			    const char *path)
{
	struct answer answer = { .tree = NULL };
	struct job job = { repo, revision, path, NULL, NULL };

	MC_TRY(run_guarded(&answer, &job));
	*kind = answer.found;
	return NULL;
}

struct mc_err *mc_repo_read_history(struct mc_history *history, struct mc_repo *repo, const char *revision,
				    const struct mc_history_query *query)
{
	MC_AUTO(mc_history) made = MC_HISTORY_INIT;
	struct answer answer = { .history = &made };
	struct job job = { repo, revision, NULL, NULL, query };

	MC_TRY(run_guarded(&answer, &job));
	*history = made;
	made = (struct mc_history)MC_HISTORY_INIT;
	return NULL;
}
