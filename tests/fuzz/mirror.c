/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of packed-refs, and to that of the file beside a mirror. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "ext/repo_refs.h"
#include "mirror/mirror_part.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_refs(const char *bytes, size_t len)
{
	MC_AUTO(mc_repo_refs) refs = MC_REPO_REFS_INIT;

	mc_err_drop(mc_repo_refs_parse(&refs, (struct mc_str){ bytes, len }));
	mc_repo_refs_finish(&refs);
	assert(refs.count <= MC_REPO_MAX_REFS);
	for (size_t i = 0; i < refs.count; i++) {
		const struct mc_repo_ref *ref = &refs.items[i];
		size_t hash = strlen(ref->hash);

		assert(hash == 40 || hash == 64);
		assert(!strncmp(ref->name, "refs/", 5) && !strstr(ref->name, "..") &&
		       !strchr(ref->name, ' '));
		assert(i == 0 || strcmp(refs.items[i - 1].name, ref->name) < 0);
		assert(mc_repo_refs_find(&refs, ref->name) == ref->hash);
	}
}

static void check_state(const char *bytes, size_t len)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_mirror_state state = { .mirror = { .refs = NULL } };
	struct mc_err *err = mc_mirror_parse(&state, &arena, bytes, len);

	if (!err) {
		assert(!state.mirror.branch == !state.mirror.tip);
		for (size_t i = 0; i < state.mirror.arrival_count; i++)
			assert(strlen(state.mirror.arrivals[i].commit) >= 40);
	}
	mc_err_free(err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = len ? (const char *)data : "";

	check_refs(bytes, len);
	check_state(bytes, len);
	return 0;
}
