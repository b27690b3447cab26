/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "ext/json.h"
#include "ext/json_write.h"
#include "mirror/mirror_part.h"
#include "os/file.h"

enum { FILE_MODE = 0600, SHORTEST_HASH = 40 };

static const char schema[] = "migracode/mirror/v1";

static char *file_of(const char *school_dir, const char *learner)
{
	return mc_format("%s/" MC_MIRROR_DIR "/%s.json", school_dir, learner);
}

/* ---- reading ---- */

static struct mc_err *damaged(const char *what)
{
	return mc_err_new(MC_E_INPUT, _("'%s' is not what it should be"), what);
}

static struct mc_err *read_text(const char **text, struct mc_arena *arena, const struct mc_json_node *root,
				const char *key)
{
	const struct mc_json_node *node = mc_json_find(root, key);

	*text = NULL;
	if (!node || mc_json_type(node) == MC_JSON_NULL)
		return NULL;
	if (!mc_json_as_text(node))
		return damaged(key);
	*text = mc_arena_strdup(arena, mc_json_as_text(node));
	return NULL;
}

static struct mc_err *read_time(int64_t *unix_s, const struct mc_json_node *root, const char *key)
{
	const struct mc_json_node *node = mc_json_find(root, key);
	int64_t ms = 0;

	*unix_s = 0;
	if (!node || mc_json_type(node) == MC_JSON_NULL)
		return NULL;
	if (!mc_json_as_text(node) || !mc_time_read_ms(&ms, mc_json_as_text(node)))
		return damaged(key);
	*unix_s = ms / 1000;
	return NULL;
}

static bool is_hash(const char *text)
{
	size_t len = strlen(text);

	return len >= SHORTEST_HASH && len < MC_REPO_HASH_HEX && strspn(text, "0123456789abcdef") == len;
}

static struct mc_err *read_hash(const char **hash, struct mc_arena *arena, const struct mc_json_node *root,
				const char *key)
{
	MC_TRY(read_text(hash, arena, root, key));
	return *hash && !is_hash(*hash) ? damaged(key) : NULL;
}

static struct mc_err *read_fault(struct mc_mirror *mirror, struct mc_arena *arena,
				 const struct mc_json_node *root)
{
	const char *fault = NULL;

	MC_TRY(read_text(&fault, arena, root, "fault"));
	MC_TRY(read_text(&mirror->reason, arena, root, "reason"));
	for (int code = 0; fault && code <= MC_E_INTERRUPTED; code++) {
		if (!strcmp(mc_code_name((enum mc_code)code), fault))
			mirror->fault = (enum mc_code)code;
	}
	return !fault != !mirror->reason ? damaged("fault") : NULL;
}

static struct mc_err *read_arrivals(struct mc_mirror *mirror, struct mc_arena *arena,
				    const struct mc_json_node *root)
{
	const struct mc_json_node *list = mc_json_find(root, "arrivals");
	struct mc_mirror_arrival *arrivals =
		mc_arena_alloc(arena, (mc_json_count(list) + 1) * sizeof(*arrivals));
	size_t count = 0;

	if (list && mc_json_type(list) != MC_JSON_ARRAY)
		return damaged("arrivals");
	for (const struct mc_json_node *node = list ? mc_json_first(list) : NULL; node;
	     node = mc_json_next(node)) {
		MC_TRY(read_hash(&arrivals[count].commit, arena, node, "commit"));
		MC_TRY(read_time(&arrivals[count].at_s, node, "at"));
		if (!arrivals[count++].commit)
			return damaged("arrivals");
	}
	mirror->arrivals = arrivals;
	mirror->arrival_count = count;
	return NULL;
}

struct mc_err *mc_mirror_parse(struct mc_mirror_state *state, struct mc_arena *arena, const char *bytes,
			       size_t len)
{
	struct mc_mirror *mirror = &state->mirror;
	MC_AUTOPTR(mc_json) json = NULL;
	const char *kind = NULL;

	MC_TRY(mc_json_open(&json, NULL, bytes, len));
	const struct mc_json_node *root = mc_json_root(json);

	if (mc_json_type(root) != MC_JSON_OBJECT)
		return damaged("schema");
	MC_TRY(read_text(&kind, arena, root, "schema"));
	if (!kind || strcmp(kind, schema) != 0)
		return damaged("schema");
	MC_TRY(read_text(&mirror->branch, arena, root, "branch"));
	MC_TRY(read_hash(&mirror->tip, arena, root, "tip"));
	MC_TRY(read_hash(&state->mirror.refs, arena, root, "refs"));
	MC_TRY(read_time(&mirror->fetched_s, root, "fetched"));
	MC_TRY(read_time(&mirror->tried_s, root, "tried"));
	MC_TRY(read_fault(mirror, arena, root));
	MC_TRY(read_arrivals(mirror, arena, root));
	return !mirror->branch != !mirror->tip ? damaged("tip") : NULL;
}

