/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "ext/repo_history.h"

/* A history is a row of items: a letter, flags, a text with its zero; after a commit the text of its message.
 * The bytes come from a process that read a student's repository and may have been taken over by it, so
 * nothing about them is believed. */

enum item { ITEM_STATE = 's', ITEM_BRANCH = 'b', ITEM_COMMIT = 'c', ITEM_CHANGE = 'm', ITEM_PATH = 'p' };

enum flag { FLAG_NONE = '0', FLAG_OWN = 1, FLAG_MERGE = 2, FLAG_LAST = '3' };

static const char state_letters[] = {
#define X(constant, letter) [constant] = letter,
	MC_HISTORY_STATES(X)
#undef X
};

void mc_history_release(struct mc_history *history)
{
	mc_arena_release(&history->arena);
	*history = (struct mc_history)MC_HISTORY_INIT;
}

static void add_item(struct mc_buf *buf, enum item item, int flags, const char *text)
{
	mc_buf_addc(buf, (char)item);
	mc_buf_addc(buf, (char)flags);
	mc_buf_add(buf, text, strlen(text) + 1);
}

void mc_history_pack(struct mc_buf *buf, const struct mc_history *history)
{
	add_item(buf, ITEM_STATE, state_letters[history->state], history->is_cut ? "cut" : "");
	if (history->branch)
		add_item(buf, ITEM_BRANCH, FLAG_NONE, history->branch);
	for (size_t i = 0; i < history->commit_count; i++) {
		const struct mc_history_commit *commit = &history->commits[i];
		int flags = FLAG_NONE | (commit->is_own ? FLAG_OWN : 0) | (commit->is_merge ? FLAG_MERGE : 0);

		add_item(buf, ITEM_COMMIT, flags, commit->hash);
		mc_buf_add(buf, commit->message, strlen(commit->message) + 1);
	}
	for (size_t i = 0; i < history->change_count; i++)
		add_item(buf, ITEM_CHANGE, FLAG_NONE, history->changes[i]);
	for (size_t i = 0; i < history->path_count; i++)
		add_item(buf, ITEM_PATH, FLAG_NONE, history->paths[i]);
}

/* Cuts one text off the bytes; NULL when it has no end. */
static const char *cut_text(struct mc_history *history, struct mc_str *bytes)
{
	const char *end = bytes->len ? memchr(bytes->ptr, '\0', bytes->len) : NULL;

	if (!end)
		return NULL;
	const char *text = mc_arena_copy(&history->arena, bytes->ptr, (size_t)(end - bytes->ptr));

	bytes->len -= (size_t)(end + 1 - bytes->ptr);
	bytes->ptr = end + 1;
	return text;
}

static bool take_state(struct mc_history *history, char letter, const char *text)
{
	const char *at = memchr(state_letters, letter, sizeof(state_letters));

	if (!at)
		return false;
	history->state = (enum mc_history_state)(at - state_letters);
	history->is_cut = *text != '\0';
	return true;
}

static bool take_commit(struct mc_history *history, char flags, const char *hash, struct mc_str *bytes)
{
	const char *message = cut_text(history, bytes);
	size_t len = strlen(hash);

	if (!message || flags < FLAG_NONE || flags > FLAG_LAST ||
	    history->commit_count >= MC_HISTORY_MAX_COMMITS)
		return false;
	if (len < 40 || len >= MC_REPO_HASH_HEX || strspn(hash, "0123456789abcdef") != len)
		return false;
	history->commits[history->commit_count++] = (struct mc_history_commit){
		.hash = hash, .message = message, .is_own = flags & FLAG_OWN, .is_merge = flags & FLAG_MERGE
	};
	return true;
}

static bool take_path(const char **paths, size_t *count, const char *path)
{
	if (*count >= MC_HISTORY_MAX_PATHS)
		return false;
	paths[(*count)++] = path;
	return true;
}

static bool take_item(struct mc_history *history, struct mc_str *bytes)
{
	if (bytes->len < 3)
		return false;
	char item = bytes->ptr[0];
	char flags = bytes->ptr[1];

	bytes->ptr += 2;
	bytes->len -= 2;
	const char *text = cut_text(history, bytes);

	if (!text)
		return false;
	switch ((enum item)item) {
	case ITEM_STATE:
		return take_state(history, flags, text);
	case ITEM_BRANCH:
		history->branch = text;
		return true;
	case ITEM_COMMIT:
		return take_commit(history, flags, text, bytes);
	case ITEM_CHANGE:
		return take_path(history->changes, &history->change_count, text);
	case ITEM_PATH:
		return take_path(history->paths, &history->path_count, text);
	}
	return false;
}

/* How many items of a kind the bytes can hold at most: what the lists need room for. */
static size_t room_for(struct mc_str bytes, size_t item_bytes, size_t most)
{
	size_t count = bytes.len / item_bytes + 1;

	return count < most ? count : most;
}

bool mc_history_unpack(struct mc_history *history, struct mc_str bytes)
{
	enum { COMMIT_BYTES = 2 + 41 + 1, PATH_BYTES = 3 };
	MC_AUTO(mc_history) made = MC_HISTORY_INIT;
	size_t paths = room_for(bytes, PATH_BYTES, MC_HISTORY_MAX_PATHS);

	made.commits = mc_arena_alloc(&made.arena, room_for(bytes, COMMIT_BYTES, MC_HISTORY_MAX_COMMITS) *
							   sizeof(*made.commits));
	made.changes = mc_arena_alloc(&made.arena, paths * sizeof(*made.changes));
	made.paths = mc_arena_alloc(&made.arena, paths * sizeof(*made.paths));
	if (bytes.len == 0 || bytes.ptr[0] != ITEM_STATE)
		return false;
	while (bytes.len > 0) {
		if (!take_item(&made, &bytes))
			return false;
	}
	mc_history_release(history);
	*history = made;
	made = (struct mc_history)MC_HISTORY_INIT;
	return true;
}
