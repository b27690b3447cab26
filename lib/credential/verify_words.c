/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "credential/signed.h"

const char *const mc_check_names[MC_CHECK_COUNT] = {
#define X(constant, name) name,
	MC_CHECKS(X)
#undef X
};

const char *const mc_check_states[] = {
#define X(constant, name) name,
	MC_CHECK_STATES(X)
#undef X
};

static const struct {
	const char *name;
	const char *words;
} codes[MC_VERIFY_CODE_COUNT] = {
#define X(constant, code, words) { code, words },
	MC_VERIFY_CODES(X)
#undef X
};

const char *mc_verify_code_name(enum mc_verify_code code)
{
	return codes[code].name;
}

const char *mc_verify_code_words(enum mc_verify_code code)
{
	return codes[code].words;
}

void mc_verify_say(struct mc_verified *verified, enum mc_check_name check, enum mc_check_state state,
		   enum mc_verify_code code, const char *detail)
{
	const char *words = code == MC_VERIFY_FINE ? NULL : _(codes[code].words);

	verified->checks[check] = (struct mc_check){
		state, code == MC_VERIFY_FINE ? NULL : codes[code].name,
		words && detail ? mc_arena_format(&verified->arena, "%s: %s", words, detail) : words
	};
}
