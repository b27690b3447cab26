/* SPDX-License-Identifier: MIT */
#include "forge/find.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "base/vec.h"

static const char mark[] = "{login}";

void mc_forge_matches_release(struct mc_forge_matches *matches)
{
	free(matches->items);
	free(matches->others);
	*matches = (struct mc_forge_matches)MC_FORGE_MATCHES_INIT;
}

struct mc_err *mc_forge_check_pattern(const char *pattern)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	const char *login = strstr(pattern, mark);
	size_t before = login ? (size_t)(login - pattern) : 0;
	const char *behind = login ? login + strlen(mark) : "";

	if (login && strspn(pattern, allowed) == before && strspn(behind, allowed) == strlen(behind))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_USAGE,
				      _("'%s' does not say which learner a repository belongs to"), pattern),
			   _("write it like this: --match 'js-{login}'"));
}

static char *lower(char *text)
{
	for (char *at = text; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return text;
}

/* All learners by one thing that is theirs. */
struct keys {
	struct mc_arena arena;
	struct mc_index index;
};

/* A repository that is meant for a learner takes the place of one that is archived. */
static void claim(struct mc_forge_match *match, const struct mc_forge_repository *repository)
{
	bool is_first = match->found != MC_FORGE_FOUND_ONE && match->found != MC_FORGE_FOUND_SEVERAL;

	if (is_first || (match->repository->is_archived && !repository->is_archived)) {
		match->found = MC_FORGE_FOUND_ONE;
		match->repository = repository;
	} else if (match->repository->is_archived == repository->is_archived) {
		match->found = MC_FORGE_FOUND_SEVERAL;
	}
}

/* What a repository must be called, or whose it must be, in small letters. */
static const char *key_of(struct mc_arena *arena, const char *pattern, const char *login)
{
	if (!pattern)
		return lower(mc_arena_strdup(arena, login));
	const char *at = strstr(pattern, mark);

	return lower(
		mc_arena_format(arena, "%.*s%s%s", (int)(at - pattern), pattern, login, at + strlen(mark)));
}

/* Two learners with one key have none: the last number stands for that. */
static void set_key(struct keys *keys, const char *key, uint32_t number, uint32_t nobody)
{
	uint32_t old = mc_index_find(&keys->index, key);

	mc_index_set(&keys->index, key, old == MC_INDEX_NONE ? number : nobody);
}

static void fill_keys(struct keys *keys, struct mc_forge_matches *matches,
		      const struct mc_forge_learner learners[], const char *pattern)
{
	uint32_t nobody = (uint32_t)matches->count;

	for (uint32_t i = 0; i < nobody; i++) {
		const char *login = learners[i].login && *learners[i].login ? learners[i].login : NULL;
		const char *account = !pattern && learners[i].account_id && *learners[i].account_id
					      ? learners[i].account_id
					      : NULL;

		matches->items[i] =
			(struct mc_forge_match){ .learner = learners[i].id, .found = MC_FORGE_FOUND_NONE };
		if (!login && !account)
			matches->items[i].found = MC_FORGE_FOUND_UNKNOWN;
		if (login)
			set_key(keys, key_of(&keys->arena, pattern, login), i, nobody);
		/* No login has '#'. */
		if (account)
			set_key(keys, mc_arena_format(&keys->arena, "#%s", account), i, nobody);
	}
}

/* Marks those who are known by the same key as somebody else. */
static void mark_shared(const struct keys *keys, struct mc_forge_matches *matches,
			const struct mc_forge_learner learners[], const char *pattern, const char *key)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	(void)keys;
	for (size_t i = 0; i < matches->count; i++) {
		const char *login = learners[i].login;
		const char *account = learners[i].account_id;
		bool is_meant = key[0] == '#'
					? account && !strcmp(account, key + 1)
					: login && *login && !strcmp(key_of(&arena, pattern, login), key);

		if (is_meant)
			matches->items[i].found = MC_FORGE_FOUND_SHARED;
	}
}

/* Whose a repository is: by the number of its owner, else by a name. MC_INDEX_NONE: nobody's. */
static uint32_t find_owner(const char **key, struct keys *keys, const struct mc_forge_repository *repository,
			   const char *pattern)
{
	*key = mc_arena_format(&keys->arena, "#%lld", (long long)repository->owner_id);
	uint32_t number =
		pattern || repository->owner_id == 0 ? MC_INDEX_NONE : mc_index_find(&keys->index, *key);

	if (number != MC_INDEX_NONE)
		return number;
	*key = lower(mc_arena_strdup(&keys->arena, pattern ? repository->name : repository->owner));
	return mc_index_find(&keys->index, *key);
}

/* A login may have gone to somebody else; the number of an account never does. */
static bool is_contradicted(const struct mc_forge_learner *learner,
			    const struct mc_forge_repository *repository, const char *pattern)
{
	if (pattern || !learner->account_id || !*learner->account_id || repository->owner_id == 0)
		return false;
	MC_AUTOTEXT id = mc_format("%lld", (long long)repository->owner_id);

	return strcmp(id, learner->account_id) != 0;
}

void mc_forge_match(struct mc_forge_matches *matches, const struct mc_forge_repositories *list,
		    const struct mc_forge_learner learners[], size_t count, const char *pattern)
{
	struct keys keys = { MC_ARENA_INIT, MC_INDEX_INIT };

	matches->items = mc_alloc_zero(count + 1, sizeof(*matches->items));
	matches->count = count;
	fill_keys(&keys, matches, learners, pattern);
	for (size_t i = 0; i < list->count; i++) {
		const struct mc_forge_repository *repository = &list->items[i];
		const char *key;
		uint32_t number = find_owner(&key, &keys, repository, pattern);

		if (number == count)
			mark_shared(&keys, matches, learners, pattern, key);
		else if (number != MC_INDEX_NONE && !is_contradicted(&learners[number], repository, pattern))
			claim(&matches->items[number], repository);
		else
			*MC_VEC_ADD(matches->others, matches->other_count, matches->other_capacity) =
				repository;
	}
	for (size_t i = 0; i < count; i++) {
		if (matches->items[i].found != MC_FORGE_FOUND_ONE)
			matches->items[i].repository = NULL;
	}
	mc_index_release(&keys.index);
	mc_arena_release(&keys.arena);
}