/* Learners have ids that can stand in a path, but this is not the place to rely on it. */
static struct mc_err *check_id(const char *learner)
{
	if (*learner && *learner != '.' && !strchr(learner, '/'))
		return NULL;
	return mc_err_new(MC_E_INPUT, _("the id '%s' cannot be the name of a file"), learner);
}

static struct mc_err *read_file(struct mc_mirror_state *state, struct mc_arena *arena, const char *path)
{
	MC_AUTOFD fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct stat about;

	if (fd < 0 && errno == ENOENT)
		return NULL;
	if (fd < 0 || fstat(fd, &about) < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot read '%s'"), path);
	struct mc_err *err = mc_buf_read_fd(&text, fd, MC_JSON_MAX_BYTES);

	if (!err)
		err = mc_mirror_parse(state, arena, text.ptr, text.len);
	if (err)
		return mc_err_hint(mc_err_wrap(err, _("cannot read '%s'"), path),
				   _("fetch again to make it anew: migracode fetch --cohort <id>"));
	/* Of a mirror that was looked at and found up to date, only the file's time changes. */
	if (!state->mirror.reason && state->mirror.fetched_s > 0 &&
	    about.st_mtim.tv_sec > state->mirror.fetched_s)
		state->mirror.fetched_s = state->mirror.tried_s = about.st_mtim.tv_sec;
	return NULL;
}

struct mc_err *mc_mirror_read_state(struct mc_mirror_state *state, struct mc_arena *arena,
				    const char *school_dir, const char *learner)
{
	MC_AUTOTEXT path = file_of(school_dir, learner);

	MC_TRY(check_id(learner));
	*state = (struct mc_mirror_state){ .mirror = { .learner = mc_arena_strdup(arena, learner),
						       .path = mc_arena_format(arena,
									       "%s/" MC_MIRROR_DIR "/%s.git",
									       school_dir, learner) } };
	MC_TRY(read_file(state, arena, path));
	if (state->mirror.refs) {
		MC_AUTOTEXT refs = mc_format("%s/packed-refs", state->mirror.path);

		state->mirror.is_there = access(refs, F_OK) == 0;
	}
	return NULL;
}

/* ---- writing ---- */

static void write_time(struct mc_json_writer *writer, const char *key, int64_t unix_s)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (unix_s > 0)
		mc_time_add(&text, unix_s);
	mc_json_key_text(writer, key, unix_s > 0 ? text.ptr : NULL);
}

struct mc_err *mc_mirror_write_state(const struct mc_mirror_state *state, const char *school_dir)
{
	const struct mc_mirror *mirror = &state->mirror;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);
	MC_AUTOTEXT path = file_of(school_dir, mirror->learner);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", schema);
	mc_json_key_text(&writer, "learner", mirror->learner);
	mc_json_key_text(&writer, "branch", mirror->branch);
	mc_json_key_text(&writer, "tip", mirror->tip);
	write_time(&writer, "fetched", mirror->fetched_s);
	write_time(&writer, "tried", mirror->tried_s);
	mc_json_key_text(&writer, "fault", mirror->reason ? mc_code_name(mirror->fault) : NULL);
	mc_json_key_text(&writer, "reason", mirror->reason);
	mc_json_key_text(&writer, "refs", state->mirror.refs);
	mc_json_key(&writer, "arrivals");
	mc_json_start(&writer, '[');
	for (size_t i = 0; i < mirror->arrival_count; i++) {
		mc_json_start(&writer, '{');
		mc_json_key_text(&writer, "commit", mirror->arrivals[i].commit);
		write_time(&writer, "at", mirror->arrivals[i].at_s);
		mc_json_end(&writer);
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(&text, '\n');
	return mc_file_write_atomic(path, text.ptr, text.len, FILE_MODE);
}

void mc_mirror_touch(const char *school_dir, const char *learner)
{
	MC_AUTOTEXT path = file_of(school_dir, learner);

	/* When this fails, the time of the last look stays an older one, which is true as well. */
	(void)utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW);
}
