/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/pack.h"
#include "batch/survey_part.h"

/* What comes from a child that a damaged repository may have taken over is believed in nothing. */

enum { STATES = MC_SURVEY_TOO_LATE, CLOCKS = MC_SURVEY_BY_NOBODY };

const char *mc_survey_state_name(enum mc_survey_state state)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_SURVEY_STATES(X)
#undef X
	};

	return names[state];
}

const char *mc_survey_clock_name(enum mc_survey_clock clock)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_SURVEY_CLOCKS(X)
#undef X
	};

	return names[clock];
}

void mc_survey_pack(struct mc_buf *buf, const struct mc_survey_answer *answers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct mc_survey_answer *answer = &answers[i];

		mc_pack_number(buf, answer->state);
		mc_pack_number(buf, answer->clock);
		mc_pack_number(buf, (uint64_t)answer->since_s);
		mc_pack_text(buf, answer->commit, strlen(answer->commit));
		mc_pack_text(buf, answer->since, strlen(answer->since));
		mc_pack_text(buf, answer->digest, strlen(answer->digest));
	}
}

/* A hash in hex, or nothing. */
static bool take_hash(char *hash, size_t size, struct mc_unpack *unpack)
{
	struct mc_str text = mc_unpack_text(unpack);

	if (unpack->is_bad || text.len >= size)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!strchr("0123456789abcdef", text.ptr[i]) || !text.ptr[i])
			return false;
	}
	memcpy(hash, text.ptr, text.len);
	hash[text.len] = '\0';
	return true;
}

static bool take_answer(struct mc_survey_answer *answer, struct mc_unpack *unpack)
{
	answer->state = (enum mc_survey_state)mc_unpack_up_to(unpack, STATES);
	answer->clock = (enum mc_survey_clock)mc_unpack_up_to(unpack, CLOCKS);
	answer->since_s = (int64_t)mc_unpack_up_to(unpack, INT64_MAX);
	return take_hash(answer->commit, sizeof(answer->commit), unpack) &&
	       take_hash(answer->since, sizeof(answer->since), unpack) &&
	       take_hash(answer->digest, sizeof(answer->digest), unpack) && !unpack->is_bad;
}

bool mc_survey_unpack(struct mc_survey_answer *answers, size_t count, struct mc_str bytes)
{
	struct mc_unpack unpack = { .rest = bytes };

	for (size_t i = 0; i < count; i++) {
		if (!take_answer(&answers[i], &unpack))
			return false;
	}
	return unpack.rest.len == 0;
}
